"""The headings that a cover names, as they are printed: each before the number of its page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from press.project import Line
from press.proof.align import Span
from press.read.expected import Phrase


@dataclass(frozen=True)
class Lead:
    """A heading that the cover names, with the number of a page behind it."""

    phrase: Phrase
    place: Span  # of its words
    number: str

    @property
    def heading(self) -> Line:
        assert self.phrase.leads_to
        return self.phrase.leads_to

    @property
    def end(self) -> int:
        return self.place[1] + len(self.number)


def find_leads(text: str, phrases: Sequence[Phrase]) -> Iterator[Lead]:
    """Each heading with a number behind it, where `text`, the printed one, has it first."""
    for phrase in phrases:
        found = re.search(f"{re.escape(phrase.key)}(\\d+)", text) if phrase.leads_to else None
        if found:
            yield Lead(phrase, (found.start(), found.start(1)), found[1])
