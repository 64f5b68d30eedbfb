"""What the typesetter made."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Slot:
    """The clinic's block on a page: its height, and the height of what stands in it, in mm."""

    height: float
    filled: float


@dataclass(frozen=True)
class Typeset:
    """What the typesetter made: the PDF, the size on the ladder, and the slot."""

    pdf: bytes
    size: float  # pt: the step of the ladder that was chosen
    pages: int
    slot: Slot | None
    families: frozenset[str]
