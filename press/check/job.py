"""Judges the raw text of a job, before anything of it is typeset."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from press.check.admin import check_admin
from press.check.house_style import check_manuscript
from press.check.pictures import check_pictures
from press.check.spelling import spelling_questions
from press.finding import Finding
from press.plain.check import check_plain_words
from press.read.fields import check_fields
from press.read.job import Job
from press.read.manuscript import Manuscript
from press.read.rule_book import Leave
from press.read.syntax import CITATION
from press.safety.check import check_safety

# The families of rules on words. What the press itself needs has none: readable text, evidence,
# translations that keep up, whole and lawful pages.
MAY = ("S", "W")


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
    found += spelling_questions(job)
    files = {line.file for m in job.manuscripts for line in m.lines}
    files |= {line.file for line in job.raw_lines()}
    found = apply_exceptions(job.rules.leaves, found, files=files)
    return list(dict.fromkeys(found))


def apply_exceptions(
    leaves: Sequence[Leave],
    findings: Sequence[Finding],
    *,
    files: Collection[str] | None = None,
) -> list[Finding]:
    """The findings that no exception lets pass, and those on the exceptions themselves.

    G104: nothing needs an exception; G105: its code can't be excepted. `findings` are those of one
    guide. Where they are those of one job only, give its `files`, by name: an exception for another
    file is then not told to be idle.
    """
    found: list[Finding] = []
    kept = list(findings)
    for leave in leaves:
        code = leave.row["code"]
        if str(code.value)[:1] not in MAY:
            fix = "put right what the finding names; only rules on words have exceptions"
            found.append(code.finding("G105", f"there is no exception to `{code.value}`", fix))
            continue
        before = len(kept)
        kept = [finding for finding in kept if not leave.lets_pass(finding)]
        here = files is None or str(leave.row["file"].value) in files
        if len(kept) == before and here:
            problem = f"nothing needs the exception `{leave.name}`"
            fix = "take it out, or correct its code, file or words"
            found.append(code.finding("G104", problem, fix))
    return [*kept, *found]


def each_citation_has_its_source(job: Job, manuscript: Manuscript) -> Iterator[Finding]:
    """E101: nobody can look up a source that is not in evidence.toml."""
    for line in manuscript.lines:
        for match in CITATION.finditer(line.text):
            if match[1] not in job.sources:
                fix = "add the source to evidence.toml, or correct the key"
                problem = f"no source `{match[1]}` in evidence.toml"
                yield line.finding("E101", problem, fix, match.start() + 1)


def each_source_is_cited(job: Job) -> Iterator[Finding]:
    """E102: a source that no text of the guide cites, in any of its languages, supports nothing."""
    fix = "cite it after the sentence that it supports, or remove it"
    for key, source in job.sources.items():
        if key not in job.cited:
            yield source.line.finding("E102", f"nothing cites the source `{key}`", fix)
