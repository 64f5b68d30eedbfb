"""Last touches on composed HTML: fields put in, and words that keep each other company."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping

from press.read.fields import Field
from press.read.syntax import FIELD
from press.typeset.numbers import kept_together
from press.typeset.phrasing import BLANK_LINE, Made

HEAD = re.compile(r"<h1>[^<]*")
# white space between items would be text of the list itself (PDF/UA-1, 7.2: only LI in L)
BETWEEN_ITEMS = re.compile(r"\s+(<li\b|</ul>|</ol>)")
# a “not” or “No” at a line's end is lost on a tired reader: it keeps to its word (check S21);
# and 111 without its NHS is another country's emergency number (EVIDENCE, section 4)
TOGETHER = re.compile(r"(<[^>]*>)|\b(not|No|[A-Z]{2,}(?= \d)) (?=\w)")
# the last short word of a text keeps the word before it company: no line of one syllable
RUNT = re.compile(r" ([^\s<>]{1,7}(?:</[a-z]+>)*\s*(?:</(?:p|li|div|td|h[1-6])>|</th>(?=\s*<td)))")

# before the next word: “in” and “a” do not end a line of a large title
SHORT_WORD = re.compile(r"(?<=\b\w) |(?<=\b\w\w) ")


def as_text(_name: str, field: Field) -> str:
    """A field's value as paper has it: as text; a blank one as a line to write on."""
    return html.escape(field.text) or BLANK_LINE


def put_in(
    made: str, fields: Mapping[str, Field], shown: Callable[[str, Field], str] = as_text
) -> Made:
    """The fields' values into composed HTML, each as `shown` says of its name and value."""

    def value(match: re.Match[str]) -> str:
        field = fields.get(match[1])
        return match[0] if field is None else shown(match[1], field)

    made = kept_together(FIELD.sub(value, made))
    made = TOGETHER.sub(lambda m: m[1] or f"{m[2]}\u00a0", made)
    return Made(RUNT.sub(_keep_company, made))


def _keep_company(match: re.Match[str]) -> str:
    """A last short word with the one before it, but in a cell of three words or fewer.

    There the first would stand alone: “A / thin layer”.
    """
    before = match.string[match.string.rfind(">", 0, match.start()) + 1 : match.start()]
    short = match[1].rstrip().endswith(("</td>", "</th>")) and len(before.split()) < 3
    return match[0] if short else f"\u00a0{match[1]}"


def with_title(made: str, large: bool) -> str:
    """Its title with numbers kept together; a `large` one with its short words in company."""

    def kept(match: re.Match[str]) -> str:
        title = kept_together(match[0])
        return SHORT_WORD.sub("\u00a0", title) if large else title

    return HEAD.sub(kept, made)


def without_gaps(made: str) -> str:
    """The page without white space between the items of its lists."""
    return BETWEEN_ITEMS.sub(r"\1", made)
