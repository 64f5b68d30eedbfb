"""What is kept between runs, so that a job in which nothing changed is not printed again.

A job's key (keys.py) is made of all that its bytes depend on. It lies in `.cache/` only, and a lost
one costs a second.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from press.finding import QUESTION, Finding, as_rows, from_rows
from press.project import Project
from press.read.catalogue import catalogue
from press.read.guide import Fits, usable
from press.read.last_print import LINES, lines_now, read_printed
from press.run.done import Done
from press.run.keys import job_key
from press.run.order import WrongCall
from press.run.orders import Ticket, Wanted
from press.run.publish import LARGEST, Jobs, is_whole, stem_of
from press.walls import read_kept, write_whole

LEDGER = "jobs.json"
FITTED = "fits.json"  # the sizes that fitted last, job by job


class Ledger:
    """The jobs of earlier runs: each with its key, its files and what was said of them."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.path = project.cache / LEDGER
        self.rows: dict[str, Any] = {
            job: row for job, row in read_kept(self.path, LARGEST).items() if _is_row(row)
        }
        fits = read_kept(project.cache / FITTED, LARGEST)
        self.fits: dict[str, Fits] = {job: usable(rows) for job, rows in fits.items()}
        self.lines = read_printed(project)

    def remember(self, job: str, fits: Fits) -> None:
        """Keep what fitted just now, also where a finding stopped the job."""
        self.fits[job] = {**self.fits.get(job, {}), **fits}

    def unchanged(self, job: str, key: str, wish: Wanted) -> list[str] | None:
        """What was said of all that is wished, if nothing changed since and its files stand."""
        made = self._made(job, key)
        if not wish.items.keys() <= made.keys() or not _is_told(self.rows.get(job, {})):
            return None
        mine = [made[item] for item in wish.items if made[item].get("file")]
        whole = is_whole(self.project, {one["file"]: one["digest"] for one in mine})
        return [one["says"] for one in mine] if whole else None

    def told(self, job: str) -> tuple[list[Finding], list[str]]:
        """The questions that were asked of a job when it was printed, and what was noted."""
        row = self.rows[job]
        return from_rows(row["asked"]), row["notes"]

    def files(self, job: str, key: str) -> set[str]:
        """Every file that was ever made of what this key stands for."""
        return set(self.made_of(job, key).values())

    def made_of(self, job: str, key: str) -> dict[str, str]:
        """Each thing that was made of what this key stands for, as a Wanted tells it: its file."""
        made = self._made(job, key)
        return {item: one["file"] for item, one in made.items() if "file" in one}

    def proved(self) -> Jobs:
        """What was printed and still lies there as it was made: a manifest, where that is lost."""
        jobs: Jobs = {}
        for job, row in self.rows.items():
            for item in row["items"].values():
                one = {item["file"]: item["digest"]} if "file" in item else {}
                if one and is_whole(self.project, one):
                    jobs.setdefault(job, {}).update(one)
        return jobs

    def note(
        self, done: Done, key: str, wish: Wanted, files: Mapping[str, str], common: str
    ) -> None:
        """Remember a job that was just published; what has no manuscript made no file."""
        ticket, says = done.ticket, done.says
        said = {line.partition(":")[0]: line for line in says}
        by_stem = {stem_of(name): name for name in files}
        texts = {row.name: self._text_of(ticket, row.name, common) for row in wish.rows}
        items = {
            item: {"file": by_stem[stem], "digest": files[by_stem[stem]], "says": said[stem],
                   "key": key, "text": texts.get(wish.catalogue.product_of(stem), "")}
            if stem in by_stem
            else {"key": key}
            for item, stem in wish.items.items()
        }  # fmt: skip
        old = self.rows.get(ticket.name, {"items": {}, "key": ""})
        # what was not ordered now is still there, of its own text; what was written over is not
        before = {
            item: {"key": old["key"], **one}
            for item, one in old["items"].items()
            if one.get("file") not in files
        }
        row: dict[str, Any] = {"key": key, "items": before | items}
        # an error is of what was held back, and no later order need be of that
        asked = [one for one in done.findings if one.kind == QUESTION]
        row |= {"asked": as_rows(asked), "notes": done.notes}
        lines = lines_now(self.project, ticket.guide.folder)
        now = {one.file: lines for one in wish.rows if one.file in by_stem}
        self.lines[ticket.name] = self.lines.get(ticket.name, {}) | now
        if ticket.clinic:
            row["clinic"] = ticket.clinic.file
            row["text"] = job_key(self.project, common, ticket.guide, None)
        self.rows[ticket.name] = row

    def is_of_this_text(self, ticket: Ticket, file: str, common: str) -> bool:
        """Whether what a product says is still what it said when `file` was made."""
        items = self.rows.get(ticket.name, {"items": {}})["items"].values()
        made: dict[str, str] = next((one for one in items if one.get("file") == file), {})
        product = catalogue(self.project).product_of(stem_of(file))
        return bool(made.get("text")) and made["text"] == self._text_of(ticket, product, common)

    def _text_of(self, ticket: Ticket, product: str, common: str) -> str:
        return job_key(self.project, common, ticket.guide, ticket.clinic, product)

    def forget(self, gone: Iterable[str]) -> None:
        """Leave out the files that were taken away."""
        names = set(gone)
        for row in self.rows.values():
            row["items"] = {
                item: one for item, one in row["items"].items() if one.get("file") not in names
            }

    def clinic_of(self, job: str) -> str:
        """The clinic's file that a job was printed for last, as far as it is known."""
        return str(self.rows.get(job, {}).get("clinic", ""))

    def refuse_a_mix_up(self, tickets: Iterable[Ticket]) -> None:
        """Raise WrongCall where two clinics' files of one name would share a folder."""
        for ticket in tickets:
            other = self.clinic_of(ticket.name)
            if not ticket.clinic or other in ("", ticket.clinic.file):
                continue
            known, mine = self.project.root / other, self.project.root / ticket.clinic.file
            if known.exists() and not known.samefile(mine):
                raise WrongCall(
                    f"dist/{ticket.name} holds the files of another clinic, {other}: "
                    "give one of the two files another name"
                )

    def outdated(
        self, jobs: Iterable[str], tickets: Iterable[Ticket], common: str
    ) -> dict[str, str]:
        """Clinics' jobs whose guide has changed since: the job, and the clinic's file.

        Only those of the guides that `tickets` are of, and that are not printed just now.
        """
        guides = {ticket.guide.name: ticket.guide for ticket in tickets}
        now = {ticket.name for ticket in tickets}
        mine = [job for job in jobs if self.clinic_of(job) and job not in now]
        texts = {
            name: job_key(self.project, common, guides[name], None)
            for name in {job.split("/")[0] for job in mine} & guides.keys()
        }
        return {
            job: self.clinic_of(job)
            for job in mine
            if (text := texts.get(job.split("/")[0])) and self.rows[job].get("text") != text
        }

    def _made(self, job: str, key: str) -> dict[str, Any]:
        row = self.rows.get(job, {"items": {}, "key": ""})
        return {
            item: one for item, one in row["items"].items() if one.get("key", row["key"]) == key
        }

    def keep(self) -> None:
        """Write it down; that this fails is no fault of what was printed."""
        cache = self.project.cache
        kept: tuple[tuple[Path, Any], ...] = (
            (self.path, self.rows), (cache / FITTED, self.fits), (cache / LINES, self.lines)
        )  # fmt: skip
        for path, rows in kept:
            with contextlib.suppress(OSError):
                write_whole(cache, path, json.dumps(rows).encode())


def _is_row(row: Any) -> bool:
    """Whether a row is as `note` writes it; whatever else stands there is as good as lost."""
    items = row.get("items") if isinstance(row, dict) else None
    if not isinstance(items, dict) or not isinstance(row.get("key"), str):
        return False
    made = (one for one in items.values() if isinstance(one, dict) and one.keys() - {"key"})
    texts = (isinstance(one.get(key), str) for one in made for key in ("file", "digest", "says"))
    return all(isinstance(one, dict) for one in items.values()) and all(texts)


def _is_told(row: dict[str, Any]) -> bool:
    """Whether what was asked and noted of a job can be told again; else it is judged anew."""
    with contextlib.suppress(TypeError, KeyError, ValueError):
        asked, notes = from_rows(row["asked"]), row["notes"]
        texts = isinstance(notes, list) and all(isinstance(note, str) for note in notes)
        return texts and all(one.kind == QUESTION for one in asked)
    return False
