"""A manuscript and its labels as statements, for the safety rules: a view of its units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from press.products import PRODUCTS
from press.project import Line
from press.read.fields import Field
from press.read.folding import Strip, gap, joined, without_markup
from press.read.job import Job
from press.read.lines import GROUP as LINES
from press.read.manuscript import Manuscript
from press.read.text import Sentence, Statement, split_sentences
from press.read.units import HEAD, ITEM, ROW, STEP, TEXT, Piece, Unit

KINDS = {STEP: ITEM}  # to these rules a step is an item


def read_statements(job: Job, manuscript: Manuscript) -> tuple[Statement, ...]:
    """Every statement of a manuscript in its order, its front matter first."""
    fields, product = job.fields, manuscript.product.name
    titles = (
        replace(statement, kind="title")
        for entry in manuscript.front.values()
        for statement in _one(_value(entry.line, str(entry.value)), "title", product, fields)
    )
    return (*titles, *_Teller(product, fields).tell(manuscript.units))


def label_statements(job: Job) -> tuple[Statement, ...]:
    """The labels that templates print, each a statement of its own."""
    groups = ("every-page", LINES, *PRODUCTS)
    entries = [
        entry for group in job.words if group in groups for entry in job.words[group].values()
    ]
    entries += [entry for line in job.lines for entry in line.labels]
    return tuple(
        statement
        for entry in dict.fromkeys(entry for entry in entries if isinstance(entry.value, str))
        for statement in _one(_value(entry.line, entry.value), "label", "", job.fields)
    )


def _value(line: Line, value: str) -> Strip:
    start = line.text.find(value, line.text.find("="))
    return without_markup(line, value, max(start, 0))


def _one(strip: Strip, kind: str, product: str, fields: Mapping[str, Field]) -> Iterator[Statement]:
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
