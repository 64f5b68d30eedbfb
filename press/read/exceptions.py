"""Exceptions: tables of a guide's `exceptions.toml` that let a finding on words pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from press.finding import Finding
from press.project import Project
from press.read.files import read_tree
from press.read.guide import Guide
from press.toml_tables import Table, check_keys

NEEDED: Mapping[str, type] = {"code": str, "file": str, "words": str, "reason": str}


@dataclass(frozen=True)
class Leave:
    """One exception: what it lets pass, and why."""

    name: str
    row: Table

    def lets_pass(self, finding: Finding) -> bool:
        """Whether code and file are the finding's, and its line holds the words."""
        code, file, words = (str(self.row[key].value) for key in ("code", "file", "words"))
        return (finding.code, finding.place.file) == (code, file) and words in finding.excerpt


def read_exceptions(project: Project, guide: Guide, found: list[Finding]) -> tuple[Leave, ...]:
    """The guide's exceptions; findings M1xx where one is not whole."""
    path = guide.folder / "exceptions.toml"
    tree = read_tree(project, path, found) if path.exists() else None
    if tree is None:
        return ()
    for name, entry in tree.own.items():
        fix = f"write [{name}] on a line of its own, then code, file, words and reason"
        problem = f"`{name}` stands outside any exception"
        found.append(entry.finding("M106", problem, fix))
    return tuple(
        Leave(name, row.flat)
        for name, row in tree.rows.items()
        if check_keys(row.flat, NEEDED, {}, row.first.place, found)
    )
