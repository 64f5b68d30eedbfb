"""What nobody checked in the languages of a job: said at the end of every run.

A rule on words holds in the languages that somebody wrote its words for. Silence about the others
would read as praise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from press.check.spelling import DICTIONARIES
from press.plain.readability import LANGUAGE
from press.project import Line
from press.read.doses import LANGUAGES
from press.read.job import Job

FAMILIES = ("plain words", "hard words", "the school grade", "safety", "doses",
            "what a product must say of itself", "claims", "spelling")  # fmt: skip


def not_checked(job: Job) -> list[str]:
    """A sentence on the job's own language, and on each other that it has passages in."""
    lacking = _lacking(job)
    found = []
    if lacking:
        found.append(f"{job.locale}: nobody checked {_listed(lacking)}: no data for this language")
    for lang, lines in sorted(_passages(job).items()):
        more = f", and {len(lines) - 1} more" if len(lines) > 1 else ""
        place = f"{lines[0].file}:{lines[0].number}{more}"
        found.append(f"{lang} ({place}): nobody checked {_listed(FAMILIES)}: a passage in {lang}")
    return found


def _lacking(job: Job) -> Sequence[str]:
    """The families that have no data for the job's own language."""
    language, rules = job.locale.split("-")[0], job.rules
    there: Mapping[str, bool] = {
        "plain words": rules.tongue is not None,
        "hard words": rules.tongue is not None,
        "the school grade": language == LANGUAGE,
        "safety": not rules.safety.blank,
        "doses": language in LANGUAGES,
        "what a product must say of itself": rules.admin is not None,
        "claims": any(row.text("code") == "G108" for row in rules.safety.rows("ask")),
        "spelling": job.locale in DICTIONARIES,
    }
    lacking = [family for family in FAMILIES if not there[family]]
    return [*lacking, *(["this guide's own rules of safety"] if rules.safety.elsewhere else [])]


def _passages(job: Job) -> dict[str, list[Line]]:
    """The lines with words that are in another language, by it."""
    found: dict[str, list[Line]] = {}
    lines = dict.fromkeys(line for m in job.manuscripts for line in m.lines)
    for line in lines:
        if line.lang and line.text.strip():
            found.setdefault(line.lang, []).append(line)
    return found


def _listed(families: Sequence[str]) -> str:
    return " or ".join(filter(None, [", ".join(families[:-1]), families[-1]]))
