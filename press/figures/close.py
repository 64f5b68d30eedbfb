"""Close views: two lower legs from the front with a hand laid on each, and one flat heel."""

from __future__ import annotations

from press.figures.geometry import Frame, Point, box, disc, limb, number, smooth, straight
from press.figures.limbs import FOOT, shaped
from press.figures.paint import ALERT, INK, PALE, Joints, Paper, Table, flat, line, mix, place
from press.figures.signs import arrow

# Half a lower leg: (how far out, how far down from the knee), in the leg's own units.
LEG: list[Point] = [(13, 24), (15.4, 38), (15, 58), (10.4, 86), (7.4, 108), (8, 119)]
FOOT_OUT: list[Point] = [(13, 129), (17, 137), (15, 141), (4, 141.6)]
FOOT_IN: list[Point] = [(-4, 141.6), (-11, 141), (-12, 136), (-10, 128)]
SOLE, HEM = 142, 30  # from the knee down
# A hand from above: four fingers and a thumb (forward, up), each from its root to its tip.
FINGERS = [
    ((8, 5), (20, 8.4)),
    ((9, 1.8), (24, 3)),
    ((9, -1.6), (23.4, -2.8)),
    ((8, -4.8), (19.6, -8)),
]
THUMB = ((2.6, 4), (9.6, 13.4))


def lower_leg(table: Table, joints: Joints, paper: Paper) -> str:
    """One lower leg; `wide` is how many times a well leg's width it is, down to the ankle."""
    out, wide, k = table["out"], table.get("wide", 1), table["scale"]
    frame = Frame((table["x"], -SOLE * k), 90, out, k)
    spread = 1 + (wide - 1) * 0.5  # the foot swells less
    outer = [(across * wide, -down) for across, down in LEG]
    inner = [(-across * wide, -down) for across, down in reversed(LEG)]
    foot = [(across * spread, -down) for across, down in [*FOOT_OUT, *FOOT_IN]]
    skin = table["skin"]
    gaps = [[(toe * spread, -SOLE), (toe * spread, 7 - SOLE)] for toe in (-5.6, 0, 5.6, 10.6)]
    top = -table["cut"]  # the picture's edge: a reader of SVG may draw what lies beyond it
    cloth = [(-17 * wide, top), (17 * wide, top), (16 * wide, -HEM), (-16 * wide, -HEM)]
    svg = paper.part([smooth(frame.all([*outer, *foot, *inner]))], skin)
    svg += "".join(line(smooth(frame.all(gap), False), paper.ground, 1.2) for gap in gaps)
    svg += paper.part([straight(frame.all(cloth))], table["trousers"])
    if table.get("parted") and paper.parting:  # a large black solid, but for a line along the shin
        shin = [(1.5 * wide, -36), (2 * wide, -66), (0.6 * wide, -106)]
        svg += line(smooth(frame.all(shin), False), paper.ground, 3)
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
    """A forearm that comes down from outside, and its hand on the calf."""
    skin, k = table["skin"], frame.scale
    wrist = frame.at(18 * wide + 4, -50)
    elbow = frame.at(18 * wide + 26, 10)
    palm = Frame(wrist, 90 + 32 * frame.facing, -frame.facing, k)
    arm = limb([(elbow, 9 * k), (wrist, 6.4 * k)])
    back = limb([(palm.at(0, 0), 6.2 * k), (palm.at(8, 0), 7.4 * k)])
    fingers = [limb([(palm.at(*a), 3 * k), (palm.at(*b), 2.4 * k)]) for a, b in [*FINGERS, THUMB]]
    sleeve = limb([(elbow, 12 * k), (frame.at(18 * wide + 20, -10), 10.4 * k)])
    return (
        paper.part([*arm, *back], skin)
        + "".join(paper.part(finger, skin, 1) for finger in fingers)
        + flat([*back, *arm], skin)
        + paper.part(sleeve, table["sleeve"])
    )


def heel(table: Table, joints: Joints, paper: Paper) -> str:
    """A round inset: one flat heel on the floor, and an arrow down on to it."""
    x, y = place(table["at"], joints)
    r, k = table["radius"], table["scale"]
    ground = y + table["floor"]
    foot = Frame((x + table["ankle"], ground - 7 * k), 90, 1, k)
    shin = limb([((foot.origin[0] - 2 * k, y - r - 6), 7.4 * k), (foot.origin, 5 * k)])
    tip = foot.at(-13.5, -6)
    down = {"from": (tip[0], y - r * 0.42), "to": tip, "size": table["arrow"]}
    rim = 0.6 * r
    return (
        flat([disc((x, y), r)], mix(PALE, paper.ground, 0.6))
        + flat([box(x - r, ground, 2 * r, r, 4)], PALE)
        + line(f"M{number(x - r)} {number(ground + 2)}h{number(2 * r)}", INK, 4)
        + flat([*shin, *shaped(foot, FOOT)], table["skin"])
        + arrow(down, joints, paper)
        + line(disc((x, y), r + rim / 2), paper.ground, rim)
        + line(disc((x, y), r - 2), INK, 4)
    )
