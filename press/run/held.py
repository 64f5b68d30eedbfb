"""Reading and judging inside limits: what runs over them is a finding, and not the press's end."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import TypeVar

from press.finding import Finding, Place
from press.limits import DEPTH, MEMORY, TIME, Exhausted, Limits, Short, held_to, short_of_memory
from press.project import Project

T = TypeVar("T")

ADVICE = {
    TIME: "look in safety.toml and content/words/ for a pattern that repeats a repeated part, such "
    "as (a+)+, and for one very long line; where it is truly so large, allow it more with --limit",
    MEMORY: "look for one very long line or list, for a huge number, and for a very large picture",
    DEPTH: "write it flat: nothing needs so many brackets or dots within each other",
}


def held(
    project: Project, limits: Limits, found: list[Finding], work: Callable[[], T], file: str = ""
) -> T | None:
    """What `work` gives; None, and P401, where it runs over its limits.

    The finding stands at `file`, or at what was opened last. Raises Short.
    """
    try:
        with held_to(limits):
            return work()
    except Exhausted as error:
        if error.cause == MEMORY and short_of_memory(limits):
            raise Short("this machine gives the press too little memory: see ulimit -v") from None
        last = next(reversed(project.opened), project.root)
        place = Place(file or project.name(last))
        problem = f"reading or judging this was ended{_by_what(error)}: {error}"
        found.append(Finding(place, "P401", problem, ADVICE[error.cause]))
        return None


def _by_what(error: BaseException) -> str:
    """The rule that was at work when time was up: its name is a sentence, so it is the longest."""
    frames = traceback.extract_tb(error.__traceback__)[:-1]  # the last is where time was told
    rule = max((frame.name for frame in frames), key=len, default="")
    return f", at “{rule.replace('_', ' ')}”" if "_" in rule.strip("_") else ""
