"""Letters as they are meant: put right once where lines are read, or told where nobody can tell.

Accents in two parts become one letter, joined letters such as \ufb01 become two, and what can't be
seen is taken out. Signs of their own, such as \u00b2, \u00bd and \u00b5, stay what they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from press.finding import Finding
from press.project import Line

JOINED = {chr(n): unicodedata.normalize("NFKC", chr(n)) for n in range(0xFB00, 0xFB07)}
WIDE = dict.fromkeys(
    map(chr, (*range(0x2000, 0x2007), *range(0x2008, 0x200B), 0x205F, 0x3000)), " "
)
NOT_SEEN = dict.fromkeys("\u200b\u2060\u180e\u034f\ufeff\ufe0e\ufe0f", "")
MEANT = str.maketrans(
    JOINED | WIDE | NOT_SEEN | {"\u2007": "\u00a0", "\u2011": "-", "\u00b5": "\u03bc"}
)
SOFT = re.compile(r"\u00ad(?![^\W\d_])|(?<![^\W\d_])\u00ad")  # it belongs between two letters
TURNS = "\u202a-\u202e\u2066-\u2069"
HIDDEN = re.compile(rf"[{TURNS}\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufff9-\uffff\ufdd0-\ufdef]")
# UTF-8 that was once read in the code page of Windows: two to four signs where one was typed
BROKEN = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0178\u017d\u017e\u0192\u02c6\u02dc"
                    "\u2013-\u203a\u20ac\u2122]{1,3}")  # fmt: skip
LIKELY = (range(0xA0, 0x250), range(0x2010, 0x2045), range(0x20AC, 0x20AD), range(0x2122, 0x2123))
CEDILLA = str.maketrans("\u015e\u015f\u0162\u0163", "\u0218\u0219\u021a\u021b")
ROMANIAN = re.compile("[\u0162\u0163]|\u015f(?=i\\b)|\\b\u015fi\\b")


def tidy(lines: Iterable[Line], found: list[Finding]) -> Iterator[Line]:
    """Lines with their letters put right; M131 for what a person must look at."""
    for line in lines:
        text = line.text
        if not text.isascii() or HIDDEN.search(text):
            found += _slips(line)
            text = as_meant(text)
        yield line if text == line.text else replace(line, text=text)


def as_meant(text: str) -> str:
    """`text` with its letters put right, and what is told of it taken for what it probably was."""
    text = BROKEN.sub(lambda match: _once(match[0]) or match[0], text)
    text = HIDDEN.sub(lambda m: " " if m[0].isspace() else "", SOFT.sub("", text.translate(MEANT)))
    return unicodedata.normalize("NFC", text)


def _slips(line: Line) -> Iterator[Finding]:
    if broken := next((m for m in BROKEN.finditer(line.text) if _once(m[0])), None):
        problem = f"`{broken[0]}` was probably `{_once(broken[0])}` before it was saved wrongly"
        fix = "write it again, here and wherever else it looks so, and save the file as UTF-8"
        yield line.finding("M131", problem, fix, broken.start() + 1)
    elif hidden := HIDDEN.search(line.text):
        problem = f"a sign that can't be seen stands here ({_name(hidden[0])})"
        fix = "take it out: delete the letters around it, and type them again"
        yield line.finding("M131", problem, fix, hidden.start() + 1)


def _once(text: str) -> str:
    """What was typed, where `text` is its UTF-8 read as Windows-1252; else nothing."""
    try:
        data = b"".join(
            bytes([ord(c)]) if 0x7F < ord(c) < 0xA0 else c.encode("cp1252") for c in text
        )
        typed = data.decode("utf-8")
    except UnicodeError:
        return ""
    likely = len(typed) == 1 and any(ord(typed) in some for some in LIKELY)
    return typed if likely else ""


def _name(sign: str) -> str:
    name = unicodedata.name(sign, "").lower()
    return f"U+{ord(sign):04X}" + (f", {name}" if name else "")
