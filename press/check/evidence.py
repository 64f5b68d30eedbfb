"""Evidence: citations have sources, sources have sentences, rows of the map have lines."""

from __future__ import annotations

from collections.abc import Iterator

from press.finding import Finding
from press.project import Line
from press.read.evidence import cited_keys
from press.read.evidence_map import EvidenceRow
from press.read.job import Job
from press.read.syntax import CITATION


def check_evidence(job: Job) -> Iterator[Finding]:
    """E101 to E106 on one job."""
    yield from each_citation_has_its_source(job)
    yield from each_source_is_cited(job)
    yield from each_answer_of_the_map_still_stands(job)
    yield from each_row_of_the_map_is_answered(job)
    yield from weak_sources_are_cited(job)


def each_citation_has_its_source(job: Job) -> Iterator[Finding]:
    """E101: nobody can look up a source that is not in evidence.toml."""
    for line in (line for manuscript in job.manuscripts for line in manuscript.lines):
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


def each_answer_of_the_map_still_stands(job: Job) -> Iterator[Finding]:
    """E104: a sentence that was changed may no longer answer what the evidence asks of it."""
    for row, answer in job.rules.evidence.gone():
        where = f"{len(answer.at)} lines" if answer.at else "no line"
        problem = f"{where} of {answer.file} says “{answer.says}”, which answers `{row.key}`"
        fix = "does the text as it is now still answer it? then quote it here as it is now"
        yield row.line.finding("E104", problem, fix)


def each_row_of_the_map_is_answered(job: Job) -> Iterator[Finding]:
    """E105: each row of the evidence base has a printed line, or a reason why it has none."""
    printed = {line for manuscript in job.manuscripts for line in manuscript.lines}
    for row in job.rules.evidence.rows:
        if bool(row.answers) == bool(row.left_out):
            problem = f"`{row.key}` has {'both lines and' if row.answers else 'neither lines nor'} "
            fix = "name the lines that answer it, or say why none does"
            yield row.line.finding("E105", f"{problem}a reason to be left out", fix)
        elif row.answers and not _is_answered(row, job, printed):
            problem = f"no line that is printed in {job.locale} answers `{row.key}`"
            fix = "quote the line that does, or name the locales that it is for: only = […]"
            yield row.line.finding("E105", problem, fix)


def _is_answered(row: EvidenceRow, job: Job, printed: set[Line]) -> bool:
    if row.only and job.locale not in row.only:
        return True
    gone = any(answer.gone for answer in row.answers)  # E104 tells it
    return gone or any(line in printed for answer in row.answers for line in answer.at)


def weak_sources_are_cited(job: Job) -> Iterator[Finding]:
    """E106: a sentence of which a source is said to be weak cites that source."""
    for weak in job.rules.evidence.weak:
        for answer in (answer for answer in weak.answers if not answer.gone):
            if absent := sorted(set(weak.sources) - cited_keys(answer.at)):
                problem = f"{absent[0]} is weak for “{answer.says}”, which does not cite it"
                fix = "take the source out of this row, or cite it where it is meant"
                yield weak.line.finding("E106", problem, fix)
