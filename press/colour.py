"""Colours: sRGB and its curve, hex codes, contrast (WCAG 2.2, 1.4.3: relative luminance).

And how far two of them are apart to the eye, and the nearest that passes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
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


Lab = tuple[float, float, float]  # lightness, and how red and how yellow; OKLab
STEP = 0.004  # of lightness: less is not to be seen


def lab_of(code: str) -> Lab:
    """A hex code as the eye takes it: equal distances look equally far (OKLab, Ottosson 2020)."""
    red, green, blue = (linear(part / 255) for part in parts_of(code))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def distance(one: str, two: str) -> float:
    """How far two hex codes are apart to the eye: 0 the same, 1 black and white."""
    return math.dist(lab_of(one), lab_of(two))


def nearest(code: str, passes: Callable[[str], bool]) -> str | None:
    """The nearest colour of the same hue that `passes`; None where none does.

    Its lightness is changed in small steps, up and down by turns; where a screen has no colour so
    full at that lightness, it is paler.
    """
    light, red, yellow = lab_of(code)
    for step in range(round(1 / STEP) + 1):
        for there in (light - step * STEP, light + step * STEP):
            if 0 <= there <= 1:
                made = _fullest(there, red, yellow)
                if passes(made):
                    return made
    return None


def _fullest(light: float, red: float, yellow: float) -> str:
    """The hex code of this lightness and hue, as full as `red` and `yellow` or the fullest."""
    for share in range(50, -1, -1):
        parts = _light_of((light, red * share / 50, yellow * share / 50))
        if all(-0.0005 <= part <= 1.0005 for part in parts):
            return code_of(encoded(part) * 255 for part in parts)
    return code_of([encoded(light**3) * 255] * 3)


def _light_of(lab: Lab) -> tuple[float, float, float]:
    """The linear parts of an OKLab colour; outside 0 to 1 no screen has it."""
    light, red, yellow = lab
    long = (light + 0.3963377774 * red + 0.2158037573 * yellow) ** 3
    middle = (light - 0.1055613458 * red - 0.0638541728 * yellow) ** 3
    short = (light - 0.0894841775 * red - 1.2914855480 * yellow) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
