"""Preflight of the order: the eye meets the words in the order in which the tags tell them.

A screen reader follows the tags, an eye the page. Where the two part, one of them is misled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from press.finding import Finding
from press.pdf.bidi import holds_right_to_left, reads_from_the_right
from press.pdf.reading import Box
from press.proof.compare import PrintedWord
from press.proof.preflight import Proof
from press.proof.runs import box_of
from press.proof.words import by_line, said, word_finding
from press.read.units import NESTED, indent

LEVEL = 0.5  # of the type size: baselines that are nearer are one line
SIDE = 0.3  # of the narrower of two blocks: sharing less across, they stand side by side


@dataclass(frozen=True)
class _Block:
    """A paragraph, item or cell on one page, in the order of the tags."""

    words: Sequence[PrintedWord]
    box: Box

    @property
    def top(self) -> float:
        return self.words[0].glyphs[0].baseline


def words_stand_in_the_order_of_the_tags(proof: Proof) -> Iterator[Finding]:
    """P106 on paper: steps that changed places, a word moved out of its sentence."""
    astray = {id(one) for one in proof.comparison.strayed}  # told already
    words = [one for one in _in_flow(proof) if id(one) not in astray]
    moved = [after for block in _blocks(words) for after in _out_of_line(block.words)]
    mirrored = reads_from_the_right(proof.reading.language)  # where two scripts meet on a line
    moved += [block.words[0] for block in _out_of_place(_blocks(words), mirrored)]
    for line in by_line(list(dict.fromkeys(moved)), lambda one: one.word):
        problem = f"“{said([one.word for one in line])}” stands before what the tags tell first, "
        problem += f"on page {line[0].page + 1}"
        fix = "take order, float, position and transform of these words out of the style sheet"
        yield word_finding(line[0].word, "P106", problem, fix)


def _in_flow(proof: Proof) -> list[PrintedWord]:
    """The printed words in the order of the tags, labels of the template among them."""
    at = {glyph: number for number, glyph in enumerate(proof.reading.flow)}
    words = [one for one in proof.printed if one.glyphs[0] in at]
    return sorted(words, key=lambda one: at[one.glyphs[0]])


def every_item_has_its_own_number(proof: Proof) -> Iterator[Finding]:
    """P106 for the number of a step: it stands on a level with its step, and with no other."""
    for marker, *rest in _items(proof.printed):
        if not rest:
            continue
        box = box_of([glyph for one in rest for glyph in one.glyphs])
        middle = (marker.box[1] + marker.box[3]) / 2
        reach = marker.size / 2
        if marker.page == rest[0].page and not box[1] - reach <= middle <= box[3] + reach:
            problem = f"the number “{marker.word.text}” is not on a level with its step, on page "
            problem += f"{marker.page + 1}"
            fix = "take position and transform of the numbers out of the style sheet"
            yield word_finding(marker.word, "P106", problem, fix)


def _items(words: Sequence[PrintedWord]) -> list[list[PrintedWord]]:
    """Each number with the words of its step on one page, those of its later paragraphs too."""
    items: list[list[PrintedWord]] = []
    goes_on = False
    for _, group in groupby(words, key=lambda one: (one.page, one.word.block, one.word.role)):
        block = list(group)
        begins = block[0].word.kind == "marker"
        later = goes_on and indent(block[0].word.line.text) >= NESTED
        goes_on = begins or (later and block[0].page == items[-1][0].page)
        if begins:
            items.append(block)
        elif goes_on:
            items[-1] += block
    return items


def cells_stand_in_their_row(proof: Proof) -> Iterator[Finding]:
    """P106 for tables: a cell beside another row says something else."""
    rows: dict[object, dict[int, list[PrintedWord]]] = defaultdict(lambda: defaultdict(list))
    for one in proof.printed:
        if one.word.kind == "table":
            rows[one.page, one.word.line][_cell(proof, one)].append(one)
    for cells in rows.values():
        boxes = [box_of([g for one in cell for g in one.glyphs]) for cell in cells.values()]
        low, high = max(box[1] for box in boxes), min(box[3] for box in boxes)
        if low >= high:
            first = next(iter(cells.values()))[0]
            problem = f"the cells of this row are not on a level, on page {first.page + 1}"
            fix = "take position and transform of table cells out of the style sheet"
            yield word_finding(first.word, "P106", problem, fix)


def _cell(proof: Proof, one: PrintedWord) -> int:
    """The element of the cell that holds a word."""
    elements, at = proof.reading.elements, one.glyphs[0].element
    while at >= 0 and elements[at].kind not in ("TD", "TH"):
        at = elements[at].parent
    return at


def _blocks(words: Sequence[PrintedWord]) -> Iterator[_Block]:
    def own(one: PrintedWord) -> tuple[object, ...]:
        if one.word.kind == "label":  # each text of the template is one
            return one.page, one.word.line, one.word.kind
        cell = one.glyphs[0].element if one.word.kind == "table" else one.word.kind
        return one.page, one.word.block, cell

    for _, group in groupby(words, key=own):
        held = list(group)
        yield _Block(held, box_of([glyph for one in held for glyph in one.glyphs]))


def _out_of_line(words: Sequence[PrintedWord]) -> Iterator[PrintedWord]:
    """Words of a block that stand before, or on a line above, the word that they follow."""
    if holds_right_to_left("".join(one.word.text for one in words)):
        return  # these were put in order by where they stand
    for last, one in pairwise(words):
        up = one.glyphs[0].baseline - last.glyphs[0].baseline
        level = LEVEL * max(one.size, last.size)
        if (up > level and one.box[0] < last.box[2]) or (
            abs(up) <= level and one.box[2] <= last.box[0]
        ):
            yield one


def _out_of_place(blocks: Iterable[_Block], mirrored: bool) -> Iterator[_Block]:
    """Blocks that stand above one that the tags tell before them, or on its wrong side."""
    by_page: dict[int, list[_Block]] = defaultdict(list)
    last_page = -1
    for block in blocks:
        page = block.words[0].page
        if page < last_page:
            yield block
        last_page = max(page, last_page)
        for other in by_page[page]:
            if _above(block, other) or (not mirrored and _before(block, other)):
                yield block
                break
        by_page[page].append(block)


def _above(block: _Block, other: _Block) -> bool:
    across = min(block.box[2], other.box[2]) - max(block.box[0], other.box[0])
    narrower = min(one.box[2] - one.box[0] for one in (block, other))
    return across > SIDE * narrower and block.box[1] >= other.box[3]


def _before(block: _Block, other: _Block) -> bool:
    """Of two items of one list on one line, whether the later one stands at the left."""
    one, two = block.words[0], other.words[0]
    alike = (one.word.role, one.word.kind) == (two.word.role, two.word.kind)
    level = abs(block.top - other.top) <= LEVEL * one.size
    return alike and level and block.box[2] <= other.box[0]
