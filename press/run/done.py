"""A job that went through the press: what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from press.finding import Finding
from press.read.guide import Fits
from press.read.standing import Standing
from press.run.orders import Ticket


@dataclass(frozen=True)
class Done:
    """A job that went through the press: its PDFs by the stem of their name, and findings.

    A phone edition is among them, its stem with `.html` (publish.py, `file_of`).

    An error in its text stops it. One in a single edition, beside the standard one, holds back
    that edition: `held` are the files of its rows, as `leaflet-mono`. A question stops nothing.
    """

    ticket: Ticket
    pdfs: Mapping[str, bytes]
    says: list[str]
    findings: list[Finding]
    notes: list[str] = field(default_factory=list)  # for whoever reads along
    fits: Fits = field(default_factory=dict)  # what fitted, for the next time
    held: frozenset[str] = frozenset()
    stopped: bool = True
    standings: Mapping[str, Standing] = field(default_factory=dict)  # of its texts, by product
    behind: Mapping[str, Standing] = field(default_factory=dict)  # of those on the sheets' backs

    @property
    def whole(self) -> bool:
        """Whether it may be published, without what is held back."""
        return not self.stopped and not self.ticket.faults
