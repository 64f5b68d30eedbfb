"""The evidence: the sources that a guide may cite, by key."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from press.finding import Finding
from press.project import Line, Project
from press.read.files import read_bytes, read_tree
from press.read.syntax import CITATION
from press.toml_tables import Entry, Table, check_keys

MARKS = ("seen", "known", "to be checked")
NEEDED: Mapping[str, type] = {"organisation": str, "title": str, "mark": str}
OPTIONAL: Mapping[str, type] = {"body": str, "year": int, "address": str, "seen": date, "note": str}


@dataclass(frozen=True)
class Source:
    """One source. `shown` is how the list of the review pack has it, `named` how paper does."""

    key: str
    table: Table
    line: Line

    def shown(self) -> list[tuple[str, Entry]]:
        """Organisation, title and year, each with a full stop."""
        keys = [key for key in ("organisation", "title", "year") if key in self.table]
        entries = [self.table[key] for key in keys]
        texts = (str(entry.value).rstrip(".") for entry in entries)
        return [
            (text if text.endswith(("?", "!")) else text + ".", entry)
            for text, entry in zip(texts, entries, strict=True)
        ]

    def named(self) -> list[Entry]:
        """The body that it is of, by its short name if it has one, and the year."""
        body = self.table.get("body", self.table["organisation"])
        return [body, self.table["year"]] if "year" in self.table else [body]


def named_once(sources: Iterable[Source]) -> list[tuple[str, Entry]]:
    """What paper says of the sources, in order: each body with each year once, between commas.

    A body that is named with a year is not named without one.
    """
    found: dict[tuple[str, ...], list[Entry]] = {}
    for source in sources:
        named = source.named()
        found.setdefault(tuple(str(entry.value) for entry in named), named)
    dated = {key[0] for key in found if len(key) > 1}
    keys = sorted(key for key in found if len(key) > 1 or key[0] not in dated)
    keys.sort(key=lambda key: key[0].casefold())
    return [
        (f"{entry.value}{'.' if key is keys[-1] else ','}" if entry is found[key][-1]
         else str(entry.value), entry)
        for key in keys
        for entry in found[key]
    ]  # fmt: skip


def read_evidence(
    project: Project, folder: Path, found: list[Finding]
) -> Mapping[str, Source] | None:
    """The sources of a guide by key, or None with findings (M1xx, E103)."""
    path = folder / "evidence.toml"
    tree = read_tree(project, path, found)
    if tree is None:
        return None
    for key, entry in tree.own.items():
        fix = f"write [{key}] on a line of its own, then organisation, title and mark"
        found.append(entry.finding("E103", f"`{key}` stands outside any source", fix))
    sources = {}
    for key, table in tree.rows.items():
        row, line = table.flat, table.first
        if not check_keys(row, NEEDED, OPTIONAL, line.place, found):
            continue
        if row["mark"].value not in MARKS:
            fix = f"write one of: {', '.join(MARKS)}"
            found.append(row["mark"].finding("E103", "this mark is not known", fix))
        sources[key] = Source(key, row, line)
    return sources


def cited_anywhere(project: Project, folder: Path) -> frozenset[str]:
    """Every key that a text of the guide cites, in any of its languages."""
    found: set[str] = set()
    for path in sorted(folder.rglob("*.md")):
        with contextlib.suppress(OSError):  # where it is needed, it is told that it can't be read
            text = read_bytes(project, path).decode("utf-8", "ignore")
            found.update(match[1] for match in CITATION.finditer(text))
    return frozenset(found)


def cites_only(line: Line) -> bool:
    """Whether a line has citations and nothing else: it is printed as if it were not there."""
    return bool(line.text.strip()) and not CITATION.sub("", line.text).strip()


def cited_keys(lines: Iterable[Line]) -> set[str]:
    """Every key that these lines cite."""
    return {match[1] for line in lines for match in CITATION.finditer(line.text)}
