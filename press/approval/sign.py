"""The command `approve`: a named person signs exactly what stands, or is told why she can't yet.

Before a word is written the guide is judged, typeset and proved as it would be printed under the
new approval. So nothing is signed that has an error or an open question, or can't be printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from press.approval.ask import Asked, ask, ask_for_a_text
from press.approval.compare import since_signed
from press.approval.sealed import signed_files, text_files, write_files
from press.finding import Finding, Refused, as_lines, as_text, errors, questions
from press.project import Project
from press.read.approvals import Approvals, Signature, Version, next_number
from press.read.fingerprint import fingerprint
from press.read.folding import fold
from press.read.job import Job, read_job
from press.read.standing import code_text, digests_of
from press.read.text import words_of
from press.run.console import DONE, FINDINGS
from press.run.jobs import work_off
from press.run.order import Order, WrongCall
from press.run.orders import tickets, wanted
from press.run.publish import locked
from press.run.settled import settle

NOTHING = "nothing was signed"
OPEN_ONES = "Open questions. Each needs an answer in the guide's answers.toml:\n"


def approve(project: Project, order: Order) -> int:
    """Sign the texts of one guide in one locale; returns the exit code.

    Writes the reading texts and `approval.toml` below the guide's `approved/LOCALE/`, under the
    lock of the press. Raises WrongCall, Refused, Busy, OSError.
    """
    with locked(project, order.wait):
        job = _job(project, ask_for_a_text(project, order))
        asked = ask(order, job)
        _refuse(job, asked, order)
        approvals, version = with_signature(job, asked, order)
        files = files_of(job, approvals, version)
        if not order.yes:
            print("every page is set and proved now; this takes as long as a print", flush=True)
        found = _tried(project, order, job, files)
        if found:
            return _not_signed(found)
        print(since_signed(project, job))
        print("".join(f"{line}\n" for line in called_back(job.approvals)), end="")
        if not asked.agreed():
            print(NOTHING)
            return FINDINGS
        write_files(project, files)
    _tell(job, version)
    return DONE


def _job(project: Project, order: Order) -> Job:
    """The job to be signed. Raises Refused where it can't be read, or holds no whole text."""
    found: list[Finding] = []
    for ticket in tickets(project, order, found):
        job = read_job(project, ticket.guide, ticket.locale, None, found)
        if job is None or errors([*found, *ticket.faults]):
            break
        return job
    raise Refused(errors(found))


def _refuse(job: Job, asked: Asked, order: Order) -> None:
    """Raise WrongCall where this person can't sign this text on this day."""
    approvals, today = job.approvals or _nothing(job), order.today
    if taken := [one for one in job.standings.values() if one.withdrawal]:
        why = taken[0].withdrawal.reason if taken[0].withdrawal else ""
        raise WrongCall(f"this very text was withdrawn ({why}): put it right, then sign it")
    last = max((one.on for v in approvals.versions for one in v.signatures), default=today)
    if today < last:
        raise WrongCall(
            f"the last signature is of {last}, and today is {today}: set this machine's clock right"
        )
    if order.pack and order.pack.lower().replace("-", "") != fingerprint(job).replace("-", ""):
        raise WrongCall(
            f"the pack {order.pack} is of another text; what stands now has the fingerprint "
            f"{fingerprint(job)}: make the pack again, and read what changed"
        )
    version = _version(job, approvals)
    if _signature(asked, order) in version.signatures:  # a second click, or a second page
        raise WrongCall(f"{asked.name} has signed exactly this today already")
    signers = [asked.name, *(one.name for one in version.holding if one.kind != asked.kind)]
    left = set(version.missing) - {asked.kind}
    wrote = [any(may_be_one(name, author) for author in job.guide.authors) for name in signers]
    if not left and all(wrote):
        raise WrongCall(f"{asked.name} wrote this text: someone else must sign it too")


def called_back(approvals: Approvals | None) -> Iterator[str]:
    """What was withdrawn of the version that is replaced, and why: that is to be put right now."""
    last = approvals.last if approvals else None
    for one in approvals.withdrawals if approvals and last else ():
        if last and one.texts.items() & last.texts.items():
            products = ", ".join(one.texts)
            yield f"{products} of {one.number} was withdrawn on {one.on}: {one.reason}"


def may_be_one(name: str, other: str) -> bool:
    """Whether two names may be one person's: the words of the shorter are in the longer.

    Order, case, accents, look-alikes and titles make no difference; an initial is any such name.
    """
    short, long = sorted((words_of(fold(name)), words_of(fold(other))), key=len)
    return all(any(_is_word_of(one, two) for two in long) for one in short)


def _is_word_of(one: str, two: str) -> bool:
    return one == two or (min(len(one), len(two)) == 1 and one[:1] == two[:1])


def with_signature(job: Job, asked: Asked, order: Order) -> tuple[Approvals, Version]:
    """What was signed, with the new signature, and the version that it is of."""
    approvals = job.approvals or _nothing(job)
    version = _version(job, approvals)
    signed = replace(version, signatures=(*version.signatures, _signature(asked, order)))
    kept = [one for one in approvals.versions if one.complete and one.number != version.number]
    return replace(approvals, versions=(*kept, signed)), signed


def _signature(asked: Asked, order: Order) -> Signature:
    return Signature(
        asked.kind,
        asked.name,
        asked.role,
        asked.registration,
        asked.organisation,
        order.today,
        asked.next_review,
        asked.statement,
        order.pack.lower(),
    )


def _version(job: Job, approvals: Approvals) -> Version:
    """The version of the text as it stands: the last one where nothing changed, else a new one."""
    texts = digests_of(job.standings)
    last = approvals.versions[-1] if approvals.versions else None
    if last and last.texts == texts:
        return replace(last, asked=tuple(dict.fromkeys([*last.asked, *job.guide.signatures])))
    return Version(next_number(approvals.versions), texts, job.guide.signatures, ())


def _nothing(job: Job) -> Approvals:
    return Approvals(job.guide.name, job.locale, job.approved_at)


def files_of(job: Job, approvals: Approvals, version: Version) -> Mapping[Path, bytes]:
    """What is written when `version` is signed, by path; what says what counts comes last."""
    texts = [one.text for one in job.standings.values()]
    return {
        **text_files(job.guide, version.number, texts),
        **signed_files(job.guide, approvals),
    }


def _tried(project: Project, order: Order, job: Job, files: Mapping[Path, bytes]) -> list[Finding]:
    """What stands in the way: errors and open questions of the text as it would be printed."""
    tried = Project(project.root, opened={**project.opened, **files})
    whole = replace(order, command="check", sheets=(), format="text")
    found: list[Finding] = []
    jobs = tickets(tried, whole, found)
    for done in work_off(tried, whole, jobs, wanted(tried, whole)):
        found += [*done.findings, *done.ticket.faults]
    found += settle(tried, jobs, found)
    return sorted({one.shown for one in [*errors(found), *questions(found)]})


def _not_signed(found: list[Finding]) -> int:
    wrong, open_ones = errors(found), questions(found)
    if wrong:
        print(as_text(wrong))
    if open_ones:
        print(OPEN_ONES)
        print(as_lines(open_ones))
    print(
        f"{NOTHING}: {len(wrong)} errors and {len(open_ones)} open questions; "
        "python build.py check --answers writes the questions as rows to be answered"
    )
    return FINDINGS


def _tell(job: Job, version: Version) -> None:
    where = f"{job.guide.name} {job.locale} {version.number}"
    if version.complete:
        print(f"approved: {where}, good until {version.next_review}")
    else:
        print(f"signed: {where}; it waits for: {', '.join(version.missing)}")
    for name, text in version.texts.items():
        print(f"  {name}: {code_text(job.guide.name, job.locale, version.number, text)}")
