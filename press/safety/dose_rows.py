"""One row of a table of doses, held to what the guide's `medicines.toml` says of its medicine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from press.finding import Finding
from press.read.dose_words import often_in, strange_in, unread_in
from press.read.doses import (
    COUNTS,
    LANGUAGES,
    MASS,
    VOLUME,
    WEIGHT,
    Span,
    Strength,
    in_words_of_mass,
    quantities,
    spans_in,
    strengths,
    times_in,
    without_strengths,
)
from press.read.folding import Strip, fold
from press.read.job import Job
from press.read.medicines import Limit, Medicine
from press.safety.dose_limits import covers, passed
from press.safety.dose_tables import Row, Table

NEAR = 0.01  # of a mass: rounding on the label
# a row that gives no dose, and sends the reader to somebody instead
REFUSED = re.compile(
    r"\b(?:ask|see|phone|call|talk|speak|tell|do not|don't|never|none|not|no|avoid|only if)\b"
)
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

    @cached_property
    def naked(self) -> bool:
        """Whether a number stands in it without a unit, which S129 tells."""
        found = (quantities(without_strengths(cell.text)) for cell in self.row.cells)
        return any(not one.kind for every in found for one in every)

    @cached_property
    def unread(self) -> Sequence[str]:
        """The numbers and words of quantity in it that nothing reads."""
        if self.naked:
            return []
        heads = self.table.heads if self.row is self.table.rows[0] else ()
        told = [word for cell in (*heads, *self.row.cells) for word in unread_in(cell.text)]
        names = " ".join(fold(name) for one in self.job.rules.medicines for name in one.names)
        for cell in self.row.cells:
            told += strange_in(cell.text, names) if sizes(cell, MASS, *COUNTED) else []
        often = [word for cell in self.row.cells for word in often_in(cell.text, written=True)]
        where = [often_in(cell.text) for cell in self.row.cells]
        apart = [word for words in where for word in words if sum(map(bool, where)) > 1]
        return list(dict.fromkeys([*told, *(often if len(often) > 1 else apart)]))

    def findings(self) -> Iterator[Finding]:
        """S131, S134 for what is wrong with its doses; S133 for why one can't be checked."""
        doses = [(n, cell) for n, cell in enumerate(self.row.cells) if sizes(cell, MASS, *COUNTED)]
        above = [head for head in self.table.heads if sizes(head, MASS, *COUNTED)]
        given = doses or times_in(self.row.text) or above or self.unread
        if not given and (REFUSED.search(self.row.text) or self.naked):
            return  # it gives none, such as: ask a doctor
        told: list[Finding] = []
        if self.unread:
            words = ", ".join(f"“{word}”" for word in self.unread)
            told.append(self._asked(_Unchecked(f"nothing here reads {words}")))
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
            if len(self.spans) > 1:
                ages = ", ".join(f"“{span}”" for span in self.spans)
                raise _Unchecked(f"more than one age or weight stands in it: {ages}")
        except _Unchecked as why:
            if not (self.unread or self.naked):  # else a consequence
                told.append(self._asked(why))
        yield from dict.fromkeys(told)

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
        met = self._met(medicine, self.spans)
        if met and (not self.spans or any(covers(met, span) for span in self.spans)):
            further = self._met(medicine, [self.table.reach(span) for span in self.spans])
            return [*met, *(replace(one, least=None) for one in further if one not in met)]
        about = self.spans[0] if self.spans else "all"
        raise _Unchecked(f"medicines.toml has no limit of {medicine.key} for {about}")

    def _met(self, medicine: Medicine, spans: Sequence[Span]) -> Sequence[Limit]:
        return [one for one in medicine.limits
                if one.span is None or any(span.meets(one.span) for span in spans)]  # fmt: skip

    def _mass(
        self, medicine: Medicine, column: int, cell: Strip, told: list[Finding]
    ) -> tuple[float, float]:
        """The least and most that a cell gives, in mg; its mass where no strength can be read."""
        masses = sizes(cell, MASS)
        try:
            masses += self._worked_out(medicine, column, cell, told)
        except _Unchecked as why:
            if not masses:
                raise
            if not (self.unread or self.naked):
                told.append(self._asked(why))
        return min(masses), max(masses)

    def _worked_out(
        self, medicine: Medicine, column: int, cell: Strip, told: list[Finding]
    ) -> list[float]:
        """The masses of the cell's volumes or tablets; S134 where another mass stands by one."""
        masses, counted = sizes(cell, MASS), sizes(cell, *COUNTED)
        said = quantities(without_strengths(cell.text))
        for kinds, name in (((MASS,), "masses"), (COUNTED, "doses")):
            if len([one for one in said if one.kind in kinds]) > 1:
                raise _Unchecked(f"two {name} stand there, and which is the dose?")
        if not counted:
            return []
        strength = self._strength(column)
        units = {one.kind for one in said} & {*COUNTED}
        if units != {strength.unit}:
            raise _Unchecked(f"“{strength.text}” says nothing of {' and '.join(sorted(units))}")
        worked = [one * strength.mg for one in counted]
        if masses and len(masses) != len(worked):
            raise _Unchecked("which volume belongs to which mass?")
        for mass, one, much in zip(masses, worked, counted, strict=False):
            if abs(mass - one) > NEAR * one:
                told_as = f"{much:g} {strength.unit} of “{strength.text}”"
                right, wrong = (in_words_of_mass(size)[0] for size in (one, mass))
                problem = f"{told_as} is {right}, and not {wrong}"
                told.append(cell.finding("S134", problem, "work it out again, and correct one"))
        if not any(same(strength, one) for one in medicine.strengths):
            told.append(self._asked(_Unchecked(f"medicines.toml has no “{strength.text}”")))
        return worked

    def _strength(self, column: int) -> Strength:
        """What a column's doses are of: its cell, its head, the row, or what stands above."""
        cells, heads = self.row.cells, self.table.heads
        own = [cells[column].text, heads[column].text if column < len(heads) else ""]
        for text in (*own, self.row.text, self.table.head, "\n".join(self.table.above)):
            said = strengths(text)
            if any(not same(one, said[0]) for one in said):
                raise _Unchecked("more than one strength stands there")
            if said:
                return said[0]
        raise _Unchecked("no strength stands there, such as 120 mg in 5 ml")

    def _hold(
        self,
        medicine: Medicine,
        limits: Sequence[Limit],
        mass: tuple[float, float],
        cell: Strip,
        told: list[Finding],
    ) -> None:
        """S131 for what passes a limit: of one dose, of how often, of a day; of each the first."""
        texts = (self.row.text, self.table.head, *self.table.above[:1])
        times = next((often for text in texts if (often := times_in(text))), 0.0)
        weight = next((span.low or span.high for span in self.spans if span.kind == WEIGHT), None)
        known: set[str] = {"mass"} if any(one.code == "S134" for one in told) else set()
        for limit in limits:
            each = limit.per_kg * weight if limit.per_kg and weight else limit.dose
            for what, problem in passed(limit, each, mass, times):
                # more in a day is a consequence of more at a time, or more often
                if what not in known and not (what == "day" and known):
                    known.add(what)
                    whose = f"{medicine.key}, {limit.name}"
                    told.append(cell.finding("S131", f"{problem} of {whose}", LOOK))
            if limit.per_kg and each is None:
                raise _Unchecked("its limit is by weight, and no weight stands there")
        if not times:
            raise _Unchecked("nothing says how often in 24 hours")
        for limit in limits:
            if limit.dose is None and limit.per_kg is None and limit.day is None:
                raise _Unchecked(f"medicines.toml has no `dose` of {limit.name}")
            if limit.times is None and limit.day is None:
                raise _Unchecked(f"medicines.toml has no `times` of {limit.name}")


def sizes(cell: Strip, *kinds: str) -> list[float]:
    """The sizes of these kinds in a cell, both ends of a range."""
    found = [one for one in quantities(without_strengths(cell.text)) if one.kind in kinds]
    return [size for one in found for size in dict.fromkeys((one.low, one.high))]


def same(one: Strength, other: Strength) -> bool:
    """Whether two strengths are one, however they are written."""
    return one.unit == other.unit and abs(one.mg - other.mg) <= NEAR * other.mg
