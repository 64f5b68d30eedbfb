"""What the tests do with finished PDFs: open, change, unpack, and read them with other eyes."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image, ImageChops, ImageStat

from press.pdf.readback import read_back
from press.pdf.reading import Glyph, Reading
from press.proof.preflight import preflight, pull_proof
from tests.shop import Page

Change = Callable[[pikepdf.Pdf], object]


def opened(pdf: bytes) -> pikepdf.Pdf:
    """A PDF to look into; to be closed."""
    return pikepdf.open(io.BytesIO(pdf))


def changed(pdf: bytes, change: Change, **how: object) -> bytes:
    """The PDF after something was done to it; `how` it is saved is told to pikepdf."""
    out = io.BytesIO()
    with opened(pdf) as document:
        change(document)
        document.save(out, **how)  # type: ignore[arg-type]
    return out.getvalue()


def unpacked(pdf: bytes) -> bytes:
    """The file with nothing compressed."""
    return changed(
        pdf,
        lambda document: None,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        compress_streams=False,
    )


def reproved(page: Page, change: Change) -> Page:
    """A proof, and what the preflight says of it, after a change to its finished file."""
    typeset = replace(page.proof.typeset, pdf=changed(page.proof.typeset.pdf, change))
    proof = pull_proof(page.proof.job, page.proof.manuscript, typeset)
    return Page(proof, tuple(preflight(proof)))


def every_glyph(reading: Reading) -> tuple[Glyph, ...]:
    """What is read out, and what stands in the margins."""
    return (*reading.flow, *reading.outside)


def letters_of_pages(pdf: bytes) -> list[str]:
    """The letters of each page, in the order in which they are read out."""
    reading = read_back(pdf)
    said = [""] * len(reading.pages)
    for glyph in every_glyph(reading):
        said[glyph.page] += glyph.char
    return said


def texts_of_pages(pdf: bytes | Path) -> list[str]:
    """What another reader finds within the bounds of each page; blanks and lines as one blank."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return [" ".join(page.split()) for page in pages]


def is_coloured(picture: Image.Image, over: int = 0) -> bool:
    """Whether a pixel's red, green and blue differ by more than so many levels."""
    red, green, blue = picture.convert("RGB").split()
    pairs = ((red, green), (green, blue))
    apart = (ImageChops.difference(*pair) for pair in pairs)
    return any(one.point(lambda level: 255 * (level > over)).getbbox() for one in apart)


def darkness(picture: Image.Image) -> float:
    """How dark a picture is on the whole, from 0 to 255."""
    return 255 - ImageStat.Stat(picture.convert("L")).mean[0]
