"""Preflight of the words: each is on paper, inside the safe area, apart from others, and seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from PIL import Image, ImageChops

from press.finding import Finding, Place
from press.pdf.readback import INK_DPI
from press.pdf.reading import Box, Leaf
from press.products import POINTS_PER_MM, SAFE_MARGIN
from press.proof.compare import PrintedWord
from press.proof.preflight import Proof
from press.read.expected import Word

SEEN = 60  # grey levels of 255 that a word must change to be seen (measured: ENGINE.md)
SPAN = 0.75  # the part of its box that a word's ink must span; in 12,000 words the least was 0.82
SHARED = 0.12  # the part of a word's box that another word's box may touch: kerning, descenders
TRIFLE = 0.6  # pt: rounding of boxes


def every_word_is_on_paper(proof: Proof) -> Iterator[Finding]:
    """P101 words lost, P106 words out of order, P102 words of no source. VISION, proved, 1."""
    for words in _by_line(proof.comparison.lost, lambda word: word):
        yield _finding(
            words[0],
            "P101",
            f"the words are not on the page: “{_said(words)}”",
            "look at this line's markup, and at the template and sheet that set it",
        )
    for printed in _by_line(proof.comparison.strayed, lambda one: one.word):
        words = [one.word for one in printed]
        yield _finding(
            words[0],
            "P106",
            f"the words stand out of their order, on page {printed[0].page + 1}: “{_said(words)}”",
            "the tags give a screen reader its order: look at the template, and for absolute in "
            "the sheet",
        )
    by_page: dict[int, str] = defaultdict(str)
    for glyph in proof.comparison.unknown:
        by_page[glyph.page] += glyph.char
    for page, text in by_page.items():
        problem = f"page {page + 1} prints what no manuscript says: “{text[:60]}”"
        fix = "words come from manuscript, words file or clinic; see the template"
        yield Finding(Place(proof.manuscript.file), "P102", problem, fix)


def every_word_is_inside_the_safe_area(proof: Proof) -> Iterator[Finding]:
    """P103: office printers leave the outer millimetres of a page blank."""
    outside = [one for one in proof.printed if _too_far_out(proof, one) > 0]
    for line in _by_line(outside, lambda one: one.word):
        leaf = proof.reading.pages[line[0].page]
        where = "off the page" if off_the_page(line[0].box, leaf) else "in the printer's margin"
        over = max(_too_far_out(proof, one) for one in line) / POINTS_PER_MM
        yield _finding(
            line[0].word,
            "P103",
            f"“{_said([one.word for one in line])}” lies {where}, {over:.0f} mm too far out, "
            f"on page {line[0].page + 1}",
            "shorten the line, or give its box more room in the style sheet",
        )


def _too_far_out(proof: Proof, one: PrintedWord) -> float:
    """By how many pt a word leaves the safe area; 0 or less is inside."""
    leaf = proof.reading.pages[one.page]
    margin = SAFE_MARGIN * POINTS_PER_MM - TRIFLE
    left, bottom, right, top = one.box
    return max(
        margin - left, margin - bottom, right - leaf.width + margin, top - leaf.height + margin
    )


def off_the_page(box: Box, leaf: Leaf) -> bool:
    """Whether nothing of `box` can be on the paper."""
    return box[2] <= 0 or box[3] <= 0 or box[0] >= leaf.width or box[1] >= leaf.height


def no_word_lies_over_another(proof: Proof) -> Iterator[Finding]:
    """P104: two words in one place can't be read, and ink alone does not show it."""
    told = set()
    for one, other in _overlaps(proof):
        if one.word.line in told:
            continue  # one finding a line is enough
        told.add(one.word.line)
        yield _finding(
            one.word,
            "P104",
            f"“{one.word.text}” and “{other.word.text}” ({other.word.line.file}, line "
            f"{other.word.line.number}) lie over each other on page {one.page + 1}",
            "give the boxes room: no fixed heights, no negative margins",
        )


def no_page_number_lies_over_a_word(proof: Proof) -> Iterator[Finding]:
    """P104 for what the engine itself writes into the margins."""
    words = [one for one in proof.printed if one.glyphs[0].element < 0]
    known = {glyph for one in words for glyph in one.glyphs}
    for glyph in proof.reading.outside:
        for one in words if glyph not in known else ():
            if one.page == glyph.page and _touch(one.box, glyph.box) > SHARED:
                problem = f"“{one.word.text}” and the page number lie over each other "
                problem += f"on page {one.page + 1}"
                fix = "give both boxes of the @page their own width"
                yield Finding(proof.sheet, "P104", problem, fix)
                return


def _overlaps(proof: Proof) -> Iterator[tuple[PrintedWord, PrintedWord]]:
    """Words that share their place, two by two, in their order."""
    by_page: dict[int, list[tuple[Box, int]]] = defaultdict(list)
    for number, one in enumerate(proof.printed):
        by_page[one.page].append((one.box, number))
    pairs = []
    for words in by_page.values():
        words.sort(key=lambda word: word[0][1])  # by their foot: a line has fewer than a column
        for at, (box, number) in enumerate(words):
            for other_box, other in islice(words, at + 1, None):
                if other_box[1] >= box[3]:
                    break
                if _touch(box, other_box) > SHARED:
                    pairs.append(sorted((number, other)))
    for first, second in sorted(pairs):
        yield proof.printed[first], proof.printed[second]


def _touch(one: Box, two: Box) -> float:
    """The part of the smaller box that both share."""
    across = min(one[2], two[2]) - max(one[0], two[0])
    up = min(one[3], two[3]) - max(one[1], two[1])
    if across <= 0 or up <= 0:
        return 0.0
    small = min((b[2] - b[0]) * (b[3] - b[1]) for b in (one, two))
    return across * up / small if small > 0 else 0.0


def every_word_leaves_ink(proof: Proof) -> Iterator[Finding]:
    """P105: white, faint, clipped or covered words are in the file and not on paper."""
    masks = [_ink(leaf) for leaf in proof.reading.pages]
    faint = []
    for one in proof.printed:
        leaf = proof.reading.pages[one.page]
        # a word off the page is told by P103
        if not off_the_page(one.box, leaf) and _seen(masks[one.page], one.box, leaf) < SPAN:
            faint.append(one)
    for line in _by_line(faint, lambda one: one.word):
        page = line[0].page
        seen = max(_seen(masks[page], one.box, proof.reading.pages[page]) for one in line)
        how = f"only {seen:.0%} of" if seen else "nothing of"
        yield _finding(
            line[0].word,
            "P105",
            f"{how} “{_said([one.word for one in line])}” can be seen on page {page + 1}: "
            "it is hidden, cut, covered or too faint",
            "look for a colour, a cover or an overflow in the style sheet",
        )


def _ink(leaf: Leaf) -> Image.Image:
    """White where the page's text changes the page."""
    change = ImageChops.difference(leaf.full, leaf.bare.convert("L"))
    return change.point(lambda level: 255 if level >= SEEN else 0)


def _seen(mask: Image.Image, box: Box, leaf: Leaf) -> float:
    """How much of the box holds ink, across or down, the less of the two, at most 1.

    A pixel's rounding is forgiven.
    """
    scale = INK_DPI / 72
    left, right = box[0] * scale, box[2] * scale
    top, bottom = (leaf.height - box[3]) * scale, (leaf.height - box[1]) * scale
    ink = mask.crop((int(left), int(top), int(right) + 1, int(bottom) + 1)).getbbox()
    if ink is None:
        return 0.0
    across, down = ink[2] - ink[0] + 1, ink[3] - ink[1] + 1
    return min(across / max(right - left, 1), down / max(bottom - top, 1), 1.0)


T = TypeVar("T", Word, PrintedWord)


def _by_line(found: Sequence[T], word: Callable[[T], Word]) -> Iterator[list[T]]:
    """What was found, line by line, page by page: one finding a line is enough."""
    lines: dict[object, list[T]] = defaultdict(list)
    for one in found:
        page = one.page if isinstance(one, PrintedWord) else 0
        lines[word(one).line, page].append(one)
    yield from lines.values()


def _said(words: Sequence[Word]) -> str:
    said = " ".join(word.text for word in words)
    return said if len(said) <= 60 else said[:57] + "…"


def _finding(word: Word, code: str, problem: str, fix: str) -> Finding:
    return word.line.finding(code, problem, fix, word.column)
