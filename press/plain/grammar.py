"""What the rules of plain words know of a language: its lists, and orders and passives by them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from press.read.language import Tongue
from press.read.text import Sentence, words_of

BETWEEN = 2  # words that may stand between a form of "be" and its participle: "was not yet given"


def is_order(text: str, tongue: Tongue) -> bool:
    """Whether a sentence tells its reader to do something: "Sit up.", "If it hurts, stop."."""
    clauses = [words_of(clause.lower()) for clause in re.split(r"[,:;\u2013]| and ", text)]
    first = clauses[0] if clauses else []
    if _orders(first, tongue):
        return True
    opened = (bool(first) and first[0] in tongue.lists["orders.clauses"]) or ":" in text
    return opened and any(_orders(clause, tongue) for clause in clauses[1:])


def _orders(words: Sequence[str], tongue: Tongue) -> bool:
    rest = list(words)
    while rest and rest[0] in tongue.lists["orders.before"]:
        rest = rest[1:]
    if rest[:2] == ["do", "not"] or rest[:1] in (["don't"], ["don\u2019t"]):
        return True
    return bool(rest) and rest[0] in tongue.lists["orders.verbs"]


def is_direct(sentence: Sentence, tongue: Tongue) -> bool:
    """Whether a sentence speaks to its reader: "you", an order or a question."""
    said = {word.lower().replace("\u2019", "'") for word in sentence.words}
    asks = sentence.text.rstrip('"\u201d\u2019)').endswith("?")
    return bool(said & tongue.lists["reader.you"]) or asks or is_order(sentence.text, tongue)


def passive(sentence: Sentence, tongue: Tongue) -> str | None:
    """The passive verb of a sentence as it stands there ("was not given"), or None."""
    words = [word.lower() for word in sentence.words]
    for start, word in enumerate(words):
        if word not in tongue.lists["passive.be"]:
            continue
        for end in range(start + 1, min(start + 2 + BETWEEN, len(words))):
            if _is_participle(words[end], tongue):
                return " ".join(words[start : end + 1])
            if words[end] in ("a", "an", "the", "to", "of", "in"):
                break
    return None


def _is_participle(word: str, tongue: Tongue) -> bool:
    if word in tongue.lists["passive.states"]:
        return False
    return word in tongue.lists["passive.participles"] or (len(word) > 4 and word.endswith("ed"))
