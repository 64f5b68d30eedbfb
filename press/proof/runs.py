"""Runs: printed characters of one word that stand together, and where."""

from __future__ import annotations

from collections.abc import Sequence

from press.pdf.reading import Box, Glyph
from press.proof.align import Span

Run = tuple[int, Box, float, tuple[Glyph, ...]]  # glyphs together: their page, box and size
Found = dict[tuple[int, int], tuple[Glyph, Glyph, list[Run]]]


class Seen:
    """The runs of the last comparison, by their first glyph and their number.

    Where pages stay as they were, their glyphs are the very same objects, and so are their runs.
    `between` is what a template was known to put between words: pages of before still have it.
    """

    def __init__(self) -> None:
        self.between: list[str] = []
        self.now: Found = {}
        self.before: Found = {}

    def turn(self) -> None:
        """A comparison begins: what the one before the last has found is dropped."""
        self.before, self.now = self.now, {}

    def runs(self, glyphs: Sequence[Glyph], span: Span) -> list[Run]:
        """The runs of these glyphs."""
        first, last = glyphs[span[0]], glyphs[span[1] - 1]
        key = id(first), span[1] - span[0]
        known = self.now.get(key) or self.before.get(key)
        if known is None or known[0] is not first or known[1] is not last:
            known = first, last, _runs(glyphs[span[0] : span[1]])
        self.now[key] = known
        return known[2]


def _runs(glyphs: Sequence[Glyph]) -> list[Run]:
    """Glyphs that stand together on one line."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        last = runs[-1][-1] if runs else None
        if last is None or last.page != glyph.page or _stands_apart(last, glyph):
            runs.append([glyph])
        else:
            runs[-1].append(glyph)
    return [(run[0].page, box_of(run), min(g.size for g in run), tuple(run)) for run in runs]


def _stands_apart(last: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph is on another line than the last, or on the far side of other words."""
    size = max(last.size, glyph.size)
    gap = max(glyph.box[0] - last.box[2], last.box[0] - glyph.box[2])
    return abs(glyph.baseline - last.baseline) > size * 0.8 or gap > size * 2


def box_of(glyphs: Sequence[Glyph]) -> Box:
    """The box around these glyphs' ink, in pt."""
    boxes = [glyph.box for glyph in glyphs]
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)
