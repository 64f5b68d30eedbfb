"""Judges the raw text of a job, before anything of it is typeset."""

from __future__ import annotations

from press.check.admin import check_admin
from press.check.exceptions import apply_exceptions
from press.check.house_style import check_manuscript
from press.check.pictures import check_pictures
from press.finding import Finding
from press.plain.check import check_plain_words
from press.project import Project
from press.read.evidence import check_all_cited, check_citations
from press.read.fields import check_fields
from press.read.job import Job
from press.safety.check import check_safety


def check_job(project: Project, job: Job | None, found: list[Finding]) -> list[Finding]:
    """What was `found` in reading a job, with all that can be judged before it is typeset."""
    if job is None:
        return found
    for manuscript in job.manuscripts:
        found += check_manuscript(manuscript)
        found += check_citations(manuscript.lines, job.sources)
        found += check_pictures(project, job, manuscript)
        for line in manuscript.lines:
            found += check_fields(line, job.fields)
    idle = "no-clinic." if job.clinic else "clinic."
    for key, entry in job.words.items():
        if key.startswith(idle):
            continue
        found += check_fields(entry.line, job.fields)
    found += check_all_cited(job.guide.folder, job.sources)
    found += check_plain_words(project, job)
    found += check_safety(project, job)
    found += check_admin(project, job)
    files = {line.file for m in job.manuscripts for line in m.lines}
    files |= {line.file for line in job.raw_lines()}
    found = apply_exceptions(project, job.guide, found, files=files)
    return list(dict.fromkeys(found))
