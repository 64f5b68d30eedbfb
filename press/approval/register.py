"""The register: which sheets were printed for which clinic, so that they can be called back.

One line of JSON for each product of each print, at the end of `register/prints.jsonl` and never
changed. A print is entered before its files move into `dist/`: after a kill between the two a
line is too many, and no sheet can lie there that the register does not know.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from press.project import Project
from press.read.clinic import Clinic
from press.read.standing import Standing
from press.run.done import Done
from press.run.orders import Ticket, Wanted
from press.run.publish import LARGEST, CannotPublish, digest, file_of
from press.sheets.layouts import CALIBRATION, SHEETS
from press.walls import append_lines, read_plain

FOLDER, FILE = "register", "prints.jsonl"
NAME = f"{FOLDER}/{FILE}"
FORM = 1
SUM = 12  # letters of the digest that a line ends with
SEAM = b', "sum": "'


@dataclass(frozen=True)
class Given:
    """One product as it was printed for a clinic on a day. `files` are its files' digests by name.

    `text` is the digest of its reading text; `clinic` is the key, `file` where the clinic's file
    lay, `name` what the clinic was called then, `says` the clinic's own words on those sheets.
    """

    guide: str
    locale: str
    product: str
    version: str
    code: str
    text: str
    clinic: str
    name: str
    file: str
    on: date
    files: Mapping[str, str] = field(hash=False)
    says: tuple[str, ...] = ()


@dataclass(frozen=True)
class Register:
    """What was printed, old to new. `damaged` are the lines that can't be read, each with why."""

    given: tuple[Given, ...] = ()
    damaged: tuple[tuple[int, str], ...] = ()

    @property
    def notes(self) -> Iterator[str]:
        """A line for each line of the file that counts for nothing."""
        for number, why in self.damaged:
            yield f"{NAME}:{number}: {why}; the rest of the register counts"


def path_of(project: Project) -> Path:
    """Where the register of a project lies."""
    return project.root / FOLDER / FILE


def read_register(project: Project) -> Register:
    """All that was printed for clinics; nothing where nothing was. Raises OSError."""
    try:
        raw = read_plain(path_of(project), LARGEST)
    except FileNotFoundError:
        return Register()
    given: list[Given] = []
    damaged: list[tuple[int, str]] = []
    rows = raw.split(b"\n")
    for number, row in enumerate(rows, 1):
        if entry := _entry(row):
            given.append(entry)
        elif number == len(rows) and row:
            damaged.append((number, "the last line is torn, as by a kill before its files moved"))
        elif row.strip():
            damaged.append((number, "this line can't be read, or was changed"))
    return Register(tuple(given), tuple(damaged))


def _entry(row: bytes) -> Given | None:
    """The entry that a line holds; None where it is not as it was written."""
    head, _, tail = row.strip().rpartition(SEAM)
    if tail != f'{_sum(head)}"}}'.encode():
        return None
    with contextlib.suppress(ValueError, LookupError, TypeError, AttributeError):
        said: dict[str, Any] = json.loads(head + b"}")
        if said.pop("form") == FORM:
            kept = {"on": date.fromisoformat(said["on"]), "says": tuple(said.get("says", ()))}
            return Given(**{**said, **kept})
    return None


def _sum(head: bytes) -> str:
    """What tells a changed letter: SHA-256 of all that stands before it, cut short, in hex."""
    return hashlib.sha256(head).hexdigest()[:SUM]


def as_line(entry: Given) -> str:
    """An entry as its line, without the line's end."""
    said = {"form": FORM, **asdict(entry), "on": entry.on.isoformat()}
    head = json.dumps(said, ensure_ascii=False).removesuffix("}")
    return f'{head}{SEAM.decode()}{_sum(head.encode())}"}}'


def entries_of(done: Done, today: date) -> list[Given]:
    """What a print for a clinic is entered as: a line for each text that stands on its sheets."""
    ticket = done.ticket
    if ticket.clinic is None:
        return []
    found = _of(ticket, ticket.clinic, done.standings, done.pdfs, today)
    if ticket.back:
        backed = {stem: pdf for stem, pdf in done.pdfs.items() if _has_a_back(stem)}
        found += _of(ticket.back, ticket.clinic, done.behind, backed, today, ticket.name)
    return found


def _has_a_back(stem: str) -> bool:
    return any(stem.endswith(f"-{name}") for name, one in SHEETS.items() if one.takes_back)


def _of(
    ticket: Ticket,
    clinic: Clinic,
    standings: Mapping[str, Standing],
    pdfs: Mapping[str, bytes],
    today: date,
    folder: str = "",
) -> list[Given]:
    files: dict[str, dict[str, str]] = {}
    for stem, pdf in pdfs.items():
        mine = stem.partition(".")[0]
        names = (name for name in standings if mine == name or mine.startswith(f"{name}-"))
        if product := max(names, key=len, default=""):
            name = f"{folder or ticket.name}/{file_of(stem)}"
            files.setdefault(product, {})[name] = digest(pdf)
    says = tuple(clinic.says())
    who = clinic.key, str(clinic.table["name"].value), clinic.file
    return [
        Given(ticket.guide.name, ticket.locale, product, one.number, one.code, one.text.digest,
              *who, today, files[product], says)
        for product, one in standings.items() if product in files
    ]  # fmt: skip


class Desk:
    """Where each print of a run is entered."""

    def __init__(self, project: Project, wish: Wanted) -> None:
        self.project, self.wish = project, wish

    @cached_property
    def known(self) -> Register:
        """What was entered before this run; nothing where it can't be read: nor can it be written.

        Says on stderr which lines count for nothing.
        """
        try:
            register = read_register(self.project)
        except OSError:
            return Register()
        for note in register.notes:
            print(f"note: {note}", file=sys.stderr)
        return register

    @cached_property
    def _digests(self) -> frozenset[str]:
        return frozenset(one for entry in self.known.given for one in entry.files.values())

    def knows(self, job: Ticket, files: Mapping[str, str]) -> bool:
        """Whether all that lies printed of what is wished for a clinic stands in the register.

        `files` are the digests of what lies there. What the register does not know, since it was
        lost or is younger, is printed again, and so is entered.
        """
        if job.clinic is None:
            return True
        stems = set(self.wish.items.values()) - {CALIBRATION}
        mine = (files.get(f"{job.name}/{file_of(stem)}") for stem in stems)
        return all(one in self._digests for one in mine if one)

    def ready(self, jobs: Iterable[Ticket]) -> None:
        """Look whether a print for a clinic could be entered, before it is made.

        Raises CannotPublish. What can't be known yet, such as a full disk, `enter` tells.
        """
        if all(job.clinic is None for job in jobs):
            return
        path = path_of(self.project)
        there = next(filter(os.path.lexists, (path, *path.parents)))
        if not os.access(there, os.W_OK):
            raise _not_given_out("no rights")
        if there == path and not path.is_file():
            raise _not_given_out("it is no plain file")

    def enter(self, done: Done, today: date) -> None:
        """Enter a print for a clinic before it is published; of others nobody knows whose they are.

        Says on stderr where the clock may be wrong. Raises CannotPublish: what can't be entered is
        not given out.
        """
        entries = entries_of(done, today)
        if not entries:
            return
        last = max((one.on for one in self.known.given), default=today)
        if last > today:
            why = f"has a print of {last}, and today is {today}: is this machine's clock right?"
            print(f"note: {NAME} {why}", file=sys.stderr)
        try:
            text = "".join(f"{as_line(one)}\n" for one in entries)
            append_lines(self.project.root, path_of(self.project), text.encode())
        except OSError as error:
            raise _not_given_out((error.strerror or str(error)).lower()) from error


def _not_given_out(reason: str) -> CannotPublish:
    return CannotPublish(
        f"can't write into {NAME} ({reason}), and what is not entered there is not given "
        "out: make room or rights, then run it again"
    )
