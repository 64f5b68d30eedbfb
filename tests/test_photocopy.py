"""The photocopy test: what comes out of a bad copier still saves the day.

The copies are one bit at 200 dpi, made of the finished PDFs by press/review/copier.py.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageStat

from press.colour import contrast
from press.pdf.readback import read_back, render
from press.pdf.reading import Reading
from press.products import LEAST_CONTRAST
from press.review import copier
from press.run.console import DONE, WRONG_CALL
from press.typeset.engine import Sheets, start_engine, write
from tests.eyes import (
    Look,
    colours,
    copied_again,
    cut_to_ink,
    digit_taken_for,
    letter_count,
    lines,
    looks,
    misread,
    misread_alone,
    read_picture,
    unlike,
    want_tesseract,
)
from tests.guides import BEDSIDE
from tests.printed import is_coloured, texts_of_pages
from tests.shop import ROOT, TODAY, Shop

FILES = ("leaflet", "night-card", "leaflet-mono", "night-card-mono")
SIGNS = ("stop", "ambulance", "phone", "clock")
LETTERS_FOR_A_SLIP = 20  # Tesseract may misread one letter in so many; measured: 1 in 4000
FAINT, DARK = 96, 160  # grey levels: a copier that is set too light, and one set too dark
LEAST_RULE = 0.2  # mm: two dots of a copier
LEAST_BAR = 1.0  # mm: the heavy side of the stop box


@dataclass(frozen=True)
class Copied:
    """A printed file with a copy of each of its pages."""

    pdf: bytes

    @cached_property
    def reading(self) -> Reading:
        return read_back(self.pdf)

    @cached_property
    def pictures(self) -> list[Image.Image]:
        return list(render(self.pdf, copier.COPIER_DPI))

    @cached_property
    def pages(self) -> list[Image.Image]:
        return [copier.one_bit(picture) for picture in self.pictures]

    @cached_property
    def looks(self) -> list[Look]:
        return looks(self.reading, self.pages)

    @property
    def help_pages(self) -> list[int]:
        """The pages with a framed box: on the leaflet, those that tell when to get help."""
        return sorted({look.page for look in self.looks if look.frame})

    def stop(self, threshold: int = copier.MIDDLE) -> Look:
        """The stop box, on a copier set to this threshold."""
        pages = [copier.one_bit(picture, threshold) for picture in self.pictures]
        (look,) = [
            look
            for look in looks(self.reading, pages)
            if look.heading.casefold().startswith("stop")
        ]
        return look

    def slips(self, numbers: Sequence[int], again: bool = False) -> list[str]:
        """The lines of these pages that Tesseract reads wrongly, each with what it read.

        With `again` they are copies of copies.
        """
        pages = {number: self.pages[number] for number in numbers}
        if again:
            pages = {number: copied_again(page) for number, page in pages.items()}
        with ThreadPoolExecutor(2) as eyes:
            seen = dict(zip(pages, eyes.map(read_picture, pages.values()), strict=True))
        found = []
        for line in lines(self.reading):
            if line.page in seen:
                wrong, read = misread(line, seen[line.page], self.pages[line.page])
                slip = 2 if again else 1  # on a crooked copy a syllable may be seen twice
                may = max(slip, letter_count(line) // LETTERS_FOR_A_SLIP)
                if wrong > may:
                    wrong, read = misread_alone(line, pages[line.page])
                if wrong > may:
                    found.append(f"page {line.page + 1}: “{line.text}” reads “{read}”")
        return found

    def wrong_digits(self) -> list[str]:
        return [
            f"page {glyph.page + 1}: a {glyph.char} of {glyph.size:.1f} pt looks like {read}"
            for glyph in self.reading.flow
            if glyph.char.isdigit()
            and (read := digit_taken_for(glyph, self.pages[glyph.page])) != glyph.char
        ]


@pytest.fixture(scope="session")
def copies(works: Path) -> dict[str, Copied]:
    """The real guide's leaflet and card for the United Kingdom, in two editions."""
    return {name: Copied((works / f"en-GB/{name}.pdf").read_bytes()) for name in FILES}


@pytest.fixture(scope="session")
def signs() -> dict[str, Image.Image]:
    """Each sign as its own drawing is copied, 12 mm wide; its other drawings follow a `!`."""
    drawn = {name: drawing_of(f"signs/{name}.svg") for name in SIGNS}
    drawn |= {f"{name}!mono": drawing_of(f"signs/{name}.svg", mono=True) for name in SIGNS}
    return drawn | {"stop!bar": drawing_of("marks/stop-on-alert.svg", solid=True)}


def drawing_of(file: str, mono: bool = False, solid: bool = False) -> Image.Image:
    """A drawing's copy, cut to its ink; what is white on a `solid` in black."""
    sheets = Sheets(start_engine(BEDSIDE), ROOT / "styles/base.css", black_only=mono)
    ground = "background: #000; padding: 3mm" if solid else ""
    picture = f'<img style="width: 12mm" src="styles/{file}" alt="x">'
    html = f'<html lang="en"><div style="width: 12mm; {ground}">{picture}</div>'
    (page,) = render(write(sheets.lay_out(html, 12, (60, 60))), copier.COPIER_DPI)
    ink = cut_to_ink(copier.one_bit(page))
    ink = cut_to_ink(ImageChops.invert(ink)) if ink and solid else ink
    assert ink is not None
    return ink


def sign_of(look: Look, signs: dict[str, Image.Image]) -> str:
    """The name of the sign that a box shows; empty where it is none that we know."""
    if look.sign is None:
        return ""
    far, name = min((unlike(look.sign, drawn), name) for name, drawn in signs.items())
    return name.partition("!")[0] if far < 0.12 else ""


@pytest.mark.parametrize("threshold", [FAINT, copier.MIDDLE, DARK])
@pytest.mark.parametrize("name", FILES)
def test_the_stop_box_keeps_its_border_and_its_sign(
    name: str, threshold: int, copies: dict[str, Copied], signs: dict[str, Image.Image]
) -> None:
    """A copy has a closed frame round STOP, one side of it heavy, and the raised hand in it."""
    stop = copies[name].stop(threshold)
    assert stop.frame is not None
    assert min(stop.frame.weights) >= LEAST_RULE
    assert max(stop.frame.weights) >= LEAST_BAR
    assert sign_of(stop, signs) == "stop"


@pytest.mark.parametrize("name", FILES)
def test_no_two_meanings_share_one_look(
    name: str, copies: dict[str, Copied], signs: dict[str, Image.Image]
) -> None:
    """Boxes differ in a copy by the weight of a rule or by a sign, and signs by their shapes."""
    framed = [look for look in copies[name].looks if look.frame]
    alike = [(a.heading, b.heading) for a, b in combinations(framed, 2) if a.like(b)]
    assert framed and alike == []
    assert len({sign_of(look, signs) for look in framed if look.sign}) == sum(
        look.sign is not None for look in framed
    )


@pytest.mark.parametrize("name", FILES)
def test_a_box_is_never_made_by_a_tint_alone(name: str, copies: dict[str, Copied]) -> None:
    """What stands on a tint has a frame besides, for a copier drops the tint."""
    white, solid = 250, 60
    assert [
        look.heading
        for look in copies[name].looks
        if look.frame is None and solid < min(look.ground) < white
    ] == []


@pytest.mark.parametrize("name", ["leaflet", "night-card", "night-card-mono"])
def test_every_line_of_help_reads_back(name: str, copies: dict[str, Copied]) -> None:
    """Tesseract reads each line of the card, and of the leaflet's pages of help, off a copy."""
    want_tesseract()
    copied = copies[name]
    assert copied.help_pages
    assert copied.slips(copied.help_pages) == []


def test_the_card_reads_back_off_a_copy_of_a_copy(copies: dict[str, Copied]) -> None:
    """Each line of the card outlives a second copier, out of focus and askew."""
    want_tesseract()
    assert copies["night-card"].slips([0], again=True) == []


def test_every_digit_keeps_its_shape(copies: dict[str, Copied]) -> None:
    """Each digit of the card's copy comes nearest to its own shape in the font: 999 stays 999."""
    card = copies["night-card"]
    assert sum(glyph.char.isdigit() for glyph in card.reading.flow) > 20
    assert card.wrong_digits() == []


@pytest.mark.parametrize("name", FILES)
def test_text_stands_out_without_green(name: str, copies: dict[str, Copied]) -> None:
    """To who has no green cones each text has a contrast of 7:1 all the same."""
    assert too_pale(copies[name].reading) == []


def too_pale(reading: Reading) -> list[tuple[float, tuple[int, ...], tuple[int, ...]]]:
    return [
        (round(ratio, 1), ink, ground)
        for ink, ground in colours(reading)
        if (ratio := contrast(*map(copier.seen_without_green, (ink, ground)))) < LEAST_CONTRAST
    ]


def test_the_colours_without_green_are_those_of_the_source() -> None:
    """Greys stay; red and green of one lightness fall together; picture and sum agree."""
    assert copier.seen_without_green((0, 0, 0)) == (0, 0, 0)
    assert copier.seen_without_green((255, 255, 255)) == (255, 255, 255)
    red, green = ((143, 15, 51), (88, 80, 51))
    assert contrast(red, green) < 1.4
    seen = [copier.seen_without_green(colour) for colour in (red, green)]
    assert max(abs(a - b) for a, b in zip(*seen, strict=True)) < 12
    picture = copier.without_green(Image.new("RGB", (1, 1), red)).getpixel((0, 0))
    assert isinstance(picture, tuple)
    assert max(abs(a - b) for a, b in zip(picture, seen[0], strict=True)) <= 1


def copied(shop: Shop, product: str, css: str) -> Copied:
    return Copied(shop.pull(product, css=css).proof.typeset.pdf)


def test_a_missing_sign_is_seen(shop: Shop, signs: dict[str, Image.Image]) -> None:
    """A stop box with another box's sign, or with a pale hand or none on its bar, has no hand."""
    other = '.stop ::before { background-image: url("signs/phone.svg") !important }'
    assert sign_of(copied(shop, "leaflet", other).stop(), signs) == "phone"
    svg = shop.text("styles/signs/stop.svg")
    shop.write("styles/signs/stop.svg", svg.replace('"#a4133c"', '"#c4b3bc"'))
    pale = '.stop ::before { background-image: url("signs/stop.svg") !important }'
    assert sign_of(copied(shop, "leaflet", pale).stop(), signs) == ""
    none = ".stop ::before { background-image: none !important }"
    card = copied(shop, "night-card", none).stop()
    assert card.frame and card.frame.bar and sign_of(card, signs) == ""


def test_two_boxes_of_one_look_are_told(shop: Shop) -> None:
    """Two frames of one weight, told apart by their colour alone, are the same in a copy."""
    css = ".key .words, .lines { border: 1pt solid var(--%s) !important }"
    key, clinic = boxes(copied(shop, "leaflet", css % "alert"))
    # the first line to write on stands where other boxes have their sign
    assert key.frame and key.like(replace(clinic, sign=None))
    css = ".lines { border-width: 2pt !important }"
    key, clinic = boxes(copied(shop, "leaflet", css))
    assert key.frame and clinic.frame and not key.like(replace(clinic, sign=None))


def boxes(copied: Copied) -> tuple[Look, Look]:
    by_heading = {look.heading: look for look in copied.looks}
    return by_heading["Whattheyare"], by_heading["Yournumbers"]


PALE = ".stop { border-color: #9aa5c4 } .steps .say, .steps .number { color: #9aa5c4 }"


def test_what_is_pale_is_seen_to_be_lost(shop: Shop) -> None:
    """A pale border is gone from a copy; pale lines don't read back, nor do their digits."""
    pale = copied(shop, "night-card", PALE)
    assert pale.stop().frame is None
    assert pale.wrong_digits()
    want_tesseract()
    slips = pale.slips([0])
    assert any("Situp" in slip for slip in slips) and not any("hurts" in slip for slip in slips)


def test_red_words_are_paler_without_green(shop: Shop) -> None:
    """A red that has 7:1 to most people has less to some, and is told."""
    red = copied(shop, "leaflet", "h1 { color: #b00020 }")
    assert [ink[:3] for _, ink, _ in too_pale(red.reading)] == [(0xB0, 0, 0x20)]


# -- the proofsheet


def test_the_proofsheet_shows_every_page_in_four_looks(printed: Shop) -> None:
    """Two pages a sheet, each four times: the page itself, in grey, in one bit, without green."""
    told = printed.order("proofsheet", "--today", TODAY)
    assert told.code == DONE, told.out + told.err
    pdfs = sorted((printed.root / "dist/hiccups").rglob("*.pdf"), key=lambda path: path.name)
    pages = [page for stem in ("leaflet", "night-card") for page in of(pdfs, stem)]
    shown = list(cells((printed.root / "dist/proofsheet.pdf").read_bytes()))
    assert len(shown) == -(-len(pages) // 2) * 2
    for page, (colour, grey, bit, no_green) in zip(pages, shown, strict=False):
        for look in (colour, grey, bit, no_green):
            assert nearness(page, look) < 12
        assert is_coloured(colour, 8) and is_coloured(no_green, 8) and not is_coloured(grey, 8)
        tones = bit.convert("L").histogram()
        assert sum(tones[64:192]) < sum(tones) * 0.12  # the edges of dots, drawn smaller


def of(pdfs: Sequence[Path], stem: str) -> Iterator[Image.Image]:
    for path in pdfs:
        if path.stem == stem:
            yield from render(path.read_bytes(), 100)


def cells(pdf: bytes) -> Iterator[list[Image.Image]]:
    """The four windows of each row, by where a person sees them: quarters of a sheet's width."""
    for sheet in render(pdf, 100):
        wide, high = 362, 513  # 92 x 130.2 mm at 100 dpi
        for top in (63, 614):
            yield [
                sheet.crop((left, top, left + wide, top + high)) for left in (39, 443, 847, 1251)
            ]


def nearness(page: Image.Image, shown: Image.Image) -> float:
    small = [picture.convert("L").resize((40, 56)) for picture in (page, shown)]
    return float(ImageStat.Stat(ImageChops.difference(*small)).mean[0])


def test_the_proofsheet_keeps_one_bit_one_bit(printed: Shop) -> None:
    """Each page is there as one bit at 200 dpi, and with its fonts; two runs give one file."""
    assert printed.order("proofsheet", "--product", "night-card", "--today", TODAY).code == DONE
    file = printed.root / "dist/proofsheet.pdf"
    first = file.read_bytes()
    with pikepdf.open(file) as pdf:
        items = [item for name, item in pdf.pages[0].Resources.XObject.items()]
        kinds = [(str(i.Subtype), int(i.get("/BitsPerComponent", 0))) for i in items]
        assert sorted(kinds) == [("/Form", 0), ("/Image", 1), ("/Image", 8), ("/Image", 8)]
        (bit,) = [item for item in items if item.get("/BitsPerComponent") == 1]
        assert (int(bit.Width), int(bit.Height)) == (1166, 1654)  # A5 at 200 dpi
    words = texts_of_pages(first)[0]
    assert "night-card.pdf, page 1 of 1" in words and "One bit at 200 dpi" in words
    assert "Sit up" in words
    printed.order("proofsheet", "--product", "night-card", "--today", TODAY)
    assert file.read_bytes() == first


def test_what_is_not_printed_has_no_proofsheet(shop: Shop, good_files: Path) -> None:
    """Before a print, and where a PDF was touched since, the errand says what to do first."""
    told = shop.order("proofsheet", "--today", TODAY)
    assert told.code == WRONG_CALL and "python build.py" in told.err
    shutil.copytree(good_files / "dist", shop.root / "dist")
    pdf = next(shop.root.glob("dist/hiccups/*/leaflet.pdf"))
    pdf.write_bytes(pdf.read_bytes() + b"x")
    told = shop.order("proofsheet", "--today", TODAY)
    assert told.code == WRONG_CALL and "changed in dist/" in told.err
    assert not (shop.root / "dist/proofsheet.pdf").exists()
