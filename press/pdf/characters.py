"""The characters of a page, one by one, as PDFium tells them.

It is asked five times for each, so these calls are made with as little between as there can be.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from press.pdf.bidi import holds_right_to_left
from press.pdf.reading import Box, Colour


class Objects:
    """The page's objects: what every text object says of its type, and where marks are drawn."""

    def __init__(self, page: Any) -> None:
        self._known: dict[int, tuple[int, str, Colour, float]] = {}
        self.drawn: dict[int, Box] = {}
        for number in range(pdfium.FPDFPage_CountObjects(page.raw)):
            item = pdfium.FPDFPage_GetObject(page.raw, number)
            mark = pdfium.FPDFPageObj_GetMarkedContentID(item)
            if mark >= 0 and pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_TEXT:
                self.drawn[mark] = _union(self.drawn.get(mark), _bounds(item))

    def about(self, address: int, text: Any, index: int) -> tuple[int, str, Colour, float]:
        """Marked content id, font, fill colour and size in pt of the text object at `address`.

        It is the one of the character `index` of the page's `text`, and all of its are like it.
        """
        if address not in self._known:
            item = pdfium.FPDFText_GetTextObject(text, index)
            r, g, b, a = (ctypes.c_uint() for _ in range(4))
            pdfium.FPDFPageObj_GetFillColor(item, r, g, b, a)
            matrix = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(item, matrix)
            scale = (matrix.b**2 + matrix.d**2) ** 0.5 or abs(matrix.c)
            self._known[address] = (
                pdfium.FPDFPageObj_GetMarkedContentID(item),
                _font_name(pdfium.FPDFTextObj_GetFont(item)),
                (r.value, g.value, b.value, a.value),
                pdfium.FPDFText_GetFontSize(text, index) * scale,
            )
        return self._known[address]


def characters(page: Any, objects: Objects) -> Iterator[tuple[Any, ...]]:
    """Mark, character, box, size in pt, font, colour and baseline of every drawn character."""
    text = page.get_textpage()
    raw = text.raw
    keep_spaces = holds_right_to_left(text.get_text_range())  # there they part numbers
    handle = ctypes.cast(raw, ctypes.c_void_p).value
    places = (ctypes.c_double * 6)()
    left, right, bottom, top, x, y = range(
        ctypes.addressof(places), ctypes.addressof(places) + ctypes.sizeof(places), 8
    )
    for index in range(pdfium.FPDFText_CountChars(raw)):
        if IS_GENERATED(handle, index) == 1:
            continue
        char = chr(GET_UNICODE(handle, index))
        if char.isspace() and not keep_spaces:
            continue
        address = GET_TEXT_OBJECT(handle, index)
        if not address:
            continue
        mark, font, colour, size = objects.about(address, raw, index)
        GET_BOX(handle, index, left, right, bottom, top)
        GET_ORIGIN(handle, index, x, y)
        box = (places[0], places[2], places[1], places[3])
        yield mark, char, box, size, font, colour, places[5], places[4]
    text.close()


def _quick(call: Any, result: Any, *more: Any) -> Any:
    """A call about one character of a page's text, with addresses as plain numbers.

    pypdfium2's own declarations turn each handle and each place for an answer into an object.
    """
    kind = ctypes.PYFUNCTYPE(result, ctypes.c_void_p, ctypes.c_int, *more)
    return kind(ctypes.cast(call, ctypes.c_void_p).value or 0)


ADDRESS, NUMBER = ctypes.c_void_p, ctypes.c_int
IS_GENERATED = _quick(pdfium.FPDFText_IsGenerated, NUMBER)
GET_UNICODE = _quick(pdfium.FPDFText_GetUnicode, ctypes.c_uint)
GET_TEXT_OBJECT = _quick(pdfium.FPDFText_GetTextObject, ADDRESS)
GET_BOX = _quick(pdfium.FPDFText_GetCharBox, NUMBER, ADDRESS, ADDRESS, ADDRESS, ADDRESS)
GET_ORIGIN = _quick(pdfium.FPDFText_GetCharOrigin, NUMBER, ADDRESS, ADDRESS)


def _bounds(item: Any) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _union(one: Box | None, two: Box) -> Box:
    if one is None:
        return two
    return min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3])


def _font_name(font: Any) -> str:
    size = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, size)
    return buffer.value.decode("utf-8", "replace")
