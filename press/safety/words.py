"""Safety rules on single words: those of the topic, brands and colours."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence, Set

from press.finding import Finding
from press.project import Line
from press.read.folding import Strip, fold
from press.read.safety_book import SafetyRow
from press.read.syntax import FIELD
from press.read.text import Sentence, Statement
from press.safety.context import SafetyDesk

MARKED = re.compile(r"[®™]|\((?:r|tm)\)")
CAPITAL = re.compile(r"(?<![\w'’-])[A-Z][\w'’-]*")
AFTER_A_START = re.compile(r"[.?!\u2026][\"'\u201d\u2019)]*\s+$|(?:^|[:“\"(|])\s*$")
LENGTH = 8  # words: shorter runs are everybody's
WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


def hazard_words_stand_in_approved_sentences(desk: SafetyDesk) -> Iterator[Finding]:
    """S101, S104, S105, S115, S125: who would write of these writes a sentence that was approved.

    Source: rows R01 R09 R12 R23 R25 R32 R43 R44 R47 R54 R58 R65, M11; review 4, S1 S4 S5 S15.
    """
    for row in desk.book.rows("hazard"):
        for block in desk.every:
            yield from _not_approved(desk, row, block)
        yield from _in_fields(desk, row)


def _not_approved(desk: SafetyDesk, row: SafetyRow, block: Statement) -> Iterator[Finding]:
    code, first = row.text("code"), row.patterns("all")[0]
    held = {s: True for s in block.sentences if holds(s, row)}
    for sentence in held:
        if not desk.approvals(sentence, block):
            problem = f"no approved sentence on `{row.name}` reads like this"
            way = row.text("fix") or "take one of those, or have this one approved"
            fix = f"{way}; approved sentences stand in safety.toml"
            yield sentence.finding(code, problem, fix, first)
    play_down = desk.book.one("help")
    if held and play_down:
        down = play_down.pattern("play-down")
        for sentence in block.sentences:
            if sentence not in held and sentence.has(down) and not desk.approvals(sentence, block):
                problem = f"this plays down what stands beside it on `{row.name}`"
                yield sentence.finding(code, problem, "take this sentence out", down)


def holds(sentence: Sentence, row: SafetyRow) -> bool:
    """Whether one sentence has every pattern of a hazard, outside what the row excepts."""
    patterns, leave = row.patterns("all"), row.pattern("except")
    for text in sentence.texts:
        if patterns[0].search(text):  # most sentences end here
            rest = leave.sub(" ", text)
            if all(pattern.search(rest) for pattern in patterns):
                return True
    return False


def _in_fields(desk: SafetyDesk, row: SafetyRow) -> Iterator[Finding]:
    """A hazard word must not come in by the back door, as the value of a field."""
    for name, entry in (*desk.job.country.items(), *desk.job.labels("words").items()):
        if "." in name or not isinstance(entry.value, str) or name in row.texts("fields"):
            continue
        text = row.pattern("except").sub(" ", fold(entry.value))
        if all(pattern.search(text) for pattern in row.patterns("all")):
            problem = f"the field `{name}` holds a word on `{row.name}`"
            fix = "call it otherwise, or name the field in safety.toml, under fields"
            yield entry.finding(row.text("code"), problem, fix)


def no_brand_is_named(desk: SafetyDesk) -> Iterator[Finding]:
    """S103: a leaflet doesn't sell. ® and ™ in any guide; a list, and capitals that are unknown.

    Source: rows R12, R25; review 4, S3.
    """
    brands = desk.book.one("brands")
    names = "|".join(re.escape(fold(n)) for n in brands.texts("names")) if brands else ""
    listed = re.compile(rf"\b(?:{names})\b") if names else re.compile(r"(?!)")
    fix = "name what is in it, not who sells it"
    for block in desk.every:
        for sentence in block.sentences:
            if match := MARKED.search(sentence.raw.text):
                problem = f"`{match[0]}` marks a brand"
                yield sentence.raw.finding("S103", problem, fix, match.start())
            elif sentence.has(listed):
                yield sentence.finding("S103", "this names a brand", fix, listed)
    if brands:
        known = {fold(word) for word in brands.texts("capitals")}
        for block in desk.every:
            if block.kind != "label" and block.role != "sources":
                yield from _unknown_capitals(block, known)


def _unknown_capitals(block: Statement, known: set[str]) -> Iterator[Finding]:
    for sentence in block.sentences:
        raw: Strip = sentence.raw
        text = FIELD.sub(lambda m: "x" * len(m[0]), raw.text)
        for match in CAPITAL.finditer(text):
            word = re.sub(r"['’]s?$", "", match[0])
            if AFTER_A_START.search(text[: match.start()]) or fold(word) in known:
                continue
            problem = f"is `{word}` a brand? no name like it is known here"
            fix = "write it small, or add it to the capitals of safety.toml if it is no brand"
            yield raw.finding("S103", problem, fix, match.start())


def red_is_never_the_only_colour(desk: SafetyDesk) -> Iterator[Finding]:
    """S119: on brown or black skin a sore leg is purple or darker, never red.

    Source: M01, M19; review 4, S19.
    """
    row = desk.book.one("colour")
    if row is None:
        return
    alone, beside = row.pattern("alone"), row.pattern("with")
    for block in desk.every:
        for sentence in block.sentences:
            if sentence.has(alone) and not sentence.has(beside):
                problem = "red is the only colour here; on brown and black skin it does not show"
                fix = "write: red, purple or darker"
                yield sentence.finding("S119", problem, fix, alone)


def mark(words: Sequence[str]) -> str:
    """The short hash of a run of words: ten hexadecimal digits, so that no text is kept."""
    return hashlib.blake2b(" ".join(words).encode(), digest_size=5).hexdigest()


def runs_of(paragraphs: Iterable[str]) -> list[str]:
    """The hashes of every run of eight words within each paragraph, in order of their digits."""
    found = set()
    for paragraph in paragraphs:
        words = WORD.findall(Strip.of(paragraph).folded.text)
        found |= {mark(words[n : n + LENGTH]) for n in range(len(words) - LENGTH + 1)}
    return sorted(found)


def nothing_is_printed_in_the_source_s_words(desk: SafetyDesk) -> Iterator[Finding]:
    """S120: no run of eight words of the source article is printed.

    Source: 5.11 T5. A run may go over the ends of sentences, items and lines.
    """
    known = desk.job.rules.runs
    for blocks in desk.products.values() if known else ():
        apart = ("alt", "caption")  # they stand beside the text, not in it
        streams = [[s.said for b in blocks if b.kind not in apart for s in b.sentences]]
        streams += [[s.said for s in b.sentences] for b in blocks if b.kind in apart]
        for stream in streams:
            yield from _copied(stream, known)


def _copied(stream: Sequence[Strip], known: Set[str]) -> Iterator[Finding]:
    words: list[tuple[str, tuple[Line, int]]] = []
    for strip in stream:
        words += [(m[0], strip.origin[m.start()]) for m in WORD.finditer(strip.text)]
    end = 0
    for n in range(len(words) - LENGTH + 1):
        run = [word for word, _ in words[n : n + LENGTH]]
        if n >= end and mark(run) in known:
            end = n + LENGTH
            line, column = words[n][1]
            problem = f"eight words of the source article stand here: `{' '.join(run)}`"
            yield line.finding("S120", problem, "say it in words of our own", column)
