"""Phone editions in a run: composed where their product is, and proved together in a browser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from press.finding import Finding, errors
from press.phone.browser import find_browser
from press.phone.edition import phone_edition
from press.phone.proof import PhonePage, proofs
from press.processes import Beside
from press.project import Project
from press.read.job import Job
from press.read.manuscript import Manuscript
from press.run.orders import Wanted
from press.run.product import Printed
from press.run.publish import SCREEN

KILO = 1000  # bytes


def look_for_browser() -> None:
    """Raise NoBrowser where the machine has none to prove a phone edition in."""
    find_browser()


def with_edition(
    project: Project, job: Job, manuscript: Manuscript, wish: Wanted, printed: Printed
) -> Printed:
    """A printed product with its edition for a phone, where that is wanted and it has no error."""
    wished = wish.phone and manuscript.product.on_a_phone
    if not wished or printed.pdf is None or errors(printed.findings):
        return printed
    found = list(printed.findings)
    made = phone_edition(project, job, manuscript, found)
    return replace(printed, phone=made, findings=tuple(found))


def proved(printed: Sequence[Printed], job: Job | None) -> list[Printed]:
    """The products of a job, each with what is wrong with its phone edition.

    One browser opens them all, in a process beside this one and without limits of memory: it
    reserves much more than it takes. Raises NoBrowser.
    """
    mine = [one for one in printed if one.phone is not None]
    if job is None or not mine:
        return list(printed)
    texts = {text.product.name: text for text in job.manuscripts}
    pages = [PhonePage(one.phone or "", job, texts[one.product]) for one in mine]
    with Beside[list[list[Finding]]](True) as browser:
        browser.begin(lambda: proofs(pages))
        found = dict(zip((one.product for one in mine), browser.answer(), strict=True))
    return [_told(one, found.get(one.product, [])) for one in printed]


def _told(printed: Printed, found: Sequence[Finding]) -> Printed:
    if printed.phone is None:
        return printed
    size = round(len(printed.phone.encode()) / KILO)
    says = f"{printed.product}{SCREEN}: for a phone, {size} kB"
    every = (*printed.findings, *found)
    return replace(printed, says=(*printed.says, says), findings=every)


def on_a_phone(printed: Printed) -> dict[str, bytes]:
    """Its phone edition by the stem of its name; nothing where it has none."""
    if printed.phone is None:
        return {}
    return {f"{printed.product}{SCREEN}": printed.phone.encode()}
