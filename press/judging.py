"""Judges the raw text of a job, before anything of it is typeset."""

from __future__ import annotations

from collections.abc import Mapping

from press.admin import check_admin
from press.evidence import check_all_cited, check_citations
from press.exceptions import apply_exceptions
from press.fields import check_fields
from press.finding import Finding
from press.house_style import check_manuscript
from press.job import Job
from press.orders import Ticket
from press.pictures import check_pictures
from press.plain_words import check_plain_words
from press.project import Project
from press.safety import check_safety


def judge_all(
    project: Project, read: Mapping[Ticket, tuple[Job | None, list[Finding]]]
) -> list[list[Finding]]:
    """What was found in reading each job, with all that can be judged before it is typeset."""
    return [_judge(project, ticket, job, found) for ticket, (job, found) in read.items()]


def _judge(
    project: Project, ticket: Ticket, job: Job | None, found: list[Finding]
) -> list[Finding]:
    """What was found in reading, with all that can be judged before the job is typeset."""
    if job is None:
        return found
    guide = ticket.guide
    for manuscript in job.manuscripts:
        found += check_manuscript(manuscript)
        found += check_citations(manuscript.lines, job.sources)
        found += check_pictures(project, job, manuscript)
        for line in manuscript.lines:
            found += check_fields(line, job.fields)
    idle = "no-clinic." if ticket.clinic else "clinic."
    for key, entry in job.words.items():
        if key.startswith(idle):
            continue
        found += check_fields(entry.line, job.fields)
    found += check_all_cited(guide.folder, job.sources)
    found += check_plain_words(project, job)
    found += check_safety(project, job)
    found += check_admin(project, job)
    files = {line.file for m in job.manuscripts for line in m.lines}
    files |= {line.file for line in job.raw_lines()}
    found = apply_exceptions(project, guide, found, files=files)
    return list(dict.fromkeys(found))
