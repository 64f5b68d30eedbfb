"""Beds: from the side and from above, with headboard, pillows and covers."""

from __future__ import annotations

from math import copysign, cos, radians, sin

from press.colour import WHITE
from press.figures.geometry import Frame, Point, along, number, smooth, straight
from press.figures.paint import (
    CLOTH,
    INK,
    LIGHT,
    LINE,
    MOON,
    PALE,
    WOOD,
    Joints,
    Table,
    box,
    fill,
    line,
    mix,
    place,
)


def bed(table: Table, joints: Joints) -> str:
    """A bed from the side: headboard, legs, base and mattress."""
    left, right, top, ground = (table[key] for key in ("left", "right", "top", "floor"))
    return (
        fill([box(right - 10, top, 8, ground - top)], WOOD)
        + fill([box(left, table["head"], 9, ground - table["head"], 4)], WOOD)
        + fill([box(left + 4, top + 13, right - left - 4, 9, 2)], WOOD)
        + fill([box(left + 9, top, right - left - 9, 15, 6)], PALE)
    )


def bed_above(table: Table, joints: Joints) -> str:
    """A bed from above, its head to the right."""
    top, high = table["top"], table["high"]
    sheet = mix(PALE, LIGHT, 0.55)  # so that pillows and what lies between them stand out
    return fill([box(227, top, 9, high, 3)], WOOD) + fill(
        [box(8, top + 2, 218, high - 4, 12)], sheet
    )


def pillow(table: Table, joints: Joints) -> str:
    """A pillow: a soft box round a centre, turned to `up` degrees."""
    frame = Frame(place(table["at"], joints), table.get("up", 90))
    w, h = table["wide"] / 2, table["high"] / 2
    # A superellipse: full in the middle, round at the corners, as a stuffed thing is.
    turns = [radians(angle) for angle in range(0, 360, 15)]
    shape = [
        (copysign(abs(cos(t)) ** 0.5 * w, cos(t)), copysign(abs(sin(t)) ** 0.5 * h, sin(t)))
        for t in turns
    ]
    return fill([smooth(frame.all(shape))], table.get("colour", WHITE))


def cover(table: Table, joints: Joints) -> str:
    """A cover thrown back over the foot of the bed, hanging down the near side in waves."""
    left, right, top, hem = (table[key] for key in ("left", "right", "top", "hem"))
    count = 2 * table.get("folds", 4)
    step = (right - left) / count

    def wave(height: float) -> list[Point]:
        return [
            (right - i * step, hem - height + (2.4 if i % 2 else -1.2)) for i in range(count + 1)
        ]

    edge = [(left + 1, top + 5), (left + 6, top), (left + 20, top - 1), (right - 20, top - 1)]
    shape = smooth([*edge, (right - 4, top), (right + 1, top + 6), *wave(0)])
    # Two stripes run along the hem, so the cover is cloth and not another board.
    stripes = [line(smooth(wave(height)[1:-1], False), CLOTH, 2) for height in (6, 11)]
    return fill([shape], LIGHT) + "".join(stripes)


def loose_cover(table: Table, joints: Joints) -> str:
    """A cover from above, thrown back in loose waves over the foot of the bed."""
    edge, top, bottom = table["edge"], table["top"], table["top"] + table["high"]

    def wave(back: float) -> list[Point]:
        step = (bottom - top) / 6
        return [(edge - back + (5 if i % 2 else -4), top + i * step) for i in range(7)]

    corners = [(12, bottom), (5, bottom - 6), (4, (top + bottom) / 2), (5, top + 6), (12, top)]
    shape = smooth([*corners, *wave(0)])
    stripes = [line(smooth(wave(back), False), CLOTH, 2.2) for back in (7, 12.5)]
    return fill([shape], LIGHT) + "".join(stripes)


def floor(table: Table, joints: Joints) -> str:
    """The floor line, the same in every figure that has a floor; darker at night."""
    y = table["y"] + 2.5
    path = f"M{number(table['left'])} {number(y)}H{number(table['right'])}"
    return line(path, table.get("colour", LINE), table.get("wide", 5))


def wall(table: Table, joints: Joints) -> str:
    """A wall, seen on edge."""
    x = table["x"]
    return fill([box(x, table["top"], 8, table["floor"] - table["top"] + 5, 1)], LINE)


def chair(table: Table, joints: Joints) -> str:
    """A plain chair from the side, its back to the left."""
    x, seat, ground = table["x"], table["seat"], table["floor"]
    legs = [
        box(x, table["top"], 8, ground - table["top"], 3),
        box(x + 46, seat, 8, ground - seat, 3),
    ]
    return fill([*legs, box(x, seat, 58, 9, 3)], WOOD)


def lamp(table: Table, joints: Joints) -> str:
    """A lit lamp on a bedside table: shade, cone of light, rays, and a cord to pull."""
    x, top, ground = table["x"], table["top"], table["floor"]
    neck = top - 36
    glow = straight([(x - 16, neck), (x + 16, neck), (x + 24, top), (x - 24, top)])
    shade = straight([(x - 11, neck - 26), (x + 11, neck - 26), (x + 20, neck), (x - 20, neck)])
    legs = [box(x - 22, top, 6, ground - top), box(x + 16, top, 6, ground - top)]
    cord = table.get("cord", 0)
    rays = [
        straight([along((x, neck - 12), angle, 25), along((x, neck - 12), angle, 33)], False)
        for angle in (150, 120, 90, 60, 30)
    ]
    return (
        fill([glow], mix(MOON, WHITE, 0.25), 1.3, mix(MOON, INK, 0.7))
        + fill(legs, WOOD)
        + fill([box(x - 26, top, 52, 18, 3)], WOOD)
        + line(f"M{x - 4} {top + 9}h8", INK, 2.6)
        + fill([box(x - 2, neck, 4, 32, 1), box(x - 11, top - 5, 22, 5, 2.5)], WHITE)
        + (line(f"M{x - 17} {neck}V{neck + cord}", INK, 2) if cord else "")
        + fill([shade], mix(MOON, WHITE, 0.55))
        + "".join(line(ray, INK, 3) for ray in rays)
    )
