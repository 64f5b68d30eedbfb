"""Texts that were compared, ready to be shown: what differs, with what stands around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from press.redline.entries import PART, SECTION
from press.redline.redline import ADDED, CHANGED, MOVED, SAME, TAKEN_OUT, Change, count

AROUND = 1  # lines that did not change, shown before and after one that did


@dataclass(frozen=True)
class Sheet:
    """One product: its name, its title as it is now, and what became of each of its lines."""

    product: str
    title: str
    changes: tuple[Change, ...]
    note: str = ""  # what is to be known of it first

    @property
    def counts(self) -> str:
        """How many differ and how, in words."""
        return counted(self.changes)


@dataclass(frozen=True)
class Compared:
    """A guide in one locale, from a version to another. `was` and `now` are as people say them."""

    guide: str
    locale: str
    was: str
    now: str
    sheets: tuple[Sheet, ...]
    created: str = ""  # the day of the newer text, as 2026-11-23

    @property
    def title(self) -> str:
        """What this is, with all that tells it from another."""
        names = ", ".join(sheet.product for sheet in self.sheets)
        return f"What changed: {self.guide}, {self.locale}, {names}, from {self.was} to {self.now}"

    @property
    def counts(self) -> str:
        """How many differ on all sheets together, and how, in words."""
        return counted([change for sheet in self.sheets for change in sheet.changes])


@dataclass(frozen=True)
class Group:
    """Lines under the same headings. A None among them is where others were left out."""

    under: tuple[str, ...]
    lines: tuple[Change | None, ...]


def counted(changes: Sequence[Change]) -> str:
    """How many of these differ and how: `3 changes: 2 changed, 1 added`."""
    many: Mapping[str, int] = Counter(change.how for change in changes)
    total = count(changes)
    if not total:
        return "nothing changed"
    parts = (f"{many[how]} {how}" for how in (CHANGED, ADDED, TAKEN_OUT, MOVED) if how in many)
    return f"{total} change{'' if total == 1 else 's'}: {', '.join(parts)}"


def groups(changes: Sequence[Change]) -> Iterator[Group]:
    """What differs, heading by heading, with what stands next to it."""
    shown = [change for change in changes if not _is_passed_over(change)]
    near = {
        n + step
        for n, change in enumerate(shown)
        if change.how != SAME
        for step in range(-AROUND, AROUND + 1)
    }
    for under, run in groupby(enumerate(shown), lambda item: item[1].under):
        many = list(run)
        if all(change.how == SAME for _, change in many):
            continue
        lines: list[Change | None] = []
        for is_near, part in groupby(many, lambda item: item[0] in near):
            run_of = [change for _, change in part]
            lines += run_of if is_near or len(run_of) == 1 else [None]
        yield Group(under, tuple(lines))


def _is_passed_over(change: Change) -> bool:
    """Whether a line that did not change shows no place: a heading does over its group."""
    return change.how == SAME and (change.kind in (SECTION, PART) or not change.new)
