"""Processes beside the room: each in a group of its own, none of which outlives it.

The keeper is the first of them. It sleeps until the room is gone, however that came, ends what the
room left running, and takes its scratch away. On Linux each process ends with the room besides.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from press.processes import die_with

PATIENCE = 2.0  # s: for a process that is asked to end
BEGUN, ENDED, SCRATCH = "begun", "ended", "scratch"  # what the keeper is told


class Keeper:
    """Whoever puts things right when the room is gone."""

    def __init__(self) -> None:
        read, self.line = os.pipe()
        if os.fork() == 0:
            try:
                os.setsid()  # what ends the room's group does not end it
                os.close(self.line)
                _be_quiet()
                with os.fdopen(read, encoding="utf-8", errors="surrogateescape") as told:
                    _wait(told.read())
            finally:
                os._exit(0)
        os.close(read)

    def tell(self, what: str, name: object) -> None:
        """Say that a group of processes has BEGUN or ENDED, or where SCRATCH lies."""
        with contextlib.suppress(OSError):  # somebody ended it: the room goes on
            os.write(self.line, os.fsencode(f"{what} {name}\n"))


def _be_quiet() -> None:
    """Let go of what is read and written by others, and of the terminal's signals."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)


def _wait(told: str) -> None:
    """Put right what was `told` until the room was gone."""
    running: set[int] = set()
    scratch: list[Path] = []
    for line in told.splitlines():
        what, _, name = line.partition(" ")
        if what == SCRATCH:
            scratch.append(Path(name))
        else:
            (running.add if what == BEGUN else running.discard)(int(name))
    for group in running:
        with contextlib.suppress(OSError):
            os.killpg(group, signal.SIGKILL)
    for folder in scratch:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass
class Child:
    """A process that the room began; `pipe` is what it says, and closed when it ends."""

    pid: int
    pipe: int
    keeper: Keeper

    def heard(self) -> bytes:
        """What it has said since; empty once it has ended."""
        return os.read(self.pipe, 1 << 20)

    def interrupt(self) -> None:
        """Ask it to end, as a person at a terminal does."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGINT)

    def end(self) -> int:
        """End it, with all in its group, if it has not ended; its exit code or -1."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        return self.done()

    def done(self) -> int:
        """Its exit code, once it has ended; -1 where it was ended."""
        os.close(self.pipe)
        status = os.waitpid(self.pid, 0)[1]
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)  # what it left behind
        self.keeper.tell(ENDED, self.pid)
        return max(os.waitstatus_to_exitcode(status), -1)


def begin(work: Callable[[int], int], keeper: Keeper, shut: tuple[int, ...]) -> Child:
    """Do `work` in a process of its own: it is given the pipe that it speaks into.

    What it returns is the exit code. The room's own streams, `shut`, are closed to it.
    """
    read, write = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.setpgid(0, 0)
            die_with(parent)
            for stream in (read, keeper.line, *shut):
                os.close(stream)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            status = work(write)
        finally:
            os._exit(status)
    with contextlib.suppress(OSError):
        os.setpgid(pid, pid)  # whichever of the two is first
    os.close(write)
    keeper.tell(BEGUN, pid)
    return Child(pid, read, keeper)
