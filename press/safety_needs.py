"""The safety rule on what a guide must say: each warning whole, in one block."""

from __future__ import annotations

from collections.abc import Iterator

from press.finding import Finding
from press.safety_data import Row
from press.safety_desk import Desk
from press.safety_sentences import Block
from press.safety_speeds import LISTED


def needed_sentences_are_there(desk: Desk) -> Iterator[Finding]:
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


def _says(desk: Desk, block: Block, row: Row) -> bool:
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
