"""What a picture's file is, by what is in it and never by its name; what the engine has of it.

Only what is surely a PNG, a JPEG or an SVG is opened; any other kind is named, and refused.
"""

from __future__ import annotations

import re
from unicodedata import category

Fault = tuple[str, str, str]  # code, problem, fix
PNG, JPEG, SVG = "PNG", "JPEG", "SVG"
TYPES = {PNG: "image/png", JPEG: "image/jpeg", SVG: "image/svg+xml"}
NO_LETTERS = ("Cc", "Cs")  # control characters, and half letters
SAVE = "save it as SVG, PNG or JPEG"
SAVE_DRAWING = "open it in a drawing program, and save it as SVG, PNG or JPEG"
# how each kind begins, what it is called, and what to do about it
MARKS: tuple[tuple[bytes, str, str], ...] = (
    (rb"\x89PNG\r\n\x1a\n", PNG, ""),
    (rb"\xff\xd8\xff", JPEG, ""),
    (rb"GIF8", "a GIF picture", SAVE),
    (rb"RIFF....WEBP", "a WebP picture", SAVE),
    (rb"....ftypavi[fs]", "an AVIF picture", SAVE),
    (rb"....ftyp(?:hei|hev|mif1|msf1)", "a HEIC picture", SAVE),
    (rb"....ftyp", "a film", SAVE),
    (rb"II[*+]\x00|MM\x00[*+]", "a TIFF picture", SAVE),
    (rb"BM", "a BMP picture", SAVE),
    (rb"DDS ", "a DDS picture", SAVE),
    (rb"8BPS", "a Photoshop file", SAVE),
    (rb"gimp xcf", "a GIMP file", SAVE),
    (rb"\x00\x00\x00\x0cjP  |\xff\x4f\xff\x51", "a JPEG 2000 picture", SAVE),
    (rb"\x00\x00\x00\x0cJXL |\xff\x0a", "a JPEG XL picture", SAVE),
    (rb"\x00\x00[\x01\x02]\x00", "an icon file", SAVE),
    (rb"icns", "an icon file", SAVE),
    (rb"qoif", "a QOI picture", SAVE),
    (rb"P[1-7]\s", "a PNM picture", SAVE),
    (rb"\x8aMNG|\x8bJNG", "an MNG picture", SAVE),
    (rb"\xd7\xcd\xc6\x9a|\x01\x00\x09\x00", "a WMF drawing", SAVE_DRAWING),
    (rb"\x01\x00\x00\x00.{36} EMF", "an EMF drawing", SAVE_DRAWING),
    (rb"%!|\xc5\xd0\xd3\xc6|\x04%!", "a PostScript or EPS drawing", SAVE_DRAWING),
    (rb".{0,1000}%PDF-", "a PDF", SAVE_DRAWING),
    (rb"PK\x03\x04", "a packed file (ZIP)", SAVE_DRAWING),
    (rb"\x1f\x8b", "a packed drawing (SVGZ)", "save it as plain SVG, not packed"),
    (rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body)", "a web page", SAVE),
    (rb"\xff\xfe<|\xfe\xff\x00<|<\x00|\x00<", "an SVG in UTF-16", "save it as plain SVG in UTF-8"),
    (rb"(?:\xef\xbb\xbf)?\s*<", SVG, ""),
)
KINDS = tuple((re.compile(mark, re.DOTALL | re.IGNORECASE if b"html" in mark else re.DOTALL),
               kind, fix) for mark, kind, fix in MARKS)  # fmt: skip


def is_a_name(name: str) -> bool:
    """Whether a file may be called so: no control character, and nothing that is not UTF-8."""
    return "\ufffd" not in name and not any(category(letter) in NO_LETTERS for letter in name)


def kind_of(data: bytes) -> tuple[str, str]:
    """PNG, JPEG or SVG; or else what it is in words, with what to do about it."""
    for mark, kind, fix in KINDS:
        if mark.match(data):
            return kind, fix
    return "of a kind that we don't know", SAVE


def type_of(data: bytes) -> str:
    """The media type of a picture, for the engine; none where it is no kind of ours."""
    return TYPES.get(kind_of(data)[0], "")


def open_picture(name: str, data: bytes, logo: bool = False) -> tuple[bytes, Fault | None]:
    """A picture's bytes as the engine is given them, or why it can't be printed.

    A `logo` has fewer pixels than a page may have.
    """
    kind, fix = kind_of(data)
    if not data:
        return b"", ("A113", f"the picture `{name}` is an empty file", "save it again")
    if kind not in TYPES:
        return b"", ("A113", f"the picture `{name}` is {kind}", fix)
    if kind == SVG:
        from press.read.drawings import drawing_fault  # a run without work loads no XML

        fault = drawing_fault(data)
        return (b"", fault) if fault else (data, None)
    from press.read.photos import MOST_OF_A_LOGO, MOST_PIXELS, read_photo  # nor Pillow

    return read_photo(data, MOST_OF_A_LOGO if logo else MOST_PIXELS)
