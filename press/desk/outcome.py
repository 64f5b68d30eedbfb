"""What comes out of the printer: pages on sheets of paper, and what hands do with them.

Worked out of the same layouts that the press prints by (press/sheets/layouts.py), so that a picture
shows what will lie in the tray. Lengths in mm.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from press.desk.choices import PLAIN, Choices
from press.pdf.bidi import reads_from_the_right
from press.products import PAPERS, Product
from press.sheets.layouts import PRESS, SHEETS, Pages
from press.sheets.marks import Cut, Fold, Placed, Side

SHOWN = 8  # sides that are drawn; a long leaflet has many that look alike


@dataclass(frozen=True)
class Drawn:
    """A side as it is drawn from the upper left: pages by their number from 0, and lines by kind.

    A page that is another one's back or other face has no number: None.
    """

    width: float
    height: float
    pages: tuple[tuple[int | None, float, float, float, float], ...]  # x, y, width, height
    lines: tuple[tuple[str, float, float, float, float], ...]  # `cut` or `fold`: from and to


@dataclass(frozen=True)
class Outcome:
    """One copy of what is ordered. `pieces` are how many cards, or booklets, a copy of it gives.

    `steps` name what is done at the printer and after it, in order.
    """

    sides: tuple[Side, ...]
    pieces: int
    steps: tuple[str, ...]
    paper: str  # what lies in the tray, as people call it

    @property
    def sheets(self) -> int:
        """How many sheets of paper a copy takes."""
        return (len(self.sides) + 1) // 2

    @property
    def drawn(self) -> tuple[Drawn, ...]:
        """The sides that are drawn."""
        return tuple(map(_drawn, self.sides[:SHOWN]))

    @property
    def more(self) -> int:
        """How many sides are not drawn."""
        return max(len(self.sides) - SHOWN, 0)


def _drawn(side: Side) -> Drawn:
    pages = tuple(
        (one.page - 1 if one.source == 0 else None, one.x, side.height - one.y - one.height,
         one.width, one.height)
        for one in side.placed
    )  # fmt: skip
    lines = tuple(
        ("fold" if isinstance(line, Fold) else "cut", line.start[0], side.height - line.start[1],
         line.end[0], side.height - line.end[1])
        for line in side.lines
    )  # fmt: skip
    return Drawn(side.width, side.height, pages, lines)


def pages_known(row: Product) -> int:
    """How many pages there will be, where that is settled before they are made; else 0."""
    return row.pages[0] if len(row.pages) == 1 else 0


def outcome(choice: Choices, count: int) -> Outcome:
    """What `count` pages come out as. Raises CannotLie."""
    row, how = choice.row, choice.chosen["how"]
    trim = row.trim(choice.paper)
    if how in (PLAIN, PRESS):
        sides = tuple(
            Side(*trim, (Placed(number, 0, 0.0, 0.0, *trim),)) for number in range(1, count + 1)
        )
        return Outcome(sides, 1, tuple(_steps_of_plain(row, how, count)), row.page_on(choice.paper))
    lay = SHEETS[how].lay
    assert lay, how
    from_the_right = reads_from_the_right(choice.chosen["locale"])
    paper = PAPERS[choice.paper]
    sides = lay(Pages(count, trim, paper, False, how in row.faces, from_the_right))
    return Outcome(sides, _pieces(sides[0]), tuple(_steps(sides)), choice.paper)


def _pieces(side: Side) -> int:
    """How many of the same a cut sheet gives; what is folded is one."""
    if any(isinstance(line, Fold) for line in side.lines):
        return 1
    kinds = {(one.page, one.source) for one in side.placed}
    return max(len(side.placed) // len(kinds), 1)


def _steps(sides: tuple[Side, ...]) -> Iterator[str]:
    lying = sides[0].width > sides[0].height
    folds = any(isinstance(line, Fold) for side in sides for line in side.lines)
    cuts = any(isinstance(line, Cut) for side in sides for line in side.lines)
    yield _flip(len(sides), lying)
    if folds and len(sides) == 1:
        yield "stand"
    elif folds:
        yield "fold"
        if len(sides) > 2:  # more than one sheet
            yield "staple"
    if cuts:
        yield "cut"


def _steps_of_plain(row: Product, how: str, count: int) -> Iterator[str]:
    if how == PRESS:
        yield "send"
        return
    wide, high = row.trim("a4")
    yield _flip(count, wide > high)
    if count > 2:  # more than one sheet
        yield "corner"


def _flip(sides: int, lying: bool) -> str:
    """A sheet is turned about its upright middle: over the short edge where it lies on the long."""
    if sides == 1:
        return "one-side"
    return "flip-short" if lying else "flip-long"
