"""Review dates as a calendar that any program of the trade takes in (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from press.approval.shelf import Row

LONGEST = 75  # octets of a line, without its end (3.1)
TO_SET_OFF = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})  # 3.3.11


def as_calendar(rows: Sequence[Row], today: date) -> str:
    """An all-day event for each guide and locale on the day by which it must be read again.

    `today` is when it was made. Lines end with CR and LF.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Bedside//review dates//EN"]
    texts: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        if row.next_review:
            texts.setdefault((row.guide, row.locale, row.next_review), []).append(row)
    for (guide, locale, day), mine in texts.items():
        lines += _event(guide, locale, date.fromisoformat(day), mine, today)
    return "".join(folded for line in (*lines, "END:VCALENDAR") for folded in _folded(line))


def _event(guide: str, locale: str, day: date, rows: Sequence[Row], today: date) -> Iterator[str]:
    products = ", ".join(f"{row.product} {row.version} ({row.on_day(today)})" for row in rows)
    yield "BEGIN:VEVENT"
    yield f"UID:{guide}.{locale}.{day:%Y%m%d}@bedside.invalid"
    yield f"DTSTAMP:{today:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{f'Read again: {guide} {locale}'.translate(TO_SET_OFF)}"
    yield f"DESCRIPTION:{products.translate(TO_SET_OFF)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, each but the first after a blank (3.1)."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > LONGEST:
            yield f"{piece}\r\n"
            piece = " "
        piece += letter
    yield f"{piece}\r\n"
