"""The proofreader: finds each expected word on the printed pages, in the order of the tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from press.pdf.reading import Box, Flow, Glyph
from press.proof.align import Span, collate
from press.proof.leads import Lead, find_leads
from press.proof.runs import Seen
from press.read.expected import AGAIN, OVER_THE_PAGE, Phrase, Word
from press.read.folding import folded

BULLETS = "\u2022\u25aa\u25e6\u00b7"  # a sheet may draw them between items; nobody wrote them


@dataclass(frozen=True)
class PrintedWord:
    """An expected word where it stands on paper. A word over two lines is two of these."""

    word: Word
    page: int
    box: Box
    size: float
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True)
class Comparison:
    """What was found of what was expected. `strayed` are those of `printed` out of their order."""

    printed: tuple[PrintedWord, ...]
    strayed: tuple[PrintedWord, ...]
    lost: tuple[Word, ...]
    unknown: tuple[Glyph, ...]  # printed, and of no source
    leads: tuple[Lead, ...] = ()


def compare(
    reading: Flow, words: Sequence[Word], phrases: Sequence[Phrase], seen: Seen | None = None
) -> Comparison:
    """Set the printed flow against the expected words and the phrases of the template.

    What was `seen` in the last comparison of a preview is not looked at again.
    """
    seen = seen or Seen()
    seen.turn()
    flow = _Pool(*_unfold(reading.flow), seen)
    margins = [
        _Pool(*_unfold([glyph for glyph in reading.outside if glyph.page == page]), seen)
        for page in range(len(reading.pages))
    ]
    leads = list(find_leads(flow.text, phrases))
    between = [flow.text[lead.place[0] : lead.end] for lead in leads]
    between += [phrase.key for phrase in phrases if phrase.where != AGAIN]
    places = collate(flow.text, words, [*between, *seen.between, *BULLETS])
    seen.between = between
    torn = [line for line in _by_line(words) if any(places[number] is None for number in line)]
    loose = {number for line in torn for number in line}
    for number, place in enumerate(places):
        if number not in loose:
            flow.take(place)
    named = [piece for lead in leads for piece in _place(flow, lead.phrase, lead.place[0])]
    for lead in leads:
        flow.take((lead.place[1], lead.end))
    rest = [phrase for phrase in phrases if not phrase.leads_to]
    labels, missing = _find_phrases([flow, *margins], rest, len(reading.pages))
    there = [lead.phrase for lead in leads]
    missing += [word for one in phrases if one.leads_to and one not in there for word in one.words]
    astray = {number for line in torn for number in _find_line(flow, line, words, places)}
    printed, strayed = [], []
    for number, (word, place) in enumerate(zip(words, places, strict=True)):
        pieces = flow.pieces(word, place) if place else []
        printed += pieces
        strayed += pieces if number in astray else []
    amid = _bullets_amid(flow, words, places)
    lost = [word for word, place in zip(words, places, strict=True) if place is None]
    unknown = [*amid, *(glyph for pool in (flow, *margins) for glyph in pool.left())]
    return Comparison(
        (*printed, *named, *labels),
        tuple(strayed),
        (*lost, *missing),
        tuple(_without_page_numbers(unknown, len(reading.pages))),
        tuple(leads),
    )


def _bullets_amid(flow: _Pool, words: Sequence[Word], places: Sequence[Span | None]) -> list[Glyph]:
    """Bullets that stand between two words of one paragraph: there they are a dot, or a sign."""
    at = {place[1]: number for number, place in enumerate(places) if place}
    found: list[Glyph] = []
    for end, number in at.items():
        after = end
        while flow.text[after : after + 1] and flow.text[after] in BULLETS and flow.free[after]:
            after += 1
        following = places[number + 1] if number + 1 < len(words) else None
        together = following and words[number].block == words[number + 1].block
        if after > end and together and following and following[0] == after:
            found += flow.glyphs[end:after]
    return found


def _by_line(words: Sequence[Word]) -> list[list[int]]:
    """The numbers of the words, line by line; a passage that is pulled in twice has two of each."""
    numbers = range(len(words))
    return [list(line) for _, line in groupby(numbers, key=lambda number: words[number].line)]


def _find_line(
    flow: _Pool, line: Sequence[int], words: Sequence[Word], places: list[Span | None]
) -> Sequence[int]:
    """Place a torn line where it stands whole, out of its order; else what was found of it."""
    starts = flow.starts("".join(words[number].core for number in line))
    if starts:
        at = starts[0]
        for number in line:
            places[number] = (at, at + len(words[number].core))
            at += len(words[number].core)
    for number in line:
        flow.take(places[number])
    return line if starts else ()


@dataclass
class _Pool:
    """Printed characters, in their order; each stands for one source only, which takes it."""

    glyphs: Sequence[Glyph]
    text: str
    seen: Seen

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

    def take(self, place: Span | None) -> None:
        if place:
            self.free[slice(*place)] = [False] * (place[1] - place[0])

    def pieces(self, word: Word, place: Span) -> list[PrintedWord]:
        """The word as printed; broken over a line's end (after a hyphen) it has two boxes."""
        return [PrintedWord(word, *run) for run in self.seen.runs(self.glyphs, place)]

    def left(self) -> list[Glyph]:
        every = zip(self.glyphs, self.text, self.free, strict=True)
        return list(dict.fromkeys(g for g, char, free in every if free and char not in BULLETS))


def _unfold(flow: Sequence[Glyph]) -> tuple[list[Glyph], str]:
    """The glyphs with the text that they stand for; one glyph may stand for two letters."""
    glyphs, chars = [], []
    for glyph in flow:
        for char in folded(glyph.char):
            glyphs.append(glyph)
            chars.append(char)
    return glyphs, "".join(chars)


def _find_phrases(
    pools: Sequence[_Pool], phrases: Sequence[Phrase], pages: int
) -> tuple[list[PrintedWord], list[Word]]:
    """Labels, clinic and sources in what the manuscript left, and page by page what repeats."""
    printed: list[PrintedWord] = []
    missing: list[Word] = []
    if pages == 1:
        phrases = [phrase for phrase in phrases if phrase.where != OVER_THE_PAGE]
    for phrase in sorted(phrases, key=lambda phrase: -len(phrase.key)):
        found = [
            piece
            for pool in (pools[1:] if phrase.where == AGAIN else pools)  # it is an artifact
            for start in pool.starts(phrase.key)
            for piece in _place(pool, phrase, start)
        ]
        printed += found
        there = {piece.page for piece in found}
        wanted = _wanted_pages(phrase, pages)
        if phrase.where == AGAIN:
            continue
        if not there or (wanted is not None and wanted - there):
            missing += phrase.words
    return printed, missing


def _wanted_pages(phrase: Phrase, pages: int) -> set[int] | None:
    if phrase.where == "every-page":
        return set(range(pages))
    return set(range(1, pages)) if phrase.where == "later-pages" else None


def _place(pool: _Pool, phrase: Phrase, start: int) -> list[PrintedWord]:
    printed = []
    for word in phrase.words:
        place = (start, start + len(word.key))
        printed += pool.pieces(word, place)
        pool.take(place)
        start = place[1]
    return printed


def _without_page_numbers(unknown: Sequence[Glyph], pages: int) -> list[Glyph]:
    """Page numbers are written by the engine: allowed where they tell the page's own number.

    With how many there are, as in “1 of 2”; the word between them is a label.
    """
    left = []
    by_page: dict[int, list[Glyph]] = {}
    for glyph in unknown:
        if glyph.element < 0:
            by_page.setdefault(glyph.page, []).append(glyph)
        else:
            left.append(glyph)
    for page, glyphs in by_page.items():
        number = str(page + 1)
        if "".join(g.char for g in glyphs) not in (number, f"{number}{pages}"):
            left += glyphs
    return left
