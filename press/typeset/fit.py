"""Fits a product to its pages: the largest step of the ladder that fits while the next does not."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from press.finding import Finding, Place
from press.pdf.readback import read_back
from press.processes import Beside
from press.products import Product
from press.read.expected import expected_words
from press.read.job import Job
from press.read.last_print import last_printed
from press.read.manuscript import Manuscript
from press.typeset.bench import Bench
from press.typeset.brand_sheet import sheet_of
from press.typeset.compose import Composer
from press.typeset.engine import Engine, Sheets, Typeset, write
from press.typeset.ladder import is_largest, largest_that_fits
from press.typeset.qr import held_with_code
from press.typeset.setting import MOST_LOOSE, Setting, at_of
from press.typeset.spread import too_full
from press.typeset.too_long import Stretch, too_long

FEW = 4  # words: with so many fewer a page may hold its text
WASTE, COVER = 2, 2  # pages, at most: what page breaks waste; what a lower cover saves


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
    sheets = sheets_for(engine, job, product, found)
    if sheets is None:
        return None
    bench = Bench(sheets, composer, manuscript, product.trim(job.paper), found)
    guess = _usable_guess(job.fits.get(product.file), product)
    begun = _begin(bench, guess)
    if begun is None:
        return None
    sides, count = begun
    if guess is not None and not keeps_the_signature(product, guess, count, bench.has_cover()):
        guess = None
    most = sides or _signature(product, count)  # of the guess, where there is one
    bench.set_code(most)
    with Beside[tuple[Typeset, list[str]]](idle_core) as writing:

        def fits(step: float) -> bool:
            if bench.pages(step) > most or not bench.is_sound(step):
                return False
            writing.begin(partial(bench.finish, step, most))
            return True

        if guess is None or not is_largest(product.ladder, fits, guess):  # else as it was last time
            bench.drop_code()
            most = sides or _choose_pages(bench)
            bench.set_code(most)
            if largest_that_fits(product.ladder, fits, max(product.pages) <= 2) is None:
                found.append(_too_long(bench, bench.lay_out(product.ladder[0]), most))
                writing.begin(partial(bench.finish, product.ladder[0], most))
        typeset, grumbles = writing.answer()  # of the last step that fits
    engine.grumbles += grumbles
    return typeset


def sheets_for(engine: Engine, job: Job, product: Product, found: list[Finding]) -> Sheets | None:
    """The style sheet of one product of a job, parsed; None, and D105, where there is none."""
    path = engine.project.styles / f"{product.file}.css"
    if not path.is_file():
        name = engine.project.name(path)
        fix = "write the product's sheet"
        found.append(Finding(Place(name), "D105", f"there is no style sheet {name}", fix))
        return None
    brand = sheet_of(job.clinic.brand if job.clinic else None, product.black_only)
    held = held_with_code(engine.project, job, product)
    return Sheets(engine, path, held, product.black_only, brand)


def _begin(bench: Bench, guess: float | None) -> tuple[int, int] | None:
    """Set clinic, title and sides; gives how many sides a card has, else 0, and how many pages.

    None where it can't be laid out, which is found.
    """
    product, size = bench.manuscript.product, guess or bench.manuscript.product.ladder[0]
    sets_block = bench.composer.job.clinic or 1 in product.pages
    if sets_block and bench.set_clinic(size) is None:
        return None
    bench.set_title()
    sides = bench.choose_sides() if product.may_turn else 0
    first = bench.lay_out(size)
    return None if first is None else (sides, len(first.pages))


def first_look(bench: Bench) -> tuple[float, Setting] | None:
    """A size and a setting to look at before the fit is made: those with which it begins.

    None where it can't be laid out, which is found.
    """
    job, product = bench.composer.job, bench.manuscript.product
    guess = _usable_guess(job.fits.get(product.file), product)
    begun = _begin(bench, guess)
    if begun is None:
        return None
    sides, count = begun
    size = guess or product.ladder[0]
    bench.set_code(sides or _signature(product, count))
    return size, bench.with_its_pages(size, bench.setting)


def _signature(product: Product, pages: int) -> int:
    """The smallest number of pages that the product may have and that holds so many."""
    return next((most for most in product.pages if pages <= most), max(product.pages))


def _usable_guess(guess: float | None, product: Product) -> float | None:
    return guess if guess in product.ladder else None


def _choose_pages(bench: Bench) -> int:
    """The smallest number of pages that holds the text in the smallest type.

    Where a lower picture on the cover saves pages, or the text is too long without, it is lower. A
    text that is too long with its marks obeyed has its sections run on, and then its lists torn:
    both are questions.
    """
    product = bench.manuscript.product
    least = product.ladder[0]
    count = bench.pages(least)
    most = _signature(product, count)
    if bench.has_cover() and (most > product.pages[0] or count > most):
        lower = bench.pages(least, low_cover=True)
        if _signature(product, lower) < most or lower < count > most:
            bench.setting = replace(bench.setting, low_cover=True)
            count, most = lower, _signature(product, lower)
    for loose in range(1, MOST_LOOSE + 1) if count > most else ():
        if bench.pages(least, loose=loose) <= most:
            bench.setting = replace(bench.setting, loose=loose)
            break
    return most


def keeps_the_signature(product: Product, guess: float, pages: int, cover: bool = False) -> bool:
    """Whether the smallest size would have the same signature as `guess`, which fills `pages`.

    Where every length goes with the type, the text takes up the square of the sizes' ratio; two
    pages more than the next smaller signature are left for what page breaks waste, and as many for
    a `cover` whose picture may be lower.
    """
    most = _signature(product, pages)
    smaller = max((fewer for fewer in product.pages if fewer < most), default=None)
    least = pages * (product.ladder[0] / guess) ** 2 - COVER * cover
    room = 1 if guess == product.ladder[0] else WASTE
    return smaller is None or least >= smaller + room


def _too_long(bench: Bench, document: Any, most: int) -> Finding:
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
        other = bench.of_another(shorter)
        return any(other.pages(product.ladder[0], loose=loose) <= most for loose in loosest)

    loosest = (0,) if product.may_turn else (0, MOST_LOOSE)
    pages = "page" if most == 1 else f"{most} pages"
    what = f"{pages} at {product.ladder[0]:g} pt"
    printed = last_printed(project, job.name, product.file)
    whole = Stretch(manuscript.lines, spilt, fits)
    return too_long(manuscript, what, pages_too_full(bench, document, most), whole, printed)


def pages_too_full(bench: Bench, document: Any, most: int) -> list[Stretch]:
    """The pages that have to take less; none where it is no page of a section's own that does."""
    manuscript, count = bench.manuscript, len(document.pages)
    starts = {at_of(one.heading, one.level): manuscript.lines.index(one.heading)
              for one in manuscript.every_section() if one.heading}  # fmt: skip
    over, stretches = count - most, []
    for full in too_full(document):
        if over <= 0:
            break
        enough = count - min(full.more, over)
        over -= full.more
        lines = manuscript.lines[starts[full.at] : starts.get(full.until)]
        fits = partial(_takes, bench, enough)
        stretches.append(Stretch(lines, FEW, fits, lines[0]))
    return stretches if over <= 0 else []


def _takes(bench: Bench, most: int, shorter: Manuscript) -> bool:
    """Whether a shorter text takes so many pages at most, in the smallest type."""
    return bench.of_another(shorter).pages(bench.manuscript.product.ladder[0]) <= most
