"""Safety rules on amounts: each has its unit, a size that can be meant, and comes from a field."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.finding import Finding
from press.read.safety_book import SafetyRow
from press.read.text import Sentence, Statement
from press.safety.context import SafetyDesk
from press.safety.quantities import (
    MEANT,
    NUMBER,
    SUBSTANCE,
    SUBSTANCES,
    UNIT,
    amounts_in,
    named_with,
    number_in,
    substance_of,
)

PER = r"(?:(?:a|per|each|every) (?:day|week|dose|night)|daily|nightly|weekly|at night)"
NO_UNIT = re.compile(
    rf"(?P<number>{NUMBER})(?= {PER}\b| of (?:\w+ )?(?:{'|'.join(MEANT)})\b"
    rf"| (?:{'|'.join(MEANT)})\b|[.,;:!?)]|$)"
)
NAMES_WITH_NUMBERS = re.compile(
    r"\bvitamins? [bdk]-?\d+\b|\bomega-?3\b|\b[bd]-?\d{1,2}\b|\bstep \w+"
)
FIELD_UNIT = re.compile(rf"\}}\}} ?(?:{UNIT})(?![a-z])")


def amounts_have_a_unit(desk: SafetyDesk) -> Iterator[Finding]:
    """S102: a number beside a vitamin or a medicine says what it counts.

    Source: row R23; 5.11 S2.
    """
    for _, sentence in _sentences(desk):
        text = NAMES_WITH_NUMBERS.sub(lambda m: "x" * len(m[0]), sentence.said.text)
        if not SUBSTANCE.search(sentence.said.text):
            continue
        for match in NO_UNIT.finditer(text):
            number = number_in(match["number"])
            if (number is not None and number < 5) or text[match.end() :].startswith(" times"):
                continue
            problem = f"`{match[0]}` has no unit"
            fix = "write its unit in full after it: mg or micrograms, from a field"
            yield sentence.said.finding("S102", problem, fix, match.start())


def amounts_can_be_meant(desk: SafetyDesk) -> Iterator[Finding]:
    """S123: no unit is off by a thousand, and no limit of the country is passed.

    Source: rows R23, R58, M09; review 4, S2.
    """
    for block, sentence in _sentences(desk):
        for amount in amounts_in(sentence.said.text):
            what = named_with(sentence.said.text, amount) or substance_of(block, sentence)
            if what is None or amount.unit == "iu":
                continue
            least, most = next(s for words, s in SUBSTANCES.items() if words.fullmatch(what[0]))
            row = _limit_of(desk, what[0])
            if row:
                least, most = _span(row, desk, least, most)
            if not least <= amount.mg <= most:
                problem = f"{amount.number:g} {amount.unit} of {what[0]} can't be meant"
                fix = "look the amount up in its source; is the unit off by a thousand?"
                yield sentence.said.finding("S123", problem, fix, amount.at)


def _limit_of(desk: SafetyDesk, what: str) -> SafetyRow | None:
    return next((r for r in desk.book.rows("limit") if r.pattern("words").search(what)), None)


def _span(row: SafetyRow, desk: SafetyDesk, least: float, most: float) -> tuple[float, float]:
    """The least and most of a limit, in mg, with that of the job's country."""
    own = dict(text.split("=", 1) for text in row.texts("countries"))
    country = desk.job.locale.split("-")[-1]
    low = [a.mg for a in amounts_in(row.text("least"))]
    high = [a.mg for a in amounts_in(own.get(country, row.text("most")))]
    return (low or [least])[0], (high or [most])[0]


def amounts_come_from_fields(desk: SafetyDesk) -> Iterator[Finding]:
    """S124: an amount differs by country, so it is a fact of the country and not typed.

    Source: review 4, S2. Only where the guide has safety rules of its own.
    """
    if desk.book.blank:
        return
    fix = "put it into the facts of the country, and write {{ its_name }} here"
    for block, sentence in _sentences(desk):
        if substance_of(block, sentence) is None:
            continue
        for amount in amounts_in(sentence.key.text):
            problem = f"the amount `{amount.number:g} {amount.unit}` is typed here"
            yield sentence.key.finding("S124", problem, fix, amount.at)
        for match in FIELD_UNIT.finditer(sentence.key.text):
            if not desk.shared(sentence.key.origin[match.start()][0]):
                continue  # a passage of one country may name that country's unit
            problem = f"the unit `{match[0].removeprefix('}}').strip()}` is typed here"
            yield sentence.key.finding("S124", problem, fix, match.start() + 2)


def limits_are_limits(desk: SafetyDesk) -> Iterator[Finding]:
    """S111: what has a limit is neither forbidden nor left without its number.

    Source: row R61; review 4, S11.
    """
    for row in desk.book.rows("limit"):
        words, ban, says = row.pattern("words"), row.pattern("ban"), row.patterns("says")
        for block, sentence in _sentences(desk):
            if not says or not sentence.has(words) or desk.approvals(sentence, block):
                continue
            text = sentence.key.text
            name = row.text("field")
            if found := ban.search(text):
                problem = f"`{found[0]}` forbids {row.name}, which has a limit only"
                fix = f"write: Do not go over {{{{ {name} }}}} of {row.name} a day"
                yield sentence.key.finding("S111", problem, fix, found.start())
            elif (f"{{{{{name}}}}}" in text or amounts_of(text)) and not any(
                pattern.search(text) for pattern in says
            ):
                problem = f"this names an amount of {row.name} and does not say that it is the most"
                fix = f"write: Do not go over {{{{ {name} }}}} of {row.name} a day"
                yield sentence.finding("S111", problem, fix, words)


def amounts_of(text: str) -> bool:
    """Whether a text names any amount with a unit."""
    return next(amounts_in(text), None) is not None


def _sentences(desk: SafetyDesk) -> Iterator[tuple[Statement, Sentence]]:
    for block in desk.every:
        for sentence in block.sentences:
            yield block, sentence
