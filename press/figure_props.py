"""The table of things: the word in poses.toml, and what draws it."""

from collections.abc import Mapping

from press.figure_bed import bed, bed_above, cover, loose_cover, pillow
from press.figure_legs import lower_leg
from press.figure_room import chair, floor, lamp, wall
from press.figure_shapes import Prop
from press.figure_signs import arrow, clock, ghost, moon, phone, stars, stopwatch, towel

PROPS: Mapping[str, Prop] = {
    "arrow": arrow,
    "bed": bed,
    "bed-above": bed_above,
    "chair": chair,
    "clock": clock,
    "cover": cover,
    "floor": floor,
    "ghost": ghost,
    "lamp": lamp,
    "loose-cover": loose_cover,
    "lower-leg": lower_leg,
    "moon": moon,
    "phone": phone,
    "pillow": pillow,
    "stars": stars,
    "stopwatch": stopwatch,
    "towel": towel,
    "wall": wall,
}
