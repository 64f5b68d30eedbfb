"""Sees which files change under the desk, whoever changes them, and tells the pages.

What the desk itself wrote is no news: it is known by its digest, and by the very file that has it;
where somebody else puts the same words back, that is news again. Where the press itself changes,
the room is ended, for its code is old; whoever asks next starts a new one.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from watchfiles import Change, awatch

from press.desk.hub import Hub
from press.desk.room import Room
from press.project import Project
from press.read.files import LARGEST_TEXT
from press.run.publish import digest
from press.walls import read_plain

TOGETHER = 60  # ms: changes so close to each other are one
AGAIN = 2000  # ms between two looks whether the folders are the same still
EVERY = 1000  # ms between two looks, where a drive tells of no changes
PRESS = "press"
Known = tuple[str, tuple[int, int]]  # the digest of what was written, and of which file it is


@dataclass
class Watch:
    """Watches the project at `root`; with `looks` it looks itself, as a network drive needs it."""

    root: Path
    hub: Hub
    room: Room
    looks: bool = False
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    own: dict[Path, Known] = field(default_factory=dict)

    def wrote(self, path: Path, data: bytes) -> None:
        """The desk itself has put these bytes there: this is no news."""
        with contextlib.suppress(OSError):  # taken away already, which is news
            self.own[path.resolve()] = digest(data), _which(path)

    async def keep(self) -> None:
        """Watch until the desk ends."""
        async for paths in self._changes():
            news = sorted(path for path in paths if not self._is_own(path))
            names = [path.relative_to(self.root).as_posix() for path in news]
            if any(name.partition("/")[0] == PRESS for name in names):
                await self.room.stop()
            if names:
                self.hub.changed(names, names[0].startswith(PRESS))

    async def _changes(self) -> AsyncIterator[set[Path]]:
        """What changed, time after time; a folder that is another by now is watched anew."""
        while not self.stop.is_set():
            there = self._there()
            with contextlib.suppress(OSError):  # gone while it is begun
                async with contextlib.aclosing(self._looking(there)) as looking:
                    async for changes in looking:
                        if changes:
                            yield set(_plain(Path(name) for _, name in changes))
                        if self._there() != there:
                            break
            now = self._there()
            if other := {one for one in {*there, *now} if there.get(one) != now.get(one)}:
                yield other
            elif not self.stop.is_set():  # nothing can be watched just now
                await asyncio.sleep(EVERY / 1000)

    def _looking(self, folders: Iterable[Path]) -> AsyncGenerator[set[tuple[Change, str]], None]:
        return awatch(
            *folders, debounce=TOGETHER, step=20, stop_event=self.stop, raise_interrupt=False,
            force_polling=self.looks or None, poll_delay_ms=EVERY,
            rust_timeout=AGAIN, yield_on_timeout=True,
        )  # fmt: skip

    def _there(self) -> dict[Path, int]:
        """The folders to be watched that are there, each with what tells it from another."""
        project = Project(self.root)
        folders = (project.content, project.templates, project.styles, self.root / PRESS)
        found = {}
        for folder in folders:
            with contextlib.suppress(OSError):
                if folder.is_dir():
                    found[folder] = folder.stat().st_ino
        return found

    def _is_own(self, path: Path) -> bool:
        known = self.own.get(path.resolve())
        with contextlib.suppress(OSError):
            if known and known[1] == _which(path):
                data = read_plain(path, LARGEST_TEXT)
                if known[0] == digest(data):
                    return True
        self.own.pop(path.resolve(), None)  # where it comes back to what we wrote, that is news
        return False


def _which(path: Path) -> tuple[int, int]:
    """Which file it is, and when it was written: another with the same words is another."""
    about = path.stat()
    return about.st_ino, about.st_mtime_ns


def _plain(paths: Iterable[Path]) -> Iterable[Path]:
    """Without what is half written, and without what Python keeps."""
    return (path for path in paths if path.name[:1] != "." and path.suffix != ".pyc")
