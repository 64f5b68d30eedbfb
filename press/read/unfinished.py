"""What of a guide is not written yet: placeholders, and what an import could not carry over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from press.project import Line, Project
from press.read.files import read_lines
from press.read.guide import Guide
from press.read.manuscript import Manuscript
from press.read.syntax import FENCE

LIST = "import.txt"  # beside guide.toml: what `new --from` could not carry over
PLACEHOLDER = re.compile(r"\bTo write: ?(.*)")  # as `build.py new` writes them


def unfinished_lines(
    project: Project, guide: Guide, manuscripts: Iterable[Manuscript]
) -> Iterator[Line]:
    """The lines of a guide that hold a placeholder, and those of its list that are still there."""
    for path in _own_tables(guide.folder):
        yield from _held(read_lines(project, path, []) or ())
    for manuscript in manuscripts:
        raw = read_lines(project, project.root / manuscript.file, []) or ()
        fences = [n for n, line in enumerate(raw) if line.text.strip() == FENCE]
        yield from _held(raw[: fences[1]] if len(fences) > 1 else ())
        yield from _held(manuscript.lines)
    if (guide.folder / LIST).exists():
        rows = read_lines(project, guide.folder / LIST, []) or ()
        yield from (line for line in rows if line.text.strip() and line.text[0] != "#")


def _own_tables(folder: Path) -> list[Path]:
    return sorted([*folder.glob("*.toml"), *folder.glob("words/*.toml")])


def _held(lines: Iterable[Line]) -> Iterator[Line]:
    return (line for line in lines if PLACEHOLDER.search(line.text))
