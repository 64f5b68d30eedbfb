"""Safety rules on doses: each table under `{.medicines}` is held to the guide's `medicines.toml`.

What can't be checked is asked about, with the reason: nothing passes in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from press.finding import Finding
from press.read.doses import (
    Span,
    quantities,
    spans_in,
    strengths,
    without_strengths,
)
from press.safety.context import SafetyDesk
from press.safety.dose_rows import DoseRow, named_in
from press.safety.dose_tables import Row, Table, dose_tables

ROLE = "medicines"
NAKED = re.compile(r"(?<![\w.])\.\d+")
NEXT = 0.001  # months or kg: pounds are worked out


def numbers_of_a_dose_have_units(desk: SafetyDesk) -> Iterator[Finding]:
    """S129: in a table of doses each number says in its own cell what it counts. Source: D6."""
    for table in _tables(desk):
        for row in table.rows:
            for cell in row.cells:
                if naked := NAKED.search(cell.text):
                    problem = f"`{naked[0]}` begins with its point: nobody reads it as less than 1"
                    yield cell.finding("S129", problem, f"write 0{naked[0]}", naked.start())
                for one in quantities(without_strengths(cell.text)):
                    if not one.kind:
                        problem = f"`{cell.text[one.at : one.end]}` has no unit in this cell"
                        fix = "write its unit after it: ml, mg, times, months, kg"
                        yield cell.finding("S129", problem, fix, one.at)


def doses_are_those_of_the_data(desk: SafetyDesk) -> Iterator[Finding]:
    """S131, S133, S134: strength, volume and mass agree, and no limit is passed. Source: D6."""
    for table in _tables(desk):
        for row in table.rows:
            yield from DoseRow(desk.job, table, row).findings()


def ages_follow_each_other(desk: SafetyDesk) -> Iterator[Finding]:
    """S132: no age or weight falls between two rows of a table, or into both. Source: D6."""
    for table in _tables(desk):
        earlier: dict[tuple[str, str], list[Span]] = {}
        pairs: list[
            tuple[Span, Span, Row, bool]
        ] = []  # the lower first; whether they are neighbours
        for row in table.rows:
            for span in spans_in(row.text):
                held = earlier.setdefault((span.kind, _own_words(desk, row)), [])
                for before in held:
                    if before.low < before.high and span.low < span.high:
                        least, most = sorted((before, span), key=lambda one: one.low)
                        pairs.append((least, most, row, before is held[-1]))
                held.append(span)
        # 3 to 5 months, then 6 to 23, leave none out; where one row begins as another ends, they do
        # what is under 3 months ends there either way
        whole = not any(least.high == most.low for least, most, _, _ in pairs if least.low)
        told: list[Row] = []
        for least, most, row, near in pairs:
            reach = least.high + (min(least.step, most.step) if whole and least.low else 0)
            gap = near and most.low - reach > NEXT
            if row not in told and (gap or most.low < least.high):
                told.append(row)
                what = "leave a gap" if gap else "overlap"
                problem = f"this row and one above {what}: {least}, {most}"
                yield row.finding("S132", problem, "let each row begin where one ends")


def _tables(desk: SafetyDesk) -> Sequence[Table]:
    return [table for table in dose_tables(desk.job) if table.role == ROLE]


def _own_words(desk: SafetyDesk, row: Row) -> str:
    """What of a row tells it from others on the same age: its medicine and strength."""
    names = [medicine.key for medicine in named_in(desk.job.rules.medicines, row.text)]
    return " ".join([*names, *(one.text for one in strengths(row.text))])
