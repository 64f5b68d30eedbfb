"""What patterns see and can't judge, each row of data a question: is this right?

A row looks at sentences, at their clauses or at whole blocks, for all of its patterns together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from press.finding import Finding
from press.read.safety_book import SafetyRow
from press.read.text import Statement
from press.safety.context import SafetyDesk

WORD_BEFORE, WORD_AFTER = re.compile(r"\w+$"), re.compile(r"\w+")
FIX = "ask whoever knows; where it is right, answer that it is"


def hazards_are_asked_about(desk: SafetyDesk) -> Iterator[Finding]:
    """G108, S101, S103 to S105, S107 to S109, S111, S113, S115 to S119, S123, S125, S127: `[ask]`.

    Source: each row names its own: rows of the evidence base, sections of its review.
    """
    clauses = desk.book.one("clauses")
    ends = clauses.pattern("ends") if clauses else re.compile(r"(?!)")
    for row in desk.book.rows("ask"):
        if row.text("country") not in ("", desk.country):
            continue
        for block in desk.every:
            named = (block.kind == "picture") == (row.text("in") == "picture")
            if named and (not block.product or row.on(block.product, desk.country)):
                yield from _asked(row, block, ends)


def _asked(row: SafetyRow, block: Statement, ends: re.Pattern[str]) -> Iterator[Finding]:
    if "near" in row.values and not row.pattern("near").search(block.near):
        return
    fix = row.text("fix") or FIX
    if row.text("in") == "block":
        if row.fits(block.text):
            yield block.finding(row.text("code"), _problem(row, block.text), fix, row.all[0])
        return
    for sentence in block.sentences:
        if typed := row.pattern("typed").search(sentence.raw.text):
            problem = f"`{typed[0]}`: {row.text('asks')}"
            yield sentence.raw.finding(row.text("code"), problem, fix, typed.start())
        for text in sentence.texts:
            parts = _clauses(text, ends) if row.text("in") == "clause" else [text]
            if part := next((part for part in parts if row.fits(part)), None):
                yield sentence.finding(row.text("code"), _problem(row, part), fix, row.all[0])
                break


def _problem(row: SafetyRow, text: str) -> str:
    """What is asked, with the whole words of what was found."""
    match = row.all[0].search(text)
    first, last = match.span() if match else (0, 0)
    ends = WORD_BEFORE.search(text[:first]), WORD_AFTER.match(text[last:])
    before, after = (end[0] if end else "" for end in ends)
    return f"`{before}{text[first:last].strip()}{after}`: {row.text('asks')}"


def _clauses(text: str, ends: re.Pattern[str]) -> list[str]:
    """The clauses of a sentence; joined, they are the sentence again."""
    bounds = [0, *(match.start() for match in ends.finditer(text)), len(text)]
    return [text[first:last] for first, last in pairwise(bounds)]
