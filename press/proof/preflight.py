"""A proof, and the last look at it: a rule is a function on a `Proof`, anywhere in this room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from press.finding import Finding, Place
from press.pdf.readback import read_back
from press.pdf.reading import Reading
from press.products import Product
from press.proof.compare import Comparison, PrintedWord, compare
from press.proof.runs import Seen
from press.read.expected import expected_words, phrases
from press.read.folding import straight
from press.read.job import Job
from press.read.manuscript import Manuscript
from press.rules import rules_of
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


def pull_proof(job: Job, manuscript: Manuscript, typeset: Typeset) -> Proof:
    """The typeset product with what is really in it, read back from the PDF alone."""
    return proof_of(job, manuscript, typeset, read_back(typeset.pdf))


def proof_of(
    job: Job, manuscript: Manuscript, typeset: Typeset, reading: Reading, seen: Seen | None = None
) -> Proof:
    """The same of what was read back: set against the words that must be on paper."""
    pictures = (one._replace(alt=straight(one.alt)) for one in reading.pictures)
    reading = replace(reading, title=straight(reading.title), pictures=tuple(pictures))
    words = expected_words(manuscript, job.fields)
    comparison = compare(reading, words, phrases(job, manuscript), seen)
    return Proof(job, manuscript, typeset, reading, comparison)


def preflight(proof: Proof) -> list[Finding]:
    """Every finding on this proof, rule by rule."""
    return [finding for rule in rules_of("proof", "Proof") for finding in rule(proof)]
