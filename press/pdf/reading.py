"""What is in a PDF, as values: characters with their boxes, elements, pictures, pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from PIL import Image

Box = tuple[float, float, float, float]  # left, bottom, right, top in pt

Colour = tuple[int, int, int, int]


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


class Element(NamedTuple):
    """One element of the structure tree."""

    kind: str
    page: int
    parent: int
    alt: str


class Picture(NamedTuple):
    """One figure on a page. `box` is where it is drawn."""

    page: int
    alt: str
    box: Box


@dataclass(frozen=True)
class Leaf:
    """One page: its size in pt and its two renderings, with text and without."""

    width: float
    height: float
    full: Image.Image  # grey
    bare: Image.Image  # colour, all text taken away


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
