"""What the safety rules ask: rows of data, of any guide in a language and of one guide's topic.

`content/words/safety.LANGUAGE.toml` comes first, the guide's `safety.toml` goes over it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from press.finding import Finding
from press.project import Line, Project
from press.read.files import read_tree
from press.read.guide import Guide, chain
from press.read.syntax import fault_of_pattern
from press.toml_tables import Entry, Table, Tree

NEVER = re.compile(r"(?!)")
compiled = lru_cache(maxsize=1024)(re.compile)  # `re` keeps half as many
PART = re.compile(
    r"(?<!\(\?)(?<!\(\?P)<([a-z-]+)>"
)  # in a pattern: the one of that name in `[part]`

# What may stand in each table. A pattern is Python's `re`, in single quotes, for folded text:
# small letters, no accents, `{{field}}` without blanks.
KINDS: Mapping[str, type] = {"text": str, "pattern": str, "texts": list, "patterns": list,
                             "number": int, "code": str, "scope": str}  # fmt: skip
CODES = ("G108", "S101", "S103", "S104", "S105", "S107", "S108", "S109", "S111", "S113", "S115",
         "S116", "S117", "S118", "S119", "S123", "S125", "S127")  # fmt: skip
MUST = ("S106", "S107", "S108", "S110", "S111", "S112")
CHOICES = {"code": (*CODES, *MUST), "scope": ("sentence", "block", "clause", "picture")}
FITS = {"all": "patterns", "except": "pattern", "unless": "pattern", "row": "text", "on": "texts"}
NAMED: Mapping[str, Mapping[str, str]] = {
    "ask": {**FITS, "code": "code", "in": "scope", "near": "pattern", "typed": "pattern",
            "country": "text", "asks": "text", "fix": "text"},
    "speed": {"heading": "pattern", "title": "pattern", "rank": "number",
              "now": "pattern", "says": "text"},
    "symptom": {**FITS, "speed": "texts"},
    "required": {**FITS, "code": "code", "role": "text", "section": "pattern"},
    "limit": {"words": "pattern", "least": "text", "most": "text", "countries": "texts"},
    "fact": {"least": "number", "most": "number"},
}  # fmt: skip
SINGLE: Mapping[str, Mapping[str, str]] = {
    "help": {"delay": "pattern", "at-once": "pattern", "now": "pattern", "slow": "pattern",
             "refuse": "pattern", "play-down": "pattern"},
    "clauses": {"ends": "pattern"},
    "not": {"list": "pattern", "says": "pattern", "ends": "pattern"},
    "source": {"runs": "text"},
}  # fmt: skip


@dataclass(frozen=True)
class SafetyRow:
    """One table of safety data, by the name it has there."""

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

    @cached_property
    def all(self) -> tuple[re.Pattern[str], ...]:
        return tuple(map(compiled, self.texts("all")))

    def number(self, key: str) -> int:
        return int(self.values.get(key, 0))

    def on(self, product: str, country: str = "") -> bool:
        """Whether it is about this product, or about it in this country ("night-card US").

        It is about all of them where it names none.
        """
        told = self.texts("on")
        return "on" not in self.values or product in told or f"{product} {country}" in told

    def fits(self, text: str) -> bool:
        """Whether a text has all of `all` outside what `except` takes, and no `unless`."""
        if not self.all or not self.all[0].search(text):  # most texts end here
            return False
        rest = self.pattern("except").sub(" ", text)
        return all(one.search(rest) for one in self.all) and not self.pattern("unless").search(rest)


@dataclass(frozen=True)
class Book:
    """The safety data of one guide in one language.

    `own` is whether the guide has any, `elsewhere` whether it has some in another language only.
    """

    named: Mapping[str, Mapping[str, SafetyRow]]
    single: Mapping[str, SafetyRow]
    own: bool = False
    elsewhere: bool = False

    def rows(self, group: str) -> Sequence[SafetyRow]:
        return tuple(self.named.get(group, {}).values())

    def one(self, group: str) -> SafetyRow | None:
        return self.single.get(group)

    @property
    def blank(self) -> bool:
        """Whether nobody wrote any for this language."""
        return not self.named and not self.single

    def over(self, other: Book) -> Book:
        """This laid over another: a row goes before one of the same name."""
        groups = [*dict.fromkeys((*other.named, *self.named))]
        named = {g: {**other.named.get(g, {}), **self.named.get(g, {})} for g in groups}
        return Book(named, {**other.single, **self.single}, self.own or other.own)


NO_BOOK = Book({}, {})


def read_book(project: Project, guide: Guide, locale: str, found: list[Finding]) -> Book:
    """The safety data for the language of `locale`; findings S126 where a row is unfit."""
    language = locale.split("-")[0]
    words = project.content / "words"
    shared = (words / f"safety.{name}.toml" for name in chain(locale))
    book, parts = NO_BOOK, dict[str, str]()
    own = guide.folder / f"safety.{language}.toml"
    plain = guide.folder / "safety.toml"
    for path in (next((p for p in shared if p.exists()), None), own if own.exists() else plain):
        tree = read_tree(project, path, found) if path and path.exists() else None
        if tree and _language(tree, language) != language:
            book = replace(book, elsewhere=True)
        elif tree:
            parts |= _parts(tree, parts, found)
            book = _book(tree, parts, path in (own, plain), found).over(book)
    return book


def _language(tree: Tree, usual: str) -> object:
    return tree.own["language"].value if "language" in tree.own else usual


def _parts(tree: Tree, known: Mapping[str, str], found: list[Finding]) -> dict[str, str]:
    """The patterns of `[part]` by their names, each with those above it put in."""
    parts = dict(known)
    for name, entry in tree.row("part").items():
        if why := unfit(entry.value, "pattern"):
            found.append(_useless(entry, f"part.{name}", why))
        else:
            parts[name] = _with_parts(str(entry.value), parts)
    return parts


def _with_parts(value: Any, parts: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_with_parts(one, parts) for one in value]
    if not isinstance(value, str):
        return value
    return PART.sub(lambda m: f"(?:{parts[m[1]]})" if m[1] in parts else m[0], value)


def _book(tree: Tree, parts: Mapping[str, str], own: bool, found: list[Finding]) -> Book:
    for key, entry in tree.own.items():
        if key != "language":
            found.append(_unknown(entry, key, None))
    named: dict[str, dict[str, SafetyRow]] = {}
    single: dict[str, SafetyRow] = {}
    for group, table in tree.rows.items():
        if group == "part":
            continue
        if row := _row(group, group, table.own, SINGLE.get(group), parts, found):
            single[group] = row
        for name, one in table.rows.items():
            path = f"{group}.{name}"
            if row := _row(name, path, one.flat, NAMED.get(group), parts, found):
                named.setdefault(group, {})[name] = row
    return Book(named, single, own)


def _row(
    name: str,
    path: str,
    table: Table,
    known: Mapping[str, str] | None,
    parts: Mapping[str, str],
    found: list[Finding],
) -> SafetyRow | None:
    """What of a table can be used; None where there is nothing."""
    values, lines = {}, []
    for key, entry in table.items():
        value = _with_parts(entry.value, parts)
        if known is None or key not in known:
            found.append(_unknown(entry, f"{path}.{key}", known))
        elif wrong := unfit(value, known[key]):
            found.append(_useless(entry, f"{path}.{key}", wrong))
        else:
            values[key] = value
            lines.append(entry.line)
    return SafetyRow(name, lines[0], values) if values else None


def _useless(entry: Entry, path: str, wrong: str) -> Finding:
    fix = "correct it; patterns are those of Python, in single quotes"
    return entry.finding("S126", f"`{path}` can't be used: {wrong}", fix)


def _unknown(entry: Entry, path: str, known: Mapping[str, str] | None) -> Finding:
    fix = f"there are: {', '.join(known or (*NAMED, *SINGLE, 'part'))}"
    return entry.finding("S126", f"`{path}` is not a safety rule's", fix)


def unfit(value: object, kind: str) -> str:
    """Why `value` is no `kind` of KINDS, or an empty text."""
    if kind.endswith("s") and isinstance(value, str):
        value = [value]
    if not isinstance(value, KINDS[kind]):
        return f"it is not {kind}"
    if kind in CHOICES and value not in CHOICES[kind]:
        return f"it is none of {', '.join(dict.fromkeys(CHOICES[kind]))}"
    if kind.startswith("pattern"):
        for pattern in value if isinstance(value, list) else [value]:
            if why := fault_of_pattern(str(pattern)):
                return why
    return ""
