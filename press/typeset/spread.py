"""Spreads a text over pages that would be left over: sections begin pages, so that all fill alike.

A section of its own page is air where it can be seen; a page of ruled lines is an empty one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil
from typing import Any

from press.products import Product

AT = "data-at"  # the attribute by which a section says which one it is
POOR = 0.4  # of a page: with less it looks left over
POOR_STAPLED = 0.67  # where there may be any number of pages, none need be a third empty
COST_OF_POOR, COST_OF_PART = 1.0, 0.04  # beside the square of what is left white
TRIALS = 8  # of the best partitions


@dataclass(frozen=True)
class Chunk:
    """What stands between two places where a page may begin; heights are parts of a page's."""

    at: str
    height: float
    ruled: float  # how much of it is lines to write on
    part: bool  # of a section: better company than a beginning
    forced: bool  # it begins a page anyway


def poor_of(product: Product) -> float:
    """With less of a page than this the product looks unfinished."""
    return POOR_STAPLED if product.takes_any_number else POOR


def partitions(
    document: Any, product: Product, most: int
) -> Iterator[tuple[int, frozenset[str]]]:  # fmt: skip
    """Which sections may begin a page, and how many pages there are then; the most even ones first.

    There are `most`, or where any number will do one more or less. Heights are those of this
    layout, so each is to be tried.
    """
    chunks = tuple(_chunks(document))
    around = (most - 1, most, most + 1) if product.takes_any_number else (most,)
    best = [(cost, pages, starts) for pages in around if pages in product.pages
            for cost, starts in _best(chunks, pages, product)]  # fmt: skip
    for _, pages, starts in sorted(best)[:TRIALS]:
        yield pages, frozenset(chunks[start].at for start in starts if chunks[start].at)


def _best(
    chunks: Sequence[Chunk], pages: int, product: Product
) -> list[tuple[float, tuple[int, ...]]]:  # fmt: skip
    """The costs and first chunks of the best partitions into so many pages.

    Where any number will do, what shares a page fits it: nothing runs over but what fills more.
    """
    whole, poor = product.takes_any_number, poor_of(product)

    @cache
    def rest(start: int, left: int) -> list[tuple[float, tuple[int, ...]]]:
        if start == len(chunks):
            return [] if left else [(0.0, ())]
        found = []
        for end in range(start + 1, len(chunks) + 1):
            if end - 1 > start and chunks[end - 1].forced:
                break
            height = sum(chunk.height for chunk in chunks[start:end])
            taken = max(ceil(height - 0.001), 1)
            if taken > left or (whole and taken > 1 and end - start > 1):
                break
            last = end == len(chunks)
            ruled = sum(chunk.ruled for chunk in chunks[start:end])
            cost = _cost(height - taken + 1, ruled, last, poor)
            cost += COST_OF_PART * chunks[start].part
            found += [(cost + more, (start, *others)) for more, others in rest(end, left - taken)]
        return sorted(found)[:TRIALS]

    return rest(0, pages)


def _cost(fill: float, ruled: float, last: bool, poor: float) -> float:
    """How poor a page looks that is filled so far, of which some is ruled."""
    white = (1 - fill) ** 2
    least = poor / 2 if ruled and poor > POOR else poor
    return white / 2 if last else white + COST_OF_POOR * (fill - ruled < least)


def _chunks(document: Any) -> Iterator[Chunk]:
    starts = list(_starts(document))
    used = [_used(page) for page in document.pages]
    edges = [(0, used[0][0]), *((page, y) for _, page, y, _, _ in starts)]
    ends = [*edges[1:], (len(used) - 1, used[-1][1])]
    heads = [("", False, False), *((at, part, forced) for at, _, _, part, forced in starts)]
    rules = [*_rules(document)]
    for (at, part, forced), first, last in zip(heads, edges, ends, strict=True):
        ruled = sum(height for page, y, height in rules if first <= (page, y) < last)
        yield Chunk(at, _between(document, used, first, last), ruled, part, forced)


def _rules(document: Any) -> Iterator[tuple[int, float, float]]:
    """Where the blocks of ruled lines stand, and how much of a page each takes."""
    for number, page in enumerate(document.pages):
        for box in page._page_box.descendants():
            if box.element is not None and box.element.get("class") == "ruled":
                yield number, box.position_y, box.height / page._page_box.height


def _between(
    document: Any, used: Sequence[tuple[float, float]], first: tuple[int, float],
    last: tuple[int, float],
) -> float:  # fmt: skip
    """The height from one place to another, as a part of a page's, without white at feet."""
    (page, top), (end, foot) = first, last
    if page == end:
        height = foot - top
    else:
        whole = sum(used[n][1] - used[n][0] for n in range(page + 1, end))
        height = used[page][1] - top + whole + foot - used[end][0]
    return float(max(height, 0.0) / document.pages[page]._page_box.height)


def _starts(document: Any) -> Iterator[tuple[str, int, float, bool, bool]]:
    """Each section at which a page may begin: where it does now, and whether it must."""
    told: set[str] = set()
    for number, page in enumerate(document.pages):
        for box in page._page_box.descendants():
            at = box.element.get(AT) if box.element is not None else None
            if at and at not in told and box.element_tag == "section":
                told.add(at)
                forced = box.style["break_before"] == "page"
                yield at, number, box.border_box_y(), not at.startswith("2"), forced


def _used(page: Any) -> tuple[float, float]:
    """The top of the page's text, and the foot of what stands lowest on it, in px."""
    sheet = page._page_box
    top = sheet.content_box_y()
    body = next((box for box in sheet.descendants() if box.element_tag == "body"), sheet)
    feet = (box.position_y + box.height for box in body.descendants()
            if type(box).__name__ in ("LineBox", "BlockReplacedBox", "TableRowBox"))  # fmt: skip
    return top, float(max(feet, default=top))
