"""Sheets: what lies where on the finished PDF, read from it and not from the code that put it."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from press.pdf.readback import read_back
from press.products import POINTS_PER_MM
from press.sheets.impose import impose
from press.sheets.layouts import CannotLie, Pages, booklet, tent, two_up
from tests.printed import opened, unpacked
from tests.sheets import (
    A3,
    A4,
    A5,
    HALF,
    LETTER,
    fold,
    judged,
    letters,
    pages,
    places,
)
from tests.shop import Shop

DPI = 300
DANGLING = rb"/(Annots|StructParents?|StructTreeRoot|MCID|Marked)\b"


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
            assert (leaf.height / POINTS_PER_MM, leaf.width / POINTS_PER_MM) == pytest.approx(
                paper, abs=0.01
            )
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
    with opened(sheet) as pdf:
        dates = [str(pdf.docinfo["/CreationDate"]), str(pdf.open_metadata()["xmp:CreateDate"])]
        assert dates == ["D:20261123", "2026-11-23"]


def assert_light(sheet: bytes, *sources: bytes) -> None:
    """At most 1.2 times its pages; no font twice, and no picture that was none before."""
    assert len(sheet) <= 1.2 * sum(map(len, sources))
    assert inside(sheet) == tuple(map(sum, zip(*map(inside, sources), strict=True)))


def inside(pdf: bytes) -> tuple[int, int]:
    """How many font files and how many pictures of pixels a file holds."""
    with opened(pdf) as document:
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
        with opened(impose(sides, [source], "Card", "en")) as pdf:
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
    with opened(sheet) as pdf:
        about = pdf.open_metadata()
        assert (about["dc:title"], list(about["dc:language"])) == ("Crämps", ["en-GB"])
        assert not pdf.check_pdf_syntax()


@pytest.mark.parametrize(
    ("lay", "count", "trim", "paper", "why"),
    [
        (booklet, 8, A5, LETTER, "two A5 pages can't lie on Letter paper at true size"),
        (two_up, 1, A5, LETTER, "two A5 pages can't lie on Letter paper at true size"),
        (booklet, 8, HALF, A4, "two half-letter pages can't lie on A4 paper at true size"),
        (tent, 1, HALF, A4, "two half-letter pages can't lie on A4 paper at true size"),
        (two_up, 2, A4, A4, "two A4 pages can't lie on A4 paper at true size"),
        (two_up, 3, A5, A4, "the sheet is for a card of one page or two, and there are 3"),
        (tent, 2, A5, A4, "the sheet is for a card of one page, and there are 2"),
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


def test_the_same_pages_make_the_same_bytes(
    by_count: dict[int, bytes], booklets: dict[int, bytes]
) -> None:
    """A sheet does not know when it was made: this one was made with the first test."""
    for count, sheet in booklets.items():
        again = impose(booklet(Pages(count, A5, A4)), [by_count[count]], "Pages", "en")
        assert again == sheet
