"""The desk's own words, in a file for each language, so that it can be translated.

`words/en.toml` is whole; another language's file may lack some, which are then told in English.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "words"
FIRST = "en"


class NoSuchWords(LookupError):  # noqa: N818 - named by what happened
    """A page asks for words that no file has: a fault of ours, which a test finds."""


@cache
def words_in(language: str) -> Mapping[str, str]:
    """All words of one language, by group and name (`shelf.search`). Raises OSError."""
    table = tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))
    return dict(flattened(table))


def flattened(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """The values of a table and of those within it, by their dotted keys."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flattened(value, f"{above}{key}.")
        else:
            yield above + key, value


@cache
def languages() -> tuple[str, ...]:
    """The languages that the desk speaks."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def language_for(accepted: str) -> str:
    """The first language of a browser's list (RFC 9110, 12.5.4) that the desk speaks."""
    ranked = sorted(
        ((-_weight(part), number, part.partition(";")[0].strip().lower())
         for number, part in enumerate(accepted[:1000].split(","))),
    )  # fmt: skip
    for _, _, name in ranked:
        for one in (name, name.partition("-")[0]):
            if one in languages():
                return one
    return FIRST


def _weight(part: str) -> float:
    match = re.search(r";\s*q=([01](?:\.[0-9]{0,3})?)\s*$", part)
    return float(match[1]) if match else 1.0


def say(language: str, key: str, **values: object) -> str:
    """The words of this name, with `{values}` put in. Raises NoSuchWords."""
    text = words_in(language).get(key) or words_in(FIRST).get(key)
    if text is None:
        raise NoSuchWords(key)
    return re.sub(r"\{(\w+)\}", lambda m: str(values.get(m[1], m[0])), text)
