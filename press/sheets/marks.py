"""One side of a sheet: the pages on it, the lines to cut and fold along, and the marks for them.

All in mm from the side's lower left corner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from press.products import SAFE_MARGIN

Point = tuple[float, float]
Mark = tuple[float, float, float, float]  # x, y to x, y

# A5 is 148 mm wide and half of A4 148.5: so much may be left over, and nothing is cut for it.
SPARE = 0.6
OFFSET = 3.0  # from the trim to a mark outside it: a cut that is a little off shows no mark
LENGTH = 5.0  # of a mark outside the trim
TICK = 4.0  # of a mark inside it, where the sheet has no room
DASH, GAP = 1.6, 0.8  # of a fold's mark
LEAST_MARK = 2.0  # what of a mark outside must be printed, or a tick is drawn instead


@dataclass(frozen=True)
class Placed:
    """A page on a side: `x` and `y` are the lower left corner of its trim.

    `page` counts from 1; `source` 0 is the product, 1 the one on the back, or its other face.
    """

    page: int
    source: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class SheetLine:
    """Where a sheet is cut or folded, upright or level, and the marks on this side that show it."""

    start: Point
    end: Point
    marks: tuple[Mark, ...] = ()


class Cut(SheetLine):
    """A line along which the sheet is cut."""


class Fold(SheetLine):
    """A line along which the sheet is folded."""


@dataclass(frozen=True)
class Side:
    """One side of one sheet."""

    width: float
    height: float
    placed: tuple[Placed, ...]
    lines: tuple[SheetLine, ...] = ()

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(mark for line in self.lines for mark in line.marks)


def with_fold(side: Side, marked: bool = True) -> Side:
    """The side with a fold down its middle; the ticks may be left to its other side."""
    fold = Fold((side.width / 2, 0.0), (side.width / 2, side.height))
    return replace(side, lines=(*side.lines, _marked(fold, side) if marked else fold))


def with_cuts(side: Side, marked: bool = True) -> Side:
    """The side with a cut along each edge of a page, but where the paper ends there anyway."""
    cuts = tuple(_marked(cut, side) if marked else cut for cut in _cuts(side))
    return replace(side, lines=(*side.lines, *cuts))


def _cuts(side: Side) -> Iterator[Cut]:
    xs = {edge for one in side.placed for edge in (one.x, one.x + one.width)}
    ys = {edge for one in side.placed for edge in (one.y, one.y + one.height)}
    for x in sorted(xs):
        if SPARE < x < side.width - SPARE:
            yield Cut((x, min(ys)), (x, max(ys)))
    for y in sorted(ys):
        if SPARE < y < side.height - SPARE:
            yield Cut((min(xs), y), (max(xs), y))


def _marked(line: SheetLine, side: Side) -> SheetLine:
    """The line with a mark at each of its ends."""
    (x, low), (x_too, high) = line.start, line.end
    if x == x_too:
        ends = (_mark(low, 0.0, -1), _mark(high, side.height, 1))
        return replace(line, marks=tuple((x, a, x, b) for a, b in _strokes(line, ends)))
    ends = (_mark(x, 0.0, -1), _mark(x_too, side.width, 1))
    return replace(line, marks=tuple((a, low, b, low) for a, b in _strokes(line, ends)))


def _strokes(line: SheetLine, ends: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """A cut's mark is one stroke, a fold's is dashed, as printers draw them."""
    for start, end in ends:
        if isinstance(line, Cut):
            yield start, end
            continue
        way, length, at = (1 if end > start else -1), abs(end - start), 0.0
        while length - at > DASH / 2:
            yield start + way * at, start + way * min(at + DASH, length)
            at += DASH + GAP


def _mark(end: float, edge: float, outwards: int) -> tuple[float, float]:
    """From where to where the mark goes at a line's end, by the room to the paper's edge.

    It lies outside the trim where an office printer still prints it there. Where it would not, a
    tick lies on the line itself, as near to the edge as such a printer reaches.
    """
    room = abs(edge - end)
    reach = min(OFFSET + LENGTH, room - SAFE_MARGIN)
    if reach - OFFSET >= LEAST_MARK:
        return end + outwards * OFFSET, end + outwards * reach
    near = max(SAFE_MARGIN - room, 0.0)
    return end - outwards * near, end - outwards * (near + TICK)
