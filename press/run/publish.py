"""Publishes what is whole: all files of a job or none, and the manifest last.

The only stage that writes into `dist/`. A file is written beside its place and renamed over it,
so nobody ever sees half of one; a kill between two files shows as a difference to the manifest.
What no manifest of ours lists is nobody's business here: it is left, and told.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from press.project import Project
from press.walls import BadName, NotPlain, below, folder_within, open_lock, read_plain, write_part

LARGEST = 200_000_000  # bytes, of a file that we made
MANIFEST = "manifest.json"
LOCK = "press.lock"
TRIED = "trial"  # what is written and taken away again


class CannotPublish(Exception):  # noqa: N818 - named by what happened
    """`dist/` can't be written; the text says why and what to do. Nothing was changed."""


class Busy(Exception):  # noqa: N818
    """Another build holds the press."""


def digest(data: bytes) -> str:
    """The SHA-256 of `data`, in hex."""
    return hashlib.sha256(data).hexdigest()


SCREEN = ".html"  # what the stem of a phone edition ends with; all else is a PDF


def file_of(stem: str) -> str:
    """The name of a job's file: `leaflet.pdf` of `leaflet`, `leaflet.html` of itself."""
    return stem if stem.endswith(SCREEN) else f"{stem}.pdf"


def stem_of(name: str) -> str:
    """The stem of a job's file, as `file_of` takes it, by its name under `dist/`."""
    return name.rpartition("/")[2].removesuffix(".pdf")


Jobs = dict[str, dict[str, str]]  # job to file to digest


def read_manifest(project: Project) -> Jobs | None:
    """The jobs that `dist/manifest.json` says are whole; None where it is not there, or torn."""
    try:
        jobs: Any = json.loads(read_plain(project.dist / MANIFEST, LARGEST))["jobs"]
        listed = {str(job): {str(f): str(d) for f, d in of.items()} for job, of in jobs.items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    ours = all(_is_ours(project, name) for files in listed.values() for name in files)
    return listed if ours else None


def _is_ours(project: Project, name: str) -> bool:
    with contextlib.suppress(BadName):
        return bool(below(project.dist, *name.split("/")))
    return False


def is_whole(project: Project, files: Mapping[str, str]) -> bool:
    """Whether each file of `files` (path under `dist/` to digest) lies there as it was made."""
    try:
        return all(
            digest(read_plain(below(project.dist, *name.split("/")), LARGEST)) == known
            for name, known in files.items()
        )
    except (OSError, BadName):
        return False


def try_to_write(project: Project, jobs: Iterable[str]) -> None:
    """Try whether the files of `jobs` could be written, before anything is made of them.

    Makes no folder. Raises CannotPublish.
    """
    for job in jobs:
        folder = below(project.dist, *job.split("/"))
        try:
            write_part(
                next(filter(os.path.lexists, (folder, *folder.parents))) / TRIED, b""
            ).unlink()
        except OSError as error:
            raise CannotPublish(_why(project, error)) from error
    try:
        folder_within(project.cache, project.cache)
        write_part(project.cache / TRIED, b"").unlink()
    except OSError as error:
        raise CannotPublish(_why_not_cached(error)) from error


def publish(project: Project, made: Mapping[str, bytes]) -> None:
    """Put the files (path under `dist/` to bytes) into their places, all written before any moves.

    Raises CannotPublish where `dist/` is no folder or the disk is full; then the old files stand.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        for name, data in made.items():
            path = below(project.dist, *name.split("/"))
            folder_within(project.dist, path.parent)
            if path.is_dir() and not path.is_symlink():
                raise NotPlain(f"`{name}` is a folder, and a file of that name must stand there")
            waiting.append((write_part(path, data), path))
        for part, path in waiting:
            part.replace(path)
    except BadName as error:
        raise CannotPublish(str(error)) from error
    except OSError as error:
        for part, _ in waiting:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        raise CannotPublish(_why(project, error)) from error


def write_manifest(project: Project, jobs: Jobs, gone: Iterable[str] = ()) -> None:
    """Write which files are whole, job by job; then remove those of ours that are `gone`.

    Raises CannotPublish.
    """
    whole = {"jobs": {job: dict(sorted(files.items())) for job, files in sorted(jobs.items())}}
    text = json.dumps(whole, indent=2, ensure_ascii=False) + "\n"
    publish(project, {MANIFEST: text.encode()})
    for name in gone:
        path = below(project.dist, *name.split("/"))
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == project.dist or any(folder.iterdir()):
                break
            folder.rmdir()


def strangers(project: Project, jobs: Jobs) -> list[str]:
    """The PDFs under `dist/` that no job of the manifest made, by their names there."""
    known = {name for files in jobs.values() for name in files}
    there = (path.relative_to(project.dist).as_posix() for path in project.dist.rglob("*.pdf"))
    return sorted(set(there) - known)


def sweep_parts(folder: Path) -> None:
    """Remove what a kill left half written below `folder`, into which nobody else writes now."""
    for path in folder.rglob(".*.part"):
        if path.is_file() and not path.is_symlink():
            path.unlink(missing_ok=True)


def _why(project: Project, error: OSError) -> str:
    reason = error.strerror or str(error)
    if isinstance(error, NotPlain):
        return f"can't write into dist/: {reason}; move it away, then run it again"
    reason = reason.lower()
    if project.dist.exists() and not project.dist.is_dir():
        return "`dist` is a file, and the folder of that name must hold what is printed: move it"
    return f"can't write into dist/ ({reason}): make room or rights, then run it again"


def _why_not_cached(error: OSError) -> str:
    reason = (error.strerror or str(error)).lower()
    return f"can't write into .cache/ ({reason}): make room or rights, then run it again"


@contextlib.contextmanager
def locked(project: Project, patience: float) -> Iterator[None]:
    """Hold the press alone. Waits `patience` seconds for another build, then raises Busy."""
    try:
        import fcntl
    except ImportError:  # Windows: two builds at once are not kept apart there
        yield
        return
    try:
        folder_within(project.cache, project.cache)
        lock = open_lock(project.cache / LOCK)
    except OSError as error:
        raise CannotPublish(_why_not_cached(error)) from error
    with lock, _ours_alone(lock.fileno()):
        deadline = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                if time.monotonic() >= deadline:
                    raise Busy from None
                time.sleep(0.05)
        yield


_locks: set[int] = set()


@contextlib.contextmanager
def _ours_alone(handle: int) -> Iterator[None]:
    """Let no child keep the lock when its owner has ended."""
    _locks.add(handle)
    try:
        yield
    finally:
        _locks.discard(handle)


def _let_go() -> None:
    while _locks:
        os.close(_locks.pop())


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)
