"""Questions meet their answers: which are answered, and which answers count or lie idle."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from press.finding import ERROR, QUESTION, Finding, kind_of
from press.read.answers import Answer, as_typed


def answered(answers: Sequence[Answer], findings: Iterable[Finding]) -> list[Finding]:
    """The findings, each answered question with the name of its answer."""
    return [_with_answer(answers, one) if one.kind == QUESTION else one for one in findings]


def _with_answer(answers: Sequence[Answer], question: Finding) -> Finding:
    fitting = (answer.name for answer in answers if answer.fits(question))
    return replace(question, answer=next(fitting, ""))


def answers_that_cannot_count(answers: Iterable[Answer], today: date) -> Iterator[Finding]:
    """G105: an answer to what is no question, or given on a day that is still to come."""
    for answer in answers:
        code, when = answer.row["code"], answer.row["when"]
        if kind_of(str(code.value) or "?") == ERROR:
            fix = "put right what the finding names; only questions are answered"
            yield code.finding("G105", f"`{code.value}` is an error, and no question", fix)
        if when.value > today:
            fix = "give the day on which it was answered"
            yield when.finding("G105", f"{when.value} is still to come; today is {today}", fix)


def answers_that_nothing_needs(
    answers: Iterable[Answer], used: Collection[str], asked: Iterable[Finding]
) -> Iterator[Finding]:
    """G104: its line was changed or taken out, or nothing asks any more. `asked` are questions."""
    open_ones = [one for one in asked if not one.answer]
    for answer in answers:
        code = answer.row["code"]
        if answer.name in used or kind_of(str(code.value) or "?") == ERROR:
            continue
        near = [o for o in open_ones if (o.code, o.place.file) == (code.value, answer.file)]
        fix = "take it out"
        if near:
            now = as_typed(near[0].excerpt)
            fix = f"line {near[0].place.line} asks it now: “{now}”; answer that, or take this out"
        yield code.finding("G104", f"nothing needs the answer `{answer.name}`", fix)


def as_answers(findings: Iterable[Finding]) -> str:
    """Open questions as rows of answers.toml; who, when and why are left to a person."""
    counts: dict[str, int] = {}
    rows = []
    for one in (one for one in findings if one.kind == QUESTION and not one.answer):
        counts[one.code] = counts.get(one.code, 0) + 1
        guide, _, rest = one.place.file.removeprefix("content/").partition("/")
        file = one.place.file if guide in ("words", "countries", "clinics") else rest
        rows.append(
            f"[{one.code}-{counts[one.code]}]\ncode = {_quoted(one.code)}\nfile = {_quoted(file)}\n"
            f"line = {_quoted(as_typed(one.excerpt))}\nasks = {_quoted(one.problem)}\n"
            'who = ""\nwhen = ""\nwhy = ""\n'
        )
    return "\n".join(rows)


def _quoted(text: str) -> str:
    """Text for TOML, with as little to read past as can be."""
    if "'" not in text:
        return f"'{text}'" if '"' in text or "\\" in text else f'"{text}"'
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
