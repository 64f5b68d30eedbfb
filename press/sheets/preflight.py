"""Preflight of sheets: reads a finished sheet back, and looks where each page and mark came to lie.

What a page looks like is known from its source, read back too; the layout says where it belongs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import Any

from press.finding import FAULT_OF_OURS, Finding, Place
from press.pdf.readback import read_back
from press.pdf.reading import INK_DPI, Box, Glyph, Reading
from press.products import POINTS_PER_MM
from press.sheets.locate import Found, pages_of, where_it_lies
from press.sheets.marks import Cut, Mark, Placed, SheetLine, Side

SAFE_ZONE = 4.0  # mm from a cut or fold: a guillotine and a folding hand are off by 1 to 2
SIZE_SLACK = 0.2  # mm
INKED, WHITE = 200, 250  # grey levels: darker than the first is ink, lighter than the other none
BLANK = 0.15  # of the type size: letters of a word are closer
CLEAR = 1.0  # mm to both sides of a mark


@dataclass(frozen=True)
class Bound:
    """A finished sheet, read back, with its layout and what was read of its sources."""

    sides: Sequence[Side]
    reading: Reading
    sources: Sequence[Reading]
    place: Place

    def glyphs(self, number: int) -> tuple[Glyph, ...]:
        """All characters on a side, which is counted from 0."""
        both = (*self.reading.flow, *self.reading.outside)
        return tuple(glyph for glyph in both if glyph.page == number)


def preflight_sheets(
    pdf: bytes, sides: Sequence[Side], sources: Sequence[Reading], place: Place
) -> list[Finding]:
    """Every finding on a finished sheet. `sources` are its sources read back, in their order."""
    bound = Bound(sides, read_back(pdf), sources, place)
    faults = list(every_side_has_its_size(bound))
    if faults:
        return faults  # nothing on it can be measured then
    return [finding for rule in RULES for finding in rule(bound)]


def every_side_has_its_size(bound: Bound) -> Iterator[Finding]:
    """I105: as many sides as the layout has, exactly the paper, and made for their pages' trim."""
    leaves = bound.reading.pages
    if len(leaves) != len(bound.sides):
        problem = f"the sheet has {len(leaves)} sides, not {len(bound.sides)}"
        yield Finding(bound.place, "I105", problem, FAULT_OF_OURS)
        return
    for number, (leaf, side) in enumerate(zip(leaves, bound.sides, strict=True), 1):
        if wrong := _wrong_size((leaf.width, leaf.height), (side.width, side.height)):
            yield Finding(bound.place, "I105", f"side {number} is {wrong}", FAULT_OF_OURS)
    for one in dict.fromkeys(one for side in bound.sides for one in side.placed):
        leaf = bound.sources[one.source].pages[one.page - 1]
        if wrong := _wrong_size((leaf.width, leaf.height), (one.width, one.height)):
            yield Finding(bound.place, "I105", f"{_name(one)} is {wrong}", FAULT_OF_OURS)
            return
    if not bound.reading.true_size:
        problem = "the sheet does not ask for printing at true size"
        yield Finding(bound.place, "I105", problem, FAULT_OF_OURS)


def _wrong_size(points: tuple[float, float], want: tuple[float, float]) -> str:
    size = tuple(length / POINTS_PER_MM for length in points)
    if all(abs(a - b) <= SIZE_SLACK for a, b in zip(size, want, strict=True)):
        return ""
    return f"{size[0]:.1f} × {size[1]:.1f} mm, not {want[0]:g} × {want[1]:g}"


def every_page_lies_in_its_place(bound: Bound) -> Iterator[Finding]:
    """I102: each page is there, upright, within 0.1 mm, and nothing else is."""
    pages = pages_of(bound.sources)
    for number, side in enumerate(bound.sides):
        found = Found(bound.glyphs(number))
        said = [f"{_name(one)} {fault}" for one in side.placed
                if (fault := where_it_lies(one, pages, found))]  # fmt: skip
        if not said and (rest := found.unclaimed()):
            said = [f"“{rest[:20]}” belongs to no page"]
        for fault in said:
            problem = f"{fault}, on side {number + 1}"
            yield Finding(bound.place, "I102", problem, FAULT_OF_OURS)


def no_text_is_near_a_line(bound: Bound) -> Iterator[Finding]:
    """I101: hands and blades are not exact, and a word that a fold runs through can't be read."""
    fix = f"keep words {SAFE_ZONE:g} mm from the page's edge: mend the margins in styles/"
    for number, side in enumerate(bound.sides):
        glyphs = bound.glyphs(number)
        for line in side.lines:
            nearest = min(glyphs, key=lambda glyph: _distance(glyph.box, line), default=None)
            if nearest and (gap := _distance(nearest.box, line)) < SAFE_ZONE:
                what = "cut" if isinstance(line, Cut) else "fold"
                problem = f"“{_word(glyphs, nearest)}” lies {gap:.1f} mm from a {what}"
                problem += f", on side {number + 1}"
                yield Finding(bound.place, "I101", problem, fix)


def _word(glyphs: Sequence[Glyph], one: Glyph) -> str:
    """The word that a letter belongs to, by the blanks on its line."""
    row = [glyph for glyph in glyphs if abs(glyph.baseline - one.baseline) < 1]
    row.sort(key=lambda glyph: glyph.start)
    blank = one.size * BLANK
    text = row[0].char
    for before, glyph in pairwise(row):
        if glyph.box[0] - before.box[2] > blank:
            if before.start >= one.start:
                break
            text = ""
        text += glyph.char
    return text


def _distance(box: Box, line: SheetLine) -> float:
    """From a box in pt to a line, in mm."""
    left, bottom, right, top = (edge / POINTS_PER_MM for edge in box)
    (x, y), (x_too, y_too) = line.start, line.end
    return hypot(max(x - right, left - x_too, 0.0), max(y - top, bottom - y_too, 0.0))


def every_mark_is_clear(bound: Bound) -> Iterator[Finding]:
    """I104: a mark leaves ink, and nothing else does within 1 mm of it."""
    for number, side in enumerate(bound.sides):
        boxes = [glyph.box for glyph in bound.glyphs(number)]
        picture = bound.reading.pages[number].bare_grey
        for mark in side.marks:
            fault = _looks(picture, mark)
            start, end = sorted((mark[:2], mark[2:]))
            if any(_distance(box, SheetLine(start, end)) < CLEAR for box in boxes):
                fault = "touches a word"
            if fault:
                problem = f"the mark at {mark[0]:.0f} × {mark[1]:.0f} mm {fault}"
                problem += f", on side {number + 1}"
                yield Finding(bound.place, "I104", problem, FAULT_OF_OURS)


def _looks(picture: Any, mark: Mark) -> str:
    """What is wrong with a mark's pixels and those beside it, or nothing."""
    scale, high = INK_DPI / 25.4, picture.height
    left, right = sorted((mark[0] * scale, mark[2] * scale))
    top, bottom = sorted((high - mark[1] * scale, high - mark[3] * scale))
    if right - left < bottom - top:
        centre, start, stop = int(left), round(top) + 1, round(bottom) - 1
    else:  # a level mark is looked at with the page turned
        picture = picture.rotate(90, expand=True)
        far = picture.height
        centre, start, stop = int(top), far - round(right) + 1, far - round(left) - 1
    wide = round(CLEAR * scale)
    rows = [picture.crop((centre - wide, y, centre + wide + 1, y + 1)).tobytes()
            for y in range(start, stop)]  # fmt: skip
    if any(min(row[wide - 1 : wide + 2]) > INKED for row in rows):
        return "is not printed"
    if any(min(row[: wide - 1] + row[wide + 2 :]) < WHITE for row in rows):
        return "has something printed beside it"
    return ""


RULES: tuple[Callable[[Bound], Iterator[Finding]], ...] = (
    every_page_lies_in_its_place,
    no_text_is_near_a_line,
    every_mark_is_clear,
)


def _name(one: Placed) -> str:
    return f"page {one.page} of the back" if one.source else f"page {one.page}"
