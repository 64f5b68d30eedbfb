"""A clinic: whose leaflet it is. Its file may lie outside the project, its logo beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from press.finding import Finding, Place
from press.project import Line, Project
from press.read.brand import Brand, read_brand
from press.read.clinic_file import read_clinic_file
from press.read.clinic_shape import check_shape
from press.read.guide import country_of
from press.read.lines import AskedLine, ClinicLine
from press.read.logo import Logo, read_logo
from press.read.old_clinic import lines_of_old, serving
from press.read.phone import is_drama, judged
from press.toml_tables import Entry, Table, Tree
from press.walls import fault_of_name

EXAMPLE = "(example)"  # in a name: nobody's clinic, whose numbers may be those kept for drama
# what people call a country, and its code (ISO 3166)
CODES = {"uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "britain": "GB",
         "great britain": "GB", "united kingdom": "GB", "northern ireland": "GB", "usa": "US",
         "america": "US", "united states": "US", "u.s.": "US", "u.k.": "GB"}  # fmt: skip


@dataclass(frozen=True)
class Clinic:
    """One clinic's file. `key` names its folder under `dist/`.

    `named` are its lines by their names. A file of the first form has none: `unnamed` are its
    first number and its second, for whatever a guide asks for first and second.
    """

    key: str
    file: str
    table: Table
    own_logo: Logo | None
    brand: Brand | None
    named: Mapping[str, ClinicLine]
    unnamed: tuple[ClinicLine, ...] = ()

    @property
    def logo(self) -> Logo | None:
        """Its own logo, or else that of its brand."""
        return self.own_logo or (self.brand.logo if self.brand else None)

    @property
    def files(self) -> tuple[Path, ...]:
        """What lies beside its file and is printed from: its logo, and all of its brand."""
        own = self.own_logo.pictures if self.own_logo else ()
        return (*own, *(self.brand.files if self.brand else ()))

    def serves(self, locale: str) -> bool:
        """Whether `locale` is of the clinic's own country."""
        return str(self.table["country"].value) == country_of(locale)

    def lines_for(self, asked: Sequence[AskedLine], words: Table) -> Mapping[str, ClinicLine]:
        """The lines that it has of those a guide asks for, by name.

        `words` are how the guide says what the weeks of an old file say.
        """
        if self.unnamed:
            told = (serving(one, self.table, words) for one in self.unnamed)
            return dict(zip((one.name for one in asked), told, strict=False))
        return {one.name: self.named[one.name] for one in asked if one.name in self.named}

    def says(self) -> Iterator[str]:
        """Its own words on paper: its name, then each line: number, hours, whom it serves."""
        yield str(self.table["name"].value)
        for line in (*self.named.values(), *self.unnamed):
            told = (line.called, line.hours, line.serves)
            words = (str(one.value) for one in told if one is not None)
            yield ", ".join((line.shown, *words))

    def raw_lines(self) -> list[Line]:
        """The raw lines that its words are printed from."""
        rows = (*self.named.values(), *self.unnamed)
        entries = [one for row in rows for one in (row.number, row.hours, row.serves, row.called)]
        return [one.line for one in (*self.table.values(), *entries) if one is not None]


def job_name(guide: str, locale: str, clinic: Clinic | None) -> str:
    """A job's folder under `dist/`, such as `leg-cramps/en-GB`, or one more for a clinic."""
    return "/".join([guide, locale, *([clinic.key] if clinic else [])])


def read_clinic(project: Project, path: Path, found: list[Finding]) -> Clinic | None:
    """The clinic, or None with findings (A112, C101, C102, C104 to C108, M118, M131).

    Those of its brand are told too (`read_brand`).
    """
    before = len(found)
    if why := fault_of_name(path.stem):
        problem = f"this file's name can't be that of a folder under dist/: {why}"
        fix = "give the file a name of letters, digits and dashes, such as st-mary.toml"
        found.append(Finding(Place(project.name(path)), "C105", problem, fix))
        return None
    tree = read_clinic_file(project, path, found)
    if tree is None:
        return None
    rows = check_shape(tree, found)
    if len(found) > before:
        return None
    table = tree.own
    country = _checked_country(project, table["country"], found)
    named, unnamed = _lines(project, table, country, rows, found)
    logo = read_logo(path, table, "clinic's", found)
    brand = read_brand(project, table["brand"], found) if "brand" in table else None
    if len(found) > before:
        return None
    return Clinic(path.stem, project.name(path), table, logo, brand, named, unnamed)


def _lines(
    project: Project, table: Table, meant: str, rows: Mapping[str, Tree], found: list[Finding]
) -> tuple[Mapping[str, ClinicLine], tuple[ClinicLine, ...]]:
    """The lines with their names and those without; C101, C106 for their numbers.

    `meant` is the code of the country that was meant; "" where nobody can tell, and no number.
    Where no number is of the clinic's country and each is of another, it is the country that is
    wrong, and C102 says so.
    """

    def judged_in(country: str, told: list[Finding]) -> list[ClinicLine]:
        judge = Judge(country, EXAMPLE in str(table["name"].value), told)
        if not rows:
            return list(lines_of_old(table, judge.shown))
        return [_line(name, row, judge) for name, row in rows.items()]

    told: list[Finding] = []
    entry = table["country"]
    lines = judged_in(meant, told) if meant else []
    if lines and len(told) == len(lines):
        for path in sorted((project.content / "countries").glob("*.toml")):
            others: list[Finding] = []
            judged_in(path.stem, others)
            if not others:
                problem = f"the numbers are of {path.stem}, and not of {entry.value}"
                told = [entry.finding("C102", problem, f'write country = "{path.stem}"')]
                break
    found += told
    _check_twice(lines, found)
    return ({one.name: one for one in lines}, ()) if rows else ({}, tuple(lines))


@dataclass(frozen=True)
class Judge:
    """Judges the numbers of one clinic."""

    country: str
    example: bool
    found: list[Finding]

    def shown(self, entry: Entry, of: str = "the clinic") -> str:
        """The number as it is set; C101 or C106 where it can't be a clinic's, `of` which line."""
        text = str(entry.value)
        if not self.example and is_drama(text, self.country):
            problem = f"the number of {of}: nobody answers those that are kept for films"
            fix = "give the clinic's own number, and dial it once"
            self.found.append(entry.finding("C106", problem, fix))
            return text
        said = judged(text, self.country, self.example)
        if said.problem:
            problem = f"the number of {of}: {said.problem}"
            self.found.append(entry.finding("C101", problem, said.fix))
        return said.text


def _line(name: str, row: Tree, judge: Judge) -> ClinicLine:
    own = row.own
    shown = judge.shown(own["number"], f"[lines.{name}]")
    more = own.get("serves"), own.get("name"), row.line
    return ClinicLine(name, own["number"], shown, own["hours"], *more)


def _check_twice(lines: Sequence[ClinicLine], found: list[Finding]) -> None:
    """C101 where two lines have one number: whoever gets no answer dials the same again."""
    seen: dict[str, Entry] = {}
    for one in lines:
        first = seen.setdefault(one.shown, one.number)
        if first is not one.number and one.shown:
            problem = f"this is the same number as on line {first.line.number}"
            fix = "give each line its own number; a line that the clinic has not is left out whole"
            found.append(one.number.finding("C101", problem, fix))


def _checked_country(project: Project, entry: Entry, found: list[Finding]) -> str:
    """The code that was meant, or ""; C102 where it is none: a country's name, or small letters."""
    code = str(entry.value)
    right = CODES.get(code.strip().lower(), code.strip().upper())
    is_code = re.fullmatch(r"[A-Z]{2}|\d{3}", right) is not None
    if not is_code or right != code:
        problem, fix = f"`{code}` is not the code of a country", f'write country = "{right}"'
        if not is_code:
            there = sorted(path.stem for path in (project.content / "countries").glob("*.toml"))
            fix = f'write two capital letters, as in country = "GB"; there is: {", ".join(there)}'
        found.append(entry.finding("C102", problem, fix))
    return right if is_code else ""
