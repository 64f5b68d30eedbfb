"""House style: the rules that a manuscript's raw lines are held to. A rule is a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from press.finding import Finding
from press.project import Line
from press.read.manuscript import Manuscript
from press.read.syntax import COVER_MARK, HEADING, PAGE_MARK, PAPER_MARKS, ROLES, marks_of
from press.read.units import HEAD
from press.rules import rules_of

# the names that roles had in the first edition
OLD = {"ambulance": "emergency", "maternity": "urgent", "next-visit": "soon", "clinic": "lines",
       "prevent": "self-care"}  # fmt: skip
LIKE_A_HEADING = re.compile(r"^\s*#+(?:\s|$|[^#\s])")
ROLE_MARK = re.compile(r"\{[.:#][^}]*\}?")
# told by themselves: other rules would tell of the same line what follows from one of these
FILLED = ("lines", "questions", "sources", "about")  # roles whose block a template sets
FIRST = ("M113", "M112", "M114", "M120", "M124", "M117", "M115", "M128")
FAMILY = (*FIRST, "M116", "M121", "M122", "M132", "M127", "M136", "M129", "M130")


def roles_are_known(line: Line) -> Iterator[Finding]:
    """M114: a role stands at the end of a heading and is from the closed list."""
    heading = HEADING.match(line.text)
    marks = marks_of(heading)
    unknown = next((mark for mark in marks if mark not in (*ROLES, *PAPER_MARKS)), None)
    if unknown is not None or (heading and heading[3] and not marks):
        problem = f"there is no role `{unknown or ''}`"
        fix = f"take one of: {', '.join(ROLES)}; or {PAGE_MARK} for a page of its own, "
        fix += f"{COVER_MARK} for a line on the cover"
        if near := get_close_matches(unknown or "", (*ROLES, *PAPER_MARKS), 1):
            fix = f"was `{near[0]}` meant? {fix[0].upper()}{fix[1:]}"
        if unknown in OLD:
            fix = f"write {{.{OLD[unknown]}}}: roles are named by urgency and kind now"
        yield line.finding("M114", problem, fix, line.text.rindex("{") + 1)
    elif len(marks) > len({mark if mark in PAPER_MARKS else "" for mark in marks}):
        role = next((mark for mark in marks if mark not in PAPER_MARKS), marks[0])
        problem = f"a heading has one role, {PAGE_MARK} once and {COVER_MARK} once, and this one "
        problem += f"has {len(marks)} marks"
        fix = f"keep one role or mark, such as {{.{role}}}; what differs gets its own heading"
        yield line.finding("M114", problem, fix, line.text.rindex("{") + 1)
    elif heading or not LIKE_A_HEADING.match(line.text):  # what only looks like one is M120
        text = line.text[: heading.end(2)] if heading and heading[3] else line.text
        for match in ROLE_MARK.finditer(text):
            fix = "put one role at the end of a heading: ## Heading {.steps}"
            yield line.finding("M114", f"`{match[0]}` is not a role", fix, match.start() + 1)


def headings_are_of_two_levels(line: Line) -> Iterator[Finding]:
    """M120: the title stands in the front matter; a section is ##, a part of it ###."""
    heading = HEADING.match(line.text)
    marks = re.match(r"#+(?=\s+[^\s#])", line.text)
    if heading and not heading[2]:
        fix = "write its words after the #, or take the line away"
        yield line.finding("M120", "a heading without words", fix)
    elif marks and not heading:
        fix = "use ## for a section and ### for a part of it; the title is in the front matter"
        yield line.finding("M120", f"a heading of level {len(marks[0])}", fix)
    elif not heading and LIKE_A_HEADING.match(line.text):
        fix = "put a space after the # and none before it, or take the # away"
        yield line.finding("M120", "this looks like a heading and is not one", fix)


def headings_have_something_below(manuscript: Manuscript) -> Iterator[Finding]:
    """M134: a heading with nothing below it promises what is not there.

    What its role's block fills, such as the numbers to phone, is no empty section.
    """
    units = manuscript.units
    for unit, after in zip(units, (*units[1:], None), strict=True):
        empty = after is None or (after.kind == HEAD and after.level <= unit.level)
        if unit.kind == HEAD and empty and unit.role not in FILLED:
            fix = "write below it what belongs there, or take the heading away"
            yield unit.lines[0].finding("M134", "nothing stands below this heading", fix)


def needed_sections_are_there(manuscript: Manuscript) -> Iterator[Finding]:
    """M123: a card without its stop box is not a card, where its guide says so."""
    needs = manuscript.needs
    if needs is None:
        return
    for role in needs.value:
        if role not in manuscript.roles():
            problem = f"the {manuscript.product.name} has no section with the role `{role}`"
            home = f"{needs.line.file}:{needs.line.number}"
            fix = f"add a heading: ## … {{.{role}}}; {home} asks for it"
            yield manuscript.title.line.finding("M123", problem, fix)


def check_manuscript(manuscript: Manuscript) -> list[Finding]:
    """Every finding of house style on one manuscript and its passages.

    A rule is a public function of this room on a line, on all lines or on the manuscript. Of what
    they tell of one line the first is kept, by its code: the others follow from it.
    """
    lines = manuscript.lines
    each, all_of_them, whole = (
        rules_of("check", about) for about in ("Line", "Sequence[Line]", "Manuscript")
    )
    found = [finding for line in lines for rule in each for finding in rule(line)]
    found += [finding for rule in all_of_them for finding in rule(lines)]
    found += [finding for rule in whole for finding in rule(manuscript)]
    if any(finding.code in ("M114", "M120") for finding in found):
        # a role that can't be read may be the one that is missed
        found = [finding for finding in found if finding.code != "M123"]
    found.sort(key=lambda finding: FAMILY.index(finding.code) if finding.code in FAMILY else 0)
    return list(_one_a_line(found))


def _one_a_line(found: Sequence[Finding]) -> Iterator[Finding]:
    told: dict[tuple[str, int], str] = {}
    for finding in found:
        line = finding.place.file, finding.place.line
        if finding.code not in FAMILY or told.setdefault(line, finding.code) == finding.code:
            yield finding
