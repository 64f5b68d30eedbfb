"""A finding: one thing that is wrong, where it stands, and how to put it right."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

FAULT_OF_OURS = "this is a fault of the press and not of a manuscript: please report it"


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: a file relative to the project, a line and a column, both from 1."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, order=True)
class Finding:
    """One fault. `code` is a letter and three digits that never change their meaning."""

    place: Place
    code: str
    problem: str
    fix: str
    excerpt: str = ""


class Refused(Exception):  # noqa: N818 - named by what happened
    """A command can't go on; `findings` say why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(finding.problem for finding in findings))
        self.findings = findings


def as_text(findings: Iterable[Finding]) -> str:
    """Findings for a person, each with its line and how to put it right."""
    return "\n".join(map(_paragraph, findings))


def _paragraph(finding: Finding) -> str:
    place = finding.place
    head = f"{place.file}:{place.line}:{place.column}: {finding.code} {finding.problem}"
    margin = f"{place.line:>5}"
    shown = []
    if finding.excerpt:
        start = max(0, place.column - 60)
        shown = [
            f"{margin} | {finding.excerpt[start : start + 110]}",
            f"{'':>5} | {'':>{place.column - 1 - start}}^",
        ]
    return "\n".join([head, *shown, f"{'':>6}fix: {finding.fix}", ""])


def as_json(findings: Iterable[Finding]) -> str:
    """Findings for an editor's program: an array of flat objects."""
    rows = [
        asdict(finding.place) | {k: v for k, v in asdict(finding).items() if k != "place"}
        for finding in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_github(findings: Iterable[Finding]) -> str:
    """Findings as annotations, one command a line (GitHub Actions workflow commands)."""
    return "\n".join(
        f"::error file={_property(f.place.file)},line={f.place.line},col={f.place.column},"
        f"title={f.code}::{_message(f'{f.problem}. fix: {f.fix}')}"
        for f in findings
    )


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
