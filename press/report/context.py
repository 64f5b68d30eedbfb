"""What a check of the report looks at, and the answer that it gives with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from press.finding import Finding, Place
from press.plain.check import hold_to_rules
from press.plain.readability import Figures, measure
from press.plain.rules import PlainReading
from press.project import Line
from press.read.aloud import Part
from press.read.job import Job
from press.read.language import holds
from press.read.syntax import PICTURE
from press.read.text import Sentence

YES, PARTLY, NO, NOT_APPLICABLE = "yes", "partly", "no", "not applicable"


@dataclass(frozen=True)
class Answer:
    """What a program can say of an item, why, and the line that decides it."""

    says: str
    why: str
    place: Place


@dataclass(frozen=True)
class ReportDesk:
    """One product of a job, laid out for the checks."""

    job: Job
    reading: PlainReading
    looks_for: Mapping[str, Sequence[str]]

    @cached_property
    def figures(self) -> Figures:
        return measure(sentence.text for sentence in self.reading.sentences)

    @cached_property
    def findings(self) -> list[Finding]:
        """Every finding of plain words on this product."""
        return hold_to_rules(self.reading)

    def first_finding(self, *codes: str) -> Finding | None:
        return next((finding for finding in self.findings if finding.code in codes), None)

    def part(self, *roles: str) -> Part | None:
        """The first part that has one of these roles."""
        return next((part for part in self.reading.parts if part.role in roles), None)

    def number(self, part: Part) -> int:
        return self.reading.parts.index(part)

    @property
    def lines(self) -> Sequence[Line]:
        return self.reading.manuscript.lines

    @property
    def top(self) -> Place:
        return self.reading.manuscript.title.line.place

    def pictures(self) -> Iterator[tuple[Line, str]]:
        """Each picture's line and its caption, which may be empty."""
        for line in self.lines:
            for picture in PICTURE.finditer(line.text):
                yield line, picture[3] or ""

    def sentence_with(self, what: str) -> Sentence | None:
        """The first sentence that holds one of the phrases listed for `what`."""
        phrases = self.looks_for[what]
        for sentence in self.reading.sentences:
            if any(holds(sentence.text, phrase) for phrase in phrases):
                return sentence
        return None

    def sentence_like(self, pattern: re.Pattern[str]) -> Sentence | None:
        return next((one for one in self.reading.sentences if pattern.search(one.text)), None)


def shown(sentence: Sentence) -> Place:
    """Where a sentence stands."""
    return Place(sentence.line.file, sentence.line.number, sentence.column)


def clipped(text: str) -> str:
    """A sentence as a reason quotes it: at most sixty characters."""
    return text if len(text) <= 60 else text[:57].rstrip() + "\u2026"
