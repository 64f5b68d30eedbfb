"""Which role a heading plainly has; where it only might have one, a person is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from press.draft.text import HEADING, ITEM, ROW, STEP, Block, Brought

# of a whole heading, small letters: these words say what the section is for
PLAIN = (
    (r"(call|phone|dial|ring)( for)? (999|911|112|an ambulance)( now| if)*|ambulance( now)?",
     "emergency"),
    (r"when to (get|seek|ask for)( medical)? (help|advice|care)( now| urgently)?"
     r"|(get|seek)( medical)? (help|advice)( now| urgently| if)+"
     r"|when to (call|phone|contact|ring) .*|(call|phone|contact) .* (now|at once|straight away)"
     r"( if)?", "urgent"),
    (r"at your next (visit|appointment)|non-?urgent advice.*", "soon"),
    (r"(please )?(do not|don'?ts?|what not to do|things to avoid)", "dont"),
    (r"do'?s?|things to do", "do"),
    (r"(your|my) questions|questions (to ask|for your .*)", "questions"),
    (r"(sources|references|bibliography|where this comes from)( and sources)?", "sources"),
    (r"about this (leaflet|booklet|guide|information|sheet|factsheet)", "about"),
    (r"(the |your )?(key|main) (points|messages)|at a glance|in short", "key"),
    (r"(your |useful |important )?(contact|phone|telephone)? ?numbers"
     r"|contact (us|details)|who(m)? to (call|phone|contact)", "lines"),
    (r"(looking after|taking care of|caring for) yourself( at home)?|self-?care"
     r"|what you can do( yourself| at home)*", "self-care"),
)  # fmt: skip
# of a heading whose section has what such a section must have
WITH = (
    (r"(your )?(medicines?|tablets|doses?|how much to (give|take))( and doses)?", "medicines", ROW),
    (r"(check ?list|before you (go|leave).*|things to check)", "checklist", ITEM),
    (r"(how to .*|what to do.*|step by step|instructions|exercises)", "steps", STEP),
)
# what might be a speed of help, and says not which
UNSURE = re.compile(r"\b(warning|danger|red flags?|emergenc(?:y|ies)|urgent(?:ly)?|stop|serious"
                    r"|side effects?|symptoms|call|phone|contact|worr(?:y|ied))\b")  # fmt: skip


def give_roles(brought: Brought) -> None:
    """Give each heading the role that it plainly has, each role once."""
    blocks = brought.blocks
    given = {block.role for block in blocks}
    for n, block in enumerate(blocks):
        if block.kind != HEADING or block.role:
            continue
        words = " ".join(block.text.lower().replace("\u2019", "'").split()).strip(" :.!?\u2026")
        role = next((role for pattern, role in PLAIN if re.fullmatch(pattern, words)), "")
        kinds = _kinds_below(blocks, n)
        for pattern, name, kind in WITH:
            if not role and kind in kinds and re.fullmatch(pattern, words):
                role = name
        if role and role not in given:
            given.add(role)
            blocks[n] = replace(block, role=role)
        elif role or UNSURE.search(words):
            what = f"it might be {{.{role}}} too, and there is one already" if role else (
                "is it {.emergency}, {.urgent}, {.soon} or {.stop}, or none of them?")  # fmt: skip
            brought.leave(f"this heading has no role: {what}", near=block.text)


def _kinds_below(blocks: Sequence[Block], at: int) -> set[str]:
    kinds = set()
    for block in blocks[at + 1 :]:
        if block.kind == HEADING:
            break
        kinds.add(block.kind)
    return kinds
