"""What every safety rule is given: all that a reader reads, and the data that it is held to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from press.read.guide import country_of
from press.read.job import Job
from press.read.manuscript import Manuscript
from press.read.safety_book import Book
from press.read.statements import other_statements, read_statements
from press.read.text import Sentence, Statement


@dataclass(frozen=True)
class SafetyDesk:
    """One job as the safety rules read it: in its own language."""

    job: Job

    @property
    def book(self) -> Book:
        return self.job.rules.safety

    @property
    def country(self) -> str:
        return country_of(self.job.locale)

    @cached_property
    def products(self) -> Mapping[str, Sequence[Statement]]:
        """The statements of each product that the guide has."""
        return {m.product.name: read_statements(self.job, m) for m in self.job.manuscripts}

    @cached_property
    def every(self) -> Sequence[Statement]:
        """All statements, with labels and the clinic's words."""
        told = [block for blocks in self.products.values() for block in blocks]
        return [*told, *other_statements(self.job)]

    @property
    def sentences(self) -> Iterator[tuple[Statement, Sentence]]:
        """Each sentence with its statement; the name of a picture is none."""
        blocks = (block for block in self.every if block.kind != "picture")
        return ((block, sentence) for block in blocks for sentence in block.sentences)

    @cached_property
    def substances(self) -> re.Pattern[str]:
        """Every vitamin and medicine that has a limit."""
        words = [row.pattern("words").pattern for row in self.book.rows("limit")]
        return re.compile("|".join(words) or r"(?!)")

    def manuscript(self, product: str) -> Manuscript:
        return next(m for m in self.job.manuscripts if m.product.name == product)
