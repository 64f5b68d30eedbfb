"""Preflight of what is no word: each picture, and each line to write on, leaves its ink."""

from __future__ import annotations

from collections.abc import Iterator

from PIL import ImageChops

from press.finding import Finding
from press.pdf.reading import Leaf, Picture
from press.proof.glyphs import area
from press.proof.preflight import Proof
from press.read.expected import blanks, boxes
from press.read.pictures import pictures_of
from press.typeset.furniture import BLANK, BOX, LINE, RULE, WritingLine

SHOWN = 24  # grey levels: what differs less from its ground is not to be seen in a copy
TWICE = 72  # grey levels: the soft edge of a shape that is drawn twice differs by up to 65
# mm: on a shorter one no number of weeks, no phone number, no question can be written
# and a smaller box nobody can tick in the dark
LEAST_LINE = {BLANK: 7.0, LINE: 30.0, RULE: 60.0, BOX: 3.0}
LEAST_TONE = 48  # grey levels of a line to write on: it must survive a copier
WHOLE = 0.95  # of a picture, of a line's length

Area = tuple[int, int, int, int]  # pixels: left, top, right, bottom


def every_picture_is_seen(proof: Proof) -> Iterator[Finding]:
    """A121: a picture that is blank, covered or cut off says nothing, or something else."""
    for picture in proof.reading.pictures:
        leaf = proof.reading.pages[picture.page]
        place = area(picture.box, leaf)
        how = "shows nothing" if _is_blank(leaf, place) else ""
        how = how or ("is cut off" if picture.left < WHOLE else "")
        how = how or ("" if picture.upright else "is turned or mirrored")
        if how := how or ("is covered" if _is_covered(leaf, place) else ""):
            problem = f"the picture “{picture.alt[:60]}” {how} on page {picture.page + 1}"
            fix = "look at its file, and in the style sheet for a cover, an overflow or a small box"
            yield finding_at(proof, picture, "A121", problem, fix)


def finding_at(proof: Proof, picture: Picture, code: str, problem: str, fix: str) -> Finding:
    """A finding on a printed picture: at the line that names it, be it a logo."""
    for named in pictures_of(proof.manuscript, proof.job.fields):
        if named.alt == picture.alt:
            return named.line.finding(code, problem, fix, named.column)
    clinic = proof.job.clinic
    if clinic and clinic.logo:
        return clinic.logo.named.finding(code, problem, fix)
    return Finding(proof.sheet, code, problem, fix)


def _is_covered(leaf: Leaf, place: Area) -> bool:
    """Whether the page is another than it would be with its pictures on top."""
    assert leaf.pictures
    unlike = ImageChops.difference(leaf.bare_grey.crop(place), leaf.pictures.crop(place))
    return float(unlike.getextrema()[1]) > TWICE  # type: ignore[arg-type]


def _is_blank(leaf: Leaf, place: Area) -> bool:
    """Whether the picture leaves no ink in its place."""
    assert leaf.ground
    left, top, right, bottom = place
    if right <= left or bottom <= top:
        return True  # off the page
    change = ImageChops.difference(leaf.bare_grey.crop(place), leaf.ground.crop(place))
    return float(change.getextrema()[1]) <= SHOWN  # type: ignore[arg-type]


def every_line_to_write_on_is_there(proof: Proof) -> Iterator[Finding]:
    """P108: whoever fills it in has nowhere to write a number or a week, and none to read."""
    lines = proof.typeset.lines
    there = [line for line in lines if _is_drawn(line, proof.reading.pages[line.page])]
    count = {kind: sum(line.kind == kind for line in there) for kind in LEAST_LINE}
    fix = "look for the class blank, line or rule in the template, and for its border in the sheet"
    asked = list(blanks(proof.manuscript, proof.job))
    if count[BLANK] < len(asked):
        problem = f"{len(asked) - count[BLANK]} of {len(asked)} lines to write on are not on paper"
        yield asked[0].finding("P108", problem, fix)
    if count[BOX] < len(to_tick := list(boxes(proof.manuscript))):
        problem = f"{len(to_tick) - count[BOX]} of {len(to_tick)} boxes to tick are not on paper"
        fix = "look for the class box, and for its border in the sheet"
        yield to_tick[0].finding("P108", problem, fix)
    roles = proof.manuscript.roles()
    for kind, role, least in (
        (LINE, "lines", sum(line.own is None for line in proof.job.lines)),
        (RULE, "questions", proof.product.question_lines),
    ):
        if role in roles and count[kind] < max(least, sum(line.kind == kind for line in lines)):
            problem = f"lines to write on in the section {{.{role}}} are not on paper"
            yield Finding(proof.sheet, "P108", problem, fix)


def _is_drawn(line: WritingLine, leaf: Leaf) -> bool:
    """Whether a line of its length lies there on the page without its words."""
    left, top, right, bottom = area((line.left, line.y - 1, line.right, line.y + 1), leaf)
    if (
        line.mm < LEAST_LINE[line.kind]
        or right - left < WHOLE * (line.right - line.left)
        or bottom == top
    ):
        return False
    around = leaf.bare_grey.crop((left, top - 3, right, bottom + 3))
    rows = [around.crop((0, y, around.width, y + 1)).tobytes() for y in range(around.height)]
    ground = max(sum(row) for row in rows) / around.width
    inked = [sum(ground - level >= LEAST_TONE for level in row) for row in rows[2:-2]]
    return max(inked) >= WHOLE * (around.width - 2)  # its ends share two pixels with the paper
