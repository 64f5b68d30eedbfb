"""Bedside: prints guides for patients from Markdown. This file is the order of events."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

STOPPED = 3  # as press/run/console.py has it, which may not be read yet

if sys.version_info < (3, 11):  # noqa: UP036 - whoever has an older one is told, and sees no trace
    found_one = sys.version.split()[0]
    print("build.py: this needs Python 3.11 or newer, and this is", found_one, file=sys.stderr)
    sys.exit(STOPPED)

try:
    from press import commands
    from press.approval.register import Desk
    from press.finding import Finding, errors
    from press.limits import Limits
    from press.project import Project
    from press.read.catalogue import catalogue
    from press.run.books import Books
    from press.run.command_line import parse
    from press.run.console import ended, tell, voices
    from press.run.held import held
    from press.run.notes import notes_on_clinics
    from press.run.order import Order
    from press.run.orders import tickets, wanted
    from press.run.publish import locked, try_to_write
    from press.run.sealing import seal_of
    from press.run.settled import settle
except KeyboardInterrupt:
    sys.exit(STOPPED)

ROOT = Path(__file__).resolve().parent


def main(argv: Sequence[str], root: Path = ROOT) -> int:
    """Do what the arguments ask for on the project at `root`; returns the exit code."""
    with voices():
        project = Project(root)
        order = parse(argv, date.today(), commands.COMMANDS, catalogue(project))
        steps = {"print": print_guides, "check": print_guides, "site": put_out}
        return ended(lambda: steps.get(order.command, commands.run)(project, order), order)


def print_guides(project: Project, order: Order) -> int:
    """Read, check, typeset, prove; then publish each job that is whole."""
    found: list[Finding] = []
    notes: list[str] = []
    seal = seal_of(order)  # whoever sits there is asked before the press is held
    with locked(project, order.wait):
        wish = wanted(project, order, seal)
        limits = Limits(seconds=order.seconds)
        jobs = held(project, limits, found, lambda: tickets(project, order, found)) or []
        jobs = [job for job in jobs if order.is_for(job.guide.name, job.locale)]
        books, desk = Books(project, order, jobs, seal), Desk(project, wish)
        changed = []
        for job in jobs:
            if desk.knows(job, books.manifest.get(job.name, {})) and books.stands(job, wish):
                asked, noted = books.ledger.told(job.name)
                found += asked
                notes += noted
            else:
                changed.append(job)
        if changed:
            if order.command == "print":
                try_to_write(project, (job.name for job in changed))
                desk.ready(changed)
            from press.run.jobs import work_off  # the engine is imported only where there is work

            for done in work_off(project, order, changed, wish, books.ledger.fits):
                found += done.findings
                notes += done.notes
                books.ledger.remember(done.ticket.name, done.fits)
                if order.command == "print" and done.whole:
                    made = books.sealed(done, wish)
                    desk.enter(made, order.today)  # before a file moves: none is unknown to it
                    books.publish(made, wish)
        found += settle(project, jobs, found)
        if order.command == "print":
            books.close(bool(errors(found)))
    return tell(order, found, [*notes, *notes_on_clinics(project, jobs)])


def put_out(project: Project, order: Order) -> int:
    """Print what the site is to hold and is not there yet; then write the site, with what is."""
    from press.site.printing import to_print

    return max(print_guides(project, to_print(project, order)), commands.run(project, order))


if __name__ == "__main__":
    gc.disable()  # a run is short; collecting costs it a fifth of its time
    try:
        code = main(sys.argv[1:])
    except KeyboardInterrupt:
        code = STOPPED
    sys.exit(code)
