"""The tent's two faces: the card itself, and the first thing to do with whom to phone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from press.finding import errors
from press.pdf.readback import read_back
from press.pdf.reading import Glyph, Reading
from press.products import Product
from press.read.clinic import read_clinic
from press.read.expected import expected_words
from press.read.face import face_of
from press.read.job import Job, read_job
from press.read.manuscript import Manuscript
from press.run.product import Printed, presswork
from press.sheets.layouts import Pages, tent
from press.typeset.engine import start_engine
from tests.catalogue import KNOWN
from tests.guides import BEDSIDE
from tests.sheets import A4, A5
from tests.shop import ROOT, Shop, read_one_guide

CLINICS = {"en-GB": "example", "en-US": "example-us"}
HELP = {"emergency", "urgent", "stop", "lines"}
CARDS = [("leg-cramps", "night-card"), ("leg-cramps", "night-card-mono"),
         ("child-fever", "night-card")]  # fmt: skip


@cache
def job_of(guide: str, locale: str = "en-GB", clinic: bool = False) -> Job:
    path = ROOT / f"content/clinics/{CLINICS[locale]}.toml"
    mine = read_clinic(BEDSIDE, path, []) if clinic else None
    job = read_job(BEDSIDE, read_one_guide(BEDSIDE, guide), locale, mine, [])
    assert job is not None
    return job


def card_of(job: Job, row: Product) -> Manuscript:
    (card,) = (one for one in job.manuscripts if one.product.name == row.name)
    return card.in_edition(row)


@cache
def face(guide: str, file: str, locale: str = "en-GB", clinic: bool = False) -> Printed:
    """The other face of a card, printed by itself."""
    row = KNOWN.by_file[file]
    job = job_of(guide, locale, clinic)
    return presswork(start_engine(BEDSIDE), job, face_of(card_of(job, row), row.faces["tent"]))


def words_of(manuscript: Manuscript, job: Job) -> list[str]:
    return [word.text for word in expected_words(manuscript, job.fields)]


@pytest.mark.parametrize(("guide", "file"), CARDS)
def test_a_face_says_nothing_that_the_card_does_not(guide: str, file: str) -> None:
    """Its words are the card's, in the card's order, and of all about help there is each one."""
    row, job = KNOWN.by_file[file], job_of(guide)
    card = card_of(job, row)
    other = face_of(card, row.faces["tent"])
    left = iter(words_of(card, job))
    assert all(word in left for word in words_of(other, job))
    for role in HELP:
        whole, kept = ([word.text for word in expected_words(one, job.fields) if word.role == role]
                       for one in (card, other))  # fmt: skip
        assert kept == whole


def test_a_card_of_steps_begins_with_the_first_alone() -> None:
    """Of six steps the face has one; of a card that begins with help, that help."""
    row = KNOWN.by_file["night-card"]
    for guide, markers in (("leg-cramps", ["1."]), ("child-fever", [])):
        job = job_of(guide)
        words = expected_words(face_of(card_of(job, row), row.faces["tent"]), job.fields)
        found = [word.text for word in words if word.kind == "marker" and word.text[0].isdigit()]
        assert found == markers


@pytest.mark.parametrize("locale", CLINICS)
@pytest.mark.parametrize("clinic", [False, True])
@pytest.mark.parametrize(("guide", "file"), CARDS)
def test_a_face_is_proved_as_a_card_is(guide: str, file: str, clinic: bool, locale: str) -> None:
    """On A5 and half-letter, blank and with a clinic's numbers, in colour and black: no error."""
    made = face(guide, file, locale, clinic)
    assert made.pdf and not errors(made.findings)


def largest(reading: Reading, text: str) -> float:
    """The type that some words are set in, in pt; they must be there."""
    flow = reading.flow
    run = "".join(glyph.char for glyph in flow)
    at = run.replace("\u00a0", " ").index(text)
    return max(glyph.size for glyph in flow[at : at + len(text)])


@pytest.mark.parametrize("file", ["night-card", "night-card-mono"])
def test_the_first_act_is_the_largest_and_the_number_the_next(file: str) -> None:
    """From the pillow: what to do in 30 pt or more, the number in 30 pt, all else far smaller."""
    made = face("leg-cramps", file, clinic=True)
    reading = made.reading
    assert made.size and made.size >= 30 and reading
    number = [glyph for glyph in reading.flow if glyph.size == pytest.approx(33, abs=0.1)]
    assert "".join(glyph.char for glyph in number).replace(" ", "") == "02079460123"
    others = [one for one in reading.flow if one.size < min(made.size, 32) and one not in number]
    assert max(glyph.size for glyph in others) < 0.75 * made.size


def test_the_picture_of_the_first_act_is_larger_than_on_any_card() -> None:
    """One picture, at least 60 mm wide."""
    made = face("leg-cramps", "night-card")
    assert made.reading
    (picture,) = made.reading.pictures
    assert (picture.box[2] - picture.box[0]) * 25.4 / 72 > 60


def half(reading: Reading, right: bool) -> str:
    """The letters of one half of a sheet."""
    middle = reading.pages[0].width / 2

    def there(glyph: Glyph) -> bool:
        return (glyph.box[0] > middle) == right

    every = (*reading.flow, *reading.outside)
    return "".join(sorted(one.char for one in every if there(one) and one.char.strip()))


def letters(path: Path) -> str:
    reading = read_back(path.read_bytes())
    every = (*reading.flow, *reading.outside)
    return "".join(sorted(one.char for one in every if one.char.strip()))


def test_one_half_of_the_sheet_is_the_card_and_the_other_its_face(card_shop: Shop) -> None:
    """The whole card is on the left; on the right its first step, and not its second."""
    told = card_shop.order("--product", "night-card", "--sheet", "tent")
    assert told.code == 0, told.out + told.err
    folder = next((card_shop.root / "dist").rglob("night-card-tent.pdf")).parent
    sheet = read_back((folder / "night-card-tent.pdf").read_bytes())
    assert half(sheet, right=False) == letters(folder / "night-card.pdf")
    assert 0 < len(half(sheet, right=True)) < len(half(sheet, right=False))
    assert {path.name for path in folder.glob("*.pdf")} == {"night-card.pdf", "night-card-tent.pdf"}


def test_a_fault_of_the_face_holds_the_sheet_back(card_shop: Shop) -> None:
    """What is lost on the face alone is told at its line, and nothing is printed."""
    card_shop.append("styles/night-card-tent.css", "\n.stop { display: none }\n")
    told = card_shop.order("--product", "night-card", "--sheet", "tent")
    assert told.code == 1
    assert "“Stop and phone if” (on the other face of the tent)" in told.out
    assert set(card_shop.dist()) == {"manifest.json"}


def test_a_card_without_another_face_is_on_both() -> None:
    """A product that says nothing of a face stands twice on its tent."""
    assert not KNOWN.by_file["card"].faces
    (side,) = tent(Pages(1, A5, A4))
    assert {placed.source for placed in side.placed} == {0}
    (side,) = tent(Pages(1, A5, A4, face=True))
    assert [placed.source for placed in side.placed] == [0, 1]


def test_a_face_of_a_sheet_that_has_none_is_told(shop: Shop) -> None:
    """The table of a face names a sheet whose faces are seen at once; its keys are a product's."""
    shop.append("templates/products.toml", "\n[card.faces.booklet]\nmost_ink = 3\n")
    shop.append("templates/products.toml", "\n[poster.faces.tent]\nhigh = 3\n")
    told = shop.check("--product", "night-card")
    problems = [row["problem"] for row in told.findings if row["code"] == "D110"]
    assert [one.split("; ")[0] for one in problems] == [
        "[card]: `booklet` shows no other face",
        "[poster]: `high` is no key of a product",
    ]
