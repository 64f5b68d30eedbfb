"""The products and their editions: what is printed, one row each. Lengths in mm, type in pt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

POINTS_PER_MM = 72 / 25.4
# Office printers leave about 4 to 6 mm of every edge blank.
SAFE_MARGIN = 6.0
# mm, width and height, ISO 216 and ANSI A; with the page that is half of it
PAPERS: Mapping[str, tuple[float, float]] = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
TRIMS: Mapping[str, tuple[float, float]] = {"A5": (148.0, 210.0), "half-letter": (139.7, 215.9)}
PAPER_OF: Mapping[str, str] = {"A5": "a4", "half-letter": "letter"}
LONGEST_LINE = 75  # characters: RNIB Clear Print allows 60 to 70, EVIDENCE 5.11 row Y1 up to 75
LEAST_CONTRAST = 7.0  # to 1: WCAG 2.2, 1.4.6 (AAA)
STANDARD = "standard"
TITLE = "title"  # what a sign stands beside that is no section
# each speed of help and the stop box has its sign, so that a poor copy tells them apart
SPEEDS: Mapping[str, str] = {
    "emergency": "ambulance",
    "urgent": "phone",
    "soon": "clock",
    "stop": "stop",
}


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
    pages: tuple[int, ...]
    ladder: tuple[float, ...]  # sizes of `--step` in pt, small to large
    ladder_names: str  # what the size on the ladder is the size of
    floors: Mapping[str, float]
    clinic_slot: float  # mm: the height that the clinic's block may take
    gates: Gates
    asks: tuple[str, ...] = ("title", "description")
    may_ask: tuple[str, ...] = ()
    # the small sign of a role's section, of styles/signs/, where the guide chooses none
    signs: Mapping[str, str] = field(default_factory=dict)
    figure_slot: float = 0.0  # mm: no figure is set narrower
    question_lines: int = 0  # ruled for the reader; more of them fill pages that are left over
    leading: tuple[float, float] = (1.15, 1.6)  # from baseline to baseline, of the type size
    edition: str = STANDARD
    black_only: bool = False  # no colour, no grey, no large solid
    most_ink: float = 100.0  # per cent of a page that all but its letters may cover
    whole_sheet: bool = False  # a page is as large as the paper: nothing is left to impose

    @property
    def file(self) -> str:
        """The stem of its PDF and of its style sheet: `leaflet`, `leaflet-mono`."""
        return self.name if self.edition == STANDARD else f"{self.name}-{self.edition}"

    @property
    def may_turn(self) -> bool:
        """Whether it is one page or two sides, so that the first may say there is more."""
        return set(self.pages) == {1, 2}

    def trim(self, page: str) -> tuple[float, float]:
        """Width and height of a page in mm, where the country's page is `page` (of TRIMS)."""
        return PAPERS[PAPER_OF[page]] if self.whole_sheet else TRIMS[page]


def quarter_points(first: float, last: float) -> tuple[float, ...]:
    """The ladder of type sizes from `first` to `last` pt, a quarter point apart."""
    return tuple(first + step / 4 for step in range(round((last - first) * 4) + 1))


LEAFLET = Product(
    name="leaflet",
    pages=(2, 4, 8, 12),
    ladder=quarter_points(12, 14),
    ladder_names="body",
    floors={"": 12, "sources": 10, "clinic": 9, "label": 9},
    clinic_slot=24,
    gates=Gates(grade=6.0, smog=8.0),
    may_ask=("running_title",),
    signs=SPEEDS,
    question_lines=4,
)
NIGHT_CARD = Product(
    name="night-card",
    pages=(1,),
    ladder=quarter_points(14, 20),
    ladder_names="steps",
    floors={"": 12, "steps": 14, "clinic": 9, "label": 9},
    clinic_slot=19.5,
    gates=Gates(grade=4.0, smog=8.0, steps_words=90),
    signs={TITLE: "moon", "stop": "stop", "emergency": "ambulance"},
    question_lines=2,
    figure_slot=20,
    leading=(1.05, 1.6),
)
ROWS = (
    LEAFLET,
    NIGHT_CARD,
    # 18 pt or more everywhere (RNIB: large print is 16 to 18 pt); of the card's two sides the
    # second holds only what the first has no room for
    replace(
        LEAFLET,
        edition="large-print",
        whole_sheet=True,
        pages=(2, 4, 8, 12, 16, 20, 24),
        ladder=quarter_points(18, 19),
        floors={"": 18},
        clinic_slot=84,
        question_lines=3,
    ),
    replace(
        NIGHT_CARD,
        edition="large-print",
        whole_sheet=True,
        pages=(1, 2),
        ladder=quarter_points(18, 24),
        floors={"": 18},
        signs={TITLE: "moon", **SPEEDS},
        clinic_slot=48,
    ),
    # for a photocopier: what is not letters takes less than half of the ink of the standard card;
    # of the leaflet most is on its cover, a drawing as large as the page
    replace(LEAFLET, edition="mono", black_only=True, most_ink=6.5),
    replace(
        NIGHT_CARD,
        edition="mono",
        black_only=True,
        most_ink=3.2,
        signs={TITLE: "moon", **SPEEDS},
    ),
)
BY_FILE: Mapping[str, Product] = {row.file: row for row in ROWS}
PRODUCTS: Mapping[str, Product] = {row.name: row for row in ROWS if row.edition == STANDARD}
EDITIONS = tuple(dict.fromkeys(row.edition for row in ROWS))


def rows(names: Iterable[str], editions: Iterable[str]) -> tuple[Product, ...]:
    """The rows of these products in these editions, in the table's order."""
    names, editions = set(names), set(editions)
    return tuple(row for row in ROWS if row.name in names and row.edition in editions)
