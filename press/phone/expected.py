"""What a phone edition must say beside its manuscript, read from raw lines alone.

It is what paper says, but for what belongs to pages of paper; the sources stand in full. No
template and no composer is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from press.phone.dial import AMBULANCE, buttons
from press.project import Line
from press.read.expected import (
    AGAIN,
    OVER_THE_PAGE,
    Phrase,
    Word,
    listed_sources,
    phrases,
    words_in,
)
from press.read.folding import fill_line
from press.read.job import Job
from press.read.manuscript import Manuscript
from press.read.syntax import split_address
from press.read.units import ROW
from press.read.words import PHONE
from press.toml_tables import Entry

WEB = ("http", "https")


@dataclass(frozen=True)
class Reference:
    """A source in full: its parts in order, and its address where it has one."""

    parts: tuple[str, ...]
    address: str
    shown: str


def references(job: Job) -> list[Reference]:
    """The sources that the texts of a job cite, with their addresses."""
    found = []
    for key in listed_sources(job):
        source = job.sources[key]
        entry = source.table.get("address")
        address = str(entry.value) if entry else ""
        web = split_address(address).scheme.lower() in WEB
        shown = address.partition("//")[2].rstrip("/") if web else address
        parts = tuple(text for text, _ in source.shown())
        found.append(Reference(parts, address if web else "", shown))
    return found


def phone_phrases(job: Job, manuscript: Manuscript) -> tuple[Phrase, ...]:
    """Every label, source and clinic's word that the page must have, and those that it may."""
    roles = manuscript.roles()
    found = [
        replace(one, leads_to=None) for one in phrases(job, manuscript) if _is_for_a_screen(one)
    ]
    if "sources" in roles:
        found += _sources(job)
    labels = job.labels(PHONE)
    if "lines" in roles and not any(line.own for line in job.lines) and "no_numbers" in labels:
        found.append(_phrase(labels["no_numbers"], job))
    if "blank" in labels:
        found.append(replace(_phrase(labels["blank"], job), where=AGAIN))
    found += _bar(job, manuscript)
    found += _heads(job, manuscript)
    return tuple(phrase for phrase in found if phrase.words)


def _is_for_a_screen(phrase: Phrase) -> bool:
    """Whether it belongs to the text, and not to pages that are turned or to short names."""
    named = any(word.role == "sources" for word in phrase.words)
    return phrase.where not in (OVER_THE_PAGE, AGAIN, "later-pages") and not named


def _sources(job: Job) -> Iterator[Phrase]:
    for key, told in zip(listed_sources(job), references(job), strict=True):
        line = job.sources[key].line
        yield _said(" ".join((*told.parts, told.shown)), line, "flow")


def _bar(job: Job, manuscript: Manuscript) -> Iterator[Phrase]:
    """What the bar says once more."""
    for one in buttons(job, manuscript):
        asked = job.lines[0].asked.label if one.kind != AMBULANCE else job.guide.last_review
        for text in (one.says, one.number.shown, one.more):
            yield _said(text, asked.line, AGAIN)


def _heads(job: Job, manuscript: Manuscript) -> Iterator[Phrase]:
    """The head of each column, which stands once more in each cell where rows are stacked."""
    tables = set()
    for unit in manuscript.units:
        if unit.kind == ROW and unit.group not in tables:
            tables.add(unit.group)
            columns: dict[int, list[Word]] = {}
            for piece in unit.only("cell"):
                words = words_in(fill_line(piece.text, job.fields), piece.line)
                columns.setdefault(piece.column, []).extend(words)
            yield from (Phrase(tuple(words), AGAIN) for words in columns.values())


def _phrase(entry: Entry, job: Job) -> Phrase:
    return _said(fill_line(str(entry.value), job.fields), entry.line, "flow")


def _said(text: str, line: Line, where: str) -> Phrase:
    return Phrase(tuple(words_in(text, line)), where)
