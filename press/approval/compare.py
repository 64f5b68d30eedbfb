"""The command `redline`: what changed between two versions of a guide, or since one was signed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from press.approval.ask import ask_for_a_text
from press.approval.views import as_html, as_pdf, as_text
from press.finding import Finding, Place, Refused, errors
from press.project import Project
from press.read.approval_file import AGAIN, folder_of, read_approvals, signed_text
from press.read.approvals import Approvals, Version, counted
from press.read.clinic import job_name
from press.read.guide import Guide
from press.read.job import Job, read_job
from press.read.reading_text import title_of
from press.redline.compared import Compared, Sheet
from press.redline.redline import redline
from press.run.console import DONE
from press.run.order import Order, WrongCall
from press.run.orders import ordered_guide
from press.run.papers import publish_papers, text_of
from press.typeset.engine import EngineFault, start_engine

NOW = "now"
TEXT, HTML, PDF = "text", "html", "pdf"


@dataclass(frozen=True)
class Side:
    """One of the two that are compared: what it is called, and its lines by product."""

    name: str
    texts: Mapping[str, tuple[str, ...]]
    day: str  # of the text, as 2026-11-23


def compare(project: Project, order: Order) -> int:
    """Show what changed from one version to another; returns the exit code.

    As text it is printed; as HTML and PDF it is written into the job's folder under `dist/`.
    Raises WrongCall, Refused, CannotPublish, ImportError and OSError.
    """
    wanted = replace(ask_for_a_text(project, order), products=())
    guide, locale = ordered_guide(project, wanted, []), wanted.locales[0]
    approvals = signed_of(project, guide, locale)
    names = named(order, approvals)
    compared = compared_of(project, order, guide, approvals)
    if order.format == TEXT:
        print(as_text(compared), end="")
        return DONE
    job = job_name(guide.name, locale, None)
    path = f"{job}/redline{'' if NOW in names else '-{}-{}'.format(*names)}.{order.format}"
    of = text_of(project, guide, None) if NOW in names else " ".join(names)
    publish_papers(project, {path: _paper(project, order, guide, compared)}, of)
    print(f"dist/{path}\n  {compared.counts}")
    return DONE


def signed_of(project: Project, guide: Guide, locale: str) -> Approvals:
    """All that was signed of a guide in a locale. Raises Refused where it can't be trusted."""
    found: list[Finding] = []
    approvals = read_approvals(project, guide, locale, found)
    if approvals is None:
        raise Refused(errors(found))
    return approvals


def compared_of(project: Project, order: Order, guide: Guide, approvals: Approvals) -> Compared:
    """What changed between the two that the order names. Raises WrongCall and Refused."""
    was, now = (
        _side(project, guide, approvals.locale, approvals, name) for name in named(order, approvals)
    )
    return _compared(order, guide, approvals.locale, was, now)


def since_signed(project: Project, job: Job) -> str:
    """What changed since the last approval, as text. Raises Refused where that can't be had."""
    approvals = job.approvals
    if approvals is None or approvals.last is None:
        return f"{job.guide.name} {job.locale} was never signed: all of it is new.\n"
    was = _side(project, job.guide, job.locale, approvals, approvals.last.number)
    return as_text(_compared(Order("redline"), job.guide, job.locale, was, _standing_now(job)))


def named(order: Order, approvals: Approvals) -> tuple[str, str]:
    """Which two are compared: what the order names, else the last approval and what stands now.

    Raises WrongCall for a version that is not there, and for one beside itself.
    """
    last = approvals.last
    there = [one.number for one in approvals.versions]
    if not there:
        raise WrongCall(
            f"nothing of {approvals.guide} {approvals.locale} was ever signed, so there is nothing "
            "to compare with: python build.py approve"
        )
    asked = [one.strip().lower() for one in (order.old, order.new)]
    old = asked[0] or (last or approvals.versions[-1]).number
    new = asked[1] or NOW
    for one in (old, new):
        if one not in (*there, NOW):
            raise WrongCall(f"there is no version `{one}`; there is: {', '.join([*there, NOW])}")
    if old == new:
        raise WrongCall(
            f"{old} beside itself has no change; name two of: {', '.join([*there, NOW])}"
        )
    return old, new


def _side(project: Project, guide: Guide, locale: str, approvals: Approvals, name: str) -> Side:
    """One side, by its name. Raises Refused where its texts can't be had."""
    version = approvals.version(name)
    if version is None:
        return _as_it_stands(project, guide, locale)
    texts = {}
    for product in version.texts:
        text = signed_text(project, guide, locale, version, product)
        if text is None:
            raise Refused([_lost(project, guide, locale, version, product)])
        texts[product] = text.lines
    return Side(version.number, texts, version.on.isoformat())


def _lost(project: Project, guide: Guide, locale: str, version: Version, product: str) -> Finding:
    """G116 for a text that was signed, and is gone or another."""
    path = folder_of(guide, locale) / version.number / f"{product}.txt"
    problem = "this text is not there as it was signed: it was changed, cut off or taken away"
    return Finding(Place(project.name(path)), "G116", problem, AGAIN)


def _as_it_stands(project: Project, guide: Guide, locale: str) -> Side:
    """The text as it stands now, under the number that it would have. Raises Refused."""
    found: list[Finding] = []
    job: Job | None = read_job(project, guide, locale, None, found)
    if job is None or errors(found):
        raise Refused(errors(found))
    return _standing_now(job)


def _standing_now(job: Job) -> Side:
    numbers = {one.number for one in job.standings.values()}
    name = f"{NOW} ({max(numbers, key=counted)})"
    texts = {product: one.text.lines for product, one in job.standings.items()}
    return Side(name, texts, job.guide.last_review.value.isoformat())


def _compared(order: Order, guide: Guide, locale: str, was: Side, now: Side) -> Compared:
    """What changed on each sheet that is ordered. Raises WrongCall where there is no such sheet."""
    there = list(dict.fromkeys([*now.texts, *was.texts]))
    if missing := [name for name in order.products if name not in there]:
        raise WrongCall(
            f"neither {was.name} nor {now.name} has a {missing[0]} of {guide.name} {locale}; "
            f"there is: {', '.join(there)}"
        )
    wanted = [name for name in there if name in order.products or not order.products]
    sheets = tuple(_sheet(name, was, now) for name in wanted)
    return Compared(guide.name, locale, was.name, now.name, sheets, now.day)


def _sheet(product: str, was: Side, now: Side) -> Sheet:
    old, new = was.texts.get(product, ()), now.texts.get(product, ())
    note = ""
    if not old:
        note = f"All of this sheet is new: {was.name} has none."
    elif not new:
        note = f"All of this sheet was taken out: {now.name} has none."
    return Sheet(product, title_of(new or old), redline(old, new), note)


def _paper(project: Project, order: Order, guide: Guide, compared: Compared) -> bytes:
    """The redline as HTML or PDF. Raises Refused, D107 where it can't be set."""
    if order.format == HTML:
        return as_html(project, compared).encode()
    try:
        return as_pdf(start_engine(project), compared)
    except EngineFault as error:
        place = Place(project.name(guide.folder / "guide.toml"))
        problem = f"the papers of this guide can't be set ({str(error)[:120]})"
        fix = (
            "python build.py check names the letter or picture; if it finds none, use --format html"
        )
        raise Refused([Finding(place, "D107", problem, fix)]) from error
