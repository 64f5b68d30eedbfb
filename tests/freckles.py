"""A second guide, unlike the first: photographs, no steps, no card, and no safety.toml.

The words lie in tests/freckles; the photographs are made here, so that no binary file is kept.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from press.project import BLACK_ONES
from tests.shop import ROOT

PHOTOGRAPHS = ("arm.png", "lamp.jpg")
PIXELS = (960, 640)


def photograph(turn: bool = False) -> Image.Image:
    """A picture of many soft tones and some dark ones, as a camera makes it."""
    wide, high = PIXELS
    light = Image.linear_gradient("L").resize(PIXELS)
    side = light.transpose(Image.Transpose.ROTATE_180) if turn else light
    glow = Image.radial_gradient("L").resize(PIXELS)
    tones = (
        ImageChops.screen(side, glow),
        ImageChops.multiply(side, glow),
        ImageChops.invert(glow),
    )
    picture = Image.merge("RGB", tones)
    spots = Image.new("L", PIXELS)
    for number in range(60):
        x, y = number * 397 % (wide - 20), number * 211 % (high - 20)
        spots.paste(170, (x, y, x + 14, y + 12))
    return Image.composite(Image.new("RGB", PIXELS, (90, 50, 30)), picture,
                           spots.filter(ImageFilter.GaussianBlur(3)))  # fmt: skip


def outline() -> Image.Image:
    """What is printed where there is no ink but black: few and thin lines."""
    picture = Image.new("L", PIXELS, 255)
    pen = ImageDraw.Draw(picture)
    for left in range(80, PIXELS[0] - 80, 160):
        pen.ellipse((left, 200, left + 100, 300), outline=0, width=6)
    return picture


def bring_freckles(content: Path) -> Path:
    """Lay the guide into a project's `content/`; returns its folder."""
    return bring_photographed(content, "freckles", PHOTOGRAPHS)


def bring_photographed(content: Path, guide: str, photographs: Sequence[str]) -> Path:
    """Lay a guide of tests/ into `content/`, with its photographs; returns its folder."""
    folder = content / guide
    shutil.copytree(ROOT / "tests" / guide, folder)
    (folder / "figures" / BLACK_ONES).mkdir(parents=True)
    for number, name in enumerate(photographs):
        photograph(bool(number)).save(folder / "figures" / name)
        outline().save(folder / "figures" / BLACK_ONES / name)
    return folder
