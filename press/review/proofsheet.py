"""The proofsheet: every printed page in four looks side by side, for a person to judge.

It shows what lies in `dist/` by its manifest, in every edition. It is no patient's product: it is
in no manifest, and the next print clears it away, since the pages may then have changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.etree import ElementTree

from press.finding import Finding
from press.pdf.readback import page_sizes, render
from press.pdf.reading import Box
from press.products import POINTS_PER_MM
from press.project import Project
from press.read.catalogue import catalogue
from press.read.guide import lookup
from press.review import copier
from press.review.overlay import PageOf, Pasted, paste
from press.run.console import end
from press.run.order import Order, WrongCall
from press.run.orders import tickets
from press.run.papers import printed_of, publish_papers
from press.run.publish import is_whole, read_manifest, stem_of
from press.typeset.engine import EngineFault, Sheets, start_engine, write

NAME = "proofsheet.pdf"
A3 = (420.0, 297.0)  # mm, ISO 216, landscape
BODY = 9.0  # pt
# A window holds an A5 page at 62 %, so that two pages share a sheet. All in mm.
WINDOW = (92.0, 130.2)
FIRST = (10.0, 16.0)  # of the first window, from the sheet's left and upper edge
STEP = (102.6, 140.0)  # from one window to the next
ROWS_A_SHEET = 2
HEAD = 9.0  # how far above its window a row's words begin

LOOKS: tuple[tuple[str, copier.Look | None], ...] = (
    ("Colour", None),  # the page itself, not its picture
    ("Grey", copier.grey),
    (f"One bit at {copier.COPIER_DPI} dpi: a copier in text mode", copier.one_bit),
    ("Seen without green cones (deuteranopia)", copier.without_green),
)
ASKS = (
    "For whoever judges the pages, not for readers. Ask of each column: is every word still read? "
    "Is the stop box still the first thing seen? Does each sign still say what it says? "
    "Is anything told by its colour alone?"
)


@dataclass(frozen=True)
class Print:
    """One printed PDF: its name under `dist/`, its bytes, and its pages' sizes in pt."""

    name: str
    pdf: bytes
    sizes: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class ProofRow:
    """One page of a print, with its place: the sheet from 0, and the row on it from 0."""

    printed: Print
    page: int
    sheet: int
    row: int

    @property
    def scale(self) -> float:
        """How large the page is shown, of its true size."""
        wide, high = self.printed.sizes[self.page]
        return POINTS_PER_MM * min(WINDOW[0] / wide, WINDOW[1] / high)

    def box(self, column: int) -> Box:
        """The window of a look, in pt from the sheet's lower left, as large as the page shown."""
        wide, high = (side * self.scale for side in self.printed.sizes[self.page])
        left = (FIRST[0] + column * STEP[0]) * POINTS_PER_MM
        top = (A3[1] - FIRST[1] - self.row * STEP[1]) * POINTS_PER_MM
        return left, top - high, left + wide, top


def proofsheet(project: Project, order: Order) -> int:
    """Write `dist/proofsheet.pdf` of all that the order names and that is printed; the exit code.

    Raises WrongCall where something of it is not printed; CannotPublish, EngineFault, OSError.
    """
    found: list[Finding] = []
    prints = tuple(_prints(project, order, found))
    if not prints:
        raise WrongCall("no guide has what is ordered: name another --product, or none")
    rows = tuple(_rows(prints))
    engine = start_engine(project)
    engine.hear()
    sheets = Sheets(engine, project.styles / "proofsheet.css")
    made = write(sheets.lay_out(words(rows), BODY, A3))
    if heard := engine.hear():
        raise EngineFault(heard[0])
    of = printed_of(read_manifest(project) or {})
    publish_papers(project, {NAME: paste(made, _pasted(rows))}, of)
    print(f"dist/{NAME}: {len(rows)} pages of {len(prints)} files in {len(LOOKS)} looks")
    return end(found)


def _prints(project: Project, order: Order, found: list[Finding]) -> Iterator[Print]:
    """The printed files, job by job, in the order of the products table."""
    manifest = read_manifest(project) or {}
    known = catalogue(project)
    names = order.products or tuple(known.products)
    stems = [row.file for row in known.rows if row.name in names]
    for ticket in tickets(project, order, found):
        if not any(lookup(ticket.guide, ticket.locale, f"{name}.md") for name in names):
            continue  # the guide has no such product
        files = {stem_of(name): name for name in manifest.get(ticket.name, {})}
        mine = [files[stem] for stem in stems if stem in files]
        if not mine or not is_whole(project, {n: manifest[ticket.name][n] for n in mine}):
            raise WrongCall(
                f"{ticket.name} is not printed yet, or was changed in dist/: "
                "run python build.py first, or name what is printed with --guide and --locale"
            )
        for name in mine:
            pdf = (project.dist / name).read_bytes()
            yield Print(name, pdf, page_sizes(pdf))


def _rows(prints: Sequence[Print]) -> Iterator[ProofRow]:
    count = 0
    for one in prints:
        for page in range(len(one.sizes)):
            yield ProofRow(one, page, *divmod(count, ROWS_A_SHEET))
            count += 1


def words(rows: Sequence[ProofRow]) -> str:
    """The words of all sheets as HTML: what each row shows, each look's name, what to ask."""
    page = ElementTree.Element("html", {"lang": "en", "class": "proofsheet"})
    head = ElementTree.SubElement(page, "head")
    ElementTree.SubElement(head, "title").text = "Proofsheet"
    body = ElementTree.SubElement(page, "body")
    for row in rows:
        if row.row == 0:
            sheet = ElementTree.SubElement(body, "section", {"class": "sheet"})
            ElementTree.SubElement(sheet, "p", {"class": "asks"}).text = ASKS
        top = FIRST[1] + row.row * STEP[1] - HEAD
        block = ElementTree.SubElement(sheet, "div", {"class": "row", "style": f"top: {top}mm"})
        of = f"page {row.page + 1} of {len(row.printed.sizes)}, shown at {row.scale:.0%}"
        ElementTree.SubElement(block, "h2").text = f"{row.printed.name}, {of}"
        for column, (name, _) in enumerate(LOOKS):
            style = f"left: {FIRST[0] + column * STEP[0]}mm"
            ElementTree.SubElement(block, "p", {"class": "look", "style": style}).text = name
    return "<!DOCTYPE html>" + ElementTree.tostring(page, "unicode", method="html")


def _pasted(rows: Sequence[ProofRow]) -> Iterator[Pasted]:
    """Every look of every row; a page's picture lives no longer than its row."""
    for printed, of_print in groupby(rows, lambda row: row.printed):
        pictures = render(printed.pdf, copier.COPIER_DPI)
        for row, picture in zip(of_print, pictures, strict=True):
            for column, (_, look) in enumerate(LOOKS):
                what = look(picture) if look else PageOf(printed.pdf, row.page)
                yield Pasted(row.sheet, row.box(column), what)
