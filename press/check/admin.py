"""Admin: each product says what it is, from when, by whom, on what ground.

What a product must say is data of its language (`content/words/admin.*.toml`); what is looked
at are the words that must be on paper, which the preflight proves (P101).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from press.finding import Finding
from press.project import Line
from press.read.expected import Phrase, Word, expected_words, listed_sources, phrases
from press.read.fields import Field
from press.read.folding import fold
from press.read.job import Job
from press.read.manuscript import Manuscript
from press.read.standing import APPROVED
from press.read.syntax import FIELD, HEADING, role_of
from press.toml_tables import NO_TREE, Tree, check_keys

SIGNED = "signed"  # the table of what a text that was signed no longer says
LONGEST_YEARS = 3  # between two reviews: EVIDENCE 5.1 and row A1
NEEDED: Mapping[str, type] = {"says": str, "add": str}
OPTIONAL: Mapping[str, type] = {"pattern": str, "role": str, "beside": str}


@dataclass(frozen=True)
class Item:
    """One thing that a product must say: by a pattern in its text, or by a section's role.

    It may leave it to the product of the same guide that is given `beside` it.
    """

    says: str
    add: str
    pattern: str
    role: str
    beside: str = ""


def check_admin(job: Job) -> list[Finding]:
    """Every finding of admin (G106, G107, G122) on a job, and M1xx on the lists it is held to."""
    found = list(reviews_come_in_time(job))
    for manuscript in job.manuscripts if job.rules.admin else ():
        found += says_what_it_is(job, manuscript, _items(job.rules.admin, manuscript, found))
        if job.standings[manuscript.product.name].status == APPROVED:
            found += says_that_it_waits(job, manuscript)
    return list(dict.fromkeys(found))


def says_that_it_waits(job: Job, manuscript: Manuscript) -> Iterator[Finding]:
    """G122: a page that says who approved it can't say that nobody has."""
    row = job.rules.admin.row(SIGNED) if job.rules.admin else {}
    sought = re.compile(str(row["waits"].value)) if "waits" in row else None
    lines = {line: fold(line.text) for line in manuscript.lines}
    for line, text in lines.items() if sought else ():
        if sought and sought.search(text):
            problem = "this says that the text waits to be checked, beside who approved it"
            fix = "take it out before the text is signed, or say who checked what"
            yield line.finding("G122", problem, fix)


def _items(tree: Tree | None, manuscript: Manuscript, found: list[Finding]) -> list[Item]:
    """What this manuscript's product must say."""
    rows: dict[str, Tree] = {}
    for group in ("every", manuscript.product.name):
        own = tree.rows.get(group, NO_TREE) if tree else NO_TREE
        rows |= {key: Tree(entry.line, {key: entry}, {}) for key, entry in own.own.items()}
        rows |= own.rows
    items = []
    for row in rows.values():
        if check_keys(row.flat, NEEDED, OPTIONAL, row.first.place, found):
            parts = {key: str(entry.value) for key, entry in row.flat.items()}
            items.append(Item(**{"pattern": "", "role": ""} | parts))
    return items


def says_what_it_is(job: Job, manuscript: Manuscript, items: list[Item]) -> Iterator[Finding]:
    """G106: a sheet of paper in a drawer must tell its own age, makers and grounds (row A1)."""
    lines = list(_printed_lines(job, manuscript))
    for item in items:
        sought = re.compile(_filled(item.pattern, job.fields)) if item.pattern else None
        beside = [one for one in job.manuscripts if one.product.name == item.beside]
        if item.beside and not beside and any(job.guide.folder.glob(f"*/{item.beside}.md")):
            continue  # it can't be read, which is told already, and may say it
        there = [*lines, *(line for one in beside for line in _printed_lines(job, one))]
        if sought and any(sought.search(line) for line in there):
            continue
        if item.role in manuscript.roles() and listed_sources(job):
            continue
        problem = f"the {manuscript.product.name} does not say {item.says}"
        yield _about(manuscript).finding("G106", problem, f"add {item.add}")


def _printed_lines(job: Job, manuscript: Manuscript) -> Iterator[str]:
    """The text of each raw line and label, as patterns are held to it."""
    lines: dict[Line, list[Word]] = {}
    for word in expected_words(manuscript, job.fields):
        lines.setdefault(word.line, []).append(word)
    for words in (*lines.values(), *map(_words, phrases(job, manuscript))):
        yield fold(" ".join(word.text for word in words))


def _words(phrase: Phrase) -> list[Word]:
    return list(phrase.words)


def _filled(pattern: str, fields: Mapping[str, Field]) -> str:
    return FIELD.sub(
        lambda m: re.escape(fold(fields[m[1]].text)) if m[1] in fields else m[0], pattern
    )


def _about(manuscript: Manuscript) -> Line:
    """Where such things stand: the heading with the role `about`, or the front matter's title."""
    heads = ((line, HEADING.match(line.text)) for line in manuscript.lines)
    about = (line for line, match in heads if role_of(match) == "about")
    return next(about, manuscript.title.line)


def reviews_come_in_time(job: Job) -> Iterator[Finding]:
    """G107: advice is read against its evidence every three years or more often (row A1)."""
    last, following = job.guide.last_review, job.guide.next_review
    years = following.value.year - last.value.year
    day = (last.value.month, last.value.day)
    late = (following.value.month, following.value.day) > day
    if years > LONGEST_YEARS or (years == LONGEST_YEARS and late):
        problem = f"the next review is more than {LONGEST_YEARS} years after the last"
        fix = "give an earlier day; until then, the text must have been read again"
        yield following.finding("G107", problem, fix)
