"""Pages as pictures, and the little that can be asked of a PDF without reading it back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from press.pdf.reading import Leaf

INVISIBLE = 3  # text render mode: neither filled nor stroked (ISO 32000-1, table 106)

INK_DPI = 100


def _render(page: Any) -> Leaf:
    scale = INK_DPI / 72
    full = page.render(scale=scale, grayscale=True).to_pil()
    for number in range(pdfium.FPDFPage_CountObjects(page.raw)):
        _hide_text(pdfium.FPDFPage_GetObject(page.raw, number))
    bare = page.render(scale=scale).to_pil().convert("RGB")
    width, height = page.get_size()
    return Leaf(width, height, full.convert("L"), bare)


def _hide_text(item: Any) -> None:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        pdfium.FPDFTextObj_SetTextRenderMode(item, INVISIBLE)
    elif kind == pdfium.FPDF_PAGEOBJ_FORM:
        for number in range(pdfium.FPDFFormObj_CountObjects(item)):
            _hide_text(pdfium.FPDFFormObj_GetObject(item, number))


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
