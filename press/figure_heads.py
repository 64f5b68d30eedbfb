"""Heads: a calm profile with no face but a nose, and hair that varies."""

from collections.abc import Mapping

from press.figure_geometry import Frame, Point, capsule, smooth
from press.figure_ink import INK, WHITE, disc, fill, line, mix
from press.figure_pose import Person

PROFILE = [
    (12.2, 7),
    (13, 2.4),
    (15.6, -1.2),
    (16.4, -3.6),
    (14, -5.4),
    (13.6, -8.6),
    (11, -13),
    (4, -13.6),
]
SKULL = [(-6, -10.5), (-13.6, -3), (-13.6, 6), (-7, 13.6), (3, 14.8), (9.4, 11.4)]

CAP = [(11, 11), (5, 17), (-6, 17), (-15.4, 9), (-16.4, -2), (-11.5, -9.5), (-7.4, -8)]
FRINGE = [(-5, -3), (-1.4, 3), (4, 6.5), (8.6, 9)]

BEARD = [
    (-5, -2),
    (-2, -5),
    (5, -9.5),
    (9, -8.4),
    (13, -8.6),
    (12, -14),
    (5, -16),
    (-3, -13),
    (-6, -7),
]

SHORT = [(11.4, 10), (7, 17), (-5, 17.4), (-15, 10), (-15.8, 0), (-12, -6), (-8.5, -4), (-4, 2)]
BOB = [(11.6, 10), (6, 17.4), (-6, 17.6), (-16.4, 9), (-18.4, -5), (-16.5, -14.6), (-8, -16.4)]
SCARF = [(12, 8), (8.6, 16), (-4, 18.4), (-15.6, 11), (-18, -3), (-16, -17), (-7, -24), (6, -23)]
AFRO = [(13, 9), (11, 17), (2, 22.4), (-10, 21.4), (-19.4, 13), (-21, 0), (-16.6, -10), (-8, -10.4)]

STYLES: Mapping[str, list[Point]] = {
    "afro": [*AFRO, (-5, -3), (-1, 4), (5, 7), (9.4, 8)],
    "beard": [*SHORT, (3, 7), (8.4, 9)],
    "bob": [*BOB, (-1.6, -13.6), (-0.6, -5), (2, 3), (8, 8)],
    "bun": [*CAP, *FRINGE],
    "scarf": [*SCARF, (11, -17), (7.6, -12), (2.4, -6), (4, 3), (9, 8)],
}
# Hair that is left white is combed, or it would be a cap.
STRANDS: Mapping[str, list[list[Point]]] = {
    "bun": [
        [(8, 10.5), (3, 13.2), (-4, 12.8), (-10, 8), (-13, 3)],
        [(5, 8), (0, 9.2), (-6, 7.6), (-11, 2.4)],
        [(1, 5), (-4, 4), (-8.5, -0.6), (-11, -4.6)],
        [(-15, 6), (-19, 6.2), (-22, 2.6)],
        [(-14.4, 0.4), (-17.5, 2.4), (-20.6, 0)],
    ],
    "beard": [
        [(8, 10.5), (3, 13.4), (-4, 13.2), (-10, 8.6), (-12.4, 3)],
        [(5, 8.6), (0, 10), (-6, 8), (-10, 2.4)],
        [(-1, 5.4), (-5, 4), (-8, -0.4)],
        [(0, -7.6), (4, -11), (9, -11.6)],
        [(-2, -10.4), (2, -13.2), (7, -14)],
    ],
}
COVERS_THE_EAR = ("bob", "scarf")


def combed(frame: Frame, style: str) -> str:
    """SVG of the strands of hair that is left white."""
    return "".join(
        line(smooth(frame.all(strand), False), INK, 1.3) for strand in STRANDS.get(style, ())
    )


def head(frame: Frame, neck: Point, person: Person) -> str:
    """SVG of neck, face, ear and hair; a person asleep has a closed lid, and nobody has more."""
    face = [capsule(neck, frame.at(-2, -7), 6, 6), smooth(frame.all([*PROFILE, *SKULL]))]
    hair = [smooth(frame.all(STYLES[person.style]))]
    if person.style == "bun":
        hair.append(disc(frame.at(-17.5, 2.5), 7.4))
    if person.style == "beard":
        hair.append(smooth(frame.all(BEARD)))
    tone = mix(person.skin, INK, 0.8)
    lid = line(smooth(frame.all([(6.2, 0.6), (8.6, -1.2), (11.2, 0.2)]), False), tone, 1.6)
    ear = fill([disc(frame.at(-3.4, -1.6), 2.8)], person.skin, 1.2, tone)
    return (
        fill(face, person.skin)
        + (lid if person.asleep else "")
        + fill(hair, person.hair)
        + (combed(frame, person.style) if person.hair == WHITE else "")
        + ("" if person.style in COVERS_THE_EAR else ear)
    )
