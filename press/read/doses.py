"""Doses read out of a folded text: how much, of what strength, how often, for which age or weight.

The words are English; what a guide knows of its medicines is read with them too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import inf

from press.read.amounts import IN_WORDS, number_in

LANGUAGES = ("en",)  # of which the words are known here
MASS, VOLUME, AGE, WEIGHT = "mg", "ml", "months", "kg"
OFTEN, HOURS, OTHER = "times", "hours", "other"
MASSES: Sequence[tuple[str, str, float]] = (
    (MASS, r"mgs?|milligram(?:me)?s?", 1), (MASS, r"mcgs?|[μu]gs?|microgram(?:me)?s?", 0.001),
    (MASS, r"g|gms?|gram(?:me)?s?", 1000),
)  # fmt: skip
MILLILITRES = r"mls?|millilit(?:re|er)s?"
COUNTED: Sequence[tuple[str, str, float]] = (
    *((one, rf"{one}s?", 1) for one in ("tablet", "capsule", "caplet", "pill", "drop", "puff",
                                        "sachet", "lozenge", "spray")),
    ("spoonful", r"(?:tea|table|dessert)?spoon(?:ful)?s?", 1),
    ("suppository", r"suppositor(?:y|ies)", 1), ("patch", r"patch(?:es)?", 1),
)  # fmt: skip
COUNTS = tuple(kind for kind, *_ in COUNTED)
# each kind of unit by its words, and how many of the kind one is
UNITS: Sequence[tuple[str, str, float]] = (
    ("per kg", r"mg ?(?:/|per|for each|for every) ?kg", 1), *MASSES,
    (WEIGHT, r"kgs?|kilos?|kilogram(?:me)?s?", 1), (WEIGHT, r"lbs?|pounds?", 0.45359237),
    (VOLUME, MILLILITRES, 1), (VOLUME, r"l|lit(?:re|er)s?", 1000),
    (OFTEN, r"times|doses?", 1), (HOURS, r"hours?|hrs?|h|hourly", 1),
    (OTHER, r"%|°c?|minutes?|mins?", 1),
    (AGE, r"days?", 12 / 365), (AGE, r"weeks?", 12 / 52), (AGE, r"months?", 1),
    (AGE, r"years?|yrs?", 12), *COUNTED,
)  # fmt: skip
COUNT_WORDS = "|".join(words for _, words, _ in COUNTED)
DIGITS = r"(?<![\w.,/\u2044])\d+(?:,\d{3})*(?:\.\d+)?(?:\u2044\d)?(?!(?:st|nd|rd|th)\b)"
SPELT = rf"(?:an? (?=hundred|thousand))?{IN_WORDS}(?:[ -](?:and )?{IN_WORDS}){{0,8}}"
TOKEN = re.compile(
    rf"(?P<number>{DIGITS}|\b(?:{SPELT}|half an?|half|an?(?= (?:{COUNT_WORDS})\b))\b)"
    rf"(?:[ -]?(?P<unit>{'|'.join(f'(?:{words})' for _, words, _ in UNITS)})(?![a-z]))?"
)
BETWEEN = re.compile(r" ?(?:-|to|or|up to) ?")
UNDER = re.compile(
    r"\b(?:under|below|less than|up to|younger than|until|(?:birth|newborns?) to)(?: the age of)? $"
)
OVER = re.compile(r"\b(?:over|above|from|more than|older than|at least)(?: the age of)? $")
AND_OVER = re.compile(r" ?\+| ?(?:old )?(?:and|or) (?:over|above|older|more|up)\b")
MASS_WORDS = "|".join(words for _, words, _ in MASSES)
STRENGTH = re.compile(
    rf"(?P<mass>(?<![\w.,])\d+(?:,\d{{3}})*(?:\.\d+)? ?(?:{MASS_WORDS}))"
    rf"(?: ?(?:in each|in every|in an?|in|/|per|to each) ?(?:"
    rf"(?P<each>\d+(?:\.\d+)? ?|one )?(?P<unit>{MILLILITRES}|{COUNT_WORDS})\b"
    rf"|(?:1 |one )?(?:metered )?(?P<dose>dose|actuation)\b)"
    rf"| (?P<count>{COUNT_WORDS})\b)"
)
TIMES = re.compile(
    rf"\b(once|twice|(?:\d+|{SPELT}) (?:times|doses))"
    rf"(?P<span> (?:(?:in|every|each|per) (?:(?P<hours>\d+|{IN_WORDS}|an?) )?|an )hours?\b)?"
)
EVERY = re.compile(
    r"\b(?:every (?:(\d+|[a-z]+)(?: ?(?:to|-|or) ?\w+)? )?hours?|(?:(\d+)[ -])?hourly)\b"
)
APART = re.compile(
    rf"\b(?P<some>\d+|{IN_WORDS})(?: ?(?:to|or|-) ?\w+)? hours (?:between|apart|after|before)\b"
    r"|\b(?:wait|leave|every)(?: at least| for)? (?P<more>\d+|[a-z]+)(?: ?(?:to|or|-) ?\w+)? hours"
)
ONCE = {"once": 1.0, "twice": 2.0}
ROUNDED = 0.02  # of a weight that is told in kg and in pounds


@dataclass(frozen=True)
class Quantity:
    """From `low` to `high` of one kind of unit, which is empty where none is written."""

    low: float
    high: float
    kind: str
    at: int
    end: int
    step: float = 1  # one of the unit as it is written, such as 12 months for years


@dataclass(frozen=True)
class Span:
    """Ages in months or weights in kg, from `low` and below `high`."""

    kind: str
    low: float
    high: float
    step: float = 1
    text: str = field(default="", compare=False)  # as it is written, folded

    def __str__(self) -> str:
        return self.text

    def meets(self, other: Span) -> bool:
        """Whether the two share more than an end."""
        inside = other.low <= self.low < other.high if self.low == self.high else False
        return self.kind == other.kind and (
            inside or max(self.low, other.low) < min(self.high, other.high)
        )


@dataclass(frozen=True)
class Strength:
    """How many mg are in one `unit`: a ml, or a tablet and the like."""

    mg: float
    unit: str
    text: str


def quantities(text: str) -> list[Quantity]:
    """Every number of a folded text with its unit; `5 to 10 ml` is one."""
    found: list[Quantity] = []
    for match in TOKEN.finditer(text):
        number = _number(match["number"])
        if number is None or (match["unit"] is None and not match["number"][0].isdigit()):
            continue
        kind, one = _unit(match["unit"])
        now = Quantity(number * one, number * one, kind, *match.span(), step=one)
        before = found[-1] if found else None
        ranged = before and kind and BETWEEN.fullmatch(text[before.end : now.at])
        if before and ranged and before.kind in ("", kind) and before.low == before.high:
            low = before.low * (1 if before.kind else one)
            now = Quantity(low, now.high, kind, before.at, now.end, one)
            found.pop()
        found.append(now)
    return found


def _number(text: str) -> float | None:
    if "\u2044" in text:  # 2½ is folded to 21, this sign, 2
        whole, below = text.split("\u2044")
        return float(whole[:-1] or 0) + float(whole[-1]) / float(below)
    named = {"a": 1.0, "an": 1.0}.get(text)
    return 0.5 if text.startswith("half") else named or number_in(re.sub("^an? ", "", text))


def _unit(text: str | None) -> tuple[str, float]:
    kinds = ((kind, one) for kind, words, one in UNITS if text and re.fullmatch(words, text))
    return next(kinds, ("", 1.0))


def strengths(text: str) -> list[Strength]:
    """Every strength of a folded text: `120 mg in 5 ml`, `500 mg tablets`."""
    found = STRENGTH.finditer(text)
    return [_strength(match) for match in found if number_in((match["each"] or "1").strip())]


def _strength(match: re.Match[str]) -> Strength:
    mass = next(iter(quantities(match["mass"]))).high
    each = number_in((match["each"] or "1").strip()) or 1.0
    # one dose of an inhaler is one puff
    unit = "puff" if match["dose"] else _unit(match["unit"] or match["count"])[0]
    return Strength(mass / each, unit, match[0])


def without_strengths(text: str) -> str:
    """The text with each strength blanked out, every other letter in its place."""
    return STRENGTH.sub(lambda match: "_" * len(match[0]), text)


def times_in(text: str) -> float | None:
    """How often in 24 hours, at most; None where a folded text does not say."""
    often = []
    for match in TIMES.finditer(text):
        number = ONCE.get(match[1]) or number_in(match[1].rsplit(" ", 1)[0]) or 0
        hours = number_in(match["hours"] or "") or 1.0
        often.append(number * 24 / (hours if match["span"] else 24))
    if max(often, default=1.0) <= 1:  # once, and then every 2 hours
        said = (match[1] or match[2] for match in EVERY.finditer(text))
        gaps = (number_in(gap) if gap else 1.0 for gap in said)
        often += [24 // gap for gap in gaps if gap]
    return max(often, default=None)


def apart_in(text: str) -> float | None:
    """How many hours lie between two doses, at least; None where a folded text does not say."""
    hours = (number_in(one["some"] or one["more"]) for one in APART.finditer(text))
    return min((hour for hour in hours if hour), default=None)


def spans_in(text: str) -> Iterator[Span]:
    """The ages and weights that a folded text is about, each with its own words.

    A weight that is told again in another unit, such as pounds and kg, is one.
    """
    told: list[Span] = []
    for span in _each_span(text):
        if not any(_told_again(span, other) for other in told):
            told.append(span)
            yield span


def _told_again(span: Span, other: Span) -> bool:
    """Whether two weights of unlike units are one, but for rounding."""
    ends = ((span.low, other.low), (span.high, other.high))
    unlike = span.kind == other.kind == WEIGHT and span.step != other.step
    return unlike and all(one == two or abs(one - two) <= ROUNDED * two for one, two in ends)


def _each_span(text: str) -> Iterator[Span]:
    for one in quantities(text):
        if one.kind not in (AGE, WEIGHT):
            continue
        low, high, begin, end = one.low, one.high, one.at, one.end
        under, over = UNDER.search(text[:begin]), OVER.search(text[:begin])
        after = AND_OVER.match(text[end:])
        if under and low == high:
            low, begin = 0.0, under.start()
        elif low == high and (over or after):
            high = inf
            begin = over.start() if over else begin
            end += after.end() if after and not over else 0
        elif low == high and one.kind == AGE:
            high = low + one.step
        yield Span(one.kind, low, high, one.step, text[begin:end].strip())


def in_words_of_mass(much: float, than: float | None = None) -> tuple[str, str]:
    """A mass in mg as it is told, and what it is held to in the same unit."""
    one, unit = (1000, " micrograms") if 0 < much < 1 else (1, " mg")
    return f"{much * one:g}{unit}", f"{(than or 0) * one:g}"
