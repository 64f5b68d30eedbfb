"""The project's folders, and the only door through which its text files are read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from press.finding import Finding, Place

BLACK_ONES = "mono"  # beside a picture, the folder of those that are drawn for black only
LARGEST_TEXT = 1_000_000  # bytes: a manuscript of a hundred pages is a third of this


@dataclass(frozen=True)
class Line:
    """One raw line of a text file, with the place where it stands."""

    text: str
    file: str
    number: int
    lang: str = ""  # of its words, where it is not the manuscript's

    @property
    def place(self) -> Place:
        return Place(self.file, self.number)

    def finding(self, code: str, problem: str, fix: str, column: int = 1) -> Finding:
        """A finding on this line at `column`, with the line as its excerpt."""
        return Finding(Place(self.file, self.number, column), code, problem, fix, self.text)


@dataclass(frozen=True)
class Project:
    """Where things are. Every path that a finding names is relative to `root`."""

    root: Path

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def templates(self) -> Path:
        return self.root / "templates"

    @property
    def styles(self) -> Path:
        return self.root / "styles"

    @property
    def dist(self) -> Path:
        return self.root / "dist"

    @property
    def cache(self) -> Path:
        return self.root / ".cache"

    def name(self, path: Path) -> str:
        """`path` as findings write it: relative to the project where it lies inside."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()

    def holds(self, path: Path) -> bool:
        """Whether `path` lies in the project once every symbolic link is followed."""
        try:
            return path.resolve().is_relative_to(self.root.resolve())
        except (OSError, RuntimeError):
            return False


def read_lines(
    project: Project, path: Path, found: list[Finding], *, anywhere: bool = False
) -> tuple[Line, ...] | None:
    """The raw lines of a text file, or None with a finding where it can't be used.

    A byte order mark and CRLF line ends are taken as they come. `anywhere` lets the file lie
    outside the project, which only a clinic's own file may.
    """
    name = project.name(path)

    def refuse(code: str, problem: str, fix: str, line: int = 1) -> None:
        found.append(Finding(Place(name, line), code, problem, fix))

    if not anywhere and not project.holds(path):
        refuse(
            "M119",
            "this file leads out of the project",
            "put the file itself here, not a link to a place elsewhere",
        )
        return None
    try:
        if path.stat().st_size > LARGEST_TEXT:
            size = path.stat().st_size / 1_000_000
            refuse(
                "M103",
                f"the file has {size:.1f} MB; the most is {LARGEST_TEXT / 1_000_000:.0f} MB",
                "is it the right file? split a very long text into passages",
            )
            return None
        raw = path.read_bytes()
    except OSError as error:
        refuse(
            "M118",
            f"the file can't be read ({(error.strerror or 'no reason given').lower()})",
            "see that the file is there and that you may read it",
        )
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refuse(
            "M101",
            "the file is not in UTF-8",
            "save it again as UTF-8 in your editor (Save as, Encoding)",
            raw[: error.start].count(b"\n") + 1,
        )
        return None
    if not text.strip():
        refuse("M102", "the file is empty", "write its text, or remove the file")
        return None
    rows = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    return tuple(Line(row, name, number) for number, row in enumerate(rows, 1))
