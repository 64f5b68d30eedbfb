"""Preflight of the letters: each is drawn whole, upright, and at its distance from the next.

A word counts as seen when each of its letters is: the page as it is must be the page on which all
text was drawn last, whole and with nothing over it (press/pdf/leaves.py). Of a phone number that
lost its last digit 90 % is to be seen, and it is another number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from PIL import Image, ImageChops

from press.colour import contrast_over
from press.finding import Finding
from press.pdf.bidi import holds_right_to_left
from press.pdf.reading import INK_DPI, SEE_THROUGH, Box, Colour, Glyph, Leaf
from press.products import LEAST_CONTRAST
from press.proof.compare import PrintedWord
from press.proof.preflight import Proof
from press.proof.words import by_line, off_the_page, said, word_finding

SEEN = 60  # grey levels of 255 that a word must change to be seen (measured: ENGINE.md)
UNLIKE = 8  # grey levels that two drawings of one letter may differ: of ours none differ by 3
HALF = 128  # grey level of a pixel that a letter inks by half
# em beyond the font's own distance: kerning takes up to 0.085 and gives 0.03 on 105,000 pairs
CLOSEST, FURTHEST, DIGITS, MEAN = -0.13, 0.15, 0.06, -0.045
LEAST_BLANK = 0.2  # em: between words; the font has 0.25, and so have all of 6,500
BESIDE_A_NUMBER, BESIDE_A_WORD = 0.3, 0.12  # em
LOW, HIGH = 0.1, 0.6  # em above the baseline: a line to write on lies lower, a border higher
FEW = 3  # pairs of letters: of fewer no mean is taken


def every_letter_is_seen(proof: Proof) -> Iterator[Finding]:
    """P105: hidden, cut, covered, veiled or twisted words are in the file and not on paper."""
    masks = [_unlike(leaf) for leaf in proof.reading.pages]
    changes = [_change(leaf) for leaf in proof.reading.pages]
    lost = {}
    for one in proof.printed:
        leaf = proof.reading.pages[one.page]
        if off_the_page(one.box, leaf):
            continue  # P103 tells it
        how = _fault(one, leaf) or _hidden(one, masks[one.page], changes[one.page], leaf)
        if how:
            lost[one] = how
    for line in by_line(list(lost), lambda one: one.word):
        words = f"“{said([one.word for one in line])}” on page {line[0].page + 1}"
        fix = "look for a colour, a cover, an overflow or a transform in the style sheet"
        yield word_finding(line[0].word, "P105", f"{lost[line[0]]} {words}", fix)


def _fault(one: PrintedWord, leaf: Leaf) -> str:
    fault = next((glyph.fault for glyph in one.glyphs if glyph.fault), "")
    if fault == SEE_THROUGH and _is_dark_enough(one, leaf):
        return ""
    return f"{fault} on paper:" if fault else ""


def _is_dark_enough(one: PrintedWord, leaf: Leaf) -> bool:
    """Whether words in a group that lets the ground through keep their contrast all the same."""
    place = area(one.box, leaf)
    if place[0] == place[2] or place[1] == place[3]:
        return False
    most = 255 - int(leaf.inked.crop(place).getextrema()[0])  # type: ignore[arg-type]
    red, green, blue, alpha = one.glyphs[0].colour
    ink = (red, green, blue, min(alpha, most))
    colours = leaf.bare.crop(place).getcolors(256) or []
    return bool(colours) and not any(_is_poor(ink, ground) for _, ground in colours)


def _unlike(leaf: Leaf) -> Image.Image | None:
    """White where the page is not as it would be with its text on top; None where it is so."""
    mask = ImageChops.difference(leaf.full, leaf.again).point(lambda level: 255 * (level > UNLIKE))
    return mask if mask.getbbox() else None


def _change(leaf: Leaf) -> Image.Image:
    """White where the page's text changes the page."""
    change = ImageChops.difference(leaf.full, leaf.bare_grey)
    return change.point(lambda level: 255 * (level >= SEEN))


def _hidden(one: PrintedWord, mask: Image.Image | None, change: Image.Image, leaf: Leaf) -> str:
    if change.crop(area(one.box, leaf)).getbbox() is None:
        return "nothing can be seen of"
    if mask is None or mask.crop(area(one.box, leaf)).getbbox() is None:
        return ""
    spoilt = [g.char for g in one.glyphs if mask.crop(area(g.box, leaf)).getbbox()]
    if len(spoilt) == len(one.glyphs) or not spoilt:
        return "hidden, cut, covered or too faint:"
    return f"the letters “{''.join(spoilt)}” are hidden, cut or covered in"


def area(box: Box, leaf: Leaf) -> tuple[int, int, int, int]:
    """The pixels of a leaf's drawings that `box`, in pt, touches: left, top, right, bottom.

    Of what lies off the page these are none: left and right are the same, or top and bottom.
    """
    scale = INK_DPI / 72
    left, top = int(box[0] * scale), int((leaf.height - box[3]) * scale)
    right, bottom = int(box[2] * scale) + 1, int((leaf.height - box[1]) * scale) + 1
    wide, high = leaf.full.size
    left, top = min(max(left, 0), wide), min(max(top, 0), high)
    return left, top, max(min(right, wide), left), max(min(bottom, high), top)


def nothing_lies_behind_a_letter(proof: Proof) -> Iterator[Finding]:
    """P205 for what is thinner than a word: a bar through it, a patch behind one digit."""
    struck = []
    for one in proof.printed:
        leaf = proof.reading.pages[one.page]
        if not off_the_page(one.box, leaf) and _is_struck(one, leaf):
            struck.append(one)
    for line in by_line(struck, lambda one: one.word):
        problem = f"something of its own tone runs through “{said([one.word for one in line])}”"
        fix = "look for a line, a border or a ground in the style sheet that crosses the letters"
        yield word_finding(line[0].word, "P205", problem, fix)


def _is_struck(one: PrintedWord, leaf: Leaf) -> bool:
    ink = one.glyphs[0].colour
    colours = leaf.bare.crop(area(one.box, leaf)).getcolors(256)
    if not colours or not any(_is_poor(ink, ground) for _, ground in colours):
        return False
    return any(_crossed(glyph, leaf) for glyph in one.glyphs)


def _crossed(glyph: Glyph, leaf: Leaf) -> bool:
    place = area(glyph.box, leaf)
    inked, bare = leaf.inked.crop(place).tobytes(), leaf.bare.crop(place).tobytes()
    return any(
        level < HALF and _is_poor(glyph.colour, tuple(bare[3 * at : 3 * at + 3]))
        for at, level in enumerate(inked)
    )


def _is_poor(ink: Colour, ground: Any) -> bool:  # a pixel, as Pillow gives it
    return contrast_over(ink, ground) < LEAST_CONTRAST


def letters_keep_their_distance(proof: Proof) -> Iterator[Finding]:
    """P107: letters that touch are other letters, words without a blank are another word."""
    astray = {}
    before: PrintedWord | None = None
    for one in proof.printed:
        if how := _crowded(one) or (_glued(before, one) if before else ""):
            astray[one] = how
        before = one
    for line in by_line(list(astray), lambda one: one.word):
        problem = f"{astray[line[0]]} in “{said([one.word for one in line])}”"
        fix = "take letter-spacing and word-spacing out of the style sheet, and give a number room"
        yield word_finding(line[0].word, "P107", problem, fix)


def _crowded(one: PrintedWord) -> str:
    if holds_right_to_left("".join(glyph.char for glyph in one.glyphs)):
        return ""  # its letters join
    gaps = []
    for last, glyph in pairwise(one.glyphs):
        if last.start == glyph.start:
            continue  # two letters in one
        gap = (glyph.start - last.end) / glyph.size
        if last.char.isdigit() and glyph.char.isdigit() and abs(gap) > DIGITS:
            return "digits stand too close or too far apart"
        if not CLOSEST < gap < FURTHEST:
            return "letters stand too close or too far apart"
        gaps.append(gap)
    tight = len(gaps) >= FEW and sum(gaps) / len(gaps) < MEAN
    return "letters stand too close" if tight else ""


def _glued(before: PrintedWord, one: PrintedWord) -> str:
    """Whether two words that follow each other on a line have no blank between them."""
    last, first = before.glyphs[-1], one.glyphs[0]
    same = before.word.block == one.word.block and before.word.line.file == one.word.line.file
    if not same or before.page != one.page or abs(last.baseline - first.baseline) > 1:
        return ""
    (left, right), (start, end) = _reach(before.glyphs), _reach(one.glyphs)
    return "a blank is missing" if max(start - right, left - end) < LEAST_BLANK * one.size else ""


def _reach(glyphs: Sequence[Glyph]) -> tuple[float, float]:
    return min(glyph.start for glyph in glyphs), max(glyph.end for glyph in glyphs)


def nothing_stands_beside_a_word(proof: Proof) -> Iterator[Finding]:
    """P109 for what is no letter: a bar before a number is a 1, a stroke a minus, a dot a point."""
    beside = []
    for one in proof.printed:
        leaf = proof.reading.pages[one.page]
        number = any(glyph.char.isdigit() for glyph in one.glyphs)
        reach = one.size * (BESIDE_A_NUMBER if number else BESIDE_A_WORD)
        base = one.glyphs[0].baseline
        band = (
            one.box[0] - reach,
            base + LOW * one.size,
            one.box[2] + reach,
            base + HIGH * one.size,
        )
        left, top, right, bottom = area(band, leaf)
        if right > left and bottom > top:
            least, most = leaf.bare_grey.crop((left, top, right, bottom)).getextrema()
            if float(most) - float(least) >= SEEN:  # type: ignore[arg-type]
                beside.append(one)
    for line in by_line(beside, lambda one: one.word):
        problem = (
            f"something that is no letter stands in or beside “{said([one.word for one in line])}”"
        )
        fix = "give the word room: move the line, sign or box away in the style sheet"
        yield word_finding(line[0].word, "P109", problem, fix)
