"""Apostrophes and quotes as a press sets them, out of those that a keyboard has.

An apostrophe within a word is one in every language. Quotes are set in English only (CLDR 45,
delimiters of `en`); another language has its own, and is printed as it was typed. What is no quote
stays: feet and inches (5' 10"), and what stands behind an = .
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

TOKEN = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")
LANG = re.compile(r"\slang=\"([^\"]*)\"")
# what is said of an element, and heard
SAID = re.compile(r"(\s(?:alt|title|content|aria-label)=\")([^\"]*)(?=\")")
INLINE = frozenset({"a", "strong", "em", "span", "b", "i", "abbr", "sup", "sub", "small"})
NEVER_CLOSED = frozenset({"br", "img", "meta", "link", "hr", "input", "wbr", "col"})
RAW = frozenset({"style", "script"})
TYPED = re.compile(r"&#39;|&#x27;|&apos;|&#34;|&quot;|['\"]")
SINGLE, CLOSED_SINGLE, CLOSED_DOUBLE = "\u2018", "\u2019", "\u201d"
OPEN_DOUBLE = "\u201c"
BEGINS = re.compile(r"[\s(\[{\u2014\u2013/\u201c\u2018-]?")  # what may stand before an opening one
ALSO_BEGIN = (":", ";", ",", "\u2026")  # where none is open, and a word follows at once
# words that begin with an apostrophe, and years
ELIDED = re.compile(
    r"(?:n(?:'|(?= ))|\d\d(?=[.,;:!?)]|$)|"
    r"em\b|tis\b|twas\b|til\b|till\b|cause\b|bout\b|round\b|\d0s)",
    re.IGNORECASE,
)


@dataclass
class _Block:
    """What was read of a paragraph so far: its last letter, and which quotes are open."""

    before: str = ""
    double: bool = False
    single: bool = False
    code: str = ""  # the sign that opened what stands behind an =

    def set_signs(self, text: str, english: bool) -> str:
        """`text` with its quotes and apostrophes set, as those that are open want it."""
        made, end = [], 0
        for match in TYPED.finditer(text):
            self._read(text[end : match.start()])
            made.append(text[end : match.start()])
            sign = unescape(match[0])
            after = unescape(text[match.end() : match.end() + 16])
            set_one = self._sign(sign, after, english)
            made.append(set_one or match[0])
            self.before = set_one or sign
            end = match.end()
        self._read(text[end:])
        return "".join([*made, text[end:]])

    def _read(self, text: str) -> None:
        self.before = text[-1:] or self.before

    def _sign(self, sign: str, after: str, english: bool) -> str:
        """What is printed for a sign; nothing where it stays as it is."""
        if self.before == "=" or self.code == sign:
            self.code = "" if self.code else sign
            return ""
        if sign == "'":
            return self._single(after, english)
        return self._double(after) if english else ""

    def _double(self, after: str) -> str:
        begins = self.before in ALSO_BEGIN and after[:1].isalnum() and not self.double
        if not BEGINS.fullmatch(self.before) and not begins:
            inches = self.before.isdigit() and not self.double
            return "" if inches else self._close_double()
        if _goes_on(after) and not (self.double and not after):
            self.double = True
            return OPEN_DOUBLE
        return self._close_double() if self.double else ""

    def _close_double(self) -> str:
        self.double = False
        return CLOSED_DOUBLE

    def _single(self, after: str, english: bool) -> str:
        before, first = self.before, after[:1]
        if before.isdigit() and not first.isalpha() and not self.single:
            return ""  # feet
        if before.isalnum() and first.isalnum():
            return CLOSED_SINGLE
        if BEGINS.fullmatch(before):
            if ELIDED.match(after):
                return CLOSED_SINGLE
            if not english or not (_goes_on(after) or self.single):
                return ""
            self.single = not self.single
            return SINGLE if self.single else CLOSED_SINGLE
        self.single = False
        return CLOSED_SINGLE if english else ""  # else it may close a quote, as it is typed


def _goes_on(after: str) -> bool:
    """Whether words follow; where a tag follows, they stand behind it."""
    return not after[:1].isspace()


def curled(made: str, locale: str = "") -> str:
    """HTML with its quotes and apostrophes set, in texts and in what is said of pictures.

    `locale` is the language of what stands in no element that names its own (BCP 47).
    """
    block, langs, parts = _Block(), [("", locale)], []
    for part in TOKEN.split(made):
        tag = TAG.match(part)
        if tag is None:
            raw = langs[-1][0] in RAW or part.startswith("<!")
            parts.append(part if raw else block.set_signs(part, _is_english(langs[-1][1])))
            continue
        lang = LANG.search(part)
        now = lang[1] if lang else langs[-1][1]
        if tag[1]:
            while len(langs) > 1 and langs.pop()[0] != tag[2]:
                pass
        elif tag[2] not in NEVER_CLOSED and not part.endswith("/>"):
            langs.append((tag[2], now))
        block = block if tag[2] in INLINE else _Block()
        parts.append(SAID.sub(lambda m, now=now: m[1] + _said(m[2], now), part))
    return "".join(parts)


def _said(text: str, lang: str) -> str:
    return _Block().set_signs(text, _is_english(lang))


def _is_english(lang: str) -> bool:
    return lang.partition("-")[0] == "en"
