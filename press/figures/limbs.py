"""Hands and feet, as tapered shapes: points (forward, up) with a radius.

A hand's points go from the wrist: forward the way the fingers point, up the thumb. A foot's go
from the ankle: forward the toes, up the shin; its sole lies 7 units below.
"""

from __future__ import annotations

from collections.abc import Mapping

from press.figures.geometry import Frame, Point, limb

Shape = list[tuple[Point, float]]

FOOT: list[Shape] = [
    [((0, 0), 5), ((-3, -1.8), 5.2), ((15, -2.6), 4.4), ((24.4, -3.6), 3.4)],
    [((0, 0), 5), ((15, -2.6), 4.4)],
]
HANDS: Mapping[str, list[Shape]] = {
    "flat": [[((0, 0), 3.8), ((7, 0), 4), ((17, -1), 2.4)], [((4, 2), 2.4), ((10, 6.4), 1.9)]],
    "rest": [[((0, 0), 3.8), ((7, 0), 4), ((15, -1.6), 2.8)]],
    "grip": [[((2, 0), 4.4), ((7, 0), 5.4)]],
    "cup": [
        [((0, 0), 3.8), ((8, -1.4), 3.8), ((14, 1), 3), ((17, 6), 2.4)],
        [((3, 3), 2.4), ((6, 9), 2)],
    ],
}


def shaped(frame: Frame, shapes: list[Shape]) -> list[str]:
    """Path data of tapered shapes that are local to a frame."""
    return [
        path
        for shape in shapes
        for path in limb([(frame.at(*at), radius * frame.scale) for at, radius in shape])
    ]
