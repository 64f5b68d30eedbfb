"""The night card as an eye meets it: the title, what to do first, STOP, the number to phone.

All of it is measured in the PDF: type sizes, solid areas, and what stands between.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pytest

from press.finding import Finding, errors
from press.products import POINTS_PER_MM
from press.project import Project
from press.proof.compare import PrintedWord
from press.proof.preflight import Proof, preflight, pull_proof
from press.read.clinic import read_clinic
from press.read.folding import plain
from press.read.guide import read_guide
from press.read.job import Job, read_job
from press.typeset.compose import Composer
from press.typeset.engine import Engine, start_engine
from press.typeset.fit import fit
from tests.catalogue import BY_FILE
from tests.shop import ROOT, told

LOCALES = ("en-GB", "en-US", "en-001")
EDITIONS = ("night-card", "night-card-mono", "night-card-large-print")
# and numerals above the foot, without a clinic; some countries add a sign, a year, a warning
WORDS = {"en-GB": 190, "en-US": 200, "en-001": 205}
NUMBERS = {"GB": ("020 7946 0123", "01632 960123"), "US": ("(202) 555-0123", "(202) 555-0145")}
DAY = 'hours = "day and night"\n'
OFFICE = 'hours = "Monday to Friday, 9 am to 5 pm"\n'
WEEKS = 'serves = "From 16 weeks, until 6 weeks after the birth."\n'
LONG = "St Bride's Maternity and Fracture Clinic (example)"


class Line(NamedTuple):
    """A line of a clinic's file: its name, its number by its place, and what else stands there."""

    name: str
    number: int
    more: str


FIRST = Line("maternity", 0, DAY)
SECOND = Line("switchboard", 1, DAY)
CLINICS = {
    "blank": (),
    "one number": (FIRST,),
    "one number by day, for some weeks": (FIRST._replace(more=OFFICE + WEEKS),),
    "two numbers": (FIRST, SECOND),
    "two numbers, the first by day": (FIRST._replace(more=OFFICE + WEEKS), SECOND),
    "two numbers, both by day": (FIRST._replace(more=OFFICE), SECOND._replace(more=OFFICE)),
}


@cache
def engine() -> Engine:
    return start_engine(Project(ROOT))


@cache
def job(locale: str, clinic: str) -> Job:
    """The real guide's, with a clinic of these lines."""
    project, found = Project(ROOT), list[Finding]()
    guide, lines, own = read_guide(project, "leg-cramps", found), CLINICS[clinic], None
    country = "US" if locale == "en-US" else "GB"
    if lines:
        name = LONG if locale == "en-GB" else "Riverside Hospital (example)"
        text = f'name = "{name}"\ncountry = "{country}"\n' + "".join(
            f'\n[lines.{one.name}]\nnumber = "{NUMBERS[country][one.number]}"\n{one.more}'
            for one in lines
        )
        path = ROOT / "content/clinics/example.toml"
        project.opened[path] = text.encode()
        own = read_clinic(project, path, found)
    assert guide is not None
    made = read_job(project, guide, locale, own, found)
    assert made is not None and errors(found) == [], told(found)
    return made


@cache
def proof(locale: str, edition: str, clinic: str) -> Proof:
    """The card, typeset and read back."""
    of = job(locale, clinic)
    card = next(one for one in of.manuscripts if one.product.name == "night-card")
    card, found = card.in_edition(BY_FILE[edition]), list[Finding]()
    typeset = fit(engine(), Composer(Project(ROOT), of), card, found)
    assert typeset is not None and found == [], told(found)
    return pull_proof(of, card, typeset)


ALL = [(locale, edition, "blank") for locale in LOCALES for edition in EDITIONS]
ALL += [("en-GB", "night-card", clinic) for clinic in CLINICS if clinic != "blank"]
FULL = "two numbers, the first by day"  # has most to say
ALL += [("en-GB", edition, FULL) for edition in EDITIONS[1:]]
ALL += [(locale, edition, "two numbers") for locale in LOCALES[1:] for edition in EDITIONS[::2]]
every_card = pytest.mark.parametrize(("locale", "edition", "clinic"), ALL)


def words(proof: Proof, role: str, kind: str) -> list[PrintedWord]:
    return [one for one in proof.printed if (one.word.role, one.word.kind) == (role, kind)]


def digits(one: PrintedWord) -> int:
    return sum(char.isdigit() for char in one.word.text)


def number_to_phone(proof: Proof) -> list[PrintedWord]:
    """The words of the first number, as they stand on paper."""
    lines = [line.number for line in proof.job.lines if line.number]
    return [one for one in words(proof, "clinic", "label")
            if one.word.line == lines[0].line and digits(one) > 1] if lines else []  # fmt: skip


def verbs(proof: Proof) -> dict[int, list[PrintedWord]]:
    """The bold words of each step, by the number of its paragraph."""
    found: dict[int, list[PrintedWord]] = {}
    for one in words(proof, "steps", "text"):
        if "Bold" in one.glyphs[0].font:
            found.setdefault(one.word.block, []).append(one)
    return found


@every_card
def test_every_card_is_whole(locale: str, edition: str, clinic: str) -> None:
    """No clinic's words are too many: nothing is lost, touched or under its floor."""
    card = proof(locale, edition, clinic)
    assert told(errors(preflight(card))) == []
    assert len(card.reading.pages) == 1 + (edition == EDITIONS[2])


@every_card
def test_the_eye_goes_from_the_title_to_the_number(locale: str, edition: str, clinic: str) -> None:
    """By size: title, the first verb, STOP, the other verbs; and no other word is as large."""
    card = proof(locale, edition, clinic)
    title = words(card, "title", "heading")[0].size
    first, second, *others = [max(one.size for one in step) for step in verbs(card).values()]
    stop = words(card, "stop", "heading")[0].size
    assert title > first == second > stop > max(others)
    number = [one.size for one in number_to_phone(card)]
    assert all(size >= max(first, 22 if locale == "en-US" else 23) - 0.01 for size in number)
    dialled = max((one for one in words(card, "emergency", "heading")), key=lambda one: one.size)
    known = {"marker"}, {"title"}
    rest = [one for one in card.printed if one.word.kind not in known[0]
            and one.word.role not in known[1] and one is not dialled
            and one not in number_to_phone(card) and one.page == 0]  # fmt: skip
    assert max(one.size for one in rest) == first
    blank = card.job.fields["emergency_number"].blank
    if edition != EDITIONS[2] and not blank:  # over the page it stands alone
        assert first < dialled.size <= 1.2 * max(number, default=dialled.size)


@every_card
def test_the_number_follows_the_command_to_phone(locale: str, edition: str, clinic: str) -> None:
    """Between STOP and the number, or the line to write it on, stands no other number."""
    card = proof(locale, edition, clinic)
    printed = list(card.printed)
    head = words(card, "stop", "heading")[-1]
    number = number_to_phone(card)
    lines = [one.y for one in card.typeset.lines if one.page == 0]
    foot = number[0].glyphs[0].baseline if number else max(lines)
    edge = max((one.box[2] for one in number), default=0.0)  # what is beside it comes after it
    below = [one for one in printed if one.page == 0 and one.glyphs[0].baseline < head.box[1]]
    between = [one for one in below if one.glyphs[0].baseline > foot + 1
               and (not number or one.box[0] < edge)]  # fmt: skip
    assert [one.word.text for one in between if digits(one) > 2] == []
    far = 62 if edition != EDITIONS[2] else 100
    assert 0 < (head.box[1] - foot) / POINTS_PER_MM < far
    if number:
        assert number[0].page == head.page


@pytest.mark.parametrize("edition", EDITIONS[:2])
def test_solid_areas_lead_the_eye(edition: str) -> None:
    """Night behind the title, lamp light behind the first verb, red behind STOP and the ambulance.

    A copier is given none of these, but the bar of STOP all the same.
    """
    card = proof("en-GB", edition, "blank")
    leaf = card.reading.pages[0]

    def behind(one: PrintedWord, left: float = 0.0) -> tuple[int, ...]:
        """The page's colour beside a word: above its first letter, or so many mm before it."""
        scale = leaf.bare.width / leaf.width
        x = one.box[0] - left * POINTS_PER_MM
        y = leaf.height - (one.box[1] + one.box[3]) / 2
        colour = leaf.bare.getpixel((round(x * scale), round(y * scale)))
        assert isinstance(colour, tuple)
        return colour

    heads = ("title", "stop", "emergency")
    title, stop_head, ambulance = (words(card, role, "heading")[0] for role in heads)
    verb = next(iter(verbs(card).values()))[0]
    stop = words(card, "stop", "text")[0]
    black, white = (0, 0, 0), (255, 255, 255)
    grounds = [behind(title), behind(verb), behind(stop_head, left=0.5), behind(ambulance)]
    red = (143, 15, 51)
    mono = edition == EDITIONS[1]
    assert grounds == ([white] * 4 if mono else [(22, 33, 63), (255, 244, 214), red, red])
    edge = (stop.box[0] - 7 * POINTS_PER_MM) / POINTS_PER_MM  # where the bar is: 7 to 10 mm
    assert behind(stop, left=stop.box[0] / POINTS_PER_MM - 8.5) == (black if mono else red), edge


SAYS = {
    "blank": "Maternity line No answer? Second number Still no answer? Phone NHS 111",
    "one number": "020 7946 0123 day and night No answer? Phone NHS 111",
    "one number by day, for some weeks": "Closed, not in those weeks, or no answer? Phone NHS",
    "two numbers": "No answer? Second number 01632 960123 day and night Still no answer? Phone",
    FULL: "not in those weeks, or no answer? Second number 01632 960123 day and night Still",
    "two numbers, both by day": "960123 Monday to Friday, 9 am to 5 pm Closed, or no answer? Phone",
}


@pytest.mark.parametrize("clinic", SAYS)
def test_each_way_out_comes_after_the_number_that_it_is_for(clinic: str) -> None:
    """Where a line has hours or weeks, what follows says what to do outside them."""
    said = plain("".join(glyph.char for glyph in proof("en-GB", "night-card", clinic).reading.flow))
    assert plain(SAYS[clinic]) in said
    assert said.count(plain("No answer?")) <= 1  # “Still no answer?” is another question


@pytest.mark.parametrize("locale", LOCALES)
def test_a_card_is_read_in_a_minute(locale: str) -> None:
    """It has 190 words and numerals at most, without those that the paper says of itself."""
    said = [one.word.text for one in proof(locale, "night-card", "blank").printed
            if one.word.role not in ("about", "label")]  # fmt: skip
    assert len([word for word in said if any(char.isalnum() for char in word)]) <= WORDS[locale]
