"""The bindery: puts a proved product on its sheets, and proves the sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from press.finding import Finding, Place, errors
from press.pdf.bidi import reads_from_the_right
from press.prepress.pdfx import press_sheet
from press.products import PAPERS, Product
from press.project import Project
from press.read.country import read_country
from press.read.face import face_of
from press.read.job import Job, in_its_standing
from press.read.manuscript import Manuscript
from press.run.order import WrongCall
from press.run.orders import Ticket, Wanted
from press.run.phones import with_edition
from press.run.product import Printed, presswork
from press.sheets.calibration import calibration
from press.sheets.impose import impose
from press.sheets.layouts import CALIBRATION, PRESS, SHEETS, CannotLie, Pages
from press.sheets.marks import Side
from press.sheets.preflight import preflight_sheets
from press.typeset.engine import Engine

Jobs = Mapping[Ticket, Job | None]


def refuse_what_cannot_be(
    project: Project, jobs: Jobs, tickets: Sequence[Ticket], wish: Wanted
) -> None:
    """Raise WrongCall where the order asks for pages on paper, or for a back, that don't match.

    Nothing is scaled: a page that is made smaller has type that is smaller than it may be.
    """
    for ticket in tickets:
        job = jobs[ticket]
        if job is None:
            continue
        whole = [row for row in wish.rows if row.as_large_as_paper and _is_written(job, row)]
        if wish.paper not in ("", job.paper) and whole:
            able = ", ".join(_printed_on(project, ticket, wish.paper)) or "no locale"
            what = whole[0].file.replace("-", " ")
            raise WrongCall(
                f"the {what} in {job.locale} is set on {whole[0].page_on(job.paper)}; "
                f"{able} is set on {wish.paper}: name it with --locale"
            )
        for row, name in _halves(job, wish):
            try:
                _lay(job, row, name, row.pages[0], wish)
            except CannotLie as error:
                able = ", ".join(_printed_on(project, ticket, wish.paper)) or "no locale"
                raise WrongCall(
                    f"no {row.file}-{name} in {job.locale}: {error}; "
                    f"{able} can be printed on {wish.paper}: name it with --locale"
                ) from None
        back = jobs[ticket.back] if ticket.back else None
        if back and back.paper != job.paper:
            raise WrongCall(
                f"{back.locale} can't lie behind {job.locale}: its paper is {back.paper}, "
                f"and that of the front {job.paper}; name the fronts with --locale"
            )


def _halves(job: Job, wish: Wanted) -> Iterator[tuple[Product, str]]:
    """Each row of the wish that the job has a manuscript of, with each sheet of its pages."""
    for row in wish.rows:
        for name in wish.sheets_of(row) if _is_written(job, row) else ():
            if SHEETS[name].lay:
                yield row, name


def _is_written(job: Job, row: Product) -> bool:
    return any(manuscript.product.name == row.name for manuscript in job.manuscripts)


def _printed_on(project: Project, ticket: Ticket, paper: str) -> Iterator[str]:
    for locale in ticket.guide.locales:
        country = read_country(project, locale, [])
        if country and str(country["paper"].value).lower() == paper:
            yield locale


def _lay(
    job: Job, row: Product, name: str, pages: int, wish: Wanted, other: bool = False
) -> tuple[Side, ...]:
    lay = SHEETS[name].lay
    paper = PAPERS[wish.paper_for(job.paper)]
    from_the_right = reads_from_the_right(job.locale)
    back, face = other and SHEETS[name].takes_back, other and name in row.faces
    trim = row.trim(job.paper)
    return lay(Pages(pages, trim, paper, back, face, from_the_right)) if lay else ()


def press_and_bind(
    engine: Engine,
    job: Job,
    manuscript: Manuscript,
    wish: Wanted,
    back: Job | None,
    idle_core: bool = False,
) -> Printed:
    """Print one row of the table and put it on its sheets; with a fault there are no sheets."""
    printed = presswork(engine, job, manuscript, idle_core)
    names = wish.sheets_of(manuscript.product)
    whole = with_edition(engine.project, job, manuscript, wish, replace(printed, reading=None))
    if printed.pdf is None or errors(printed.findings) or not names:
        return whole
    found: list[Finding] = []
    sources = [printed]
    if back and any(SHEETS[name].takes_back for name in names):
        sources += _back_of(engine, manuscript, back, found)
    sheets: dict[str, bytes] = {}
    pages = len(printed.reading.pages) if printed.reading else 0
    says = list(printed.says)
    for name in () if errors(found) else names:
        mine = sources if SHEETS[name].takes_back else sources[:1]
        if face := manuscript.product.faces.get(name):
            mine = [*mine, *_face_of(engine, job, face_of(manuscript, face), printed, found)]
            if errors(found):
                break
        if name == PRESS:
            made = _for_the_press(engine, job, manuscript, printed, found)
        else:
            made = _imposed(job, manuscript, name, mine, wish, found)
        if made:
            stem = f"{manuscript.product.file}-{name}"
            sheets[stem] = made[0]
            says.append(f"{stem}: {made[1]}; {SHEETS[name].how_for(pages)}")
    every = (*printed.findings, *found)
    return replace(whole, says=tuple(says), findings=every, sheets=sheets)


def _back_of(
    engine: Engine, manuscript: Manuscript, back: Job, found: list[Finding]
) -> Iterator[Printed]:
    """The same row of the table in the other locale; what is wrong with it is found here too."""
    for other in back.manuscripts:
        if other.product.name == manuscript.product.name:
            behind = presswork(
                engine,
                in_its_standing(back, other.product.name),
                other.in_edition(manuscript.product),
            )
            found += behind.findings
            if behind.pdf:
                yield behind


def _face_of(
    engine: Engine, job: Job, text: Manuscript, card: Printed, found: list[Finding]
) -> Iterator[Printed]:
    """The other face of a card, proved; what is wrong with it alone is found."""
    face = presswork(engine, job, text)
    where = f"on the other face of the {text.product.face}"
    found += [
        replace(finding, problem=f"{finding.problem} ({where})")
        for finding in face.findings
        if finding not in card.findings
    ]
    if face.pdf:
        yield face


def _imposed(
    job: Job,
    manuscript: Manuscript,
    name: str,
    sources: Sequence[Printed],
    wish: Wanted,
    found: list[Finding],
) -> tuple[bytes, str] | None:
    """A proved sheet, and how many of what paper; or nothing with I103."""
    row, place = manuscript.product, Place(manuscript.file)
    pdfs = [one.pdf for one in sources if one.pdf]
    readings = [one.reading for one in sources if one.reading]
    try:
        sides = _lay(job, row, name, len(readings[0].pages), wish, len(sources) > 1)
    except CannotLie as error:
        fix = "change its length, or leave this sheet out with --sheet"
        found.append(Finding(place, "I103", f"there can be no {row.file}-{name}: {error}", fix))
        return None
    sheet = impose(sides, pdfs, readings[0].title, job.locale)
    found += preflight_sheets(sheet, sides, readings, place)
    return sheet, _sheets_of_paper(sides, wish.paper_for(job.paper))


def _for_the_press(
    engine: Engine, job: Job, manuscript: Manuscript, printed: Printed, found: list[Finding]
) -> tuple[bytes, str] | None:
    """The print shop's file, proved; or nothing with X1xx."""
    assert printed.pdf and printed.reading
    title, file = printed.reading.title, manuscript.file
    pdf, faults = press_sheet(printed.pdf, engine.project, title, job.locale, job.created, file)
    found += faults
    return (pdf, "PDF/X-4, 3 mm bleed, black and four inks") if pdf else None


def calibrate(engine: Engine, job: Job, wish: Wanted) -> Printed:
    """The sheet that tries a printer out, for the job's paper."""
    paper = wish.paper_for(job.paper)
    pdf, found = calibration(engine, engine.project, job, PAPERS[paper])
    says = f"{CALIBRATION}: 1 sheet of {paper.capitalize()}, {SHEETS[CALIBRATION].how}"
    return Printed(CALIBRATION, None if found else pdf, (says,), tuple(found))


def _sheets_of_paper(sides: Sequence[Side], paper: str) -> str:
    count = (len(sides) + 1) // 2
    edge = "short" if sides[0].width > sides[0].height else "long"
    duplex = f", both sides, flip on the {edge} edge" if len(sides) > 1 else ", one side"
    return f"{count} sheet{'s' if count > 1 else ''} of {paper.capitalize()}{duplex}"
