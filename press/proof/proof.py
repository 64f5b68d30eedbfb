"""A proof: a typeset PDF with what is known about it, before anything is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from press.finding import Place
from press.pdf.reading import Reading
from press.products import Product
from press.proof.compare import Comparison, PrintedWord
from press.read.job import Job
from press.read.manuscript import Manuscript
from press.typeset.engine import Typeset


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
    def printed(self) -> tuple[PrintedWord, ...]:
        return self.comparison.printed

    @property
    def sheet(self) -> Place:
        """The style sheet that sets it: the place of what is no line's fault."""
        return Place(f"styles/{self.product.file}.css")

    @property
    def floors(self) -> Mapping[str, float]:
        return self.product.floors
