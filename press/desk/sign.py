"""Sign: what waits for a signature, the page to sign, and what stands once it is signed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from press.approval.shelf import shelf
from press.approval.sign import called_back
from press.check.admin import LONGEST_YEARS
from press.desk import signing
from press.desk.answering import asked_of
from press.desk.asked import bad
from press.desk.desk import desk_of
from press.desk.listing import listed
from press.desk.names import namers
from press.desk.signing import read_for
from press.desk.views import page, speech
from press.desk.waiting import CAN_BE_SIGNED, Waiting, waiting
from press.read.picture_file import type_of
from press.read.standing import APPROVED

DRAWN = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
COLUMNS: Mapping[str, Callable[[Waiting], Any]] = {
    "guide": lambda one: (one.title.casefold(), one.guide, one.locale),
    "locale": lambda one: (one.locale, one.title.casefold()),
    "review": lambda one: (one.next_review, one.guide, one.locale),
}


async def waits(request: Request) -> Response:
    """All that waits for a signature."""
    desk = desk_of(request)

    def read() -> list[Waiting]:
        return waiting(shelf(desk.content().project), desk.today())

    every = await run_in_threadpool(read)
    mine = [one for one in every if one.state in CAN_BE_SIGNED]
    others = [one for one in every if one.state not in (*CAN_BE_SIGNED, APPROVED)]
    listing = listed(request.query_params, mine, lambda one: one.words, COLUMNS)
    approved = sum(one.state == APPROVED for one in every)
    names = namers(speech(request))
    return page(request, "sign", listing=listing, others=others, approved=approved, **names)


async def to_sign(request: Request) -> Response:
    """The page to sign."""
    desk = desk_of(request)
    text = await run_in_threadpool(read_for, request)
    values = await run_in_threadpool(text.values, desk.seen)
    of_pages = desk.seen.asked.get(values["fingerprint"])
    more = [(name, asked_of(row)) for name, row in (of_pages or {}).items()]
    more = [(name, row) for name, row in more if name not in text.open]
    values |= {"of_pages": more, "asked_pages": of_pages is not None, "taken": text.withdrawn}
    values |= {"earliest": desk.today() + timedelta(1), "latest": _latest(desk.today())}
    return page(request, "to-sign", here="sign", **values, **namers(speech(request)))


def _latest(today: date) -> date:
    """The last day that a next review may be on."""
    return date(today.year + LONGEST_YEARS, today.month, min(today.day, 28))


async def picture(request: Request) -> Response:
    """A picture of a text that is shown, by the digest of its bytes."""
    data = desk_of(request).seen.pictures.get(request.path_params["sha"])
    if data is None:
        raise bad("no_picture", 404)
    return Response(data, media_type=type_of(data), headers=DRAWN)


async def stands(request: Request) -> Response:
    """The fingerprint of what stands now."""
    text = await run_in_threadpool(read_for, request)
    return JSONResponse({"fingerprint": text.read.fingerprint if text.read else ""})


async def signed(request: Request) -> Response:
    """What stands of a text now, for whoever has just signed it."""
    text = await run_in_threadpool(read_for, request)
    if text.job is None:
        raise bad("text_unreadable", 404)
    values = await run_in_threadpool(text.stands)
    back = [*called_back(text.job.approvals)]
    return page(request, "signed", here="sign", back=back, **namers(speech(request)), **values)


ROUTES = [
    Route("/sign", waits),
    Route("/sign-picture/{sha}", picture),
    Route("/sign/{guide}/{locale}", to_sign),
    Route("/sign/{guide}/{locale}/stands", stands),
    Route("/sign/{guide}/{locale}/signed", signed),
    *signing.ROUTES,
]
