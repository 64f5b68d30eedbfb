"""Beds: from the side and from above, with headboard, pillows and covers."""

from math import copysign, cos, radians, sin

from press.figure_geometry import Frame, Point, smooth
from press.figure_ink import CLOTH, LIGHT, PALE, WHITE, fill, line, mix
from press.figure_shapes import WOOD, Joints, Table, box, place


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
