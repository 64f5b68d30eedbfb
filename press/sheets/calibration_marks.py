"""Where the marks and the words of the calibration sheet lie.

All in mm from the upper left corner of a side, which lies on its long edge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from press.products import SAFE_MARGIN

CARD = (85.60, 53.98, 3.18)  # width, height, corner: ISO/IEC 7810, ID-1
BAR = 100.0
LINE = 0.35
FRAME = 0.9  # the line around the card: what is done first is seen first
RING = 2.0  # a cut may be 2 mm off too, and words keep 4 mm from it (sheets/preflight.py)
REACH = 8  # of a cross, to each of four ways
INSET = 18.0  # of a corner's cross from both edges
STAIR = (3, 4, 5, 6)  # what an office printer leaves blank, to the most that we allow for
STEP = 7.0
MARGIN = 36.0  # no word within 10 mm of a cross
TOP = 34.0  # of what stands below the title
LOWER = 146.0  # the same, below the middle
ARROW = (20.0, 40.0, 1.6)  # width, height and line: it is looked at third, so it is thin

Point = tuple[float, float]
Bar = tuple[float, float, float, float]  # left, top, width, height


@dataclass(frozen=True)
class Note:
    """Words in their place. `says` is their key in the words file, or a number as it is."""

    says: str
    kind: str  # its class in the style sheet
    place: Bar
    number: str = ""
    tag: str = "p"


@dataclass(frozen=True)
class Face:
    """One side: black bars, black shapes (SVG path data, even-odd), and words."""

    width: float
    height: float
    bars: tuple[Bar, ...]
    shapes: tuple[str, ...]
    notes: tuple[Note, ...]


def faces(paper: tuple[float, float], name: str) -> tuple[Face, Face]:
    """Both sides on a paper in mm, taller than wide, whose name has the key `name`."""
    high, wide = paper
    return _first(wide, high, name), _second(wide, high, name)


def targets(wide: float, high: float) -> tuple[Point, ...]:
    """Where rings and crosses lie on either side: the same seen through the paper, and turned."""
    corners = tuple((x, y) for y in (INSET, high - INSET) for x in (INSET, wide - INSET))
    return (*corners, (wide / 2, high / 2))


def _first(wide: float, high: float, paper: str) -> Face:
    right = wide / 2 + 20
    frame = (MARGIN + 7, TOP + 9)
    arrow = wide - MARGIN - ARROW[0]
    shapes = [_frame(*frame), _arrow(arrow)]
    for x, y in targets(wide, high):
        shapes += [_ring(x, y, RING), _disc(x, y, LINE)]
    bars = [*_scale(), *(bar for bar, *_ in _stairs(wide, high))]
    good, bad, level = right + 20, right + 58, LOWER + 36
    for x, aside, down in ((good, 0.9, -0.7), (bad, 4.9, 3.4)):  # twice as large as they are
        shapes += [_ring(x, level, 2 * RING), _disc(x, level, LINE)]
        bars += _cross(x + aside, level + down, REACH)
    shapes += [_tick(good + 14, level), _saltire(bad + 18, level)]
    column = wide - MARGIN - right
    notes = (
        *_head(wide, paper, "side_1", arrow, "h1"),
        Note("size", "line", (frame[0], frame[1] + 60, 92, 29), "1"),
        Note("bar", "mark", (MARGIN + BAR - 30, TOP - 7, 30, 6)),
        Note("bar", "mark under", (MARGIN, TOP + BAR + 1, 30, 6)),
        Note("edges", "line", (MARGIN, LOWER, BAR + 10, 29), "2"),
        *(Note(says, "step", place) for _, says, place in _stairs(wide, high)),
        Note("flip", "line", (right, TOP, column - ARROW[0] - 8, 58), "3"),
        Note("light", "line", (right, LOWER, column, 26), "4"),
    )
    return Face(wide, high, tuple(bars), tuple(shapes), notes)


def _second(wide: float, high: float, paper: str) -> Face:
    """What must lie behind something on the first side is as far from the other edge."""
    behind = MARGIN  # as the first side's arrow ends at the right margin
    bars = [bar for x, y in targets(wide, high) for bar in _cross(x, y, REACH, True)]
    return Face(wide, high, tuple(bars), (_arrow(behind),), _head(wide, paper, "side_2", behind))


def _head(wide: float, paper: str, side: str, arrow: float, tag: str = "p") -> tuple[Note, ...]:
    return (
        Note("title", "title", (MARGIN, 13, 95, 11), tag=tag),
        Note(paper, "paper", (wide - MARGIN - 60, 15.5, 60, 8)),
        Note(side, "side", (arrow - 5, TOP + ARROW[1] + 3, ARROW[0] + 10, 8), tag="h2"),
    )


def _scale() -> Iterator[Bar]:
    """Two bars that meet in a corner, each 100 mm from end to end, with a tick every 10 mm."""
    yield MARGIN, TOP, BAR, LINE
    yield MARGIN, TOP, LINE, BAR
    for at in range(1, 11):
        long = 4.0 if at in (5, 10) else 2.0
        along = at * BAR / 10 - LINE
        yield MARGIN + along, TOP, LINE, long
        yield MARGIN, TOP + along, long, LINE


def _stairs(wide: float, high: float) -> Iterator[tuple[Bar, str, Bar]]:
    """At the middle of each edge, bars that lie 3, 4, 5 and 6 mm off it: each with its number."""
    clear, deep, long = SAFE_MARGIN + 1.2, 6.0, STEP - 1
    for number, off in enumerate(STAIR):
        aside = (number - len(STAIR) / 2) * STEP
        x, y = wide / 2 + aside, high / 2 + aside
        yield (x, off, long, LINE), str(off), (x, clear, long, deep)
        yield (x, high - off - LINE, long, LINE), str(off), (x, high - clear - deep, long, deep)
        yield (off, y, LINE, long), str(off), (clear, y, deep, long)
        yield (wide - off - LINE, y, LINE, long), str(off), (wide - clear - deep, y, deep, long)


def _cross(x: float, y: float, reach: int, steps: bool = False) -> Iterator[Bar]:
    """Two hairs that meet at a point, with a step every mm."""
    yield x - reach, y - LINE / 2, 2 * reach, LINE
    yield x - LINE / 2, y - reach, LINE, 2 * reach
    for at in range(-reach, reach + 1) if steps else ():
        half = 1.4 if at in (-5, 5) else 0.7
        yield x + at - LINE / 4, y - half, LINE / 2, 2 * half
        yield x - half, y + at - LINE / 4, 2 * half, LINE / 2


def _frame(x: float, y: float) -> str:
    """A line around the outline of a bank card: its inner edge is the card's."""
    wide, high, corner = CARD
    grown = (x - FRAME, y - FRAME, wide + 2 * FRAME, high + 2 * FRAME, corner + FRAME)
    return _rounded(*grown) + _rounded(x, y, wide, high, corner)


def _rounded(x: float, y: float, wide: float, high: float, corner: float) -> str:
    arc = f"a{corner} {corner} 0 0 1"
    across, down = wide - 2 * corner, high - 2 * corner
    return (
        f"M{x + corner} {y}h{across}{arc} {corner} {corner}v{down}{arc} {-corner} {corner}"
        f"h{-across}{arc} {-corner} {-corner}v{-down}{arc} {corner} {-corner}z"
    )


def _disc(x: float, y: float, radius: float) -> str:
    return _rounded(x - radius, y - radius, 2 * radius, 2 * radius, radius)


def _ring(x: float, y: float, radius: float) -> str:
    """A ring whose inner edge has the radius."""
    return _disc(x, y, radius + LINE) + _disc(x, y, radius)


def _arrow(x: float) -> str:
    """A thin arrow upwards, of one shape: a shaft, and two arms that fall by 45 degrees."""
    wide, high, line = ARROW
    cut = line / sqrt(2)  # of an arm's end, which is square
    half, reach, inner = line / 2, wide / 2 - cut, line / 2 + line * sqrt(2)
    right = ((reach, reach), (reach - cut, reach + cut), (half, inner), (half, high))
    left = tuple((-a, b) for a, b in reversed(right))
    return _polygon(*((x + wide / 2 + a, TOP + b) for a, b in ((0.0, 0.0), *right, *left)))


def _tick(x: float, y: float) -> str:
    return _polygon((x - 3, y), (x - 2, y - 1), (x - 0.7, y + 0.7), (x + 2.6, y - 3.2),
                    (x + 3.7, y - 2.3), (x - 0.6, y + 2.8))  # fmt: skip


def _saltire(x: float, y: float) -> str:
    a, b, c = 2.9, 2.0, 0.9
    return _polygon((x - a, y - b), (x - b, y - a), (x, y - c), (x + b, y - a), (x + a, y - b),
                    (x + c, y), (x + a, y + b), (x + b, y + a), (x, y + c), (x - b, y + a),
                    (x - a, y + b), (x - c, y))  # fmt: skip


def _polygon(*corners: Point) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in corners) + "z"


def inside(place: Bar, box: Sequence[float], slack: float = 0.5) -> bool:
    """Whether a box (left, top, right, bottom) lies in a place, both in mm."""
    left, top, wide, high = place
    return (
        box[0] >= left - slack
        and box[1] >= top - slack
        and box[2] <= left + wide + slack
        and box[3] <= top + high + slack
    )
