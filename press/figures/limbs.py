"""Limbs drawn near: hands that hold, and two lower legs from the front, to compare.

A hand is one outline and a few finger lines for each thing it does. Its points are (forward, up)
from the wrist: forward the way the fingers point, up the thumb. Of two legs one differs by its
size, a hatched patch and heat, never by colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from press.colour import WHITE
from press.figures.geometry import Frame, Point, capsule, hatching, number, smooth
from press.figures.paint import ALERT, INK, Joints, Table, fill, line, mix

# Half-outlines from the knee to the sole: (how far out, how far down, share of the swelling).
OUTER = [
    (14, 0, 0.1),
    (14.5, 22, 0.3),
    (18.5, 46, 1),
    (17, 70, 1),
    (10.5, 98, 0.75),
    (9, 116, 0.55),
    (12, 128, 0.3),
]
FOOT = [(20, 136), (25, 144), (22, 149), (8, 150), (-6, 148), (-10, 138)]
INNER = [(8.5, 116, 0.4), (9.5, 98, 0.6), (15, 74, 1), (16.5, 50, 1), (14, 22, 0.3), (14, 0, 0.1)]
SOLE = 150  # from the knee down, in the leg's own units
PALMS: Mapping[str, list[Point]] = {
    "flat": [(-2, 4), (4, 5), (10, 4.8), (16.5, 3), (18.6, 0.4), (16, -2.4), (9, -4.6), (-2, -4)],
    "grip": [
        (-2, 4),
        (3, 6.2),
        (9, 6.6),
        (13.2, 3.8),
        (13.8, -1.4),
        (11, -5.8),
        (4, -6.2),
        (-2, -4),
    ],
    "cup": [(-2, 4), (5, 4), (10, 4), (14, 6), (16.6, 10), (19.4, 8), (18, 1), (11, -5), (-2, -4)],
    "laid": [(-2, 4), (4, 5.6), (10, 5.6), (12, 0), (10, -5.2), (4, -5), (-2, -4)],
    "point": [
        (-2, 4),
        (4, 5.4),
        (9, 5),
        (17, 4),
        (19, 2),
        (17, 0.2),
        (11.6, -0.4),
        (10, -4.6),
        (4, -5.6),
        (-2, -4),
    ],
}
THUMBS: Mapping[str, tuple[Point, Point]] = {
    "flat": ((4, 3.4), (9.4, 8.6)),
    "grip": ((4, 2), (10.5, 2.2)),
    "cup": ((3, 3), (6, 10)),
    "laid": ((2.5, 3), (9, 10)),
    "point": ((4, 3), (10, 3.6)),
}
LINES: Mapping[str, list[list[Point]]] = {
    "flat": [[(10.5, 1.6), (16.4, 0.9)], [(10.5, -1.4), (15.4, -1)]],
    "grip": [[(7, -1.2), (13, -1)], [(6.6, -3.8), (12, -3.6)]],
    "cup": [],
    "laid": [],
    "point": [[(6, -1), (11, -1.2)]],
}
# Only a hand that is a figure's subject is drawn finger by finger.
FINGERS: Mapping[str, list[tuple[Point, Point]]] = {
    "laid": [
        ((8, 4.4), (20, 8.2)),
        ((8, 1.6), (22.6, 2.8)),
        ((8, -1.4), (21.6, -2.6)),
        ((7, -3.8), (18, -7.6)),
    ]
}


@dataclass(frozen=True)
class LowerLeg:
    """One lower leg seen from the front: where it is, and how much wider each side is than well."""

    x: float
    floor: float
    near: float  # how many of the frame's units one of its own is
    skin: str
    trousers: str
    sleeve: str
    out: int  # 1 where the outer side is to the right of the page, -1 to the left
    swelling: float = 0.0


def lower_leg(table: Table, joints: Joints) -> str:
    """SVG of one lower leg out of a table of poses.toml, with a hand laid on it."""
    leg = LowerLeg(**{key: table[key] for key in table if key not in ("kind", "layer")})
    frame = Frame((leg.x, leg.floor - SOLE * leg.near), 90, leg.out, leg.near)
    outer = [(across + share * leg.swelling, -down) for across, down, share in OUTER]
    inner = [(-across - share * leg.swelling, -down) for across, down, share in INNER]
    foot = [(across, -down) for across, down in FOOT]
    tone = mix(leg.skin, INK, 0.7)
    toes = [smooth(frame.all([(t, -149), (t - 1.5, -144)]), False) for t in (2, 8, 13.5, 18.5)]
    return (
        fill([smooth(frame.all([*outer, *foot, *inner]))], leg.skin)
        + "".join(line(toe, tone, 1.5) for toe in toes)
        + trouser(frame, leg)
        + (heat(frame, leg) if leg.swelling else "")
        + laid_hand(frame, leg)
    )


def trouser(frame: Frame, leg: LowerLeg) -> str:
    """The trouser leg, rolled up above the knee."""
    roll = capsule(frame.at(-16, 2), frame.at(16, 2), 6 * leg.near, 6 * leg.near)
    thigh = smooth(frame.all([(-19, 40), (19, 40), (18, 2), (-18, 2)]))
    return fill([thigh], leg.trousers) + fill([roll], leg.trousers)


def heat(frame: Frame, leg: LowerLeg) -> str:
    """The patch, hatched both ways, and the waves of heat beside it."""
    centre, wide, high = frame.at(-3, -80), 16.0 * leg.near, 24.0 * leg.near
    x, y = centre
    arc = f"a{number(wide)} {number(high)} 0 1 1"
    patch = f"M{number(x - wide)} {number(y)}{arc} {number(2 * wide)} 0{arc} {number(-2 * wide)} 0Z"
    lines = hatching(centre, wide, high, 45, 6) + hatching(centre, wide, high, -45, 6)
    waves = [[(32 + leg.swelling + 13 * i, -66 - 7 * step) for step in range(9)] for i in range(2)]
    svg = fill([patch], mix(leg.skin, WHITE, 0.75), 2, INK) + line(lines, INK, 1.8)
    for wave in waves:
        bent = [(a + (3.4 if i % 2 else -3.4), up) for i, (a, up) in enumerate(wave)]
        svg += line(smooth(frame.all(bent), False), ALERT, 3.6)
    return svg


def laid_hand(frame: Frame, leg: LowerLeg) -> str:
    """A forearm from above, and a flat hand on the outer side of the upper calf."""
    wrist = frame.at(29 + leg.swelling * 0.8, -22)
    arm = capsule(frame.at(50 + leg.swelling, 22), wrist, 9 * leg.near, 7 * leg.near)
    # The fingers point down and inwards, the thumb towards the knee.
    hand = Frame(wrist, 90 + 34 * leg.out, -leg.out, 1.6 * leg.near)
    sleeve = capsule(
        frame.at(66 + leg.swelling, 60),
        frame.at(47 + leg.swelling, 15),
        13 * leg.near,
        12 * leg.near,
    )
    laid = palm(hand, "laid")
    # The hand is cut out in white instead of ink, or in one bit it melts into the leg; but in
    # ink where the skin itself is left as white as the paper.
    edge = INK if leg.skin == WHITE else WHITE
    return (
        "".join(fill([part], leg.skin, 1.5, edge) for part in reversed(laid))
        + fill([arm], leg.skin)
        + fill(laid[:2], leg.skin, 0)
        + fill([sleeve], leg.sleeve)
    )


def palm(frame: Frame, style: str) -> list[str]:
    """Path data of a hand: the palm with its fingers, and the thumb."""
    root, tip = THUMBS[style]
    k = frame.scale
    parts = [
        capsule(frame.at(*a), frame.at(*b), 1.9 * k, 1.7 * k) for a, b in FINGERS.get(style, [])
    ]
    thumb = capsule(frame.at(*root), frame.at(*tip), 3 * k, 2.5 * k)
    return [smooth(frame.all(PALMS[style])), thumb, *parts]


def fingers(frame: Frame, style: str, skin: str) -> str:
    """SVG of the lines that part the fingers."""
    tone = mix(skin, INK, 0.65)
    return "".join(line(smooth(frame.all(part), False), tone, 1.2) for part in LINES[style])
