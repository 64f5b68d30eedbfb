"""What the rules of plain words know of a language: its lists, and orders and passives by them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from press.finding import Finding
from press.guide import Guide, chain
from press.plain_reading import Sentence
from press.project import Project
from press.readability import words_of
from press.tables import Table, read_table

GRAMMAR = {
    "orders": ("verbs", "before", "clauses"),
    "passive": ("be", "participles", "states"),
    "reader": ("you", "spoken_of"),
    "capitals": ("known",),
}
BETWEEN = 2  # words that may stand between a form of "be" and its participle: "was not yet given"


@dataclass(frozen=True)
class Term:
    """A term that must be explained where it is first read."""

    key: str
    forms: tuple[str, ...]
    explained: tuple[str, ...]

    def first_form(self, text: str) -> str | None:
        """The form of the term that `text` holds, if any."""
        return next((form for form in self.forms if holds(text, form)), None)


@dataclass(frozen=True)
class Tongue:
    """The lists of one language. `hard` is hard word to plain ones."""

    lists: Mapping[str, frozenset[str]]
    hard: Mapping[str, str]
    terms: tuple[Term, ...]


def holds(text: str, phrase: str) -> bool:
    """Whether `phrase` stands in `text` as whole words; capitals count where it is all capitals."""
    flags = re.NOFLAG if phrase.isupper() else re.IGNORECASE
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, flags) is not None


def read_tongue(project: Project, guide: Guide, locale: str, found: list[Finding]) -> Tongue | None:
    """The lists of the locale's language; None where nobody wrote any, or with findings (M1xx)."""
    words = project.content / "words"
    for name in chain(locale):
        grammar_path = words / f"grammar.{name}.toml"
        if grammar_path.exists():
            break
    else:
        return None
    grammar = read_table(project, grammar_path, found)
    hard = read_table(project, words / f"hard-words.{name}.toml", found)
    terms_path = guide.folder / "terms.toml"
    terms = read_table(project, terms_path, found) if terms_path.exists() else {}
    if grammar is None or hard is None or terms is None:
        return None
    wanted = [f"{table}.{key}" for table, keys in GRAMMAR.items() for key in keys]
    lists = {key: frozenset(_texts(grammar, key, found)) for key in wanted}
    plain = {
        key.removeprefix("hard."): str(entry.value)
        for key, entry in hard.items()
        if key.startswith("hard.")
    }
    return Tongue(lists, plain, _terms(terms, found))


def _texts(table: Table, key: str, found: list[Finding]) -> Sequence[str]:
    entry = table.get(key)
    if entry is None:
        return ()
    if isinstance(entry.value, list) and all(isinstance(one, str) for one in entry.value):
        return entry.value
    fix = f'write `{key.rpartition(".")[2]} = ["…", "…"]`, each text in quotes'
    found.append(entry.finding("M107", f"`{key}` is not a list of texts", fix))
    return ()


def _terms(table: Table, found: list[Finding]) -> tuple[Term, ...]:
    rows: dict[str, dict[str, Sequence[str]]] = {}
    for key, entry in table.items():
        name, _, part = key.partition(".")
        if part not in ("forms", "explained"):
            fix = "write [term], then `forms = […]` and `explained = […]`"
            found.append(entry.finding("M106", f"`{key}` is not a known key", fix))
            continue
        rows.setdefault(name, {})[part] = _texts(table, key, found)
    return tuple(
        Term(name, tuple(row.get("forms", ())), tuple(row.get("explained", ())))
        for name, row in rows.items()
    )


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
