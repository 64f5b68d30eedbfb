"""The desk's program: which address is answered by which function."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from press.desk import (
    clinics,
    codes,
    dropped,
    due,
    files,
    firsts,
    mending,
    printing,
    questions,
    recalling,
    redlines,
    shelf,
    sign,
    stopping,
    writing,
    zipped,
)
from press.desk.content import NotHere
from press.desk.desk import Desk, desk_of
from press.desk.doorman import Doorman
from press.desk.views import refused


async def events(request: Request) -> Response:
    """What happens, for the pages' one shared worker."""
    desk = desk_of(request)
    stream = desk.hub.listen(desk.started)
    return StreamingResponse(stream, media_type="text/event-stream")


async def left(_: Request, error: Exception) -> Response:
    """Whoever asked has gone, or was let go, before all was said: nobody is answered."""
    return Response(str(error), 400)


PAGES = (
    files,
    firsts,
    shelf,
    printing,
    stopping,
    zipped,
    clinics,
    writing,
    mending,
    dropped,
    questions,
    sign,
    due,
    redlines,
    recalling,
    codes,
)  # fmt: skip


def routes() -> list[BaseRoute]:
    """Every address of the desk; each page brings its own."""
    own: list[BaseRoute] = [Route("/events", events)]
    return own + [route for page in PAGES for route in page.ROUTES]


def program(desk: Desk, port: int) -> Doorman:
    """The program that answers on `port`, behind its doorman."""
    handlers = {
        HTTPException: refused,
        NotHere: refused,
        ClientDisconnect: left,
        Exception: refused,
    }
    app = Starlette(routes=routes(), exception_handlers=handlers, lifespan=desk.open)
    app.router.redirect_slashes = False  # an address is right, or it is not here
    app.state.desk = desk
    return Doorman(app, port, desk.token, desk.read_only)
