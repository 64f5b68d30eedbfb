"""The presswork on one manuscript, start to end: compose, typeset, fit, pull a proof, preflight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from press.finding import Finding, Place
from press.pdf.reading import Reading
from press.products import Product
from press.proof.monochrome import ink_of
from press.proof.preflight import Proof, preflight, pull_proof
from press.read.job import Job
from press.read.manuscript import Manuscript
from press.typeset.clinic_words import in_her_words
from press.typeset.compose import Composer
from press.typeset.engine import Engine, EngineFault, Typeset
from press.typeset.engine_warnings import engine_findings
from press.typeset.fit import fit
from press.typeset.qr import code_of
from press.typeset.setting import Setting


@dataclass(frozen=True)
class Printed:
    """What came off the press for one manuscript: its PDF, if it could be made, and findings.

    `sheets` are made of the PDF: file stem to PDF. `says` is for whoever prints.
    """

    product: str
    pdf: bytes | None
    says: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    reading: Reading | None = None  # of the PDF; it stays in the process that made it
    size: float | None = None  # pt: the step that fits, where one does
    setting: Setting | None = None  # in which it was set, whether it fits or not
    sheets: Mapping[str, bytes] = field(default_factory=dict)
    phone: str | None = None  # its edition for a phone, not proved yet


def presswork(engine: Engine, job: Job, manuscript: Manuscript, idle_core: bool = False) -> Printed:
    """Typeset and prove one manuscript of a job; on two cores where one would stand idle."""
    found: list[Finding] = []
    product = manuscript.product
    engine.hear()
    try:
        typeset = fit(engine, Composer(engine.project, job), manuscript, found, idle_core)
    except EngineFault as error:
        typeset = None
        found.append(_fell_over(manuscript, error))
    sources = [*manuscript.lines, *job.raw_lines()]
    grumbled = engine_findings(engine.project, manuscript, engine.hear(), sources)
    found += in_her_words(job, product, grumbled)
    if typeset is None:
        return Printed(product.file, None, findings=tuple(found))
    too_long = any(finding.code == "P206" for finding in found)
    proof = pull_proof(job, manuscript, typeset)
    judged = in_her_words(job, product, preflight(proof))
    # a text that is too long is one fault: its pages' faults follow from it
    found += [finding for finding in judged if not (too_long and only_too_long(finding))]
    says = (_says(manuscript, typeset) + _says_ink(proof) + _says_code(job, typeset, product),)
    size = None if too_long else typeset.size
    return Printed(
        product.file, typeset.pdf, says, tuple(found), proof.reading, size, typeset.setting
    )


def _fell_over(manuscript: Manuscript, error: EngineFault) -> Finding:
    problem = f"the engine fell over on this manuscript ({str(error)[:120]})"
    fix = "take back what was last changed in its sheet, template or pictures"
    return Finding(Place(manuscript.file), "D107", problem, fix)


FOLLOW_P206 = ("P202", "P204", "P207", "P208", "P209", "P221", "P222")


def only_too_long(finding: Finding) -> bool:
    """Whether a finding is only there because the text is too long for its pages."""
    every_page = finding.code == "P101" and finding.place.file.startswith("content/words/")
    return every_page or finding.code in FOLLOW_P206


def _says_ink(proof: Proof) -> str:
    """For an edition in black only, how much of each page is inked."""
    if not proof.product.black_only:
        return ""
    inks = [f"{ink_of(leaf).all:.1f}" for leaf in proof.reading.pages]
    if len(inks) == 1:
        return f", ink on {inks[0]} % of the page"
    return f", ink on {', '.join(inks)} % of its pages in turn"


def _says_code(job: Job, typeset: Typeset, product: Product) -> str:
    """Whether a QR code was left out, for want of room."""
    lacks = code_of(job, product) is not None and not typeset.coded
    return ", no room for its QR code" if lacks else ""


def _says(manuscript: Manuscript, typeset: Typeset) -> str:
    """What was chosen, in one line, so that whoever prints can see it."""
    product = manuscript.product
    names = product.ladder_names
    if names == "steps" and names not in manuscript.roles():
        names = "type"
    pages = f"{typeset.pages} page{'s' if typeset.pages > 1 else ''}"
    said = f"{product.file}: {pages}, {names} {typeset.size:g} pt"
    place = product.ladder.index(typeset.size)
    if place + 1 < len(product.ladder):
        return f"{said} ({product.ladder[place + 1]:g} pt does not fit)"
    return f"{said} (the largest that we set)"
