"""What a cover says of the pages behind it: which sections it names."""

from __future__ import annotations

from press.project import Line
from press.read.manuscript import Manuscript
from press.read.syntax import COVER_MARK, HEADING, marks_of

NEVER = ("lines", "questions", "sources", "about")  # roles that nobody looks for from the cover


def has_own_page(manuscript: Manuscript) -> bool:
    """Whether the cover has a page to itself: the first section begins the next."""
    first = next((one for one in manuscript.sections if one.heading), None)
    return first is not None and first.new_page


def named_on_cover(manuscript: Manuscript) -> tuple[Line, ...]:
    """The headings that the cover names with their pages, in order.

    Those with the mark on-cover; without one, where the cover has a page to itself, the sections
    that begin a page by their mark.
    """
    if not manuscript.product.cover_list:
        return ()
    headings = (one.heading for one in manuscript.every_section() if one.heading)
    marked = [line for line in headings if COVER_MARK in marks_of(HEADING.match(line.text))]
    if marked or not has_own_page(manuscript):
        return tuple(marked)
    found = (one for one in manuscript.sections if one.new_page and one.role not in NEVER)
    return tuple(one.heading for one in found if one.heading)
