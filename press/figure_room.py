"""The room: floor, wall, chair, and a lamp that is lit."""

from press.figure_geometry import along, number, straight
from press.figure_ink import INK, LINE, MOON, WHITE, fill, line, mix
from press.figure_shapes import WOOD, Joints, Table, box


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
