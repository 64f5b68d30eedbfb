"""What poses.toml says of a person: lengths, looks, and an angle for every joint.

Angles are degrees. A pose is written as if the person looks to the right of the page;
`facing = -1` turns it round.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from press.figure_geometry import Point


@dataclass(frozen=True)
class Body:
    """The lengths of one body, in units; every person in every figure has these."""

    torso: float
    neck: float
    thigh: float
    shin: float
    ankle: float  # the height of the ankle above the sole
    heel: float  # how far the heel lies behind the ankle
    ball: float  # how far the ball of the foot lies in front of the ankle
    toe: float  # how far the toes reach in front of the ankle
    upper_arm: float
    forearm: float


@dataclass(frozen=True)
class Person:
    """How a person looks: colours of skin, hair, top and trousers, hair style and build."""

    skin: str
    hair: str
    style: str
    top: str
    trousers: str
    bump: bool = True
    girth: float = 1.0
    asleep: bool = False


@dataclass(frozen=True)
class Leg:
    """A leg: the direction of the thigh, and the inner angles of knee and ankle."""

    thigh: float
    knee: float
    ankle: float


@dataclass(frozen=True)
class Arm:
    """An arm: where the wrist is, which way the elbow falls, and what the hand does."""

    reach: Point
    hand: str = "flat"
    turn: float = 0.0
    elbow: int = -1


@dataclass(frozen=True)
class Pose:
    """A whole person's pose: the hip in the frame, and an angle for every joint."""

    hip: Point
    torso: float
    head: float
    near: Leg
    far: Leg
    near_arm: Arm
    far_arm: Arm
    facing: int = 1


def read_pose(table: Mapping[str, Any]) -> Pose:
    """A pose out of one table of poses.toml; raises KeyError or TypeError where one is wrong."""
    return Pose(
        hip=point(table["hip"]),
        torso=table["torso"],
        head=table["head"],
        near=Leg(**table["near"]),
        far=Leg(**table["far"]),
        near_arm=read_arm(table["near_arm"]),
        far_arm=read_arm(table["far_arm"]),
        facing=table.get("facing", 1),
    )


def read_arm(table: Mapping[str, Any]) -> Arm:
    """An arm out of one inline table of poses.toml."""
    return Arm(**{**table, "reach": point(table["reach"])})


def point(values: list[float]) -> Point:
    """A point out of a TOML array of two numbers."""
    across, down = values
    return (float(across), float(down))
