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
OPTIONAL: Mapping[str, type] = {"asks": str, "reads": str, "under": list}
LEAST = 2  # letters of a name or a reason


@dataclass(frozen=True)
class Answer:
    """One answer: to a question of one code on one line, as that line was read on that day.

    `file` is as findings name it. The line is quoted as it is typed, with its citations; what it
    `reads` once its fields are filled in, where that differs; and the headings, with their roles,
    that it is printed `under`. Where `asks` is given, it answers that question alone.
    """

    name: str
    file: str
    row: Table

    def fits(self, finding: Finding) -> bool:
        """Whether it answers this question. A line that was changed since asks anew."""
        return self._quotes(finding) and self._stands(finding)

    def _quotes(self, finding: Finding) -> bool:
        asks = self._value("asks", finding.problem)
        line = as_typed(str(self.row["line"].value))
        return (finding.code, finding.place.file, as_typed(finding.excerpt), finding.problem) == (
            self.row["code"].value,
            self.file,
            line,
            asks,
        )

    def _stands(self, finding: Finding) -> bool:
        """Whether its line says the same, in the same place, as when it was answered."""
        reads, under = self._value("reads", ""), self._value("under", [])
        return (finding.reads, list(finding.under)) == (reads, under)

    def _value(self, key: str, otherwise: object) -> object:
        return self.row[key].value if key in self.row else otherwise


def as_typed(text: str) -> str:
    """A raw line as answers quote it: without list marker, with single blanks."""
    return " ".join(LIST_MARK.sub("", text).split())


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
        and _says_something(row.flat, found)
    )


def _says_something(row: Table, found: list[Finding]) -> bool:
    """Whether name and reason are words; M107 where one is a dash or a dot."""
    empty = [k for k in ("who", "why") if sum(map(str.isalpha, str(row[k].value))) < LEAST]
    for key in empty:
        fix = "say who answered, with the role, and why it may stand"
        found.append(row[key].finding("M107", f"`{key}` says nothing", fix))
    return not empty


def _file(project: Project, guide: Guide, name: str) -> str:
    """A file as findings name it: one of the guide is named from the guide's own folder."""
    return name if name.startswith("content/") else f"{project.name(guide.folder)}/{name}"
