"""Numbers keep together: a phone number, and a number with what it counts, stand on one line.

Only blanks are changed, for blanks that do not break. In a line that runs from the right these make
one number of the groups of a phone number, so that they are not turned round (UAX 9, W4).
"""

from __future__ import annotations

import re

FAST = "\u00a0"
LONGEST = 16  # letters: a longer chain may break where it is joined by a word
TAG = r"<[^>]*>"
PHONE = r"\+?\(?\d[\d()-]*(?: \(?\d[\d()-]*){1,5}(?![\w.,]*\d)"
CHAIN = r"\d+ (?:to|or|and) \d+(?: per cent\b| [^\W\d_]+)?"
CLOSED, OPENED = r"(?:</(?:strong|a|span)>)?", r"(?:<strong>)?"
COUNT = rf"\d(?:[\d.,:/]*\d)?%?{CLOSED} (?={OPENED}[^\W\d_]{{1,14}}(?![^\W\d_]))(?:per (?=cent\b))?"
KEPT = re.compile(rf"(?P<tag>{TAG})|(?P<chain>{CHAIN})|(?P<phone>{PHONE})|(?P<count>{COUNT})")


def kept_together(made: str) -> str:
    """HTML, or plain text, with the blanks of its numbers made fast."""
    return KEPT.sub(_fast, made)


def _fast(match: re.Match[str]) -> str:
    text = match[0]
    if match["tag"]:
        return text
    if match["chain"] and len(text) > LONGEST:
        return FAST.join(text.rsplit(" ", 1)) if text[-1:].isalpha() else text
    return text.replace(" ", FAST)
