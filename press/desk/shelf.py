"""The shelf: every guide with its first page, its languages and where each stands."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from press.approval.shelf import Row, shelf
from press.desk.desk import Desk, desk_of
from press.desk.views import page


def _rows(desk: Desk) -> list[tuple[Row, str]]:
    today = desk.today()
    return [(row, row.on_day(today)) for row in shelf(desk.content().project)]


async def home(request: Request) -> Response:
    """All guides."""
    rows = await run_in_threadpool(_rows, desk_of(request))
    guides: dict[str, list[tuple[Row, str]]] = {}
    for one in rows:
        guides.setdefault(one[0].guide, []).append(one)
    return page(request, "shelf", guides=guides)


ROUTES = [Route("/", home)]
