"""What every safety rule is given: the blocks of both products and the guide's own rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from press.project import Line
from press.read.fields import fill
from press.read.folding import Strip, fold
from press.read.job import Job
from press.read.manuscript import Manuscript
from press.read.safety_book import Book, SafetyRow, bare
from press.read.statements import label_statements, read_statements
from press.read.text import Sentence, Statement, split_sentences

PROSE = ("text", "item", "row", "heading")


@dataclass(frozen=True)
class SafetyDesk:
    """One job as the safety rules read it."""

    job: Job

    @property
    def book(self) -> Book:
        return self.job.rules.safety

    @cached_property
    def products(self) -> Mapping[str, Sequence[Statement]]:
        """The blocks of each product that the guide has."""
        return {m.product.name: read_statements(self.job, m) for m in self.job.manuscripts}

    @cached_property
    def labels(self) -> Sequence[Statement]:
        return label_statements(self.job)

    def manuscript(self, product: str) -> Manuscript:
        return next(m for m in self.job.manuscripts if m.product.name == product)

    @property
    def every(self) -> Iterator[Statement]:
        """All blocks, the labels among them."""
        for blocks in self.products.values():
            yield from blocks
        yield from self.labels

    @property
    def prose(self) -> Iterator[Statement]:
        """The blocks that a reader reads as text: no alt text, caption, title or label."""
        for blocks in self.products.values():
            yield from (block for block in blocks if block.kind in PROSE)

    @cached_property
    def _said(self) -> Mapping[str, tuple[SafetyRow, ...]]:
        found: dict[str, tuple[SafetyRow, ...]] = {}
        for row in self.book.rows("approved"):
            for text in row.texts("text"):
                for part in split_sentences(Strip.of(text)):
                    key = bare(fold(fill(part.text, self.job.fields)))
                    found[key] = (*found.get(key, ()), row)
        return found

    def approvals(self, sentence: Sentence, block: Statement) -> tuple[SafetyRow, ...]:
        """The approvals that this sentence has where it stands."""
        rows = self._said.get(bare(sentence.said.text), ())
        return tuple(r for r in rows if not r.texts("roles") or block.role in r.texts("roles"))

    def shared(self, line: Line) -> bool:
        """Whether a line is printed in more countries than that of this job."""
        return f"/{self.job.locale}/" not in line.file

    def excused(self, sentence: Sentence, block: Statement, code: str) -> bool:
        """Whether an approval lets this sentence break the rule `code` too."""
        return any(code in row.texts("also") for row in self.approvals(sentence, block))
