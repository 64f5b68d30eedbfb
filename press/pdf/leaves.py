"""Draws a page the ways that it must be looked at: as it is, without its words, and only them.

All text is drawn once more upon the page without it, whole and with nothing over it. Where that
differs from the page as it is, a letter is hidden, cut, covered or veiled: no threshold, for it is
the same letter drawn by the same hand. So are pictures.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Collection
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from press.pdf.objects import Objects
from press.pdf.reading import INK_DPI, Leaf


def draw(page: Any, objects: Objects, figures: Collection[int]) -> Leaf:
    """The page's drawings; `figures` are the marks of its pictures. The page is spoilt by it."""
    width, height = page.get_size()
    full = _in_grey(page)
    objects.show(lambda text, _: not text)
    bare = page.render(scale=INK_DPI / 72).to_pil().convert("RGB")
    bare_grey = bare.convert("L")
    ground = pictures = None
    if figures:
        objects.show(lambda text, mark: not text and mark not in figures)
        ground = _in_grey(page)
        objects.show(lambda text, mark: not text and mark in figures)
        pictures = _in_grey(page, bare_grey)
    objects.show(lambda text, _: text)
    objects.uncut()
    again = _in_grey(page, bare_grey)
    for text in objects.texts:
        pdfium.FPDFPageObj_SetFillColor(text, 0, 0, 0, 255)
    inked = _in_grey(page)
    return Leaf(width, height, full, bare, bare_grey, again, inked, ground, pictures)


def undrawn(page: Any) -> Leaf:
    """The page without its drawings: each of them is one white pixel."""
    grey, colour = Image.new("L", (1, 1), "white"), Image.new("RGB", (1, 1), "white")
    width, height = page.get_size()
    return Leaf(width, height, grey, colour, grey, grey, grey)


def _in_grey(page: Any, under: Image.Image | None = None) -> Image.Image:
    """The page as it is now, drawn on white, or on a copy of what was drawn before."""
    width, height = page.get_size()
    wide, high = math.ceil(width * INK_DPI / 72), math.ceil(height * INK_DPI / 72)
    paper = pypdfium2.PdfBitmap.new_native(wide, high, pdfium.FPDFBitmap_Gray)
    ground = b"\xff" * (wide * high) if under is None else under.tobytes()
    ctypes.memmove(paper.buffer, ground, wide * high)
    flags = pdfium.FPDF_ANNOT | pdfium.FPDF_GRAYSCALE
    pdfium.FPDF_RenderPageBitmap(paper.raw, page.raw, 0, 0, wide, high, 0, flags)
    return Image.frombytes("L", (wide, high), bytes(paper.buffer))
