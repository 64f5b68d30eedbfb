"""What is known of a language: its lists of words, and a guide's terms in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from press.finding import Finding
from press.project import Project
from press.read.files import read_table, read_tree
from press.read.guide import Guide, chain
from press.toml_tables import NO_TREE, Table, Tree

PARTS_OF_A_TERM = ("forms", "explained")
GRAMMAR = {
    "orders": ("verbs", "before", "clauses"),
    "passive": ("be", "participles", "states"),
    "reader": ("you", "spoken_of"),
    "capitals": ("known",),
}


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
    hard = read_tree(project, words / f"hard-words.{name}.toml", found)
    terms_path = guide.folder / "terms.toml"
    terms = read_tree(project, terms_path, found) if terms_path.exists() else NO_TREE
    if grammar is None or hard is None or terms is None:
        return None
    wanted = [f"{table}.{key}" for table, keys in GRAMMAR.items() for key in keys]
    lists = {key: frozenset(_texts(grammar, key, found)) for key in wanted}
    plain = {key: str(entry.value) for key, entry in hard.row("hard").items()}
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


def _terms(tree: Tree, found: list[Finding]) -> tuple[Term, ...]:
    known = {f"{name}.{part}" for name in tree.rows for part in PARTS_OF_A_TERM}
    table = tree.flat
    for key in table.keys() - known:
        fix = "write [term], then `forms = […]` and `explained = […]`"
        found.append(table[key].finding("M106", f"`{key}` is not a known key", fix))
    return tuple(
        Term(name, *(tuple(_texts(table, f"{name}.{part}", found)) for part in PARTS_OF_A_TERM))
        for name in tree.rows
    )
