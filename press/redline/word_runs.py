"""Two sentences set against each other, word by word: what was kept, taken out and added."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from press.redline.entries import BOLD

KEPT, OUT, ADDED = "kept", "taken out", "added"
# What parts words. A number keeps its point and a name its hyphen; each other sign is by itself.
_SIGNS = r"!-/:-@\[-`{-~\u00a1\u00ab\u00b7\u00bb\u00bf\u060c\u061b\u061f\u06d4\u0964\u2010-\u203a"
_WORD = rf"[^\s{_SIGNS}]+(?:[.,:'\u2019/-][^\s{_SIGNS}]+)*"
TOKEN = re.compile(rf"(\s*)(\*\*|{_WORD}|\S|\Z)")
LAST_WORD = re.compile(r"\s*\S+\s*\Z")
FEW = 4  # letters; what is kept between two changes and has no more is noise to a reader

Pairs = list[tuple[int, int]]


@dataclass(frozen=True)
class Run:
    """Words that follow each other and had one lot: KEPT, OUT or ADDED. Blanks are part of it."""

    lot: str
    text: str


@dataclass(frozen=True)
class Words:
    """A sentence before and after, as tokens, and which of them are the same."""

    old: Sequence[tuple[str, str]]  # the blank before a word, and the word
    new: Sequence[tuple[str, str]]
    pairs: Pairs

    @property
    def out(self) -> list[str]:
        """The words that are there no more."""
        kept = {one for one, _ in self.pairs}
        return [word for n, (_, word) in enumerate(self.old) if n not in kept]

    @property
    def added(self) -> list[str]:
        """The words that were not there."""
        kept = {other for _, other in self.pairs}
        return [word for n, (_, word) in enumerate(self.new) if n not in kept]


def tokens(text: str) -> list[tuple[str, str]]:
    """Each word and sign of a sentence, behind the blank before it; they join to the sentence."""
    return TOKEN.findall(text)


def set_against(old: str, new: str) -> Words:
    """The words of two sentences, and which of them are the same."""
    before, after = tokens(old), tokens(new)
    return Words(before, after, in_common([w for _, w in before], [w for _, w in after]))


def in_common(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """The longest common subsequence, as pairs of places; quick however much the two differ.

    Bit-parallel, a row of bits for each item of `new`: Hyyrö, Bit-parallel LCS-length computation
    revisited (2004). A bit that is 0 says that here one more item is common.
    """
    where: dict[Hashable, int] = {}
    for n, item in enumerate(old):
        where[item] = where.get(item, 0) | 1 << n
    every = (1 << len(old)) - 1
    rows = [every]
    for item in new:
        met = rows[-1] & where.get(item, 0)
        rows.append(((rows[-1] + met) | (rows[-1] - met)) & every)
    pairs = []
    i, j = len(old), len(new)
    while i and j:
        if rows[j] >> (i - 1) & 1:
            i -= 1
        elif not rows[j - 1] >> (i - 1) & 1:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]


def runs_of(words: Words) -> tuple[Run, ...]:
    """The runs: without those added they join to the old sentence, without those out to the new."""
    pieces = _with_words(_without_noise(_joined(_pieces(words))))
    runs = []
    for old, new in pieces:
        if old == new:
            runs.append(Run(KEPT, old))
            continue
        runs += [Run(OUT, old)] if old else []
        runs += [Run(ADDED, new)] if new else []
    return tuple(runs)


def _pieces(words: Words) -> Iterator[tuple[str, str]]:
    """The two sentences in pieces, side by side; what is kept is the same on both sides."""
    i = j = 0
    for one, other in [*words.pairs, (len(words.old), len(words.new))]:
        old, new = (
            "".join(map("".join, words.old[i:one])),
            "".join(map("".join, words.new[j:other])),
        )
        if one < len(words.old):
            blank, word = words.old[one]
            also = words.new[other][0]
            if blank == also:
                word = blank + word
            else:
                old, new = old + blank, new + also
            yield from ((old, new), (word, word))
        else:
            yield old, new
        i, j = one + 1, other + 1


def _joined(pieces: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Pieces of one kind that follow each other as one, and none that is empty."""
    full = (piece for piece in pieces if any(piece))
    for _, group in groupby(full, lambda piece: piece[0] == piece[1]):
        many = list(group)
        yield "".join(old for old, _ in many), "".join(new for _, new in many)


def _without_noise(pieces: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Pieces without a word of few letters alone between two changed ones: it joins them."""
    many = list(pieces)
    loose = [
        0 < n < len(many) - 1
        and old == new
        and len(_letters(old)) <= FEW
        and all(_letters("".join(beside)) for beside in (many[n - 1], many[n + 1]))
        and all(
            _letters(before + after) for before, after in zip(many[n - 1], many[n + 1], strict=True)
        )
        for n, (old, new) in enumerate(many)
    ]
    n = 0
    while n < len(many):
        old, new = many[n]
        while n + 2 < len(many) and loose[n + 1]:
            old += many[n + 1][0] + many[n + 2][0]
            new += many[n + 1][1] + many[n + 2][1]
            n += 2
        yield old, new
        n += 1


def _with_words(pieces: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Pieces in which a stop or blank that changed has the word before it: it would not be seen."""
    before = ""
    for old, new in pieces:
        if old == new:
            if before:
                yield before, before
            before = old
            continue
        bare = any(side and not _letters(side) for side in (old, new))
        if before and bare and BOLD not in old + new:
            last = LAST_WORD.search(before)
            start = last.start() if last else len(before)
            old, new = before[start:] + old, before[start:] + new
            before = before[:start]
        if before:
            yield before, before
            before = ""
        yield old, new
    if before:
        yield before, before


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def bold_words(words: Words, was: bool, now: bool) -> tuple[list[str], list[str], list[str]]:
    """The words that lost their bold, those that were given it, and bold ones that are new.

    A new one in the place of another bold one is not told. `was` and `now` say whether the sentence
    began within bold type.
    """
    before, after = _in_bold(words.old, was), _in_bold(words.new, now)
    kept = {other: one for one, other in words.pairs}
    lots = []
    for n, (_, word) in enumerate(words.new):
        one = kept.get(n)
        bold = one is not None and before[one]
        lot = "" if bold == after[n] else "lost" if bold else "new" if one is None else "given"
        lots.append(lot if word != BOLD else "")
    told: dict[str, list[str]] = {"lost": [], "given": [], "new": []}
    for lot, group in groupby(enumerate(words.new), lambda item: lots[item[0]]):
        text = "".join(blank + word for _, (blank, word) in group).strip()
        if lot and _letters(text):
            told[lot].append(text)
    gone = {n for n in range(len(words.old)) if n not in kept.values()}
    instead = any(before[n] and _letters(words.old[n][1]) for n in gone)
    return told["lost"], told["given"], [] if instead else told["new"]


def _in_bold(many: Sequence[tuple[str, str]], on: bool) -> list[bool]:
    """For each token whether it is in bold, where the first one begins `on`."""
    told = []
    for _, word in many:
        on ^= word == BOLD
        told.append(on)
    return told
