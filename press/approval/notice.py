"""The papers of a withdrawal: a notice to pin up, and the list of the clinics that have the sheets.

Both are proved: read back, a page says what the withdrawal, the register and the words file say, in
that order, and nothing else. The notice is one page, as large as its words allow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from press.approval.register import Given
from press.colour import contrast_over
from press.finding import Finding, Place
from press.pdf.readback import read_back
from press.pdf.reading import INK_DPI, Glyph, Leaf, Reading
from press.products import LEAST_CONTRAST, PAPERS, POINTS_PER_MM, SAFE_MARGIN
from press.project import Line, Project
from press.proof.glyphs import UNLIKE
from press.read.approvals import Withdrawal
from press.read.dates import shown_date
from press.read.fields import Words
from press.read.folding import folded
from press.read.words import NOTICE
from press.typeset.engine import Engine, Sheets, start_engine, write
from press.typeset.quotes import curled
from press.typeset.templates import render

LIST = "notice-list"
LADDER = tuple(map(float, range(24, 11, -1)))  # pt: read from a step away, on a wall
DESK = (11.0,)  # pt: a list to be ticked off
A4 = PAPERS["a4"]
ON_NOTICE = ("title", "throw", "look", "since", "why", "by", "instead", "newer", "nothing")
ON_LIST = ("list_title", "list_throw", "nobody", "others", "damaged", "clinic", "sheet",
           "printed", "told")  # fmt: skip
SHORTER = "say it shorter, and in letters that our fonts have"


@dataclass(frozen=True)
class Called:
    """A sheet: its title and product, and the codes that it bears."""

    title: str
    product: str
    codes: tuple[str, ...]

    @property
    def named(self) -> str:
        """What it is called on paper: its product, as words, and its title."""
        return f"{called(self.product)}: {self.title}"


def called(product: str) -> str:
    """A product's name as words: `night-card` is a Night card."""
    return product.replace("-", " ").capitalize()


@dataclass(frozen=True)
class Recall:
    """All that the papers of a withdrawal say."""

    guide: str
    locale: str
    taken: Withdrawal
    sheets: tuple[Called, ...]
    instead: tuple[Called, ...]  # what may be given in their place
    given: tuple[Given, ...]  # to whom, as the register knows
    torn: bool  # whether part of the register can't be read
    words: Words

    def label(self, key: str) -> str:
        return str(self.words[NOTICE][key].value)

    def day(self, entry: Any) -> str:
        """A day as the language writes it."""
        return shown_date(entry, self.words.get("dates", {}))

    @property
    def by(self) -> str:
        return f"{self.taken.by}, {self.taken.role}"

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """Each clinic and sheet: the clinic, its file, the sheet, its code, the days."""
        days: dict[tuple[str, ...], list[str]] = {}
        for one in sorted(self.given, key=lambda given: (given.name.casefold(), given.on)):
            known = days.setdefault((one.name, one.file, called(one.product), one.code), [])
            if self.day(one.on) not in known:
                known.append(self.day(one.on))
        return [(*who, "; ".join(on)) for who, on in days.items()]


def papers(project: Project, recall: Recall, found: list[Finding]) -> dict[str, bytes]:
    """The notice and the list as PDFs by their names, as far as they can be proved.

    Findings: D104 words are missing; P206 too long for a page; P301 a letter that no font has;
    P101, P103, P105, P109, P205 what is printed is not what is meant. Raises EngineFault, Refused,
    ImportError, OSError.
    """
    known = recall.words.get(NOTICE, {})
    if missing := [key for key in (*ON_NOTICE, *ON_LIST) if key not in known]:
        place = next((e.line.place for t in recall.words.values() for e in t.values()), None)
        problem = f"the template asks for what isn't there: [{NOTICE}] has no `{missing[0]}`"
        at = Place(place.file) if place else Place("content/words")
        found.append(Finding(at, "D104", problem, "write it into the words file"))
        return {}
    engine = start_engine(project)
    number = recall.taken.number
    made = {
        f"withdrawn-{number}.pdf": _set(engine, recall, NOTICE, LADDER, _notice(recall), found),
        f"withdrawn-{number}-clinics.pdf": _set(engine, recall, LIST, DESK, _list(recall), found),
    }
    return {name: pdf for name, pdf in made.items() if pdf}


def _set(
    engine: Engine,
    recall: Recall,
    name: str,
    ladder: Sequence[float],
    says: Sequence[str],
    found: list[Finding],
) -> bytes:
    """One paper at the largest size that fits a page, proved; nothing with a finding."""
    html = curled(render(engine.project, name, {"recall": recall, "label": _labels(recall)}))
    sheets = Sheets(engine, engine.project.styles / "notice.css")
    engine.hear()
    at = recall.taken.line
    for size in ladder:
        document = sheets.lay_out(html, size, A4)
        if len(document.pages) == 1 or name == LIST:
            break
    else:
        problem = "the notice is longer than a page"
        found.append(at.finding("P206", problem, SHORTER))
        return b""
    pdf = write(document)
    if heard := engine.hear():
        found.append(at.finding("P301", f"this can't be set: {heard[0][:120]}", SHORTER))
        return b""
    faults = list(proved(read_back(pdf), says, at))
    found += faults
    return b"" if faults else pdf


def _labels(recall: Recall) -> Mapping[str, str]:
    return {key: str(entry.value) for key, entry in recall.words[NOTICE].items()}


def _notice(recall: Recall) -> list[str]:
    """What the notice says, in the order in which it is read; not from its template."""
    said = [recall.label("title"), recall.label("throw"), recall.label("look")]
    for one in recall.sheets:
        said += [one.named, *one.codes]
    taken = recall.taken
    said += [recall.label("since"), recall.day(taken.on)]
    said += [recall.label("why"), taken.reason, recall.label("by"), recall.by]
    said.append(recall.label("instead"))
    if not recall.instead:
        return [*said, recall.label("nothing")]
    said.append(recall.label("newer"))
    for one in recall.instead:
        said += [one.named, *one.codes]
    return said


def _list(recall: Recall) -> list[str]:
    """What the list says, in the order in which it is read."""
    said = [recall.label("list_title"), recall.label("list_throw")]
    said += [f"{one.named}, {code}" for one in recall.sheets for code in one.codes]
    said += [recall.day(recall.taken.on), recall.taken.reason]
    if recall.torn:
        said.append(recall.label("damaged"))
    if recall.rows:
        said += [recall.label(key) for key in ("clinic", "sheet", "printed", "told")]
        said += [cell for row in recall.rows for cell in row]
    else:
        said.append(recall.label("nobody"))
    return [*said, recall.label("others")]


def proved(reading: Reading, says: Sequence[str], at: Line) -> Iterator[Finding]:
    """P101 for a word that is lost, or stands where none is meant; P103 to P205 for a hidden one.

    P103 in the printer's margin, P105 covered, P109 not drawn as its font has it, P205 too pale.
    """
    look = "look at its template and at styles/notice.css"
    want, got = folded("".join(says)), "".join(folded(glyph.char) for glyph in reading.flow)
    if want != got:
        same = next((n for n, (a, b) in enumerate(zip(want, got, strict=False)) if a != b), 0)
        near = want[max(same - 20, 0) : same + 20] or got[:40]
        yield at.finding("P101", f"the paper does not say what it should, near “{near}”", look)
        return
    for glyph in (*reading.flow, *reading.outside):
        if code := _fault(glyph, reading.pages[glyph.page]):
            problem = f"“{glyph.char}” on page {glyph.page + 1} can't be read"
            yield at.finding(code, problem, look)
            return


def _fault(glyph: Glyph, leaf: Leaf) -> str:
    left, bottom, right, top = glyph.box
    if min(left, bottom, leaf.width - right, leaf.height - top) < SAFE_MARGIN * POINTS_PER_MM:
        return "P103"
    if glyph.fault:
        return "P109"
    scale = INK_DPI / 72
    area = (int(left * scale), int((leaf.height - top) * scale),
            int(right * scale) + 1, int((leaf.height - bottom) * scale) + 1)  # fmt: skip
    seen, meant = (picture.crop(area).tobytes() for picture in (leaf.full, leaf.again))
    if any(abs(one - other) > UNLIKE for one, other in zip(seen, meant, strict=True)):
        return "P105"
    ground = leaf.bare.getpixel(((area[0] + area[2]) // 2, (area[1] + area[3]) // 2))
    assert isinstance(ground, tuple)  # the drawing is in colour
    return "P205" if contrast_over(glyph.colour, ground) < LEAST_CONTRAST else ""
