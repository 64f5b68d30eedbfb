"""Plane geometry for the figures: points, directions, joints and outlines.

Lengths are units, x to the right and y down the page; a frame says how many of them it shows.
Directions are degrees, counter-clockwise from "to the right", so 90 is up the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import acos, atan2, cos, degrees, hypot, radians, sin

Point = tuple[float, float]


def number(value: float) -> str:
    """The shortest text of a coordinate to a tenth of a unit; a unit prints 0.1 to 0.6 mm wide."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def pair(point: Point) -> str:
    """A point as SVG path data writes it: "x y"."""
    return f"{number(point[0])} {number(point[1])}"


def along(start: Point, direction: float, length: float) -> Point:
    """The point that lies `length` units from `start` in `direction` degrees."""
    return (
        start[0] + length * cos(radians(direction)),
        start[1] - length * sin(radians(direction)),
    )


def direction(start: Point, end: Point) -> float:
    """The direction from one point to another, in degrees from -180 to 180."""
    return degrees(atan2(start[1] - end[1], end[0] - start[0]))


def distance(start: Point, end: Point) -> float:
    """The distance between two points, in units."""
    return hypot(end[0] - start[0], end[1] - start[1])


def between(start: Point, end: Point, share: float) -> Point:
    """The point a `share` (0 to 1) of the way from start to end."""
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def angle_at(joint: Point, one: Point, other: Point) -> float:
    """The angle at a joint between two bones, 0 to 180 degrees."""
    turn = abs(direction(joint, one) - direction(joint, other)) % 360
    return min(turn, 360 - turn)


@dataclass(frozen=True)
class Frame:
    """A place to draw in: `forward` and `up` are local, whichever way the part is turned.

    `facing` is 1 where the figure looks to the right of the page, -1 to the left.
    """

    origin: Point
    up: float
    facing: int = 1
    scale: float = 1.0

    def at(self, forward: float, up: float) -> Point:
        """The point on the page of a local point."""
        ahead = self.up - 90 * self.facing
        middle = along(self.origin, self.up, up * self.scale)
        return along(middle, ahead, forward * self.scale)

    def all(self, points: Sequence[Point]) -> list[Point]:
        """The points on the page of local points, in order."""
        return [self.at(forward, up) for forward, up in points]


def smooth(points: Sequence[Point], closed: bool = True) -> str:
    """Path data of a curve through every point (Catmull-Rom, as cubic Beziers)."""
    count = len(points)
    steps = count if closed else count - 1
    data = [f"M{pair(points[0])}"]
    for here in range(steps):
        before = points[here - 1] if closed or here else points[0]
        start, end = points[here], points[(here + 1) % count]
        after = points[(here + 2) % count] if closed or here + 2 < count else end
        first = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        second = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        data.append(f"C{pair(first)} {pair(second)} {pair(end)}")
    return "".join(data) + ("Z" if closed else "")


def straight(points: Sequence[Point], closed: bool = True) -> str:
    """Path data of straight lines through the points."""
    return "M" + "L".join(pair(point) for point in points) + ("Z" if closed else "")


def disc(centre: Point, radius: float) -> str:
    """Path data of a circle."""
    r = number(radius)
    across = number(2 * float(r))  # of the radius as written, or the two arcs don't meet
    left = f"M{number(centre[0] - radius)} {number(centre[1])}"
    return f"{left}a{r} {r} 0 1 1 {across} 0a{r} {r} 0 1 1 -{across} 0Z"


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


def capsule(start: Point, end: Point, start_radius: float, end_radius: float) -> str:
    """Path data of a round-ended bone, as thick at each end as its radius says."""
    if distance(start, end) <= abs(start_radius - end_radius) + 0.01:
        return disc(*max((start, start_radius), (end, end_radius), key=lambda ball: ball[1]))
    length = distance(start, end)
    lean = degrees(acos((start_radius - end_radius) / length))
    bone = direction(start, end)
    corners = [
        along(start, bone + lean, start_radius),
        along(end, bone + lean, end_radius),
        along(end, bone - lean, end_radius),
        along(start, bone - lean, start_radius),
    ]
    near, far = number(start_radius), number(end_radius)
    around_end = f"A{far} {far} 0 {int(lean > 90)} 1 {pair(corners[2])}"
    around_start = f"A{near} {near} 0 {int(lean < 90)} 1 {pair(corners[0])}"
    return f"M{pair(corners[0])}L{pair(corners[1])}{around_end}L{pair(corners[3])}{around_start}Z"


def bend(start: Point, target: Point, upper: float, lower: float, side: int) -> Point:
    """Where the middle joint (an elbow) lies when two bones reach from start to target.

    `side` is 1 for the joint to the left of the way there, -1 for the right.
    Raises ValueError when the target is out of reach.
    """
    reach = distance(start, target)
    if not abs(upper - lower) < reach <= upper + lower:
        raise ValueError(f"the hand is {reach:.0f} units away; the arm is {upper + lower:.0f}")
    cosine = (upper**2 + reach**2 - lower**2) / (2 * upper * reach)
    return along(start, direction(start, target) + side * degrees(acos(cosine)), upper)


def limb(points: Sequence[tuple[Point, float]]) -> list[str]:
    """Path data of a tapered limb: points along it, each with the limb's radius there."""
    return [capsule(start, end, near, far) for (start, near), (end, far) in pairwise(points)]
