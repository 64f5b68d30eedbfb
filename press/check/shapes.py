"""What a line begins as, and what stands around it: lists, tables and pictures stand apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from press.finding import Finding
from press.project import Line
from press.read.evidence import cites_only
from press.read.manuscript import Manuscript
from press.read.syntax import HEADING, LIKE_A_MARKER, MARKER, PICTURE
from press.read.units import HEAD, LISTED, NESTED, ROW, STEP, TEXT, Unit, indent

BAR = re.compile(r"(?<!\\)\|")
RUN_IN = re.compile("\\s[\u2022\u2023\u25aa\u25cf\u25a0\u25e6\uf0b7](?=\\s)")
COUNTED = re.compile(r"(?:[A-Z][a-z]+ )?\d{1,2}:\s")
APART = (
    "put it on a line of its own, with an empty line above and below, or indented by three blanks "
    "below its item"
)
GLUED = "leave an empty line above it, or indent it by three blanks if it belongs to the item"
ROWS = (
    "leave an empty line above and below the table, and put | --- | below its first row, as often "
    "as it has columns"
)
BELONGS = f"indent it by {NESTED} blanks if it belongs to the item above"


def lists_are_flat(lines: Sequence[Line]) -> Iterator[Finding]:
    """M116: one level of list; a reader half asleep loses the second. The first line is named."""
    told = False
    for line in lines:
        marker = MARKER.match(line.text)
        deep = bool(marker) and indent(marker[1] if marker else "") >= 2
        told, before = deep, told
        if marker and deep and not before:
            fix = "make it an item of the first level, or a sentence of the item above"
            yield line.finding("M116", "a list within a list", fix, len(marker[1]) + 1)
        elif marker and not deep and MARKER.match(line.text[marker.end() :]):
            fix = "take one of the two marks away"
            yield line.finding("M116", "a list within a list", fix, marker.end() + 1)


def numbers_count_up(manuscript: Manuscript) -> Iterator[Finding]:
    """M121: Markdown prints 1, 2, 3 whatever is typed; so the typed numbers must be these."""
    group = number = last = 0
    told = stray = False
    for unit in manuscript.units:
        number = 0 if unit.kind == HEAD else number
        stray = stray or (unit.kind == TEXT and indent(unit.lines[0].text) > 0)  # M129
        if unit.kind != STEP or indent(unit.lines[0].text) >= NESTED:
            continue
        if unit.group != group:
            group, last, number, told = unit.group, number, 0, False
        number += 1
        line = unit.lines[0]
        marker = MARKER.match(line.text)
        typed = int(marker[2][:-1]) if marker and marker[2] else number
        if typed != number and not told and not (stray and typed == last + 1):
            told = True  # what follows in this list follows from it
            problem = f"`{typed}.` makes this item {number} of a list"
            fix = f"write {number}. or, if it is no list, begin the line with a word"
            if last and typed == last + 1:
                fix = f"indent the lines between by {NESTED} blanks, so that they stay in item "
                fix += f"{last}; or write {number}."
            yield line.finding("M121", problem, fix, line.text.index(str(typed)) + 1)
        told, stray = told or typed != number, False
        last = typed


def tables_are_even(manuscript: Manuscript) -> Iterator[Finding]:
    """M122: a cell too many is lost without a word, and a sentence below would be a row."""
    columns: dict[int, int] = {}
    rows = [unit for unit in manuscript.units if unit.kind == ROW and unit.pieces]
    below: Line | None = None  # of a table, one that is told
    for unit in rows:
        line = unit.lines[0]
        count = len({piece.column for piece in unit.pieces})
        most = columns.setdefault(unit.group, count)
        if count != most:
            problem = f"this row has {count} cell{'s' * (count > 1)}; the table has {most} columns"
            fix = "give every row the same number of cells, and leave an empty line below the table"
            if count > 1 or below is None or line.number != below.number + 1:
                yield line.finding("M122", problem, fix)
            below = line if count == 1 else None
        elif (empty := _empty_cell(unit)) is not None:
            fix = "say in it what is so, such as “none” or “not known”"
            yield line.finding("M122", "this row has an empty cell", fix, empty + 1)


def _empty_cell(row: Unit) -> int | None:
    """Where a cell without words and pictures begins; columns from 0."""
    full = {piece.column for piece in row.pieces if piece.text.strip()}
    return next((piece.start for piece in row.pieces if piece.column not in full), None)


def what_looks_like_a_list_is_one(manuscript: Manuscript) -> Iterator[Finding]:
    """M127: what Markdown takes for running text is printed so, its dots and bars in a row.

    Lines that follow each other have one fault: the first is named.
    """
    begun = {id(unit.lines[0]) for unit in manuscript.units if unit.kind in LISTED}
    rows = {id(line) for unit in manuscript.units if unit.kind == ROW for line in unit.lines}
    before = ""
    for line in manuscript.lines:
        like = LIKE_A_MARKER.match(line.text) if id(line) not in begun else None
        bar = id(line) not in rows and BAR.search(PICTURE.sub("", line.text))
        now = "list" if like else "table" if bar else ""
        if like and now != before:
            problem = f"`{like[0].strip()}` begins no item of a list here"
            fix = "begin an item with `- ` or `1. `, and leave an empty line above the list"
            yield line.finding("M127", problem, fix)
        elif bar and now != before:
            yield line.finding("M127", "this looks like a table's row, and is none", ROWS)
        before = now


def a_list_is_no_sentence(line: Line) -> Iterator[Finding]:
    """M132: bullets within a line would be printed there, and the list as one sentence."""
    for match in list(RUN_IN.finditer(line.text))[:1]:
        problem = f"`{match[0].strip()}` stands within a line, and makes no list there"
        fix = "put each item on a line of its own that begins with `- `"
        yield line.finding("M132", problem, fix, match.start() + 2)


def counted_lines_stand_apart(manuscript: Manuscript) -> Iterator[Finding]:
    """M136: lines that count, such as `Step 1:`, are one paragraph, and would be run on."""
    for unit in manuscript.units:
        counted = [line for line in unit.lines if unit.kind == TEXT and COUNTED.match(line.text)]
        if len(counted) > 1:
            match = COUNTED.match(counted[0].text)
            problem = (
                f"`{match[0].strip() if match else ''}` and the lines below it would be run on"
            )
            fix = "begin each with `1. `, `2. ` as a list, or leave an empty line between them"
            yield counted[0].finding("M136", problem, fix)


def what_follows_an_item_is_its_own(manuscript: Manuscript) -> Iterator[Finding]:
    """M129: a sentence right below an item would be printed as its end, whatever was meant."""
    for unit in manuscript.units:
        glued = [line for line in unit.lines[1:] if unit.kind in LISTED and not indent(line.text)]
        if glued and not LIKE_A_MARKER.match(glued[0].text):
            yield glued[0].finding("M129", "this line is run on with the item above it", GLUED)


def what_is_indented_belongs_to_an_item(manuscript: Manuscript) -> Iterator[Finding]:
    """M129: an indent that is too small, or below no item, is lost on paper."""
    items = [unit for unit in manuscript.units if unit.kind in LISTED]
    listed = {id(line) for unit in items for line in unit.lines}
    above = ""
    for line in manuscript.lines:
        deep = indent(line.text) if line.text.strip() else 0
        lost = deep < NESTED or id(line) not in listed
        alone = not above.strip() or HEADING.match(above)
        if deep and alone and lost and not MARKER.match(line.text) and not cites_only(line):
            fix = f"{BELONGS}; else begin it at the margin"
            yield line.finding("M129", "the indent of this line makes nothing", fix)
        above = line.text


def pictures_stand_apart(manuscript: Manuscript) -> Iterator[Finding]:
    """M130: a picture among words is set as a letter of their line, but at the head of a column."""
    heads = {unit.group: unit for unit in reversed(manuscript.units) if unit.kind == ROW}
    for unit in manuscript.units:
        if unit is heads.get(unit.group):
            continue
        lines = dict.fromkeys(line for line in unit.lines if PICTURE.search(line.text))
        for line in lines:
            alone = not PICTURE.sub("", line.text, count=1).strip()
            own = unit.kind in LISTED and line is not unit.lines[0]
            if alone and (own or len(unit.lines) == 1):
                continue
            at = PICTURE.search(line.text)
            problem = "this picture stands among words"
            yield line.finding("M130", problem, APART, at.start() + 1 if at else 1)
            if unit.kind == TEXT:
                break  # the lines around it are one paragraph
