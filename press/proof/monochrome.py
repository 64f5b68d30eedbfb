"""Preflight of the editions in black only, for a photocopier: no colour, no grey, no large solid.

A copier cuts every tone at one level, prints large solids in patches, and wears on toner. All is
measured on the page as it was rendered (press/pdf/readback.py), not asked of the sheets.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PIL import Image, ImageChops, ImageFilter, ImageStat

from press.colour import code_of
from press.finding import Finding
from press.pdf.reading import INK_DPI, Box, Leaf, Picture
from press.proof.preflight import Proof
from press.proof.seen import finding_at

BLACK = (0, 0, 0, 255)
UNLIKE = 8  # levels of 255 that two of a pixel's colours may differ: a renderer rounds
TINT = (40, 230)  # levels between ink and paper: alone, they are the soft edge of a line
FLAT = 16  # levels: where pixels side by side differ by less, it is no edge but a tint
CELL = 8  # pixels at 100 dpi, 2 mm: three each way lie in every square of 8 mm, in none of 6
INKED = 40  # levels: a cell darker than this is full of ink


class Ink(NamedTuple):
    """How much of a page is inked, in per cent: in all, and beside its letters.

    That is the mean darkness of the page drawn in grey at 100 dpi, and of the same page without
    its text: rules, frames, signs and pictures. White is 0, a page of black is 100.
    """

    all: float
    beside: float


def ink_of(leaf: Leaf) -> Ink:
    """The ink on one page, in per cent of it."""
    return Ink(_darkness(leaf.full), _darkness(leaf.bare_grey))


def _darkness(grey: Image.Image) -> float:
    return float(100 - ImageStat.Stat(grey).mean[0] / 2.55)


def all_type_is_black(proof: Proof) -> Iterator[Finding]:
    """P304: grey or coloured letters are broken up by a printer's screen, then by the copier's."""
    if not proof.product.black_only:
        return
    told = set()
    for one in proof.printed:
        colour = one.glyphs[0].colour
        if colour != BLACK and colour not in told:
            told.add(colour)
            shown = code_of(colour)
            fix = "set the token to #000000 in styles/mono.css; white type has no ground here"
            problem = f"“{one.word.text}” is set in {shown}, not in black"
            yield one.word.line.finding("P304", problem, fix, one.word.column)


def everything_is_black_on_white(proof: Proof) -> Iterator[Finding]:
    """P305: a colour or a tint on the page; one finding a page."""
    for number, leaf in _pages(proof):
        problem = ""
        if _is_coloured(leaf.bare):
            problem = f"something on page {number} is in colour"
        elif _has_tint(leaf.bare_grey):
            problem = f"something on page {number} is grey"
        fix = "take the ground or the shade out of the edition's sheet; draw the picture in black,"
        if problem:
            yield Finding(proof.sheet, "P305", problem, f"{fix} in a folder `mono` beside it")


def no_solid_is_large(proof: Proof) -> Iterator[Finding]:
    """P306: no black holds a square of 8 mm: an old copier prints that in patches."""
    for number, leaf in _pages(proof):
        cells = leaf.full.reduce(CELL)
        dark = cells.filter(ImageFilter.MaxFilter(3)).point(lambda level: 255 * (level < INKED))
        if spot := dark.getbbox():
            across, down = (round(at * CELL / INK_DPI * 25.4) for at in spot[:2])
            problem = f"page {number} has a large black solid, {across} mm from the left and "
            problem += f"{down} mm from the top"
            fix = "draw it in outline, or hatch it: of a sign, a figure or a logo one in black may "
            fix += "lie in a folder `mono` beside it"
            x, y = (at * CELL / INK_DPI * 72 for at in spot[:2])
            here = (picture for picture in proof.reading.pictures if picture.page == number - 1)
            around = [picture for picture in here if _holds(picture.box, x, leaf.height - y)]
            if around:
                yield finding_at(proof, around[0], "P306", problem, fix)
            else:
                yield Finding(proof.sheet, "P306", problem, fix)


def _holds(box: Box, x: float, y: float) -> bool:
    """Whether a point lies in a box, or within a cell of it."""
    reach = CELL / INK_DPI * 72
    return box[0] - reach <= x <= box[2] + reach and box[1] - reach <= y <= box[3] + reach


def ink_is_spared(proof: Proof) -> Iterator[Finding]:
    """P307: what is not letters takes no more ink than the product's row allows."""
    most = proof.product.most_ink
    for number, leaf in _pages(proof):
        beside = ink_of(leaf).beside
        if beside > most:
            problem = f"rules, signs and pictures cover {beside:.1f} % of page {number}; "
            problem += f"the most is {most:g} %"
            here = [one for one in proof.reading.pictures if one.page == number - 1]
            if here:  # most of it is in the largest
                fix = "draw this picture in fewer or thinner lines; one for black only may lie in "
                fix += "a folder `mono` beside it"
                yield finding_at(proof, max(here, key=_area), "P307", problem, fix)
            else:
                fix = "make frames and rules thinner, and signs smaller"
                yield Finding(proof.sheet, "P307", problem, fix)


def _area(picture: Picture) -> float:
    left, bottom, right, top = picture.box
    return (right - left) * (top - bottom)


def _pages(proof: Proof) -> Iterator[tuple[int, Leaf]]:
    return iter(enumerate(proof.reading.pages, 1) if proof.product.black_only else ())


def _is_coloured(page: Image.Image) -> bool:
    red, green, blue = page.split()
    pairs = ((red, green), (green, blue))
    return any(_highest(ImageChops.difference(*pair)) > UNLIKE for pair in pairs)


def _has_tint(grey: Image.Image) -> bool:
    """Whether a square of four pixels each way, 1 mm, is all of one tone between ink and paper.

    Three each way may be the soft edges of two lines and the gap between them.
    """
    low, high = grey.filter(ImageFilter.MinFilter(3)), grey.filter(ImageFilter.MaxFilter(3))
    flat = ImageChops.subtract(high, low).point(lambda level: 255 * (level < FLAT))
    tone = grey.point(lambda level: 255 * (TINT[0] <= level <= TINT[1]))
    nine = ImageChops.darker(flat, tone)  # the middle of each square of three that is a tint
    wide = ImageChops.darker(nine, ImageChops.offset(nine, 1, 0))
    return _highest(ImageChops.darker(wide, ImageChops.offset(wide, 0, 1))) > 0


def _highest(picture: Image.Image) -> float:
    return float(picture.getextrema()[1])  # type: ignore[arg-type]
