"""The figures of a guide, drawn from its poses.

`poses.toml` says who is in a figure, how every joint is bent and what stands around; this
module lays the parts down in order. The same poses give the same text, byte for byte.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from press.colour import WHITE
from press.figures.close import heel, lower_leg
from press.figures.furniture import bed, board, chair, cover, floor, pillow, sheet, table, wall
from press.figures.geometry import Point, number
from press.figures.night import lamp, moon, window
from press.figures.paint import INK, Paper, Prop, in_one_bit
from press.figures.people import LAYERS, dress
from press.figures.pose import Body, Person, Skeleton, read_pose, stand
from press.figures.signs import arrow, calling, ghost, phone, stopwatch, towel
from press.project import BLACK_ONES

POSES = "poses.toml"
PARTING = 1  # unit between black hair and a black face
PEOPLE = ("pose", "partner")  # a figure has one person, two, or none

Table = Mapping[str, Any]


PROPS: Mapping[str, Prop] = {
    "arrow": arrow,
    "bed": bed,
    "board": board,
    "calling": calling,
    "chair": chair,
    "cover": cover,
    "floor": floor,
    "ghost": ghost,
    "heel": heel,
    "lamp": lamp,
    "lower-leg": lower_leg,
    "moon": moon,
    "phone": phone,
    "pillow": pillow,
    "sheet": sheet,
    "stopwatch": stopwatch,
    "table": table,
    "towel": towel,
    "wall": wall,
    "window": window,
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
    figure = told(name, poses)
    return _svg(name, figure, poses, _paper(figure))


def draw_black(name: str, poses: Table) -> str:
    """One figure as a black silhouette on white, its gaps in white; raises ValueError as `draw`.

    A copier prints a large solid in patches: a figure may have `seams` in its cloth, and one that
    is printed large has its skin left white in a keyline.
    """
    figure = told(name, poses)
    skin = WHITE if figure.get("large") else INK
    worn = {"skin": skin, "hair": INK, "top": INK, "trousers": INK}
    drawn = {"skin": skin, "trousers": INK, "sleeve": INK}
    people = {who: {**looks, **worn} for who, looks in poses["people"].items()}
    props = [
        {**prop, **{key: drawn[key] for key in drawn.keys() & prop.keys()}}
        for prop in figure.get("props", [])
    ]
    seams = figure.get("seams", 0)
    paper = replace(_paper(figure), ground=WHITE, parting=PARTING, seams=seams)
    return in_one_bit(_svg(name, {**figure, "props": props}, {**poses, "people": people}, paper))


def told(name: str, poses: Table) -> Table:
    """What poses.toml says of a figure, and what it takes over from the one that it is `like`."""
    figure = poses["figures"][name]
    return {**told(figure["like"], poses), **figure} if "like" in figure else figure


def _paper(figure: Table) -> Paper:
    kept = ("ground", "gap", "keyline", "cut")
    return Paper(**{key: figure[key] for key in kept if key in figure})


def _svg(name: str, figure: Table, poses: Table, paper: Paper) -> str:
    try:
        drawing = _scene(figure, poses, paper)
        box = " ".join(number(edge) for edge in figure["frame"])
    except (ArithmeticError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{POSES}: {name} can't be drawn: {error}") from error
    frame = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">'
    # One element a line, so that a diff shows the part that moved.
    return f"{frame}{drawing}</svg>".replace("><", ">\n<") + "\n"


def bones(figure: Table, poses: Table, who: str = "pose") -> Skeleton:
    """The joints of one person in a figure, as its pose puts them."""
    return stand(read_pose(figure[who]), Body(**poses["body"]))


def _scene(figure: Table, poses: Table, paper: Paper) -> str:
    """Everything in the figure, from the back to the front."""
    layers: dict[str, list[str]] = {layer: [] for layer in ("back", *LAYERS)}
    joints: dict[str, Point] = {}
    for who in PEOPLE:
        if who in figure:
            skeleton = bones(figure, poses, who)
            prefix = "" if who == PEOPLE[0] else f"{who}."
            joints |= {prefix + joint: at for joint, at in skeleton.joints.items()}
            person = Person(**poses["people"][figure[who]["person"]])
            for layer, svg in dress(skeleton, person, paper).items():
                layers[layer].append(svg)
    for prop in figure.get("props", []):
        layers[prop.get("layer", "back")].append(PROPS[prop["kind"]](prop, joints, paper))
    if figure.get("cheek_on_hand"):
        layers["near_leg"] += layers.pop("near_hand")
    return "".join("".join(parts) for parts in layers.values())
