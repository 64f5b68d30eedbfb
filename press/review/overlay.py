"""Pastes pictures and pages of other PDFs into the windows of a typeset PDF.

It opens pikepdf beside sheets/impose.py, because the typesetter would blow one bit up to 24 and
draw pages as pictures: here one bit stays one bit, and a page keeps its fonts and lines.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image

from press.pdf.reading import Box

BITS = {"1": 1, "L": 8, "RGB": 8}
SPACES = {"1": Name.DeviceGray, "L": Name.DeviceGray, "RGB": Name.DeviceRGB}


@dataclass(frozen=True)
class PageOf:
    """A page of a PDF, counted from 0."""

    pdf: bytes
    page: int


@dataclass(frozen=True)
class Pasted:
    """What is pasted, and where: the sheet counted from 0, the window in pt from its lower left."""

    sheet: int
    box: Box
    what: Image.Image | PageOf


def paste(sheets: bytes, pasted: Iterable[Pasted]) -> bytes:
    """The PDF `sheets` with everything in its window, stretched to fill it, as artifacts.

    Pictures are of mode 1, L or RGB. The same input gives the same bytes.
    Raises pikepdf.PdfError where a PDF can't be opened.
    """
    sources: dict[bytes, pikepdf.Pdf] = {}
    with pikepdf.open(io.BytesIO(sheets)) as board:
        for page in board.pages:  # what stands there changes the matrix: keep that to itself
            page.contents_add(b"q", prepend=True)
            page.contents_add(b"Q")
        for count, one in enumerate(pasted):
            page = board.pages[one.sheet]
            if isinstance(one.what, PageOf):
                if one.what.pdf not in sources:
                    sources[one.what.pdf] = pikepdf.open(io.BytesIO(one.what.pdf))
                item = _form(board, sources[one.what.pdf].pages[one.what.page])
            else:
                item = _image(board, one.what)
            # a name of ours: pikepdf's own is another one each time
            name = page.add_resource(item, Name.XObject, Name(f"/Pasted{count}"))
            page.contents_add(_drawn(one, item, name))
        out = io.BytesIO()
        board.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()


def _drawn(one: Pasted, item: Any, name: Name) -> bytes:
    left, bottom, right, top = one.box
    wide, high = right - left, top - bottom
    if isinstance(one.what, PageOf):  # a form is as large as its page, a picture 1 by 1
        x, y, far, upper = (float(edge) for edge in item.BBox)
        wide, high = wide / (far - x), high / (upper - y)
        left, bottom = left - x * wide, bottom - y * high
    matrix = f"{wide:.5f} 0 0 {high:.5f} {left:.3f} {bottom:.3f}"
    # an artifact: the words beside a window say what is in it (ISO 32000-1, 14.8.2.2)
    return f"/Artifact BMC q {matrix} cm {name} Do Q EMC".encode()


def _form(board: pikepdf.Pdf, page: pikepdf.Page) -> Any:
    """A page as a form. Its marks are kept, and tied to no tags."""
    form = board.copy_foreign(page.as_form_xobject())
    for tag in ("/StructParents", "/StructParent"):
        if tag in form:
            del form[tag]
    return form


def _image(board: pikepdf.Pdf, picture: Image.Image) -> Any:
    entries = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=SPACES[picture.mode],
        BitsPerComponent=BITS[picture.mode],
        Interpolate=False,
        Filter=Name.FlateDecode,
    )
    image = pikepdf.Stream(board, zlib.compress(picture.tobytes(), 6))
    for key, value in entries.items():
        image[key] = value
    return image
