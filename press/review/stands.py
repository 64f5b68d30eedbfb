"""Where the text of a review pack stands, what changed since its approval, and who signs it.

What a pack says does not depend on the day: it holds whenever it is read. A screen is read today.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from datetime import date
from typing import Any

from press.project import Project
from press.read.approval_file import signed_text
from press.read.approvals import Version
from press.read.fingerprint import fingerprint
from press.read.job import Job
from press.read.manuscript import Manuscript
from press.read.standing import APPROVED, digests_of
from press.read.words import APPROVAL
from press.redline.compared import Sheet
from press.redline.redline import redline
from press.redline.shown import sheet_values


def standing_values(project: Project, job: Job, today: date | None = None) -> dict[str, Any]:
    """What the pack says of its standing, of what changed, and of those who sign.

    With `today`, a day that is past is told as one that is.
    """
    last = job.approvals.last if job.approvals else None
    begun = _begun(job)
    label = job.labels(APPROVAL).get("statement")
    return {
        "standing": " ".join(_says(job, today)),
        "texts": [
            {"product": name, "status": one.status, "code": one.code, "lines": one.text.sentences}
            for name, one in job.standings.items()
        ],
        "before": last.number if last else "",
        "changed": [_changed(project, job, last, one) for one in job.manuscripts] if last else [],
        "dropped": [name for name in last.texts if name not in job.standings] if last else [],
        "fingerprint": fingerprint(job),
        "command": _command(job),
        "statement": str(label.value) if label else "",
        "signatures": [_signature(job, kind, begun) for kind in job.guide.signatures],
    }


def _says(job: Job, today: date | None) -> Iterator[str]:
    """Where the text stands, in sentences that are true whatever day it is, or `today`."""
    if job.approvals is None:
        yield "What was signed of this text can't be trusted: what is wrong with it is told below."
        yield "So nothing counts as approved, and all of it must be read."
        return
    others = [name for name, one in job.standings.items() if one.status != APPROVED]
    taken = next((one.withdrawal for one in job.standings.values() if one.withdrawal), None)
    last = job.approvals.last
    if taken:
        yield f"This very text was withdrawn on {taken.on} by {taken.by}, {taken.role}:"
        yield f"{taken.reason.rstrip('.')}. Nobody can sign it until it is put right."
    elif last is None:
        yield "Nobody has approved this text."
    elif not others:
        yield f"Version {last.number} is this text, approved on {last.on} by {last.approved_by}."
        yield from _says_of_review(last.next_review, job.guide.due_from(last.next_review), today)
    else:
        yield f"Version {last.number} was approved on {last.on} by {last.approved_by}."
        yield f"Changed since, or new: {', '.join(others)}. Nobody has approved that as it stands."
    yield from _says_of_begun(job)


def _says_of_review(review: date, due: date, today: date | None) -> Iterator[str]:
    """When it is to be read again: a day that is past is not to come."""
    if today and today >= review:
        yield f"It was to be read again by {review}: it is overdue, and is not printed until it is"
        yield "signed again."
        return
    since = f"Since {due} it is" if today and today >= due else f"From {due} it is"
    yield f"{since} due to be read again. From {review} it is not printed until it is signed again."


def _says_of_begun(job: Job) -> Iterator[str]:
    """What is signed of a version that waits for more signatures, be it of this text or not."""
    begun = job.approvals.begun if job.approvals else None
    if begun is None:
        return
    signed = " and ".join(f"{one.shown}, on {one.on}" for one in begun.holding)
    if _begun(job):
        yield f"Version {begun.number} is this text. It is signed by {signed},"
        yield f"and waits for: {', '.join(begun.missing)}."
    else:
        yield f"What {signed}, signed as version {begun.number} is another text, and was never"
        yield "approved: it counts for nothing here."


def _begun(job: Job) -> Version | None:
    """The version of this very text that waits for more signatures."""
    return job.approvals.begun_of(digests_of(job.standings)) if job.approvals else None


def _changed(project: Project, job: Job, last: Version, manuscript: Manuscript) -> dict[str, Any]:
    """What changed in one product since the last approval, or why that can't be shown."""
    name, title = manuscript.product.name, str(manuscript.title.value)
    old = signed_text(project, job.guide, job.locale, last, name)
    if old is not None:
        new = job.standings[name].text
        return sheet_values(Sheet(name, title, redline(old.lines, new.lines)))
    note = f"It is not part of version {last.number}: all of it is new."
    if name in last.texts:
        note = f"Its text of version {last.number} is not there as it was signed: read all as new."
    return {**sheet_values(Sheet(name, title, (), note)), "counts": ""}


def _command(job: Job) -> str:
    """What is typed to sign exactly what this pack shows."""
    where = f"--guide {job.guide.name} --locale {job.locale}"
    return f".venv/bin/python build.py approve {where} --pack {fingerprint(job)}"


def _signature(job: Job, kind: str, begun: Version | None) -> dict[str, str]:
    """One kind of signature: who gave it already, and what is typed for it alone."""
    several = len(job.guide.signatures) > 1
    given = next((one for one in begun.holding if one.kind == kind), None) if begun else None
    return {
        "kind": kind,
        "given": f"{given.shown}, on {given.on}" if given else "",
        "command": _command(job) + (f" --as {shlex.quote(kind)}" if several else ""),
    }
