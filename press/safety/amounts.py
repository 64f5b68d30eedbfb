"""Safety rules on amounts: each has its unit, a size that can be meant, and comes from a field."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.finding import Finding
from press.read.amounts import NUMBER, Amount, amounts_in, number_in
from press.read.safety_book import SafetyRow
from press.read.text import Sentence, Statement
from press.safety.context import SafetyDesk

PER = r" (?:(?:a|per|each|every) (?:day|week|dose|night)|daily|nightly|weekly|at night)\b"
OF = r" of (?:\w+ )?"
NAMES_WITH_NUMBERS = re.compile(r"\b(?:vitamins? )?[bdk]-?\d{1,2}\b|\bomega-?3\b|\bstep \w+")
AGE = re.compile(r"(?:under|over|below|above|aged?|than|from|until|to) (?:the age of )?$")
MOST_YEARS = 100
FIELD_UNIT = re.compile(r"\}\} ?(kg|mg|mcg|[μu]g|micrograms?|milligrams?|iu|g|grams?)(?![a-z])")
FAR = 5  # sentences: what "it" may stand for
CHECKED_ELSEWHERE = "medicines"  # sections of this role have rules of their own
FIX = "look it up in its source, and write what stands there"


def amounts_have_a_unit(desk: SafetyDesk) -> Iterator[Finding]:
    """S102: a number beside a vitamin or a medicine says what it counts.

    Source: row R23; 5.11 S2.
    """
    what = desk.substances.pattern
    without = re.compile(rf"({NUMBER})(?={PER}|(?:{OF}| )(?:{what})|[.,;:!?)]|$)")
    for _, sentence in _sentences(desk):
        if not desk.substances.search(sentence.said.text):
            continue
        text = NAMES_WITH_NUMBERS.sub(lambda m: "x" * len(m[0]), sentence.said.text)
        for match in without.finditer(text):
            number, after = number_in(match[1]), text[match.end() :]
            old = AGE.search(text[: match.start()]) and not re.match(f"{PER}|{OF}", after)
            if number and number >= 5 and not (old and number < MOST_YEARS):
                problem = f"`{match[0]}` has no unit"
                fix = "write its unit in full after it: mg or micrograms, from a field"
                yield sentence.said.finding("S102", problem, fix, match.start())


def amounts_can_be_meant(desk: SafetyDesk) -> Iterator[Finding]:
    """S123: no unit is off by a thousand, and no limit of the country is passed.

    Source: rows R23, R58, M09; review 4, S2. What can be meant stands in rows `[limit]`.
    """
    for block, sentence in _sentences(desk):
        text = sentence.said.text
        for amount in amounts_in(text):
            row = _row_of(desk, _named_with(desk, text, amount) or _above(desk, block, sentence))
            weight = amount.unit == "kg" and not re.match(OF, text[amount.end :])
            if row is None or amount.unit == "iu" or weight:
                continue
            least, most = _span(row, desk)
            if not least <= amount.mg <= most:
                problem = f"{amount.number:g} {amount.unit} of {row.name}: can this be meant?"
                fix = "look the amount up in its source; is the unit off by a thousand?"
                yield sentence.said.finding("S123", problem, fix, amount.at)


def facts_can_be_meant(desk: SafetyDesk) -> Iterator[Finding]:
    """S123: a fact of a country is a number that somebody expects there: rows `[fact]`."""
    for row in desk.book.rows("fact"):
        entry = desk.job.country.get(row.name)
        match = re.match(r"[\d,.]+", str(entry.value)) if entry else None
        number = number_in(match[0]) if match else None
        if entry and number and not row.number("least") <= number <= row.number("most"):
            problem = f"`{row.name}` is {entry.value} here: can this be meant?"
            yield entry.finding("S123", problem, FIX)


def words_name_what_they_are_for(desk: SafetyDesk) -> Iterator[Finding]:
    """S125: a word that is called like one medicine is not another one. Source: fault D4."""
    for key, entry in desk.job.labels("words").items():
        row = _row_of(desk, desk.substances.search(key.replace("_", " ")))
        if row and not row.pattern("words").search(str(entry.value).casefold()):
            problem = f"the word `{key}` stands for “{entry.value}”: is that the same?"
            yield entry.finding("S125", problem, FIX)


def amounts_come_from_fields(desk: SafetyDesk) -> Iterator[Finding]:
    """S124: an amount differs by country, so it is a fact of the country and not typed.

    Source: review 4, S2. Only where the guide has safety rules of its own.
    """
    fix = "put it into the facts of the country, and write {{ its_name }} here"
    for block, sentence in _sentences(desk) if desk.book.own else ():
        if not (desk.substances.search(sentence.said.text) or _above(desk, block, sentence)):
            continue
        key = sentence.key
        for amount in (one for one in amounts_in(key.text) if one.unit != "kg"):
            problem = f"the amount `{amount.number:g} {amount.unit}` is typed here"
            yield key.finding("S124", problem, fix, amount.at)
        for match in FIELD_UNIT.finditer(key.text):
            # a passage of one country may name that country's unit
            if f"/{desk.job.locale}/" not in key.origin[match.start()][0].file:
                problem = f"the unit `{match[1]}` is typed here"
                yield key.finding("S124", problem, fix, match.start() + 2)


def _sentences(desk: SafetyDesk) -> Iterator[tuple[Statement, Sentence]]:
    return ((b, s) for b, s in desk.sentences if b.role != CHECKED_ELSEWHERE)


def _row_of(desk: SafetyDesk, named: re.Match[str] | None) -> SafetyRow | None:
    rows = desk.book.rows("limit") if named else ()
    return next((row for row in rows if named and row.pattern("words").fullmatch(named[0])), None)


def _named_with(desk: SafetyDesk, text: str, amount: Amount) -> re.Match[str] | None:
    """What an amount is of: named after an `of`, else last before it, else next."""
    every = list(desk.substances.finditer(text))
    after = [match for match in every if match.start() > amount.at]
    before = [match for match in every if match.start() < amount.at]
    of = re.match(OF, text[amount.end :])
    return next(iter([*after[: bool(of)], *reversed(before), *after]), None)


def _above(desk: SafetyDesk, block: Statement, sentence: Sentence) -> re.Match[str] | None:
    """What an amount may be of where its sentence does not say: named before, or in a heading."""
    place = block.places[sentence]
    before = block.sentences[max(0, place - FAR) : place]
    texts = [*(one.said.text for one in reversed(before)), *reversed(block.headings)]
    return next((match for text in texts if (match := desk.substances.search(text))), None)


def _span(row: SafetyRow, desk: SafetyDesk) -> tuple[float, float]:
    """The least and most of a limit, in mg, with that of the job's country."""
    own = dict(text.split("=", 1) for text in row.texts("countries"))
    low = [a.mg for a in amounts_in(row.text("least"))]
    high = [a.mg for a in amounts_in(own.get(desk.country, row.text("most")))]
    return (low or [0.0])[0], (high or [float("inf")])[0]
