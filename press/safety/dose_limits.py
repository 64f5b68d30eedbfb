"""What a dose is held to: whether limits cover an age, and which of their figures it passes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from press.read.doses import Span, in_words_of_mass
from press.read.medicines import Limit

ROUND = 1.001  # of a mass that was worked out


def passed(
    limit: Limit, each: float | None, mass: tuple[float, float], times: float
) -> Iterator[tuple[str, str]]:
    """What of a dose (least and most, in mg; times in 24 hours) passes a limit, and how.

    `each` is the most at a time, in mg. What: mass, times or day.
    """
    most = mass[1]
    if each is not None and most > each * ROUND:
        much, than = in_words_of_mass(most, each)
        yield "mass", f"{much} at a time is more than the {than}"
    if limit.least is not None and mass[0] * ROUND < limit.least:
        much, than = in_words_of_mass(mass[0], limit.least)
        yield "mass", f"{much} at a time is less than the {than}"
    if limit.times is not None and times > limit.times:
        yield "times", f"{times:g} times in 24 hours is more than the {limit.times:g}"
    if limit.day is not None and most * times > limit.day * ROUND:
        much, than = in_words_of_mass(most * times, limit.day)
        yield "day", f"{much} in 24 hours is more than the {than}"


def covers(limits: Sequence[Limit], span: Span) -> bool:
    """Whether limits on this kind of span leave nothing of it out."""
    held = [limit.span for limit in limits if limit.span and limit.span.kind == span.kind]
    held.sort(key=lambda one: one.low)
    whole = bool(held) and held[0].low <= span.low and span.high <= max(one.high for one in held)
    return whole and all(one.high >= other.low for one, other in pairwise(held))
