"""A clinic's file as somebody fills it in at a reception: what is wrong is said in their words.

The file is read as any other of ours. Where that fails, each line is looked at by itself, and the
line as it should be is written out, to be copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from press.finding import Finding, Place
from press.project import Line, Project
from press.read.files import LARGEST_TEXT, read_bytes, read_lines, read_tree
from press.toml_tables import Entry, Table, Tree
from press.walls import TooLarge

MODEL = "content/clinics/example.toml"
START_ANEW = f"copy {MODEL}, and write into the copy with a plain editor such as Notepad"
# how a file of another kind begins
KINDS = ((b"PK\x03\x04", "a Word or Excel file"), (b"\xd0\xcf\x11\xe0", "a Word or Excel file"),
         (b"{\\rtf", "a file of a word processor"), (b"%PDF", "a PDF"),
         (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"))  # fmt: skip
UNREADABLE = {"M101": "its letters can't be read", "M102": "the file is empty",
              "M103": "the file is far too large to be a clinic's"}  # fmt: skip
QUOTES = "\"'\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019`\u00b4"
CURLY = re.compile("[\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019]")
HEADER = re.compile(r"\[\s*lines\s*\.\s*([\w-]+)\s*\]\s*(?:#.*)?")
GOOD = re.compile(
    r"(?:[A-Za-z_]+\s*=\s*(?:\"[^\"\\]*\"|'[^']*')|(?:from|until)_\w+\s*=\s*\d+)\s*(?:#.*)?"
)
# what may stand before the =, in a file of today or of the first form
NAMES = ("name", "country", "number", "hours", "serves", "logo", "logo_description", "phone",
         "from_week", "until_weeks_after_birth", "second_name", "second_number")  # fmt: skip
SAID = re.compile(r"([A-Za-z_]+)\s*([=:]?)\s*(.*)")
TAG = re.compile(r"<[^<>]*>|&#?\w+;")
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
        if finding.code in UNREADABLE:
            why = UNREADABLE[finding.code]
            finding = Finding(finding.place, "C107", why, START_ANEW)
        if finding.code != "M105":
            found.append(finding)
            continue
        odd = list(_odd_lines(lines))
        fix = f"look at {MODEL}: a line there is a name, a = and words between straight quotes"
        found += odd or [Finding(finding.place, "C107", "this can't be read", fix, finding.excerpt)]
    return tree


def _kind(project: Project, path: Path) -> str:
    """What kind of file it is by its first bytes, where it is none of text."""
    try:
        head = read_bytes(project, path, LARGEST_TEXT)[:8]
    except TooLarge:
        return "far too large a file" if path.suffix == ".toml" else "a large file of another kind"
    except OSError:
        return ""  # told where it is read
    return next((kind for begins, kind in KINDS if head.startswith(begins)), "")


def _odd_lines(lines: Sequence[Line]) -> Iterator[Finding]:
    """C107 for each line that is neither empty, a note, a name in brackets nor words in quotes."""
    part, seen = "", dict[str, int]()
    for line in lines:
        text = line.text.strip()
        header = HEADER.fullmatch(text)
        if header:
            part = header[1] if f"[lines.{header[1]}]" not in seen else f"{header[1]} again"
        if not text or text.startswith("#"):
            continue
        if not header and not GOOD.fullmatch(text):
            yield line.finding("C107", *_why(text))
            continue
        name = f"[lines.{header[1]}]" if header else f"{part} {text.partition('=')[0].strip()}"
        if name in seen:
            problem = f"this stands in the file for the second time; it is on line {seen[name]} too"
            yield line.finding("C107", problem, "take one of the two away")
        seen.setdefault(name, line.number)


def _why(text: str) -> tuple[str, str]:
    """What is wrong with one line, and the line as it should be."""
    if text.startswith("["):
        name = re.sub(r"^\[\s*(?:lines\s*\.)?|\].*$|[^\w-]", "", text) or "maternity"
        return "the name in brackets is not written rightly", f"write [lines.{name}]"
    said = SAID.fullmatch(text)
    if not said or (not said[2] and said[1].lower() not in NAMES):
        return "this line can't be read", "take it away, or put a # before it: then it is a note"
    key, between, value = said[1], said[2], said[3].strip()
    bare = re.sub(r"\s+#.*$", "", value) if not value.startswith(tuple(QUOTES)) else value
    right = f'write {key} = "{bare.strip(QUOTES + " ,;").replace(chr(34), chr(39))}"'
    if between != "=":
        return "there is no = between the name and what it is", right
    if not value:
        return "nothing stands after the =", f'write {key} = "…", with your own words for the dots'
    if CURLY.search(value):
        return (
            "the quotes are curly, as a word processor makes them, and not straight",
            right,
        )
    if value[0] not in QUOTES and value[-1] not in QUOTES:
        return "the quotes are missing", right
    if value[0] not in QUOTES:
        return "the quote before the words is missing", right
    if value.rstrip(" ,;.")[-1] in QUOTES and value[-1] in ",;.":
        return f"a {value[-1]} stands after the quotes", right
    if value[-1] not in QUOTES or len(value) == 1:
        return "the quote after the words is missing", right
    if "\\" in value:
        return "a \\ stands between the quotes", right.replace("\\", "/")
    return "more than one pair of quotes stands here", right


def check_words(
    table: Table,
    needed: Mapping[str, str],
    optional: Sequence[str],
    where: Line,
    found: list[Finding],
) -> None:
    """C108 for what is missing, not known here, empty, without its quotes, or written for the web.

    `needed` has for each the words that it might have, to be shown.
    """
    known = (*needed, *optional)
    for key, entry in table.items():
        if key not in known:
            near = get_close_matches(key, [one for one in known if one not in table], 1, NEARLY)
            problem = f"`{key}` is not known here" + (f"; was {near[0]} meant?" if near else "")
            fix = f"take the line away; known are {', '.join(known)}"
            right = re.sub(rf"^\s*{re.escape(key)}\b", near[0] if near else "", entry.line.text)
            found.append(entry.finding("C108", problem, f"write {right}" if near else fix))
    for key, entry in table.items():
        if key in known and (why := _fault_of_value(key, entry)):
            problem, fix = why
            if key in needed and not str(entry.value).strip():
                fix = f'write {key} = "{needed[key]}", with your own between the quotes'
            found.append(entry.finding("C108", problem, fix))
    near_misses = [one for key in table if key not in known
                   for one in get_close_matches(key, known, 1, NEARLY)]  # fmt: skip
    for key in needed:
        if key not in table and key not in near_misses:
            problem, fix = f"the line with the {key} is missing", f'add {key} = "{needed[key]}"'
            found.append(where.finding("C108", problem, fix))


def _fault_of_value(key: str, entry: Entry) -> tuple[str, str] | None:
    value = entry.value
    if not isinstance(value, str):
        bare = entry.line.text.partition("=")[2].partition("#")[0].strip().strip("[]{}")
        return "the quotes are missing", f'write {key} = "{bare}"'
    if not value.strip():
        return "nothing stands between the quotes", "write it there, or take the whole line away"
    if tag := TAG.search(value):
        right = f'write {key} = "{" ".join(TAG.sub(" ", value).split())}"'
        return f"{tag[0]} would be printed just as it stands here", right
    return None
