"""Blocks as the lines of a manuscript: one sentence a line, each line as the press takes it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from press.draft.text import (
    HEADING,
    INNER,
    ITEM,
    PICTURE,
    ROW,
    STEP,
    TEXT,
    TO_WRITE,
    Block,
    Brought,
    Rich,
)
from press.project import Line
from press.read.syntax import LIKE_A_MARKER, MARKER
from press.rules import rules_of

MARKED = re.compile(r"[<>~=+$`^{}\[\]\\@|*_#]|(?<!\w):|:(?=\w)|!(?=\[)")
BEGINS = re.compile(r"^(\(?(?:\d{1,9}|[a-zA-Z]|[ivxIVX]{2,4}))([.)])(?=\s|\w)")
CAPTION = f"{TO_WRITE}a caption"
FILLED = ("lines", "questions", "sources", "about")  # roles whose block a template sets


def manuscript_lines(brought: Brought) -> list[str]:
    """The body of a manuscript, without its front matter."""
    out: list[str] = []
    number = 0
    blocks = _headed(brought.blocks)
    for n, block in enumerate(blocks):
        before = blocks[n - 1] if n else None
        after = blocks[n + 1] if n + 1 < len(blocks) else None
        same = before is not None and _in_one_run(before, block)
        if out and not same:
            out.append("")
        if block.kind == STEP:
            number = number + 1 if _goes_on(blocks[:n]) else 1
        out += _lines(block, number, brought, same and before is not None)
        bare = after is None or (after.kind == HEADING and after.level <= block.level)
        if block.kind == HEADING and bare and block.role not in FILLED:
            out += ["", f"{TO_WRITE}what belongs below this heading."]
    return out


def _headed(blocks: Sequence[Block]) -> list[Block]:
    """With an intro of a sentence or a picture, and a heading above all else."""
    rows = list(blocks)
    first = next((n for n, block in enumerate(rows) if block.kind == HEADING), len(rows))
    intro = next((n for n, block in enumerate(rows[:first]) if block.kind == TEXT), None)
    if intro != 0:
        rows.insert(0, Block(TEXT, Rich.of(f"{TO_WRITE}one sentence that says what this is.")))
        first += 1
    after = 2 if first > 1 and rows[1].kind == PICTURE else 1
    if first > after:
        rows.insert(after, Block(HEADING, Rich.of(f"{TO_WRITE}a heading"), level=2))
    return rows


def _in_one_run(before: Block, block: Block) -> bool:
    """Whether no empty line stands between two blocks."""
    if block.kind == PICTURE:
        return before.kind in (ITEM, STEP)
    if before.kind == PICTURE:
        return False
    if block.kind == ROW:
        return before.kind == ROW and block.run == before.run
    return block.kind == before.kind and block.kind in (ITEM, STEP)


def _goes_on(before: Sequence[Block]) -> bool:
    """Whether a step continues the list above it."""
    for block in reversed(before):
        if block.kind in (STEP, INNER, PICTURE):
            if block.kind == STEP:
                return True
            continue
        return False
    return False


def _lines(block: Block, number: int, brought: Brought, same: bool) -> list[str]:
    if block.kind == HEADING:
        role = f" {{.{block.role}}}" if block.role else ""
        words = _safe(Rich.of(block.text), brought).rstrip("# ")
        return [f"{'#' * block.level} {words}{role}"]
    if block.kind == PICTURE:
        return [_picture(block, brought, same)]
    if block.kind == ROW:
        row = "| " + " | ".join(_safe(cell, brought) for cell in block.cells) + " |"
        rule = "|" + "---|" * len(block.cells)
        return [row] if same else [row, rule]
    sentences = [_safe(one, brought) for one in block.rich.sentences()] or [f"{TO_WRITE}this item"]
    if block.kind in (ITEM, STEP):
        mark = "- " if block.kind == ITEM else f"{number}. "
        return [mark + sentences[0], *(f"   {one}" for one in sentences[1:])]
    indent = "    " if block.kind == INNER else ""
    return [indent + one for one in sentences]


def _picture(block: Block, brought: Brought, same: bool) -> str:
    alt = re.sub(r"[\[\]*_`]", "", block.text)
    caption = re.sub(r"[\"*_`]", "'", block.caption) or ("" if same else CAPTION)
    said = f' "{caption}"' if caption else ""
    line = f"![{alt}](../figures/{block.file}{said})"
    if _refused(line):
        brought.leave("signs that are marks to the press were taken out of a picture's words", line)
        alt, caption = (MARKED.sub(" ", words) for words in (alt, caption))
        line = f'![{alt}](../figures/{block.file} "{caption or CAPTION}")'
    return f"   {line}" if same else line


def _safe(rich: Rich, brought: Brought) -> str:
    """A sentence as a line that the press takes; a placeholder where signs had to go."""
    text = BEGINS.sub(r"\1\\\2", rich.markdown())
    text = text.replace("(", "\\(", 1) if re.match(r"\(\w+\\", text) else text
    text = re.sub(r"^([-+#>])", r"\\\1", text)
    if not _refused(text):
        return text
    brought.leave("signs that are marks to the press were taken out of this line", rich.text)
    bare = " ".join(MARKED.sub(" ", rich.text).split())
    return f"{TO_WRITE}{bare or 'what stood here'}"


def _refused(text: str) -> bool:
    """Whether a rule on lines finds something, or the line would begin a list."""
    line = Line(text, "", 1)
    if any(next(iter(rule(line)), None) is not None for rule in rules_of("check", "Line")):
        return True
    return bool(LIKE_A_MARKER.match(text) or MARKER.match(text))
