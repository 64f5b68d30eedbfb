"""A third guide, on a cast: what stands on its paper is its own, in every edition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from press.pdf.readback import read_back
from press.pdf.reading import INK_DPI, Glyph, Leaf, Reading
from press.read.folding import plain
from press.review.copier import one_bit
from tests.cast import bring_cast
from tests.catalogue import BY_FILE
from tests.printed import texts_of_pages
from tests.shop import ROOT, Shop
from tests.validators import page_validation

FILES = sorted(BY_FILE)
# of another guide, and of none that is printed here
FOREIGN = re.compile(r"maternit|midwi|pregnan|birth|provider", re.IGNORECASE)
TICKED = {
    "leaflet": (
        "My fingers are warm",
        "I can move every finger",
        "The cast is dry",
        "The swelling",
    ),
    "night-card": ("Fingers warm, and like", "Every finger moves", "Cast dry", "Hand up on a"),
}
DO = {"leaflet": ("Rest your arm", "Wear a loose", "Bend and"), "night-card": ("Sleep on your",)}
DO_NOT = {
    "leaflet": ("Do not push", "Do not lift", "Do not cut"),
    "night-card": ("Do not push",),
}
LEAST_BOX = 3.0  # mm
SIDE = 24  # pixels: marks are compared at this size


@pytest.fixture(scope="module")
def dist(small_guides: Path) -> Path:
    """The folder of its printed files."""
    return small_guides / "dist/cast/en-GB"


def read(dist: Path, name: str) -> Reading:
    return read_back((dist / f"{name}.pdf").read_bytes())


def begins(reading: Reading, words: str) -> Glyph:
    """The first letter of the one place where these words stand."""
    said = "".join(plain(glyph.char) for glyph in reading.flow)
    letters = [glyph for glyph in reading.flow for _ in plain(glyph.char)]
    assert said.count(plain(words)) == 1, words
    return letters[said.index(plain(words))]


def left_of(reading: Reading, glyph: Glyph) -> Image.Image:
    """What is drawn, other than letters, to the left of a line's first letter."""
    leaf: Leaf = reading.pages[glyph.page]
    scale = INK_DPI / 72
    foot = leaf.height - glyph.baseline
    area = (glyph.start - glyph.size * 2.2, foot - glyph.size * 1.05, glyph.start - 1,
            foot + glyph.size * 0.35)  # fmt: skip
    return one_bit(leaf.bare_grey.crop(tuple(round(edge * scale) for edge in area)))  # type: ignore[arg-type]


def mark_of(reading: Reading, words: str) -> Image.Image:
    """The ink beside these words as a copier gives it, cut to its edges."""
    picture = left_of(reading, begins(reading, words))
    box = ImageChops.invert(picture.convert("L")).getbbox()
    assert box, words
    return picture.crop(box)


def alike(one: Image.Image, other: Image.Image) -> float:
    """Which part of two marks is the same, at one size."""
    small = [mark.convert("L").resize((SIDE, SIDE)).point(lambda x: 255 * (x > 127))
             for mark in (one, other)]  # fmt: skip
    return ImageChops.difference(*small).histogram()[0] / SIDE**2


def test_it_is_printed_in_every_edition(dist: Path) -> None:
    """A card without steps and stop box, and a leaflet with every kind of section."""
    assert sorted(path.stem for path in dist.glob("*.pdf")) == FILES


@pytest.mark.parametrize("guide", ["cast", "freckles", "hiccups"])
def test_no_page_has_a_word_of_another_guide(guide: str, small_guides: Path) -> None:
    """What is common names no midwife: the words on paper are the guide's own."""
    for path in sorted((small_guides / "dist" / guide).rglob("*.pdf")):
        for text in texts_of_pages(path):
            assert not FOREIGN.search(text), path.name


def test_its_own_words_go_before_the_common_ones(dist: Path) -> None:
    """A label of the card and a word of the text are those of its words folder."""
    assert "Feedback: the plaster team." in " ".join(texts_of_pages(dist / "night-card.pdf"))
    assert "Ask the plaster team." in " ".join(texts_of_pages(dist / "leaflet.pdf"))


@pytest.mark.parametrize("name", FILES)
def test_every_item_of_a_checklist_has_its_box(name: str, dist: Path) -> None:
    """A square, drawn on all four sides and empty, as large as a pen needs, at each item."""
    reading = read(dist, name)
    for words in TICKED[BY_FILE[name].name]:
        box = mark_of(reading, words).convert("L")
        wide, high = box.size
        assert abs(wide - high) <= 2 and wide * 25.4 / INK_DPI > LEAST_BOX, words
        edges = ((0, 0, wide, 1), (0, high - 1, wide, high), (0, 0, 1, high),
                 (wide - 1, 0, wide, high))  # fmt: skip
        for edge in edges:
            assert box.crop(edge).histogram()[0] >= 0.9 * max(wide, high), words
        assert box.crop((3, 3, wide - 3, high - 3)).getextrema()[0] == 255, words


@pytest.mark.parametrize("name", FILES)
def test_nothing_else_has_a_box(name: str, dist: Path) -> None:
    """What to do and what not to do has a mark, and nothing to tick."""
    reading, product = read(dist, name), BY_FILE[name].name
    box = mark_of(reading, TICKED[product][0])
    for words in (*DO[product], *DO_NOT[product]):
        assert alike(mark_of(reading, words), box) < 0.8, words


@pytest.mark.parametrize("name", FILES)
def test_do_and_do_not_differ_in_one_bit(name: str, dist: Path) -> None:
    """Without colour a tick is a tick and a cross is a cross, each time the same."""
    reading, product = read(dist, name), BY_FILE[name].name
    ticks = [mark_of(reading, words) for words in DO[product]]
    crosses = [mark_of(reading, words) for words in DO_NOT[product]]
    for marks in (ticks, crosses):
        assert min(alike(marks[0], mark) for mark in marks) > 0.8
    assert max(alike(tick, cross) for tick in ticks for cross in crosses) < 0.65


@pytest.mark.parametrize("name", FILES)
def test_its_medicines_are_a_table_that_is_read_by_its_heads(name: str, dist: Path) -> None:
    """Each dose is tagged with its row and column, and no row of it is set small."""
    reading = read(dist, name)
    kinds = [element.kind for element in reading.elements]
    assert kinds.count("Table") == 1
    dose = begins(reading, "Plasterol")
    assert dose.size >= (18 if "large" in name else 12)
    assert reading.elements[dose.element].kind in ("TH", "P", "Span", "Strong", "NonStruct")


@pytest.mark.parametrize("name", ["leaflet", "night-card", "night-card-large-print"])
def test_other_eyes_pass_it(name: str, dist: Path) -> None:
    """A judge that is not ours finds no fault with its boxes, marks and tables."""
    assert page_validation(dist / f"{name}.pdf") == []


def _boxes_lost() -> Iterator[tuple[str, str]]:
    yield "no border", ".box { border: none !important }"
    yield "white", ".box { border-color: #ffffff !important }"
    yield "not there", ".box { display: none !important }"
    yield "too small", ".box { width: 1mm !important; height: 1mm !important }"


@pytest.mark.parametrize("css", dict(_boxes_lost()).values(), ids=dict(_boxes_lost()))
def test_a_box_that_is_lost_is_told(css: str, shop: Shop) -> None:
    """P108 at the first item, with how many there are."""
    card = "content/hiccups/en/night-card.md"
    shop.edit(card, "## Stop and phone if {.stop}", "## Tick {.checklist}")
    assert not [f for f in shop.pull("night-card").findings if f.code == "P108"]
    (told,) = [f for f in shop.pull("night-card", css=css).findings if f.code == "P108"]
    assert told.problem == "2 of 2 boxes to tick are not on paper"
    assert f"{told.place.file}:{told.place.line}" == shop.place(card, "- they have lasted")


def test_the_guide_lies_where_the_tests_are() -> None:
    """It says of itself that it is no advice, and it is in no folder that is printed."""
    assert "no advice" in (ROOT / "tests/cast/en/leaflet.md").read_text("utf-8")
    assert not (ROOT / "content/cast").exists()


def test_what_it_needs_is_asked_of_its_card(shop: Shop) -> None:
    """Its card must have its checklist, and needs neither steps nor a stop box."""
    bring_cast(shop.root / "content")
    words = ("--guide", "cast", "--product", "night-card")
    assert shop.check(*words).code == 0
    shop.edit("content/cast/en/night-card.md", " {.checklist}", "")
    (told,) = [f for f in shop.check(*words).findings if f["code"] == "M123"]
    assert "`checklist`" in told["problem"]
