"""Things a figure needs besides people: what every drawer of one takes, and plain shapes."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from press.figure_geometry import Point, number
from press.figure_ink import INK, LINE, mix

Table = Mapping[str, Any]  # one inline table of `props` in poses.toml
Joints = Mapping[str, Point]
Prop = Callable[[Table, Joints], str]

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
