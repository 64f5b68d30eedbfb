"""Amounts of vitamins and medicines, read out of a text: number, unit and substance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from press.read.text import Sentence, Statement

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
# What these can be in a patient leaflet, a day or a dose, in mg: least and most. Wide on purpose:
# the rule finds slips of a thousand. UK and US reference values and upper levels, M09, section 4.
MEANT = {
    r"iron|ferrous": (1, 400), r"magnesium": (5, 1000), r"calcium": (20, 3000),
    r"vitamin d": (0.002, 0.3), r"folic acid|folate": (0.05, 6), r"caffeine": (1, 500),
    r"vitamin a|retinol": (0.05, 5), r"iodine": (0.02, 1.5), r"zinc": (0.5, 100),
    r"vitamin c": (5, 3000), r"vitamin b-?6|pyridoxine": (0.2, 250),
    r"vitamin b-?12": (0.0005, 3), r"selenium": (0.01, 0.6), r"potassium": (50, 6000),
    r"sodium": (50, 6000), r"vitamin k": (0.001, 20), r"vitamin e": (1, 1000),
    r"paracetamol|acetaminophen": (20, 5000), r"ibuprofen": (20, 3500), r"aspirin": (20, 4500),
    r"naproxen": (20, 1500), r"codeine": (2, 300), r"quinine": (10, 2500),
}  # fmt: skip
SUBSTANCES = {re.compile(rf"\b(?:{words})\b"): span for words, span in MEANT.items()}
SUBSTANCE = re.compile(rf"\b(?:{'|'.join(MEANT)})\b")
FAR = 5  # sentences: what "it" may stand for
OF_WHAT = re.compile(rf" of (?:\w+ ){{0,2}}(?=(?:{'|'.join(MEANT)})\b)")


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
        digits = match["number"].replace(",", "")
        number = float(digits) if re.fullmatch(r"\d+\.\d+", digits) else number_in(match["number"])
        if number is not None:
            yield Amount(float(number), unit, *match.span())


def substance_of(block: Statement, sentence: Sentence) -> re.Match[str] | None:
    """What an amount in `sentence` is of: named in it, or last before it, or in a heading."""
    if match := SUBSTANCE.search(sentence.said.text):
        return match
    place = block.places[sentence]
    before = block.sentences[max(0, place - FAR) : place]
    texts = [*(b.said.text for b in reversed(before)), *reversed(block.headings)]
    return next((m for text in texts if (m := SUBSTANCE.search(text))), None)


def named_with(text: str, amount: Amount) -> re.Match[str] | None:
    """The substance of an amount: `of iron` after it, else the last before it, else the next."""
    if match := OF_WHAT.match(text, amount.end):
        return SUBSTANCE.search(text, match.end())
    every = list(SUBSTANCE.finditer(text))
    before = [match for match in every if match.start() < amount.at]
    return before[-1] if before else next(iter(every), None)


def number_in(text: str) -> int | None:
    """A whole number in digits or, up to a hundred and in thousands, in words."""
    digits = re.sub(r"[ ,]", "", text)
    if digits.isdigit():
        return int(digits)
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
    return total + part or None
