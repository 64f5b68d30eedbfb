"""A manuscript as it is read aloud: sentences with their place, in paragraphs, lists and tables.

An item of a list ends a sentence whether or not it has a full stop (EVIDENCE 5.9), and so does
a row of a table. Headings and captions are read too, and kept apart: they would flatter a grade.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from press.finding import Finding
from press.project import Line
from press.read.fields import Field, fill_line
from press.read.manuscript import Manuscript
from press.read.syntax import HEADING, MARKER, PICTURE, TABLE_RULE
from press.read.text import words_of

END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])")
SIGNPOST = 8  # words
TEXT, ITEM, STEP, ROW, HEAD, CAPTION = "text", "item", "step", "row", "heading", "caption"


@dataclass(frozen=True)
class Sentence:
    """One sentence and the line that it begins on. `column` counts from 1."""

    text: str
    line: Line
    kind: str

    @cached_property
    def words(self) -> list[str]:
        return words_of(self.text)

    @property
    def column(self) -> int:
        """Where its first word stands in the raw line, as far as markup lets it be found."""
        first = self.words[0] if self.words else ""
        match = re.search(rf"(?<!\w){re.escape(first)}(?!\w)", self.line.text) if first else None
        return match.start() + 1 if match else 1

    @property
    def signposts(self) -> bool:
        """Whether it is a short question that stands over its answer, as a heading would."""
        return self.text.endswith("?") and len(self.words) <= SIGNPOST

    def finding(self, code: str, problem: str, fix: str) -> Finding:
        return self.line.finding(code, problem, fix, self.column)


@dataclass(frozen=True)
class Block:
    """A paragraph (one item), a list (an item each), a table (an item each row), or a heading."""

    kind: str
    items: tuple[tuple[Sentence, ...], ...]

    @property
    def sentences(self) -> list[Sentence]:
        return [sentence for item in self.items for sentence in item]


@dataclass(frozen=True)
class Part:
    """A heading of either level with what stands between it and the next, as it is read."""

    title: str
    role: str
    line: Line
    blocks: tuple[Block, ...]

    @property
    def scored(self) -> list[Sentence]:
        """What a grade is worked out from: text, items and rows."""
        kept = (TEXT, ITEM, STEP, ROW)
        return [one for block in self.blocks if block.kind in kept for one in block.sentences]


def read_parts(manuscript: Manuscript, fields: Mapping[str, Field]) -> tuple[Part, ...]:
    """The manuscript part by part; the first, without a heading, is the intro."""
    parts: list[Part] = []
    chunk: list[Line] = []
    role, line, title = "", manuscript.title.line, "(intro)"
    outer = ""
    for each in manuscript.lines:
        heading = HEADING.match(each.text)
        if heading is None:
            chunk.append(each)
            continue
        parts.append(Part(title, role, line, tuple(_blocks(chunk, fields))))
        outer = (heading[3] or "") if len(heading[1]) == 2 else outer
        role, line, chunk = heading[3] or outer, each, []
        title = fill_line(heading[2], fields).strip()
        chunk.append(each)
    parts.append(Part(title, role, line, tuple(_blocks(chunk, fields))))
    return tuple(part for part in parts if part.blocks)


@dataclass
class _Open:
    """A block while it is being read: the raw pieces of each item."""

    kind: str
    items: list[list[tuple[str, Line]]] = field(default_factory=list)


def _blocks(lines: Sequence[Line], fields: Mapping[str, Field]) -> Iterator[Block]:
    opened: list[_Open] = []
    for line in lines:
        kind, text, starts = _sort(line, opened[-1] if opened else None)
        if kind == "":
            if opened and opened[-1].kind in (TEXT, ROW):
                opened.append(_Open(""))  # a blank line ends a paragraph, and never a list
            continue
        if not opened or opened[-1].kind != kind or kind == HEAD:
            opened.append(_Open(kind))
        if starts or not opened[-1].items:
            opened[-1].items.append([])
        opened[-1].items[-1].append((fill_line(PICTURE.sub("", text), fields), line))
        for picture in PICTURE.finditer(text):
            if picture[3]:
                caption = fill_line(picture[3], fields)
                yield Block(CAPTION, ((Sentence(caption, line, CAPTION),),))
    for one in opened:
        items = tuple(tuple(_sentences(item, one.kind)) for item in one.items)
        if any(items):
            yield Block(one.kind, tuple(item for item in items if item))


def _sort(line: Line, above: _Open | None) -> tuple[str, str, bool]:
    """What kind of block a raw line belongs to, what of it is read, and if it begins an item."""
    text = line.text
    if not text.strip():
        return "", "", False
    if heading := HEADING.match(text):
        return HEAD, heading[2], True
    if marker := MARKER.match(text):
        return STEP if marker[2] else ITEM, text[marker.end() :], True
    if text.lstrip().startswith("|"):
        rule = TABLE_RULE.match(text) is not None
        return "" if rule and above is None else ROW, "" if rule else _row(text), True
    if text[:1].isspace() and above and above.kind in (ITEM, STEP):
        return above.kind, text, False
    return TEXT, text, False


def _row(text: str) -> str:
    cells = (cell.strip() for cell in re.split(r"(?<!\\)\|", text.strip().strip("|")))
    return ", ".join(cell for cell in cells if cell)


def _sentences(pieces: Sequence[tuple[str, Line]], kind: str) -> Iterator[Sentence]:
    """The sentences of a paragraph or item; one that runs on over lines stands on its first."""
    text, starts = "", []
    for piece, line in pieces:
        text += " " if text else ""
        starts.append((len(text), line))
        text += " ".join(piece.split())
    begin = 0
    bounds = [0, len(text)]
    if kind != ROW:
        # what is quoted belongs to the sentence that brings it
        ends = (match.end() for match in END.finditer(text))
        bounds[1:1] = [end for end in ends if not _in_quotes(text[:end])]
    for end in bounds[1:]:
        said = text[begin:end].strip()
        if words_of(said):
            line = next(line for start, line in reversed(starts) if start <= begin)
            yield Sentence(said, line, kind)
        begin = end


def _in_quotes(before: str) -> bool:
    return before.count("\u201c") > before.count("\u201d")
