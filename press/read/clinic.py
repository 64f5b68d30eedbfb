"""A clinic: whose leaflet it is. Its file may lie outside the project, its logo beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from press.finding import Finding, Place
from press.project import BLACK_ONES, Project
from press.read.files import read_table
from press.read.guide import country_of
from press.read.picture_file import is_a_name
from press.toml_tables import Entry, Table, check_keys
from press.walls import fault_of_name

NEEDED: Mapping[str, type] = {
    "name": str,
    "country": str,
    "phone": str,
    "hours": str,
    "from_week": int,
    "until_weeks_after_birth": int,
}
OPTIONAL: Mapping[str, type] = {
    "second_name": str,
    "second_number": str,
    "logo": str,
    "logo_description": str,
}
LONGEST_PREGNANCY = 45  # weeks: more is a slip of the pen
LONGEST_NAME = 255  # bytes: no file can have a longer one
LONGEST_CARE = 60  # weeks after the birth: a year, and some


@dataclass(frozen=True)
class Clinic:
    """One clinic's file. `key` names its folder under `dist/`."""

    key: str
    file: str
    table: Table
    logo: Path | None

    @property
    def pictures(self) -> tuple[Path, ...]:
        """The logo, and where one for the editions in black only may lie."""
        logo = self.logo
        return (logo, logo.parent / BLACK_ONES / logo.name) if logo else ()

    def serves(self, locale: str) -> bool:
        """Whether `locale` is of the clinic's own country."""
        return str(self.table["country"].value) == country_of(locale)


def job_name(guide: str, locale: str, clinic: Clinic | None) -> str:
    """A job's folder under `dist/`, such as `leg-cramps/en-GB`, or one more for a clinic."""
    return "/".join([guide, locale, *([clinic.key] if clinic else [])])


def read_clinic(project: Project, path: Path, found: list[Finding]) -> Clinic | None:
    """The clinic, or None with findings (M1xx, C101 to C105)."""
    before = len(found)
    if why := fault_of_name(path.stem):
        problem = f"this file's name can't be that of a folder under dist/: {why}"
        fix = "give the file a name of letters, digits and dashes, such as st-mary.toml"
        found.append(Finding(Place(project.name(path)), "C105", problem, fix))
        return None
    table = read_table(project, path, found, anywhere=True)
    if table is None or not check_keys(table, NEEDED, OPTIONAL, Place(project.name(path)), found):
        return None
    for key in ("phone", "second_number"):
        if key in table:
            _check_number(table[key], found)
    _check_weeks(table["from_week"], LONGEST_PREGNANCY, found)
    _check_weeks(table["until_weeks_after_birth"], LONGEST_CARE, found)
    if ("second_name" in table) != ("second_number" in table):
        entry = table.get("second_name") or table["second_number"]
        fix = "give both second_name and second_number, or neither"
        found.append(entry.finding("C101", "the second number has no name, or no number", fix))
    logo = _check_logo(path, table, found)
    if len(found) > before:
        return None
    return Clinic(path.stem, project.name(path), table, logo)


def _check_number(entry: Entry, found: list[Finding]) -> None:
    text = str(entry.value)
    digits = sum(character.isdigit() for character in text)
    if not 3 <= digits <= 15 or any(c not in "0123456789 +()-" for c in text):
        found.append(
            entry.finding(
                "C101",
                f"`{text}` is not a phone number that can be dialled",
                "write 3 to 15 digits, with spaces where they help (ITU-T E.123)",
            )
        )


def _check_weeks(entry: Entry, most: int, found: list[Finding]) -> None:
    if not 0 <= int(entry.value) <= most:
        fix = f"write the number of weeks, 0 to {most}"
        found.append(entry.finding("C101", f"{entry.value} weeks can't be right", fix))


def _check_logo(path: Path, table: Table, found: list[Finding]) -> Path | None:
    if "logo" not in table:
        return None
    entry = table["logo"]
    name = str(entry.value)
    logo = path.parent / name
    if not is_a_name(name):
        fix = "give the file a name of letters, digits and hyphens, and write it so"
        found.append(entry.finding("C104", "the logo's name holds what is no letter", fix))
    elif Path(name).name != name or len(name.encode()) > LONGEST_NAME:
        fix = "put the logo's file beside the clinic's file, and write its name alone"
        found.append(entry.finding("C104", "the logo must lie beside the clinic's file", fix))
    elif "logo_description" not in table:
        fix = 'add logo_description = "…", such as the name that the logo shows'
        found.append(entry.finding("A112", "the logo has no description", fix))
    return logo
