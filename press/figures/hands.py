"""Hands that hold: one outline and a few finger lines for each thing a hand does.

Local points are (forward, up) from the wrist: forward the way the fingers point, up the thumb.
"""

from __future__ import annotations

from collections.abc import Mapping

from press.figures.geometry import Frame, Point, capsule, smooth
from press.figures.paint import INK, line, mix

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
