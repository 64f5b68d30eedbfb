"""The large-print leaflet and card, as they are printed for weak eyes and a dim lamp."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest

from press.pdf.readback import read_back
from press.pdf.reading import Glyph, Reading
from press.products import POINTS_PER_MM
from press.read.folding import plain
from tests.printed import every_glyph

DRAFT = "Draft: not yet checked by a clinician."
LEAST = 18.0  # pt
MARGINS = 33.5  # mm, of the leaflet: above and below its text
PRODUCTS = ("leaflet", "night-card")
SIX_STEPS = ("Pull your toes up.", "Hold for 30 seconds.", "Turn on the light", "Still tight?",
             "Look at both legs.", "Same, cramp gone?")  # fmt: skip
STOP = ("STOP. Do not rub. Phone", "one leg is swollen", "10 minutes after it began",
        "makes it worse", "a day later", "A blood clot can feel like a cramp.")  # fmt: skip

SIGNS = ("Hard to breathe", "Chest pain", "Coughing blood", "Passing out", "Heavy bleeding")


@pytest.fixture(scope="module")
def read(works: Path) -> Mapping[str, Reading]:
    """Both products in large print and as ever, by the stem of their file."""
    return {
        name: read_back((works / f"en-GB/{name}.pdf").read_bytes())
        for product in PRODUCTS
        for name in (product, f"{product}-large-print")
    }


def text(glyphs: tuple[Glyph, ...], page: int | None = None) -> str:
    """What these glyphs say, on one page or on all, without white space."""
    return plain("".join(g.char for g in glyphs if page in (None, g.page)))


def lines(reading: Reading) -> list[str]:
    """The lines of the flow as they stand on paper, without white space."""
    found: dict[tuple[int, int, int], str] = defaultdict(str)
    for glyph in reading.flow:
        found[glyph.page, round(glyph.baseline), glyph.element] += glyph.char
    return list(found.values())


@pytest.mark.parametrize("product", PRODUCTS)
def test_nothing_is_smaller_than_18_pt(product: str, read: Mapping[str, Reading]) -> None:
    """Every glyph, those of band, captions, table, sources, labels and page numbers too."""
    reading = read[f"{product}-large-print"]
    assert len(reading.outside) > 20, "the margins hold the band and the page numbers"
    small = [g for g in every_glyph(reading) if g.size < LEAST - 0.01]
    assert [(g.char, g.size, g.page + 1) for g in small[:5]] == []


@pytest.mark.parametrize("product", PRODUCTS)
def test_it_is_printed_on_a_whole_sheet(product: str, read: Mapping[str, Reading]) -> None:
    """Each page is A4, so that nobody has to fold or cut."""
    for page in read[f"{product}-large-print"].pages:
        assert (page.width / POINTS_PER_MM, page.height / POINTS_PER_MM) == pytest.approx(
            (210, 297), abs=0.1
        )


def test_where_offices_have_letter_it_is_letter(works: Path) -> None:
    """In the United States the card is two sides of Letter, and says the same of itself."""
    reading = read_back((works / "en-US/night-card-large-print.pdf").read_bytes())
    sizes = {
        (round(p.width / POINTS_PER_MM, 1), round(p.height / POINTS_PER_MM, 1))
        for p in reading.pages
    }
    assert (len(reading.pages), sizes) == (2, {(215.9, 279.4)})
    assert min(g.size for g in every_glyph(reading)) >= LEAST - 0.01
    assert "STOP.Donotrub." in text(reading.flow, 0)


def test_each_side_of_the_card_says_which_it_is(read: Mapping[str, Reading]) -> None:
    """“1 of 2” with “Turn over” on the first side, “2 of 2” on the second."""
    card = read["night-card-large-print"]
    assert len(card.pages) == 2
    first, second = text(card.outside, 0), text(card.outside, 1)
    assert "Turnover" in first and "1of2" in first
    assert "2of2" in second and "Turnover" not in second


def test_the_first_side_alone_is_safe(read: Mapping[str, Reading]) -> None:
    """All six steps, the whole stop box and where to phone stand on the side that is read first."""
    card = read["night-card-large-print"]
    first = text(card.flow, 0)
    places = [first.find(plain(words)) for words in (*SIX_STEPS, *STOP, "Maternity line")]
    assert -1 not in places
    assert places == sorted(places)
    pictures = {picture.alt for picture in card.pictures if picture.page == 0}
    assert len(pictures) == len(SIX_STEPS) - 1  # the first two share theirs


@pytest.mark.parametrize("product", PRODUCTS)
def test_both_editions_say_the_same_words(product: str, read: Mapping[str, Reading]) -> None:
    """Steps, signs and sources: no word of the standard edition is missing, and none is moved."""
    large, standard = _said(read[f"{product}-large-print"]), _said(read[product])
    assert len(standard) > 900
    assert large == standard


STANDS = re.compile(r"Throwawayafter\d+November2027\.|leg-crampsen-GB0\.1[0-9a-f]{6}")


def _said(reading: Reading) -> str:
    """The flow to the version, without dots between items; the cover's numbers are its own.

    What a page says of its approval stands at a card's foot, and above the title in large print:
    here the band is at the end, and day and code are left out.
    """
    cover = len(reading.pages) > 2
    said = text(tuple(g for g in reading.flow if g.page or not cover)).replace("·", "")
    said = STANDS.sub("", said).partition("Version0.1")[0]
    return said.replace(plain(DRAFT), "") + plain(DRAFT)


def test_the_leaflet_is_set_anew_and_not_enlarged(read: Mapping[str, Reading]) -> None:
    """Few of its full lines break where the standard edition's do (four in five would)."""
    large, standard = (
        Counter(line for line in lines(read[name]) if len(line) > 25)
        for name in ("leaflet-large-print", "leaflet")
    )
    assert large.total() > 100
    assert (large & standard).total() < 0.4 * large.total()


def test_the_card_has_one_sign_to_a_line(read: Mapping[str, Reading]) -> None:
    """What the standard card runs on in a line is a list here, for an eye that loses its place."""
    most = {}
    for name in ("night-card-large-print", "night-card"):
        rows: dict[tuple[int, int], str] = defaultdict(str)
        for glyph in read[name].flow:
            rows[glyph.page, round(glyph.baseline)] += plain(glyph.char)
        most[name] = max(sum(plain(sign) in row for sign in SIGNS) for row in rows.values())
    assert most["night-card-large-print"] == 1 < most["night-card"]


@pytest.mark.parametrize("product", PRODUCTS)
def test_lines_are_of_a_length_to_read_well(product: str, read: Mapping[str, Reading]) -> None:
    """No line has more than 60 letters, blanks not counted: some 70 characters."""
    long = [line for line in lines(read[f"{product}-large-print"]) if len(line) > 60]
    assert long == []


@pytest.mark.parametrize("product", PRODUCTS)
def test_its_pictures_are_larger(product: str, read: Mapping[str, Reading]) -> None:
    """Each is a quarter wider or taller than in the standard edition."""
    large, standard = (
        {
            p.alt: max(p.box[2] - p.box[0], p.box[3] - p.box[1]) / POINTS_PER_MM
            for p in read[name].pictures
        }
        for name in (f"{product}-large-print", product)
    )
    assert large.keys() == standard.keys()
    assert [alt for alt in large if large[alt] < 1.25 * standard[alt]] == []


def test_the_leaflet_has_no_page_a_third_empty(
    works: Path, read: Mapping[str, Reading]
) -> None:  # fmt: skip
    """Words and pictures reach over two thirds of each page's height for them, on A4 and Letter.

    A page with lines to write on is filled by these, and the last ends where the text does.
    """
    letter = read_back((works / "en-US/leaflet-large-print.pdf").read_bytes())
    for leaflet in (read["leaflet-large-print"], letter):
        for page in range(1, len(leaflet.pages)):
            assert text(leaflet.outside, page).endswith(str(page + 1)), "it names itself"
        for page in range(1, len(leaflet.pages) - 1):
            seen = [glyph.box for glyph in leaflet.flow if glyph.page == page]
            seen += [picture.box for picture in leaflet.pictures if picture.page == page]
            reach = max(box[3] for box in seen) - min(box[1] for box in seen)
            height = leaflet.pages[page].height - MARGINS * POINTS_PER_MM
            if "Yourquestions" not in text(leaflet.flow, page):
                assert reach > height * 2 / 3, f"page {page + 1}: {reach / height:.0%}"


def test_what_belongs_together_stands_on_one_page(read: Mapping[str, Reading]) -> None:
    """The six steps, and each box that says when to phone, are seen with one look."""
    leaflet = read["leaflet-large-print"]
    said = "".join(glyph.char for glyph in leaflet.flow)
    behind = next(n for n, glyph in enumerate(leaflet.flow) if glyph.page)  # the cover, which lists
    for first, last in (
        ("What to do now", "Rest on your side."),
        ("Ambulance now:", "a plan for clots."),
        ("STOP. Do not rub. Phone now if:", "lower tummy? Phone now."),
        ("Phone now, day or night", "something is very wrong"),
        ("Any line on the right", "have had a clot."),
        ("Each evening", "at your feet."),
    ):
        start = said.index("".join(first.split()), behind)
        end = said.index("".join(last.split()), start)
        assert leaflet.flow[start].page == leaflet.flow[end].page, first
