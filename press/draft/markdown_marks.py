"""How a block begins in any Markdown, each a pattern; what stands before and within one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from press.draft.text import Brought

FRONT = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\n(.*?\n)?(?:\1|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
PAIR = re.compile(r"^(\w[\w -]*?)\s*[:=]\s*(.*)$")
ATX = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+(.*?))?[ \t]*#*[ \t]*$")
UNDERLINE = re.compile(r"^ {0,3}(=+|-+)\s*$")
RULE = re.compile(r"^ {0,3}([-*_])(?:\s*\1){2,}\s*$")
FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})(.*)$")
BOX = re.compile(r"^\s*(?::{3,}|!{3}|\?{3}\+?)\s*\{?\.?([\w-]*)\}?\s*(.*?)$")
MARKER = re.compile(r"^(\s*)(?:[-*+]|(\d{1,9})[.)]|\(?(?:\d{1,9}|[a-z])\))\s+(.*)$")
TASK = re.compile(r"^\[([ xX])\]\s+")
QUOTE = re.compile(r"^ {0,3}>\s?")
ROW = re.compile(r"^\s*\|?.*(?<!\\)\|.*$")
TABLE_RULE = re.compile(r"^\s*\|?[\s:|+-]*-{2,}[\s:|+-]*\|?\s*$")
DEFINED = re.compile(r"^\s{0,3}:\s+(.*)$")
LINK_TO = re.compile(r"^ {0,3}\[([^\]^]+)\]:\s*<?(\S+?)>?(?:\s+[\"'(].*)?$")
ROLE = re.compile(r"\s*\{([^{}]*)\}\s*$")
PICTURE_OF = re.compile(
    r"!\[([^\]]*)\]\(\s*<?([^)\s>]*)>?(?:\s+[\"']([^\"']*)[\"'])?\s*\)(?:\{[^}]*\})?"
)
COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
NO_WORDS = re.compile(r"[~^]|</?br\s*/?>|(?<=\])\[[^\]]*\]|^ {0,3}\[[^\]^]+\]:", re.MULTILINE)


def without_front_matter(text: str, brought: Brought) -> str:
    """The body; the title out of the front matter, what else it says is noted."""
    match = FRONT.match(text)
    if match is None:
        return text
    for line in (match[2] or "").splitlines():
        pair = PAIR.match(line.strip())
        words = pair[2].strip().strip("\"'") if pair else ""
        if pair and pair[1].lower() == "title" and words:
            brought.title = words
        elif line.strip():
            brought.leave("of the front matter", line.strip())
    return text[match.end() :]


def joined(lines: Sequence[str]) -> str:
    """Lines of one paragraph run on, but where one was broken by hand."""
    out = ""
    for line in lines:
        out += line if line.endswith("\n") else f"{line} "
    return out.replace("\\\n", "\n").strip()
