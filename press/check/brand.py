"""A brand, held to what its pages are held to: contrast, the red of alarm, letters.

The nearest colour that passes is offered: the same hue, lighter or darker.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping

from press.colour import WHITE, contrast, distance, lab_of, nearest, parts_of
from press.finding import Finding
from press.products import LEAST_CONTRAST
from press.read.brand import USES, Brand
from press.read.expected import Word, expected_words
from press.read.font_file import NoFont, letters_of_font
from press.read.job import Job

LEAST_RULE = 4.0  # to 1: half grey has 3.95, and a copier that prints in black alone drops it
# the eye's distance to the alert (colour.py), and that of the tints alone: a brown has 0.16, 0.13,
# a plum 0.09 and 0.08, a red so dark that it is nearly black 0.16 and 0.06
APART, TINT = 0.15, 0.1
PINK = 0.006  # how red a pale ground may be (OKLab); STOP's own has 0.012
ALARM = ("stop", "emergency")  # whose headings keep our own face, as their red stays
AS_SET = {"'": "\u2018\u2019", '"': "\u201c\u201d"}  # what a press sets for a straight quote
MOST_SHOWN = 8  # letters that are named
# where a brand's type stands: paper, panels, lamp light behind what is done first, STOP's ground
GROUNDS: Mapping[str, tuple[str, ...]] = {
    "headings": ("--paper", "--lamp"),
    "text": ("--paper", "--lamp", "--alert-ground"),
    "quiet": ("--paper", "--lamp"),
}
ON_PANEL = ("headings", "text", "quiet")

Fault = str  # what is wrong with a colour, "" for nothing


def check_brand(job: Job) -> list[Finding]:
    """C116 for colours that can't be read or mislead, C117 and C118 for the heading face."""
    brand = job.clinic.brand if job.clinic else None
    return [*check_colours(brand), *_letters(job, brand)] if brand else []


def check_colours(brand: Brand) -> Iterator[Finding]:
    """C116 for each colour of a brand that fails, with the nearest that passes."""
    palette = dict(brand.palette)
    for use in USES:
        if use not in brand.colours:
            continue
        entry = brand.colours[use]
        code = str(entry.value)
        if fault := fault_of(use, code, palette):
            passes = _passing(use, palette)
            offered = nearest(code, passes)
            fix = f'write {use} = "{offered}": the same hue, and it passes'
            fix = fix if offered else "take another colour: of this hue none passes"
            yield entry.finding("C116", f"`{use}` is {code}: {fault}", fix)
            palette[USES[use]] = offered or brand.tokens[USES[use]]  # what follows is held to that


def _passing(use: str, palette: Mapping[str, str]) -> Callable[[str], bool]:
    return lambda code: not fault_of(use, code, palette)


def fault_of(use: str, code: str, palette: Mapping[str, str]) -> Fault:
    """What is wrong with a colour for this use, among the others of `palette` by their tokens."""
    if use == "panel":
        carried = [USES[one] for one in ON_PANEL] + ["--alert"]
        ratio = min(_ratio(palette[token], code) for token in carried)
        if ratio < LEAST_CONTRAST:
            return f"type on it has a contrast of {ratio:.1f}:1; it needs {LEAST_CONTRAST:g}:1"
        if lab_of(code)[1] > PINK:
            return "it looks like the ground of STOP"
        return _twin(use, code, palette)
    if use == "rules":
        if (ratio := _ratio(code, palette["--paper"])) < LEAST_RULE:
            return (
                f"on white it has {ratio:.1f}:1, and a copier drops it; it needs {LEAST_RULE:g}:1"
            )
    else:
        ratio = min(_ratio(code, palette[ground]) for ground in GROUNDS[use])
        if ratio < LEAST_CONTRAST:
            what = (
                "as type on paper, and below white type,"
                if use == "headings"
                else "on the grounds of our pages"
            )
            return f"{what} it has a contrast of {ratio:.1f}:1; it needs {LEAST_CONTRAST:g}:1"
    if _is_alarm(code, palette["--alert"]):
        return "it looks like the red of STOP and of the ambulance"
    return _twin(use, code, palette)


def _is_alarm(code: str, alert: str) -> bool:
    """Whether a colour is near the alert both in its tint and in all, its lightness counted."""
    tints = (lab_of(one)[1:] for one in (code, alert))
    return math.dist(*tints) < TINT and distance(code, alert) < APART


def _ratio(one: str, two: str) -> float:
    return contrast(parts_of(one), parts_of(two))


def _twin(use: str, code: str, palette: Mapping[str, str]) -> Fault:
    """Whether another use has the same colour: at a print shop each has its own ink."""
    names = {token: other for other, token in USES.items() if other != use}
    for token, other in names.items():
        if palette[token] == code:
            return f"`{other}` has the same, and each needs its own"
    return "it is the white of the paper" if code == WHITE else ""


def _letters(job: Job, brand: Brand) -> Iterator[Finding]:
    """C117 for letters of the job's headings that the brand's face lacks; C118 for no font."""
    if brand.face is None:
        return
    try:
        have = letters_of_font(brand.face.data)
    except NoFont as why:
        fix = "copy the font's file again, as it was downloaded; is it a free one?"
        yield brand.face.named.finding("C118", f"the font can't be used: {why}", fix)
        return
    lacking: dict[str, Word] = {}
    for word in _headings(job):
        for letter in "".join(AS_SET.get(one, one) for one in word.text):
            if ord(letter) not in have:
                lacking.setdefault(letter, word)
    if lacking:
        first = next(iter(lacking.values()))
        shown = " ".join(sorted(lacking)[:MOST_SHOWN])
        more = len(lacking) - MOST_SHOWN
        shown += f" and {more} more" if more > 0 else ""
        place = f"{first.line.file}:{first.line.number}"
        problem = f"the heading face lacks {shown}, for “{_heading(job, first)}” ({place})"
        fix = "take a font that has them, or take the line away: headings are set in ours then"
        yield brand.face.named.finding("C117", problem, fix)


def _headings(job: Job) -> Iterator[Word]:
    """Every word that the brand's face sets: titles, and headings but those of alarm."""
    for manuscript in job.manuscripts:
        for word in expected_words(manuscript, job.fields):
            if word.kind == "heading" and word.role not in ALARM:
                yield word


def _heading(job: Job, word: Word) -> str:
    """The heading that a word stands in, whole."""
    for manuscript in job.manuscripts:
        words = expected_words(manuscript, job.fields)
        if said := " ".join(one.text for one in words if one.line == word.line):
            return said
    return word.text
