"""Safety rules on the form of a sentence: both sides, one number, each negative by its verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from press.finding import Finding
from press.read.text import Statement
from press.safety.context import SafetyDesk
from press.safety.quantities import NUMBER, number_in

MINUTES = re.compile(
    rf"(?:(?P<from>{NUMBER}) ?(?:to|or|-) ?)?(?P<number>{NUMBER})[ -]?min(?:ute)?s?\b"
    r"|(?P<loose>\b(?:(?:a few|a couple of|several|some|many) (?:minutes|hours)"
    rf"|half an hour|quarter of an hour|(?:an|one) hour|{NUMBER} (?:hours|seconds) after)\b)"
)
LIST_OF_NOTS = re.compile(
    r"^(?:(?:things|what|how) (?:to avoid|not to do|you should not do|never to do)"
    r"|avoid|never|don't|don'?ts|do nots?|you (?:should|must) not|it is not safe to)\b"
    r"|(?:do not|don't|never|avoid|must not|should not|not to)[:.]?$"
)
NEGATIVE = re.compile(r"\b(?:not|never|no|nor|without|cannot|avoid|stop|nothing|none)\b|n't\b")
LAST_NOT = re.compile(r"\b(?:do not|not|never|don['’]t|cannot|no)\s*(?:\*\*)?\s*$", re.IGNORECASE)
SPLIT_NOT = re.compile(r"\b(?:not|never|don['’]t)\s*(?:\||!\[|\[@|<br)", re.IGNORECASE)


def either_side_is_fine(desk: SafetyDesk) -> Iterator[Finding]:
    """S107: no one is sent to one side, or frightened off the other, for sleep.

    Source: rows R35, R36, M14; review 4, S7.
    """
    row = desk.book.one("side")
    if row is None:
        return
    one, other, best = row.pattern("one"), row.pattern("other"), row.pattern("best")
    for block in desk.prose:
        heads = " ".join(block.headings)
        if not (block.has(row.pattern("words")) or row.pattern("words").search(heads)):
            continue
        for sentence in block.sentences:
            if sentence.has(one) and (not sentence.has(other) or sentence.has(best)):
                problem = "this prefers one side for sleep"
                fix = "write: go to sleep on your side: left or right is fine"
                yield sentence.finding("S107", problem, fix, one)
            for match in re.finditer(rf"({NUMBER}) weeks", sentence.said.text):
                if number_in(match[1]) != row.number("week"):
                    problem = f"the week for sleep is {row.number('week')}, not `{match[1]}`"
                    fix = f"write: From {row.number('week')} weeks"
                    yield sentence.said.finding("S107", problem, fix, match.start())


def the_minutes_are_the_same_everywhere(desk: SafetyDesk) -> Iterator[Finding]:
    """S108: when to phone has one number of minutes, counted from when the cramp began.

    Source: row R42; review 1.4, S8.
    """
    row = desk.book.one("minutes")
    if row is None:
        return
    wanted = row.number("number")
    for block in desk.prose:
        about = f"{block.text}\n{' '.join(block.headings)}"
        if not row.pattern("beside").search(about):
            continue
        for sentence in block.sentences:
            for match in MINUTES.finditer(sentence.said.text):
                if match["loose"] or number_in(match["number"]) != wanted or match["from"]:
                    problem = f"`{match[0]}` is another limit than {wanted} minutes"
                    fix = f"write {wanted} minutes, as everywhere in this guide"
                    yield sentence.said.finding("S108", problem, fix, match.start())
        still = row.pattern("still")
        for sentence in block.sentences:
            counted = not sentence.has(still) or sentence.has(row.pattern("from"))
            if MINUTES.search(sentence.said.text) and not counted:
                problem = "from when do these minutes count?"
                fix = f"write: still tight {wanted} minutes after it began"
                yield sentence.finding("S108", problem, fix, still)


def each_not_stands_in_its_own_item(desk: SafetyDesk) -> Iterator[Finding]:
    """S121: a tired reader sees one item, so each "do not" carries its own negative.

    Source: review 4, S20.
    """
    if desk.book.blank:
        return
    for block in desk.prose:
        if block.kind != "item":
            continue
        above = _above(block)
        if LIST_OF_NOTS.search(above) and not block.has(NEGATIVE):
            problem = "read alone, this item tells her to do it"
            fix = "begin it with: Do not"
            yield block.sentences[0].finding("S121", problem, fix, re.compile(""))


def _above(block: Statement) -> str:
    """The last sentence that a list hangs on: of the text before it, else of its heading."""
    if block.lead is not None:
        return block.lead.sentences[-1].said.text.rstrip(" :")
    heading = block.headings[-1] if block.headings else ""
    return re.split(r"[.?!] ", heading)[-1].rstrip(" :.")


def no_line_ends_between_not_and_its_verb(desk: SafetyDesk) -> Iterator[Finding]:
    """S122: "Do not" at the end of a line and "rub" on the next is read as "rub".

    Source: review 4, S21. This sees raw lines; what the page breaks, only the page shows.
    """
    if desk.book.blank:
        return
    for manuscript in desk.job.manuscripts:
        for line, below in pairwise(manuscript.lines):
            text = re.sub(r"\[@[^\]]*\]", "", line.text)
            match = LAST_NOT.search(text) if below.text.strip() else None
            match = match or SPLIT_NOT.search(text)
            if match:
                problem = f"`{match[0].strip(' *|![@')}` stands on one line and its verb elsewhere"
                fix = "put both on one line"
                yield line.finding("S122", problem, fix, match.start() + 1)
