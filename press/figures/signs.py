"""Signs inside a figure: the time, the night, the one arrow, and what a hand holds."""

from __future__ import annotations

from math import sqrt

from press.colour import WHITE
from press.figures.geometry import (
    Frame,
    along,
    between,
    capsule,
    direction,
    number,
    pair,
    smooth,
    straight,
)
from press.figures.paint import (
    ALERT,
    CLOTH,
    INK,
    LIGHT,
    LINE,
    MOON,
    PALE,
    Joints,
    Table,
    box,
    disc,
    fill,
    line,
    mix,
    place,
)

# A foot without its heel, which the real one hides.
GHOST = [
    (0, -5),
    (4, -7),
    (14, -8),
    (25.5, -8),
    (29.4, -5.2),
    (27, -1.8),
    (16.5, 0.8),
    (9, 4),
    (2, 3),
]
GAP = 4.2  # units between the bars that darken a half where no solid may


def stopwatch(table: Table, joints: Joints) -> str:
    """A stopwatch whose hand has gone half the way round: half a minute, without numerals."""
    x, y = place(table["at"], joints)
    r = table["radius"]
    gone = fill([f"M{x} {y - r}A{r} {r} 0 0 1 {x} {y + r}Z"], CLOTH, 0)
    if table.get("hatched"):
        rows = [y - r + GAP * row for row in range(1, round(2 * r / GAP))]
        ends = [x + sqrt(r * r - (row - y) ** 2) for row in rows]
        bars = (
            straight([(x, row), (end, row)], False) for row, end in zip(rows, ends, strict=True)
        )
        gone = "".join(line(bar, INK, GAP * 0.6) for bar in bars)
    ticks = [
        straight([along((x, y), a, r - 6), along((x, y), a, r - 2.5)], False)
        for a in range(0, 360, 30)
    ]
    return (
        fill([box(x - 4, y - r - 9, 8, 12, 1), box(x - 9, y - r - 13, 18, 6, 3)], INK)
        + fill([disc((x, y), r)], WHITE, 4.5)
        + "".join(line(tick, INK, 2.4) for tick in ticks)
        + gone  # dark, or the half that has gone is not seen in one bit
        + line(f"M{x} {y - r + 2}V{y + r - 5}", INK, 4.4)
        + fill([disc((x, y), 4)], INK, 0)
    )


def clock(table: Table, joints: Joints) -> str:
    """A clock on the wall at three: the small hours."""
    x, y = place(table["at"], joints)
    r = table["radius"]
    ticks = [
        straight([along((x, y), a, r - 5), along((x, y), a, r - 2.5)], False)
        for a in range(0, 360, 90)
    ]
    hands = f"M{x} {y - r + 7}V{y}H{x + r * 0.5}"
    return (
        fill([disc((x, y), r)], WHITE, 4)
        + "".join(line(t, INK, 2.4) for t in ticks)
        + line(hands, INK, 3.4)
    )


def moon(table: Table, joints: Joints) -> str:
    """A moon: a crescent, or a full one where `full` is set."""
    x, y = place(table["at"], joints)
    r = table["radius"]
    if table.get("full"):
        craters = [
            ((x + a * r, y + b * r), c * r)
            for a, b, c in ((0.5, -0.5, 0.13), (0.72, -0.12, 0.08), (0.2, -0.72, 0.07))
        ]
        # its outline is seen only where the sky is as white as the paper
        return fill([disc((x, y), r)], MOON) + fill(
            [disc(*c) for c in craters], mix(MOON, INK, 0.16), 0
        )
    horns = along((x, y), 62, r), along((x, y), -28, r)
    outer, inner = number(r), number(r * 0.8)
    path = (
        f"M{pair(horns[0])}A{outer} {outer} 0 1 0 {pair(horns[1])}"
        f"A{inner} {inner} 0 0 1 {pair(horns[0])}Z"
    )
    return fill([path], MOON)


def stars(table: Table, joints: Joints) -> str:
    """A few stars, as small discs; outlined, as the moon is."""
    return fill([disc(place(at, joints), 1.6) for at in table["at"]], MOON)


def phone(table: Table, joints: Joints) -> str:
    """A phone, seen from the back and turned to `up` degrees, with a lens at its top."""
    frame = Frame(place(table["at"], joints, table.get("lift")), table["up"])
    case = straight(frame.all([(-3.6, -11), (3.6, -11), (3.6, 11), (-3.6, 11)]))
    gap = fill([case], WHITE, 4.2, WHITE)  # or it melts into a dark sleeve
    return gap + fill([case], INK, 3) + fill([disc(frame.at(-1, 8), 1.8)], LIGHT, 0)


def towel(table: Table, joints: Joints) -> str:
    """A towel round the ball of a foot, pulled tight: the near strand, or the far one behind."""
    start, ball = place(table["from"], joints), place(table["round"], joints)
    cloth = table.get("colour", MOON)
    toward = direction(start, ball)
    band = capsule(start, along(ball, toward, 1.5), 3.4, 3.4)
    if table.get("far"):
        return fill([band], mix(cloth, INK, 0.28))
    tail = smooth(
        [along(start, a, r) for a, r in ((110, 3), (232, 7), (252, 15), (280, 16), (304, 8))]
    )
    seam = straight([along(start, toward, 13), along(ball, toward, -8)], False)
    return fill([tail, band], cloth) + line(seam, mix(cloth, INK, 0.6), 1.5)


def arrow(table: Table, joints: Joints) -> str:
    """The one arrow: from joint to joint, bulging to the right of the way by `bulge` units."""
    start = place(table["from"], joints, table.get("from_lift"))
    end = place(table["to"], joints, table.get("to_lift"))
    middle = along(between(start, end, 0.5), direction(start, end) - 90, table["bulge"])
    tips = [(end, direction(middle, end))]
    if table.get("double"):
        tips.append((start, direction(middle, start)))
    ends = [along(tip, way, -12) for tip, way in tips]
    first = ends[1] if table.get("double") else start
    shaft = f"M{pair(first)}Q{pair(middle)} {pair(ends[0])}"
    heads = [
        straight([tip, along(neck, way + 90, 10), along(neck, way - 90, 10)])
        for (tip, way), neck in zip(tips, ends, strict=True)
    ]
    halo = line(shaft, WHITE, 12) + fill(heads, WHITE, 2.8, WHITE)
    return halo + line(shaft, ALERT, 7.6) + fill(heads, ALERT, 0.8, ALERT)


def ghost(table: Table, joints: Joints) -> str:
    """The same foot a moment later, in outline: the other end of a movement."""
    shin = direction(joints["near.knee"], joints["near.ankle"])
    foot = Frame(joints["near.ankle"], shin + 270 - table["ankle"])
    return fill([smooth(foot.all(GHOST))], PALE, 1.8, mix(LINE, INK, 0.45))
