"""Telephone lines by name: those that a guide sends its reader to, and those that a clinic has.

A guide asks for them in `guide.toml`, in the order in which they are tried.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from press.finding import Finding
from press.project import Line
from press.read.syntax import FIELD
from press.toml_tables import Entry, Tree, check_keys

GROUP = "lines"  # the group of a words file, and the table of guide.toml and of a clinic's file
NEEDED: Mapping[str, type] = {"label": str}
OPTIONAL: Mapping[str, type] = {"when": str}
WAY_OUT = "no_answer_yet"  # the field that says when to take the way out after the lines
MOST = 3  # lines that a block of the page has room for
NO_LINES = 'write [lines.advice] and below it label = "Advice line", with your own words for both'


@dataclass(frozen=True)
class AskedLine:
    """A line that a guide asks for. `when` is printed before it, such as “No answer?”."""

    name: str
    label: Entry
    when: Entry | None


@dataclass(frozen=True)
class ClinicLine:
    """A line that a clinic has. `shown` is its number as it is set; `called` goes for the label."""

    name: str
    number: Entry
    shown: str
    hours: Entry | None  # a second number of an old file has none
    serves: Entry | None = None
    called: Entry | None = None
    at: Line | None = None  # its name in brackets; a file of the first form has none


def read_asked(tree: Tree, languages: Sequence[str], found: list[Finding]) -> tuple[AskedLine, ...]:
    """The lines of a `guide.toml` in its order. `languages` are those that it is printed in.

    Findings: M106, M107 for a key; C109 for words that stand in one language only, or too many.
    """
    rows = tree.rows[GROUP].rows if GROUP in tree.rows else {}
    asked = []
    for name, row in rows.items():
        if check_keys(row.flat, NEEDED, OPTIONAL, row.line.place, found):
            one = AskedLine(name, row.own["label"], row.own.get("when"))
            asked.append(one)
            for entry in (one.label, one.when):
                if entry and len(languages) > 1:
                    _check_language(entry, languages, found)
    for one in asked[MOST:]:
        problem = f"`{one.name}` is line {len(asked)}; there is room for {MOST}"
        found.append(one.label.finding("C109", problem, "keep those that a reader tries at night"))
    return tuple(asked[:MOST])


def _check_language(entry: Entry, languages: Sequence[str], found: list[Finding]) -> None:
    if any(char.isalpha() for char in FIELD.sub("", str(entry.value))):
        problem = f"these words are of one language; this guide has {', '.join(languages)}"
        fix = "put them into the guide's words files, and write the field here: {{ Advice_line }}"
        found.append(entry.finding("C109", problem, fix))
