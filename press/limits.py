"""What one piece of work may take, and what is said where it takes more."""

from __future__ import annotations

from dataclasses import dataclass

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


PATIENCE = 20  # a machine so busy that a process gets a twentieth of a core is not at work
LEAST_PATIENCE = 60.0  # s
TIME, MEMORY, HUNG = "time", "memory", "hung"


class Exhausted(Exception):  # noqa: N818 - it is named by what happened
    """The work went over its limits: `cause` is TIME, MEMORY or HUNG, the text says it in words."""

    def __init__(self, cause: str, limits: Limits) -> None:
        self.cause = cause
        if cause == TIME:
            super().__init__(f"it needed more than {limits.seconds:g} seconds of computing")
        elif cause == MEMORY:
            super().__init__(f"it needed more than {limits.megabytes} MB of memory")
        else:
            super().__init__(f"it was not done after {limits.patience:g} seconds by the clock")
