"""Preflight of the page breaks: no heading alone, no widow, no step parted from its picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from press.finding import Finding, Place
from press.project import Line
from press.proof.compare import PrintedWord
from press.proof.proof import Proof
from press.read.pictures import pictures_of
from press.read.syntax import MARKER

LEAST_LINES = 2  # of a paragraph, at the foot of a page and at the head of the next
FOOT = 1 / 3  # of the page: a heading above this has company even without words below it
LEAST_FILL = 0.25  # of the page's height that words or pictures must reach over


def no_heading_stands_at_the_foot(proof: Proof) -> Iterator[Finding]:
    """P207: a heading belongs to what follows it."""
    flow = [one for one in proof.printed if one.word.kind != "label"]
    for one, after in pairwise(flow):
        apart = one.word.kind == "heading" and after.page > one.page and after.word != one.word
        if apart and one.glyphs[0].baseline < proof.reading.pages[one.page].height * FOOT:
            problem = f"this heading stands alone at the foot of page {one.page + 1}"
            fix = "give its section the role new-page, or shorten what comes before"
            yield one.word.line.finding("P207", problem, fix)


def no_line_of_a_paragraph_is_alone(proof: Proof) -> Iterator[Finding]:
    """P208: two lines at least on each side of a page break."""
    for words in _blocks(proof).values():
        lines: dict[int, set[int]] = defaultdict(set)
        for one in words:
            lines[one.page].add(round(one.glyphs[0].baseline))
        if len(lines) > 1 and min(map(len, lines.values())) < LEAST_LINES:
            first = words[0].word
            page = min(lines, key=lambda number: len(lines[number]))
            problem = f"one line of this text is alone on page {page + 1}"
            fix = "shorten or lengthen the text before it by a line"
            yield first.line.finding("P208", problem, fix)


def _blocks(proof: Proof) -> dict[int, list[PrintedWord]]:
    blocks: dict[int, list[PrintedWord]] = defaultdict(list)
    for one in proof.printed:
        if one.word.kind == "text" and one.word.block:
            blocks[one.word.block].append(one)
    return blocks


def no_item_is_parted_from_its_picture(proof: Proof) -> Iterator[Finding]:
    """P209: a step is read with its picture; both stand on one page."""
    pages = {picture.alt: picture.page for picture in proof.reading.pictures}
    for picture in pictures_of(proof.manuscript, proof.job.fields):
        item = _item_lines(proof.manuscript.lines, picture.line)
        words = {one.page for one in proof.printed if one.word.line in item}
        if words and picture.alt in pages and words != {pages[picture.alt]}:
            problem = f"this picture stands on page {pages[picture.alt] + 1}, its words elsewhere"
            fix = "shorten what comes before, or start the section with the role new-page"
            yield picture.line.finding("P209", problem, fix, picture.column)


def _item_lines(lines: Sequence[Line], picture: Line) -> set[Line]:
    """The lines of the list item that holds the picture; none where it stands by itself."""
    at, item = lines.index(picture), set()
    for line in reversed(lines[: at + 1]):
        item.add(line)
        if MARKER.match(line.text):
            return item
        if not line.text.strip() or not line.text.startswith(" "):
            break
    return set()


def no_page_is_nearly_empty(proof: Proof) -> Iterator[Finding]:
    """P210: a page with a few lines looks like a fault of the printer."""
    for number, leaf in enumerate(proof.reading.pages):
        grey = leaf.full.point(lambda level: 255 if level < 250 else 0)
        wide, high = grey.size
        margin = high // 10  # running title, draft band, page number
        ink = grey.crop((0, margin, wide, high - margin)).getbbox()
        reach = (ink[3] - ink[1]) / (high - 2 * margin) if ink else 0.0
        if reach < LEAST_FILL:
            problem = f"page {number + 1} is nearly empty: {reach:.0%} of its height is used"
            fix = "shorten or lengthen the manuscript, or move a new-page role"
            yield Finding(Place(proof.manuscript.file), "P210", problem, fix)
