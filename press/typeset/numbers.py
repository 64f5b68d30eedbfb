"""Numbers keep together: a phone number, and a number with what it counts, stand on one line.

Only blanks are changed, for blanks that do not break. In a line that runs from the right these make
one number of the groups of a phone number, so that they are not turned round (UAX 9, W4).
"""

from __future__ import annotations

import re

from press.pdf.bidi import holds_right_to_left

FAST = "\u00a0"
LONGEST = 16  # letters: a longer chain may break where it is joined by a word
TAG = r"<[^>]*>"
PHONE = r"\+?\(?\d[\d()-]*(?: \(?\d[\d()-]*){1,5}(?![\w.,]*\d)"
CHAIN = r"\d+ (?:to|or|and) \d+(?: per cent\b| [^\W\d_]+)?"
CLOSED, OPENED = r"(?:</(?:strong|a|span)>)?", r"(?:<strong>)?"
COUNT = (
    rf"\d(?:[\d.,:/]*\d)?%?{CLOSED} (?={OPENED}°?[^\W\d_]{{1,14}}(?![^\W\d_]))(?:per (?=cent\b))?"
)
KEPT = re.compile(rf"(?P<tag>{TAG})|(?P<chain>{CHAIN})|(?P<phone>{PHONE})|(?P<count>{COUNT})")


# with a + or a dash in it a number would be turned round in a line that runs from the right
TURNED = re.compile(
    rf"{TAG}|\+\d[\d{FAST}()-]*|\d[\d.,:/]*(?:{FAST}?[\u2013\u2014-]{FAST}?\d[\d.,:/]*)+"
)
BETWEEN = re.compile(rf"({TAG})")


def kept_together(made: str) -> str:
    """HTML, or plain text, with the blanks of its numbers made fast.

    In a run of text with letters that are read from the right, a number with a + or a dash is set
    apart (UAX 9, LRI and PDI), so that it stands as it was typed.
    """
    parts = BETWEEN.split(KEPT.sub(_fast, made))
    return "".join(TURNED.sub(_apart, one) if holds_right_to_left(one) else one for one in parts)


def _apart(match: re.Match[str]) -> str:
    return match[0] if match[0].startswith("<") else f"\u2066{match[0]}\u2069"


def _fast(match: re.Match[str]) -> str:
    text = match[0]
    if match["tag"]:
        return text
    if match["chain"] and len(text) > LONGEST:
        return FAST.join(text.rsplit(" ", 1)) if text[-1:].isalpha() else text
    return text.replace(" ", FAST)
