"""Preflight of the letters' forms: each is the one that the font has for it.

A font holds other forms too: small raised figures, letters of another alphabet that stand for ours.
A style sheet can ask for them, and the text in the PDF stays the same.
"""

from __future__ import annotations

import contextlib
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from PIL import ImageFont

from press.finding import Finding
from press.pdf.reading import Box, Glyph
from press.proof.compare import PrintedWord
from press.proof.preflight import Proof
from press.proof.words import by_line, said, word_finding

PIXELS = 100  # of an em, where a form is measured
SAME_WIDTH = 0.012  # em: of the letter that a width is compared with
SAME_FORM = 0.04  # em, of each edge of a letter's ink: on 69,000 of ours it is 0.01
LATIN = 0x250  # letters and figures below it have one form each
MOST = 0.6  # of a face's letters have their own width, or it is not this file

NOTHING: Box = (0.0, 0.0, 0.0, 0.0)
Form = tuple[float, Box]  # em: its width; its ink from its start and its baseline


class Face:
    """A font's file: the form that it has for each letter, before any feature changes it."""

    def __init__(self, data: bytes) -> None:
        basic = ImageFont.Layout.BASIC
        self._font = ImageFont.truetype(io.BytesIO(data), PIXELS, layout_engine=basic)
        self.form = lru_cache(maxsize=None)(self._form)

    def _form(self, char: str) -> Form:
        try:
            mask, (left, top) = self._font.getmask2(char, "L", anchor="ls")
        except OSError:  # its outline is broken: it draws nothing
            return 0.0, NOTHING
        ink = mask.getbbox() or (0, 0, 0, 0)
        box = (left + ink[0], -top - ink[3], left + ink[2], -top - ink[1])
        edges = [edge / PIXELS for edge in box]
        return self._font.getlength(char) / PIXELS, (edges[0], edges[1], edges[2], edges[3])


def letters_have_the_forms_of_their_font(proof: Proof) -> Iterator[Finding]:
    """P109: raised figures, forms of another alphabet, a letter that the file draws blank."""
    faces = list(_faces(proof.typeset.fonts))
    glyphs = [(one, glyph) for one in proof.printed for glyph in one.glyphs if _is_plain(glyph)]
    of = _faces_of([glyph for _, glyph in glyphs], faces)
    strange: dict[PrintedWord, str] = {}
    for one, glyph in glyphs:
        face = of.get(glyph.font)
        if face and not glyph.fault and not _is_own(glyph, face.form(glyph.char)):
            strange.setdefault(one, glyph.char)
    for line in by_line(list(strange), lambda one: one.word):
        problem = f"“{strange[line[0]]}” is not drawn as its font draws it, in "
        problem += f"“{said([one.word for one in line])}”"
        fix = "take font features and variants out of the sheet; is the font in styles/fonts whole?"
        yield word_finding(line[0].word, "P109", problem, fix)


def _faces(files: Sequence[bytes]) -> Iterator[Face]:
    for data in files:
        with contextlib.suppress(OSError):  # no font at all: the engine takes none of it either
            yield Face(data)


def _is_plain(glyph: Glyph) -> bool:
    return glyph.char.isalnum() and ord(glyph.char) < LATIN


def _faces_of(glyphs: Sequence[Glyph], faces: Sequence[Face]) -> Mapping[str, Face]:
    """The file that each of the PDF's fonts was made of, by the widths of most of its letters."""
    widths: dict[str, dict[str, float]] = defaultdict(dict)
    for glyph in glyphs:
        widths[glyph.font].setdefault(glyph.char, _width(glyph))
    found = {}
    for font, by_char in widths.items():
        alike = [(sum(_same_width(w, face.form(c)) for c, w in by_char.items()), number)
                 for number, face in enumerate(faces)]  # fmt: skip
        most, number = max(alike, default=(0, 0))
        if most and most >= MOST * len(by_char):
            found[font] = faces[number]
    return found


def _width(glyph: Glyph) -> float:
    return (glyph.end - glyph.start) / glyph.size


def _same_width(width: float, form: Form) -> bool:
    return abs(width - form[0]) <= SAME_WIDTH


def _is_own(glyph: Glyph, form: Form) -> bool:
    size, box, (left, bottom, right, top) = glyph.size, glyph.box, form[1]
    if right <= left:
        return False  # its file draws nothing
    return (
        abs((box[0] - glyph.start) / size - left) <= SAME_FORM
        and abs((box[2] - glyph.start) / size - right) <= SAME_FORM
        and abs((box[1] - glyph.baseline) / size - bottom) <= SAME_FORM
        and abs((box[3] - glyph.baseline) / size - top) <= SAME_FORM
    )
