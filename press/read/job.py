"""A job: one guide in one locale for one clinic, with everything that it is printed from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from press.finding import Finding, Place
from press.project import Line, Project
from press.read.approval_file import read_approvals
from press.read.approvals import Approvals
from press.read.block import PrintedLine, after_the_lines, printed_lines
from press.read.catalogue import catalogue
from press.read.clinic import Clinic, job_name
from press.read.country import read_country
from press.read.evidence import Source, cited_anywhere, read_evidence
from press.read.fields import Field, Words, check_fields, gather_fields
from press.read.guide import Fits, Guide, read_fits
from press.read.lines import GROUP, NO_LINES, WAY_OUT
from press.read.manuscript import Manuscript, read_manuscript
from press.read.old_clinic import GROUP as OLD_WORDS
from press.read.pictures import Pictures, read_pictures
from press.read.reading_text import Spoken, cited_by, reading_text
from press.read.rule_book import RuleBook, read_rule_book
from press.read.standing import APPROVED, Standing, fields_of, labels_of, standing_of
from press.read.unfinished import unfinished_lines
from press.read.words import plain_words, read_words
from press.toml_tables import Table

# they would be printed as typed: a field's value is text


@dataclass(frozen=True)
class Job:
    """What is published together: the products of a guide in one locale for one clinic."""

    guide: Guide
    locale: str
    clinic: Clinic | None
    country: Table
    words: Words
    sources: Mapping[str, Source]
    fields: Mapping[str, Field]
    lines: tuple[PrintedLine, ...]  # to phone, as they stand in a block
    manuscripts: tuple[Manuscript, ...]
    cited: frozenset[str]  # every key that a text of the guide cites, in any language
    rules: RuleBook
    pictures: Pictures
    unfinished: tuple[Line, ...]  # what is still to be written, or to be carried over
    fits: Fits  # sizes to try first, in pt; no byte depends on them
    approvals: Approvals | None  # None where what was signed can't be trusted, which is told
    standings: Mapping[str, Standing]  # by product
    standing: Standing | None = None  # of the one product that it is printed for
    as_read: Job | None = None  # before it was put into that standing

    @property
    def name(self) -> str:
        """The job's folder under `dist/`."""
        return job_name(self.guide.name, self.locale, self.clinic)

    @property
    def paper(self) -> str:
        """What its country's offices print on, one of PAPERS."""
        paper = self.country.get("paper")
        return str(paper.value).lower() if paper else "a4"

    @property
    def shown_clinic(self) -> Clinic | None:
        """The clinic that stands in the block: none where all its lines are to be written on."""
        return self.clinic if self.clinic and any(line.own for line in self.lines) else None

    def labels(self, group: str) -> Table:
        """The labels of one group of the words file, such as `every-page`, by key."""
        return self.words.get(group, {})

    def raw_lines(self) -> list[Line]:
        """The raw lines outside the manuscripts that words are printed from."""
        sources = (source.table for source in self.sources.values())
        tables = [*self.words.values(), self.country, *sources]
        found = [entry.line for table in tables for entry in table.values()]
        found += [entry.line for line in self.lines for entry in line.labels]
        return found + (self.clinic.raw_lines() if self.clinic else [])

    @property
    def created(self) -> date:
        """The date that goes into the PDF: that of the text, never that of the printing."""
        if self.standing and self.standing.status == APPROVED and self.standing.signed:
            return self.standing.signed.on
        value: date = self.guide.last_review.value
        return value

    @property
    def version(self) -> str:
        """The version of the product that it is printed for."""
        return self.standing.number if self.standing else ""

    @property
    def approved_at(self) -> Place:
        """Where it is written who signed it."""
        if self.approvals and self.approvals.versions:
            return self.approvals.where
        return self.guide.last_review.line.place


def read_job(
    project: Project,
    guide: Guide,
    locale: str,
    clinic: Clinic | None,
    found: list[Finding],
    to_set: str = "",
) -> Job | None:
    """Everything one job needs, or None where it can't be typeset, with findings (M1xx, E1xx).

    Where one product is only `to_set` there is no standing of another, and no rule book.
    """
    basis = _read_basis(project, guide, locale, found)
    if basis is None:
        return None
    country, words, sources, manuscripts = basis
    fields = gather_fields(guide, country, words, clinic)
    lines = _lines(project, guide, clinic, words, manuscripts, found)
    if way_out := after_the_lines(lines, words.get(GROUP, {})):
        fields[WAY_OUT] = Field(str(way_out.value), way_out.line)
    for entry in dict.fromkeys(entry for line in lines for entry in line.labels):
        found += check_fields(entry.line, fields)
    plain = gather_fields(guide, country, words, None) if clinic else fields
    spoken = Spoken(project, guide, locale, words, plain, sources, cited_by(manuscripts))
    approvals = read_approvals(project, guide, locale, found)
    job = Job(
        guide,
        locale,
        clinic,
        country,
        words,
        sources,
        fields,
        lines,
        tuple(manuscripts),
        cited_anywhere(project, guide.folder),
        RuleBook() if to_set else read_rule_book(project, guide, locale, found),
        read_pictures(project, guide, manuscripts, clinic),
        tuple(unfinished_lines(project, guide, manuscripts)),
        read_fits(project, guide.folder, locale),
        approvals,
        _standings(spoken, [one for one in manuscripts if to_set in ("", one.product.name)],
                   approvals),
    )  # fmt: skip
    return in_its_standing(job, next(iter(job.standings))) if job.standings else job


Basis = tuple[Table, Words, Mapping[str, Source], list[Manuscript]]


def _read_basis(project: Project, guide: Guide, locale: str, found: list[Finding]) -> Basis | None:
    """What a locale's texts are made of: country, words, sources, manuscripts; None without one."""
    country = read_country(project, locale, found)
    words = read_words(project, guide, locale, found)
    sources = read_evidence(project, guide.folder, found)
    if country is None or words is None or sources is None:
        return None
    found += plain_words(words.get("words", {}), country)
    products = catalogue(project).products
    manuscripts = []
    whole = True
    for product in products.values():
        before = len(found)
        manuscript = read_manuscript(project, guide, locale, product, found)
        if manuscript is not None:
            manuscripts.append(manuscript)
        whole = whole and (manuscript is not None or len(found) == before)
    if not manuscripts and whole:
        path = guide.folder / locale / f"{next(iter(products), '')}.md"
        fix = "write the manuscript there, or take the locale out of guide.toml"
        place = Place(project.name(path))
        found.append(Finding(place, "M118", f"{guide.name} has no manuscript in {locale}", fix))
    if not manuscripts:
        return None
    return country, words, sources, manuscripts


def read_standings(
    project: Project, guide: Guide, locale: str, found: list[Finding]
) -> tuple[Approvals | None, Mapping[str, Standing]]:
    """What was signed, and where each product stands, without what a print needs besides."""
    basis = _read_basis(project, guide, locale, found)
    if basis is None:
        return None, {}
    country, words, sources, manuscripts = basis
    fields = gather_fields(guide, country, words, None)
    spoken = Spoken(project, guide, locale, words, fields, sources, cited_by(manuscripts))
    approvals = read_approvals(project, guide, locale, found)
    return approvals, _standings(spoken, manuscripts, approvals)


def _standings(
    spoken: Spoken, manuscripts: Sequence[Manuscript], approvals: Approvals | None
) -> Mapping[str, Standing]:
    """Where each product stands."""
    rows = catalogue(spoken.project).by_file.values()
    texts = (
        reading_text(spoken, one, (row for row in rows if row.name == one.product.name))
        for one in manuscripts
    )
    return {text.product: standing_of(text, approvals) for text in texts}


def _lines(
    project: Project,
    guide: Guide,
    clinic: Clinic | None,
    words: Words,
    manuscripts: Sequence[Manuscript],
    found: list[Finding],
) -> tuple[PrintedLine, ...]:
    """The lines of a block; C109 where a text has a place for them and nobody says which."""
    if not guide.lines and any("lines" in manuscript.roles() for manuscript in manuscripts):
        place = Place(project.name(guide.folder / "guide.toml"))
        problem = "a section has the role lines, and this file does not say which lines they are"
        found.append(Finding(place, "C109", problem, NO_LINES))
    has = clinic.lines_for(guide.lines, words.get(OLD_WORDS, {})) if clinic else {}
    return printed_lines(guide.lines, has, words.get(GROUP, {}))


def in_its_standing(job: Job, product: str) -> Job:
    """The job as one of its products is printed: with its band, version, dates and code."""
    standing, place = job.standings[product], job.approved_at
    plain = job.as_read or job
    return replace(
        plain,
        standing=standing,
        words=labels_of(standing, plain.words),
        fields=fields_of(standing, plain.fields, plain.words, place),
        as_read=plain,
    )
