"""What becomes of a page's picture: grey, a copier's one bit, and as it is seen without green.

A copier in text mode cuts every tone at one threshold, so that tints and pale lines are gone; in
photo mode it screens them. The threshold is shown and tested, because it is the harsher of the two.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from PIL import Image, ImageFilter

from press.colour import encoded, linear

Look = Callable[[Image.Image], Image.Image]

COPIER_DPI = 200  # as coarse as an office copier, or a fax machine at its finest, scans
MIDDLE = 128  # the grey level, of 255, that parts ink from paper
# Deuteranopia, the full degree of deuteranomaly, which is the commonest colour blindness.
# In linear RGB. Source: Machado, Oliveira and Fernandes, “A Physiologically-based Model for
# Simulation of Color Vision Deficiency”, IEEE TVCG 15(6), 2009: deuteranomaly, severity 1.0.
NO_GREEN = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
LATTICE = 33  # steps a colour: every colour of our pages comes out within one level of 255


def grey(picture: Image.Image) -> Image.Image:
    """The picture in grey (ITU-R BT.601 luma), as an office printer without colour has it."""
    return picture.convert("L")


def one_bit(picture: Image.Image, threshold: int = MIDDLE) -> Image.Image:
    """The picture in black and white: what is darker than `threshold` is ink, else paper."""
    return grey(picture).point([0] * threshold + [255] * (256 - threshold), "1")


def without_green(picture: Image.Image) -> Image.Image:
    """The picture as somebody sees it who has no green cones (deuteranopia)."""
    return picture.convert("RGB").filter(_lattice())


def seen_without_green(colour: Sequence[int]) -> tuple[int, int, int]:
    """One sRGB colour, parts 0 to 255, as it is seen without green cones."""
    red, green, blue = (255 * part for part in _without_green(*(part / 255 for part in colour[:3])))
    return round(red), round(green), round(blue)


@cache
def _lattice() -> ImageFilter.Color3DLUT:
    return ImageFilter.Color3DLUT.generate(LATTICE, _without_green)


def _without_green(red: float, green: float, blue: float) -> tuple[float, float, float]:
    light = [linear(part) for part in (red, green, blue)]
    first, second, third = (
        encoded(sum(share * part for share, part in zip(row, light, strict=True)))
        for row in NO_GREEN
    )
    return first, second, third
