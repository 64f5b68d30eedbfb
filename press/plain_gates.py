"""The targets of plain words, one row a product: what a text must keep to, as data.

Sources: EVIDENCE 5.9 (grades, sentences), 5.5 items 5, 8 and 22, and 5.11 rows T1 to T3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Gates:
    """The most that each may be, unless it says otherwise. Shares are of all sentences."""

    grade: float  # Flesch-Kincaid, of the whole and of each part that is long enough
    smog: float  # of the whole, and of a part where it has sentences enough
    mean: float = 12.0  # words in a sentence, of the whole
    longest: int = 20  # words in any sentence
    list_items: int = 7
    paragraph: int = 3  # sentences
    passive: float = 0.10
    direct: float = 0.40  # the least: sentences that say "you", give an order or ask
    steps: int = 8
    step_sentence: int = 12  # words
    steps_words: int | None = None  # of all steps together
    part_words: int = 30  # the least: a grade of fewer words says nothing
    share_sentences: int = 20  # the least: nor does a share of fewer sentences


GATES: Mapping[str, Gates] = {
    "leaflet": Gates(grade=6.0, smog=8.0),
    "night-card": Gates(grade=4.0, smog=8.0, steps_words=90),
}


def gates_of(product: str) -> Gates:
    """The targets of a product; one that has no row is held to those of the leaflet."""
    return GATES.get(product, GATES["leaflet"])
