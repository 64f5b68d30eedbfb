"""The one door to files: each is opened once in a run, and what was read then is what counts.

What a rule judges, what a page is set from and what a key is made of are the same bytes, even if
somebody saves the file in the meantime.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from press.finding import Finding, Place
from press.project import Line, Project
from press.toml_tables import Table, Tree, parse_toml
from press.walls import TooLarge, read_plain

LARGEST_TEXT = 1_000_000  # bytes: a manuscript of a hundred pages is a third of this
LARGEST = 20_000_000  # bytes, of any file: a font for Chinese has as many


def read_bytes(project: Project, path: Path, most: int = LARGEST) -> bytes:
    """The bytes of a file, as they were when the run first asked. Raises OSError.

    TooLarge where there are more than `most`, whoever asked first, and for how many.
    """
    kept = project.opened.get(path)
    if kept is None:
        try:
            kept = read_plain(path, LARGEST)
        except OSError as error:
            kept = error
        project.opened[path] = kept
    if isinstance(kept, OSError):
        raise kept
    if len(kept) > most:
        raise TooLarge(len(kept), most)
    return kept


def still(project: Project) -> tuple[Project, frozenset[Path]]:
    """The project for another run, with what has not changed since; and which files have.

    Each file that was read is read again and compared, byte for byte: no clock is trusted. What
    could not be read is forgotten, and is told as changed where it can be read now.
    """
    kept, changed = Project(project.root), set()
    for path, before in project.opened.items():
        try:
            now = read_plain(path, LARGEST)
        except OSError:
            if not isinstance(before, OSError):
                changed.add(path)
            continue
        if now != before:
            changed.add(path)
            continue
        kept.opened[path] = before
        if path in project.pictures:
            kept.pictures[path] = project.pictures[path]
        if isinstance(lines := project.lines.get(path), tuple):
            kept.lines[path] = lines
            if path in project.trees:
                kept.trees[path] = project.trees[path]
            if path in project.catalogues:
                kept.catalogues[path] = project.catalogues[path]
    return kept, frozenset(changed)


def hold(project: Project, path: Path, data: bytes) -> None:
    """Take `data` for what the file holds, in this run: it is judged before it is saved.

    To be said of a project from which nothing of that file was read yet.
    """
    project.opened[path] = data


def digest(project: Project, path: Path) -> bytes:
    """The SHA-256 of a file's bytes; of nothing where it can't be read."""
    try:
        return hashlib.sha256(read_bytes(project, path)).digest()
    except OSError:
        return b""


def read_lines(
    project: Project, path: Path, found: list[Finding], *, anywhere: bool = False
) -> tuple[Line, ...] | None:
    """The raw lines of a text file, or None with a finding where it can't be used.

    A byte order mark and CRLF line ends are taken as they come. `anywhere` lets the file lie
    outside the project, which only a clinic's own may, and not by a link from within.
    Findings: M101 to M103, M118, M119.
    """
    known = project.lines.get(path)
    if known is None:
        known = project.lines[path] = _lines(project, path, anywhere)
    if isinstance(known, Finding):
        found.append(known)
        return None
    return known


def _lines(project: Project, path: Path, anywhere: bool) -> tuple[Line, ...] | Finding:
    name = project.name(path)

    def refuse(code: str, problem: str, fix: str, line: int = 1) -> Finding:
        return Finding(Place(name, line), code, problem, fix)

    if project.leads_out(path) or not (anywhere or project.holds(path)):
        problem = "this file leads out of the project"
        return refuse("M119", problem, "put the file itself here, not a link to a place elsewhere")
    try:
        raw = read_bytes(project, path, LARGEST_TEXT)
    except TooLarge as error:
        most = LARGEST_TEXT / 1e6
        problem = f"the file has {error.size / 1e6:.1f} MB; the most is {most:.0f} MB"
        fix = "is it the right file? split a very long text into passages"
        return refuse("M103", problem, fix)
    except OSError as error:
        problem = f"the file can't be read ({(error.strerror or 'no reason given').lower()})"
        return refuse("M118", problem, "see that the file is there and that you may read it")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        fix = "save it again as UTF-8 in your editor (Save as, Encoding)"
        line = raw[: error.start].count(b"\n") + 1
        return refuse("M101", "the file is not in UTF-8", fix, line)
    if not text.strip():
        return refuse("M102", "the file is empty", "write its text, or remove the file")
    rows = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    return tuple(Line(row, name, number) for number, row in enumerate(rows, 1))


def read_tree(
    project: Project, path: Path, found: list[Finding], *, anywhere: bool = False
) -> Tree | None:
    """A TOML file with its tables as rows, or None with findings (M1xx)."""
    known = project.trees.get(path)
    if known is None:
        told: list[Finding] = []
        lines = read_lines(project, path, told, anywhere=anywhere)
        tree = parse_toml(lines, told) if lines is not None else None
        known = project.trees[path] = (tree, tuple(told))
    found += known[1]
    return known[0]


def read_table(
    project: Project, path: Path, found: list[Finding], *, anywhere: bool = False
) -> Table | None:
    """A TOML file that has no tables, by its keys, or None with findings (M1xx)."""
    tree = read_tree(project, path, found, anywhere=anywhere)
    return tree.flat if tree is not None else None
