"""Says where each page lies on its sheet of paper: one function for each kind of sheet.

Every page lies upright and at true size. A sheet with two sides is flipped on the short edge: its
back lies behind its front as one page of a book lies behind the other. Flipped on the long edge,
the backs of cards would stand on their heads, and page 1 of a booklet would have its last but one
behind it, upside down.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from press.products import PAPERS, TRIMS, Product
from press.sheets.marks import SPARE, Placed, Side, with_cuts, with_fold

Size = tuple[float, float]  # width, height in mm
BOOKLET_PAGES = (4, 8, 12, 16)
CALIBRATION = "calibration"
PRESS = "press"


class CannotLie(Exception):  # noqa: N818 - named by what happened
    """These pages can't be put on this sheet; the text says why, to go on after a colon."""


@dataclass(frozen=True)
class Pages:
    """What is to be put on sheets: how many pages, their trim, and the paper, taller than wide."""

    count: int
    trim: Size
    paper: Size
    back: bool = False  # a page of another product lies behind each
    from_the_right: bool = False  # the script runs from the right: the spine is there


def booklet(pages: Pages) -> tuple[Side, ...]:
    """Two pages a side, for a stack that is folded once and stapled in the fold.

    The spines meet on the fold. What half of the paper is wider than a page (0.5 mm on A4) is
    left blank at the outer edges, and nothing is trimmed. Of at most four sheets of office paper
    (0.1 mm thick) the innermost stands out by 3 x 0.1 x pi/2 = 0.5 mm. As it is not cut off, no
    text moves on its page, so there is no shift for creep. The fold's ticks are on the inner
    sides: these are in sight while one folds. Raises CannotLie.
    """
    _refuse_size(pages)
    _refuse_uncut(pages)
    if pages.count not in BOOKLET_PAGES:
        may = ", ".join(map(str, BOOKLET_PAGES))
        raise CannotLie(f"a booklet is folded from {may} pages, and there are {pages.count}")
    sides = []
    for first in range(1, pages.count // 2, 2):
        last = pages.count + 1 - first
        outer, inner = (last, first), (first + 1, last - 1)
        if pages.from_the_right:
            outer, inner = (first, last), (last - 1, first + 1)
        sides.append(with_fold(_pair(pages, outer, 0), marked=False))
        sides.append(with_fold(_pair(pages, inner, 0)))
    return tuple(sides)


def two_up(pages: Pages) -> tuple[Side, ...]:
    """Two cards side by side in the middle of the sheet; behind each its back, if there is one.

    Cut marks are on the front alone: a second set that is a hair off would only raise a doubt.
    Raises CannotLie.
    """
    _refuse_size(pages)
    _refuse_second_page(pages)
    front = with_cuts(_pair(pages, (1, 1), 0))
    if not pages.back:
        return (front,)
    # the cards are alike and lie evenly about the middle: behind each place is the other one
    return front, with_cuts(_pair(pages, (1, 1), 1), marked=False)


def tent(pages: Pages) -> tuple[Side, ...]:
    """The card twice on one side with an upright fold between: it stands like an opened book.

    It stands on its lower edge, upright from both sides. Under a ridge on top there would be half
    the card's height: the type would fall below its floor. Raises CannotLie.
    """
    _refuse_size(pages)
    _refuse_uncut(pages)
    _refuse_second_page(pages)
    return (with_fold(_pair(pages, (1, 1), 0)),)


def _refuse_size(pages: Pages) -> None:
    (wide, high), (paper_high, paper_wide) = pages.trim, pages.paper
    if wide * 2 > paper_wide or high > paper_high:
        two, paper = _name(pages.trim, TRIMS), _name(pages.paper, PAPERS)
        raise CannotLie(f"two {two} pages can't lie on {paper} paper at true size")


def _refuse_uncut(pages: Pages) -> None:
    """Where a sheet is folded and not cut, a page must be as large as half of it."""
    (wide, high), (paper_high, paper_wide) = pages.trim, pages.paper
    if paper_wide / 2 - wide > SPARE or paper_high - high > SPARE:
        two, paper = _name(pages.trim, TRIMS), _name(pages.paper, PAPERS)
        raise CannotLie(f"two {two} pages do not fill {paper} paper, and nothing is cut off")


def _refuse_second_page(pages: Pages) -> None:
    if pages.count != 1:
        raise CannotLie(f"the sheet is for a card of one page, and there are {pages.count}")


def _name(size: Size, names: Mapping[str, Size]) -> str:
    known = (name if name in TRIMS else name.title() for name, at in names.items() if at == size)
    return next(known, f"{size[0]:g} × {size[1]:g} mm")


def _pair(pages: Pages, two: tuple[int, int], source: int) -> Side:
    """Two pages that meet in the middle of a sheet lying on its long edge."""
    (wide, high), (paper_high, paper_wide) = pages.trim, pages.paper
    y = (paper_high - high) / 2
    left, right = (
        Placed(page, source, paper_wide / 2 + x, y, wide, high)
        for page, x in zip(two, (-wide, 0.0), strict=True)
    )
    return Side(paper_wide, paper_high, (left, right))


@dataclass(frozen=True)
class Sheet:
    """One kind of sheet: what it is made of, and how it is printed, as the build says it."""

    name: str
    products: tuple[str, ...]
    how: str
    default: bool = False
    lay: Callable[[Pages], tuple[Side, ...]] | None = None  # pages to sides; may raise CannotLie
    takes_back: bool = False
    halves: bool = True  # made of pages that are half a paper

    def takes(self, row: Product) -> bool:
        """Whether this sheet is made of the row's pages."""
        return row.name in self.products and not (self.halves and row.whole_sheet)


SHEETS: Mapping[str, Sheet] = {
    sheet.name: sheet
    for sheet in (
        Sheet(
            name="booklet",
            products=("leaflet",),
            how="fold the stack, staple in the fold",
            default=True,
            lay=booklet,
        ),
        Sheet(
            name="2-up",
            products=("night-card",),
            how="cut down the middle",
            default=True,
            lay=two_up,
            takes_back=True,
        ),
        Sheet(
            name="tent",
            products=("night-card",),
            how="fold down the middle, stand it up",
            lay=tent,
        ),
        Sheet(PRESS, ("leaflet", "night-card"), "for a print shop only", halves=False),
        Sheet(CALIBRATION, (), "both sides, flip on the short edge, then read it"),
    )
}
