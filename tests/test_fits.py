"""The size that fitted last is tried first, and proved again: it saves time and changes nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from press.finding import Finding
from press.read.clinic import read_clinic
from press.read.guide import read_fits
from press.read.job import read_job
from press.read.manuscript import Manuscript
from press.typeset.bench import Bench
from press.typeset.clinic_fit import too_wordy
from press.typeset.compose import Composer
from press.typeset.engine import Sheets, start_engine
from press.typeset.fit import keeps_the_signature, pages_too_full
from press.typeset.ladder import is_largest, largest_that_fits
from press.typeset.too_long import Stretch, too_long
from tests.catalogue import LEAFLET, NIGHT_CARD
from tests.shop import CLINIC, GUIDE, SHEET, Shop
from tests.shop import LEAFLET as TEXT

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
}
NO_SIZES = ('leaflet = "large"\nnight-card = [1]', "[en-GB.leaflet]\nsize = 3")


@pytest.mark.parametrize("guess", GUESSES)
def test_no_guess_changes_a_byte(shop: Shop, good_files: Path, guess: str) -> None:
    """Whatever fits.toml says, the same sizes are found and the same PDFs are printed."""
    shop.write(FITS, f"[en-GB]\n{GUESSES[guess]}\n")
    assert shop.order(*PLAIN).code == 0
    for name in ("leaflet.pdf", "night-card.pdf"):
        file = f"hiccups/en-GB/{name}"
        assert shop.dist()[file] == (good_files / "dist" / file).read_bytes()
    assert sizes(shop) == json.loads((good_files / ".cache/fits.json").read_text())["hiccups/en-GB"]


@pytest.mark.parametrize("rows", NO_SIZES)
def test_what_is_no_size_is_no_guess(shop: Shop, rows: str) -> None:
    """Words, lists and tables in the place of a number are as if they were not there."""
    shop.write(FITS, f"[en-GB]\n{rows}\n")
    fits = read_fits(shop.project, shop.root / GUIDE, "en-GB")
    assert not {"leaflet", "night-card"} & fits.keys()


@pytest.mark.usefixtures("brief")
def test_a_torn_fits_file_is_no_fault(shop: Shop) -> None:
    """A fits.toml that is no TOML, and one of the cache that is no JSON, are passed over."""
    shop.write(FITS, "[en-GB\nleaflet ==")
    shop.write(".cache/fits.json", "[1,")
    assert shop.order(*PLAIN).code == 0
    assert sizes(shop).keys() == {"leaflet", "night-card"}


@pytest.mark.usefixtures("brief")
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


# -- a page that is too full


def p206(manuscript: Manuscript, title: str, over: int) -> Finding:
    """What is said where the page of this section has `over` words too many."""
    (section,) = [one for one in manuscript.every_section() if one.title == title]
    assert section.heading
    lines = (section.heading, *section.lines)
    places = {line.place for line in lines}

    def words(text: Manuscript) -> int:
        return sum(len(line.text.split()) for line in text.lines if line.place in places)

    most = words(manuscript) - over
    page = Stretch(lines, 4, lambda text: words(text) <= most, section.heading)
    whole = Stretch(manuscript.lines, 4, lambda text: len(text.lines) > 1)
    return too_long(manuscript, "8 pages at 12 pt", [page], whole, None)


def test_a_page_that_is_too_full_is_named_with_its_own_words(shop: Shop) -> None:
    """Not the longest line of all is to be shortened, but the longest of that page."""
    manuscript = shop.job("leaflet").manuscripts[0]
    found = p206(manuscript, "Why they happen", 5)
    assert found.problem == (
        "the leaflet is 5 words too long for its 8 pages at 12 pt: "
        "“Why they happen” runs over its page"
    )
    assert f"{found.place.file}:{found.place.line}" == shop.place(TEXT, "Long ones may come")
    assert found.fix.endswith("words, under “Why they happen”")
    # what is nearly all warnings is not to be shortened
    found = p206(manuscript, "Stop, and phone", 5)
    assert f"{found.place.file}:{found.place.line}" == shop.place(TEXT, "### Stop, and phone")
    assert found.fix.endswith("stay whole: move one of its parts to another page")
    # and where fewer words on it do not help, it is not blamed
    assert "runs over" not in p206(manuscript, "Why they happen", 900).problem


def test_the_page_that_runs_over_is_found_by_its_layout(shop: Shop) -> None:
    """Of the sections that begin a page it is the one that spills the least that is too full."""
    text = shop.text(TEXT).partition("## What they are")[0]
    for name, lines in {"One": 9, "Two": 30, "Three": 50, "Four": 9}.items():
        text += f"## {name} {{.new-page}}\n\n" + "They come and go, and nobody minds.\n\n" * lines
    shop.write(TEXT, text)
    bench = on_the_bench(shop)
    document = bench.lay_out(LEAFLET.ladder[0])
    count = len(document.pages)
    for over, titles in {1: ["Two"], 2: ["Two", "Three"], 9: []}.items():
        pages = pages_too_full(bench, document, count - over)
        assert [page.heading and page.heading.text[3:].split()[0] for page in pages] == titles
    (two,) = pages_too_full(bench, document, count - 1)
    assert len(two.lines) == 30 * 2 + 2
    assert not two.fits(bench.manuscript)
    less = tuple(line for line in bench.manuscript.lines if line not in two.lines[30:])
    assert two.fits(replace(bench.manuscript, lines=less))


def on_the_bench(shop: Shop) -> Bench:
    """The shop's leaflet, to be laid out."""
    job, row, engine = shop.job("leaflet"), LEAFLET, start_engine(shop.project)
    sheets = Sheets(engine, shop.root / SHEET, job.pictures.held, row.black_only)
    composer = Composer(shop.project, job)
    return Bench(sheets, composer, job.manuscripts[0], row.trim(job.paper), [])


# -- a card that is too full


def test_a_card_that_is_too_full_without_a_clinic_is_not_a_clinic_s_fault(shop: Shop) -> None:
    """C103 names a clinic's words, but not where the card has no room for empty lines either."""
    found: list[Finding] = []
    clinic = read_clinic(shop.project, shop.root / CLINIC, found)
    assert clinic and not found
    job = read_job(shop.project, shop.guide, "en-GB", clinic, found)
    assert job
    card = next(one for one in job.manuscripts if one.product.name == NIGHT_CARD.name)
    name = str(clinic.table["name"].value)
    for blanks_fit in (True, False):

        def lay_out(html: str, blanks_fit: bool = blanks_fit) -> SimpleNamespace:
            fits = blanks_fit if 'class="write"' in html else name not in html
            return SimpleNamespace(pages=[SimpleNamespace(anchors={})] * (1 if fits else 9))

        told = too_wordy(Composer(shop.project, job), card, lay_out)
        assert (told is not None and told.code == "C103") == blanks_fit
