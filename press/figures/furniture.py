"""What stands around: a bed of one line and one bar, pillows, a cover, a wall, a chair, a table."""

from __future__ import annotations

from math import copysign, cos, radians, sin

from press.figures.geometry import Frame, box, disc, number, smooth, straight
from press.figures.paint import (
    CLOTH,
    INK,
    LIT,
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
HATCH = 13  # units between the lines of a wall that is cut
SKIRTING = 12  # units; the height of the board along the foot of a wall


def bed(table: Table, joints: Joints, paper: Paper) -> str:
    """A bed from the side: one line, and the mattress's bar below it."""
    left, right, y, high = table["left"], table["right"], table.get("y", 0), table["high"]
    bar = flat([box(left, y, right - left, high, 4)], PALE)
    return bar + line(f"M{number(left)} {number(y + 1)}H{number(right)}", INK, LINE)


def board(table: Table, joints: Joints, paper: Paper) -> str:
    """The post at an end of a bed, with a knob or as a plain leg; two and a mattress are a bed."""
    x, top, wide, ground = table["x"], table["top"], table["wide"], table["floor"]
    knob = [disc((x + wide / 2, top), wide * 0.72)] if table.get("knob", True) else []
    return paper.part([box(x, top, wide, ground - top, 2), *knob], SOFT)


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
    """A plain cover that the reader looks through: pale, its edge a line, its top folded back.

    It lies over the points `through`; the last two hang beyond the bed's end.
    """
    points = [place(at, joints) for at in table["through"]]
    (x, y), (hem_x, _) = points[0], points[-1]
    edge, floor = smooth(points, False), number(table["floor"])
    inner = number(hem_x - table["hangs"])
    inside = f"{edge}H{inner}V{floor}H{number(x)}Z"
    fold = paper.part([box(x - 4, y - 5, 26, 9, 4.5)], MOON)
    return flat([inside], LIT) + line(f"{edge}H{inner}", INK, 2.6) + fold


def floor(table: Table, joints: Joints, paper: Paper) -> str:
    """The floor line."""
    y = table.get("y", 0) + LINE / 2
    return line(f"M{number(table['left'])} {number(y)}H{number(table['right'])}", INK, LINE)


def wall(table: Table, joints: Joints, paper: Paper) -> str:
    """A thick wall, cut and hatched, that runs out of the picture; a skirting board below."""
    left, top, wide, high = table["box"]
    right, floor = left + wide, table["floor"]
    solid = straight([(left, top), (right, top), (right, top + high), (left, top + high)])
    hatch = ""
    for low in range(round(top) + HATCH, round(floor + wide), HATCH):
        short, long = max(0, low - floor), min(wide, low - top)  # along a line up to the right
        hatch += straight([(left + short, low - short), (left + long, low - long)], False)
    edge = straight([(left + 1.5, top), (left + 1.5, floor)], False)
    foot = box(left - 3, floor - SKIRTING, 8, SKIRTING, 1)
    return flat([solid], PALE) + line(hatch, INK, 1.3) + line(edge, INK, 3.4) + flat([foot], INK)


def chair(table: Table, joints: Joints, paper: Paper) -> str:
    """A plain chair from the side, its back to the left."""
    x, seat, ground = table["x"], table["seat"], table["floor"]
    parts = [
        box(x, table["top"], 6, ground - table["top"], 3),
        box(x + 44, seat, 6, ground - seat, 3),
        box(x, seat, 54, 7, 3),
    ]
    return flat(parts, SOFT)


def table(table: Table, joints: Joints, paper: Paper) -> str:
    """A small table from the side."""
    x, top, half, ground = table["x"], table["top"], table["wide"] / 2, table["floor"]
    legs = [box(x + side * (half - 5) - 2, top, 4, ground - top, 1) for side in (1, -1)]
    return flat([box(x - half, top, 2 * half, 5, 2), *legs], SOFT)
