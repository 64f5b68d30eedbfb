"""What is noted of clinics at the end of a run: no fault of their files, and good to know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from press.project import Project
from press.read.old_clinic import GROUP, as_new
from press.read.words import read_words
from press.run.orders import Ticket


def notes_on_clinics(project: Project, jobs: Sequence[Ticket]) -> Iterator[str]:
    """Where a clinic has no line that a guide asks for; and each file of the older form, once."""
    old: dict[str, str] = {}
    for job in jobs:
        clinic = job.clinic
        if clinic is None:
            continue
        asked, has = job.guide.lines, clinic.lines_for(job.guide.lines, {})
        if asked and not has:
            names = ", ".join(f"[lines.{line.name}]" for line in asked)
            yield (
                f"dist/{job.name}: {clinic.file} has none of the numbers that this guide sends to "
                f"({names}): there are lines to write on, and no name"
            )
        if clinic.unnamed and asked and clinic.file not in old:
            words = read_words(project, job.guide, job.locale, []) or {}
            made = as_new(clinic.table, clinic.unnamed, asked, words.get(GROUP, {}))
            old[clinic.file] = made
    for file, made in old.items():
        yield f"{file} is of the older form, and is still read. In the newer it is:\n\n{made}\n"
