"""Judges the raw text of a job, before anything of it is typeset."""

from __future__ import annotations

from dataclasses import dataclass

from press.check.admin import check_admin
from press.check.answers import answered
from press.check.brand import check_brand
from press.check.evidence import check_evidence
from press.check.house_style import check_manuscript
from press.check.marks import no_template_syntax
from press.check.pictures import check_pictures
from press.check.spelling import ask_spelling
from press.check.unchecked import not_checked
from press.check.unfinished import check_unfinished, without_echoes
from press.finding import Finding
from press.plain.check import check_plain_words
from press.read.fields import check_fields
from press.read.job import Job
from press.read.old_clinic import GROUP as OLD_WORDS
from press.safety.check import check_safety


@dataclass(frozen=True)
class Judged:
    """What is told of a job's text: findings, and notes for whoever reads along."""

    findings: list[Finding]
    notes: list[str]


def check_job(job: Job | None, found: list[Finding]) -> Judged:
    """What was `found` in reading a job, with all that can be judged before it is typeset.

    A question that the guide's answers.toml answers carries the name of its answer.
    """
    if job is None:
        return Judged(found, [])
    for manuscript in job.manuscripts:
        found += check_manuscript(manuscript)
        found += check_pictures(job, manuscript)
        for line in manuscript.lines:
            found += check_fields(line, job.fields)
    for group in job.words.keys() - {OLD_WORDS}:  # whose fields are of an old clinic's file
        for entry in job.labels(group).values():
            found += check_fields(entry.line, job.fields)
            found += no_template_syntax(entry.line)
    found += check_brand(job)
    found += check_evidence(job)
    found += check_plain_words(job)
    found += check_safety(job)
    found += check_admin(job)
    found += check_unfinished(job)
    spelt, notes = ask_spelling(job)
    found += spelt
    notes += not_checked(job)
    return Judged(list(dict.fromkeys(answered(job, without_echoes(found)))), notes)
