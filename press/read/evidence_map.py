"""The evidence map: which printed line answers which row of a guide's evidence base.

It is `evidence-map.toml` in the guide's folder. A reviewer's papers are made from it, and no
product is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from press.finding import Finding
from press.project import Line, Project
from press.read.files import read_lines, read_tree
from press.read.folding import bare_line
from press.read.guide import Guide
from press.toml_tables import NO_TREE, Entry, check_keys

MAP = "evidence-map.toml"
ROW: Mapping[str, type] = {
    "lines": list,
    "left_out": str,
    "note": str,
    "corrections": list,
    "only": list,
}
WEAK: Mapping[str, type] = {"sources": list}


@dataclass(frozen=True)
class Quoted:
    """Words of the guide's text. `at` holds each line of `file` that has them: best is one."""

    file: str
    says: str
    at: tuple[Line, ...]

    @property
    def gone(self) -> bool:
        """Whether it can't be told which line is meant: no line has the words, or several have."""
        return len(self.at) != 1


@dataclass(frozen=True)
class EvidenceRow:
    """A row of the evidence base, with the lines that answer it or the reason why none does."""

    key: str
    about: str
    answers: tuple[Quoted, ...]
    left_out: str
    note: str
    corrections: tuple[int, ...]
    only: tuple[str, ...]  # locales; none: it is answered in each
    line: Line


@dataclass(frozen=True)
class Weak:
    """Sentences that claim more than we have seen their sources say."""

    key: str
    answers: tuple[Quoted, ...]
    sources: tuple[str, ...]
    why: str
    line: Line


@dataclass(frozen=True)
class EvidenceMap:
    """All rows of one guide, and its weak citations."""

    rows: tuple[EvidenceRow, ...] = ()
    weak: tuple[Weak, ...] = ()

    def rows_at(self, line: Line) -> list[EvidenceRow]:
        """The rows that `line` answers."""
        return [row for row in self.rows if _stands_at(row.answers, line)]

    def weak_at(self, line: Line) -> list[Weak]:
        """What is weak about the citations of `line`."""
        return [weak for weak in self.weak if _stands_at(weak.answers, line)]

    @property
    def kept(self) -> Sequence[EvidenceRow | Weak]:
        """All that names lines of the guide."""
        return (*self.rows, *self.weak)

    def gone(self) -> list[tuple[EvidenceRow | Weak, Quoted]]:
        """Every answer whose words stand on no line of its file, or on several; with its row."""
        return [(one, answer) for one in self.kept for answer in one.answers if answer.gone]


NO_MAP = EvidenceMap()  # a guide needs none


def _stands_at(answers: Sequence[Quoted], line: Line) -> bool:
    places = [answer.at[0].place for answer in answers if not answer.gone]
    return line.place in places


def read_map(project: Project, guide: Guide, found: list[Finding]) -> EvidenceMap:
    """The guide's map, empty where it has none; findings (M1xx) where a row can't be read."""
    path = guide.folder / MAP
    tree = read_tree(project, path, found) if path.is_file() else NO_TREE
    rows: list[EvidenceRow] = []
    weak: list[Weak] = []
    finder = _Finder(project, guide)
    for key, table in tree.rows.items() if tree else ():
        row = table.flat
        if key != "weak" and check_keys(row, {"about": str}, ROW, table.first.place, found):
            texts = [str(_value(row, name, "")) for name in ("about", "left_out", "note")]
            about, left_out, note = texts
            corrections = tuple(map(int, _value(row, "corrections", ())))
            only = tuple(map(str, _value(row, "only", ())))
            answers = finder.all(row)
            rows.append(
                EvidenceRow(key, about, answers, left_out, note, corrections, only, table.first)
            )
    for key, table in tree.rows["weak"].rows.items() if tree and "weak" in tree.rows else ():
        row = table.flat
        if check_keys(row, {"lines": list, "why": str}, WEAK, table.first.place, found):
            sources = tuple(map(str, _value(row, "sources", ())))
            why = str(row["why"].value)
            weak.append(Weak(key, finder.all(row), sources, why, table.first))
    return EvidenceMap(tuple(rows), tuple(weak))


def _value(row: Mapping[str, Entry], name: str, otherwise: Any) -> Any:
    return row[name].value if name in row else otherwise


class _Finder:
    """Finds words in the guide's files, each of which is read once."""

    def __init__(self, project: Project, guide: Guide) -> None:
        self.project, self.guide = project, guide
        self.files: dict[str, list[tuple[str, Line]]] = {}

    def all(self, row: Mapping[str, Entry]) -> tuple[Quoted, ...]:
        """Every answer of a row of the map."""
        return tuple(self.find(str(text)) for text in _value(row, "lines", ()))

    def find(self, text: str) -> Quoted:
        """The answer that `file: words` names."""
        file, _, says = text.partition(": ")
        if file not in self.files:
            path = self.guide.folder / file
            lines = read_lines(self.project, path, []) if path.is_file() else None
            self.files[file] = [(bare_line(line.text), line) for line in lines or ()]
        wanted = bare_line(says)
        at = tuple(line for known, line in self.files[file] if wanted and wanted in known)
        return Quoted(file, says, at)
