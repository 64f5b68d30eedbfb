"""Exceptions: tables of a guide's `exceptions.toml` that let a finding on words pass."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from press.finding import Finding
from press.project import Project
from press.read.guide import Guide
from press.toml_tables import Entry, Table, check_keys, read_table

NEEDED: Mapping[str, type] = {"code": str, "file": str, "words": str, "reason": str}
# The families of rules on words. What the press itself needs has none: readable text, evidence,
# translations that keep up, whole and lawful pages.
MAY = ("S", "W")


@dataclass(frozen=True)
class Leave:
    """One exception: what it lets pass, and why."""

    name: str
    row: Mapping[str, Entry]

    def lets_pass(self, finding: Finding) -> bool:
        """Whether code and file are the finding's, and its line holds the words."""
        code, file, words = (str(self.row[key].value) for key in ("code", "file", "words"))
        return (finding.code, finding.place.file) == (code, file) and words in finding.excerpt


def apply_exceptions(
    project: Project,
    guide: Guide,
    findings: Sequence[Finding],
    *,
    files: Collection[str] | None = None,
) -> list[Finding]:
    """The findings that no exception lets pass, and those on the exceptions themselves.

    G104: nothing needs an exception; G105: its code can't be excepted; M106, M107: it is not whole.
    `findings` are those of one guide. Where they are those of one job only, give its `files`, by
    name: an exception for another file is then not told to be idle.
    """
    path = guide.folder / "exceptions.toml"
    if not path.exists():
        return list(findings)
    found: list[Finding] = []
    table = read_table(project, path, found)
    kept = list(findings)
    for exception in _read(table or {}, found):
        code = exception.row["code"]
        if str(code.value)[:1] not in MAY:
            fix = "put right what the finding names; only rules on words have exceptions"
            found.append(code.finding("G105", f"there is no exception to `{code.value}`", fix))
            continue
        before = len(kept)
        kept = [finding for finding in kept if not exception.lets_pass(finding)]
        here = files is None or str(exception.row["file"].value) in files
        if len(kept) == before and here:
            problem = f"nothing needs the exception `{exception.name}`"
            fix = "take it out, or correct its code, file or words"
            found.append(code.finding("G104", problem, fix))
    return [*kept, *found]


def _read(table: Table, found: list[Finding]) -> Iterator[Leave]:
    rows: dict[str, dict[str, Entry]] = {}
    for dotted, entry in table.items():
        name, _, key = dotted.partition(".")
        if key:
            rows.setdefault(name, {})[key] = entry
        else:
            fix = f"write [{name}] on a line of its own, then code, file, words and reason"
            problem = f"`{name}` stands outside any exception"
            found.append(entry.finding("M106", problem, fix))
    for name, row in rows.items():
        line = next(iter(row.values())).line
        if check_keys(row, NEEDED, {}, line.place, found):
            yield Leave(name, row)
