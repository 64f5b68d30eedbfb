"""The marks of a manuscript's raw lines, each a pattern. Markdown has its own reader."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

# of the file: the front matter's fence; a passage that is pulled in
FENCE = "+++"
PASSAGE = re.compile(r"^!\[\[\s*(.*?)\s*\]\]\s*$")
PASSAGE_NAME = re.compile(r"^[a-z0-9][a-z0-9-]*$")
# of a whole line: marks, words and role of a heading; indent and number of an item
HEADING = re.compile(r"^(#{1,6})\s+(.*?)(?:\s*\{\.([^}\s]*)\s*\})?\s*#*\s*$")
MARKER = re.compile(r"^([ \t]*)(?:([0-9]{1,9}\.)|[-*+])[ \t]+")
TABLE_RULE = re.compile(r"^\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$")
# what a word processor or another Markdown begins an item with; none of it begins one here
LIKE_A_MARKER = re.compile(
    r"^\s*(?:(?:\d{1,2}[.)]|[a-z]\)|[-*+\u2022\u2023\u25e6\u2043\u2013\u2014]|o(?=\t))\s+(?=\S)"
    r"|(?:\d{1,2}[.)]|[-+\u2022\u2013\u2014])(?=[^\W\d_])|[-*+]\s*$)"
)
# within a line: names between braces; text, address and caption; key of a source
FIELD = re.compile(r"\{\{\s*([A-Za-z][A-Za-z0-9_]*)\s*\}\}")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]*)(?:\s+\"([^\"]*)\")?\s*\)")
LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)\s]*)(?:\s+\"[^\"]*\")?\)")
CITATION = re.compile(r"\[@([^\]\s]*)\]")
# what sets words off, and is not printed
STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=\S)(.+?)(?<=\S)\1(?![\w*])")
CODE = re.compile(r"`([^`]+)`")
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|])")


def split_address(address: str) -> SplitResult:
    """The parts of a web address (RFC 3986); all of them empty where it is none."""
    try:
        return urlsplit(address)
    except ValueError:  # a bracket that opens an address of numbers, and does not close
        return urlsplit("")
