"""Editions and sheets by name: what an order makes, what it leaves, and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from press.sheets import preflight as preflight_sheets
from press.sheets.layouts import SHEETS, Pages, booklet, two_up
from press.sheets.marks import Side
from tests.printed import letters_of_pages
from tests.shop import CARD, CLINIC, GUIDE_FILE, SIPS, WORDS, Shop

JOB = "hiccups/en-GB"
TWO_UP = f"{JOB}/night-card-2-up.pdf"


def stems(shop: Shop) -> set[str]:
    """The PDFs in dist/, without folder and ending."""
    return {Path(name).stem for name in shop.dist() if name.endswith(".pdf")}


def test_all_is_every_edition_and_every_sheet(card_shop: Shop) -> None:
    """`--edition all --sheet all` prints each edition, and of each what can be made of it.

    The leaflet's are counted in tests/test_works.py.
    """
    shop = card_shop
    told = shop.order("--edition", "all", "--sheet", "all")
    assert told.code == 0, told.out + told.err
    halves = {
        f"night-card{edition}{sheet}"
        for edition in ("", "-mono")
        for sheet in ("", "-press", "-2-up", "-tent")
    }
    large = {"night-card-large-print", "night-card-large-print-press"}
    assert stems(shop) == halves | large | {"calibration"}
    part = shop.order("--edition", "mono", "--sheet", "tent")
    assert part.out.count("nothing changed") == 1, "what is a part of it is there already"
    assert "night-card-mono-tent" in part.out and "calibration" not in part.out


def test_an_edition_is_named_with_commas_or_twice(shop: Shop) -> None:
    """Two names at once, and a sheet's name that is said only once, print just these."""
    words = ("--product", "night-card", "--sheet", "none")
    assert shop.order("--edition", "mono,standard", *words).code == 0
    assert stems(shop) == {"night-card", "night-card-mono"}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--edition", "huge"], "there is no edition `huge`; there is: standard, large-print"),
        (["--sheet", "5-up"], "there is no sheet `5-up`; there is: booklet"),
        (["--sheet", "booklet", "--product", "night-card"], "it is made of the leaflet"),
        (["--sheet", "tent", "--edition", "large-print"], "there is nothing to impose"),
        (["--paper", "letter"], "no leaflet-booklet in en-GB"),
        (["--back", "fr"], "no guide is printed in `fr`"),
        (["--back", "en-GB", "--sheet", "booklet"], "--back is for the card sheets"),
    ],
)
def test_what_cannot_be_is_refused(shop: Shop, words: list[str], says: str) -> None:
    """A wish that can't be is a wrong call, with the reason; nothing is printed."""
    told = shop.order(*words)
    assert told.code == 2
    assert says in told.err
    assert stems(shop) == set()


def test_the_wrong_paper_is_refused_with_the_locale_that_can(shop: Shop) -> None:
    """An A5 leaflet on Letter can't be: the refusal names the locale whose pages are half of it."""
    shop.edit(GUIDE_FILE, '["en-GB"]', '["en-GB", "en-US"]')
    told = shop.order("--locale", "en-GB", "--paper", "letter")
    assert told.code == 2
    assert "en-US can be printed on letter" in told.err
    behind = shop.order("--locale", "en-GB", "--back", "en-US")
    assert behind.code == 2
    assert "en-US can't lie behind en-GB" in behind.err


def test_a_back_is_printed_behind_the_card(shop: Shop) -> None:
    """`--back` puts the other locale's card on the second side, and its faults hold back both."""
    shop.edit(GUIDE_FILE, '["en-GB"]', '["en-GB", "en-001"]')
    card = shop.text(CARD).replace("Phone NHS {{ urgent_number }}, or ask", "Ask")
    shop.write("content/hiccups/en-001/night-card.md", card)
    words = ("--locale", "en-GB", "--product", "night-card", "--back", "en-001")
    told = shop.order(*words)
    assert told.code == 0, told.out + told.err
    front, back = letters_of_pages(shop.dist()[TWO_UP])
    assert "PhoneNHS111" in front
    assert "PhoneNHS111" not in back
    assert "Ask" in back
    before = shop.dist()
    shop.write("content/hiccups/en-001/night-card.md", card.replace("Your chest", "Your **chest"))
    assert shop.order(*words).code == 1
    assert shop.dist() == before


def test_no_edition_of_an_older_text_is_left(card_shop: Shop) -> None:
    """When the text changes, a plain print takes away the editions that it did not make anew."""
    shop = card_shop
    assert shop.order("--edition", "standard,mono").code == 0
    assert "night-card-mono" in stems(shop)
    assert shop.order("--sheet", "none").code == 0
    assert "night-card-mono" in stems(shop), "the text is the same: the edition is still true"
    shop.edit(SIPS, "ten sips", "nine sips")
    assert shop.order().code == 0
    assert stems(shop) == {"night-card", "night-card-2-up"}


def test_what_is_of_an_older_text_goes_and_is_named(shop: Shop) -> None:
    """After a changed line, or number, nothing old lies beside what is printed."""
    assert shop.order("--product", "night-card", "--edition", "standard,mono").code == 0
    shop.edit(SIPS, "ten sips", "nine sips")
    told = shop.order("--product", "night-card", "--edition", "mono", "--sheet", "none")
    assert told.code == 0
    assert stems(shop) == {"night-card-mono"}
    assert "night-card-2-up.pdf is taken away" in told.out


def test_a_clinics_old_pages_are_named(card_shop: Shop) -> None:
    """A full print says which clinic's pages are of an older text, and how to print them again."""
    shop = card_shop
    assert shop.order("--sheet", "none", "--clinic", shop.here(CLINIC)).code == 0
    assert shop.order().err == ""
    shop.edit(SIPS, "ten sips", "nine sips")
    told = shop.order()
    assert f"dist/{JOB}/example: made of an older text; print it again with --clinic {CLINIC}" in (
        told.err
    )


def test_two_clinics_of_one_file_name_are_kept_apart(shop: Shop, tmp_path: Path) -> None:
    """Their folder in dist/ would be the same: the second is refused."""
    words = ("--product", "night-card", "--sheet", "none", "--clinic")
    assert shop.order(*words, shop.here(CLINIC)).code == 0
    other = tmp_path / "example.toml"
    other.write_text(shop.text(CLINIC).replace("Riverside", "Hillside"))
    told = shop.order(*words, other)
    assert told.code == 2
    assert "another clinic, content/clinics/example.toml" in told.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--edition", "mono,", "large-print"], "No blank stands after a comma"),
        (["--sheet", "all,none"], "none means none"),
        (["--edition", "large-print", "--paper", "letter"], "--paper is for sheets"),
        (["--sheet", "calibration", "--edition", "large-print", "--paper", "letter"],
         "large print in en-GB is set on A4"),
        (["--sheet", "none", "--press", "--paper", "letter"], "--paper is for sheets"),
        (["--product", "leaflet", "--back", "en-GB"], "--back is for the card sheets"),
        (["--back", "en-gb"], "`en-GB` can't lie behind itself"),
        (["--locale", "en-GB,xx"], "no guide is printed in `xx`"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_said(shop: Shop, words: list[str], says: str) -> None:
    """A wish that would quietly be something else is refused, with what to do."""
    told = shop.order(*words)
    assert (told.code, says in told.err) == (2, True), told.err


def test_a_clinic_of_another_country_than_the_locale_is_told_so(shop: Shop) -> None:
    """The clerk is told to leave the locale out, never to change the clinic's country."""
    shop.edit(GUIDE_FILE, '["en-GB"]', '["en-GB", "en-US"]')
    clinic = shop.here("content/clinics/example-us.toml")
    told = shop.order("--clinic", clinic, "--locale", "en-GB")
    assert told.code == 2
    assert "the clinic is in US, and en-GB is not: leave --locale out, or name en-US" in told.err


# -- what is found on a sheet holds everything back


def held_back(shop: Shop, *words: str) -> set[str]:
    """The codes of an order that must publish nothing."""
    told = shop.order("--format", "json", "--product", "night-card", *words)
    assert told.code == 1
    assert stems(shop) == set()
    return {row["code"] for row in told.findings}


def test_words_near_a_cut_hold_back_the_card(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a wider safe zone the sheet has a finding: then there is no card either."""
    monkeypatch.setattr(preflight_sheets, "SAFE_ZONE", 9.0)
    assert held_back(shop) == {"I101"}


def test_a_sheet_that_cannot_be_laid_holds_back_the_product(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages in a number that a sheet does not take are told, and nothing is published."""
    asked: list[Pages] = []

    def only_once(pages: Pages) -> tuple[Side, ...]:
        asked.append(pages)  # the order is looked at first, the printed pages come later
        return two_up(pages) if len(asked) == 1 else booklet(replace(pages, count=6))

    monkeypatch.setitem(SHEETS, "2-up", replace(SHEETS["2-up"], lay=only_once))
    assert held_back(shop) == {"I103"}


def test_a_colour_without_an_ink_holds_back_the_card(shop: Shop) -> None:
    """A print shop's file that can't be made is a finding, and not silence."""
    shop.append("styles/night-card.css", "\nh1 { color: #ffffee !important }\n")
    assert held_back(shop, "--press") == {"X102"}


def test_a_calibration_without_its_words_holds_back_the_card(shop: Shop) -> None:
    """A sheet that lacks its words is not printed."""
    shop.edit(WORDS, 'light = "', 'lights = "')
    assert "D104" in held_back(shop, "--sheet", "calibration")


def test_a_fault_in_the_back_alone_holds_back_the_front(shop: Shop) -> None:
    """What is too long behind the card is told too."""
    shop.edit(GUIDE_FILE, '["en-GB"]', '["en-GB", "en-001"]')
    card = shop.text(CARD).replace("Phone NHS {{ urgent_number }}, or ask", "Ask")
    long = "- It is hard to breathe\n" + "- They will not end, and you are worn out\n" * 60
    card = card.replace("- It is hard to breathe\n", long)
    shop.write("content/hiccups/en-001/night-card.md", card)
    assert "P206" in held_back(shop, "--locale", "en-GB", "--back", "en-001")


def test_another_paper_or_back_is_printed_anew(shop: Shop) -> None:
    """What a sheet depends on is part of what is remembered of it."""
    words = ("--product", "night-card", "--sheet", "calibration")
    assert shop.order(*words).code == 0
    usual = shop.dist()[f"{JOB}/calibration.pdf"]
    assert shop.order(*words, "--paper", "letter").code == 0
    assert shop.dist()[f"{JOB}/calibration.pdf"] != usual
    assert shop.order(*words).code == 0
    assert shop.dist()[f"{JOB}/calibration.pdf"] == usual
