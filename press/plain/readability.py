"""Readability: grades of a text, from counts of words, sentences and syllables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import sqrt

from press.plain.syllables import counted, spoken
from press.read.text import words_of

ABBREVIATION = re.compile(r"(?:[B-DF-HJ-NP-TV-XZ]{2,5}|PE|UK|US|WHO|IU)")
POLYSYLLABLE = 3  # syllables
SMOG_SENTENCES = 30  # SMOG was made for thirty sentences or more (EVIDENCE 5.9)


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
