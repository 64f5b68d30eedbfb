"""How a block begins in any Markdown, each a pattern."""

from __future__ import annotations

import re

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
