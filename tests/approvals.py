"""Approvals for the tests: what `approve` writes, without the print that it tries first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from press.approval.ask import Asked
from press.approval.sealed import write_files
from press.approval.sign import files_of, with_signature
from press.project import Project
from press.read.job import Job, read_job
from press.run.order import Order
from tests.shop import TODAY, read_one_guide

ANNA = Asked(
    "clinical",
    "Anna Example",
    "consultant midwife",
    "NMC 12A3456B",
    "North Vale",
    date(2028, 1, 31),
    "I have read it.",
    lambda: True,
)
GIVEN = ("--name", ANNA.name, "--role", ANNA.role, "--registration", ANNA.registration,
         "--organisation", ANNA.organisation, "--next-review", "2028-01-31", "--yes")  # fmt: skip


def read_anew(root: Path, guide: str, locale: str) -> Job:
    """The job as it stands now, without a clinic."""
    project = Project(root)
    job = read_job(project, read_one_guide(project, guide), locale, None, [])
    assert job is not None
    return job


def sign(
    root: Path, guide: str, locale: str = "en-GB", today: str = TODAY, who: Asked = ANNA
) -> Job:
    """Sign what stands, as `who`; the job as it stands after that."""
    job = read_anew(root, guide, locale)
    order = Order("approve", today=date.fromisoformat(today))
    approvals, version = with_signature(job, who, order)
    write_files(Project(root), files_of(job, approvals, version))
    return read_anew(root, guide, locale)


def as_kind(kind: str, name: str) -> Asked:
    """Somebody else, who signs for another reason."""
    return replace(ANNA, kind=kind, name=name)
