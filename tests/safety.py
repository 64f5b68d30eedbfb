"""What the tests of the safety rules share: small manuscripts of the real guide, never typeset.

They are read against the real `safety.toml` and the data of their language.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from press.finding import Finding
from press.project import Line
from press.read.manuscript import Manuscript
from press.read.safety_book import Book, read_book
from press.safety.check import hold_to_rules
from press.safety.context import SafetyDesk
from press.toml_tables import Entry
from tests.catalogue import KNOWN
from tests.guides import BEDSIDE, real_guide, real_job

FRONT_FILE = "front"
STOP = "## STOP. Do not rub. Phone now if: {.stop}\n\n"
AMBULANCE = "## Ambulance {{ emergency_number }} {.emergency}\n\n"
MATERNITY = "## Maternity, day or night {.urgent}\n\n"
VISIT = "## At your next visit {.soon}\n\n"
STEPS = "## What to do {.steps}\n\n"
FOOD = "## Food and tablets\n\n"
SLEEP = "## Sleep\n\n"


@cache
def real_book() -> Book:
    found: list[Finding] = []
    book = read_book(BEDSIDE, real_guide(), "en-GB", found)
    assert found == []
    return book


@cache
def general_book() -> Book:
    """What any guide in English is held to that has no safety.toml."""
    found: list[Finding] = []
    book = read_book(BEDSIDE, replace(real_guide(), folder=BEDSIDE.root / "none"), "en-GB", found)
    assert found == [] and not book.own
    return book


def manuscript(text: str, product: str = "leaflet", folder: str = "en") -> Manuscript:
    """A manuscript with this text and nothing else."""
    file = f"content/leg-cramps/{folder}/{product}.md"
    lines = tuple(Line(row, file, n) for n, row in enumerate(text.split("\n"), 1))
    row = KNOWN.products[product]
    front = {
        key: Entry("A", Line(f'{key} = "A"', FRONT_FILE, 1)) for key in (*row.asks, *row.may_ask)
    }
    return Manuscript(row, file, front, lines)


def desk_of(
    *manuscripts: Manuscript, locale: str = "en-GB", book: Book | None = None
) -> SafetyDesk:
    job = replace(real_job(locale), locale=locale, manuscripts=manuscripts, words={})
    return SafetyDesk(job if book is None else replace(job, rules=replace(job.rules, safety=book)))


def codes_of(desk: SafetyDesk) -> set[str]:
    """The codes that stand on lines; what a whole guide must have is not asked."""
    return {f.code for f in hold_to_rules(desk) if f.place.file != FRONT_FILE}


def codes_in(
    text: str, locale: str = "en-GB", book: Book | None = None, folder: str = "en"
) -> set[str]:
    """The codes that stand on the lines of `text`."""
    return codes_of(desk_of(manuscript(text, folder=folder), locale=locale, book=book))


def short(value: object) -> str:
    """The name of a row in a table of sentences."""
    return str(value).replace("\n", " ")[-40:]
