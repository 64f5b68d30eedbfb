"""Where each raw line stands on the pages: the map by which a click finds its line."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from press.pdf.reading import Box, Leaf
from press.project import Line
from press.proof.preflight import Proof
from press.read.pictures import pictures_of

ABOVE, BELOW = 0.82, 0.28  # of the size: how far a line reaches from its baseline
SAME_LINE, TOGETHER = 0.5, 6.0  # of the size: words so near are in one box
PICTURE = "picture"
MANUSCRIPT = ".md"


class _Place:
    """One raw line: its boxes, each with its page and baseline."""

    def __init__(self, line: Line, kind: str) -> None:
        self.line, self.kind = line, kind
        self.boxes: list[tuple[int, float, list[float]]] = []

    def add(self, page: int, box: Box, base: float, size: float) -> None:
        """Take a word in: into the box of the words beside it, or into one of its own."""
        left, _, right, _ = box
        low, high = base - size * BELOW, base + size * ABOVE
        for other, at, edges in reversed(self.boxes):
            same = other == page and abs(at - base) < size * SAME_LINE
            apart = max(left - edges[2], edges[0] - right)
            if same and apart < size * TOGETHER:
                edges[:] = [min(edges[0], left), min(edges[1], low), max(edges[2], right),
                            max(edges[3], high)]  # fmt: skip
                return
        self.boxes.append((page, base, [left, low, right, high]))


def places(proof: Proof) -> list[dict[str, Any]]:
    """Each raw line that is on paper, with its boxes as shares of their pages.

    A label or a line of a passage may stand in several places, and has a box in each.
    """
    found: dict[tuple[str, int], _Place] = {}
    for one in proof.printed:
        line = one.word.line
        place = found.setdefault((line.file, line.number), _Place(line, one.word.kind))
        place.add(one.page, one.box, one.glyphs[0].baseline, one.size)
    for line, page, box in _pictures(proof):
        place = found.setdefault((line.file, line.number), _Place(line, PICTURE))
        place.boxes.append((page, box[1], list(box)))
    own = _texts(proof)
    return [_told(place, proof.reading.pages, own) for place in found.values()]


def _pictures(proof: Proof) -> Iterator[tuple[Line, int, Box]]:
    """Each picture on paper with the line that names it; where several are alike, in order."""
    named: dict[str, list[Line]] = {}
    for picture in pictures_of(proof.manuscript, proof.job.fields):
        named.setdefault(picture.alt, []).append(picture.line)
    for one in proof.reading.pictures:
        if lines := named.get(one.alt):
            yield (lines.pop(0) if len(lines) > 1 else lines[0]), one.page, one.box


def _texts(proof: Proof) -> Mapping[tuple[str, int], Line]:
    return {(line.file, line.number): line for line in proof.manuscript.lines}


def _told(
    place: _Place, pages: tuple[Leaf, ...], texts: Mapping[tuple[str, int], Line]
) -> dict[str, Any]:
    line = place.line
    boxes = []
    for page, _, (left, low, right, high) in place.boxes:
        wide, tall = pages[page].width, pages[page].height
        shares = (left / wide, 1 - high / tall, (right - left) / wide, (high - low) / tall)
        boxes.append([page, *(round(share, 5) for share in shares)])
    return {
        "file": line.file,
        "line": line.number,
        "kind": place.kind,
        "text": line.text,
        "mend": line.file.endswith(MANUSCRIPT) and (line.file, line.number) in texts,
        "boxes": boxes,
    }


def lost_words(proof: Proof, waiting: Collection[int]) -> list[dict[str, Any]]:
    """The words that are not on paper, each with its line.

    While pages are `waiting` only those of the manuscript: what else is there says nothing yet.
    """
    own = _texts(proof)
    return [
        {"file": word.line.file, "line": word.line.number, "word": word.text}
        for word in proof.comparison.lost
        if not waiting or (word.line.file, word.line.number) in own
    ]


def unknown_letters(proof: Proof, waiting: Collection[int]) -> list[dict[str, Any]]:
    """What is printed of no source, page by page; of pages that are `waiting` nothing is told."""
    by_page: dict[int, str] = {}
    for glyph in proof.comparison.unknown:
        if glyph.page in waiting:
            continue
        by_page[glyph.page] = by_page.get(glyph.page, "") + glyph.char
    return [{"page": page, "text": text} for page, text in by_page.items()]
