"""The pages of a preview: of each what is drawn on it, its picture, and what was read back of it.

A page is written, drawn and read back only where what is drawn on it is new.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from press.pdf.readback import as_png, read_back
from press.pdf.reading import Reading
from press.typeset.engine import write

# what is seen of a box, beside its place and its edges
SEEN = (
    "color", "background_color", "border_top_color", "border_right_color", "border_bottom_color",
    "border_left_color", "border_top_style", "border_right_style", "border_bottom_style",
    "border_left_style", "border_top_left_radius", "border_top_right_radius",
    "border_bottom_left_radius", "border_bottom_right_radius", "background_image", "visibility",
    "opacity", "transform", "overflow", "font_size", "font_weight", "font_style", "font_family",
    "letter_spacing", "word_spacing", "text_decoration_line", "text_decoration_color",
    "text_decoration_style", "outline_width", "outline_color", "outline_style", "z_index",
    "column_rule_width", "lang",
)  # fmt: skip
PLACE = ("position_x", "position_y", "width", "height", "border_top_width", "border_right_width",
         "border_bottom_width", "border_left_width", "padding_top", "padding_left")  # fmt: skip


@dataclass
class Leafed:
    """One page as it was last seen. `reading` is of this page alone, its words and no drawings.

    It is page number `place` of `pdf`.
    """

    sign: bytes
    pdf: bytes = b""
    place: int = 0
    png: bytes = b""
    sha: str = ""
    pixels: tuple[int, int] = (0, 0)
    reading: Reading | None = None
    moved: tuple[int, int, Reading] | None = None  # as this page, after so many elements


def sign_of(page: Any, held: str) -> bytes:
    """A digest of what is drawn on a laid out page, and heard of it: its boxes, to the last digit.

    `held` tells what else it depends on.
    """
    found = hashlib.blake2b(held.encode(), digest_size=16)
    styles: dict[int, str] = {}
    todo = [page._page_box]
    while todo:
        box = todo.pop()
        style = styles.get(id(box.style))
        if style is None:
            style = styles[id(box.style)] = repr([box.style[key] for key in SEEN])
        place = [getattr(box, key, None) for key in PLACE]
        drawn = getattr(box, "replacement", None)
        element = box.element
        what = (
            type(box).__name__,
            box.element_tag,
            element is not None and (element.get("class"), element.get("alt"), element.get("id")),
            place,
            getattr(box, "text", None),
            style,
            drawn is not None and getattr(drawn, "_base_url", None),
        )
        found.update(repr(what).encode("utf-8", "backslashreplace"))
        todo += getattr(box, "children", ())
    return found.digest()


def draw(document: Any, leaves: Sequence[Leafed], numbers: Sequence[int], dpi: float) -> None:
    """Write these pages of a document into a PDF of their own, and draw each."""
    pdf = write(document.copy([document.pages[number] for number in numbers]))
    for place, (number, (pixels, png)) in enumerate(zip(numbers, as_png(pdf, dpi), strict=True)):
        leaf = leaves[number]
        leaf.pdf, leaf.place, leaf.png, leaf.pixels, leaf.reading = pdf, place, png, pixels, None
        leaf.sha = hashlib.blake2b(png, digest_size=12).hexdigest()


def read(leaves: Sequence[Leafed], draws: bool = False) -> None:
    """Read the words back of the pages that were drawn since; with `draws` their drawings too."""
    for pdf in dict.fromkeys(leaf.pdf for leaf in leaves if leaf.reading is None):
        reading = read_back(pdf, draws)
        for leaf in leaves:
            if leaf.pdf is pdf:
                leaf.reading = _alone(reading, leaf.place)


def drawn(leaves: Sequence[Leafed]) -> Sequence[Leafed]:
    """The same pages with the drawings that the rules on a page look at."""
    again = [replace(leaf, reading=None, moved=None) for leaf in leaves]
    read(again, draws=True)
    return again


def joined(leaves: Sequence[Leafed]) -> Reading:
    """One reading of pages that were read one by one."""
    parts, base = [], 0
    for number, leaf in enumerate(leaves):
        assert leaf.reading
        if leaf.moved is None or leaf.moved[:2] != (number, base):
            leaf.moved = (number, base, _moved(leaf.reading, number, base))
        parts.append(leaf.moved[2])
        base += len(leaf.reading.elements)
    return replace(
        parts[0],
        pages=tuple(page for one in parts for page in one.pages),
        flow=tuple(glyph for one in parts for glyph in one.flow),
        outside=tuple(glyph for one in parts for glyph in one.outside),
        elements=tuple(element for one in parts for element in one.elements),
        pictures=tuple(picture for one in parts for picture in one.pictures),
    )


def _alone(reading: Reading, place: int) -> Reading:
    """One page of a reading."""
    first = next((n for n, one in enumerate(reading.elements) if one.page == place), 0)
    here = replace(
        reading,
        pages=(reading.pages[place],),
        flow=tuple(one for one in reading.flow if one.page == place),
        outside=tuple(one for one in reading.outside if one.page == place),
        elements=tuple(one for one in reading.elements if one.page == place),
        pictures=tuple(one for one in reading.pictures if one.page == place),
    )
    return _moved(here, 0, -first)


def _moved(reading: Reading, page: int, by: int) -> Reading:
    """A reading of one page as page number `page`, its elements `by` so many further on."""
    return replace(
        reading,
        flow=tuple(
            one._replace(page=page, element=one.element + by if one.element >= 0 else -1)
            for one in reading.flow
        ),
        outside=tuple(one._replace(page=page) for one in reading.outside),
        elements=tuple(
            one._replace(page=page, parent=one.parent + by if one.parent >= 0 else -1)
            for one in reading.elements
        ),
        pictures=tuple(one._replace(page=page) for one in reading.pictures),
    )
