"""A guide's `fits.toml`: the sizes that fitted last, so that a fresh copy need not search long.

A size is a first guess, and is proved anew by each print: a wrong one costs time, and changes
nothing. So nothing here is a finding; what can't be used is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from press.project import Project
from press.read.files import read_tree

FITS = "fits.toml"
Fits = Mapping[str, float]  # a product's file, such as `leaflet-mono`, to its step in pt


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
