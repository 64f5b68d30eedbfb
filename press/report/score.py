"""Items, what is known of each, and the score as far as it is known. Nothing is guessed.

What a program can't decide stays a question for a person, and a score is given as the least and
the most that it can become when those are answered.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from press.report.content import CONTENT
from press.report.context import NO, NOT_APPLICABLE, PARTLY, YES, Answer, ReportDesk
from press.report.form import FORM

LONG = "long"  # of an instrument: for what is read from page to page, and no card
ITEMS = Path(__file__).with_name("items.toml")
CHECKS: Mapping[str, Callable[[ReportDesk], Answer | None]] = {
    check.__name__: check for check in (*FORM, *CONTENT)
}
POINTS = {YES: 1.0, PARTLY: 0.5, NO: 0.0}


@dataclass(frozen=True)
class Item:
    """One item. `answer` is the program's; without one it is a question, perhaps with a `hint`."""

    number: str
    says: str
    answer: Answer | None
    hint: Answer | None


@dataclass(frozen=True)
class Score:
    """One part of an instrument for one product."""

    instrument: str
    part: str
    product: str
    rows: tuple[Item, ...]
    marks: bool  # whether points are added up

    @property
    def open(self) -> int:
        """How many items wait for a person."""
        return sum(row.answer is None for row in self.rows)

    @property
    def bounds(self) -> tuple[int, int] | None:
        """The least and the most that the score can become, of 100; None where none is given."""
        counted = [row for row in self.rows if not row.answer or row.answer.says in POINTS]
        if not self.marks or not counted:
            return None
        least = sum(POINTS[row.answer.says] for row in counted if row.answer)
        return int(100 * least / len(counted)), int(100 * (least + self.open) / len(counted))


@cache
def instruments() -> Mapping[str, Any]:
    """The instruments and their items, as items.toml has them."""
    return tomllib.loads(ITEMS.read_text("utf-8"))


def looks_for() -> Mapping[str, Sequence[str]]:
    """The phrases that checks look for, by check."""
    phrases: Mapping[str, Sequence[str]] = instruments()["looks_for"]
    return phrases


def score(desk: ReportDesk) -> list[Score]:
    """Every part of every instrument that is meant for the desk's product."""
    product = desk.reading.manuscript.product
    scores = []
    for name, table in instruments().items():
        if name == "looks_for" or (table["products"] == LONG and not product.is_long):
            continue
        for part, items in table.items():
            if isinstance(items, dict):
                rows = tuple(_row(number, item, desk) for number, item in items.items())
                marks = table.get("marks", True)
                scores.append(Score(table["title"], part, product.name, rows, marks))
    return scores


def _row(number: str, item: Mapping[str, str], desk: ReportDesk) -> Item:
    told = CHECKS[item["check"]](desk) if "check" in item else None
    stands = told is not None and (item["by"] == "decides" or told.says in (NO, NOT_APPLICABLE))
    return Item(number, item["says"], told if stands else None, None if stands else told)
