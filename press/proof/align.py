"""Collation: sets the printed characters against the expected words, in their order.

Compared character by character without white space, so that letter-spacing that splits a word and
a float that glues two do no harm. Where the two part, the longest common runs decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from press.read.expected import Word

AHEAD = 60  # words: no phrase has as many
GRAIN = 8  # characters: long texts are compared in runs of these first, which keeps it quick

Span = tuple[int, int]  # of the printed characters: first, and one after the last


def collate(chars: str, words: Sequence[Word], phrases: Sequence[str]) -> list[Span | None]:
    """Each word's place in `chars`, in order, or None where it is lost.

    `phrases` are what a template may put between two words: labels, sources, the clinic.
    """
    longest_first = tuple(sorted(set(phrases), key=len, reverse=True))
    places: list[Span | None] = []
    at = 0
    for number, word in enumerate(words):
        start = _skip_phrases(chars, at, words[number : number + AHEAD], longest_first)
        length = _match(chars, start, word)
        if not length:
            return _slide(words, places + _set_against(chars, at, words[number:]))
        places.append((start, start + length))
        at = start + length
    return places


def _match(chars: str, at: int, word: Word) -> int:
    """How many characters at `at` are this word, or 0. Step 1 is not the start of a 12."""
    if chars.startswith(word.key, at):
        return len(word.key)
    end = at + len(word.core)
    return (
        len(word.core)
        if chars.startswith(word.core, at) and not chars[end : end + 1].isdigit()
        else 0
    )


def _skip_phrases(chars: str, at: int, words: Sequence[Word], texts: tuple[str, ...]) -> int:
    """Past the phrases at `at`. Where a phrase and the words begin alike, the longer run is meant.

    “No answer? Switchboard” is a label, though the words go on with “No answer? Phone”.
    """
    while chars.startswith(texts, at):  # at most words there is none, and this is soon known
        text = next(text for text in texts if chars.startswith(text, at))
        if _reach(chars, at, words, len(text)) >= len(text):
            return at
        at += len(text)
    return at


def _reach(chars: str, at: int, words: Sequence[Word], most: int) -> int:
    """How many characters from `at` on are the words in their order, up to `most`."""
    start = at
    for word in words:
        length = _match(chars, at, word)
        at += length
        if not length or at - start >= most:
            break
    return at - start


def _set_against(chars: str, at: int, words: Sequence[Word]) -> list[Span | None]:
    """The slow way, for a page with a fault."""
    pairs: dict[int, int] = {}
    for block in _blocks("".join(word.key for word in words), chars[at:]):
        for step in range(block.size):
            pairs[block.a + step] = at + block.b + step
    places: list[Span | None] = []
    first = 0
    for word in words:
        need = len(word.core)
        start = pairs.get(first, -1)
        whole = start >= 0 and all(pairs.get(first + n) == start + n for n in range(need))
        places.append((start, start + need) if whole else None)
        first += len(word.key)
    return places


def _slide(words: Sequence[Word], places: list[Span | None]) -> list[Span | None]:
    """Move each gap back to where a line starts, if that is an equally good reading.

    Where “They come.” is lost before “They go.”, the runs say “They [come. They] go.”, and so
    name a line that is whole.
    """
    for start, end in list(_gaps(places)):
        trial = places.copy()
        while start > 0 and words[start].line == words[start - 1].line:
            start, end = start - 1, end - 1
            if trial[start] is None or words[start].key != words[end].key:
                break
            trial[start], trial[end] = None, trial[start]
        else:
            places = trial
    return places


def _gaps(places: Sequence[Span | None]) -> Iterator[Span]:
    start = 0
    for number, place in enumerate([*places, (0, 0)]):
        if place is not None:
            if number > start:
                yield start, number
            start = number + 1


@dataclass(frozen=True)
class _Block:
    a: int
    b: int
    size: int


def _blocks(expected: str, actual: str) -> list[_Block]:
    """Common runs, found over runs of `GRAIN` characters first."""
    ours = [expected[i : i + GRAIN] for i in range(max(len(expected) - GRAIN + 1, 0))]
    theirs = [actual[i : i + GRAIN] for i in range(max(len(actual) - GRAIN + 1, 0))]
    rough = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    blocks, a, b = [], 0, 0
    for run in rough:
        size = run.size + GRAIN - 1 if run.size else 0
        gap = SequenceMatcher(None, expected[a : run.a], actual[b : run.b], autojunk=False)
        blocks += [_Block(a + m.a, b + m.b, m.size) for m in gap.get_matching_blocks()]
        skip = max(a - run.a, b - run.b, 0)
        if size > skip:
            blocks.append(_Block(run.a + skip, run.b + skip, size - skip))
            a, b = run.a + size, run.b + size
    tail = SequenceMatcher(None, expected[a:], actual[b:], autojunk=False)
    blocks += [_Block(a + m.a, b + m.b, m.size) for m in tail.get_matching_blocks()]
    return blocks
