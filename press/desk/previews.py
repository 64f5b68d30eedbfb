"""Asks the room for what somebody looks at: each text once at a time, and again where it changed.

What the room tells of an older text than the one that was asked for last counts no more.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from starlette.exceptions import HTTPException

from press.desk.hub import Hub, Key
from press.desk.room import Room

TRIES = 2  # a room that is ended in the middle is started again once


@dataclass
class Previews:
    """Which texts are being set just now. `again` are those that have changed meanwhile."""

    room: Room
    hub: Hub
    going: dict[Key, asyncio.Task[None]] = field(default_factory=dict)
    again: set[Key] = field(default_factory=set)

    def ask(self, key: Key) -> None:
        """Have a text set and proved anew; its pages hear of it when it is done."""
        self.hub.expect(key, self.room.last + 1)
        if key in self.going:
            self.again.add(key)
            return
        self.going[key] = asyncio.create_task(self._show(key))

    def is_setting(self, key: Key) -> bool:
        """Whether a newer picture is on its way."""
        return key in self.going

    def close(self) -> None:
        """The desk ends: nothing more is asked."""
        for task in self.going.values():
            task.cancel()

    async def _show(self, key: Key) -> None:
        try:
            while True:
                self.again.discard(key)
                await self._ask_once(key)
                if key not in self.again:
                    return
        finally:
            self.again.discard(key)
            self.going.pop(key, None)
            self.hub.tell("room", {"what": "asked", "key": key})

    async def _ask_once(self, key: Key) -> None:
        guide, locale, clinic, product = key
        says = ""
        for _ in range(TRIES):
            try:
                if key not in self.hub.shown:  # its pictures are not here any more: all anew
                    await self.room.ask(do="forget", key=list(key))
                head, _ = await self.room.ask(
                    do="show", guide=guide, locale=locale, clinic=clinic, product=product,
                    prove=True,
                )  # fmt: skip
                if "key" not in head:  # it did not understand what was asked
                    self.hub.failed(key, str(head.get("text", "")))
                return
            except HTTPException as error:
                says = error.detail
                if error.status_code == 504:  # this text takes too long: it would again
                    break
            except OSError as error:
                says = f"The press room can't be started: {error.strerror or error}"
        self.hub.failed(key, says)
