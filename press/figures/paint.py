"""The inks of the figures, and how a shape is laid down: an ink outline under a flat fill."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from press.colour import BLACK, HEX, WHITE, code_of, lightness, parts_of
from press.figures.geometry import Point, number

INK = "#14213a"
MOON = "#ffd166"
ALERT = "#a4133c"
CLOTH = "#2f4b8f"
LIGHT = "#c9d3ea"
PALE = "#eef1f8"
LINE = "#9aa5c4"
UMBER = "#3a1a10"  # skin darkens towards this; towards the ink it would turn grey

OUTLINE = 2.2  # units; 0.25 mm at 25 mm wide, the thinnest line a poor photocopier keeps


Table = Mapping[str, Any]  # one inline table of `props` in poses.toml
Joints = Mapping[str, Point]
Prop = Callable[[Table, Joints], str]


def mix(one: str, other: str, share: float) -> str:
    """The colour a `share` (0 to 1) of the way from one hex colour to another."""
    pairs = zip(parts_of(one), parts_of(other), strict=True)
    return code_of(a + (b - a) * share for a, b in pairs)


def in_grey(svg: str) -> str:
    """The same SVG as a printer without colour prints it."""

    def grey(match: re.Match[str]) -> str:
        return code_of([lightness(match[0]) * 255] * 3)

    return re.sub(HEX, grey, svg)


def in_one_bit(svg: str) -> str:
    """The same SVG in black and white only, as a poor copy or a fax leaves it."""
    return re.sub(HEX, lambda hit: BLACK if lightness(hit[0]) < 0.5 else WHITE, svg)


def outlined(svg: str, by: float, least: float) -> str:
    """The same SVG with every outline `by` units wider, and no line thinner than `least`."""

    def wider(match: re.Match[str]) -> str:
        width = float(match[3])
        grown = max(width, least) if match[1] == "none" else width + 2 * by
        return f'fill="{match[1]}" stroke="{match[2]}" stroke-width="{round(grown, 2)}"'

    return re.sub(r'fill="([^"]+)" stroke="([^"]+)" stroke-width="([\d.]+)"', wider, svg)


def shade(colour: str, towards: str = INK) -> str:
    """The colour of the far limb: a shade darker, so near and far part in grey too."""
    return mix(colour, towards, 0.28)


def fill(shapes: Iterable[str], colour: str, outline: float = OUTLINE, ink: str = INK) -> str:
    """SVG of shapes that read as one part: all outlines first, then all fills over them."""
    paths = "".join(f'<path d="{shape}"/>' for shape in shapes)
    over = f'<g fill="{colour}">{paths}</g>'
    if not outline:
        return over
    edge = f'stroke="{ink}" stroke-width="{round(outline * 2, 2)}" stroke-linejoin="round"'
    return f'<g fill="{ink}" {edge}>{paths}</g>{over}'


def line(path: str, colour: str = INK, width: float = OUTLINE) -> str:
    """SVG of an open, round-ended line."""
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{round(width, 2)}"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    )


def disc(centre: Point, radius: float) -> str:
    """Path data of a circle."""
    r = number(radius)
    across = number(2 * float(r))  # of the radius as written, or the two arcs don't meet
    left = f"M{number(centre[0] - radius)} {number(centre[1])}"
    return f"{left}a{r} {r} 0 1 1 {across} 0a{r} {r} 0 1 1 -{across} 0Z"


WOOD = mix(LINE, INK, 0.25)


def box(left: float, top: float, wide: float, high: float, corner: float = 3) -> str:
    """Path data of a box with round corners."""
    r = min(corner, wide / 2, high / 2)
    across, down = number(wide - 2 * r), number(high - 2 * r)
    turn = f"a{number(r)} {number(r)} 0 0 1"
    return (
        f"M{number(left + r)} {number(top)}h{across}{turn} {number(r)} {number(r)}"
        f"v{down}{turn} {number(-r)} {number(r)}h-{across}{turn} {number(-r)} {number(-r)}"
        f"v-{down}{turn} {number(r)} {number(-r)}Z"
    )


def place(
    name: str | Sequence[float], joints: Joints, lift: Sequence[float] | None = None
) -> Point:
    """A point of the frame, given as a joint's name or as numbers, and moved by `lift`."""
    x, y = joints[name] if isinstance(name, str) else name
    return (x + lift[0], y + lift[1]) if lift else (float(x), float(y))
