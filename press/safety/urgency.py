"""Safety rules on how fast to get help: one table of symptom and speed, in every product."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.finding import Finding
from press.read.safety_book import SafetyRow
from press.read.text import Statement
from press.safety.context import SafetyDesk

LISTED = ("item", "text", "row")
PROSE = (*LISTED, "heading")
NOTHING = re.compile("")
NO_HELP = SafetyRow("help", None, {})  # type: ignore[arg-type]  # it tells no finding


def every_symptom_has_its_line(desk: SafetyDesk) -> Iterator[Finding]:
    """S106: each product names each symptom, in one line, under its speed.

    Source: M01, M03, M06, M07; review 1.6, S6.
    """
    for product, blocks in desk.products.items():
        for row in desk.book.rows("symptom"):
            speed = row.texts("speed")[0]
            lines = [b for b in blocks if b.role == speed and b.kind in LISTED]
            if row.on(product, desk.country) and not any(
                row.fits(b.text) and not _unsaid(desk, b) for b in lines
            ):
                problem = f"the {product} does not name `{row.name}` under its speed, `{speed}`"
                fix = f"add its line to the section {{.{speed}}}, whole, in one item"
                yield desk.manuscript(product).title.line.finding("S106", problem, fix)


def _help(desk: SafetyDesk) -> SafetyRow:
    return desk.book.one("help") or NO_HELP


def _unsaid(desk: SafetyDesk, block: Statement) -> bool:
    """Whether a block takes back in the same breath what it warns of."""
    return any(block.has(_help(desk).pattern(key)) for key in ("refuse", "play-down"))


def a_speed_says_whom_to_call(desk: SafetyDesk) -> Iterator[Finding]:
    """S106: the heading of a speed holds its verb or its number. Source: M08; review 4, S6."""
    for product, blocks in desk.products.items():
        for row in desk.book.rows("speed"):
            heads = [b for b in blocks if b.kind == "heading" and b.role == row.name]
            wanted = row.pattern("heading")
            if "heading" in row.values and heads and not any(b.has(wanted) for b in heads):
                problem = f"this heading of the {product} does not say how to get help"
                fix = "put the verb and the number into it, as the other product has them"
                yield heads[0].sentences[0].finding("S106", problem, fix, wanted)


def each_sign_stands_where_the_data_has_it(desk: SafetyDesk) -> Iterator[Finding]:
    """S128: a line of help that is fast is a sign of `[symptom]`, on a product that its row names.

    A row that names none may stand on any. Source: the issue on the second edition.
    """
    rows = desk.book.rows("symptom")
    fast = {row.name for row in desk.book.rows("speed") if row.number("rank") > 1}
    for product, blocks in desk.products.items() if rows else ():
        for block in blocks:
            if block.role not in fast or block.kind != "item":
                continue
            known = [row for row in rows if row.fits(block.text)]
            if any(not row.texts("on") or row.on(product, desk.country) for row in known):
                continue
            names = " and ".join(f"`{row.name}`" for row in known)
            problem = f"the {product} has {names}, and its row does not name this product"
            if not known:
                problem = f"this line of `{block.role}` is no sign that the safety data knows"
            fix = "name the product in `on` of its row in safety.toml, add a row, or take it out"
            yield block.sentences[0].finding("S128", problem, fix, NOTHING)


def a_symptom_stands_under_its_speed(desk: SafetyDesk) -> Iterator[Finding]:
    """S114: no sign of a clot waits for the next visit.

    Source: rows R38, R65, M08; review 1.13, S14.
    """
    for block in desk.every if desk.book.one("help") else ():
        for row in desk.book.rows("symptom"):
            if row.fits(block.text) and (problem := _wrong(desk, block, row)):
                speeds = " or ".join(row.texts("speed"))
                fix = f"`{row.name}` is for: {speeds}; move it, or write its own speed here"
                yield block.finding("S114", problem, fix, row.all[0])


def _wrong(desk: SafetyDesk, block: Statement, row: SafetyRow) -> str:
    """What is wrong with the speed of this symptom in this block, or an empty text."""
    say = _help(desk)
    text = block.text + ("\n" + block.lead.text if block.lead else "")
    at_once = say.pattern("at-once")
    for key, rest, why in (("refuse", text, "says not to call for"),
                           ("play-down", text, "plays down"),
                           ("delay", at_once.sub(" ", text), "puts off")):  # fmt: skip
        if say.pattern(key).search(rest):
            return f"this {why} `{row.name}`"
    section, speeds = _speed_of(desk, block), row.texts("speed")
    if section in speeds or block.kind not in PROSE:
        return ""
    if not section:
        return _unsectioned(desk, row, block, text)
    ranks = {r.name: r.number("rank") for r in desk.book.rows("speed")}
    fastest = max(ranks.get(speed, 0) for speed in speeds)
    slower = ranks[section] < fastest and not (
        at_once.search(text) and say.pattern("now").search(text)
    )
    faster = ranks[section] > fastest and not any(
        section in other.texts("speed") and other.fits(block.text)
        for other in desk.book.rows("symptom")
    )
    return f"`{row.name}` stands under `{section}`" if slower or faster else ""


def _unsectioned(desk: SafetyDesk, row: SafetyRow, block: Statement, text: str) -> str:
    """What is wrong where no section gives a speed: the block must call for itself."""
    top = [r for r in desk.book.rows("speed") if r.name in row.texts("speed")]
    if any(speed.pattern("now").search(text) for speed in top):
        return ""
    if any(_help(desk).pattern(key).search(text) for key in ("slow", "now")):
        return f"`{row.name}` stands here with another speed than its own"
    return f"`{row.name}` stands here without its speed" if block.kind != "heading" else ""


def _speed_of(desk: SafetyDesk, block: Statement) -> str:
    """The speed of the section: by its role, else by the words of its heading."""
    rows = desk.book.rows("speed")
    if block.role in {row.name for row in rows}:
        return block.role
    heading = block.headings[-1] if block.headings else ""
    return next((row.name for row in rows if row.pattern("title").search(heading)), "")


def needed_sentences_are_there(desk: SafetyDesk) -> Iterator[Finding]:
    """S106, S107, S108, S110, S111, S112: what a safe guide must say, said whole in one block.

    Source: rows R07, R14, R36, R42, R61, R65; 5.11; review 4, S6 S7 S8 S10 S12.
    """
    for row in desk.book.rows("required"):
        for product, blocks in desk.products.items():
            if row.on(product, desk.country) and not any(
                _says(desk, block, row) for block in blocks
            ):
                problem = f"the {product} lacks what it must say on `{row.name}`"
                where = f" in the section {{.{row.text('role')}}}" if row.text("role") else ""
                fix = f"say it in one paragraph or item{where}; safety.toml has its words"
                line = desk.manuscript(product).title.line
                yield line.finding(row.text("code"), problem, fix)


def _says(desk: SafetyDesk, block: Statement, row: SafetyRow) -> bool:
    if block.kind not in LISTED or row.text("role") not in ("", block.role):
        return False
    if "section" in row.values and not any(map(row.pattern("section").search, block.headings)):
        return False
    speed = next((r for r in desk.book.rows("speed") if r.name == block.role), None)
    text = f"{block.text}\n{speed.text('says') if speed else ''}"
    return row.fits(text) and not block.has(_help(desk).pattern("refuse"))
