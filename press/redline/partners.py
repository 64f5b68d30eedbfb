"""Which line of the old text each line of the new one was, and which of them kept their order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from heapq import nsmallest

from press.redline.entries import NAMED, SINGLE, Entry
from press.redline.word_runs import in_common, tokens

NEAR, FAR = 0.5, 0.7  # of the words two sentences share: in one place, and in two
SOME = 8  # of those that a sentence may have been, the likeliest


def partners(before: Sequence[Entry], after: Sequence[Entry]) -> dict[int, int]:
    """For the place of a line in `after` that of the same line in `before`, where it has one.

    First those that are the same in the same order, then the same elsewhere, those of one name,
    those that say the same, and at last those that say nearly the same.
    """
    partner: dict[int, int] = {}
    alike = in_common([one.line for one in before], [one.line for one in after])
    partner.update({new: old for old, new in alike})
    for key in (_line, _name, _saying):
        _pair(before, after, partner, key)
    _pair_by_words(before, after, partner)
    return partner


Key = Callable[[Entry], Hashable]


def _line(entry: Entry) -> Hashable:
    return entry.line


def _name(entry: Entry) -> Hashable:
    named = entry.kind in SINGLE or (entry.kind in NAMED and entry.name)
    return (entry.kind, entry.name) if named else None


def _saying(entry: Entry) -> Hashable:
    return (entry.family, entry.text) if entry.text else None


def _sense(text: str) -> list[str]:
    return [word.casefold() for _, word in tokens(text) if any(map(str.isalnum, word))]


def _pair(
    before: Sequence[Entry], after: Sequence[Entry], partner: dict[int, int], key: Key
) -> None:
    """Pair what has the same key and no partner yet, the first with the first."""
    taken = set(partner.values())
    waiting: dict[Hashable, list[int]] = {}
    for n, entry in enumerate(before):
        if n not in taken and (said := key(entry)) is not None:
            waiting.setdefault(said, []).append(n)
    for n, entry in enumerate(after):
        if n not in partner and (olds := waiting.get(key(entry))):
            partner[n] = olds.pop(0)


def _pair_by_words(
    before: Sequence[Entry], after: Sequence[Entry], partner: dict[int, int]
) -> None:
    """Pair lines of one family that share most of their words, the most alike first."""
    taken = set(partner.values())
    bits = _Bits()
    olds = [(n, one.family, *bits.of(one)) for n, one in enumerate(before) if n not in taken]
    news = [(n, one.family, *bits.of(one)) for n, one in enumerate(after) if n not in partner]
    stay = standing(partner)
    gap = gaps(before, stay)
    gap_now = gaps(after, {n for n, one in partner.items() if one in stay})
    found: list[tuple[bool, float, int, int, int]] = []
    for n, family, words, many in news:
        near = []
        for one, its_family, its_words, its_many in olds:
            alike = 2 * (words & its_words).bit_count() / (many + its_many)
            away = gap[one] != gap_now[n]
            if alike >= (FAR if away else NEAR) and family == its_family:
                near.append((away, -alike, abs(one - n), n, one))
        found += nsmallest(SOME, near)
    for *_, n, one in sorted(found):
        if n not in partner and one not in taken:
            partner[n] = one
            taken.add(one)


class _Bits:
    """The words of a line as bits of a number, one for each word that was ever met."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}

    def of(self, entry: Entry) -> tuple[int, int]:
        """The bits of a line's words, and how many they are; of one without words one is said."""
        bits = 0
        for word in _sense(entry.text):
            bits |= 1 << self.places.setdefault(word, len(self.places))
        return bits, bits.bit_count() or 1


def gaps(entries: Sequence[Entry], standing: Iterable[int]) -> list[int]:
    """For each line how many of those that stand are above it or are it: the gap it is in."""
    above, gaps = 0, []
    stays = set(standing)
    for n in range(len(entries)):
        above += n in stays
        gaps.append(above)
    return gaps


def standing(partner: dict[int, int]) -> set[int]:
    """The places in the old text of those that kept their order: the longest rising sequence."""
    tails: list[int] = []  # the least end of a sequence of each length
    behind: dict[int, int | None] = {}
    for one in _in_order(partner):
        at = bisect_left(tails, one)
        behind[one] = tails[at - 1] if at else None
        tails[at : at + 1] = [one]
    stay: set[int] = set()
    one_of: int | None = tails[-1] if tails else None
    while one_of is not None:
        stay.add(one_of)
        one_of = behind[one_of]
    return stay


def _in_order(partner: dict[int, int]) -> Iterator[int]:
    return (partner[n] for n in sorted(partner))
