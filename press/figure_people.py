"""People: a skeleton dressed in skin, hair and cloth, layer by layer."""

from press.figure_body import Skeleton
from press.figure_geometry import Frame, Point, along, angle_at, between, capsule, direction, smooth
from press.figure_hands import fingers, palm
from press.figure_heads import head
from press.figure_ink import INK, UMBER, fill, line, mix, shade
from press.figure_pose import Person

# From the back of the picture to the front; a prop goes in after one of these.
LAYERS = ("far_arm", "far_leg", "near_leg", "torso", "head", "near_arm", "front")

BACK = [(-5, 52), (-10.5, 47), (-12.5, 38), (-10.5, 25), (-12, 10), (-13, 0), (-10, -9)]
BUMP = [(1, -11), (10, -9), (17, -2), (27, 6), (33, 15.5), (31.5, 25), (22, 32)]
BUMP_TOP = [(15.5, 38), (12.5, 45), (6.5, 50.5), (1, 53)]
FLAT = [(1, -11), (9, -9), (12, 0), (12, 12), (12.5, 24), (13.5, 34), (11.5, 44), (6, 51), (1, 53)]

FOOT = [(-5.4, 3), (-6.8, -1.4), (-7.4, -5.4), (-4, -8), (4, -7), (14, -8), (25.5, -8)]
SOLE = [*FOOT, (29.4, -5.2), (27, -1.8), (16.5, 0.8), (9, 4), (5.4, 9)]
STRAIGHT = 150  # degrees; a knee bent less than this leaves the cloth smooth


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
