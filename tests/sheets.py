"""What the tests of the sheets share: pages to lay, and where they lie on the finished sheet."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from press.finding import Finding, Place
from press.pdf.readback import read_back
from press.products import PAPERS, POINTS_PER_MM
from press.sheets.marks import Side
from press.sheets.preflight import preflight_sheets
from press.typeset.engine import Sheets, start_engine, write
from tests.catalogue import TRIMS
from tests.shop import Shop

A5, HALF = TRIMS["A5"], TRIMS["half-letter"]
A4, LETTER = PAPERS["a4"], PAPERS["letter"]
A3 = (297.0, 420.0)
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
        found.append((dx / POINTS_PER_MM, dy / POINTS_PER_MM))
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


def judged(sheet: bytes, sides: Sequence[Side], *sources: bytes) -> list[Finding]:
    return preflight_sheets(sheet, sides, [read_back(source) for source in sources], HERE)
