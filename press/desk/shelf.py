"""The shelf: every guide with its first page, its languages and where each stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from press.approval.shelf import UNREADABLE, Row, shelf
from press.desk.desk import Desk, desk_of
from press.desk.names import Say, called, country_called, day_called, locale_called, locales_called
from press.desk.views import language_of, page, speech
from press.read.standing import APPROVED, CHANGED, DRAFT, DUE, OVERDUE, WITHDRAWN

# what is to be seen to first
ORDER = (UNREADABLE, WITHDRAWN, OVERDUE, DUE, CHANGED, DRAFT, APPROVED)


@dataclass(frozen=True)
class State:
    """Where some texts of a guide stand: a sentence, and which texts, where it is not all."""

    status: str
    says: str
    which: str = ""


@dataclass(frozen=True)
class Book:
    """A guide as it stands on the shelf. `locale` is the one whose first page is shown."""

    guide: str
    title: str
    locale: str
    languages: str
    states: tuple[State, ...]
    sought: str  # all words that it is found by


async def home(request: Request) -> Response:
    """All guides."""
    desk, say, language = desk_of(request), speech(request), language_of(request)
    books = await run_in_threadpool(lambda: [*_books(desk, say, language)])
    books.sort(key=lambda one: (one.title.casefold(), one.guide))
    return page(request, "shelf", books=books)


def _books(desk: Desk, say: Say, language: str) -> Iterator[Book]:
    today = desk.today()
    rows = [*shelf(desk.content().project)]
    for name, group in groupby(rows, key=lambda row: row.guide):
        yield book(name, [*group], say, language, today)


def book(guide: str, rows: list[Row], say: Say, language: str, today: date) -> Book:
    """A guide by its rows, on a day, for a reader of `language`."""
    readable = [row for row in rows if row.status != UNREADABLE]
    ours = (row for row in readable if row.locale.partition("-")[0] == language)
    first = next(ours, next(iter(readable), rows[0]))
    locales = dict.fromkeys(row.locale for row in rows if row.locale)
    title = first.title or called(say, "guide", guide)
    states = tuple(states_of(rows, say, today))
    products = dict.fromkeys(called(say, "product", row.product) for row in readable)
    sought = [title, guide, *(row.title for row in rows), *products, *locales]
    sought += [locale_called(say, locale) for locale in locales]
    sought += [f"{one.says} {one.which}" for one in states]
    return Book(
        guide,
        title,
        first.locale if first.title else "",
        locales_called(say, locales),
        states,
        " ".join(dict.fromkeys(sought)),
    )


def states_of(rows: Sequence[Row], say: Say, today: date) -> Iterator[State]:
    """Where texts stand on a day, what is to be seen to first; alike ones are told once."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in sorted(rows, key=lambda one: ORDER.index(one.on_day(today))):
        groups.setdefault((row.on_day(today), said_of(row, say, today)), []).append(row)
    for (status, says), mine in groups.items():
        which = "" if len(mine) == len(rows) else _which(mine, rows, say)
        yield State(status, says, which)


def said_of(row: Row, say: Say, today: date) -> str:
    """Where one text stands on a day, in plain words: approved until 23 November 2027."""
    status, until = row.on_day(today), day_called(say, row.next_review)
    said = say(f"status.{status}", until=until, why=row.says, count=row.changed)
    waits = row.says and status not in (WITHDRAWN, UNREADABLE)
    return f"{said} ({row.says})" if waits else said


def _which(mine: Sequence[Row], rows: Sequence[Row], say: Say) -> str:
    """Which texts these are among all: countries where they are all of each, else products."""
    locales = dict.fromkeys(row.locale for row in mine if row.locale)
    if locales and all(_all_of(mine, rows, "locale", one) for one in locales):
        return ", ".join(_place(one, say) for one in locales)
    found = []
    for product in dict.fromkeys(row.product for row in mine):
        name = called(say, "product", product) if product else ""
        places = ", ".join(_place(row.locale, say) for row in mine if row.product == product)
        whole = product and _all_of(mine, rows, "product", product)
        found.append(name if whole else f"{name} ({places})" if name else places)
    return "; ".join(filter(None, found))


def _all_of(mine: Sequence[Row], rows: Sequence[Row], what: str, name: str) -> bool:
    """Whether these are all texts of one `locale`, or of one `product`."""
    of = [row for row in rows if getattr(row, what) == name]
    return all(row in mine for row in of)


def _place(locale: str, say: Say) -> str:
    return country_called(say, locale) or locale_called(say, locale)


ROUTES = [Route("/", home)]
