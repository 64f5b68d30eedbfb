"""The shelf: where each product of each guide stands, read anew only where a file changed.

What was found of a guide is kept in `.cache/`, under the names, sizes and times of its files; a
thousand guides are looked over in the time that it takes to look at their folders.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from press.finding import Finding
from press.project import Project
from press.read.approval_file import signed_text
from press.read.approvals import Approvals
from press.read.guide import Guide, guide_names, read_guide
from press.read.job import read_standings
from press.read.reading_text import title_of
from press.read.standing import APPROVED, CHANGED, DRAFT, DUE, OVERDUE, Standing, digests_of
from press.redline.redline import count, redline
from press.run.publish import LARGEST
from press.walls import read_kept, write_whole

SHELF = "shelf.json"
UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Row:
    """One product of a guide in one locale. `due_from` and `next_review` are days (ISO 8601)."""

    guide: str
    locale: str
    product: str
    status: str
    version: str
    changed: int  # lines that differ from what was signed
    approved_by: str
    next_review: str
    code: str
    due_from: str = ""
    says: str = ""  # why it was withdrawn or can't be read; or whose signature it waits for
    title: str = ""  # as it is printed
    last: str = ""  # of a text that was changed: the version that was approved last
    last_until: str = ""  # and the day until which that holds

    def on_day(self, today: date) -> str:
        """Its status on a day. A draft whose review is past is not printed either."""
        day = today.isoformat()
        if self.status in (DRAFT, CHANGED, APPROVED) and day >= self.next_review:
            return OVERDUE
        return DUE if self.status == APPROVED and day >= self.due_from else self.status


def shelf(project: Project, names: tuple[str, ...] = ()) -> Iterator[Row]:
    """The rows of these guides, or of all, in order."""
    kept = read_kept(project.cache / SHELF, LARGEST)
    common = _common(project)
    now: dict[str, Any] = {}
    for name in guide_names(project):
        key = _key(common, project.content / name)
        known = kept.get(name)
        rows = _rows_again(known, key) if isinstance(known, dict) else None
        if rows is None:
            rows = [*_rows(project, name)]
            project = Project(project.root)  # what was read of one guide is of no use to the next
        now[name] = {"key": key, "rows": [asdict(row) for row in rows]}
        if not names or name in names:
            yield from rows
    if now != kept:
        with contextlib.suppress(OSError):  # it costs time, the next time
            write_whole(project.cache, project.cache / SHELF, json.dumps(now).encode())


def _rows_again(known: Mapping[str, Any], key: str) -> list[Row] | None:
    with contextlib.suppress(TypeError, KeyError):
        if known["key"] == key:
            return [Row(**row) for row in known["rows"]]
    return None


def _rows(project: Project, name: str) -> Iterator[Row]:
    found: list[Finding] = []
    guide = read_guide(project, name, found)
    if guide is None:
        yield _unreadable(name, "", found)
        return
    for locale in guide.locales:
        told: list[Finding] = []
        approvals, standings = read_standings(project, guide, locale, told)
        if approvals is None or not standings:
            yield _unreadable(name, locale, told)
            continue
        for standing in standings.values():
            yield _row(project, guide, standing, _waits(approvals, standings))


def _unreadable(name: str, locale: str, found: list[Finding]) -> Row:
    says = "; ".join(f"{one.place.file}:{one.place.line} {one.problem}" for one in found[:1])
    return Row(name, locale, "", UNREADABLE, "", 0, "", "", "", says=says)


def _waits(approvals: Approvals, standings: Mapping[str, Standing]) -> str:
    """Who signed what stands, where others must still sign it."""
    begun = approvals.begun_of(digests_of(standings))
    if begun is None:
        return ""
    names = ", ".join(one.name for one in begun.signatures)
    return f"signed by {names}; it waits for: {', '.join(begun.missing)}"


def _row(project: Project, guide: Guide, one: Standing, waits: str) -> Row:
    text, signed = one.text, one.signed
    changed = 0
    if signed and one.status != APPROVED:
        old = signed_text(project, guide, text.locale, signed, text.product)
        changed = count(redline(old.lines, text.lines)) if old else text.sentences
    holds = one.status == APPROVED and signed
    review = signed.next_review if holds and signed else guide.next_review.value
    last = signed if one.status == CHANGED else None
    return Row(
        guide.name,
        text.locale,
        text.product,
        one.status,
        one.number,
        changed,
        signed.approved_by if holds and signed else "",
        review.isoformat(),
        one.code,
        guide.due_from(review).isoformat() if holds else "",
        one.withdrawal.reason if one.withdrawal else waits,
        title_of(text.lines),
        last.number if last else "",
        last.next_review.isoformat() if last else "",
    )


def state_of(project: Project, name: str) -> str:
    """What tells whether anything changed that a guide is printed from: a digest, 64 hex digits.

    Of names, sizes and times alone; how the pages are dressed belongs to it.
    """
    styles = _key(_common(project), project.styles)
    return _key(styles, project.content / name)


def _common(project: Project) -> str:
    """What all guides are read with: words, facts, products, signs, and the press itself."""
    folders = [project.content / "words", project.content / "countries", project.templates]
    folders += [project.styles / "signs", Path(__file__).parent.parent]
    return "".join(_key("", folder) for folder in folders)


def _key(common: str, folder: Path) -> str:
    """The names, sizes and times of the files below a folder, in one digest.

    Beside when a file was changed stands when anything of it was: who sets the one back, as a copy
    does, can't set the other.
    """
    found = hashlib.sha256(common.encode())
    for path, *about in sorted(_files(os.fspath(folder))):
        found.update(f"{path}\0{about}\0".encode("utf-8", "surrogateescape"))
    return found.hexdigest()


def _files(folder: str) -> Iterator[tuple[str, int, int, int]]:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            else:
                about = entry.stat()
                yield entry.path, about.st_size, about.st_mtime_ns, about.st_ctime_ns
