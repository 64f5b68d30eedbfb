"""What a search of the site looks in: a text's description, its headings, its words each once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from press.read.syntax import FIELD

KINDS_OF_HEADING = ("section", "part")
KINDS_OF_TEXT = ("text", "then", "item", "sub-item", "step", "sub-step", "head", "row", "caption")
WORD = re.compile(r"[^\W_](?:[\w\u2019'.-]*[^\W_])?")


def description_in(lines: Sequence[str]) -> str:
    """What a text's front matter says that it is; empty where it says nothing."""
    return next(iter(_of_kinds(lines, ("description",))), "")


def headings_in(lines: Sequence[str]) -> tuple[str, ...]:
    """The headings of a reading text, without marks; none that a field completes."""
    texts = _of_kinds(lines, KINDS_OF_HEADING)
    return tuple(text.replace("*", "") for text in texts if "{{" not in text)


def words_in(lines: Sequence[str]) -> tuple[str, ...]:
    """The words of a reading text below its headings, in small letters and in their order."""
    text = " ".join(_of_kinds(lines, KINDS_OF_TEXT))
    return tuple(sorted(set(WORD.findall(FIELD.sub(" ", text).lower()))))


def _of_kinds(lines: Sequence[str], kinds: Sequence[str]) -> list[str]:
    parts = (line.partition(" | ") for line in lines)
    return [text for kind, _, text in parts if kind.split(" ")[0] in kinds]
