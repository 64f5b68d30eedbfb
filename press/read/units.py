"""The one reader of raw lines: a manuscript cut into headings, paragraphs, items and rows.

The words expected on paper, plain words and safety are views of it. Where it must be decided what
a line is, Markdown decides: so the rules are Markdown's, and the code shares nothing with it. What
Markdown loses is in the units all the same, and is looked for on paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from press.project import Line
from press.read.evidence import cites_only
from press.read.syntax import HEADING, MARKER, PICTURE, role_of

TEXT, ITEM, STEP, ROW, HEAD = "text", "item", "step", "row", "heading"
LISTED = (ITEM, STEP)
NESTED = 4  # columns: what is indented so far belongs to the item above it
TAB = 4  # columns
PIPE = re.compile(r"(?<!\\)\|")
CODE_SPAN = re.compile(r"`[^`]*`")


@dataclass(frozen=True)
class Piece:
    """What of a raw line is read: from `start` to `end`, columns from 0.

    `kind` is heading, marker, text, cell, alt or caption. Pieces that share a `paragraph` run on.
    """

    kind: str
    line: Line
    start: int
    end: int
    paragraph: int
    column: int = 0  # of a cell in its row

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]


@dataclass(frozen=True)
class Unit:
    """A heading, paragraph, list item (a step where it is numbered) or row of a table.

    Units of one list or table share their `group`. `role` is that of the section, which falls to
    its parts; `level` is a heading's, 2 or 3.
    """

    kind: str
    group: int
    role: str
    pieces: list[Piece] = field(default_factory=list)
    level: int = 0
    lines: list[Line] = field(default_factory=list)  # the raw lines that it stands on

    def only(self, *kinds: str) -> Iterator[Piece]:
        """Its pieces of these kinds, in order."""
        return (piece for piece in self.pieces if piece.kind in kinds)


def read_units(lines: Sequence[Line]) -> tuple[Unit, ...]:
    """Every unit of a manuscript's body, in order. What stands in none has no words."""
    cutter = _Cutter()
    for chunk in _chunks(lines):
        cutter.take(chunk)
    return tuple(cutter.units)


def _chunks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines without an empty one between them; a heading is by itself."""
    chunk: list[Line] = []
    for line in lines:
        heading = HEADING.match(line.text)
        if cites_only(line):
            continue
        empty = not line.text.strip()
        if chunk and (heading or empty):
            yield chunk
            chunk = []
        if heading:
            yield [line]
        elif not empty:
            chunk.append(line)
    if chunk:
        yield chunk


class _Cutter:
    """Takes chunk after chunk, and knows what stands above."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.roles = {2: "", 3: ""}
        self.group = self.paragraph = 0

    def take(self, chunk: Sequence[Line]) -> None:
        """Sort one chunk by its first line, as Markdown does."""
        first = chunk[0]
        listed = bool(self.units) and self.units[-1].kind in LISTED
        if heading := HEADING.match(first.text):
            self._heading(first, heading)
        elif listed and indent(first.text) >= NESTED:
            self.paragraph += 1
            self._listed(chunk, self.units[-1].kind, new=False)
        elif is_table(chunk):
            self._rows(chunk)
        elif (kind := kind_of(first.text)) and indent(first.text) < NESTED:
            if not (listed and self.units[-1].kind == kind):
                self.group += 1
            self._listed(chunk, kind)
        else:
            self._open(TEXT)
            for line in chunk:
                self._text(line, 0)

    def _open(self, kind: str, *, level: int = 0, same_group: bool = False) -> None:
        """Begin a unit, and a paragraph with it."""
        self.paragraph += 1
        self.group += not same_group
        role = self.roles[3] or self.roles[2]
        self.units.append(Unit(kind, self.group, role, level=level))

    def _heading(self, line: Line, match: re.Match[str]) -> None:
        level = min(max(len(match[1]), 2), 3)
        self.roles[level] = role_of(match)
        if level == 2:
            self.roles[3] = ""
        self._open(HEAD, level=level)
        self._add("heading", line, *match.span(2))

    def _listed(self, chunk: Sequence[Line], kind: str, *, new: bool = True) -> None:
        """The items of a list; a line that begins none of its kind goes on with the one above."""
        for line in chunk:
            marker = MARKER.match(line.text)
            deep = indent(line.text) >= NESTED
            if marker and (deep or (new and kind_of(line.text) == kind)):
                self._open(kind_of(line.text), same_group=True)
                if marker[2]:
                    self._add("marker", line, *marker.span(2))
                self._text(line, marker.end())
            else:
                self._text(line, 0)

    def _rows(self, chunk: Sequence[Line]) -> None:
        self.paragraph += 1
        self.group += 1
        for number, line in enumerate(chunk):
            self.units.append(Unit(ROW, self.group, self.roles[3] or self.roles[2], lines=[line]))
            for column, (start, end) in enumerate(cells(line.text) if number != 1 else ()):
                self._text(line, start, end, "cell", column)

    def _text(
        self, line: Line, start: int, end: int | None = None, kind: str = "text", column: int = 0
    ) -> None:
        """A run of words, with what its pictures say."""
        end = len(line.text) if end is None else end
        for picture in PICTURE.finditer(line.text, start, end):
            self._add(kind, line, start, picture.start(), column)
            self._add("alt", line, *picture.span(1), column)
            if picture[3]:
                self._add("caption", line, *picture.span(3), column)
            start = picture.end()
        self._add(kind, line, start, end, column)

    def _add(self, kind: str, line: Line, start: int, end: int, column: int = 0) -> None:
        if line not in self.units[-1].lines[-1:]:
            self.units[-1].lines.append(line)
        self.units[-1].pieces.append(Piece(kind, line, start, end, self.paragraph, column))


def indent(text: str) -> int:
    """How far a line is indented, in columns."""
    wide = text.expandtabs(TAB)
    return len(wide) - len(wide.lstrip(" "))


def kind_of(text: str) -> str:
    """Whether a line begins a step or an item; an empty text where it begins neither."""
    marker = MARKER.match(text)
    return "" if marker is None else STEP if marker[2] else ITEM


def cells(text: str) -> list[tuple[int, int]]:
    """Where each cell of a row begins and ends; the pipes at its ends are only its frame."""
    hidden = CODE_SPAN.sub(lambda match: "x" * len(match[0]), text)
    bounds = [-1, *(match.start() for match in PIPE.finditer(hidden)), len(text)]
    spans = [(first + 1, last) for first, last in pairwise(bounds)]
    if len(spans) > 1 and not text[slice(*spans[0])].strip():
        spans = spans[1:]
    if len(spans) > 1 and not text[slice(*spans[-1])].strip():
        spans = spans[:-1]
    return spans


def is_table(chunk: Sequence[Line]) -> bool:
    """Whether these lines are a table: a head, a rule of as many cells below it, and rows."""
    if len(chunk) < 2:
        return False
    head, rule = chunk[0].text, chunk[1].text
    count = len(cells(head))
    if count == 1 and not (_framed(head) and all(_framed(line.text) for line in chunk[1:])):
        return False
    marks = {sign for span in cells(rule) for sign in rule[slice(*span)]}
    return len(cells(rule)) == count and marks <= set(":- ")


def _framed(text: str) -> bool:
    return text.strip().startswith("|") or bool(PIPE.search(text.rstrip()[-2:]))
