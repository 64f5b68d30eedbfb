"""The rule book: the data that a job's text is held to. The rules themselves stand in `check/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from press.finding import Finding
from press.project import Project
from press.read.answers import Answer, read_answers
from press.read.country import read_countries
from press.read.evidence_map import NO_MAP, EvidenceMap, read_map
from press.read.files import read_lines, read_tree
from press.read.guide import Guide, chain
from press.read.language import Tongue, read_tongue
from press.read.medicines import Medicine, read_medicines
from press.read.safety_book import NO_BOOK, Book, read_book
from press.read.syntax import fault_of_pattern
from press.toml_tables import Table, Tree

IN_WORDS = ("says", "add", "role")  # what else stands in these lists is a pattern
COMMENT = "#"


@dataclass(frozen=True)
class RuleBook:
    """What is known of a job's language and topic. What nobody wrote is None or empty."""

    tongue: Tongue | None = None
    admin: Tree | None = None  # what a product must say of itself
    safety: Book = NO_BOOK
    medicines: tuple[Medicine, ...] = ()
    runs: frozenset[str] = frozenset()  # hashes of the source article's runs of words
    countries: Mapping[str, Table] | None = None  # the facts of each, by its code
    spelt: frozenset[str] = frozenset()  # words that no dictionary has
    answers: tuple[Answer, ...] = ()
    evidence: EvidenceMap = NO_MAP


def read_rule_book(project: Project, guide: Guide, locale: str, found: list[Finding]) -> RuleBook:
    """The rule book of a guide in a locale; findings (M1xx, S126) where a list can't be used."""
    safety = read_book(project, guide, locale, found)
    return RuleBook(
        read_tongue(project, guide, locale, found),
        read_patterns(project, locale, "admin", found),
        safety,
        read_medicines(project, guide, found),
        _runs(project, guide, safety, found),
        read_countries(project),
        _spelt(project),
        read_answers(project, guide, found),
        read_map(project, guide, found),
    )


def read_patterns(project: Project, locale: str, kind: str, found: list[Finding]) -> Tree | None:
    """`content/words/KIND.LANGUAGE.toml` of the locale; None where nobody wrote any, or M107."""
    words = project.content / "words"
    paths = (words / f"{kind}.{name}.toml" for name in chain(locale))
    path = next((path for path in paths if path.exists()), None)
    tree = read_tree(project, path, found) if path else None
    for key, entry in tree.flat.items() if tree else ():
        why = fault_of_pattern(str(entry.value)) if key.rpartition(".")[2] not in IN_WORDS else ""
        if why:
            fix = "close every bracket; a sign of its own needs a \\ before it"
            found.append(entry.finding("M107", f"`{key}` is not a pattern: {why}", fix))
            return None
    return tree


def _runs(project: Project, guide: Guide, book: Book, found: list[Finding]) -> frozenset[str]:
    row = book.one("source")
    lines = read_lines(project, guide.folder / row.text("runs"), found) if row else ()
    rows = (line.text for line in lines or () if not line.text.startswith(COMMENT))
    return frozenset(word for text in rows for word in text.split())


def _spelt(project: Project) -> frozenset[str]:
    """Words that no dictionary has, one a line; what follows a # says why."""
    path = project.content / "words" / "spelling" / "en.txt"
    lines = read_lines(project, path, []) if path.exists() else ()
    return frozenset(line.text.partition(COMMENT)[0].strip() for line in lines or ()) - {""}
