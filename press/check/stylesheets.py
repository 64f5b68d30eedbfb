"""The style sheets, as far as they can be judged before anything is typeset."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from press.finding import Finding
from press.project import Line, Project
from press.read.files import read_lines

USED = re.compile(r"var\(\s*(--[\w-]+)")
SET = re.compile(r"(?:^|[\s;{])(--[\w-]+)\s*:")
IMPORT = re.compile(r"@import\s+(?:url\(\s*)?[\"']?([^\"')\s;]+)")
FACE_URL = re.compile(r"url\(\s*[\"']?([^\"')]+)")
WORDS_IN_CSS = re.compile(r"content\s*:[^;}]*[\"']([^\"']*[A-Za-z]{2}[^\"']*)[\"']")
GIVEN = frozenset({"--step"})  # by the typesetter, on <html>


def check_sheets(project: Project) -> list[Finding]:
    """D102 unknown token, D105 a file that isn't there, D106 words that no manuscript holds."""
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
    for path, lines in sheets.items():
        for line in lines:
            found += _tokens(line, known)
            for pattern in (IMPORT, FACE_URL):
                for match in pattern.finditer(line.text):
                    if not _is_there(path.parent, match[1]):
                        problem = f"there is no file `{match[1]}`"
                        fix = "correct the name, or put the file there"
                        found.append(line.finding("D105", problem, fix, match.start(1) + 1))
            if words := WORDS_IN_CSS.search(line.text):
                problem = f"the words “{words[1]}” stand in a style sheet"
                fix = "put them into the words file: here no reader and no translator finds them"
                found.append(line.finding("D106", problem, fix, words.start(1) + 1))
    return list(dict.fromkeys(found))


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
