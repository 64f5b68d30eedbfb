"""The pictures that a manuscript or a clinic names: what is wrong with each, where it is named.

The reading room opened them and knows; here is only said what it found.
"""

from __future__ import annotations

from press.finding import Finding
from press.read.job import Job
from press.read.manuscript import Manuscript
from press.read.pictures import pictures_of


def check_pictures(job: Job, manuscript: Manuscript) -> list[Finding]:
    """A111 to A116, A121, A122 and P303 for every picture that can't be used."""
    found = []
    for picture in pictures_of(manuscript, job.fields):
        if fault := job.pictures.file(picture).fault:
            found.append(picture.line.finding(*fault, picture.column))
        if not picture.alt:
            fix = "say between the [ ] what the picture shows"
            problem = "this picture has no description"
            found.append(picture.line.finding("A112", problem, fix, picture.column))
    logo = job.pictures.logo
    if job.clinic and job.clinic.logo and logo and logo.fault:
        found.append(job.clinic.logo.named.finding(*logo.fault))
    return found
