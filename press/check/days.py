"""What a day forbids: a review that is due, a day that is still to come; and what was withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from press.finding import Finding
from press.read.approvals import Approvals, Version
from press.read.guide import Guide
from press.read.job import Job
from press.read.standing import APPROVED


def may_be_printed(job: Job, today: date) -> Iterator[Finding]:
    """G101 overdue, G113 and G117 a day to come, G118 withdrawn: what no day lets be printed.

    On the first day that there is (`date.min`) nothing is known of the day.
    """
    for standing in job.standings.values():
        if taken := standing.withdrawal:
            why = (
                f"version {taken.number} of the {standing.text.product} was withdrawn on {taken.on}"
            )
            fix = "put right in the text what it was withdrawn for; then it can be signed again"
            yield taken.line.finding("G118", f"{why}: {taken.reason}", fix)
        elif standing.status == APPROVED and standing.signed:
            yield from _approved(job, standing.signed, today)
        else:
            yield from overdue(job.guide, today)


def _approved(job: Job, signed: Version, today: date) -> Iterator[Finding]:
    if date.min < today < signed.on:
        problem = f"version {signed.number} was signed on {signed.on}, and today is {today}"
        fix = "set this machine's clock right; if it is right, that version must be signed again"
        yield Finding(job.approved_at, "G117", problem, fix)
    if today >= signed.next_review:
        problem = f"the review was due on {signed.next_review}; today is {today}"
        fix = "check the text against its evidence; then sign it: python build.py approve"
        yield Finding(job.approved_at, "G101", problem, fix)


def may_be_passed_over(guide: Guide, approvals: Approvals | None, today: date) -> bool:
    """Whether no day stands in the way of what was judged before, so that it need not be again."""
    first, last = guide.last_review.value, guide.next_review.value
    if approvals and (signed := approvals.last):
        first, last = max(first, signed.on), min(last, signed.next_review)
    return bool(first <= today < last)


def overdue(guide: Guide, today: date) -> Iterator[Finding]:
    """G101 where a draft's review is due on or before `today`, G113 where its last lies after."""
    last, due = guide.last_review, guide.next_review
    if date.min < today < last.value:
        problem = f"the last review was on {last.value}, and today is {today}"
        fix = "give the day on which the text was last read against its evidence"
        yield last.finding("G113", problem, fix)
    if today >= due.value:
        problem = f"the review was due on {due.value}; today is {today}"
        fix = "check the text against its evidence, then set last_review and next_review"
        yield due.finding("G101", problem, fix)
