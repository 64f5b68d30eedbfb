"""The walls around a run: names that become paths, files that are opened, files that are written.

Nothing else in the press makes a path of a name that somebody gave, and nothing else writes.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import stat
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

LONGEST_NAME = 100  # bytes: beside it a part file's name must fit 255, as file systems have it
FOR_WINDOWS = frozenset('<>:"|?*')
DEVICES = frozenset({"con", "prn", "aux", "nul"})


class BadName(ValueError):  # noqa: N818 - named by what happened
    """A name that can't be that of a file or folder of ours; the text says why."""


class NotPlain(OSError):  # noqa: N818
    """What is there is no plain file, or lies elsewhere, or is too large; the text says which."""

    def __init__(self, why: str) -> None:
        super().__init__(errno.EINVAL, why)


def below(folder: Path, *names: str) -> Path:
    """The path `folder/name/name…`. Raises BadName where one of the names leads anywhere else."""
    for name in names:
        if why := fault_of_name(name):
            raise BadName(f"`{printable(name)}` can't be the name of a file: {why}")
    return folder.joinpath(*names)


def fault_of_name(name: str) -> str:
    """Why `name` can't be a file's or folder's own name on every machine; "" where it can."""
    if not name.strip(". "):
        return "it says nothing"
    if name.startswith((".", "-", " ")) or name.endswith((".", " ")):
        return "it begins or ends with a dot, a dash or a blank"
    if "/" in name or "\\" in name:
        return "it leads into another folder"
    if any(unicodedata.category(char)[0] == "C" for char in name):
        return "it holds a sign that can't be seen"
    if FOR_WINDOWS & set(name) or name.split(".")[0].lower() in DEVICES:
        return "not every machine takes it"
    if len(name.encode("utf-8", "replace")) > LONGEST_NAME:
        return f"it is longer than {LONGEST_NAME} letters"
    return ""


def printable(text: str) -> str:
    """`text` with what can't be seen, or would steer a terminal, written as its code."""
    return "".join(char if _is_seen(char) else char.encode("unicode_escape").decode("ascii")
                   for char in text)  # fmt: skip


def _is_seen(char: str) -> bool:
    return char in "\n\t\u00ad" or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co")


def read_plain(path: Path, most: int) -> bytes:
    """The bytes of a plain file of at most `most` bytes. Raises OSError, such as NotPlain.

    A pipe or a device is not waited for, and a file that grows meanwhile is not followed.
    """
    try:
        handle = os.open(path, os.O_RDONLY | _flag("O_NONBLOCK") | _flag("O_CLOEXEC"))
    except ValueError:  # a NUL in its name
        raise NotPlain("its name can't be opened") from None
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            kind = "a folder" if stat.S_ISDIR(about.st_mode) else "a pipe or a device"
            raise NotPlain(f"it is {kind}, not a file")
        if about.st_size > most:
            raise TooLarge(about.st_size, most)
        data = file.read(most + 1)
        if len(data) > most:
            raise TooLarge(len(data), most)
        return data


class TooLarge(NotPlain):
    """A file of more bytes than it may have."""

    def __init__(self, size: int, most: int) -> None:
        super().__init__(f"it has {size / 1e6:.1f} MB; the most is {most / 1e6:.0f} MB")
        self.size, self.most = size, most


def read_kept(path: Path, most: int) -> dict[str, Any]:
    """What an earlier run kept as JSON, by its keys; nothing where that is lost, torn or another.

    It is a hint, never a ground: whoever reads it does without.
    """
    with contextlib.suppress(OSError, ValueError, RecursionError):
        kept = json.loads(read_plain(path, most))
        return kept if isinstance(kept, dict) else {}
    return {}


def folder_within(root: Path, folder: Path) -> None:
    """Make `folder`, which lies below `root`. Raises NotPlain where a link leads elsewhere."""
    steps = [folder, *folder.parents]
    for step in reversed(steps[: steps.index(root) + 1] if root in steps else ()):
        if step.is_symlink():
            raise NotPlain(f"`{step.name}` is a link, and leads elsewhere")
        step.mkdir(exist_ok=True)
    if root not in steps or ".." in folder.parts:
        raise NotPlain(f"`{folder.name}` is not below `{root.name}`")


def write_part(path: Path, data: bytes, rights: int | None = None) -> Path:
    """Write `data` beside `path`, into a file that nobody else has. Raises OSError.

    `rights` are those that the file gets, as of `st_mode`; without them the system's usual ones.
    """
    part = path.with_name(f".{path.name}.part")
    with contextlib.suppress(FileNotFoundError):
        part.unlink()  # left by a kill, or a link to a file that is not ours
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _flag("O_NOFOLLOW"), 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if rights is not None:
                part.chmod(rights)
            os.fsync(handle)
    except OSError:  # no room on the disk
        part.unlink(missing_ok=True)
        raise
    return part


def open_lock(path: Path) -> IO[bytes]:
    """A file to hold a lock on; what stands in it stays. Raises OSError, also for a link."""
    flags = os.O_RDWR | os.O_CREAT | _flag("O_NOFOLLOW") | _flag("O_NONBLOCK")
    return os.fdopen(os.open(path, flags, 0o666), "r+b", buffering=0)


def write_whole(root: Path, path: Path, data: bytes) -> None:
    """Write a file below `root` in one piece, or not at all. Raises OSError."""
    folder_within(root, path.parent)
    _put(write_part(path, data), path)


def write_over(root: Path, path: Path, data: bytes) -> None:
    """Write a file that is there anew, as `write_whole` does, and leave it its rights.

    Raises OSError, also where it is a link, no file, or may not be written.
    """
    about = path.lstat()
    if not stat.S_ISREG(about.st_mode):
        raise NotPlain(f"`{path.name}` is a link, or no file")
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    folder_within(root, path.parent)
    _put(write_part(path, data, stat.S_IMODE(about.st_mode)), path)
    _keep_names(path.parent)


def _put(part: Path, path: Path) -> None:
    try:
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def append_lines(root: Path, path: Path, data: bytes) -> None:
    """Put whole lines at the end of a file below `root`, all of them or none. Raises OSError.

    One writer after another: the file is locked meanwhile (not on Windows). What an earlier writer
    left torn stays, and `data` begins on a line of its own. When this returns, the disk has it.
    """
    folder_within(root, path.parent)
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | _flag("O_NOFOLLOW") | _flag("O_NONBLOCK")
    with os.fdopen(os.open(path, flags | _flag("O_CLOEXEC"), 0o666), "r+b", buffering=0) as file:
        handle = file.fileno()
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise NotPlain(f"`{path.name}` is no plain file")
        with contextlib.suppress(ImportError):
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)  # held for one write, and let go with the file
        end = file.seek(0, os.SEEK_END)
        file.seek(max(end - 1, 0))
        torn = file.read(1) not in (b"", b"\n")
        whole = b"\n" * torn + data
        try:
            if file.write(whole) != len(whole):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(handle)
        except OSError:
            file.truncate(end)
            raise
    _keep_names(path.parent)


def _keep_names(folder: Path) -> None:
    """See that the disk has the names of the files in a folder, where a system can be asked to."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write_folder(root: Path, part: Path, folder: Path, files: Mapping[str, bytes]) -> None:
    """Make `folder` below `root` with all its files, or nothing; `part` is where it lies meanwhile.

    Raises NotPlain where something is there already, and OSError.
    """
    folder_within(root, part.parent)
    folder_within(root, folder.parent)
    shutil.rmtree(part, ignore_errors=True)  # left by a kill
    try:
        part.mkdir()
        for name, data in files.items():
            path = below(part, *name.split("/"))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        if os.path.lexists(folder):
            raise NotPlain("something is there already")
        part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _flag(name: str) -> int:
    return int(getattr(os, name, 0))
