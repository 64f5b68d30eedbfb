"""Close views: two lower legs from the front with a hand laid on each, and one flat heel."""

from __future__ import annotations

from press.figures.geometry import Frame, Point, between, box, disc, limb, number, smooth, straight
from press.figures.limbs import HANDS, foot, laid_down
from press.figures.paint import ALERT, INK, PALE, Joints, Paper, Table, flat, line, mix, place
from press.figures.signs import arrow

# Half a lower leg: (how far out, how far down from the knee) in the leg's own units, and how
# much of a swelling is seen there. The ankle bone lies higher on the inner side.
OUTER: list[tuple[Point, float]] = [
    ((13.4, 24), 0),
    ((15, 36), 0.5),
    ((15.6, 52), 1),
    ((11.4, 86), 1),
    ((8.8, 106), 1.1),
    ((9, 115), 1.2),
    ((10.4, 121), 1),
    ((10.6, 127), 0.6),
    ((15.4, 134), 0.4),
    ((15.6, 138), 0.4),
]
INNER: list[tuple[Point, float]] = [
    ((-11, 137), 0.4),
    ((-11, 131), 0.4),
    ((-9.4, 124), 0.8),
    ((-10.6, 117), 1),
    ((-8.8, 110), 1.2),
    ((-11, 88), 1),
    ((-15.2, 58), 1),
    ((-14.8, 38), 0.5),
    ((-13.4, 24), 0),
]
TOES: list[tuple[float, float]] = [(-6.6, 5), (0.6, 3.6), (6, 3.2), (10.6, 2.8), (14.4, 2.5)]
WHOLE_HAND = 1.7  # a hand of a whole figure, in units of a lower leg
SOLE, HEM = 142, 30  # from the knee down


def lower_leg(table: Table, joints: Joints, paper: Paper) -> str:
    """One lower leg; `wide` is how many times a well leg's width it is, down to the ankle."""
    wide, k, skin = table.get("wide", 1), table["scale"], table["skin"]
    frame = Frame((table["x"], -SOLE * k), 90, table["out"], k)
    outline = [
        frame.at(across * (1 + (wide - 1) * share), -down)
        for (across, down), share in [*OUTER, *INNER]
    ]
    spread = 1 + (wide - 1) * 0.4  # the foot swells less
    toes = [disc(frame.at(at * spread, r - SOLE), r * spread * k) for at, r in TOES]
    top = -table["cut"]  # the picture's edge: a reader of SVG may draw what lies beyond it
    cloth = [(-17, top), (17, top), (16.4, -HEM), (-16.4, -HEM)]  # the same on a swollen leg
    svg = paper.part([smooth(outline)], skin)
    svg += "".join(paper.part([toe], skin, 0.6) for toe in toes)
    svg += paper.part([straight(frame.all(cloth))], table["trousers"])
    if table.get("parted") and paper.parting:  # a large black solid, but for a line along the shin
        shin = [(1.5 * wide, -38), (2 * wide, -66), (0.6 * wide, -106)]
        svg += paper.seam(smooth(frame.all(shin), False))
    if table.get("heat"):
        svg += heat(frame, 15 * wide)
    if "sleeve" in table:
        svg += laid_hand(frame, wide, table, paper)
    return svg


def heat(frame: Frame, edge: float) -> str:
    """Three waves of heat beside the leg."""
    svg = ""
    for wave in range(3):
        steps = [
            (edge + 11 + 10 * wave + (3 if step % 2 else -3), -72 - 9 * step) for step in range(6)
        ]
        svg += line(smooth(frame.all(steps), False), ALERT, 3.4)
    return svg


def laid_hand(frame: Frame, wide: float, table: Table, paper: Paper) -> str:
    """A forearm that comes down from above, and its hand on the calf."""
    edge = 15 * wide
    wrist, elbow = frame.at(edge + 7, -50), frame.at(edge + 17, 10)
    palm = Frame(wrist, 90 + 38 * frame.facing, -frame.facing, frame.scale * WHOLE_HAND)
    arm = limb([(elbow, 8 * frame.scale), (wrist, 3.5 * palm.scale)])
    sleeve = limb([(elbow, 11 * frame.scale), (between(elbow, wrist, 0.58), 9 * frame.scale)])
    hand = laid_down(HANDS["rest"], palm, arm, table["skin"], paper)
    return hand + paper.part(sleeve, table["sleeve"])


def heel(table: Table, joints: Joints, paper: Paper) -> str:
    """A round inset: one flat heel on the floor, and an arrow down on to it."""
    x, y = place(table["at"], joints)
    r, k = table["radius"], table["scale"]
    ground = y + table["floor"]
    frame = Frame((x + table["ankle"], ground - 7 * k), 90, 1, k)
    shin = limb([((frame.origin[0] - 1.4 * k, y - r - 6), 6.6 * k), (frame.origin, 4.7 * k)])
    tip = frame.at(-13, -6)
    down = {"from": (tip[0], y - r * 0.42), "to": tip, "size": table["arrow"]}
    rim = 0.6 * r
    return (
        flat([disc((x, y), r)], mix(PALE, paper.ground, 0.6))
        + flat([box(x - r, ground, 2 * r, r, 4)], PALE)
        + line(f"M{number(x - r)} {number(ground + 2)}h{number(2 * r)}", INK, 4)
        + flat([*shin, foot(frame)], table["skin"])
        + arrow(down, joints, paper)
        + line(disc((x, y), r + rim / 2), paper.ground, rim)
        + line(disc((x, y), r - 2), INK, 4)
    )
