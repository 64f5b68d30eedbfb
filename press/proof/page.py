"""Preflight of the paper: page size and count, type, lines, contrast, fonts, breaks, edges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from press.colour import contrast_over
from press.finding import Finding, Place
from press.pdf.reading import INK_DPI
from press.products import LEAST_CONTRAST, LONGEST_LINE, POINTS_PER_MM, SAFE_MARGIN
from press.proof.compare import PrintedWord
from press.proof.preflight import Proof
from press.proof.words import off_the_page

COLUMN_GAP = 2  # ems: no space between words is as wide
ROUNDING = 0.05  # pt, of type sizes; and twice this in mm, of pages
THIN = 0.1  # of a word's box: a line to write on may run through so much of it
PAPER_WHITE = 250  # grey level: lighter than this leaves no toner


def the_page_has_its_size(proof: Proof) -> Iterator[Finding]:
    """P201: the trim of the country's paper (ISO 216; ANSI)."""
    want = proof.product.trim(proof.job.paper)
    for number, leaf in enumerate(proof.reading.pages, 1):
        size = (leaf.width / POINTS_PER_MM, leaf.height / POINTS_PER_MM)
        if any(abs(a - b) > 0.2 for a, b in zip(size, want, strict=True)):
            problem = (
                f"page {number} is {size[0]:.1f} × {size[1]:.1f} mm, not {want[0]} × {want[1]}"
            )
            fix = "take `size` out of the sheet's @page: the press sets it, by the country's paper"
            yield Finding(proof.sheet, "P201", problem, fix)


def the_pages_are_as_many_as_they_may_be(proof: Proof) -> Iterator[Finding]:
    """P202: one page for the card, or two sides of it; for the leaflet what folds or staples."""
    pages = len(proof.reading.pages)
    if pages not in proof.product.pages:
        may = ", ".join(map(str, proof.product.pages))
        problem = f"the {proof.product.file} has {pages} pages; it may have {may}"
        fix = f"shorten it to fit {max(proof.product.pages)} pages, or let it fill them: "
        fix += "a section with the role questions grows to the next number"
        if max(proof.product.pages) <= 2:
            fix = "shorten it, or take out of styles/ what begins a page"
        yield Finding(Place(proof.manuscript.file), "P202", problem, fix)


def no_type_is_under_its_floor(proof: Proof) -> Iterator[Finding]:
    """P203: the floors of the product's row, measured on the page, one finding a line."""
    # page numbers are nobody's words, and are read all the same
    least = proof.floors.get("label", proof.floors[""])
    small = [glyph for glyph in proof.reading.outside if glyph.size < least - ROUNDING]
    known = {glyph for one in proof.printed for glyph in one.glyphs}
    if stray := next((glyph for glyph in small if glyph not in known), None):
        problem = f"“{stray.char}” in the margin of page {stray.page + 1} is set in "
        problem += f"{stray.size:.2f} pt; the least there is {least:g} pt"
        yield Finding(proof.sheet, "P203", problem, "mend the size in @page, not the floor")
    smallest: dict[tuple[str, int], PrintedWord] = {}
    for one in proof.printed:
        key = (one.word.line.file, one.word.line.number)
        if one.size < _floor(proof, one) - ROUNDING and (
            key not in smallest or one.size < smallest[key].size
        ):
            smallest[key] = one
    for one in smallest.values():
        floor = _floor(proof, one)
        problem = f"“{one.word.text}” is set in {one.size:.2f} pt; the least here is {floor:g} pt"
        fix = "mend the size in styles/, not the floor: the reader has no glasses on"
        yield one.word.line.finding("P203", problem, fix, one.word.column)


def _floor(proof: Proof, one: PrintedWord) -> float:
    floors = proof.floors
    if one.word.kind in ("caption", "table") and one.word.kind in floors:
        return floors[one.word.kind]
    own = floors.get(one.word.role, floors[""])
    if one.word.kind == "heading":
        return min(own, floors.get("heading", own))
    if one.word.role == "steps" and one.word.kind == "text" and _is_bold(one):
        return floors.get("verbs", own)
    return own


def _is_bold(one: PrintedWord) -> bool:
    return "Bold" in one.glyphs[0].font


def no_line_is_too_long(proof: Proof) -> Iterator[Finding]:
    """P204: a line of over 75 characters loses the eye on its way back (RNIB Clear Print)."""
    for line in _lines(proof):
        text = " ".join(one.word.text for one in line)
        if len(text) > LONGEST_LINE:
            first = line[0].word
            problem = f"a line of {len(text)} characters on page {line[0].page + 1}"
            fix = (
                f"at most {LONGEST_LINE}: a shorter text is set in larger type; or, for whoever "
                "keeps the style sheets, a narrower box in styles/"
            )
            yield first.line.finding("P204", problem, fix, first.column)


def _lines(proof: Proof) -> Iterator[list[PrintedWord]]:
    """The printed words as lines: one block, one baseline, no gap as wide as a column's."""
    rows: dict[tuple[object, ...], list[PrintedWord]] = defaultdict(list)
    for one in proof.printed:
        cell = one.glyphs[0].element if one.word.kind == "table" else -1
        label = one.word.line if one.word.role == "label" else None  # each is a text of its own
        key = (one.page, one.word.block, one.word.role, cell, label,
               round(one.glyphs[0].baseline))  # fmt: skip
        rows[key].append(one)
    for row in rows.values():
        row.sort(key=lambda one: one.box[0])
        line = row[:1]
        for before, one in pairwise(row):
            if one.box[0] - before.box[2] > COLUMN_GAP * one.size:
                yield line
                line = []
            line.append(one)
        yield line


def every_text_stands_out(proof: Proof) -> Iterator[Finding]:
    """P205: 7:1 between a word's colour and all that lies behind it (WCAG 2.2, 1.4.6)."""
    scale = INK_DPI / 72
    told: set[tuple[object, ...]] = set()
    for one in proof.printed:
        leaf = proof.reading.pages[one.page]
        left, bottom, right, top = one.box
        if off_the_page(one.box, leaf):
            continue  # P103 says it
        left, right = max(left, 0), min(right, leaf.width)  # what is off the page has no colour
        bottom, top = max(bottom, 0), min(top, leaf.height)
        area = (left * scale, (leaf.height - top) * scale, right * scale,
                (leaf.height - bottom) * scale)  # fmt: skip
        crop = leaf.bare.crop(tuple(round(edge) for edge in area))  # type: ignore[arg-type]
        # a photo has too many colours to count: 64 of them stand for it
        colours = crop.getcolors(4096) or crop.quantize(64).convert("RGB").getcolors() or []
        ink = one.glyphs[0].colour
        poor = [(n, contrast_over(ink, ground), ground) for n, ground in colours
                if contrast_over(ink, ground) < LEAST_CONTRAST]  # fmt: skip
        if sum(n for n, *_ in poor) <= sum(n for n, _ in colours) * THIN:
            continue
        _, ratio, ground = max(poor)
        if (ink, ground) not in told:
            told.add((ink, ground))
            problem = f"“{one.word.text}” has a contrast of {ratio:.1f}:1 to what lies behind it"
            fix = f"take a darker or lighter token; at least {LEAST_CONTRAST:g}:1"
            yield one.word.line.finding("P205", problem, fix, one.word.column)


def every_glyph_is_from_our_fonts(proof: Proof) -> Iterator[Finding]:
    """P302: nothing falls back to the machine's fonts."""
    ours = {"".join(c for c in name if c.isalnum()) for name in proof.typeset.families}
    known: set[str] = set()
    told: set[str] = set()
    for one in proof.printed:
        for font in dict.fromkeys(glyph.font for glyph in one.glyphs):
            if font in known:
                continue
            known.add(font)
            name = font.split("+")[-1]
            bare = "".join(c for c in name if c.isalnum())
            if name not in told and not any(bare.startswith(family) for family in ours):
                told.add(name)
                problem = f"“{one.word.text}” is set in {name}, which is not one of our fonts"
                fix = "name the font in styles/tokens.css, with its whole file in styles/fonts/"
                yield one.word.line.finding("P302", problem, fix, one.word.column)


def nothing_is_printed_at_the_edge(proof: Proof) -> Iterator[Finding]:
    """P211: solids and figures keep out of the margin too."""
    edge = int(SAFE_MARGIN / 25.4 * INK_DPI) - 1
    for number, leaf in enumerate(proof.reading.pages, 1):
        grey = leaf.bare_grey
        wide, high = grey.size
        strips = ((0, 0, wide, edge), (0, high - edge, wide, high), (0, 0, edge, high),
                  (wide - edge, 0, wide, high))  # fmt: skip
        if min(grey.crop(strip).getextrema()[0] for strip in strips) < PAPER_WHITE:  # type: ignore[operator]
            problem = f"something solid lies within {SAFE_MARGIN:g} mm of the edge of page {number}"
            fix = "office printers leave that margin blank: move it inwards in styles/"
            yield Finding(proof.sheet, "P211", problem, fix)
