"""The code at a page's foot, asked at the desk: may this sheet be handed out?"""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from press.approval.identify import Told, answer_to_code
from press.desk.asked import UNSEEN
from press.desk.desk import Desk, desk_of
from press.desk.names import namers
from press.desk.views import page, speech
from press.finding import Refused
from press.run.order import Order, WrongCall

LONGEST = 300  # letters: an address with a code in it


def _answer(desk: Desk, foot: str) -> tuple[Told | None, str]:
    """What is said of a code; or why nothing can be said."""
    try:
        order = Order("identify", foot=tuple(foot.split()), today=desk.today())
        return answer_to_code(desk.content().project, order), ""
    except (WrongCall, Refused) as error:
        return None, str(error)


async def identify(request: Request) -> Response:
    """The answer, in one word first."""
    foot = UNSEEN.sub(" ", request.query_params.get("foot", ""))[:LONGEST].strip()
    told, why = None, ""
    if foot:
        told, why = await run_in_threadpool(_answer, desk_of(request), foot)
    values = {"foot": foot, "told": told, "why": why, **namers(speech(request))}
    return page(request, "identify", here="due", **values)


ROUTES = [Route("/identify", identify)]
