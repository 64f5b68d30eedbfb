"""Commands that the desk gives: the room works each off as the command line would, beside its own.

So what the desk signs, withdraws and asks is what the command does, to the byte.
"""

from __future__ import annotations

from dataclasses import dataclass

from press.desk.asked import bad
from press.desk.desk import Desk
from press.desk.room import Going
from press.desk.stopping import run_of

PROGRAM = "build.py: "  # before what the command line says of itself


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def says(self) -> str:
        """All that it said, for whoever sits at the desk."""
        lines = [*self.out.splitlines(), *self.err.splitlines()]
        told = [line.removeprefix(PROGRAM) for line in lines if not line.startswith("note: ")]
        return "\n".join(told).strip()


async def ordered(desk: Desk, *argv: str, going: Going | None = None) -> Ran:
    """Give a command, on the day that it is at the desk; `going` can be stopped.

    Raises HTTPException 503, 504.
    """
    words = [*argv, f"--today={desk.today().isoformat()}"]
    head = await run_of(desk, words, going or Going())
    if head.get("what") != "ran":
        raise bad("room_failed", 503)
    return Ran(int(head["code"]), str(head["out"]), str(head["err"]))
