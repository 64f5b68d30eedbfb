"""What came of a print: the files that lie ready, or what stops them in a receptionist's words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, urlencode

from press.desk.choices import Choices
from press.desk.content import Content
from press.desk.names import Say, known, with_days
from press.desk.stopping import ENDED
from press.finding import ERROR, kind_of
from press.run.console import DONE, MACHINE
from press.run.keys import common_key, job_key
from press.run.ledger import Ledger
from press.run.publish import is_whole

CLINICS = "content/clinics/"
SAYS_WHY = "build.py: "  # before the one line that says why nothing was done


@dataclass(frozen=True)
class Told:
    """One thing that stops a print: what it is, how it is put right, and where that is done.

    `clinic` is the key of the clinic whose form mends it; empty where an editor must. `place` is
    for the editor, who is told it.
    """

    says: str
    fix: str
    clinic: str
    place: str


@dataclass(frozen=True)
class File:
    """A file that lies ready: where it is kept from, and its size in words."""

    name: str
    address: str
    size: str
    is_sheet: bool = False


@dataclass(frozen=True)
class Printed:
    """What came of it. `done` is whether all went well; `address` is the file to print.

    Where it is not done and there is an address all the same, that file was printed before, of
    the very text and clinic that stand now.
    """

    done: bool
    address: str
    files: tuple[File, ...]
    zipped: str  # the address of all these in one
    found: tuple[Told, ...]
    why: str  # where it is no finding: a sentence
    detail: str  # what the press said, for whoever looks after it
    is_stopped: bool = False  # by whoever asked for it


def printed(
    content: Content,
    choice: Choices,
    head: Mapping[str, Any],
    say: Say,
    before: Mapping[str, str] | None = None,
) -> Printed:
    """What came of a run whose frame `head` is. Reads the files: not for the loop.

    `before` are the files of the job as they were listed before it, where somebody stopped it.
    """
    code = int(head.get("code", -1))
    found = tuple(told_simply(_findings(str(head.get("out", ""))), say)) if code else ()
    files = standing_files(content, choice)
    sheet = next((one for one in files if one.is_sheet), None)
    lines = str(head.get("err", "")).strip().splitlines()
    detail = next((one for one in reversed(lines) if one.startswith(SAYS_WHY)), "")
    done = code == DONE and sheet is not None
    stopped = before is not None and code == ENDED
    why = "" if done or found else say(_why(code, detail))
    if before is not None and stopped:
        same = content.manifest.get(choice.job, {}) == before and is_whole(content.project, before)
        why, detail = say("print.was_stopped" if same else "print.stopped_late"), ""
    zipped = f"/zip?{urlencode([('file', one.name) for one in files])}" if len(files) > 1 else ""
    return Printed(
        done,
        sheet.address if sheet else "",
        files,
        zipped,
        found,
        why,
        detail.removeprefix(SAYS_WHY),
        stopped,
    )


def _why(code: int, detail: str) -> str:
    if "another build" in detail:
        return "print.busy"
    return "print.machine" if code == MACHINE else "print.fault"


def standing_files(content: Content, choice: Choices) -> tuple[File, ...]:
    """The files of what is chosen that lie there whole, of the text and clinic that stand now."""
    project, job = content.project, choice.job
    guide = content.guide(choice.chosen["guide"])
    clinic = content.clinics.get(choice.chosen["clinic"])
    made = Ledger(project).files(job, job_key(project, common_key(project), guide, clinic))
    listed = content.manifest.get(job, {})
    files = []
    for stem in dict.fromkeys((choice.stem, choice.row.file)):
        name = f"{job}/{stem}.pdf"
        if name in listed and name in made and is_whole(project, {name: listed[name]}):
            size = project.dist.joinpath(*name.split("/")).stat().st_size
            files.append(File(name, f"/pdf/{quote(name)}", _size(size), stem == choice.stem))
    return tuple(files)


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1_000_000 else f"{max(count // 1000, 1)} kB"


def _findings(out: str) -> list[Mapping[str, Any]]:
    """The findings of a run with --format json; none where it said nothing of the kind."""
    try:
        told = json.loads(out) if out.strip() else []
    except ValueError:
        return []
    return told if isinstance(told, list) else []


def told_simply(findings: Iterable[Mapping[str, Any]], say: Say) -> list[Told]:
    """What stops a print, each once: that of a clinic as it stands, all else for the editor."""
    stops = [one for one in findings if kind_of(str(one["code"])) == ERROR]
    told = dict.fromkeys(_told(one, say) for one in stops)
    return sorted(told, key=lambda one: not one.clinic)


def _told(one: Mapping[str, Any], say: Say) -> Told:
    file, code, problem = str(one["file"]), str(one["code"]), str(one["problem"])
    clinic = PurePosixPath(file).stem if file.startswith(CLINICS) else ""
    simple = known(say, f"found.{code}")
    says = problem if clinic else simple or say("found.other")
    place = f"{file}:{one['line']}: {code} {problem}"
    says = with_days(say, says[:1].upper() + says[1:])
    return Told(says, with_days(say, str(one["fix"])) if clinic else "", clinic, place)
