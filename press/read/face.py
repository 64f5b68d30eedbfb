"""A card's other face: what of its text is read first, and all that says whom to phone.

A sheet that stands shows two faces. One is the card itself, whole; the other has the first thing to
do in giant type. It is cut from the raw lines, so its words are the manuscript's own and proved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from press.products import Product
from press.project import Line
from press.read.manuscript import Manuscript, Section
from press.read.units import LISTED, read_units

# no word of these is cut: half of them would be worse than none
HELP = frozenset({"emergency", "urgent", "stop", "lines"})


def face_of(manuscript: Manuscript, row: Product) -> Manuscript:
    """What stands on the face that `row` describes: the manuscript with fewer lines.

    What stands before the first section; of that the heading and all down to its first item, or
    the whole of it where it is about help or has no list; then every section about help, whole.
    """
    lines: list[Line] = []
    first = True
    for section in manuscript.sections:
        if section.heading is None or _is_help(section):
            lines += _whole(section)
        elif first:
            lines += _to_its_first_item(section)
        first = first and section.heading is None
    return replace(manuscript, product=row, lines=tuple(lines))


def _is_help(section: Section) -> bool:
    return any(one.role in HELP for one in section.with_parts())


def _whole(section: Section) -> Iterator[Line]:
    for one in section.with_parts():
        yield from [one.heading] if one.heading else []
        yield from one.lines


def _to_its_first_item(section: Section) -> Sequence[Line]:
    """A section without its second item and what comes after it; whole where there is none."""
    every = tuple(_whole(section))
    items = [unit for unit in read_units(every) if unit.kind in LISTED]
    if len(items) < 2:
        return every
    return every[: next(at for at, line in enumerate(every) if line is items[1].lines[0])]
