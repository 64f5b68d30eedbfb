"""What a product is, and the papers and pages of the trade. Lengths in mm, type in pt.

The products themselves are rows of `templates/products.toml`, read by `read/catalogue.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from press.finding import Finding

POINTS_PER_MM = 72 / 25.4
# Office printers leave about 4 to 6 mm of every edge blank.
SAFE_MARGIN = 6.0
Size = tuple[float, float]  # width and height in mm
# what offices print on: ISO 216 and ANSI/ASME Y14.1
PAPERS: Mapping[str, Size] = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
# each page by its name, and its counterpart where a country's paper is Letter
PAGES: Mapping[str, Mapping[str, tuple[str, Size]]] = {
    "A3": {"a4": ("A3", (297.0, 420.0)), "letter": ("tabloid", (279.4, 431.8))},
    "A4": {"a4": ("A4", (210.0, 297.0)), "letter": ("Letter", (215.9, 279.4))},
    "A5": {"a4": ("A5", (148.0, 210.0)), "letter": ("half-letter", (139.7, 215.9))},
    "A6": {"a4": ("A6", (105.0, 148.0)), "letter": ("quarter-letter", (107.95, 139.7))},
    "third of A4": {
        "a4": ("third of A4", (99.0, 210.0)),
        "letter": ("third of Letter", (93.13, 215.9)),
    },
}
LONGEST_LINE = 75  # characters: RNIB Clear Print allows 60 to 70, EVIDENCE 5.11 row Y1 up to 75
LEAST_CONTRAST = 7.0  # to 1: WCAG 2.2, 1.4.6 (AAA)
STANDARD = "standard"
# the sheets, each laid by a function of sheets/layouts.py
SHEET_NAMES = ("booklet", "2-up", "3-up", "4-up", "tent", "press")
SHEETS_WITH_FACES = ("tent",)  # whose two faces are seen at once, and may differ
TITLE = "title"  # what a sign stands beside that is no section


@dataclass(frozen=True)
class Gates:
    """A product's targets of plain words: the most that each may be, unless it says otherwise.

    Shares are of all sentences. Sources: EVIDENCE 5.9 (grades, sentences), 5.5 items 5, 8 and 22,
    and 5.11 rows T1 to T3.
    """

    grade: float  # Flesch-Kincaid, of the whole and of each part that is long enough
    smog: float  # of the whole, and of a part where it has sentences enough
    mean: float = 12.0  # words in a sentence, of the whole
    longest: int = 20  # words in any sentence
    list_items: int = 7
    paragraph: int = 3  # sentences
    passive: float = 0.10
    direct: float = 0.40  # the least: sentences that say "you", give an order or ask
    steps: int = 8
    step_sentence: int = 12  # words
    steps_words: int | None = None  # of all steps together
    part_words: int = 30  # the least: a grade of fewer words says nothing
    share_sentences: int = 20  # the least: nor does a share of fewer sentences


@dataclass(frozen=True)
class Product:
    """One product in one edition. `floors` is the smallest type of each role, in pt."""

    name: str  # also that of its manuscript and its template
    page: str  # of PAGES
    pages: tuple[int, ...]  # how many it may have
    ladder: tuple[float, ...]  # sizes of `--step` in pt, small to large
    floors: Mapping[str, float]  # by the class of a part; "" for all else
    clinic_slot: float  # mm: the height that the clinic's block may take
    gates: Gates
    ladder_names: str = "type"  # what the size on the ladder is the size of
    asks: tuple[str, ...] = ("title", "description")  # of the front matter
    may_ask: tuple[str, ...] = ()
    # the small sign of a role's section, of styles/signs/, where the guide chooses none
    signs: Mapping[str, str] = field(default_factory=dict)
    figure_slot: float = 0.0  # mm: no figure is set narrower
    question_lines: int = 0  # ruled for the reader
    qr_code: bool = False  # whether it carries one, where its organisation has an address
    phone_edition: bool = False  # whether it is made for a phone too, of templates/phone/
    cover_list: bool = False  # whether its cover names sections with their pages
    leading: tuple[float, float] = (1.15, 1.6)  # from baseline to baseline, of the type size
    edition: str = STANDARD
    black_only: bool = False  # no colour, no grey, no large solid
    most_ink: float = 100.0  # per cent of a page that all but its letters may cover
    sheets: tuple[str, ...] = ()  # that are made of its pages, of sheets/layouts.py
    more_sheets: tuple[str, ...] = ()  # and those that are made where they are ordered
    faces: Mapping[str, Product] = field(default_factory=dict)  # by the sheet that shows one more
    face: str = ""  # of which sheet it is the other face, where it is one

    @property
    def file(self) -> str:
        """The stem of its PDF and of its style sheet: `leaflet`, `leaflet-mono`."""
        parts = (self.name, "" if self.edition == STANDARD else self.edition, self.face)
        return "-".join(filter(None, parts))

    @property
    def templates(self) -> tuple[str, ...]:
        """The files in templates/ that may set it, the nearest first: its edition's own, its own.

        A face has its own, for it holds a part of the text alone.
        """
        own = f"{self.name}-{self.face}" if self.face else self.name
        return f"{self.file}.html", f"{own}.html"

    @property
    def on_a_phone(self) -> bool:
        """Whether it has an edition for a phone: one for all its editions on paper."""
        return self.phone_edition and self.edition == STANDARD

    @property
    def may_turn(self) -> bool:
        """Whether it is one page or two sides, so that the first may say there is more."""
        return set(self.pages) == {1, 2}

    @property
    def is_long(self) -> bool:
        """Whether it is read from page to page, and is no card, sheet or poster."""
        return max(self.pages) > 2

    @property
    def takes_any_number(self) -> bool:
        """Whether it may have any number of pages: stapled, and read from page to page."""
        first, last = min(self.pages), max(self.pages)
        return self.is_long and last > first and self.pages == tuple(range(first, last + 1))

    @property
    def able(self) -> tuple[str, ...]:
        """Every sheet that it can be put on."""
        return (*self.sheets, *self.more_sheets)

    @property
    def as_large_as_paper(self) -> bool:
        """Whether nothing is left to impose."""
        return self.page in ("A4", "A3")

    def trim(self, paper: str) -> Size:
        """Width and height of a page in mm, where the country's paper is `paper` (of PAPERS)."""
        return PAGES[self.page][paper][1]

    def page_on(self, paper: str) -> str:
        """What its page is called where the country's paper is `paper`: A5, half-letter."""
        return PAGES[self.page][paper][0]


def quarter_points(first: float, last: float) -> tuple[float, ...]:
    """The ladder of type sizes from `first` to `last` pt, a quarter point apart."""
    return tuple(first + step / 4 for step in range(round((last - first) * 4) + 1))


@dataclass(frozen=True)
class Catalogue:
    """The products of a project, one row for each edition, and what is wrong with their file."""

    rows: tuple[Product, ...]
    findings: tuple[Finding, ...] = ()

    @cached_property
    def products(self) -> Mapping[str, Product]:
        """The standard edition of each, by its name, in the order of the file."""
        return {row.name: row for row in self.rows if row.edition == STANDARD}

    @cached_property
    def by_file(self) -> Mapping[str, Product]:
        """Each row by the stem of its PDF."""
        return {row.file: row for row in self.rows}

    @cached_property
    def editions(self) -> tuple[str, ...]:
        """Every edition that a product has, the standard one first."""
        return tuple(dict.fromkeys(row.edition for row in self.rows))

    def chosen(self, names: Iterable[str], editions: Iterable[str]) -> tuple[Product, ...]:
        """The rows of these products (none: of all) in these editions, in the file's order."""
        names, editions = set(names) or set(self.products), set(editions)
        return tuple(row for row in self.rows if row.name in names and row.edition in editions)

    def product_of(self, stem: str) -> str:
        """Which product a file's stem names, such as `night-card-2-up`; "" where of none.

        The stem of a phone edition, `night-card.html`, names the product too.
        """
        stem = stem.partition(".")[0]
        of = (name for name in self.products if stem == name or stem.startswith(f"{name}-"))
        return max(of, key=len, default="")
