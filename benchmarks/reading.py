"""How many words a page has, and how long it takes to read as far as what matters.

    .venv/bin/python benchmarks/reading.py
    .venv/bin/python benchmarks/reading.py --guide leg-cramps --product night-card --locale en-GB
    .venv/bin/python benchmarks/reading.py --clinic content/clinics/example.toml

Each product is set as it is printed, and its words are taken off the PDF, in the order in which it
is read: every word and every numeral of every page, step numbers, labels and the clinic's block
among them (a telephone number in three groups is three), but no running head and no page number.
The times are for 230 words a minute, up to the first word of each: of the first step (where there
are none, of the first text), of the heading of STOP, of the first number to phone or its line.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from press.project import Project  # noqa: E402
from press.proof.compare import PrintedWord  # noqa: E402
from press.proof.preflight import pull_proof  # noqa: E402
from press.read.clinic import Clinic, read_clinic  # noqa: E402
from press.read.face import face_of  # noqa: E402
from press.read.guide import Guide, guide_names, read_guide  # noqa: E402
from press.read.job import Job, read_job  # noqa: E402
from press.read.manuscript import Manuscript  # noqa: E402
from press.typeset.compose import Composer  # noqa: E402
from press.typeset.engine import Engine, start_engine  # noqa: E402
from press.typeset.fit import fit  # noqa: E402

SPEED = 230  # words a minute
Mark = Callable[[PrintedWord], bool]


def main() -> None:
    """Print a line for each product in each locale."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--guide", default="", help="only this guide")
    parser.add_argument("--locale", default="", help="only this locale: en-GB")
    parser.add_argument("--product", default="", help="only this product")
    parser.add_argument("--clinic", type=Path, help="with the numbers of this file")
    given = parser.parse_args()
    project = Project(ROOT)
    engine = start_engine(project)
    clinic = read_clinic(project, given.clinic.resolve(), []) if given.clinic else None
    for name in guide_names(project):
        guide = read_guide(project, name, []) if given.guide in ("", name) else None
        for locale in guide.locales if guide else ():
            if guide and given.locale in ("", locale):
                tell(engine, guide, locale, clinic, given.product)


def tell(engine: Engine, guide: Guide, locale: str, clinic: Clinic | None, product: str) -> None:
    """Print the lines of one locale; a clinic of another country is left out."""
    if clinic and str(clinic.table["country"].value) != locale.partition("-")[2]:
        return
    job = read_job(engine.project, guide, locale, clinic, [])
    if job is None:
        return
    for whole in job.manuscripts:
        faces = (face_of(whole, row) for row in whole.product.faces.values())
        for text in (whole, *faces) if product in ("", whole.product.name) else ():
            words = words_of(engine, job, text)
            act, stop, number = (words_before(words, mark) for mark in marks_of(job, text))
            print(f"{guide.name} {locale} {text.product.file}: {len(words)} words,"
                  f" {in_seconds(len(words))}; first act after {act}, STOP after {stop},"
                  f" number after {number}")  # fmt: skip


def words_of(engine: Engine, job: Job, text: Manuscript) -> list[PrintedWord]:
    """The words of a product as they are read off its pages; none where it can't be set."""
    text = text.in_edition(job.guide.asked_of(text.product))
    typeset = fit(engine, Composer(engine.project, job), text, [])
    if typeset is None:
        return []
    proof = pull_proof(job, text, typeset)
    at = {id(glyph): place for place, glyph in enumerate(proof.reading.flow)}
    read = [one for one in proof.printed if id(one.glyphs[0]) in at and has_letters(one)]
    return sorted(read, key=lambda one: at[id(one.glyphs[0])])


def has_letters(one: PrintedWord) -> bool:
    """Whether it is a word or a numeral, and no sign alone."""
    return any(glyph.char.isalnum() for glyph in one.glyphs)


def marks_of(job: Job, text: Manuscript) -> tuple[Mark, Mark, Mark]:
    """What a word must be to begin the first act, STOP, and the number or its line."""
    stepped = "steps" in text.roles()
    asked = {entry.line for line in job.lines for entry in line.labels}

    def acts(one: PrintedWord) -> bool:
        told = one.word.role == "steps" if stepped else one.word.role not in ("title", "clinic")
        return told and one.word.kind not in ("heading", "label")

    def stops(one: PrintedWord) -> bool:
        return one.word.role == "stop" and one.word.kind == "heading"

    def phones(one: PrintedWord) -> bool:
        own = one.word.role == "clinic" and any(glyph.char.isdigit() for glyph in one.glyphs)
        return own or (not job.shown_clinic and one.word.line in asked)

    return acts, stops, phones


def words_before(words: Sequence[PrintedWord], mark: Mark) -> str:
    """How many words stand before the first that is marked, and how long they take."""
    place = next((at for at, one in enumerate(words) if mark(one)), None)
    return "–" if place is None else f"{place} ({in_seconds(place)})"


def in_seconds(words: int) -> str:
    """How long so many words take to read."""
    return f"{words * 60 / SPEED:.0f} s"


if __name__ == "__main__":
    main()
