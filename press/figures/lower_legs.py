"""Two lower legs from the front, to compare: size, a hatched patch and heat, never colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from press.colour import WHITE
from press.figures.geometry import Frame, capsule, hatching, number, smooth
from press.figures.hands import palm
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
