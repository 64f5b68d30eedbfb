"""The products that ship, as the tests name them."""

from __future__ import annotations

from pathlib import Path

from press.products import PAGES
from press.project import Project
from press.read.catalogue import catalogue

KNOWN = catalogue(Project(Path(__file__).parent.parent))
LEAFLET, NIGHT_CARD = KNOWN.products["leaflet"], KNOWN.products["night-card"]
# those that most guides of the tests have; each other product has tests of its own
PRODUCTS = {row.name: row for row in (LEAFLET, NIGHT_CARD)}
BY_FILE = {file: row for file, row in KNOWN.by_file.items() if row.name in PRODUCTS}
EDITIONS = KNOWN.editions
TRIMS = {
    name: size for on in PAGES.values() for name, size in on.values()
}  # mm, by the page's name
