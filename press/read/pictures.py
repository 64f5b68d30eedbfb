"""The pictures that a manuscript names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from press.project import Line
from press.read.fields import fill
from press.read.job import Job
from press.read.manuscript import Manuscript
from press.read.syntax import PICTURE


@dataclass(frozen=True)
class Named:
    """A picture as a line names it."""

    line: Line
    column: int
    alt: str
    name: str


def pictures_of(job: Job, manuscript: Manuscript) -> Iterator[Named]:
    """Every picture that the manuscript names, in order, with its alternative text."""
    for line in manuscript.lines:
        for match in PICTURE.finditer(line.text):
            alt = " ".join(fill(match[1], job.fields).split())
            yield Named(line, match.start() + 1, alt, match[2])
