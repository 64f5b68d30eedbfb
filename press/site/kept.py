"""What the site put out last of a text that is being changed: it holds until the new one is signed.

A file is kept only where `site.json` says that it was put out as approved, of the very version
that still holds and with the clinic's words as they are now, and where it lies there whole. What
was put out as a draft never is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from press.approval.known import Known
from press.approval.shelf import Row
from press.products import Product
from press.project import Project
from press.read.approval_file import signed_text
from press.read.approvals import Version
from press.read.clinic import Clinic
from press.read.standing import APPROVED, CHANGED, Standing
from press.run.publish import digest
from press.site.folder import Kept, held, is_whole, signed_in
from press.walls import below

OfStem = Callable[[str], tuple[Product, str] | None]


@dataclass(frozen=True)
class File:
    """A file that was proved: its name under `dist/` and on the site, and its digest.

    `signed` tells of which approval it is, and is empty of a draft. One that is `kept` lies on the
    site alone.
    """

    name: str
    digest: str
    size: int  # bytes
    row: Product
    sheet: str  # "" for its pages, SCREEN for its edition for a phone
    signed: str = ""
    kept: bool = False


def signed_as(version: Version, product: str, clinic: Clinic | None) -> str:
    """What a file of an approved text bears of its approval and of its clinic, in one line."""
    whose = digest("\n".join(clinic.says()).encode()) if clinic else ""
    told = (version.number, version.texts.get(product, ""), version.next_review,
            version.approved_by, whose)  # fmt: skip
    return " ".join(map(str, told))


def last_approved(
    project: Project, known: Known, row: Row, standing: Standing
) -> tuple[Row, Standing]:
    """A product as it was approved last, where its text was changed since; else as it stands.

    Where that was withdrawn the row is as it stands, and the words are still the approved ones:
    no word of a draft is for readers.
    """
    signed = standing.signed
    if row.status != CHANGED or signed is None:
        return row, standing
    text = signed_text(project, known.guide, known.locale, signed, row.product)
    if text is None or known.approvals.withdrawn(text.digest):
        return row, replace(standing, text=text) if text else standing
    was = Standing(text, APPROVED, signed.number, signed)
    held_until = replace(
        row,
        status=APPROVED,
        version=was.number,
        approved_by=signed.approved_by,
        next_review=signed.next_review.isoformat(),
        code=was.code,
        due_from=known.guide.due_from(signed.next_review).isoformat(),
    )
    return held_until, was


@dataclass(frozen=True)
class LastSite:
    """What `site.json` tells of the site as it lies there, read once for a run."""

    folder: Path
    stands: Kept
    signed: Mapping[str, str]


def last_site(folder: Path) -> LastSite:
    """The site that lies in a folder; an empty one where nothing of ours does."""
    return LastSite(folder, held(folder), signed_in(folder))


def files_kept(site: LastSite, job: str, signed: str, of_stem: OfStem) -> Iterator[File]:
    """The files of a job that the site put out under this approval, and that lie there whole."""
    folder, stands, known = site.folder, site.stands, site.signed
    for name in sorted(stands.keys() & known.keys()):
        where, _, last = name.rpartition("/")
        named = of_stem(last.removesuffix(".pdf")) if where == job else None
        if named and known[name] == signed and is_whole(folder, name, stands[name][1]):
            path = below(folder, *name.split("/"))
            yield File(name, stands[name][1], path.stat().st_size, *named, signed, kept=True)
