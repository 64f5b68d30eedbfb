"""Marks within a line: what is no mark of ours, or one with a slip in it, is told in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from press.finding import Finding
from press.letters import CEDILLA, ROMANIAN
from press.project import Line
from press.read.syntax import (
    CITATION,
    CODE,
    EMPHASIS,
    ESCAPE,
    FIELD,
    HEADING,
    LINK,
    PICTURE,
    STRONG,
    split_address,
)

HTML = re.compile(
    r"<(?!https?:|mailto:|[\w.+-]+@)(?:[A-Za-z/!?][^>]*>?)"
    r"|&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]\w*);"
)
TEMPLATE = re.compile(r"\{%|%\}|\{#|#\}|\{\{|\}\}")
SCHEMES = ("https", "tel")
# Markdown that we do not print: some of it loses words, and the rest would be printed as typed.
AT_THE_START = (
    (re.compile(r"^\s*>"), "a quotation"),
    (re.compile(r"^\s*(?:[-*_=]\s*){3,}$"), "a rule or an underlined heading"),
    (re.compile(r"^\s*\*?\[[^\]]+\]:|^\s*:\s"), "a definition"),
    (re.compile(r"^\s*(?:```|~~~)"), "code"),
    (re.compile(r"^\s*(?::::|!!!|\?\?\?|%%)"), "a box of another Markdown"),
    (re.compile(r"^\s*(?:(?:[-*+]|\d{1,9}\.)\s+)?\[[ xX]?\](?!\()"), "a box to tick"),
)
FENCES = ("code", "a box of another Markdown")  # a second one closes it
BOTH_AT_ONCE = re.compile(r"\*{3}(?=[^\s*])|(?<!\w)_{3}(?=[^\W_])")
ANYWHERE = (
    (re.compile(r"\[\^[^\]]*\]|\^\["), "a footnote"),
    (re.compile(r"(?<!!)\[[^\]]+\]\[[^\]]*\]"), "a link by reference"),
    (re.compile(r"<(?:https?:|mailto:|[\w.+-]+@)"), "an address between < and >"),
    (re.compile(r"`"), "code"),
    (re.compile(r"\\$| {2,}$"), "a forced line break"),
    (re.compile(r"~~|==|\+\+"), "struck or marked text"),
    (re.compile(r"%%[^%\s][^%]*%%"), "a remark"),
    (re.compile(r"~[^\s~]+~|\^[^\s^]+\^|\^[\d({]"), "small type, raised or lowered,"),
    (re.compile(r"\$\S(?:[^$]*[^\s$])?\$(?!\d)"), "a formula"),
    (re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]*:(?![\w:])"), "a picture sign by its name"),
    (EMPHASIS, "italic type"),
)
# A mark that is not whole makes nothing, and is printed as it stands: what it was meant to be.
LEFT_OVER = (
    (re.compile(r"!?\[\["), "a passage", "write ![[name]] on a line of its own"),
    (re.compile(r"!\["), "a picture",
     'write ![what it shows](../figures/name.svg "caption"): straight quotes, no blank in the '
     "name, no size, and no bracket within the words"),
    (re.compile(r"[\[(]?\s*(?<!\w)@\s*[A-Za-z]\w*"), "a citation",
     "write each source as [@KEY], in brackets of its own"),
    (re.compile(r"\{(?![.:#%{])[^{}]*\}|\(\.[a-z-]+\)\s*$"), "a role or a field",
     "write a role as {.steps} at a heading's end, and a field as {{ name }}"),
    (re.compile(r"(?<=[^\s|:-])\s*(?<!-)--+(?=\s*[^\s|:-])"), "a dash",
     "write – for a dash, or make two sentences of it"),
    (re.compile(r"[\[\]]"), "a link or a source",
     "write a link as [words](https://…) and a source as [@KEY], and no other square bracket"),
    (re.compile(r"\\(?=.)"), "an escaped sign",
     "leave the \\ out; it stands only before a sign such as * or | that is to be printed"),
)  # fmt: skip


def no_raw_html(line: Line) -> Iterator[Finding]:
    """M112: an author needs no other language, and a tag can hide words."""
    for match in HTML.finditer(line.text):
        problem = f"`{match[0][:40]}` is raw HTML"
        fix = "say it in Markdown, or leave it out; write < in words"
        yield line.finding("M112", problem, fix, match.start() + 1)
        return


def no_template_syntax(line: Line) -> Iterator[Finding]:
    """M113: only `{{ name }}` stands between braces."""
    for match in TEMPLATE.finditer(FIELD.sub(_blank_out, line.text)):
        problem = f"`{match[0]}` is not a field"
        fix = "write a field as {{ name }}, with letters, digits and _ only"
        yield line.finding("M113", problem, fix, match.start() + 1)
        return


def links_go_to_safe_places(line: Line) -> Iterator[Finding]:
    """M115: on paper a link is its words; in the file it must do no harm."""
    for match in LINK.finditer(line.text):
        address = match[2].strip("<>")
        problem = ""
        if split_address(address).scheme.lower() not in SCHEMES:
            fix = f"link to {' or '.join(s + ':' for s in SCHEMES)}, or leave the link out"
            problem = f"a link to `{address[:60]}` is not allowed"
        elif re.search("[\"']", match[0].removeprefix(f"[{match[1]}]")):
            problem = "the words in quotes of this link would not be printed"
            fix = "leave them out, or say them between the [ ]"
        elif not match[1].strip():
            problem, fix = "this link has no words", "write what is printed between the [ ]"
        if problem:
            yield line.finding("M115", problem, fix, match.start() + 1)


def bold_closes_on_its_line(line: Line) -> Iterator[Finding]:
    """M117: an open ** would be printed as two stars, or lost."""
    start = 0
    if not line.text.strip(" *"):
        return  # a rule, which is M124
    for cell in re.split(r"(?<!\\)(\|)", line.text):  # bold type ends with its cell, too
        plain = ESCAPE.sub(_blank_out, cell)
        if match := next((one for one in STRONG.finditer(plain) if one[1][0] in one[2]), None):
            sign = match[1][0]
            fix = f"take it out, or write \\{sign} where it is to be printed"
            problem = f"a single {sign} stands within bold type, and words would be lost"
            yield line.finding(
                "M117", problem, fix, start + match.start(2) + match[2].index(sign) + 1
            )
            return
        text = STRONG.sub(_blank_out, plain)
        if (at := text.find("**")) >= 0:
            fix = "put ** at both ends, right at the words, on this line"
            problem = "** opens bold type and nothing closes it"
            yield line.finding("M117", problem, fix, start + at + 1)
            return
        start += len(cell)


def only_our_blocks_are_used(lines: Sequence[Line]) -> Iterator[Finding]:
    """M124: what makes a block of lines in another Markdown; it is told once, where it begins."""
    before = ""
    for line in lines:
        what = next((what for pattern, what in AT_THE_START if pattern.search(line.text)), "")
        if what and what != before:
            yield _not_ours(line, what, len(line.text) - len(line.text.lstrip()))
        closed = what == before
        before = ("" if closed else before) if before in FENCES else what


def only_our_markdown_is_used(line: Line) -> Iterator[Finding]:
    """M124: the constructs are few, so that an author knows them all and none loses a word."""
    if any(pattern.search(line.text) for pattern, _ in AT_THE_START):
        return  # a block, which is told where it begins
    if match := BOTH_AT_ONCE.search(ESCAPE.sub(_blank_out, line.text)):
        yield _not_ours(line, "bold and italic type at once", match.start())
        return
    text = _understood_taken_out(line.text)
    for pattern, what in ANYWHERE:
        if match := pattern.search(text):
            yield _not_ours(line, what, match.start())
            return


def _not_ours(line: Line, what: str, at: int) -> Finding:
    fix = "write a sentence, a list, a table, **bold**, a link or a picture"
    return line.finding("M124", f"{what} is not Markdown that we print", fix, at + 1)


def no_mark_is_left_over(line: Line) -> Iterator[Finding]:
    """M128: a mark with a slip in it is no mark; a passage of warning signs would be its name."""
    if any(pattern.search(line.text) for pattern, _ in AT_THE_START):
        return  # a block, which is told where it begins
    text = _understood_taken_out(line.text)
    heading = HEADING.match(line.text)
    text = text[: heading.end(2)] if heading and heading[3] else text
    for pattern, what, fix in LEFT_OVER:
        if (match := pattern.search(text)) and "lang" not in match[0]:
            shown = line.text[match.start() : match.start() + 20].strip()
            problem = f"`{shown}` looks like {what}, and would be printed as it stands"
            yield line.finding("M128", problem, fix, match.start() + 1)
            return


def a_picture_says_plain_words(line: Line) -> Iterator[Finding]:
    """M128: stars within a description are read out, and within a caption they are printed."""
    for picture in PICTURE.finditer(line.text):
        for group in (1, 3):
            for pattern in (STRONG, EMPHASIS, CODE):
                if match := pattern.search(picture[group] or ""):
                    problem = f"`{match[0][:20]}` would be read out with its signs"
                    fix = "write the words of a picture plainly, without stars or other marks"
                    at = picture.start(group) + match.start() + 1
                    yield line.finding("M128", problem, fix, at)


def romanian_letters_have_commas(line: Line) -> Iterator[Finding]:
    """M131: \u015f and \u0163 with a cedilla are another language's, or nobody's."""
    text = line.text
    marked = line.lang.split("-")[0] == "ro"
    if match := re.search("[\u015e\u015f\u0162\u0163]", text) if marked else ROMANIAN.search(text):
        problem = f"`{match[0]}` has a cedilla; Romanian has a comma"
        fix = f"write `{match[0].translate(CEDILLA)}`"
        yield line.finding("M131", problem, fix, match.start() + 1)


def _understood_taken_out(text: str) -> str:
    """A line with an x for each letter of a mark that makes something."""
    for pattern in (ESCAPE, FIELD, PICTURE, LINK, CITATION):
        text = pattern.sub(lambda match: "x" * len(match[0]), text)
    return STRONG.sub(lambda match: f"xx{match[2]}xx", text)


def _blank_out(match: re.Match[str]) -> str:
    return " " * len(match[0])
