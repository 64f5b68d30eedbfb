"""Citations: each names a source that is there, and each source is cited."""

from __future__ import annotations

from collections.abc import Iterator

from press.finding import Finding
from press.read.job import Job
from press.read.manuscript import Manuscript
from press.read.syntax import CITATION


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
