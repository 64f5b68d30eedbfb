"""The script for trying a night card on five readers: questions, and what of the card answers them.

It is `reader-script.toml` in the guide's folder. An answer is words of the card itself, so that the
script can't ask for what the card does not say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from press.finding import Finding
from press.project import Project
from press.read.files import read_tree
from press.read.folding import fill_line
from press.read.job import Job
from press.review.entries import with_blanks
from press.review.evidence_map import bare
from press.toml_tables import check_keys

SCRIPT = "reader-script.toml"
CARD = "night-card"
QUESTION: Mapping[str, type] = {"ask": str, "answer": list}
READERS = 5  # EVIDENCE 5.9: five or more
SECONDS = 10  # each answer is found within them


def read_script(project: Project, job: Job, found: list[Finding]) -> dict[str, Any] | None:
    """What the script's template is given, or None where the guide has no questions or no card."""
    path = job.guide.folder / SCRIPT
    card = next((one for one in job.manuscripts if one.product.name == CARD), None)
    tree = read_tree(project, path, found) if path.is_file() and card else None
    if tree is None or card is None:
        return None
    fields = with_blanks(job.fields)
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
        "version": str(job.guide.version.value),
        "questions": questions,
        "readers": range(1, READERS + 1),
        "seconds": SECONDS,
    }


def not_on_the_card(texts: Sequence[str], lines: Sequence[str]) -> list[str]:
    """Those of `texts`, words with their fields, that none of the card's raw `lines` holds."""
    held = [bare(line) for line in lines]
    return [text for text in texts if not any(bare(text) in line for line in held)]
