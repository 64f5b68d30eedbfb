"""How a page is set, beside the size of its type; and which sections stand whole on theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from press.project import Line
from press.read.manuscript import Section
from press.read.syntax import CITED, PICTURE
from press.read.text import words_of

SHORT = 80  # words: a section of so many stands whole on its page
MOST_LOOSE = 2  # the last step in which the sheets take no heed of marks
LEAD = 35  # words: so many above the first part of a section only lead to it
# roles of boxes: their parts stand in them
WHOLE = ("emergency", "urgent", "soon", "stop", "key", "lines", "do", "dont")


@dataclass(frozen=True)
class Setting:
    """What the fit decides of a page, beside the size of its type.

    `single` says that all of it fits one page, so that nothing stands over the page; `breaks` names
    sections, each as its `at`, that begin a page.
    """

    question_lines: int = 0
    single: bool = False
    tight: int = 0  # of the clinic's block
    full: bool = False  # a card with no room to spare: it is set closer
    runs_on: bool = False  # a full card that has none even so: its long lists run on
    coded: bool = False  # with its QR code, for which there is room
    low_cover: bool = False
    small_title: int = 0
    loose: int = 0  # 1: no section begins a page by its mark; 2: nor does a list stand whole
    air: float = 0.0  # mm, of a card with room to spare: between its sections
    breaks: frozenset[str] = frozenset()
    pages: tuple[int, ...] = ()  # where what the cover names stands


def at_of(heading: Line, level: int) -> str:
    """A section's name while it is laid out."""
    return f"{level} {heading.file}:{heading.number}"


def is_short(section: Section) -> bool:
    """Whether it has a few sentences, and no picture."""
    words = sum(len(words_of(CITED.sub("", line.text))) for line in section.lines)
    return words <= SHORT and not any(PICTURE.search(line.text) for line in section.lines)


def is_lead(section: Section) -> bool:
    """Whether its own words, before its parts, are too few to stand without them."""
    words = sum(len(words_of(CITED.sub("", line.text))) for line in section.lines)
    return bool(section.parts) and words <= LEAD and is_short(section)


def every_of(sections: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The sections with all their parts, in order."""
    for one in sections:
        yield one
        yield from every_of(one["parts"])


def begins_over_the_page(sections: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The section with which a card's second side begins, or None where its size decides.

    It is what the reader must find at once: the section of the role emergency; without one, the
    first that is urgent or soon after the lines to phone. The first section stays on the first, and
    where that is the ambulance, whom to phone stands with it, and the rest is over the page.
    """
    roles = [section["role"] for section in sections]
    later = range(1, len(sections))
    after_lines = roles.index("lines") if "lines" in roles else len(roles)
    found = [n for n in later if roles[n] == "emergency"]
    rest = [n for n in later if n > after_lines]
    found += (
        rest if roles[:1] == ["emergency"] else [n for n in rest if roles[n] in ("urgent", "soon")]
    )
    return sections[found[0]] if found else None
