"""Preflight of access: title, language, tags, heading order, table headers, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from press.finding import Finding, Place
from press.products import POINTS_PER_MM
from press.proof.preflight import Proof
from press.read.folding import fill_line, straight
from press.read.pictures import pictures_of
from press.read.standing import BAND
from press.typeset.pdfa import claims_both
from press.typeset.qr import code_of


def the_file_says_what_it_is(proof: Proof) -> Iterator[Finding]:
    """A201 to A203, A206, A207: title with its band, language, tags (ISO 14289-1, 7)."""
    place = Place("templates/skeleton.html")
    title = straight(str(proof.manuscript.title.value))
    label = proof.job.labels("every-page").get(BAND)
    band = straight(fill_line(str(label.value), proof.job.fields)) if label else ""
    reading = proof.reading
    said = " ".join(reading.title.split())  # a no-break space is a space to whoever reads it
    rest = said.replace(title, "", 1).replace(band, "", 1) if band else said.replace(title, "", 1)
    if title not in said or band not in said or any(map(str.isalnum, rest)):
        problem = f"the PDF's title is “{reading.title}”; it must say the title and the band"
        yield Finding(place, "A201", problem, "write both into <title>")
    if reading.language != proof.job.locale:
        problem = f"the PDF's language is “{reading.language}”, not {proof.job.locale}"
        yield Finding(place, "A202", problem, "write lang on <html>")
    if not reading.tagged or not reading.elements:
        yield Finding(place, "A203", "the PDF has no tags", "typeset it as PDF/UA-1")
    if not reading.true_size:
        fix = "the typesetter must set PrintScaling to None"
        yield Finding(place, "A206", "the PDF does not ask for printing at true size", fix)
    if not claims_both(proof.typeset.pdf):
        fix = "the typesetter must ask the engine for PDF/A-2a, and finish it as PDF/UA-1"
        yield Finding(place, "A207", "the PDF does not claim PDF/A-2a and PDF/UA-1", fix)


def headings_go_down_by_one(proof: Proof) -> Iterator[Finding]:
    """A204: one first-level heading at the start, then no level skipped (ISO 14289-1, 7.4.2)."""
    elements = proof.reading.elements
    levels = [int(e.kind[1:]) for e in elements if e.kind[:1] == "H" and e.kind[1:].isdigit()]
    if not levels or levels[0] != 1 or levels.count(1) != 1:
        problem = "the page must begin with its title as the one heading of the first level"
        yield Finding(
            Place(f"templates/{proof.product.name}.html"), "A204", problem, "set one <h1>"
        )
    for above, below in pairwise(levels):
        if below > above + 1:
            problem = f"a heading of level {below} follows one of level {above}"
            fix = f"write it with {'#' * (above + 1)}"
            yield Finding(Place(proof.manuscript.file), "A204", problem, fix)


def tables_have_headers(proof: Proof) -> Iterator[Finding]:
    """A205: without a header cell a screen reader can't say what a cell is about.

    A table that goes on over pages has its head once, on the first.
    """
    elements = proof.reading.elements
    rows = [e.parent for e in elements if e.kind == "TH"]
    headed = {
        elements[row].parent for row in rows if elements[elements[row].parent].kind == "THead"
    }
    lines = proof.manuscript.lines
    bars = [line.text.lstrip()[:1] == "|" for line in lines]
    begins = zip(lines, bars, [False, *bars], strict=False)
    tables = [line for line, bar, before in begins if bar and not before]
    if len(headed) < len(tables):
        fix = "give it a first row with the columns' names"
        yield Finding(tables[0].place, "A205", "a table has no header cells", fix)


def every_figure_says_what_it_shows(proof: Proof) -> Iterator[Finding]:
    """A208: a picture in the tags has words in its place; decoration is not in them (7.3)."""
    for element in proof.reading.elements:
        if element.kind == "Figure" and not element.alt:
            place = Place(f"templates/{proof.product.name}.html")
            problem = f"a picture on page {element.page + 1} has no description"
            fix = 'give its <img> an alt text, or alt="" if it says nothing'
            yield Finding(place, "A208", problem, fix)


def nothing_is_heard_that_nobody_wrote(proof: Proof) -> Iterator[Finding]:
    """P102: what is heard of a picture stands in the text, or is its logo's or its QR code's."""
    job = proof.job
    written = [picture.alt for picture in pictures_of(proof.manuscript, job.fields)]
    if job.shown_clinic and job.shown_clinic.logo:
        written.append(str(job.shown_clinic.logo.described.value))
    if code := code_of(job, proof.product):
        written.append(code.alt)
    known = {_heard(text) for text in written}
    for element in proof.reading.elements:
        if element.kind == "Figure" and element.alt and _heard(element.alt) not in known:
            problem = (
                f"page {element.page + 1} says of a picture what nobody wrote: “{element.alt}”"
            )
            fix = "take these words out of the template; a sign or an ornament has none"
            yield Finding(Place(f"templates/{proof.product.templates[-1]}"), "P102", problem, fix)


def _heard(text: str) -> str:
    return " ".join(straight(text).split())


def every_picture_is_on_paper(proof: Proof) -> Iterator[Finding]:
    """A117 and A118: each picture of the manuscript is printed, and large enough to be read."""
    printed = {picture.alt: picture for picture in proof.reading.pictures}
    for picture in pictures_of(proof.manuscript, proof.job.fields):
        found = printed.get(picture.alt)
        if found is None:
            fix = "look at the template and the sheet of this section"
            yield picture.line.finding("A117", "this picture is not on the page", fix)
            continue
        left, bottom, right, top = found.box
        size = max(right - left, top - bottom) / POINTS_PER_MM  # a lamp is narrow, and tall
        if size < proof.product.figure_slot * 0.8:
            problem = f"this picture is {size:.0f} mm large on the page"
            fix = f"it needs {proof.product.figure_slot:g} mm: give its column more room"
            yield picture.line.finding("A118", problem, fix)
