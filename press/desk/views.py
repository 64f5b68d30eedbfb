"""The desk's pages, filled in from `templates/desk/`, and its answers to what is posted."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from press.desk.asked import Bad
from press.desk.content import NotHere
from press.desk.words import language_for, say, words_in

if TYPE_CHECKING:
    from press.desk.desk import Desk

FOR_SCRIPTS = "script."  # the group of words that the pages' scripts say


def language_of(request: Request) -> str:
    """The reader's language, of those that the desk speaks."""
    return language_for(request.headers.get("accept-language", ""))


def speech(request: Request) -> Callable[..., str]:
    """What says the desk's words in the reader's language: `say` without its first value."""
    return partial(say, language_of(request))


def page(request: Request, name: str, status: int = 200, **values: Any) -> HTMLResponse:
    """`templates/desk/NAME.html`, in the reader's language. Raises what the template raises."""
    return HTMLResponse(fragment(request, name, **values), status)


def fragment(request: Request, name: str, **values: Any) -> str:
    """The same as text: a page, or a part of one that a page's script puts into its place."""
    desk: Desk = request.app.state.desk
    language, told = language_of(request), speech(request)
    words = {key: told(key) for key in words_in("en") if key.startswith(FOR_SCRIPTS)}
    common = {
        "say": told,
        "language": language,
        "token": desk.token,
        "started": desk.started,
        "read_only": desk.read_only,
        "here": name,
        "script_words": json.dumps(words).replace("<", "\\u003c"),
    }
    template = desk.templates.get_template(f"desk/{name}.html")
    text: str = template.render({**common, **values})
    return text


def told(says: str, status: int = 200, **more: Any) -> JSONResponse:
    """An answer to a page's script: a sentence to be shown, and whatever else it needs."""
    return JSONResponse({"says": says, **more}, status)


async def refused(request: Request, error: Exception) -> Response:
    """What is said where something can't be: a page to a reader, a sentence to a script."""
    status, says = _told_by(error, speech(request))
    if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
        with suppress(OSError):  # the templates may have gone with the project
            return page(request, "refused", status, says=says)
        return PlainTextResponse(says, status)
    return told(says, status)


def _told_by(error: Exception, say: Callable[..., str]) -> tuple[int, str]:
    if isinstance(error, Bad):
        return error.status_code, say(error.key, **error.values)
    if isinstance(error, HTTPException):
        return error.status_code, error.detail
    if isinstance(error, NotHere):
        return 404, say("bad.not_here", name=error)
    return 500, say("bad.our_fault")
