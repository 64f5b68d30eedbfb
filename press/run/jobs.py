"""The press room's floor: works off the ordered jobs, each product in a process of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial

from press import machine
from press.check.days import may_be_printed
from press.check.job import Judged, check_job
from press.check.stylesheets import check_sheets
from press.finding import Finding, Place, errors
from press.limits import CRASH, HUNG, MEMORY, TIME, Exhausted, Limits
from press.processes import Beside, run_all
from press.products import STANDARD
from press.project import Project
from press.read.guide import Fits
from press.read.job import Job, in_its_standing, read_job
from press.rules import rules_of
from press.run.done import Done
from press.run.echoes import without_echoes
from press.run.held import held
from press.run.order import Order
from press.run.orders import Ticket, Wanted
from press.run.phones import look_for_browser, on_a_phone, proved
from press.run.product import Printed
from press.run.scratch import scratch_folder
from press.run.sheets import calibrate, press_and_bind, refuse_what_cannot_be
from press.sheets.layouts import CALIBRATION
from press.typeset.engine import Engine, start_engine

ADVICE = {
    TIME: "look for boxes within boxes in its style sheet, and for one very long word, line, list "
    "or table; where it is truly so large, allow it more with --limit",
    MEMORY: "look for one very long word, line, list or table, and for a very large picture",
    CRASH: "take back what was last changed in its pictures, sheet or template, and report it",
    HUNG: "look after the machine (disk, memory) and run it again; if it hangs again, report it",
}
NOTICE = "notice: libharfbuzz-subset is not here: the PDFs are sound, and a little larger"


def work_off(
    project: Project,
    order: Order,
    tickets: Sequence[Ticket],
    wish: Wanted,
    fits: Mapping[str, Fits] | None = None,
    heard: Callable[[Printed], None] = lambda _: None,
) -> Iterator[Done]:
    """Read, check, typeset, prove and bind each job; yields it with all its findings at once.

    `fits` are the sizes that fitted last, by the ticket's name: they are tried first. Each product
    is `heard` of as soon as it is done.
    Raises ImportError or OSError where the engine or its libraries are missing, NoBrowser where
    phone editions can't be proved, and WrongCall where a sheet is ordered that can't be.
    """
    if wish.phone:
        look_for_browser()  # before the work
    backs = [ticket.back for ticket in tickets if ticket.back]
    limits = Limits(seconds=order.seconds)
    read = {
        ticket: _read(project, ticket, (fits or {}).get(ticket.name, {}), limits, order.today)
        for ticket in (*tickets, *backs)
    }
    jobs = {ticket: job for ticket, (job, _) in read.items()}
    refuse_what_cannot_be(project, jobs, tickets, wish)
    with Beside[list[Judged]](_cores() > 1) as judging:
        # the raw text is judged while the engine is imported and the pages are set
        judging.begin(lambda: [_judge(project, *one, limits) for one in read.values()])
        design: list[Finding] = []
        design += held(project, limits, design, lambda: check_sheets(project)) or []
        engine = start_engine(project)
        rules_of("proof", "Proof")  # looked for here, not in each worker anew
        if machine.subset_library_missing():
            print(NOTICE, file=sys.stderr)

        @cache
        def judged() -> dict[Ticket, Judged]:
            return dict(zip(read, judging.answer(), strict=True))

        def before(ticket: Ticket) -> Judged:
            own = judged()[ticket]
            behind = judged()[ticket.back].findings if ticket.back else ()
            return replace(own, findings=[*own.findings, *behind, *design])

        with scratch_folder():
            yield from _typeset_all(engine, order, tickets, jobs, wish, before, heard)


def _cores() -> int:
    return os.cpu_count() or 1


@dataclass(frozen=True)
class Piece:
    """A piece of work for one process; `file` is told where it takes too long."""

    ticket: Ticket
    product: str
    file: str
    lines: int
    work: Callable[[bool], Printed]  # told whether a core stands idle beside it


def _typeset_all(
    engine: Engine,
    order: Order,
    tickets: Sequence[Ticket],
    jobs: Mapping[Ticket, Job | None],
    wish: Wanted,
    before: Callable[[Ticket], Judged],
    heard: Callable[[Printed], None],
) -> Iterator[Done]:
    pieces = [piece for ticket in tickets for piece in _pieces(engine, ticket, jobs, wish)]
    waiting = {ticket: sum(piece.ticket == ticket for piece in pieces) for ticket in tickets}
    answers: dict[Ticket, list[Printed]] = {ticket: [] for ticket in tickets}
    for ticket, count in waiting.items():
        if not count:
            yield _done(ticket, wish, [], before(ticket), jobs)
    cores = _cores()
    longest = max((piece.lines for piece in pieces), default=0)
    # with a core for each, the short ones are soon done, and leave theirs to the longest
    idle = cores > 1 and len(pieces) <= cores
    works = [partial(piece.work, idle and piece.lines == longest) for piece in pieces]
    with closing(run_all(works, Limits(seconds=order.seconds), cores)) as done:
        for number, answer in done:
            piece = pieces[number]
            answers[piece.ticket].append(printed := _checked(answer, piece))
            heard(printed)
            waiting[piece.ticket] -= 1
            if not waiting[piece.ticket]:
                mine = proved(answers[piece.ticket], jobs[piece.ticket])
                yield _done(piece.ticket, wish, mine, before(piece.ticket), jobs)


def _pieces(
    engine: Engine, ticket: Ticket, jobs: Mapping[Ticket, Job | None], wish: Wanted
) -> Iterator[Piece]:
    """A piece for each row of the table that has a manuscript, and one for the calibration."""
    job, back = jobs[ticket], jobs[ticket.back] if ticket.back else None
    for row in wish.rows if job else ():
        for manuscript in job.manuscripts if job else ():
            if job and manuscript.product.name == row.name:
                text = manuscript.in_edition(job.guide.asked_of(row))
                own = in_its_standing(job, row.name)
                work = partial(press_and_bind, engine, own, text, wish, back)
                yield Piece(ticket, row.file, text.file, len(text.lines), work)
    if job and wish.calibrates:
        file = "templates/calibration.html"
        yield Piece(ticket, CALIBRATION, file, 0, lambda _: calibrate(engine, job, wish))


def _checked(answer: Printed | Exception, piece: Piece) -> Printed:
    if isinstance(answer, Exhausted):
        problem = f"the layout of this manuscript was ended: {answer}"
        finding = Finding(Place(piece.file), "P401", problem, ADVICE[answer.cause])
        return Printed(piece.product, None, findings=(finding,))
    if isinstance(answer, Exception):
        raise answer
    return answer


def _done(
    ticket: Ticket,
    wish: Wanted,
    answers: Sequence[Printed],
    judged: Judged,
    jobs: Mapping[Ticket, Job | None],
) -> Done:
    before = judged.findings
    found = without_echoes((), before)
    faulty, rows = set(), wish.catalogue.by_file
    for answer in answers:
        mine = without_echoes(before, answer.findings)
        found += mine
        row = rows.get(answer.product)  # none of the calibration sheet
        faulty |= {row.edition if row else STANDARD} if errors(mine) else set()
    stopped = bool(errors(before)) or STANDARD in faulty
    held = {file for file, row in rows.items() if row.edition in faulty}
    places = [*rows, CALIBRATION]
    ordered = sorted(answers, key=lambda answer: places.index(answer.product))
    fits = {answer.product: answer.size for answer in ordered if answer.size is not None}
    pdfs: dict[str, bytes] = {}
    says: list[str] = []
    for answer in ordered if not stopped else ():
        if answer.product not in held:
            pdfs |= {answer.product: answer.pdf} if answer.pdf is not None else {}
            pdfs |= answer.sheets
            pdfs |= on_a_phone(answer)
            says += answer.says
    own, behind = (
        one.standings if one else {}
        for one in (jobs[ticket], jobs[ticket.back] if ticket.back else None)
    )
    return Done(
        ticket, pdfs, says, found, judged.notes, fits, frozenset(held), stopped, own, behind
    )


def _read(
    project: Project, ticket: Ticket, fits: Fits, limits: Limits, today: date
) -> tuple[Job | None, list[Finding]]:
    found: list[Finding] = []
    guide, clinic = ticket.guide, ticket.clinic

    def read() -> Job | None:
        return read_job(project, guide, ticket.locale, clinic, found)

    job = held(project, limits, found, read)
    found += may_be_printed(job, today) if job else ()
    return replace(job, fits={**job.fits, **fits}) if job else None, found


def _judge(project: Project, job: Job | None, found: list[Finding], limits: Limits) -> Judged:
    """What was `found` in reading, with all that the rules find in the text."""
    over: list[Finding] = []
    file = project.name(job.guide.folder / "guide.toml") if job else ""
    judged = held(project, limits, over, lambda: check_job(job, list(found)), file)
    return Judged([*found, *over], []) if judged is None else judged
