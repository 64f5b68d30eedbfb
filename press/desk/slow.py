"""The server of the desk: it lets go of connections that only wait, and ends at once.

Whoever opens sockets and says nothing, sends a letter now and then, or lets an answer lie, would
keep everybody else out: a process can have only so many open.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol


class Impatient(H11Protocol):
    """One connection, which is looked at now and then for as long as it lasts."""

    most = 200  # connections at once; a browser takes six, and one more for its events
    to_ask = 30.0  # seconds until a request is there, to its last byte
    to_read = 60.0  # seconds in which nothing of an answer is taken
    look = 2.0  # seconds between two looks

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.looking: asyncio.TimerHandle | None = None
        self.since = self.loop.time()  # when it began to wait as it does now
        self.lies = 0  # bytes that nobody has taken yet
        self.is_going = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take it in; where there are too many, let the one go that has waited longest."""
        super().connection_made(transport)
        self._look()
        here = [one for one in self.connections if isinstance(one, Impatient) and not one.is_going]
        if len(here) > self.most:
            waiting = [one for one in here if one.waits]  # among them this one, so far
            min(waiting, key=lambda one: one.since).let_go()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over: nobody looks at it any more."""
        if self.looking:
            self.looking.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """The next request is waited for from now on."""
        self.since = self.loop.time()
        super().on_response_complete()

    @property
    def asks(self) -> bool:
        """Whether a request is waited for, or the rest of one."""
        return self.cycle is None or self.cycle.response_complete or self.cycle.more_body

    @property
    def waits(self) -> bool:
        """Whether it is the other side that keeps us waiting."""
        return self.asks or self.transport.get_write_buffer_size() > 0

    def _look(self) -> None:
        now, lies = self.loop.time(), self.transport.get_write_buffer_size()
        if lies != self.lies or not self.waits:
            self.since, self.lies = now, lies
        if now - self.since > (self.to_read if lies else self.to_ask):
            self.let_go()
        else:
            self.looking = self.loop.call_later(self.look, self._look)

    def let_go(self) -> None:
        """End it now, whatever lies there still."""
        self.is_going = True
        self.transport.abort()


class Server(uvicorn.Server):
    """Serves until it is ended; `ending` lets those go that would listen for ever."""

    def __init__(self, config: uvicorn.Config, ending: Callable[[], None]) -> None:
        super().__init__(config)
        self.ending = ending

    async def shutdown(self, sockets: Any = None) -> None:
        """End; whoever is cut off in the midst of an answer is no fault of ours to be told."""
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        self.ending()
        await super().shutdown(sockets)
