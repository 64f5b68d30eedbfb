"""Eyes that look at a photocopy: Tesseract for its lines, glyph shapes for its digits, frames.

Pictures are one bit at COPIER_DPI, as press/review/copier.py makes them; boxes of pictures in
pixels from the upper left, boxes of a Reading in pt from the lower left.
"""

from __future__ import annotations

import math
import os
import re
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont, ImageOps, ImageStat

from press.pdf.reading import INK_DPI, Box, Glyph, Reading
from press.review.copier import COPIER_DPI, one_bit
from tests.printed import every_glyph
from tests.shop import ROOT
from tests.tools import want

SCALE = COPIER_DPI / 72
PX_PER_MM = COPIER_DPI / 25.4
LOOK_ALIKES = "0123456789ABCDEGILOQSTUZabdegijloqsz"
FACES = {
    "": "400Regular",
    "Semi-Bold": "600SemiBold",
    "Bold": "700Bold",
    "Ultra-Bold": "800ExtraBold",
}


@dataclass(frozen=True)
class Line:
    """One printed line: its glyphs in reading order."""

    page: int
    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        return "".join(glyph.char for glyph in self.glyphs)

    @property
    def box(self) -> Box:
        lefts, bottoms, rights, tops = zip(*(glyph.box for glyph in self.glyphs), strict=True)
        return min(lefts), min(bottoms), max(rights), max(tops)


def lines(reading: Reading) -> Iterator[Line]:
    """The printed lines, page by page: one baseline, no gap of over two ems."""
    line: list[Glyph] = []
    printed = every_glyph(reading)
    for glyph in sorted(printed, key=lambda glyph: glyph.page):
        if line and not _goes_on(line[-1], glyph):
            yield Line(line[0].page, tuple(line))
            line = []
        line.append(glyph)
    if line:
        yield Line(line[0].page, tuple(line))


def _goes_on(last: Glyph, glyph: Glyph) -> bool:
    gap = glyph.box[0] - last.box[2]
    same = (last.page, round(last.baseline)) == (glyph.page, round(glyph.baseline))
    return same and -glyph.size < gap < 2 * glyph.size


def in_pixels(box: Box, page: Image.Image, around: float = 0) -> tuple[int, int, int, int]:
    """A box of the page in pixels of its picture, `around` pixels larger on each side."""
    left, bottom, right, top = (edge * SCALE for edge in box)
    high = page.height
    return (
        math.floor(left - around),
        math.floor(high - top - around),
        math.ceil(right + around),
        math.ceil(high - bottom + around),
    )


# A copy of a copy: the glass is not quite in focus, and the paper lies not quite straight.
SOFTNESS = 0.8  # pixels
ASKEW = 0.3  # degrees


def copied_again(copy: Image.Image) -> Image.Image:
    """A copy of a copy: softened, a little askew, and cut in two tones once more."""
    seen = copy.convert("L").rotate(ASKEW, Image.Resampling.BILINEAR, fillcolor=255)
    return one_bit(seen.filter(ImageFilter.GaussianBlur(SOFTNESS)))


# -- lines, by Tesseract


@dataclass(frozen=True)
class Seen:
    """A word that Tesseract sees, and its middle in pixels."""

    text: str
    x: float
    y: float


def want_tesseract() -> None:
    """Skip the test where Tesseract is missing, but not in CI."""
    want("tesseract", package="tesseract-ocr", undone="no copy was read back")


def read_picture(page: Image.Image) -> list[Seen]:
    """The words that Tesseract 5 sees on a page; it takes about a second. Wants want_tesseract."""
    return _tesseract(page, 4)  # columns of text of several sizes


def _tesseract(page: Image.Image, layout: int) -> list[Seen]:
    file = BytesIO()
    page.save(file, "PNG", dpi=(COPIER_DPI, COPIER_DPI))
    # the table of words tells where each one stands
    call = ["tesseract", "-", "-", "--psm", str(layout), "-l", "eng", "tsv"]
    one_thread = os.environ | {"OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(
        call, input=file.getvalue(), capture_output=True, check=True, env=one_thread
    )
    words = []
    for row in done.stdout.decode().splitlines()[1:]:
        *_, left, top, wide, high, _, text = row.split("\t")
        if text.strip():
            x, y = int(left) + int(wide) / 2, int(top) + int(high) / 2
            words.append(Seen(text, x, y))
    return words


def misread(line: Line, seen: Iterable[Seen], page: Image.Image) -> tuple[int, str]:
    """How many letters of a printed line are misread on a page's copy, and what was read."""
    left, top, right, bottom = in_pixels(line.box, page, around=3)
    inside = [word for word in seen if left <= word.x <= right and top <= word.y <= bottom]
    read = "".join(word.text for word in inside)
    return _distance(_letters(line.text), _letters(read)), read


def misread_alone(line: Line, page: Image.Image) -> tuple[int, str]:
    """The same where the eye looks at the line alone: large type or a sign stands beside it."""
    crop = dark_on_white(page.crop(in_pixels(line.box, page, around=5)))
    alone = ImageOps.expand(crop.resize((crop.width * 2, crop.height * 2)), 40, 255)
    read = "".join(word.text for word in _tesseract(alone, 7))  # one line of text
    return _distance(_letters(line.text), _letters(read)), read


def dark_on_white(crop: Image.Image) -> Image.Image:
    """A part of a copy as an eye takes it: white type on a solid is read as well as dark type."""
    grey = crop.convert("L")
    return ImageChops.invert(grey) if ImageStat.Stat(grey).mean[0] < 128 else grey


def letter_count(line: Line) -> int:
    """How many letters and digits a line has."""
    return len(_letters(line.text))


def _letters(text: str) -> str:
    text = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in text if char.isalnum())


def _distance(one: str, two: str) -> int:
    """Levenshtein's distance."""
    row = list(range(len(two) + 1))
    for count, char in enumerate(one, 1):
        above, row[0] = row[0], count
        for at, other in enumerate(two, 1):
            best = min(above + (char != other), row[at] + 1, row[at - 1] + 1)
            above, row[at] = row[at], best
    return row[-1]


# -- digits, by their shapes


def digit_taken_for(glyph: Glyph, page: Image.Image) -> str:
    """The character whose shape comes nearest to what stands in a digit's place on a copy."""
    around = 2
    place = in_pixels(glyph.box, page, around)
    crop = dark_on_white(page.crop(place))
    size = glyph.size * SCALE
    shapes = {char: _shape(_face(glyph.font), round(size, 2), char) for char in LOOK_ALIKES}
    _, nearest = min((_unlike(crop, shape), char) for char, shape in shapes.items())
    return nearest


def _face(font: str) -> str:
    name = font.split("+")[-1].removeprefix("Bedside-Text").strip("-")
    return FACES[name]


@cache
def _shape(face: str, size: float, char: str) -> Image.Image:
    """A character as the font file draws it, dark on white, cut to its ink."""
    fine = 4
    path = ROOT / "styles/fonts" / f"BedsideAtkinson_{face}.ttf"
    font = ImageFont.truetype(path, round(size * fine))
    canvas = Image.new("L", (round(size * fine * 2),) * 2, 255)
    ImageDraw.Draw(canvas).text((size * fine / 2, size * fine / 4), char, 0, font)
    ink = canvas.crop(ImageChops.invert(canvas).getbbox())
    return ink.resize((max(1, round(ink.width / fine)), max(1, round(ink.height / fine))))


def _unlike(crop: Image.Image, shape: Image.Image) -> float:
    """How much of a crop differs from a shape that is laid over it where it fits best."""
    if abs(crop.width - shape.width) > 10 or abs(crop.height - shape.height) > 10:
        return 1.0
    across, down = (crop.width - shape.width) // 2, (crop.height - shape.height) // 2
    best = 1.0
    for x in (across - 1, across, across + 1):
        for y in (down - 1, down, down + 1):
            laid = Image.new("L", crop.size, 255)
            laid.paste(shape, (x, y))
            best = min(best, ImageStat.Stat(ImageChops.difference(crop, laid)).mean[0] / 255)
    return best


# -- frames and signs

WEIGHT = 0.3  # mm: rules whose weights differ by less look the same
SAME_SIGN = 0.2  # of the box of two drawings: what differs less is the same sign, badly copied
ROUND = 3.5  # mm: so much of a side may be the bend of a corner
CORNER = (20.0, 22.0)  # mm: where a box has its sign
SMALLEST_SIGN = 4.0  # mm
BESIDE = 1.0  # mm: so far a sign before a heading may reach above it and below
EDGE = 3  # pixels: the ragged edge of a rule is no sign


Place = tuple[int, int, int, int]


@dataclass(frozen=True)
class Frame:
    """A closed dark frame: its four rules' weights in mm, and what it encloses, in pixels.

    Where the heading is white on a solid, that is the upper rule, and `bar` says where it is.
    """

    weights: tuple[float, float, float, float]  # left, top, right, bottom
    inside: Place
    bar: Place | None = None


def frame_around(page: Image.Image, words: Sequence[Glyph]) -> Frame | None:
    """The frame that encloses a heading in one bit; None where a side is missing or broken.

    Its corners may be round. Nothing else may stand at its left or right.
    """
    grey = page.convert("L")
    x, upper, _, lower = in_pixels(words[0].box, page, around=2)
    row = (upper + lower) // 2
    on_solid = grey.getpixel((x, row)) == 0
    if on_solid:  # white words: the rest of the frame stands below the solid
        row += _rule(grey, x, row, 0, 1)[1] + EDGE
    left, wide_left = _rule(grey, 0, row, 1, 0)
    right, wide_right = _rule(grey, grey.width - 1, row, -1, 0)
    if left is None or right is None:
        return None
    left += wide_left - 1
    right -= wide_right - 1
    bend = round(ROUND * PX_PER_MM)
    x = min(x, left + bend)  # where neither a sign nor words stand above or below
    top, high_top = _rule(grey, x, row, 0, -1)
    bottom, high_bottom = _rule(grey, x, row, 0, 1)
    if top is None or bottom is None:
        return None
    # along the middle of each rule: its edges are where tones met, and ragged
    over, up = left - wide_left // 2, top - high_top // 2
    up = top - high_top + EDGE if on_solid else up  # above the white words
    out, down = right + wide_right // 2, bottom + high_bottom // 2
    sides = (
        (over, up + bend, over + 1, down - bend),
        (out, up + bend, out + 1, down - bend),
        (over + bend, up, out - bend, up + 1),
        (over + bend, down, out - bend, down + 1),
    )
    for one in sides:
        if one[0] >= one[2] or one[1] >= one[3] or grey.crop(one).getextrema()[1]:
            return None
    weights = (
        wide_left / PX_PER_MM,
        high_top / PX_PER_MM,
        wide_right / PX_PER_MM,
        high_bottom / PX_PER_MM,
    )
    bar = (left + 1, top - high_top + 1, right, top + 1) if on_solid else None
    return Frame(weights, (left + 1, top + 1, right, bottom), bar)


def _rule(grey: Image.Image, x: int, y: int, across: int, down: int) -> tuple[int | None, int]:
    """The first dark pixel from a place in a direction, and how many follow it."""
    first, many = None, 0
    while 0 <= x < grey.width and 0 <= y < grey.height:
        if grey.getpixel((x, y)) == 0:
            first = (x if across else y) if first is None else first
            many += 1
        elif first is not None:
            break
        x, y = x + across, y + down
    return first, many


@dataclass(frozen=True)
class Look:
    """What a heading's box looks like in one bit; no frame and no sign where it has none."""

    heading: str
    page: int
    frame: Frame | None
    sign: Image.Image | None
    ground: tuple[int, ...]  # its colour, before it was copied

    def like(self, other: Look) -> bool:
        """Whether only the words tell the two apart."""
        if self.frame is None or other.frame is None:
            return self.frame is other.frame
        pairs = zip(self.frame.weights, other.frame.weights, strict=True)
        if any(abs(one - two) > WEIGHT for one, two in pairs):
            return False
        if self.sign is None or other.sign is None:
            return self.sign is other.sign
        return unlike(self.sign, other.sign) < SAME_SIGN


def looks(reading: Reading, pages: Sequence[Image.Image]) -> list[Look]:
    """The look of every heading's box."""
    found = []
    for words in _headings(reading):
        page = pages[words[0].page]
        frame = frame_around(page, words)
        on_page = [glyph for glyph in reading.flow if glyph.page == words[0].page]
        sign = sign_in(page, frame, words, on_page) if frame else None
        text = "".join(glyph.char for glyph in words)
        found.append(Look(text, words[0].page, frame, sign, ground_of(reading, words[0])))
    return found


def _headings(reading: Reading) -> Iterator[tuple[Glyph, ...]]:
    heading: dict[int, list[Glyph]] = {}
    for glyph in reading.flow:
        at = glyph.element
        while at >= 0 and not re.fullmatch(r"H[1-6]", reading.elements[at].kind):
            at = reading.elements[at].parent
        if at >= 0:
            heading.setdefault(at, []).append(glyph)
    return (tuple(words) for words in heading.values())


def colours(reading: Reading) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Every colour of type together with the colour that it stands on."""
    first = {(glyph.page, glyph.element, glyph.colour): glyph for glyph in reading.flow}
    return {(glyph.colour, ground_of(reading, glyph)) for glyph in first.values()}


def ground_of(reading: Reading, glyph: Glyph) -> tuple[int, ...]:
    """The colour behind a glyph."""
    leaf = reading.pages[glyph.page]
    left, bottom, right, top = (edge * INK_DPI / 72 for edge in glyph.box)
    high = leaf.bare.height
    crop = leaf.bare.crop((int(left), int(high - top), int(right) + 1, int(high - bottom) + 1))
    colours = crop.getcolors(4096) or []
    return max(colours)[1]  # type: ignore[return-value]


def sign_in(
    page: Image.Image, frame: Frame, heading: Sequence[Glyph], words: Iterable[Glyph]
) -> Image.Image | None:
    """The sign of a frame, cut to its ink; None where all ink is of words and of the frame.

    It stands in the upper right part, or before the heading: on a solid in white, and is given in
    black.
    """
    left, top, right, bottom = frame.bar or frame.inside
    bare = page.convert("L")
    for glyph in words:
        bare.paste(0 if frame.bar else 255, in_pixels(glyph.box, page, around=1))
    bare = ImageChops.invert(bare) if frame.bar else bare
    wide, high = (round(side * PX_PER_MM) for side in CORNER)
    before, upper, _, lower = in_pixels(heading[0].box, page, around=BESIDE * PX_PER_MM)
    for place in (
        (max(left, right - wide), top, right, min(bottom, top + high)),
        (left, max(top, upper), before, lower),
    ):
        if place[2] - place[0] > SMALLEST_SIGN * PX_PER_MM:  # it has room for one
            sign = cut_to_ink(_without_edges(bare.crop(place)))
            if sign and min(sign.size) > SMALLEST_SIGN * PX_PER_MM:
                return sign
    return None


def _without_edges(crop: Image.Image) -> Image.Image:
    """A part of a page without the ink that comes in from its edges: the bend of a frame."""
    wide, high = crop.size
    rim = [(x, y) for x in range(wide) for y in (0, high - 1)]
    rim += [(x, y) for y in range(high) for x in (0, wide - 1)]
    for place in rim:
        if crop.getpixel(place) == 0:
            ImageDraw.floodfill(crop, place, 255)
    return crop.crop((EDGE, EDGE, wide - EDGE, high - EDGE))


def cut_to_ink(picture: Image.Image) -> Image.Image | None:
    """A picture without the white around it; None where all is white."""
    grey = picture.convert("L")
    box = ImageChops.invert(grey).getbbox()
    return grey.crop(box) if box else None


def unlike(one: Image.Image, two: Image.Image) -> float:
    """How much of two drawings differs, 0 to 1, the second brought to the first one's size."""
    other = two.convert("L").resize(one.size)
    return float(ImageStat.Stat(ImageChops.difference(one.convert("L"), other)).mean[0] / 255)
