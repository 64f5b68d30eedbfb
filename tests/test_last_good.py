"""The last good files stay: a fault removes nothing, and a torn list of them is rebuilt."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Once
from tests.shop import (
    CARD,
    CLINIC,
    GUIDE,
    GUIDE_FILE,
    LEAFLET,
    SIPS,
    WORDS,
    Shop,
    copy_of,
    shop_in,
)

QUICK = ("--sheet", "none")
LEAFLET_PDF, CARD_PDF = "hiccups/en-GB/leaflet.pdf", "hiccups/en-GB/night-card.pdf"
CLINICS_PDF = "hiccups/en-GB/example/leaflet.pdf"


@pytest.fixture
def stocked(once: Once, tmp_path: Path) -> Shop:
    """A shop with good files of the guide and of a clinic."""

    def fill(root: Path) -> None:
        shop = Shop(root).brief()
        for words in ((), (*QUICK, "--clinic", root / CLINIC)):
            told = shop.order(*words)
            assert told.code == 0, told.out

    return copy_of(shop_in(once("stocked", fill)), tmp_path / "a shop")


def pdfs(shop: Shop) -> dict[str, bytes]:
    return {name: data for name, data in shop.dist().items() if name.endswith(".pdf")}


Spoil = Callable[[Shop], None]


def rename_and_spoil(shop: Shop) -> None:
    (shop.root / GUIDE).rename(shop.root / "content/hic")
    shop.append("content/hic/en/leaflet.md", "\n{{ nope }}\n")


def empty_content(shop: Shop) -> None:
    shutil.rmtree(shop.root / "content")
    (shop.root / "content").mkdir()


def forget_all(shop: Shop) -> None:
    (shop.root / "dist/manifest.json").unlink()
    shutil.rmtree(shop.root / ".cache")


FAULTS: dict[str, Spoil] = {
    "a locale in small letters": lambda shop: shop.edit(GUIDE_FILE, '"en-GB"', '"en-gb"'),
    "another locale, and a fault": lambda shop: shop.edit(GUIDE_FILE, '"en-GB"', '"en-US", "xx"'),
    "guide.toml is gone": lambda shop: (shop.root / GUIDE_FILE).unlink(),
    "guide.toml is torn": lambda shop: shop.write(GUIDE_FILE, 'version = "1'),
    "guide.toml is empty": lambda shop: shop.write(GUIDE_FILE, ""),
    "the guide is renamed, and has a fault": rename_and_spoil,
    "content is gone": lambda shop: shutil.rmtree(shop.root / "content"),
    "content is empty": empty_content,
    "the words are gone": lambda shop: (shop.root / WORDS).unlink(),
    "a field is not known": lambda shop: shop.append(LEAFLET, "\n{{ nope }}\n"),
    "no manuscript is left": lambda shop: shutil.rmtree(shop.root / GUIDE / "en"),
    "the styles are gone": lambda shop: shutil.rmtree(shop.root / "styles"),
    "the templates are gone": lambda shop: shutil.rmtree(shop.root / "templates"),
}
LISTS: dict[str, Spoil] = {
    "whole": lambda shop: None,
    "gone": lambda shop: (shop.root / "dist/manifest.json").unlink(),
    "torn": lambda shop: shop.write("dist/manifest.json", '{"jobs": {"hicc'),
    "gone with the ledger": forget_all,
}


# each fault where the list is gone, which cost the files once; each list with one fault
CASES = [(fault, "gone") for fault in FAULTS] + [("a field is not known", name) for name in LISTS]


@pytest.mark.parametrize(("fault", "listed"), CASES)
def test_while_anything_is_found_nothing_is_removed(stocked: Shop, fault: str, listed: str) -> None:
    """A typing error takes no good file away, the clinics' neither, whatever the list says."""
    before = pdfs(stocked)
    assert {LEAFLET_PDF, CARD_PDF, CLINICS_PDF} <= before.keys()
    LISTS[listed](stocked)
    FAULTS[fault](stocked)
    told = stocked.order(*QUICK)
    assert told.code == 1, told.out + told.err
    assert pdfs(stocked) == before


SPOILT = ["", "{", "[]", "null", '{"jobs": []}', '{"jobs": {"hiccups/en-GB": 7}}',
          '{"jobs": {"x": {"../../x.pdf": "00"}}}', "[" * 5000]  # fmt: skip


@pytest.mark.parametrize("text", SPOILT)
def test_a_torn_manifest_is_rebuilt_from_what_is_proved(stocked: Shop, text: str) -> None:
    """What lies there as it was printed is listed again; nothing is printed anew, nothing goes."""
    before, manifest = pdfs(stocked), stocked.text("dist/manifest.json")
    stocked.write("dist/manifest.json", text)
    told = stocked.order(*QUICK)
    assert (told.code, "nothing changed" in told.out) == (0, True), told.out + told.err
    assert pdfs(stocked) == before
    rebuilt, old = json.loads(stocked.text("dist/manifest.json")), json.loads(manifest)
    assert rebuilt == old


def test_what_was_touched_since_is_not_proved(stocked: Shop) -> None:
    """A rebuilt list holds no file whose bytes are others than those that were printed."""
    path = stocked.root / "dist" / CLINICS_PDF
    path.write_bytes(path.read_bytes()[:-10])
    (stocked.root / "dist/manifest.json").unlink()
    told = stocked.order(*QUICK)
    assert told.code == 0
    assert CLINICS_PDF in told.err
    assert "it is left" in told.err
    assert CLINICS_PDF not in stocked.text("dist/manifest.json")
    assert path.exists()


@pytest.mark.parametrize("name", ["x.pdf", "hiccups/mine.pdf", "hiccups/en-GB/letter.pdf"])
def test_what_nobody_lists_is_left_and_told(stocked: Shop, name: str) -> None:
    """A file that is not of this press is nobody's to remove."""
    stocked.write(f"dist/{name}", b"%PDF mine")
    told = stocked.order(*QUICK)
    assert (told.code, f"dist/{name}: not of this press" in told.err) == (0, True)
    assert stocked.dist()[name] == b"%PDF mine"


def test_what_no_job_makes_any_more_goes_with_a_clean_print(stocked: Shop) -> None:
    """And its folders with it, but not what somebody else put there."""
    stocked.write("dist/hiccups/en-GB/letter.pdf", b"%PDF mine")
    shutil.move(stocked.root / GUIDE, stocked.root / "content/yawns")
    assert stocked.order(*QUICK).code == 0
    left = {name for name in pdfs(stocked) if name.startswith("hiccups/")}
    assert left == {"hiccups/en-GB/letter.pdf"}
    assert not (stocked.root / "dist/hiccups/en-GB/example").exists()


def test_an_edition_of_an_older_text_goes_once_all_is_well(stocked: Shop) -> None:
    """It stays while a fault keeps the new one from being printed, and goes with the new print."""
    assert stocked.order(*QUICK, "--edition", "mono", "--product", "night-card").code == 0
    mono = "hiccups/en-GB/night-card-mono.pdf"
    stocked.edit(SIPS, "ten sips", "nine sips")
    stocked.append(CARD, "\n{{ nope }}\n")
    assert stocked.order(*QUICK).code == 1
    assert mono in pdfs(stocked)
    stocked.edit(CARD, "\n{{ nope }}\n", "")
    told = stocked.order(*QUICK)
    assert (told.code, f"dist/{mono} is taken away" in told.out) == (0, True), told.out
    assert mono not in pdfs(stocked)


def test_what_a_kill_left_half_written_is_swept(stocked: Shop, tmp_path: Path) -> None:
    """Part files go; a link of that name goes nowhere."""
    stocked.write(f"dist/{Path(LEAFLET_PDF).parent}/.leaflet.pdf.part", b"half")
    stocked.edit(SIPS, "ten sips", "nine sips")
    assert stocked.order(*QUICK).code == 0
    assert not list((stocked.root / "dist").rglob("*.part"))
    assert tmp_path.exists()


SLAB = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0H9V9H0Z"/></svg>'


def test_a_fault_of_one_edition_holds_back_that_edition_alone(printed: Shop) -> None:
    """A picture that is too black for a copier is named, and the coloured leaflet is printed."""
    mono = ("--edition", "all", "--product", "leaflet", *QUICK)
    drawn = printed.text(f"{GUIDE}/figures/sip.svg")
    printed.write(f"{GUIDE}/figures/mono/sip.svg", SLAB)
    before = pdfs(printed)
    told = printed.order(*mono)
    assert told.code == 1, told.err
    assert printed.place(LEAFLET, "![A tall glass") in told.out
    assert "P306" in told.out
    assert pdfs(printed).keys() - before.keys() == {"hiccups/en-GB/leaflet-large-print.pdf"}
    assert pdfs(printed)[LEAFLET_PDF]
    printed.write(f"{GUIDE}/figures/mono/sip.svg", drawn)
    assert printed.order(*mono).code == 0
    assert "hiccups/en-GB/leaflet-mono.pdf" in pdfs(printed)
