"""What a guide's `safety.toml` says: the words, sentences, symptoms and limits of its topic."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from press.finding import Finding
from press.project import Line, Project
from press.read.files import read_tree
from press.read.folding import fold
from press.read.guide import Guide
from press.read.syntax import fault_of_pattern
from press.toml_tables import Entry, Table, Tree

NEVER = re.compile(r"(?!)")
compiled = lru_cache(maxsize=1024)(re.compile)  # `re` keeps half as many


# What may stand in each table. A pattern is Python's `re`, in single quotes, for folded text:
# small letters, no accents, `{{field}}` without blanks.
KINDS: Mapping[str, type] = {"text": str, "pattern": str, "texts": list, "patterns": list,
                             "number": int, "hazard code": str, "must code": str}  # fmt: skip
CODES = {
    "hazard code": ("S101", "S104", "S105", "S115", "S125"),
    "must code": ("S106", "S107", "S108", "S110", "S111", "S112"),
}
NAMED: Mapping[str, Mapping[str, str]] = {
    "approved": {"text": "texts", "roles": "texts", "also": "texts", "note": "text"},
    "hazard": {"code": "hazard code", "row": "text", "all": "patterns", "except": "pattern",
               "fields": "texts", "fix": "text"},
    "speed": {"heading": "pattern", "title": "pattern", "rank": "number", "now": "pattern",
              "says": "text"},
    "symptom": {"all": "patterns", "except": "pattern", "speed": "texts", "row": "text",
                "on": "texts"},
    "required": {"code": "must code", "all": "patterns", "on": "texts", "role": "text",
                 "section": "pattern", "row": "text", "approved": "text"},
    "number": {"after": "pattern", "beside": "pattern"},
    "limit": {"words": "pattern", "least": "text", "most": "text", "countries": "texts",
              "field": "text", "says": "patterns", "ban": "pattern"},
    "country": {"never": "patterns"},
}  # fmt: skip
SINGLE: Mapping[str, Mapping[str, str]] = {
    "brands": {"names": "texts", "capitals": "texts"},
    "effects": {"remedies": "pattern", "verbs": "pattern", "targets": "pattern",
                "hedges": "pattern", "never": "pattern"},
    "help": {"delay": "pattern", "at-once": "pattern", "now": "pattern", "slow": "pattern",
             "refuse": "pattern", "play-down": "pattern"},
    "minutes": {"number": "number", "beside": "pattern", "from": "pattern", "still": "pattern"},
    "check": {"look": "pattern", "condition": "pattern"},
    "test": {"eases": "pattern", "safe": "pattern", "columns": "pattern"},
    "comfort": {"words": "pattern", "about": "pattern", "except": "pattern", "with": "pattern"},
    "colour": {"alone": "pattern", "with": "pattern"},
    "side": {"words": "pattern", "one": "pattern", "other": "pattern", "best": "pattern",
             "week": "number"},
    "source": {"runs": "text"},
}  # fmt: skip


@dataclass(frozen=True)
class SafetyRow:
    """One table of `safety.toml`, by the name it has there."""

    name: str
    line: Line
    values: Mapping[str, Any]

    def text(self, key: str) -> str:
        return str(self.values.get(key, ""))

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        return (value,) if isinstance(value, str) else tuple(map(str, value))

    def pattern(self, key: str) -> re.Pattern[str]:
        """The pattern `key`; one that matches nothing where it is not given."""
        return compiled(self.values[key]) if key in self.values else NEVER

    def patterns(self, key: str) -> tuple[re.Pattern[str], ...]:
        if key not in self._patterns:
            self._patterns[key] = tuple(map(compiled, self.texts(key)))
        return self._patterns[key]

    @cached_property
    def _patterns(self) -> dict[str, tuple[re.Pattern[str], ...]]:
        return {}

    def number(self, key: str) -> int:
        return int(self.values.get(key, 0))


@dataclass(frozen=True)
class Book:
    """The safety rules of one guide. An empty one leaves the general rules only."""

    named: Mapping[str, Sequence[SafetyRow]]
    single: Mapping[str, SafetyRow]

    def rows(self, group: str) -> Sequence[SafetyRow]:
        return self.named.get(group, ())

    def one(self, group: str) -> SafetyRow | None:
        return self.single.get(group)

    @property
    def blank(self) -> bool:
        return not self.named and not self.single

    @cached_property
    def approvals(self) -> Mapping[str, tuple[SafetyRow, ...]]:
        """The approvals of each sentence, folded and without its stop."""
        found: dict[str, tuple[SafetyRow, ...]] = {}
        for row in self.rows("approved"):
            for text in row.texts("text"):
                key = bare(fold(text))
                found[key] = (*found.get(key, ()), row)
        return found


NO_BOOK = Book({}, {})  # a guide needs none: the general rules hold


def bare(text: str) -> str:
    """A folded sentence as approvals are compared: quotes and stops at its ends taken off."""
    return text.strip(" \"'.!?:;,")


def read_book(project: Project, guide: Guide, locale: str, found: list[Finding]) -> Book:
    """The guide's safety data for the language of `locale`; findings S126 where it is unfit."""
    language = locale.split("-")[0]
    path = guide.folder / "safety.toml"
    tree = read_tree(project, path, found) if path.exists() else None
    own = tree.own.get("language") if tree else None
    if own is not None and own.value != language:
        path = guide.folder / f"safety.{language}.toml"
        if not path.exists():
            problem = f"the safety rules are for `{own.value}`; nothing holds `{language}` to them"
            fix = f"write safety.{language}.toml beside this file, in the words of that language"
            found.append(own.finding("S126", problem, fix))
            return NO_BOOK
        tree = read_tree(project, path, found)
    return _book(tree, found) if tree else NO_BOOK


def _book(tree: Tree, found: list[Finding]) -> Book:
    for key, entry in tree.own.items():
        if key != "language":
            found.append(_unknown(entry, key, SINGLE.get(key)))
    named: dict[str, tuple[SafetyRow, ...]] = {}
    single: dict[str, SafetyRow] = {}
    for group, table in tree.rows.items():
        if own := _row(group, group, table.own, SINGLE.get(group), found):
            single[group] = own
        rows = (
            _row(name, f"{group}.{name}", row.flat, NAMED.get(group), found)
            for name, row in table.rows.items()
        )
        if kept := tuple(row for row in rows if row):
            named[group] = kept
    return Book(named, single)


def _row(
    name: str, path: str, table: Table, known: Mapping[str, str] | None, found: list[Finding]
) -> SafetyRow | None:
    """What of a table can be used; None where there is nothing."""
    values, lines = {}, []
    for key, entry in table.items():
        if known is None or key not in known:
            found.append(_unknown(entry, f"{path}.{key}", known))
        elif wrong := unfit(entry.value, known[key]):
            problem = f"`{path}.{key}` can't be used: {wrong}"
            fix = "correct it; patterns are those of Python, in single quotes"
            found.append(entry.finding("S126", problem, fix))
        else:
            values[key] = entry.value
            lines.append(entry.line)
    return SafetyRow(name, lines[0], values) if values else None


def _unknown(entry: Entry, path: str, known: Mapping[str, str] | None) -> Finding:
    fix = f"there are: {', '.join(known or (*NAMED, *SINGLE))}"
    return entry.finding("S126", f"`{path}` is not a safety rule's", fix)


def unfit(value: object, kind: str) -> str:
    """Why `value` is no `kind` of KINDS, or an empty text."""
    if kind.endswith("s") and isinstance(value, str):
        value = [value]
    if not isinstance(value, KINDS[kind]):
        return f"it is not {kind}"
    if kind in CODES and value not in CODES[kind]:
        return f"it is none of {', '.join(CODES[kind])}"
    if kind.startswith("pattern"):
        for pattern in value if isinstance(value, list) else [value]:
            if why := fault_of_pattern(str(pattern)):
                return why
    return ""
