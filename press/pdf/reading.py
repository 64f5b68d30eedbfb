"""What is in a PDF, as values: characters with their boxes, elements, pictures, pages."""

from __future__ import annotations

from collections.abc import Sequence, Sized
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from PIL import Image

Box = tuple[float, float, float, float]  # left, bottom, right, top in pt
INK_DPI = 100  # of a Leaf's drawings

Colour = tuple[int, int, int, int]


SEE_THROUGH, CUT_OFF, TURNED, SQUEEZED = "see-through", "cut off", "turned or mirrored", "squeezed"


class Glyph(NamedTuple):
    """One printed character."""

    char: str
    page: int
    box: Box
    size: float
    font: str
    colour: Colour
    element: int  # index into Reading.elements; -1 outside the structure tree
    baseline: float  # pt from the page's foot
    start: float  # pt from the page's left edge
    end: float  # pt: where the next one is to start, by the font's own measure
    fault: str  # how it differs from the font's own letter: such as CUT_OFF, or ""


class Element(NamedTuple):
    """One element of the structure tree."""

    kind: str
    page: int
    parent: int
    alt: str


class Picture(NamedTuple):
    """One figure on a page. `box` is where it is drawn, also what is cut off of it."""

    page: int
    alt: str
    box: Box
    left: float  # which part of it no frame cuts off, 0 to 1
    upright: bool  # as its file has it


@dataclass(frozen=True)
class Leaf:
    """One page: its size in pt, and drawings of it at INK_DPI.

    Where nothing lies over a word or cuts it off, `again` is `full`; `pictures` likewise is `bare`.
    """

    width: float
    height: float
    full: Image.Image  # grey: the page as it is
    bare: Image.Image  # colour: all text taken away
    bare_grey: Image.Image  # the same
    again: Image.Image  # grey: all text drawn upon `bare`, with nothing over it, uncut
    inked: Image.Image  # grey: all text alone, in black upon white
    ground: Image.Image | None = None  # grey: `bare` without the tagged pictures, if there are any
    pictures: Image.Image | None = None  # grey: those drawn once more upon `bare`


class Flow(Protocol):
    """The words of what was read back, whatever made it: its pages, and its characters in order."""

    @property
    def pages(self) -> Sized: ...
    @property
    def flow(self) -> Sequence[Glyph]: ...
    @property
    def outside(self) -> Sequence[Glyph]: ...


@dataclass(frozen=True)
class Reading:
    """What is really in a PDF. `flow` is in tree order, `outside` are the margin boxes' words."""

    pages: tuple[Leaf, ...]
    flow: tuple[Glyph, ...]
    outside: tuple[Glyph, ...]
    elements: tuple[Element, ...]
    pictures: tuple[Picture, ...]
    title: str
    language: str
    tagged: bool
    true_size: bool
