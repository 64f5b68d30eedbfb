"""One body in a pose: where every joint lies, worked out from the angles alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from press.figure_geometry import Frame, Point, along, bend, between, direction
from press.figure_pose import Arm, Body, Leg, Pose


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
    neck = torso.at(1.5, body.torso + 4)
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
    foot = Frame(ankle, sole + 90 * pose.facing, pose.facing)
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
    forward = direction(elbow, arm.reach) + arm.turn * pose.facing
    # A hand's "up" is the thumb's side, so its forward is the way the fingers point.
    frames[f"{side}.hand"] = Frame(arm.reach, forward + 90 * pose.facing, pose.facing)
    joints[f"{side}.hand"] = frames[f"{side}.hand"].at(7, 0)
