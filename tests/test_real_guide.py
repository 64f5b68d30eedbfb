"""The leaflet and the night card on leg cramps, as they are printed for the United Kingdom."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from press.pdf.readback import read_back
from press.pdf.reading import Glyph, Reading
from press.products import POINTS_PER_MM
from press.read.expected import expected_words
from press.read.folding import plain
from tests.guides import LOCALES, REAL, real_job
from tests.printed import every_glyph, texts_of_pages
from tests.shop import ROOT, TODAY, order
from tests.tools import copy_project

GUIDE = ROOT / "content/leg-cramps/en"
MOST_WORDS = 190  # of the card's own
DRAFT = "Draft: not yet checked by a clinician"


@pytest.fixture(scope="session")
def dist(works: Path) -> Path:
    """The folder of the printed pair, with its other editions and sheets."""
    return works / "en-GB"


@pytest.fixture(scope="session")
def card(dist: Path) -> Reading:
    return read_back((dist / "night-card.pdf").read_bytes())


@pytest.fixture(scope="session")
def leaflet(dist: Path) -> Reading:
    return read_back((dist / "leaflet.pdf").read_bytes())


def text(reading: Reading) -> str:
    """What is read out, in the order of the tags, without white space."""
    return plain("".join(glyph.char for glyph in reading.flow))


def assert_in_order(reading: Reading, *phrases: str) -> None:
    said, at = text(reading), 0
    for phrase in phrases:
        found = said.find(plain(phrase), at)
        assert found >= 0, f"“{phrase}” does not follow “{said[max(0, at - 60) : at]}”"
        at = found + len(plain(phrase))


def glyphs(reading: Reading, phrase: str) -> tuple[Glyph, ...]:
    """The glyphs of a phrase that is printed once at least."""
    at = "".join(glyph.char for glyph in reading.flow).index("".join(phrase.split()))
    return reading.flow[at : at + len("".join(phrase.split()))]


def test_one_order_prints_and_proves_both(tmp_path: Path) -> None:
    """The real guide, from its text to two PDFs that say what to do and when to get help."""
    root = copy_project(tmp_path, "content", "templates", "styles")
    told = order(root, "--guide", REAL, "--locale", "en-GB", "--sheet", "none", "--today", TODAY)
    assert told.code == 0, told.out + told.err
    card, leaflet = (
        read_back((root / f"dist/{REAL}/en-GB/{name}.pdf").read_bytes())
        for name in ("night-card", "leaflet")
    )
    test_the_night_card_says_what_to_do_and_when_to_get_help(card)
    test_both_say_the_same_signs(leaflet, card)


def test_the_night_card_says_what_to_do_and_when_to_get_help(card: Reading) -> None:
    """Six steps in order, then the stop box; whom to phone, and the ambulance's number."""
    assert_in_order(
        card,
        "Leg cramp at night?",
        *("1Pull your toes up.", "2Hold for 30 seconds.", "3Turn on the light", "4Still tight?"),
        *("5Look at both legs.", "Do not rub. Phone now.", "6Same, cramp gone?"),
        "STOP. Do not rub.",
        *("swollen, hot", "10 minutes", "makes it worse", "a day later", "ever had a clot"),
        "A blood clot can feel like a cramp.",
        "After birth too",
    )
    assert_in_order(card, "STOP. Do not rub.", "Ambulance 999 even with a plan for clots")
    assert_in_order(card, "Ambulance 999", "Hard to breathe", "Heavy bleeding")
    assert_in_order(card, "Ambulance 999", "18000", "18001")
    assert plain("NHS 111") in text(card)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_cards_own_words_are_few(locale: str) -> None:
    """At most 190 words and numerals, for whoever has ten seconds.

    Counted: the title, each heading, step, item and sentence with its numerals, the number before
    a step, the words and number of the ambulance, and what to do where nobody answers. Not counted:
    the clinic's block (its name, its lines and the words before them, its hours and weeks), the
    foot line (interpreter and relay, draft band, version), lines to write on, and what pictures
    are called for who can't see them. A word is what stands between two blanks.
    """
    job = real_job(locale)
    (card,) = (text for text in job.manuscripts if text.product.name == "night-card")
    own = [word.text for word in expected_words(card, job.fields) if word.role != "about"]
    assert 150 < len(own) <= MOST_WORDS, f"{len(own)}: {' '.join(own)}"


def test_the_card_is_one_page_of_a5(card: Reading) -> None:
    """One side of A5: 148 by 210 mm."""
    (page,) = card.pages
    assert (page.width / POINTS_PER_MM, page.height / POINTS_PER_MM) == pytest.approx(
        (148, 210), abs=0.1
    )


def test_steps_can_be_read_half_asleep(card: Reading) -> None:
    """No word of the steps is under 14 pt, no verb of theirs under 15, no list under 12."""
    steps = (GUIDE / "passages/six-steps.md").read_text("utf-8")
    said = re.findall(r"^(?:\d\. |   )(?!!)(.*?)(?: \[@.*)?$", steps, re.MULTILINE)
    assert len(said) >= 6
    for sentence in said:
        assert min(g.size for g in glyphs(card, sentence.replace("**", ""))) >= 14 - 0.01
        for verb in re.findall(r"\*\*(.*?)\*\*", sentence):
            assert min(g.size for g in glyphs(card, verb)) >= 15 - 0.01
    for phrase in ("Ambulance", "Chest pain", "one leg is swollen"):
        assert min(glyph.size for glyph in glyphs(card, phrase)) >= 12 - 0.01
    assert min(glyph.size for glyph in every_glyph(card)) >= 9 - 0.01


def test_the_leaflet_goes_from_the_leg_to_the_sources(leaflet: Reading) -> None:
    """The sections stand in the order in which they are needed."""
    assert_in_order(
        leaflet,
        *("Leg cramps in pregnancy", "What is a leg cramp?", "Your numbers", "What to do now"),
        *("Whom to phone, and how fast", "Ambulance now", "STOP. Do not rub."),
        *("Cramp or clot?", "What may help prevent it", "Tablets and food", "Sleep"),
        *("After the birth", "Your questions", "Where this comes from", "About this leaflet"),
        "Version",
    )


def test_the_leaflet_folds_into_a_booklet(leaflet: Reading) -> None:
    """Its pages are a multiple of four, twelve at most, in type of 12 pt or more."""
    assert len(leaflet.pages) in (4, 8, 12)
    assert min(g.size for g in glyphs(leaflet, "No one knows for sure")) >= 12 - 0.01


@pytest.mark.parametrize("name", ["leaflet.pdf", "night-card.pdf"])
def test_every_page_says_that_it_is_a_draft(dist: Path, name: str) -> None:
    """Nobody has approved it yet: the band stands on each page, once."""
    assert {page.count(DRAFT) for page in texts_of_pages(dist / name)} == {1}


def test_both_say_the_same_signs(leaflet: Reading, card: Reading) -> None:
    """Each sign for an ambulance and for STOP that the card has is on both, in one order."""
    words = {"fit": "fit", "colour": "colour", "clot_injections": "clot injections"}
    for name in ("ambulance-signs", "stop-signs"):
        passage = (GUIDE / f"passages/{name}.md").read_text("utf-8")
        signs = re.findall(r"^- (.*?)(?: \[@.*)?$", passage, re.MULTILINE)
        signs = [re.sub(r"\{\{ (\w+) \}\}", lambda m: words[m[1]], sign) for sign in signs]
        assert len(signs) >= 4
        assert_in_order(card, *signs)
        assert_in_order(leaflet, *signs)


def test_lines_to_write_on_are_long_and_high_enough(card: Reading, leaflet: Reading) -> None:
    """Where no clinic is named there are two lines; that of the card is as long as its number."""
    ruled = [lines for leaf in leaflet.pages if len(lines := rules(leaf.bare)) >= 2]
    assert any(
        all(length >= 79 for _, length in pair) and abs(pair[1][0] - pair[0][0]) >= 8.9
        for lines in ruled
        for pair in pairwise(lines)
    )
    assert any(65 < length < 78 for _, length in rules(card.pages[0].bare))


def rules(picture: Image.Image) -> list[tuple[float, float]]:
    """Thin dark lines of a page: how far down in mm, and how long."""
    grey = picture.convert("L").point(lambda level: 255 if level < 190 else 0)
    wide, high = grey.size
    scale, found = 25.4 / 100, []
    for row in range(high):
        box = grey.crop((0, row, wide, row + 1))
        above = grey.crop((0, max(row - 1, 0), wide, max(row - 1, 0) + 1))
        runs = [len(run) for run in box.tobytes().split(b"\0")]
        if max(runs) * scale > 60 and max(len(r) for r in above.tobytes().split(b"\0")) < max(runs):
            found.append((row * scale, max(runs) * scale))
    return found


def test_the_fonts_are_ours_alone(card: Reading, leaflet: Reading) -> None:
    """Every glyph of both is of the faces that tokens.css declares."""
    fonts = {g.font.split("+")[-1] for r in (card, leaflet) for g in every_glyph(r)}
    assert fonts
    assert all(font.startswith("Bedside-Text") for font in fonts), fonts


def test_each_picture_is_described(card: Reading, leaflet: Reading) -> None:
    """The steps have five pictures, each with words of its own for who can't see it."""
    assert len({picture.alt for picture in card.pictures}) == len(card.pictures) == 5
    assert all(len(picture.alt.split()) > 3 for picture in (*card.pictures, *leaflet.pictures))


@pytest.mark.parametrize("product", ["leaflet", "night-card"])
def test_no_printed_line_ends_in_not_or_parts_a_number_from_its_service(
    product: str, dist: Path
) -> None:
    """“Do not / rub” is read as “rub” by a tired eye, and 111 alone is another country's 999."""
    pages = pypdfium2.PdfDocument(dist / f"{product}.pdf")
    lines = [
        line.strip() for page in pages for line in page.get_textpage().get_text_range().splitlines()
    ]
    assert sum(" not" in line.lower() for line in lines) > 2  # STOP, step 5, the draft band
    assert [line for line in lines if line.lower().endswith(" not")] == []
    assert [line for line in lines if line.startswith("111")] == []
