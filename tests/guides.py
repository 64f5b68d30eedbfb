"""The real guides in `content/`, read and not typeset."""

from __future__ import annotations

from functools import cache

from press.project import Project
from press.read.guide import Guide
from press.read.job import Job
from tests.shop import ROOT, read_one_guide, read_one_job

BEDSIDE = Project(ROOT)
REAL = "leg-cramps"  # the real guide, of which some tests know each sentence
LOCALES = ("en-GB", "en-US", "en-001")  # in which it is printed


@cache
def real_guide() -> Guide:
    return read_one_guide(BEDSIDE, REAL)


@cache
def real_job(locale: str = "en-GB") -> Job:
    """All products of the real guide for a locale."""
    return read_one_job(BEDSIDE, real_guide(), locale)
