"""The desk's end of the room: the process beside it that holds the engine.

One request is written at a time; frames come back, of which each answers a request or tells of a
page that is shown. A room that dies is started again by whoever asks next. The room has a day of
its own only where the desk has one.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from press.desk.asked import bad
from press.warm.frames import Frames, asked

AT_ONCE = 1 << 20  # bytes that are read together
GRACE = 3.0  # seconds that a room may take to end
Frame = tuple[Mapping[str, Any], Sequence[bytes]]
# what is raised by a room that is torn off, or says what nobody understands
NO_FRAME = (ConnectionError, ValueError, LookupError, TypeError)


@dataclass
class Going:
    """A run that a page waits for, and can stop. `number` is its own once the room is asked."""

    number: int = 0
    is_stopped: bool = False


class Room:
    """The process that holds the engine. `heard` is told each frame, in order."""

    def __init__(
        self, root: Path, heard: Callable[[Frame], Awaitable[None]], day: date | None = None
    ) -> None:
        self.root, self.heard, self.day = root, heard, day
        self.process: asyncio.subprocess.Process | None = None
        self.reader: asyncio.Task[None] | None = None
        # what is asked, each with the process that is to answer it
        self.waiting: dict[int, tuple[asyncio.subprocess.Process, asyncio.Future[Frame]]] = {}
        self.last = 0
        self.starting = asyncio.Lock()

    def number(self) -> int:
        """A number for something that is to be asked: by it a run is stopped."""
        self.last += 1
        return self.last

    async def ask(self, seconds: float = 90, number: int = 0, **what: object) -> Frame:
        """Ask for something; the frame that answers it. Raises HTTPException 503, 504.

        Without a `number` it gets the next one.
        """
        async with self.starting:
            if self.process is None or self.process.returncode is not None:
                await self._start()
        process = self.process
        if process is None or process.stdin is None:
            raise bad("room_ended", 503)
        number = number or self.number()
        answer: asyncio.Future[Frame] = asyncio.get_running_loop().create_future()
        self.waiting[number] = process, answer
        try:
            process.stdin.write(asked({**what, "id": number}))
            async with asyncio.timeout(seconds):
                await process.stdin.drain()
                return await answer
        except TimeoutError:
            _end(process)
            raise bad("room_too_long", 504) from None
        except (ConnectionError, EOFError):
            raise bad("room_ended", 503) from None
        finally:
            self.waiting.pop(number, None)

    async def _start(self) -> None:
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "press.warm.room", str(self.root),
            *([self.day.isoformat()] if self.day else []),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL, limit=AT_ONCE, cwd=Path(__file__).parents[2],
        )  # fmt: skip
        self.reader = asyncio.create_task(self._read(self.process))

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        stream = process.stdout
        assert stream is not None
        frames = Frames()
        with contextlib.suppress(*NO_FRAME):
            while chunk := await stream.read(AT_ONCE):
                for one in frames.feed(chunk):
                    await self.heard((one.head, one.blobs))
                    known = self.waiting.pop(one.head.get("id", 0), None)
                    if known and not known[1].done():
                        known[1].set_result((one.head, one.blobs))
        _end(process)  # what can't be understood is no room of ours
        await process.wait()
        for of, answer in [*self.waiting.values()]:
            if of is process and not answer.done():
                answer.set_exception(bad("room_ended", 503))
        await self.heard(({"what": "ended"}, ()))

    async def stop(self) -> None:
        """Let the room end: its input is closed, and it ends what it began."""
        process = self.process
        if process is None or process.returncode is not None or process.stdin is None:
            return
        process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), GRACE)
        except TimeoutError:
            _end(process)


def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
