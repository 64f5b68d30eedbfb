"""What is printed before the site is written: all that it is to hold, and nothing else.

A text that was withdrawn, is past its review or that nobody approved is not in the order: the site
says so of it, and a print would only refuse it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from press.approval.shelf import UNREADABLE, Row, shelf
from press.products import STANDARD
from press.project import Project
from press.read.catalogue import catalogue
from press.read.guide import guide_names
from press.read.standing import APPROVED, CHANGED, DRAFT, DUE, OVERDUE, WITHDRAWN
from press.run.missing import no_such_guide
from press.run.order import Order
from press.site.folder import checked_folder
from press.site.wording import Wording

STOPS = (WITHDRAWN, OVERDUE)  # one of them and nothing of its guide and locale is printed


def to_print(project: Project, order: Order) -> Order:
    """The order of `print` that makes what the site is to hold.

    Raises WrongCall where a guide is not there, or where the folder can't be the site's; and
    Refused where the site can't speak a language of them: that is no news for after a print. Where
    the products can't be read the print tells so, and no words are blamed for it.
    """
    checked_folder(project, order)
    known = catalogue(project)
    pairs: dict[tuple[str, str], list[str]] = {}
    rows = [*ordered_rows(project, order)]
    for locale in sorted({row.locale for row in rows if row.status != DRAFT or order.drafts}):
        if locale and not known.findings:
            Wording(project, locale).check(project)
    for row in rows:
        pairs.setdefault((row.guide, row.locale), []).append(row.on_day(order.today))
    wanted = frozenset(pair for pair, states in pairs.items() if _is_printed(states, order))
    phones = not order.no_phone and any(row.on_a_phone for row in known.rows)
    named = tuple(dict.fromkeys((STANDARD, *order.editions)))
    return replace(order, command="print", pairs=wanted, phone=phones, editions=named)


def ordered_rows(project: Project, order: Order) -> Iterator[Row]:
    """Where each product stands of the guides and locales of an order. Raises WrongCall."""
    names = guide_names(project)
    for name in order.guides:
        if name not in names:
            raise no_such_guide(project, name, names)
    for row in shelf(project, order.guides):
        if not order.locales or row.locale in order.locales or not row.locale:
            yield row


def offered(order: Order) -> frozenset[str]:
    """How a text may stand that the site holds."""
    return frozenset((APPROVED, DUE, *((DRAFT, CHANGED) if order.drafts else ())))


def _is_printed(states: list[str], order: Order) -> bool:
    if UNREADABLE in states:
        return True  # what is wrong with it is told by whoever prints
    return not set(states) & {*STOPS} and bool(set(states) & offered(order))
