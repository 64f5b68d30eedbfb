"""Plain words: checks a job's texts against targets, lists of words and the guide's own terms.

A rule is a function on a `PlainReading`, anywhere in this room. Targets are the products' own;
words stand in content/words/ and in the guide's terms.toml.
"""

from __future__ import annotations

from press.finding import Finding
from press.plain.rules import PlainReading
from press.plain.words import hard_words
from press.project import Line
from press.read.aloud import read_parts
from press.read.job import Job
from press.rules import rules_of


def read_plainly(job: Job) -> list[PlainReading]:
    """Each manuscript of the job as it is read."""
    return [
        PlainReading(m, read_parts(m, job.fields), m.product.gates, job.rules.tongue, job.locale)
        for m in (manuscript.in_own_language for manuscript in job.manuscripts)
    ]


def check_plain_words(job: Job) -> list[Finding]:
    """Every finding of plain words (W1xx) on one job."""
    found: list[Finding] = []
    for reading in read_plainly(job):
        found += hold_to_rules(reading)
        found += hard_words(labels(job), reading.tongue) if reading.tongue else ()
    return list(dict.fromkeys(found))  # a passage that two products share is told once


def hold_to_rules(reading: PlainReading) -> list[Finding]:
    """The findings of every rule of this room on one manuscript."""
    rules = rules_of("plain", "PlainReading")
    return [finding for rule in rules for finding in rule(reading)]


def labels(job: Job) -> list[Line]:
    """The lines of words files and guide.toml that templates print from."""
    groups = ("bands", "every-page", "lines", "calibration")
    names = [manuscript.product.name for manuscript in job.manuscripts]
    mine = (
        table
        for group, table in job.words.items()
        if group in groups or any(f"{group}-".startswith(f"{name}-") for name in names)
    )
    entries = [entry for table in mine for entry in table.values()]
    entries += [entry for line in job.lines for entry in line.labels]
    return list(dict.fromkeys(entry.line for entry in entries))
