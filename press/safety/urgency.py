"""Safety rules on how fast to get help: one table of symptom and speed, in both products."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.finding import Finding
from press.read.safety_book import SafetyRow, bare
from press.read.text import Statement
from press.safety.context import SafetyDesk

LISTED = ("item", "text", "row")


def matches(text: str, row: SafetyRow) -> bool:
    """Whether a text has every pattern of a symptom, outside what the row excepts."""
    patterns = row.patterns("all")
    if not patterns or not patterns[0].search(text):
        return False
    rest = row.pattern("except").sub(" ", text)
    return all(pattern.search(rest) for pattern in patterns)


def every_symptom_has_its_line(desk: SafetyDesk) -> Iterator[Finding]:
    """S106: both products name each symptom, in one line, under its speed.

    Source: M01, M03, M06, M07; review 1.6, S6.
    """
    for product, blocks in desk.products.items():
        for row in desk.book.rows("symptom"):
            if product not in row.texts("on"):
                continue
            speed = row.texts("speed")[0]
            lines = [b for b in blocks if b.role == speed and b.kind in LISTED]
            if not any(matches(b.text, row) and not _unsaid(desk, b) for b in lines):
                problem = f"the {product} does not name `{row.name}` under its speed, `{speed}`"
                fix = f"add its line to the section {{.{speed}}}, whole, in one item"
                yield desk.manuscript(product).title.line.finding("S106", problem, fix)


def _unsaid(desk: SafetyDesk, block: Statement) -> bool:
    """Whether a block takes back in the same breath what it warns of."""
    row = desk.book.one("help")
    return row is not None and (
        block.has(row.pattern("refuse")) or block.has(row.pattern("play-down"))
    )


def a_speed_says_whom_to_call(desk: SafetyDesk) -> Iterator[Finding]:
    """S106: the heading of a speed holds its verb or its number. Source: M08; review 4, S6."""
    for product, blocks in desk.products.items():
        for row in desk.book.rows("speed"):
            heads = [b for b in blocks if b.kind == "heading" and b.role == row.name]
            wanted = row.pattern("heading")
            if heads and wanted.pattern != "(?!)" and not any(b.has(wanted) for b in heads):
                problem = f"this heading of the {product} does not say how to get help"
                fix = "put the verb and the number into it, as the other product has them"
                yield heads[0].sentences[0].finding("S106", problem, fix, wanted)


def both_products_hold_the_same_lists(desk: SafetyDesk) -> Iterator[Finding]:
    """S106: what is urgent on the card is urgent in the leaflet. Source: review 1.6."""
    for row in desk.book.rows("speed"):
        if row.number("rank") < 2 or len(desk.products) < 2:
            continue
        lists = {
            product: {bare(b.text): b for b in blocks if b.role == row.name and b.kind == "item"}
            for product, blocks in desk.products.items()
        }
        for product, items in lists.items():
            others = [other for name, other in lists.items() if name != product]
            for key, block in items.items():
                if any(key not in other for other in others):
                    problem = f"this line of `{row.name}` stands in the {product} only"
                    fix = "keep the list in a passage that both products pull in"
                    yield block.sentences[0].finding("S106", problem, fix, re.compile(""))


def a_symptom_stands_under_its_speed(desk: SafetyDesk) -> Iterator[Finding]:
    """S114: no sign of a clot waits for the next visit.

    Source: rows R38, R65, M08; review 1.13, S14.
    """
    if desk.book.one("help") is None:
        return
    for block in desk.prose:
        for row in desk.book.rows("symptom"):
            if matches(block.text, row) and not _excused(desk, block, row):
                problem = _wrong(desk, block, row)
                if problem:
                    speeds = " or ".join(row.texts("speed"))
                    fix = f"`{row.name}` is for: {speeds}; move it, or write its own speed here"
                    yield block.finding("S114", problem, fix, row.patterns("all")[0])


def _excused(desk: SafetyDesk, block: Statement, row: SafetyRow) -> bool:
    first = row.patterns("all")[0]
    return any(desk.excused(s, block, "S114") for s in block.sentences if s.has(first))


def _wrong(desk: SafetyDesk, block: Statement, row: SafetyRow) -> str:
    """What is wrong with the speed of this symptom in this block, or an empty text."""
    say = desk.book.one("help")
    assert say is not None
    text = block.text + ("\n" + block.lead.text if block.lead else "")
    at_once = bool(say.pattern("at-once").search(text))
    rest = say.pattern("at-once").sub(" ", text)
    now = bool(say.pattern("now").search(text))
    if say.pattern("refuse").search(text):
        return f"this says not to call for `{row.name}`"
    if say.pattern("play-down").search(text):
        return f"this plays down `{row.name}`"
    if say.pattern("delay").search(rest):
        return f"this puts off `{row.name}`"
    section, fastest = _speed_of(desk, block), max(_rank(desk, s) for s in row.texts("speed"))
    if section and section not in row.texts("speed"):
        if _rank(desk, section) < fastest and not (at_once and now):
            return f"`{row.name}` stands under `{section}`"
        if _rank(desk, section) > fastest and not _has_own(desk, block, section):
            return f"`{row.name}` stands under `{section}`"
    elif not section:
        return _unsectioned(desk, row, block, text)
    return ""


def _unsectioned(desk: SafetyDesk, row: SafetyRow, block: Statement, text: str) -> str:
    """What is wrong where no section gives a speed: the block must call for itself."""
    top = [r for r in desk.book.rows("speed") if r.name in row.texts("speed")]
    calls = any(speed.pattern("now").search(text) for speed in top)
    say = desk.book.one("help")
    other = say and (say.pattern("slow").search(text) or say.pattern("now").search(text))
    if not calls and other:
        return f"`{row.name}` stands here with another speed than its own"
    if not calls and block.kind != "heading":
        return f"`{row.name}` stands here without its speed"
    return ""


def _speed_of(desk: SafetyDesk, block: Statement) -> str:
    """The speed of the section: by its role, else by the words of its heading."""
    rows = desk.book.rows("speed")
    if block.role in {row.name for row in rows}:
        return block.role
    heading = block.headings[-1] if block.headings else ""
    return next((row.name for row in rows if row.pattern("title").search(heading)), "")


def _rank(desk: SafetyDesk, speed: str) -> int:
    return next((r.number("rank") for r in desk.book.rows("speed") if r.name == speed), 0)


def _has_own(desk: SafetyDesk, block: Statement, speed: str) -> bool:
    rows = desk.book.rows("symptom")
    return any(speed in row.texts("speed") and matches(block.text, row) for row in rows)


def needed_sentences_are_there(desk: SafetyDesk) -> Iterator[Finding]:
    """S106, S107, S110, S111, S112: what a safe guide must say, said whole in one block.

    Source: rows R07, R14, R36, R42, R61, R65; 5.11; review 4, S6 S7 S8 S10 S12.
    """
    for row in desk.book.rows("required"):
        for product, blocks in desk.products.items():
            if row.texts("on") and product not in row.texts("on"):
                continue
            if not any(_says(desk, block, row) for block in blocks):
                problem = f"the {product} lacks what it must say on `{row.name}`"
                where = f" in the section {{.{row.text('role')}}}" if row.text("role") else ""
                fix = f"say it in one paragraph or item{where}; safety.toml has its words"
                line = desk.manuscript(product).title.line
                yield line.finding(row.text("code"), problem, fix)


def _says(desk: SafetyDesk, block: Statement, row: SafetyRow) -> bool:
    if block.kind not in LISTED or row.text("role") not in ("", block.role):
        return False
    section = row.pattern("section")
    if section.pattern != "(?!)" and not any(section.search(h) for h in block.headings):
        return False
    if key := row.text("approved"):
        held = [r for s in block.sentences for r in desk.approvals(s, block)]
        if not any(r.name == key for r in held):
            return False
    speed = next((r for r in desk.book.rows("speed") if r.name == block.role), None)
    text = f"{block.text}\n{speed.text('says') if speed else ''}"
    say = desk.book.one("help")
    refused = say is not None and block.has(say.pattern("refuse"))
    return not refused and all(p.search(text) for p in row.patterns("all"))
