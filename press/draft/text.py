"""A text that is brought in, cut into blocks, whatever it was written with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from press.read.folding import Strip
from press.read.text import split_sentences

HEADING, TEXT, ITEM, STEP, INNER, ROW, PICTURE = (
    "heading", "text", "item", "step", "inner", "row", "picture"
)  # fmt: skip
TO_WRITE = "To write: "  # how a placeholder begins; `read/unfinished.py` looks for it
MARKS = re.compile(r"([\\`*_\[\]{}|])")  # what must be escaped to be printed
LISTED = (ITEM, STEP, INNER)
ENDED = re.compile(r"[.?!:;\u2026][\"'\u201d\u2019)]*$")
ALONE = re.compile(r"\(?(?:\d{1,3}|[A-Za-z])[.)]")  # as before a reference
MOST_LETTERS = 300_000  # of a text: a hundred pages
SHOWN = 60  # letters of a paragraph, to know it by


@dataclass(frozen=True)
class Rich:
    """A run of letters, each bold or not."""

    letters: tuple[tuple[str, bool], ...] = ()

    @classmethod
    def of(cls, text: str, bold: bool = False) -> Rich:
        """All of `text`, bold or not."""
        return cls(tuple((letter, bold) for letter in text))

    @property
    def text(self) -> str:
        return "".join(letter for letter, _ in self.letters)

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold that can be."""
        seen = [bold for letter, bold in self.letters if not letter.isspace()]
        return bool(seen) and all(seen)

    def part(self, first: int, last: int | None = None) -> Rich:
        return Rich(self.letters[first:last])

    def __add__(self, other: Rich) -> Rich:
        return Rich(self.letters + other.letters)

    @property
    def tidy(self) -> Rich:
        """With single blanks, and none at its ends."""
        kept: list[tuple[str, bool]] = []
        for letter, bold in self.letters:
            if not letter.isspace():
                kept.append((letter, bold))
            elif kept and kept[-1][0] != " ":
                kept.append((" ", bold))
        while kept and kept[-1][0] == " ":
            kept.pop()
        return Rich(tuple(kept))

    def lines(self) -> list[Rich]:
        """Cut where a line was broken by hand."""
        cut, last = [], 0
        for n, (letter, _) in enumerate(self.letters):
            if letter == "\n":
                cut.append(self.part(last, n))
                last = n + 1
        return [*cut, self.part(last)]

    def sentences(self) -> Iterator[Rich]:
        """Its sentences, as the press splits them; a number or initial by itself is none."""
        first = 0
        for strip in split_sentences(Strip.of(self.text)):
            last = strip.origin[0][1] - 1 + len(strip.text)
            if not ALONE.fullmatch(self.text[first:last].strip()):
                yield self.part(first, last).tidy
                first = last
        if self.text[first:].strip():
            yield self.part(first).tidy

    def markdown(self) -> str:
        """As a manuscript has it: what is bold between stars, and signs that are marks escaped."""
        out, run, bold = [], "", False
        for letter, heavy in (*self.letters, ("", not self.letters or not self.letters[-1][1])):
            if heavy == bold or letter == " ":
                run += letter
                continue
            out.append(_set_off(run, bold))
            run, bold = letter, heavy
        return "".join(out) + _set_off(run, bold)


def _set_off(run: str, bold: bool) -> str:
    text = MARKS.sub(r"\\\1", run)
    inner = text.strip(" ")
    if not bold or not re.search(r"\w", inner):
        return text
    before, after = text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")) :]
    return f"{before}**{inner}**{after}"


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, item, step, row or picture; INNER is a paragraph of the item above.

    `level` and `role` are a heading's. A row has its `cells`. A picture has its description as
    text, its caption, and its file's name below figures/.
    """

    kind: str
    rich: Rich = Rich()
    level: int = 0
    role: str = ""
    run: str = ""  # of a step: which list it counts in, where that is known
    cells: tuple[Rich, ...] = ()
    file: str = ""
    caption: str = ""

    @property
    def text(self) -> str:
        return self.rich.text


@dataclass
class Brought:
    """What came of a text: its title, its blocks, its pictures, and what could not be carried."""

    title: str = ""
    blocks: list[Block] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)  # a line each, with its place
    words: list[str] = field(default_factory=list)  # of the source, read by another way

    def leave(self, what: str, words: str = "", near: str = "") -> None:
        """Note what is not carried over, its words, and the paragraph that it stood in."""
        said = f"{what}: “{shown(words, 2000)}”" if words.strip() else what
        place = f"at “{shown(near)}”: " if near.strip() else ""
        self.left.append(f"{place}{said}")


def shown(text: str, most: int = SHOWN) -> str:
    """`text` on one line, cut where it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[:most].rstrip()}…"


def paragraphs(rich: Rich, kind: str = TEXT) -> list[Block]:
    """One block for each line that was broken by hand; empty ones are none.

    In an item a line that ends as a sentence does goes on, and another is a paragraph of its own.
    """
    made: list[Block] = []
    for line in (line.tidy for line in rich.lines() if line.text.strip()):
        if made and kind in LISTED and ENDED.search(made[-1].text):
            made[-1] = replace(made[-1], rich=made[-1].rich + Rich.of(" ") + line)
        else:
            made.append(Block(INNER if made and kind in LISTED else kind, line))
    return made


class Unfit(Exception):  # noqa: N818 - named by what happened
    """A file that no text can be brought in from; the words say why, and what to do."""


def judge_length(words: Sequence[str]) -> None:
    """Raises Unfit where there is more text than a guide can have."""
    letters = sum(map(len, words))
    if letters > MOST_LETTERS:
        raise Unfit(
            f"it has {letters} letters; a guide has at most {MOST_LETTERS}: bring in a part"
        )
