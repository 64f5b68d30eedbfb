"""Runs of `build.py` for the desk, one after the other, each in a process beside the room."""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from press.warm.beside import PATIENCE, Child, Keeper, begin

Press = Callable[[Sequence[str], Path], int]  # build.main
Say = Callable[[Mapping[str, Any]], None]


class Runs:
    """The run that is at work, and those that wait."""

    def __init__(self, root: Path, scratch: Path, keeper: Keeper, shut: tuple[int, ...]) -> None:
        self.root, self.scratch, self.keeper, self.shut = root, scratch, keeper, shut
        self.waiting: deque[Mapping[str, Any]] = deque()
        self.child: Child | None = None
        self.request: Mapping[str, Any] = {}
        self.deadline: float | None = None  # by which it must have ended, where it was asked to

    def add(self, request: Mapping[str, Any], press: Press) -> None:
        """Begin it, or let it wait. Raises TypeError where its arguments are no texts."""
        if not all(isinstance(word, str) for word in request["argv"]):
            raise TypeError("an argument is no text")
        self.waiting.append(request)
        self.next(press)

    def next(self, press: Press) -> None:
        """Begin the first that waits, where none is at work."""
        if self.child is None and self.waiting:
            self.request, self.deadline = self.waiting.popleft(), None
            argv, files = self.request["argv"], self._files()

            def work(_: int) -> int:
                for stream, path in enumerate(files, 1):
                    os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), stream)
                for name, stream in (("stdout", 1), ("stderr", 2)):
                    voice = os.fdopen(stream, "w", 1, "utf-8", "backslashreplace", closefd=False)
                    setattr(sys, name, voice)
                try:
                    return press(argv, self.root)
                except SystemExit as end:  # argparse
                    return end.code if isinstance(end.code, int) else 2
                finally:
                    sys.stdout.flush()
                    sys.stderr.flush()

            self.child = begin(work, self.keeper, self.shut)

    def _files(self) -> list[Path]:
        return [self.scratch / name for name in ("run-out", "run-err")]

    def ended(self, say: Say, press: Press, by_force: bool = False) -> None:
        """The run at work has ended: say what it gave, and begin the next."""
        if self.child is None:
            return
        code = self.child.end() if by_force else self.child.done()
        out, err = (_text(path) for path in self._files())
        code = -1 if self.deadline is not None and code else code  # or it was done by then
        say({"id": self.request.get("id"), "what": "ran", "code": code, "out": out, "err": err})
        self.child, self.deadline = None, None
        self.next(press)

    def stop(self, which: Any, say: Say) -> None:
        """End the run with this id, or all of them without; those that wait are taken out."""
        for request in [one for one in self.waiting if which in (None, one.get("id"))]:
            self.waiting.remove(request)
            say({"id": request.get("id"), "what": "ran", "code": -1, "out": "", "err": ""})
        if self.child and which in (None, self.request.get("id")) and self.deadline is None:
            self.child.interrupt()
            self.deadline = time.monotonic() + PATIENCE

    def end(self) -> None:
        """End all of them, and say nothing."""
        self.waiting.clear()
        if self.child:
            self.child.end()
            self.child = None


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""
