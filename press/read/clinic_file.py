"""A clinic's file as somebody fills it in at a reception: what is wrong is said in their words.

The file is read as any other of ours. Where that fails, each line is looked at by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from press.finding import Finding, Place
from press.project import Line, Project
from press.read.clinic_slips import slips
from press.read.files import LARGEST_TEXT, read_bytes, read_lines, read_tree
from press.toml_tables import Entry, Table, Tree
from press.walls import TooLarge

MODEL = "content/clinics/example.toml"
START_ANEW = f"copy {MODEL}, and write into the copy with a plain editor such as Notepad"
# how a file of another kind begins
KINDS = ((b"PK\x03\x04", "a Word or Excel file"), (b"\xd0\xcf\x11\xe0", "a Word or Excel file"),
         (b"{\\rtf", "a file of a word processor"), (b"%PDF", "a PDF"),
         (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"))  # fmt: skip
AS_UTF_8 = "open it in Notepad, choose Save as, and there Encoding: UTF-8"
UNREADABLE = {"M102": "the file is empty",
              "M103": "the file is far too large to be a clinic's"}  # fmt: skip
TAG = re.compile(r"<[^<>]*>|&#?\w+;")
# what is to be written; none of it is a line to copy
THE_NUMBER = "the number as it is dialled"
THE_HOURS = "when it is answered, such as Mon to Fri, 8 am to 6 pm"
# how else the same is called
OTHER_NAMES = {"phone": "number", "telephone": "number", "tel": "number", "line": "number",
               "open": "hours", "opening_hours": "hours", "times": "hours", "time": "hours",
               "for": "serves", "label": "name", "title": "name", "clinic": "name"}  # fmt: skip
NEARLY = 0.7  # of a word's letters: it was probably meant


def read_clinic_file(project: Project, path: Path, found: list[Finding]) -> Tree | None:
    """The file's values with their places, or None with findings C107, M118 or M131."""
    name = project.name(path)
    if kind := _kind(project, path):
        problem = f"this is {kind}, and no clinic's file"
        found.append(Finding(Place(name), "C107", problem, START_ANEW))
        return None
    told: list[Finding] = []
    tree = read_tree(project, path, told, anywhere=True)
    lines = read_lines(project, path, [], anywhere=True) or ()
    for finding in told:
        if finding.code == "M101":
            finding = _encoded(project, path, finding)
        elif finding.code in UNREADABLE:
            why = UNREADABLE[finding.code]
            finding = Finding(finding.place, "C107", why, START_ANEW)
        if finding.code != "M105":
            found.append(finding)
            continue
        odd = slips(lines)
        fix = f"look at {MODEL}: a line there is a name, a = and words between straight quotes"
        found += odd or [Finding(finding.place, "C107", "this can't be read", fix, finding.excerpt)]
    return tree


def _encoded(project: Project, path: Path, finding: Finding) -> Finding:
    """C107 for a file whose letters are stored otherwise, at the first line where they are."""
    raw = read_bytes(project, path, LARGEST_TEXT)
    if b"\0" in raw:  # two bytes a letter: no line is better than another
        problem = "the letters of this file are stored in a way that can't be read here"
        return Finding(Place(finding.place.file), "C107", problem, AS_UTF_8)
    line = raw.splitlines()[finding.place.line - 1].decode("cp1252", "replace").strip()
    problem = "a letter on this line is stored in a way that can't be read here"
    return Finding(finding.place, "C107", problem, AS_UTF_8, line)


def _kind(project: Project, path: Path) -> str:
    """What kind of file it is by its first bytes, where it is none of text."""
    try:
        head = read_bytes(project, path, LARGEST_TEXT)[:8]
    except TooLarge:
        return "far too large a file" if path.suffix == ".toml" else "a large file of another kind"
    except OSError:
        return ""  # told where it is read
    return next((kind for begins, kind in KINDS if head.startswith(begins)), "")


def check_words(
    table: Table,
    needed: Mapping[str, str],
    optional: Sequence[str],
    where: Line,
    found: list[Finding],
) -> None:
    """C108 for what is missing, not known here, empty, without its quotes, or written for the web.

    `needed` has for each what is to be written: never words that could be copied and printed.
    """
    known = (*needed, *optional)
    meant: dict[str, str] = {}
    for key, entry in table.items():
        if key in known:
            continue
        near = _meant(key, [one for one in known if one not in table])
        meant[near] = key
        problem = f"`{key}` is not known here" + (f"; was {near} meant?" if near else "")
        fix = f"take the line away; known are {', '.join(known)}"
        right = re.sub(rf"^\s*{re.escape(key)}\b", near, entry.line.text)
        found.append(entry.finding("C108", problem, f"write {right}" if near else fix))
    for key, entry in table.items():
        if key in known and (why := _fault_of_value(key, entry)):
            problem, fix = why
            if key in needed and not any(map(str.isalnum, str(entry.value))):
                fix = f"write between them {needed[key]}"
            found.append(entry.finding("C108", problem, fix))
    for key in needed:
        if key not in table and key not in meant:
            problem = f"the line with the {key} is missing"
            fix = f'add {key} = "…", and for the dots {needed[key]}'
            found.append(where.finding("C108", problem, fix))


def _meant(key: str, known: Sequence[str]) -> str:
    """Which of those that are `known` was probably meant; "" where none."""
    other = OTHER_NAMES.get(key.lower(), key.lower())
    near = [other] if other in known else get_close_matches(other, known, 1, NEARLY)
    return near[0] if near else ""


def _fault_of_value(key: str, entry: Entry) -> tuple[str, str] | None:
    value = entry.value
    if not isinstance(value, str):
        bare = entry.line.text.partition("=")[2].partition("#")[0].strip().strip("[]{}")
        return "the quotes are missing", f'write {key} = "{bare}"'
    if not value.strip():
        return "nothing stands between the quotes", "write it there, or take the whole line away"
    if not any(letter.isalnum() for letter in value):
        return "no words stand between the quotes", "write your own words in their place"
    if tag := TAG.search(value):
        right = f'write {key} = "{" ".join(TAG.sub(" ", value).split())}"'
        return f"{tag[0]} would be printed just as it stands here", right
    return None
