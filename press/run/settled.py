"""The answers of a whole run: which nothing needs any more."""

from __future__ import annotations

from collections.abc import Sequence

from press.check.answers import answers_that_nothing_needs
from press.finding import QUESTION, Finding
from press.project import Project
from press.read.answers import read_answers
from press.read.guide import Guide
from press.run.orders import Ticket


def settle(project: Project, jobs: Sequence[Ticket], found: Sequence[Finding]) -> list[Finding]:
    """What is to be told of the answers of each guide of the run: G104.

    That nothing needs an answer is known only where every locale of its guide was asked.
    """
    told: list[Finding] = []
    guides: dict[str, Guide] = {job.guide.name: job.guide for job in jobs}
    for name, guide in guides.items():
        answers = read_answers(project, guide, [])  # what is wrong with the file was told
        if {job.locale for job in jobs if job.guide.name == name} == set(guide.locales):
            here = f"{project.name(guide.folder)}/"
            mine = [f for f in found if f.kind == QUESTION]
            used = {f.answer for f in mine if f.answer}
            asked = [f for f in mine if f.place.file.startswith(here)]
            told += answers_that_nothing_needs(answers, used, asked)
    return told
