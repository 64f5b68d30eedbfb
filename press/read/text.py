"""Sentences, each with its place: what all who judge words read, whatever they look for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from press.finding import Finding
from press.project import Line
from press.read.fields import Field
from press.read.folding import Strip, without_markup

END = re.compile(r"[.?!\u2026]+[\"'\u201d\u2019)]*(?=\s)")
OPENS = "\"'\u201c\u2018("
WORD = re.compile(r"[^\W_]+(?:['\u2019.,-][^\W_]+)*")
SIGNPOST = 8  # words


def words_of(text: str) -> list[str]:
    """The words of a text: what has a letter or a digit, hyphens and apostrophes kept inside."""
    return WORD.findall(text)


@dataclass(frozen=True, eq=False)
class Sentence:
    """One sentence. `key` is folded with its fields, `said` folded with their values."""

    raw: Strip
    fields: Mapping[str, Field]
    kind: str = ""
    header: str = ""  # of a table's cell: the folded head of its column

    @cached_property
    def key(self) -> Strip:
        return self.raw.folded

    @cached_property
    def said(self) -> Strip:
        return self.key if "{{" not in self.raw.text else self._filled.folded

    @cached_property
    def _filled(self) -> Strip:
        return self.raw.filled(self.fields)

    @cached_property
    def text(self) -> str:
        """As it is printed, with single blanks."""
        return " ".join(self._filled.text.split())

    @cached_property
    def words(self) -> list[str]:
        return words_of(self.text)

    @property
    def line(self) -> Line:
        return self._start[0]

    @property
    def column(self) -> int:
        """Where its first word stands in the raw line, counted from 1."""
        return self._start[1]

    @cached_property
    def _start(self) -> tuple[Line, int]:
        first = WORD.search(self._filled.text)
        return self._filled.origin[first.start() if first else 0]

    @property
    def signposts(self) -> bool:
        """Whether it is a short question that stands over its answer, as a heading would."""
        return self.text.endswith("?") and len(self.words) <= SIGNPOST

    @property
    def texts(self) -> tuple[str, ...]:
        """What it says, with its fields and with their values where it has any."""
        one, other = self.key.text, self.said.text
        return (one,) if one == other else (one, other)

    def has(self, pattern: re.Pattern[str]) -> bool:
        return any(pattern.search(text) for text in self.texts)

    def finding(
        self, code: str, problem: str, fix: str, pattern: re.Pattern[str] | None = None
    ) -> Finding:
        """A finding at the first match of `pattern`, else at the sentence's first word."""
        for strip in (self.key, self.said) if pattern else ():
            if pattern and (match := pattern.search(strip.text)):
                return strip.finding(code, problem, fix, match.start())
        return self.line.finding(code, problem, fix, self.column)


@dataclass(frozen=True, eq=False)
class Statement:
    """A paragraph, list item, table row, heading, caption or label, as the safety rules read it.

    `kind` is text, item, row, heading, caption, alt, title, label, clinic, or picture for a file's
    name; `lead` is the one that a list or table hangs on. `headings` are those above, folded, the
    lowest last; roles fall to sub-sections.
    """

    sentences: tuple[Sentence, ...]
    kind: str
    product: str
    role: str = ""
    headings: tuple[str, ...] = ()
    lead: Statement | None = None

    @cached_property
    def text(self) -> str:
        """Everything in it, folded, with fields and then with their values."""
        keys = " ".join(s.key.text for s in self.sentences)
        return f"{keys}\n{' '.join(s.said.text for s in self.sentences)}"

    @cached_property
    def near(self) -> str:
        """What it stands in: itself, the headings and the lead above it, the heads of its cells."""
        heads = dict.fromkeys(s.header for s in self.sentences)
        lead = [self.lead.text] if self.lead else []
        return "\n".join([self.text, *lead, *self.headings, *heads])

    @cached_property
    def places(self) -> Mapping[Sentence, int]:
        """The number of each sentence in the statement."""
        return {sentence: n for n, sentence in enumerate(self.sentences)}

    def has(self, pattern: re.Pattern[str]) -> bool:
        return bool(pattern.search(self.text))

    def finding(self, code: str, problem: str, fix: str, pattern: re.Pattern[str]) -> Finding:
        first = next((s for s in self.sentences if s.has(pattern)), self.sentences[0])
        return first.finding(code, problem, fix, pattern)


def split_sentences(strip: Strip) -> Iterator[Strip]:
    """The sentences of a strip: each ends in a stop, question or exclamation mark.

    What goes on small is the same sentence (as after \u201cabout 5 min.\u201d), and what is quoted
    belongs to the sentence that brings it.
    """
    text = strip.text
    ends = [match.end() for match in END.finditer(text) if _ends(text, match.end())]
    for first, last in zip([0, *ends], [*ends, len(text)], strict=True):
        part = strip.part(first, last).trimmed
        if part.text:
            yield part


def sentences_with_marks(text: str) -> Iterator[str]:
    """The sentences of a text as they are typed: stars and links stay with their words."""
    strip = without_markup(Line(text, "", 1), text)
    starts = []
    for part in split_sentences(strip):
        at = part.origin[0][1] - 1
        while at and not text[at - 1].isspace():
            at -= 1
        starts.append(at)
    for first, last in zip([0, *starts[1:]], [*starts[1:], len(text)], strict=False):
        if sentence := text[first:last].strip():
            yield sentence


def breaths(text: str) -> list[str]:
    """A sentence cut where a reader draws breath: what is quoted in it ends as often as it does."""
    ends = [m.end() for m in END.finditer(text) if _goes_on_large(text, m.end())]
    return [text[first:last] for first, last in zip([0, *ends], [*ends, len(text)], strict=True)]


def _goes_on_large(text: str, at: int) -> bool:
    return not text[at:].lstrip().lstrip(OPENS)[:1].islower()


def _ends(text: str, at: int) -> bool:
    quoted = text.count("\u201c", 0, at) > text.count("\u201d", 0, at)
    return _goes_on_large(text, at) and not quoted
