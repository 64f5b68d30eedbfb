"""What a layout says of itself: the clinic's slot, and where lines to write on must be on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from press.products import POINTS_PER_MM

PIXELS_PER_MM = 96 / 25.4
POINTS_PER_PIXEL = 72 / 96
ROUNDING = 0.1  # mm
# classes of what is written on, in any template
BLANK, LINE, RULE, BOX = "blank", "line", "rule", "box"
SLOT, END = "clinic-slot", "clinic-end"  # ids of a clinic's block, and of its end
TOUCH = 1.0  # px: so far a line's box may reach into a sign's, above and below its letters
MANY = 99  # lines


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

    Of several blocks it is the fullest.
    Where the end mark was cut off, the block reaches to the foot of the page at least.
    """
    found = []
    for page in document.pages:
        for name, start in page.anchors.items():
            if name.startswith(SLOT):
                end = page.anchors.get(name.replace(SLOT, END))
                filled = ((end[1] if end else page.height) - start[1]) / PIXELS_PER_MM
                found.append(Slot(height, filled, _beyond(page, name) / PIXELS_PER_MM))
    return max(found, key=lambda slot: (slot.over, slot.filled), default=None)


def pages_named(document: Any, count: int) -> tuple[int, ...]:
    """The page of each of `count` sections that the cover names, from 1; 0 where it is on none."""
    at: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        for name in page.anchors:  # a section that goes on has it on each of its pages
            at.setdefault(name, number)
    return tuple(at.get(f"named-{number}", 0) for number in range(1, count + 1))


def _beyond(page: Any, name: str) -> float:
    """By how much the widest word of a clinic's block is wider than the block, in px."""
    for box in page._page_box.descendants():
        if box.element is not None and box.element.get("id") == name:
            whole = _words_end(box) - float(box.content_box_x() + box.width)
            return max([whole, *(_over_edge(one) for one in box.descendants())])
    return 0.0


def _over_edge(block: Any) -> float:
    """By how much the longest line of a block is wider than it, in px; below 0 where none is."""
    if not any(type(one).__name__ == "LineBox" for one in getattr(block, "children", ())):
        return 0.0
    return _words_end(block) - float(block.content_box_x() + block.width)


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


def is_sound(document: Any) -> bool:
    """Whether no word or cell leaves its page's text, or its header, to a side, or meets a sign."""
    return all(_is_sound(page._page_box) for page in document.pages)


def _is_sound(sheet: Any) -> bool:
    left, right = sheet.content_box_x() - 1, sheet.content_box_x() + sheet.width + 1
    words, signs = [], []
    for box in _of_the_text(sheet):
        start, top = box.border_box_x(), box.border_box_y()
        place = (start, top, start + box.border_width(), top + box.border_height())
        if box.element_tag == "header" and _leaves_header(box):
            return False
        if box.element_tag == "ul" and _words_end(box) > box.content_box_x() + box.width + 1:
            return False  # its columns are wider than the page has room for
        is_text = getattr(box, "text", "").strip()
        if (is_text or box.element_tag in ("td", "th")) and not left <= place[0] <= place[
            2
        ] <= right:
            return False
        if is_text:
            words.append(place)
        elif box.element_tag.endswith(("::before", "::after")) and box.is_floated():
            signs.append(place)
    return not any(_meet(word, sign) for sign in signs for word in words)


def _words_end(box: Any) -> float:
    """Where the word ends that stands furthest to the right in a box, in px."""
    ends = (one.position_x + one.width for one in box.descendants() if getattr(one, "text", ""))
    return float(max(ends, default=0.0))


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > TOUCH and down > TOUCH


def _of_the_text(sheet: Any) -> Iterator[Any]:
    """The boxes of a page without those of its margins; cells and lines are boxes too."""
    for child in sheet.children:
        if child.element_tag == "html":
            yield from (box for box in child.descendants() if hasattr(box, "border_width"))


def lines_of_title(document: Any) -> int:
    """In how many lines the title is set; MANY where a word of it leaves its place."""
    for box in document.pages[0]._page_box.descendants():
        if box.element_tag == "header":
            titles = [one for one in box.descendants() if one.element_tag == "h1"]
            lines = [one for title in titles[:1] for one in title.descendants()
                     if type(one).__name__ == "LineBox"]  # fmt: skip
            return MANY if _leaves_header(box) else len(lines)
    return 0


def _leaves_header(header: Any) -> bool:
    """Whether a word or picture stands beyond what the header has for it, where its sign is."""
    edge = header.content_box_x() + header.width + 1
    boxes = (box for box in header.descendants()
             if getattr(box, "text", "") or box.element_tag == "img")  # fmt: skip
    return any(box.position_x + box.width > edge for box in boxes)


def pitch_of_rules(document: Any) -> float:
    """How far the lines that are ruled for questions lie apart, in mm."""
    rules = [line for line in writing_lines(document) if line.kind == RULE]
    apart = [above.y - below.y for above, below in pairwise(rules) if above.page == below.page]
    return min(apart, default=9 * POINTS_PER_MM) / POINTS_PER_MM


def words_after(document: Any, pages: int) -> int:
    """How many words stand on more than so many pages."""
    return sum(
        len(box.text.split())
        for page in document.pages[pages:]
        for box in _of_the_text(page._page_box)
        if getattr(box, "text", "")
    )
