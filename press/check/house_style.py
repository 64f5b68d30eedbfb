"""House style: the rules that a manuscript's raw lines are held to. A rule is a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
    split_address,
)
from press.read.units import LISTED, ROW
from press.rules import rules_in

# What a heading may be. docs/for-editors.md shows each.
ROLES = ("steps", "stop", "ambulance", "maternity", "next-visit", "after-birth", "clinic",
         "questions", "sources", "about", "key", "prevent", "food", "new-page")  # fmt: skip
HTML = re.compile(r"<(?:[A-Za-z/!?][^>]*>?)|&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]\w*);")
TEMPLATE = re.compile(r"\{%|%\}|\{#|#\}|\{\{|\}\}")
ROLE_MARK = re.compile(r"\{[.:#][^}]*\}?")
BAR = re.compile(r"(?<!\\)\|")
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
    (re.compile(r"~~|==|\+\+"), "struck or marked text"),
    (EMPHASIS, "italic type"),
)
# A mark that is not whole makes nothing, and is printed as it stands: what it was meant to be.
LEFT_OVER = (
    (re.compile(r"!?\[\["), "a passage", "write ![[name]] on a line of its own"),
    (re.compile(r"!\["), "a picture",
     'write ![what it shows](../figures/name.svg "caption"), with straight quotes and no blank in '
     "the name"),
    (re.compile(r"[\[(]?\s*(?<!\w)@[A-Za-z]\w*"), "a citation",
     "write each source as [@KEY], in brackets of its own"),
    (re.compile(r"\{(?![.:#%{])[^{}]*\}|\(\.[a-z-]+\)\s*$"), "a role or a field",
     "write a role as {.steps} at a heading's end, and a field as {{ name }}"),
)  # fmt: skip


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
    else:
        text = line.text[: heading.end(2)] if heading and heading[3] else line.text
        for match in ROLE_MARK.finditer(text):
            fix = "put one role at the end of a heading: ## Heading {.steps}"
            yield line.finding("M114", f"`{match[0]}` is not a role", fix, match.start() + 1)


def headings_are_of_two_levels(line: Line) -> Iterator[Finding]:
    """M120: the title stands in the front matter; a section is ##, a part of it ###."""
    heading = HEADING.match(line.text)
    if heading and len(heading[1]) not in (2, 3):
        fix = "use ## for a section and ### for a part of it; the title is in the front matter"
        yield line.finding("M120", f"a heading of level {len(heading[1])}", fix)
    elif re.match(r"^\s*#{1,6}[^#\s]|^\s+#{1,6}\s", line.text):
        fix = "put a space after the # and none before it, or take the # away"
        yield line.finding("M120", "this looks like a heading and is not one", fix)


def links_go_to_safe_places(line: Line) -> Iterator[Finding]:
    """M115: on paper a link is its words; in the file it must do no harm."""
    for match in LINK.finditer(line.text):
        address = match[2].strip("<>")
        if split_address(address).scheme.lower() not in SCHEMES:
            fix = f"link to {' or '.join(s + ':' for s in SCHEMES)}, or leave the link out"
            problem = f"a link to `{address[:60]}` is not allowed"
            yield line.finding("M115", problem, fix, match.start() + 1)
        elif '"' in match[0].removeprefix(f"[{match[1]}]"):
            problem = "the words in quotes of this link would not be printed"
            fix = "leave them out, or say them between the [ ]"
            yield line.finding("M115", problem, fix, match.start() + 1)


def bold_closes_on_its_line(line: Line) -> Iterator[Finding]:
    """M117: an open ** would be printed as two stars, or lost."""
    start = 0
    for cell in re.split(r"(?<!\\)(\|)", line.text):  # bold type ends with its cell, too
        text = STRONG.sub(_blank_out, ESCAPE.sub(_blank_out, cell))
        if (at := text.rfind("**")) >= 0:
            fix = "put ** at both ends, right at the words, on this line"
            problem = "** opens bold type and nothing closes it"
            yield line.finding("M117", problem, fix, start + at + 1)
            return
        start += len(cell)


def only_our_markdown_is_used(line: Line) -> Iterator[Finding]:
    """M124: the constructs are few, so that an author knows them all and none loses a word."""
    text = _understood_taken_out(line.text)
    for pattern, what in OTHER_MARKDOWN:
        if match := pattern.search(text):
            problem = f"{what} is not Markdown that we print"
            fix = "write a sentence, a list, a table, **bold**, a link or a picture"
            yield line.finding("M124", problem, fix, match.start() + 1)
            return


def no_mark_is_left_over(line: Line) -> Iterator[Finding]:
    """M128: a mark with a slip in it is no mark; a passage of warning signs would be its name."""
    text = _understood_taken_out(line.text)
    heading = HEADING.match(line.text)
    text = text[: heading.end(2)] if heading and heading[3] else text
    for pattern, what, fix in LEFT_OVER:
        if (match := pattern.search(text)) and "lang" not in match[0]:
            shown = line.text[match.start() : match.start() + 20].strip()
            problem = f"`{shown}` looks like {what}, and would be printed as it stands"
            yield line.finding("M128", problem, fix, match.start() + 1)
            return


def _understood_taken_out(text: str) -> str:
    """A line with an x for each letter of a mark that makes something."""
    for pattern in (FIELD, PICTURE, LINK, CITATION, ESCAPE):
        text = pattern.sub(lambda match: "x" * len(match[0]), text)
    return STRONG.sub(lambda match: f"xx{match[2]}xx", text)


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


def tables_are_even(manuscript: Manuscript) -> Iterator[Finding]:
    """M122: a cell too many is lost without a word, and a sentence below would be a row."""
    columns: dict[int, int] = {}
    rows = [unit for unit in manuscript.units if unit.kind == ROW and unit.pieces]
    for unit in rows:
        count = len({piece.column for piece in unit.pieces})
        most = columns.setdefault(unit.group, count)
        if count != most:
            problem = f"this row has {count} cell{'s' * (count > 1)}; the table has {most} columns"
            fix = "give every row the same number of cells, and leave an empty line below the table"
            yield unit.lines[0].finding("M122", problem, fix)


def what_looks_like_a_list_is_one(manuscript: Manuscript) -> Iterator[Finding]:
    """M127: what Markdown takes for running text is printed so, its dots and bars in a row."""
    begun = {unit.lines[0] for unit in manuscript.units if unit.kind in LISTED}
    rows = {line for unit in manuscript.units if unit.kind == ROW for line in unit.lines}
    for line in manuscript.lines:
        if (match := LIKE_A_MARKER.match(line.text)) and line not in begun:
            problem = f"`{match[0].strip()}` begins no item of a list here"
            fix = "begin an item with `- ` or `1. `, and leave an empty line above the list"
            yield line.finding("M127", problem, fix)
        elif BAR.search(PICTURE.sub(_blank_out, line.text)) and line not in rows:
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
