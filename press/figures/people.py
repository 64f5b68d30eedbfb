"""People: a skeleton dressed in skin, hair and cloth, layer by layer, of tapered limbs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import cos, radians, sin

from press.colour import WHITE
from press.figures.geometry import (
    Frame,
    Point,
    along,
    between,
    direction,
    disc,
    dots,
    limb,
    smooth,
)
from press.figures.limbs import FOOT, HANDS, Shape, shaped
from press.figures.paint import Paper, far_cloth, far_skin, flat, line
from press.figures.pose import Person, Skeleton

# From the back of the picture to the front; a prop goes in after one of these.
LAYERS = ("far_arm", "far_leg", "near_leg", "head", "torso", "near_hand", "near_arm", "front")

# Trunks: tapered shapes up the back, each of (forward, up) from the hip, and a radius.
BACK: list[Shape] = [[((0, 0), 12.6), ((-1, 42), 10.4)]]
BUMP: list[Shape] = [*BACK, [((3, 0), 10.6), ((15, 16), 16.5)], [((11, 18), 14.5), ((2, 40), 9)]]
FLAT: list[Shape] = [*BACK, [((2, 2), 12.4), ((3, 24), 12.4), ((2, 40), 9.6)]]

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
BEHIND = [radians(angle) for angle in range(105, 256, 15)]
COMBED = [
    [(9, 11.4), (3, 12.8), (-5, 12.2), (-10.6, 6.6), (-11.4, -1), (-8.6, -6)],
    [(-22, 3), (-20.6, 7.4), (-16.4, 8.2)],
]
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
    """The back, and the bump as a circle in front of it."""
    wide = person.girth
    trunk = [
        [(frame.at(forward * wide, up), radius * wide) for (forward, up), radius in part]
        for part in (BUMP if person.bump else FLAT)
    ]
    svg = clothed(trunk, person.top, paper)
    if not paper.bump:
        return svg
    (forward, up), radius = BUMP[1][1]
    arc = [frame.at(forward + radius * cos(t), up + radius * sin(t)) for t in BEHIND]
    return svg + line(smooth(arc, False), paper.ground, paper.gap)


def clothed(limbs: list[Shape], colour: str, paper: Paper) -> str:
    """Cloth over limbs, with dots of the ground's colour where the paper asks for them."""
    svg = paper.part([path for one in limbs for path in limb(one)], colour)
    if not paper.dots:
        return svg
    step, radius = paper.dots
    spots = dots(limbs, step, radius + 0.4)
    return svg + flat([disc(spot, radius) for spot in spots], paper.ground)


def leg(side: str, skeleton: Skeleton, person: Person, paper: Paper) -> str:
    """A leg: a trouser leg that ends below the knee, a bare calf, and a bare foot."""
    hip, knee, ankle = (skeleton.joints[name] for name in ("hip", f"{side}.knee", f"{side}.ankle"))
    foot, wide = skeleton.frames[f"{side}.foot"], person.girth
    skin, cloth = colours(side, person.skin, person.trousers)
    # The calf stands out behind the shin, to the side of the heel.
    calf = along(between(knee, ankle, 0.36), foot.up + 90 * foot.facing, 1.2)
    bare = limb([(knee, 7.2 * wide), (calf, 8 * wide), (ankle, 5)]) + shaped(foot, FOOT)
    hem = along(knee, direction(knee, ankle), 4)
    covered = [(hip, 12 * wide), (knee, 8.6 * wide), (hem, 8.2 * wide)]
    return paper.part(bare, skin) + clothed([covered], cloth, paper)


def arm(side: str, skeleton: Skeleton, person: Person, paper: Paper) -> tuple[str, str]:
    """An arm: a bare forearm with a hand that does something, and a sleeve to the elbow."""
    shoulder, elbow, wrist = (
        skeleton.joints[name] for name in ("shoulder", f"{side}.elbow", f"{side}.wrist")
    )
    skin, cloth = colours(side, person.skin, person.top)
    wide = person.girth
    hand = shaped(skeleton.frames[f"{side}.hand"], HANDS[skeleton.hands[side]])
    hem = along(elbow, direction(elbow, wrist), 2)
    covered = [(shoulder, 7.8 * wide), (elbow, 6.2 * wide), (hem, 6.2 * wide)]
    bare = [*limb([(elbow, 5), (wrist, 3.8)]), *hand]
    return paper.part(bare, skin), clothed([covered], cloth, paper)


def colours(side: str, skin: str, cloth: str) -> tuple[str, str]:
    """Skin and cloth of a near or a far limb."""
    return (far_skin(skin), far_cloth(cloth)) if side == "far" else (skin, cloth)


def head(skeleton: Skeleton, person: Person, paper: Paper) -> str:
    """SVG of neck, face and hair; a face has a nose, and no more."""
    small = replace(skeleton.frames["head"], scale=HEAD)
    throat = limb([(skeleton.joints["neck"], 5.2), (small.at(-3, -5), 5)])
    face = [*throat, smooth(small.all([*FACE, *SKULL]))]
    hair = [smooth(small.all(style)) for style in STYLES[person.style]]
    if person.style == "bun":
        hair.append(disc(small.at(*BUN), 7.4 * HEAD))
    svg = paper.part(face, person.skin) + paper.part(hair, person.hair, paper.parting)
    if person.skin == WHITE:  # drawn large, in black only
        combed = "".join(smooth(small.all(strand), False) for strand in COMBED)
        svg += line(combed, WHITE, COMB)
    return svg
