"""The rules of plain words that look at how long and how direct a text is. A rule is a sentence.

Targets stand in the products' rows, templates/products.toml.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from press.finding import Finding
from press.plain.grammar import is_direct, is_order, passive
from press.plain.readability import LANGUAGE, Figures, measure
from press.products import Gates
from press.read.aloud import Block, Part
from press.read.language import Tongue
from press.read.manuscript import Manuscript
from press.read.text import Sentence, breaths, words_of
from press.read.units import ITEM, STEP, TEXT


@dataclass(frozen=True)
class PlainReading:
    """One manuscript as it is read, with all that its rules are held against."""

    manuscript: Manuscript
    parts: tuple[Part, ...]
    gates: Gates
    tongue: Tongue | None
    locale: str

    @cached_property
    def sentences(self) -> list[Sentence]:
        return [one for part in self.parts for one in part.scored]

    @property
    def blocks(self) -> Iterator[Block]:
        return (block for part in self.parts for block in part.blocks)

    @property
    def steps(self) -> list[Block]:
        """The numbered lists of the parts that are steps."""
        parts = [part for part in self.parts if part.role == "steps"]
        return [block for part in parts for block in part.blocks if block.kind == STEP]

    @property
    def in_english(self) -> bool:
        return self.locale.split("-")[0] == LANGUAGE


def figures(sentences: Sequence[Sentence]) -> Figures:
    """The counts and grades of these sentences."""
    return measure(sentence.text for sentence in sentences)


def worst(sentences: Sequence[Sentence]) -> Sentence:
    """The sentence with the highest grade; those of two or three words say little."""
    long = [one for one in sentences if len(one.words) > 3] or list(sentences)
    return max(long, key=lambda one: measure([one.text]).grade)


def the_grade_is_low(reading: PlainReading) -> Iterator[Finding]:
    """W101: the whole text can be read by a child of eleven or twelve (T2, EVIDENCE 5.9)."""
    sentences = reading.sentences if reading.in_english else []
    told = figures(sentences)
    if told.words < reading.gates.part_words:
        return
    if told.grade > reading.gates.grade:
        problem = (
            f"the {reading.manuscript.product.name} has Flesch-Kincaid grade {told.grade:.1f};"
            f" the most is {reading.gates.grade:.1f}"
        )
        fix = "shorten sentences and words, this one first: it is the hardest"
        yield worst(sentences).finding("W101", problem, fix)


def long_words_are_few(reading: PlainReading) -> Iterator[Finding]:
    """W102: SMOG counts words of three syllables or more; it needs 30 sentences (T2, 5.9)."""
    smog = figures(reading.sentences).smog if reading.in_english else None
    if smog is not None and smog > reading.gates.smog:
        problem = (
            f"the {reading.manuscript.product.name} has SMOG grade {smog:.1f};"
            f" the most is {reading.gates.smog:.1f}"
        )
        most = max(reading.sentences, key=lambda one: measure([one.text]).polysyllables)
        fix = "take shorter words, in this sentence first: it has most long ones"
        yield most.finding("W102", problem, fix)


def no_part_is_hard(reading: PlainReading) -> Iterator[Finding]:
    """W103: an easy text may not hide one hard block (EVIDENCE 5.9)."""
    for part in reading.parts if reading.in_english else ():
        told = figures(part.scored)
        if told.words >= reading.gates.part_words and told.grade > reading.gates.grade:
            problem = (
                f"the part `{part.title}` has Flesch-Kincaid grade {told.grade:.1f};"
                f" the most is {reading.gates.grade:.1f}"
            )
            fix = "shorten its sentences and words, this one first: it is the hardest"
            yield worst(part.scored).finding("W103", problem, fix)


def sentences_are_short_on_the_whole(reading: PlainReading) -> Iterator[Finding]:
    """W104: a text of middling sentences tires as much as one long one (EVIDENCE 5.9)."""
    mean = sum(len(one.words) for one in reading.sentences) / max(1, len(reading.sentences))
    if mean > reading.gates.mean:
        problem = f"a sentence has {mean:.1f} words on the whole"
        longest = max(reading.sentences, key=lambda one: len(one.words))
        fix = f"bring it to {reading.gates.mean:g}: split the long ones, this one first"
        yield longest.finding("W104", problem, fix)


def no_sentence_is_long(reading: PlainReading) -> Iterator[Finding]:
    """W105: whoever reads at 3 a.m. has lost the start of a long sentence at its end (T3)."""
    for sentence in reading.sentences:
        words = max(len(words_of(one)) for one in breaths(sentence.text))
        if words > reading.gates.longest:
            problem = f"this sentence has {words} words"
            fix = f"make it two: the most is {reading.gates.longest}"
            yield sentence.finding("W105", problem, fix)


def lists_are_short(reading: PlainReading) -> Iterator[Finding]:
    """W106: nobody keeps more than seven items in mind (T3, PEMAT-P 8, CDC 8)."""
    for block in reading.blocks:
        if block.kind in (ITEM, STEP) and len(block.items) > reading.gates.list_items:
            if block in reading.steps:
                continue  # W108 has its own say
            problem = f"this list has {len(block.items)} items"
            fix = f"group them under headings, or drop some: the most is {reading.gates.list_items}"
            yield block.sentences[0].finding("W106", problem, fix)


def paragraphs_are_short(reading: PlainReading) -> Iterator[Finding]:
    """W107: one idea a paragraph (T3, PEMAT-P 8); a short question over its answer is not counted.

    Lines without a blank one between are one paragraph.
    """
    for block in reading.blocks:
        told = [one for one in block.sentences if not one.signposts]
        if block.kind == TEXT and len(told) > reading.gates.paragraph:
            fix = f"put a blank line between two ideas: the most is {reading.gates.paragraph}"
            yield block.sentences[0].finding(
                "W107", f"this paragraph has {len(told)} sentences", fix
            )


def steps_are_few(reading: PlainReading) -> Iterator[Finding]:
    """W108: what must be done at once is eight steps or fewer (T1)."""
    for block in reading.steps:
        if len(block.items) > reading.gates.steps:
            problem = f"there are {len(block.items)} steps"
            fix = f"join or drop some: the most is {reading.gates.steps}"
            yield block.sentences[0].finding("W108", problem, fix)


def steps_are_told_in_short_sentences(reading: PlainReading) -> Iterator[Finding]:
    """W109: a step is read in one glance (T1, PEMAT-P 22)."""
    for block in reading.blocks:
        for sentence in block.sentences if block.kind == STEP else ():
            if len(sentence.words) > reading.gates.step_sentence:
                problem = f"a step's sentence has {len(sentence.words)} words"
                fix = f"shorten it: the most is {reading.gates.step_sentence}"
                yield sentence.finding("W109", problem, fix)


def steps_are_short_together(reading: PlainReading) -> Iterator[Finding]:
    """W110: the card's steps are ninety words or fewer in all (T1)."""
    most = reading.gates.steps_words
    for block in reading.steps:
        count = sum(len(sentence.words) for sentence in block.sentences)
        if most is not None and count > most:
            fix = f"shorten or drop some: the most is {most}"
            yield block.sentences[0].finding("W110", f"the steps have {count} words", fix)


def steps_begin_with_an_order(reading: PlainReading) -> Iterator[Finding]:
    """W111: a step says what to do, or asks what decides it (T1, PEMAT-P 20)."""
    tongue = reading.tongue
    for block in reading.blocks:
        for item in block.items if tongue and block.kind == STEP else ():
            if tongue and not item[0].text.endswith("?") and not is_order(item[0].text, tongue):
                problem = "this step begins with neither an order nor a question"
                fix = "begin it with what to do: Sit up. Hold. Phone."
                yield item[0].finding("W111", problem, fix)


def passives_are_few(reading: PlainReading) -> Iterator[Finding]:
    """W112: a passive hides who must act (PEMAT-P 5, EVIDENCE 5.10)."""
    tongue, sentences = reading.tongue, reading.sentences
    if tongue is None or len(sentences) < reading.gates.share_sentences:
        return
    found = [(one, verb) for one in sentences if (verb := passive(one, tongue))]
    share = len(found) / len(sentences)
    if share > reading.gates.passive:
        problem = f"{share:.0%} of the sentences are passive; this one says `{found[0][1]}`"
        fix = f"say who does it, until {reading.gates.passive:.0%} or fewer are left"
        yield found[0][0].finding("W112", problem, fix)


def the_reader_is_addressed(reading: PlainReading) -> Iterator[Finding]:
    """W115: a text that says "you", gives orders and asks is read as meant for its reader."""
    ticked = {one for part in reading.parts if part.role == "checklist" for one in part.scored}
    # an item to tick says "I": there the reader speaks
    tongue, sentences = reading.tongue, [one for one in reading.sentences if one not in ticked]
    if tongue is None or len(sentences) < reading.gates.share_sentences:
        return
    distant = [one for one in sentences if not is_direct(one, tongue)]
    share = 1 - len(distant) / len(sentences)
    if share < reading.gates.direct:
        problem = f"only {share:.0%} of the sentences speak to the reader; this one does not"
        fix = f'say "you", say what to do, or ask, in {reading.gates.direct:.0%} or more'
        yield distant[0].finding("W115", problem, fix)
