"""Preflight of what belongs together: no heading alone, no step parted from its picture.

A figure has its words beside it and pushes no line about; a paragraph leaves no widow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise, product, takewhile

from press.finding import Finding
from press.pdf.bidi import reads_from_the_right
from press.pdf.reading import Box, Picture
from press.products import POINTS_PER_MM
from press.project import Line
from press.proof.compare import PrintedWord
from press.proof.preflight import Proof
from press.proof.set_lines import measure, stands_before
from press.read.pictures import Named, pictures_of
from press.read.syntax import HEADING, MARKER, PICTURE
from press.read.units import cells

LEAST_LINES = 2  # of a paragraph, at the foot of a page and at the head of the next
FOOT = 1 / 3  # of the page: a heading above this has company even without words below it
NEAR = 8 * POINTS_PER_MM  # pt: words further off are not read with the picture


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
            fix = "shorten what comes before, or give its heading the mark {.new-page}"
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


def every_picture_has_its_words(proof: Proof) -> Iterator[Finding]:
    """A119: a caption, the item's own words, or the intro's sentence, right beside the picture.

    Source: PEMAT-P, item 17 (EVIDENCE 5.5); row Y3.
    """
    printed: dict[str, list[Picture]] = defaultdict(list)
    for picture in proof.reading.pictures:
        printed[picture.alt].append(picture)
    for named in pictures_of(proof.manuscript, proof.job.fields):
        there = printed.get(named.alt)
        if there is None:
            continue  # A117 says it
        words = _words_of(proof, named)
        cover = _is_of_intro(proof.manuscript.lines, named.line)  # all of it is of one thing
        pairs = product(words, there)
        if any(one.page == shown.page if cover else _is_near(one, shown) for one, shown in pairs):
            continue
        problem = "the words of this picture are not beside it on the page"
        fix = "look at the template and the sheet of this section"
        if not words:
            problem = "this picture has no caption"
            fix = 'say in a few words what it shows: ![description](file "caption")'
        yield named.line.finding("A119", problem, fix, named.column)


def _words_of(proof: Proof, named: Named) -> list[PrintedWord]:
    """What says under or beside a picture what it shows."""
    caption = [one for one in proof.printed
               if one.word.kind == "caption" and one.word.line == named.line]  # fmt: skip
    own = set() if caption else set(_own_lines(proof.manuscript.lines, named.line))
    around = [one for one in proof.printed
              if one.word.kind == "text" and one.word.line in own]  # fmt: skip
    return caption or around or _own_cell(proof, named)


def _own_cell(proof: Proof, named: Named) -> list[PrintedWord]:
    """The words of the cell of a table in which the picture stands."""
    at = named.column - 1
    spans = (span for span in cells(named.line.text) if span[0] <= at < span[1])
    start, end = next(spans, (0, 0))
    return [one for one in proof.printed
            if one.word.kind == "table" and one.word.line == named.line
            and start < one.word.column <= end]  # fmt: skip


def _own_lines(lines: Sequence[Line], picture: Line) -> list[Line]:
    """The lines of the picture's list item; for a picture of the intro, all lines of the intro."""
    at = lines.index(picture)
    if _is_of_intro(lines, picture):
        intro = takewhile(lambda line: not HEADING.match(line.text), lines)
        return [line for line in intro if not PICTURE.search(line.text)]
    for start in range(at, -1, -1):
        if MARKER.match(lines[start].text):
            return list(lines[start : at + 1])
        if not lines[start].text.startswith(" "):
            break
    return []


def _is_of_intro(lines: Sequence[Line], line: Line) -> bool:
    """Whether it stands above the first heading."""
    first = next((n for n, one in enumerate(lines) if HEADING.match(one.text)), len(lines))
    return lines.index(line) < first


def _is_near(one: PrintedWord, picture: Picture) -> bool:
    left, bottom, right, top = picture.box
    across = max(left - one.box[2], one.box[0] - right)
    up = max(bottom - one.box[3], one.box[1] - top)
    in_its_row = up <= 0  # a short step ends far from its picture, and is read with it
    return one.page == picture.page and (in_its_row or max(across, up) <= NEAR)


def no_picture_shifts_its_lines(proof: Proof) -> Iterator[Finding]:
    """A120: pictures stand after the text or between two texts, so that all lines start alike.

    Source: RNIB Clear Print (EVIDENCE 5.4).
    """
    mirrored = reads_from_the_right(proof.reading.language)
    lines = [line for run in measure(proof).runs if run.kind == "text" for line in run.lines]
    shown: dict[str, Box] = {}
    for named in pictures_of(proof.manuscript, proof.job.fields):
        for picture in proof.reading.pictures:
            if picture.alt != named.alt or shown.get(named.alt) == picture.box:
                continue
            on_page = [line for line in lines if line.page == picture.page]
            beside = [line for line in on_page if stands_before(picture.box, line, mirrored)]
            if beside:
                shown[named.alt] = picture.box
                text = beside[0].words[0].word.text
                problem = f"this picture stands before its lines, such as the one of “{text}”"
                fix = "set it after the words, or in a line of its own, in styles/"
                yield named.line.finding("A120", problem, fix, named.column)
                break
