"""Signs inside a figure: the time, the night, the one arrow, and what a hand holds."""

from __future__ import annotations

from math import pi

from press.colour import WHITE
from press.figures.geometry import (
    Frame,
    along,
    box,
    capsule,
    direction,
    disc,
    limb,
    number,
    pair,
    straight,
)
from press.figures.limbs import FOOT
from press.figures.paint import (
    ALERT,
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

TOWEL = 9  # units across, its edges included
SHAFT, HEAD = 4.6, 9.5  # units: how wide an arrow is, and how long its head


def stopwatch(table: Table, joints: Joints, paper: Paper) -> str:
    """A stopwatch whose hand has gone half the way round: half a minute, without numerals."""
    x, y = place(table["at"], joints)
    r = table["radius"]
    inner = r - 6
    half = f"M{number(x)} {number(y - inner)}a{inner} {inner} 0 0 1 0 {2 * inner}Z"
    # A large black half is cut into twelfths of an hour.
    ticks = "".join(
        straight([along((x, y), angle, 5), along((x, y), angle, inner + 1)], False)
        for angle in range(-60, 61, 30)
        if paper.dots
    )
    return (
        flat([box(x - 5, y - r - 10, 10, 6, 2.5), box(x - 2, y - r - 5, 4, 6, 1)], INK)
        + flat([disc((x, y), r)], INK)
        + flat([disc((x, y), r - 4.4)], WHITE)
        + flat([half], CLOTH)
        + (line(ticks, WHITE, 1.2) if ticks else "")
        + line(f"M{number(x)} {number(y)}v{number(inner - 1)}", INK, 3.4)
    )


def moon(table: Table, joints: Joints, paper: Paper) -> str:
    """A crescent moon."""
    at, r = place(table["at"], joints), table["radius"]
    horns = along(at, 75, r), along(at, -40, r)
    outer, inner = number(r), number(r * 0.88)
    path = (
        f"M{pair(horns[0])}A{outer} {outer} 0 1 0 {pair(horns[1])}"
        f"A{inner} {inner} 0 0 1 {pair(horns[0])}Z"
    )
    return paper.part([path], MOON, 0)


def phone(table: Table, joints: Joints, paper: Paper) -> str:
    """A phone from the side, turned to `up` degrees."""
    frame = Frame(place(table["at"], joints, table.get("lift")), table["up"])
    return paper.part(limb([(frame.at(0, -10), 3.6), (frame.at(0, 10), 3.6)]), INK)


def towel(table: Table, joints: Joints, paper: Paper) -> str:
    """A towel: one band from a hand to the ball of a foot, bent under the sole."""
    hand, ball, heel = (place(table[end], joints) for end in ("from", "round", "to"))
    back = direction(ball, heel)
    under = along(ball, back + 90, TOWEL / 2 - 0.4)  # the side of the sole
    band = straight([along(hand, -100, 12), hand, under, along(under, back, 8)], False)
    return (
        line(band, paper.ground, TOWEL + 2 * paper.gap)
        + line(band, INK, TOWEL)
        + line(band, MOON, TOWEL - 3.4)
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
    """The same foot a moment ago: pale, with a dashed edge."""
    shin = direction(joints["near.knee"], joints["near.ankle"])
    foot = Frame(joints["near.ankle"], shin + 270 - table["ankle"])
    (_, _, _, (toe, thin)), _ = FOOT
    front = capsule(foot.at(7, -2.2), foot.at(*toe), 4.8, thin)  # the real foot hides the rest
    edge = line(front, CLOTH, 2.2, ' stroke-dasharray="4.6 4"')
    return flat([front], PALE) + edge
