"""Papers that are made beside what is printed, each of a text: it says of which, and is held to it.

The review pack, the readers' script, the report, the redline and the proofsheet are no patient's
products and in no manifest. They stay until they are made again; a print says which of them is of
an older text.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence

from press.project import Project
from press.read.clinic import Clinic
from press.read.guide import Guide
from press.run.keys import job_key, words_key
from press.run.orders import Ticket
from press.run.publish import LARGEST, Jobs, publish
from press.walls import read_kept, write_whole

PAPERS = "papers.json"  # name under dist/ to what it is of
PRINTED = "printed"  # the mark of what is of printed files, and not of a text
LENGTH = 8  # of a digest, as people compare it
MAKERS = {"review-pack.pdf": "review-pack", "reader-script.pdf": "review-pack",
          "report.html": "report", "report.json": "report",
          "proofsheet.pdf": "proofsheet",
          "redline.html": "redline", "redline.pdf": "redline"}  # fmt: skip


def text_of(project: Project, guide: Guide, clinic: Clinic | None) -> str:
    """The short digest of all that a job says, with the common words and countries: its text."""
    return job_key(project, words_key(project), guide, clinic, signed=False)[:LENGTH]


def printed_of(jobs: Jobs) -> str:
    """The short digest of printed files."""
    listed = json.dumps(jobs, sort_keys=True).encode()
    return PRINTED + hashlib.sha256(listed).hexdigest()[:LENGTH]


def publish_papers(project: Project, made: Mapping[str, bytes], of: str) -> None:
    """Put papers (path under `dist/` to bytes) into their places, and remember what they are `of`.

    Raises CannotPublish.
    """
    publish(project, made)
    known = read_papers(project) | dict.fromkeys(made, of)
    with contextlib.suppress(OSError):  # it costs a hint
        text = json.dumps(known, indent=1).encode()
        write_whole(project.cache, project.cache / PAPERS, text)


def read_papers(project: Project) -> dict[str, str]:
    """Each paper that was ever made, with what it is of; nothing where that is lost or torn."""
    known = read_kept(project.cache / PAPERS, LARGEST)
    return {name: of for name, of in known.items() if isinstance(of, str)}


def stale_papers(project: Project, tickets: Sequence[Ticket], jobs: Jobs) -> Iterator[str]:
    """A line for each paper in `dist/` that is of an older text, or of other printed files."""
    ordered = {one.name: one for one in tickets}
    for name, of in sorted(read_papers(project).items()):
        folder, _, file = name.rpartition("/")
        if file not in MAKERS or not (project.dist / name).is_file():
            continue
        printed, job = of.startswith(PRINTED), ordered.get(folder)
        now = printed_of(jobs) if printed else of
        if job and not printed:
            now = text_of(project, job.guide, job.clinic)
        if of != now:
            what = "other printed files" if printed else f"an older text ({of})"
            yield f"dist/{name}: of {what}; make it again with {MAKERS[file]}"
