"""A card of any kind prints: whatever its title, its first section, and its roles."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from press.finding import errors
from press.pdf.readback import read_back
from press.read.folding import plain
from press.read.syntax import ROLES
from press.run.product import presswork
from press.typeset.engine import start_engine
from press.typeset.setting import begins_over_the_page
from tests.catalogue import BY_FILE
from tests.many_cards import CARDS as MANY_CARDS
from tests.shop import CARD, LEAFLET, Shop, told

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


ORDERS = {
    "the ambulance over the page": ("steps stop lines emergency urgent", 3),
    "the ambulance before the lines": ("steps emergency lines urgent", 1),
    "no ambulance, and a phone after the lines": ("steps urgent lines soon urgent", 3),
    "no ambulance, and no lines": ("steps urgent soon", None),
    "nothing that is urgent": ("checklist lines do dont", None),
    "the ambulance first": ("emergency steps lines soon", 3),
    "the ambulance first, and again": ("emergency steps emergency", 2),
    "no section": ("", None),
}


@pytest.mark.parametrize("name", ORDERS)
def test_the_second_side_begins_with_what_must_be_found_at_once(name: str) -> None:
    """That is the ambulance; without it whom to phone, after the lines; else the fit decides."""
    roles, at = ORDERS[name]
    sections: list[Mapping[str, str]] = [{"role": role} for role in roles.split()]
    assert begins_over_the_page(sections) is (None if at is None else sections[at])


def large_card(shop: Shop, body: str) -> list[str]:
    """The margins of each side of the large-print card, without white space."""
    shop.write(CARD, HEAD.format("Tonight") + body)
    shop.edit("content/hiccups/guide.toml", '["steps", "stop"]', "[]")
    told = shop.order("--edition", "large-print", "--sheet", "none")
    assert told.code == 0, told.out + told.err
    reading = read_back(shop.dist()["hiccups/en-GB/night-card-large-print.pdf"])
    return [text(reading, page) for page in range(len(reading.pages))]


MANY = "".join(f"## Part {n} {{.key}}\n\n{LIST * 3}" for n in range(1, 5))


def test_a_large_card_that_fits_one_side_says_nothing_of_another(card_shop: Shop) -> None:
    """Where all of it fits, nobody is told to turn it over."""
    (only,) = large_card(card_shop, f"## Tick {{.checklist}}\n\n{LIST}{LINES}{SIGNS}")
    assert only == ""


def test_the_first_side_names_what_is_over_the_page(card_shop: Shop) -> None:
    """It says to turn it over, and the heading that is found there with its number."""
    sides = large_card(card_shop, f"{MANY}{LINES}{SIGNS}")
    assert sides[0] == "TurnoverAmbulance9991of2"
    assert "2of2" in sides[1] and "Turn" not in sides[1]


def test_a_large_card_without_ambulance_may_go_on_over_the_page(card_shop: Shop) -> None:
    """Where the fit decides, the first side says to turn it over, and no heading."""
    sides = large_card(card_shop, f"{MANY}{MANY.replace('Part', 'Piece')}{LINES}")
    assert sides[0] == "Turnover1of2" and "2of2" in sides[1]


@pytest.mark.parametrize("marks", [".stop .new-page", ".new-page .stop", ".new-page  .stop "])
def test_a_heading_may_have_a_role_and_a_page_of_its_own(marks: str, shop: Shop) -> None:
    """In either order: the section has its role's box, and begins a page."""
    shop.edit(LEAFLET, "{.stop}", f"{{{marks}}}")
    page = shop.pull()
    assert page.proof.manuscript.roles() >= {"stop"} and "M114" not in page.codes(LEAFLET)
    printed = page.proof.printed
    first = next(n for n, one in enumerate(printed) if one.word.role == "stop")
    assert printed[first].page > printed[first - 1].page


def test_a_page_of_its_own_leaves_a_part_in_the_role_above(shop: Shop) -> None:
    """A part that only begins a page is still a part of the steps."""
    shop.edit(LEAFLET, "## When to get help", "### And then {.new-page}\n\nRest.\n\n## Help")
    role = {unit.role for unit in shop.job("leaflet").manuscripts[0].units if unit.level == 3}
    assert "steps" in role


@pytest.mark.parametrize("name", MANY_CARDS)
def test_any_title_section_list_and_table_has_its_card(name: str, card_shop: Shop) -> None:
    """Nothing touches, leaves its place or is lost, in any edition, whatever a writer combines."""
    title, body = MANY_CARDS[name]
    card_shop.write(CARD, HEAD.format(title) + body)
    card_shop.edit("content/hiccups/guide.toml", '["steps", "stop"]', "[]")
    job = card_shop.job("night-card")
    engine = start_engine(card_shop.project)
    for edition in EDITIONS:
        printed = presswork(engine, job, job.manuscripts[0].in_edition(BY_FILE[edition]))
        assert told(errors(printed.findings)) == [], edition
