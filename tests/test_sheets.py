"""Sheets: what lies where on the finished PDF, read from it and not from the code that put it."""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image

from press.finding import Finding, Place
from press.pdf.readback import read_back
from press.products import PAPERS, TRIMS
from press.sheets.impose import impose
from press.sheets.layouts import CannotLie, Pages, booklet, tent, two_up
from press.sheets.marks import Side
from press.sheets.preflight import preflight_sheets
from press.typeset.engine import Sheets, start_engine, write
from tests.shop import Shop

MM = 72 / 25.4  # pt
DPI = 300
A5, HALF = TRIMS["A5"], TRIMS["half-letter"]
A4, LETTER = PAPERS["a4"], PAPERS["letter"]
A3 = (297.0, 420.0)
DANGLING = rb"/(Annots|StructParents?|StructTreeRoot|MCID|Marked)\b"
HERE = Place("leaflet.md")
STYLE = """<style>
@page { margin: MARGIN; @bottom-right { content: counter(page) } }
body { margin: 0 } section { break-before: page } h1 { margin: 0; line-height: 1; background: #dde }
</style>"""


@dataclass(frozen=True)
class Letter:
    """A printed letter, its box in pt, and the angle at which it stands."""

    char: str
    box: tuple[float, ...]
    angle: float


def letters(pdf: bytes) -> list[list[Letter]]:
    """Every letter of each page, in the order in which they are drawn."""
    return [list(_on_page(page)) for page in pypdfium2.PdfDocument(pdf)]


def _on_page(page: pypdfium2.PdfPage) -> Iterator[Letter]:
    text = page.get_textpage()
    raw = text.raw
    edges = [ctypes.c_double() for _ in range(4)]
    for index in range(pdfium.FPDFText_CountChars(raw)):
        char = chr(pdfium.FPDFText_GetUnicode(raw, index))
        if pdfium.FPDFText_IsGenerated(raw, index) != 1 and not char.isspace():
            pdfium.FPDFText_GetCharBox(raw, index, *edges)
            box = tuple(edge.value for edge in edges)  # left, right, bottom, top
            yield Letter(char, box, pdfium.FPDFText_GetCharAngle(raw, index))


def corners(side: Sequence[Letter], page: Sequence[Letter]) -> list[tuple[float, float]]:
    """Where the lower left corner of a page lies on a side, in mm, once for each time it is there.

    All of the page must be there, upright, every letter of its size and in its place.
    """
    found = []
    whole, text = ("".join(one.char for one in row) for row in (side, page))
    for match in re.finditer(re.escape(text), whole):
        pairs = list(zip(side[match.start() : match.end()], page, strict=True))
        moves = [[a - b for a, b in zip(one.box, own.box, strict=True)] for one, own in pairs]
        dx, dy = moves[0][0], moves[0][2]
        assert all(
            max(abs(left - dx), abs(right - dx), abs(low - dy), abs(top - dy)) < 0.05
            for left, right, low, top in moves
        )
        assert all(one.angle == 0 for one, _ in pairs)
        found.append((dx / MM, dy / MM))
    return found


def places(sheet: bytes, source: bytes) -> list[dict[int, list[tuple[float, float]]]]:
    """For each side: which pages lie on it, by their numbers, and where."""
    pages = letters(source)
    return [
        {number: at for number, page in enumerate(pages, 1) if (at := corners(side, page))}
        for side in letters(sheet)
    ]


def fold(
    sides: Sequence[dict[int, list[tuple[float, float]]]], trim: float, paper: float
) -> list[int]:
    """The pages in the order in which they are read, once the sheets are nested and folded.

    Behind a page is what lies as far from the other short edge on the sheet's other side.
    """
    sheets = list(zip(sides[::2], sides[1::2], strict=True))

    def half(side: dict[int, list[tuple[float, float]]], right: bool) -> int:
        (number,) = (n for n, ((x, _),) in side.items() if (x + trim / 2 > paper / 2) == right)
        return number

    def behind(front: dict[int, list[tuple[float, float]]], back: object, page: int) -> int:
        assert isinstance(back, dict)
        x = paper - front[page][0][0] - trim
        (number,) = (n for n, ((other, _),) in back.items() if abs(other - x) < 0.1)
        assert isinstance(number, int)
        return number

    read: list[int] = []
    for front, back in sheets:
        page = half(front, right=True)
        read += [page, behind(front, back, page)]
    for front, back in reversed(sheets):
        page = half(back, right=True)
        read += [page, behind(back, front, page)]
    return read


@pytest.fixture(scope="module")
def shop_of_pages(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    shop = Shop(tmp_path_factory.mktemp("sheets") / "shop")
    shop.plain_sheet()
    return shop


def pages(
    shop: Shop, count: int, trim: tuple[float, float] = A5, margin: str = "12mm", word: str = "page"
) -> bytes:
    """A proof of so many pages, each with words of its own, a colour and a link."""
    text = "".join(
        f"<section><h1>Sheet test {trim[0]:g}</h1><p>This is {word} {n} of {count}. "
        f"<a href='https://example.org/'>A link</a>" + f"<p>Words for {word} {n}, to be read." * 12
        for n in range(1, count + 1)
    )
    style = STYLE.replace("MARGIN", margin)
    html = f'<html lang="en"><head><title>Pages</title>{style}</head><body>{text}</body></html>'
    engine = start_engine(shop.project)
    pdf = write(Sheets(engine, shop.project.styles / "leaflet.css").lay_out(html, 12, trim))
    assert len(letters(pdf)) == count
    return pdf


@pytest.fixture(scope="module")
def by_count(shop_of_pages: Shop) -> dict[int, bytes]:
    return {count: pages(shop_of_pages, count) for count in (1, 4, 8, 12, 16)}


@pytest.fixture(scope="module")
def booklets(by_count: dict[int, bytes]) -> dict[int, bytes]:
    return {
        count: impose(booklet(Pages(count, A5, A4)), [by_count[count]], "Pages", "en")
        for count in (4, 8, 12, 16)
    }


@pytest.fixture(scope="module")
def card(by_count: dict[int, bytes]) -> bytes:
    return by_count[1]


@pytest.fixture(scope="module")
def real(works: Path) -> bytes:
    """The leaflet on leg cramps, as it is printed for the United Kingdom."""
    return (works / "en-GB/leaflet.pdf").read_bytes()


def judged(sheet: bytes, sides: Sequence[Side], *sources: bytes) -> list[Finding]:
    return preflight_sheets(sheet, sides, [read_back(source) for source in sources], HERE)


def spoilt(sheet: bytes, old: bytes, new: bytes, count: int = 1) -> bytes:
    """The sheet with a drawing step of its first side changed; with a count of 0, all such."""
    with pikepdf.open(io.BytesIO(sheet)) as pdf:
        steps = pdf.pages[0].Contents.read_bytes()
        assert re.search(old, steps)
        pdf.pages[0].Contents = pdf.make_stream(re.sub(old, new, steps, count=count))
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def picture(sheet: bytes, side: int) -> Image.Image:
    page = pypdfium2.PdfDocument(sheet)[side]
    image: Image.Image = page.render(scale=DPI / 72, grayscale=True).to_pil()
    return image


def ink_along(image: Image.Image, at: float, upright: bool = True) -> list[tuple[float, float]]:
    """Runs of ink along a line, `at` mm from the left (or, level, from the foot), in mm."""
    if not upright:
        image = image.rotate(-90, expand=True)  # the foot comes to lie on the left
    scale = DPI / 25.4
    strip = image.crop((round(at * scale) - 2, 0, round(at * scale) + 3, image.height))
    dark = [min(strip.crop((0, y, 5, y + 1)).tobytes()) < 160 for y in range(strip.height)]
    edges = [y for y, (a, b) in enumerate(pairwise([False, *dark, False])) if a != b]
    runs = [
        (image.height - b, image.height - a) for a, b in zip(edges[::2], edges[1::2], strict=True)
    ]
    return sorted((low / scale, high / scale) for low, high in runs)


def assert_runs(found: list[tuple[float, float]], *want: tuple[float, float]) -> None:
    assert len(found) == len(want), found
    for one, two in zip(found, want, strict=True):
        assert one == pytest.approx(two, abs=0.2)


@pytest.mark.parametrize("count", [4, 8, 12, 16])
def test_a_folded_booklet_is_read_from_first_to_last(
    count: int, by_count: dict[int, bytes], booklets: dict[int, bytes]
) -> None:
    """Nested, folded and turned over on the short edge, its pages follow each other."""
    found = places(booklets[count], by_count[count])
    assert fold(found, 148, 297) == list(range(1, count + 1))
    assert judged(booklets[count], booklet(Pages(count, A5, A4)), by_count[count]) == []


def test_a_booklet_that_is_read_from_the_right_has_its_spine_there(
    by_count: dict[int, bytes],
) -> None:
    """Folded and laid on its face, it goes from the last page to the first."""
    sheet = impose(booklet(Pages(8, A5, A4, from_the_right=True)), [by_count[8]], "Pages", "ar")
    assert fold(places(sheet, by_count[8]), 148, 297) == list(range(8, 0, -1))


def test_spines_meet_on_the_fold_and_pages_keep_their_size(
    by_count: dict[int, bytes], shop_of_pages: Shop
) -> None:
    """On A4 and on Letter; the half millimetre of A4 that is left over is at the outer edges."""
    letter_pages = pages(shop_of_pages, 4, HALF)
    for source, trim, paper in ((by_count[4], A5, A4), (letter_pages, HALF, LETTER)):
        sides = booklet(Pages(4, trim, paper))
        sheet = impose(sides, [source], "Pages", "en")
        for page, leaf in zip(pypdfium2.PdfDocument(sheet), read_back(sheet).pages, strict=True):
            assert page.get_mediabox() == pytest.approx((0, 0, leaf.width, leaf.height), abs=0.001)
            assert (leaf.height / MM, leaf.width / MM) == pytest.approx(paper, abs=0.01)
        for side in places(sheet, source):
            at = sorted(corner for each in side.values() for corner in each)
            middle = paper[1] / 2
            assert at[0] == pytest.approx((middle - trim[0], 0), abs=0.02)
            assert at[1] == pytest.approx((middle, 0), abs=0.02)
        assert judged(sheet, sides, source) == []


def test_the_real_leaflet_folds_into_a_booklet(real: bytes) -> None:
    """All of it is there, in order, at true size, in a file that is no larger."""
    count = len(letters(real))
    sides = booklet(Pages(count, A5, A4))
    sheet = impose(sides, [real], "Leg cramps in pregnancy", "en-GB")
    assert fold(places(sheet, real), 148, 297) == list(range(1, count + 1))
    assert judged(sheet, sides, real) == []
    assert_light(sheet, real)
    assert not re.search(DANGLING, unpacked(sheet))
    with pikepdf.open(io.BytesIO(sheet)) as pdf:
        dates = [str(pdf.docinfo["/CreationDate"]), str(pdf.open_metadata()["xmp:CreateDate"])]
        assert dates == ["D:20261123", "2026-11-23"]


def assert_light(sheet: bytes, *sources: bytes) -> None:
    """At most 1.2 times its pages; no font twice, and no picture that was none before."""
    assert len(sheet) <= 1.2 * sum(map(len, sources))
    assert inside(sheet) == tuple(map(sum, zip(*map(inside, sources), strict=True)))


def inside(pdf: bytes) -> tuple[int, int]:
    """How many font files and how many pictures of pixels a file holds."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        items = [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]
        fonts = sum("/FontFile2" in item or "/FontFile3" in item for item in items)
        streams = [item for item in document.objects if isinstance(item, pikepdf.Stream)]
        return fonts, sum(item.get("/Subtype") == "/Image" for item in streams)


def test_sheets_hold_each_page_and_font_once(
    card: bytes,
    by_count: dict[int, bytes],
    booklets: dict[int, bytes],
    shop_of_pages: Shop,
) -> None:
    """A card that is drawn twice is in the file once; a back brings its own fonts."""
    other = pages(shop_of_pages, 1, word="back")
    assert inside(card)[0] > 0
    assert_light(impose(two_up(Pages(1, A5, A4)), [card], "Card", "en"), card)
    assert_light(impose(tent(Pages(1, A5, A4)), [card], "Card", "en"), card)
    assert_light(booklets[16], by_count[16])
    assert_light(impose(two_up(Pages(1, A5, A4, True)), [card, other], "Card", "en"), card, other)


@pytest.mark.parametrize("lay", [two_up, tent])
def test_two_cards_stand_upright_side_by_side(lay: object, card: bytes) -> None:
    """Both meet in the middle of the sheet: on the cut, or on the fold of the tent."""
    sides = two_up(Pages(1, A5, A4)) if lay is two_up else tent(Pages(1, A5, A4))
    sheet = impose(sides, [card], "Card", "en")
    ((side),) = places(sheet, card)
    assert sorted(side[1]) == [
        pytest.approx((0.5, 0), abs=0.02),
        pytest.approx((148.5, 0), abs=0.02),
    ]
    assert judged(sheet, sides, card) == []


@pytest.mark.parametrize("paper", [A4, A3])
def test_backs_lie_behind_their_fronts(
    paper: tuple[float, float], card: bytes, shop_of_pages: Shop
) -> None:
    """Flipped on the short edge, the trims of front and back are the same within 0.1 mm."""
    other = pages(shop_of_pages, 1, word="back")
    sides = two_up(Pages(1, A5, paper, back=True))
    sheet = impose(sides, [card, other], "Card", "en")
    (fronts, nothing), (none, backs) = zip(places(sheet, card), places(sheet, other), strict=True)
    assert not nothing and not none
    seen_through = sorted((paper[1] - x - A5[0], y) for x, y in backs[1])
    for one, two in zip(sorted(fronts[1]), seen_through, strict=True):
        assert one == pytest.approx(two, abs=0.1)
    assert judged(sheet, sides, card, other) == []


DASHED = ((6.0, 7.6), (8.4, 10.0), (200.0, 201.6), (202.4, 204.0))


def test_a_sheet_without_room_has_short_ticks_on_its_line(card: bytes) -> None:
    """They are 6 to 10 mm from the paper's edge, where an office printer still prints, and thin.

    One to cut by is whole, one to fold by is dashed.
    """
    for lay, runs in ((two_up, ((6, 10), (200, 204))), (tent, DASHED)):
        image = picture(impose(lay(Pages(1, A5, A4)), [card], "Card", "en"), 0)
        assert_runs(ink_along(image, 148.5), *runs)
        (tick,) = [run for run in ink_along(image, 7, upright=False) if run[0] < 148.5 < run[1]]
        assert tick[1] - tick[0] < 0.2


def test_a_booklet_shows_its_fold_on_the_inner_sides(booklets: dict[int, bytes]) -> None:
    """The ticks are in sight while one folds, and not on the cover."""
    for side in range(4):
        want = DASHED if side % 2 else ()
        assert_runs(ink_along(picture(booklets[8], side), 148.5), *want)


def test_a_sheet_with_room_has_cut_marks_outside_the_trim(card: bytes) -> None:
    """At each end of each cut, 3 mm off the trim and 5 mm long; no ink on the trim itself."""
    sides = two_up(Pages(1, A5, A3))
    sheet = impose(sides, [card], "Card", "en")
    image = picture(sheet, 0)
    foot, head, left, right = 43.5, 253.5, 62.0, 358.0
    for x in (left, 210.0, right):
        assert_runs(ink_along(image, x), (foot - 8, foot - 3), (head + 3, head + 8))
    for y in (foot, head):
        runs = ink_along(image, y, upright=False)
        assert_runs(runs, (420 - right - 8, 420 - right - 3), (420 - left + 3, 420 - left + 8))
    assert judged(sheet, sides, card) == []


def test_a_mark_keeps_to_what_an_office_printer_prints(card: bytes) -> None:
    """With 12 mm of room a mark is cut short; with 9 mm a tick on the line takes its place."""
    for room, want in ((12.0, (6.0, 9.0)), (9.0, (9.0, 13.0))):
        sides = two_up(Pages(1, A5, (210 + 2 * room, 297)))
        image = picture(impose(sides, [card], "Card", "en"), 0)
        assert ink_along(image, 148.5)[0] == pytest.approx(want, abs=0.2)


def test_backs_have_no_marks(card: bytes) -> None:
    """A second set that is a hair off would only raise a doubt where to cut."""
    sheet = impose(two_up(Pages(1, A5, A3, back=True)), [card, card], "Card", "en")
    assert [bool(ink_along(picture(sheet, side), 210)) for side in (0, 1)] == [True, False]


def test_the_print_dialog_is_right_from_the_start(card: bytes, by_count: dict[int, bytes]) -> None:
    """True size; both sides with a flip on the short edge, or one side where there is one."""
    for sides, source, duplex in (
        (booklet(Pages(4, A5, A4)), by_count[4], "/DuplexFlipShortEdge"),
        (two_up(Pages(1, A5, A4)), card, "/Simplex"),
    ):
        with pikepdf.open(io.BytesIO(impose(sides, [source], "Card", "en"))) as pdf:
            wishes = pdf.Root.ViewerPreferences
            assert [str(wishes.PrintScaling), str(wishes.Duplex)] == ["/None", duplex]


def test_a_sheet_says_what_it_is_and_leaves_nothing_dangling(by_count: dict[int, bytes]) -> None:
    """Title, language and date are kept; tags, and links on pages that moved, are gone."""
    source = by_count[4]
    assert b"/Annots" in unpacked(source) and b"/MCID" in unpacked(source)
    sheet = impose(booklet(Pages(4, A5, A4)), [source], "Crämps", "en-GB")
    assert not re.search(DANGLING, unpacked(sheet))
    reading = read_back(sheet)
    assert (reading.title, reading.language, reading.tagged) == ("Crämps", "en-GB", False)
    with pikepdf.open(io.BytesIO(sheet)) as pdf:
        about = pdf.open_metadata()
        assert (about["dc:title"], list(about["dc:language"])) == ("Crämps", ["en-GB"])
        assert not pdf.check_pdf_syntax()


def unpacked(pdf: bytes) -> bytes:
    """The file with nothing compressed."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=False,
        )
    return out.getvalue()


@pytest.mark.parametrize(
    ("lay", "count", "trim", "paper", "why"),
    [
        (booklet, 8, A5, LETTER, "two A5 pages can't lie on Letter paper at true size"),
        (two_up, 1, A5, LETTER, "two A5 pages can't lie on Letter paper at true size"),
        (booklet, 8, HALF, A4, "two half-letter pages can't lie on A4 paper at true size"),
        (tent, 1, HALF, A4, "two half-letter pages can't lie on A4 paper at true size"),
        (two_up, 2, A4, A4, "two 210 × 297 mm pages can't lie on A4 paper at true size"),
        (two_up, 2, A5, A4, "the sheet is for a card of one page, and there are 2"),
        (tent, 1, A5, A3, "two A5 pages do not fill 297 × 420 mm paper, and nothing is cut off"),
        (booklet, 6, A5, A4, "a booklet is folded from 4, 8, 12, 16 pages, and there are 6"),
        (booklet, 20, A5, A4, "a booklet is folded from 4, 8, 12, 16 pages, and there are 20"),
    ],
)
def test_what_cannot_be_is_refused(
    lay: object, count: int, trim: tuple[float, float], paper: tuple[float, float], why: str
) -> None:
    """No page is made smaller to fit: the reason is given instead."""
    assert callable(lay)
    with pytest.raises(CannotLie) as refused:
        lay(Pages(count, trim, paper))
    assert str(refused.value) == why


def test_words_near_a_cut_or_fold_are_found(shop_of_pages: Shop) -> None:
    """I101: at 3.5 mm from the line, and not at 4.5 mm."""
    for margin, codes in ((3.5, {"I101"}), (4.5, set[str]())):
        source = pages(shop_of_pages, 4, margin=f"15mm {margin}mm")
        sides = booklet(Pages(4, A5, A4))
        found = judged(impose(sides, [source], "Pages", "en"), sides, source)
        assert {finding.code for finding in found} == codes
    sides = two_up(Pages(1, A5, A3))
    source = pages(shop_of_pages, 1, margin="2mm 15mm 15mm")
    (finding,) = judged(impose(sides, [source], "Card", "en"), sides, source)
    assert re.fullmatch(r"“(Sheet|test|148)” lies 3\.0 mm from a cut, on side 1", finding.problem)


def test_a_page_that_is_not_where_it_should_be_is_found(by_count: dict[int, bytes]) -> None:
    """I102: in another's place, upside down, off its place, missing, or there twice."""
    source, sides = by_count[4], booklet(Pages(4, A5, A4))
    sheet = impose(sides, [source], "Pages", "en")
    first = rb"q 1 0 0 1 (\S+) 0.0000 cm /P1 Do Q"
    for old, new, said in (
        (rb"/P0 Do", b"/P1 Do", "page 4 is not in its place: page 1 is there"),
        (first, rb"q -1 0 0 -1 841.89 595.276 cm /P1 Do Q", "page 1 lies upside down"),
        (first, rb"q 1 0 0 1 423.78 0 cm /P1 Do Q", "page 1 lies 1.0 mm off its place"),
        (first, b"", "page 1 is not there, or not whole"),
        (first, rb"\g<0> q 1 0 0 1 -30 9 cm /P1 Do Q", "belongs to no page"),
    ):
        found = judged(spoilt(sheet, old, new), sides, source)
        assert {finding.code for finding in found} >= {"I102"}
        assert said in found[0].problem, found
        assert found[0].problem.endswith(", on side 1")
    assert judged(spoilt(sheet, first, rb"q 1 0 0 1 421.1 0 cm /P1 Do Q"), sides, source) == []


def test_a_mark_that_is_lost_or_hidden_is_found(card: bytes, shop_of_pages: Shop) -> None:
    """I104: a mark that is not printed, lies in a colour, or touches a word."""
    mark = rb"[\d.]+ [\d.]+ m [\d.]+ [\d.]+ l S"
    for paper, marks in ((A4, 2), (A3, 10)):
        sides = two_up(Pages(1, A5, paper))
        sheet = impose(sides, [card], "Card", "en")
        for new, fault in (
            (b"", "is not printed"),
            (rb"q 0.8 G 8 w \g<0> Q \g<0>", "has something printed beside it"),
        ):
            found = judged(spoilt(sheet, mark, new, count=0), sides, card)
            assert [finding.code for finding in found] == ["I104"] * marks
            assert all(fault in finding.problem for finding in found)
    sides = two_up(Pages(1, A5, A4))
    source = pages(shop_of_pages, 1, margin="7mm 15mm 7mm 0.5mm")
    found = judged(impose(sides, [source], "Card", "en"), sides, source)
    assert any("touches a word" in finding.problem for finding in found)


def test_a_sheet_of_the_wrong_size_is_found(
    card: bytes, by_count: dict[int, bytes], shop_of_pages: Shop
) -> None:
    """I105: a side too few, other paper, a back of another trim, or no wish for true size."""
    source, sides = by_count[4], booklet(Pages(4, A5, A4))
    sheet = impose(sides, [source], "Pages", "en")
    (found,) = judged(sheet, booklet(Pages(8, A5, A4)), by_count[8])
    assert found.problem == "the sheet has 2 sides, not 4"
    larger = [replace(side, height=side.height + 1) for side in sides]
    (found, _) = judged(impose(larger, [source], "Pages", "en"), sides, source)
    assert found.problem == "side 1 is 297.0 × 211.0 mm, not 297 × 210"
    back = pages(shop_of_pages, 1, HALF)
    two = two_up(Pages(1, A5, A4, back=True))
    (found,) = judged(impose(two, [card, back], "Card", "en"), two, card, back)
    assert found.problem == "page 1 of the back is 139.7 × 215.9 mm, not 148 × 210"
    with pikepdf.open(io.BytesIO(sheet)) as pdf:
        del pdf.Root.ViewerPreferences
        out = io.BytesIO()
        pdf.save(out)
    (found,) = judged(out.getvalue(), sides, source)
    assert found.problem == "the sheet does not ask for printing at true size"


def test_the_same_pages_make_the_same_bytes(
    by_count: dict[int, bytes], booklets: dict[int, bytes]
) -> None:
    """A sheet does not know when it was made: this one was made with the first test."""
    for count, sheet in booklets.items():
        again = impose(booklet(Pages(count, A5, A4)), [by_count[count]], "Pages", "en")
        assert again == sheet
