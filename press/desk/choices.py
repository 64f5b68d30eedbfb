"""What can be printed, as a receptionist chooses it: each list by what was chosen above it.

Nothing is special to a guide: products, editions and sheets are those of templates/products.toml,
clinics those of the locale's country. What was asked for and isn't there gives way to the usual.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from press.approval.shelf import UNREADABLE, Row
from press.desk.content import Content, NotHere
from press.desk.names import Say, called, known, locale_called
from press.products import STANDARD, Product
from press.read.clinic import EXAMPLE
from press.read.country import read_country

PLAIN = "plain"  # pages as they are, put on no sheet
NAMES = ("guide", "locale", "clinic", "product", "edition", "how")


@dataclass(frozen=True)
class Option:
    """One choice of a list: its value, what it is called, and what it is for."""

    value: str
    says: str
    hint: str = ""


@dataclass(frozen=True)
class Choices:
    """All lists of the print page, and what is chosen in each (`chosen`, by the names of NAMES).

    `row` is how the chosen product is printed, `rows` are the texts that are printed together with
    it: the guide's in this locale. `paper` is of PAPERS.
    """

    chosen: Mapping[str, str]
    lists: Mapping[str, tuple[Option, ...]]
    row: Product
    rows: tuple[Row, ...]
    paper: str
    broken: tuple[str, ...] = ()  # clinics whose file can't be read, by key

    @property
    def text(self) -> Row:
        """Where the text of the chosen product stands."""
        return next(row for row in self.rows if row.product == self.chosen["product"])

    @property
    def sheet(self) -> str:
        """The kind of sheet that is ordered; empty for plain pages."""
        return "" if self.chosen["how"] == PLAIN else self.chosen["how"]

    @property
    def stem(self) -> str:
        """The stem of the file that is printed: `leaflet-booklet`."""
        return "-".join(filter(None, (self.row.file, self.sheet)))

    @property
    def kept(self) -> str:
        """What is chosen beside the clinic, as an address has it."""
        return urlencode({name: one for name, one in self.chosen.items() if name != "clinic"})

    @property
    def job(self) -> str:
        """The job's folder under `dist/`."""
        names = (self.chosen["guide"], self.chosen["locale"], self.chosen["clinic"])
        return "/".join(filter(None, names))


def choices(
    content: Content, shelf: Sequence[Row], asked: Mapping[str, str], say: Say, language: str
) -> Choices:
    """The lists for what is asked for, any of which may be missing. Raises NotHere for no guide."""
    readable = [row for row in shelf if row.status != UNREADABLE]
    if not readable:
        raise NotHere(asked.get("guide", ""))
    titles = _titles(readable, language)
    guides = sorted(titles, key=lambda name: (titles[name].casefold(), name))
    guide = _pick(guides, asked.get("guide"))
    mine = [row for row in readable if row.guide == guide]
    locales = [*dict.fromkeys(row.locale for row in mine)]
    locale = _pick(locales, asked.get("locale"), _usual_locale(locales, language))
    rows = tuple(row for row in mine if row.locale == locale)
    names = [*dict.fromkeys(row.product for row in rows)]
    product = _pick(names, asked.get("product"))
    editions = [row for row in content.catalogue.rows if row.name == product]
    edition = _pick([row.edition for row in editions], asked.get("edition"), STANDARD)
    row = next(row for row in editions if row.edition == edition)
    hows = [*row.sheets, PLAIN, *row.more_sheets]
    how = _pick(hows, asked.get("how"))
    clinics = _clinics(content, locale)
    clinic = _pick(["", *clinics], asked.get("clinic"), _usual_clinic(clinics))
    paper = paper_of(content, locale)
    lists = {
        "guide": tuple(Option(one, titles[one]) for one in guides),
        "locale": tuple(Option(one, locale_called(say, one)) for one in locales),
        "clinic": (
            Option("", say("print.no_clinic")),
            *(Option(key, name) for key, name in clinics.items()),
        ),
        "product": tuple(_product(name, rows, say) for name in names),
        "edition": tuple(_edition(one, editions[0], paper, say) for one in editions),
        "how": tuple(_how(one, row, paper, say) for one in hows),
    }
    chosen = dict(zip(NAMES, (guide, locale, clinic, product, edition, how), strict=True))
    broken = tuple(sorted(content.clinic_files.keys() - content.clinics.keys()))
    return Choices(chosen, lists, row, rows, paper, broken)


def _pick(there: Sequence[str], asked: str | None, usual: str = "") -> str:
    """What is asked for where it is there, else the usual, else the first."""
    if asked is not None and asked in there:
        return asked
    return usual if usual in there else there[0]


def _titles(rows: Iterable[Row], language: str) -> dict[str, str]:
    """Each guide's title, in the reader's language where it has it."""
    found: dict[str, Row] = {}
    for row in rows:
        first = found.setdefault(row.guide, row)
        ours = row.locale.partition("-")[0] == language
        if ours and first.locale.partition("-")[0] != language:
            found[row.guide] = row
    return {name: row.title for name, row in found.items()}


def _usual_locale(locales: Sequence[str], language: str) -> str:
    return next((one for one in locales if one.partition("-")[0] == language), "")


def _clinics(content: Content, locale: str) -> dict[str, str]:
    """The clinics of a locale's country, by key: their names. Examples come last."""
    names = {
        key: str(clinic.table["name"].value)
        for key, clinic in content.clinics.items()
        if clinic.serves(locale)
    }
    return dict(sorted(names.items(), key=lambda one: (EXAMPLE in one[1], one[1].casefold())))


def _usual_clinic(clinics: Mapping[str, str]) -> str:
    """The only clinic, where there is just one beside the examples: else somebody must choose."""
    real = [key for key, name in clinics.items() if EXAMPLE not in name]
    return real[0] if len(real) == 1 else ""


def paper_of(content: Content, locale: str) -> str:
    """What a locale's offices print on, one of PAPERS."""
    country = read_country(content.project, locale, [])
    entry = country.get("paper") if country else None
    return str(entry.value).lower() if entry else "a4"


def _product(name: str, rows: Sequence[Row], say: Say) -> Option:
    title = next(row.title for row in rows if row.product == name)
    return Option(name, called(say, "product", name), title)


def _edition(row: Product, standard: Product, paper: str, say: Say) -> Option:
    hint = known(say, f"edition_hint.{row.edition}")
    if row.page != standard.page and row.as_large_as_paper:
        hint = f"{hint} {say('print.on_page', page=row.page_on(paper))}".strip()
    return Option(row.edition, called(say, "edition", row.edition), hint)


def _how(how: str, row: Product, paper: str, say: Say) -> Option:
    """How pages come out; a page as large as the paper is no single page, but the sheet itself."""
    whole = how == PLAIN and row.as_large_as_paper
    key = "whole" if whole else how
    hint = known(say, f"how_hint.{key}", page=row.page_on(paper), paper=called(say, "paper", paper))
    return Option(how, called(say, "how", key), hint)
