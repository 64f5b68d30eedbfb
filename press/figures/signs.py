"""Signs inside a figure: the time, a call, the one arrow, and what a hand holds."""

from __future__ import annotations

from math import pi

from press.colour import WHITE
from press.figures.geometry import (
    Frame,
    along,
    box,
    direction,
    disc,
    limb,
    number,
    pair,
    straight,
)
from press.figures.limbs import forefoot
from press.figures.paint import (
    ALERT,
    BROAD,
    CLOTH,
    INK,
    MOON,
    PALE,
    Joints,
    Paper,
    Table,
    flat,
    line,
    place,
)

TOWEL = 8  # units across, its edges included
SLUNG = 12  # units of it that lie along the sole
SHAFT, HEAD = 4.6, 9.5  # units: how wide an arrow is, and how long its head


def stopwatch(table: Table, joints: Joints, paper: Paper) -> str:
    """A stopwatch whose hand has gone half the way round: half a minute, without numerals."""
    x, y = place(table["at"], joints)
    r = table["radius"]
    inner = r - 6
    half = f"M{number(x)} {number(y - inner)}a{inner} {inner} 0 0 1 0 {2 * inner}Z"
    hand = f"M{number(x)} {number(y)}v{number(inner - 2)}"
    ticks = [
        straight([along((x, y), angle, 5), along((x, y), angle, inner + 1)], False)
        for angle in (-45, 0, 45)
        if paper.seams > 1  # printed so large that half of it is a large solid
    ]
    return (
        flat([box(x - 5, y - r - 10, 10, 6, 2.5), box(x - 2, y - r - 5, 4, 6, 1)], INK)
        + flat([disc((x, y), r)], INK)
        + flat([disc((x, y), r - 4.4)], WHITE)
        + flat([half], CLOTH)
        + "".join(line(tick, WHITE, BROAD) for tick in ticks)
        + line(hand, WHITE, 6.2)  # or it is lost in the dark half of a black picture
        + line(hand, INK, 3.4)
    )


def phone(table: Table, joints: Joints, paper: Paper) -> str:
    """A phone from the side, turned to `up` degrees."""
    frame = Frame(place(table["at"], joints, table.get("lift")), table["up"])
    return paper.part(limb([(frame.at(0, -12), 3.4), (frame.at(0, 12), 3.4)]), INK)


def calling(table: Table, joints: Joints, paper: Paper) -> str:
    """Three arcs beside a phone: it is calling."""
    centre = place(table["at"], joints, table.get("lift"))
    svg = ""
    for r in table["radii"]:
        ends = [along(centre, table["toward"] + side * 32, r) for side in (1, -1)]
        svg += line(f"M{pair(ends[0])}A{r} {r} 0 0 1 {pair(ends[1])}", INK, 2.8)
    return svg


def towel(table: Table, joints: Joints, paper: Paper) -> str:
    """A towel: one band from the hands to the ball of a foot, bent round under the sole.

    It is laid down before the foot, which is seen whole in front of it; an end hangs from the hand.
    """
    hand, ball, heel = (place(table[end], joints) for end in ("from", "round", "to"))
    out = direction(ball, heel) + 90  # the side of the sole
    bent = along(along(ball, out, TOWEL / 2 + 0.4), out + 90, 1)
    band = straight([along(hand, -84, 13), hand, bent, along(bent, out - 90, SLUNG)], False)
    return (
        line(band, paper.ground, TOWEL + 2 * paper.gap)
        + line(band, INK, TOWEL)
        + line(band, MOON, TOWEL - 2.8)
    )


def arrow(table: Table, joints: Joints, paper: Paper) -> str:
    """The one arrow: an arc of `radius` about a joint, from one direction to another; or straight.

    A straight one goes from a point to a point (`from`, `to`).
    """
    size = table.get("size", 1)
    if "about" in table:
        centre, r = place(table["about"], joints, table.get("lift")), table["radius"]
        start, end = table["turn"]
        way = 1 if end > start else -1
        neck = along(centre, end - way * HEAD / r * 180 / pi, r)
        sweep = int(way < 0)
        shaft = f"M{pair(along(centre, start, r))}A{r} {r} 0 0 {sweep} {pair(neck)}"
        ahead = direction(neck, along(centre, end + way * 3, r))
    else:
        first, tip = place(table["from"], joints), place(table["to"], joints)
        ahead = direction(first, tip)
        neck = along(tip, ahead, -HEAD * size)
        shaft = straight([first, neck], False)
    head = straight(
        [along(neck, ahead, HEAD * size)]
        + [along(neck, ahead + side * 90, HEAD * 0.8 * size) for side in (1, -1)]
    )
    room = line(shaft, paper.ground, SHAFT * size + 2 * paper.gap)
    return room + paper.part([head], ALERT) + line(shaft, ALERT, SHAFT * size)


def ghost(table: Table, joints: Joints, paper: Paper) -> str:
    """The same foot a moment ago, from the same ankle: pale, with a dashed edge."""
    shin = direction(joints["near.knee"], joints["near.ankle"])
    away = forefoot(Frame(joints["near.ankle"], shin + 270 - table["ankle"]))
    edge = line(away, CLOTH, 2, ' stroke-dasharray="4.2 3.6"')
    return flat([away], PALE) + edge
