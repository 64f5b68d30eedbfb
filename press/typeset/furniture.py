"""What a layout says of itself: the clinic's slot, and where lines to write on must be on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from press.products import POINTS_PER_MM

PIXELS_PER_MM = 96 / 25.4
POINTS_PER_PIXEL = 72 / 96
ROUNDING = 0.1  # mm
# classes of what is written on, in any template
BLANK, LINE, RULE, BOX = "blank", "line", "rule", "box"


@dataclass(frozen=True)
class Slot:
    """The clinic's block on a page: its height, and the height of what stands in it, in mm.

    `beyond` is by how much a word is wider than it.
    """

    height: float
    filled: float
    beyond: float = 0

    @property
    def over(self) -> bool:
        """Whether more stands in it than it holds."""
        return self.filled > self.height + ROUNDING or self.beyond > ROUNDING


@dataclass(frozen=True)
class WritingLine:
    """A line to write on: BLANK amid words, LINE for a clinic's number, RULE for questions;
    the lower edge of a BOX to tick.

    Places in pt, `y` from the page's foot; it is the line's own middle.
    """

    kind: str
    page: int
    left: float
    right: float
    y: float

    @property
    def mm(self) -> float:
        """How long it is, in mm."""
        return (self.right - self.left) / POINTS_PER_MM


def slot_of(document: Any, height: float) -> Slot | None:
    """How much of the clinic's slot is filled, by the marks that the template sets, in mm.

    Where the end mark was cut off, the block reaches to the foot of the page at least.
    """
    for page in document.pages:
        start, end = page.anchors.get("clinic-slot"), page.anchors.get("clinic-end")
        if start:
            foot = end[1] if end else page.height
            filled = (foot - start[1]) / PIXELS_PER_MM
            return Slot(height, filled, _beyond(page) / PIXELS_PER_MM)
    return None


def _beyond(page: Any) -> float:
    """By how much the widest word of the clinic's block is wider than the block, in px."""
    for box in page._page_box.descendants():
        if box.element is not None and box.element.get("id") == "clinic-slot":
            words = (one.width for one in box.descendants() if getattr(one, "text", None))
            return float(max(words, default=0.0) - box.width)
    return 0.0


def writing_lines(document: Any) -> Iterator[WritingLine]:
    """Where the layout sets the lines to write on, page by page."""
    for number, page in enumerate(document.pages):
        for box in page._page_box.descendants():
            element = box.element
            kind = element.get("class", "") if element is not None else ""
            if kind in (BLANK, LINE, RULE, BOX) and ":" not in box.element_tag:  # no ::before
                left, foot = box.border_box_x(), box.border_box_y() + box.border_height()
                middle = page.height - foot + box.border_bottom_width / 2
                edges = (left, left + box.border_width(), middle)
                yield WritingLine(kind, number, *(edge * POINTS_PER_PIXEL for edge in edges))


def has_wide_table(document: Any) -> bool:
    """Whether a table reaches over the edge of its page's text, to the left or the right."""
    for page in document.pages:
        sheet = page._page_box
        left, right = sheet.content_box_x(), sheet.content_box_x() + sheet.width
        for box in sheet.descendants():
            if box.element_tag == "td" or box.element_tag == "th":
                start = box.border_box_x()
                if start < left - 1 or start + box.border_width() > right + 1:
                    return True
    return False
