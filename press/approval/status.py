"""The command `status`: every guide, locale and product, and what somebody must see to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from press.approval.known import given_of
from press.approval.register import Given
from press.approval.review_dates import as_calendar
from press.approval.shelf import UNREADABLE, Row, shelf
from press.project import Project
from press.read.guide import guide_names
from press.read.standing import APPROVED, CHANGED, DRAFT, DUE, OVERDUE, WITHDRAWN
from press.run.console import DONE
from press.run.missing import no_such_guide
from press.run.order import Order
from press.typeset.templates import render

# what is to be seen to first, and what it means
SAYS = {
    UNREADABLE: "can't be read",
    WITHDRAWN: "withdrawn: not to be handed out",
    OVERDUE: "overdue: not printed until it is read again",
    DUE: "due: to be read again soon",
    CHANGED: "changed since it was signed: prints as a draft",
    DRAFT: "never signed: prints as a draft",
    APPROVED: "approved",
}
Shown = tuple[Row, Sequence[Given]]  # with what clinics were given of it last
HEADS = ("guide", "locale", "product", "version", "changed", "approved by", "next review")


def status(project: Project, order: Order) -> int:
    """Tell where everything stands on the order's day; returns the exit code. Raises WrongCall."""
    names = guide_names(project)
    for name in order.guides:
        if name not in names:
            raise no_such_guide(project, name, names)
    rows = [
        row
        for row in shelf(project, order.guides)
        if not order.locales or row.locale in order.locales
    ]
    held = held_by_clinics(given_of(project))
    print({"text": as_text, "json": as_json, "html": as_html, "ics": as_ics}[order.format](
        project, order, [(row, held.get((row.guide, row.locale, row.product), ())) for row in rows]
    ), end="")  # fmt: skip
    return DONE


def held_by_clinics(given: Sequence[Given]) -> dict[tuple[str, str, str], tuple[Given, ...]]:
    """What each clinic was given last of each product, by guide, locale and product."""
    last = {(one.guide, one.locale, one.product, one.clinic): one for one in given}
    held: dict[tuple[str, str, str], tuple[Given, ...]] = {}
    for (*text, _), one in last.items():
        guide, locale, product = text
        held[guide, locale, product] = (*held.get((guide, locale, product), ()), one)
    return held


def as_json(_: Project, order: Order, rows: Sequence[Shown]) -> str:
    """A list of flat objects, one a product."""
    values = [_values(row, held, order) for row, held in rows]
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def as_ics(_: Project, order: Order, rows: Sequence[Shown]) -> str:
    """The review dates as iCalendar (RFC 5545)."""
    return as_calendar([row for row, _ in rows], order.today)


def as_html(project: Project, order: Order, rows: Sequence[Shown]) -> str:
    """One page that needs nothing beside it."""
    groups = [
        {"status": name, "says": SAYS[name], "rows": [_values(*one, order) for one in mine]}
        for name, mine in _groups(rows, order)
    ]
    values = {"today": order.today.isoformat(), "groups": groups, "heads": HEADS}
    return render(project, "status", values)


def as_text(_: Project, order: Order, rows: Sequence[Shown]) -> str:
    """A table for a terminal: what is to be seen to first."""
    return "\n".join([*_lines(order, rows), ""])


def _lines(order: Order, rows: Sequence[Shown]) -> Iterator[str]:
    for name, mine in _groups(rows, order):
        table = [tuple(map(str, _cells(row))) for row, _ in mine]
        widths = [max(map(len, column)) for column in zip(HEADS, *table, strict=True)]
        yield f"{SAYS[name]} ({len(mine)})"
        for cells in (HEADS, *table):
            yield "  " + "  ".join(map(str.ljust, cells, widths)).rstrip()
        yield from (f"  {row.guide} {row.locale}: {row.says}" for row, _ in mine if row.says)
        for row, held in mine:
            what = f"{row.guide} {row.locale} {row.product}"
            yield from (
                f"  {one.name} still has {one.version} of {what}, given on {one.on}"
                for one in held
                if not is_current(row, one)
            )
        yield ""
    counts = Counter(row.on_day(order.today) for row, _ in rows)
    said = ", ".join(f"{counts[name]} {name}" for name in SAYS if counts[name])
    yield f"{len(rows)} texts on {order.today}: {said}" if rows else "there is no guide in content/"


def is_current(row: Row, given: Given) -> bool:
    """Whether a clinic has the text that stands now, whatever its number was then."""
    return bool(row.code) and given.text.startswith(row.code.rpartition(" ")[2])


def _groups(rows: Sequence[Shown], order: Order) -> Iterator[tuple[str, list[Shown]]]:
    for name in SAYS:
        if mine := [one for one in rows if one[0].on_day(order.today) == name]:
            yield name, mine


def _cells(row: Row) -> tuple[object, ...]:
    changed = row.changed or ""
    said = (row.product, row.version, changed, row.approved_by, row.next_review)
    return (row.guide, row.locale, *said)


def _values(row: Row, held: Sequence[Given], order: Order) -> dict[str, Any]:
    return {
        "guide": row.guide,
        "locale": row.locale,
        "product": row.product,
        "status": row.on_day(order.today),
        "version": row.version,
        "changed": row.changed,
        "approved_by": row.approved_by,
        "next_review": row.next_review,
        "code": row.code,
        "says": row.says,
        "clinics": [
            {
                "clinic": one.clinic,
                "name": one.name,
                "version": one.version,
                "code": one.code,
                "given": one.on.isoformat(),
                "current": is_current(row, one),
            }
            for one in held
        ],
    }
