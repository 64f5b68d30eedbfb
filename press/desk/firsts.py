"""Pictures of first pages, for the shelf: asked of the room once, and kept until anything changes.

A page never waits for them. The room draws one at a time, so that whoever prints or writes
meanwhile waits for one picture at most.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from press.approval.shelf import state_of
from press.desk.content import Choice
from press.desk.desk import Desk, desk_of

DPI = 72
FIRST = "first"  # what the room calls it
NO_PAGE = Path(__file__).parent / "static" / "no-page.svg"


async def first(request: Request) -> Response:
    """The first page of a guide in a locale as it would be printed now; a blank one where none is.

    A browser that has it is told so. Raises NotHere.
    """
    desk = desk_of(request)
    choice = Choice(request.path_params["guide"], request.path_params["locale"])
    content = desk.content()
    await run_in_threadpool(content.checked, choice)
    state = await run_in_threadpool(state_of, content.project, choice.guide)
    tag = f'"{state[:24]}-{quote(choice.guide)}-{quote(choice.locale)}"'  # a header is of ASCII
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    async with desk.drawing:
        data = desk.firsts.get(tag) or await _drawn(desk, choice)
    if not data:
        return Response(NO_PAGE.read_bytes(), media_type="image/svg+xml")
    desk.firsts.keep(tag, data)
    return Response(data, media_type="image/png", headers=headers)


async def _drawn(desk: Desk, choice: Choice) -> bytes:
    """The picture out of the room; nothing where it can't be drawn."""
    try:
        head, blobs = await desk.room.ask(
            do=FIRST, guide=choice.guide, locale=choice.locale, dpi=DPI
        )
    except HTTPException:
        return b""
    return blobs[0] if head.get("what") == FIRST and blobs else b""


ROUTES = [Route("/first/{guide}/{locale}.png", first)]
