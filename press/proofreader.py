"""The proofreader: finds each expected word on the printed pages, in the order of the tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from press.collation import Span, collate
from press.copyholder import Phrase, Word, folded
from press.reading import Box, Glyph, Reading

BULLETS = frozenset("\u2022\u25aa\u2013\u25e6\u00b7")  # drawn by a list marker, not written


@dataclass(frozen=True)
class Printed:
    """An expected word where it stands on paper. A word over two lines is two of these."""

    word: Word
    page: int
    box: Box
    size: float
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True)
class Comparison:
    """What was found of what was expected. `strayed` are those of `printed` out of their order."""

    printed: tuple[Printed, ...]
    strayed: tuple[Printed, ...]
    lost: tuple[Word, ...]
    unknown: tuple[Glyph, ...]  # printed, and of no source


def compare(reading: Reading, words: Sequence[Word], phrases: Sequence[Phrase]) -> Comparison:
    """Set the printed flow against the expected words and the phrases of the template."""
    glyphs, chars = _unfold(reading.flow)
    places = collate(chars, words, [phrase.key for phrase in phrases])
    found = [(word, place) for word, place in zip(words, places, strict=True) if place]
    lost = [word for word, place in zip(words, places, strict=True) if place is None]
    printed = [piece for word, span in found for piece in _pieces(word, glyphs, span)]
    flow = [
        _Pool(glyphs[first:last], chars[first:last])
        for first, last in _outside_spans(len(chars), [span for _, span in found])
    ]
    margins = [
        _Pool(*_unfold([glyph for glyph in reading.outside if glyph.page == page]))
        for page in range(len(reading.pages))
    ]
    labels, missing = _find_phrases([*flow, *margins], phrases, len(reading.pages))
    strayed, lost = _find_elsewhere(flow, lost)
    unknown = [glyph for pool in (*flow, *margins) for glyph in pool.left()]
    return Comparison(
        (*printed, *strayed, *labels),
        tuple(strayed),
        (*lost, *missing),
        tuple(_without_page_numbers(unknown)),
    )


@dataclass
class _Pool:
    """A run of printed characters that the manuscript's words left over; each is taken once."""

    glyphs: Sequence[Glyph]
    text: str

    def __post_init__(self) -> None:
        self.free = [True] * len(self.text)

    def starts(self, want: str) -> list[int]:
        """Where `want` begins and nothing of it is taken."""
        found, at = [], self.text.find(want)
        while at >= 0:
            if all(self.free[at : at + len(want)]):
                found.append(at)
            at = self.text.find(want, at + 1)
        return found

    def take(self, words: Sequence[Word], start: int) -> list[Printed]:
        printed = []
        for word in words:
            end = start + len(word.core)
            printed += _pieces(word, self.glyphs, (start, end))
            self.free[start:end] = [False] * (end - start)
            start = end
        return printed

    def left(self) -> list[Glyph]:
        return [glyph for glyph, free in zip(self.glyphs, self.free, strict=True) if free]


def _unfold(flow: Sequence[Glyph]) -> tuple[list[Glyph], str]:
    """The glyphs with the text that they stand for; one glyph may stand for two letters."""
    glyphs, chars = [], []
    for glyph in flow:
        for char in folded(glyph.char):
            if char not in BULLETS:
                glyphs.append(glyph)
                chars.append(char)
    return glyphs, "".join(chars)


def _pieces(word: Word, glyphs: Sequence[Glyph], span: Span) -> list[Printed]:
    """The word as printed; broken over a line's end (after a hyphen) it has two boxes."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs[span[0] : span[1]]:
        last = runs[-1][-1] if runs else None
        if last is None or last.page != glyph.page or _left_the_line(last, glyph):
            runs.append([glyph])
        else:
            runs[-1].append(glyph)
    return [
        Printed(word, run[0].page, box_of(run), min(g.size for g in run), tuple(run))
        for run in runs
    ]


def _left_the_line(last: Glyph, glyph: Glyph) -> bool:
    return abs(glyph.baseline - last.baseline) > max(last.size, glyph.size) * 0.8


def box_of(glyphs: Sequence[Glyph]) -> Box:
    """The box around these glyphs' ink, in pt."""
    boxes = [glyph.box for glyph in glyphs]
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _outside_spans(length: int, spans: Sequence[Span]) -> list[Span]:
    left, at = [], 0
    for first, last in sorted(spans):
        if first > at:
            left.append((at, first))
        at = max(at, last)
    return [*left, (at, length)] if at < length else left


def _find_phrases(
    pools: Sequence[_Pool], phrases: Sequence[Phrase], pages: int
) -> tuple[list[Printed], list[Word]]:
    """Labels, clinic and sources in what the manuscript left, and page by page what repeats."""
    printed: list[Printed] = []
    missing: list[Word] = []
    for phrase in sorted(phrases, key=lambda phrase: -len(phrase.key)):
        found = [
            piece
            for pool in pools
            for start in pool.starts(phrase.key)
            for piece in pool.take(phrase.words, start)
        ]
        printed += found
        there = {piece.page for piece in found}
        wanted = _wanted_pages(phrase, pages)
        if not there or (wanted is not None and wanted - there):
            missing += phrase.words
    return printed, missing


def _wanted_pages(phrase: Phrase, pages: int) -> set[int] | None:
    if phrase.where == "every-page":
        return set(range(pages))
    return set(range(1, pages)) if phrase.where == "later-pages" else None


def _find_elsewhere(
    pools: Sequence[_Pool], lost: Sequence[Word]
) -> tuple[list[Printed], list[Word]]:
    """Lost lines that stand, whole, in what nothing else took; and those that stand nowhere."""
    strayed: list[Printed] = []
    gone: list[Word] = []
    for _, line in groupby(lost, key=lambda word: word.line):
        words = list(line)
        text = "".join(word.core for word in words)
        spots = ((pool, start) for pool in pools for start in pool.starts(text))
        pool, start = next(spots, (None, 0))
        if pool:
            strayed += pool.take(words, start)
        else:
            gone += words
    return strayed, gone


def _without_page_numbers(unknown: Sequence[Glyph]) -> list[Glyph]:
    """Page numbers are written by the engine: allowed where they tell the page's own number."""
    left = []
    by_page: dict[int, list[Glyph]] = {}
    for glyph in unknown:
        if glyph.element < 0:
            by_page.setdefault(glyph.page, []).append(glyph)
        else:
            left.append(glyph)
    for page, glyphs in by_page.items():
        if "".join(g.char for g in glyphs) != str(page + 1):
            left += glyphs
    return left
