"""House style: the rules that a manuscript's raw lines are held to. A rule is a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from press.finding import Finding
from press.project import Line
from press.read.manuscript import Manuscript
from press.read.syntax import (
    CITATION,
    EMPHASIS,
    ESCAPE,
    FIELD,
    HEADING,
    LIKE_A_MARKER,
    LINK,
    MARKER,
    PICTURE,
    STRONG,
    TABLE_RULE,
)
from press.read.units import LISTED, ROW
from press.rules import rules_in

# What a heading may be. docs/for-editors.md shows each.
ROLES = ("steps", "stop", "ambulance", "maternity", "next-visit", "after-birth", "clinic",
         "questions", "sources", "about", "key", "prevent", "food", "new-page")  # fmt: skip
HTML = re.compile(r"<(?:[A-Za-z/!?][^>]*>?)|&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]\w*);")
TEMPLATE = re.compile(r"\{%|%\}|\{#|#\}|\{\{|\}\}")
ROLE_MARK = re.compile(r"\{[.:#][^}]*\}?")
SCHEMES = ("https", "tel")
# Markdown that we do not print: some of it loses words, and the rest would be printed as typed.
OTHER_MARKDOWN = (
    (re.compile(r"^\s*>"), "a quotation"),
    (re.compile(r"^\s*(?:[-*_=]\s*){3,}$"), "a rule or an underlined heading"),
    (re.compile(r"^\s*\*?\[[^\]]+\]:"), "a definition"),
    (re.compile(r"\[\^[^\]]*\]"), "a footnote"),
    (re.compile(r"\[[^\]]+\]\[[^\]]*\]"), "a link by reference"),
    (re.compile(r"`"), "code"),
    (re.compile(r"\\$| {2,}$"), "a forced line break"),
    (EMPHASIS, "italic type"),
)


def no_raw_html(line: Line) -> Iterator[Finding]:
    """M112: an author needs no other language, and a tag can hide words."""
    for match in HTML.finditer(PICTURE.sub(_blank_out, line.text)):
        problem = f"`{match[0][:40]}` is raw HTML"
        fix = "say it in Markdown, or leave it out; write < in words"
        yield line.finding("M112", problem, fix, match.start() + 1)


def no_template_syntax(line: Line) -> Iterator[Finding]:
    """M113: only `{{ name }}` stands between braces."""
    for match in TEMPLATE.finditer(FIELD.sub(_blank_out, line.text)):
        problem = f"`{match[0]}` is not a field"
        fix = "write a field as {{ name }}, with letters, digits and _ only"
        yield line.finding("M113", problem, fix, match.start() + 1)


def roles_are_known(line: Line) -> Iterator[Finding]:
    """M114: a role stands at the end of a heading and is from the closed list."""
    heading = HEADING.match(line.text)
    if heading and heading[3] is not None and heading[3] not in ROLES:
        column = line.text.rindex("{") + 1
        problem = f"there is no role `{heading[3]}`"
        yield line.finding("M114", problem, f"take one of: {', '.join(ROLES)}", column)
    elif not heading or heading[3] is None:
        for match in ROLE_MARK.finditer(line.text):
            fix = "put one role at the end of a heading: ## Heading {.steps}"
            yield line.finding("M114", f"`{match[0]}` is not a role", fix, match.start() + 1)


def headings_are_of_two_levels(line: Line) -> Iterator[Finding]:
    """M120: the title stands in the front matter; a section is ##, a part of it ###."""
    heading = HEADING.match(line.text)
    if heading and len(heading[1]) not in (2, 3):
        fix = "use ## for a section and ### for a part of it; the title is in the front matter"
        yield line.finding("M120", f"a heading of level {len(heading[1])}", fix)
    elif re.match(r"^#{1,6}[^#\s]", line.text):
        fix = "put a space after the #, or take the # away"
        yield line.finding("M120", "this looks like a heading and is not one", fix)


def links_go_to_safe_places(line: Line) -> Iterator[Finding]:
    """M115: on paper a link is its words; in the file it must do no harm."""
    for match in LINK.finditer(line.text):
        address = match[2].strip("<>")
        if urlsplit(address).scheme.lower() not in SCHEMES:
            fix = f"link to {' or '.join(s + ':' for s in SCHEMES)}, or leave the link out"
            problem = f"a link to `{address[:60]}` is not allowed"
            yield line.finding("M115", problem, fix, match.start() + 1)
        elif '"' in match[0].removeprefix(f"[{match[1]}]"):
            problem = "the words in quotes of this link would not be printed"
            fix = "leave them out, or say them between the [ ]"
            yield line.finding("M115", problem, fix, match.start() + 1)


def bold_closes_on_its_line(line: Line) -> Iterator[Finding]:
    """M117: an open ** would be printed as two stars, or lost."""
    text = re.sub(r"\\.", "", line.text)
    if text.count("**") % 2:
        column = line.text.rindex("**") + 1
        yield line.finding("M117", "** opens bold type and nothing closes it",
                           "put ** at both ends, on this line", column)  # fmt: skip


def only_our_markdown_is_used(line: Line) -> Iterator[Finding]:
    """M124: the constructs are few, so that an author knows them all and none loses a word."""
    text = line.text
    for pattern in (FIELD, PICTURE, LINK, CITATION, ESCAPE):
        text = pattern.sub(lambda match: "x" * len(match[0]), text)
    text = STRONG.sub(lambda match: f"xx{match[2]}xx", text)
    for pattern, what in OTHER_MARKDOWN:
        if match := pattern.search(text):
            problem = f"{what} is not Markdown that we print"
            fix = "write a sentence, a list, a table, **bold**, a link or a picture"
            yield line.finding("M124", problem, fix, match.start() + 1)
            return


def lists_are_flat(lines: Sequence[Line]) -> Iterator[Finding]:
    """M116: one level of list; a reader half asleep loses the second."""
    for line in lines:
        marker = MARKER.match(line.text)
        if marker and len(marker[1].expandtabs(4)) >= 2:
            fix = "make it an item of the first level, or a sentence of the item above"
            yield line.finding("M116", "a list within a list", fix, len(marker[1]) + 1)


def numbers_count_up(lines: Sequence[Line]) -> Iterator[Finding]:
    """M121: Markdown prints 1, 2, 3 whatever is typed; so the typed numbers must be these."""
    number, told = 0, False
    for line in lines:
        marker = MARKER.match(line.text)
        if marker and marker[2]:
            number += 1
            if int(marker[2][:-1]) != number and not told:
                problem = f"`{marker[2]}` makes this item {number} of a list"
                fix = f"write {number}. or, if it is no list, begin the line with a word"
                yield line.finding("M121", problem, fix, len(marker[1]) + 1)
                told = True  # what follows in this list follows from it
        elif line.text[:1] not in ("", " "):
            number, told = 0, False


def tables_are_even(lines: Sequence[Line]) -> Iterator[Finding]:
    """M122: a row with a cell too many loses it without a word."""
    columns = 0
    for line in lines:
        if line.text.lstrip()[:1] != "|":
            columns = 0
            continue
        cells = len(re.split(r"(?<!\\)\|", line.text.strip().strip("|")))
        if columns and cells != columns and not TABLE_RULE.match(line.text):
            problem = f"this row has {cells} cells; the table has {columns} columns"
            yield line.finding("M122", problem, "give every row the same number of cells")
        columns = columns or cells


def what_looks_like_a_list_is_one(manuscript: Manuscript) -> Iterator[Finding]:
    """M127: what Markdown takes for running text is printed so, its dots and bars in a row."""
    begun = {unit.lines[0] for unit in manuscript.units if unit.kind in LISTED}
    rows = {line for unit in manuscript.units if unit.kind == ROW for line in unit.lines}
    for line in manuscript.lines:
        if (match := LIKE_A_MARKER.match(line.text)) and line not in begun:
            problem = f"`{match[0].strip()}` begins no item of a list here"
            fix = "begin an item with `- ` or `1. `, and leave an empty line above the list"
            yield line.finding("M127", problem, fix)
        elif line.text.lstrip().startswith("|") and line not in rows:
            fix = "leave an empty line above the table, and put | --- | below its first row"
            yield line.finding("M127", "this looks like a table's row, and is none", fix)


def needed_sections_are_there(manuscript: Manuscript) -> Iterator[Finding]:
    """M123: a card without its stop box is not a card."""
    for role in manuscript.product.needs_roles:
        if role not in manuscript.roles():
            problem = f"the {manuscript.product.name} has no section with the role `{role}`"
            place = manuscript.title.line
            yield place.finding("M123", problem, f"add a heading: ## … {{.{role}}}")


def check_manuscript(manuscript: Manuscript) -> list[Finding]:
    """Every finding of house style on one manuscript and its passages.

    A rule is a public function of this module on a line, on all lines or on the manuscript.
    """
    lines = manuscript.lines
    each, all_of_them, whole = (
        rules_in(__name__, about) for about in ("Line", "Sequence[Line]", "Manuscript")
    )
    found = [finding for line in lines for rule in each for finding in rule(line)]
    found += [finding for rule in all_of_them for finding in rule(lines)]
    return found + [finding for rule in whole for finding in rule(manuscript)]


def _blank_out(match: re.Match[str]) -> str:
    return " " * len(match[0])
