"""A guide's answers: what a person said to a question of the press, with name, day and reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from press.finding import Finding
from press.project import Project
from press.read.files import read_tree
from press.read.folding import LIST_MARK
from press.read.guide import Guide
from press.read.syntax import CITATION
from press.toml_tables import Table, check_keys

FILE = "answers.toml"
NEEDED: Mapping[str, type] = {
    "code": str,
    "file": str,
    "line": str,
    "who": str,
    "when": date,
    "why": str,
}
OPTIONAL: Mapping[str, type] = {"asks": str}


@dataclass(frozen=True)
class Answer:
    """One answer: to a question of one code on one line, as that line was typed on that day.

    `file` is as findings name it. Where `asks` is given, it answers that question alone.
    """

    name: str
    file: str
    row: Table

    def fits(self, finding: Finding) -> bool:
        """Whether it answers this question. A line that was changed since asks anew."""
        asks = self.row.get("asks")
        return (
            finding.code == self.row["code"].value
            and finding.place.file == self.file
            and as_typed(finding.excerpt) == as_typed(str(self.row["line"].value))
            and (asks is None or asks.value == finding.problem)
        )


def as_typed(text: str) -> str:
    """A raw line as answers quote it: without list marker and citations, with single blanks."""
    return " ".join(CITATION.sub("", LIST_MARK.sub("", text)).split())


def read_answers(project: Project, guide: Guide, found: list[Finding]) -> tuple[Answer, ...]:
    """The guide's answers; findings M1xx where one is not whole."""
    path = guide.folder / FILE
    tree = read_tree(project, path, found) if path.exists() else None
    if tree is None:
        return ()
    for name, entry in tree.own.items():
        fix = f"write [{name}] on a line of its own, then {', '.join(NEEDED)}"
        found.append(entry.finding("M106", f"`{name}` stands outside any answer", fix))
    return tuple(
        Answer(name, _file(project, guide, str(row.flat["file"].value)), row.flat)
        for name, row in tree.rows.items()
        if check_keys(row.flat, NEEDED, OPTIONAL, row.first.place, found)
    )


def _file(project: Project, guide: Guide, name: str) -> str:
    """A file as findings name it: one of the guide is named from the guide's own folder."""
    return name if name.startswith("content/") else f"{project.name(guide.folder)}/{name}"
