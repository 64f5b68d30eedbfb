"""The safety rule on the article that a guide started from: none of its words are printed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence, Set

from press.finding import Finding
from press.project import Line
from press.read.folding import Strip
from press.safety.context import SafetyDesk

LENGTH = 8  # words: shorter runs are everybody's
WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


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
