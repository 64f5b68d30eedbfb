"""Words: hard ones with plain ones offered, terms explained, abbreviations, "you" and not "she"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from press.finding import Finding
from press.plain.rules import PlainReading
from press.project import Line
from press.read.aloud import Block
from press.read.language import Term, Tongue, holds
from press.read.syntax import CITATION, FIELD
from press.read.units import HEAD

# what of a raw line is not read by anybody: fields stand for themselves, paths and roles are ours
UNREAD = re.compile(
    rf"^[\w-]+ = |{FIELD.pattern}|{CITATION.pattern}|\]\([^)\"]*|\{{\.[^}}]*\}}|!\[\[.*"
)
CAPITALS = re.compile(r"(?<![\w-])[A-Z]{2,}(?![\w-])")


def hard_words_have_plain_ones(reading: PlainReading) -> Iterator[Finding]:
    """W116: a plainer word is there (PEMAT-P 3). A term that terms.toml explains may stand."""
    if reading.tongue:
        lines = [reading.manuscript.title.line, *reading.manuscript.lines]
        yield from hard_words(lines, reading.tongue)


def hard_words(lines: Iterable[Line], tongue: Tongue) -> Iterator[Finding]:
    """W116 for each hard word of these raw lines."""
    excused = [form for term in tongue.terms for form in term.forms]
    texts = [(line, unread(line.text)) for line in lines]
    near = _near("\n".join(text for _, text in texts), tongue.hard)
    if not near:
        return
    pattern = re.compile("|".join(_forms(word).pattern for word in near), re.IGNORECASE)
    for line, text in texts:
        if not pattern.search(text):
            continue
        for form in excused:
            text = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", _blank_out, text, flags=re.I)
        for match in pattern.finditer(text):
            known = next(word for word in tongue.hard if _forms(word).fullmatch(match[0]))
            problem = f"`{match[0]}` is a hard word"
            yield line.finding("W116", problem, f"say: {tongue.hard[known]}", match.start() + 1)


def _near(text: str, hard: Iterable[str]) -> list[str]:
    """The hard words that may stand in a text, by their first letters: few are worth a pattern.

    Longest first, so that "in addition to" is found before any word of it.
    """
    small = text.lower()
    near = [word for word in hard if word[:-1].lower() in small]
    return sorted(near, key=len, reverse=True)


@lru_cache(maxsize=1024)
def _forms(word: str) -> re.Pattern[str]:
    """A hard word in its forms: comply, complies, complied, complying."""
    stem, ends = word, "(?:s|es|d|ed|ing)?"
    if word.endswith("e"):
        stem, ends = word[:-1], "(?:e|es|ed|ing)"
    elif word.endswith("y") and word[-2:-1] not in "aeiou":
        stem, ends = word[:-1], "(?:y|ies|ied|ying)"
    ends = "" if " " in word or "." in word else ends
    stem = stem if ends else word
    end = "" if word.endswith(".") else r"(?!\w)"
    return re.compile(rf"(?<![\w-]){re.escape(stem)}{ends}{end}", re.IGNORECASE)


def terms_are_explained(reading: PlainReading) -> Iterator[Finding]:
    """W113: a term is explained where the running text first has it (T4, PEMAT-P 4)."""
    blocks = [block for block in reading.blocks if block.kind != HEAD]
    for term in reading.tongue.terms if reading.tongue else ():
        yield from _explained(term, blocks)


def _explained(term: Term, blocks: Sequence[Block]) -> Iterator[Finding]:
    for block in blocks:
        for item in block.items:
            for number, sentence in enumerate(item):
                form = term.first_form(sentence.text)
                if form is None:
                    continue
                near = " ".join(one.text for one in item[max(0, number - 1) : number + 2])
                if not any(holds(near, text) for text in term.explained):
                    problem = f"`{form}` is not explained where it is first read"
                    said = " or ".join(f'"{text}"' for text in term.explained)
                    fix = f"say here what it is: {said}"
                    yield sentence.finding("W113", problem, fix)
                return


def the_reader_is_not_spoken_of(reading: PlainReading) -> Iterator[Finding]:
    """W114: the reader is spoken to, not of (PEMAT-P 21)."""
    phrases = reading.tongue.lists["reader.spoken_of"] if reading.tongue else ()
    for line in reading.manuscript.lines:
        small = line.text.lower()
        for phrase in sorted(phrase for phrase in phrases if phrase.lower() in small):
            match = re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", line.text, re.IGNORECASE)
            if match:
                problem = f"`{match[0]}` speaks of the reader"
                fix = 'say "you", or what to do'
                yield line.finding("W114", problem, fix, match.start() + 1)


def abbreviations_are_known(reading: PlainReading) -> Iterator[Finding]:
    """W117: an abbreviation is either known to all or explained as a term (EVIDENCE 5.10)."""
    tongue = reading.tongue
    known = {form for term in tongue.terms for form in term.forms} if tongue else set()
    known |= tongue.lists["capitals.known"] if tongue else set()
    told: set[str] = set()
    for line in reading.manuscript.lines if tongue else ():
        for match in CAPITALS.finditer(unread(line.text)):
            if match[0] not in known | told:
                told.add(match[0])
                problem = f"nothing says what `{match[0]}` means"
                fix = "write it out, or explain it and enter it in the guide's terms.toml"
                yield line.finding("W117", problem, fix, match.start() + 1)


def _blank_out(match: re.Match[str]) -> str:
    return " " * len(match[0])


def unread(text: str) -> str:
    """A raw line with blanks where nobody reads it: fields, citations, paths and roles."""
    return UNREAD.sub(_blank_out, text)
