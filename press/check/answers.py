"""Questions meet their answers: which are answered, and which answers count or lie idle."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from press.finding import ERROR, QUESTION, Finding, Place, kind_of, questions
from press.read.answers import Answer, as_typed
from press.read.fields import fill
from press.read.job import Job
from press.read.syntax import HEADING

CODE = re.compile(r"[A-Z]\d{3}")
LEFT = 'who = ""\nwhen = ""  # a day, without quotes: 2026-11-23\nwhy = ""\n'


def answered(job: Job, findings: Iterable[Finding]) -> list[Finding]:
    """The findings, each question with its circumstances, and with the name of its answer."""
    under = _headings(job)
    return [_asked(job, under, one) if one.kind == QUESTION else one for one in findings]


def _headings(job: Job) -> Mapping[Place, tuple[str, ...]]:
    """The headings that each line is printed under, with their roles, product by product."""
    found: dict[Place, tuple[str, ...]] = {}
    for manuscript in job.manuscripts:
        above: dict[int, str] = {}
        for line in manuscript.lines:
            if heading := HEADING.match(line.text):
                level = len(heading[1])
                above = {n: text for n, text in above.items() if n < level}
                above[level] = line.text.lstrip("# ").strip()
            here = " / ".join([manuscript.product.name, *above.values()])
            place = Place(line.file, line.number)
            found[place] = tuple(dict.fromkeys([*found.get(place, ()), here]))
    return found


def _asked(job: Job, headings: Mapping[Place, tuple[str, ...]], one: Finding) -> Finding:
    typed = as_typed(one.excerpt)
    reads = fill(typed, job.fields)
    under = headings.get(replace(one.place, column=1), ())
    question = replace(one, reads="" if reads == typed else reads, under=under)
    return _with_answer(job.rules.answers, question)


def _with_answer(answers: Sequence[Answer], question: Finding) -> Finding:
    fitting = (answer.name for answer in answers if answer.fits(question))
    return replace(question, answer=next(fitting, ""))


def answers_that_cannot_count(answers: Iterable[Answer], today: date) -> Iterator[Finding]:
    """G105: an answer to what is no question, or given on a day that is still to come."""
    for answer in answers:
        code, when = answer.row["code"], answer.row["when"]
        if fault := _no_question(str(code.value)):
            yield code.finding("G105", *fault)
        if when.value > today:
            fix = "give the day on which it was answered"
            yield when.finding("G105", f"{when.value} is still to come; today is {today}", fix)


def _no_question(code: str) -> tuple[str, str] | None:
    """Why nobody can answer this code, and what to do; None where it is a question's."""
    if not CODE.fullmatch(code):
        return f"`{code}` is no code", "write the code as the question has it, such as S105"
    if kind_of(code) == ERROR:
        fix = "put right what the finding names; only questions are answered"
        return f"`{code}` is an error, and no question", fix
    return None


def answers_that_nothing_needs(
    answers: Iterable[Answer], used: Collection[str], asked: Iterable[Finding]
) -> Iterator[Finding]:
    """G104: its line was changed or taken out, or nothing asks any more. `asked` are questions."""
    open_ones = [one for one in asked if not one.answer]
    for answer in answers:
        code = answer.row["code"]
        if answer.name in used or _no_question(str(code.value)):
            continue
        near = [o for o in open_ones if (o.code, o.place.file) == (code.value, answer.file)]
        fix = "take it out"
        if near:
            one = near[0]
            now = one.reads or as_typed(one.excerpt)
            fix = f"line {one.place.line} asks now: “{now}” (check --answers shows all of it); "
            fix += "answer that, or take this out"
        yield code.finding("G104", f"nothing needs the answer `{answer.name}`", fix)


def as_answers(findings: Iterable[Finding]) -> str:
    """Open questions as rows of answers.toml; who, when and why are left to a person."""
    rows: dict[str, dict[str, None]] = {}
    for one in questions(findings):
        name, row = row_of(one)
        guide = _guide_of(one)
        whose = f"content/{guide}/answers.toml" if guide else "any guide that prints it"
        rows.setdefault(f"# {whose}", {})[f"[{name}]\n{row}{LEFT}"] = None
    return "\n".join(line for whose, mine in rows.items() for line in (whose, *mine))


def row_of(one: Finding) -> tuple[str, str]:
    """The name of the row that answers a question, and what stands in it but who, when and why."""
    _, _, within = one.place.file.removeprefix("content/").partition("/")
    file = within if _guide_of(one) else one.place.file
    row = f"code = {quoted(one.code)}\nfile = {quoted(file)}\n"
    row += f"line = {quoted(as_typed(one.excerpt))}\n"
    row += f"reads = {quoted(one.reads)}\n" if one.reads else ""
    row += f"under = [{', '.join(map(quoted, one.under))}]\n" if one.under else ""
    row += f"asks = {quoted(one.problem)}\n"
    return f"{one.code}-{sha256(row.encode()).hexdigest()[:6]}", row


def _guide_of(one: Finding) -> str:
    """The guide whose file is asked about; none where all guides share it."""
    guide = one.place.file.removeprefix("content/").partition("/")[0]
    return "" if guide in ("words", "countries", "clinics", "brands") else guide


def quoted(text: str) -> str:
    """Text for TOML, with as little to read past as can be."""
    if "'" not in text:
        return f"'{text}'" if '"' in text or "\\" in text else f'"{text}"'
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
