"""The marks of a manuscript's raw lines, each a pattern. Markdown has its own reader."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

# of the file: the front matter's fence; a passage that is pulled in
FENCE = "+++"
PASSAGE = re.compile(r"^!\[\[\s*(.*?)\s*\]\]\s*$")
PASSAGE_NAME = re.compile(r"^[a-z0-9][a-z0-9-]*$")
# of a whole line: signs, words and marks of a heading; indent and number of an item
HEADING = re.compile(r"^(#{2,3})[ \t]+(.*?)(?:\s*\{((?:\.[^{}\s.]*\s*)+)\})?\s*#*\s*$")
# What a section may be, by urgency and by kind; docs/for-editors.md shows each.
ROLES = ("emergency", "urgent", "soon", "stop", "steps", "checklist", "medicines", "do", "dont",
         "self-care", "key", "lines", "questions", "sources", "about")  # fmt: skip
# no roles: where paper begins anew; what the cover names with its page
PAGE_MARK, COVER_MARK = "new-page", "on-cover"
PAPER_MARKS = (PAGE_MARK, COVER_MARK)
MARKER = re.compile(r"^([ \t]*)(?:((?!0\d)[0-9]{1,9}\.)|[-*+])[ \t]+")
TABLE_RULE = re.compile(r"^\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$")
# what a word processor or another Markdown begins an item with; none of it begins one here
_SIGNS = "-*+\u2022\u2023\u2043\u2219\u00b7\u25aa\u25cf\u25a0\u25a1\u25cb\u25e6"
_SIGNS += "\u2013\u2014\u2192\u27a2\u2713\u2714\uf0b7\u00bb\u00a7\u27a4\u25ba\u25b6"
_COUNTED = (
    r"\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{2,4}|[IVX]{2,4})\)|(?:\d{1,2}|[a-z]|[ivx]{2,4})\."
    r"|[A-Z]\.(?=\s+[a-z])|\d{1,2}(?=\s[-\u2013\u2014]\s+[^\W\d_])"
)
LIKE_A_MARKER = re.compile(
    rf"^\s*(?:(?:{_COUNTED}|[{_SIGNS}]|o(?=\t))\s+(?=\S)|[{_SIGNS}]\s*$"
    rf"|(?:\(?\d{{1,2}}[.)]|\*(?=[^*]*$)|[{_SIGNS.replace('*', '')}])(?=(?:\*\*)?[^\W\d_]))"
)
# within a line: names between braces; text, address and caption; key of a source
FIELD = re.compile(r"\{\{\s*([A-Za-z][A-Za-z0-9_]*)\s*\}\}")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]*)(?:\s+\"([^\"]*)\")?\s*\)")
LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(\s*([^)\s]*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)")
CITATION = re.compile(r"\[@([^\]\s]*)\]")
CITED = re.compile(rf"\s*{CITATION.pattern}")  # the blank before a citation goes with it
# what sets words off, and is not printed
STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])(.+?)(?<=[^\s*_])\1(?![\w*])")
CODE = re.compile(r"`([^`]+)`")
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!|])")


def marks_of(heading: re.Match[str] | None) -> tuple[str, ...]:
    """What a match of HEADING names between its braces: a role, PAPER_MARKS, or what is neither."""
    return tuple(heading[3].replace(".", " ").split()) if heading and heading[3] else ()


def role_of(heading: re.Match[str] | None) -> str:
    """The role of a match of HEADING; empty where it has none."""
    return next((mark for mark in marks_of(heading) if mark not in PAPER_MARKS), "")


def split_address(address: str) -> SplitResult:
    """The parts of a web address (RFC 3986); all of them empty where it is none."""
    try:
        return urlsplit(address)
    except ValueError:  # a bracket that opens an address of numbers, and does not close
        return urlsplit("")


def fault_of_pattern(pattern: str) -> str:
    """Why a text can't be a pattern that is looked for (Python's `re`); "" where it can."""
    try:
        found = re.compile(FIELD.sub("x", pattern)).search("")
    except (re.error, OverflowError) as error:
        return str(error)
    return (
        "it finds something in nothing: a part must be there that is not optional" if found else ""
    )
