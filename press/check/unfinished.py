"""What is not written yet is asked about, line by line: nobody can approve a guide that waits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from press.finding import QUESTION, Finding
from press.read.job import Job
from press.read.unfinished import LIST, PLACEHOLDER

MARKED = re.compile(r"\[@[^\]]*\]|\*\*|\{\.[^}]*\}|\]\(.*|[\"|]+")


def check_unfinished(job: Job) -> Iterator[Finding]:
    """M135 for each placeholder, M137 for each line of what an import left behind."""
    for line in job.unfinished:
        if line.file.endswith(f"/{LIST}"):
            problem = "this was not carried over from the text that was brought in"
            fix = "do what the line asks for, or leave it out on purpose; then delete the line"
            yield line.finding("M137", problem, fix)
        elif match := PLACEHOLDER.search(line.text):
            words = " ".join(MARKED.sub(" ", match[1]).split()).strip(" .;")
            fix = f"write in its place: {words}" if words else "write it, or take it out"
            yield line.finding("M135", "this is still a placeholder", fix, match.start() + 1)


def without_echoes(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, without other questions on a line that is to be written yet."""
    waiting = {(one.place.file, one.place.line) for one in findings if one.code == "M135"}
    return [
        one for one in findings
        if one.code == "M135" or one.kind != QUESTION
        or (one.place.file, one.place.line) not in waiting
    ]  # fmt: skip
