"""The spelling command: every guide in every locale, held to its country's dictionary."""

from __future__ import annotations

from press.check.spelling import Unable, check_spelling
from press.finding import Finding
from press.project import Project
from press.read.guide import guide_names, read_guide
from press.read.job import read_job
from press.run.console import MACHINE, end, stop
from press.run.order import Order


def spelling(project: Project, _: Order) -> int:
    """Check every guide in every locale; prints findings and returns the exit code."""
    found: list[Finding] = []
    try:
        for name in guide_names(project):
            guide = read_guide(project, name, found)
            for locale in guide.locales if guide else ():
                assert guide is not None
                job = read_job(project, guide, locale, None, found)
                found += check_spelling(job) if job else []
    except Unable as error:
        return stop(MACHINE, str(error))
    if not found:
        print("no spelling findings")
    return end(found)
