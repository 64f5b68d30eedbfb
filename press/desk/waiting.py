"""What waits for a signature: each guide in each language, by what stands of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from press.approval.shelf import UNREADABLE, Row
from press.read.standing import APPROVED, CHANGED, DRAFT, DUE, OVERDUE, WITHDRAWN

BEGUN = "begun"  # signed by some, and others must still sign it
# what is to be seen to first; of a text whose products differ the first of them counts
FIRST = (OVERDUE, DUE, BEGUN, CHANGED, DRAFT, WITHDRAWN, UNREADABLE, APPROVED)
CAN_BE_SIGNED = frozenset({OVERDUE, DUE, BEGUN, CHANGED, DRAFT})


@dataclass(frozen=True)
class Waiting:
    """A guide in a language. `states` are those of its products: each with their names."""

    guide: str
    locale: str
    title: str
    states: Mapping[str, tuple[str, ...]]
    changed: int  # lines that differ from what was signed
    next_review: str
    says: str

    @property
    def state(self) -> str:
        """What is to be seen to first."""
        return min(self.states, key=FIRST.index)

    @property
    def words(self) -> str:
        """All that is searched for in it."""
        return " ".join((self.guide, self.title, self.locale, self.state, self.says))


def waiting(rows: Iterable[Row], today: date) -> list[Waiting]:
    """All texts that the rows of the shelf are of, what is to be seen to first at the top."""
    texts: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        texts.setdefault((row.guide, row.locale), []).append(row)
    every = [
        Waiting(
            guide,
            locale,
            next((row.title for row in mine if row.title), guide),
            _states(mine, today),
            sum(row.changed for row in mine),
            min((row.next_review for row in mine if row.next_review), default=""),
            next((row.says for row in mine if row.says), ""),
        )
        for (guide, locale), mine in texts.items()
    ]
    return sorted(every, key=lambda one: (FIRST.index(one.state), one.guide, one.locale))


def _states(rows: Iterable[Row], today: date) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(state_of(row, today), []).append(row.product)
    return {state: tuple(filter(None, names)) for state, names in found.items()}


def state_of(row: Row, today: date) -> str:
    """Where a text stands on a day, as the lists name it: BEGUN where others must still sign."""
    state = row.on_day(today)
    return BEGUN if row.says and state in (DRAFT, CHANGED) else state
