"""Claims: no leaflet says of itself what nobody has done. The claims are data of its language.

`content/words/claims.*.toml` holds them, what takes them back, and names of pictures that claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from pathlib import PurePosixPath

from press.finding import Finding
from press.project import Line
from press.read.expected import expected_words, phrases
from press.read.folding import fold
from press.read.job import Job
from press.read.manuscript import Manuscript
from press.read.pictures import pictures_of
from press.toml_tables import Tree

SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]* ")
ABBREVIATED = re.compile(r"\b(dr|prof|mr|mrs|ms|st)\. ", re.IGNORECASE)
FIX = "take it out; where it is planned, write that it is awaiting"


@dataclass(frozen=True)
class Claims:
    """The claims of a language, and what takes them back."""

    tree: Tree

    @cached_property
    def patterns(self) -> list[re.Pattern[str]]:
        return [re.compile(str(entry.value)) for entry in self.tree.row("claims").values()]

    def _pattern(self, table: str, key: str) -> re.Pattern[str]:
        """The pattern of a key; one that never matches where it is missing."""
        entry = self.tree.row(table).get(key)
        return re.compile(str(entry.value) if entry else r"(?!)")

    @cached_property
    def ends(self) -> re.Pattern[str]:
        return self._pattern("clauses", "ends")

    @cached_property
    def names(self) -> re.Pattern[str]:
        return self._pattern("pictures", "names")

    @cached_property
    def taken_back(self) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
        before, never, after = (
            self._pattern("taken_back", k) for k in ("before", "never", "after")
        )
        return before, never, after

    def in_text(self, text: str) -> list[str]:
        """Each claim in `text` that nothing takes back, folded."""
        told = ABBREVIATED.sub(r"\1 ", text)
        sentences = (fold(sentence) for sentence in SENTENCE.split(told))
        return [claim for sentence in sentences for claim in self._in_sentence(sentence)]

    def _in_sentence(self, sentence: str) -> Iterator[str]:
        before, never, after = self.taken_back
        ends = [0, *(m.end() for m in self.ends.finditer(sentence)), len(sentence)]
        for pattern in self.patterns:
            for match in pattern.finditer(sentence):
                start = max(end for end in ends[:-1] if end <= match.start())
                lead = never.sub(" ", sentence[start : match.start()])
                if (
                    match[0].strip()
                    and not before.search(lead)
                    and not after.search(_next(sentence, match.end()))
                ):
                    yield match[0].strip()


def _next(sentence: str, at: int) -> str:
    """What follows a claim, up to the next thing that is said."""
    return re.split(r"; |, | and | but ", sentence[at:])[0]


def claims_nothing_false(job: Job, tree: Tree) -> Iterator[Finding]:
    """G108: no approval, certificate, mark, review or test that did not happen (row A2)."""
    claims = Claims(tree)
    for manuscript in job.manuscripts:
        for text, line in _texts(job, manuscript):
            for claim in claims.in_text(text):
                yield _told(line, claim, _column(line, claim))
        for picture in pictures_of(manuscript, job.fields):
            name = PurePosixPath(picture.name).stem
            if claims.names.search(re.sub(r"[^a-z0-9]+", " ", name.casefold())):
                yield _told(picture.line, name, picture.column)


def _told(line: Line, claim: str, column: int) -> Finding:
    problem = f"“{claim}” is a claim that nothing here proves"
    return line.finding("G108", problem, FIX, column)


def _texts(job: Job, manuscript: Manuscript) -> Iterator[tuple[str, Line]]:
    """Every text that a product prints or carries, with the raw line that it begins on."""
    words = expected_words(manuscript, job.fields)
    for _, part in groupby(words, key=lambda word: (word.block, word.kind)):
        whole = list(part)
        # a sentence that runs on over lines is judged whole; its finding names its first line
        for first, last in pairwise([*_sentence_starts([w.text for w in whole]), len(whole)]):
            yield " ".join(w.text for w in whole[first:last]), whole[first].line
    for phrase in phrases(job, manuscript):
        if phrase.words[0].role != "sources":  # titles of others
            yield " ".join(word.text for word in phrase.words), phrase.words[0].line
    for picture in pictures_of(manuscript, job.fields):
        yield picture.alt, picture.line
    for entry in manuscript.front.values():
        yield str(entry.value), entry.line


def _sentence_starts(words: Sequence[str]) -> Iterator[int]:
    yield 0
    for number, (before, _) in enumerate(pairwise(words), 1):
        if before.endswith((".", "!", "?")) and not ABBREVIATED.match(f"{before} "):
            yield number


def _column(line: Line, claim: str) -> int:
    first = re.search(re.escape(claim.split()[0]), line.text, re.IGNORECASE)
    return first.start() + 1 if first else 1
