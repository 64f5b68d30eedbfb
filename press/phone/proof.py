"""Proves phone editions in a browser, word for word, as a PDF is proved in PDFium.

What must stand there is read from raw lines (expected.py), what stands there is what Chromium shows
of the page: no template and no composer is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from press.finding import Finding, Place
from press.pdf.reading import Glyph
from press.phone.browser import NARROW, Seen, look_at
from press.phone.dial import SPOKEN, Dialled
from press.phone.expected import phone_phrases, references
from press.proof.compare import Comparison, compare
from press.proof.words import by_line, said, word_finding
from press.read.expected import expected_words
from press.read.fields import fill
from press.read.folding import plain, straight
from press.read.job import Job, in_its_standing
from press.read.manuscript import Manuscript
from press.read.pictures import pictures_of
from press.read.reading_labels import EVERY_PAGE
from press.read.standing import BAND
from press.read.syntax import LINK
from press.typeset.phrasing import EMERGENCY

NOWHERE = (0.0, 0.0, 0.0, 0.0)
INK = (0, 0, 0, 255)
TEMPLATE = "look at its template in templates/phone/, and at styles/phone/phone.css"
MOST_SHOWN = 60  # letters


@dataclass(frozen=True)
class PhonePage:
    """A phone edition to be proved: its whole HTML, and what it was made from."""

    html: str
    job: Job
    manuscript: Manuscript

    @property
    def template(self) -> Place:
        """The place of what is no line's fault."""
        return Place(f"templates/phone/{self.manuscript.product.name}.html")


@dataclass(frozen=True)
class _Read:
    """What a browser shows, as one page of characters."""

    flow: tuple[Glyph, ...]
    outside: tuple[Glyph, ...]
    pages: tuple[int, ...] = (1,)


def prove(pages: Sequence[PhonePage]) -> list[Finding]:
    """What is wrong with phone editions, page by page. Raises NoBrowser.

    P110 words lost or out of order, P111 words that nobody wrote, P112 what does not hold in a
    browser, P225 a number to dial that is of no field.
    """
    return [finding for found in proofs(pages) for finding in found]


def proofs(pages: Sequence[PhonePage]) -> list[list[Finding]]:
    """The same, of each page by itself."""
    seen = look_at([page.html for page in pages])
    return [list(judge(page, shown)) for page, shown in zip(pages, seen, strict=True)]


def judge(page: PhonePage, seen: Seen) -> Iterator[Finding]:
    """What is wrong with one page, by what a browser shows of it."""
    job = in_its_standing(page.job, page.manuscript.product.name)
    words = expected_words(page.manuscript, job.fields)
    phrases = phone_phrases(job, page.manuscript)
    read = _Read(_characters(seen.text), _characters(seen.outside))
    yield from _words(page, compare(read, words, phrases))
    yield from _links(page, job, seen)
    yield from _holds(page, job, seen)


def _characters(text: str) -> tuple[Glyph, ...]:
    """A text as characters of a page: their order is known, and nothing else."""
    return tuple(
        Glyph(char, 0, NOWHERE, 0.0, "", INK, 0, 0.0, float(place), float(place), "")
        for place, char in enumerate(plain(text))
    )


def _words(page: PhonePage, found: Comparison) -> Iterator[Finding]:
    for words in by_line(found.lost, lambda word: word):
        problem = f"the words are not on the phone: “{said(words)}”"
        yield word_finding(words[0], "P110", problem, TEMPLATE)
    for printed in by_line(found.strayed, lambda one: one.word):
        words = [one.word for one in printed]
        problem = f"the words stand out of their order on the phone: “{said(words)}”"
        yield word_finding(words[0], "P110", problem, TEMPLATE)
    if text := "".join(glyph.char for glyph in found.unknown):
        problem = f"the phone edition says what no manuscript says: “{text[:MOST_SHOWN]}”"
        fix = "words come from manuscript, words file or clinic; see the template"
        yield Finding(page.template, "P111", problem, fix)


def _links(page: PhonePage, job: Job, seen: Seen) -> Iterator[Finding]:
    """P225 for a number to dial that no field has; P112 for a link that is none of ours."""
    dialled = {one.address: re.sub(r"\D", "", one.shown) for one in _numbers(job)}
    known = {one.address for one in references(job)}
    for address, words in seen.links:
        if address.startswith("tel:"):
            digits = re.sub(r"\D", "", words)
            if address not in dialled or dialled[address] not in digits:
                problem = f"a link dials {address[4:]}, where the page says “{_short(words)}”"
                fix = "dial only what a field says: take the link out, or correct its address"
                yield Finding(page.template, "P225", problem, fix)
        elif not address.startswith("#") and address not in known | _typed(page):
            problem = f"a link leads to {_short(address)}, which no line names"
            yield Finding(page.template, "P112", problem, TEMPLATE)


def _numbers(job: Job) -> Iterator[Dialled]:
    """Every number that a field or a clinic's line gives to be dialled."""
    fields = (job.fields.get(name) for name in (EMERGENCY, *SPOKEN))
    yield from (Dialled(field.text) for field in fields if field and field.text)
    yield from (Dialled(line.own.shown) for line in job.lines if line.own)


def _typed(page: PhonePage) -> set[str]:
    """The addresses that lines of the manuscript link to."""
    return {match[2] for line in page.manuscript.lines for match in LINK.finditer(line.text)}


def _holds(page: PhonePage, job: Job, seen: Seen) -> Iterator[Finding]:
    """P112 for what a page asks for, what the browser says of it, its width and its pictures."""

    def finding(problem: str) -> Finding:
        return Finding(page.template, "P112", problem, TEMPLATE)

    band = job.labels(EVERY_PAGE).get(BAND)
    title = f"{page.manuscript.title.value} ({fill(str(band.value), job.fields) if band else ''})"
    if plain(seen.title) != plain(title):
        yield finding(f"the page's title is “{_short(seen.title)}”, and not “{_short(title)}”")
    for address in seen.asked_for:
        yield finding(f"the phone edition asks for {_short(address)}, and must hold all it shows")
    for grumble in seen.grumbles if not seen.asked_for else ():
        yield finding(f"the browser says of the phone edition: {_short(grumble)}")
    if seen.wide > NARROW:
        over = f"it is {seen.wide} pixels wide on a screen of {NARROW}"
        yield finding(f"the phone edition must be pushed to the side: {over}")
    meant = [one.alt for one in pictures_of(page.manuscript, job.fields)]
    shown = [straight(" ".join(alt.split())) for alt in seen.pictures]
    for alt in meant:
        if alt not in shown:
            yield finding(f"a picture is not there, or nobody hears of it: “{_short(alt)}”")
    if any(not alt for alt in shown):
        yield finding("a picture has no words, and is not passed over")


def _short(text: str) -> str:
    return text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 1]}…"
