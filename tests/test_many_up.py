"""Small pages lie many to a sheet, upright, with their own backs behind them."""

from __future__ import annotations

from itertools import pairwise

import pikepdf
import pytest

from press.products import PAGES, PAPERS
from press.sheets.impose import impose
from press.sheets.layouts import SHEETS, CannotLie, Pages, booklet
from press.sheets.marks import Cut, Side
from tests.printed import opened
from tests.sheets import judged, pages, places
from tests.shop import Shop

SMALL = [
    ("4-up", "A6", "a4", 2, 2),
    ("4-up", "A6", "letter", 2, 2),
    ("3-up", "third of A4", "a4", 3, 1),
    ("3-up", "third of A4", "letter", 3, 1),
]


def lay(sheet: str, pages: Pages) -> tuple[Side, ...]:
    made = SHEETS[sheet].lay
    assert made
    return made(pages)


@pytest.mark.parametrize(("sheet", "page", "paper", "across", "down"), SMALL)
def test_a_back_lies_behind_its_front(
    shop: Shop, sheet: str, page: str, paper: str, across: int, down: int
) -> None:
    """Turned like the page of a book, front and back have the same trims within 0.1 mm."""
    trim, size = PAGES[page][paper][1], PAPERS[paper]
    source = pages(shop, 2, trim, margin="14mm")
    sides = lay(sheet, Pages(2, trim, size))
    pdf = impose(sides, [source], "Card", "en")
    assert judged(pdf, sides, source) == []
    fronts, backs = places(pdf, source)
    assert fronts.keys() == {1} and backs.keys() == {2}
    wide, high = sorted(size, reverse=across > down)
    assert (sides[0].width, sides[0].height) == (wide, high)
    seen_through = sorted((wide - x - trim[0], y) for x, y in backs[2])
    for one, two in zip(sorted(fronts[1]), seen_through, strict=True):
        assert one == pytest.approx(two, abs=0.1)
    assert len(fronts[1]) == across * down
    xs, ys = ({round(at[n], 1) for at in fronts[1]} for n in (0, 1))
    assert (len(xs), len(ys)) == (across, down)
    assert all(b - a == pytest.approx(trim[0], abs=0.1) for a, b in pairwise(sorted(xs)))


@pytest.mark.parametrize(("sheet", "page", "paper", "across", "down"), SMALL)
def test_every_cut_between_two_cards_is_marked(
    sheet: str, page: str, paper: str, across: int, down: int
) -> None:
    """One cut between neighbours, marked at both ends, on the front alone."""
    front, back = lay(sheet, Pages(2, PAGES[page][paper][1], PAPERS[paper]))
    upright = [line for line in front.lines if line.start[0] == line.end[0]]
    level = [line for line in front.lines if line.start[1] == line.end[1]]
    assert (len(upright), len(level)) == (across - 1, down - 1)
    assert all(isinstance(line, Cut) and len(line.marks) == 2 for line in front.lines)
    assert not back.marks


@pytest.mark.parametrize(("sheet", "edge"), [("4-up", "Long"), ("3-up", "Short")])
def test_the_dialog_asks_for_the_edge_that_keeps_backs_upright(
    shop: Shop, sheet: str, edge: str
) -> None:
    """A sheet that stands is flipped on its long edge, one that lies on its short one."""
    page = {"4-up": "A6", "3-up": "third of A4"}[sheet]
    trim = PAGES[page]["a4"][1]
    source = pages(shop, 2, trim, margin="14mm")
    pdf = impose(lay(sheet, Pages(2, trim, PAPERS["a4"])), [source], "Card", "en")
    with opened(pdf) as sheets:
        asked = sheets.Root.ViewerPreferences.Duplex
        assert asked == pikepdf.Name(f"/DuplexFlip{edge}Edge")


def test_a_leaflet_of_two_pages_is_one_leaf_two_to_a_sheet(shop: Shop) -> None:
    """There is nothing to fold: the sheet is cut down the middle, and page 2 is behind page 1."""
    trim, paper = PAGES["A5"]["a4"][1], PAPERS["a4"]
    source = pages(shop, 2, trim)
    sides = booklet(Pages(2, trim, paper))
    pdf = impose(sides, [source], "Leaflet", "en")
    assert judged(pdf, sides, source) == []
    assert [sorted(side) for side in places(pdf, source)] == [[1], [2]]
    assert SHEETS["booklet"].how_for(2) != SHEETS["booklet"].how_for(4)


def test_no_other_text_lies_behind_a_card_that_has_a_back(shop: Shop) -> None:
    """A translation on the backs would take the second page away."""
    with pytest.raises(CannotLie, match="its own second page"):
        lay("4-up", Pages(2, PAGES["A6"]["a4"][1], PAPERS["a4"], back=True))
    with pytest.raises(CannotLie, match="four A5 pages can't lie on A4 paper"):
        lay("4-up", Pages(1, PAGES["A5"]["a4"][1], PAPERS["a4"]))
