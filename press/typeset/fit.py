"""Fits a product to its pages: the largest step of the ladder that fits while the next does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from press.finding import Finding, Place
from press.pdf.readback import read_back
from press.processes import Beside
from press.products import Product
from press.read.expected import expected_words
from press.read.last_print import last_printed
from press.read.manuscript import Manuscript
from press.read.units import ROW
from press.typeset.clinic_fit import TIGHTEST, is_over, too_wordy
from press.typeset.compose import Composer
from press.typeset.engine import Engine, Sheets, Typeset, declared_families, font_files, write
from press.typeset.furniture import has_wide_table, slot_of, writing_lines
from press.typeset.too_long import too_long

STRIDES = (1, 1, 2, 4)  # an editor fills the page, so the answer lies mostly near the foot


def largest_that_fits(
    ladder: Sequence[float], fits: Callable[[float], bool], top_first: bool = False
) -> float | None:
    """The last step of `ladder` that fits, or None where the first does not.

    Strides up from the foot until a step does not fit, then bisects what lies between: so the
    step that is given fits, and the next was tried and does not. What fits at a size fits at each
    smaller one (measured: ENGINE.md, 121 sizes).
    """
    if not fits(ladder[0]):
        return None
    low, high = 0, len(ladder)
    if top_first:  # worth a try where a layout is cheap, and the text may be short
        if fits(ladder[-1]):
            return ladder[-1]
        high -= 1
    for stride in STRIDES:
        if low + stride >= high or not fits(ladder[low + stride]):
            high = min(high, low + stride)
            break
        low += stride
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(ladder[middle]) else (low, middle)
    return ladder[low]


def is_largest(ladder: Sequence[float], fits: Callable[[float], bool], guess: float) -> bool:
    """Whether `guess` is what `largest_that_fits` would find: it fits, and the next does not."""
    if not fits(guess):
        return False
    above = ladder.index(guess) + 1
    return above == len(ladder) or not fits(ladder[above])


@dataclass
class _Bench:
    """One manuscript on the bench: laid out at a size, each size once."""

    sheets: Sheets
    composer: Composer
    manuscript: Manuscript
    trim: tuple[float, float]
    found: list[Finding]

    def __post_init__(self) -> None:
        self.single = False  # whether all of it fits one page
        self.html: dict[tuple[int, bool, int], str | None] = {}
        self.made: dict[tuple[float, int, bool, int], Any] = {}
        self.tight = 0  # of TIGHTEST: how small the clinic's block is set

    def lay_out(self, size: float, lines: int | None = None) -> Any:
        """The pages at `size` pt with so many ruled lines, or None where the template is at fault.

        Without `lines` there are as many as the product's row says.
        """
        lines = self.manuscript.product.question_lines if lines is None else lines
        of = (lines, self.single, self.tight)
        if of not in self.html:
            self.html[of] = self.composer.compose(self.manuscript, self.found, *of)
        html = self.html[of]
        if html is None:
            return None
        key = (size, *of)
        if key not in self.made:
            self.made[key] = self.sheets.lay_out(html, size, self.trim)
        return self.made[key]

    def set_clinic(self, size: float) -> Any:
        """The pages at `size` pt, with the clinic's block as small as its words need it, or None.

        Its type goes with no other, so what fits its place at one size fits at each.
        """
        document, product = self.lay_out(size), self.manuscript.product
        while document and is_over(document, product):
            if self.tight == TIGHTEST:
                lay_out = partial(self.sheets.lay_out, size=size, trim=self.trim)
                self.found += filter(None, [too_wordy(self.composer, self.manuscript, lay_out)])
                return None
            self.tight += 1
            document = self.lay_out(size)
        return document

    def is_too_wide(self, size: float) -> bool:
        """Whether a table leaves its page at `size`, and would not at the smallest."""
        if not any(unit.kind == ROW for unit in self.manuscript.units):
            return False
        least = self.manuscript.product.ladder[0]
        wide = has_wide_table(self.lay_out(size))
        return wide and size > least and not has_wide_table(self.lay_out(least))

    def choose_sides(self) -> int:
        """How many pages a card takes: one if all of it fits there, so that nobody has to turn it.

        Else two, and the first says that there is a second.
        """
        self.single = True
        document = self.lay_out(self.manuscript.product.ladder[0])
        self.single = document is not None and len(document.pages) == 1
        return 1 if self.single else 2

    def finish(self, size: float, most: int) -> tuple[Typeset, list[str]]:
        """The PDF at `size`, and what the engine grumbled over it."""
        engine, product = self.sheets.engine, self.manuscript.product
        before = len(engine.grumbles)
        document = self.lay_out(size, self._ruled_lines(size, most))
        slot = slot_of(document, product.clinic_slot)
        families = declared_families(engine.project)
        ruled = tuple(writing_lines(document))
        fonts = font_files(engine.project)
        typeset = Typeset(write(document), size, len(document.pages), slot, ruled, families, fonts)
        return typeset, engine.grumbles[before:]

    def _ruled_lines(self, size: float, most: int) -> int:
        """As many lines for the reader's questions as fill the pages that are left over."""
        least = self.manuscript.product.question_lines
        missing = most - len(self.lay_out(size).pages)
        if not least or missing <= 0 or "questions" not in self.manuscript.roles():
            return least
        ladder = range(least, least + LINES_A_PAGE * (missing + 1))
        lines = largest_that_fits(ladder, lambda n: len(self.lay_out(size, int(n)).pages) <= most)
        return int(lines or least)


LINES_A_PAGE = 24  # of 9 mm: more than any page holds


def fit(
    engine: Engine,
    composer: Composer,
    manuscript: Manuscript,
    found: list[Finding],
    idle_core: bool = False,
) -> Typeset | None:
    """Typeset one manuscript at the size that fits, or None with findings.

    With an `idle_core`, what fits is written there while the next step is tried here.
    Findings: those of the composer, C103 where a clinic's words are too long for their place, P206
    where the text is too long for its page.
    """
    job, product = composer.job, manuscript.product
    path = engine.project.styles / f"{product.file}.css"
    if not path.is_file():
        name = engine.project.name(path)
        fix = "write the product's sheet"
        found.append(Finding(Place(name), "D105", f"there is no style sheet {name}", fix))
        return None
    sheets = Sheets(engine, path, job.pictures.held, product.black_only)
    bench = _Bench(sheets, composer, manuscript, product.trim(job.paper), found)
    guess = _usable_guess(job.fits.get(product.file), product)
    if job.clinic and bench.set_clinic(guess or product.ladder[0]) is None:
        return None
    sides = bench.choose_sides() if product.may_turn else 0
    first = bench.lay_out(product.ladder[0] if guess is None else guess)
    if first is None:
        return None
    if guess is not None and not keeps_the_signature(product, guess, len(first.pages)):
        guess, first = None, bench.lay_out(product.ladder[0])
    most = sides or _signature(product, len(first.pages))
    with Beside[tuple[Typeset, list[str]]](idle_core) as writing:

        def fits(step: float) -> bool:
            document = bench.lay_out(step)
            if len(document.pages) > most or bench.is_too_wide(step):
                return False
            writing.begin(partial(bench.finish, step, most))
            return True

        if guess is not None and is_largest(product.ladder, fits, guess):
            pass  # as it was last time
        elif largest_that_fits(product.ladder, fits, max(product.pages) <= 2) is None:
            first = bench.lay_out(product.ladder[0])
            found.append(_too_long(bench, first, most))
            writing.begin(partial(bench.finish, product.ladder[0], most))
        typeset, grumbles = writing.answer()  # of the last step that fits
    engine.grumbles += grumbles
    return typeset


def _signature(product: Product, pages: int) -> int:
    """The smallest number of pages that the product may have and that holds so many."""
    return next((most for most in product.pages if pages <= most), max(product.pages))


def _usable_guess(guess: float | None, product: Product) -> float | None:
    return guess if guess in product.ladder else None


def keeps_the_signature(product: Product, guess: float, pages: int) -> bool:
    """Whether the smallest size would have the same signature as `guess`, which fills `pages`.

    Where every length goes with the type, the text takes up the square of the sizes' ratio; two
    pages more than the next smaller signature are left for what page breaks waste.
    """
    most = _signature(product, pages)
    smaller = max((fewer for fewer in product.pages if fewer < most), default=None)
    least = pages * (product.ladder[0] / guess) ** 2
    return guess == product.ladder[0] or smaller is None or least >= smaller + 2


def _too_long(bench: _Bench, document: Any, most: int) -> Finding:
    """P206: by how many words, and which line to shorten."""
    manuscript, job = bench.manuscript, bench.composer.job
    product = manuscript.product
    project = bench.sheets.engine.project
    over = sum(len(glyph.char.strip()) for glyph in read_back(write(document)).flow
               if glyph.page >= most)  # fmt: skip
    spilt = 0
    for word in reversed(expected_words(manuscript, job.fields)):
        if over <= 0:
            break
        over -= len(word.text)
        spilt += 1

    def fits(shorter: Manuscript) -> bool:
        trial = replace(bench, manuscript=shorter, found=[])
        trial.single = bench.single
        return len(trial.lay_out(product.ladder[0]).pages) <= most

    pages = "page" if most == 1 else f"{most} pages"
    what = f"{pages} at {product.ladder[0]:g} pt"
    printed = last_printed(project, job.name, product.file)
    return too_long(manuscript, what, spilt, printed, fits)
