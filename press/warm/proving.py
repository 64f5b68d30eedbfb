"""The whole proof, in a process beside the room: rules of the page, of the text, then the press."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from press.check.job import check_job
from press.finding import Finding
from press.project import Project
from press.proof.preflight import preflight
from press.run.jobs import work_off
from press.run.ledger import Ledger
from press.run.orders import tickets, wanted
from press.run.product import Printed, only_too_long
from press.run.settled import settle
from press.typeset.clinic_words import in_her_words
from press.typeset.setting import Setting
from press.warm.asked import Asked, as_told, read_whole
from press.warm.frames import framed
from press.warm.tab import Tab

OF_THE_FILE = "A207"
OF_THE_FIT = "P2"  # pages, type sizes, breaks, filling
CHOSEN = "chosen"  # a frame for the room alone: the size and the setting that the press chose


@dataclass(frozen=True)
class Teller:
    """Says what is found, as frames, into the pipe to the room."""

    pipe: int
    about: Mapping[str, Any]  # of the request

    def tell(self, what: str, blobs: Sequence[bytes] = (), **more: Any) -> None:
        """Write one frame."""
        view = memoryview(framed({**self.about, "what": what, **more}, blobs))
        while view:
            view = view[os.write(self.pipe, view) :]


def prove(project: Project, asked: Asked, tab: Tab, teller: Teller) -> None:
    """Tell all that is wrong: of the pages as a tab shows them, of the text, and of the guide.

    What the press chose is told as soon as it is known.
    """
    product, proof = asked.manuscript.product, tab.proof(project)
    # what a whole file claims is told of it: pages that are shown are written one by one
    told = [one for one in preflight(proof) if one.code != OF_THE_FILE]
    # a page that no fit has chosen yet is filled as it may never be printed
    told = [one for one in told if tab.chosen or not one.code.startswith(OF_THE_FIT)]
    if len(tab.leaves) > max(product.pages):
        told = [one for one in told if not only_too_long(one)]
    page = in_her_words(asked.own, product, told)
    teller.tell("page rules", findings=as_told(page))
    found: list[Finding] = []
    text = check_job(read_whole(project, asked, found), found).findings
    teller.tell("text rules", findings=as_told(text))
    heard = _listener(product.file, product.ladder[0], teller.tell)
    every: list[Finding] = []
    fresh = Project(project.root)
    jobs = tickets(fresh, asked.order, every)
    wish = wanted(fresh, asked.order)
    fits = Ledger(fresh).fits
    own = {**fits.get(asked.ticket.name, {}), product.file: proof.typeset.size}
    says: list[str] = []
    for done in work_off(
        fresh, asked.order, jobs, wish, {**fits, asked.ticket.name: own}, heard
    ):  # fmt: skip
        every += done.findings
        says += done.says
    every += settle(fresh, jobs, every)
    teller.tell("proved", findings=as_told(every), says=says)


def _listener(file: str, least: float, tell: Callable[..., None]) -> Callable[[Printed], None]:
    def heard(printed: Printed) -> None:
        if printed.product == file and printed.setting is not None:
            tell(CHOSEN, [pickle.dumps((printed.size or least, printed.setting))])

    return heard


def chosen(blob: bytes) -> tuple[float, Setting]:
    """What a frame CHOSEN holds; it comes of our own process."""
    size, setting = pickle.loads(blob)
    return size, setting
