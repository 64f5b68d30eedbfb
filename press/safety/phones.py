"""Safety rules on numbers to phone: each is a field, of this country, with what belongs to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.finding import Finding
from press.read.text import Sentence, Statement
from press.safety.context import SafetyDesk

RUN = re.compile(
    r"(?<![\w.,/])(?:\+|\(0?)?\d(?:[ ()./-]{0,2}\d){2,24}(?![\w%]|[.,]\d|st\b|nd\b|rd\b|th\b)"
)
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
DIGIT = (
    r"(?:(?:treble|triple|double) )?(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine)"
)
SPOKEN = re.compile(rf"\b{DIGIT}(?: {DIGIT}){{2,24}}\b|\b(?:treble|triple) {DIGIT}\b")
COUNTED = re.compile(
    r"^[ -]?(?:%|per cent|percent|x\b|mg|g|kg|ml|cl|l|litres?|liters?|micrograms?|mcg|iu|units?"
    r"|kcal|calories|kj|mm|cm|km|metres?|meters?|miles?|degrees?|women|men|people|babies|births"
    r"|mothers|patients|pregnan\w+|years?|months?|weeks?|days?|hours?|minutes?|seconds?|times"
    r"|steps|trials|studies|portions?|mugs?|cups?|glasses|tablets?|pages?|words|pounds|euros)\b"
)
COUNTING = re.compile(r"(?:in (?:every )?|every |out of |of |than |about \d+ in )$")
YEAR = re.compile(r"(?:19|20)\d\d")
BEFORE_A_YEAR = re.compile(
    r"(?:\b(?:in|since|from|until|of|by|january|february|march|april|may|june|july|august"
    r"|september|october|november|december)|\() ?$"
)
CALL = re.compile(r"\b(?:call|phone|dial|ring|text|number|line|telephone|tel)\b")
NUMBERS = ("_number", "_prefix", "_line")  # what the names of such facts end in


def numbers_to_phone_are_fields(desk: SafetyDesk) -> Iterator[Finding]:
    """S113: a typed number is wrong in the next country, at the next clinic and next year.

    Source: section 4, the trap of 111; review 4, S13.
    """
    for block in desk.every:
        for sentence in block.sentences:
            yield from _typed(desk, sentence)


def _typed(desk: SafetyDesk, sentence: Sentence) -> Iterator[Finding]:
    text = THOUSANDS.sub(lambda m: "x" * len(m[0]), sentence.key.text)
    for match in [*RUN.finditer(text), *SPOKEN.finditer(text)]:
        before, after = text[: match.start()], text[match.end() :]
        if not CALL.search(before[-30:]) and (
            COUNTED.search(after)
            or COUNTING.search(before)
            or (YEAR.fullmatch(match[0]) and BEFORE_A_YEAR.search(before))
        ):
            continue
        digits = re.sub(r"\D", "", match[0])
        names = [k for k, f in desk.job.fields.items() if digits and digits == _digits(f.text)]
        problem = f"`{match[0]}` is typed here; is it a number to phone?"
        fix = (
            f"write {{{{ {names[0] if names else 'emergency_number'} }}}}, the fact of the country"
        )
        yield sentence.key.finding("S113", problem, fix, match.start())


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def numbers_keep_their_company(desk: SafetyDesk) -> Iterator[Finding]:
    """S113: a number that means another thing elsewhere stands with its name.

    Source: section 4: 111 alone is the emergency number of New Zealand; none in Northern Ireland.
    """
    for row in desk.book.rows("number"):
        field = f"{{{{{row.name}}}}}"
        for block in desk.every:
            for sentence in block.sentences:
                yield from _company(
                    row.pattern("after"), row.pattern("beside"), field, block, sentence
                )


def _company(
    after: re.Pattern[str],
    beside: re.Pattern[str],
    field: str,
    block: Statement,
    sentence: Sentence,
) -> Iterator[Finding]:
    at = sentence.key.text.find(field)
    if at < 0:
        return
    fix = "name the service before it, and what to do where it does not answer"
    if after.pattern != "(?!)" and not after.search(sentence.key.text[:at]):
        problem = f"`{field}` stands without the name of its service"
        yield sentence.key.finding("S113", problem, fix, at)
    elif beside.pattern != "(?!)" and not block.has(beside):
        problem = f"`{field}` does not answer everywhere in this country, and that is not said"
        yield sentence.key.finding("S113", problem, fix, at)


def nobody_is_left_without_an_answer(desk: SafetyDesk) -> Iterator[Finding]:
    """S130: below the numbers stands what to do where they are closed, or nobody answers.

    Source: FAULTS A4; the issue on lines by name.
    """
    for blocks in desk.products.values():
        mine = [block for block in blocks if block.role == "lines"]
        if mine and all(block.kind == "heading" for block in mine):
            problem = "nothing is said for whoever finds these numbers closed or unanswered"
            fix = "write below the heading what to do then, such as the country's own line"
            yield mine[0].sentences[0].key.finding("S130", problem, fix)


def no_other_country_s_number_stands_here(desk: SafetyDesk) -> Iterator[Finding]:
    """S127: a number, word or unit of another country sends a reader astray.

    Source: section 4; review 4, S13.
    """
    own = {_digits(field.text) for field in desk.job.fields.values()}
    foreign = {n: who for n, who in _foreign(desk).items() if n not in own}
    row = next((r for r in desk.book.rows("country") if r.name == _country(desk.job.locale)), None)
    never = row.patterns("never") if row else ()
    for block in desk.every:
        for sentence in block.sentences:
            for match in RUN.finditer(THOUSANDS.sub("x", sentence.said.text)):
                if who := foreign.get(_digits(match[0])):
                    if COUNTED.search(sentence.said.text[match.end() :]):
                        continue
                    problem = f"`{match[0]}` is a number of {who}, not of this country"
                    fix = "write the field, and see the facts of the country"
                    yield sentence.finding("S127", problem, fix, re.compile(re.escape(match[0])))
            for pattern in never:
                if pattern.search(sentence.said.text):
                    problem = "this word belongs to another country"
                    fix = "write the field from the words or the facts, or a passage of the country"
                    at = pattern.search(sentence.said.text)
                    yield sentence.said.finding("S127", problem, fix, at.start() if at else 0)


def _country(locale: str) -> str:
    return locale.split("-")[-1]


def _foreign(desk: SafetyDesk) -> dict[str, str]:
    """The numbers that other countries' facts hold, each with its country."""
    found: dict[str, str] = {}
    for country, table in (desk.job.rules.countries or {}).items():
        for key, entry in table.items():
            if key.endswith(NUMBERS) and isinstance(entry.value, str):
                found.setdefault(_digits(entry.value), country)
    return {digits: who for digits, who in found.items() if len(digits) > 2}
