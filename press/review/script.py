"""The readers' script: questions to try a card on five readers, out of the guide's own file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from press.finding import Finding
from press.project import Project
from press.read.files import read_tree
from press.read.folding import fill_line
from press.read.job import Job
from press.review.entries import with_blanks
from press.toml_tables import check_keys

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
        "version": job.standings[card.product.name].number,
        "questions": questions,
        "who": {**WHO, **{key: str(entry.value) for key, entry in tree.own.items()}},
        "readers": range(1, READERS + 1),
        "seconds": SECONDS,
    }
