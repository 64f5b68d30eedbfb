"""The report: where a guide stands against four published instruments, and how it reads.

It is informed by them and certifies nothing. Printed, and written as HTML and JSON beside the PDFs.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from press.finding import Finding
from press.plain.check import read_plainly
from press.plain.readability import Figures, measure
from press.plain.rules import PlainReading, worst
from press.project import Project
from press.read.job import Job, read_job
from press.report.context import NO, Answer, ReportDesk
from press.report.score import Item, Score, instruments, looks_for, score
from press.run.console import end
from press.run.order import Order
from press.run.orders import tickets
from press.run.papers import publish_papers, text_of
from press.typeset.templates import render

CLAIM = (
    "Informed by PEMAT-P, the CDC index, DISCERN and EQIP; certified by none of them. "
    "What a program can decide stands with the line that decides it; the rest is for a person."
)


@dataclass(frozen=True)
class Told:
    """All that is said of one job."""

    job: Job
    readings: tuple[PlainReading, ...]
    scores: tuple[Score, ...]


def report(project: Project, order: Order) -> int:
    """Report on every job that the order asks for; returns the exit code.

    Prints, and writes `report.html` and `report.json` into each job's folder under `dist/`.
    Raises WrongCall and CannotPublish.
    """
    found: list[Finding] = []
    for ticket in tickets(project, order, found):
        job = read_job(project, ticket.guide, ticket.locale, ticket.clinic, found)
        if job is None:
            continue
        told = look_at(job)
        if not all(reading.in_english for reading in told.readings):
            print(f"{job.name}: grades and checks are for English; no report", file=sys.stderr)
            continue
        of = text_of(project, told.job.guide, told.job.clinic)
        values = as_json(told) | {"created": told.job.created.isoformat(), "text": of}
        text = json.dumps(values, ensure_ascii=False, indent=2) + "\n"
        html = render(project, "report", values).encode()
        name = told.job.name
        made = {f"{name}/report.json": text.encode(), f"{name}/report.html": html}
        publish_papers(project, made, of)
        if order.format == "json":
            print(text, end="")
        else:
            print("\n".join(as_lines(told)))
    return end(found)


def look_at(job: Job) -> Told:
    """Everything the report says of a job."""
    readings = [reading for reading in read_plainly(job) if reading.sentences]
    english = [reading for reading in readings if reading.in_english]
    scores = [one for each in english for one in score(ReportDesk(job, each, looks_for()))]
    return Told(job, tuple(readings), tuple(scores))


def as_json(told: Told) -> dict[str, Any]:
    """The report as plain data."""
    return {
        "job": told.job.name,
        "locale": told.job.locale,
        "version": str(told.job.version),
        "claim": CLAIM,
        "readability": [_reading(reading) for reading in told.readings],
        "instruments": [_score(one) for one in told.scores],
    }


def _reading(reading: PlainReading) -> dict[str, Any]:
    gates = reading.gates
    parts = [(part, measure(one.text for one in part.scored)) for part in reading.parts]
    hardest = worst(reading.sentences)
    return {
        "product": reading.manuscript.product.name,
        "targets": {"grade": gates.grade, "smog": gates.smog, "mean": gates.mean},
        "longest": max(len(one.words) for one in reading.sentences),
        "hardest": {"says": hardest.text, "at": f"{hardest.line.file}:{hardest.line.number}"},
        **_figures(measure(one.text for one in reading.sentences)),
        "parts": [
            {
                "title": part.title,
                "at": f"{part.line.file}:{part.line.number}",
                "hardest": f"{worst(part.scored).line.file}:{worst(part.scored).line.number}",
                **_figures(figures),
            }
            for part, figures in parts
            if figures.words
        ],
    }


def _figures(told: Figures) -> dict[str, Any]:
    return {
        "sentences": told.sentences,
        "words": told.words,
        "mean": round(told.mean, 1),
        "grade": round(told.grade, 1),
        "ease": round(told.ease),
        "smog": None if told.smog is None else round(told.smog, 1),
    }


def _score(one: Score) -> dict[str, Any]:
    table = next(table for table in instruments().values() if table.get("title") == one.instrument)
    return {
        "instrument": one.instrument,
        "owner": table["owner"],
        "part": "" if one.part == "all" else one.part,
        "product": one.product,
        "pass": table["pass"],
        "score": one.bounds,
        "questions": one.open,
        "items": [_item(row) for row in one.rows],
    }


def _item(row: Item) -> dict[str, Any]:
    said: Answer | None = row.answer or row.hint
    return {
        "number": row.number,
        "says": row.says,
        "answer": row.answer.says if row.answer else "question for a person",
        "why": said.why if said else "",
        "at": f"{said.place.file}:{said.place.line}" if said else "",
    }


def as_lines(told: Told) -> Iterator[str]:
    """The report for a terminal: figures, scores, and each item that stands at no."""
    yield f"{told.job.name}\n{CLAIM}\n"
    for row in as_json(told)["readability"]:
        yield f"{row['product']}: {_in_words(row)}; longest sentence {row['longest']} words"
        yield f"  hardest line: {row['hardest']['at']}"
        for part in row["parts"]:
            yield f"  {part['title'][:40]:<40} {_in_words(part)}"
    yield ""
    for one in told.scores:
        yield _score_line(one)
        yield from _with_lines(one.rows)
    yield ""


def _score_line(one: Score) -> str:
    name = f"{one.instrument} {'' if one.part == 'all' else one.part}".strip()
    open_items = f"{one.open} of {len(one.rows)} items are for a person"
    if one.bounds is None:
        return f"{name}, {one.product}: no marks by a program; {open_items}"
    least, most = one.bounds
    return f"{name}, {one.product}: from {least} to {most} of 100; {open_items}"


def _with_lines(rows: Sequence[Item]) -> Iterator[str]:
    for row in rows:
        answer = row.answer
        if answer and answer.says == NO:
            place = f"{answer.place.file}:{answer.place.line}"
            yield f"  no: {row.number} {row.says} ({answer.why}) {place}"


def _in_words(row: dict[str, Any]) -> str:
    smog = f", SMOG {row['smog']:.1f}" if row["smog"] is not None else ""
    return (
        f"grade {row['grade']:.1f}{smog}, ease {row['ease']}, "
        f"{row['mean']:.1f} words a sentence, {row['sentences']} sentences"
    )
