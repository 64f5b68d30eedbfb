"""Preflight of clear print: upright type, no line under words, no capitals but where they help.

Only what was measured on the page counts. Source of all: RNIB Clear Print and the NHS print rules
(EVIDENCE 5.3, 5.4).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby, pairwise
from typing import cast

from PIL import Image

from press.finding import Finding
from press.pdf.reading import INK_DPI
from press.proof.compare import PrintedWord
from press.proof.preflight import Proof
from press.read.language import Tongue

SLANTED = re.compile(r"italic|oblique|slant", re.IGNORECASE)
LONG = 4  # letters: shorter ones in capitals are abbreviations, which W117 looks at
LETTERS = re.compile(r"[^\W\d_]+")
FURNITURE = ("label", "marker")  # lines to write on may run under these
NAMES = ("sources", "clinic")  # roles whose words are other people's names
NOUNS_HAVE_CAPITALS = ("de", "lb")
LINE_BELOW = 0.2  # em under the baseline: an underline lies there, a border does not
INK_STEP = 48  # grey levels that a line's row of pixels differs from the paper around it
SPAN = 0.9  # of a word's width


def type_is_upright(proof: Proof) -> Iterator[Finding]:
    """P214: slanted letters run together for tired eyes. Bold says the same, and better."""

    def slanted(one: PrintedWord) -> str:
        return one.glyphs[0].font.split("+")[-1] if SLANTED.search(one.glyphs[0].font) else ""

    fix = "take font-style out of styles/; where words must stand out, set them in bold"
    for one in _first_of_each_line(proof, slanted):
        yield _finding(one, "P214", f"“{one.word.text}” is set in {slanted(one)}", fix)


def nothing_is_underlined(proof: Proof) -> Iterator[Finding]:
    """P215: a line cuts off the tails of letters, and looks like a link."""
    pages = [page.bare_grey for page in proof.reading.pages]

    def lined(one: PrintedWord) -> bool:
        return one.word.kind not in FURNITURE and _has_line_below(pages[one.page], one)

    fix = "take text-decoration out of styles/; where words must stand out, set them in bold"
    for one in _first_of_each_line(proof, lined):
        yield _finding(one, "P215", f"“{one.word.text}” is underlined", fix)


def _has_line_below(page: Image.Image, one: PrintedWord) -> bool:
    """Whether a thin line as wide as the word lies just under its baseline, on the grey `page`."""
    scale = INK_DPI / 72
    left, right = round(one.box[0] * scale), round(one.box[2] * scale)
    base = page.height - one.glyphs[0].baseline * scale
    above = round(base - one.size * scale / 4)  # amid the letters, which are not on this picture
    foot = round(base + one.size * scale * LINE_BELOW)
    if left < 0 or above < 0 or right > page.width or foot >= page.height or right <= left:
        return False  # P103 says it
    area = page.crop((left, above, right, foot + 1))
    least, most = cast(tuple[int, int], area.getextrema())
    if most - least < INK_STEP:
        return False  # as nearly always: nothing is there
    rows = page.crop((left, round(base), right, foot + 1)).tobytes()
    ground = page.crop((left, above, right, above + 1)).tobytes()
    wide = right - left
    unlike = [abs(ink - ground[n % wide]) >= INK_STEP for n, ink in enumerate(rows)]
    return any(sum(unlike[n : n + wide]) >= SPAN * wide for n in range(0, len(rows), wide))


def capitals_are_for_few_words(proof: Proof) -> Iterator[Finding]:
    """P216: a word in capitals has no shape to be known by. `grammar.*.toml` has the exceptions."""
    tongue = proof.job.rules.tongue
    known = _known(tongue) if tongue else frozenset[str]()

    def shouted(one: PrintedWord) -> bool:
        words = LETTERS.findall(_as_set(one))
        return one.word.role not in NAMES and any(
            len(word) >= LONG and word.isupper() and word not in known for word in words
        )

    for one in _first_of_each_line(proof, shouted):
        problem = f"“{_as_set(one)}” is set in block capitals"
        fix = "write it small, and take text-transform out of styles/; if readers know it only so, "
        fix += "add it to [capitals] in content/words/grammar.*.toml"
        yield _finding(one, "P216", problem, fix)


def _known(tongue: Tongue) -> frozenset[str]:
    """What a reader knows in capitals, and what the guide explains to her."""
    forms = {word for term in tongue.terms for form in term.forms for word in form.split()}
    return tongue.lists["capitals.known"] | forms


def headings_are_in_sentence_case(proof: Proof) -> Iterator[Finding]:
    """P217: a heading is written as a sentence is: a capital at its start and for names.

    A name is known by this: the running text never writes it small.
    """
    tongue = proof.job.rules.tongue
    if tongue is None or proof.job.locale.split("-")[0] in NOUNS_HAVE_CAPITALS:
        return
    running = {word for one in proof.printed if one.word.kind in ("text", "heading", "table")
               for word in LETTERS.findall(one.word.text) if word.islower()}  # fmt: skip
    known = {word.casefold() for word in _known(tongue)}
    headings = (one for one in proof.printed if one.word.kind == "heading")
    for _, part in groupby(headings, lambda one: (one.word.line, one.word.block)):
        later = [
            one for one, before in _later(list(part)) if not before.endswith((".", "?", "!", ":"))
        ]
        tall = [one for one in later if _has_capital(one) and _bare(one) not in known]
        small = [one for one in tall if _bare(one) in running]
        if small or 1 < len(tall) == len([one for one in later if len(_bare(one)) >= LONG]):
            one = (small or tall)[0]
            problem = f"“{_as_set(one)}” begins with a capital inside a heading"
            fix = "write headings as sentences; take text-transform out of styles/"
            yield _finding(one, "P217", problem, fix)


def _later(words: list[PrintedWord]) -> Iterator[tuple[PrintedWord, str]]:
    """Each word after the first, with the word before it."""
    for before, one in pairwise(words):
        yield one, before.word.text.rstrip("”’\"')")


def _has_capital(one: PrintedWord) -> bool:
    text = _as_set(one).lstrip("“‘\"'(")
    return text[:1].isupper() and any(char.islower() for char in text)


def _bare(one: PrintedWord) -> str:
    return "".join(LETTERS.findall(one.word.text)).casefold()


def _as_set(one: PrintedWord) -> str:
    """The word as it was set; a sheet may have changed its capitals."""
    return "".join(glyph.char for glyph in one.glyphs)


def _first_of_each_line(
    proof: Proof, fails: Callable[[PrintedWord], object]
) -> Iterator[PrintedWord]:
    """The first word of each raw line that fails: one finding a line is enough."""
    told = set()
    for one in proof.printed:
        if one.word.line not in told and fails(one):
            told.add(one.word.line)
            yield one


def _finding(one: PrintedWord, code: str, problem: str, fix: str) -> Finding:
    return one.word.line.finding(code, problem, fix, one.word.column)
