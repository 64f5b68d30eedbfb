"""People: a skeleton dressed in skin, hair and cloth, layer by layer."""

from __future__ import annotations

from collections.abc import Mapping

from press.colour import WHITE
from press.figures.geometry import (
    Frame,
    Point,
    along,
    angle_at,
    between,
    capsule,
    direction,
    smooth,
)
from press.figures.limbs import fingers, palm
from press.figures.paint import INK, UMBER, disc, fill, line, mix, shade
from press.figures.pose import Person, Skeleton

# From the back of the picture to the front; a prop goes in after one of these.
LAYERS = ("far_arm", "far_leg", "near_leg", "torso", "head", "near_arm", "front")

BACK = [(-5, 52), (-10.5, 47), (-12.5, 38), (-10.5, 25), (-12, 10), (-13, 0), (-10, -9)]
BUMP = [(1, -11), (10, -9), (17, -2), (27, 6), (33, 15.5), (31.5, 25), (22, 32)]
BUMP_TOP = [(15.5, 38), (12.5, 45), (6.5, 50.5), (1, 53)]
FLAT = [(1, -11), (9, -9), (12, 0), (12, 12), (12.5, 24), (13.5, 34), (11.5, 44), (6, 51), (1, 53)]

FOOT = [(-5.4, 3), (-6.8, -1.4), (-7.4, -5.4), (-4, -8), (4, -7), (14, -8), (25.5, -8)]
SOLE = [*FOOT, (29.4, -5.2), (27, -1.8), (16.5, 0.8), (9, 4), (5.4, 9)]
STRAIGHT = 150  # degrees; a knee bent less than this leaves the cloth smooth


PROFILE = [
    (12.2, 7),
    (13, 2.4),
    (15.6, -1.2),
    (16.4, -3.6),
    (14, -5.4),
    (13.6, -8.6),
    (11, -13),
    (4, -13.6),
]
SKULL = [(-6, -10.5), (-13.6, -3), (-13.6, 6), (-7, 13.6), (3, 14.8), (9.4, 11.4)]
CAP = [(11, 11), (5, 17), (-6, 17), (-15.4, 9), (-16.4, -2), (-11.5, -9.5), (-7.4, -8)]
FRINGE = [(-5, -3), (-1.4, 3), (4, 6.5), (8.6, 9)]
BEARD = [
    (-5, -2),
    (-2, -5),
    (5, -9.5),
    (9, -8.4),
    (13, -8.6),
    (12, -14),
    (5, -16),
    (-3, -13),
    (-6, -7),
]
SHORT = [(11.4, 10), (7, 17), (-5, 17.4), (-15, 10), (-15.8, 0), (-12, -6), (-8.5, -4), (-4, 2)]
BOB = [(11.6, 10), (6, 17.4), (-6, 17.6), (-16.4, 9), (-18.4, -5), (-16.5, -14.6), (-8, -16.4)]
SCARF = [(12, 8), (8.6, 16), (-4, 18.4), (-15.6, 11), (-18, -3), (-16, -17), (-7, -24), (6, -23)]
AFRO = [(13, 9), (11, 17), (2, 22.4), (-10, 21.4), (-19.4, 13), (-21, 0), (-16.6, -10), (-8, -10.4)]
STYLES: Mapping[str, list[Point]] = {
    "afro": [*AFRO, (-5, -3), (-1, 4), (5, 7), (9.4, 8)],
    "beard": [*SHORT, (3, 7), (8.4, 9)],
    "bob": [*BOB, (-1.6, -13.6), (-0.6, -5), (2, 3), (8, 8)],
    "bun": [*CAP, *FRINGE],
    "scarf": [*SCARF, (11, -17), (7.6, -12), (2.4, -6), (4, 3), (9, 8)],
}
# Hair that is left white is combed, or it would be a cap.
STRANDS: Mapping[str, list[list[Point]]] = {
    "bun": [
        [(8, 10.5), (3, 13.2), (-4, 12.8), (-10, 8), (-13, 3)],
        [(5, 8), (0, 9.2), (-6, 7.6), (-11, 2.4)],
        [(1, 5), (-4, 4), (-8.5, -0.6), (-11, -4.6)],
        [(-15, 6), (-19, 6.2), (-22, 2.6)],
        [(-14.4, 0.4), (-17.5, 2.4), (-20.6, 0)],
    ],
    "beard": [
        [(8, 10.5), (3, 13.4), (-4, 13.2), (-10, 8.6), (-12.4, 3)],
        [(5, 8.6), (0, 10), (-6, 8), (-10, 2.4)],
        [(-1, 5.4), (-5, 4), (-8, -0.4)],
        [(0, -7.6), (4, -11), (9, -11.6)],
        [(-2, -10.4), (2, -13.2), (7, -14)],
    ],
}
COVERS_THE_EAR = ("bob", "scarf")


def dress(skeleton: Skeleton, person: Person) -> dict[str, str]:
    """SVG of the person, by layer."""
    return {
        "far_arm": arm("far", skeleton, person),
        "far_leg": leg("far", skeleton, person),
        "near_leg": leg("near", skeleton, person),
        "torso": torso(skeleton.frames["torso"], person),
        "head": head(skeleton.frames["head"], skeleton.joints["neck"], person),
        "near_arm": arm("near", skeleton, person),
    }


def torso(frame: Frame, person: Person) -> str:
    """The back, the bump and the hem of the top."""
    front = [*BUMP, *BUMP_TOP] if person.bump else FLAT
    outline = [(forward * person.girth, up) for forward, up in [*BACK, *front]]
    return fill([smooth(frame.all(outline))], person.top)


def leg(side: str, skeleton: Skeleton, person: Person) -> str:
    """A leg: bare foot and ankle, and a trouser leg that bends with the knee."""
    joint = {name: skeleton.joints[f"{side}.{name}"] for name in ("knee", "ankle")}
    hip, knee, ankle = skeleton.joints["hip"], joint["knee"], joint["ankle"]
    tint = shade if side == "far" else str
    skin = shade(person.skin, UMBER) if side == "far" else person.skin
    cuff = between(knee, ankle, 0.7)
    foot = skeleton.frames[f"{side}.foot"]
    bare = [capsule(knee, ankle, 6.5, 5.6), smooth(foot.all(SOLE))]
    cloth = [
        capsule(hip, knee, 11.5 * person.girth, 8.8 * person.girth),
        capsule(knee, cuff, 8.8 * person.girth, 7.6 * person.girth),
    ]
    return (
        fill(bare, skin)
        + toes(foot, skin)
        + fill(cloth, tint(person.trousers))
        + (folds(hip, knee, ankle, person.trousers, person.girth) if side == "near" else "")
    )


def toes(foot: Frame, skin: str) -> str:
    """One short line: the big toe, which says which end of the foot is which."""
    return line(
        smooth(foot.all([(21.6, -4.6), (24.6, -4.4), (27, -5.2)]), False), mix(skin, INK, 0.7), 1.3
    )


def folds(hip: Point, knee: Point, ankle: Point, cloth: str, girth: float) -> str:
    """One crease behind a bent knee; none in a straight leg."""
    if angle_at(knee, hip, ankle) > STRAIGHT:
        return ""
    # The crease runs out of the hollow of the knee, half-way between the two bones.
    bones = [along(knee, direction(knee, end), 1) for end in (hip, ankle)]
    hollow = direction(knee, between(bones[0], bones[1], 0.5))
    crease = [(0.0, 7.4 * girth), (14.0, 3.4 * girth), (150.0, 1.5)]
    ends = [along(knee, hollow + turn, length) for turn, length in crease]
    return line(smooth(ends, False), mix(cloth, INK, 0.6), 1.6)


def arm(side: str, skeleton: Skeleton, person: Person) -> str:
    """An arm: a sleeve to the elbow, a bare forearm, and a hand that does something."""
    shoulder, elbow, wrist = (
        skeleton.joints[name] for name in ("shoulder", f"{side}.elbow", f"{side}.wrist")
    )
    tint = shade if side == "far" else str
    skin = shade(person.skin, UMBER) if side == "far" else person.skin
    hem = between(shoulder, elbow, 0.92)
    frame, style = skeleton.frames[f"{side}.hand"], skeleton.hands[side]
    bare = [capsule(elbow, wrist, 5.4, 4.4), *palm(frame, style)]
    return (
        fill(bare, skin)
        + fingers(frame, style, skin)
        + fill([capsule(shoulder, hem, 7.8 * person.girth, 6.8 * person.girth)], tint(person.top))
    )


def combed(frame: Frame, style: str) -> str:
    """SVG of the strands of hair that is left white."""
    return "".join(
        line(smooth(frame.all(strand), False), INK, 1.3) for strand in STRANDS.get(style, ())
    )


def head(frame: Frame, neck: Point, person: Person) -> str:
    """SVG of neck, face, ear and hair; a person asleep has a closed lid, and nobody has more."""
    face = [capsule(neck, frame.at(-2, -7), 6, 6), smooth(frame.all([*PROFILE, *SKULL]))]
    hair = [smooth(frame.all(STYLES[person.style]))]
    if person.style == "bun":
        hair.append(disc(frame.at(-17.5, 2.5), 7.4))
    if person.style == "beard":
        hair.append(smooth(frame.all(BEARD)))
    tone = mix(person.skin, INK, 0.8)
    lid = line(smooth(frame.all([(6.2, 0.6), (8.6, -1.2), (11.2, 0.2)]), False), tone, 1.6)
    ear = fill([disc(frame.at(-3.4, -1.6), 2.8)], person.skin, 1.2, tone)
    return (
        fill(face, person.skin)
        + (lid if person.asleep else "")
        + fill(hair, person.hair)
        + (combed(frame, person.style) if person.hair == WHITE else "")
        + ("" if person.style in COVERS_THE_EAR else ear)
    )
