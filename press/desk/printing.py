"""Printing at the desk: what is chosen, what comes out, and the file for the browser to print.

The press itself runs in the room, as `build.py print` does; nothing is made here.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from press.approval.shelf import shelf
from press.desk.asked import body_of, text_of
from press.desk.choices import NAMES, Choices, choices
from press.desk.clinic_shown import dial
from press.desk.content import Content, NotHere
from press.desk.desk import Desk, desk_of
from press.desk.hub import PICTURE, Key
from press.desk.names import Say, called
from press.desk.outcome import Outcome, outcome, pages_known
from press.desk.printed import Printed, printed, told_simply
from press.desk.room import Going
from press.desk.shelf import said_of, states_of
from press.desk.stopping import run_of, waited_for
from press.desk.views import language_of, page, speech, told
from press.read.clinic import EXAMPLE
from press.read.standing import APPROVED, OVERDUE, WITHDRAWN
from press.sheets.layouts import PRESS, CannotLie

NEVER = (WITHDRAWN, OVERDUE)  # of such a text nothing is printed, nor of what goes with it
RAN = "ran"
COPIES = re.compile(r"[1-9][0-9]{0,3}")  # as the form of a clinic brings them back


def _choices(request: Request, asked: Mapping[str, str]) -> tuple[Content, Choices]:
    """Reads the project: to be done beside the loop. Raises NotHere."""
    content = desk_of(request).content()
    rows = [*shelf(content.project)]
    return content, choices(content, rows, asked, speech(request), language_of(request))


async def show(request: Request) -> Response:
    """The page, or (`/print/choices`) what of it hangs on what is chosen."""
    name = "print" if request.url.path == "/print" else "print-choices"
    try:
        content, choice = await run_in_threadpool(_choices, request, request.query_params)
    except NotHere:
        return page(request, "print-none")
    return page(request, name, **_values(request, content, choice))


def _values(request: Request, content: Content, choice: Choices) -> dict[str, Any]:
    say, today = speech(request), desk_of(request).today()
    held = [one for one in states_of(choice.rows, say, today) if one.status in NEVER]
    clinic = content.clinics.get(choice.chosen["clinic"])
    copies, saved = (request.query_params.get(one, "") for one in ("copies", "saved"))
    return {
        "choice": choice,
        "chosen": choice.chosen,
        "lists": choice.lists,
        "stands": choice.text.on_day(today),
        "standing": said_of(choice.text, say, today),
        "is_draft": choice.text.status != APPROVED,
        "approved_by": choice.text.approved_by,
        "held": held,
        "is_example": bool(clinic and EXAMPLE in str(clinic.table["name"].value)),
        "for_a_shop": choice.sheet == PRESS,
        "says_how": next(
            one.says for one in choice.lists["how"] if one.value == choice.chosen["how"]
        ),
        "outcome": _guessed(content, choice),
        "pages": [],
        "found": (),
        "trouble": "",
        "likely": _likely(choice),
        "called": partial(called, say),
        "copies": copies if COPIES.fullmatch(copies) else "1",
        "dial": dial(content, clinic, say) if clinic and saved == clinic.key else [],
    }


def _is_held(choice: Choices, desk: Desk) -> bool:
    """Whether a text keeps this one from being printed: they are published together or not."""
    return any(row.on_day(desk.today()) in NEVER for row in choice.rows)


def _guessed(content: Content, choice: Choices) -> Outcome | None:
    """What comes out, before a page is made, where its number of pages is settled."""
    count = pages_known(content.guide(choice.chosen["guide"]).asked_of(choice.row))
    try:
        return outcome(choice, count) if count else None
    except CannotLie:
        return None


def _likely(choice: Choices) -> Outcome | None:
    """What comes out of the most pages that it may have: hands do the same with fewer."""
    for count in choice.row.pages[::-1]:
        with contextlib.suppress(CannotLie):
            return outcome(choice, count)
    return None


async def coming(request: Request) -> Response:
    """What comes out, with its pages as they are, drawn by the room."""
    content, choice = await run_in_threadpool(_choices, request, request.query_params)
    values = _values(request, content, choice)
    if values["held"]:
        return page(request, "print-outcome", **values)
    desk = desk_of(request)
    key = (*(choice.chosen[name] for name in ("guide", "locale", "clinic")), choice.row.file)
    try:
        # what is shown on another page already is not set anew: it may be proved there just now
        head = desk.hub.standing(key) or await _set(desk, key)
    except HTTPException as error:
        return page(request, "print-outcome", **{**values, "trouble": error.detail})
    if head.get("what") != PICTURE:
        found = told_simply(head.get("findings", []), speech(request))
        values |= {"outcome": None, "found": found} if found else {"trouble": str(head["what"])}
        return page(request, "print-outcome", **values)
    pages = list(head["pages"])
    try:
        values |= {"outcome": outcome(choice, len(pages)), "pages": pages}
    except CannotLie as error:
        values |= {"outcome": None, "trouble": str(error)}
    return page(request, "print-outcome", **values)


async def _set(desk: Desk, key: Key) -> Mapping[str, Any]:
    """What the room says of a text that it sets. Raises HTTPException."""
    guide, locale, clinic, product = key
    head, _ = await desk.room.ask(
        do="show", guide=guide, locale=locale, clinic=clinic, product=product
    )
    return head


async def run(request: Request) -> Response:
    """Print what is asked for, and say which file it is; or what stops it, in simple words."""
    asked = await body_of(request)
    with waited_for(desk_of(request), asked) as going:
        return await _run(request, asked, going)


async def _run(request: Request, asked: Mapping[str, Any], going: Going) -> Response:
    desk, say = desk_of(request), speech(request)
    wish = {name: text_of(asked, name, 100) for name in NAMES}
    content, choice = await run_in_threadpool(_choices, request, wish)
    if dict(choice.chosen) != wish:
        raise NotHere(next(wish[name] for name in NAMES if choice.chosen[name] != wish[name]))
    if _is_held(choice, desk):
        raise HTTPException(409, say("print.nothing"))
    before = content.manifest.get(choice.job, {})
    head = await run_of(desk, order(content, choice, desk), going)
    if head.get("what") != RAN:
        raise HTTPException(503, say("print.fault"))
    was = before if going.is_stopped else None
    result = await run_in_threadpool(printed, desk.content(), choice, head, say, was)
    return _answer(request, choice, result, say)


def order(content: Content, choice: Choices, desk: Desk) -> list[str]:
    """The words for `build.py` that print what is chosen."""
    chosen = choice.chosen
    clinic = content.clinic_files[chosen["clinic"]] if chosen["clinic"] else None
    return [
        "print",
        *("--guide", chosen["guide"], "--locale", chosen["locale"]),
        *(("--clinic", str(clinic.resolve())) if clinic else ()),
        *("--product", chosen["product"], "--edition", chosen["edition"]),
        *("--sheet", choice.sheet or "none"),
        *("--today", desk.today().isoformat(), "--format", "json"),
    ]


def _answer(request: Request, choice: Choices, result: Printed, say: Say) -> Response:
    values: dict[str, Any] = {
        "result": result,
        "choice": choice,
        "for_a_shop": choice.sheet == PRESS,
    }
    panel = bytes(page(request, "print-done", **values).body).decode()
    says = say("print.made") if result.done else result.why or say("print.stopped")
    return told(says, panel=panel, pdf=result.address if result.done else "")


ROUTES = [
    Route("/print", show),
    Route("/print/choices", show),
    Route("/print/outcome", coming),
    Route("/print/run", run, methods=["POST"]),
]
