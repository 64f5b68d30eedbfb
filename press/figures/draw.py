"""The figures of a guide, drawn from its poses.

`poses.toml` says who is in a figure, how every joint is bent and what stands around; this
module lays the parts down in order. The same poses give the same text, byte for byte.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from press.colour import WHITE
from press.figures.furniture import (
    bed,
    bed_above,
    chair,
    cover,
    floor,
    lamp,
    loose_cover,
    pillow,
    wall,
)
from press.figures.geometry import Point
from press.figures.limbs import lower_leg
from press.figures.paint import INK, Prop, in_one_bit, outlined
from press.figures.people import LAYERS, dress
from press.figures.pose import Body, Person, Skeleton, read_pose, stand
from press.figures.signs import arrow, clock, ghost, moon, phone, stars, stopwatch, towel
from press.project import BLACK_ONES

POSES = "poses.toml"
PEOPLE = ("pose", "partner")  # a figure has one person, two, or none
WIDE = 240  # units; every frame is this wide and as high as its figure needs

Table = Mapping[str, Any]


PROPS: Mapping[str, Prop] = {
    "arrow": arrow,
    "bed": bed,
    "bed-above": bed_above,
    "chair": chair,
    "clock": clock,
    "cover": cover,
    "floor": floor,
    "ghost": ghost,
    "lamp": lamp,
    "loose-cover": loose_cover,
    "lower-leg": lower_leg,
    "moon": moon,
    "phone": phone,
    "pillow": pillow,
    "stars": stars,
    "stopwatch": stopwatch,
    "towel": towel,
    "wall": wall,
}


def draw_all(poses: Table) -> dict[str, str]:
    """Every figure of a guide's poses: file name to SVG text, in the order of poses.toml.

    Raises ValueError, naming the figure, where a pose can't be drawn.
    """
    return {f"{name}.svg": draw(name, poses) for name in poses["figures"]}


def draw_all_black(poses: Table) -> dict[str, str]:
    """Every figure as the editions in black only print it, as `draw_all`; they lie in `mono/`."""
    return {f"{BLACK_ONES}/{name}.svg": draw_black(name, poses) for name in poses["figures"]}


def draw(name: str, poses: Table) -> str:
    """One figure as SVG text; raises ValueError where its pose can't be drawn."""
    figure = poses["figures"][name]
    try:
        drawing = _scene(figure, poses)
    except (ArithmeticError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{POSES}: {name} can't be drawn: {error}") from error
    if "zoom" in figure:
        x, y = figure["shift"]
        drawing = f'<g transform="translate({x} {y}) scale({figure["zoom"]})">{drawing}</g>'
    top, high = figure["frame"]
    if top:
        drawing = f'<g transform="translate(0 {-top})">{drawing}</g>'
    if "ground" in figure:
        drawing = f'<path d="M0 0H{WIDE}V{high}H0Z" fill="{figure["ground"]}"/>{drawing}'
    frame = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high}">'
    # One element a line, so that a diff shows the part that moved.
    return f"{frame}{drawing}</svg>".replace("><", ">\n<") + "\n"


def draw_black(name: str, poses: Table) -> str:
    """One figure in black lines on white, from the same pose; raises ValueError as `draw`.

    Skin and cloth are left white, and hair is the one solid; in a figure that is printed large it
    is combed instead. No ground is laid, the floor is a thin line, and no clock has a dark half.
    """
    figure = poses["figures"][name]
    large = figure.get("large", False)
    left = {"hair": WHITE} if large else {}
    people = {who: {**looks, **ON_WHITE, **left} for who, looks in poses["people"].items()}
    props = [_on_white(prop) for prop in figure.get("props", [])]
    bare = {**{key: figure[key] for key in figure if key != "ground"}, "props": props}
    drawn = in_one_bit(draw(name, {**poses, "people": people, "figures": {name: bare}}))
    return outlined(drawn, *(FINER if large else BOLDER))


ON_WHITE = {"skin": WHITE, "top": WHITE, "trousers": WHITE}
THIN_FLOOR = 1.8  # units
# By how many units outlines are wider, and how wide the thinnest line is. On the card, which prints
# 12 units a millimetre, that makes 0.22 mm and 0.15 mm; a large figure's units are longer.
BOLDER, FINER = (0.5, 1.8), (-0.5, 1.3)


def _on_white(prop: Table) -> Table:
    """A thing of a figure without its colours."""
    if prop["kind"] == "floor":
        return {**prop, "wide": THIN_FLOOR, "colour": INK}
    if prop["kind"] == "stopwatch":
        return {**prop, "hatched": True}
    colours = {key: WHITE for key in ("skin", "trousers", "sleeve", "colour") if key in prop}
    return {**prop, **colours}


def bones(figure: Table, poses: Table, who: str = "pose") -> Skeleton:
    """The joints of one person in a figure, as its pose puts them."""
    return stand(read_pose(figure[who]), Body(**poses["body"]))


def _scene(figure: Table, poses: Table) -> str:
    """Everything in the figure, from the back to the front."""
    layers: dict[str, list[str]] = {layer: [] for layer in ("back", *LAYERS)}
    joints: dict[str, Point] = {}
    for who in PEOPLE:
        if who in figure:
            skeleton = bones(figure, poses, who)
            prefix = "" if who == PEOPLE[0] else f"{who}."
            joints |= {prefix + joint: at for joint, at in skeleton.joints.items()}
            looks = poses["people"][figure[who]["person"]]
            person = Person(**looks, asleep=figure[who].get("asleep", False))
            for layer, svg in dress(skeleton, person).items():
                layers[layer].append(svg)
    for prop in figure.get("props", []):
        layers[prop.get("layer", "back")].append(PROPS[prop["kind"]](prop, joints))
    return "".join("".join(parts) for parts in layers.values())
