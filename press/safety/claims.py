"""Safety rules on what a sentence claims: cures, comfort, and tests that a reader can't make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from press.finding import Finding
from press.read.safety_book import SafetyRow
from press.read.text import Sentence, Statement
from press.safety.context import SafetyDesk

REMEDY = re.compile(
    r"\b(?:tablets?|pills?|capsules?|vitamins?|supplements?|minerals?|medicines?|drugs?|remed(?:y|ies)"
    r"|herb(?:s|al)?|injections?|iron|magnesium|calcium|zinc|ointments?|creams?|gels?)\b"
)
CURE = re.compile(
    r"\b(?:cur(?:e|es|ed|ing)|heal(?:s|ed|ing)?|miracles?|guarante\w+|banish\w*|gets? rid of"
    r"|wonder (?:drug|tablet|pill)s?|for good)\b"
)
DOUBT = re.compile(
    r"\b(?:may|might|could|perhaps|not|never|no|nor|neither|none|nobody|unclear|unproven|cannot)\b|n't\b"
)
NO_DOUBT = re.compile(
    r"\b(?:no|without(?: any)?) (?:doubt|question)|\bnot (?:only|just|to mention)"
    r"|\b(?:never|not|n't|cannot) fails?|\bnothing(?: \w+){0,4} like"
    r"|\bno \w+(?: \w+){0,4} (?:better|faster|more|sooner|quicker) than"
    r"|\bno (?:wonder|matter|longer than|more (?:cramps?|pain))|\bin (?:no time|may)\b"
)
CLAUSE = re.compile(
    r"[;:]|,? ?\b(?:but|yet|because|although|though|while|whereas)\b"
    r"|,? (?:and|so|then) (?=(?:it|they|this|these|that|you|will|can|soon|also)\b)"
    r"|, (?=(?:it|they|this|these|which)\b)"
)


def tablets_cure_nothing(desk: SafetyDesk) -> Iterator[Finding]:
    """S109: no tablet, vitamin or food stops a cramp, and no sentence says so without its doubt.

    Source: rows R04, R07, R14, R25, R62; review 4, S9. In any guide: no cure beside a tablet.
    """
    own = desk.book.one("effects")
    for block in desk.every:
        for number, sentence in enumerate(block.sentences):
            if desk.excused(sentence, block, "S109"):
                continue
            before = block.sentences[number - 1] if number else None
            yield from _claims(own, block, sentence, before)


def _claims(
    own: SafetyRow | None, block: Statement, sentence: Sentence, before: Sentence | None
) -> Iterator[Finding]:
    nearby = sentence.said.text + " " + (before.said.text if before else " ".join(block.headings))
    remedy = REMEDY.search(nearby) or (own and own.pattern("remedies").search(nearby))
    rules = [(CURE, bool(remedy))]
    if own:
        rules = [(CURE, True), (own.pattern("never"), True)]
        rules.append((own.pattern("verbs"), bool(remedy)))
    text = sentence.said.text
    start = 0
    for clause in _clauses(text, own):
        at, start = start, start + len(clause)
        doubted = DOUBT.search(NO_DOUBT.sub(" ", clause)) or (
            own and own.pattern("hedges").search(clause)
        )
        target = bool(own and own.pattern("targets").search(clause))
        every = [*rules, (own.pattern("verbs"), target)] if own else rules
        for verbs, applies in every:
            match = verbs.search(clause)
            if match and applies and not doubted:
                problem = f"`{match[0]}` promises what no source has shown"
                fix = "say what is known: may help, is not proven to; or leave it out"
                yield sentence.said.finding("S109", problem, fix, at + match.start())
                return


def _clauses(text: str, own: SafetyRow | None) -> list[str]:
    """The clauses of a sentence; joined, they are the sentence again."""
    cuts = [match.start() for match in CLAUSE.finditer(text)]
    if own:
        joint = re.compile(rf",? and (?=(?:{own.pattern('verbs').pattern}))")
        cuts += [match.start() for match in joint.finditer(text)]
    bounds = [0, *sorted(set(cuts)), len(text)]
    return [text[first:last] for first, last in pairwise(bounds)]


def the_leg_check_has_no_condition(desk: SafetyDesk) -> Iterator[Finding]:
    """S116: a clot does not ease, so who looks when it eases never looks.

    Source: review 1.1; 4, S16.
    """
    row = desk.book.one("check")
    if row is None:
        return
    look, condition = row.pattern("look"), row.pattern("condition")
    fix = "write: Look at both legs. Lay a hand on each."
    for block in desk.prose:
        asked = False
        for sentence in block.sentences:
            if look.search(sentence.said.text) and not desk.excused(sentence, block, "S116"):
                if sentence.has(condition):
                    problem = "the leg check hangs on a condition; it is for every time"
                    yield sentence.finding("S116", problem, fix, condition)
                elif asked:
                    problem = "a question comes before the leg check; it is for every time"
                    yield sentence.finding("S116", problem, fix, look)
            asked = sentence.said.text.endswith("?")


def no_home_test_rules_out_a_clot(desk: SafetyDesk) -> Iterator[Finding]:
    """S117: a stretch can ease a leg that has a clot. Source: M02; review 1.2, S17."""
    row = desk.book.one("test")
    if row is None:
        return
    eases, safe, columns = (row.pattern(key) for key in ("eases", "safe", "columns"))
    fix = "take it out; write: A blood clot can feel like a cramp. If you are not sure, phone."
    for block in desk.prose:
        if any(desk.excused(sentence, block, "S117") for sentence in block.sentences):
            continue
        heads = any(columns.search(sentence.header) for sentence in block.sentences)
        if block.has(eases) and (block.has(safe) or heads):
            problem = "this lets a stretch, or how it feels, rule out a clot"
            yield block.finding("S117", problem, fix, eases)


def comfort_stands_beside_the_check(desk: SafetyDesk) -> Iterator[Finding]:
    """S118: whoever reads that it is harmless reads in the same paragraph to look at both legs.

    Source: row R63; review 1.14, S18.
    """
    row = desk.book.one("comfort")
    if row is None:
        return
    words, about, beside = (row.pattern(key) for key in ("words", "about", "with"))
    for block in desk.prose:
        if block.has(beside):
            continue
        for sentence in block.sentences:
            text = sentence.said.text
            if not words.search(text) or desk.excused(sentence, block, "S118"):
                continue
            if block.has(about) and not row.pattern("except").search(text):
                problem = "this calms a reader who has not looked at her legs yet"
                fix = "put it in one paragraph with: Always look at both legs after it."
                yield sentence.finding("S118", problem, fix, words)
