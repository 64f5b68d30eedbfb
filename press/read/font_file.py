"""A font's file: whether it is whole, which letters it has, and a part of it for a screen.

The one door to fontTools, which is opened only where somebody asks for letters.
"""

from __future__ import annotations

import io
import struct

FONTS = (".ttf", ".otf")
FORBIDDEN = 0x0002  # of fsType in OS/2 (OpenType 1.9.1): it may not be put into a document
HEAD, ROW = 12, 16  # bytes of the table directory's head, and of each of its rows


class NoFont(Exception):  # noqa: N818 - named by what happened
    """A file that can't be used as a font; the text says why."""


def is_whole(data: bytes) -> bool:
    """Whether a font's bytes end no sooner than its tables do (OpenType 1.9.1, table directory)."""
    tables = struct.unpack(">H", data[4:6])[0] if len(data) >= HEAD else 0
    rows = [data[HEAD + ROW * n : HEAD + ROW * (n + 1)] for n in range(tables)]
    if not rows or len(rows[-1]) != ROW:
        return False
    ends = [sum(struct.unpack(">LL", row[8:16])) for row in rows]
    return bool(max(ends) <= len(data))


def letters_of_font(data: bytes) -> frozenset[int]:
    """The code points of the letters that a font's bytes have. Raises NoFont."""
    from fontTools.ttLib import TTFont

    if not is_whole(data):
        raise NoFont("it is no font, or not whole")
    try:
        with TTFont(io.BytesIO(data), lazy=True) as font:
            letters = frozenset(font.getBestCmap() or ())
            about = font.get("OS/2", None)
            locked = about is not None and int(about.fsType) & 0x000F == FORBIDDEN
    except Exception:  # a file that is spoilt fails in many ways
        raise NoFont("it is no font, or not whole") from None
    if locked:
        raise NoFont("it says of itself that it may not be put into a document")
    if not letters:
        raise NoFont("it has no letters")
    return letters


def subset_of(data: bytes, letters: frozenset[int]) -> bytes:
    """A font with these letters alone, as WOFF2 (W3C, 2024); the same bytes each time.

    What it does with letters beside each other stays. Raises NoFont.
    """
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    try:
        with TTFont(io.BytesIO(data), recalcTimestamp=False) as font:
            cutter = Subsetter(Options(layout_features=["*"], hinting=False, notdef_outline=True))
            cutter.populate(unicodes=letters)
            cutter.subset(font)
            font.flavor = "woff2"
            made = io.BytesIO()
            font.save(made)
    except Exception:
        raise NoFont("it can't be cut to the letters of a page") from None
    return made.getvalue()
