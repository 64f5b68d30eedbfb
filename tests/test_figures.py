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
from press.figures.draw import draw, draw_all, draw_all_black
from press.figures.paint import ALERT, CLOTH, MIDDLE, Paper
from press.figures.signs import stopwatch
from press.review.contact_sheet import contact_sheet
from tests.anatomy import (
    FIGURES,
    FOLDER,
    POSES,
    all_is_in_the_frame,
    arrow_goes_from_toes_to_shin,
    back_is_propped,
    both_hands_hold_the_rail,
    both_legs_are_alike,
    hand_is_on_the_cord,
    hands_are_on_the_wall,
    heels_are_flat,
    her_feet_are_free,
    her_pillows_are_in_place,
    knee_is_bent,
    knee_is_straight,
    one_leg_is_bigger,
    partner_holds_heel_and_ball,
    props_of,
    she_lies_on_her_side,
    the_bump_is_seen,
    the_face_is_free,
    the_other_foot_is_away,
    the_towel_leaves_the_foot_clear,
    the_wall_runs_out_of_the_picture,
    toes_are_up,
)
from tests.guides import BEDSIDE
from tests.shop import ROOT

SIGNS = ROOT / "styles/signs"
DRAWN = draw_all(POSES)

TOES_UP = ("sit-toes-up", "cover", "partner-help", "foot-bends")
SITTING_IN_BED = ("sit-toes-up", "cover", "partner-help")
WITH_TOWEL = ("sit-toes-up", "cover")
FEET_ON_THE_FLOOR = ("wall-stretch", "phone", "lamp")
ROWS = ("lamp", "stand-heels-flat", "compare-legs", "rest-on-side")  # of the card, 12 mm high
LAMP_LIGHT = "#fff4d6"
ALLOWED = {"svg", "g", "path"}


def test_the_kept_pictures_are_what_the_poses_give() -> None:
    """Every kept SVG equals its pose, byte for byte, and none is left over or missing."""
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.svg")}
    assert kept == DRAWN, "python build.py figures draws them again"


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_draws_shapes_in_one_frame_and_nothing_else(name: str) -> None:
    """A figure holds groups and paths in its own frame: no words, scripts, styles or addresses."""
    svg = DRAWN[name]
    root = ElementTree.fromstring(svg)
    frame = FIGURES[Path(name).stem]["frame"]
    assert root.attrib == {"viewBox": " ".join(str(edge) for edge in frame)}
    assert {str(element.tag).rpartition("}")[2] for element in root.iter()} <= ALLOWED
    assert not re.search(r"href|url\(|style=|class=|id=|opacity|nan|inf", svg)


@pytest.mark.parametrize("name", ROWS)
def test_a_picture_of_a_row_is_twice_as_wide_as_high(name: str) -> None:
    """A row of the card prints it 12 mm high and has 24 mm, and crops nothing."""
    _, _, wide, high = FIGURES[name]["frame"]
    assert 1.85 <= wide / high <= 2.01


def test_the_hero_is_as_low_as_its_panel() -> None:
    """The card's hero is 45 mm high with its margins, and its picture 66 mm wide."""
    _, _, wide, high = FIGURES["sit-toes-up"]["frame"]
    assert 66 * high / wide <= 41


def test_gaps_are_of_the_ground_that_a_picture_is_printed_on() -> None:
    """The hero and the cover lie on lamp light, the others on white, and black ones on white."""
    assert {name for name, svg in DRAWN.items() if LAMP_LIGHT in svg} == {
        "sit-toes-up.svg",
        "cover.svg",
    }
    assert all(LAMP_LIGHT not in svg for svg in draw_all_black(POSES).values())


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


@pytest.mark.parametrize("name", TOES_UP)
def test_the_arrow_goes_from_the_toes_to_the_shin(name: str) -> None:
    """An arrow the other way round would teach the movement that brings cramp on."""
    assert arrow_goes_from_toes_to_shin(FIGURES[name])


@pytest.mark.parametrize("name", DRAWN)
def test_red_never_says_anything_alone(name: str) -> None:
    """Alert red is an arrow, or waves of heat beside a leg that is wider; it is never a cross."""
    figure = FIGURES[Path(name).stem]
    arrows = props_of(figure, "arrow") + props_of(figure, "heel")
    hot = [leg for leg in props_of(figure, "lower-leg") if leg.get("heat")]
    assert (ALERT in DRAWN[name]) == bool(arrows or hot)
    assert all(leg["wide"] >= 1.5 for leg in hot)


@pytest.mark.parametrize("name", FIGURES)
def test_a_picture_has_one_arrow_at_most(name: str) -> None:
    """Two arrows are two messages."""
    assert len(props_of(FIGURES[name], "arrow")) <= 1


@pytest.mark.parametrize("name", WITH_TOWEL)
def test_bump_and_bent_knee_are_not_hidden_by_her_arms(name: str) -> None:
    """The reader sees herself: a pregnant woman with one knee bent."""
    assert the_bump_is_seen(FIGURES[name])


@pytest.mark.parametrize("name", WITH_TOWEL)
def test_the_half_of_the_stopwatch_that_has_gone_is_dark(name: str) -> None:
    """Half a minute, in one bit too, and without numerals."""
    (watch,) = props_of(FIGURES[name], "stopwatch")
    assert lightness(CLOTH) < MIDDLE
    assert f'<g fill="{CLOTH}"><path d="M{watch["at"][0]} ' in stopwatch(watch, {}, Paper())


def test_the_phone_leaves_her_face_free() -> None:
    """A woman on the phone, not a phone with a body."""
    assert the_face_is_free(FIGURES["phone"])


@pytest.mark.parametrize("name", WITH_TOWEL)
def test_the_towel_goes_from_both_hands_round_the_ball_of_the_foot(name: str) -> None:
    """One towel, bent round the sole; the foot is whole in front of it, and the other far off."""
    assert the_towel_leaves_the_foot_clear(FIGURES[name])
    assert the_other_foot_is_away(FIGURES[name])


def test_the_partner_cups_the_heel_and_pushes_the_ball_of_the_foot() -> None:
    """The partner never squeezes the calf nor pulls on the toes."""
    assert partner_holds_heel_and_ball(FIGURES["partner-help"])


def test_the_hands_of_the_wall_stretch_are_on_the_wall() -> None:
    """She leans on something that can't move, with her palms at the height of her shoulders."""
    assert hands_are_on_the_wall(FIGURES["wall-stretch"])
    assert the_wall_runs_out_of_the_picture(FIGURES["wall-stretch"])


def test_standing_she_holds_the_bed_with_both_hands() -> None:
    """Half asleep and on one good leg, she has both hands on something."""
    assert both_hands_hold_the_rail(FIGURES["stand-heels-flat"])


def test_one_heel_is_shown_large() -> None:
    """A flat heel can't be seen on a woman 12 mm high: an inset of 11 mm has one, and an arrow."""
    figure = FIGURES["stand-heels-flat"]
    (heel,) = props_of(figure, "heel")
    assert 2 * heel["radius"] >= 0.9 * figure["frame"][3]


def test_the_light_is_on_before_she_stands() -> None:
    """She pulls the lamp's cord while she still sits."""
    assert hand_is_on_the_cord(FIGURES["lamp"])
    assert knee_is_bent(FIGURES["lamp"], "near")


def test_the_swollen_leg_is_told_by_size_and_heat_and_not_by_colour() -> None:
    """In black and white, and on dark skin, red says nothing."""
    assert one_leg_is_bigger(FIGURES["compare-legs"])
    assert one_leg_is_bigger(FIGURES["leg-clot"]) and both_legs_are_alike(FIGURES["leg-same"])
    assert FIGURES["leg-same"]["frame"] == FIGURES["leg-clot"]["frame"]


def test_she_rests_on_her_side_with_pillows_and_loose_feet() -> None:
    """On her side, her cheek on her hands, with pillows behind her back and between her knees."""
    assert she_lies_on_her_side(FIGURES["rest-on-side"])
    assert her_pillows_are_in_place(FIGURES["rest-on-side"])


def test_the_covers_are_loose_at_the_feet() -> None:
    """A tight cover pushes the toes down, and brings cramp on."""
    assert her_feet_are_free(FIGURES["loose-covers"])


def test_the_same_woman_is_in_the_six_steps_and_others_elsewhere() -> None:
    """A sequence is one person's story; help and prevention are for everybody."""
    steps = ("sit-toes-up", "cover", "lamp", "stand-heels-flat", "rest-on-side")
    people = {FIGURES[name]["pose"]["person"] for name in steps}
    close = props_of(FIGURES["compare-legs"], "lower-leg")
    close += props_of(FIGURES["stand-heels-flat"], "heel")
    assert len(people) == 1
    assert {part["skin"] for part in close} == {POSES["people"][next(iter(people))]["skin"]}
    others = [FIGURES[name]["pose"]["person"] for name in FIGURES if "pose" in FIGURES[name]]
    prevention = {
        FIGURES[n]["pose"]["person"] for n in ("wall-stretch", "foot-bends", "loose-covers")
    }
    assert len(prevention) == 3 and not prevention & people and len({*others}) >= 5


def test_pale_skin_has_a_keyline_and_dark_cloth_is_dark_in_one_bit() -> None:
    """A copy keeps every silhouette: what is pale is edged, and all cloth and hair is ink."""
    for person in POSES["people"].values():
        assert all(lightness(person[part]) < MIDDLE for part in ("hair", "top", "trousers"))
        drawn = Paper().part(["M0 0"], person["skin"])
        assert ('stroke-width="2.2"' in drawn) == (lightness(person["skin"]) > MIDDLE)


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
    (heels_are_flat, "lamp", "pose.near.ankle", 110),
    (heels_are_flat, "wall-stretch", "pose.near.ankle", 75),
    (heels_are_flat, "phone", "pose.far.thigh", -15),
    (knee_is_straight, "sit-toes-up", "pose.near.knee", 165),
    (knee_is_straight, "wall-stretch", "pose.near.knee", 190),
    (knee_is_bent, "wall-stretch", "pose.far.knee", 178),
    (back_is_propped, "sit-toes-up", "pose.torso", 84),
    (back_is_propped, "cover", "props.pillow.at", [-50, -30]),
    (arrow_goes_from_toes_to_shin, "sit-toes-up", "props.arrow.turn", [82, 27]),
    (arrow_goes_from_toes_to_shin, "sit-toes-up", "props.arrow.about", "near.toe"),
    (arrow_goes_from_toes_to_shin, "partner-help", "props.arrow.radius", 20),
    (arrow_goes_from_toes_to_shin, "foot-bends", "props.ghost.ankle", 100),
    (partner_holds_heel_and_ball, "partner-help", "partner.far_arm.reach", [118, -6]),
    (hands_are_on_the_wall, "wall-stretch", "props.wall.box", [90, -190, 50, 200]),
    (hands_are_on_the_wall, "wall-stretch", "pose.hip", [4, -76]),
    (the_wall_runs_out_of_the_picture, "wall-stretch", "props.wall.box", [68, -170, 50, 170]),
    (both_hands_hold_the_rail, "stand-heels-flat", "props.board.x", 104),
    (both_hands_hold_the_rail, "stand-heels-flat", "props.board.x", 22),
    (hand_is_on_the_cord, "lamp", "props.lamp.x", 92),
    (all_is_in_the_frame, "stand-heels-flat", "frame", [-126, -164, 230, 96]),
    (all_is_in_the_frame, "sit-toes-up", "props.stopwatch.radius", 34),
    (the_bump_is_seen, "sit-toes-up", "pose.near_arm.reach", [38, -34]),
    (the_bump_is_seen, "cover", "pose.far.thigh", 60),
    (the_towel_leaves_the_foot_clear, "sit-toes-up", "props.towel.layer", "near_leg"),
    (the_towel_leaves_the_foot_clear, "cover", "props.towel.round", "near.toe"),
    (the_other_foot_is_away, "sit-toes-up", "pose.far.knee", 105),
    (the_face_is_free, "phone", "props.phone.lift", [6, 3]),
    (one_leg_is_bigger, "compare-legs", "props.lower-leg.wide", 1.2),
    (both_legs_are_alike, "leg-same", "props.lower-leg.wide", 1.5),
    (she_lies_on_her_side, "rest-on-side", "pose.near.knee", 176),
    (she_lies_on_her_side, "rest-on-side", "pose.near_arm.reach", [24, 24]),
    (her_pillows_are_in_place, "rest-on-side", "props.pillow.at", [-90, 40]),
    (her_feet_are_free, "loose-covers", "props.cover.through", [[24, -26], [98, -34], [141, 24]]),
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
