"""The characters of a page, one by one, as PDFium tells them.

It is asked five times for each, so these calls are made with as little between as there can be.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from press.pdf.bidi import holds_right_to_left
from press.pdf.objects import Objects
from press.pdf.reading import CUT_OFF, SEE_THROUGH, SQUEEZED, TURNED, Colour

TRUE = 0.01  # of a letter's size: a rounding
About = tuple[int, str, Colour, float, str]


class Types:
    """What every text object of a page says of its type."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._known: dict[int, About] = {}

    def about(self, address: int, text: Any, index: int) -> About:
        """Marked content id, font, fill colour, size in pt and fault of the object at `address`.

        It is the one of the character `index` of the page's `text`, and all of its are like it.
        """
        if address not in self._known:
            item = pdfium.FPDFText_GetTextObject(text, index)
            r, g, b, a = (ctypes.c_uint() for _ in range(4))
            pdfium.FPDFPageObj_GetFillColor(item, r, g, b, a)
            matrix = pdfium.FS_MATRIX()
            pdfium.FPDFText_GetMatrix(text, index, matrix)  # also that of the group around it
            scale = (matrix.b**2 + matrix.d**2) ** 0.5 or abs(matrix.c)
            self._known[address] = (
                pdfium.FPDFPageObj_GetMarkedContentID(item),
                _font_name(pdfium.FPDFTextObj_GetFont(item)),
                (r.value, g.value, b.value, a.value),
                pdfium.FPDFText_GetFontSize(text, index) * scale,
                self._fault(item, address, matrix),
            )
        return self._known[address]

    def _fault(self, item: Any, address: int, matrix: Any) -> str:
        if address in self._objects.nested:
            return SEE_THROUGH  # the engine sets words into a group for nothing but opacity
        if self._objects.is_cut_away(item):
            return CUT_OFF
        least = TRUE * max(abs(matrix.a), abs(matrix.d))
        if matrix.a <= 0 or matrix.d <= 0 or abs(matrix.b) > least or abs(matrix.c) > least:
            return TURNED
        return SQUEEZED if abs(matrix.a - matrix.d) > least else ""


def characters(page: Any, objects: Objects) -> Iterator[tuple[Any, ...]]:
    """Every drawn character: its mark, then what a Glyph of it holds, but its page and element."""
    types = Types(objects)
    text = page.get_textpage()
    raw = text.raw
    keep_spaces = holds_right_to_left(text.get_text_range())  # there they part numbers
    handle = ctypes.cast(raw, ctypes.c_void_p).value
    places = (ctypes.c_double * 6)()
    loose = pdfium.FS_RECTF()
    whole = ctypes.addressof(loose)
    left, right, bottom, top, x, y = range(
        ctypes.addressof(places), ctypes.addressof(places) + ctypes.sizeof(places), 8
    )
    high = 0
    for index in range(pdfium.FPDFText_CountChars(raw)):
        if IS_GENERATED(handle, index) == 1:
            continue
        code = GET_UNICODE(handle, index)
        if 0xD800 <= code < 0xDC00:  # PDFium tells a letter above U+FFFF in two halves
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
        high = 0
        char = chr(code)
        if char.isspace() and not keep_spaces:
            continue
        address = GET_TEXT_OBJECT(handle, index)
        if not address:
            continue
        mark, font, colour, size, fault = types.about(address, raw, index)
        GET_BOX(handle, index, left, right, bottom, top)
        GET_ORIGIN(handle, index, x, y)
        GET_LOOSE_BOX(handle, index, whole)
        box = (places[0], places[2], places[1], places[3])
        yield mark, char, box, size, font, colour, places[5], places[4], loose.right, fault
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
GET_LOOSE_BOX = _quick(pdfium.FPDFText_GetLooseCharBox, NUMBER, ADDRESS)
GET_ORIGIN = _quick(pdfium.FPDFText_GetCharOrigin, NUMBER, ADDRESS, ADDRESS)


def _font_name(font: Any) -> str:
    size = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, size)
    return buffer.value.decode("utf-8", "replace")
