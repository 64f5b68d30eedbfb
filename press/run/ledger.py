"""What is kept between runs, so that a job in which nothing changed is not printed again.

A job's key is made of all that its bytes depend on: content, templates, styles, our code, the
packages and the libraries of the machine. It lies in `.cache/` only, and a lost one costs a second.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from press import machine
from press.finding import Finding, as_rows, from_rows
from press.project import Project
from press.read.clinic import Clinic
from press.read.files import digest
from press.read.guide import FITS, Fits, Guide, usable
from press.run.done import Done
from press.run.order import WrongCall
from press.run.orders import Ticket, Wanted
from press.run.publish import LARGEST, Jobs, is_whole
from press.walls import read_plain, write_whole

LEDGER = "jobs.json"
FITTED = "fits.json"  # the sizes that fitted last, job by job


def common_key(project: Project) -> str:
    """The digest of everything that all jobs share."""
    found = hashlib.sha256()
    folders = (project.root / "press", project.templates, project.styles)
    shared = [path for folder in folders for path in _files(folder)]
    for name in ("countries", "words"):
        shared += _files(project.content / name)
    shared.append(project.root / "build.py")
    _add_files(found, project, (path for path in shared if path.suffix != ".pyc"))
    packages = sorted(
        name
        for folder in sys.path
        if folder.endswith("site-packages") and os.path.isdir(folder)  # noqa: PTH112 - quick
        for name in os.listdir(folder)  # noqa: PTH208 - quick
        if name.endswith(".dist-info")
    )
    found.update(repr((sys.version, packages, sorted(machine.versions().items()))).encode())
    return found.hexdigest()


def job_key(project: Project, common: str, guide: Guide, clinic: Clinic | None) -> str:
    """The digest of everything that one job's bytes depend on."""
    found = hashlib.sha256(common.encode())
    # a guess at the size changes no byte
    _add_files(found, project, (path for path in _files(guide.folder) if path.name != FITS))
    if clinic:
        _add_files(found, project, [project.root / clinic.file, *clinic.pictures])
    return found.hexdigest()


class Ledger:
    """The jobs of earlier runs: each with its key, its files and what was said of them."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.path = project.cache / LEDGER
        self.rows: dict[str, Any] = {
            job: row for job, row in _read(self.path).items() if _is_row(row)
        }
        fits = _read(project.cache / FITTED)
        self.fits: dict[str, Fits] = {job: usable(rows) for job, rows in fits.items()}

    def remember(self, job: str, fits: Fits) -> None:
        """Keep what fitted just now, also where a finding stopped the job."""
        self.fits[job] = {**self.fits.get(job, {}), **fits}

    def unchanged(self, job: str, key: str, wish: Wanted) -> list[str] | None:
        """What was said of all that is wished, if nothing changed since and its files stand."""
        made = self._made(job, key)
        if not wish.items.keys() <= made.keys():
            return None
        mine = [made[item] for item in wish.items if made[item].get("file")]
        whole = is_whole(self.project, {one["file"]: one["digest"] for one in mine})
        return [one["says"] for one in mine] if whole else None

    def told(self, job: str) -> tuple[list[Finding], list[str]]:
        """The questions that were asked of a job when it was printed, and what was noted."""
        row = self.rows.get(job, {})
        with contextlib.suppress(TypeError, KeyError, ValueError):
            return from_rows(row["asked"]), [str(note) for note in row["notes"]]
        return [], []

    def files(self, job: str, key: str) -> set[str]:
        """Every file that was ever made of what this key stands for."""
        return {one.get("file", "") for one in self._made(job, key).values()}

    def proved(self) -> Jobs:
        """What was printed and still lies there as it was made: a manifest, where that is lost."""
        jobs: Jobs = {}
        for job, row in self.rows.items():
            for item in row["items"].values():
                one = {item["file"]: item["digest"]} if item else {}
                if one and is_whole(self.project, one):
                    jobs.setdefault(job, {}).update(one)
        return jobs

    def note(
        self, done: Done, key: str, wish: Wanted, files: Mapping[str, str], common: str
    ) -> None:
        """Remember a job that was just published; what has no manuscript made no file."""
        ticket, says = done.ticket, done.says
        said = {line.partition(":")[0]: line for line in says}
        by_stem = {PurePosixPath(name).stem: name for name in files}
        items = {
            item: {"file": by_stem[stem], "digest": files[by_stem[stem]], "says": said[stem]}
            if stem in by_stem
            else {}
            for item, stem in wish.items.items()
        }
        row: dict[str, Any] = {"key": key, "items": self._made(ticket.name, key) | items}
        row |= {"asked": as_rows(done.findings), "notes": done.notes}
        if ticket.clinic:
            row["clinic"] = ticket.clinic.file
            row["text"] = job_key(self.project, common, ticket.guide, None)
        self.rows[ticket.name] = row

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
        row = self.rows.get(job, {})
        return dict(row["items"]) if row.get("key") == key else {}

    def keep(self) -> None:
        """Write it down; that this fails is no fault of what was printed."""
        for path, rows in ((self.path, self.rows), (self.project.cache / FITTED, self.fits)):
            with contextlib.suppress(OSError):
                write_whole(self.project.cache, path, json.dumps(rows).encode())


def _read(path: Path) -> dict[str, Any]:
    with contextlib.suppress(OSError, ValueError, RecursionError):
        rows = json.loads(read_plain(path, LARGEST))
        return rows if isinstance(rows, dict) else {}
    return {}


def _is_row(row: Any) -> bool:
    """Whether a row is as `note` writes it; whatever else stands there is as good as lost."""
    items = row.get("items") if isinstance(row, dict) else None
    if not isinstance(items, dict) or not isinstance(row.get("key"), str):
        return False
    texts = (isinstance(one.get(key), str) for one in items.values()
             if isinstance(one, dict) and one for key in ("file", "digest", "says"))  # fmt: skip
    return all(isinstance(one, dict) for one in items.values()) and all(texts)


def _files(folder: Path) -> list[Path]:
    return sorted(
        Path(top, name)
        for top, _, names in os.walk(folder)
        for name in names
        if not top.endswith("__pycache__")
    )


def _add_files(found: Any, project: Project, paths: Iterable[Path]) -> None:
    for path in paths:
        found.update(b"\0" + os.fsencode(project.name(path)) + b"\0")
        found.update(digest(project, path))
