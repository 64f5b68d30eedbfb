"""Reads a finished PDF back: every character with its box, in the order of the structure tree.

The one door to PDFium. Boxes are tight around the ink, in pt from the page's lower left corner.
Source of the method: ENGINE.md, measured; ISO 32000-1, 14.7 (logical structure).
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from press.pdf.bidi import as_read, holds_right_to_left, reads_from_the_right
from press.pdf.characters import characters
from press.pdf.leaves import draw, undrawn
from press.pdf.objects import Objects
from press.pdf.png import png_of
from press.pdf.reading import Element, Glyph, Picture, Reading

COLOURS = 32  # of a small picture of a page


def read_back(pdf: bytes, draws: bool = True) -> Reading:
    """Read a PDF. Raises pypdfium2.PdfiumError where PDFium can't open it.

    Where it `draws` nothing, a page's drawings are one white pixel each.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        flow: list[Glyph] = []
        outside: list[Glyph] = []
        elements: list[Element] = []
        pictures: list[Picture] = []
        leaves = []
        for number in range(len(document)):
            page = document[number]
            figures, objects = _read_page(page, number, flow, outside, elements, pictures)
            leaves.append(draw(page, objects, figures) if draws else undrawn(page))
        language = _text(pdfium.FPDFCatalog_GetLanguage, document.raw)
        return Reading(
            tuple(leaves),
            tuple(_as_read(flow, language)),
            tuple(_as_read(outside, language)),
            tuple(elements),
            tuple(pictures),
            document.get_metadata_value("Title"),
            language,
            bool(pdfium.FPDFCatalog_IsTagged(document.raw)),
            not pdfium.FPDF_VIEWERREF_GetPrintScaling(document.raw),
        )
    finally:
        document.close()


def _read_page(
    page: Any,
    number: int,
    flow: list[Glyph],
    outside: list[Glyph],
    elements: list[Element],
    pictures: list[Picture],
) -> tuple[set[int], Objects]:
    """Read one page into these lists; gives the marks of its pictures, and its objects."""
    by_mark: dict[int, list[tuple[Any, ...]]] = {}
    box = (0.0, 0.0, *page.get_size())
    objects = Objects(page)
    figures = set()
    for mark, *glyph in characters(page, objects):
        by_mark.setdefault(mark, []).append(tuple(glyph))
    for mark, index in _marks_in_tree_order(page, number, elements):
        for char, place, size, font, colour, *rest in by_mark.pop(mark, ()):
            flow.append(Glyph(char, number, place, size, font, colour, index, *rest))
        if elements[index].kind == "Figure" and mark in objects.drawn:
            left, upright = objects.left_of(mark, box), objects.stands_upright(mark)
            about = (number, elements[index].alt, objects.drawn[mark])
            pictures.append(Picture(*about, left, upright))
            figures.add(mark)
    for held in by_mark.values():
        for char, place, size, font, colour, *rest in held:
            outside.append(Glyph(char, number, place, size, font, colour, -1, *rest))
    return figures, objects


def _as_read(glyphs: Sequence[Glyph], language: str) -> Iterator[Glyph]:
    """The glyphs with each line that holds right-to-left letters put into its reading order."""
    lines: Iterable[Sequence[Glyph]] = [glyphs]
    if holds_right_to_left("".join(glyph.char for glyph in glyphs)):
        lines = _lines(glyphs)
    from_the_right = reads_from_the_right(language)
    for line in lines:
        if holds_right_to_left("".join(glyph.char for glyph in line)):
            from_the_left = list(reversed(line))  # a ligature's letters start in one place
            from_the_left.sort(key=lambda glyph: glyph.start)
            line = as_read(from_the_left, lambda glyph: glyph.char, from_the_right)
        yield from (glyph for glyph in line if not glyph.char.isspace())


def _lines(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Runs of glyphs of one element on one baseline."""
    line: list[Glyph] = []
    for glyph in glyphs:
        last = line[-1] if line else glyph
        same = (last.page, last.element) == (glyph.page, glyph.element)
        if not same or abs(last.baseline - glyph.baseline) > glyph.size / 2:
            yield line
            line = []
        line.append(glyph)
    yield line


def _marks_in_tree_order(
    page: Any, number: int, elements: list[Element]
) -> Iterator[tuple[int, int]]:
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return
    try:
        for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            child = pdfium.FPDF_StructTree_GetChildAtIndex(tree, index)
            yield from _walk(child, number, -1, elements)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _walk(
    node: Any, number: int, parent: int, elements: list[Element]
) -> Iterator[tuple[int, int]]:
    here = len(elements)
    kind = _text(pdfium.FPDF_StructElement_GetType, node)
    elements.append(
        Element(kind, number, parent, _text(pdfium.FPDF_StructElement_GetAltText, node))
    )
    for index in range(pdfium.FPDF_StructElement_CountChildren(node)):
        mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(node, index)
        if mark >= 0:
            yield mark, here
        elif child := pdfium.FPDF_StructElement_GetChildAtIndex(node, index):
            yield from _walk(child, number, here, elements)


def _text(call: Any, handle: Any) -> str:
    """A UTF-16 answer of PDFium, which tells its length in bytes first."""
    size = call(handle, None, 0)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    call(handle, buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le")


def texts(pdf: bytes) -> tuple[str, ...]:
    """What each page says, in the order in which it is drawn. Raises pypdfium2.PdfiumError."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of each page, in pt. Raises pypdfium2.PdfiumError."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(page.get_size() for page in document)
    finally:
        document.close()


def render(pdf: bytes, dpi: float) -> Iterator[Image.Image]:
    """Each page in colour, as PDFium draws it. Raises pypdfium2.PdfiumError."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            yield page.render(scale=dpi / 72).to_pil().convert("RGB")
    finally:
        document.close()


def picture_of(pdf: bytes, wide: int) -> bytes:
    """The first page as a small PNG, `wide` pixels across. Raises pypdfium2.PdfiumError.

    A few colours are enough to know a page by; the same page gives the same bytes.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        drawn = page.render(scale=2 * wide / page.get_width()).to_pil().convert("RGB")
    finally:
        document.close()
    high = round(wide * drawn.height / drawn.width)
    small = drawn.resize((wide, high), Image.Resampling.LANCZOS)
    made = io.BytesIO()
    small.quantize(COLOURS, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    return made.getvalue()


def as_png(pdf: bytes, dpi: float) -> Iterator[tuple[tuple[int, int], bytes]]:
    """Each page as a PNG, with its width and height in pixels. Raises pypdfium2.PdfiumError."""
    for image in render(pdf, dpi):
        yield image.size, png_of(image.size, image.tobytes())
