"""Checks of the report on how a text is made: words, chunks, headings, pictures, tables.

A check is a function of the desk whose docstring is what it looks at. None: it can't tell.
"""

from __future__ import annotations

import re

from press.plain.grammar import is_direct, is_order, passive
from press.plain.rules import worst
from press.read.syntax import HEADING, TABLE_RULE
from press.read.units import ITEM, ROW, STEP, TEXT
from press.report.context import NO, NOT_APPLICABLE, YES, Answer, ReportDesk, clipped, shown

DECIMAL = re.compile(r"\d\.\d")
NUMBER = re.compile(r"\d")
TABLE_COLUMNS, HEADER_WORDS = 4, 4  # EVIDENCE 5.5, item 19
EQIP_MEAN = 15  # words in a sentence


def _by(desk: ReportDesk, codes: tuple[str, ...], else_yes: Answer) -> Answer:
    found = desk.first_finding(*codes)
    return Answer(NO, f"{found.code} {found.problem}", found.place) if found else else_yes


def everyday_words(desk: ReportDesk) -> Answer | None:
    """No hard word is used, and the grade is within its gate."""
    if desk.reading.tongue is None:
        return None
    hardest = worst(desk.reading.sentences)
    why = f"grade {desk.figures.grade:.1f}; the hardest sentence: {clipped(hardest.text)}"
    return _by(desk, ("W101", "W102", "W116"), Answer(YES, why, shown(hardest)))


def terms(desk: ReportDesk) -> Answer | None:
    """Every listed term is explained where it is first read, and every abbreviation is known."""
    tongue = desk.reading.tongue
    if tongue is None or not tongue.terms:
        return None
    firsts = [
        (one, term.key)
        for term in tongue.terms
        for one in desk.reading.sentences
        if term.first_form(one.text)
    ]
    if not firsts:
        return Answer(NOT_APPLICABLE, "none of the listed terms is used", desk.top)
    used = len({key for _, key in firsts})
    why = f"{used} listed terms are used, each explained at first; so here: {firsts[0][1]}"
    return _by(desk, ("W113", "W117"), Answer(YES, why, shown(firsts[0][0])))


def active(desk: ReportDesk) -> Answer | None:
    """One sentence in ten or fewer is passive."""
    tongue, sentences = desk.reading.tongue, desk.reading.sentences
    if tongue is None:
        return None
    found = [one for one in sentences if passive(one, tongue)]
    why = f"{len(found)} of {len(sentences)} sentences are passive"
    place = shown(found[0]) if found else desk.top
    over = len(found) > desk.reading.gates.passive * len(sentences)
    return Answer(NO if over else YES, why, place)


def numbers(desk: ReportDesk) -> Answer | None:
    """Numbers are whole ones; a product without any is left out."""
    decimal, first = desk.sentence_like(DECIMAL), desk.sentence_like(NUMBER)
    if decimal:
        return Answer(NO, f"a decimal: {clipped(decimal.text)}", shown(decimal))
    if first is None:
        return Answer(NOT_APPLICABLE, "there are no numbers", desk.top)
    return Answer(YES, "every number is a whole one", shown(first))


def no_sums(desk: ReportDesk) -> Answer | None:
    """No sentence asks its reader to calculate."""
    asks = desk.sentence_with("sums")
    if asks:
        return Answer(NO, f"a sum: {clipped(asks.text)}", shown(asks))
    first = desk.sentence_like(NUMBER)
    why = "no sentence asks for a sum; its first number stands as it is used"
    return Answer(YES, why, shown(first) if first else desk.top)


def sums_shown(desk: ReportDesk) -> Answer | None:
    """Where nothing must be calculated, nothing need be shown."""
    told = no_sums(desk)
    if told is None or told.says == NO:
        return None
    return Answer(NOT_APPLICABLE, told.why, told.place)


def chunks(desk: ReportDesk) -> Answer | None:
    """Lists and paragraphs keep to their lengths, under headings."""
    blocks = [block for block in desk.reading.blocks if block.kind in (TEXT, ITEM, STEP)]
    if not blocks or len(desk.reading.parts) < 2:
        return Answer(NO, "there is no heading", desk.top)
    longest = max(blocks, key=lambda block: len(block.sentences)).sentences[0]
    why = f"no list or paragraph is over its length; the longest begins: {clipped(longest.text)}"
    return _by(desk, ("W106", "W107", "W108"), Answer(YES, why, shown(longest)))


def lists(desk: ReportDesk) -> Answer | None:
    """There are lists, and none is over seven items."""
    found = [block for block in desk.reading.blocks if block.kind in (ITEM, STEP)]
    if not found:
        return Answer(NO, "there is no list", desk.top)
    longest = max(found, key=lambda block: len(block.items))
    why = f"{len(found)} lists; the longest has {len(longest.items)} items"
    return _by(desk, ("W106", "W108"), Answer(YES, why, shown(longest.sentences[0])))


def headings(desk: ReportDesk) -> Answer | None:
    """Every part after the intro has a heading of two words or more."""
    marks = [(line, HEADING.match(line.text)) for line in desk.lines]
    found = [(line, match[2]) for line, match in marks if match]
    if not found:
        return Answer(NO, "there is no heading", desk.top)
    bare = next((line for line, text in found if not re.search(r"\w", text)), None)
    if bare:
        return Answer(NO, "a heading without words", bare.place)
    asks = sum(text.rstrip().endswith("?") for _, text in found)
    return Answer(YES, f"{len(found)} headings, {asks} of them questions", found[0][0].place)


def captions(desk: ReportDesk) -> Answer | None:
    """Every picture has a caption, or belongs to a step that says what it shows."""
    found = list(desk.pictures())
    if not found:
        return Answer(NOT_APPLICABLE, "there are no pictures", desk.top)
    bare = [line for line, caption in found if not caption and not line.text[:1].isspace()]
    if bare:
        return Answer(NO, "a picture without a caption", bare[0].place)
    return Answer(YES, f"{len(found)} pictures, each with a caption or its step", found[0][0].place)


def tables(desk: ReportDesk) -> Answer | None:
    """Tables have four columns or fewer, and a header row of four words or fewer a cell."""
    rules = [
        n for n, one in enumerate(desk.lines) if "|" in one.text and TABLE_RULE.match(one.text)
    ]
    if not rules:
        return Answer(NOT_APPLICABLE, "there is no table", desk.top)
    for rule in rules:
        head = desk.lines[rule - 1]
        cells = [cell.strip() for cell in head.text.strip().strip("|").split("|")]
        if len(cells) > TABLE_COLUMNS:
            return Answer(NO, f"a table of {len(cells)} columns", head.place)
        if any(not cell or len(cell.split()) > HEADER_WORDS for cell in cells):
            return Answer(NO, "a column's heading is empty or long", head.place)
    return Answer(YES, "short headings over few columns", desk.lines[rules[0] - 1].place)


def table_led_in(desk: ReportDesk) -> Answer | None:
    """A sentence before each table says how to read it."""
    found = False
    for part in desk.reading.parts:
        for number, block in enumerate(part.blocks):
            if block.kind == ROW:
                found = True
                before = part.blocks[number - 1] if number else None
                if before is None or before.kind != TEXT:
                    first = block.sentences[0]
                    return Answer(NO, "nothing leads in to this table", shown(first))
                told = Answer(YES, "a sentence leads in", shown(before.sentences[0]))
    return told if found else Answer(NOT_APPLICABLE, "there is no table", desk.top)


def mean_sentence(desk: ReportDesk) -> Answer | None:
    """A sentence has fewer than fifteen words on the whole."""
    longest = max(desk.reading.sentences, key=lambda one: len(one.words))
    why = f"{desk.figures.mean:.1f} words; the longest sentence has {len(longest.words)}"
    return Answer(YES if desk.figures.mean < EQIP_MEAN else NO, why, shown(longest))


def speaks_to_reader(desk: ReportDesk) -> Answer | None:
    """Enough sentences say "you", tell her what to do, or ask."""
    tongue, sentences = desk.reading.tongue, desk.reading.sentences
    if tongue is None:
        return None
    direct = [one for one in sentences if is_direct(one, tongue)]
    if not direct:
        return Answer(NO, "no sentence speaks to its reader", desk.top)
    why = f"{len(direct)} of {len(sentences)} sentences; the first: {clipped(direct[0].text)}"
    return _by(desk, ("W114", "W115"), Answer(YES, why, shown(direct[0])))


def action(desk: ReportDesk) -> Answer | None:
    """At least one sentence says what to do."""
    tongue = desk.reading.tongue
    if tongue is None:
        return None
    orders = [one for one in desk.reading.sentences if is_order(one.text, tongue)]
    if not orders:
        return Answer(NO, "no sentence says what to do", desk.top)
    return Answer(
        YES, f"{len(orders)} orders; the first: {clipped(orders[0].text)}", shown(orders[0])
    )


def short_steps(desk: ReportDesk) -> Answer | None:
    """There are numbered steps, each in short sentences that begin with an order."""
    steps = [block for block in desk.reading.blocks if block.kind == STEP]
    if not steps:
        return Answer(NO, "there are no numbered steps", desk.top)
    first = steps[0].sentences[0]
    why = f"{len(steps[0].items)} numbered steps in short sentences"
    return _by(desk, ("W108", "W109", "W110", "W111"), Answer(YES, why, shown(first)))


def has_picture(desk: ReportDesk) -> Answer | None:
    """There is a picture."""
    first = next(desk.pictures(), None)
    if first is None:
        return Answer(NO, "there is no picture", desk.top)
    return Answer(YES, "the first picture stands here", first[0].place)


FORM = (everyday_words, terms, active, numbers, no_sums, sums_shown, chunks, lists, headings,
        captions, tables, table_led_in, mean_sentence, speaks_to_reader, action, short_steps,
        has_picture)  # fmt: skip
