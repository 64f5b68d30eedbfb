"""A guide's `medicines.toml`: names, strengths and limits, each with its source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import inf

from press.finding import Finding
from press.project import Project
from press.read.doses import (
    AGE,
    MASS,
    WEIGHT,
    Span,
    Strength,
    quantities,
    strengths,
    without_strengths,
)
from press.read.files import read_tree
from press.read.folding import fold
from press.read.guide import Guide
from press.toml_tables import NO_TREE, Entry, Table, Tree, check_keys

NEEDED: Mapping[str, type] = {"names": list, "source": str}
OPTIONAL: Mapping[str, type] = {"strengths": list}
OF_A_LIMIT: Mapping[str, type] = {
    "from": str, "until": str, "dose": str, "least": str, "day": str, "per_kg": str, "times": int,
    "apart": int,
}  # fmt: skip
FIGURES = ("dose", "per_kg", "times", "day", "apart")
MOST: Mapping[str, int] = {"times": 24, "apart": 168}  # in 24 hours; hours, which are a week
LONG = 5  # letters


@dataclass(frozen=True)
class Limit:
    """The most of a medicine for an age or a weight, in mg; None where it says nothing."""

    name: str
    span: Span | None  # of all, where it names neither age nor weight
    dose: float | None
    per_kg: float | None
    times: float | None
    day: float | None
    apart: float | None = None  # hours between two, at least
    least: float | None = None  # of one dose


@dataclass(frozen=True)
class Medicine:
    """One medicine, as the guide knows it."""

    key: str
    names: tuple[str, ...]
    strengths: tuple[Strength, ...]
    limits: tuple[Limit, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Its names, as they stand in a folded text: in the plural, or cut by a hyphen, too."""
        return re.compile(
            rf"\b(?:{'|'.join(_loosely(fold(name)) for name in self.names)})(?:'?s)?\b"
        )


def _loosely(name: str) -> str:
    """A pattern for a folded name; a long one may be cut where a hyphen was."""
    letters = [re.escape(letter) for letter in name]
    return (" ?" if len(name) >= LONG else "").join(letters)


def read_medicines(project: Project, guide: Guide, found: list[Finding]) -> tuple[Medicine, ...]:
    """The guide's medicines; findings M106, M107 on keys, S126 on what can't be read."""
    path = guide.folder / "medicines.toml"
    tree = read_tree(project, path, found) if path.exists() else None
    if tree is None:
        return ()
    _alone_in(tree, "[calmadol], the name of a medicine", found)
    medicines = [_medicine(name, row, found) for name, row in tree.rows.items()]
    return tuple(medicine for medicine in medicines if medicine)


def _alone_in(tree: Tree, table: str, found: list[Finding]) -> None:
    """M106 for each value that stands in no table of its own."""
    for key, entry in tree.own.items():
        found.append(
            entry.finding("M106", f"`{key}` stands in no table", f"write {table} above it")
        )


def _medicine(name: str, tree: Tree, found: list[Finding]) -> Medicine | None:
    if not check_keys(tree.own, NEEDED, OPTIONAL, tree.first.place, found):
        return None
    known = []
    for text in tree.own["strengths"].value if "strengths" in tree.own else ():
        one = strengths(fold(str(text)))
        known += one
        if not one or re.search(r"\d", without_strengths(fold(str(text)))):
            found.append(_unread(tree.own["strengths"], str(text), "120 mg in 5 ml"))
    for key, row in tree.rows.items():
        if key != "limits":
            problem, fix = f"`{name}.{key}` is not a known table", f"write [{name}.limits.{key}]"
            found.append(Finding(row.first.place, "M106", problem, fix))
    held = tree.rows.get("limits", NO_TREE)
    _alone_in(held, f"[{name}.limits.3-to-6-months]", found)
    limits = [_limit(key, row, found) for key, row in held.rows.items()]
    names = tuple(one for one in tree.own["names"].value if isinstance(one, str) and fold(one))
    if len(names) < len(tree.own["names"].value):
        found.append(_unread(tree.own["names"], "", "the name of a medicine", "a name"))
        return None
    return Medicine(name, names, tuple(known), tuple(one for one in limits if one))


def _limit(name: str, tree: Tree, found: list[Finding]) -> Limit | None:
    before = len(found)
    table = tree.flat
    if not check_keys(table, {"source": str}, OF_A_LIMIT, tree.first.place, found):
        return None
    low, high = (_value(table, key, (AGE, WEIGHT), found) for key in ("from", "until"))
    kind = next((one[0] for one in (low, high) if one), "")
    if low and high and (low[0] != high[0] or low[1] >= high[1]):
        found.append(_unread(table["until"], str(table["until"].value), "6 months, after 3 months"))
    span = Span(kind, low[1] if low else 0.0, high[1] if high else inf) if kind else None
    if not any(key in table for key in FIGURES):
        fix = f"write its figures: {', '.join(FIGURES)}"
        found.append(table["source"].finding("S126", f"`{name}` limits nothing", fix))
    for key in (key for key in MOST if key in table):
        if not 1 <= table[key].value <= MOST[key]:
            what = f"a number from 1 to {MOST[key]}"
            found.append(_unread(table[key], f"{key} = {table[key].value}", "4", what))
    masses = ("dose", "day", "per_kg", "least")
    dose, day, per_kg, low_dose = (_value(table, key, (MASS,), found) for key in masses)
    if dose and low_dose and low_dose[1] > dose[1]:
        found.append(
            _unread(table["least"], str(table["least"].value), "30 mg", "less than `dose`")
        )
    times, apart = (float(table[key].value) if key in table else None for key in ("times", "apart"))
    if len(found) > before:
        return None
    each, kg, whole, least = (one[1] if one else None for one in (dose, per_kg, day, low_dose))
    return Limit(name, span, each, kg, times, whole, apart, least)


def _value(
    table: Table, key: str, kinds: tuple[str, ...], found: list[Finding]
) -> tuple[str, float] | None:
    """Kind and size of one quantity; None where there is none, or with S126."""
    if key not in table:
        return None
    told = list(_alone(str(table[key].value), kinds))
    if not told:
        example = "60 mg" if kinds == (MASS,) else "3 months, or 5 kg"
        found.append(_unread(table[key], str(table[key].value), example))
    return next(iter(told), None)


def _alone(text: str, kinds: tuple[str, ...]) -> Iterator[tuple[str, float]]:
    folded = fold(text)
    for one in quantities(folded):
        if one.kind in kinds and (one.at, one.end) == (0, len(folded)) and one.low == one.high:
            yield one.kind, one.high


def _unread(entry: Entry, text: str, example: str, what: str = "a number with its unit") -> Finding:
    fix = f"write it as here: {example}"
    return entry.finding("S126", f"“{text}” can't be read as {what}", fix)
