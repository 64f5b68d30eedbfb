"""What stands around: a bed of one line and one bar, pillows, a cover, a wall, a chair, a lamp."""

from __future__ import annotations

from math import ceil, copysign, cos, radians, sin

from press.colour import WHITE
from press.figures.geometry import Frame, along, box, limb, number, smooth, straight
from press.figures.paint import (
    CLOTH,
    INK,
    MOON,
    PALE,
    SOFT,
    Joints,
    Paper,
    Table,
    flat,
    line,
    place,
)

LINE = 2.2  # units; the lines of beds and floors
CORD = 15  # units; how far before the stem the cord hangs
BRICK = 16  # units; the height of a course
RAYS = (145, 118, 90, 62, 35)  # degrees


def bed(table: Table, joints: Joints, paper: Paper) -> str:
    """A bed from the side: one line, and the mattress's bar below it."""
    left, right, y, high = table["left"], table["right"], table.get("y", 0), table["high"]
    bar = flat([box(left, y, right - left, high, 4)], PALE)
    return bar + line(f"M{number(left)} {number(y + 1)}H{number(right)}", INK, LINE)


def rail(table: Table, joints: Joints, paper: Paper) -> str:
    """The board at the end of a bed, to hold on to."""
    board = box(table["x"], table["top"], table["wide"], table["floor"] - table["top"], 3)
    return paper.part([board], SOFT)


def sheet(table: Table, joints: Joints, paper: Paper) -> str:
    """A bed from above: its sheet, and the board at its head to the right."""
    left, top, wide, high = table["box"]
    board = box(left + wide - 2, top - 3, 8, high + 6, 3)
    return paper.part([box(left, top, wide, high, 8)], PALE, 0, CLOTH) + flat([board], CLOTH)


def pillow(table: Table, joints: Joints, paper: Paper) -> str:
    """A pillow: a soft box round a centre, turned to `up` degrees."""
    frame = Frame(place(table["at"], joints), table.get("up", 90))
    w, h = table["wide"] / 2, table["high"] / 2
    # A superellipse: full in the middle, round at the corners, as a stuffed thing is.
    turns = [radians(angle) for angle in range(0, 360, 15)]
    shape = [
        (copysign(abs(cos(t)) ** 0.5 * w, cos(t)), copysign(abs(sin(t)) ** 0.5 * h, sin(t)))
        for t in turns
    ]
    return paper.part([smooth(frame.all(shape))], table.get("colour", PALE), 0, CLOTH)


def cover(table: Table, joints: Joints, paper: Paper) -> str:
    """A cover cut open along its middle: a soft band through points, and the air below it."""
    points = [place(at, joints) for at in table["through"]]
    band = smooth(points, False)
    air = f"{band}V{number(table['floor'])}H{number(points[0][0])}Z"
    return flat([air], PALE) + line(band, CLOTH, table["thick"])


def floor(table: Table, joints: Joints, paper: Paper) -> str:
    """The floor line."""
    y = table.get("y", 0) + LINE / 2
    return line(f"M{number(table['left'])} {number(y)}H{number(table['right'])}", INK, LINE)


def wall(table: Table, joints: Joints, paper: Paper) -> str:
    """A thick wall of bricks, seen on edge, that runs out of the picture."""
    left, top, wide, high = table["box"]
    right, bottom = left + wide, top + high
    courses = []
    for course in range(ceil(high / BRICK)):
        y = top + course * BRICK
        x = left + wide * (0.36, 0.72)[course % 2]
        courses += [straight([(left + 1, y), (right, y)], False)]
        courses += [straight([(x, y), (x, min(y + BRICK, bottom))], False)]
    solid = straight([(left, top), (right, top), (right, bottom), (left, bottom)])
    if paper.parting:  # in black only a wall is white, with black joints
        edge = straight([(left + 1.5, top), (left + 1.5, bottom)], False)
        return flat([solid], WHITE) + line("".join(courses), INK, 1.5) + line(edge, INK, 3)
    return flat([solid], SOFT) + line("".join(courses), paper.ground, paper.gap)


def chair(table: Table, joints: Joints, paper: Paper) -> str:
    """A plain chair from the side, its back to the left."""
    x, seat, ground = table["x"], table["seat"], table["floor"]
    parts = [
        box(x, table["top"], 6, ground - table["top"], 3),
        box(x + 44, seat, 6, ground - seat, 3),
        box(x, seat, 54, 7, 3),
    ]
    return flat(parts, SOFT)


def lamp(table: Table, joints: Joints, paper: Paper) -> str:
    """A lit lamp on a table: shade, stem, rays, and a cord to pull."""
    x, top, y = table["x"], table["top"], table["y"]
    low, cord = top + 23, table["cord"]
    shade = straight([(x - 12, top), (x + 12, top), (x + 23, low), (x - 23, low)])
    rays = [
        straight([along((x, top + 8), angle, 26), along((x, top + 8), angle, 35)], False)
        for angle in RAYS
    ]
    stem = [box(x - 2.5, low, 5, y - low, 1), box(x - 13, y - 5, 26, 5, 2)]
    return (
        flat(stem, INK)
        + line(f"M{number(x - CORD)} {number(low)}V{number(cord)}", INK, 2)
        + flat(limb([((x - CORD, cord), 1.8), ((x - CORD, cord + 5), 3)]), INK)
        + paper.part([shade], MOON, 0)
        + "".join(line(ray, INK, 3) for ray in rays)
    )
