"""The preflight of the sheets finds each page, mark and wish that is not as it should be."""

from __future__ import annotations

import re
from dataclasses import replace

import pikepdf
import pytest

from press.sheets.impose import impose
from press.sheets.layouts import Pages, booklet, two_up
from tests.printed import changed
from tests.sheets import A3, A4, A5, HALF, judged, pages
from tests.shop import Shop


@pytest.fixture(scope="module")
def card(by_count: dict[int, bytes]) -> bytes:
    return by_count[1]


def spoilt(sheet: bytes, old: bytes, new: bytes, count: int = 1) -> bytes:
    """The sheet with a drawing step of its first side changed; with a count of 0, all such."""

    def change(pdf: pikepdf.Pdf) -> None:
        steps = pdf.pages[0].Contents.read_bytes()
        assert re.search(old, steps)
        pdf.pages[0].Contents = pdf.make_stream(re.sub(old, new, steps, count=count))

    return changed(sheet, change)


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
    wishless = changed(sheet, lambda pdf: pdf.Root.__delitem__("/ViewerPreferences"))
    (found,) = judged(wishless, sides, source)
    assert found.problem == "the sheet does not ask for printing at true size"
