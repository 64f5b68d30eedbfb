"""The guide on a child with a fever: its doses one by one, its signs, and that it prints."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from press.check.job import check_job
from press.finding import Finding
from press.pdf.readback import read_back
from press.pdf.reading import Reading
from press.read.doses import MASS, VOLUME, quantities, strengths, without_strengths
from press.read.folding import plain
from press.read.job import Job, in_its_standing
from press.run.product import presswork
from press.safety.check import hold_to_rules
from press.safety.context import SafetyDesk
from press.safety.dose_tables import dose_tables
from press.typeset.engine import start_engine
from tests.catalogue import KNOWN
from tests.guides import BEDSIDE
from tests.printed import letters_of_pages
from tests.shop import ROOT, Shop, order, read_one_guide, read_one_job
from tests.tools import copy_project

NAME = "child-fever"
GUIDE = f"content/{NAME}"
LOCALES = ("en-GB", "en-US")
EVERY = pytest.mark.parametrize("locale", LOCALES)
GB, US = (f"{GUIDE}/{locale}/passages/doses.md" for locale in LOCALES)

# Typed from the sources that evidence.toml names, and not from the guide: strength in mg and ml,
# whom it is for, ml, mg. Above each table stand how often in 24 hours, and the hours between.
Dose = tuple[tuple[float, float], str, float, float]
PARACETAMOL: list[Dose] = [
    ((120, 5), "3 to 5 months", 2.5, 60), ((120, 5), "6 to 23 months", 5, 120),
    ((120, 5), "2 to 3 years", 7.5, 180), ((120, 5), "4 to 5 years", 10, 240),
    ((250, 5), "6 to 7 years", 5, 250), ((250, 5), "8 to 9 years", 7.5, 375),
    ((250, 5), "10 to 11 years", 10, 500),
]  # fmt: skip
IBUPROFEN: list[Dose] = [
    ((100, 5), "3 to 5 months", 2.5, 50), ((100, 5), "6 to 11 months", 2.5, 50),
    ((100, 5), "1 to 3 years", 5, 100), ((100, 5), "4 to 6 years", 7.5, 150),
    ((100, 5), "7 to 9 years", 10, 200), ((100, 5), "10 to 11 years", 15, 300),
]  # fmt: skip
POUNDS = ("24 to 35 lb", "36 to 47 lb", "48 to 59 lb", "60 to 71 lb", "72 to 95 lb")
VOLUMES = (5, 7.5, 10, 12.5, 15)
DOSES: dict[str, list[Dose]] = {
    "en-GB": [*PARACETAMOL, *IBUPROFEN],
    "en-US": [((each, 5), who, ml, ml * each / 5) for each in (160, 100)
              for who, ml in zip(POUNDS, VOLUMES, strict=True)],
}  # fmt: skip
# how each sign of the ambulance's list begins
SIGNS = ("Hard to breathe", "Blue, ", "Rash that does", "Hard to wake", "Stiff neck", "Weak, high")
OFTEN = {"en-GB": ((4, 4), (4, 4), (3, 6)), "en-US": ((5, 4), (4, 6))}

SPOILT = {  # a file, what stands there, what would harm, and the question that it brings
    "ten times the dose": (GB, "| 2.5 ml (60 mg)", "| 25 ml (600 mg)", "S131"),
    "the next row's dose": (GB, "3 to 5 months | 2.5 ml (50 mg)", "3 to 5 months | 5 ml (100 mg)",
                            "S131"),
    "a sum that is wrong": (GB, "7.5 ml (375 mg)", "7.5 ml (180 mg)", "S134"),
    "the other bottle": (GB, "### Paracetamol 120 mg", "### Paracetamol 250 mg", "S134"),
    "once more in a day": (GB, "Up to 3 times", "Up to 4 times", "S131"),
    "too soon again": (GB, "at least 6 hours", "at least 4 hours", "S131"),
    "an age left out": (GB, "| 1 to 3 years | 5 ml (100 mg) [@I2] |\n", "", "S132"),
    "kilograms for pounds": (US, "| 24 to 35 lb | 10.9 to 15.9 kg", "| 24 to 35 lb | 24 to 35 kg",
                             "S133"),
    "a heavier child's dose": (US, "5 mL (160 mg)", "7.5 mL (240 mg)", "S131"),
    "both at once": (f"{GUIDE}/en/leaflet.md", "Do not give {{ paracetamol }} and",
                     "Give {{ paracetamol }} and", "S125"),
    "a wet sponge": (f"{GUIDE}/en/passages/home-steps.md", "**Dress your child lightly.**",
                     "**Sponge your child with tepid water.**", "S125"),
    "aspirin": (f"{GUIDE}/en/passages/night-steps.md", "No aspirin.", "Aspirin is fine.", "S125"),
    "a sign that is gone": (f"{GUIDE}/en/passages/ambulance-signs.md",
                            "- Rash that does not fade under a glass [@M1]\n", "", "S106"),
    "a young baby's fever that is gone": (f"{GUIDE}/en-US/passages/phone-signs.md",
                                          "- **Under 3 months old**, and {{ fever_from }} or more"
                                          " [@A1]\n", "", "S106"),
}  # fmt: skip


@cache
def fever(locale: str) -> Job:
    return read_one_job(BEDSIDE, read_one_guide(BEDSIDE, NAME), locale)


def rows_of(job: Job) -> list[Dose]:
    """Each row of the leaflet's tables that gives a dose, as DOSES has it."""
    found: list[Dose] = []
    for table in dose_tables(job):
        for row in table.rows if table.role == "medicines" else ():
            said = {one.kind: one.high for one in quantities(row.cells[-1].text)}
            if VOLUME in said or MASS in said:
                (strength,) = strengths(" ".join(table.above[1:2]))
                who = row.cells[0].text
                found.append(((strength.mg * 5, 5), who, said[VOLUME], said[MASS]))
    return found


@EVERY
def test_each_dose_is_that_of_its_source(locale: str) -> None:
    """Strength, age or weight, volume and mass of each row; and the mass is that of the volume."""
    assert rows_of(fever(locale)) == DOSES[locale]
    for (each, of), who, ml, mg in DOSES[locale]:
        assert ml * each / of == mg, who


@EVERY
def test_each_table_says_how_often_and_how_far_apart(locale: str) -> None:
    """Right above it, in one sentence of bold and one plain."""
    above = [table.above[0] for table in dose_tables(fever(locale)) if table.role == "medicines"]
    assert above == [
        f"up to {often} times in 24 hours. wait at least {apart} hours between doses."
        for often, apart in OFTEN[locale]
    ]


def test_a_weight_in_kilograms_is_that_in_pounds() -> None:
    """Both ends of each row, rounded to one place."""
    for table in dose_tables(fever("en-US")):
        for row in table.rows[1:]:
            pounds, kilograms = (without_strengths(cell.text) for cell in row.cells[:2])
            (one,), (other,) = quantities(pounds), quantities(kilograms)
            assert (other.low, other.high) == (round(one.low, 1), round(one.high, 1)), pounds


@EVERY
def test_nothing_is_asked_about_it(locale: str) -> None:
    """Neither an error nor a question: each that was right was mended in the text."""
    assert check_job(fever(locale), []).findings == []


@pytest.mark.parametrize(("file", "old", "new", "code"), SPOILT.values(), ids=SPOILT.keys())
def test_what_would_harm_is_asked_about(
    tmp_path: Path, file: str, old: str, new: str, code: str
) -> None:
    """A dose, how often, how soon, a sign, a warning: each that is changed is a question."""
    shop = Shop(tmp_path / "shop")
    shutil.copytree(ROOT / GUIDE, shop.root / GUIDE)
    shop.edit(file, old, new)
    asked: list[Finding] = []
    for locale in LOCALES:
        job = read_one_job(shop.project, read_one_guide(shop.project, NAME), locale)
        asked += hold_to_rules(SafetyDesk(job))
    assert code in {one.code for one in asked}, [str(one) for one in asked]


@pytest.mark.parametrize("edition", ["", "-mono"])
@EVERY
def test_the_signs_of_the_ambulance_are_a_list_on_the_card(locale: str, edition: str) -> None:
    """Each sign begins a line of its own below the one before, on the one page of the card."""
    job = fever(locale)
    card = next(text for text in job.manuscripts if text.product.name == "night-card")
    edited = card.in_edition(KNOWN.by_file[f"night-card{edition}"])
    page = presswork(start_engine(BEDSIDE), in_its_standing(job, "night-card"), edited)
    assert not page.findings and page.reading
    are_a_list(page.reading)


def are_a_list(reading: Reading) -> None:
    """Each of the signs begins a line of its own on the one page that was read back."""
    assert len(reading.pages) == 1
    glyphs = [one for one in reading.flow if not one.char.isspace()]
    letters = "".join(one.char for one in glyphs)
    first = [glyphs[letters.index(words.replace(" ", ""))] for words in SIGNS]
    feet = [one.baseline for one in first]
    assert feet == sorted(set(feet), reverse=True)
    assert max(one.start for one in first) - min(one.start for one in first) < 4


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both locales for their example clinics: the standard products, and large print and mono."""
    root = tmp_path_factory.mktemp("fever") / "shop"
    copy_project(root, "content", "templates", "styles")
    clinics = [word for name in ("example", "example-us")
               for word in ("--clinic", root / f"content/clinics/{name}.toml")]  # fmt: skip
    read = fever("en-GB").guide.last_review.value
    words = ("--edition", "all", "--sheet", "none", "--today", str(read))
    told = order(root, "--guide", NAME, *clinics, *words)
    assert told.code == 0, told.out + told.err
    return root / "dist" / NAME


def test_with_a_clinic_they_are_a_list_too(dist: Path) -> None:
    """Its block takes room, and the rules and frames of the card in black take more."""
    for place in ("en-GB/example", "en-US/example-us"):
        for edition in ("", "-mono"):
            card = dist / place / f"night-card{edition}.pdf"
            are_a_list(read_back(card.read_bytes()))


@pytest.mark.parametrize(
    ("folder", "number", "ambulance", "dose"),
    [
        ("en-GB/example", "020 7946 0177", "Call 999 now if:", "3 to 5 months 2.5 ml (60 mg)"),
        ("en-US/example-us", "(202) 555-0177", "Call 911 now if:", "24 to 35 lb 10.9 to 15.9 kg"),
    ],
)
def test_a_clinic_s_sheets_say_whom_to_call_and_how_much(
    dist: Path, folder: str, number: str, ambulance: str, dose: str
) -> None:
    """In every edition: its number in leaflet and card, the ambulance first on the card."""
    for edition in ("", "-large-print", "-mono"):
        card, leaflet = (
            plain("".join(one.char for one in read_back(file.read_bytes()).flow))
            for file in (
                dist / folder / f"{name}{edition}.pdf" for name in ("night-card", "leaflet")
            )
        )
        assert plain(number) in card and plain(number) in leaflet
        assert card.index(plain(ambulance)) < card.index(plain("Phone now if:"))
        assert plain(dose) in leaflet
    assert len(read_back((dist / folder / "leaflet.pdf").read_bytes()).pages) == 8


@pytest.mark.parametrize("edition", ["", "-large-print", "-mono"])
@EVERY
def test_no_dose_stands_on_a_page_without_its_medicine(
    dist: Path, locale: str, edition: str
) -> None:
    """The name and the strength, how often and each row of a table lie on one page."""
    folder = {"en-GB": "en-GB/example", "en-US": "en-US/example-us"}[locale]
    pdf = (dist / folder / f"leaflet{edition}.pdf").read_bytes()
    pages = [plain(letters).lower() for letters in letters_of_pages(pdf)]
    for table in dose_tables(fever(locale)):
        if table.role == "medicines":
            last = [plain(cell.text) for cell in table.rows[-1].cells]
            first = [plain(cell.text) for cell in table.rows[1].cells]
            whole = [plain(table.above[1]), plain(table.above[0]), "".join(first), "".join(last)]
            assert any(all(words in page for words in whole) for page in pages), whole
