"""The objects that a page is drawn of, one by one, as PDFium tells them: text, paths, pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from functools import reduce
from typing import Any

import pypdfium2.raw as pdfium

from press.pdf.reading import Box

TEXT, GROUP = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_FORM
FAR = 1e5  # pt: a clip that reaches so far cuts nothing off
LEVEL = 0.01  # of its scale: a picture that is turned by less stands upright
THIN = 1e-3  # pt: of a clip that leaves nothing
Wanted = Callable[[bool, int], bool]  # whether it is text, and the mark that draws it


class Objects:
    """A page's objects: where each mark draws, which are text, and which lie in a group."""

    def __init__(self, page: Any) -> None:
        self._inner: list[tuple[int, Any]] = []  # mark, object; of a group what lies in it
        self._tops: list[tuple[int, Any]] = []
        self.drawn: dict[int, Box] = {}  # by mark: what is drawn under it, in pt
        self.nested: set[int] = set()  # addresses of text objects that lie in a group
        for number in range(pdfium.FPDFPage_CountObjects(page.raw)):
            item = pdfium.FPDFPage_GetObject(page.raw, number)
            mark = pdfium.FPDFPageObj_GetMarkedContentID(item)
            self._tops.append((mark, item))
            for one in _leaves(item):
                self._inner.append((mark, one))
                if one is not item and _is_text(one):
                    self.nested.add(ctypes.cast(one, ctypes.c_void_p).value or 0)
            if mark >= 0 and not _is_text(item):
                self.drawn[mark] = _union(self.drawn.get(mark), _bounds(item))

    @property
    def texts(self) -> list[Any]:
        """Every text object, also within groups."""
        return [one for _, one in self._inner if _is_text(one)]

    def show(self, wanted: Wanted) -> None:
        """Let only what is `wanted` be drawn."""
        for mark, item in self._inner:
            pdfium.FPDFPageObj_SetIsActive(item, wanted(_is_text(item), mark))

    def uncut(self) -> None:
        """Move the edges of every clip of the text out of sight."""
        for item in self.texts:
            if clips := _clips_of(item):
                left, bottom, right, top = reduce(_common, clips)
                a, d = FAR / max(right - left, THIN), FAR / max(top - bottom, THIN)
                x, y = (left + right) / 2, (bottom + top) / 2
                pdfium.FPDFPageObj_TransformClipPath(item, a, 0, 0, d, x - a * x, y - d * y)

    @staticmethod
    def is_cut_away(item: Any) -> bool:
        """Whether the clips of an object leave nothing of it."""
        clips = _clips_of(item)
        return bool(clips) and not _area(reduce(_common, clips, _bounds(item)))

    def stands_upright(self, mark: int) -> bool:
        """Whether something of a picture is drawn as its file has it: not turned, not mirrored.

        A photograph is drawn upwards in PDF, the engine's paths downwards.
        """
        for at, item in self._tops:
            if at == mark and not _is_text(item):
                matrix = pdfium.FS_MATRIX()
                pdfium.FPDFPageObj_GetMatrix(item, matrix)
                down = pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_IMAGE
                level = max(abs(matrix.b), abs(matrix.c)) <= LEVEL * abs(matrix.a)
                if level and matrix.a > 0 and (matrix.d < 0) == down:
                    return True
        return False

    def left_of(self, mark: int, page: Box) -> float:
        """Which part of a picture its frame and the `page` leave, 0 to 1.

        Its own clip, the innermost, is how large it is meant to be: a drawing may reach out of it.
        """
        items = [item for at, item in self._tops if at == mark and not _is_text(item)]
        clips = [(_clips_of(item), item) for item in items]
        fewest = min((len(boxes) for boxes, _ in clips), default=0)
        parts = []
        for boxes, item in clips:
            whole = boxes[-1] if boxes else _bounds(item)
            if len(boxes) == fewest and _area(whole):
                parts.append(_area(reduce(_common, boxes, _common(whole, page))) / _area(whole))
        return max(parts, default=0.0)


def _is_text(item: Any) -> bool:
    return bool(pdfium.FPDFPageObj_GetType(item) == TEXT)


def _leaves(item: Any) -> Iterator[Any]:
    """The object itself, or all that lie in it where it is a group."""
    if pdfium.FPDFPageObj_GetType(item) != GROUP:
        yield item
        return
    for number in range(pdfium.FPDFFormObj_CountObjects(item)):
        yield from _leaves(pdfium.FPDFFormObj_GetObject(item, number))


def _clips_of(item: Any) -> list[Box]:
    """The box around each clip of an object, from the outermost to the innermost."""
    clip = pdfium.FPDFPageObj_GetClipPath(item)
    boxes = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(max(pdfium.FPDFClipPath_CountPaths(clip), 0) if clip else 0):
        points = []
        for number in range(pdfium.FPDFClipPath_CountPathSegments(clip, path)):
            segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, number)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            points.append((x.value, y.value))
        across, up = zip(*points, strict=True) if points else ((0.0,), (0.0,))
        boxes.append((min(across), min(up), max(across), max(up)))
    return boxes


def _area(box: Box) -> float:
    return max(box[2] - box[0], 0) * max(box[3] - box[1], 0)


def _common(one: Box, two: Box) -> Box:
    return max(one[0], two[0]), max(one[1], two[1]), min(one[2], two[2]), min(one[3], two[3])


def _bounds(item: Any) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _union(one: Box | None, two: Box) -> Box:
    if one is None:
        return two
    return min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3])
