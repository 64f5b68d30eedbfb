"""What a guide's `safety.toml` says: the words, sentences, symptoms and limits of its topic."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from press.finding import Finding
from press.project import Line, Project
from press.read.folding import fold
from press.read.guide import Guide
from press.toml_tables import Table, read_table

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


def bare(text: str) -> str:
    """A folded sentence as approvals are compared: quotes and stops at its ends taken off."""
    return text.strip(" \"'.!?:;,")


def read_book(project: Project, guide: Guide, locale: str, found: list[Finding]) -> Book:
    """The guide's safety data for the language of `locale`; findings S126 where it is unfit."""
    language = locale.split("-")[0]
    path = guide.folder / "safety.toml"
    if not path.exists():
        return Book({}, {})
    table = read_table(project, path, found)
    if table is None:
        return Book({}, {})
    own = table.get("language")
    if own is not None and own.value != language:
        path = guide.folder / f"safety.{language}.toml"
        if not path.exists():
            problem = f"the safety rules are for `{own.value}`; nothing holds `{language}` to them"
            fix = f"write safety.{language}.toml beside this file, in the words of that language"
            found.append(own.finding("S126", problem, fix))
            return Book({}, {})
        table = read_table(project, path, found) or {}
    return _book(table, found)


def _book(table: Table, found: list[Finding]) -> Book:
    named: dict[str, dict[str, dict[str, Any]]] = {}
    single: dict[str, dict[str, Any]] = {}
    lines: dict[str, Line] = {}
    for dotted, entry in table.items():
        parts = dotted.split(".")
        group, key = parts[0], parts[-1]
        known = NAMED.get(group) if len(parts) == 3 else SINGLE.get(group)
        if dotted == "language":
            continue
        if known is None or len(parts) > 3 or key not in known:
            fix = f"there are: {', '.join(known or (*NAMED, *SINGLE))}"
            found.append(entry.finding("S126", f"`{dotted}` is not a safety rule's", fix))
        elif wrong := unfit(entry.value, known[key]):
            fix = "correct it; patterns are those of Python, in single quotes"
            found.append(entry.finding("S126", f"`{dotted}` can't be used: {wrong}", fix))
        elif len(parts) == 3:
            named.setdefault(group, {}).setdefault(parts[1], {})[key] = entry.value
            lines.setdefault(f"{group}.{parts[1]}", entry.line)
        else:
            single.setdefault(group, {})[key] = entry.value
            lines.setdefault(group, entry.line)
    rows = {
        group: tuple(SafetyRow(name, lines[f"{group}.{name}"], row) for name, row in inside.items())
        for group, inside in named.items()
    }
    return Book(rows, {group: SafetyRow(group, lines[group], row) for group, row in single.items()})


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
            try:
                re.compile(str(pattern))
            except re.error as error:
                return str(error)
    return ""
