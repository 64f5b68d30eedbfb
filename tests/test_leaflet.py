"""The leaflet on leg cramps in its three countries: a page is about one thing, help is a spread."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from press.pdf.readback import read_back
from press.pdf.reading import Reading
from press.read.folding import plain

LOCALES = ("en-GB", "en-US", "en-001")
# what each page after the cover begins with
PAGES = ("What is a leg cramp?", "What to do now", "Whom to phone, and how fast",
         "Cramp or clot?", "What may help prevent it", "Tablets and food",
         "After the birth")  # fmt: skip
WHOLE = ("L", "Table")  # lists and tables, by their tags


@pytest.fixture(scope="module", params=LOCALES)
def leaflet(request: pytest.FixtureRequest, works: Path) -> Reading:
    """The leaflet of one locale, read back."""
    return read_back((works / f"{request.param}/leaflet.pdf").read_bytes())


def said(leaflet: Reading, page: int) -> str:
    """What stands on a page, from 1, without white space."""
    return plain("".join(one.char for one in leaflet.flow if one.page == page - 1))


def bare(words: str) -> str:
    return "".join(words.split())


def test_each_page_begins_its_own_section(leaflet: Reading) -> None:
    """Eight pages, and each after the cover begins with its title."""
    assert len(leaflet.pages) == len(PAGES) + 1
    for page, title in enumerate(PAGES, 2):
        assert said(leaflet, page).startswith(bare(title)), page


def test_help_is_one_spread(leaflet: Reading) -> None:
    """Ambulance, STOP and its numbers face the table and what else to phone for: pages 4 and 5."""
    left, right = said(leaflet, 4), said(leaflet, 5)
    order = [left.index(bare(words)) for words in ("Ambulance", "STOP. Do not rub.", "No answer?")]
    assert order == sorted(order)
    assert bare("Could be a clot") in right and bare("Phone now, day or night") in right


def test_nothing_runs_over_a_page(leaflet: Reading) -> None:
    """No list and no table stands on two pages."""
    pages: dict[int, set[int]] = defaultdict(set)
    for glyph in leaflet.flow:
        at = glyph.element
        while at >= 0:
            if leaflet.elements[at].kind in WHOLE:
                pages[at].add(glyph.page)
            at = leaflet.elements[at].parent
    assert len(pages) > 12 and all(len(on) == 1 for on in pages.values())


def test_the_cover_says_what_to_do_and_where_to_look(leaflet: Reading) -> None:
    """The first act in its words, and three pages by their numbers."""
    cover = said(leaflet, 1)
    assert bare("Pull your toes up. Hold for 30 seconds.") in cover
    for title in ("What to do now", "Whom to phone, and how fast", "What may help prevent it"):
        assert f"{bare(title)}{PAGES.index(title) + 2}" in cover


def test_sources_are_a_line_of_bodies_and_years(leaflet: Reading) -> None:
    """No title and no address: who asks for them has the review pack."""
    last = said(leaflet, len(leaflet.pages))
    line = last.partition(bare("Where this comes from"))[2].partition(bare("About this"))[0]
    assert "RCOG2015," in line and line.endswith(".") and len(line) < 600
    assert bare("Leg cramps") not in line and "http" not in line
