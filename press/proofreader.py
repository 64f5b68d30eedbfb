"""The proofreader: finds each expected word on the printed pages, in the order of the tags.

Compared character by character without white space, so that letter-spacing that splits a word and
a float that glues two do no harm. Where the two part, the words between are set against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from press.copyholder import Phrase, Word, plain
from press.finding import Finding, Place
from press.reading import Box, Glyph, Reading

BULLETS = frozenset("\u2022\u25aa\u2013\u25e6\u00b7")  # drawn by a list marker, not written
GONE = "the words are not on the page"


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
    """What was found of what was expected: words in order, words lost, glyphs of no source."""

    printed: tuple[Printed, ...]
    lost: tuple[Word, ...]
    unknown: tuple[Glyph, ...]


def compare(reading: Reading, words: Sequence[Word], phrases: Sequence[Phrase]) -> Comparison:
    """Set the printed flow against the expected words and the phrases of the template."""
    glyphs, chars = _unfold(reading.flow)
    places, lost = _align(chars, words, phrases)
    printed = [piece for word, span in places for piece in _pieces(word, glyphs, span)]
    left = _outside_spans(len(chars), [span for _, span in places])
    more, missing, unknown = _template_words(glyphs, chars, left, phrases, reading)
    return Comparison(tuple(printed + more), (*lost, *missing), tuple(unknown))


def _unfold(flow: Sequence[Glyph]) -> tuple[list[Glyph], str]:
    """The glyphs with the text that they stand for; one glyph may stand for two letters."""
    glyphs, chars = [], []
    for glyph in flow:
        for char in plain(glyph.char):
            if char not in BULLETS:
                glyphs.append(glyph)
                chars.append(char)
    return glyphs, "".join(chars)


Span = tuple[int, int]


def _align(
    chars: str, words: Sequence[Word], phrases: Sequence[Phrase]
) -> tuple[list[tuple[Word, Span]], list[Word]]:
    """Each word's span of characters, in order; what is not found is lost."""
    texts = sorted({"".join(w.text for w in p.words) for p in phrases}, key=len, reverse=True)
    places: list[tuple[Word, Span]] = []
    at = 0
    for number, word in enumerate(words):
        start = _skip_phrases(chars, at, word, texts)
        length = _match(chars, start, word)
        if not length:
            more, lost = _set_against(chars, at, words[number:])
            return places + more, lost
        places.append((word, (start, start + length)))
        at = start + length
    return places, []


def _match(chars: str, at: int, word: Word) -> int:
    """How many characters at `at` are this word; a list's number may drop its full stop."""
    if chars.startswith(word.text, at):
        return len(word.text)
    bare = word.text.rstrip(".)")
    if word.kind == "marker" and chars.startswith(bare, at):
        after = chars[at + len(bare) : at + len(bare) + 1]
        return 0 if after.isdigit() else len(bare)
    return 0


def _skip_phrases(chars: str, at: int, word: Word, texts: Sequence[str]) -> int:
    while not _match(chars, at, word):
        text = next((t for t in texts if chars.startswith(t, at)), None)
        if text is None:
            return at
        at += len(text)
    return at


def _set_against(
    chars: str, at: int, words: Sequence[Word]
) -> tuple[list[tuple[Word, Span]], list[Word]]:
    """The slow way, for a page with a fault: the longest common run of characters decides."""
    expected = "".join(word.text for word in words)
    pairs: dict[int, int] = {}
    for block in _blocks(expected, chars[at:]):
        for step in range(block.size):
            pairs[block.a + step] = at + block.b + step
    places, lost, first = [], [], 0
    for word in words:
        need = word.text.rstrip(".)") if word.kind == "marker" else word.text
        spots = [pairs.get(first + step, -1) for step in range(len(need))]
        first += len(word.text)
        if spots and spots[0] >= 0 and spots == list(range(spots[0], spots[0] + len(need))):
            places.append((word, (spots[0], spots[-1] + 1)))
        else:
            lost.append(word)
    return places, lost


@dataclass(frozen=True)
class _Block:
    a: int
    b: int
    size: int


def _blocks(expected: str, actual: str) -> list[_Block]:
    """Common runs, found over runs of eight characters first so that long texts stay quick."""
    grain = 8
    ours = [expected[i : i + grain] for i in range(max(len(expected) - grain + 1, 0))]
    theirs = [actual[i : i + grain] for i in range(max(len(actual) - grain + 1, 0))]
    rough = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    blocks, a, b = [], 0, 0
    for run in rough:
        size = run.size + grain - 1 if run.size else 0
        gap = SequenceMatcher(None, expected[a : run.a], actual[b : run.b], autojunk=False)
        blocks += [_Block(a + m.a, b + m.b, m.size) for m in gap.get_matching_blocks()]
        skip = max(a - run.a, b - run.b, 0)
        if size > skip:
            blocks.append(_Block(run.a + skip, run.b + skip, size - skip))
            a, b = run.a + size, run.b + size
    tail = SequenceMatcher(None, expected[a:], actual[b:], autojunk=False)
    blocks += [_Block(a + m.a, b + m.b, m.size) for m in tail.get_matching_blocks()]
    return blocks


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


def _template_words(
    glyphs: Sequence[Glyph],
    chars: str,
    left: Sequence[Span],
    phrases: Sequence[Phrase],
    reading: Reading,
) -> tuple[list[Printed], list[Word], list[Glyph]]:
    """Labels, clinic and sources in what the manuscript left, and page by page what repeats."""
    pools = [([*glyphs[a:b]], chars[a:b]) for a, b in left]
    for page in range(len(reading.pages)):
        pools.append(_unfold([g for g in reading.outside if g.page == page]))
    free = [[True] * len(text) for _, text in pools]
    printed: list[Printed] = []
    lost: list[Word] = []
    longest_first = sorted(phrases, key=lambda p: -sum(len(w.text) for w in p.words))
    for phrase in longest_first:
        wanted = _wanted_pages(phrase, len(reading.pages))
        pages = set()
        for number, (pool, text) in enumerate(pools):
            for start in _find(text, phrase, free[number]):
                printed += _place(phrase, pool, start, free[number])
                pages.add(pool[start].page)
        missing = not pages if wanted is None else bool(wanted - pages)
        if missing:
            lost += phrase.words
    unknown = [
        glyph
        for (pool, _), open_ in zip(pools, free, strict=True)
        for glyph, is_free in zip(pool, open_, strict=True)
        if is_free
    ]
    return printed, lost, _without_page_numbers(unknown)


def _wanted_pages(phrase: Phrase, pages: int) -> set[int] | None:
    if phrase.where == "every-page":
        return set(range(pages))
    return set(range(1, pages)) if phrase.where == "later-pages" else None


def _find(text: str, phrase: Phrase, free: Sequence[bool]) -> list[int]:
    want = "".join(word.text for word in phrase.words)
    starts, at = [], text.find(want)
    while at >= 0:
        if all(free[at : at + len(want)]):
            starts.append(at)
        at = text.find(want, at + 1)
    return starts


def _place(phrase: Phrase, pool: Sequence[Glyph], start: int, free: list[bool]) -> list[Printed]:
    printed = []
    for word in phrase.words:
        end = start + len(word.text)
        printed += _pieces(word, pool, (start, end))
        free[start:end] = [False] * (end - start)
        start = end
    return printed


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


def check_words(comparison: Comparison, file: str) -> list[Finding]:
    """P101 for each line whose words are lost, P102 for printed words that no source has."""
    by_line: dict[tuple[str, int], list[Word]] = {}
    for word in comparison.lost:
        by_line.setdefault((word.line.file, word.line.number), []).append(word)
    found = []
    for words in by_line.values():
        said = " ".join(word.text for word in words)
        said = said if len(said) <= 60 else said[:57] + "…"
        fix = "look at this line's markup, and at the template and sheet that set it"
        place = words[0]
        problem = f"{GONE}: “{said}”"
        found.append(place.line.finding("P101", problem, fix, place.column))
    if comparison.unknown:
        by_page: dict[int, str] = {}
        for glyph in comparison.unknown:
            by_page[glyph.page] = by_page.get(glyph.page, "") + glyph.char
        for page, text in by_page.items():
            problem = f"page {page + 1} prints what no manuscript says: “{text[:60]}”"
            fix = "words come from manuscript, words file or clinic; see the template"
            found.append(Finding(Place(file), "P102", problem, fix))
    return found
