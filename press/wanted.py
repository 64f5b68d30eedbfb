"""What an order wants of each job: which rows of the products table, on which sheets and paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from press.command import Order
from press.products import PAPER_OF, PRODUCTS, Product, rows
from press.sheet_table import CALIBRATION, PRESS, SHEETS


class WrongCall(Exception):  # noqa: N818 - named by what happened
    """The order names what isn't there, or can't be; the text says so and lists what is."""


@dataclass(frozen=True)
class Wanted:
    """The rows to print, the sheets to make of them, the paper ("" is the country's own)."""

    rows: tuple[Product, ...]
    sheets: tuple[str, ...]
    paper: str
    back: str  # the locale on the backs of card sheets, or ""

    @property
    def items(self) -> Mapping[str, str]:
        """Each thing that is wanted, in words that tell all that it depends on, and its stem."""
        found = {}
        for row in self.rows:
            found[row.file] = row.file
            for name in self.sheets_of(row):
                stem, sheet = f"{row.file}-{name}", SHEETS[name]
                paper = f" on {self.paper or 'its paper'}" if sheet.lay else ""
                back = f" before {self.back}" if sheet.takes_back and self.back else ""
                found[f"{stem}{paper}{back}"] = stem
        if CALIBRATION in self.sheets:
            found[f"{CALIBRATION} on {self.paper or 'its paper'}"] = CALIBRATION
        return found

    def sheets_of(self, row: Product) -> tuple[str, ...]:
        """The sheets to be made of one row's pages."""
        return tuple(name for name in self.sheets if SHEETS[name].takes(row))

    def paper_for(self, page: str) -> str:
        """The paper to print on (of PAPERS), where the country's page is `page` (of TRIMS)."""
        return self.paper or PAPER_OF[page]


def wanted(order: Order) -> Wanted:
    """The wishes that the command line gives. Raises WrongCall where no row can have a sheet."""
    chosen = rows(order.products or PRODUCTS, order.editions)
    sheets = [name for name, sheet in SHEETS.items() if sheet.default]
    if order.sheets is not None:
        sheets = [name for name in SHEETS if name in order.sheets]
        for name in sheets:
            if name != CALIBRATION and not order.all_sheets:
                _check_sheet(name, chosen)
    if order.press and PRESS not in sheets:
        sheets.append(PRESS)
    takers = [SHEETS[name] for name in sheets if SHEETS[name].takes_back]
    if order.back and not any(sheet.takes(row) for sheet in takers for row in chosen):
        raise WrongCall("--back is for the card sheets: order them with --sheet 2-up")
    _check_paper(order, chosen, sheets)
    return Wanted(chosen, tuple(sheets), order.paper, order.back)


def _check_paper(order: Order, chosen: tuple[Product, ...], sheets: list[str]) -> None:
    laid = any(SHEETS[name].lay and SHEETS[name].takes(row) for name in sheets for row in chosen)
    if order.paper and not laid and CALIBRATION not in sheets:
        raise WrongCall(
            "--paper is for sheets, and none is ordered; "
            "pages have the size that is usual in the locale's country"
        )


def _check_sheet(name: str, chosen: tuple[Product, ...]) -> None:
    sheet = SHEETS[name]
    if any(sheet.takes(row) for row in chosen):
        return
    if any(row.name in sheet.products for row in chosen):
        why = "large print is as large as the paper: there is nothing to impose"
    else:
        why = f"it is made of the {' or the '.join(sheet.products)}, which is not ordered"
    raise WrongCall(f"there can be no {name} sheet: {why}")
