"""Spreads a text over pages that would be left over: sections begin pages, so that all fill alike.

A section of its own page is air where it can be seen; a page of ruled lines is an empty one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import ceil
from statistics import median
from typing import Any

from press.products import Product
from press.typeset.setting import WHOLE

AT = "data-at"  # the attribute by which a section says which one it is
POOR = 0.4  # of a page: with less it looks left over
POOR_STAPLED = 0.67  # where there may be any number of pages, none need be a third empty
COST_OF_POOR, COST_OF_PART = 1.0, 0.04  # beside the square of what is left white
TRIALS = 8  # of the best partitions
Mark = tuple[int, float, float, bool]  # its page, top and foot in px; whether it is ruled lines


@dataclass(frozen=True)
class Chunk:
    """What stands between two places where a page may begin; heights are parts of a page's."""

    at: str
    height: float
    above: float  # white that a page's beginning has no need of
    ruled: float  # how much of it is lines to write on
    part: bool  # of a section: better company than a beginning
    forced: bool  # it begins a page anyway


@dataclass(frozen=True)
class TooFull:
    """A section that begins a page, and runs over `more` pages after it.

    `until` is the next one that begins a page; empty where none does.
    """

    at: str
    until: str
    more: int


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


def too_full(document: Any) -> list[TooFull]:
    """The sections that begin a page and run over it; the one that spills the least is first."""
    marks = list(_marks(document))
    begun = [(at, page) for at, (page, _), _, forced in _starts(document, marks) if forced]
    found = []
    for (at, page), (until, end) in pairwise([*begun, ("", len(document.pages))]):
        if end - page > 1:
            spilt = _height([mark for mark in marks if mark[0] == end - 1])
            found.append((spilt, TooFull(at, until, end - page - 1)))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


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
            height = sum(chunk.above + chunk.height for chunk in chunks[start:end])
            height -= chunks[start].above
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
    marks = list(_marks(document))
    starts = [("", (0, document.pages[0]._page_box.content_box_y()), False, True)]
    starts += _starts(document, marks)
    tops = [top for _, top, _, _ in starts]
    owned: list[list[Mark]] = [[] for _ in tops]
    for mark in marks:
        owned[max(bisect_right(tops, mark[:2]) - 1, 0)].append(mark)
    feet = [max(((page, foot) for page, _, foot, _ in own), default=top)
            for own, top in zip(owned, tops, strict=True)]  # fmt: skip
    ends = [(0, 0.0), *feet]
    gaps = [top[1] - end[1] if top[0] == end[0] else None
            for top, end in zip(tops, ends, strict=False)]  # fmt: skip
    for (at, top, part, forced), gap, own in zip(starts, gaps, owned, strict=True):
        known = [one for one, (_, _, other, _) in zip(gaps, starts, strict=True)
                 if one is not None and other == part]  # fmt: skip
        white = gap if gap is not None else median(known or [0.0])
        whole = float(document.pages[top[0]]._page_box.height)
        ruled = sum(low - high for _, high, low, is_rules in own if is_rules)
        yield Chunk(at, _height(own) / whole, max(white, 0.0) / whole, ruled / whole, part, forced)


def _height(own: Sequence[Mark]) -> float:
    """How high all of it is, in px, without the white at the foot of a page that it leaves."""
    on: dict[int, list[float]] = defaultdict(list)
    for page, high, low, _ in own:
        on[page] += [high, low]
    return sum(max(edges) - min(edges) for edges in on.values())


def _marks(document: Any) -> Iterator[Mark]:
    """What is seen on each page: lines, pictures, rows, boxes and rules, from where to where."""
    for number, page in enumerate(document.pages):
        body = next(
            (box for box in page._page_box.descendants() if box.element_tag == "body"), None
        )
        for box in body.descendants() if body else ():
            kinds = (box.element.get("class") or "").split() if box.element is not None else []
            framed = box.element_tag == "section" and not {*kinds}.isdisjoint(WHOLE)
            if framed or "ruled" in kinds:
                y = float(box.border_box_y())
                yield number, y, y + float(box.border_height()), "ruled" in kinds
            elif type(box).__name__ in ("LineBox", "BlockReplacedBox", "TableRowBox"):
                y = float(box.position_y)
                yield number, y, y + float(box.height), False


def _starts(
    document: Any, marks: Sequence[Mark]
) -> Iterator[tuple[str, tuple[int, float], bool, bool]]:  # fmt: skip
    """Each section at which a page may begin: where it is first seen, and whether it must."""
    told: set[str] = set()
    for number, page in enumerate(document.pages):
        for box in page._page_box.descendants():
            at = box.element.get(AT) if box.element is not None else None
            if at and at not in told and box.element_tag == "section":
                told.add(at)
                y = float(box.border_box_y())
                seen = min((top for on, top, _, _ in marks if on == number and top >= y), default=y)
                forced = box.style["break_before"] == "page"
                yield at, (number, seen), not at.startswith("2"), forced
