"""Letters that our fonts have, capitals that are no shouting: words as they can be printed."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from press.draft.text import HEADING, PICTURE, TO_WRITE, Block, Brought, Rich
from press.letters import as_meant
from press.project import Project
from press.read.files import read_bytes, read_tree
from press.read.font_file import FONTS, NoFont, letters_of_font

LONG = 4  # letters in capitals, from which on the press takes them for shouting (P216)
WORD = re.compile(r"[^\W\d_]+")
DASH = re.compile(r"(?<!-)-{2,3}(?!-)")  # as typewriters have it
SHORT_FORM = re.compile(r"\w+(?:&\w+)+|[^\W\d_]+-?\d+")  # A&E, COVID-19: never small
BLANKS = "\n\t \u00a0"


def letters_of(project: Project) -> frozenset[int]:
    """The letters that every font of ours has; none where no font can be read."""
    faces = [path for path in (project.styles / "fonts").glob("*.*") if path.suffix in FONTS]
    maps = []
    for path in faces:
        with contextlib.suppress(OSError, NoFont):
            maps.append(letters_of_font(read_bytes(project, path)))
    return frozenset.intersection(*maps) if maps else frozenset()


def known_capitals(project: Project, language: str) -> frozenset[str]:
    """What readers know in capitals, out of `content/words/grammar.*.toml`."""
    path = project.content / "words" / f"grammar.{language}.toml"
    tree = read_tree(project, path, []) if path.is_file() else None
    row = tree.row("capitals") if tree else {}
    return frozenset(row["known"].value) if "known" in row else frozenset()


def spelt_out(brought: Brought, have: frozenset[int], known: frozenset[str]) -> None:
    """Put every letter right that the press would refuse; each is noted with its place."""
    title = _readable(Rich.of(brought.title), brought, have)
    brought.title = _small(title, True, known, brought).text
    blocks: list[Block] = []
    for block in brought.blocks:
        head = block.kind == HEADING
        rich, *cells = (
            _small(_readable(one, brought, have), head, known, brought)
            for one in (block.rich, *block.cells)
        )
        caption = _readable(Rich.of(block.caption), brought, have).text
        blocks.append(replace(block, rich=rich, cells=tuple(cells), caption=caption))
    title_block = Block(HEADING, Rich.of(brought.title))
    first, *brought.blocks = _names_alone_are_large([title_block, *blocks], brought)
    brought.title = first.text


def _readable(rich: Rich, brought: Brought, have: frozenset[int]) -> Rich:
    """With letters as they are meant, and those that no font of ours has by their names."""
    whole: list[tuple[str, bool]] = []
    for bold, run in groupby(rich.letters, key=lambda one: one[1]):
        text = "".join(letter for letter, _ in run).replace("\u00ad", "")
        text = DASH.sub("\u2013", text)
        for letter in as_meant(text):
            if have and ord(letter) not in have and letter not in BLANKS:
                name = unicodedata.name(letter, f"U+{ord(letter):04X}").lower()
                brought.leave(f"a sign that our fonts lack ({name}, U+{ord(letter):04X})",
                              near=rich.text)  # fmt: skip
                whole += Rich.of(f" {TO_WRITE}{name} ").letters
            else:
                whole.append((letter, bold))
    return Rich(tuple(whole)).tidy


def _small(rich: Rich, head: bool, known: frozenset[str], brought: Brought) -> Rich:
    """Without block capitals: all of them where most of it is large, else the long words."""
    words = _words(rich.text)
    loud = [one for one in words if _is_loud(one[0], known)]
    if not loud:
        return rich
    most = sum(one[0].isupper() for one in words) > len(words) / 2
    letters = list(rich.letters)
    for one in words if most else loud:
        if one[0].isupper() and one[0] not in known:
            first = one.start() == words[0].start() or _begins(rich.text, one.start())
            for n in range(one.start() + first, one.end()):
                letters[n] = (letters[n][0].lower()[:1], letters[n][1])
    made = Rich(tuple(letters))
    what = f"capitals are small now, “{made.text}”: is a name or a short form among them?"
    brought.leave(what, near=rich.text)
    return made


def _words(text: str) -> list[re.Match[str]]:
    """Its words, but for those that are part of a short form."""
    short = [match.span() for match in SHORT_FORM.finditer(text)]
    return [
        word
        for word in WORD.finditer(text)
        if not any(start <= word.start() < end for start, end in short)
    ]


def _is_loud(word: str, known: frozenset[str]) -> bool:
    return len(word) >= LONG and word.isupper() and word not in known


def _begins(text: str, at: int) -> bool:
    return bool(re.search(r"[.!?]\s+$", text[:at]))


def _names_alone_are_large(blocks: Iterable[Block], brought: Brought) -> Iterable[Block]:
    """Headings as sentences: small what the text anywhere writes small (P217)."""
    rows = list(blocks)
    texts = [part.text for block in rows if block.kind != PICTURE
             for part in (block.rich, *block.cells)]  # fmt: skip
    small = {word for text in texts for word in WORD.findall(text) if word.islower()}
    for block in rows:
        made = block.text
        for match in _words(made)[1:] if block.kind == HEADING else ():
            word = match[0]
            if word.istitle() and word.lower() in small and not re.search(
                r"[.?!:]\s*$", made[: match.start()]
            ):  # fmt: skip
                made = made[: match.start()] + word.lower() + made[match.end() :]
        if made != block.text:
            brought.leave(f"capitals in a heading are small now, “{made}”", near=block.text)
            block = replace(block, rich=Rich.of(made))
        yield block
