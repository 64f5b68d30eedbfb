"""The face that everything is set in: Atkinson Hyperlegible Next, with a plain zero."""

from __future__ import annotations

import io
import runpy
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from press.typeset.engine import Sheets, start_engine, write
from tests.guides import BEDSIDE
from tests.shop import ROOT

FONTS = ROOT / "styles/fonts"
WEIGHTS = ("400Regular", "600SemiBold", "700Bold", "800ExtraBold")
ZEROS = ("zero", "zero.tf")  # the second is as wide as every other figure of a column
SAME = ("GDEF", "GPOS", "GSUB", "OS/2", "STAT", "cmap", "gasp", "hhea", "hmtx", "post", "prep")


@pytest.fixture(scope="module", params=WEIGHTS)
def weight(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def ours(weight: str) -> TTFont:
    return TTFont(FONTS / f"BedsideAtkinson_{weight}.ttf")


@pytest.fixture(scope="module")
def original(weight: str) -> TTFont:
    return TTFont(FONTS / "original" / f"AtkinsonHyperlegibleNext_{weight}.ttf")


def outline(font: TTFont, name: str) -> list[tuple[str, tuple[tuple[float, float], ...]]]:
    """A glyph as a pen draws it, with what it is made of."""
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    return list(pen.value)


def contours(font: TTFont, name: str) -> int:
    return sum(step == "moveTo" for step, _ in outline(font, name))


def ink(font: TTFont, name: str) -> tuple[int, ...]:
    glyph = font["glyf"][name]
    return glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax


def test_every_zero_is_an_edge_and_a_counter(ours: TTFont, original: TTFont) -> None:
    """No stroke runs through a zero, alone or in a column; its outer edge stays where it was."""
    for name in ZEROS:
        assert (contours(original, name), contours(ours, name)) == (3, 2)
        assert ink(ours, name) == ink(original, name)
    assert [name for name in ours.getGlyphOrder() if "zero" in name] == list(ZEROS)


def test_a_zero_is_as_heavy_as_it_was(ours: TTFont, original: TTFont) -> None:
    """Its counter reaches as far as the two halves did, so its stems keep their weight."""
    reach = []
    for font in (original, ours):
        pen = DecomposingRecordingPen(font.getGlyphSet())
        font.getGlyphSet()["zero"].draw(pen)
        starts = [at for at, (step, _) in enumerate(pen.value) if step == "moveTo"]
        inner = [at for _, points in pen.value[starts[1] :] for at in points]
        xs, ys = zip(*inner, strict=True)
        reach.append((min(xs), min(ys), max(xs), max(ys)))
    assert reach[0] == reach[1]


def test_nothing_else_of_the_face_has_changed(ours: TTFont, original: TTFont) -> None:
    """Letters, widths, distances and features are the designers', glyph by glyph."""
    assert ours.getGlyphOrder() == original.getGlyphOrder()
    changed = [n for n in ours.getGlyphOrder() if outline(ours, n) != outline(original, n)]
    assert changed == list(ZEROS)
    for table in SAME:
        assert ours.getTableData(table) == original.getTableData(table), table


def test_the_face_has_a_name_of_its_own_and_keeps_its_licence(
    ours: TTFont, original: TTFont
) -> None:
    """A changed face must not pass for the designers' own; whose it is stays told."""
    ids = {row.nameID for row in ours["name"].names}
    told, before = (
        {number: str(font["name"].getDebugName(number)) for number in ids}
        for font in (ours, original)
    )
    mine = {number for number, text in told.items() if "Hyperlegible" in text}
    assert mine == {0, 10}  # the copyright, and the sentence that says what was changed
    assert told[10] == (
        "A modified version of Atkinson Hyperlegible Next, made for Bedside: the zero is plain."
    )
    assert told[6].startswith("BedsideAtkinson-")
    assert {n for n in told if told[n] != before[n]} <= {1, 3, 4, 6, 10, 16, 25}
    assert told[0] == (FONTS / "OFL.txt").read_text("utf-8").splitlines()[0]


def test_the_script_beside_the_face_makes_it_again(weight: str, original: TTFont) -> None:
    """The files are what the script makes of the originals, byte by byte."""
    make = runpy.run_path(str(FONTS / "plain_zero.py"))["with_a_plain_zero"]
    data = Path(str(original.reader.file.name)).read_bytes()
    assert make(data) == (FONTS / f"BedsideAtkinson_{weight}.ttf").read_bytes()


def embedded(pdf: bytes) -> Iterator[TTFont]:
    """The fonts in a PDF, each a subset of ours."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for item in opened.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                yield TTFont(io.BytesIO(item.FontFile2.read_bytes()))


def test_the_plain_zero_is_what_a_pdf_carries() -> None:
    """Of each of the four weights a page carries the zero that has no stroke."""
    bold = "".join(f'<p style="font-weight: {weight[:3]}">0</p>' for weight in WEIGHTS)
    sheets = Sheets(start_engine(BEDSIDE), ROOT / "styles/card.css")
    fonts = list(embedded(write(sheets.lay_out(f'<html lang="en">{bold}', 12, (60, 60)))))
    assert len(fonts) == len(WEIGHTS)
    for font in fonts:
        drawn = [n for n in font.getGlyphOrder() if n != ".notdef" and outline(font, n)]
        assert [contours(font, name) for name in drawn] == [2]
