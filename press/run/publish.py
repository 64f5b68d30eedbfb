"""Publishes what is whole: all files of a job or none, and the manifest last.

The only stage that writes into `dist/`. A file is written beside its place and renamed over it,
so nobody ever sees half of one; a kill between two files shows as a difference to the manifest.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from press.project import Project

MANIFEST = "manifest.json"
LOCK = "press.lock"


class CannotPublish(Exception):  # noqa: N818 - named by what happened
    """`dist/` can't be written; the text says why and what to do. Nothing was changed."""


class Busy(Exception):  # noqa: N818
    """Another build holds the press."""


def digest(data: bytes) -> str:
    """The SHA-256 of `data`, in hex."""
    return hashlib.sha256(data).hexdigest()


Jobs = dict[str, dict[str, str]]  # job to file to digest


def read_manifest(project: Project) -> Jobs:
    """The jobs that `dist/manifest.json` says are whole; none where there is none or it is torn."""
    try:
        jobs: Any = json.loads((project.dist / MANIFEST).read_text("utf-8"))["jobs"]
        return {str(job): dict(files) for job, files in jobs.items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}


def is_whole(project: Project, files: Mapping[str, str]) -> bool:
    """Whether each file of `files` (path under `dist/` to digest) lies there as it was made."""
    try:
        return all(
            digest((project.dist / name).read_bytes()) == known for name, known in files.items()
        )
    except OSError:
        return False


def publish(project: Project, made: Mapping[str, bytes]) -> None:
    """Put the files (path under `dist/` to bytes) into their places, all written before any moves.

    Raises CannotPublish where `dist/` is no folder or the disk is full; then the old files stand.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        for name, data in made.items():
            path = project.dist / name
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f".{path.name}.part")
            waiting.append((part, path))
            _write(part, data)
        for part, path in waiting:
            part.replace(path)
    except OSError as error:
        for part, _ in waiting:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        raise CannotPublish(_why(project, error)) from error


def write_manifest(project: Project, jobs: Mapping[str, Mapping[str, str]]) -> None:
    """Write which files are whole, job by job, and remove PDFs that no job makes any more.

    Raises CannotPublish.
    """
    whole = {"jobs": {job: dict(sorted(files.items())) for job, files in sorted(jobs.items())}}
    text = json.dumps(whole, indent=2, ensure_ascii=False) + "\n"
    publish(project, {MANIFEST: text.encode()})
    _remove_left_overs(project, {name for files in jobs.values() for name in files})


def _remove_left_overs(project: Project, kept: set[str]) -> None:
    for pattern in ("**/*.pdf", "**/.*.part"):
        for path in project.dist.glob(pattern):
            if path.relative_to(project.dist).as_posix() not in kept:
                path.unlink(missing_ok=True)
    folders = [path for path in project.dist.glob("**/") if path != project.dist]
    for folder in sorted(folders, key=lambda path: len(path.parts), reverse=True):
        with contextlib.suppress(OSError):
            folder.rmdir()  # fails, as it should, where something is in it


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _why(project: Project, error: OSError) -> str:
    reason = (error.strerror or str(error)).lower()
    if project.dist.exists() and not project.dist.is_dir():
        return "`dist` is a file, and the folder of that name must hold what is printed: move it"
    return f"can't write into dist/ ({reason}): make room or rights, then run it again"


@contextlib.contextmanager
def locked(project: Project, patience: float) -> Iterator[None]:
    """Hold the press alone. Waits `patience` seconds for another build, then raises Busy."""
    try:
        import fcntl
    except ImportError:  # Windows: two builds at once are not kept apart there
        yield
        return
    try:
        project.cache.mkdir(exist_ok=True)
        lock = (project.cache / LOCK).open("w")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CannotPublish(f"can't write into .cache/ ({reason})") from error
    with lock:
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
