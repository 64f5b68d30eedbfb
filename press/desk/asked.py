"""What a page asks for: its words, numbers and names, each looked at before it is used."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

LONGEST = 4000  # letters of one value
NUMBER = re.compile(r"[0-9]{1,6}", re.ASCII)
UNSEEN = re.compile(r"[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")


def bad(says: str, status: int = 400) -> HTTPException:
    """A refusal, with a sentence for whoever sits there."""
    return HTTPException(status, says)


async def body_of(request: Request) -> Mapping[str, Any]:
    """What was posted: an object of JSON. Raises HTTPException 400."""
    try:
        asked = json.loads((await request.body()).decode("utf-8"))
    except (ValueError, RecursionError):
        raise bad("This is no JSON.") from None
    if not isinstance(asked, dict):
        raise bad("This is no object of JSON.")
    return asked


def text_of(asked: Mapping[str, Any], key: str, longest: int = LONGEST) -> str:
    """One line of text, which may be empty. Raises HTTPException 400."""
    value = asked.get(key, "")
    if not isinstance(value, str) or len(value) > longest:
        raise bad(f"`{key}` must be a text of {longest} letters at most.")
    if UNSEEN.search(value):
        raise bad(f"`{key}` holds letters that nobody can see, or more than one line.")
    return value


def number_of(asked: Mapping[str, Any], key: str) -> int:
    """A whole number from 0 on. Raises HTTPException 400."""
    value = asked.get(key)
    if isinstance(value, bool) or not NUMBER.fullmatch(str(value)):
        raise bad(f"`{key}` must be a whole number.")
    return int(str(value))
