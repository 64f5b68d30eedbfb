"""The size that fitted last is tried first, and proved again: it saves time and changes nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from press.typeset.fit import keeps_the_signature
from press.typeset.ladder import is_largest, largest_that_fits
from tests.catalogue import LEAFLET, NIGHT_CARD
from tests.shop import GUIDE, Shop

FITS = f"{GUIDE}/fits.toml"
PLAIN = ("--sheet", "none")


def sizes(shop: Shop) -> dict[str, float]:
    """What the last print kept as fitting."""
    rows: dict[str, float] = json.loads(shop.text(".cache/fits.json"))["hiccups/en-GB"]
    return rows


@pytest.mark.parametrize("largest", range(10))
def test_a_guess_is_believed_where_the_whole_search_would_find_it(largest: int) -> None:
    """A guess holds if it fits and the next size does not, and in no other case."""
    ladder = [float(step) for step in range(10)]
    held = [guess for guess in ladder if is_largest(ladder, lambda step: step <= largest, guess)]
    assert held == [largest_that_fits(ladder, lambda step: step <= largest)]


def test_a_guess_that_may_hide_a_thinner_leaflet_is_not_believed() -> None:
    """Where the smallest type could do with four pages fewer, the search begins at it."""
    assert keeps_the_signature(LEAFLET, 12.0, 9)
    assert keeps_the_signature(LEAFLET, 12.25, 12)
    assert not keeps_the_signature(LEAFLET, 12.25, 9)
    assert not keeps_the_signature(LEAFLET, 14.0, 12)
    assert not keeps_the_signature(LEAFLET, 12.0, 9, cover=True)  # a lower picture may save a page
    assert keeps_the_signature(LEAFLET, 12.0, 12, cover=True)
    assert keeps_the_signature(NIGHT_CARD, 20.0, 1)
    assert not keeps_the_signature(replace(NIGHT_CARD, pages=(1, 2)), 20.0, 2)


GUESSES = {
    "the smallest": "leaflet = 12\nnight-card = 14",
    "the largest": "leaflet = 14\nnight-card = 20",
    "amid": "leaflet = 13.25\nnight-card = 17",
    "not on the ladder": "leaflet = 12.1\nnight-card = 99",
    "not numbers": 'leaflet = "large"\nnight-card = [1]',
    "another table": "[en-GB.leaflet]\nsize = 3",
}


@pytest.mark.parametrize("guess", GUESSES)
def test_no_guess_changes_a_byte(shop: Shop, good_files: Path, guess: str) -> None:
    """Whatever fits.toml says, the same sizes are found and the same PDFs are printed."""
    shop.write(FITS, f"[en-GB]\n{GUESSES[guess]}\n")
    assert shop.order().code == 0
    for path in sorted((good_files / "dist").rglob("*.pdf")):
        assert shop.dist()[path.relative_to(good_files / "dist").as_posix()] == path.read_bytes()
    assert sizes(shop) == json.loads((good_files / ".cache/fits.json").read_text())["hiccups/en-GB"]


def test_a_torn_fits_file_is_no_fault(shop: Shop) -> None:
    """A fits.toml that is no TOML, and one of the cache that is no JSON, are passed over."""
    shop.write(FITS, "[en-GB\nleaflet ==")
    shop.write(".cache/fits.json", "[1,")
    assert shop.order(*PLAIN).code == 0
    assert sizes(shop).keys() == {"leaflet", "night-card"}


def test_the_sizes_are_kept_though_a_finding_stops_the_print(shop: Shop) -> None:
    """An editor at work, whose text has findings, need not wait for the search each time."""
    assert shop.order(*PLAIN, "--today", "2030-01-01").code == 1  # the review is overdue
    assert sizes(shop).keys() == {"leaflet", "night-card"}


def test_fits_toml_is_written_on_order_and_reprints_nothing(card_shop: Shop) -> None:
    """`fits` writes the sizes of every edition; a print before and after is the same job."""
    shop = card_shop
    assert shop.order(*PLAIN).code == 0
    assert shop.order("fits").out == f"{FITS}: 3 sizes\n"
    kept = shop.text(FITS)
    for name, size in sizes(shop).items():
        assert f"{name} = {size:g}\n" in kept
    assert "nothing changed" in shop.order(*PLAIN).out
    assert shop.order("fits").code == 0
    assert shop.text(FITS) == kept
