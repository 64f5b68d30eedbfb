"""The clinics of an order, and their lines beside those that its guides ask for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from press.finding import Finding
from press.project import Project
from press.read.clinic import Clinic, read_clinic
from press.read.clinic_file import NEARLY
from press.read.guide import Guide
from press.run.order import Order, WrongCall


def read_clinics(project: Project, order: Order, found: list[Finding]) -> list[Clinic]:
    """The clinics that the order names and that can be read, each once. Raises WrongCall.

    However a file is named, by a link or from another folder, it is the same clinic.
    """
    clinics: dict[Path, Clinic | None] = {}
    for path in order.clinics:
        if not _is_there(path):
            raise WrongCall(f"there is no clinic's file `{path}`")
        real = _one_name(project, path)
        if real not in clinics:
            clinics[real] = read_clinic(project, real, found)
    able = [clinic for clinic in clinics.values() if clinic]
    for one in able:
        twins = [other.file for other in able if other.key == one.key]
        if len(twins) > 1:
            raise WrongCall(
                f"{' and '.join(twins)} would share the folder `{one.key}`: "
                "give one of the two files another name"
            )
    return able


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name that is too long, or holds a NUL
        return False


def _one_name(project: Project, path: Path) -> Path:
    """The one name of a file: without links and dots, below the project where it lies there."""
    try:
        real = path.resolve()
    except (OSError, RuntimeError):  # links in a ring
        return path.absolute()
    root = project.root.resolve()
    return project.root / real.relative_to(root) if real.is_relative_to(root) else real


def lines_are_spelt(clinics: Sequence[Clinic], guides: Sequence[Guide]) -> Iterator[Finding]:
    """C108 for a clinic's line that no guide asks for, and whose name is nearly that of one."""
    asked = list(dict.fromkeys(line.name for guide in guides for line in guide.lines))
    for clinic in clinics:
        for name, line in clinic.named.items():
            lacking = [one for one in asked if one not in clinic.named]
            near = get_close_matches(name.lower(), lacking, 1, NEARLY) if name not in asked else []
            if near:
                problem = f"no guide asks for [lines.{name}]; was [lines.{near[0]}] meant?"
                at = line.at or line.number.line
                yield at.finding("C108", problem, f"write [lines.{near[0]}]")
