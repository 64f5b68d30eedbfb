"""A manuscript's raw lines as blocks of sentences, each with its place, role and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from press.finding import Finding
from press.read.fields import Field
from press.read.folding import Strip

END = re.compile(r"[.?!]+[\"'”’)]*(?=\s)")


WORD = re.compile(r"[^\W_]+(?:['\u2019.,-][^\W_]+)*")


@dataclass(frozen=True, eq=False)
class Sentence:
    """One sentence. `key` is folded with its fields, `said` folded with their values."""

    raw: Strip
    fields: Mapping[str, Field]
    header: str = ""  # of a table's cell: the folded head of its column

    @cached_property
    def key(self) -> Strip:
        return self.raw.folded

    @cached_property
    def said(self) -> Strip:
        if "{{" not in self.raw.text:
            return self.key
        return self.raw.filled(self.fields).folded

    @property
    def texts(self) -> tuple[str, ...]:
        """What it says, with its fields and with their values where it has any."""
        one, other = self.key.text, self.said.text
        return (one,) if one == other else (one, other)

    def has(self, pattern: re.Pattern[str]) -> bool:
        return any(pattern.search(text) for text in self.texts)

    def finding(self, code: str, problem: str, fix: str, pattern: re.Pattern[str]) -> Finding:
        """A finding at the first match of `pattern`, else at the sentence's first letter."""
        for strip in (self.key, self.said):
            if match := pattern.search(strip.text):
                return strip.finding(code, problem, fix, match.start())
        return self.key.finding(code, problem, fix)


@dataclass(frozen=True, eq=False)
class Block:
    """A paragraph, list item, table row, heading, caption or label.

    `kind` is text, item, row, heading, caption, alt, title or label; `lead` is the block that a
    list or table hangs on. `headings` are those above, folded, the lowest last; roles fall to
    sub-sections.
    """

    sentences: tuple[Sentence, ...]
    kind: str
    product: str
    role: str = ""
    headings: tuple[str, ...] = ()
    lead: Block | None = None

    @cached_property
    def text(self) -> str:
        """Everything in it, folded, with fields and then with their values."""
        keys = " ".join(s.key.text for s in self.sentences)
        return f"{keys}\n{' '.join(s.said.text for s in self.sentences)}"

    @cached_property
    def places(self) -> Mapping[Sentence, int]:
        """The number of each sentence in the block."""
        return {sentence: n for n, sentence in enumerate(self.sentences)}

    def has(self, pattern: re.Pattern[str]) -> bool:
        return bool(pattern.search(self.text))

    def finding(self, code: str, problem: str, fix: str, pattern: re.Pattern[str]) -> Finding:
        first = next((s for s in self.sentences if s.has(pattern)), self.sentences[0])
        return first.finding(code, problem, fix, pattern)


def split_sentences(strip: Strip) -> Iterator[Strip]:
    """The sentences of a strip: each ends in a stop, question or exclamation mark."""
    ends = [match.end() for match in END.finditer(strip.text)]
    for first, last in zip([0, *ends], [*ends, len(strip.text)], strict=True):
        part = strip.part(first, last).trimmed
        if part.text:
            yield part


def words_of(text: str) -> list[str]:
    """The words of a text: what has a letter or a digit, hyphens and apostrophes kept inside."""
    return WORD.findall(text)
