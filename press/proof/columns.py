"""Preflight of tables: as many columns as the page has room for."""

from __future__ import annotations

from collections.abc import Iterator

from press.finding import Finding
from press.products import POINTS_PER_MM, SAFE_MARGIN
from press.proof.preflight import Proof
from press.read.units import ROW

MANY = 4  # columns: with fewer it is a word that is too long (P103)
TRIFLE = 1.0  # pt: rounding of boxes


def columns_fit_their_page(proof: Proof) -> Iterator[Finding]:
    """P220: a table whose columns find no room, in the smallest type that there may be."""
    margin = SAFE_MARGIN * POINTS_PER_MM - TRIFLE
    outside = {
        one.word.line.place
        for one in proof.printed
        if one.word.kind == "table" and one.box[2] > proof.reading.pages[one.page].width - margin
    }
    astray = {
        unit.group
        for unit in proof.manuscript.units
        if unit.kind == ROW and any(line.place in outside for line in unit.lines)
    }
    for unit in proof.manuscript.units:
        columns = len({piece.column for piece in unit.pieces})
        if unit.kind == ROW and unit.group in astray and columns >= MANY:
            astray.discard(unit.group)  # its first row is named
            page = proof.product.page_on(proof.job.paper)
            problem = f"the {columns} columns of this table do not fit on {page}"
            fix = "make two tables of it, or turn its rows into columns"
            yield unit.lines[0].finding("P220", problem, fix)
