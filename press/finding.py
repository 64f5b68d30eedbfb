"""A finding: one thing that is wrong, where it stands, and how to put it right."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

ERROR, QUESTION = "error", "question"
# What a person must judge: rules on what words say and how hard they are, on sources that nothing
# rests on, on what a product should say of itself, on what is not written yet. VISION: it never
# stops a draft.
FAMILIES_THAT_ASK = ("S", "W")
ALSO_ASK = frozenset({"E102", "E104", "E105", "E106", "G104", "G106", "G107", "G108", "G122",
                      "M135", "M137", "P221", "P222", "P224"})  # fmt: skip
NEVER_ASK = frozenset({"S126"})  # a list of rules that can't be used
FAULT_OF_OURS = "this is a fault of the press and not of a manuscript: please report it"


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: a file relative to the project, a line and a column, both from 1."""

    file: str
    line: int = 1
    column: int = 1


def kind_of(code: str) -> str:
    """ERROR, which stops the press, or QUESTION, which a person answers; each code is one."""
    asks = code in ALSO_ASK or (code[0] in FAMILIES_THAT_ASK and code not in NEVER_ASK)
    return QUESTION if asks else ERROR


@dataclass(frozen=True, order=True)
class Finding:
    """One error or question. `code` is a letter and three digits that never change their meaning.

    A question has its circumstances: what its line `reads` where fields are filled in, and the
    headings that it stands `under`. `answer` names the row of answers.toml that answers it.
    """

    place: Place
    code: str
    problem: str
    fix: str
    excerpt: str = ""
    answer: str = ""
    reads: str = ""
    under: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """ERROR or QUESTION."""
        return kind_of(self.code)

    @property
    def shown(self) -> Finding:
        """What of it is told: one question in three locales is one."""
        return replace(self, answer="", reads="", under=())


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """What stops the press."""
    return [finding for finding in findings if finding.kind == ERROR]


def questions(findings: Iterable[Finding]) -> list[Finding]:
    """What waits for a person's answer."""
    return [one for one in findings if one.kind == QUESTION and not one.answer]


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
    margin = f"{place.line:>5}"
    shown = []
    if finding.excerpt:
        start = max(0, place.column - 60)
        shown = [
            f"{margin} | {finding.excerpt[start : start + 110]}",
            f"{'':>5} | {'':>{place.column - 1 - start}}^",
        ]
    return "\n".join([_head(finding), *shown, f"{'':>6}fix: {finding.fix}", ""])


def as_lines(findings: Iterable[Finding]) -> str:
    """Findings in one line each, without their text."""
    return "\n".join(map(_head, findings))


def _head(finding: Finding) -> str:
    place = finding.place
    return f"{place.file}:{place.line}:{place.column}: {finding.code} {finding.problem}"


def as_json(findings: Iterable[Finding]) -> str:
    """Findings for an editor's program: an array of flat objects."""
    return json.dumps([*map(as_object, findings)], ensure_ascii=False, indent=2)


def as_object(one: Finding) -> dict[str, object]:
    """A finding for a program: its place, kind, code, problem, fix and excerpt, side by side."""
    told = {k: v for k, v in asdict(one).items() if k not in ("place", "answer", "reads", "under")}
    return {**asdict(one.place), "kind": one.kind, **told}


def as_github(findings: Iterable[Finding]) -> str:
    """Findings as annotations, one command a line (GitHub Actions workflow commands)."""
    return "\n".join(
        f"::{'error' if f.kind == ERROR else 'notice'} file={_property(f.place.file)},"
        f"line={f.place.line},col={f.place.column},"
        f"title={f.code}::{_message(f'{f.problem}. fix: {f.fix}')}"
        for f in findings
    )


def as_rows(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Findings as plain values, to be kept between runs."""
    return [asdict(finding) for finding in findings]


def from_rows(rows: object) -> list[Finding]:
    """What `as_rows` gave; raises TypeError, KeyError or ValueError for anything else."""
    if not isinstance(rows, list):
        raise TypeError("no list of findings")
    made = [
        Finding(**{**row, "place": Place(**row["place"]), "under": tuple(row["under"])})
        for row in rows
    ]
    for one in made:
        texts = [one.place.file, one.code, one.problem, one.fix, one.excerpt, one.answer]
        texts += [one.reads, *one.under]
        numbers = (one.place.line, one.place.column)
        if not all(isinstance(text, str) for text in texts) or not one.code:
            raise TypeError("no texts")
        if not all(type(number) is int and number > 0 for number in numbers):
            raise TypeError("no place")
    return made


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
