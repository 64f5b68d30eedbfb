"""Preflight: the last look at a proof. A rule is a function on a `Proof`, anywhere in this room."""

from __future__ import annotations

from press.finding import Finding
from press.pdf.readback import read_back
from press.proof.compare import compare
from press.proof.proof import Proof
from press.read.expected import expected_words, phrases
from press.read.job import Job
from press.read.manuscript import Manuscript
from press.rules import rules_of
from press.typeset.engine import Typeset


def pull_proof(job: Job, manuscript: Manuscript, typeset: Typeset) -> Proof:
    """The typeset product with what is really in it, read back from the PDF alone."""
    reading = read_back(typeset.pdf)
    words = expected_words(manuscript, job.fields)
    comparison = compare(reading, words, phrases(job, manuscript))
    return Proof(job, manuscript, typeset, reading, comparison)


def preflight(proof: Proof) -> list[Finding]:
    """Every finding on this proof, rule by rule."""
    return [finding for rule in rules_of("proof", "Proof") for finding in rule(proof)]
