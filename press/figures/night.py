"""What says that it is night, and that the light is on: a moon, a window, a lit lamp."""

from __future__ import annotations

from press.figures.geometry import along, box, disc, limb, number, pair, straight
from press.figures.paint import (
    INK,
    LIT,
    MOON,
    SOFT,
    Joints,
    Paper,
    Table,
    flat,
    line,
    place,
)

CORD = 15  # units; how far before the stem the cord hangs
SHADE = 23  # units; how high the shade is
RAYS = (145, 118, 90, 62, 35)  # degrees
GLOW = 46  # units; how far the light of a lamp is seen


def moon(table: Table, joints: Joints, paper: Paper) -> str:
    """A crescent moon."""
    at, r = place(table["at"], joints), table["radius"]
    return paper.part([crescent(at, r)], MOON, 0)


def crescent(at: tuple[float, float], r: float) -> str:
    """Path data of a crescent of a disc of radius `r`."""
    horns = along(at, 75, r), along(at, -40, r)
    outer, inner = number(r), number(r * 0.88)
    return (
        f"M{pair(horns[0])}A{outer} {outer} 0 1 0 {pair(horns[1])}"
        f"A{inner} {inner} 0 0 1 {pair(horns[0])}Z"
    )


def window(table: Table, joints: Joints, paper: Paper) -> str:
    """A dark window, with the moon in it and a sill."""
    left, top, wide, high = table["box"]
    at = (left + wide * 0.5, top + high * 0.5)
    return (
        flat([box(left, top, wide, high, 2)], INK)
        + flat([crescent(at, table["radius"])], MOON)
        + flat([box(left - 4, top + high - 1, wide + 8, 5, 2)], SOFT)
    )


def lamp(table: Table, joints: Joints, paper: Paper) -> str:
    """A lit lamp: its glow, shade, stem, rays, and a cord to pull."""
    x, top, y = table["x"], table["top"], table["y"]
    low, cord = top + SHADE, table.get("cord")
    shade = straight([(x - 12, top), (x + 12, top), (x + 23, low), (x - 23, low)])
    rays = [
        straight([along((x, top + 8), angle, 26), along((x, top + 8), angle, 35)], False)
        for angle in RAYS
    ]
    stem = [box(x - 2.5, low, 5, y - low, 1), box(x - 13, y - 5, 26, 5, 2)]
    svg = flat([disc((x, top + 10), table.get("glow", GLOW))], LIT) + flat(stem, INK)
    if cord is not None:
        svg += line(f"M{number(x - CORD)} {number(low)}V{number(cord)}", INK, 2)
        svg += flat(limb([((x - CORD, cord), 1.8), ((x - CORD, cord + 5), 3)]), INK)
    return svg + paper.part([shade], MOON, 0) + "".join(line(ray, INK, 3) for ray in rays)
