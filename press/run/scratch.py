"""The folder for what the engine writes while it works, such as fonts; nothing of it is left."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

PREFIX = "bedside-scratch-"


@contextlib.contextmanager
def scratch_folder() -> Iterator[None]:
    """Temporary files lie in a folder of this build, which goes with it.

    Its owner and its workers hold a lock on it. So what a killed build left behind is known by
    this, that nobody does, and is swept by the next.
    """
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with _alone_in(left) as ours:
            if ours:
                shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    tempfile.tempdir = str(folder)  # a worker that is ended leaves its fonts there
    try:
        with _alone_in(folder):
            folder.mkdir(exist_ok=True)  # where a build that sweeps just now was quicker
            yield
    finally:
        tempfile.tempdir = None
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _alone_in(folder: Path) -> Iterator[bool]:
    """Hold the folder's lock, in the processes that are forked meanwhile too; False if we can't."""
    handle = -1
    try:
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        ours = True
    except (ImportError, OSError):  # Windows, where what was left stays; or another has it
        ours = False
    try:
        yield ours
    finally:
        if handle >= 0:
            os.close(handle)
