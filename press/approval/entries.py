"""One line of a reading text, taken apart: what it is, what it is called, and what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

BETWEEN = " | "  # between a line's head and what it says
DIGEST = re.compile(r"[0-9a-f]{64}")
SIGN, LANGUAGE = "sign:", "lang:"
SECTION, PART, PICTURE = "section", "part", "picture"
# Each kind of line in a reader's words, without its article.
KINDS = {
    "reading text": "form of the reading text",
    "guide": "guide",
    "locale": "locale",
    "product": "product",
    "title": "title",
    "running title": "running title",
    "running_title": "running title",
    "description": "description",
    "cover": "line of the cover",
    "intro": "sentence before the first heading",
    "text": "sentence",
    SECTION: "heading",
    PART: "heading within a section",
    "step": "step",
    "item": "item of a list",
    "row": "row of a table",
    PICTURE: "picture",
    "black picture": "picture in black only",
    "caption": "caption",
    "line": "telephone line",
    "label": "label",
    "source": "source",
}
# Kinds of which a line can become another: the text itself. All others stay what they are.
TEXTS = frozenset({"intro", "text", SECTION, PART, "step", "item", "row"})
# Kinds that are told from each other by their names, or of which there is one.
NAMED = frozenset({PICTURE, "black picture", "line", "label"})
SINGLE = frozenset({"reading text", "guide", "locale", "product", "title", "running title",
                    "running_title", "description"})  # fmt: skip
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
    under: tuple[str, ...] = ()

    @property
    def what(self) -> str:
        """What the line is, in a reader's words: `step`, or `label night-card.version`."""
        return f"{KINDS.get(self.kind, self.kind)} {self.name}".strip()

    @property
    def family(self) -> str:
        """Lines of one family can be the same sentence, before and after."""
        return "text" if self.kind in TEXTS else self.kind


def entries_of(lines: Sequence[str]) -> Iterator[Entry]:
    """Each line of a reading text as an Entry; a line of another form is one that only says."""
    section = part = ""
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
        role, sign, lang, digest = marks
        yield Entry(line, kind, name, role, sign, lang, digest, text, under)


def _head(head: str) -> tuple[str, str, tuple[str, str, str, str]]:
    """Kind and name of a line's head, and its marks: role, sign, language, digest."""
    known = [kind for kind in KINDS if f"{head} ".startswith(f"{kind} ")]
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
