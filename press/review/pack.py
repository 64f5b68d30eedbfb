"""The reviewer's papers: a review pack for the clinician, and a script to try the card on readers.

Both are drafts' tools for use inside, and no patient's products: they are in no manifest. Each says
of which text it is, and a print says when that has changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from press.finding import Finding, Place
from press.project import Project
from press.read.evidence_map import EvidenceMap
from press.read.expected import listed_sources
from press.read.files import read_tree
from press.read.folding import fill_line
from press.read.job import Job, read_job
from press.review.entries import as_row, as_source, counts, sheets_of, with_blanks
from press.run.console import end
from press.run.order import Order
from press.run.orders import tickets
from press.run.papers import publish_papers, text_of
from press.toml_tables import check_keys
from press.typeset.compose import Composer
from press.typeset.engine import Engine, EngineFault, Sheets, start_engine, write

A4 = (210.0, 297.0)  # mm, ISO 216
BODY = 10.0  # pt: read at a desk, by somebody who reads for a living
PACK, SCRIPT = "review-pack", "reader-script"
QUESTIONS = "reader-script.toml"
QUESTION: Mapping[str, type] = {"ask": str, "answer": list}
# what is said of the readers, where the guide does not say it better
WHO: Mapping[str, str] = {
    "readers": "At best they are those whom the card is for, and did not help to write it.",
    "not_now": "A reader who is ill now needs help, not a test.",
    "danger": "would do what the card warns of",
}
READERS = 5  # EVIDENCE 5.9: five or more
SECONDS = 10  # each answer is found within them


def review_pack(project: Project, order: Order) -> int:
    """Typeset the papers of every job that the order asks for; returns the exit code.

    Writes `review-pack.pdf` into each job's folder under `dist/`, and `reader-script.pdf` where the
    guide has questions. Raises WrongCall, CannotPublish, ImportError and OSError.
    """
    found: list[Finding] = []
    engine = start_engine(project)
    for ticket in tickets(project, order, found):
        job = read_job(project, ticket.guide, ticket.locale, ticket.clinic, found)
        if job is None:
            continue
        evidence = job.rules.evidence
        made = {PACK: pack_values(job, evidence)}
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
        for row, answer in evidence.gone():
            print(f"  {row.key}: these words stand on no line, or on several: {answer.says}")
    return end(found)


def _cannot_be_set(project: Project, job: Job, error: EngineFault) -> Finding:
    """D107: a letter that no font has, or a picture that can't be read; `check` knows which."""
    place = Place(project.name(job.guide.folder / "guide.toml"))
    problem = f"the papers of this guide can't be set ({str(error)[:120]})"
    fix = "python build.py check names the letter or picture; if it finds none, look at reviewers"
    return Finding(place, "D107", problem, fix)


def typeset(engine: Engine, job: Job, name: str, values: Mapping[str, Any]) -> bytes:
    """One paper as a tagged PDF of A4 pages. Raises EngineFault, for a warning too."""
    template = Composer(engine.project, job).environment.get_template(f"{name}.html")
    text = text_of(engine.project, job.guide, job.clinic)
    return on_a4(engine, "review-pack", template.render({**values, "text": text}))


def on_a4(engine: Engine, sheet: str, html: str) -> bytes:
    """A page as a tagged PDF, A4, by `styles/SHEET.css`. Raises EngineFault, for a warning too."""
    engine.hear()
    sheets = Sheets(engine, engine.project.styles / f"{sheet}.css")
    pdf = write(sheets.lay_out(html, BODY, A4))
    if heard := engine.hear():
        raise EngineFault(heard[0])
    return pdf


def pack_values(job: Job, evidence: EvidenceMap) -> dict[str, Any]:
    """What the template of the review pack is given: plain data, and no text that isn't escaped."""
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
    return {
        "title": str(job.manuscripts[0].title.value),
        "job": job.name,
        "locale": job.locale,
        "created": job.created.isoformat(),
        "version": job.version,
        "next_review": job.guide.next_review.value.isoformat(),
        "products": products,
        "reviewers": job.guide.reviewers,
        "rows": [row.key for row in evidence.rows],
        "count": counts(rows),
        "sources": [as_source(job.sources[key]) for key in sorted(listed_sources(job))],
        "left_out": [row for row in evidence.rows if row.left_out],
        "notes": [row for row in evidence.rows if row.note],
        "gone": [{"key": row.key, "says": answer.says} for row, answer in evidence.gone()],
    }


def read_script(project: Project, job: Job, found: list[Finding]) -> dict[str, Any] | None:
    """What the script's template is given, or None where the guide has no questions or no card."""
    path = job.guide.folder / QUESTIONS
    card = next((one for one in job.manuscripts if not one.product.is_long), None)
    tree = read_tree(project, path, found) if path.is_file() and card else None
    if tree is None or card is None:
        return None
    fields = with_blanks(job.fields)
    if not check_keys(tree.own, {}, dict.fromkeys(WHO, str), tree.line.place, found):
        return None
    questions = []
    for table in tree.rows.values():
        row = table.flat
        if check_keys(row, QUESTION, {"note": str}, table.first.place, found):
            answers = [fill_line(str(text), fields) for text in row["answer"].value]
            note = str(row["note"].value) if "note" in row else ""
            questions.append({"ask": row["ask"].value, "answers": answers, "note": note})
    return {
        "title": str(card.title.value),
        "job": job.name,
        "created": job.created.isoformat(),
        "version": job.version,
        "questions": questions,
        "who": {**WHO, **{key: str(entry.value) for key, entry in tree.own.items()}},
        "readers": range(1, READERS + 1),
        "seconds": SECONDS,
    }
