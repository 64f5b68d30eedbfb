"""What a text means though its form does not say so: pasted lists, bold lines that are headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from press.draft.text import HEADING, INNER, ITEM, LISTED, PICTURE, STEP, TEXT, Block, Brought, Rich

SIGNS = "\u2022\u2023\u2043\u2219\u00b7\u25aa\u25cf\u25a0\u25a1\u25cb\u25e6\u2192\u27a2\u2713\u2714"
SIGNS += "\u2610\u2611\u2612\u25c6\u2717\uf0b7"
BULLET = re.compile(rf"(?:[{SIGNS}]\s*|[-*+\u2013\u2014]\s+|o\s+)(?=\S)")
WITHIN = re.compile(r"\s[\u2022\u2023\u25aa\u25cf\u25a0\u25e6\uf0b7]\s+")  # a list in one line
NUMBER = re.compile(r"\(?(\d{1,2})[.)](?:\s+|(?=[^\W\d_]))(?=\S)")
LETTER = re.compile(r"\(?([a-z])[.)]\s+(?=\S)")
LONGEST_HEADING = 10  # words


def shaped(brought: Brought) -> None:
    """Make lists of what was pasted as one, headings of bold lines, and find the title."""
    blocks = [one for block in brought.blocks for one in _bullets(block)]
    blocks = list(_counted(blocks, brought))
    blocks = _bold_headings(blocks, brought)
    blocks = _without_title(blocks, brought)
    brought.blocks = list(_numbers_go_on(list(_in_two_levels(blocks, brought)), brought))


def _bullets(block: Block) -> Iterator[Block]:
    """A paragraph that begins with a bullet, or holds some, as items."""
    if block.kind not in (TEXT, *LISTED):
        yield block
        return
    rich, kind = block.rich, block.kind
    if match := BULLET.match(rich.text):
        rich, kind = rich.part(match.end()), ITEM if kind == TEXT else kind
    start = 0
    for match in WITHIN.finditer(rich.text):
        if part := rich.part(start, match.start()).tidy.letters:
            yield replace(block, kind=kind, rich=Rich(part))
        kind, start = ITEM if kind == TEXT else kind, match.end()
    if part := rich.part(start).tidy.letters:
        yield replace(block, kind=kind, rich=Rich(part))


def _counted(blocks: Sequence[Block], brought: Brought) -> Iterator[Block]:
    """Paragraphs that begin 1), 2) … or a), b) … as steps; a number by itself is no list."""
    n = 0
    while n < len(blocks):
        for pattern, first in ((NUMBER, 1), (LETTER, ord("a"))):
            run = _run(blocks[n:], pattern, first)
            if len(run) > 1 or (run and pattern is NUMBER):
                if pattern is LETTER:
                    brought.leave("a list by letters; it is counted 1, 2, 3 now",
                                  near=blocks[n].text)  # fmt: skip
                yield from run
                n += len(run)
                break
        else:
            yield blocks[n]
            n += 1


def _run(blocks: Sequence[Block], pattern: re.Pattern[str], first: int) -> list[Block]:
    run: list[Block] = []
    for block in blocks:
        match = pattern.match(block.text) if block.kind == TEXT else None
        if match is None:
            break
        typed = int(match[1]) if match[1].isdigit() else ord(match[1])
        if typed != first + len(run):
            break
        run.append(replace(block, kind=STEP, rich=block.rich.part(match.end())))
    return run


def _bold_headings(blocks: Sequence[Block], brought: Brought) -> list[Block]:
    """Short bold lines above a text: headings where the text has no others, else asked about."""
    real = any(block.kind == HEADING for block in blocks)
    made = []
    for n, block in enumerate(blocks):
        after = blocks[n + 1] if n + 1 < len(blocks) else None
        like = block.kind == TEXT and block.rich.is_bold and not re.search(r"[.!;,]$", block.text)
        short = len(block.text.split()) <= LONGEST_HEADING
        if like and short and after and not (after.kind == TEXT and after.rich.is_bold and n):
            if not real:
                made.append(Block(HEADING, Rich.of(block.text), level=2 if n else 1))
                brought.leave("a bold line is a heading now", near=block.text)
                continue
            brought.leave("this bold line may be a heading: then write ## before it, and no stars",
                          near=block.text)  # fmt: skip
        made.append(block)
    return made


def _without_title(blocks: list[Block], brought: Brought) -> list[Block]:
    """The first heading is the title where it stands alone on its level, above all others."""
    levels = [block.level for block in blocks if block.kind == HEADING]
    first = next((n for n, block in enumerate(blocks) if block.kind == HEADING), None)
    if brought.title or first is None:
        return blocks
    alone = levels.count(levels[0]) == 1 and levels[0] == min(levels)
    if not alone or (len(levels) == 1 and levels[0] > 1):
        return blocks
    brought.title = blocks[first].text
    return blocks[:first] + blocks[first + 1 :]


def _in_two_levels(blocks: Sequence[Block], brought: Brought) -> Iterator[Block]:
    """Headings as ## and ###, the first one ##."""
    levels = sorted({block.level for block in blocks if block.kind == HEADING})
    above = False
    for block in blocks:
        if block.kind != HEADING:
            yield block
            continue
        level = 2 if block.level == levels[0] or not above else 3
        above = True
        if len(levels) > 2 and block.level > levels[1]:
            brought.leave("a heading of the third level; it is ### now", near=block.text)
        yield replace(block, level=level)


def _numbers_go_on(blocks: Sequence[Block], brought: Brought) -> Iterator[Block]:
    """A paragraph between two steps belongs to the one above, so that the numbers go on."""
    for n, block in enumerate(blocks):
        between = _between_steps(blocks, n) if block.kind in (TEXT, ITEM) else False
        if between:
            what = "what stood between two steps belongs to the step above it now"
            brought.leave(what, near=block.text)
        yield replace(block, kind=INNER) if between else block


def _between_steps(blocks: Sequence[Block], at: int) -> bool:
    """Whether steps of one list stand above and below, and no heading or table between."""

    def nearest(others: Iterable[Block]) -> str:
        for other in others:
            if other.kind == STEP:
                return other.run
            if other.kind not in (TEXT, PICTURE, ITEM, INNER):
                break
        return ""

    below = nearest(blocks[at + 1 :])
    return bool(below) and below == nearest(reversed(blocks[:at]))
