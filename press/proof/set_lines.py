"""Running text as it stands on the page: runs of lines, with the edges that they keep to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from press.pdf.bidi import holds_right_to_left, reads_from_the_right
from press.pdf.reading import Box, Element
from press.products import POINTS_PER_MM
from press.project import Line
from press.proof.compare import PrintedWord
from press.proof.preflight import Proof
from press.proof.runs import box_of
from press.read.expected import Word
from press.read.fields import Field
from press.read.syntax import FIELD, MARKER

RUNNING = ("text", "caption", "table")
SOURCES = ("label", "sources")
BESIDE = 20 * POINTS_PER_MM  # pt: text that stands nearer than this to a picture stands beside it
TOUCH = 2.0  # pt: a picture's frame may reach so far into the line beside it


@dataclass(frozen=True, eq=False)
class SetLine:
    """Words of one block on one baseline. Places in pt, as `reading.Glyph` has them."""

    words: tuple[PrintedWord, ...]
    page: int
    baseline: float
    size: float
    left: float  # where its first letter starts, the white before its ink included
    right: float  # where its last ink ends


@dataclass(frozen=True)
class Run:
    """The lines of a block, from the top down, on one page. Runs of one `group` keep one edge."""

    page: int
    kind: str
    group: tuple[object, ...]
    lines: tuple[SetLine, ...]


class Cell(NamedTuple):
    """A cell of a table, as the tags have it; cells of one column keep one edge."""

    table: int
    group: str  # THead or TBody
    column: int


@dataclass(frozen=True)
class Measure:
    """Every run of a proof, and what stands around its lines."""

    proof: Proof
    runs: tuple[Run, ...]
    row: Mapping[tuple[int, int], Sequence[PrintedWord]]  # by page and baseline
    torn: frozenset[Line]  # raw lines of which words are lost: what is left proves nothing

    def sides(self, runs: Sequence[Run]) -> tuple[bool, ...]:
        """Where these lines may begin: True for the right. Both where two scripts meet.

        A page's own script has its own side; a line of another may keep to the page's or its own.
        """
        from_the_right = reads_from_the_right(self.proof.reading.language)
        held = [holds_right_to_left(_text(run)) for run in runs]
        if from_the_right and all(held):
            return (True,)
        return (True, False) if from_the_right or any(held) else (False,)

    def starts_itself(self, line: SetLine, mirrored: bool) -> bool:
        """Whether nothing stands before the line: no words, no line to write on, no picture."""
        first = line.words[0].word
        if first.line in self.torn or first.text in _after_blanks(first, self.proof.job.fields):
            return False
        own = {id(one) for one in line.words}
        for at in (-1, 0, 1):
            for other in self.row.get((line.page, round(line.baseline) + at), ()):
                before = other.box[0] >= line.right if mirrored else other.box[2] <= line.left + 1
                if id(other) not in own and before and _runs_on(other, first):
                    return False
        boxes = [p.box for p in self.proof.reading.pictures if p.page == line.page]
        return not any(stands_before(box, line, mirrored) for box in boxes)


def _runs_on(other: PrintedWord, first: Word) -> bool:
    """Whether a line may go on from this word: not from another cell, nor a label beside it."""
    if "table" in (first.kind, other.word.kind):
        return False
    return other.word.kind in ("text", "heading", first.kind)


def stands_before(picture: Box, line: SetLine, mirrored: bool) -> bool:
    """Whether a picture stands where the eye comes from when it looks for the line's start."""
    left, bottom, right, top = picture
    gap = left - line.right if mirrored else line.left - right
    return bottom < line.baseline + line.size / 3 < top and -TOUCH <= gap < BESIDE


def measure(proof: Proof) -> Measure:
    """The running text of a proof: paragraphs, items, cells, captions and sources; no labels."""
    row: dict[tuple[int, int], list[PrintedWord]] = defaultdict(list)
    for one in proof.printed:
        row[one.page, round(one.glyphs[0].baseline)].append(one)
    torn = frozenset(word.line for word in proof.comparison.lost)
    return Measure(proof, tuple(_runs(proof)), row, torn)


def _runs(proof: Proof) -> Iterator[Run]:
    section = column = 0
    above: tuple[str, PrintedWord] | None = None
    labels = [one for one in proof.printed if one.word.kind == "label"]
    for key, part in groupby(proof.printed, lambda one: _key(proof, one)):
        kind, block, cell = key
        section += kind == "heading"
        words = list(part)
        if kind not in RUNNING or _is_head_or_number(cell, words):
            continue
        listed = _listed(words[0].word)
        if above and (above[0] != listed or _is_higher(words[0], above[1])):
            column += 1  # each list, and each column of one, has an edge of its own
        above = listed, words[-1]
        own: tuple[object, ...] = (section, listed, 0 if listed == "paragraph" else column)
        own = (block, kind) if kind == "caption" else (cell,) if cell else own
        if kind == "text" and _stands_beside(labels, words):
            own = (block, kind)
        yield from _as_runs(kind, own, words)
    sources = [one for one in proof.printed if (one.word.kind, one.word.role) == SOURCES]
    sources.sort(key=lambda one: (one.page, -round(one.glyphs[0].baseline), one.box[0]))
    yield from _as_runs("label", SOURCES, sources)


def _stands_beside(labels: Sequence[PrintedWord], words: Sequence[PrintedWord]) -> bool:
    """Whether a paragraph stands beside what the template sets, such as the number to phone."""
    left, bottom, _, top = box_of([glyph for one in words for glyph in one.glyphs])
    return any(
        one.page == words[0].page and one.box[2] < left and bottom < one.box[1] < top
        for one in labels
    )


def _is_higher(one: PrintedWord, last: PrintedWord) -> bool:
    """Whether a text goes on above the one before it: in another column of its page."""
    up = one.glyphs[0].baseline - last.glyphs[0].baseline
    return last.page == one.page and up > one.size


def _as_runs(kind: str, own: tuple[object, ...], words: Sequence[PrintedWord]) -> Iterator[Run]:
    for lines in _columns(_lines(words)):
        yield Run(lines[0].page, kind, (lines[0].page, *own), tuple(lines))


def _key(proof: Proof, one: PrintedWord) -> tuple[str, int, Cell | None]:
    return one.word.kind, one.word.block, _cell(proof.reading.elements, one)


def _cell(elements: Sequence[Element], one: PrintedWord) -> Cell | None:
    """The table, kind, column and number of the cell that a word stands in, by the tags."""
    at = one.glyphs[0].element if one.word.kind == "table" else -1
    while at >= 0 and elements[at].kind not in ("TD", "TH"):
        at = elements[at].parent
    if at < 0:
        return None
    row = table = elements[at].parent
    while table >= 0 and elements[table].kind != "Table":
        table = elements[table].parent
    column = sum(one.parent == row for one in elements[max(row, 0) : at])
    return Cell(table, elements[max(elements[row].parent, 0)].kind, column)


def _is_head_or_number(cell: Cell | None, words: Sequence[PrintedWord]) -> bool:
    """A column's heading may be centred, and numbers may stand under each other."""
    letters = any(char.isalpha() for one in words for char in one.word.text)
    return cell is not None and (cell.group == "THead" or not letters)


def _listed(word: Word) -> str:
    """What kind of text a block is that begins with `word`: each kind has an edge of its own."""
    marker = MARKER.match(word.line.text)
    if word.line.text[:1].isspace():
        return "within an item"
    return ("step" if marker[2] else "item") if marker else "paragraph"


def _lines(words: Sequence[PrintedWord]) -> Iterator[SetLine]:
    def beside(one: PrintedWord) -> tuple[int, int]:
        return one.page, round(one.glyphs[0].baseline)

    for (page, _), part in groupby(words, beside):
        line = tuple(part)
        glyphs = [glyph for one in line for glyph in one.glyphs]
        size = max(one.size for one in line)
        left = min(glyph.start for glyph in glyphs)
        right = max(glyph.box[2] for glyph in glyphs)
        yield SetLine(line, page, line[0].glyphs[0].baseline, size, left, right)


def _columns(lines: Iterator[SetLine]) -> Iterator[list[SetLine]]:
    """Lines parted where the text goes on at the head of another page or column."""
    run: list[SetLine] = []
    for line in lines:
        if run and (line.page != run[-1].page or line.baseline > run[-1].baseline):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _after_blanks(word: Word, fields: Mapping[str, Field]) -> set[str]:
    """The words of this raw line that stand after a line to write on."""
    text = word.line.text
    blanks = [m for m in FIELD.finditer(text) if m[1] in fields and fields[m[1]].blank]
    return {after for match in blanks for after in text[match.end() :].split()[:2]}


def _text(run: Run) -> str:
    return "".join(one.word.text for line in run.lines for one in line.words)
