"""The press room's floor: works off the ordered jobs, each product in a process of its own."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from press import machine
from press.admin import check_admin
from press.command import Order
from press.evidence import check_all_cited, check_citations
from press.exceptions import apply_exceptions
from press.fields import check_fields
from press.finding import Finding, Place
from press.house_style import check_manuscript
from press.job import Job, read_job
from press.manuscript import Manuscript
from press.orders import Ticket
from press.pictures import check_pictures
from press.plain_words import check_plain_words
from press.presswork import Printed, presswork
from press.products import PRODUCTS
from press.project import Project
from press.safety import check_safety
from press.sheets import check_sheets
from press.typeset import Engine, start_engine
from press.workers import Beside, Exhausted, Limits, run_all

PICTURE_FAULTS = ("A111", "A113", "A114", "A115", "A116")
ON_WORDS = ("S", "W")  # they judge what a line says; none of them keeps it off the paper
OF_A_HOLE = ("P102", "P202", "P210", "P401")
NOTICE = "notice: libharfbuzz-subset is not here: the PDFs are sound, and a little larger"


@dataclass(frozen=True)
class Done:
    """A job that went through the press: its PDFs by product, or findings."""

    ticket: Ticket
    pdfs: Mapping[str, bytes]
    says: list[str]
    findings: list[Finding]


def work_off(
    project: Project, order: Order, tickets: Sequence[Ticket], products: Sequence[str]
) -> Iterator[Done]:
    """Read, check, typeset and prove each job; yields it with all its findings at once.

    Raises ImportError or OSError where the engine or its libraries are missing.
    """
    read = {ticket: _read(project, ticket) for ticket in tickets}
    jobs = {ticket: job for ticket, (job, _) in read.items()}
    with Beside[list[list[Finding]]](_cores() > 1) as judging:
        # the raw text is judged while the engine is imported and the pages are set
        judging.begin(partial(_judge_all, project, read))
        design = check_sheets(project)
        engine = start_engine(project)
        if machine.subset_library_missing():
            print(NOTICE, file=sys.stderr)

        @cache
        def judged() -> dict[Ticket, list[Finding]]:
            return dict(zip(read, judging.answer(), strict=True))

        def before(ticket: Ticket) -> list[Finding]:
            return [*judged()[ticket], *design]

        scratch = tempfile.mkdtemp(prefix="bedside-")
        tempfile.tempdir = scratch  # a worker that is ended leaves its fonts there; we clear it
        try:
            yield from _typeset_all(engine, order, jobs, products, before)
        finally:
            tempfile.tempdir = None
            shutil.rmtree(scratch, ignore_errors=True)


def _cores() -> int:
    return os.cpu_count() or 1


def _typeset_all(
    engine: Engine,
    order: Order,
    jobs: Mapping[Ticket, Job | None],
    products: Sequence[str],
    before: Callable[[Ticket], list[Finding]],
) -> Iterator[Done]:
    pieces = [
        (ticket, job, manuscript)
        for ticket, job in jobs.items()
        for manuscript in (job.manuscripts if job else ())
        if job and manuscript.product.name in products
    ]
    waiting = {ticket: sum(piece[0] == ticket for piece in pieces) for ticket in jobs}
    answers: dict[Ticket, list[Printed]] = {ticket: [] for ticket in jobs}
    for ticket, count in waiting.items():
        if not count:
            yield Done(ticket, {}, [], before(ticket))
    cores = _cores()
    longest = max((len(text.lines) for *_, text in pieces), default=0)
    # with a core for each, the short ones are soon done, and leave theirs to the longest
    idle = cores > 1 and len(pieces) <= cores
    works = [
        partial(presswork, engine, job, text, idle and len(text.lines) == longest)
        for _, job, text in pieces
        if job
    ]
    limits = Limits(seconds=order.seconds)
    for number, answer in run_all(works, limits, cores):
        ticket, _, manuscript = pieces[number]
        answers[ticket].append(_checked(answer, manuscript, engine.project))
        waiting[ticket] -= 1
        if not waiting[ticket]:
            yield _done(ticket, answers[ticket], before(ticket))


def _checked(answer: Printed | Exception, manuscript: Manuscript, project: Project) -> Printed:
    if isinstance(answer, Exhausted):
        problem = f"the layout of this manuscript was ended: {answer}"
        fix = "look for one very long word, line or list; or give it longer with --limit"
        finding = Finding(Place(manuscript.file), "P401", problem, fix)
        return Printed(manuscript.product.name, None, "", (finding,))
    if isinstance(answer, Exception):
        raise answer
    return answer


def _of_a_hole(finding: Finding) -> bool:
    """Whether it follows from a picture that can't be drawn: its description stands there."""
    return finding.code in OF_A_HOLE or (finding.code == "D101" and "image" in finding.problem)


def _done(ticket: Ticket, answers: Sequence[Printed], before: Sequence[Finding]) -> Done:
    found = list(before)
    at_fault = {
        (finding.place.file, finding.place.line)
        for finding in before
        if finding.code[0] not in ON_WORDS
    }
    if any(finding.code in PICTURE_FAULTS for finding in before):
        answers = [
            replace(answer, findings=tuple(f for f in answer.findings if not _of_a_hole(f)))
            for answer in answers
        ]
    for answer in answers:
        # a line that can't be read rightly can't be found on paper either: told once is enough
        found += [
            finding
            for finding in answer.findings
            if finding.code not in ("P101", "P102", "A117", "D101", "P106")
            or (finding.place.file, finding.place.line) not in at_fault
        ]
    ordered = sorted(answers, key=lambda answer: list(PRODUCTS).index(answer.product))
    pdfs = {answer.product: answer.pdf for answer in ordered if answer.pdf is not None}
    return Done(ticket, pdfs, [answer.says for answer in ordered if answer.says], found)


def _read(project: Project, ticket: Ticket) -> tuple[Job | None, list[Finding]]:
    found: list[Finding] = []
    clinic = ticket.clinic
    job = read_job(project, ticket.guide, ticket.locale, clinic, tuple(PRODUCTS), found)
    return job, found


def _judge_all(
    project: Project, read: Mapping[Ticket, tuple[Job | None, list[Finding]]]
) -> list[list[Finding]]:
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
