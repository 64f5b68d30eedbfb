"""People: a skeleton dressed in skin, hair and cloth, layer by layer, of tapered limbs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from press.colour import WHITE
from press.figures.geometry import (
    Frame,
    Point,
    along,
    between,
    direction,
    disc,
    limb,
    smooth,
    straight,
)
from press.figures.limbs import HANDS, PLAIN, PREGNANT, SIDE, Shape, foot, laid_down, round_lines
from press.figures.paint import Paper, far_cloth, far_skin, line
from press.figures.pose import Person, Skeleton

# From the back of the picture to the front; a prop goes in after one of these.
LAYERS = ("far_arm", "far_leg", "near_leg", "head", "torso", "near_hand", "near_arm", "front")

# Heads: points (forward, up) from the middle, of a head of 15 units; drawn smaller.
HEAD = 0.8
FACE = [(12.2, 7), (12.6, 2.6), (16.2, -1.8), (16, -3.4), (13.6, -4.6), (13, -9), (10.4, -13)]
SKULL = [(4, -14), (-6, -10.5), (-13.6, -3), (-13.6, 6), (-7, 13.6), (3, 14.8), (9.4, 11.4)]
CAP = [(12.6, 7.6), (10.4, 13.6), (4, 17), (-6, 17), (-15.4, 9), (-16.4, -2), (-11.5, -9.5)]
SHORT = [(12.8, 8), (9, 16.4), (-5, 17.4), (-15, 10), (-15.8, 0), (-12, -7), (-7, -6), (-3, 2)]
BOB = [(12.8, 8), (7, 17), (-6, 17.6), (-16.4, 9), (-18.4, -5), (-16.5, -14.6), (-8, -16.4)]
SCARF = [(13, 8), (8.6, 16), (-4, 18.4), (-15.6, 11), (-18, -3), (-17, -17), (-10, -26), (6, -25)]
AFRO = [
    (13, 7),
    (16, 15),
    (10, 23),
    (-1, 26),
    (-13, 23),
    (-22, 14),
    (-24, 2),
    (-19, -10),
    (-9, -12),
]
BEARD = [(-4, 1), (0, -5), (6, -8), (13.2, -7.6), (12.6, -14), (5, -16.4), (-4, -12.6), (-7, -6)]
STYLES: Mapping[str, list[list[Point]]] = {
    "afro": [[*AFRO, (-4, -3), (0, 4), (6, 7.4)]],
    "beard": [[*SHORT, (3, 7), (8.4, 8.4)], BEARD],
    "bob": [[*BOB, (-2, -12.6), (-1.4, -4), (2, 4), (7, 7.4)]],
    "bun": [[*CAP, (-6, -8), (-3.4, -2), (0, 4), (6, 7)]],
    "scarf": [[*SCARF, (11, -19), (7.4, -13), (2.4, -7), (3, 3), (8, 8)]],
}
BUN = (-18, 5.5)
COMBED = [
    [(9, 11.4), (3, 12.8), (-5, 12.2), (-10.6, 6.6), (-11.4, -1), (-8.6, -6)],
    [(-22, 3), (-20.6, 7.4), (-16.4, 8.2)],
]
THIGH = 12  # units; the radius of a thigh at the hip
COMB = 1.8  # units; the width of a line in black hair


def dress(skeleton: Skeleton, person: Person, paper: Paper) -> dict[str, str]:
    """SVG of the person, by layer."""
    far_hand, far_sleeve = arm("far", skeleton, person, paper)
    near_hand, near_sleeve = arm("near", skeleton, person, paper)
    return {
        "far_arm": far_hand + far_sleeve,
        "far_leg": leg("far", skeleton, person, paper),
        "near_leg": leg("near", skeleton, person, paper),
        "head": head(skeleton, person, paper),
        "torso": torso(skeleton.frames["torso"], person, paper),
        "near_hand": near_hand,
        "near_arm": near_sleeve,
    }


def torso(frame: Frame, person: Person, paper: Paper) -> str:
    """The trunk, with a line behind the bump."""
    around = PREGNANT if person.bump else PLAIN
    lines = round_lines(paper.seams) if person.bump else []
    lines += [SIDE] if paper.seams > 1 else []

    def laid(points: list[Point], closed: bool) -> str:
        wide = [(forward * person.girth, up) for forward, up in points]
        return smooth(frame.all(wide), closed)

    svg = paper.part([laid(around, True)], person.top)
    return svg + "".join(paper.seam(laid(points, False)) for points in lines)


def clothed(limbs: Shape, colour: str, paper: Paper) -> str:
    """Cloth over a tapered limb, with the paper's seams along it."""
    svg = paper.part(limb(limbs), colour)
    lines = int(paper.seams * limbs[0][1] / THIGH)
    for share in range(1, lines + 1):
        way = [direction(start, end) for (start, _), (end, _) in pairwise(limbs)]
        turns = zip(limbs, [*way, way[-1]], strict=True)
        aside = 2 * share / (lines + 1) - 1
        points = [along(at, turn + 90, aside * radius) for (at, radius), turn in turns]
        svg += paper.seam(smooth(points, False))
    return svg


def leg(side: str, skeleton: Skeleton, person: Person, paper: Paper) -> str:
    """A leg: a trouser leg that ends below the knee, a bare calf, and a bare foot.

    Where the picture's lower edge cuts the legs, a thigh down to that edge, and no further.
    """
    hip, knee, ankle = (skeleton.joints[name] for name in ("hip", f"{side}.knee", f"{side}.ankle"))
    sole, wide = skeleton.frames[f"{side}.foot"], person.girth
    skin, cloth = colours(side, person.skin, person.trousers)
    if paper.cut is not None:
        (x, y), wide = hip, THIGH * wide
        top, low = (y, x), (paper.cut, between(hip, knee, (paper.cut - y) / (knee[1] - y))[0])
        edges = [(top, wide), (low, 0.8 * wide)]
        sides = [(mid + side * r, h) for side in (-1, 1) for (h, mid), r in edges[::side]]
        return paper.part([straight(sides)], cloth)
    # The calf stands out behind the shin, to the side of the heel.
    calf = along(between(knee, ankle, 0.36), sole.up + 90 * sole.facing, 1.4)
    bare = [*limb([(knee, 7.2 * wide), (calf, 8.2 * wide), (ankle, 4.7)]), foot(sole)]
    hem = along(knee, direction(knee, ankle), 4)
    covered = [(hip, THIGH * wide), (knee, 8.6 * wide), (hem, 8.4 * wide)]
    seams = paper if side == "near" else replace(paper, seams=paper.seams // 2)  # half hidden
    return paper.part(bare, skin) + clothed(covered, cloth, seams)


def arm(side: str, skeleton: Skeleton, person: Person, paper: Paper) -> tuple[str, str]:
    """An arm: a bare forearm with a hand that does something, and a sleeve to the elbow."""
    shoulder, elbow, wrist = (
        skeleton.joints[name] for name in ("shoulder", f"{side}.elbow", f"{side}.wrist")
    )
    skin, cloth = colours(side, person.skin, person.top)
    wide = person.girth
    hand = HANDS[skeleton.hands[side]]
    hem = along(elbow, direction(elbow, wrist), 2)
    covered = [(shoulder, 7.4 * wide), (elbow, 6 * wide), (hem, 6 * wide)]
    bare = limb([(elbow, 5), (wrist, 3.5)])
    held = laid_down(hand, skeleton.frames[f"{side}.hand"], bare, skin, paper)
    return held, clothed(covered, cloth, paper)


def colours(side: str, skin: str, cloth: str) -> tuple[str, str]:
    """Skin and cloth of a near or a far limb."""
    return (far_skin(skin), far_cloth(cloth)) if side == "far" else (skin, cloth)


def head(skeleton: Skeleton, person: Person, paper: Paper) -> str:
    """SVG of neck, face and hair; a face has a nose, and no more."""
    small = replace(skeleton.frames["head"], scale=HEAD)
    throat = limb([(skeleton.joints["neck"], 5.6), (small.at(-3, -5), 5)])
    face = [*throat, smooth(small.all([*FACE, *SKULL]))]
    hair = [smooth(small.all(style)) for style in STYLES[person.style]]
    if person.style == "bun":
        hair.append(disc(small.at(*BUN), 7.4 * HEAD))
    svg = paper.part(face, person.skin) + paper.part(hair, person.hair, paper.parting)
    if person.skin == WHITE:  # drawn large, in black only
        combed = "".join(smooth(small.all(strand), False) for strand in COMBED)
        svg += line(combed, WHITE, COMB)
    return svg
