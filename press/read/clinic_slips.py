"""Slips of the pen in a clinic's file that can't be read: each line is looked at by itself.

The line as it should be is written out, to be copied. What stands below a damaged name in brackets
belongs to it, and is never called too many.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from press.finding import Finding
from press.project import Line
from press.read.logo import BESIDE_WHOM, name_alone

QUOTES = "\"'\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019`\u00b4"
CURLY = re.compile("[\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019]")
HEADER = re.compile(r"\[\s*lines\s*\.\s*([\w-]+)\s*\]\s*(?:#.*)?")
GOOD = re.compile(
    r"(?:[A-Za-z_]+\s*=\s*(?:\"[^\"\\]*\"|'[^']*')|(?:from|until)_\w+\s*=\s*\d+)\s*(?:#.*)?"
)
OF_A_LINE = ("number", "hours", "serves", "phone")  # what only a telephone line has
# what may stand before the =, in a file of today or of the first form
NAMES = (*OF_A_LINE, "name", "country", "brand", "logo", "logo_description",
         "from_week", "until_weeks_after_birth", "second_name", "second_number")  # fmt: skip
SAID = re.compile(r"([A-Za-z_]+)\s*([=:]?)\s*(.*)")
BULLET = re.compile(
    r"([\u2022\u00b7\u25cf\u25aa\u25e6\u2023\u25cb*+>\u2013\u2014-])\s*(?=[A-Za-z\[])"
)
BRACKETED = re.compile(r"[\[({<].*|.*[\])}>]")
LINES = re.compile(r"(?:\W*lines?\b[\W_]*)+", re.IGNORECASE)
MOST_WORDS = 4  # of a name that stands without its brackets
FEW = 2  # slips of one kind that are told one by one
BESIDE = '"…", with your own words for the dots'
LOGO = BESIDE_WHOM.format("clinic's")


def right_header(text: str) -> str:
    """The name in brackets that was meant: [lines.asthma-nurse] for `lines.Asthma nurse]`."""
    bare = LINES.sub("", text.partition("#")[0], count=1)
    name = "-".join(re.findall(r"[\w-]+", bare.replace("_", "-").lower())).strip("-")
    return f"[lines.{name or 'maternity'}]"


def slips(lines: Sequence[Line]) -> list[Finding]:
    """C107 for each line that is neither empty, a note, a name in brackets nor words in quotes.

    Of one kind of slip that stands on more than two lines the first is told, with the others'
    numbers.
    """
    kinds: dict[str, list[Finding]] = defaultdict(list)
    for one in _each(lines):
        kinds[f"{one.problem} {one.place}" if "in brackets" in one.problem else one.problem].append(
            one
        )
    found = []
    for first, *more in kinds.values():
        if len(more) < FEW:
            found += [first, *more]
        else:
            numbers = ", ".join(str(one.place.line) for one in more)
            found.append(replace(first, fix=f"{first.fix}; likewise on the lines {numbers}"))
    return found


def _each(lines: Sequence[Line]) -> Iterator[Finding]:
    part, fresh, seen = "", False, dict[str, int]()  # fresh: nothing stands below its name yet
    for at, line in enumerate(lines):
        text = line.text.strip()
        if not text or text.startswith("#"):
            continue
        bullet = BULLET.match(text)
        rest = text[bullet.end() :] if bullet else text
        header = HEADER.fullmatch(rest)
        if header:
            part, fresh = header[1], True
        if bullet and (header or GOOD.fullmatch(rest)):
            yield line.finding(
                "C107", f"a {bullet[1]} stands before it", f"take the {bullet[1]} away"
            )
        elif told := _header_meant(rest, lines[at + 1 :], fresh):
            yield line.finding("C107", *told)
            part, fresh = f"line {line.number}", True
            continue
        elif not header and not GOOD.fullmatch(rest):
            yield line.finding("C107", *_why(rest))
        key = f"[{part}]" if header else rest.partition("=")[0].strip()
        name = key if header else f"{part} {key}"
        if name in seen and (header or key in NAMES):
            yield line.finding("C107", *_twice(key, seen[name], bool(part)))
            part = f"line {line.number}"  # to which belongs what follows
        seen.setdefault(name, line.number)
        fresh = fresh and bool(header)


def _header_meant(text: str, below: Sequence[Line], fresh: bool) -> tuple[str, str] | None:
    """What is said of a line that was to be a name in brackets; None where it was not."""
    bare = text.partition("#")[0].strip()
    if HEADER.fullmatch(text) or (bare.endswith(tuple(QUOTES)) and "=" not in bare):
        return None
    if bare.startswith("[") and "=" in bare:
        head = right_header(bare.partition("]")[0] if "]" in bare else "")
        fix = f"write {head} on a line of its own, and the rest below it"
        return "more than the name in brackets stands on this line", fix
    if "=" in bare:
        return None
    fix = f"write {right_header(bare)}"
    if bare.startswith("[") or LINES.match(bare):
        return "the name in brackets is not written rightly", fix
    follows = next((one.text.strip() for one in below if one.text.strip()), "")
    said = SAID.match(follows)
    if fresh or not said or not said[2] or said[1].lower() not in OF_A_LINE:
        return None
    if BRACKETED.fullmatch(bare) or len(bare.split()) <= MOST_WORDS:
        return "the name of the line below is not in brackets", fix
    return None


def _twice(key: str, first: int, of_a_line: bool) -> tuple[str, str]:
    """What is said of a second one; what belongs to another line is not to be taken away."""
    if key.startswith("["):
        problem = f"this name in brackets stands on line {first} too"
        fix = "is it another telephone line? give it that line's name; else keep one of the two, "
        return problem, f"{fix}each with all that stands below it"
    if of_a_line:
        problem = f"a second {key} of the same line stands here; the first is on line {first}"
        fix = "does another telephone line begin here? write its name in brackets above this line; "
        return problem, f"{fix}else keep the right one of the two"
    problem = f"this stands in the file for the second time; it is on line {first} too"
    return problem, "keep the right one of the two"


def _why(text: str) -> tuple[str, str]:
    """What is wrong with one line, and the line as it should be."""
    said = SAID.fullmatch(text)
    if not said or (not said[2] and said[1].lower() not in NAMES):
        return "this line can't be read", "take it away, or put a # before it: then it is a note"
    key, between, value = said[1], said[2], said[3].strip()
    bare = re.sub(r"\s+#.*$", "", value) if not value.startswith(tuple(QUOTES)) else value
    words = bare.strip(QUOTES + " ,;").replace(chr(34), chr(39))
    right = f'write {key} = "{words}"'
    if key == "logo" and "\\" in value:
        return LOGO, f"put it there, and write {name_alone(words)}"
    if between != "=":
        return "there is no = between the name and what it is", right
    if not words:
        return "nothing stands after the =", f"write {key} = {BESIDE}"
    if CURLY.search(value):
        return "the quotes are curly, as a word processor makes them, and not straight", right
    if "\\" in value:
        return "a \\ stands between the quotes", right.replace("\\", "/")
    return f"{_fault_of_quotes(value)}", right


def _fault_of_quotes(value: str) -> str:
    if value[0] not in QUOTES and value[-1] not in QUOTES:
        return "the quotes are missing"
    if value[0] not in QUOTES:
        return "the quote before the words is missing"
    if value.rstrip(" ,;.")[-1] in QUOTES and value[-1] in ",;.":
        return f"a {value[-1]} stands after the quotes"
    if value[-1] not in QUOTES or len(value) == 1:
        return "the quote after the words is missing"
    return "more than one pair of quotes stands here"
