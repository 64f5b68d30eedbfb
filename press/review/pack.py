"""The reviewer's papers: the pack that a clinician reads and signs, and a script to try the card.

Both are tools for use inside, and no patient's products: they are in no manifest. Each says of
which text it is, and a print says when that has changed. A pack approves nothing: `approve` does,
and takes the pack's fingerprint.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from press.check.job import Judged
from press.finding import Finding, Place
from press.project import Project
from press.read.expected import listed_sources
from press.read.job import Job, read_job
from press.review.asked import asked_values, judge_as_signed, named_at
from press.review.entries import as_row, as_source, counts, sheets_of, without_a_source
from press.review.script import read_script
from press.review.stands import standing_values
from press.run.console import end
from press.run.order import Order
from press.run.orders import tickets
from press.run.papers import publish_papers, text_of
from press.typeset.compose import Composer
from press.typeset.engine import Engine, EngineFault, Sheets, start_engine, write

A4 = (210.0, 297.0)  # mm, ISO 216
BODY = 10.0  # pt: read at a desk, by somebody who reads for a living
PACK, SCRIPT = "review-pack", "reader-script"


def review_pack(project: Project, order: Order) -> int:
    """Typeset the papers of every job that the order asks for; returns the exit code.

    Writes `review-pack.pdf` into each job's folder under `dist/`, and `reader-script.pdf` where the
    guide has questions. Raises WrongCall, CannotPublish, ImportError and OSError.
    """
    found: list[Finding] = []
    engine = start_engine(project)
    for ticket in tickets(project, order, found):
        read: list[Finding] = []
        job = read_job(project, ticket.guide, ticket.locale, ticket.clinic, read)
        found += read
        if job is None:
            continue
        evidence = job.rules.evidence
        made = {PACK: pack_values(project, job, judge_as_signed(job, [*read, *ticket.faults]))}
        if script := read_script(project, job, found):
            made[SCRIPT] = script
        try:
            papers = {name: typeset(engine, job, name, values) for name, values in made.items()}
        except EngineFault as error:
            found.append(_cannot_be_set(project, job, error))
            continue
        files = {f"{job.name}/{name}.pdf": pdf for name, pdf in papers.items()}
        publish_papers(project, files, text_of(project, job.guide, job.clinic))
        for name in papers:
            print(f"dist/{job.name}/{name}.pdf")
        print(f"  {_at_a_glance(made[PACK])}")
        for row, answer in evidence.gone():
            print(f"  {row.key}: these words stand on no line, or on several: {answer.says}")
    return end(found)


def _at_a_glance(values: Mapping[str, Any]) -> str:
    """What whoever makes a pack wants to know of it before it is printed."""
    waits = f"{values['open']} of {len(values['questions'])} questions are open"
    return f"fingerprint {values['fingerprint']}; {waits}, {len(values['errors'])} errors"


def _cannot_be_set(project: Project, job: Job, error: EngineFault) -> Finding:
    """D107: a letter that no font has, or a picture that can't be read; `check` knows which."""
    place = Place(project.name(job.guide.folder / "guide.toml"))
    problem = f"the papers of this guide can't be set ({str(error)[:120]})"
    fix = "python build.py check names the letter or picture; if it finds none, look at reviewers"
    return Finding(place, "D107", problem, fix)


def typeset(engine: Engine, job: Job, name: str, values: Mapping[str, Any]) -> bytes:
    """One paper as a tagged PDF of A4 pages. Raises EngineFault, for a warning too."""
    html = as_html(engine.project, job, name, values)
    return on_a4(engine, "review-pack", html, job.pictures.held)


def as_html(project: Project, job: Job, name: str, values: Mapping[str, Any]) -> str:
    """One paper before it is typeset."""
    template = Composer(project, job).environment.get_template(f"{name}.html")
    return template.render({**values, "text": text_of(project, job.guide, job.clinic)})


def on_a4(engine: Engine, sheet: str, html: str, held: Mapping[Path, bytes] | None = None) -> bytes:
    """A page as a tagged PDF, A4, by `styles/SHEET.css`. Raises EngineFault, for a warning too.

    `held` are the pictures that it may show, by their paths.
    """
    engine.hear()
    sheets = Sheets(engine, engine.project.styles / f"{sheet}.css", held)
    pdf = write(sheets.lay_out(html, BODY, A4))
    if heard := engine.hear():
        raise EngineFault(heard[0])
    return pdf


def pack_values(
    project: Project, job: Job, judged: Judged, today: date | None = None
) -> dict[str, Any]:
    """What the template of the review pack is given: plain data, and no text that isn't escaped.

    With `today` it is for a screen, on that day.
    """
    evidence = job.rules.evidence
    products = []
    rows: list[dict[str, Any]] = []
    for manuscript in job.manuscripts:
        sheets = []
        for sheet in sheets_of(job, manuscript):
            first = len(rows)
            for number, entry in enumerate(sheet.entries, first + 1):
                above = rows[-1] if len(rows) > first else None
                rows.append(as_row(number, entry, job, evidence, above))
            sheets.append({"title": sheet.title, "entries": rows[first:]})
        products.append({"name": manuscript.product.name, "sheets": sheets})
    asked = asked_values(job, judged.findings, rows)
    return {
        **standing_values(project, job, today),
        **asked,
        "title": str(job.manuscripts[0].title.value),
        "job": job.name,
        "locale": job.locale,
        "created": job.created.isoformat(),
        "notes": judged.notes,
        "on_paper": True,
        "products": products,
        "named_at": named_at(asked),
        "reviewers": job.guide.reviewers,
        "rows": [row.key for row in evidence.rows],
        "count": counts(rows),
        "without": without_a_source(rows),
        "sources": [as_source(job.sources[key]) for key in sorted(listed_sources(job))],
        "left_out": [row for row in evidence.rows if row.left_out],
        "otherwise": [row for row in evidence.rows if row.note],
        "gone": [{"key": row.key, "says": answer.says} for row, answer in evidence.gone()],
    }
