"""All that one run makes of the real guide: every edition and sheet, on A4 and on Letter."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from press.pdf.readback import page_sizes, read_back
from press.products import PAPERS, POINTS_PER_MM
from tests.catalogue import BY_FILE, PRODUCTS
from tests.printed import every_glyph, letters_of_pages
from tests.validators import page_validation, verapdf

LOCALES = {"en-GB": "a4", "en-US": "letter"}
EVERY = pytest.mark.parametrize("locale", LOCALES)
HALVES = [row for row in BY_FILE.values() if not row.as_large_as_paper]
SHEETS = {
    f"{row.file}-{sheet}": row.file
    for row in HALVES
    for sheet in (("booklet",) if row.name == "leaflet" else ("2-up", "tent"))
}


@EVERY
def test_every_file_is_there_and_listed(works: Path, locale: str) -> None:
    """Each edition, each sheet of it, the press file and the calibration; and no other."""
    want = {*BY_FILE, *SHEETS, *(f"{name}-press" for name in BY_FILE), "calibration"}
    assert {path.stem for path in (works / locale).glob("*.pdf")} == want
    jobs = json.loads((works.parent / "manifest.json").read_text("utf-8"))["jobs"]
    assert set(jobs[f"leg-cramps/{locale}"]) == {f"leg-cramps/{locale}/{name}.pdf" for name in want}


def test_two_judges_that_are_not_ours_pass_every_product(works: Path) -> None:
    """VeraPDF finds nothing under PDF/UA-1 and PDF/A-2a, page-validation nothing under UA-1.

    Every edition in one locale, and the standard ones in another.
    """
    files = [works / f"en-GB/{name}.pdf" for name in BY_FILE]
    files += [works / f"en-US/{name}.pdf" for name in PRODUCTS]
    assert {path: page_validation(path) for path in files} == {path: [] for path in files}
    assert verapdf(files) == {path: [] for path in files}


@EVERY
@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_the_paper_and_little_larger_than_its_pages(
    works: Path, locale: str, name: str
) -> None:
    """Exactly A4 or Letter, on its long side; at most 1.2 times the bytes of its pages.

    A tent has a page of its own beside the card.
    """
    sheet, pages = works / locale / f"{name}.pdf", works / locale / f"{SHEETS[name]}.pdf"
    high, wide = PAPERS[LOCALES[locale]]
    for width, height in page_sizes(sheet.read_bytes()):
        assert width / POINTS_PER_MM == pytest.approx(wide, abs=0.05)
        assert height / POINTS_PER_MM == pytest.approx(high, abs=0.05)
    many = 2 if name.endswith("-tent") else 1
    assert sheet.stat().st_size <= 1.2 * many * pages.stat().st_size


@EVERY
@pytest.mark.parametrize("name", ["leaflet", "leaflet-mono"])
def test_a_folded_booklet_reads_from_the_first_page_to_the_last(
    works: Path, locale: str, name: str
) -> None:
    """The imposed file, read in the order of a folded stack, says what the leaflet says."""
    pages = letters_of_pages((works / locale / f"{name}.pdf").read_bytes())
    booklet = read_back((works / locale / f"{name}-booklet.pdf").read_bytes())
    middle = booklet.pages[0].width / 2
    halves: dict[tuple[int, bool], list[str]] = {}
    for glyph in every_glyph(booklet):
        halves.setdefault((glyph.page, glyph.start > middle), []).append(glyph.char)
    # a stack that is folded once: down through the right of each front and the left of each
    # back, then up again through the other half of each
    sheets = range(len(booklet.pages) // 2)
    down = [half for n in sheets for half in ((2 * n, True), (2 * n + 1, False))]
    up = [half for n in reversed(sheets) for half in ((2 * n + 1, True), (2 * n, False))]
    folded = ["".join(sorted(halves[half])) for half in (*down, *up)]
    assert folded == ["".join(sorted(text)) for text in pages]


def test_the_build_says_what_it_made(works: Path) -> None:
    """Each file has a line: pages and size of type, how to print a sheet, the ink of the mono."""
    said = (works / "said.txt").read_text("utf-8")
    for name in (*BY_FILE, *SHEETS, "calibration"):
        assert len(re.findall(rf"^  {name}: ", said, re.MULTILINE)) >= len(LOCALES), name
    assert said.count("flip on the short edge") >= 3 * len(LOCALES)
    assert len(re.findall(r"-mono: .*, ink on [0-9., ]+ % of ", said)) == 2 * len(LOCALES)
