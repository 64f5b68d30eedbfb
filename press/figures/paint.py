"""The inks of the figures, and how a part is laid down: flat, in a gap of the ground's colour."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from press.colour import BLACK, HEX, WHITE, code_of, lightness, parts_of
from press.figures.geometry import Point

INK = "#14213a"
MOON = "#ffd166"
ALERT = "#a4133c"
CLOTH = "#2f4b8f"
SOFT = "#5d6c98"
PALE = "#d8dfef"
LIT = "#ffedc2"  # what a lamp shines on, and a pale cover
UMBER = "#3a1a10"  # skin darkens towards this; towards the ink it would turn grey

MIDDLE = 0.5  # what is lighter than this is gone from a copy of one bit
SEAM, BROAD = 1.2, 2.2  # units; a line on cloth, and one that parts black from black
KEYLINE = 1.1  # units: round pale skin and other pale things, so that a copy keeps their shape


Table = Mapping[str, Any]  # one inline table of `props` in poses.toml
Joints = Mapping[str, Point]


@dataclass(frozen=True)
class Paper:
    """What a figure is laid on: the ground's colour, the gap's width in units, and the keyline's.

    In black only, `parting` is the gap between hair and face (0 in colour), and `seams` is how many
    thin lines break up the bump and a thigh, which else would be large solids (P306). `cut` is the
    height of the picture's lower edge, where it cuts the thighs of somebody who stands.
    """

    ground: str = WHITE
    gap: float = 1.5
    keyline: float = KEYLINE
    parting: float = 0
    seams: int = 0
    cut: float | None = None

    def part(
        self, shapes: Sequence[str], colour: str, gap: float | None = None, edge: str = INK
    ) -> str:
        """SVG of shapes that read as one part, parted by a gap from what lies behind them.

        What is pale has a keyline in the colour `edge`.
        """
        paths = "".join(f'<path d="{shape}"/>' for shape in shapes)
        keyline = self.keyline if lightness(colour) > MIDDLE else 0
        room = self.gap if gap is None else gap
        rings = [(room + keyline, self.ground)] if room else []
        rings += [(keyline, edge)] if keyline else []
        return "".join(
            f'<g fill="{ink}" stroke="{ink}" stroke-width="{round(2 * wide, 2)}"'
            f' stroke-linejoin="round">{paths}</g>'
            for wide, ink in rings
        ) + flat(shapes, colour)

    def seam(self, path: str) -> str:
        """SVG of a thin line on cloth: ink, or of the ground's colour in black only."""
        if self.parting:
            return line(path, self.ground, BROAD)
        return line(path, INK, SEAM)  # a fine line is of one ink


Prop = Callable[[Table, Joints, Paper], str]


def flat(shapes: Iterable[str], colour: str) -> str:
    """SVG of shapes in one colour, and nothing around them."""
    paths = "".join(f'<path d="{shape}"/>' for shape in shapes)
    return f'<g fill="{colour}">{paths}</g>'


def line(path: str, colour: str = INK, width: float = 2.2, more: str = "") -> str:
    """SVG of an open, round-ended line; `more` is further attributes."""
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{round(width, 2)}"'
        f' stroke-linecap="round" stroke-linejoin="round"{more}/>'
    )


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
    return re.sub(HEX, lambda hit: BLACK if lightness(hit[0]) < MIDDLE else WHITE, svg)


def far_skin(colour: str) -> str:
    """The skin of a far limb: a shade darker."""
    return mix(colour, UMBER, 0.2)


def far_cloth(colour: str) -> str:
    """The cloth of a far limb: a shade away from the near one's, and dark in one bit too."""
    return mix(colour, INK, 0.35) if lightness(colour) > 0.2 else mix(colour, WHITE, 0.13)


def place(
    name: str | Sequence[float], joints: Joints, lift: Sequence[float] | None = None
) -> Point:
    """A point of the frame, given as a joint's name or as numbers, and moved by `lift`."""
    x, y = joints[name] if isinstance(name, str) else name
    return (x + lift[0], y + lift[1]) if lift else (float(x), float(y))
