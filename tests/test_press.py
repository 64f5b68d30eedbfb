"""The print shop's file of our own pages: what a preflight would ask, and what its plates show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops, ImageStat

from press.pdf.readback import read_back
from press.pdf.reading import Reading
from press.products import POINTS_PER_MM
from tests.plates import INKS, PLATE_DPI, Plates, as_seen, plates
from tests.press_files import PROFILE, PX, TITLE, extremes, most_ink, press, sound_press
from tests.printed import every_glyph, opened

INK = (0x14, 0x21, 0x3A)
LOOKED_AT = {"night-card": "1", "leaflet": "3,5"}


@dataclass(frozen=True)
class Pair:
    """A proved page and its press file, read back both, with the plates of the pages looked at."""

    proved: bytes
    made: bytes
    plates: list[Plates]
    pages: tuple[int, ...]
    reading: Reading


@pytest.fixture(scope="module", params=LOOKED_AT)
def pair(
    request: pytest.FixtureRequest, works: Path, tmp_path_factory: pytest.TempPathFactory
) -> Pair:
    pdf = (works / f"en-GB/{request.param}.pdf").read_bytes()
    made = sound_press(pdf)
    asked = LOOKED_AT[request.param]
    folder = tmp_path_factory.mktemp(request.param)
    numbers = tuple(int(number) - 1 for number in asked.split(","))
    return Pair(pdf, made, plates(made, folder, asked), numbers, read_back(pdf))


def mm(box: object) -> list[float]:
    assert isinstance(box, Array)
    return [float(edge) / POINTS_PER_MM for edge in box]


# What the file is


# What the file is


def test_each_page_has_trim_bleed_and_marks_outside_the_bleed(pair: Pair) -> None:
    """A5 to the trim, 3 mm of bleed around it, and a crop mark of each corner clear of both."""
    with opened(pair.made) as sheet:
        for page in sheet.pages:
            left, bottom, right, top = mm(page.obj.TrimBox)
            assert (right - left, top - bottom) == pytest.approx((148, 210), abs=0.01)
            grown = [left - 3, bottom - 3, right + 3, top + 3]
            assert mm(page.obj.BleedBox) == pytest.approx(grown, abs=0.01)
            outer = mm(page.obj.MediaBox)
            assert all(abs(a - b) > 5 for a, b in zip(outer, grown, strict=True))
            assert "/ArtBox" not in page.obj


def test_the_marks_stand_at_the_trim_on_every_plate(pair: Pair) -> None:
    """On each plate there is ink outside the bleed in line with the trim, and nowhere else."""
    for made in pair.plates:
        for name in INKS:
            plate = made[name]
            wide, high = plate.size
            edge = 10 * PX  # from the sheet's edge to the trim
            ink = plate.crop((0, 0, round(6.5 * PX), high)).getbbox()
            assert ink is not None, name
            rows = _rows_with_ink(plate.crop((0, 0, round(6.5 * PX), high)))
            assert rows == pytest.approx([edge, high - edge], abs=2), name
            columns = _rows_with_ink(
                plate.rotate(90, expand=True).crop((0, 0, round(6 * PX), wide))
            )
            assert len(columns) == 2, name


def _rows_with_ink(strip: Image.Image) -> list[float]:
    """How far down the runs of inked rows lie, their middles in pixels."""
    inked = [
        strip.crop((0, y, strip.width, y + 1)).getbbox() is not None for y in range(strip.height)
    ]
    ends = [y for y in range(1, len(inked)) if inked[y] != inked[y - 1]]
    return [(a + b - 1) / 2 for a, b in zip(ends[::2], ends[1::2], strict=True)]


def test_it_says_that_it_is_pdf_x_4(pair: Pair) -> None:
    """Version, kind, title, dates, ids and trapping, the same in both places that hold them."""
    assert pair.made.startswith(b"%PDF-1.6")
    with opened(pair.made) as sheet:
        info = sheet.docinfo
        with sheet.open_metadata() as about:
            assert about["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
            assert about["dc:title"] == str(info["/Title"]) == TITLE
            assert about["pdf:Trapped"] == "False" and info["/Trapped"] == Name("/False")
            assert about["xmp:CreateDate"][:10] == about["xmp:ModifyDate"][:10] == "2026-11-23"
            assert about["xmpMM:RenditionClass"] == "default" and about["xmpMM:VersionID"] == "1"
            assert re.fullmatch("uuid:[0-9a-f-]{36}", str(about["xmpMM:DocumentID"]))
            assert not [key for key in about if "pdfuaid" in key or "pdfaid" in key]
        assert str(info["/CreationDate"]).startswith("D:20261123")
        assert [len(bytes(part)) for part in sheet.trailer.ID] == [16, 16]


def test_nothing_is_left_that_a_print_shop_has_no_use_for(pair: Pair) -> None:
    """No tags, links, outlines or names, and no marks in the drawing that point to tags."""
    with opened(pair.made) as sheet:
        assert set(sheet.Root.keys()) == {"/Type", "/Pages", "/Lang", "/Metadata", "/OutputIntents"}
        for page in sheet.pages:
            assert not page.obj.keys() & {"/Annots", "/StructParents", "/Tabs"}
            assert not pikepdf.parse_content_stream(page, "BDC BMC EMC")


def test_it_names_the_press_that_it_is_meant_for(pair: Pair) -> None:
    """One output intent, FOGRA39, with our profile in it: for four inks, with tables both ways."""
    with opened(pair.made) as sheet:
        (intent,) = sheet.Root.OutputIntents
        data = intent.DestOutputProfile.read_bytes()
        assert (intent.S, str(intent.OutputConditionIdentifier)) == (Name.GTS_PDFX, "FOGRA39")
        assert intent.DestOutputProfile.N == 4
    assert data == PROFILE.read_bytes() and data[12:20] == b"prtrCMYK"
    assert all(tag in data[:400] for tag in (b"A2B0", b"A2B1", b"B2A0", b"B2A1", b"gamt"))
    assert len(data) < 60_000


def test_the_profile_comes_with_its_licence() -> None:
    """The text beside the profile says whose data it is, and under what it may be passed on."""
    licence = (PROFILE.parent / "LICENCE.txt").read_text("utf-8")
    assert PROFILE.name in licence
    assert "zlib/libpng License" in licence and "FOGRA39L" in licence


def test_the_same_proof_gives_the_same_press_file(pair: Pair) -> None:
    """Twice the same bytes: neither clock nor chance has a part in it."""
    assert press(pair.proved)[0] == pair.made


def test_fonts_stay_in_the_file_and_lines_stay_lines(pair: Pair) -> None:
    """The press file has the proof's fonts and no picture; it is little larger than the proof."""

    def fonts(pdf: bytes) -> set[str]:
        return set(re.findall(r"[A-Z]{6}\+[\w-]+", " ".join(_names(pdf))))

    assert fonts(pair.made) == fonts(pair.proved) != set()
    with opened(pair.made) as sheet:
        assert not [o for o in sheet.objects if o.__class__ is Dictionary and "/Image" in o]
    assert len(pair.made) < len(pair.proved) + 60_000


def _names(pdf: bytes) -> Iterator[str]:
    with opened(pdf) as sheet:
        for item in sheet.objects:
            if isinstance(item, Dictionary) and item.get("/Type") == Name.Font:
                yield str(item.BaseFont)


# What lies on the plates


def words_in_ink(pair: Pair, page: int) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    """Each letter of a page that is set in the text's colour, with its box on the plates."""
    high = pair.reading.pages[page].height
    for glyph in every_glyph(pair.reading):
        if glyph.page == page and glyph.colour[:3] == INK:
            left, bottom, right, top = glyph.box
            edges = (left, high - top, right, high - bottom)
            a, b, c, d = (round((edge / POINTS_PER_MM + 10) * PX) for edge in edges)
            yield glyph.char, (a - 1, b - 1, c + 1, d + 1)


def test_black_text_leaves_ink_on_the_black_plate_alone(pair: Pair) -> None:
    """Where a letter of the text stands, cyan, magenta and yellow are as flat as its ground."""
    count = 0
    for page, made in zip(pair.pages, pair.plates, strict=True):
        for char, box in words_in_ink(pair, page):
            count += 1
            assert extremes(made["Black"].crop(box))[1] >= 250, char
            for name in INKS[:3]:
                low, high = extremes(made[name].crop(box))
                assert high == low < 64, (char, name, page)
    assert count > 300


def test_the_words_on_the_stop_boxs_ground_are_printed_over_it(pair: Pair) -> None:
    """A word of the text on a tint makes no hole in it, so a plate that slips shows no white."""
    over = 0
    for page, made in zip(pair.pages, pair.plates, strict=True):
        for _, box in words_in_ink(pair, page):
            low, high = extremes(made["Magenta"].crop(box))
            over += low == high > 10
    assert over > 50


def test_no_place_has_more_than_300_per_cent_of_ink(pair: Pair) -> None:
    """The four plates together, at each point within the bleed."""
    for made in pair.plates:
        assert 150 < most_ink(made) <= 300


def test_what_was_approved_is_what_is_printed(pair: Pair) -> None:
    """The plates together look like the proof, with every part of it in its place."""
    document = pypdfium2.PdfDocument(pair.proved)
    for page, made in zip(pair.pages, pair.plates, strict=True):
        proof = document[page].render(scale=PLATE_DPI / 72).to_pil().convert("RGB")
        left = round(10 * PX)
        seen = as_seen(made, PROFILE).crop((left, left, left + proof.width, left + proof.height))
        apart = ImageChops.difference(*(coarse(picture) for picture in (proof, seen)))
        assert max(ImageStat.Stat(apart).mean) < 8
        assert max(extremes(band)[1] for band in apart.split()) < 100
        moves = [(x, y) for x in (-3, 0, 3) for y in (-3, 0, 3)]
        moved = [_difference(proof, ImageChops.offset(seen, x, y)) for x, y in moves]
        assert moves[moved.index(min(moved))] == (0, 0)


def coarse(picture: Image.Image) -> Image.Image:
    """A picture so small that how a renderer smooths its edges no longer counts."""
    return picture.resize((picture.width // 10, picture.height // 10), Image.Resampling.BOX)


def _difference(one: Image.Image, two: Image.Image) -> float:
    return ImageStat.Stat(ImageChops.difference(one.convert("L"), two.convert("L"))).mean[0]
