"""A draft in Markdown, of whatever kind, as blocks: what other Markdowns know is understood."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from press.draft.markdown_inline import FOOTNOTE, Inline, unused
from press.draft.markdown_marks import (
    ATX,
    BOX,
    COMMENT,
    DEFINED,
    FENCE,
    LINK_TO,
    MARKER,
    NO_WORDS,
    PICTURE_OF,
    QUOTE,
    ROLE,
    ROW,
    RULE,
    TABLE_RULE,
    TASK,
    UNDERLINE,
    joined,
    without_front_matter,
)
from press.draft.pictures import Gallery
from press.draft.tables import Grid
from press.draft.text import (
    HEADING,
    INNER,
    ITEM,
    PICTURE,
    STEP,
    TEXT,
    TO_WRITE,
    Block,
    Brought,
    Rich,
    Unfit,
    judge_length,
    paragraphs,
)
from press.read.syntax import ROLES


def read_markdown(data: bytes, folder: Path) -> Brought:
    """What a draft says, as blocks. `folder` is where its pictures are looked for. Raises Unfit."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise Unfit("it is not in UTF-8: save it again as UTF-8 (Save as, Encoding)") from None
    if "\x00" in text or not text.strip():
        raise Unfit("there is no text in it")
    judge_length([text])
    brought = Brought(words=[html.unescape(NO_WORDS.sub("", text))])
    reader = _Reader(brought, folder)
    reader.read(without_front_matter(text, brought))
    return brought


class _Reader:
    def __init__(self, brought: Brought, folder: Path) -> None:
        self.brought, self.folder = brought, folder
        self.gallery = Gallery(brought)
        self.inline = Inline(brought)
        self.open: list[str] = []  # the lines of the paragraph or item that is read
        self.kind = TEXT
        self.runs = self.last = 0  # which numbered list is read, and its last number
        self.base = 0  # the indent of the list that is read

    def read(self, text: str) -> None:
        """Read the whole body, line by line."""
        for found in COMMENT.finditer(text):
            self.brought.leave("a comment, left out", found[1])
        lines = COMMENT.sub("", text).split("\n")
        lines = [line for line in lines if not self._is_apart(line)]
        n = 0
        while n < len(lines):
            n += self._block(lines, n)
        self._close()
        unused(self.inline.footnotes, self.brought)

    def _is_apart(self, line: str) -> bool:
        """Whether a line says where a link leads, or what a footnote says."""
        if note := FOOTNOTE.match(line):
            self.inline.footnotes[note[1]] = note[2]
            return True
        if link := LINK_TO.match(line):
            self.inline.links[link[1].lower()] = link[2]
            return True
        return False

    def _block(self, lines: Sequence[str], n: int) -> int:
        """Read what begins on line `n`; returns how many lines it takes."""
        steps: tuple[Callable[[Sequence[str], int], int], ...] = (
            self._code, self._empty, self._table, self._heading, self._box, self._item,
            self._definition,
        )  # fmt: skip
        for step in steps:
            if taken := step(lines, n):
                return taken
        line = lines[n]
        if QUOTE.match(line):
            self.brought.leave("a quotation; it is plain text now", near=line)
            line = QUOTE.sub("", line)
        if not self.open and len(line) - len(line.lstrip()) < 2:
            self.kind = TEXT
        elif not self.open and self.kind in (ITEM, STEP):
            self.kind = INNER
        self.open.append(line.strip() + ("\n" if re.search(r" {2,}$|\\$", line) else ""))
        return 1

    def _empty(self, lines: Sequence[str], n: int) -> int:
        if lines[n].strip():
            return 0
        self._close()
        return 1

    def _code(self, lines: Sequence[str], n: int) -> int:
        fence = FENCE.match(lines[n])
        if not fence:
            return 0
        self._close()
        end = next((m for m in range(n + 1, len(lines)) if lines[m].strip().startswith(fence[1])),
                   len(lines))  # fmt: skip
        words = " ".join(lines[n + 1 : end])
        self.brought.leave("code; it is plain text now", fence[2], words)
        for line in lines[n + 1 : end]:
            if line.strip():
                self.brought.blocks.append(Block(TEXT, Rich.of(line.strip())))
        return end - n + 1

    def _heading(self, lines: Sequence[str], n: int) -> int:
        after = lines[n + 1] if n + 1 < len(lines) else ""
        if match := ATX.match(lines[n]):
            self._close()
            self._add_heading(match[2] or "", len(match[1]))
            return 1
        under = UNDERLINE.match(after) if lines[n].strip() and not self.open else None
        if under and len(under[1]) > 1 and not MARKER.match(lines[n]):
            self._add_heading(lines[n].strip(), 1 if under[1][0] == "=" else 2)
            return 2
        if RULE.match(lines[n]):
            self._close()
            return 1
        return 0

    def _add_heading(self, words: str, level: int) -> None:
        role = ""
        while marks := ROLE.search(words):
            names = re.findall(r"\.([\w-]+)", marks[1])
            role = next((name for name in names if name in ROLES), role)
            if not names or role not in names:
                self.brought.leave("marks of a heading, left out", marks[0], words)
            words = words[: marks.start()]
        rich = self.inline.rich(words).tidy
        if rich.letters:
            self.brought.blocks.append(Block(HEADING, Rich.of(rich.text), level=level, role=role))

    def _box(self, lines: Sequence[str], n: int) -> int:
        box = BOX.match(lines[n])
        if not box:
            return 0
        self._close()
        if box[1] or box[2]:
            self.brought.leave("a box; its words are plain text now", f"{box[1]} {box[2]}")
        return 1

    def _item(self, lines: Sequence[str], n: int) -> int:
        match = MARKER.match(lines[n])
        if not match or (self.open and self.kind == TEXT and match[2] and match[2] != "1"):
            return 0
        self._close()
        deep = len(match[1].expandtabs(4))
        in_list = bool(self.brought.blocks) and self.brought.blocks[-1].kind in (ITEM, STEP, INNER)
        self.base = deep if not in_list else min(self.base, deep)
        nested = in_list and deep - self.base >= 2
        counted = match[2] or match[0].strip()[0] not in "-*+"
        self.kind = INNER if nested else STEP if counted else ITEM
        if self.kind == STEP and match[2]:
            self.runs += int(match[2]) != self.last + 1
            self.last = int(match[2])
        words = match[3]
        if TASK.match(words):
            self.brought.leave("a box to tick: give the heading above it {.checklist}", near=words)
            words = TASK.sub("", words)
        self.open.append(words + ("\n" if words.endswith("  ") else ""))
        return 1

    def _definition(self, lines: Sequence[str], n: int) -> int:
        match = DEFINED.match(lines[n])
        if not match:
            return 0
        term, self.open = " ".join(self.open), []
        if term:
            self.brought.leave("a term with its definition; they are two paragraphs now", near=term)
            bold = Rich.of(self.inline.rich(term).text.strip(), bold=True)
            self.brought.blocks.append(Block(TEXT, bold))
        self.kind = TEXT
        self.open.append(match[1])
        return 1

    def _table(self, lines: Sequence[str], n: int) -> int:
        if self.open or not ROW.match(lines[n]) or MARKER.match(lines[n]):
            return 0
        end = n
        while end < len(lines) and ROW.match(lines[end]) and lines[end].strip():
            end += 1
        rows = [line for line in lines[n:end] if not TABLE_RULE.match(line)]
        if not rows or (end - n == 1 and not lines[n].strip().startswith("|")):
            return 0
        grid = Grid(has_head=end - n > 1 and bool(TABLE_RULE.match(lines[n + 1])))
        for row in rows:
            grid.open_row()
            for cell in re.split(r"(?<!\\)\|", row.strip().removeprefix("|").removesuffix("|")):
                grid.open_cell({})
                words, pictures = self._without_pictures(cell.strip())
                grid.add(self.inline.rich(words), listed=False, pictures=pictures)
                grid.close_cell()
        self.brought.blocks += grid.blocks(self.brought)
        return end - n

    def _close(self) -> None:
        """End the paragraph or item that is read."""
        lines, self.open = self.open, []
        if not lines:
            return
        words, pictures = self._without_pictures(joined(lines))
        rich = self.inline.rich(words)
        run = str(self.runs) if self.kind == STEP else ""
        self.brought.blocks += (replace(one, run=run) for one in paragraphs(rich, self.kind))
        self.brought.blocks += pictures

    def _without_pictures(self, words: str) -> tuple[str, list[Block]]:
        """The words without the pictures among them, and the pictures."""
        found = []
        for match in PICTURE_OF.finditer(words):
            if name := self.gallery.beside(self.folder, match[2], words):
                alt = match[1].strip() or f"{TO_WRITE}what this picture shows"
                found.append(Block(PICTURE, Rich.of(alt), file=name, caption=match[3] or ""))
            elif match[1].strip() or match[3]:
                self.brought.leave("the words of a picture that was not carried",
                                   f"{match[1]} {match[3] or ''}")  # fmt: skip
        return PICTURE_OF.sub("", words), found
