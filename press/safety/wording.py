"""Safety rules on the form of a sentence: each negative by its verb, no words of the source."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise

from press.finding import Finding
from press.project import Line
from press.read.folding import Strip
from press.read.syntax import CITATION
from press.read.text import Statement
from press.safety.context import SafetyDesk

AFTER_A_SENTENCE = re.compile(r"[.?!] ")
NOTHING = re.compile("")
LENGTH = 8  # words: shorter runs are everybody's
WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


def each_not_stands_in_its_own_item(desk: SafetyDesk) -> Iterator[Finding]:
    """S121: a tired reader sees one item, so each "do not" carries its own negative.

    Source: review 4, S20. The words are those of the language: `[not]`.
    """
    row = desk.book.one("not")
    items = (block for block in desk.every if block.kind == "item")
    for block in items if row else ():
        nots = row and row.pattern("list").search(_above(block))
        if row and nots and not block.has(row.pattern("says")):
            problem = "read alone, this item tells the reader to do it"
            yield block.sentences[0].finding("S121", problem, "begin it with: Do not", NOTHING)


def _above(block: Statement) -> str:
    """The last sentence that a list hangs on: of the text before it, else of its heading."""
    if block.lead is not None:
        return block.lead.sentences[-1].said.text.rstrip(" :")
    heading = block.headings[-1] if block.headings else ""
    return AFTER_A_SENTENCE.split(heading)[-1].rstrip(" :.")


def no_line_ends_between_not_and_its_verb(desk: SafetyDesk) -> Iterator[Finding]:
    """S122: "Do not" at the end of a line and "rub" on the next is read as "rub".

    Source: review 4, S21. This sees raw lines; what the page breaks, only the page shows.
    """
    row = desk.book.one("not")
    for manuscript in desk.job.manuscripts if row else ():
        for line, below in pairwise(manuscript.lines):
            text = re.sub(r"[*_]", " ", CITATION.sub("", line.text)).rstrip().casefold()
            match = row.pattern("ends").search(text) if row and not line.lang else None
            if match and (match.end() < len(text) or below.text.strip()):
                told = match[0].strip(" |![").capitalize()
                problem = f"`{told}` stands on one line and its verb elsewhere"
                yield line.finding("S122", problem, "put both on one line", match.start() + 1)


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
