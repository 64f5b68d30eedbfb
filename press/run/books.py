"""The books of a run: which jobs stand as they are, and what is entered of those printed anew."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from press.project import Project
from press.run.console import say
from press.run.ledger import Ledger, common_key, job_key
from press.run.order import Order
from press.run.orders import Ticket, Wanted
from press.run.publish import digest, publish, read_manifest, write_manifest


class Books:
    """Ledger and manifest, open for one order. Raises WrongCall where two clinics' files mix."""

    def __init__(self, project: Project, order: Order, jobs: Sequence[Ticket]) -> None:
        self.project, self.order, self.jobs = project, order, jobs
        self.ledger, self.manifest = Ledger(project), read_manifest(project)
        self.common = common_key(project)
        self.keys = {job.name: job_key(project, self.common, job.guide, job.clinic) for job in jobs}
        self.ledger.refuse_a_mix_up(jobs)

    def stands(self, job: Ticket, wish: Wanted) -> bool:
        """Whether nothing of a job changed since it was printed, and its files are whole."""
        printing = self.order.command == "print"
        says = self.ledger.unchanged(job.name, self.keys[job.name], wish)
        if says is None or job.faults or (printing and job.name not in self.manifest):
            return False
        if printing:
            say(self.order, job.name, says, "nothing changed")
        return True

    def publish(
        self, job: Ticket, wish: Wanted, pdfs: Mapping[str, bytes], says: Sequence[str]
    ) -> None:
        """Publish a job's files, by the stem of their name, all or none, and enter them.

        What was made of an older text must not lie beside them: it goes with the manifest.
        Raises CannotPublish.
        """
        files = {f"{job.name}/{stem}.pdf": pdf for stem, pdf in pdfs.items()}
        publish(self.project, files)
        digests = {name: digest(pdf) for name, pdf in files.items()}
        key, old = self.keys[job.name], self.manifest.get(job.name, {})
        stale = sorted(old.keys() - self.ledger.files(job.name, key) - digests.keys())
        kept = {name: known_as for name, known_as in old.items() if name not in stale}
        self.manifest[job.name] = kept | digests
        self.ledger.note(job, key, wish, digests, says, self.common)
        say(self.order, job.name, says, "printed")
        for name in stale if self.order.format == "text" else ():
            print(f"  {PurePosixPath(name).name} is taken away: it may be of an older text")

    def close(self) -> None:
        """Write the manifest, then the ledger; say which clinics' files are of an older text."""
        for name, file in self.ledger.outdated(self.manifest, self.jobs, self.common).items():
            note = f"dist/{name}: made of an older text; print it again with --clinic {file}"
            print(note, file=sys.stderr)
        write_manifest(self.project, self._still_made())
        self.ledger.keep()

    def _still_made(self) -> dict[str, dict[str, str]]:
        """The manifest without what no guide makes any more; a narrowed order removes nothing."""
        order = self.order
        if order.guides or order.locales or order.products or order.clinic:
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
