"""Preflight of the breaks: what stands on one page where one could hold it; how full pages are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from press.finding import Finding
from press.project import Line
from press.proof.preflight import Proof
from press.read.syntax import HEADING, PAGE_MARK, marks_of
from press.read.units import HEAD, LISTED, ROW, TEXT, Unit
from press.typeset.furniture import RULE
from press.typeset.setting import WHOLE
from press.typeset.spread import POOR, poor_of

# of a page's height: what it holds is as much as stands on the fullest, or this where none is full
ROOM = 0.75
SHORT = 0.3  # of the height of the fullest page: a section of so much stands whole
APART = 0.09  # of a page's height: a gap as wide as this in its words is white, or ruled
AMID = 0.04  # of it: a heading so far below the first words does not begin its page
SHORTER = "shorten the text until each part fits its page, or take the mark new-page away"
FIX = "shorten what stands before it, or give its heading the mark {.new-page}"


def no_page_is_left_nearly_empty(proof: Proof) -> Iterator[Finding]:
    """P221: words and pictures fill 40 % of a page at least, but of the last; ruled lines don't.

    Where any number of pages will do it is two thirds, but for a page with lines to write on.

    A card may be short, and its second side as well; the edition in black has the pages of the
    standard one. Who gives the questions a page has asked for its lines.
    """
    if 1 in proof.product.pages or proof.product.black_only:
        return
    filled = [sum(high - low for low, high in spans) for spans in _spans(proof)]
    room = max([ROOM * leaf.height for leaf in proof.reading.pages] + filled, default=0.0)
    asked = _pages_of_questions(proof)
    ruled = {line.page for line in proof.typeset.lines if line.kind == RULE}
    least = [(POOR if n in ruled else poor_of(proof.product)) * room for n in range(len(filled))]
    poor = [n for n, used in enumerate(filled[:-1]) if used < least[n] and n not in asked]
    marked = {number: mark for number in poor if (mark := _mark_after(proof, number))}
    for number, mark in marked.items():
        fix = f"take the mark new-page off the heading on line {mark.number}"
        yield _poor(proof, [number], filled[number] / room, fix)
    if others := [number for number in poor if number not in marked]:
        fullest = max(filled[number] for number in others) / room
        yield _poor(proof, others, fullest, _how_to_fill(proof))


def _poor(proof: Proof, numbers: Sequence[int], share: float, fix: str) -> Finding:
    own = (one.word.line for one in proof.printed
           if one.page == numbers[0] and one.word.kind != "label")  # fmt: skip
    *some, last = (str(number + 1) for number in numbers)
    what = f"pages {', '.join(some)} and {last}" if some else f"page {last}"
    problem = f"{what} of the {_name(proof)} {'are' if some else 'is'} nearly empty: words and "
    problem += f"pictures fill {share:.0%} of {'them at most' if some else 'it'}"
    return next(own, proof.manuscript.title.line).finding("P221", problem, fix)


def _name(proof: Proof) -> str:
    """The edition in black is laid out as the standard one is, and its questions are the same."""
    return proof.product.name if proof.product.black_only else proof.product.file


def _mark_after(proof: Proof, number: int) -> Line | None:
    """The heading on the page after this one that begins it by its mark, if one does."""
    for one in proof.printed:
        heading = HEADING.match(one.word.line.text) if one.page == number + 1 else None
        if one.word.kind == "heading" and PAGE_MARK in marks_of(heading):
            return one.word.line
    return None


def _how_to_fill(proof: Proof) -> str:
    if over := proof.typeset.over:
        fewer = max(pages for pages in proof.product.pages if pages < proof.typeset.pages)
        words = "about 1 word" if over == 1 else f"about {over} words"
        return f"shorten the text by {words}, and it takes {fewer} pages; or say more here"
    return "say more here, or shorten what follows until it fits this page"


def _pages_of_questions(proof: Proof) -> set[int]:
    """The pages that the section of the questions was given."""
    lines = {one.heading for one in proof.manuscript.every_section()
             if one.role == "questions" and one.new_page}  # fmt: skip
    return {one.page for one in proof.printed if one.word.line in lines}


def _spans(proof: Proof) -> list[list[tuple[float, float]]]:
    """For each page from where to where it is filled, from the foot up."""
    marks: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for glyph in proof.reading.flow:
        marks[glyph.page].append((glyph.box[1], glyph.box[3]))
    for picture in proof.reading.pictures:
        marks[picture.page].append((picture.box[1], picture.box[3]))
    for line in proof.typeset.lines:
        if line.kind != RULE:
            marks[line.page].append((line.y, line.y))
    leaves = enumerate(proof.reading.pages)
    return [_joined(marks[number], APART * leaf.height) for number, leaf in leaves]


def _joined(marks: Sequence[tuple[float, float]], apart: float) -> list[tuple[float, float]]:
    """These, run together where they lie nearer each other than `apart`."""
    spans: list[tuple[float, float]] = []
    for low, high in sorted(marks):
        if spans and low - spans[-1][1] < apart:
            spans[-1] = (spans[-1][0], max(high, spans[-1][1]))
        else:
            spans.append((low, high))
    return spans


def every_mark_is_obeyed(proof: Proof) -> Iterator[Finding]:
    """P224: a section that asks for a page of its own begins one, if the text is not too long.

    Where any number of pages will do sections share them.
    """
    if proof.product.takes_any_number or 1 in proof.product.pages:
        return
    asked = [one.heading for one in proof.manuscript.every_section() if one.new_page]
    first: dict[int, float] = defaultdict(float)
    tops: dict[Line, tuple[int, float]] = {}
    for one in proof.printed:
        if one.word.kind == "label":
            continue
        first[one.page] = max(first[one.page], one.box[3])
        if one.word.kind == "heading" and one.word.line in asked:
            tops.setdefault(one.word.line, (one.page, one.box[3]))
    for line, (page, top) in tops.items():
        if first[page] - top > AMID * proof.reading.pages[page].height:
            problem = f"this asks for a page of its own, and stands within page {page + 1} of the "
            problem += f"{_name(proof)}"
            yield line.finding("P224", problem, SHORTER)


@dataclass(frozen=True)
class _Whole:
    """What is to stand on one page: its units, and up to which part of a page that holds."""

    what: str
    units: Sequence[Unit]
    most: float = 1.0


def nothing_is_torn_that_could_stand_whole(proof: Proof) -> Iterator[Finding]:
    """P222: a box, short section, list or table over two pages, where one page could hold it.

    So is a sentence that is parted from the list or table below it. What is within another that is
    told is not told again.
    """
    places: dict[tuple[int, Line], list[tuple[int, float, float]]] = defaultdict(list)
    for one in proof.printed:
        places[one.word.block, one.word.line].append((one.page, one.box[1], one.box[3]))
    room = max((max(h for _, h in s) - min(lo for lo, _ in s) for s in _spans(proof) if s),
               default=0.0)  # fmt: skip
    told: set[Line] = set()
    for whole in _wholes(proof.manuscript.units):
        keys = dict.fromkeys((p.paragraph, p.line) for unit in whole.units for p in unit.pieces)
        marks = [mark for key in keys for mark in places.get(key, ())]
        pages = sorted({page for page, _, _ in marks})
        height = sum(_height([mark for mark in marks if mark[0] == page]) for page in pages)
        lines = {line for unit in whole.units for line in unit.lines}
        if len(pages) < 2 or height > whole.most * room or lines <= told:
            continue
        told |= lines
        problem = f"{whole.what} is torn: it begins on page {pages[0] + 1} of the "
        problem += f"{_name(proof)} and goes on on page {pages[-1] + 1}"
        yield whole.units[0].lines[0].finding("P222", problem, FIX)


def _height(marks: Sequence[tuple[int, float, float]]) -> float:
    return max(high for *_, high in marks) - min(low for _, low, _ in marks)


def _wholes(units: Sequence[Unit]) -> Iterator[_Whole]:
    """Boxes first, then short sections, lists and tables, and sentences that lead to these."""
    yield from _boxes(units)
    section: list[Unit] = []
    for unit in (*units, None):
        if (unit is None or unit.kind == HEAD) and section:
            yield _Whole("this short section", section, SHORT)
        section = [unit] if unit and unit.kind == HEAD else section + ([unit] if unit else [])
    groups: dict[int, list[Unit]] = defaultdict(list)
    for unit in units:
        groups[unit.group].append(unit)
    above: Unit | None = None
    for group in groups.values():
        kind = group[0].kind
        if kind in (*LISTED, ROW):
            yield _Whole("this table" if kind == ROW else "this list", group)
            if above is not None and above.kind == TEXT:
                what = "a table" if kind == ROW else "a list"
                yield _Whole(f"what leads to {what}", [above, group[0]])
        above = group[-1]


def _boxes(units: Sequence[Unit]) -> Iterator[_Whole]:
    """Each section that is a box: from its heading to the next one of its level or above."""
    for at, unit in enumerate(units):
        above = units[at - 1].role if at else ""
        if unit.kind == HEAD and unit.role in WHOLE and (unit.level == 2 or unit.role != above):
            later = range(at + 1, len(units))
            ends = (n for n in later if units[n].kind == HEAD and units[n].level <= unit.level)
            yield _Whole("this box", units[at : next(ends, len(units))])
