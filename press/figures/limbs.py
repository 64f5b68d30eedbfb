"""Hands, feet and trunks: points (forward, up), and for what tapers a radius.

A hand's points go from the wrist: forward the way the fingers point, up the thumb. A foot's go
from the ankle: forward the toes, up the shin; its sole lies 7 units below. A trunk's go from the
hip: forward the way the person looks, up the back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import acos, cos, degrees, radians, sin

from press.figures.geometry import Frame, Point, limb, smooth
from press.figures.paint import Paper, flat

Shape = list[tuple[Point, float]]

CREASE = 0.9  # units between a finger and the next, of a hand of scale 1

# Round the heel, along the sole with its arch, round the toe, and over the instep to the shin.
FOOT: list[Point] = [
    (-4.6, 5),
    (-4.7, 0.4),
    (-6.6, -3.4),
    (-5.2, -6.7),
    (0, -6.9),
    (6.4, -5.2),
    (11, -6.4),
    (14.6, -7.1),
    (18, -6.4),
    (21.6, -7.1),
    (24.6, -4.8),
    (22.6, -2),
    (18.8, -2.4),
    (14, -0.6),
    (8, 2),
    (4.8, 6.6),
]

BUMP_AT: Point = (13.6, 12.4)
BUMP = 16.6  # units; its radius
BACK: list[Point] = [(-3, -12.2), (-10.6, -8.6), (-13.4, 0), (-12, 11), (-9.4, 21), (-10.4, 32)]
SHOULDER: list[Point] = [(-8.4, 42.6), (-3.6, 49), (3.6, 49.4), (9.4, 43.6)]
BUST: list[Point] = [(13.6, 36.4), (14.4, 32)]
ROUND: list[Point] = [
    (BUMP_AT[0] + BUMP * cos(radians(turn)), BUMP_AT[1] + BUMP * sin(radians(turn)))
    for turn in range(66, -91, -26)
]
FRONT: list[Point] = [(12.6, 35), (11.4, 24), (11.6, 12), (12.4, 1), (9, -9)]
PREGNANT = [*BACK, *SHOULDER, *BUST, *ROUND]
PLAIN = [*BACK, *SHOULDER, *FRONT]


@dataclass(frozen=True)
class Hand:
    """A palm, the fingers that grow out of it, and the thumb, which may lie over it."""

    palm: list[Shape]
    fingers: list[Shape]
    thumb: Shape
    over: bool = False


HANDS: Mapping[str, Hand] = {
    # Edge on, pressed against something below it: one finger hides the others.
    "flat": Hand(
        [[((0, 0), 3.7), ((7, -0.8), 3.6), ((18.4, -2.4), 1.9)]],
        [],
        [((3, 0.6), 1.9), ((10, 1.6), 1.5)],
        over=True,
    ),
    # From above, at rest on something.
    "rest": Hand(
        [[((0, 0), 3.7), ((6.4, 0), 4.8)]],
        [
            [((7, 3.4), 1.9), ((14.4, 5), 1.5)],
            [((8, 1.2), 1.9), ((17, 1.7), 1.5)],
            [((8, -1.2), 1.9), ((16.4, -2), 1.5)],
            [((7, -3.4), 1.9), ((13.6, -5.4), 1.4)],
        ],
        [((2.6, 2.6), 2.1), ((8.4, 8.4), 1.6)],
    ),
    # A fist: four knuckles in front, and the thumb over them.
    "grip": Hand(
        [[((0, 0), 4), ((6, 0), 5.8)]],
        [[((6, up), 1.9), ((11, up), 1.9)] for up in (4.5, 1.5, -1.5, -4.5)],
        [((3, 4.6), 2.1), ((9, 3), 1.9)],
        over=True,
    ),
    # Round something that lies in it, the thumb on the near side.
    "cup": Hand(
        [[((0, 0), 3.7), ((8, -2), 4), ((14, 0), 3), ((17.6, 5), 2.2)]],
        [],
        [((4, 1), 2.2), ((9.6, 8), 1.8)],
        over=True,
    ),
}


SIDE: list[Point] = [(-3.6, 42), (-5, 32), (-4, 21), (-6.4, 11), (-7, 0), (-4.4, -9)]


def round_lines(count: int) -> list[list[Point]]:
    """Arcs of the bump: one that parts it from the back, and from `count` 2 on as many across it.

    Where `count` is 1, the one lies further forward: two would cross, and read as a ring.
    """
    lines = []
    for step in range(count + 1 if count > 1 else 1):
        ahead = 2 * BUMP * step / (count + 1) if count != 1 else 0.5 * BUMP
        reach = degrees(acos(ahead / 2 / BUMP)) - (0 if ahead else 6)
        turns = [radians(180 + reach * share / 4) for share in range(-4, 5)]
        x, y = BUMP_AT[0] + ahead, BUMP_AT[1]
        lines.append([(x + BUMP * cos(turn), y + BUMP * sin(turn)) for turn in turns])
    return lines


def shaped(frame: Frame, shapes: list[Shape]) -> list[str]:
    """Path data of tapered shapes that are local to a frame."""
    return [
        path
        for shape in shapes
        for path in limb([(frame.at(*at), radius * frame.scale) for at, radius in shape])
    ]


def foot(frame: Frame) -> str:
    """Path data of a foot from the side, with heel, arch and toe."""
    return smooth(frame.all(FOOT))


def forefoot(frame: Frame) -> str:
    """Path data of a foot without its heel, for one that lies behind another's."""
    return smooth(frame.all(FOOT[5:14]))


def laid_down(hand: Hand, frame: Frame, arm: list[str], skin: str, paper: Paper) -> str:
    """SVG of a forearm (path data) and its hand, each finger parted from the next."""
    whole = [*arm, *shaped(frame, hand.palm)]
    room = CREASE * frame.scale
    fingers = [*hand.fingers] if hand.over else [*hand.fingers, hand.thumb]
    svg = paper.part(whole, skin)
    svg += "".join(paper.part(shaped(frame, [finger]), skin, room) for finger in fingers)
    svg += flat(whole, skin)
    return svg + (paper.part(shaped(frame, [hand.thumb]), skin, room) if hand.over else "")
