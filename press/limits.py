"""What one piece of work may take, and what is said where it takes more."""

from __future__ import annotations

import contextlib
import errno
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

SECONDS = 60.0  # of computing; a leaflet of 12 pages takes two
MEGABYTES = 3000  # of address space; a leaflet takes about 600


@dataclass(frozen=True)
class Limits:
    """What one piece of work may take."""

    seconds: float = SECONDS  # of computing
    megabytes: int = MEGABYTES

    @property
    def patience(self) -> float:
        """Seconds by the clock after which work that does not compute is given up as hung."""
        return max(LEAST_PATIENCE, PATIENCE * self.seconds)


# what a machine runs out of, and no text is to blame for (errno)
SHORT = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EMFILE, errno.ENFILE, errno.ENOMEM,
         errno.EAGAIN, errno.EROFS)  # fmt: skip
PATIENCE = 20  # a machine so busy that a process gets a twentieth of a core is not at work
LEAST_PATIENCE = 60.0  # s
TIME, MEMORY, HUNG, DEPTH, CRASH = "time", "memory", "hung", "depth", "crash"


class Exhausted(Exception):  # noqa: N818 - it is named by what happened
    """The work went over its limits: `cause` is one of the five, the text says it in words."""

    def __init__(self, cause: str, limits: Limits) -> None:
        self.cause, self.limits = cause, limits
        if cause == TIME:
            super().__init__(f"it needed more than {limits.seconds:g} seconds of computing")
        elif cause == CRASH:
            super().__init__("a library of the engine fell over on it, or found no more memory")
        elif cause == DEPTH:
            super().__init__("it stands too deep, one thing in another in another")
        elif cause == MEMORY:
            super().__init__(f"it needed more than {limits.megabytes} MB of memory")
        else:
            super().__init__(f"it was not done after {limits.patience:g} seconds by the clock")

    def __reduce__(self) -> tuple[Any, ...]:
        return Exhausted, (self.cause, self.limits)


class Short(Exception):  # noqa: N818
    """The machine gives less than the work may take; the text says what is short."""


# The system sends it where a process's own computing reaches its timer, also amid a library's loop
OUT_OF_TIME = getattr(signal, "SIGPROF", 0)
AGAIN = 0.2  # s: where a library swallowed what was raised, it is raised once more


@contextlib.contextmanager
def held_to(limits: Limits) -> Iterator[None]:
    """Hold what this process itself does meanwhile to its limits. Raises Exhausted.

    For reading and judging: a pattern without end can be stopped amid its search, so whoever asked
    still knows of what. A loop in a library of C can't; such work is done in a process of its own.
    """
    if not OUT_OF_TIME:
        with _said_in_words(limits):
            yield
        return

    def time_is_up(number: int, frame: Any) -> None:
        raise Exhausted(TIME, limits)

    before = signal.signal(OUT_OF_TIME, time_is_up)
    left, _ = signal.setitimer(signal.ITIMER_PROF, limits.seconds, AGAIN)
    try:
        with _said_in_words(limits), _memory(limits.megabytes << 20):
            yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, left)
        signal.signal(OUT_OF_TIME, before)


@contextlib.contextmanager
def _said_in_words(limits: Limits) -> Iterator[None]:
    try:
        yield
    except MemoryError:
        raise Exhausted(MEMORY, limits) from None
    except RecursionError:
        raise Exhausted(DEPTH, limits) from None


@contextlib.contextmanager
def _memory(size: int) -> Iterator[None]:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_least(size, soft, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def hold_for_good(limits: Limits) -> None:
    """Hold this process to its memory, and let it write no core, until it ends."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    size = _least(limits.megabytes << 20, soft, hard)
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def short_of_memory(limits: Limits) -> bool:
    """Whether the machine gives a process less memory than the work may take."""
    try:
        import resource
    except ImportError:  # Windows
        return False
    given = resource.getrlimit(resource.RLIMIT_AS)
    return _least(limits.megabytes << 20, *given) < limits.megabytes << 20


def _least(*sizes: int) -> int:
    """The least of them; a size below 0 is no limit."""
    return min(size for size in sizes if size >= 0)
