"""What the press asks of a text, each question with its answer: who signs has judged both.

They are the questions of `check` on the raw text as it would be signed. What is asked of printed
pages, such as how full they are, is known only when they are set.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from press.check.answers import row_of
from press.check.job import Judged, check_job
from press.finding import QUESTION, Finding, errors
from press.read.answers import Answer, as_typed
from press.read.fields import fill
from press.read.job import Job
from press.read.standing import APPROVED
from press.read.syntax import CITED, HEADING

TYPED = re.compile(r"`([^`]*)`")  # words of the text, as findings name them
LAST = 1_000_000  # behind every entry: what is asked of a line that is not printed by itself


def judge_as_signed(job: Job, found: Iterable[Finding]) -> Judged:
    """What is told of a job's text, with what was `found` in reading it, were it signed today.

    A signed page that says that it waits to be checked is asked about; a draft may say so.
    """
    signed = {name: replace(one, status=APPROVED) for name, one in job.standings.items()}
    return check_job(replace(job, standings=signed), list(found))


def asked_values(
    job: Job, findings: Iterable[Finding], rows: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """The questions in the order of the entries `rows`, the errors, and both counted."""
    told = list(findings)
    numbers = _numbers(rows)
    answers = {one.name: one for one in job.rules.answers}
    questions = sorted(
        (one for one in told if one.kind == QUESTION),
        key=lambda one: (min(numbers[_place(one)], default=LAST), one),
    )
    asked = [
        _question(job, f"Q{n}", one, numbers[_place(one)], answers.get(one.answer))
        for n, one in enumerate(questions, 1)
    ]
    return {
        "questions": asked,
        "open": sum(not one["answer"] for one in asked),
        "errors": [f"{_place(one)}: {one.code} {one.problem}" for one in sorted(errors(told))],
    }


def named_at(asked: Mapping[str, Any]) -> Mapping[int, list[str]]:
    """The names of the questions that are asked at each entry, by its number."""
    found: dict[int, list[str]] = defaultdict(list)
    for one in asked["questions"]:
        for number in one["at"]:
            found[number].append(one["name"])
    return found


def _numbers(rows: Iterable[Mapping[str, Any]]) -> Mapping[str, list[int]]:
    """The numbers of the entries that begin on each line; of those on one line the first."""
    found: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        if not row["same_as"]:
            found[row["place"]].append(row["number"])
    return found


def _place(one: Finding) -> str:
    return f"{one.place.file}:{one.place.line}"


def _question(
    job: Job, name: str, one: Finding, at: Sequence[int], answer: Answer | None
) -> dict[str, Any]:
    line = CITED.sub("", one.reads or as_typed(one.excerpt)).replace("**", "")
    line = line.lstrip("# ").partition(" {.")[0] if HEADING.match(line) else line
    asks = TYPED.sub(r"“\1”", fill(one.problem, job.fields))
    return {
        "name": name,
        "row": row_of(one)[0],
        "code": one.code,
        "line": " ".join(line.split()),
        "place": _place(one),
        "at": list(at),
        "asks": asks,
        "fix": TYPED.sub(r"“\1”", one.fix).rstrip("."),
        "answer": _answer(answer) if answer else None,
    }


def _answer(answer: Answer) -> dict[str, str]:
    return {key: str(answer.row[key].value) for key in ("who", "when", "why")}
