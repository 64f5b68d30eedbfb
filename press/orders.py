"""From an order to the jobs that it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from press.clinic import Clinic, job_name, read_clinic
from press.command import Order
from press.finding import Finding, Place
from press.guide import Guide, guide_names, overdue, read_guide
from press.project import Project
from press.wanted import WrongCall


@dataclass(frozen=True, eq=False)  # a ticket is itself, and is looked up by itself
class Ticket:
    """A job as it is ordered, before anything of it is read. With a fault it is not published."""

    guide: Guide
    locale: str
    clinic: Clinic | None
    faults: tuple[Finding, ...] = ()  # of its guide.toml
    back: Ticket | None = None  # whose card stands on the backs of the card sheets

    @property
    def name(self) -> str:
        """The job's folder under `dist/`."""
        return job_name(self.guide.name, self.locale, self.clinic)


def tickets(project: Project, order: Order, found: list[Finding]) -> list[Ticket]:
    """Every job that the order asks for. Raises WrongCall.

    Findings: those of the guides and the clinic; G101 overdue; C102 the clinic's country.
    """
    names = guide_names(project)
    if unknown := sorted(set(order.guides) - set(names)):
        there = ", ".join(names) or "none yet"
        raise WrongCall(f"there is no guide `{unknown[0]}`; there is: {there}")
    if not names:
        place = Place("content")
        fix = "make a folder for the guide, with guide.toml, evidence.toml and en/leaflet.md"
        found.append(Finding(place, "M118", "there is no guide in content/", fix))
    if order.clinic and not order.clinic.exists():
        raise WrongCall(f"there is no clinic's file `{order.clinic}`")
    clinic = read_clinic(project, order.clinic.absolute(), found) if order.clinic else None
    if order.clinic and clinic is None:
        return []
    guides: list[Guide] = []
    jobs: list[Ticket] = []
    for name in order.guides or names:
        faults: list[Finding] = []
        if guide := read_guide(project, name, faults):
            guides.append(guide)
            faults += overdue(guide, order.today)
            jobs += _of_guide(guide, order, clinic, tuple(faults))
        found += faults
    _check_locales(order, guides)
    if order.back and jobs and not any(job.back for job in jobs):
        raise WrongCall(f"`{order.back}` can't lie behind itself: name another with --back")
    able = sorted(
        {locale for g in guides for locale in g.locales if clinic and clinic.serves(locale)}
    )
    if clinic and not jobs and able:
        country = clinic.table["country"].value
        raise WrongCall(
            f"the clinic is in {country}, and {', '.join(order.locales)} is not: "
            f"leave --locale out, or name {' or '.join(able)}"
        )
    if clinic and not jobs and not found:
        entry = clinic.table["country"]
        fix = "give the country's code as in guide.toml's locales, such as GB"
        problem = f"no guide has a locale of the country `{entry.value}`"
        found.append(entry.finding("C102", problem, fix))
    return jobs


def _of_guide(
    guide: Guide, order: Order, clinic: Clinic | None, faults: tuple[Finding, ...]
) -> Iterator[Ticket]:
    for locale in guide.locales:
        if order.locales and locale not in order.locales:
            continue
        if clinic is None or clinic.serves(locale):
            yield Ticket(guide, locale, clinic, faults, _back(guide, locale, order, clinic))


def _back(guide: Guide, locale: str, order: Order, clinic: Clinic | None) -> Ticket | None:
    """The job of the other side. Raises WrongCall where it would name the wrong clinic."""
    if order.back in ("", locale) or order.back not in guide.locales:
        return None
    if clinic and not clinic.serves(order.back):
        here = clinic.table["country"].value
        raise WrongCall(
            f"the back `{order.back}` is of another country than the clinic ({here}), "
            "and would have other numbers: leave --back or --clinic out"
        )
    return Ticket(guide, order.back, clinic)


def _check_locales(order: Order, guides: list[Guide]) -> None:
    known = {locale for guide in guides for locale in guide.locales}
    asked = {*order.locales, *([order.back] if order.back else [])}
    if guides and (unknown := sorted(asked - known)):
        there = ", ".join(sorted(known))
        raise WrongCall(f"no guide is printed in `{unknown[0]}`; there is: {there}")
