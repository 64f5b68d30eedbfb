"""The calibration sheet: whether a printer scales, how it flips, and how far its sides are off.

It says nothing of medicine and belongs to no guide; its words are [calibration] of the words file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from press.finding import Finding, Place
from press.pdf.readback import read_back
from press.pdf.reading import Glyph, Reading
from press.products import PAPERS, POINTS_PER_MM
from press.project import Project
from press.read.folding import folded
from press.read.job import Job
from press.sheets.calibration_marks import Face, faces, inside
from press.sheets.impose import ask_for_short_edge
from press.sheets.layouts import CALIBRATION
from press.sheets.marks import Side
from press.sheets.preflight import Bound, every_side_has_its_size
from press.toml_tables import Entry
from press.typeset.compose import Composer
from press.typeset.engine import Engine, Sheets, write
from press.typeset.engine_warnings import engine_findings

WORDS = ("title", "side_1", "side_2", "bar", "size", "edges", "flip", "light")
TYPE = 13.0  # pt: read standing, beside a printer


def calibration(
    engine: Engine, project: Project, job: Job, paper: tuple[float, float]
) -> tuple[bytes, list[Finding]]:
    """Both sides of the sheet on a paper in mm (of PAPERS), as a tagged PDF, and what is wrong.

    It lies on its long edge as booklets and card sheets do, and asks for true size and for a flip
    on the short edge. Findings: D104, P301, D101, I105, P101, P206. Raises EngineFault.
    """
    words = job.labels(CALIBRATION)
    name = next(name for name, size in PAPERS.items() if size == paper)
    if missing := [key for key in (*WORDS, name) if key not in words]:
        return b"", list(_missing(job, missing))
    sides = faces(paper, name)
    engine.hear()
    pdf = ask_for_short_edge(_typeset(engine, project, job, sides, name))
    heard = engine.hear()
    found = list(engine_findings(project, job.manuscripts[0], heard, job.raw_lines()))
    return pdf, [*found, *_proved(read_back(pdf), sides, words)]


def _missing(job: Job, missing: Sequence[str]) -> Iterator[Finding]:
    place = next(entry.line.place for table in job.words.values() for entry in table.values())
    for key in missing:
        problem = f"the template asks for what isn't there: [{CALIBRATION}] has no `{key}`"
        yield Finding(Place(place.file), "D104", problem, "write it into the words file")


def _typeset(engine: Engine, project: Project, job: Job, sides: Sequence[Face], name: str) -> bytes:
    label = {key: str(entry.value) for key, entry in job.labels(CALIBRATION).items()}
    template = Composer(project, job).environment.get_template(f"{CALIBRATION}.html")
    html = template.render(
        locale=job.locale,
        created=job.created.isoformat(),
        title=label["title"],
        paper=label[name],
        label=label,
        faces=sides,
    )
    sheets = Sheets(engine, project.styles / f"{CALIBRATION}.css")
    return write(sheets.lay_out(html, TYPE, (sides[0].width, sides[0].height)))


def _proved(
    reading: Reading, sides: Sequence[Face], words: Mapping[str, Entry]
) -> Iterator[Finding]:
    """I105 for a wrong size; P101 and P206 for words that are lost, or leave their place."""
    sheets = [Side(face.width, face.height, ()) for face in sides]
    place = words["title"].line.place
    if wrong := list(every_side_has_its_size(Bound(sheets, reading, (), place))):
        yield from wrong
        return
    for number, face in enumerate(sides):
        glyphs = [glyph for glyph in reading.flow if glyph.page == number]
        for note in face.notes:
            text = str(words[note.says].value) if note.says in words else note.says
            own = _taken(glyphs, folded(note.number + text))
            line = words.get(note.says, words["title"]).line
            if own is None:
                problem = f"the words are not on the page: “{text}”"
                fix = "look at templates/calibration.html and the sheet that sets it"
                yield line.finding("P101", problem, fix)
                return  # what follows is read at the wrong place
            if over := [glyph for glyph in own if not inside(note.place, _box(glyph, face))]:
                problem = f"these words are too long for their place: “{over[0].char}” leaves it"
                yield line.finding("P206", problem, "say it shorter: marks stand beside it")


def _taken(glyphs: list[Glyph], text: str) -> list[Glyph] | None:
    """The first glyphs, taken away, if they are exactly this text."""
    own: list[Glyph] = []
    while glyphs and len("".join(folded(glyph.char) for glyph in own)) < len(text):
        own.append(glyphs.pop(0))
    return own if "".join(folded(glyph.char) for glyph in own) == text else None


def _box(glyph: Glyph, face: Face) -> tuple[float, float, float, float]:
    """A character's box as the marks are counted: in mm, from the upper left corner."""
    left, bottom, right, top = (edge / POINTS_PER_MM for edge in glyph.box)
    return left, face.height - top, right, face.height - bottom
