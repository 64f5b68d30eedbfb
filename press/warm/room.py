"""The room: one process with one thread that keeps the engine imported, and pages warm.

It is started as `python -m press.warm.room ROOT`, and talks in frames (press/warm/frames.py).
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import build
from press.rules import rules_of
from press.run.order import WrongCall
from press.run.scratch import scratch_folder
from press.warm.beside import SCRATCH, Child, Keeper, begin
from press.warm.frames import Frames, framed
from press.warm.fronts import first, thumb
from press.warm.proving import CHOSEN, Teller, chosen, prove
from press.warm.runs import Runs
from press.warm.showing import Showing, Shown

STILL = 0.8  # s after the last edit: then hands are still, and the proof begins


class Room:
    """What is kept from one request to the next."""

    def __init__(
        self, root: Path, out: int, scratch: Path, keeper: Keeper, today: Callable[[], date]
    ) -> None:
        self.out, self.keeper = out, keeper
        self.showing = Showing(root, self.say, today)
        rules_of("proof", "Proof")  # looked for here, not in each proof anew
        self.due: float | None = None  # when the proof begins
        self.last: Shown | None = None  # what is to be proved
        self.going: list[Shown] = []  # what was shown in part
        self.child: Child | None = None  # the proof that runs
        self.frames = Frames()  # of what it says
        self.runs = Runs(root, scratch, keeper, (out,))

    def say(self, head: Mapping[str, Any], blobs: Sequence[bytes] = ()) -> None:
        """Write a frame to the desk."""
        view = memoryview(framed(head, blobs))
        while view:
            view = view[os.write(self.out, view) :]

    def show(self, request: Mapping[str, Any]) -> None:
        """Picture and words of one product; the proof is due after it."""
        proving = bool(request.get("prove"))
        if proving:
            self.end_proof()
        shown = self.showing.show(request)
        self.going = [one for one in self.going if shown is None or one.tab is not shown.tab]
        if shown and not shown.is_whole:
            self.going.append(shown)
        if proving:
            self.last = shown
            self.due = time.monotonic() + STILL if shown else None

    def go_on(self) -> None:
        """Show one page more of what was shown first, and is not whole yet."""
        before = self.going.pop(0)
        after = self.showing.go_on(before)
        if not after.is_whole:
            self.going.append(after)
        if self.last is before:
            self.last = after

    def begin_proof(self, shown: Shown) -> None:
        """Begin the whole proof of what was shown last."""

        def work(pipe: int) -> int:
            prove(shown.project, shown.asked, shown.tab, Teller(pipe, shown.head))
            return 0

        self.due, self.frames = None, Frames()
        self.child = begin(work, self.keeper, (self.out,))

    def end_proof(self) -> None:
        """What is proved is out of date."""
        self.due, self.last = None, None
        if self.child:
            self.child.end()
            self.child = None

    def hear_proof(self, child: Child) -> None:
        """Say on what the proof says; the picture follows what it chose."""
        chunk = child.heard()
        for frame in self.frames.feed(chunk):
            if frame.what != CHOSEN:
                self.say(frame.head, frame.blobs)
            elif self.last:
                self.last = self.showing.follow(self.last, *chosen(frame.blobs[0]))
        if not chunk:
            code, self.child = child.done(), None
            if code and self.last:
                text = f"the proof ended with {code}"
                self.say({**self.last.head, "what": "fault", "text": text})

    def forget(self, request: Mapping[str, Any]) -> None:
        """Drop what is kept of a key."""
        self.showing.forget(request["key"])
        self.say({"id": request.get("id"), "what": "forgotten"})

    def thumb(self, request: Mapping[str, Any]) -> None:
        """The first page of a printed file."""
        thumb(self.showing, request)

    def first(self, request: Mapping[str, Any]) -> None:
        """The first page of what would be printed."""
        first(self.showing, request)

    def run(self, request: Mapping[str, Any]) -> None:
        """Run the press."""
        self.runs.add(request, build.main)

    def stop(self, request: Mapping[str, Any]) -> None:
        """End runs of the press."""
        self.runs.stop(request.get("run"), self.say)
        self.say({"id": request.get("id"), "what": "stopped"})

    def answer(self, line: bytes) -> None:
        """Do what one line asks for; whatever comes of it, the room goes on."""
        request: Any = {}
        try:
            request = json.loads(line)
            do = DO[request["do"]]
            do(self, request)
        except WrongCall as error:
            told: dict[str, Any] = {"findings": [], "text": str(error)}
            self.say({"id": request.get("id"), "what": "unreadable", **told})
        except Exception as error:
            one = request.get("id") if isinstance(request, dict) else None
            text = f"{type(error).__name__}: {error}"
            self.say({"id": one, "what": "fault", "text": text})
        gc.collect()

    def work(self) -> None:
        """Answer until nobody asks any more."""
        left = b""
        while True:
            ready = self._ready()
            if self.child and self.child.pipe in ready:
                self.hear_proof(self.child)
            self._hear_runs(ready)
            if 0 in ready:
                chunk = os.read(0, 1 << 20)
                if not chunk:
                    return
                *lines, left = (left + chunk).split(b"\n")
                for line in lines:
                    self.answer(line)
            elif self.going:
                self.go_on()
            elif self.last and self.due is not None and time.monotonic() >= self.due:
                self.begin_proof(self.last)

    def _ready(self) -> list[int]:
        pipes = [0, *(one.pipe for one in (self.child, self.runs.child) if one)]
        times = [one for one in (self.due, self.runs.deadline) if one is not None]
        patience = max(0.0, min(times) - time.monotonic()) if times else None
        patience = 0.0 if self.going else patience
        return select.select(pipes, [], [], patience)[0]

    def _hear_runs(self, ready: Sequence[int]) -> None:
        child, deadline = self.runs.child, self.runs.deadline
        if child and deadline is not None and time.monotonic() >= deadline:
            self.runs.ended(self.say, build.main, by_force=True)
        elif child and child.pipe in ready and not child.heard():
            self.runs.ended(self.say, build.main)

    def close(self) -> None:
        """End whatever runs."""
        self.end_proof()
        self.runs.end()


DO: Mapping[str, Callable[[Room, Mapping[str, Any]], None]] = {
    "show": Room.show,
    "forget": Room.forget,
    "thumb": Room.thumb,
    "first": Room.first,
    "run": Room.run,
    "stop": Room.stop,
}


def main(root: Path, day: date | None = None) -> None:
    """Be the room of a project until stdin is closed, on this `day` or on whichever it is."""
    keeper = Keeper()
    out = os.dup(1)
    os.dup2(2, 1)  # whatever the press prints must not get into the frames
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal's is for the desk
    with scratch_folder():
        scratch = Path(tempfile.gettempdir())
        keeper.tell(SCRATCH, scratch)
        room = Room(root, out, scratch, keeper, lambda: day or date.today())
        gc.collect()
        gc.freeze()  # what is here stays
        gc.disable()  # it is collected after each answer
        room.say({"what": "ready"})
        try:
            room.work()
        finally:
            room.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), *map(date.fromisoformat, sys.argv[2:3]))
