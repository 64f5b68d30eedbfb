"""Stopping: a run that somebody waits for is ended, and the next can be begun at once.

A page gives what it asks for a name of its own, and stops it by that.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from press.desk.asked import body_of, text_of
from press.desk.desk import Desk, desk_of
from press.desk.room import Going
from press.desk.views import speech, told

LONGEST = 60  # letters of a name
SECONDS = 600.0  # that a run may take, by the clock; a hundred pages take one minute
ENDED = -1  # the code of a run that was ended from outside
STOPPED = {"what": "ran", "code": ENDED, "out": "", "err": ""}  # as the room says it


@contextlib.contextmanager
def waited_for(desk: Desk, asked: Mapping[str, Any]) -> Iterator[Going]:
    """What a page waits for meanwhile, under its name `run`. Raises HTTPException 400."""
    name, one = text_of(asked, "run", LONGEST), Going()
    if name:
        desk.going[name] = one
    try:
        yield one
    finally:
        desk.going.pop(name, None)


async def run_of(desk: Desk, argv: Sequence[str], one: Going) -> Mapping[str, Any]:
    """What the room says of a run, which may have been stopped before it was begun.

    Raises HTTPException 503, 504.
    """
    if one.is_stopped:
        return STOPPED
    one.number = desk.room.number()
    head, _ = await desk.room.ask(SECONDS, one.number, do="run", argv=[*argv])
    return head


async def stop(request: Request) -> Response:
    """Stop what a page waits for; who waits is answered by the run itself.

    It says whether it `found` it: what is over is not there any more, nor what comes only now.
    """
    desk, say = desk_of(request), speech(request)
    one = desk.going.get(text_of(await body_of(request), "run", LONGEST))
    if one is None:
        return told(say("print.over"), found=False)
    one.is_stopped = True
    if one.number:
        await desk.room.ask(do="stop", run=one.number)
    return told(say("print.stopping"), found=True)


ROUTES = [Route("/stop", stop, methods=["POST"])]
