"""A second guide, unlike the first, goes through the whole press: nothing rests on ours alone."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from press.pdf.readback import read_back
from press.read.folding import plain
from tests.freckles import PHOTOGRAPHS, PIXELS, bring_freckles
from tests.printed import is_coloured, letters_of_pages, opened, texts_of_pages
from tests.shop import Shop
from tests.validators import page_validation

FILES = ("leaflet", "leaflet-mono", "leaflet-large-print")


@pytest.fixture
def dist(two_guides: Path) -> Path:
    """The folder of its printed files."""
    return two_guides / "dist/freckles/en-GB"


def test_photographs_without_steps_and_rules_of_its_own_are_printed(dist: Path) -> None:
    """A guide without card, steps and safety.toml has each edition and sheet of its leaflet."""
    sheets = {"leaflet-booklet", "leaflet-mono-booklet", "calibration"}
    want = {*FILES, *(f"{name}-press" for name in FILES), *sheets}
    assert {path.stem for path in dist.glob("*.pdf")} == want


@pytest.mark.parametrize("name", FILES)
def test_each_photograph_is_on_paper_with_its_words(name: str, dist: Path) -> None:
    """Read back, both photographs are there, wide and described, beside words in their order."""
    reading = read_back((dist / f"{name}.pdf").read_bytes())
    alts = [picture.alt for picture in reading.pictures]
    assert alts == ["An arm with freckles on it, in the evening sun",
                    "A lamp that lights an arm from the side"]  # fmt: skip
    for picture in reading.pictures:
        assert picture.box[2] - picture.box[0] > 100  # pt
        leaf = reading.pages[picture.page]
        scale = leaf.bare.height / leaf.height
        left, low, right, top = picture.box
        edges = (left, leaf.height - top, right, leaf.height - low)
        cut = leaf.bare.crop(tuple(round(edge * scale) for edge in edges))  # type: ignore[arg-type]
        assert is_coloured(cut, 8) == (name != "leaflet-mono")
        assert cut.convert("L").getextrema()[0] < 128  # type: ignore[operator]
    said = plain("".join(glyph.char for glyph in reading.flow))
    texts = ("Freckles", "What they are", "Stand at a window", "The Freckle Society", "About this")
    at = [said.index(plain(text)) for text in texts]
    assert at == sorted(at)


def test_other_eyes_find_its_words_and_its_pixels(dist: Path) -> None:
    """A judge that is not ours passes it, and each photograph is in the file with its pixels."""
    file = dist / "leaflet.pdf"
    assert page_validation(file) == []
    assert "You may have a lot of them, or none." in " ".join(texts_of_pages(file))
    with opened(file.read_bytes()) as document:
        streams = [one for one in document.objects if isinstance(one, pikepdf.Stream)]
        images = [one for one in streams if one.get("/Subtype") == "/Image"]
        assert [(int(one.Width), int(one.Height)) for one in images] == [PIXELS] * 2


def test_its_booklet_holds_every_letter(dist: Path) -> None:
    """The sheet to fold says what its pages say, and no page is without words."""
    pages = letters_of_pages((dist / "leaflet.pdf").read_bytes())
    sides = letters_of_pages((dist / "leaflet-booklet.pdf").read_bytes())
    assert len(pages) == 2 * len(sides) and all(pages)
    assert sorted("".join(pages)) == sorted("".join(sides))


def test_a_fault_is_told_in_the_guide_that_has_it(shop: Shop) -> None:
    """Where two guides lie in content/, one check judges both: text and photographs alike."""
    folder = bring_freckles(shop.root / "content")
    text = "content/freckles/en/leaflet.md"
    shop.edit(text, "They fade in winter.", "They **fade in winter.")
    (folder / "figures" / PHOTOGRAPHS[0]).unlink()
    found = {(f["code"], f"{f['file']}:{f['line']}") for f in shop.check().findings}
    assert found == {
        ("M117", shop.place(text, "They **fade")),
        ("A111", shop.place(text, PHOTOGRAPHS[0])),
    }
