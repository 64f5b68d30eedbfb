"""From an order to the jobs that it asks for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from press.check.answers import answers_that_cannot_count
from press.finding import Finding, Place, Refused, errors
from press.prepress.seal import Seal
from press.products import Catalogue, Product
from press.project import Project
from press.read.answers import read_answers
from press.read.catalogue import catalogue
from press.read.clinic import Clinic, job_name
from press.read.guide import Guide, guide_names, read_guide
from press.run.clinics import lines_are_spelt, no_locale_for, read_clinics
from press.run.missing import (
    look_for_editions,
    look_for_locales,
    look_for_phones,
    look_for_products,
    look_for_sheet,
    no_such_guide,
    unknown_texts,
)
from press.run.order import Order, WrongCall
from press.run.publish import SCREEN
from press.sheets.layouts import CALIBRATION, PRESS, SHEETS


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

    Findings: those of the guides and the clinic; G105 answers; M133 unknown texts; C102 the
    clinic's country.
    """
    known = catalogue(project)
    if known.findings:
        found += known.findings
        return []
    names = guide_names(project)
    if unknown := sorted(set(order.guides) - set(names)):
        raise no_such_guide(project, unknown[0], names)
    if not names:
        place = Place("content")
        fix = "make a folder for the guide, with guide.toml, evidence.toml and en/leaflet.md"
        found.append(Finding(place, "M118", "there is no guide in content/", fix))
    found += _without_a_head(project)
    clinics = read_clinics(project, order, found)
    if order.clinics and not clinics:
        return []
    guides: list[Guide] = []
    jobs: list[Ticket] = []
    for name in order.guides or names:
        faults: list[Finding] = []
        if guide := read_guide(project, name, faults):
            guides.append(guide)
            faults += unknown_texts(project, guide)
            # what is wrong with the file itself is told where the job is read
            faults += answers_that_cannot_count(read_answers(project, guide, []), order.today)
            for clinic in (*clinics,) or (None,):
                jobs += _of_guide(guide, order, clinic, tuple(faults))
        found += faults
    _check_locales(order, guides)
    look_for_products(known, order, guides)
    look_for_locales(order, guides)
    if order.back and jobs and not any(job.back for job in jobs):
        raise WrongCall(f"`{order.back}` can't lie behind itself: name another with --back")
    for one in clinics:
        if not any(job.clinic is one for job in jobs):
            _check_place(one, order, guides, found)
    misspelt = [*lines_are_spelt(clinics, guides)]
    found += misspelt
    # a card without the line that was meant would look whole
    files = {one.place.file for one in misspelt}
    return [job for job in jobs if not job.clinic or job.clinic.file not in files]


def ordered_guide(project: Project, order: Order, found: list[Finding]) -> Guide:
    """The one guide that is ordered. Raises WrongCall, and Refused where it can't be read."""
    for ticket in tickets(project, order, found):
        return ticket.guide
    raise Refused(errors(found))


def _check_place(
    clinic: Clinic, order: Order, guides: Sequence[Guide], found: list[Finding]
) -> None:
    """C102 where no guide is printed in a clinic's country. Raises WrongCall."""
    entry = clinic.table["country"]
    able = sorted({locale for g in guides for locale in g.locales if clinic.serves(locale)})
    if able:
        raise WrongCall(
            f"the clinic is in {entry.value}, and {', '.join(order.locales)} is not: "
            f"leave --locale out, or name {' or '.join(able)}"
        )
    if not found:
        found += no_locale_for(clinic, guides)


def _without_a_head(project: Project) -> Iterator[Finding]:
    """M118 for each folder that holds manuscripts and no guide.toml: it was a guide, or will be."""
    heads = set(guide_names(project))
    for name in sorted({path.parts[-3] for path in project.content.glob("*/*/*.md")} - heads):
        problem = "this folder holds manuscripts, and no guide.toml"
        fix = "put its guide.toml back, or take the folder out of content/"
        yield Finding(Place(f"content/{name}/guide.toml"), "M118", problem, fix)


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


@dataclass(frozen=True)
class Wanted:
    """The rows to print, the sheets to make of them, the paper ("" is the country's own).

    Without `sheets` each row has those of its own that are made without being asked for.
    """

    catalogue: Catalogue
    rows: tuple[Product, ...]
    sheets: tuple[str, ...] | None
    press: bool  # besides, files for a print shop
    paper: str
    back: str  # the locale on the backs of card sheets, or ""
    phone: bool = False  # besides, editions for a phone
    seal: str = ""  # the fingerprint of the certificate that each PDF is sealed by, or ""

    @property
    def items(self) -> Mapping[str, str]:
        """Each thing that is wanted, in words that tell all that it depends on, and its stem."""
        found = {}
        for row in self.rows:
            found[row.file] = row.file
            for name in self.sheets_of(row):
                stem, sheet = f"{row.file}-{name}", SHEETS[name]
                paper = f" on {self.paper or 'its paper'}" if sheet.lay else ""
                back = f" before {self.back}" if sheet.takes_back and self.back else ""
                found[f"{stem}{paper}{back}"] = stem
            if self.phone and row.on_a_phone:
                stem = f"{row.file}{SCREEN}"
                found[stem] = stem
        if self.calibrates:
            found[f"{CALIBRATION} on {self.paper or 'its paper'}"] = CALIBRATION
        return {
            f"{item} sealed by {self.seal}" if self.is_sealed(stem) else item: stem
            for item, stem in found.items()
        }

    def is_sealed(self, stem: str) -> bool:
        """Whether a file is to be sealed: one for a print shop never is, which takes no forms."""
        return (
            bool(self.seal)
            and not stem.endswith(SCREEN)
            and stem not in {f"{row.file}-{PRESS}" for row in self.rows}
        )

    def sheets_of(self, row: Product) -> tuple[str, ...]:
        """The sheets to be made of one row's pages."""
        named = row.sheets if self.sheets is None else self.sheets
        return tuple(
            name
            for name in SHEETS
            if name in row.able and (name in named or (self.press and name == PRESS))
        )

    @property
    def calibrates(self) -> bool:
        """Whether the sheet that tries a printer out is ordered."""
        return CALIBRATION in (self.sheets or ())

    def without(self, held: Collection[str]) -> Wanted:
        """The same without the rows whose files are `held` back."""
        return replace(self, rows=tuple(row for row in self.rows if row.file not in held))

    def paper_for(self, usual: str) -> str:
        """The paper to print on (of PAPERS), where the country's is `usual`."""
        return self.paper or usual


def wanted(project: Project, order: Order, seal: Seal | None = None) -> Wanted:
    """The wishes that the command line gives. Raises WrongCall where no row can have a sheet."""
    known = catalogue(project)
    chosen = known.chosen(order.products, order.editions)
    if not known.findings:
        look_for_editions(known, order, chosen)
        look_for_phones(known, order, chosen)
    for name in order.sheets or () if not order.all_sheets else ():
        if name != CALIBRATION:
            look_for_sheet(known, name, chosen)
    wish = Wanted(known, chosen, order.sheets, order.press, order.paper, order.back)
    wish = replace(wish, phone=order.phone, seal=seal.fingerprint if seal else "")
    laid = {name for row in chosen for name in wish.sheets_of(row)}
    if order.back and not any(SHEETS[name].takes_back for name in laid):
        raise WrongCall("--back is for the card sheets: order them with --sheet 2-up")
    if order.paper and not any(SHEETS[name].lay for name in laid) and not wish.calibrates:
        raise WrongCall(
            "--paper is for sheets, and none is ordered; "
            "pages have the size that is usual in the locale's country"
        )
    return wish
