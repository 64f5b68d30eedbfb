"""Says where each page lies on its sheet of paper: one function for each kind of sheet.

Every page lies upright and at true size. A sheet with two sides is turned about its upright middle,
as a page of a book is: one that lies on its long edge is flipped on the short edge, one that stands
on the long edge. Flipped otherwise, the backs of cards would stand on their heads, and page 1 of a
booklet would have its last but one behind it, upside down.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from press.products import PAGES, PAPERS, Size
from press.sheets.marks import SPARE, Placed, Side, with_cuts, with_fold

ONE_LEAF = 2  # pages
BOOKLET_PAGES = (4, 8, 12, 16)
CALIBRATION = "calibration"
PRESS = "press"
COUNT = {2: "two", 3: "three", 4: "four"}
TRIFLE = 0.05  # mm: thirds and halves of an inch, rounded


class CannotLie(Exception):  # noqa: N818 - named by what happened
    """These pages can't be put on this sheet; the text says why, to go on after a colon."""


@dataclass(frozen=True)
class Pages:
    """What is to be put on sheets: how many pages, their trim, and the paper, taller than wide."""

    count: int
    trim: Size
    paper: Size
    back: bool = False  # a page of another product lies behind each
    face: bool = False  # the first of two faces is a page of its own
    from_the_right: bool = False  # the script runs from the right: the spine is there


def booklet(pages: Pages) -> tuple[Side, ...]:
    """Two pages a side, for a stack that is folded once and stapled in the fold.

    The spines meet on the fold. What half of the paper is wider than a page (0.5 mm on A4) is
    left blank at the outer edges, and nothing is trimmed. Of at most four sheets of office paper
    (0.1 mm thick) the innermost stands out by 3 x 0.1 x pi/2 = 0.5 mm. As it is not cut off, no
    text moves on its page, so there is no shift for creep. The fold's ticks are on the inner
    sides: these are in sight while one folds. Two pages are one leaf, and lie as cards do, two to
    a sheet. Raises CannotLie.
    """
    if pages.count <= ONE_LEAF:
        return two_up(pages)
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


def up(across: int, down: int) -> Callable[[Pages], tuple[Side, ...]]:
    """A layout of so many cards, side by side and above each other; behind each its back.

    The sheet lies on its long edge where more are across than down, and else stands. Cut marks are
    on the front alone: a second set that is a hair off would only raise a doubt. It raises
    CannotLie.
    """

    def lay(pages: Pages) -> tuple[Side, ...]:
        _refuse_size(pages, across, down)
        _refuse_many_pages(pages)
        front = with_cuts(_grid(pages, across, down, 1, 0))
        if not pages.back and pages.count == 1:
            return (front,)
        if pages.back and pages.count > 1:
            raise CannotLie("its own second page lies behind the first, and no other text can")
        # the cards are alike and lie evenly about the middle: behind each place is another one
        behind = (1, 1) if pages.back else (2, 0)
        return front, with_cuts(_grid(pages, across, down, *behind), marked=False)

    return lay


two_up = up(2, 1)


def tent(pages: Pages) -> tuple[Side, ...]:
    """The card on one side with its other face, or twice, and an upright fold between.

    It stands like an opened book, on its lower edge, upright from both sides. Under a ridge on top
    there would be half the card's height: the type would fall below its floor. Raises CannotLie.
    """
    _refuse_size(pages)
    _refuse_uncut(pages)
    _refuse_many_pages(pages, most=1)
    side = _pair(pages, (1, 1), 0)
    if pages.face:  # on the right, as the cover of a book that is folded backwards
        left, right = side.placed
        side = replace(side, placed=(left, replace(right, source=1)))
    return (with_fold(side),)


def _refuse_size(pages: Pages, across: int = 2, down: int = 1) -> None:
    wide, high = _lying(pages, across, down)
    if pages.trim[0] * across > wide + TRIFLE or pages.trim[1] * down > high + TRIFLE:
        many, paper = _name(pages.trim), _paper_name(pages.paper)
        raise CannotLie(
            f"{COUNT[across * down]} {many} pages can't lie on {paper} paper at true size"
        )


def _lying(pages: Pages, across: int, down: int) -> Size:
    """Width and height of the paper: on its long edge for more pages across than down."""
    narrow, long = pages.paper
    return (long, narrow) if across > down else (narrow, long)


def _refuse_uncut(pages: Pages) -> None:
    """Where a sheet is folded and not cut, a page must be as large as half of it."""
    (wide, high), (paper_high, paper_wide) = pages.trim, pages.paper
    if paper_wide / 2 - wide > SPARE or paper_high - high > SPARE:
        two, paper = _name(pages.trim), _paper_name(pages.paper)
        raise CannotLie(f"two {two} pages do not fill {paper} paper, and nothing is cut off")


def _refuse_many_pages(pages: Pages, most: int = 2) -> None:
    if pages.count > most:
        card = "one page" if most == 1 else "one page or two"
        raise CannotLie(f"the sheet is for a card of {card}, and there are {pages.count}")


def _name(size: Size) -> str:
    known = (name for on in PAGES.values() for name, at in on.values() if at == size)
    return next(known, f"{size[0]:g} × {size[1]:g} mm")


def _paper_name(size: Size) -> str:
    known = (name.title() for name, at in PAPERS.items() if at == size)
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


def _grid(pages: Pages, across: int, down: int, page: int, source: int) -> Side:
    """The same page in rows and columns, evenly about the middle of the sheet."""
    (wide, high), (paper_wide, paper_high) = pages.trim, _lying(pages, across, down)
    left, low = (paper_wide - across * wide) / 2, (paper_high - down * high) / 2
    placed = (
        Placed(page, source, left + column * wide, low + row * high, wide, high)
        for row in range(down)
        for column in range(across)
    )
    return Side(paper_wide, paper_high, tuple(placed))


@dataclass(frozen=True)
class Sheet:
    """One kind of sheet, and how it is printed, as the build says it.

    Which products are put on it is said by their rows in `templates/products.toml`.
    """

    name: str
    how: str
    lay: Callable[[Pages], tuple[Side, ...]] | None = None  # pages to sides; may raise CannotLie
    takes_back: bool = False
    how_of_two: str = ""  # where there are no more than two pages

    def how_for(self, pages: int) -> str:
        """How a sheet of so many pages is made ready."""
        return self.how_of_two if pages <= ONE_LEAF and self.how_of_two else self.how


CUT = "cut along the marks"
SHEETS: Mapping[str, Sheet] = {
    sheet.name: sheet
    for sheet in (
        Sheet("booklet", "fold the stack, staple in the fold", booklet, how_of_two=CUT),
        Sheet("2-up", "cut down the middle", two_up, takes_back=True),
        Sheet("3-up", CUT, up(3, 1), takes_back=True),
        Sheet("4-up", CUT, up(2, 2), takes_back=True),
        Sheet("tent", "fold down the middle, stand it up", tent),
        Sheet(PRESS, "for a print shop only"),
        Sheet(CALIBRATION, "both sides, flip on the short edge, then read it"),
    )
}
