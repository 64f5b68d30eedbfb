"""Walks the pages of a press file and tells every mark on them: its ink, its place, its thickness.

Of what a page clips, the clip's bounds count: a mark is never told smaller than it is printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Name

from press.prepress.inks import Ink, Inks

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]  # left, bottom, right, top in pt

EVERYWHERE: Box = (-1e6, -1e6, 1e6, 1e6)
COLOURS = frozenset(("k", "K", "scn", "sc", "SCN", "SC"))
FILLS = frozenset(("f", "F", "f*", "B", "B*", "b", "b*"))
LINES = frozenset(("S", "s", "B", "B*", "b", "b*"))
SHOWS = frozenset(("Tj", "TJ", "'", '"'))


class Mark(NamedTuple):
    """One thing that is printed. `ink` is None where it is a pattern or an ink of its own."""

    page: int
    kind: str  # text, fill, line, picture or gradient
    ink: Ink | None
    box: Box | None  # none for text: what is proved of words is proved before
    thickness: float  # pt


@dataclass(frozen=True)
class _State:
    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    clip: Box = EVERYWHERE
    fill: Ink | None = (0, 0, 0, 100)
    line: Ink | None = (0, 0, 0, 100)
    width: float = 1.0


@dataclass(frozen=True)
class PressFile:
    """A press file as it is read back. `marks` are those that are not cut off with the slug."""

    sheet: pikepdf.Pdf
    marks: tuple[Mark, ...]
    inks: Inks


def read_press_file(sheet: pikepdf.Pdf, inks: Inks) -> PressFile:
    """Every mark of every page, in the order in which they are printed."""
    found = []
    for number, page in enumerate(sheet.pages, 1):
        bleed = box_of(page.obj, "/BleedBox") or EVERYWHERE
        for mark in _Walk(number).walk(page.obj, page.obj.get("/Resources"), _State()):
            left, bottom, right, top = mark.box or bleed
            if right > bleed[0] and left < bleed[2] and top > bleed[1] and bottom < bleed[3]:
                found.append(mark)
    return PressFile(sheet, tuple(found), inks)


def box_of(page: Any, name: str) -> Box | None:
    """One of a page's boxes, such as `/TrimBox`; None where the page itself has none."""
    if name not in page:
        return None
    left, bottom, right, top = (float(edge) for edge in page[name])
    return left, bottom, right, top


class _Walk:
    """One page with the drawings that it uses; the path that is being drawn is kept here."""

    def __init__(self, page: int) -> None:
        self.page = page
        self.path: Box | None = None
        self.clips = False

    def walk(self, stream: Any, resources: Any, now: _State) -> Iterator[Mark]:
        """The marks of one content stream, from the state in which it begins."""
        kept: list[_State] = []
        holder = pikepdf.Page(stream) if stream.get("/Type") == Name.Page else stream
        for step in pikepdf.parse_content_stream(holder):
            operands, name = step.operands, str(step.operator)
            if name in ("m", "l", "c", "v", "y", "re"):
                self._draw(name, [float(part) for part in operands], now.matrix)
            elif name == "q":
                kept.append(now)
            elif name == "Q":
                now = kept.pop() if kept else now
            elif name in SHOWS:
                yield Mark(self.page, "text", now.fill, None, 0)
            elif name == "Do":
                yield from self._use(resources.XObject[operands[0]], resources, now)
            elif name == "sh":
                yield Mark(self.page, "gradient", None, now.clip, 0)
            elif name in ("W", "W*"):
                self.clips = True
            elif name in FILLS or name in LINES or name == "n":
                yield from self._paint(name, now)
                if self.clips and self.path:
                    now = replace(now, clip=_shared(now.clip, self.path))
                self.path, self.clips = None, False
            else:
                now = _changed(now, name, operands)

    def _draw(self, name: str, parts: list[float], matrix: Matrix) -> None:
        if name == "re":
            left, bottom, width, height = parts
            parts = [left, bottom, left + width, bottom, left, bottom + height]
            parts += [left + width, bottom + height]
        a, b, c, d, e, f = matrix
        across = [a * x + c * y + e for x, y in zip(parts[::2], parts[1::2], strict=True)]
        up = [b * x + d * y + f for x, y in zip(parts[::2], parts[1::2], strict=True)]
        if self.path:
            left, bottom, right, top = self.path
            across += [left, right]
            up += [bottom, top]
        self.path = (min(across), min(up), max(across), max(up))

    def _paint(self, name: str, now: _State) -> Iterator[Mark]:
        if self.path and name in FILLS:
            left, bottom, right, top = box = _shared(now.clip, self.path)
            yield Mark(self.page, "fill", now.fill, box, min(right - left, top - bottom))
        if self.path and name in LINES:
            a, b, c, d, _, _ = now.matrix
            wide = now.width * abs(a * d - b * c) ** 0.5
            left, bottom, right, top = self.path
            grown = (left - wide / 2, bottom - wide / 2, right + wide / 2, top + wide / 2)
            yield Mark(self.page, "line", now.line, _shared(now.clip, grown), wide)

    def _use(self, item: Any, resources: Any, now: _State) -> Iterator[Mark]:
        """A picture, or the marks of a drawing of its own."""
        if item.Subtype == Name.Image:
            a, b, c, d, e, f = now.matrix
            box = (e + min(0, a, c, a + c), f + min(0, b, d, b + d),
                   e + max(0, a, c, a + c), f + max(0, b, d, b + d))  # fmt: skip
            yield Mark(self.page, "picture", None, _shared(now.clip, box), 0)
            return
        matrix = [float(part) for part in item.get("/Matrix", (1, 0, 0, 1, 0, 0))]
        begun = replace(now, matrix=_times(matrix, now.matrix))
        yield from self.walk(item, item.get("/Resources", resources), begun)


def _changed(now: _State, name: str, operands: Any) -> _State:
    """The state after an operator that draws nothing."""
    if name == "cm":
        return replace(now, matrix=_times([float(part) for part in operands], now.matrix))
    if name == "w":
        return replace(now, width=float(operands[0]))
    if name in COLOURS:
        ink: Ink | None = None
        if name in ("k", "K"):
            cyan, magenta, yellow, black = (round(float(part) * 100, 2) for part in operands)
            ink = (cyan, magenta, yellow, black)
        return replace(now, line=ink) if name.isupper() else replace(now, fill=ink)
    return now


def _times(one: Any, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
            e * g + f * i + k, e * h + f * j + m)  # fmt: skip


def _shared(one: Box, two: Box) -> Box:
    left, bottom = max(one[0], two[0]), max(one[1], two[1])
    return left, bottom, max(left, min(one[2], two[2])), max(bottom, min(one[3], two[3]))
