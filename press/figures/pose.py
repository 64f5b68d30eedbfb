"""What poses.toml says of a person: lengths, looks, and an angle for every joint.

Angles are degrees. A pose is written as if the person looks to the right of the page;
`facing = -1` turns it round.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from press.figures.geometry import Frame, Point, along, bend, between, direction


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


@dataclass(frozen=True)
class Leg:
    """A leg: the direction of the thigh, and the inner angles of knee and ankle.

    `foot` is how many times its true size the foot is drawn, where it is what the picture says.
    """

    thigh: float
    knee: float
    ankle: float
    foot: float = 1


@dataclass(frozen=True)
class Arm:
    """An arm: where the wrist is, which way the elbow falls, and what the hand does.

    The fingers point in the direction `aim`; without one, the way the forearm does.
    """

    reach: Point
    hand: str = "flat"
    aim: float | None = None
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


@dataclass(frozen=True)
class Skeleton:
    """The joints of a posed body by name ("near.toe"), and the frames its parts are drawn in."""

    joints: Mapping[str, Point]
    frames: Mapping[str, Frame]
    hands: Mapping[str, str]


def stand(pose: Pose, body: Body) -> Skeleton:
    """Every joint of the posed body, in the frame's units; raises ValueError out of reach."""
    up = turned(pose.torso, pose)
    torso = Frame(pose.hip, up, pose.facing)
    shoulder = torso.at(0, body.torso)
    neck = torso.at(1.5, body.torso + 2)
    head = along(neck, turned(pose.head, pose), body.neck)
    joints = {"hip": pose.hip, "shoulder": shoulder, "neck": neck, "head": head}
    frames = {"torso": torso, "head": Frame(head, turned(pose.head, pose), pose.facing)}
    for side, leg in (("near", pose.near), ("far", pose.far)):
        place_leg(side, leg, pose, body, joints, frames)
    for side, arm in (("near", pose.near_arm), ("far", pose.far_arm)):
        place_arm(side, arm, pose, body, joints, frames)
    return Skeleton(joints, frames, {"near": pose.near_arm.hand, "far": pose.far_arm.hand})


def turned(angle: float, pose: Pose) -> float:
    """A direction of the pose as it lies on the page, whichever way the person looks."""
    return angle if pose.facing == 1 else 180 - angle


def place_leg(
    side: str, leg: Leg, pose: Pose, body: Body, joints: dict[str, Point], frames: dict[str, Frame]
) -> None:
    """Add one leg's knee, shin, ankle, heel, ball and toe; a knee bends backwards."""
    shin = leg.thigh - (180 - leg.knee)
    sole = shin + 180 - leg.ankle
    thigh, shin, sole = (turned(angle, pose) for angle in (leg.thigh, shin, sole))
    knee = along(pose.hip, thigh, body.thigh)
    ankle = along(knee, shin, body.shin)
    foot = Frame(ankle, sole + 90 * pose.facing, pose.facing, leg.foot)
    frames[f"{side}.foot"] = foot
    joints |= {
        f"{side}.knee": knee,
        f"{side}.shin": between(knee, ankle, 0.5),
        f"{side}.ankle": ankle,
        f"{side}.heel": foot.at(-body.heel, -body.ankle),
        f"{side}.ball": foot.at(body.ball, -body.ankle),
        f"{side}.toe": foot.at(body.toe, -body.ankle),
    }


def place_arm(
    side: str, arm: Arm, pose: Pose, body: Body, joints: dict[str, Point], frames: dict[str, Frame]
) -> None:
    """Add one arm's elbow and wrist, the elbow falling to the side that the pose says."""
    shoulder = joints["shoulder"]
    bones = body.upper_arm, body.forearm
    elbow = bend(shoulder, arm.reach, *bones, side=arm.elbow * pose.facing)
    joints |= {f"{side}.elbow": elbow, f"{side}.wrist": arm.reach}
    forward = direction(elbow, arm.reach) if arm.aim is None else turned(arm.aim, pose)
    # A hand's "up" is the thumb's side, so its forward is the way the fingers point.
    frames[f"{side}.hand"] = Frame(arm.reach, forward + 90 * pose.facing, pose.facing)
    joints[f"{side}.hand"] = frames[f"{side}.hand"].at(6, 0)
