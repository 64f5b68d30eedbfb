"""The redline: what changed between two reading texts, sentence by sentence and word by word.

Two texts in, changes out; nothing is read, and nothing is judged. What is the same on both sides is
a change of nothing, and is there to be shown around the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from press.redline.differences import differences, the_way
from press.redline.entries import THEN, Entry, entries_of
from press.redline.partners import gaps, partners, standing
from press.redline.word_runs import ADDED as PUT_IN
from press.redline.word_runs import KEPT, OUT, Run, runs_of, set_against

SAME, TAKEN_OUT, ADDED, CHANGED, MOVED = "the same", "taken out", "added", "changed", "moved"


@dataclass(frozen=True)
class Change:
    """What became of one line: of a sentence, a heading, a picture, a label.

    `old` and `new` are what it said and says; `runs` join to both. `notes` say in plain words what
    else differs. A sentence that moved may have changed too: then its runs are not all kept.
    """

    how: str  # SAME, TAKEN_OUT, ADDED, CHANGED or MOVED
    kind: str  # of the reading text: text, step, picture, section
    what: str  # the same for a reader, with its name: item of a list, label every-page.draft
    old: str
    new: str
    runs: tuple[Run, ...]
    notes: tuple[str, ...]
    under: tuple[str, ...]  # the headings over it
    lang: str  # of its words, where it is not the text's
    in_bold: tuple[bool, bool]  # whether it began, and begins, within bold type


def redline(old: Sequence[str], new: Sequence[str]) -> tuple[Change, ...]:
    """What became of each line from the text `old` to the text `new`, in the order of `new`.

    Both are the lines of a reading text. What was taken out is told where it stood.
    """
    before, after = list(entries_of(old)), list(entries_of(new))
    partner = partners(before, after)
    texts = _Texts(before, after, partner)
    stay = standing(partner)
    gone: dict[int, list[Change]] = {}
    found = set(partner.values())
    for gap, (n, entry) in zip(gaps(before, stay), enumerate(before), strict=True):
        if n not in found:
            gone.setdefault(gap, []).append(_change(TAKEN_OUT, entry, None, ()))
    changes, stood = gone.get(0, []), 0
    for n in range(len(after)):
        changes.append(texts.became(n, stay))
        if partner.get(n) in stay:
            stood += 1
            changes += gone.get(stood, ())
    return tuple(changes)


def count(changes: Iterable[Change]) -> int:
    """How many sentences differ; a heading, a picture, a label and a source count as one each."""
    return sum(change.how != SAME for change in changes)


@dataclass(frozen=True)
class _Texts:
    """Both texts, and which line of the new one was which of the old one."""

    before: Sequence[Entry]
    after: Sequence[Entry]
    partner: Mapping[int, int]

    def became(self, n: int, stay: set[int]) -> Change:
        """What became of the line that is line `n` of the new text; `stay` kept their order."""
        entry, one = self.after[n], self.partner.get(n)
        if one is None:
            return _change(ADDED, None, entry, differences(None, entry))
        old = self.before[one]
        if one not in stay:
            way = the_way(self.before, one, self.after, n)
            return _change(MOVED, old, entry, [*differences(old, entry), way])
        if self.is_same(one, n):
            return _change(SAME, old, entry, ())
        return _change(CHANGED, old, entry, differences(old, entry))

    def is_same(self, one: int, n: int) -> bool:
        """Whether nothing differs but what follows from a change that is told beside it.

        A sentence whose paragraph lost its first one is the first now: that is no second change.
        """
        old, new = self.before[one], self.after[n]
        if old.in_bold != new.in_bold:
            return False
        if old.line == new.line:
            return True
        follows = THEN in (old.kind, new.kind) and self.partner.get(n - 1) != one - 1
        return follows and replace(old, line="", kind="", under=()) == replace(
            new, line="", kind="", under=()
        )


def _change(how: str, old: Entry | None, new: Entry | None, notes: Iterable[str]) -> Change:
    entry = new or old
    assert entry
    said, says = (one.text if one else "" for one in (old, new))
    if said and says:
        runs = runs_of(set_against(said, says)) if said != says else (Run(KEPT, said),)
    else:
        runs = tuple(Run(lot, text) for lot, text in ((OUT, said), (PUT_IN, says)) if text)
    bold = (bool(old and old.in_bold), bool(new and new.in_bold))
    about = (entry.under, entry.lang, bold)
    return Change(how, entry.kind, entry.what, said, says, runs, tuple(notes), *about)
