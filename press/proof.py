"""A proof: a typeset PDF with what is known about it, before anything is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from press.finding import Place
from press.job import Job
from press.manuscript import Manuscript
from press.products import Product
from press.proofreader import Comparison, Printed
from press.reading import Reading


@dataclass(frozen=True)
class Slot:
    """The clinic's block on a page: its height, and the height of what stands in it, in mm."""

    height: float
    filled: float


@dataclass(frozen=True)
class Typeset:
    """What the typesetter made: the PDF, the size on the ladder, and the slot."""

    pdf: bytes
    size: float  # pt: the step of the ladder that was chosen
    pages: int
    slot: Slot | None
    families: frozenset[str]


@dataclass(frozen=True)
class Proof:
    """A typeset product, read back, for the preflight to judge."""

    job: Job
    manuscript: Manuscript
    typeset: Typeset
    reading: Reading
    comparison: Comparison

    @property
    def product(self) -> Product:
        return self.manuscript.product

    @property
    def printed(self) -> tuple[Printed, ...]:
        return self.comparison.printed

    @property
    def sheet(self) -> Place:
        """The style sheet that sets it: the place of what is no line's fault."""
        return Place(f"styles/{self.product.file}.css")

    @property
    def floors(self) -> Mapping[str, float]:
        return self.product.floors
