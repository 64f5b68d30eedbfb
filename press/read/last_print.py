"""What the lines of a job were when it was last printed without a finding: a hint, and no more.

It lies in `.cache/`, each line as a digest. Where it is lost, nothing is known to have changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path

from press.project import Project
from press.walls import read_kept

LINES = "lines.json"  # job to product's file to digests
LARGEST = 50_000_000  # bytes
LENGTH = 12  # of a digest: enough to tell the lines of a guide apart
Printed = dict[str, dict[str, list[str]]]


def digest_of(text: str) -> str:
    """A line's digest; how its words are spaced makes no other line of it."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:LENGTH]


def lines_now(project: Project, folder: Path) -> list[str]:
    """The digests of all lines of manuscripts that this run has read below `folder`."""
    read = (
        lines
        for path, lines in project.lines.items()
        if path.suffix == ".md" and path.is_relative_to(folder) and isinstance(lines, tuple)
    )
    return sorted({digest_of(line.text) for lines in read for line in lines})


def read_printed(project: Project) -> Printed:
    """All that is known of what was printed; nothing where that is lost or torn."""
    return {
        job: {file: lines for file, lines in rows.items() if isinstance(lines, list)}
        for job, rows in read_kept(project.cache / LINES, LARGEST).items()
        if isinstance(rows, dict)
    }


def last_printed(project: Project, job: str, product: str) -> Collection[str] | None:
    """The digests of a job's lines when its product was last printed; None if it never was."""
    lines = read_printed(project).get(job, {}).get(product)
    return None if lines is None else frozenset(map(str, lines))
