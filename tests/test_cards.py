"""A card of any kind prints: whatever its title, its first section, and its roles."""

from __future__ import annotations

import re

import pytest

from press.pdf.readback import read_back
from press.read.folding import plain
from press.read.syntax import ROLES
from tests.shop import CARD, Shop

HEAD = '+++\ntitle = "{}"\ndescription = "A card for a test."\n+++\n\n'
LIST = "- Look at your hand\n- Count to ten\n\n"
TABLE = "| Tablet | Morning | Evening |\n|---|---|---|\n| Sugar 5 mg | 1 | 2 |\n\n"
LINES = "## Whom to phone {.lines}\n\nLarge print? Ask.\n\n"
SIGNS = "## Ambulance {{ emergency_number }} {.emergency}\n\n- It is hard to breathe\n\n"
LONG = "A title of many words that goes on for more than one line, and then some"
CARDS = {
    "a checklist": ("Tonight", f"## Tick each {{.checklist}}\n\n{LIST}{LINES}"),
    "a table of times": ("My tablets", f"## When {{.medicines}}\n\n{TABLE}{LINES}"),
    "a list of signs": ("Call for help", SIGNS),
    "an ambulance first": ("Hard to breathe at night?", f"{SIGNS}## Do {{.do}}\n\n{LIST}{LINES}"),
    "a stop box first": ("No", f"## Stop, and phone {{.stop}}\n\n{LIST}{LINES}"),
    "a stop box that begins with a table": ("No", f"## Stop {{.stop}}\n\n{TABLE}{LINES}"),
    "lines first": ("Phone", f"{LINES}{SIGNS}"),
    "a long title": (LONG, f"## Do this now {{.steps}}\n\n1. Sit up.\n\n{LINES}"),
    "a long heading": ("Hiccups at night?", f"## {LONG} {{.steps}}\n\n1. Sit up.\n\n{LINES}"),
    "long both": (LONG, f"## {LONG}, too {{.checklist}}\n\n{LIST}{LINES}"),
    "an intro": ("Tonight", "What to look at before bed.\n\n## Look {.steps}\n\n1. Sit up.\n\n"),
    "an intro alone": ("Tonight", "What to look at before bed.\n"),
    "a section without a role": ("Tonight", f"## Good to know\n\n{LIST}### And this\n\n{LIST}"),
    "a page of its own": ("Tonight", f"## Tick each {{.checklist .new-page}}\n\n{LIST}{LINES}"),
    "steps in parts": ("Tonight", f"## Now {{.steps}}\n\n### One\n\n1. Sit up.\n\n{LIST}"),
    "ticks and numbers": ("Tonight", "## Tick {.checklist}\n\n1. Sit up.\n2. **Lie** down.\n\n"),
} | {
    f"only {role}": ("Tonight", f"## A heading {{.{role}}}\n\nA sentence for you.\n\n{LIST}")
    for role in ROLES
}  # fmt: skip
EDITIONS = ("night-card", "night-card-mono", "night-card-large-print")


def text(reading: object, page: int) -> str:
    """What stands in the margins of a page, without white space."""
    return plain("".join(g.char for g in reading.outside if g.page == page))  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", CARDS)
def test_a_card_of_any_kind_prints_in_every_edition(name: str, card_shop: Shop) -> None:
    """Each prints on its page with all its words, in order, in colour, in black and large."""
    title, body = CARDS[name]
    card_shop.write(CARD, HEAD.format(title) + body)
    card_shop.edit("content/hiccups/guide.toml", '["steps", "stop"]', "[]")
    told = card_shop.order("--edition", "all", "--sheet", "none")
    assert told.code == 0, told.out + told.err
    heading = re.search(r"^## (.+?) \{", body, re.MULTILINE)
    for edition in EDITIONS:
        reading = read_back(card_shop.dist()[f"hiccups/en-GB/{edition}.pdf"])
        said = plain("".join(glyph.char for glyph in reading.flow))
        assert plain(title) in said, edition
        if heading and "{{" not in heading[1]:
            assert said.count(plain(heading[1])) == 1, edition
