"""Safety rule on doses that stand in no table: in sentences, lists, headings, tables elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from press.finding import Finding
from press.read.dose_words import often_in, unread_in
from press.read.doses import (
    COUNT_WORDS,
    COUNTS,
    DIGITS,
    MASS,
    SPELT,
    VOLUME,
    Quantity,
    apart_in,
    quantities,
    strengths,
    times_in,
    without_strengths,
)
from press.read.medicines import Medicine
from press.read.text import Statement
from press.safety.context import SafetyDesk
from press.safety.dose_rows import DATA_FIX, LOOK, named_in, same

ROLE = "medicines"
TABLE_FIX = "put it into a table under {.medicines}: age or weight, dose, how often"
GIVE = re.compile(
    r"\b(?:giv(?:e|es|en|ing)|tak(?:e|es|en|ing)|us(?:e|es|ed|ing)|swallow\w*|inhale\w*|doses?"
    r"|chew\w*|suck\w*|apply|put|inject\w*|doubl\w+)\b"
)
VITAMIN_UNITS = re.compile(r"\d ?(?:international )?(?:units|iu)\b")
# a name may stand between: two calmadol tablets
NAMED_BETWEEN = re.compile(rf"(?:{DIGITS}|\b{SPELT}) (?:[a-z]+ ){{1,2}}(?:{COUNT_WORDS})\b")
ANOTHER = r"(?:or|and|with|then|plus|but|not)\b"  # the next name is of another amount
WATER = re.compile(r" of (?:\w+ )?(?:water|milk|juice|squash|drinks?|fluids?)\b")


def doses_stand_in_tables(desk: SafetyDesk) -> Iterator[Finding]:
    """S131, S133: what is no table can't be checked, nor a table outside its section."""
    for block in desk.every:
        if block.kind != "picture":
            named = _named(desk, block)
            judge = _inside if block.role == ROLE else _outside
            yield from judge(desk, block, named)


def _named(desk: SafetyDesk, block: Statement) -> Sequence[Medicine]:
    near = [block.text, *reversed(block.headings), block.near]
    return next((told for text in near if (told := named_in(desk.job.rules.medicines, text))), [])


def _inside(_: SafetyDesk, block: Statement, named: Sequence[Medicine]) -> Iterator[Finding]:
    """What is not in a table of {.medicines}: each number or word of quantity is held, or asked."""
    text = "\n".join(without_strengths(sentence.said.text) for sentence in block.sentences)
    if block.kind == "row":  # its doses are held one by one
        yield from _too_soon(block, named, text)
        return
    told = [*_stands(block, named, "stands in no table")]
    told += [*_too_often(block, named, text), *_too_soon(block, named, text)]
    if not told:
        for sentence in block.sentences:
            if words := unread_in(sentence.said.text):
                listed = ", ".join(f"“{word}”" for word in words)
                problem = f"this can't be checked: nothing here reads {listed}"
                told.append(sentence.finding("S133", problem, TABLE_FIX))
    yield from told


def _outside(desk: SafetyDesk, block: Statement, named: Sequence[Medicine]) -> Iterator[Finding]:
    where = "stands outside {.medicines}" if block.kind == "row" else "stands in no table"
    if named:
        told = [*_stands(block, named, where)]
        own = bool(named_in(named, block.text))
        said = [(one, one.said.text) for one in block.sentences]
        loose = [s for s, t in said if NAMED_BETWEEN.search(t) or (own and _how_often(t))]
        if loose and not told:
            problem = f"this dose {where}: nothing checked it"
            told.append(loose[0].finding("S133", problem, TABLE_FIX))
        yield from told
        return
    for sentence in block.sentences:
        if _gives(desk, sentence.key.text):
            problem = f"this dose {where}: nothing checked it"
            yield sentence.finding("S133", problem, TABLE_FIX)
            return  # one block, one question


def _gives(desk: SafetyDesk, text: str) -> bool:
    """Whether it has an amount that is typed, and of nothing whose amounts are held elsewhere."""
    verb = bool(GIVE.search(text))
    if verb and (NAMED_BETWEEN.search(text) or VITAMIN_UNITS.search(text)):
        return True
    # "take a tablet" is an amount; in "a tablet that you take" it is a thing
    doses = [
        one
        for one in _doses(text)
        if not text.startswith("a", one.at) or GIVE.search(text, 0, one.at)
    ]
    return any(not _held(desk, text, one) for one in doses)


def _how_often(text: str) -> bool:
    """Whether a sentence on a known medicine says how often, or how much in words."""
    return bool(often_in(text)) or bool(GIVE.search(text) and unread_in(text))


def _doses(text: str) -> list[Quantity]:
    kinds = (MASS, VOLUME, "per kg", *COUNTS)
    return [one for one in quantities(text) if one.kind in kinds and not WATER.match(text, one.end)]


def _held(desk: SafetyDesk, text: str, one: Quantity) -> bool:
    """Whether it is a mass of a substance named by it, and S124 asks for its field."""
    what = desk.substances.pattern
    after = re.match(rf" (?:of )?(?:(?!{ANOTHER})\w+ )?(?:{what})", text[one.end :])
    before = re.search(rf"(?:{what})(?: (?!{ANOTHER})\w+){{0,3}} $", text[: one.at])
    return one.kind == MASS and desk.book.own and bool(after or before)


def _stands(block: Statement, named: Sequence[Medicine], where: str) -> Iterator[Finding]:
    """S133 for a dose that stands where nothing holds it."""
    known = [strength for medicine in named for strength in medicine.strengths]
    for sentence in block.sentences:
        text = sentence.said.text
        new = named and any(not any(same(one, k) for k in known) for one in strengths(text))
        if new or _doses(without_strengths(text)):
            problem = f"this dose {where}: nothing checked it"
            yield sentence.finding("S133", problem, TABLE_FIX)
            return


def _too_often(block: Statement, named: Sequence[Medicine], text: str) -> Iterator[Finding]:
    times = times_in(text)
    most = [limit.times for m in named for limit in m.limits if limit.times]
    if times and most and times > max(most):
        problem = f"{times:g} times in 24 hours is more than the {max(most):g} of {named[0].key}"
        yield _asked(block, problem, LOOK, "S131")
    elif times and not most:
        yield _asked(block, "this can't be checked: medicines.toml says not how often", DATA_FIX)


def _too_soon(block: Statement, named: Sequence[Medicine], text: str) -> Iterator[Finding]:
    hours = apart_in(text)
    least = [limit.apart for m in named for limit in m.limits if limit.apart]
    most = [limit.times for m in named for limit in m.limits if limit.times]
    told = block.kind == "row" and most and (times_in(text) or 0) > max(most)
    if hours and least and hours < min(least) and not told:
        problem = f"{hours:g} hours between doses is less than the {min(least):g} of {named[0].key}"
        yield _asked(block, problem, LOOK, "S131")
    elif hours and not least and block.kind != "row":
        yield _asked(block, "this can't be checked: medicines.toml has no `apart`", DATA_FIX)


def _asked(block: Statement, problem: str, fix: str, code: str = "S133") -> Finding:
    first = next((s for s in block.sentences if quantities(s.said.text)), block.sentences[0])
    return first.line.finding(code, problem, fix, first.column)
