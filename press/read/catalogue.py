"""The catalogue: the products of a project, read from `templates/products.toml`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from press.finding import Finding
from press.products import SHEETS_WITH_FACES, TITLE, Catalogue, Product
from press.project import Project
from press.read.files import read_tree
from press.read.product_keys import KEYS, Unfit
from press.read.syntax import ROLES
from press.toml_tables import Entry, Tree

FILE = "products.toml"
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
EDITIONS, FACES = "editions", "faces"
NEEDED = ("page", "pages", "ladder", "floors", "clinic_slot", "gates")


def catalogue(project: Project) -> Catalogue:
    """The products, in the file's order, each edition below its product; read once in a run.

    Its findings: M1xx where the file can't be read, D110 for a row that can't be. Of a file with
    findings nothing is to be printed.
    """
    path = project.templates / FILE
    if path not in project.catalogues:
        project.catalogues[path] = _read(project, path)
    return project.catalogues[path]


def _read(project: Project, path: Path) -> Catalogue:
    found: list[Finding] = []
    tree = read_tree(project, path, found)
    rows: list[Product] = []
    for name, table in tree.rows.items() if tree else ():
        rows += _rows_of(name, table, found)
        found += _no_such_sign(project, name, table)
    if tree:
        found += _alike(tree, rows)
        for key, entry in tree.own.items():
            fix = "move it below a line with the product's name in brackets: [leaflet]"
            found.append(entry.finding("D110", f"`{key}` belongs to no product", fix))
    if tree and not tree.rows:
        fix = "write a table for each product: docs/products.md shows one"
        found.append(tree.line.finding("D110", "there is no product in this file", fix))
    # the rows of an edition come after those of all products, as people order them
    editions = dict.fromkeys(row.edition for row in rows)
    return Catalogue(tuple(r for e in editions for r in rows if r.edition == e), tuple(found))


def _rows_of(name: str, table: Tree, found: list[Finding]) -> list[Product]:
    """A product's rows, the standard edition first; none where it can't be."""
    before = len(found)
    values = _values(name, table, found)
    lacking = [key for key in NEEDED if key not in values]
    if lacking:
        if len(found) == before:  # else it may be what was misspelt
            fix = f"add a line `{lacking[0]} = …`: docs/products.md says what stands there"
            found.append(table.line.finding("D110", f"[{name}] has no `{lacking[0]}`", fix))
        return []
    standard = Product(name=name, **values)
    editions = table.rows[EDITIONS].rows if EDITIONS in table.rows else {}
    rows = [
        standard,
        *(
            replace(standard, edition=edition, **_values(name, row, found))
            for edition, row in editions.items()
        ),
    ]
    faces = _faces(name, table, found)
    return [replace(row, faces={on: _face(row, on, faces[on]) for on in faces}) for row in rows]


def _faces(name: str, table: Tree, found: list[Finding]) -> dict[str, dict[str, Any]]:
    """What a product's table says of the other face of a sheet, by the sheet's name."""
    faces = {}
    for sheet, row in table.rows[FACES].rows.items() if FACES in table.rows else ():
        if sheet in SHEETS_WITH_FACES:
            faces[sheet] = _values(name, row, found)
            continue
        fix = f"take one of: {', '.join(SHEETS_WITH_FACES)}"
        found.append(row.line.finding("D110", f"[{name}]: `{sheet}` shows no other face", fix))
    return faces


def _face(row: Product, sheet: str, values: Mapping[str, Any]) -> Product:
    return replace(row, face=sheet, sheets=(), more_sheets=(), **values)


def _no_such_sign(project: Project, name: str, table: Tree) -> Iterator[Finding]:
    """D110 for a sign, or a part with a sign, that there is not."""
    signs = sorted(path.stem for path in (project.styles / "signs").glob("*.svg"))
    for row in _with_editions(table):
        chosen = row.own.get("signs") or row.rows.get("signs")
        given = row.row("signs") if "signs" in row.rows else {}
        for role, entry in given.items():
            for what, one, known in (("part", role, (*ROLES, TITLE)), ("sign", entry.value, signs)):
                if chosen and one not in known:
                    fix = f"take one of: {', '.join(known)}"
                    yield entry.finding("D110", f"[{name}]: there is no {what} `{one}`", fix)


def _alike(tree: Tree, rows: list[Product]) -> Iterator[Finding]:
    """D110 for two rows that would be one file, and for a name that is none of a file."""
    for name in dict.fromkeys(name for row in rows for name in (row.name, row.edition)):
        if not NAME.fullmatch(name):
            line = next(tree.rows[row.name].line for row in rows if name in (row.name, row.edition))
            fix = "write small letters, digits and hyphens: ward-card"
            yield line.finding("D110", f"`{name}` is no name of a file", fix)
    count = Counter(row.file for row in rows)
    for row in rows:
        if count.pop(row.file, 0) > 1:
            problem = f"two rows would make one {row.file}.pdf"
            yield tree.rows[row.name].line.finding("D110", problem, "rename one")


def _with_editions(table: Tree) -> list[Tree]:
    editions = table.rows[EDITIONS].rows if EDITIONS in table.rows else {}
    return [table, *editions.values()]


def _values(name: str, table: Tree, found: list[Finding]) -> dict[str, Any]:
    """What a table says of a row, by the row's own names; D110 for what it can't say."""
    given: dict[str, Entry] = dict(table.own)
    for key, row in table.rows.items():
        if key not in (EDITIONS, FACES):
            inner = {k: entry.value for k, entry in row.own.items()}
            given[key] = Entry(inner, row.line)
    values: dict[str, Any] = {}
    for key, entry in given.items():
        read = KEYS.get(key)
        try:
            if read is None:
                raise Unfit(f"`{key}` is no key of a product; take one of: {', '.join(KEYS)}")
            values |= read(entry.value)
        except Unfit as error:
            problem, _, fix = str(error).partition("; ")
            found.append(entry.finding("D110", f"[{name}]: {problem}", fix))
    return values
