"""The evidence: the sources that a guide may cite, by key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from press.finding import Finding
from press.project import Line, Project
from press.read.syntax import CITATION
from press.toml_tables import Entry, Table, check_keys, read_table

MARKS = ("seen", "known", "to be checked")
NEEDED: Mapping[str, type] = {"organisation": str, "title": str, "mark": str}
OPTIONAL: Mapping[str, type] = {"year": int, "address": str, "seen": date, "note": str}


@dataclass(frozen=True)
class Source:
    """One source, as it is printed in the list of sources."""

    key: str
    table: Table
    line: Line

    def shown(self) -> list[tuple[str, Entry]]:
        """What of it is printed, in order: organisation, title, year, each with a full stop."""
        keys = [key for key in ("organisation", "title", "year") if key in self.table]
        entries = [self.table[key] for key in keys]
        texts = (str(entry.value).rstrip(".") for entry in entries)
        return [
            (text if text.endswith(("?", "!")) else text + ".", entry)
            for text, entry in zip(texts, entries, strict=True)
        ]


def read_evidence(
    project: Project, folder: Path, found: list[Finding]
) -> Mapping[str, Source] | None:
    """The sources of a guide by key, or None with findings (M1xx, E103)."""
    path = folder / "evidence.toml"
    table = read_table(project, path, found)
    if table is None:
        return None
    rows: dict[str, dict[str, Entry]] = {}
    for name, entry in table.items():
        key, _, part = name.partition(".")
        if not part:
            fix = f"write [{key}] on a line of its own, then organisation, title and mark"
            found.append(entry.finding("E103", f"`{key}` stands outside any source", fix))
            continue
        rows.setdefault(key, {})[part] = entry
    sources = {}
    for key, row in rows.items():
        line = min((entry.line for entry in row.values()), key=lambda one: one.number)
        if not check_keys(row, NEEDED, OPTIONAL, line.place, found):
            continue
        if row["mark"].value not in MARKS:
            fix = f"write one of: {', '.join(MARKS)}"
            found.append(row["mark"].finding("E103", "this mark is not known", fix))
        sources[key] = Source(key, row, line)
    return sources


def check_citations(lines: Iterable[Line], sources: Mapping[str, Source]) -> list[Finding]:
    """E101 for each citation that `sources` does not hold."""
    found = []
    for line in lines:
        for match in CITATION.finditer(line.text):
            if match[1] not in sources:
                fix = "add the source to evidence.toml, or correct the key"
                problem = f"no source `{match[1]}` in evidence.toml"
                found.append(line.finding("E101", problem, fix, match.start() + 1))
    return found


def check_all_cited(folder: Path, sources: Mapping[str, Source]) -> list[Finding]:
    """E102 for each source that no text of the guide cites, in any of its languages."""
    texts = (path.read_text("utf-8", "ignore") for path in sorted(folder.rglob("*.md")))
    cited = {match[1] for text in texts for match in CITATION.finditer(text)}
    fix = "cite it after the sentence that it supports, or remove it"
    return [
        source.line.finding("E102", f"nothing cites the source `{key}`", fix)
        for key, source in sources.items()
        if key not in cited
    ]


def cited_keys(lines: Iterable[Line]) -> set[str]:
    """Every key that these lines cite."""
    return {match[1] for line in lines for match in CITATION.finditer(line.text)}
