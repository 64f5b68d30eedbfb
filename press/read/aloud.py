"""A manuscript as it is read aloud: sentences in paragraphs, lists and tables. A view of its units.

An item of a list ends a sentence whether or not it has a full stop (EVIDENCE 5.9), and so does
a row of a table. Headings and captions are read too, and kept apart: they would flatter a grade.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from press.project import Line
from press.read.fields import Field
from press.read.folding import Strip, joined, without_markup
from press.read.manuscript import Manuscript
from press.read.statements import seen
from press.read.text import Sentence, split_sentences
from press.read.units import HEAD, ITEM, ROW, STEP, TEXT, Unit

CAPTION = "caption"


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
    units: list[Unit] = []
    role, line, title = "", manuscript.title.line, "(intro)"
    for unit in manuscript.units:
        if unit.kind == HEAD:
            parts.append(Part(title, role, line, tuple(_blocks(units, fields))))
            role, units = unit.role, []
            line, title = unit.pieces[0].line, seen(unit.only(HEAD)).filled(fields).text.strip()
        units.append(unit)
    parts.append(Part(title, role, line, tuple(_blocks(units, fields))))
    return tuple(part for part in parts if part.blocks)


def _blocks(units: Sequence[Unit], fields: Mapping[str, Field]) -> Iterator[Block]:
    """Each paragraph, list, table or heading that says something; captions before the rest."""
    for unit in units:
        for piece in unit.only(CAPTION):
            strip = without_markup(piece.line, piece.text, piece.start)
            yield Block(CAPTION, ((Sentence(strip, fields, CAPTION),),))
    for (_, kind), run in groupby(units, lambda unit: (unit.group, unit.kind)):
        items = (tuple(_sentences(unit, fields)) for unit in run)
        if kept := tuple(item for item in items if item):
            yield Block(kind, kept)


def _sentences(unit: Unit, fields: Mapping[str, Field]) -> Iterator[Sentence]:
    """The sentences of a paragraph or item; a row of a table is one."""
    if unit.kind == ROW:
        cells = groupby(unit.only("cell"), lambda piece: piece.column)
        strips = [seen(pieces).trimmed for _, pieces in cells]
        parts = iter([_listed([strip for strip in strips if strip.text])])
    else:
        parts = split_sentences(seen(unit.only("heading", "text")))
    for part in parts:
        sentence = Sentence(part, fields, unit.kind)
        if sentence.words:
            yield sentence


def _listed(strips: Sequence[Strip]) -> Strip:
    """Cells as they are read out: with a comma between them."""
    parts = [part for strip in strips for part in (_comma(strip), strip)][1:]
    return joined(parts)


def _comma(before: Strip) -> Strip:
    return Strip(", ", (before.origin[0],) * 2)
