"""The calibration sheet is itself exact: whoever lays a card on it measures the printer alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image, ImageChops, ImageOps

from press.pdf.readback import read_back, render
from press.pdf.reading import Glyph, Reading
from press.products import PAPERS, POINTS_PER_MM, SAFE_MARGIN
from press.sheets.calibration import calibration
from press.typeset.engine import start_engine
from tests.printed import every_glyph, is_coloured
from tests.shop import WORDS, Shop, told
from tests.validators import page_validation

PER_MM = 20  # pixels
DPI = PER_MM * 25.4
Box = tuple[float, float, float, float]  # left, top, right, bottom in mm


@dataclass(frozen=True)
class Sheet:
    """The finished sheet: its bytes, what was read of it, and each side as it is printed."""

    paper: str
    pdf: bytes
    reading: Reading
    sides: Sequence[Image.Image]  # 255 is black

    @property
    def size(self) -> tuple[float, float]:
        high, wide = PAPERS[self.paper]
        return wide, high

    def text(self, side: int) -> str:
        return "".join(glyph.char for glyph in self.reading.flow if glyph.page == side)

    def ink(self, side: int, box: Box) -> Box | None:
        """The bounds of what is printed in a box."""
        left, top = (round(edge * PER_MM) for edge in box[:2])
        found = black(self.cut(side, box)).getbbox()
        if not found:
            return None
        a, b, c, d = found
        return (left + a) / PER_MM, (top + b) / PER_MM, (left + c) / PER_MM, (top + d) / PER_MM

    def cut(self, side: int, box: Box) -> Image.Image:
        left, top, right, bottom = (round(edge * PER_MM) for edge in box)
        return self.sides[side].crop((left, top, right, bottom))

    def white_about(self, side: int, x: float, y: float) -> tuple[float, float]:
        """How wide and how high the blank is from a point to the first ink on all four sides."""
        picture = self.sides[side]
        column, row = round(x * PER_MM), round(y * PER_MM)
        across = picture.crop((0, row, picture.width, row + 1)).tobytes()
        down = picture.crop((column, 0, column + 1, picture.height)).tobytes()
        return _gap(across, column) / PER_MM, _gap(down, row) / PER_MM


def _gap(line: bytes, at: int) -> float:
    ink = [place for place, grey in enumerate(line) if grey > 127]
    return min(p for p in ink if p > at) - max(p for p in ink if p < at) - 1


def black(picture: Image.Image) -> Image.Image:
    return picture.point(lambda grey: 255 if grey > 127 else 0)


def made(shop: Shop, paper: str) -> tuple[bytes, list[str]]:
    job = shop.job("night-card")
    pdf, found = calibration(start_engine(shop.project), shop.project, job, PAPERS[paper])
    return pdf, list(told(found))


@pytest.fixture(scope="module", params=sorted(PAPERS))
def sheet(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sheet:
    shop = Shop(tmp_path_factory.mktemp("calibration") / "shop")
    pdf, found = made(shop, request.param)
    assert found == []
    sides = [ImageOps.invert(side.convert("L")) for side in render(pdf, DPI)]
    return Sheet(request.param, pdf, read_back(pdf), sides)


def test_both_sides_are_the_paper_on_its_long_edge(sheet: Sheet) -> None:
    """Two sides, each exactly the paper, wider than high."""
    sizes = [(leaf.width, leaf.height) for leaf in sheet.reading.pages]
    assert len(sizes) == 2
    for size in sizes:
        assert tuple(edge / POINTS_PER_MM for edge in size) == pytest.approx(sheet.size, abs=0.05)


def test_it_asks_to_be_printed_as_its_like(sheet: Sheet) -> None:
    """True size and a flip on the short edge stand in the file, for the dialog to take up."""
    with pypdfium2.PdfDocument(sheet.pdf) as pdf:
        assert pdfium.FPDF_VIEWERREF_GetDuplex(pdf.raw) == pdfium.DuplexFlipShortEdge
        assert not pdfium.FPDF_VIEWERREF_GetPrintScaling(pdf.raw)


def test_it_can_be_listened_to(sheet: Sheet, tmp_path: Path) -> None:
    """The sheet is a PDF/UA-1 like the products: its marks are artifacts, its words are tagged."""
    file = tmp_path / "calibration.pdf"
    file.write_bytes(sheet.pdf)
    assert page_validation(file) == []


def test_the_frame_is_a_bank_card(sheet: Sheet) -> None:
    """Between the frame's lines is just the room of a card: ISO/IEC 7810, 85.60 by 53.98 mm."""
    assert sheet.white_about(0, 80, 70) == pytest.approx((85.60, 53.98), abs=0.1)


def test_the_bars_are_100_mm(sheet: Sheet) -> None:
    """Both bars are 100 mm from end to end."""
    level = sheet.ink(0, (28, 33.9, 140, 34.3))
    upright = sheet.ink(0, (35.9, 30, 36.3, 135))
    assert level and upright
    assert level[2] - level[0] == pytest.approx(100, abs=0.1)
    assert upright[3] - upright[1] == pytest.approx(100, abs=0.1)


def places(sheet: Sheet) -> Iterator[tuple[float, float]]:
    """The corners and the middle, from the upper left."""
    wide, high = sheet.size
    yield from ((x, y) for x in (18, wide - 18) for y in (18, high - 18))
    yield wide / 2, high / 2


def test_each_cross_lies_behind_its_ring(sheet: Sheet) -> None:
    """Seen through the paper, each cross has its middle where the ring has its own."""
    wide = sheet.size[0]
    for x, y in places(sheet):
        ring = sheet.ink(0, (x - 4, y - 4, x + 4, y + 4))
        behind = wide - x
        cross = sheet.ink(1, (behind - 9, y - 9, behind + 9, y + 9))
        assert ring and cross
        middle = (ring[0] + ring[2]) / 2, (ring[1] + ring[3]) / 2
        seen = wide - (cross[0] + cross[2]) / 2, (cross[1] + cross[3]) / 2
        assert middle == pytest.approx((x, y), abs=0.1)
        assert seen == pytest.approx(middle, abs=0.1)
        assert ring[2] - ring[0] == pytest.approx(4.7, abs=0.1)  # 2 mm within, and the line


def test_a_cross_has_a_step_every_mm(sheet: Sheet) -> None:
    """The steps on both hairs of a cross are 1 mm apart: so many are counted, so far it is off."""
    x, y = sheet.size[0] / 2, sheet.size[1] / 2
    beside = 0.5  # off the hair, where only its steps are met
    across = sheet.cut(1, (x - 9, y - beside, x + 9, y - beside + 1 / PER_MM))
    down = sheet.cut(1, (x - beside, y - 9, x - beside + 1 / PER_MM, y + 9))
    for strip in (across, down):
        line = strip.tobytes()
        starts = [at for at, (old, new) in enumerate(pairwise(line)) if old <= 60 < new]
        assert len(starts) == 17
        assert (starts[-1] - starts[0]) / PER_MM == pytest.approx(16, abs=0.1)


def test_the_arrows_lie_behind_each_other(sheet: Sheet) -> None:
    """Turned like a page of a book, the arrow of side 2 covers that of side 1, and points up."""
    wide = sheet.size[0]
    x = wide - 56
    first = sheet.cut(0, (x - 1, 33, x + 21, 75.5))
    behind = sheet.cut(1, (wide - x - 21, 33, wide - x + 1, 75.5))
    differ = black(ImageChops.difference(first, ImageOps.mirror(behind)))
    assert differ.histogram()[255] < 0.01 * differ.width * differ.height
    head = sheet.ink(0, (x - 1, 40, x + 21, 42.5))
    shaft = sheet.ink(0, (x - 1, 60, x + 21, 62))
    assert head and shaft and head[2] - head[0] > 2 * (shaft[2] - shaft[0])


def test_the_stairs_begin_at_their_distance(sheet: Sheet) -> None:
    """At each edge lie lines just 3, 4, 5 and 6 mm off it, side by side."""
    wide, high = sheet.size
    for step, off in enumerate((3, 4, 5, 6)):
        aside = (step - 2) * 7
        x, y = wide / 2 + aside, high / 2 + aside
        top = sheet.ink(0, (x + 1, 0, x + 5, 6.9))
        foot = sheet.ink(0, (x + 1, high - 6.9, x + 5, high))
        left = sheet.ink(0, (0, y + 1, 6.9, y + 5))
        right = sheet.ink(0, (wide - 6.9, y + 1, wide, y + 5))
        assert top and foot and left and right
        offs = (top[1], high - foot[3], left[0], wide - right[2])
        assert offs == pytest.approx((off,) * 4, abs=0.08)


def test_words_keep_clear_of_rings_and_crosses(sheet: Sheet) -> None:
    """A cross runs into no word, and the title stands 8 mm off it: they are not one figure."""
    for side, around in ((0, 2.5), (1, 8.0)):
        glyphs = [one for one in sheet.reading.flow if one.page == side]
        title = ink_of(sheet, [one for one in glyphs if one.size > 20])
        for x, y in places(sheet):
            for glyph in glyphs:
                assert apart((x - around, y - around, x + around, y + around),
                             ink_of(sheet, [glyph])) >= 3, glyph.char  # fmt: skip
            assert apart((x - around, y - around, x + around, y + around), title) >= 8


def ink_of(sheet: Sheet, glyphs: Sequence[Glyph]) -> Box:
    """The box around some characters, in mm from the upper left."""
    lefts, bottoms, rights, tops = zip(*(glyph.box for glyph in glyphs), strict=True)
    ends = (min(lefts), max(rights), min(bottoms), max(tops))
    left, right, bottom, top = (end / POINTS_PER_MM for end in ends)
    return left, sheet.size[1] - top, right, sheet.size[1] - bottom


def apart(one: Box, other: Box) -> float:
    """How far two boxes lie from each other, across or down; 0 or less where they meet."""
    return max(one[0] - other[2], other[0] - one[2], one[1] - other[3], other[1] - one[3])


def test_what_is_done_first_is_seen_first(sheet: Sheet) -> None:
    """The frame for the card has twice the black of the arrow, for step 3."""
    x, frame = sheet.size[0] - 56, sheet.size[0] / 2 - 8
    darkness = [
        black(sheet.cut(0, box)).histogram()[255] / PER_MM**2
        for box in ((41, 41, frame, 99), (x - 1, 33, x + 21, 75.5))
    ]
    assert darkness[0] > 2 * darkness[1]


def test_there_are_four_numbered_lines_of_words(sheet: Sheet) -> None:
    """Side 1 says in four numbered lines how it is read; side 2 says none."""
    first, second = sheet.text(0), sheet.text(1)
    starts = ("1Layabankcard", "2Ateachedge", "3Turnthesheet", "4Holdthesheet")
    assert all(first.count(start) == 1 for start in starts)
    assert sorted(first.index(start) for start in starts) == [
        first.index(s) for s in sorted(starts)
    ]
    assert second.endswith("Side2") and len(second) < 40
    paper = {"a4": "A4paper", "letter": "Letterpaper"}[sheet.paper]
    assert paper in first and paper in second


def test_every_word_is_large_black_and_within_reach(sheet: Sheet) -> None:
    """Type is 12 pt or more in a font of ours, black or white on black, and 6 mm off each edge."""
    for glyph in every_glyph(sheet.reading):
        assert glyph.size >= 11.99
        assert "Bedside-Text" in glyph.font
        assert glyph.colour[:3] == (0, 0, 0) or glyph.char in "1234"
        left, bottom, right, top = (edge / POINTS_PER_MM for edge in glyph.box)
        wide, high = sheet.size
        assert min(left, bottom, wide - right, high - top) >= SAFE_MARGIN


def test_it_is_black_only(sheet: Sheet) -> None:
    """No mark and no word has a colour: a printer without colours shows all of it."""
    for page in render(sheet.pdf, 50):
        assert not is_coloured(page)


def test_words_that_leave_their_place_are_told(shop: Shop) -> None:
    """A translation that would run into the marks is a finding on its line of the words file."""
    shop.edit(WORDS, "Lay a bank card", "Lay a bank card " + "and another bank card " * 12)
    _, found = made(shop, "a4")
    assert [line.split(" ")[:2] for line in found] == [[shop.place(WORDS, "and another"), "P206"]]


def test_words_that_are_not_there_are_told(shop: Shop) -> None:
    """A words file without one of the lines is told, and no sheet is made without it."""
    shop.edit(WORDS, 'light = "Hold', 'lights = "Hold')
    pdf, found = made(shop, "letter")
    assert pdf == b"" and len(found) == 1
    assert "D104" in found[0] and "`light`" in found[0]


def test_words_that_are_lost_on_the_page_are_told(shop: Shop) -> None:
    """A sheet of styles that hides a line does not pass."""
    shop.append("styles/calibration.css", "\n.side { display: none }\n")
    _, found = made(shop, "a4")
    assert found and "P101" in found[0] and "Side 1" in found[0]
