"""What the site holds: each guide in each locale, for each clinic, as it stands on the day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from press.approval.known import Known, given_of, known_of
from press.approval.shelf import UNREADABLE, Row
from press.finding import Finding, Refused, errors
from press.products import STANDARD, Product
from press.project import Project
from press.read.catalogue import catalogue
from press.read.clinic import Clinic
from press.read.guide import guide_names
from press.read.reading_text import title_of
from press.read.standing import APPROVED, CHANGED, DRAFT, DUE, Standing
from press.run.books import Books
from press.run.order import Order
from press.run.orders import Ticket, Wanted, tickets
from press.run.publish import SCREEN, is_whole
from press.sheets.layouts import SHEETS
from press.site.kept import File, LastSite, files_kept, last_approved, last_site, signed_as
from press.site.printing import offered, ordered_rows
from press.site.searched import description_in, headings_in, words_in
from press.site.wording import Wording
from press.walls import below

MISSING = "missing"  # approved, and not printed: something is wrong with it
HOLDS = (APPROVED, DUE)


@dataclass(frozen=True)
class Offer:
    """A product of a guide in a locale. `state` is that of its row, or MISSING."""

    product: str
    state: str
    row: Row
    standing: Standing
    files: tuple[File, ...] = ()
    changing: bool = False  # its text was changed, and what is offered is what was approved last

    @property
    def pdfs(self) -> tuple[File, ...]:
        """Those to print; its pages come first."""
        return tuple(file for file in self.files if file.sheet != SCREEN)

    @property
    def screen(self) -> File | None:
        """Its edition for a phone."""
        return next((file for file in self.files if file.sheet == SCREEN), None)

    @property
    def title(self) -> str:
        return title_of(self.standing.text.lines)

    @property
    def description(self) -> str:
        """What its front matter says that it is; empty where it says nothing."""
        return description_in(self.standing.text.lines)

    @property
    def headings(self) -> tuple[str, ...]:
        """Its headings, without marks."""
        return headings_in(self.standing.text.lines)

    @property
    def words(self) -> tuple[str, ...]:
        """The words that stand in its text, in small letters, each once; of none without a file."""
        return words_in(self.standing.text.lines) if self.files else ()

    @property
    def until(self) -> date:
        """The day of its next review."""
        return date.fromisoformat(self.row.next_review)


@dataclass(frozen=True)
class Entry:
    """A guide in a locale, and what is offered of it for each clinic, or for nobody's own."""

    known: Known
    wording: Wording
    for_clinics: tuple[tuple[Clinic | None, tuple[Offer, ...]], ...] = field(hash=False)

    @property
    def folder(self) -> str:
        """Where its page lies on the site."""
        return f"{self.known.guide.name}/{self.known.locale}"

    @property
    def offers(self) -> tuple[Offer, ...]:
        """Those of the first clinic: what they are does not depend on it."""
        return self.for_clinics[0][1]


@dataclass(frozen=True)
class Gathered:
    """All that the site holds. `lost` are the folders of what can't be read: they stay as they are.

    `whole` says whether it is known what the order is for; else nothing is to be written.
    """

    entries: tuple[Entry, ...]
    lost: tuple[str, ...] = ()
    whole: bool = True
    locale: str = ""  # of a site that holds nothing yet


def gather(project: Project, order: Order) -> Gathered:
    """Every guide and locale of an order of which there is anything to say, guide by guide.

    What is wrong with one is told where it is printed. Raises WrongCall, and Refused where the
    words of a locale can't be read.
    """
    found: list[Finding] = []
    jobs = tickets(project, order, found)
    of_guides = tuple(f"content/{name}/" for name in guide_names(project))
    if any(not one.place.file.startswith(of_guides) for one in errors(found)):
        return Gathered((), whole=False)  # a clinic's file, or what all guides share
    rows: dict[tuple[str, str], list[Row]] = {}
    for row in ordered_rows(project, order):
        rows.setdefault((row.guide, row.locale), []).append(row)
    mine: dict[tuple[str, str], list[Ticket]] = {}
    for job in jobs:
        mine.setdefault((job.guide.name, job.locale), []).append(job)
    lost = [
        "".join(f"{part}/" for part in pair if part)
        for pair, of in rows.items()
        if any(row.status == UNREADABLE for row in of)
    ]
    entries = _entries(project, order, jobs, mine, rows)
    return Gathered(tuple(entries), tuple(lost), locale=next((job.locale for job in jobs), ""))


def _entries(
    project: Project,
    order: Order,
    jobs: Sequence[Ticket],
    mine: Mapping[tuple[str, str], Sequence[Ticket]],
    rows: Mapping[tuple[str, str], Sequence[Row]],
) -> Iterator[Entry]:
    known, given = catalogue(project), given_of(project)
    books = Books(project, order, jobs)
    last = last_site(order.to.resolve()) if order.to else None
    wordings: dict[str, Wording] = {}
    wish = Wanted(known, known.rows, tuple(SHEETS), press=True, paper="", back="")
    every = replace(wish, phone=True).items
    for (guide, locale), of in mine.items():
        here = Project(project.root)  # what was read of one guide is of no use to the next
        text = None
        with suppress(Refused):  # what was signed can't be trusted: told where it is printed
            text = known_of(here, of[0].guide, locale, given)
        if not text or not text.standings or _says_nothing(rows[guide, locale], text, order):
            continue
        if locale not in wordings:
            wordings[locale] = Wording(project, locale)
        for_clinics = tuple(
            (job.clinic, tuple(_offers(books, job, text, rows[guide, locale], every, order, last)))
            for job in of
        )
        yield Entry(text, wordings[locale], for_clinics)


def _says_nothing(rows: Sequence[Row], known: Known, order: Order) -> bool:
    """Whether there is nothing of a guide and locale but what nobody ever approved."""
    approved = known.approvals.last or known.approvals.withdrawals
    return not approved and (not order.drafts or not any(row.product for row in rows))


def _offers(
    books: Books,
    job: Ticket,
    known: Known,
    rows: Sequence[Row],
    every: Mapping[str, str],
    order: Order,
    last: LastSite | None,
) -> Iterator[Offer]:
    files = _files(books, job, every)
    for as_it_is in rows:
        stands = (known.standings or {}).get(as_it_is.product)
        if stands is None or (as_it_is.status == DRAFT and not order.drafts):
            continue
        row, standing = as_it_is, stands
        if not order.drafts:
            row, standing = last_approved(books.project, known, row, stands)
        state, signed, changing = row.on_day(order.today), "", row is not as_it_is
        if state in HOLDS and standing.signed:
            signed = signed_as(standing.signed, row.product, job.clinic)
        has: tuple[File, ...] = ()
        if changing and state in HOLDS:
            has = tuple(_kept(books, job, last, row.product, signed))
            state = state if has else CHANGED
        elif state in offered(order):
            has = tuple(replace(one, signed=signed) for one in files.get(row.product, ()))
            state = state if has else MISSING
        yield Offer(row.product, state, row, standing, has, changing)


def _kept(
    books: Books, job: Ticket, last: LastSite | None, product: str, signed: str
) -> Iterator[File]:
    """What the site holds of a product as it was approved last, in the order of a print."""
    if last:
        found = files_kept(last, job.name, signed, partial(_of_stem, books))
        yield from sorted(
            (one for one in found if one.row.name == product),
            key=lambda one: (one.row.edition != STANDARD, one.sheet),
        )


def _files(books: Books, job: Ticket, every: Mapping[str, str]) -> Mapping[str, tuple[File, ...]]:
    """The files of a job that are of its text as it stands, and whole, by product.

    What lies on another paper, or before another locale's card, was made for somebody.
    """
    made = books.ledger.made_of(job.name, books.keys[job.name])
    plain = {item.partition(" sealed by ")[0]: name for item, name in made.items()}
    listed = books.manifest.get(job.name, {})
    files: dict[str, tuple[File, ...]] = {}
    for item, stem in every.items():
        name = plain.get(item, "")
        named = _of_stem(books, stem)
        if named and name in listed and is_whole(books.project, {name: listed[name]}):
            row, sheet = named
            size = below(books.project.dist, *name.split("/")).stat().st_size
            one = File(name, listed[name], size, row, sheet)
            files[row.name] = (*files.get(row.name, ()), one)
    return files


def _of_stem(books: Books, stem: str) -> tuple[Product, str] | None:
    """The row and the sheet that a file's stem names, such as `leaflet-mono-booklet`.

    None of the sheet that tries a printer out: it is of no text.
    """
    rows = books.known.by_file
    if stem.endswith(SCREEN):
        return rows[stem.removesuffix(SCREEN)], SCREEN
    file = max((one for one in rows if f"{stem}-".startswith(f"{one}-")), key=len, default="")
    return (rows[file], stem.removeprefix(file).lstrip("-")) if file else None
