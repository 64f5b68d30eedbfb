"""One row of a table of doses, held to what the guide's `medicines.toml` says of its medicine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from press.finding import Finding
from press.read.doses import (
    COUNTS,
    LANGUAGES,
    MASS,
    VOLUME,
    WEIGHT,
    Span,
    Strength,
    quantities,
    spans_in,
    strengths,
    times_in,
    without_strengths,
)
from press.read.folding import Strip
from press.read.job import Job
from press.read.medicines import Limit, Medicine
from press.safety.dose_tables import Row, Table

NEAR = 0.01  # of a mass: rounding on the label
DATA_FIX = "write it into the guide's medicines.toml with its source, or correct the page"
LOOK = "look it up in the source that medicines.toml names, and correct one of the two"
COUNTED = (VOLUME, *COUNTS)


class _Unchecked(Exception):  # noqa: N818 - named by what happened
    """The row, or a cell of it, can't be checked; the text says why."""


def named_in(known: Sequence[Medicine], text: str) -> list[Medicine]:
    """The medicines that a folded text names."""
    return [medicine for medicine in known if medicine.pattern.search(text)]


@dataclass(frozen=True)
class DoseRow:
    """One row and the table that it stands in."""

    job: Job
    table: Table
    row: Row

    @cached_property
    def spans(self) -> Sequence[Span]:
        return list(spans_in(self.row.text))

    def findings(self) -> Iterator[Finding]:
        """S131, S134 for what is wrong with its doses; S133 for why one can't be checked."""
        doses = [(n, cell) for n, cell in enumerate(self.row.cells) if sizes(cell, MASS, *COUNTED)]
        bare = quantities(without_strengths(self.row.text)) and not self.spans
        above = [head for head in self.table.heads if sizes(head, MASS, *COUNTED)]
        if not (doses or times_in(self.row.text) or bare or above):
            return  # it gives none, such as: ask a doctor
        told: list[Finding] = []
        try:
            medicine = self._medicine()
            if "per kg" in {one.kind for one in quantities(self.row.text)}:
                raise _Unchecked("a dose for each kg stands in it")
            for one in strengths(self.row.text):
                if not any(same(one, known) for known in medicine.strengths):
                    told.append(self._asked(_Unchecked(f"medicines.toml has no “{one.text}”")))
            if above and self.row is self.table.rows[0] and doses:
                told.append(self._asked(_Unchecked("a dose stands in the head of a column")))
            if not doses:
                where = (
                    "its dose stands in the head of a column" if above else "no dose can be read"
                )
                raise _Unchecked(where)
            masses = [(cell, self._mass(medicine, n, cell, told)) for n, cell in doses]
            limits = self._limits(medicine)
            for cell, mass in masses:
                self._hold(medicine, limits, mass, cell, told)
        except _Unchecked as why:
            told.append(self._asked(why))
        yield from told

    def _asked(self, why: _Unchecked) -> Finding:
        return self.row.finding("S133", f"this dose can't be checked: {why}", DATA_FIX)

    def _medicine(self) -> Medicine:
        known = self.job.rules.medicines
        if self.job.locale.split("-")[0] not in LANGUAGES:
            raise _Unchecked("the words of a dose are known in English only")
        if not known:
            raise _Unchecked("this guide has no medicines.toml")
        texts = (self.row.text, self.table.head, *self.table.above)
        named = next((told for text in texts if (told := named_in(known, text))), [])
        if len(named) != 1:
            why = (
                "more than one medicine stands" if named else "no medicine of medicines.toml stands"
            )
            raise _Unchecked(f"{why} there")
        return named[0]

    def _limits(self, medicine: Medicine) -> Sequence[Limit]:
        """The limits for the ages and weights of the row."""
        if not self.spans and any(limit.span for limit in medicine.limits):
            raise _Unchecked("no age or weight can be read in it")
        met = [one for one in medicine.limits
               if one.span is None or any(span.meets(one.span) for span in self.spans)]  # fmt: skip
        if met and (not self.spans or any(_covers(met, span) for span in self.spans)):
            return met
        about = self.spans[0] if self.spans else "all"
        raise _Unchecked(f"medicines.toml has no limit of {medicine.key} for {about}")

    def _mass(self, medicine: Medicine, column: int, cell: Strip, told: list[Finding]) -> float:
        """The most that the cell gives, in mg; its mass where its strength can't be read."""
        masses = sizes(cell, MASS)
        try:
            return max([*masses, *self._worked_out(medicine, column, cell, told)])
        except _Unchecked as why:
            if not masses:
                raise
            told.append(self._asked(why))
            return max(masses)

    def _worked_out(
        self, medicine: Medicine, column: int, cell: Strip, told: list[Finding]
    ) -> list[float]:
        """The masses of the cell's volumes or tablets; S134 where another mass stands by one."""
        masses, counted = sizes(cell, MASS), sizes(cell, *COUNTED)
        if not counted:
            said = [one for one in quantities(without_strengths(cell.text)) if one.kind == MASS]
            if any(abs(one.high - said[0].high) > NEAR * one.high for one in said):
                raise _Unchecked("two masses stand there, and which is the dose?")
            return []
        strength = self._strength(column)
        units = {one.kind for one in quantities(without_strengths(cell.text))} & {*COUNTED}
        if units != {strength.unit}:
            raise _Unchecked(f"“{strength.text}” says nothing of {' and '.join(sorted(units))}")
        worked = [one * strength.mg for one in counted]
        if masses and len(masses) != len(worked):
            raise _Unchecked("which volume belongs to which mass?")
        for mass, one, much in zip(masses, worked, counted, strict=False):
            if abs(mass - one) > NEAR * one:
                told_as = f"{much:g} {strength.unit} of “{strength.text}”"
                problem = f"{told_as} is {one:g} mg, and not {mass:g} mg"
                told.append(cell.finding("S134", problem, "work it out again, and correct one"))
        if not any(same(strength, one) for one in medicine.strengths):
            told.append(self._asked(_Unchecked(f"medicines.toml has no “{strength.text}”")))
        return worked

    def _strength(self, column: int) -> Strength:
        """What a column's doses are of: its cell, its head, the row, or what stands above."""
        cells, heads = self.row.cells, self.table.heads
        own = [cells[column].text, heads[column].text if column < len(heads) else ""]
        for text in (*own, self.row.text, self.table.head, *self.table.above):
            said = list(dict.fromkeys(strengths(text)))
            if len(said) > 1:
                raise _Unchecked("more than one strength stands there")
            if said:
                return said[0]
        raise _Unchecked("no strength stands there, such as 120 mg in 5 ml")

    def _hold(
        self,
        medicine: Medicine,
        limits: Sequence[Limit],
        mass: float,
        cell: Strip,
        told: list[Finding],
    ) -> None:
        """S131 for what is over a limit: of one dose, of how often, of a day."""
        texts = (self.row.text, self.table.head, *self.table.above[:1])
        times = next((often for text in texts if (often := times_in(text))), 0.0)
        weight = next((span.low or span.high for span in self.spans if span.kind == WEIGHT), None)
        for limit in limits:
            each = limit.per_kg * weight if limit.per_kg and weight else limit.dose
            for much, most, what in (
                (mass, each, " mg at a time"),
                (times, limit.times, " times in 24 hours"),
                (mass * times, limit.day, " mg in 24 hours"),
            ):
                if most is not None and much > most * (1 + NEAR / 10):
                    problem = f"{much:g}{what} is more than the {most:g} of {medicine.key}"
                    told.append(cell.finding("S131", f"{problem}, {limit.name}", LOOK))
            if limit.per_kg and each is None:
                raise _Unchecked("its limit is by weight, and no weight stands there")
        if not times:
            raise _Unchecked("nothing says how often in 24 hours")


def sizes(cell: Strip, *kinds: str) -> list[float]:
    """The sizes of these kinds in a cell, both ends of a range."""
    found = [one for one in quantities(without_strengths(cell.text)) if one.kind in kinds]
    return [size for one in found for size in dict.fromkeys((one.low, one.high))]


def _covers(limits: Sequence[Limit], span: Span) -> bool:
    """Whether limits on this kind of span leave nothing of it out."""
    held = [limit.span for limit in limits if limit.span and limit.span.kind == span.kind]
    held.sort(key=lambda one: one.low)
    whole = bool(held) and held[0].low <= span.low and span.high <= max(one.high for one in held)
    return whole and all(one.high >= other.low for one, other in pairwise(held))


def same(one: Strength, other: Strength) -> bool:
    """Whether two strengths are one, however they are written."""
    return one.unit == other.unit and abs(one.mg - other.mg) <= NEAR * other.mg
