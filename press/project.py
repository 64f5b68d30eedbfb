"""The project's folders, and what a run has read of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from press.finding import Finding, Place
from press.products import Catalogue

BLACK_ONES = "mono"  # beside a picture, the folder of those that are drawn for black only


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
    """Where things are. Every path that a finding names is relative to `root`.

    A `Project` is made for one run: what `read/` has opened is kept in it.
    """

    root: Path
    opened: dict[Path, bytes | OSError] = field(default_factory=dict, repr=False, compare=False)
    lines: dict[Path, tuple[Line, ...] | Finding] = field(
        default_factory=dict, repr=False, compare=False
    )
    trees: dict[Path, tuple[Any, tuple[Finding, ...]]] = field(
        default_factory=dict, repr=False, compare=False
    )
    catalogues: dict[Path, Catalogue] = field(default_factory=dict, repr=False, compare=False)
    pictures: dict[Path, Any] = field(default_factory=dict, repr=False, compare=False)  # judged

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

    def leads_out(self, path: Path) -> bool:
        """Whether a path of the project leads out of it by a link."""
        return path.is_relative_to(self.root) and not self.holds(path)
