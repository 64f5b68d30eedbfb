"""Marks within a line of any Markdown: bold is kept, the rest is plain words, noted where it tells.

What was struck is left out, for whoever struck it did not want it read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from functools import partial

from press.draft.symbols import raised
from press.draft.text import TO_WRITE, Brought, Rich

FOOTNOTE = re.compile(r"^ {0,3}\[\^([^\]]+)\]:\s*(.*)$")
ON, OFF = "\ue000", "\ue001"  # where bold type begins and ends
UP, DOWN, END = "\ue002", "\ue003", "\ue004"  # small type, raised or lowered
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!|~^=$:<\"'&])")
KEPT = 0xE100  # where escaped signs are put meanwhile
TAG = re.compile(r"</?([A-Za-z][\w-]*)(?:\s[^<>]*)?/?>")
BOLD_TAGS = ("b", "strong")


class Inline:
    """Reads the words of one draft; links and footnotes are those that stand elsewhere in it."""

    def __init__(self, brought: Brought) -> None:
        self.brought = brought
        self.links: dict[str, str] = {}
        self.footnotes: dict[str, str] = {}
        self.ways: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
            (re.compile(r"`+([^`]+)`+"), lambda m: _held(m[1])),
            (re.compile(r"\{\{[<%]?\s*(.*?)\s*[%>]?\}\}|\{%(.*?)%\}"), self._field),
            (re.compile(r"\[@([^\]]*)\]"), partial(self._gone, "a citation; cite as [@KEY]")),
            (re.compile(r"!?\[\[([^\]]*)\]\]"), lambda m: m[1].rpartition("|")[2]),
            (re.compile(r"\^\[([^\]]*)\]"), partial(self._gone, "a footnote")),
            (re.compile(r"\[\^([^\]]*)\]"), self._footnote),
            (re.compile(r"(?<!!)\[([^\]]*)\]\(\s*<?([^)\s>]*)>?[^)]*\)"), self._link),
            (re.compile(r"(?<!!)\[([^\]]+)\]\s?\[([^\]]*)\]"), self._reference),
            (re.compile(r"<((?:https?:|mailto:)[^>\s]+|[\w.+-]+@[\w.-]+)>"), lambda m: m[1]),
            (TAG, self._tag),
            (re.compile(r"~~(.+?)~~"), partial(self._gone, "struck through, left out")),
            (re.compile(r"==(.+?)==|\+\+(.+?)\+\+"), lambda m: m[1] or m[2]),
            (re.compile(r"~([^~\s]+)~"), lambda m: f"{DOWN}{m[1]}{END}"),
            (re.compile(r"\^([^^\s]+)\^"), lambda m: f"{UP}{m[1]}{END}"),
            (re.compile(r"\$(\S(?:[^$]*[^\s$])?)\$(?!\d)"), self._formula),
            (re.compile(r"(?<![\w:]):([a-z][a-z0-9_+-]*):(?![\w:])"), self._named_sign),
            (re.compile(r"(\*\*\*|___)(?=\S)(.+?)(?<=\S)\1"), lambda m: f"{ON}{m[2]}{OFF}"),
            (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), lambda m: f"{ON}{m[2]}{OFF}"),
            (re.compile(r"(?<![\w*])([*_])(?=[^\s*_])(.+?)(?<=[^\s*_])\1(?![\w*])"), self._italic),
            (re.compile(r"\{[.:#][^}]*\}"), partial(self._gone, "marks in braces, left out")),
        )  # fmt: skip
        self.near = ""

    def rich(self, words: str) -> Rich:
        """The words of a paragraph, an item or a cell, with what was bold."""
        self.near = words
        text = ESCAPED.sub(lambda match: _held(match[1]), words)
        for pattern, way in self.ways:
            text = pattern.sub(way, text)
        text = html.unescape(text).replace("\\\n", "\n")
        return self._cut(text)

    def _cut(self, text: str) -> Rich:
        whole, bold = Rich(), False
        parts = re.split(f"([{ON}{OFF}{UP}{DOWN}{END}])", text)
        kind = ""
        for part in parts:
            if part in (ON, OFF):
                bold = part == ON
            elif part in (UP, DOWN):
                kind = part
            elif part == END:
                kind = ""
            elif part:
                rich = Rich.of("".join(map(_let_go, part)), bold)
                whole += raised(rich, kind == UP, self.brought) if kind else rich
        return whole

    def _leave(self, what: str, words: str = "") -> None:
        self.brought.leave(what, "".join(map(_let_go, words)), self.near)

    def _gone(self, what: str, match: re.Match[str]) -> str:
        self._leave(what, match[0] if match[0][0] in "{[" else match[1])
        return ""

    def _field(self, match: re.Match[str]) -> str:
        self._leave("a field or a template's mark, left out", match[0])
        return f" {TO_WRITE}what stood here "

    def _footnote(self, match: re.Match[str]) -> str:
        self._leave("a footnote", self.footnotes.pop(match[1], match[1]))
        return ""

    def _link(self, match: re.Match[str]) -> str:
        self._leave(f"a link to {match[2]}; its words are kept", match[1])
        return match[1]

    def _reference(self, match: re.Match[str]) -> str:
        address = self.links.get((match[2] or match[1]).lower(), "")
        if not address:
            return match[0]
        self._leave(f"a link to {address}; its words are kept", match[1])
        return match[1]

    def _tag(self, match: re.Match[str]) -> str:
        name = match[1].lower()
        if name == "br":
            return "\n"
        if name in BOLD_TAGS:
            return OFF if match[0].startswith("</") else ON
        if name in ("sup", "sub"):
            return END if match[0].startswith("</") else UP if name == "sup" else DOWN
        if not match[0].startswith("</"):
            self._leave("an HTML tag, left out", match[0])
        return " "

    def _formula(self, match: re.Match[str]) -> str:
        self._leave("a formula", match[1])
        return f" {TO_WRITE}a formula stood here "

    def _named_sign(self, match: re.Match[str]) -> str:
        self._leave("a picture sign, left out", match[0])
        return ""

    def _italic(self, match: re.Match[str]) -> str:
        self._leave("italic type; it is plain now", match[2])
        return match[2]


def _held(text: str) -> str:
    """`text` with each sign moved out of the way of the marks, until `_let_go`."""
    return "".join(chr(KEPT + ord(sign)) if sign.isascii() and not sign.isalnum() else sign
                   for sign in text)  # fmt: skip


def _let_go(sign: str) -> str:
    return chr(ord(sign) - KEPT) if KEPT <= ord(sign) < KEPT + 128 else sign


def unused(footnotes: Mapping[str, str], brought: Brought) -> None:
    """Note the footnotes that nothing refers to."""
    for name, words in footnotes.items():
        brought.leave(f"a footnote that nothing refers to ({name})", words)
