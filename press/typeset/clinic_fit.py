"""A clinic's block in its place: as large as its words allow, and which of them are too long."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import replace
from typing import Any

from press.finding import Finding
from press.products import STANDARD, Product
from press.read.block import PrintedLine, printed_lines
from press.read.clinic import Clinic
from press.read.job import Job
from press.read.lines import GROUP
from press.read.manuscript import Manuscript
from press.toml_tables import Entry
from press.typeset.clinic_words import name_of
from press.typeset.compose import Composer
from press.typeset.furniture import slot_of
from press.typeset.setting import Setting

TIGHTEST = 3  # the last of the steps in which the sheets set the block
LEAST = 8  # characters: to less than this no text is cut to see whether it fits

LayOut = Callable[[str], Any]  # HTML to pages


def is_over(document: Any, product: Product) -> bool:
    """Whether more stands in the clinic's place than it holds."""
    slot = slot_of(document, product.clinic_slot)
    return slot is not None and slot.over


def too_wordy(composer: Composer, manuscript: Manuscript, lay_out: LayOut) -> Finding | None:
    """C103: which text of the clinic is too long for its place, and by how many characters.

    The block is laid out, with every text cut to the same length, until it fits: alone, but on a
    card amid all the rest. None where that does not help, or where the card is too long with lines
    to write on, too: then it is the rest that is too long.
    """
    job = composer.job
    clinic = job.clinic
    if clinic is None:
        return None
    product = manuscript.product
    is_card = 1 in product.pages
    text, most_pages = manuscript if is_card else _alone(manuscript), max(product.pages)
    setting = Setting(tight=TIGHTEST, full=is_card, runs_on=is_card)

    def fits(most: int | None) -> bool:
        cut = copy(composer)
        cut.job = _cut(job, clinic, most) if most else _without(job)
        html = cut.compose(text, [], setting)
        pages = lay_out(html) if html is not None else None
        return pages is not None and not is_over(pages, product) and len(pages.pages) <= most_pages

    if not fits(LEAST) or (is_card and not fits(None)):
        return None
    edition = "" if product.edition == STANDARD or product.black_only else f"{product.edition} "
    where = f"the {edition}{product.name}"
    texts = list(_texts(clinic, job.lines))
    low, high = LEAST, max(len(str(entry.value)) for entry in texts)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    long = sorted((one for one in texts if len(str(one.value)) > low), key=_length, reverse=True)
    first, *rest = long
    name, count = name_of(first), _length(first) - low
    problem = f"`{name}` is {count} characters too long for its place on {where}"
    fix = f"shorten it to {low} characters"
    if more := [
        f"{name_of(one)} on line {one.line.number} by {_length(one) - low}" for one in rest
    ]:
        fix += f"; and so {', '.join(more)}"
    return first.finding("C103", problem, fix)


def _length(entry: Entry) -> int:
    return len(str(entry.value))


def _texts(clinic: Clinic, lines: tuple[PrintedLine, ...]) -> Iterator[Entry]:
    yield clinic.table["name"]
    for own in (line.own for line in lines):
        for entry in (own.hours, own.serves, own.called) if own else ():
            if entry is not None:
                yield entry


def _without(job: Job) -> Job:
    """The job as it is for no clinic: with all its lines to write on."""
    return replace(job, clinic=None, lines=printed_lines(job.guide.lines, {}, job.words[GROUP]))


def _cut(job: Job, clinic: Clinic, most: int) -> Job:
    def short(entry: Entry | None) -> Entry | None:
        return replace(entry, value=str(entry.value)[:most]) if entry else None

    lines = tuple(
        replace(
            line,
            own=line.own
            and replace(
                line.own,
                hours=short(line.own.hours),
                serves=short(line.own.serves),
                called=short(line.own.called),
            ),
        )
        for line in job.lines
    )
    table: Mapping[str, Any] = {**clinic.table, "name": short(clinic.table["name"])}
    return replace(job, clinic=replace(clinic, table=table), lines=lines)


def _alone(manuscript: Manuscript) -> Manuscript:
    """The manuscript with the section of the numbers, and nothing else."""
    found = next(one for one in manuscript.every_section() if one.role == "lines")
    lines = (*([found.heading] if found.heading else []), *found.lines)
    return replace(manuscript, lines=lines)
