"""What a figure's pose says of its anatomy, read off the poses and not off the pixels.

Each reading is a function of a figure's table, so that a test can spoil a pose and see it fail.
"""

from __future__ import annotations

import re
from typing import Any

from press.figures.draw import bones, told
from press.figures.geometry import along, angle_at, between, direction, distance
from press.figures.limbs import BUMP, BUMP_AT
from press.figures.night import CORD, SHADE
from press.figures.paint import Paper
from press.figures.pose import Skeleton
from press.figures.signs import towel as draw_towel
from press.review.contact_sheet import read_poses
from tests.guides import BEDSIDE
from tests.shop import ROOT

FOLDER = ROOT / "content/leg-cramps/figures"
POSES: dict[str, Any] = dict(read_poses(BEDSIDE, FOLDER / "poses.toml"))
FIGURES: dict[str, dict[str, Any]] = {name: dict(told(name, POSES)) for name in POSES["figures"]}
HAIR = 18  # units from the middle of a head to the top of the hair
NEAR_ENOUGH = 1.0  # units; 0.1 mm at 25 mm wide


def joints_of(figure: dict[str, Any], who: str = "pose") -> Skeleton:
    """The joints of a figure's person."""
    return bones(figure, POSES, who)


def props_of(figure: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """The tables of a figure's props of one kind."""
    return [prop for prop in figure.get("props", []) if prop["kind"] == kind]


def bump_of(body: Skeleton) -> tuple[float, float]:
    """The point of the bump that stands out furthest."""
    return body.frames["torso"].at(BUMP_AT[0] + BUMP, BUMP_AT[1])


def toes_are_up(figure: dict[str, Any]) -> bool:
    """The ankle is at 90 degrees or less, and the toes are nearer to the face than the heel."""
    at = joints_of(figure).joints
    sole = direction(at["near.heel"], at["near.toe"])
    shin = direction(at["near.ankle"], at["near.knee"])
    ankle = abs((shin - sole + 180) % 360 - 180)
    return ankle <= 90 and distance(at["near.toe"], at["head"]) < distance(
        at["near.heel"], at["head"]
    )


def heels_are_flat(figure: dict[str, Any]) -> bool:
    """Both heels and both toes are on the floor line."""
    ground = props_of(figure, "floor")[0].get("y", 0)
    at = joints_of(figure).joints
    soles = (at[f"{side}.{part}"][1] for side in ("near", "far") for part in ("heel", "toe"))
    return all(abs(height - ground) <= NEAR_ENOUGH for height in soles)


def knee_is_straight(figure: dict[str, Any], side: str = "near") -> bool:
    """The knee is at 175 degrees or more, and not bent the wrong way."""
    at = joints_of(figure).joints
    bent = figure["pose"][side]["knee"]
    return bent <= 180 and angle_at(at[f"{side}.knee"], at["hip"], at[f"{side}.ankle"]) >= 175


def knee_is_bent(figure: dict[str, Any], side: str = "far") -> bool:
    """The knee is at 150 degrees or less."""
    at = joints_of(figure).joints
    return angle_at(at[f"{side}.knee"], at["hip"], at[f"{side}.ankle"]) <= 150


def back_is_propped(figure: dict[str, Any]) -> bool:
    """The back leans at 90 to 115 degrees, on a pillow close behind it."""
    at = joints_of(figure).joints
    pillow = props_of(figure, "pillow")[0]
    middle = between(at["hip"], at["shoulder"], 0.5)
    room = middle[0] - pillow["at"][0] - pillow["wide"] / 2
    lean: float = figure["pose"]["torso"]
    return 90 <= lean <= 115 and 8 <= room <= 16


def arrow_goes_from_toes_to_shin(figure: dict[str, Any]) -> bool:
    """The one arrow is an arc about the ankle towards the shin: from the toes, or up to them.

    Where the foot that was is drawn, it starts at that foot's toes.
    """
    (arrow,) = props_of(figure, "arrow")
    body, ghosts = joints_of(figure), props_of(figure, "ghost")
    at = body.joints
    middle, radius = at[arrow["about"]], arrow["radius"]
    start, end = (along(middle, angle, radius) for angle in arrow["turn"])
    away = ghosts[0]["ankle"] - figure["pose"]["near"]["ankle"] if ghosts else 0
    toes = at["near.toe"]
    first = along(middle, direction(middle, toes) - away, distance(middle, toes))
    return (
        arrow["about"] == "near.ankle"
        and radius >= distance(middle, at["near.toe"]) + 6
        and min(distance(start, first), distance(end, toes)) <= 15
        and (not ghosts or distance(start, first) <= 15)
        and distance(end, at["near.shin"]) < distance(start, at["near.shin"]) - 10
        and (not ghosts or (distance(end, toes) <= 15 and away >= 60))
    )


def partner_holds_heel_and_ball(figure: dict[str, Any]) -> bool:
    """One palm cups the heel and the other lies on the ball of the foot."""
    foot, hands = joints_of(figure).joints, joints_of(figure, "partner")
    palms = {side: hands.frames[f"{side}.hand"].at(9, 0) for side in ("near", "far")}
    return (
        distance(palms["far"], foot["near.heel"]) <= 9
        and distance(palms["near"], foot["near.ball"]) <= 9
        and hands.hands["far"] == "cup"
    )


def hands_are_on_the_wall(figure: dict[str, Any]) -> bool:
    """Both wrists are a palm's thickness from the wall, and at the height of the shoulder."""
    at, wall = joints_of(figure).joints, props_of(figure, "wall")[0]["box"]
    wrists = [at[f"{side}.wrist"] for side in ("near", "far")]
    high = sum(y for _, y in wrists) / 2
    level = abs(wrists[0][1] - wrists[1][1]) <= 8 and abs(high - at["shoulder"][1]) <= 6
    return level and all(3 <= wall[0] - x <= 7 for x, _ in wrists)


def the_wall_runs_out_of_the_picture(figure: dict[str, Any]) -> bool:
    """A wall is thick, and has no edge but the one that is leant on."""
    left, top, wide, high = props_of(figure, "wall")[0]["box"]
    x, y, across, down = figure["frame"]
    thick: bool = wide >= 30
    return thick and left + wide >= x + across and top <= y and top + high >= y + down


def both_hands_hold_the_rail(figure: dict[str, Any]) -> bool:
    """Two fists are on the end of a bed, and the bump is clear of it."""
    body, (near,) = joints_of(figure), props_of(figure, "board")
    hands = [body.joints[f"{side}.hand"] for side in ("near", "far")]
    held = all(
        near["x"] - 2 <= x <= near["x"] + near["wide"] + 2 and abs(y - near["top"]) <= 12
        for x, y in hands
    )
    fists = set(body.hands.values()) == {"grip"}
    return fists and held and bump_of(body)[0] <= near["x"] - 2


def hand_is_on_the_cord(figure: dict[str, Any]) -> bool:
    """The gripping hand is closed round the lamp's cord, below its shade."""
    lamp, body = props_of(figure, "lamp")[0], joints_of(figure)
    x, y = body.joints["near.hand"]
    on = abs(x - lamp["x"] + CORD) <= 3 and lamp["top"] + SHADE + 6 <= y <= lamp["cord"]
    return on and body.hands["near"] == "grip"


def all_is_in_the_frame(figure: dict[str, Any]) -> bool:
    """Every joint, head and disc is in the frame, but for legs that the picture says it cuts."""
    cut = ("knee", "shin", "ankle", "heel", "ball", "toe") if "cut" in figure else ()
    left, top, wide, high = figure["frame"]
    spots = [
        (at, HAIR if joint == "head" else 2)
        for who in ("pose", "partner")
        if who in figure
        for joint, at in joints_of(figure, who).joints.items()
        if joint.rpartition(".")[2] not in cut
    ]
    for kind in ("stopwatch", "moon", "heel"):
        spots += [(disc["at"], disc["radius"]) for disc in props_of(figure, kind)]
    return all(
        left + reach <= x <= left + wide - reach and top + reach <= y <= top + high - reach
        for (x, y), reach in spots
    )


def the_bump_is_seen(figure: dict[str, Any]) -> bool:
    """Both forearms pass above the bump, and the bent knee is in sight between them and the leg."""
    body = joints_of(figure)
    at, tip = body.joints, bump_of(body)
    arms = [at[f"{side}.{part}"] for side in ("near", "far") for part in ("elbow", "wrist")]
    knee = at["far.knee"]
    return (
        all(y <= tip[1] - 8 for _, y in arms)
        and knee[0] >= tip[0]
        and max(y for _, y in arms) + 6 <= knee[1] <= at["near.knee"][1] - 20
    )


def the_face_is_free(figure: dict[str, Any]) -> bool:
    """Phone and hand are at the ear, behind the nose and the mouth."""
    (phone,) = props_of(figure, "phone")
    body = joints_of(figure)
    face, (x, y) = body.frames["head"], phone["lift"]
    at, hand = (face.origin[0] + x, face.origin[1] + y), body.joints["near.hand"]
    nose, ear = face.at(12, -2), face.at(-3, -1)
    return distance(at, nose) >= 12 and distance(at, ear) <= 6 and hand[0] <= nose[0] - 8


def the_towel_leaves_the_foot_clear(figure: dict[str, Any]) -> bool:
    """One towel from two fists, laid down before the foot and bent round beyond its sole."""
    (towel,), body = props_of(figure, "towel"), joints_of(figure)
    drawn = re.findall(r"[ML]([-\d.]+) ([-\d.]+)", draw_towel(towel, body.joints, Paper()))[:4]
    sole, (bent, end) = body.frames["near.foot"], [(float(x), float(y)) for x, y in drawn[2:]]
    clear = (sole.at(13, -7), sole.at(3, -7))  # of the ball, and of the arch
    fists = distance(body.joints["near.hand"], body.joints["far.hand"]) <= 6
    under = distance(bent, clear[0]) <= 7 and 3 <= distance(end, clear[1]) <= 7
    behind: bool = towel["layer"] == "far_leg" and towel["from"] == "near.hand"
    return behind and fists and under and set(body.hands.values()) == {"grip"}


def the_other_foot_is_away(figure: dict[str, Any]) -> bool:
    """The toes of the bent leg end short of the stretched one's heel."""
    at = joints_of(figure).joints
    return at["far.toe"][0] <= at["near.heel"][0] - 8


def one_leg_is_bigger(figure: dict[str, Any]) -> bool:
    """Of two legs side by side one is well, and the other is half as wide again and hot."""
    legs = props_of(figure, "lower-leg")
    told_apart = sorted((leg.get("wide", 1), leg.get("heat", False)) for leg in legs)
    return told_apart == [(1, False), (1.5, True)] and len({leg["scale"] for leg in legs}) == 1


def both_legs_are_alike(figure: dict[str, Any]) -> bool:
    """Two legs, and neither is swollen or hot."""
    legs = props_of(figure, "lower-leg")
    return len(legs) == 2 and not any(leg.keys() & {"wide", "heat"} for leg in legs)


def she_lies_on_her_side(figure: dict[str, Any]) -> bool:
    """Seen from above: back along the bed, hips and knees bent, feet loose, cheek on her hands."""
    pose, body = figure["pose"], joints_of(figure)
    hips = abs(pose["near"]["thigh"] - pose["torso"]) <= 140
    loose = all(pose[side]["ankle"] >= 105 for side in ("near", "far"))
    chin = body.frames["head"].at(10, -13)
    hands = all(distance(body.joints[f"{side}.hand"], chin) <= 16 for side in ("near", "far"))
    lies = abs(pose["torso"]) <= 20 and hips and knee_is_bent(figure, "near")
    return lies and loose and hands and figure["cheek_on_hand"]


def her_pillows_are_in_place(figure: dict[str, Any]) -> bool:
    """There is a pillow at the head, behind the back, and between the knees."""
    body = joints_of(figure)
    at, torso = body.joints, body.frames["torso"]
    legs = between(at["near.shin"], at["far.shin"], 0.5)
    wanted = [at["head"], torso.at(-21, 18), legs]
    pillows = props_of(figure, "pillow")
    return all(
        any(distance(one["at"], spot) <= 0.4 * max(one["wide"], one["high"]) for one in pillows)
        for spot in wanted
    )


def her_feet_are_free(figure: dict[str, Any]) -> bool:
    """The cover passes well above the toes, and hangs down beyond the bed's end, not tucked in."""
    (cover,), (bed,) = props_of(figure, "cover"), props_of(figure, "bed")
    (arrow,) = props_of(figure, "arrow")
    at = joints_of(figure).joints
    above = [y for x, y in cover["through"] if abs(x - at["near.toe"][0]) <= 20]
    toes = min(at["near.toe"][1], at["far.toe"][1])
    hangs: bool = cover["through"][-1][0] > bed["right"] + 5
    room = max(above) <= arrow["to"][1] - 4 and toes - 15 <= arrow["from"][1] <= toes
    return hangs and room and max(above) <= toes - 15
