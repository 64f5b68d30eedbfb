"""Tells where a page really lies on a side, by the letters that are found there.

Each letter of a page must stand on the side as far from the page's corner as in its source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from press.pdf.reading import Glyph, Reading
from press.products import POINTS_PER_MM
from press.sheets.marks import Placed

REGISTER = 0.1 * POINTS_PER_MM  # pt: a page that is further off is in the wrong place
CELL = 4.0  # pt: letters are looked up by the cell of a grid in which they stand
ENOUGH = 0.95  # of a page's letters, to know it again in a wrong place

Key = tuple[int, int]  # source and page, as in Placed
Letter = tuple[str, float, float]  # character, and where it stands in pt
Pages = Mapping[Key, Sequence[Letter]]


def pages_of(sources: Sequence[Reading]) -> Pages:
    """The letters of each page of the sources, from the page's lower left corner."""
    pages: dict[Key, list[Letter]] = defaultdict(list)
    for number, reading in enumerate(sources):
        for glyph in (*reading.flow, *reading.outside):
            letter = (glyph.char, glyph.start, glyph.baseline)
            pages[number, glyph.page + 1].append(letter)
    return pages


@dataclass
class Found:
    """The letters that are on a side, to be claimed by the pages that they belong to."""

    glyphs: Sequence[Glyph]
    claimed: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.grid: dict[tuple[str, int, int], list[int]] = defaultdict(list)
        for index, glyph in enumerate(self.glyphs):
            cell = (glyph.char, int(glyph.start // CELL), int(glyph.baseline // CELL))
            self.grid[cell].append(index)

    def at(self, char: str, x: float, y: float) -> int | None:
        """The letter `char` that stands at a place and is not claimed yet."""
        columns = {int((x - REGISTER) // CELL), int((x + REGISTER) // CELL)}
        rows = {int((y - REGISTER) // CELL), int((y + REGISTER) // CELL)}
        for column, row in product(columns, rows):
            for index in self.grid.get((char, column, row), ()):
                glyph = self.glyphs[index]
                off = max(abs(glyph.start - x), abs(glyph.baseline - y))
                if off <= REGISTER and index not in self.claimed:
                    return index
        return None

    def share(self, letters: Iterable[Letter]) -> float:
        """How much of these letters stands where they say."""
        seen = [self.at(*letter) is not None for letter in letters]
        return sum(seen) / len(seen) if seen else 0.0

    def claim(self, letters: Sequence[Letter]) -> bool:
        """Take these letters for one page, if all of them are there."""
        found = {index for letter in letters if (index := self.at(*letter)) is not None}
        whole = len(found) == len(letters)
        self.claimed |= found if whole else set()
        return whole

    def unclaimed(self) -> str:
        """What is on the side and belongs to no page of it."""
        rest = (glyph for index, glyph in enumerate(self.glyphs) if index not in self.claimed)
        return "".join(glyph.char for glyph in rest)


def where_it_lies(one: Placed, pages: Pages, found: Found) -> str:
    """What is wrong with a page's place, or nothing. A page that is right claims its letters."""
    letters = pages[one.source, one.page]
    if found.claim(_moved(letters, one.x, one.y)):
        return ""
    for key, others in pages.items():
        if found.share(_moved(others, one.x, one.y)) >= ENOUGH and key != (one.source, one.page):
            return f"is not in its place: page {key[1]} is there"
    for x, y in _corners(letters, found):
        if found.share(_moved(letters, x, y)) >= ENOUGH:
            off = max(abs(x - one.x), abs(y - one.y))
            return f"lies {off:.1f} mm off its place"
    upside_down = [(char, -x, -y) for char, x, y in letters]
    for x, y in _corners(upside_down, found):
        if found.share(_moved(upside_down, x, y)) >= ENOUGH:
            return "lies upside down"
    return "is not there, or not whole"


def _moved(letters: Iterable[Letter], x: float, y: float) -> list[Letter]:
    x, y = x * POINTS_PER_MM, y * POINTS_PER_MM
    return [(char, x + a, y + b) for char, a, b in letters]


def _corners(letters: Sequence[Letter], found: Found) -> Iterable[tuple[float, float]]:
    """Where the page's corner would be, in mm, for each letter that may be its first."""
    for char, x, y in letters[:1]:
        for glyph in found.glyphs:
            if glyph.char == char:
                yield (glyph.start - x) / POINTS_PER_MM, (glyph.baseline - y) / POINTS_PER_MM
