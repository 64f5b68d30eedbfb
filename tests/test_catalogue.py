"""Products are data: what can't be is named at its line, and nothing is printed by it."""

from __future__ import annotations

import pytest

from press.products import PAGES, PAPERS, SHEET_NAMES
from press.read.syntax import ROLES
from press.review.role_pictures import MADE_OF, PICTURES, made_of
from press.sheets.layouts import CALIBRATION, SHEETS
from tests.catalogue import KNOWN
from tests.guides import BEDSIDE
from tests.shop import ROOT, Shop

FILE = "templates/products.toml"
SPOILT = [
    ("an unknown page", 'page = "A5"', 'page = "A9"', "there is no page 'A9'", "half-letter"),
    ("pages in words", "pages = [2, 4, 8, 12]", 'pages = "four"', "no list of numbers", "[2, 4"),
    ("pages in no order", "pages = [2, 4, 8, 12]", "pages = [4, 2]", "no list of", "[2, 4, 8]"),
    ("no pages at all", "pages = [2, 4, 8, 12]\n", "", "has no `pages`", "add a line"),
    ("a ladder upside down", "from = 12, to = 14", "from = 14, to = 12", "from 14 to 12", "small"),
    ("a ladder without end", "from = 12, to = 14", "from = 12, to = 900", "to 900 pt", "largest"),
    ("a ladder of one end", "from = 12, to = 14", "from = 12", "needs `from` and `to`", "from ="),
    ("no floor for all", "floors = { all = 12", "floors = { about = 12", "needs `all`", "all = 12"),
    ("a floor of no part", "sources = 10", "sauces = 10", "no part `sauces`", "sources"),
    ("a floor of nothing", "sources = 10", "sources = 0", "is 0", "a size in pt"),
    ("a gate that is none", "smog = 8.0", "smog = 8.0, fog = 1", "no `fog`", "steps_words"),
    ("a gate without a number", "smog = 8.0", 'smog = "low"', "`smog` of `gates`", "a number"),
    ("a key that is none", "clinic_slot = 29", "clinic_slit = 29", "`clinic_slit` is no key", "fl"),
    ("a slot in words", "clinic_slot = 29", 'clinic_slot = "tall"', "'tall'", "a number from"),
    ("an unknown sheet", '["booklet"]', '["poster-roll"]', "no sheet `poster-roll`", "2-up"),
    ("an unknown sign", 'stop = "stop" }', 'stop = "hand" }', "no sign `hand`", "ambulance"),
    ("a sign of no part", 'soon = "clock"', 'later = "clock"', "no part `later`", "soon"),
    ("a name with capitals", ".mono]", ".Mono]", "`Mono` is no name", "small letters"),
    ("yes in quotes", "black_only = true", 'black_only = "yes"', "'yes'", "true or false"),
]


@pytest.mark.parametrize(
    ("old", "new", "problem", "fix"), [row[1:] for row in SPOILT], ids=[row[0] for row in SPOILT]
)
def test_a_product_that_can_not_be_is_named(
    shop: Shop, old: str, new: str, problem: str, fix: str
) -> None:
    """One finding at its line, with what to write instead, and no product is printed."""
    text = shop.text(FILE)
    shop.edit(FILE, old, new)
    told = shop.check("--product", "leaflet", "--format", "json")
    assert told.code == 1, told.out + told.err
    assert [row["code"] for row in told.findings] == ["D110"], told.out
    row = told.findings[0]
    assert row["file"] == FILE and problem in row["problem"] and fix in row["fix"], row
    at = text.split("\n").index(next(line for line in text.split("\n") if old.strip() in line)) + 1
    assert row["line"] == at or row["excerpt"].startswith("["), row


@pytest.mark.parametrize("spoil", ["", "[[", "page = 'A5'"], ids=["empty", "broken", "no table"])
def test_a_file_without_products_is_told_in_words(shop: Shop, spoil: str) -> None:
    """Nothing falls over where the whole file is empty, torn, or without a table."""
    shop.write(FILE, spoil)
    told = shop.check("--product", "leaflet", "--edition", "mono", "--format", "json")
    assert told.code == 1 and {row["file"] for row in told.findings} == {FILE}, told.out + told.err


def test_every_page_of_the_trade_may_be_one() -> None:
    """A3 to A6 and a third, with their counterparts where paper is Letter."""
    names = {name for on in PAGES.values() for name, _ in on.values()}
    assert names >= {"A3", "A4", "A5", "A6", "Letter", "half-letter", "quarter-letter"}
    assert names >= {"third of A4", "third of Letter", "tabloid"}
    for on in PAGES.values():
        assert on.keys() == PAPERS.keys()


def test_the_sheets_that_a_product_may_name_are_those_that_there_are() -> None:
    """The list of names and the table of layouts are of the same sheets."""
    assert set(SHEET_NAMES) == SHEETS.keys() - {CALIBRATION}
    assert not KNOWN.findings


def test_each_role_has_its_picture_of_today() -> None:
    """The editors' pictures are of the look that is printed: `python -m press.review.docs`."""
    made = {path.stem for path in (ROOT / PICTURES).glob("*.png")}
    assert made == set(ROLES)
    assert (ROOT / MADE_OF).read_text("utf-8") == made_of(BEDSIDE)
