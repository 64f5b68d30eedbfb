"""What the site says around the guides, in one locale: the group `[site]` of its words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from press.finding import Finding, Place, Refused, errors
from press.pdf.bidi import reads_from_the_right
from press.products import Product
from press.project import Project
from press.read.catalogue import catalogue
from press.read.country import read_country
from press.read.dates import shown_date
from press.read.guide import chain
from press.read.words import SITE, common_words
from press.sheets.layouts import SHEETS
from press.toml_tables import Table

SLOT = re.compile(r"\{(\w+)\}")
ENGLISH = "en"  # the language that has every line
PAGES = "pages"  # what a PDF is called that is put on no sheet


class Wording:
    """The words of a locale that all its pages share. Raises Refused where they can't be read."""

    def __init__(self, project: Project, locale: str) -> None:
        found: list[Finding] = []
        words = common_words(project, locale, found)
        country = read_country(project, locale, found)
        if words is None or country is None:
            raise Refused(errors(found))
        self.locale = locale
        self.direction = "rtl" if reads_from_the_right(locale) else "ltr"
        self.table: Table = words.get(SITE, {})
        self.dates: Table = words.get("dates", {})
        self.paper = str(country["paper"].value).lower() if "paper" in country else "a4"

    def check(self, project: Project) -> None:
        """Raise Refused (M138) with every line that English has for the site and this has not.

        Names of products, editions and sheets need none: they go by their own.
        """
        english = (common_words(project, ENGLISH, []) or {}).get(SITE, {})
        known = catalogue(project)
        named = {*known.products, *known.editions, *SHEETS, PAGES}
        lacking = [key for key in english if key not in named and key not in self.table]
        if lacking:
            raise Refused([self._lacking(key) for key in lacking])

    def _lacking(self, key: str) -> Finding:
        place = Place(f"content/words/{chain(self.locale)[-1]}.toml")
        problem = f"the site needs `{key}` in {self.locale}, and [{SITE}] has no such line"
        fix = f"translate the line `{key}` of [{SITE}] in content/words/en.toml, and add it"
        return Finding(place, "M138", problem, fix)

    def say(self, key: str, **values: object) -> str:
        """The words of a name, with `values` put in for {braces}. Raises Refused (M138)."""
        if key not in self.table:
            raise Refused([self._lacking(key)])
        text = str(self.table[key].value)
        return SLOT.sub(lambda match: str(values.get(match[1], match[0])), text)

    def name_of(self, key: str) -> str:
        """What a product, an edition or a sheet is called; by its own name where nothing says."""
        entry = self.table.get(key)
        return str(entry.value) if entry else key.replace("-", " ").capitalize()

    def day(self, day: date) -> str:
        """A day as the locale writes it."""
        return shown_date(day, self.dates)

    def file(self, row: Product, sheet: str) -> str:
        """What a PDF is: on which sheet, or its pages; in which edition."""
        values: Mapping[str, str] = {
            "paper": "A4" if self.paper == "a4" else self.paper.capitalize(),
            "page": row.page_on(self.paper),
        }
        what = SLOT.sub(lambda match: values.get(match[1], match[0]), self.name_of(sheet or PAGES))
        return what if row.edition == "standard" else f"{what} ({self.name_of(row.edition)})"
