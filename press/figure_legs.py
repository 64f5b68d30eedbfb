"""Two lower legs from the front, to compare: size, a hatched patch and heat, never colour alone."""

from dataclasses import dataclass

from press.figure_geometry import Frame, capsule, hatching, number, smooth
from press.figure_hands import fingers, palm
from press.figure_ink import ALERT, INK, OUTLINE, WHITE, fill, line, mix
from press.figure_shapes import Joints, Table

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


@dataclass(frozen=True)
class LowerLeg:
    """One lower leg seen from the front: where it is, and how much wider each side is than well."""

    x: float
    knee: float
    skin: str
    trousers: str
    sleeve: str
    out: int  # 1 where the outer side is to the right of the page, -1 to the left
    swelling: float = 0.0


def lower_leg(table: Table, joints: Joints) -> str:
    """SVG of one lower leg out of a table of poses.toml, with a hand laid on it."""
    leg = LowerLeg(**{key: table[key] for key in table if key not in ("kind", "layer")})
    frame = Frame((leg.x, leg.knee), 90, leg.out)
    outer = [(across + share * leg.swelling, -down) for across, down, share in OUTER]
    inner = [(-across - share * leg.swelling, -down) for across, down, share in INNER]
    foot = [(across, -down) for across, down in FOOT]
    tone = mix(leg.skin, INK, 0.7)
    knee = smooth(frame.all([(-8, -12), (-6, -17), (0, -19), (6, -17), (8, -12)]), False)
    toes = [smooth(frame.all([(t, -149), (t - 1.5, -144)]), False) for t in (2, 8, 13.5, 18.5)]
    return (
        fill([smooth(frame.all([*outer, *foot, *inner]))], leg.skin)
        + "".join(line(toe, tone, 1.5) for toe in toes)
        + line(knee, tone, 1.8)
        + trouser(frame, leg)
        + (heat(frame, leg) if leg.swelling else "")
        + laid_hand(frame, leg)
    )


def trouser(frame: Frame, leg: LowerLeg) -> str:
    """The trouser leg, rolled up above the knee."""
    top = leg.knee + 12
    roll = capsule(frame.at(-16, 2), frame.at(16, 2), 5.5, 5.5)
    thigh = smooth(frame.all([(-19, top), (19, top), (18, 2), (-18, 2)]))
    return fill([thigh], leg.trousers) + fill([roll], leg.trousers)


def heat(frame: Frame, leg: LowerLeg) -> str:
    """The patch, hatched both ways, and the waves of heat beside it."""
    centre, wide, high = frame.at(-4, -76), 15.0, 22.0
    x, y = centre
    patch = f"M{number(x - wide)} {number(y)}a15 22 0 1 1 30 0a15 22 0 1 1 -30 0Z"
    lines = hatching(centre, wide, high, 45, 6.5) + hatching(centre, wide, high, -45, 6.5)
    waves = [
        [(30 + leg.swelling + 10 * i, -58 - 6 * i - 5.5 * step) for step in range(9)]
        for i in range(2)
    ]
    svg = fill([patch], mix(leg.skin, WHITE, 0.55), 2, INK) + line(lines, INK, 2)
    for wave in waves:
        bent = [(a + (2.8 if i % 2 else -2.8), up) for i, (a, up) in enumerate(wave)]
        svg += line(smooth(frame.all(bent), False), ALERT, 3.4)
    return svg


def laid_hand(frame: Frame, leg: LowerLeg) -> str:
    """A forearm from above, and a flat hand on the outer side of the upper calf."""
    wrist = frame.at(27 + leg.swelling, -30)
    arm = capsule(frame.at(38 + leg.swelling, 30), wrist, 9, 7)
    # The fingers point down and inwards, the thumb towards the knee.
    hand = Frame(wrist, 90 + 30 * leg.out, -leg.out, 1.6)
    sleeve = capsule(frame.at(42 + leg.swelling, 44), frame.at(37 + leg.swelling, 16), 12.5, 11.5)
    laid = palm(hand, "flat")
    return (
        fill(laid, WHITE, 2 * OUTLINE, WHITE)  # a gap, or in one bit the hand melts into the leg
        + fill([arm, *laid], leg.skin)
        + fingers(hand, "flat", leg.skin)
        + fill([sleeve], leg.sleeve)
    )
