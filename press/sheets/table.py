"""The sheets that products are imposed on, one row each, by the names of the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from press.products import Product
from press.sheets.layouts import Pages, booklet, tent, two_up
from press.sheets.marks import Side

CALIBRATION = "calibration"
PRESS = "press"


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
