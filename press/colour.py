"""Colours: sRGB and its curve, hex codes, contrast (WCAG 2.2, 1.4.3: relative luminance)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

WHITE = "#ffffff"
BLACK = "#000000"
HEX = re.compile("#[0-9a-f]{6}")


def parts_of(code: str) -> tuple[int, int, int]:
    """The sRGB parts of a hex code such as `#14213a`, 0 to 255."""
    red, green, blue = (int(code[start : start + 2], 16) for start in (1, 3, 5))
    return red, green, blue


def code_of(parts: Iterable[float]) -> str:
    """The hex code of sRGB parts, 0 to 255; what else follows them (an alpha) is left out."""
    return "#" + "".join(f"{round(part):02x}" for part in list(parts)[:3])


def linear(part: float) -> float:
    """An sRGB part as light (IEC 61966-2-1), both between 0 and 1."""
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def luminance(colour: Sequence[int]) -> float:
    """Relative luminance of an sRGB colour, parts 0 to 255: 0 black, 1 white."""
    red, green, blue = (linear(part / 255) for part in colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Sequence[int], two: Sequence[int]) -> float:
    """The ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=4096)  # a page has few colours and many words
def contrast_over(ink: tuple[int, ...], ground: tuple[int, ...]) -> float:
    """The ratio of an ink with an alpha to the ground that it lies on, 1 to 21."""
    return contrast(over(ink, ground), ground)


def over(ink: Sequence[int], ground: Sequence[int]) -> tuple[int, ...]:
    """The colour that an ink with an alpha (fourth part, 0 to 255) makes over a ground."""
    share = ink[3] / 255
    return tuple(round(a * share + b * (1 - share)) for a, b in zip(ink, ground, strict=False))


def encoded(light: float) -> float:
    """A linear part as sRGB (IEC 61966-2-1), kept between 0 and 1."""
    light = min(max(light, 0.0), 1.0)
    return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def lightness(colour: str) -> float:
    """How light a hex colour prints in grey, 0 (black) to 1 (white); Rec. 709 weights."""
    red, green, blue = (part / 255 for part in parts_of(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
