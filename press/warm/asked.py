"""What is asked of the room, read: one product of one job, as the press itself would read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from press.finding import Finding, as_object, errors, questions
from press.products import STANDARD
from press.project import Project
from press.read.catalogue import catalogue
from press.read.job import Job, in_its_standing, read_job
from press.read.manuscript import Manuscript
from press.run.ledger import Ledger
from press.run.order import Order, WrongCall
from press.run.orders import Ticket, tickets

CLINICS = "clinics"  # the folder of content/ in which the desk keeps them
Key = tuple[str, str, str, str]  # guide, locale, clinic, product


@dataclass(frozen=True)
class Asked:
    """One product of a job. `own` is the job as it is printed, with all that sets it."""

    key: Key
    order: Order
    ticket: Ticket
    own: Job
    manuscript: Manuscript


def key_of(request: Mapping[str, Any]) -> Key:
    """Which product a request names. Raises KeyError, or TypeError where a name is no text."""
    names = (request["guide"], request["locale"], request.get("clinic") or "", request["product"])
    if not all(isinstance(name, str) for name in names):
        raise TypeError("a name is no text")
    return names


def order_of(project: Project, key: Key, today: date) -> Order:
    """What `build.py check` is ordered for a key. Raises WrongCall."""
    guide, locale, clinic, product = key
    row = catalogue(project).by_file.get(product)
    if row is None:
        raise WrongCall(f"there is no product `{product}`")
    files = {path.stem: path for path in (project.content / CLINICS).glob("*.toml")}
    if clinic and clinic not in files:
        raise WrongCall(f"there is no clinic `{clinic}`")
    return Order(
        "check",
        guides=(guide,),
        locales=(locale,),
        editions=tuple(dict.fromkeys((STANDARD, row.edition))),
        clinics=(files[clinic],) if clinic else (),
        today=today,
    )


def read_asked(project: Project, key: Key, today: date, found: list[Finding]) -> Asked | None:
    """The product that a key names, or None with findings. Raises WrongCall."""
    order = order_of(project, key, today)
    every = tickets(project, order, found)
    if not every:
        return None
    ticket = every[0]
    row = catalogue(project).by_file[key[3]]
    job = read_job(project, ticket.guide, ticket.locale, ticket.clinic, found, row.name)
    texts = job.manuscripts if job else ()
    text = next((one for one in texts if one.product.name == row.name), None)
    if job is None or text is None:
        return None
    own = in_its_standing(job, row.name)
    return Asked(key, order, ticket, own, text.in_edition(job.guide.asked_of(row)))


def read_whole(project: Project, asked: Asked, found: list[Finding]) -> Job | None:
    """The whole job of what was asked, for all that judges it; None with findings."""
    ticket = asked.ticket
    return read_job(project, ticket.guide, ticket.locale, ticket.clinic, found)


def with_known_sizes(project: Project, asked: Asked) -> Asked:
    """The same with the sizes that fitted last, which are tried first."""
    fits = Ledger(project).fits.get(asked.ticket.name, {})
    own = replace(asked.own, fits={**asked.own.fits, **fits})
    return replace(asked, own=own)


def as_told(found: Sequence[Finding]) -> list[dict[str, Any]]:
    """Findings as frames have them: errors, then questions that nobody answered."""
    every = sorted(set(found))
    told = [*errors(every), *sorted({one.shown for one in questions(every)})]
    return [*map(as_object, told)]
