"""Safety rules on numbers to phone: each is a field, and of this country."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.finding import Finding
from press.read.text import Sentence, Statement
from press.safety.context import SafetyDesk

RUN = re.compile(
    r"(?<![\w.,/])(?:\+|\(0?)?\d(?:[ ()./-]{0,2}\d){2,24}(?![\w%]|[.,]\d|st\b|nd\b|rd\b|th\b)"
)
# 37.5, 24/7, 120/80, 16-20, 9.30-17.00, 3/12/2026, 2026-11-23
NO_PHONE = re.compile(
    r"\d{1,3}[./-]\d{1,3}|\d{1,2}[./-]\d{1,2}[./-](?:\d\d){1,2}|\d{4}-\d\d-\d\d"
    r"|\d{1,2}\.\d\d ?- ?\d{1,2}\.\d\d|(?:19|20)\d\d(?: ?[/-] ?(?:19|20)?\d\d)?"
)
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
DIGIT = (
    r"(?:(?:treble|triple|double) )?(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine)"
)
SPOKEN = re.compile(rf"\b{DIGIT}(?: {DIGIT}){{2,24}}\b|\b(?:treble|triple) {DIGIT}\b")
CALL = re.compile(r"\b(?:call|phone|dial|ring|text|number|line|telephone|tel)\b.{0,24}$")
PLACE = re.compile(
    r"\b(?:ward|room|bed|bay|page|step|floor|level|desk|form|box|bus|unit)(?: number| no\.?)? $"
)
COUNTED = re.compile(r"[ -]?(?:%|x\b|[°a-z]+)")
GOES_ON = re.compile(r" (?:and|or|at|for|if|in|to|on|is|are|when|now|day|first|then|free|you)\b")
TELLS = re.compile(
    r"\b(?:phone|telephone|dial)\b|\bcall\b(?! (?:for|out|it|this|them)\b)"
    r"|\bring (?:us|the|your|a)\b"
)
URGENT = ("emergency", "urgent", "stop")  # roles of sections whose help can't wait
SURE = 6  # digits: so many are no count
NUMBERS = ("_number", "_prefix", "_line", ".number")  # what the names of such facts end in


def numbers_to_phone_are_fields(desk: SafetyDesk) -> Iterator[Finding]:
    """S113, S127: a typed number is wrong in the next country, at the next clinic, next year.

    Source: section 4, the trap of 111; review 4, S13.
    """
    own = {_digits(field.text): name for name, field in reversed(list(desk.job.fields.items()))}
    foreign = {digits: who for digits, who in _foreign(desk).items() if digits not in own}
    for _, sentence in desk.sentences:
        yield from _typed(sentence, own, foreign)


def _typed(sentence: Sentence, own: dict[str, str], foreign: dict[str, str]) -> Iterator[Finding]:
    text = THOUSANDS.sub(lambda m: "x" * len(m[0]), sentence.key.text)
    for match in [*RUN.finditer(text), *SPOKEN.finditer(text)]:
        digits = _digits(match[0])
        if not _may_be_dialled(text, match, digits in own or digits in foreign):
            continue
        if digits in foreign:
            problem = f"`{match[0]}` is a number of {foreign[digits]}, not of this country"
            fix = "write the field, and see the facts of the country"
            yield sentence.key.finding("S127", problem, fix, match.start())
            continue
        problem = f"`{match[0]}` is typed here; is it a number to phone?"
        fix = f"write {{{{ {own.get(digits, 'emergency_number')} }}}}, the fact of the country"
        yield sentence.key.finding("S113", problem, fix, match.start())


def _may_be_dialled(text: str, match: re.Match[str], known: bool) -> bool:
    """Whether a run of digits, or of their words, may be a number to phone."""
    before, after = text[: match.start()], text[match.end() :]
    if NO_PHONE.fullmatch(match[0]) or PLACE.search(before):
        return False
    if CALL.search(before):
        return True
    if COUNTED.match(after) and not GOES_ON.match(after):
        return False
    long = len(_digits(match[0])) >= SURE or match[0][0] in "+(0"
    return known or long or not match[0][0].isdigit()


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


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


def whoever_must_phone_has_a_number(desk: SafetyDesk) -> Iterator[Finding]:
    """S135: a product that tells the reader to phone at once says which number.

    Source: the issue on lines by name; FAULTS A4.
    """
    for product, blocks in desk.products.items():
        if any(block.role == "lines" for block in blocks):
            continue
        sections: dict[tuple[str, str], list[Statement]] = {}
        for block in blocks:
            # a heading is the first of its own section
            own = [block.sentences[0].key.text] if block.kind == "heading" else block.headings[-1:]
            sections.setdefault((block.role, "".join(own)), []).append(block)
        for (role, _), section in sections.items():
            told = next((block for block in section if block.has(TELLS)), None)
            if role in URGENT and told and not any(map(_has_a_number, section)):
                says = told.sentences[0].raw.text
                problem = f"the {product} tells the reader to phone (“{says}”) and gives no number"
                fix = "add a section for the numbers: ### Your numbers {.lines}; or say here the "
                fix += "country's own: {{ emergency_number }}"
                yield desk.manuscript(product).title.line.finding("S135", problem, fix)
                break


def _has_a_number(block: Statement) -> bool:
    """Whether a block gives a number to phone, typed or as a fact of the country."""
    typed = (match[0] for match in RUN.finditer(block.text))
    return "_number" in block.text or any(not NO_PHONE.fullmatch(one) for one in typed)


def _foreign(desk: SafetyDesk) -> dict[str, str]:
    """The numbers that other countries' facts hold, each with its country."""
    found: dict[str, str] = {}
    for country, table in (desk.job.rules.countries or {}).items():
        for key, entry in table.items():
            digits = _digits(str(entry.value))
            if key.endswith(NUMBERS) and isinstance(entry.value, str) and len(digits) > 2:
                found.setdefault(digits, country)
    return found
