"""How a language writes a date: twelve names of months, and a pattern of day, month and year."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date

from press.finding import Finding
from press.toml_tables import Entry, Table

PARTS = ("day", "month", "year")
MONTHS = 12
PART = re.compile(r"\{(day|month|year)\}")
PATTERN_FIX = 'write each of {day}, {month} and {year} once, as in "{day} {month} {year}"'


def shown_date(day: date, dates: Table) -> str:
    """A date as the words file of its language writes it; as 2027-11-23 where it says nothing."""
    if "pattern" not in dates or "months" not in dates:
        return day.isoformat()
    month = str(dates["months"].value[day.month - 1])
    parts: Mapping[str, object] = {"day": day.day, "month": month, "year": day.year}
    return PART.sub(lambda match: str(parts[match[1]]), str(dates["pattern"].value))


def check_dates(dates: Mapping[str, Entry], language: str, found: list[Finding]) -> None:
    """M107 for months and a pattern that would print another date than the one that is meant."""
    if "months" in dates:
        problem = _of_months(dates["months"].value, language)
        fix = 'write `months = ["…", …]`, the twelve names in the order of the year'
        if problem:
            found.append(dates["months"].finding("M107", problem, fix))
    if "pattern" in dates:
        problem = _of_pattern(dates["pattern"].value)
        if problem:
            found.append(dates["pattern"].finding("M107", problem, PATTERN_FIX))
    for one, other in (("months", "pattern"), ("pattern", "months")):
        if one in dates and other not in dates:
            fix = "a date needs both: add the other line below it"
            found.append(dates[one].finding("M107", f"`{other}` is missing beside `{one}`", fix))


def _of_months(value: object, language: str) -> str:
    names = value if isinstance(value, list) else ()
    if not all(isinstance(name, str) and name.strip() for name in names) or not names:
        return "`months` is not a list of names"
    if len(set(names)) != MONTHS or len(names) != MONTHS:
        return f"`months` has {len(set(names))} names; a year has {MONTHS} months"
    known = calendar.month_name[1:]  # English, whatever the machine speaks: nobody sets a locale
    wrong = next((n for n, k in zip(names, known, strict=True) if n != k), None)
    return f"`{wrong}` stands in another month's place" if language == "en" and wrong else ""


def _of_pattern(value: object) -> str:
    if not isinstance(value, str):
        return "`pattern` is not text in quotes"
    given = sorted(PART.findall(value))
    rest = PART.sub("", value)
    if given != sorted(PARTS) or "{" in rest or "}" in rest:
        return "`pattern` does not name day, month and year once each"
    return ""
