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
from press.read.pictures import read_logo_picture
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


def judged(
    project: Project, path: Path, guides: Sequence[Guide], found: list[Finding]
) -> Clinic | None:
    """One clinic as an order would judge it, its logo opened too; None where it can't be read.

    Findings: those of `read_clinic`; C102 where no guide is printed in its country; C108 for a
    line's name; A111 and others for its logo.
    """
    clinic = read_clinic(project, path, found)
    if clinic is None:
        return None
    found += no_locale_for(clinic, guides)
    found += lines_are_spelt([clinic], guides)
    picture = read_logo_picture(project, clinic)
    if clinic.logo and picture and picture.fault:
        found.append(clinic.logo.named.finding(*picture.fault))
    return clinic


def no_locale_for(clinic: Clinic, guides: Sequence[Guide]) -> Iterator[Finding]:
    """C102 where no guide is printed in a clinic's country."""
    if not any(clinic.serves(locale) for guide in guides for locale in guide.locales):
        entry = clinic.table["country"]
        fix = "give the country's code as in guide.toml's locales, such as GB"
        problem = f"no guide has a locale of the country `{entry.value}`"
        yield entry.finding("C102", problem, fix)


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
