"""What a page asks for: its words, numbers and names, each looked at before it is used."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from press.desk.words import FIRST, say

LONGEST = 4000  # letters of one value
NUMBER = re.compile(r"[0-9]{1,6}", re.ASCII)
UNSEEN = re.compile(r"[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")


class Bad(HTTPException):
    """A refusal: words of the desk by their name, with the values that stand in them."""

    def __init__(self, key: str, status: int, values: Mapping[str, object]) -> None:
        super().__init__(status, say(FIRST, key, **values))
        self.key, self.values = key, values


def bad(key: str, status: int = 400, **values: object) -> Bad:
    """A refusal, with a sentence for whoever sits there: `[bad] KEY` of the desk's words."""
    return Bad(f"bad.{key}", status, values)


async def body_of(request: Request) -> Mapping[str, Any]:
    """What was posted: an object of JSON. Raises HTTPException 400."""
    try:
        asked = json.loads((await request.body()).decode("utf-8"))
    except (ValueError, RecursionError):
        raise bad("json") from None
    if not isinstance(asked, dict):
        raise bad("no_object")
    return asked


def text_of(asked: Mapping[str, Any], key: str, longest: int = LONGEST) -> str:
    """One line of text, which may be empty. Raises HTTPException 400."""
    value = asked.get(key, "")
    if not isinstance(value, str) or len(value) > longest:
        raise bad("no_text", name=key, most=longest)
    if UNSEEN.search(value):
        raise bad("unseen", name=key)
    return value


def number_of(asked: Mapping[str, Any], key: str) -> int:
    """A whole number from 0 on. Raises HTTPException 400."""
    value = asked.get(key)
    if isinstance(value, bool) or not NUMBER.fullmatch(str(value)):
        raise bad("no_number", name=key)
    return int(str(value))
