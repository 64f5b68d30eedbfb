"""The desk itself: what all its pages share while it is open."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request

from press.desk.asked import bad
from press.desk.content import Content
from press.desk.hub import Hub
from press.desk.kept import Kept
from press.desk.lines import Steps, sweep
from press.desk.logos import Logos
from press.desk.previews import Previews
from press.desk.room import Going, Room
from press.desk.seen import Seen
from press.desk.watch import Watch
from press.project import Project
from press.typeset.templates import environment

MOST_FIRSTS = 300  # first pages that are kept


@dataclass
class Desk:
    """One open desk on the project at `root`. `today` gives the day that it is, each time anew."""

    root: Path
    today: Callable[[], date]
    read_only: bool = False
    looks: bool = False  # whether it looks for changed files itself: a network drive tells of none
    day: date | None = None  # that it is to be, where it is not today's
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    started: str = field(default_factory=lambda: secrets.token_hex(6))  # its name among restarts
    hub: Hub = field(default_factory=Hub)
    firsts: Kept[bytes] = field(default_factory=lambda: Kept(MOST_FIRSTS))  # pictures, by state
    drawing: asyncio.Lock = field(default_factory=asyncio.Lock)  # one of them is drawn at a time
    logos: Logos = field(default_factory=Logos)
    seen: Seen = field(default_factory=Seen)  # by those who sign
    answering: asyncio.Lock = field(default_factory=asyncio.Lock)  # one writes an answer at a time
    stepping: asyncio.Lock = field(default_factory=asyncio.Lock)  # one step is taken at a time
    steps: dict[str, Steps] = field(default_factory=dict)  # what was done to each guide's texts
    going: dict[str, Going] = field(default_factory=dict)  # what pages wait for, by their names

    def __post_init__(self) -> None:
        self.room = Room(self.root, self.hub.heard, self.day)
        self.previews = Previews(self.room, self.hub)
        self.watch = Watch(self.root.resolve(), self.hub, self.room, self.looks)
        self.templates: Any = environment(Project(self.root))

    def content(self) -> Content:
        """The project as it is now. Raises HTTPException 503 where it was taken away."""
        if not Project(self.root).content.is_dir():
            raise bad("project_gone", 503, folder=Project(self.root).content)
        return Content(self.root)

    @contextlib.asynccontextmanager
    async def open(self, _: Starlette) -> AsyncIterator[None]:
        """The desk's time: the watch is kept; the room starts with the first who needs it."""
        if not self.read_only:
            await asyncio.to_thread(sweep, Project(self.root))
        watching = asyncio.create_task(self.watch.keep())
        try:
            yield
        finally:
            self.hub.close()
            self.previews.close()
            self.watch.stop.set()
            await self.room.stop()
            watching.cancel()
            with contextlib.suppress(asyncio.CancelledError, OSError):
                await watching


def desk_of(request: Request) -> Desk:
    """The desk that a request is put to."""
    desk: Desk = request.app.state.desk
    return desk
