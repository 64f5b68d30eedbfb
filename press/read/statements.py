"""A manuscript, its labels and its clinic as statements, for the safety rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from press.read.fields import BANDS, Field
from press.read.folding import Strip, gap, joined, without_markup
from press.read.job import Job
from press.read.manuscript import Manuscript
from press.read.pictures import pictures_of
from press.read.standing import BAND
from press.read.text import Sentence, Statement, split_sentences
from press.read.units import HEAD, ITEM, ROW, STEP, TEXT, Piece, Unit
from press.toml_tables import Table

# groups of a words file that no reader meets, and what is no statement of one guide
UNPRINTED = ("", "words", "dates", "calibration", "old-clinic", "approval", "notice",
             BANDS)  # fmt: skip
KINDS = {STEP: ITEM}  # to these rules a step is an item


def read_statements(job: Job, manuscript: Manuscript) -> tuple[Statement, ...]:
    """Every statement of a manuscript in its own language, in its order, front matter first."""
    titles = _told(manuscript.front, "title", job.fields, manuscript.product.name)
    units = manuscript.in_own_language.units
    told = _Teller(manuscript.product.name, job.fields).tell(units)
    return (*titles, *told, *_picture_names(manuscript))


def _picture_names(manuscript: Manuscript) -> Iterator[Statement]:
    for picture in pictures_of(manuscript, {}):
        name = PurePosixPath(picture.name).stem
        strip = Strip.of(name, picture.line, picture.line.text.rfind(name))
        yield Statement((Sentence(strip, {}, "picture"),), "picture", manuscript.product.name)


def other_statements(job: Job) -> tuple[Statement, ...]:
    """What templates print beside the text, each a statement: labels, and the clinic's words."""
    labels: list[Table] = [
        {key: entry for key, entry in table.items() if (group, key) != ("every-page", BAND)}
        for group, table in job.words.items()
        if group not in UNPRINTED
    ]
    labels.append(_own(job.words.get(BANDS, {})))  # of which one is the band
    told = [one for table in labels for one in _told(table, "label", job.fields)]
    pairs = [pair for line in job.lines for pair in line.words if pair[0] != line.number]
    for number, (entry, own) in enumerate(pairs):
        kind, fields = ("clinic", {}) if own else ("label", job.fields)
        told += _told({str(number): entry}, kind, fields)
    clinic = job.clinic.table if job.clinic else {}
    words = {key: entry for key, entry in clinic.items() if key == "name"}
    if job.clinic and job.clinic.logo:
        words["logo_description"] = job.clinic.logo.described
    return (*told, *_told(words, "clinic", {}))


def _own(labels: Table) -> Table:
    """What a guide words itself: the common ones claim what is proved by who signed."""
    return {
        key: one for key, one in labels.items() if not one.line.file.startswith("content/words/")
    }


def _told(
    table: Table, kind: str, fields: Mapping[str, Field], product: str = ""
) -> Iterator[Statement]:
    for entry in table.values():
        if isinstance(entry.value, str):
            start = entry.line.text.find(entry.value, entry.line.text.find("="))
            strip = without_markup(entry.line, entry.value, max(start, 0))
            sentences = tuple(Sentence(part, fields, kind) for part in split_sentences(strip))
            if sentences:
                yield Statement(sentences, kind, product)


def seen(pieces: Iterator[Piece]) -> Strip:
    """What a reader sees of pieces that run on, with a blank where one line ends."""
    strips = [without_markup(piece.line, piece.text, piece.start) for piece in pieces]
    return joined(part for strip in strips for part in (strip, gap(strip)))


class _Teller:
    """Goes along the units, and knows the headings, the lead and the head of the table above."""

    def __init__(self, product: str, fields: Mapping[str, Field]) -> None:
        self.product, self.fields = product, fields
        self.headings = {2: "", 3: ""}
        self.lead: Statement | None = None
        self.table, self.heads = -1, list[str]()

    def tell(self, units: Sequence[Unit]) -> Iterator[Statement]:
        """Each unit that says something, then the descriptions and captions of its pictures."""
        for unit in units:
            if unit.kind == HEAD:
                self._heading(unit)
            own = self._row(unit) if unit.kind == ROW else self._own(unit)
            if own.sentences:
                if unit.kind == TEXT:
                    self.lead = own
                yield own
            for piece in unit.only("alt", "caption"):
                strip = Strip.of(piece.text, piece.line, piece.start)
                yield self._statement(unit, piece.kind, self._sentences(strip, piece.kind))

    def _heading(self, unit: Unit) -> None:
        self.headings[unit.level] = seen(unit.only("heading")).folded.text
        if unit.level == 2:
            self.headings[3] = ""
        self.lead = None

    def _own(self, unit: Unit) -> Statement:
        kind = KINDS.get(unit.kind, unit.kind)
        strip = seen(unit.only("heading", "text"))
        return self._statement(unit, kind, self._sentences(strip, kind))

    def _row(self, unit: Unit) -> Statement:
        """A row: its cells each with the head of its column."""
        strips: dict[int, list[Piece]] = {}
        for piece in unit.only("cell"):
            strips.setdefault(piece.column, []).append(piece)
        cells = [seen(iter(pieces)).trimmed for pieces in strips.values()]
        if unit.group != self.table:
            self.table, self.heads = unit.group, []
        heads = [*self.heads, *[""] * len(cells)]
        sentences = tuple(
            Sentence(part, self.fields, ROW, head)
            for cell, head in zip(cells, heads, strict=False)
            for part in split_sentences(cell)
        )
        self.heads = self.heads or [cell.folded.text for cell in cells]
        return self._statement(unit, ROW, sentences)

    def _sentences(self, strip: Strip, kind: str) -> tuple[Sentence, ...]:
        return tuple(Sentence(part, self.fields, kind) for part in split_sentences(strip))

    def _statement(self, unit: Unit, kind: str, sentences: tuple[Sentence, ...]) -> Statement:
        headings = tuple(self.headings[level] for level in (2, 3) if self.headings[level])
        lead = self.lead if kind in (ITEM, ROW) else None
        return Statement(sentences, kind, self.product, unit.role, headings, lead)
