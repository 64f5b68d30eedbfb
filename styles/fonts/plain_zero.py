"""Makes Bedside Atkinson: Atkinson Hyperlegible Next with a plain zero.

The face's only zero has a stroke through it. On paper it looks like a fault of the printer, and in
a number to phone like an 8. So the zero is rebuilt from its own outline: the stroke goes, the width
and the outer edge stay, and the counter is the quarter that the stroke left whole, four times.
A slashed zero is nowhere in the new face, so no style sheet can bring it back.

In: the four files in `original/`, as they come in version 0.4.1 of the npm package
`@expo-google-fonts/atkinson-hyperlegible-next` (the face's own version is 2.001). Out: the four
files beside this script. The same files give the same bytes. To run it again, from the project:

    .venv/bin/python styles/fonts/plain_zero.py

Licence: OFL.txt, which allows this. It reserves no name, and yet the changed face has its own.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
OLD, NEW = "Atkinson Hyperlegible Next", "Bedside Atkinson"
NAMES = (1, 3, 4, 6, 16, 25)  # of the name table: family, full and PostScript names, their prefix
DESCRIPTION = 10
TOLD = f"A modified version of {OLD}, made for Bedside: the zero is plain."
WINDOWS = (3, 1, 0x409)  # platform, encoding and language of the names that the face has

Point = tuple[float, float]  # in units of the font, 1000 an em


def with_a_plain_zero(data: bytes) -> bytes:
    """The bytes of a font, with its zero rebuilt and its names changed.

    Takes the bytes of one of the originals. Raises AssertionError where its zero is not an outer
    curve and two halves of a counter, for then there is nothing that this script knows to mend.
    """
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    outer, *halves = _contours(font)
    assert len(halves) == 2, "this zero is not a slashed one"
    pen = TTGlyphPen(None)
    outer.replay(pen)
    _counter(*halves).replay(pen)
    font["glyf"]["zero"] = pen.glyph()  # the tabular zero is made of this one
    for row in font["name"].names:
        if row.nameID in NAMES:
            row.string = renamed(str(row))
    font["name"].setName(TOLD, DESCRIPTION, *WINDOWS)
    made = BytesIO()
    font.save(made)
    return made.getvalue()


def renamed(text: str) -> str:
    """A text with the new face's name for the old one's, apart or in one word."""
    return text.replace(OLD, NEW).replace(OLD.replace(" ", ""), NEW.replace(" ", ""))


def _contours(font: TTFont) -> list[RecordingPen]:
    """The zero's contours: the outer one, then the halves of the counter."""
    drawn, found = RecordingPen(), list[RecordingPen]()
    font["glyf"]["zero"].draw(drawn, font["glyf"])
    for name, points in drawn.value:
        if name == "moveTo":
            found.append(RecordingPen())
        found[-1].value.append((name, points))
    return sorted(found, key=lambda one: min(_points(one)))


def _points(contour: RecordingPen) -> list[Point]:
    return [at for _, points in contour.value for at in points]


def _counter(left: RecordingPen, right: RecordingPen) -> RecordingPen:
    """The whole counter. The left half ends with a quarter, from its leftmost to its lowest point.

    The right half says how far the counter reaches; that is not quite as far in every weight.
    """
    quarter: list[Point] = [left.value[-3][1][-1], *left.value[-2][1]]
    (x0, cy), (cx, y0) = quarter[0], quarter[-1]
    assert (x0, y0) == (min(x for x, _ in quarter), min(y for _, y in quarter))
    wide = (max(x for x, _ in _points(right)) - cx) / (cx - x0)
    high = (max(y for _, y in _points(right)) - cy) / (cy - y0)
    over: list[Point] = [(round(cx + (cx - x) * wide), y) for x, y in quarter]
    pen = RecordingPen()
    pen.moveTo(quarter[0])
    for points in (quarter, over[::-1], _up(over, cy, high), _up(quarter, cy, high)[::-1]):
        pen.qCurveTo(*points[1:])
    pen.closePath()
    return pen


def _up(points: list[Point], cy: float, high: float) -> list[Point]:
    """Points below the middle as they are above it."""
    return [(x, round(cy + (cy - y) * high)) for x, y in points]


if __name__ == "__main__":
    for original in sorted((HERE / "original").glob("*.ttf")):
        made = HERE / renamed(original.name)
        made.write_bytes(with_a_plain_zero(original.read_bytes()))
