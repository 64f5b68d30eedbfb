"""The style sheets, as far as they can be judged before anything is typeset."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from press.finding import Finding, Place
from press.project import Line, Project
from press.read.files import read_bytes, read_lines
from press.read.font_file import FONTS, is_whole
from press.walls import TooLarge

USED = re.compile(r"var\(\s*(--[\w-]+)")
SET = re.compile(r"(?:^|[\s;{])(--[\w-]+)\s*:")
IMPORT = re.compile(r"@import\s+(?:url\(\s*)?[\"']?([^\"')\s;]+)")
FACE_URL = re.compile(r"url\(\s*[\"']?([^\"')]+)")
STRING = r"\"[^\"\n]*\"|'[^'\n]*'"  # each quote is closed by its like
CONTENT = re.compile(rf"(?<![\w-])content\s*:((?:{STRING}|[^;}}\"'])*)")
A_STRING = re.compile(STRING)
COMMENT = re.compile(r"/\*.*?\*/")
WORDS = re.compile(r"[^\W\d_]{2}")
DEEPEST = 20  # boxes in boxes, and brackets in brackets; ours have three
OPENS, CLOSES = "{[(", "}])"
GIVEN = frozenset({"--step"})  # by the typesetter, on <html>


def check_sheets(project: Project) -> list[Finding]:
    """What is wrong with the sheets and their fonts.

    D102 an unknown token, D105 a file that isn't there, D106 words that no manuscript holds, D108
    a font that is not whole, D109 a sheet that goes too deep.
    """
    found: list[Finding] = []
    sheets = {
        path: read_lines(project, path, found) or ()
        for path in sorted(project.styles.glob("*.css"))
    }
    for path in sorted(project.templates.rglob("*.html")):
        read_lines(project, path, found)
    known = set(GIVEN)
    for lines in sheets.values():
        for line in lines:
            known.update(SET.findall(line.text))
    all_read = all(sheets.values())  # else the token may stand in the one that is not
    for path, lines in sheets.items():
        found += _depth(lines)
        for line in lines:
            found += _tokens(line, known) if all_read else ()
            for pattern in (IMPORT, FACE_URL):
                for match in pattern.finditer(line.text):
                    if not _is_there(path.parent, match[1]):
                        problem = f"there is no file `{match[1]}`"
                        fix = "correct the name, or put the file there"
                        found.append(line.finding("D105", problem, fix, match.start(1) + 1))
            found += _words(line)
    for path in sorted(project.styles.glob("fonts/*")):
        found += _whole_font(project, path) if path.suffix.lower() in FONTS else ()
    return list(dict.fromkeys(found))


def _words(line: Line) -> Iterator[Finding]:
    """D106 for the first text of two letters or more that `content` sets."""
    bare = COMMENT.sub(lambda match: " " * len(match[0]), line.text)
    for content in CONTENT.finditer(bare):
        for text in A_STRING.finditer(bare, content.start(1), content.end(1)):
            if WORDS.search(text[0]):
                problem = f"the words “{text[0][1:-1]}” stand in a style sheet"
                fix = "put them into the words file: here no reader and no translator finds them"
                yield line.finding("D106", problem, fix, text.start() + 2)
                return


def _depth(lines: Sequence[Line]) -> Iterator[Finding]:
    """D109 where brackets lie in brackets deeper than the engine can read."""
    depth = 0
    for line in lines:
        for column, sign in enumerate(line.text, 1):
            depth = depth + (sign in OPENS) - (sign in CLOSES)
            if depth > DEEPEST:
                problem = f"brackets lie in brackets here, more than {DEEPEST} deep"
                fix = "close what is open, and write rules beside each other"
                yield line.finding("D109", problem, fix, column)
                return


def _whole_font(project: Project, path: Path) -> Iterator[Finding]:
    """D108 for a file that ends before its tables do."""
    try:
        data = read_bytes(project, path)
    except (OSError, TooLarge):
        return  # the sheet that names it has D105
    if not is_whole(data):
        problem = f"this font is not whole: it has {len(data)} bytes"
        fix = "copy the font's file again, as it was downloaded"
        yield Finding(Place(project.name(path)), "D108", problem, fix)


def _is_there(folder: Path, name: str) -> bool:
    try:
        return (folder / name).is_file()
    except (OSError, ValueError):  # a name that is too long, or holds a NUL
        return False


def _tokens(line: Line, known: set[str]) -> Iterator[Finding]:
    for match in USED.finditer(line.text):
        if match[1] not in known:
            fix = "correct the name, or decide on it in styles/tokens.css"
            yield line.finding("D102", f"there is no token `{match[1]}`", fix, match.start(1) + 1)
