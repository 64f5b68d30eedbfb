"""Judges the raw text of a job, before anything of it is typeset."""

from __future__ import annotations

from press.check.admin import check_admin
from press.check.citations import each_citation_has_its_source, each_source_is_cited
from press.check.exceptions import apply_exceptions
from press.check.house_style import check_manuscript
from press.check.pictures import check_pictures
from press.finding import Finding
from press.plain.check import check_plain_words
from press.read.fields import check_fields
from press.read.job import Job
from press.safety.check import check_safety


def check_job(job: Job | None, found: list[Finding]) -> list[Finding]:
    """What was `found` in reading a job, with all that can be judged before it is typeset."""
    if job is None:
        return found
    for manuscript in job.manuscripts:
        found += check_manuscript(manuscript)
        found += each_citation_has_its_source(job, manuscript)
        found += check_pictures(job, manuscript)
        for line in manuscript.lines:
            found += check_fields(line, job.fields)
    idle = "no-clinic" if job.clinic else "clinic"
    for group in job.words.keys() - {idle}:
        for entry in job.labels(group).values():
            found += check_fields(entry.line, job.fields)
    found += each_source_is_cited(job)
    found += check_plain_words(job)
    found += check_safety(job)
    found += check_admin(job)
    files = {line.file for m in job.manuscripts for line in m.lines}
    files |= {line.file for line in job.raw_lines()}
    found = apply_exceptions(job.rules.leaves, found, files=files)
    return list(dict.fromkeys(found))
