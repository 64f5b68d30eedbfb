"""One line of a reading text, taken apart: what it is, what it is called, and what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

BETWEEN = " | "  # between a line's head and what it says
DIGEST = re.compile(r"[0-9a-f]{64}")
SIGN, LANGUAGE = "sign:", "lang:"
SECTION, PART, PICTURE = "section", "part", "picture"
THEN, BELOW = "then", "below"  # the next sentence of a paragraph; the next paragraph of an item
BOLD = "**"
# Each kind of line in a reader's words, without its article.
KINDS = {
    "reading text": "form of the reading text",
    "guide": "guide",
    "locale": "locale",
    "product": "product",
    "title": "title",
    "running_title": "running title",
    "description": "description",
    "cover": "line of the cover",
    "text": "sentence",
    THEN: "sentence",
    BELOW: "sentence",
    SECTION: "heading",
    PART: "heading within a section",
    "step": "step",
    "sub-step": "step within an item",
    "item": "item of a list",
    "sub-item": "item within an item",
    "head": "head of a table",
    "row": "row of a table",
    PICTURE: "picture",
    "black picture": "picture in black only",
    "caption": "caption",
    "line": "telephone line",
    "label": "label",
    "source": "source",
}
# How sentences follow each other, where that is what changed.
FOLLOWING = {
    "text": "beginning of a paragraph",
    THEN: "sentence that goes on",
    BELOW: "new paragraph of an item",
}
# Kinds that are told from each other by their names, or of which there is one.
NAMED = frozenset({PICTURE, "black picture", "line", "label"})
SINGLE = frozenset({"reading text", "guide", "locale", "product", "title", "running_title",
                    "description"})  # fmt: skip
# Kinds of which no line becomes one of another kind. All else is the text itself.
APART = NAMED | SINGLE | {"cover", "caption", "source"}
# What stands under no heading of the text, and where a reader is told that it stands.
ELSEWHERE = {
    **dict.fromkeys(SINGLE, "What the sheet is"),
    "cover": "On the cover",
    "line": "Telephone lines",
    "label": "Labels that are printed",
    "source": "Sources",
}
TOP = "Before the first heading"


@dataclass(frozen=True)
class Entry:
    """A line of a reading text. What it lacks is empty; `under` are the headings that it has."""

    line: str
    kind: str
    name: str
    role: str
    sign: str
    lang: str
    digest: str
    text: str
    under: tuple[str, ...]
    unit: str  # the kind of the paragraph, item or step that it belongs to
    in_bold: bool  # whether it begins within bold type, which a sentence before it opened

    @property
    def what(self) -> str:
        """What the line is, in a reader's words: `step`, or `label night-card.version`."""
        return f"{KINDS.get(self.kind, self.kind)} {self.name}".strip()

    @property
    def family(self) -> str:
        """Lines of one family can be the same sentence, before and after."""
        return self.kind if self.kind in APART else "text"


def entries_of(lines: Sequence[str]) -> Iterator[Entry]:
    """Each line of a reading text as an Entry; a line of another form is one that only says."""
    section = part = unit = ""
    bold = False
    for line in lines:
        head, between, text = f"{line} ".partition(BETWEEN)
        text = text[:-1] if between else line
        kind, name, marks = _head(head if between else "text")
        if kind == SECTION:
            section, part = text, ""
        elif kind == PART:
            part = text
        under = tuple(filter(None, (section, part))) or (TOP,)
        if kind in ELSEWHERE:
            under = (ELSEWHERE[kind],)
        unit = unit if kind in (THEN, BELOW) else kind
        bold = bold and kind == THEN
        yield Entry(line, kind, name, *marks, text, under, unit, bold)
        bold ^= text.count(BOLD) % 2 == 1


def _head(head: str) -> tuple[str, str, tuple[str, str, str, str]]:
    """Kind and name of a line's head, and its marks: role, sign, language, digest."""
    known = [kind for kind in KINDS if head == kind or head.startswith(f"{kind} ")]
    kind = max(known, key=len) if known else head.partition(" ")[0]
    role = sign = lang = digest = ""
    names = []
    for word in head[len(kind) :].split():
        if word.startswith(".") and kind in (SECTION, PART):
            role = word[1:]
        elif word.startswith(SIGN):
            sign = word.removeprefix(SIGN)
        elif word.startswith(LANGUAGE):
            lang = word.removeprefix(LANGUAGE)
        elif DIGEST.fullmatch(word):
            digest = word
        else:
            names.append(word)
    return kind, " ".join(names), (role, sign, lang, digest)
