"""TOML read with the place of every value, so that a finding can name the line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from press.finding import Finding, Place
from press.letters import tidy
from press.project import Line
from press.toml_words import load

HEADER = re.compile(r"^\s*\[{1,2}\s*([^\[\]]+?)\s*\]{1,2}\s*(?:#.*)?$")
KEY = re.compile(r"^\s*([A-Za-z0-9_-]+|\"[^\"]+\")\s*=")
KINDS = {
    str: "text in quotes",
    int: "a whole number",
    date: "a date such as 2027-11-23",
    list: "a list",
}


@dataclass(frozen=True)
class Entry:
    """One value of a TOML file and where it stands. `raw` is its line."""

    value: Any
    line: Line

    def finding(self, code: str, problem: str, fix: str) -> Finding:
        return self.line.finding(code, problem, fix)


Table = Mapping[str, Entry]


@dataclass(frozen=True)
class Tree:
    """A TOML file, or one table of it: what stands in it itself, and the tables in it by name."""

    line: Line  # where it begins
    own: Table
    rows: Mapping[str, Tree]

    @property
    def first(self) -> Line:
        """The line of its first value; that of the table itself where it has none."""
        lines = [entry.line for entry in self.flat.values()]
        return min(lines, key=lambda line: line.number, default=self.line)

    @cached_property
    def flat(self) -> Table:
        """All of it, tables in it by dotted keys: `draft.title`."""
        flat = dict(self.own)
        for name, row in self.rows.items():
            flat |= {f"{name}.{key}": entry for key, entry in row.flat.items()}
        return flat

    @property
    def tables(self) -> Mapping[str, Table]:
        """The tables in it, each by its keys."""
        return {name: row.flat for name, row in self.rows.items()}

    def row(self, name: str) -> Table:
        """What stands in the table `name`; nothing where there is none."""
        return self.rows[name].flat if name in self.rows else {}


NO_TREE = Tree(Line("", "", 1), {}, {})  # of a file that there need not be


def parse_toml(lines: Sequence[Line], found: list[Finding]) -> Tree | None:
    """A TOML text, or None with finding M105 where it is broken; M131 for letters to look at."""
    lines = tuple(tidy(lines, found))
    tree = load(lines, found)
    if tree is None:
        return None
    made = _tree(tree, "", _places(lines), lines[0])
    for entry in made.flat.values():
        # a \u202e in quotes is as hidden as the sign itself
        if isinstance(entry.value, str) and "\\" in entry.line.text:
            [*tidy([replace(entry.line, text=entry.value)], found)]
    return made


def _tree(found: Mapping[str, Any], prefix: str, places: Mapping[str, Line], above: Line) -> Tree:
    own, rows = {}, {}
    for key, value in found.items():
        line = places.get(prefix + key, above)
        if isinstance(value, dict) and value.keys() != {"blank"}:
            rows[key] = _tree(value, f"{prefix}{key}.", places, line)
        else:
            own[key] = Entry(value, line)
    return Tree(above, own, rows)


def _places(lines: Sequence[Line]) -> dict[str, Line]:
    """Where each table and key stands, by its dotted name."""
    places: dict[str, Line] = {}
    table = ""
    for line in lines:
        if header := HEADER.match(line.text):
            table = header[1].strip().strip('"') + "."
            places.setdefault(table[:-1], line)
        elif key := KEY.match(line.text):
            places.setdefault(table + key[1].strip('"'), line)
    return places


def check_keys(
    table: Table,
    needed: Mapping[str, type],
    optional: Mapping[str, type],
    where: Place,
    found: list[Finding],
) -> bool:
    """Whether `table` has every needed key, each of its type, and no key that is unknown.

    Findings: M106 unknown key, M107 missing or of another type.
    """
    before = len(found)
    known = {**needed, **optional}
    nested = {key.partition(".")[0]: entry for key, entry in table.items() if "." in key}
    tables = {key: entry for key, entry in nested.items() if key in known and key not in table}
    for key, entry in tables.items():
        fix = f"write `{key} =` and then {KINDS.get(known[key])}"
        found.append(
            entry.finding("M107", f"`{key}` is a table, and not {KINDS.get(known[key])}", fix)
        )
    for key, entry in table.items():
        kind = known.get(key)
        if key.partition(".")[0] in tables:
            continue
        if kind is None:
            names = ", ".join(sorted(known))
            fix = f"remove it, or take one of: {names}"
            found.append(entry.finding("M106", f"`{key}` is not a known key", fix))
        elif type(entry.value) is not kind or not str(entry.value).strip() or entry.value == []:
            fix = f"write `{key} =` and then {KINDS.get(kind, kind.__name__)}"
            empty = not str(entry.value).strip() or entry.value == []
            problem = f"`{key}` is empty" if empty else f"`{key}` is not {KINDS.get(kind)}"
            found.append(entry.finding("M107", problem, fix))
    for key in needed.keys() - table.keys() - tables.keys():
        fix = f"add a line `{key} =` with {KINDS.get(needed[key])}"
        found.append(Finding(where, "M107", f"`{key}` is missing", fix))
    return len(found) == before
