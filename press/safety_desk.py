"""What every safety rule is given: the blocks of both products and the guide's own rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from press.fields import fill
from press.job import Job
from press.manuscript import Manuscript
from press.project import Line, Project
from press.safety_blocks import label_blocks, read_blocks
from press.safety_data import Book, Row, bare
from press.safety_sentences import Block, Sentence, split_sentences
from press.safety_text import Strip, fold

PROSE = ("text", "item", "row", "heading")


@dataclass(frozen=True)
class Desk:
    """One job as the safety rules read it."""

    project: Project
    job: Job
    book: Book

    @cached_property
    def products(self) -> Mapping[str, Sequence[Block]]:
        """The blocks of each product that the guide has."""
        return {m.product.name: read_blocks(self.job, m) for m in self.job.manuscripts}

    @cached_property
    def labels(self) -> Sequence[Block]:
        return label_blocks(self.job)

    def manuscript(self, product: str) -> Manuscript:
        return next(m for m in self.job.manuscripts if m.product.name == product)

    @property
    def every(self) -> Iterator[Block]:
        """All blocks, the labels among them."""
        for blocks in self.products.values():
            yield from blocks
        yield from self.labels

    @property
    def prose(self) -> Iterator[Block]:
        """The blocks that a reader reads as text: no alt text, caption, title or label."""
        for blocks in self.products.values():
            yield from (block for block in blocks if block.kind in PROSE)

    @cached_property
    def _said(self) -> Mapping[str, tuple[Row, ...]]:
        found: dict[str, tuple[Row, ...]] = {}
        for row in self.book.rows("approved"):
            for text in row.texts("text"):
                for part in split_sentences(Strip.of(text)):
                    key = bare(fold(fill(part.text, self.job.fields)))
                    found[key] = (*found.get(key, ()), row)
        return found

    def approvals(self, sentence: Sentence, block: Block) -> tuple[Row, ...]:
        """The approvals that this sentence has where it stands."""
        rows = self._said.get(bare(sentence.said.text), ())
        return tuple(r for r in rows if not r.texts("roles") or block.role in r.texts("roles"))

    def shared(self, line: Line) -> bool:
        """Whether a line is printed in more countries than that of this job."""
        return f"/{self.job.locale}/" not in line.file

    def excused(self, sentence: Sentence, block: Block, code: str) -> bool:
        """Whether an approval lets this sentence break the rule `code` too."""
        return any(code in row.texts("also") for row in self.approvals(sentence, block))


def number_in(text: str) -> int | None:
    """A whole number in digits or, up to a hundred and in thousands, in words."""
    digits = re.sub(r"[ ,]", "", text)
    if digits.isdigit():
        return int(digits)
    total = part = 0
    for word in re.findall(r"[a-z]+", text):
        if word in WORDS:
            part += WORDS[word]
        elif word == "hundred":
            part = max(part, 1) * 100
        elif word == "thousand":
            total, part = total + max(part, 1) * 1000, 0
        elif word != "and":
            return None
    return total + part or None


SMALL = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
SMALL += " sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
WORDS = {word: n for n, word in enumerate(SMALL.split(), 1)}
WORDS |= {word: n * 10 for n, word in enumerate(TENS.split(), 2)}
IN_WORDS = rf"(?:{'|'.join(sorted([*WORDS, 'hundred', 'thousand'], key=len, reverse=True))})"
NUMBER = (
    rf"(?:(?<![\w.])\d{{1,3}}(?:[, ]\d{{3}}){{1,6}}(?!\d)|(?<![\w.,])\d+(?:\.\d+)?(?![.,]?\d)"
    rf"|\b{IN_WORDS}(?:[ -](?:and )?{IN_WORDS}){{0,8}}\b)"
)
