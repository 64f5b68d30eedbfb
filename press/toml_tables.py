"""TOML read with the place of every value, so that a finding can name the line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from press.finding import Finding, Place
from press.project import Line, Project, read_lines

HEADER = re.compile(r"^\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?$")
KEY = re.compile(r"^\s*([A-Za-z0-9_-]+|\"[^\"]+\")\s*=")
AT_LINE = re.compile(r" \(at line (\d+), column (\d+)\)| \(at end of document\)")
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


Table = Mapping[str, Entry]  # dotted key -> entry: `every-page.draft`


def parse_table(lines: Sequence[Line], found: list[Finding]) -> Table | None:
    """A TOML text as flat dotted keys, or None with finding M105 where it is broken."""
    try:
        tree = tomllib.loads("\n".join(line.text for line in lines))
    except tomllib.TOMLDecodeError as error:
        at = AT_LINE.search(str(error))
        row = int(at[1]) - 1 if at and at[1] else len(lines) - 1
        line = lines[max(0, min(row, len(lines) - 1))]
        column = int(at[2]) if at and at[2] else 1
        problem = AT_LINE.sub("", str(error))
        found.append(
            line.finding(
                "M105",
                f"this can't be read as TOML: {problem[:1].lower()}{problem[1:]}",
                'write `key = "value"`, a text in straight quotes, one a line',
                column,
            )
        )
        return None
    places = _places(lines)
    flat: dict[str, Entry] = {}
    _flatten(tree, "", places, lines[0], flat)
    return flat


def read_table(
    project: Project, path: Path, found: list[Finding], *, anywhere: bool = False
) -> Table | None:
    """A TOML file as flat dotted keys, or None with findings (M1xx)."""
    lines = read_lines(project, path, found, anywhere=anywhere)
    return parse_table(lines, found) if lines is not None else None


def _places(lines: Sequence[Line]) -> dict[str, Line]:
    places: dict[str, Line] = {}
    table = ""
    for line in lines:
        if header := HEADER.match(line.text):
            table = header[1].strip().strip('"') + "."
            places.setdefault(table[:-1], line)
        elif key := KEY.match(line.text):
            places.setdefault(table + key[1].strip('"'), line)
    return places


def _flatten(
    tree: Mapping[str, Any],
    prefix: str,
    places: Mapping[str, Line],
    above: Line,
    flat: dict[str, Entry],
) -> None:
    for key, value in tree.items():
        name = prefix + key
        line = places.get(name, above)
        if isinstance(value, dict) and value.keys() != {"blank"}:
            _flatten(value, name + ".", places, line, flat)
        else:
            flat[name] = Entry(value, line)


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
    for key, entry in table.items():
        kind = known.get(key)
        if kind is None:
            names = ", ".join(sorted(known))
            fix = f"remove it, or take one of: {names}"
            found.append(entry.finding("M106", f"`{key}` is not a known key", fix))
        elif type(entry.value) is not kind or entry.value in ("", []):
            fix = f"write `{key} =` and then {KINDS.get(kind, kind.__name__)}"
            found.append(entry.finding("M107", f"`{key}` is not {KINDS.get(kind)}", fix))
    for key in needed.keys() - table.keys():
        fix = f"add a line `{key} =` with {KINDS.get(needed[key])}"
        found.append(Finding(where, "M107", f"`{key}` is missing", fix))
    return len(found) == before
