"""Preflight of the words: each is on paper, inside the safe area, apart from others, and seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from PIL import Image, ImageChops

from press.finding import Finding
from press.products import SAFE_MARGIN
from press.proof import Proof
from press.proofreader import Printed, check_words
from press.reading import INK_DPI, Box, Leaf

POINTS_PER_MM = 72 / 25.4
SEEN = 60  # grey levels of 255 that a word must change to be seen (measured: ENGINE.md)
SPAN = 0.6  # the part of its box that a word's ink must span, across and down
SHARED = 0.12  # the part of a word's box that another word's box may touch: kerning, descenders
TRIFLE = 0.6  # pt: rounding of boxes


def every_word_is_on_paper(proof: Proof) -> Iterator[Finding]:
    """P101 words lost, P102 words of no source. VISION, what is proved, 1."""
    yield from check_words(proof.comparison, proof.manuscript.file)


def every_word_is_inside_the_safe_area(proof: Proof) -> Iterator[Finding]:
    """P103: office printers leave the outer millimetres of a page blank."""
    margin = SAFE_MARGIN * POINTS_PER_MM - TRIFLE
    for one in proof.printed:
        leaf = proof.reading.pages[one.page]
        left, bottom, right, top = one.box
        over = max(margin - left, margin - bottom, right - leaf.width + margin,
                   top - leaf.height + margin)  # fmt: skip
        if over > 0:
            where = "off the page" if _off(one.box, leaf) else "in the printer's margin"
            yield _finding(
                one,
                "P103",
                f"“{one.word.text}” lies {where}, {over / POINTS_PER_MM:.0f} mm too far out, "
                f"on page {one.page + 1}",
                "shorten the line, or give its box more room in the style sheet",
            )


def _off(box: Box, leaf: Leaf) -> bool:
    return box[2] <= 0 or box[3] <= 0 or box[0] >= leaf.width or box[1] >= leaf.height


def no_word_lies_over_another(proof: Proof) -> Iterator[Finding]:
    """P104: two words in one place can't be read, and ink alone does not show it."""
    by_page: dict[int, list[Printed]] = defaultdict(list)
    for one in proof.printed:
        by_page[one.page].append(one)
    for words in by_page.values():
        words.sort(key=lambda one: one.box[0])
        for number, one in enumerate(words):
            for other in words[number + 1 :]:
                if other.box[0] >= one.box[2]:
                    break
                if _touch(one.box, other.box) > SHARED:
                    yield _finding(
                        other,
                        "P104",
                        f"“{other.word.text}” lies over “{one.word.text}” "
                        f"(line {one.word.line.number} of {one.word.line.file}) "
                        f"on page {one.page + 1}",
                        "give the boxes room: no fixed heights, no negative margins",
                    )


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
    for one in proof.printed:
        leaf = proof.reading.pages[one.page]
        if _off(one.box, leaf):
            continue  # P103 says it
        seen = _seen(masks[one.page], one.box, leaf)
        if seen is None:
            yield _finding(
                one,
                "P105",
                f"“{one.word.text}” can't be seen on page {one.page + 1}: "
                "it is hidden, covered or too faint",
                "look for a colour, a cover or an overflow in the style sheet",
            )
        elif min(seen) < SPAN:
            yield _finding(
                one,
                "P105",
                f"only {min(seen):.0%} of “{one.word.text}” can be seen on page {one.page + 1}",
                "look for what cuts or covers this line in the style sheet",
            )


def _ink(leaf: Leaf) -> Image.Image:
    """White where the page's text changes the page."""
    change = ImageChops.difference(leaf.full, leaf.bare.convert("L"))
    return change.point(lambda level: 255 if level >= SEEN else 0)


def _seen(mask: Image.Image, box: Box, leaf: Leaf) -> tuple[float, float] | None:
    """How much of the box, across and down, holds ink; a pixel's rounding is forgiven."""
    scale = INK_DPI / 72
    left, right = box[0] * scale, box[2] * scale
    top, bottom = (leaf.height - box[3]) * scale, (leaf.height - box[1]) * scale
    area = (int(left), int(top), int(right) + 1, int(bottom) + 1)
    ink = mask.crop(area).getbbox()
    if ink is None:
        return None
    across, down = ink[2] - ink[0] + 1, ink[3] - ink[1] + 1
    return across / max(right - left, 1), down / max(bottom - top, 1)


def _finding(one: Printed, code: str, problem: str, fix: str) -> Finding:
    return one.word.line.finding(code, problem, fix, one.word.column)
