"""The figures: kept as drawn, closed, and anatomically right.

The anatomy is read off the poses, not off the pixels. Each reading is a function of a figure's
table, so that the tests at the end can spoil a pose and see the reading fail.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from press.colour import lightness
from press.figures.draw import bones, draw, draw_all
from press.figures.geometry import angle_at, between, direction, distance
from press.figures.pose import Skeleton
from press.figures.signs import stopwatch
from press.review.contact_sheet import contact_sheet, read_poses
from tests.guides import BEDSIDE
from tests.shop import ROOT

FOLDER = ROOT / "content/leg-cramps/figures"
SIGNS = ROOT / "styles/signs"
POSES: dict[str, Any] = dict(read_poses(BEDSIDE, FOLDER / "poses.toml"))
FIGURES: dict[str, Any] = POSES["figures"]
DRAWN = draw_all(POSES)

TOES_UP = ("sit-toes-up", "hold-30", "cover", "partner-help", "foot-bends")
SITTING_IN_BED = ("sit-toes-up", "hold-30", "cover", "partner-help")
WITH_TOWEL = ("sit-toes-up", "hold-30", "cover")
STRETCHED_BY_AN_ARROW = ("sit-toes-up", "partner-help")
FEET_ON_THE_FLOOR = ("stand-heels-flat", "wall-stretch", "lamp", "phone")
# The most a frame may be high, in units of 1/12 mm: the rows of the card are that low.
CARD_ROWS = {
    "sit-toes-up": 134,
    "hold-30": 134,
    "lamp": 134,
    "stand-heels-flat": 170,
    "compare-legs": 134,
    "rest-on-side": 134,
}
HAIR = 19  # units from the middle of a head to the top of the hair, outline included
ALLOWED = {"svg", "g", "path"}
NEAR_ENOUGH = 1.0  # units; 0.1 mm at 25 mm wide


def joints_of(figure: dict[str, Any], who: str = "pose") -> Skeleton:
    """The joints of a figure's person."""
    return bones(figure, POSES, who)


def props_of(figure: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """The tables of a figure's props of one kind."""
    return [prop for prop in figure.get("props", []) if prop["kind"] == kind]


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
    ground = props_of(figure, "floor")[0]["y"]
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
    """The back leans at 90 to 115 degrees on a pillow that stands between it and the headboard."""
    at = joints_of(figure).joints
    pillow, board = props_of(figure, "pillow")[0], props_of(figure, "bed")[0]["left"] + 9
    lean: float = figure["pose"]["torso"]
    middle = between(at["hip"], at["shoulder"], 0.5)
    left: float = pillow["at"][0] - pillow["wide"] / 2
    right: float = pillow["at"][0] + pillow["wide"] / 2
    return 90 <= lean <= 115 and board - 8 <= left and middle[0] - 20 <= right <= middle[0]


def arrow_goes_from_toes_to_shin(figure: dict[str, Any]) -> bool:
    """The one arrow starts nearer to the toes, and ends nearer to the shin."""
    (arrow,) = props_of(figure, "arrow")
    at = joints_of(figure).joints
    named = (arrow["from"], arrow["to"]) == ("near.toe", "near.shin")
    start, end = (
        (at[arrow[end]][0] + arrow[f"{end}_lift"][0], at[arrow[end]][1] + arrow[f"{end}_lift"][1])
        for end in ("from", "to")
    )
    toe, shin = at["near.toe"], at["near.shin"]
    return (
        named
        and distance(start, toe) < distance(start, shin)
        and distance(end, shin) < distance(start, shin)
        and distance(end, at["near.knee"]) < distance(start, at["near.knee"])
    )


def partner_holds_heel_and_ball(figure: dict[str, Any]) -> bool:
    """One palm cups the heel and the other lies on the ball of the foot."""
    foot, hands = joints_of(figure).joints, joints_of(figure, "partner")
    palms = {side: hands.frames[f"{side}.hand"].at(9, -3) for side in ("near", "far")}
    return (
        distance(palms["far"], foot["near.heel"]) <= 9
        and distance(palms["near"], foot["near.ball"]) <= 9
        and hands.hands["far"] == "cup"
    )


def hands_are_on_the_wall(figure: dict[str, Any]) -> bool:
    """Both wrists are a palm's thickness from the wall."""
    at, wall = joints_of(figure).joints, props_of(figure, "wall")[0]["x"]
    return all(5 <= wall - at[f"{side}.wrist"][0] <= 12 for side in ("near", "far"))


def a_hand_holds_the_bed(figure: dict[str, Any]) -> bool:
    """A gripping hand is on the top of the headboard."""
    bones_, bed = joints_of(figure), props_of(figure, "bed")[0]
    top = (bed["left"] + 4.5, bed["head"])
    return bones_.hands["far"] == "grip" and distance(bones_.joints["far.hand"], top) <= 9


def hand_is_on_the_cord(figure: dict[str, Any]) -> bool:
    """The gripping hand is closed round the lamp's cord."""
    lamp, hand = props_of(figure, "lamp")[0], joints_of(figure).joints["near.hand"]
    across: float = lamp["x"] - 17
    bulb: float = lamp["top"] - 36
    end: float = bulb + lamp["cord"]
    return abs(hand[0] - across) <= 5 and bulb <= hand[1] <= end


def all_is_in_the_frame(figure: dict[str, Any]) -> bool:
    """Every joint, head and disc is in the frame, with its outline."""
    spots = [
        (at, HAIR if joint == "head" else 2)
        for who in ("pose", "partner")
        if who in figure
        for joint, at in joints_of(figure, who).joints.items()
    ]
    for kind in ("stopwatch", "clock", "moon"):
        spots += [(disc["at"], disc["radius"]) for disc in props_of(figure, kind)]
    zoom, (x, y) = figure.get("zoom", 1), figure.get("shift", (0, 0))
    top, high = figure["frame"]
    return all(
        reach * zoom <= across * zoom + x <= 240 - reach * zoom
        and reach * zoom <= down * zoom + y - top <= high - reach * zoom
        for (across, down), reach in spots
    )


def the_bump_is_seen(figure: dict[str, Any]) -> bool:
    """Both forearms pass above the bump, and the bent knee comes out in front of it."""
    body = joints_of(figure)
    tip = body.frames["torso"].at(33, 15.5)
    arms = [
        body.joints[f"{side}.{part}"] for side in ("near", "far") for part in ("elbow", "wrist")
    ]
    return all(at[1] <= tip[1] - 8 for at in arms) and body.joints["far.knee"][0] >= tip[0]


def the_face_is_free(figure: dict[str, Any]) -> bool:
    """The phone is at the ear, behind the middle of the cheek."""
    (phone,) = props_of(figure, "phone")
    face = joints_of(figure).frames["head"]
    x, y = phone["lift"]
    at = (face.origin[0] + x, face.origin[1] + y)
    return distance(at, face.at(13.6, -6)) >= 11 and distance(at, face.at(-3.4, -1.6)) <= 8


def one_leg_is_bigger(figure: dict[str, Any]) -> bool:
    """Of two legs one is swollen by at least a third of a calf's 32 units, the other not at all."""
    swellings = sorted(leg.get("swelling", 0) for leg in props_of(figure, "lower-leg"))
    return len(swellings) == 2 and swellings[0] == 0 and 2 * swellings[1] >= 32 / 3


def she_lies_on_her_side(figure: dict[str, Any]) -> bool:
    """Seen from above: back along the bed, hips and knees bent, feet loose."""
    pose = figure["pose"]
    hips = abs(pose["near"]["thigh"] - pose["torso"]) <= 140
    loose = all(pose[side]["ankle"] >= 105 for side in ("near", "far"))
    return abs(pose["torso"]) <= 20 and hips and knee_is_bent(figure, "near") and loose


def her_pillows_are_in_place(figure: dict[str, Any]) -> bool:
    """There is a pillow at the head, behind the back, under the bump, and between the knees."""
    body = joints_of(figure)
    at, torso = body.joints, body.frames["torso"]
    wanted = [at["head"], torso.at(-26, 20), torso.at(38, 24), at["near.knee"]]
    pillows = [pillow["at"] for pillow in props_of(figure, "pillow")]
    return all(min(distance(tuple(p), spot) for p in pillows) <= 22 for spot in wanted)


def test_the_kept_pictures_are_what_the_poses_give() -> None:
    """Every kept SVG equals its pose, byte for byte, and none is left over or missing."""
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.svg")}
    assert kept == DRAWN, "python build.py figures draws them again"


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_draws_shapes_in_one_frame_and_nothing_else(name: str) -> None:
    """A figure holds groups and paths in its own frame: no words, scripts, styles or addresses."""
    svg = DRAWN[name]
    root = ElementTree.fromstring(svg)
    assert root.attrib == {"viewBox": f"0 0 240 {FIGURES[Path(name).stem]['frame'][1]}"}
    assert {str(element.tag).rpartition("}")[2] for element in root.iter()} <= ALLOWED
    assert not re.search(r"href|url\(|style=|class=|id=|opacity|nan|inf", svg)


@pytest.mark.parametrize("name", CARD_ROWS)
def test_a_picture_of_the_card_is_as_low_as_its_row(name: str) -> None:
    """The card prints a figure 20 mm wide and crops nothing, so the frame itself is low."""
    assert FIGURES[name]["frame"][1] <= CARD_ROWS[name]


def test_the_cover_is_as_high_as_the_leaflets_first_page_shows_it() -> None:
    """The cover is printed 124 mm wide and 128 mm high."""
    assert abs(240 / FIGURES["cover"]["frame"][1] - 124 / 128) < 0.005


@pytest.mark.parametrize("name", FIGURES)
def test_nobody_and_nothing_round_is_cut_by_the_frame(name: str) -> None:
    """Heads with their hair, hands, feet, and the faces of clocks are whole."""
    assert all_is_in_the_frame(FIGURES[name])


@pytest.mark.parametrize("path", sorted(SIGNS.glob("*.svg")), ids=lambda path: path.stem)
def test_a_sign_draws_shapes_and_nothing_else(path: Path) -> None:
    """A sign holds circles and paths: no words, scripts, styles or addresses."""
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    tags = {str(element.tag).rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "path", "circle"}
    assert "viewBox" in root.attrib


def test_the_five_signs_are_there() -> None:
    """Moon, phone, ambulance, stop and clock have a sign each."""
    names = {path.stem for path in SIGNS.glob("*.svg")}
    assert names >= {"moon", "phone", "ambulance", "stop", "clock"}


@pytest.mark.parametrize("name", TOES_UP)
def test_where_the_toes_are_up_the_ankle_is_at_90_degrees_or_less(name: str) -> None:
    """Toes that point away make a cramp worse, so here they point to the face."""
    assert toes_are_up(FIGURES[name])


@pytest.mark.parametrize("name", FEET_ON_THE_FLOOR)
def test_where_the_feet_stand_heel_and_toe_are_on_the_floor_line(name: str) -> None:
    """Nobody stands or sits on tiptoe."""
    assert heels_are_flat(FIGURES[name])


@pytest.mark.parametrize("name", [*SITTING_IN_BED, "stand-heels-flat", "wall-stretch"])
def test_the_stretched_leg_is_straight_at_the_knee(name: str) -> None:
    """The calf is stretched only with the knee straight."""
    assert knee_is_straight(FIGURES[name])


@pytest.mark.parametrize("name", [*SITTING_IN_BED, "wall-stretch"])
def test_the_other_knee_is_bent(name: str) -> None:
    """One leg is stretched at a time."""
    assert knee_is_bent(FIGURES[name])


def test_standing_both_knees_are_straight() -> None:
    """She stands on both legs, with both knees straight."""
    figure = FIGURES["stand-heels-flat"]
    assert knee_is_straight(figure, "near")
    assert knee_is_straight(figure, "far")


def test_her_knee_is_straight_but_not_locked_where_a_partner_pushes() -> None:
    """Another person's push must not lock the knee: it stays a degree or more short of straight."""
    assert FIGURES["partner-help"]["pose"]["near"]["knee"] <= 179


@pytest.mark.parametrize("name", SITTING_IN_BED)
def test_in_bed_the_back_is_propped_on_a_pillow(name: str) -> None:
    """Nobody lies flat on her back in late pregnancy."""
    assert back_is_propped(FIGURES[name])


@pytest.mark.parametrize("name", STRETCHED_BY_AN_ARROW)
def test_the_arrow_goes_from_the_toes_to_the_shin(name: str) -> None:
    """An arrow the other way round would teach the movement that brings cramp on."""
    assert arrow_goes_from_toes_to_shin(FIGURES[name])


@pytest.mark.parametrize("name", FIGURES)
def test_a_picture_has_one_arrow_at_most(name: str) -> None:
    """Two arrows are two messages."""
    assert len(props_of(FIGURES[name], "arrow")) <= 1


@pytest.mark.parametrize("name", WITH_TOWEL)
def test_bump_and_bent_knee_are_not_hidden_by_her_arms(name: str) -> None:
    """The reader sees herself: a pregnant woman with one knee bent."""
    assert the_bump_is_seen(FIGURES[name])


def test_the_stretch_is_held_just_as_it_was_taken_up() -> None:
    """The second step changes nothing but the time."""
    assert FIGURES["hold-30"]["pose"] == FIGURES["sit-toes-up"]["pose"]


def test_the_half_of_the_stopwatch_that_has_gone_is_dark() -> None:
    """The half is what tells step two from step one, in one bit too."""
    (watch,) = props_of(FIGURES["hold-30"], "stopwatch")
    half = re.search(r'fill="(#\w{6})"><path d="M[\d.]+ [\d.]+A', stopwatch(watch, {}))
    assert half
    assert lightness(half[1]) < 0.5


def test_the_phone_leaves_her_face_free() -> None:
    """A woman on the phone, not a phone with a body."""
    assert the_face_is_free(FIGURES["phone"])


@pytest.mark.parametrize("name", WITH_TOWEL)
def test_the_towel_goes_from_both_hands_round_the_ball_of_the_foot(name: str) -> None:
    """Both strands run from a gripping hand to the ball of the stretched foot."""
    strands = props_of(FIGURES[name], "towel")
    assert {strand["from"] for strand in strands} == {"near.hand", "far.hand"}
    assert {strand["round"] for strand in strands} == {"near.ball"}
    assert set(joints_of(FIGURES[name]).hands.values()) == {"grip"}


def test_the_partner_cups_the_heel_and_pushes_the_ball_of_the_foot() -> None:
    """The partner never squeezes the calf nor pulls on the toes."""
    assert partner_holds_heel_and_ball(FIGURES["partner-help"])


def test_the_hands_of_the_wall_stretch_are_on_the_wall() -> None:
    """She leans on something that can't move."""
    assert hands_are_on_the_wall(FIGURES["wall-stretch"])


def test_standing_she_holds_the_bed() -> None:
    """Half asleep and on one good leg, she has a hand on something."""
    assert a_hand_holds_the_bed(FIGURES["stand-heels-flat"])


def test_the_light_is_on_before_she_stands() -> None:
    """She pulls the lamp's cord while she still sits."""
    assert hand_is_on_the_cord(FIGURES["lamp"])
    assert knee_is_bent(FIGURES["lamp"], "near")


def test_the_swollen_leg_is_told_by_size_and_hatching_and_not_by_colour() -> None:
    """In black and white, and on dark skin, red says nothing."""
    assert one_leg_is_bigger(FIGURES["compare-legs"])


def test_she_rests_on_her_side_with_pillows_and_loose_feet() -> None:
    """On her side, propped, and with no cover that pushes the toes down."""
    figure = FIGURES["rest-on-side"]
    assert she_lies_on_her_side(figure)
    assert her_pillows_are_in_place(figure)
    (cover,) = props_of(figure, "loose-cover")
    assert cover["edge"] < joints_of(figure).joints["near.ankle"][0] - 15


def test_the_same_woman_is_in_the_six_steps() -> None:
    """A sequence is one person's story."""
    steps = ("sit-toes-up", "hold-30", "lamp", "stand-heels-flat", "rest-on-side")
    people = {FIGURES[name]["pose"]["person"] for name in steps}
    skins = {leg["skin"] for leg in props_of(FIGURES["compare-legs"], "lower-leg")}
    assert len(people) == 1
    assert skins == {POSES["people"][people.pop()]["skin"]}


def test_people_differ_in_grey_too() -> None:
    """At least three skins differ in grey, and no one's skin melts into hair, top or sleeve."""
    people = POSES["people"].values()
    skins = sorted({round(lightness(person["skin"]), 2) for person in people})
    assert sum(b - a >= 0.07 for a, b in pairwise(skins)) >= 2
    for person in people:
        for other in ("hair", "top"):
            assert abs(lightness(person["skin"]) - lightness(person[other])) >= 0.1


def test_the_contact_sheet_shows_every_figure_five_times() -> None:
    """One page shows each figure large, at card size, in grey, in one bit, and drawn in black."""
    page = contact_sheet(BEDSIDE, "leg-cramps", POSES)
    assert all(f"<th>{name}</th>" in page for name in DRAWN)
    assert page.count("<svg") == 5 * len(DRAWN)


Reading = Callable[[dict[str, Any]], bool]
SPOILT: list[tuple[Reading, str, str, object]] = [
    (toes_are_up, "sit-toes-up", "pose.near.ankle", 110),
    (toes_are_up, "partner-help", "pose.near.ankle", 95),
    (heels_are_flat, "stand-heels-flat", "pose.near.ankle", 110),
    (heels_are_flat, "wall-stretch", "pose.near.ankle", 75),
    (heels_are_flat, "stand-heels-flat", "pose.far.thigh", -75),
    (knee_is_straight, "sit-toes-up", "pose.near.knee", 165),
    (knee_is_straight, "wall-stretch", "pose.near.knee", 190),
    (knee_is_bent, "wall-stretch", "pose.far.knee", 178),
    (back_is_propped, "sit-toes-up", "pose.torso", 84),
    (back_is_propped, "hold-30", "pose.hip", [120, 120]),
    (arrow_goes_from_toes_to_shin, "sit-toes-up", "props.arrow.to", "near.toe"),
    (arrow_goes_from_toes_to_shin, "partner-help", "props.arrow.from", "near.shin"),
    (partner_holds_heel_and_ball, "partner-help", "partner.far_arm.reach", [165, 134]),
    (hands_are_on_the_wall, "wall-stretch", "props.wall.x", 215),
    (a_hand_holds_the_bed, "stand-heels-flat", "props.bed.left", 165),
    (hand_is_on_the_cord, "lamp", "props.lamp.x", 212),
    (all_is_in_the_frame, "stand-heels-flat", "frame", [12, 166]),
    (all_is_in_the_frame, "hold-30", "props.stopwatch.radius", 42),
    (all_is_in_the_frame, "cover", "zoom", 1.5),
    (the_bump_is_seen, "sit-toes-up", "pose.near_arm.reach", [98, 104]),
    (the_bump_is_seen, "hold-30", "pose.far.thigh", 60),
    (the_face_is_free, "phone", "props.phone.lift", [6, 3]),
    (one_leg_is_bigger, "compare-legs", "props.lower-leg.swelling", 10),
    (she_lies_on_her_side, "rest-on-side", "pose.torso", 60),
    (her_pillows_are_in_place, "rest-on-side", "props.pillow.at", [20, 20]),
]


@pytest.mark.parametrize(("reading", "name", "place", "value"), SPOILT)
def test_a_reading_fails_where_the_pose_is_spoilt(
    reading: Reading, name: str, place: str, value: object
) -> None:
    """Every reading above holds for the pose as kept, and fails once the pose is made wrong."""
    figure = copy.deepcopy(FIGURES[name])
    assert reading(figure)
    table: Any = figure
    *way, last = place.split(".")
    for step in way:
        table = (
            next(prop for prop in table if prop["kind"] == step)
            if isinstance(table, list)
            else table[step]
        )
    table[last] = value
    assert not reading(figure)


def test_a_pose_that_no_body_can_take_is_named() -> None:
    """A hand out of reach stops the press, with the figure's name and how far it is."""
    poses = copy.deepcopy(POSES)
    poses["figures"]["lamp"]["pose"]["near_arm"]["reach"] = [230, 20]
    with pytest.raises(ValueError, match=r"lamp can't be drawn: the hand is \d+ units away"):
        draw("lamp", poses)
