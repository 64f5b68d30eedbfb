"""Due: where every text stands, what is to be seen to first; and the review dates as a calendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from press.approval.known import given_of
from press.approval.register import Given
from press.approval.review_dates import as_calendar
from press.approval.shelf import Row, shelf
from press.approval.status import SAYS, held_by_clinics, is_current
from press.desk.desk import Desk, desk_of
from press.desk.listing import listed
from press.desk.names import Say, called, namers
from press.desk.views import page, speech
from press.read.approvals import counted
from press.read.standing import APPROVED, CHANGED, WITHDRAWN

STATES = tuple(SAYS)  # what is to be seen to first
NONE: Sequence[Given] = ()
NEVER = "9999"  # after every day


@dataclass(frozen=True)
class Line:
    """A product of a guide in a language, as it stands on a day.

    `having` are the clinics that have its text, `older` those that have another.
    """

    row: Row
    state: str
    named: str  # the product
    older: Sequence[Given]
    having: Sequence[Given] = ()

    @property
    def title(self) -> str:
        """What is printed on it; the guide's name where that can't be read."""
        return self.row.title or self.row.guide

    @property
    def words(self) -> str:
        """All that is searched for in it."""
        row = self.row
        names = (one.name for one in (*self.having, *self.older))
        return " ".join((row.guide, row.locale, row.title, row.product, self.named, row.version,
                         row.approved_by, row.code, row.says, self.state, *names))  # fmt: skip

    @property
    def until(self) -> str:
        """The day by which it is to be read again: that of the paper that is about, if it's first.

        A text that was withdrawn has none.
        """
        if self.state == WITHDRAWN:
            return ""
        return min(filter(None, (self.row.last_until, self.row.next_review)), default="")

    @property
    def was_signed(self) -> bool:
        """Whether there is an earlier text to hold it against."""
        return self.row.status in (APPROVED, CHANGED) or not self.row.version.startswith("0.")


COLUMNS: Mapping[str, Callable[[Line], Any]] = {
    "guide": lambda one: (one.title.casefold(), one.row.guide, one.row.locale),
    "language": lambda one: (one.row.locale, one.title.casefold()),
    "product": lambda one: (one.named.casefold(), one.title.casefold()),
    "state": lambda one: (STATES.index(one.state), one.title.casefold()),
    "version": lambda one: counted(one.row.version) if one.row.version else (),
    "review": lambda one: (one.until or NEVER, one.title.casefold()),
}


def lines_of(desk: Desk, say: Say) -> list[Line]:
    """Every text on the shelf, what is to be seen to first at the top."""
    project, today = desk.content().project, desk.today()
    held = held_by_clinics(given_of(project))
    names: dict[str, str] = {}
    lines = []
    for row in shelf(project):
        if row.product not in names:
            names[row.product] = called(say, "product", row.product) if row.product else ""
        mine = held.get((row.guide, row.locale, row.product), NONE)
        having = [one for one in mine if is_current(row, one)]
        older = [one for one in mine if one not in having]
        lines.append(Line(row, row.on_day(today), names[row.product], older, having))
    return sorted(lines, key=lambda one: STATES.index(one.state))


async def due(request: Request) -> Response:
    """The table."""
    desk, say = desk_of(request), speech(request)
    lines = await run_in_threadpool(lines_of, desk, say)
    values = table_of(lines, request.query_params)
    return page(request, "due", **values, **namers(say))


def table_of(lines: Sequence[Line], asked: Mapping[str, str]) -> dict[str, Any]:
    """What the page is given of all lines, by what its address asks for."""
    state = asked.get("state", "") if asked.get("state") in STATES else ""
    chosen = [one for one in lines if state in ("", one.state)]
    listing = listed(asked, chosen, lambda one: one.words, COLUMNS, state=state)
    return {
        "listing": listing,
        "counts": Counter(one.state for one in lines),
        "found": Counter(one.state for one in listing.found),
        "states": STATES,
        "all": len(lines),
    }


async def calendar(request: Request) -> Response:
    """The review dates of every text, for a calendar program."""
    desk = desk_of(request)

    def read() -> str:
        return as_calendar([*shelf(desk.content().project)], desk.today())

    headers = {"content-disposition": f'attachment; filename="{_file(desk.today())}"'}
    text = await run_in_threadpool(read)
    return Response(text, media_type="text/calendar", headers=headers)


def _file(today: date) -> str:
    return f"bedside-reviews-{today}.ics"


ROUTES = [Route("/due", due), Route("/due.ics", calendar)]
