"""Amounts read out of a folded text: a number, in digits or in words, with its unit of mass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

SMALL = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
SMALL += " sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
WORDS = {word: n for n, word in enumerate(SMALL.split(), 1)}
WORDS |= {word: n * 10 for n, word in enumerate(TENS.split(), 2)}
IN_WORDS = rf"(?:{'|'.join(sorted([*WORDS, 'hundred', 'thousand'], key=len, reverse=True))})"
NUMBER = (
    rf"(?:(?<![\w.])\d{{1,3}}(?:[, ]\d{{3}}){{1,6}}(?!\d)|(?<![\w.,])\d+(?:\.\d+)?(?![.,]?\d)"
    rf"|\b{IN_WORDS}(?:[ -](?:and )?{IN_WORDS}){{0,8}}\b)"
)
# in milligrams; a unit of vitamins is not a mass and stands as itself
UNITS = {"kg": 1e6, "g": 1e3, "mg": 1.0, "microgram": 1e-3, "iu": 0.0}
UNIT = (
    r"(?P<kg>kgs?|kilos?|kilogram(?:me)?s?)|(?P<mg>mgs?|milligram(?:me)?s?)"
    r"|(?P<microgram>mcgs?|[μu]gs?|microgram(?:me)?s?)|(?P<iu>i\.?u\.?|international units?|units?)"
    r"|(?P<g>gms?|gram(?:me)?s?|g)"
)
AMOUNT = re.compile(rf"(?P<number>{NUMBER})[ -]?(?:{UNIT})(?![a-z])")


@dataclass(frozen=True)
class Amount:
    """A number with its unit. `mg` is its mass; none for international units."""

    number: float
    unit: str
    at: int
    end: int

    @property
    def mg(self) -> float:
        return self.number * UNITS[self.unit]


def amounts_in(text: str) -> Iterator[Amount]:
    """Every number with a unit of mass in a folded text."""
    for match in AMOUNT.finditer(text):
        unit = next(name for name in UNITS if match[name])
        number = number_in(match["number"])
        if number is not None:
            yield Amount(number, unit, *match.span())


def number_in(text: str) -> float | None:
    """A number in digits or, up to a hundred and in thousands, in words."""
    digits = re.sub(r"[ ,]", "", text)
    if re.fullmatch(r"\d+(?:\.\d+)?", digits):
        return float(digits)
    total = part = 0
    for word in re.findall(r"[a-z]+", text):
        if word in WORDS:
            part += WORDS[word]
        elif word == "hundred":
            part = max(part, 1) * 100
        elif word == "thousand":
            total, part = total + max(part, 1) * 1000, 0
        elif word != "and":
            return None
    return float(total + part) or None
