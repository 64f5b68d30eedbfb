"""The books of a run: which jobs stand as they are, and what is entered of those printed anew."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

from press.check.days import may_be_passed_over
from press.prepress.seal import Seal
from press.project import Project
from press.read.approval_file import read_approvals
from press.read.catalogue import catalogue
from press.run.console import say
from press.run.done import Done
from press.run.keys import common_key, job_key
from press.run.ledger import Ledger
from press.run.order import Order
from press.run.orders import Ticket, Wanted
from press.run.papers import read_papers, stale_papers
from press.run.publish import (
    Jobs,
    digest,
    file_of,
    publish,
    read_manifest,
    stem_of,
    strangers,
    sweep_parts,
    write_manifest,
)


class Books:
    """Ledger and manifest, open for one order. Raises WrongCall where two clinics' files mix."""

    def __init__(
        self, project: Project, order: Order, jobs: Sequence[Ticket], seal: Seal | None = None
    ) -> None:
        self.project, self.order, self.jobs, self.seal = project, order, jobs, seal
        self.ledger, self.known = Ledger(project), catalogue(project)
        manifest = read_manifest(project)
        self.manifest = self.ledger.proved() if manifest is None else manifest
        self.common = common_key(project)
        self.keys = {job.name: job_key(project, self.common, job.guide, job.clinic) for job in jobs}
        self.ledger.refuse_a_mix_up(jobs)

    def stands(self, job: Ticket, wish: Wanted) -> bool:
        """Whether nothing of a job changed since it was printed, and its files are whole."""
        printing = self.order.command == "print"
        says = self.ledger.unchanged(job.name, self.keys[job.name], wish)
        if says is None or job.faults or self._waits_for_a_day(job):
            return False
        if printing and job.name not in self.manifest:
            return False
        if printing:
            say(self.order, job.name, says, "nothing changed")
        return True

    def _waits_for_a_day(self, job: Ticket) -> bool:
        """Whether a job that was printed once, or what lies behind it, may be overdue today."""
        for one in filter(None, (job, job.back)):
            approvals = read_approvals(self.project, one.guide, one.locale, [])
            if not may_be_passed_over(one.guide, approvals, self.order.today):
                return True
        return False

    def sealed(self, done: Done, wish: Wanted) -> Done:
        """A job with its PDFs as they are given out: sealed where that is ordered."""
        if self.seal is None:
            return done
        mine = wish.without(done.held)
        return replace(done, pdfs={
            stem: self.seal.sign(pdf) if mine.is_sealed(stem) else pdf
            for stem, pdf in done.pdfs.items()
        })  # fmt: skip

    def publish(self, done: Done, wish: Wanted) -> None:
        """Publish a job's files, all or none, and enter them. Raises CannotPublish."""
        job, wish = done.ticket, wish.without(done.held)
        files = {f"{job.name}/{file_of(stem)}": pdf for stem, pdf in done.pdfs.items()}
        publish(self.project, files)
        digests = {name: digest(pdf) for name, pdf in files.items()}
        self.manifest[job.name] = self.manifest.get(job.name, {}) | digests
        self.ledger.note(done, self.keys[job.name], wish, digests, self.common)
        sealed = f" and sealed for {self.seal.owner}" if self.seal else ""
        but = ", but for what has an error" if done.held else ""
        say(self.order, job.name, done.says, f"printed{sealed}{but}")

    def close(self, found: bool) -> None:
        """Write the manifest, then the ledger; say which clinics' files are of an older text.

        While anything is `found` nothing is removed. What no job makes any more goes only then.
        """
        for name, file in self.ledger.outdated(self.manifest, self.jobs, self.common).items():
            note = f"dist/{name}: made of an older text; print it again with --clinic {file}"
            print(note, file=sys.stderr)
        gone = [] if found else [*self._stale(), *self._given_up()]
        kept = {
            job: {name: known for name, known in files.items() if name not in gone}
            for job, files in self.manifest.items()
        }
        kept = {job: files for job, files in kept.items() if files}
        write_manifest(self.project, kept, gone)
        sweep_parts(self.project.dist)
        self.ledger.forget(gone)
        self.ledger.keep()
        for note in stale_papers(self.project, self.jobs, kept):
            print(note, file=sys.stderr)
        ours = read_papers(self.project)
        for name in (one for one in strangers(self.project, kept) if one not in ours):
            note = f"dist/{name}: not of this press, or of a run that is forgotten; it is left"
            print(note, file=sys.stderr)

    def _stale(self) -> Iterator[str]:
        """What was made of an older text of these jobs: it must not lie beside the new.

        What is of a product that was not ordered stays, and is told where its text has changed.
        """
        for job in self.jobs:
            made = self.ledger.files(job.name, self.keys[job.name])
            for name in sorted(self.manifest.get(job.name, {}).keys() - made if made else ()):
                product = self.known.product_of(stem_of(name))
                if product and self.order.products and product not in self.order.products:
                    if not self.ledger.is_of_this_text(job, name, self.common):
                        note = "made of an older text; print it again with --product"
                        print(f"dist/{name}: {note} {product}", file=sys.stderr)
                    continue
                if self.order.format == "text":
                    print(f"dist/{name} is taken away: it may be of an older text")
                yield name

    def _given_up(self) -> list[str]:
        """The files of jobs that no guide makes any more; a narrowed order removes nothing."""
        still = self._still_made()
        return [name for job, files in self.manifest.items() if job not in still for name in files]

    def _still_made(self) -> Jobs:
        if self.order.narrowed:
            return self.manifest
        return {
            job: files
            for job, files in self.manifest.items()
            if (self.project.content / job.split("/")[0] / "guide.toml").is_file()
            and (len(job.split("/")) > 2 or self._locale_is_made(job))
        }

    def _locale_is_made(self, job: str) -> bool:
        guide, locale = job.split("/")[:2]
        mine = [ticket for ticket in self.jobs if ticket.guide.name == guide]
        return not mine or any(ticket.locale == locale for ticket in mine)
