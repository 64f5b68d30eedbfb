"""The tables of a guide as the rules on doses read them: rows of cells under their heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from press.finding import Finding
from press.read.doses import Span, spans_in
from press.read.folding import Strip
from press.read.job import Job
from press.read.manuscript import Manuscript
from press.read.statements import seen
from press.read.units import HEAD, ROW, TEXT, Unit


@dataclass(frozen=True)
class Row:
    """One row below the heads; its cells are folded, with the values of their fields."""

    unit: Unit
    cells: Sequence[Strip]

    @cached_property
    def text(self) -> str:
        return " | ".join(cell.text for cell in self.cells)

    def finding(self, code: str, problem: str, fix: str) -> Finding:
        """A finding at the row's first letter."""
        first = next((cell for cell in self.cells if cell.text), None)
        if first is None:
            return self.unit.lines[0].finding(code, problem, fix)
        return first.finding(code, problem, fix)


@dataclass(frozen=True)
class Table:
    """One table. `above` is what stands over it, folded, the nearest first: text, headings."""

    role: str
    heads: Sequence[Strip]
    rows: Sequence[Row]
    above: Sequence[str]

    @cached_property
    def head(self) -> str:
        return " | ".join(cell.text for cell in self.heads)

    @cached_property
    def spans(self) -> Sequence[Span]:
        """The ages and weights of its rows."""
        return [span for row in self.rows for span in spans_in(row.text)]

    def reach(self, span: Span) -> Span:
        """A span with all whom people take it to have: with 5 to 6 years below, 2 to 4 is until 5.

        Where a row begins as another ends, each is until the birthday that it names. So is what
        is under an age, whatever the other rows do.
        """
        own = [one for one in self.spans if one.kind == span.kind]
        ends = {one.high for one in own if 0 < one.low < one.high}
        if not span.low:
            return span
        begins = {one.low for one in own}
        closed = any(one.high + one.step in begins for one in own) and not ends & begins
        return replace(span, high=span.high + span.step) if closed else span


def dose_tables(job: Job) -> Iterator[Table]:
    """Every table of a job's manuscripts, in their own language."""
    for manuscript in job.manuscripts:
        yield from _of(manuscript.in_own_language, job)


def _of(manuscript: Manuscript, job: Job) -> Iterator[Table]:
    headings = {2: "", 3: ""}
    lead = ""
    for (_, kind), units in groupby(manuscript.units, lambda unit: (unit.group, unit.kind)):
        run = list(units)
        if kind == ROW:
            rows = [Row(unit, _cells(unit, job)) for unit in run if unit.pieces]
            above = [text for text in (lead, headings[3], headings[2]) if text]
            yield Table(run[0].role, rows[0].cells, rows[1:], above)
        for unit in run if kind in (HEAD, TEXT) else ():
            said = seen(unit.only("heading", "text")).filled(job.fields).folded.text
            lead = said if kind == TEXT else ""
            if kind == HEAD:
                headings[unit.level] = said
                headings[3] = said if unit.level == 3 else ""


def _cells(unit: Unit, job: Job) -> list[Strip]:
    cells = groupby(unit.only("cell"), lambda piece: piece.column)
    return [seen(pieces).trimmed.filled(job.fields).folded for _, pieces in cells]
