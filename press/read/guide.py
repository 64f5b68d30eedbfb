"""A guide: one topic, its version, its dates and the locales that it is printed in."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from press.finding import Finding, Place
from press.products import Product
from press.project import Project
from press.read.choices import (
    NEEDS,
    PAGES,
    REVIEWERS,
    SIGNATURES,
    SIGNS,
    read_names,
    read_needs,
    read_pages,
    read_signs,
)
from press.read.files import read_tree
from press.read.lines import GROUP as LINES
from press.read.lines import AskedLine, read_asked
from press.toml_tables import Entry, Table, check_keys
from press.walls import fault_of_name

NEEDED: Mapping[str, type] = {"last_review": date, "next_review": date, "locales": list}
OPTIONAL: Mapping[str, type] = {
    "reviewers": list,
    "signatures": list,
    "authors": list,
    "due_months": int,
}
WORKED_OUT = ("version", "status")  # by the press, of what was signed: nobody claims them
DUE_MONTHS = 6  # before its review a text is due, where its guide does not say
TABLES = (NEEDS, SIGNS, PAGES, LINES)  # each is read by its own reader
# BCP 47: language, script, region, variants; each of them becomes a folder's name
LOCALE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-[a-z0-9]{5,8})*")
FITS = "fits.toml"
Fits = Mapping[str, float]  # a product's file, such as `leaflet-mono`, to its step in pt


@dataclass(frozen=True)
class Guide:
    """What `guide.toml` says. `language` paths are found by `lookup`."""

    name: str
    folder: Path
    last_review: Entry
    next_review: Entry
    locales: tuple[str, ...]
    # by product: the roles that its manuscript must have; by role: the sign of its section
    needs: Mapping[str, Entry] = field(hash=False)
    signs: Mapping[str, str] = field(hash=False)
    # by product, or edition of one: how many pages it is to have
    pages: Mapping[str, int] = field(hash=False)
    reviewers: tuple[str, ...]  # who reads the review pack
    lines: tuple[AskedLine, ...]  # to phone, in the order in which a reader tries them
    signatures: tuple[str, ...]  # the kinds that an approval needs
    authors: tuple[str, ...]  # who wrote it: their word alone approves nothing
    due_months: int  # before its review, from when on a text is due

    def due_from(self, review: date) -> date:
        """From when on a text is due whose review is on a day: months before, or a month's last."""
        year, month = divmod(review.year * 12 + review.month - 1 - self.due_months, 12)
        if year < date.min.year:
            return date.min
        return date(year, month + 1, min(review.day, monthrange(year, month + 1)[1]))

    def asked_of(self, row: Product) -> Product:
        """The product's row with the number of pages that this guide asks for, if it does.

        What is said of a product holds for its editions on the same page too.
        """
        own = None if row.as_large_as_paper else self.pages.get(row.name)
        asked = self.pages.get(row.file, own)
        return row if asked is None else replace(row, pages=(asked,))


def guide_names(project: Project) -> list[str]:
    """The folders of `content/` that hold a `guide.toml`, in order."""
    return sorted(path.parent.name for path in project.content.glob("*/guide.toml"))


def read_guide(project: Project, name: str, found: list[Finding]) -> Guide | None:
    """The guide, or None with findings (M1xx, G102 status, G103 dates, G109 to G111, G114)."""
    path = project.content / name / "guide.toml"
    if why := fault_of_name(name):
        fix = "give the folder a name of letters, digits and dashes, such as leg-cramps"
        found.append(Finding(Place(project.name(path)), "G110", f"this folder's name: {why}", fix))
        return None
    tree = read_tree(project, path, found)
    if tree is None:
        return None
    table = {key: entry for key, entry in tree.flat.items() if key.partition(".")[0] not in TABLES}
    found += _claimed(table)
    table = {key: entry for key, entry in table.items() if key not in WORKED_OUT}
    if not check_keys(table, NEEDED, OPTIONAL, Place(project.name(path)), found):
        return None
    _check_governance(table, found)
    locales = _locales(table["locales"], found)
    return Guide(
        name,
        path.parent,
        table["last_review"],
        table["next_review"],
        locales,
        read_needs(project, tree, found),
        read_signs(project, tree, found),
        read_pages(project, tree, found),
        read_names(tree, "reviewers", REVIEWERS, found),
        read_asked(tree, sorted({chain(locale)[-1] for locale in locales}), found),
        read_names(tree, "signatures", SIGNATURES, found),
        read_names(tree, "authors", (), found),
        table["due_months"].value if "due_months" in table else DUE_MONTHS,
    )


def _locales(entry: Entry, found: list[Finding]) -> tuple[str, ...]:
    """Those of the list that can be locales, each once; G109 for the others."""
    good: list[str] = []
    for value in entry.value:
        locale = value if isinstance(value, str) else ""
        if LOCALE.fullmatch(locale) and locale not in good:
            good.append(locale)
            continue
        problem = f"`{value}` is not a locale" if locale not in good else f"`{value}` stands twice"
        fix = "write language and country: en-GB, cy-GB, es-US; en-001 is English of no country"
        found.append(entry.finding("G109", problem, fix))
    return tuple(good)


def _claimed(table: Table) -> Iterator[Finding]:
    """G102 for what nobody may claim of a text: the press works it out of what was signed."""
    for key in WORKED_OUT:
        if key in table:
            problem = f"`{key}` can't be claimed: it comes of what was signed"
            fix = "take the line out; python build.py approve is the way to another"
            yield table[key].finding("G102", problem, fix)


def _check_governance(table: Table, found: list[Finding]) -> None:
    if table["last_review"].value >= table["next_review"].value:
        found.append(
            table["next_review"].finding(
                "G103",
                "the next review is not after the last one",
                "give the date by which the text must be checked again",
            )
        )


def chain(locale: str) -> tuple[str, ...]:
    """Where a locale is looked up, from the narrow to the wide: `en-GB`, then `en`. BCP 47."""
    parts = locale.split("-")
    return tuple("-".join(parts[:end]) for end in range(len(parts), 0, -1))


def country_of(locale: str) -> str:
    """The region of a locale (`GB`, `001`), or an empty text where it names none."""
    return next((part for part in locale.split("-")[1:] if len(part) in (2, 3)), "")


def lookup(guide: Guide, locale: str, name: str) -> Path | None:
    """The file `name` in the narrowest folder of `locale` that holds it."""
    paths = (guide.folder / folder / name for folder in chain(locale))
    return next((path for path in paths if path.exists() or path.is_symlink()), None)


def read_fits(project: Project, folder: Path, locale: str) -> Fits:
    """The sizes in pt of one locale, out of the guide's `folder`; none where none are known."""
    path = folder / FITS
    tree = read_tree(project, path, []) if path.exists() else None
    rows = tree.row(locale) if tree else {}
    return usable({key: entry.value for key, entry in rows.items()})


def usable(rows: object) -> Fits:
    """What of `rows`, whatever they are, can be a size of a product."""
    if not isinstance(rows, dict):
        return {}
    return {key: float(size) for key, size in rows.items() if type(size) in (int, float)}
