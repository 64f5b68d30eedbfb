"""Preflight of the words: each is on paper, inside the safe area, apart from others, and seen."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from press.finding import Finding, Place
from press.pdf.reading import Box, Leaf
from press.products import POINTS_PER_MM, SAFE_MARGIN
from press.proof.compare import PrintedWord
from press.proof.preflight import Proof
from press.read.expected import Word

SHARED = 0.12  # the part of a word's box that another word's box may touch: kerning, descenders
TRACE = 0.02  # the same, beside a number
TRIFLE = 0.6  # pt: rounding of boxes


def every_word_is_on_paper(proof: Proof) -> Iterator[Finding]:
    """P101 words lost, P106 words out of order, P102 words of no source. VISION, proved, 1."""
    for words in by_line(proof.comparison.lost, lambda word: word):
        yield word_finding(
            words[0],
            "P101",
            f"the words are not on the page: “{said(words)}”",
            "look at this line's markup, and at the template and sheet that set it",
        )
    for printed in by_line(proof.comparison.strayed, lambda one: one.word):
        words = [one.word for one in printed]
        yield word_finding(
            words[0],
            "P106",
            f"the words stand out of their order, on page {printed[0].page + 1}: “{said(words)}”",
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


def the_cover_names_true_pages(proof: Proof) -> Iterator[Finding]:
    """P223: who opens it at the number on the cover finds the heading there."""
    for lead in proof.comparison.leads:
        pages = {one.page + 1 for one in proof.printed
                 if one.word.line == lead.heading and one.word.kind == "heading"}  # fmt: skip
        if pages and lead.number not in map(str, pages):
            problem = f"the cover says that this stands on page {lead.number}, and it stands on "
            problem += f"page {min(pages)}"
            fix = "look for page_list in the template: the press gives it the number"
            yield lead.heading.finding("P223", problem, fix)


def every_word_is_inside_the_safe_area(proof: Proof) -> Iterator[Finding]:
    """P103: office printers leave the outer millimetres of a page blank."""
    outside = [one for one in proof.printed if _too_far_out(proof, one) > 0]
    for line in by_line(outside, lambda one: one.word):
        leaf = proof.reading.pages[line[0].page]
        where = "off the page" if off_the_page(line[0].box, leaf) else "in the printer's margin"
        over = max(_too_far_out(proof, one) for one in line) / POINTS_PER_MM
        yield word_finding(
            line[0].word,
            "P103",
            f"“{said([one.word for one in line])}” lies {where}, {over:.0f} mm too far out, "
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
        yield word_finding(
            one.word,
            "P104",
            f"“{one.word.text}” and “{other.word.text}” ({other.word.line.file}, line "
            f"{other.word.line.number}) lie over each other on page {one.page + 1}",
            "give the boxes room: no fixed heights, no negative margins",
        )


def nothing_of_the_sheets_lies_over_a_word(proof: Proof) -> Iterator[Finding]:
    """P104 for page numbers, bullets and dots: the engine sets them, and nobody wrote them.

    A number keeps an em away as well: beside another it would be a part of it.
    """
    words: dict[int, list[PrintedWord]] = defaultdict(list)
    for one in proof.printed:
        words[one.page].append(one)
    known = {glyph for one in proof.printed for glyph in one.glyphs}
    for glyph in (*proof.reading.flow, *proof.reading.outside):
        if glyph in known or unicodedata.combining(glyph.char):
            continue  # an accent is a part of its letter
        reach = glyph.size if glyph.char.isdigit() else 0
        left, bottom, right, top = glyph.box
        for one in words[glyph.page]:
            beside = reach and one.glyphs[0].element >= 0  # in the margin, a word may be its own
            around = (left - reach, bottom, right + reach, top) if beside else glyph.box
            if _touch(one.box, around) > (TRACE if beside else SHARED):
                problem = f"“{one.word.text}” has a “{glyph.char}” of the style sheet over it, or "
                problem += f"right beside it, on page {one.page + 1}"
                fix = "give both their own place: look at @page, and at the bullets, in styles/"
                if one.glyphs[0].element < 0:  # both stand in the margin
                    yield Finding(proof.sheet, "P104", problem, fix)
                else:
                    yield word_finding(one.word, "P104", problem, fix)
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
                if _lie_over(proof.printed[number], proof.printed[other]):
                    pairs.append(sorted((number, other)))
    for first, second in sorted(pairs):
        yield proof.printed[first], proof.printed[second]


def _lie_over(one: PrintedWord, other: PrintedWord) -> bool:
    """Whether two words share their place; of a number no letter may be touched."""
    shared = _touch(one.box, other.box)
    if shared <= 0 or not any(c.isdigit() for c in one.word.text + other.word.text):
        return shared > SHARED
    return any(_touch(g.box, h.box) > SHARED for g in one.glyphs for h in other.glyphs)


def _touch(one: Box, two: Box) -> float:
    """The part of the smaller box that both share."""
    across = min(one[2], two[2]) - max(one[0], two[0])
    up = min(one[3], two[3]) - max(one[1], two[1])
    if across <= 0 or up <= 0:
        return 0.0
    small = min((b[2] - b[0]) * (b[3] - b[1]) for b in (one, two))
    return across * up / small if small > 0 else 0.0


T = TypeVar("T", Word, PrintedWord)


def by_line(found: Sequence[T], word: Callable[[T], Word]) -> Iterator[list[T]]:
    """What was found, line by line, page by page: one finding a line is enough."""
    lines: dict[object, list[T]] = defaultdict(list)
    for one in found:
        page = one.page if isinstance(one, PrintedWord) else 0
        lines[word(one).line, page].append(one)
    yield from lines.values()


def said(words: Sequence[Word]) -> str:
    """The words as a finding quotes them: 60 characters at most."""
    said = " ".join(word.text for word in words)
    return said if len(said) <= 60 else said[:57] + "…"


def word_finding(word: Word, code: str, problem: str, fix: str) -> Finding:
    """A finding at a word's own place."""
    return word.line.finding(code, problem, fix, word.column)
