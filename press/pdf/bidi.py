"""Puts the letters of a printed line into the order in which they are read.

PDFium guesses that order line by line, and guesses wrong where Arabic meets a full stop, a bracket
or a Latin word. Here it follows from where the letters stand and from the language of the file, as
Unicode's bidirectional algorithm (UAX 9) would have placed them, without its explicit marks. Where
two orders look alike on paper (a number beside a Latin word), the number is read last.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

FROM_THE_RIGHT = ("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi")  # ISO 639

LETTERS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")  # Unicode's blocks of them

T = TypeVar("T")
Kinds = Sequence[
    str
]  # one a letter: R right to left, L left to right, N number, B bracket, O other


def reads_from_the_right(language: str) -> bool:
    """Whether text in `language` (BCP 47) runs from the right unless it is told otherwise."""
    return language.split("-")[0].lower() in FROM_THE_RIGHT


def holds_right_to_left(text: str) -> bool:
    """Whether a letter of `text` is read from the right."""
    return bool(LETTERS.search(text))


def as_read(letters: Sequence[T], char: Callable[[T], str], from_the_right: bool) -> list[T]:
    """One line's letters, given from left to right, in the order in which they are read."""
    kinds = _kinds("".join(char(letter)[0] for letter in letters))
    if from_the_right:
        return _turned(letters, kinds)
    read: list[T] = []
    for first, last in _stretches(kinds):
        stretch = letters[first:last]
        read += _turned(stretch, kinds[first:last]) if "R" in kinds[first:last] else stretch
    return read


def _kinds(text: str) -> list[str]:
    names = {"R": "R", "AL": "R", "L": "L", "EN": "N", "AN": "N"}
    kinds = [
        "B" if unicodedata.mirrored(char) else names.get(unicodedata.bidirectional(char), "O")
        for char in text
    ]
    for at in range(1, len(kinds)):
        kind, follows = unicodedata.bidirectional(text[at]), kinds[at - 1] == "N"
        inside = kind in ("CS", "ES") and "N" in kinds[at + 1 : at + 2]
        if follows and (kind == "ET" or inside):
            kinds[at] = "N"  # 2.5 and 2% are one number
    for at in range(len(kinds) - 1):  # the typesetter sets these numbers apart
        after, before = kinds[at + 1] == "N", at > 0 and kinds[at - 1] == "N"
        if after and (text[at] == "+" or (before and text[at] in "-\u2013\u2014")):
            kinds[at] = "N"
    return kinds


def _turned(letters: Sequence[T], kinds: Kinds) -> list[T]:
    """A stretch that is read from the right; numbers and Latin words in it still run rightwards."""
    pieces = [letters[first:last] for first, last in _rightward_runs(kinds)]
    return [letter for piece in reversed(pieces) for letter in piece]


def _rightward_runs(kinds: Kinds) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(kinds):
        end = at + 1
        if kinds[at] == "N":
            while end < len(kinds) and kinds[end] == "N":
                end += 1
        elif kinds[at] == "L":
            ahead = next((n for n in range(at, len(kinds)) if kinds[n] == "R"), len(kinds))
            end = 1 + max(n for n in range(at, ahead) if kinds[n] in "LN")
        yield at, end
        at = end


def _stretches(kinds: Kinds) -> Iterator[tuple[int, int]]:
    """Where a line that is read from the left holds stretches that are read from the right."""
    at = 0
    for latin, run in groupby(kinds, key=lambda kind: kind == "L"):
        end = at + len(list(run))
        rights = [number for number in range(at, end) if kinds[number] == "R"]
        if latin or not rights:
            yield at, end
        else:
            first = _left_end(kinds, at, rights[0])
            yield from ((at, first), (first, rights[-1] + 1), (rights[-1] + 1, end))
        at = end


def _left_end(kinds: Kinds, at: int, first: int) -> int:
    """Where a stretch ends that has its leftmost right-to-left letter at `first`.

    A number there is read after the words, unless it follows Latin; so is a closing bracket.
    """
    numbers = [number for number in range(at, first) if kinds[number] == "N"]
    if numbers and at == 0:
        first = numbers[0]
    while first > at and kinds[first - 1] == "B" and "B" in kinds[first:]:
        first -= 1
    return first
