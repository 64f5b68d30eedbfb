"""Clinics' files of the first form: one number, weeks of pregnancy, a second number.

They are read as they were, for the line that a guide asks for first and the one after it; and are
written out in the form of today, to be copied.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from press.finding import Finding
from press.read.clinic_file import THE_HOURS, THE_NUMBER, check_words
from press.read.fields import Field, fill
from press.read.lines import AskedLine, ClinicLine
from press.toml_tables import Entry, Table, Tree

NEEDED: Mapping[str, str] = {"phone": THE_NUMBER, "hours": THE_HOURS}
WEEKS: Mapping[str, int] = {  # the most: more is a slip of the pen
    "from_week": 45,
    "until_weeks_after_birth": 60,
}
SECOND = ("second_name", "second_number")
OLD = {*NEEDED, *WEEKS, *SECOND}
GROUP = "old-clinic"  # of a guide's words file: how it says what the weeks said
ANY = "second"  # a name for a second line where a guide asks for one alone


def check_old(
    tree: Tree, needed: Mapping[str, str], optional: Sequence[str], found: list[Finding]
) -> None:
    """C108 for what is missing or not known; C101 for odd weeks and half of a second line."""
    table = tree.own
    texts = {key: entry for key, entry in table.items() if key not in WEEKS}
    check_words(texts, {**needed, **NEEDED}, (*optional, *SECOND), tree.line, found)
    for key, most in WEEKS.items():
        if key in table and not _is_week(table[key].value, most):
            fix = f"write a number of weeks, 0 to {most}, or take the line away"
            problem = f"{table[key].value} weeks can't be right"
            found.append(table[key].finding("C101", problem, fix))
    if len(table.keys() & set(SECOND)) == 1:
        entry = table.get("second_name") or table["second_number"]
        fix = "give both second_name and second_number, or neither"
        found.append(entry.finding("C101", "the second number has no name, or no number", fix))


def _is_week(value: object, most: int) -> bool:
    return type(value) is int and 0 <= value <= most


def lines_of_old(table: Table, shown: Callable[[Entry], str]) -> tuple[ClinicLine, ...]:
    """The first number and, where there is one, the second. `shown` judges and sets a number."""
    phone = table["phone"]
    first = ClinicLine("", phone, shown(phone), table["hours"])
    if "second_number" not in table:
        return (first,)
    number = table["second_number"]
    second = ClinicLine("", number, shown(number), None)
    return (first, replace(second, called=table["second_name"]))


def serving(line: ClinicLine, table: Table, words: Table) -> ClinicLine:
    """The first line of an old file with what its weeks say, in the guide's words."""
    weeks = {key: table[key] for key in WEEKS if key in table and table[key].value}
    entry = words.get("_".join(key.split("_")[0] for key in WEEKS if key in weeks))
    if entry is None or line.called:
        return line
    fields = {f"clinic_{key}": Field(str(one.value), one.line) for key, one in weeks.items()}
    return replace(line, serves=Entry(fill(str(entry.value), fields), entry.line))


def as_new(
    table: Table, lines: Sequence[ClinicLine], asked: Sequence[AskedLine], words: Table
) -> str:
    """The whole file in the form of today, for the lines that a guide asks for, to be copied."""
    head = [_row(key, table[key]) for key in ("name", "country", "brand", "logo",
            "logo_description") if key in table]  # fmt: skip
    names = [*(one.name for one in asked), ANY]
    for name, line in zip(names, lines, strict=False):
        told = serving(line, table, words)
        rows = {"number": line.number, "hours": line.hours, "serves": told.serves,
                "name": line.called}  # fmt: skip
        head += ["", f"[lines.{name}]"]
        head += [_row(key, one) for key, one in rows.items() if one is not None]
        if line.hours is None:
            head.append('hours = "…"  # write for the dots when it is answered')
    return "\n".join(head)


def _row(key: str, entry: Entry) -> str:
    text = str(entry.value).replace('"', "'")
    return f'{key} = "{text}"'
