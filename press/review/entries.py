"""What a reviewer has to judge: every printed sentence, in order, with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from press.project import Line
from press.read.aloud import CAPTION, Part, read_parts
from press.read.evidence import Source, cited_keys
from press.read.evidence_map import EvidenceMap
from press.read.fields import Field
from press.read.folding import fill_line
from press.read.job import Job, in_its_standing
from press.read.manuscript import Manuscript
from press.read.syntax import PICTURE, split_address
from press.read.units import HEAD, ITEM, ROW, STEP, TEXT

KINDS = {TEXT: "", ITEM: "in a list", STEP: "step", ROW: "in a table", HEAD: "heading",
         CAPTION: "caption"}  # fmt: skip
IN_FRONT = {"running_title": "at the foot of pages", "description": "in the file's data"}
WRITTEN_BY_HAND = "______"


@dataclass(frozen=True)
class PackEntry:
    """One printed sentence, the line that it begins on, and what kind of text it is."""

    says: str
    line: Line
    kind: str


@dataclass(frozen=True)
class PackSection:
    """The sentences under one heading of a product."""

    title: str
    entries: tuple[PackEntry, ...]


def sheets_of(job: Job, manuscript: Manuscript) -> tuple[PackSection, ...]:
    """Every sentence that `manuscript` puts on paper, in order, and then its template's labels."""
    fields = with_blanks(job.fields)
    order = {id(line): number for number, line in enumerate(manuscript.lines)}
    title = fill_line(str(manuscript.title.value), fields)
    entries = [PackEntry(title, manuscript.title.line, "title")]  # the intro stands under it
    sheets: list[PackSection] = []
    parts = read_parts(manuscript, fields)
    starts = [order.get(id(part.line), -1) for part in parts]
    pictures = list(_pictures(manuscript, fields))
    for part, first, last in zip(parts, starts, [*starts[1:], len(order)], strict=True):
        entries += _sentences(part)
        entries += [entry for entry in pictures if first < order[id(entry.line)] < last]
        # captions and descriptions are read apart, and go back to where they stand
        entries.sort(key=lambda entry: order.get(id(entry.line), -1))
        sheets.append(PackSection(part.title if first >= 0 else "", tuple(entries)))
        entries = []
    return (*sheets, PackSection("Set by the template", tuple(_labels(job, manuscript))))


def with_blanks(fields: Mapping[str, Field]) -> Mapping[str, Field]:
    """The fields, with a line to be seen where something is written by hand."""
    return {
        key: Field(WRITTEN_BY_HAND, field.line) if field.blank else field
        for key, field in fields.items()
    }


def _sentences(part: Part) -> Iterator[PackEntry]:
    for block in part.blocks:
        for number, item in enumerate(block.items, 1):
            for sentence in item:
                kind = KINDS.get(block.kind, block.kind)
                kind = f"{kind} {number}" if block.kind == STEP else kind
                yield PackEntry(sentence.text, sentence.line, kind)


def _pictures(manuscript: Manuscript, fields: Mapping[str, Field]) -> Iterator[PackEntry]:
    """The descriptions of the pictures: they are heard, not seen, and are judged too."""
    for line in manuscript.lines:
        for picture in PICTURE.finditer(line.text):
            yield PackEntry(fill_line(picture[1], fields), line, "picture, read aloud")


def _labels(job: Job, manuscript: Manuscript) -> Iterator[PackEntry]:
    job = in_its_standing(job, manuscript.product.name)
    fields = with_blanks(job.fields)
    groups = {"every-page": "on every page", manuscript.product.name: "label"}
    for group in (name for name in job.words if name in groups):
        for entry in job.labels(group).values():
            yield PackEntry(fill_line(str(entry.value), fields), entry.line, groups[group])
    if "lines" in manuscript.roles():
        yield from _lines(job, fields)
    for key, kind in IN_FRONT.items():
        if key in manuscript.front:
            front = manuscript.front[key]
            yield PackEntry(fill_line(str(front.value), fields), front.line, kind)


def _lines(job: Job, fields: Mapping[str, Field]) -> Iterator[PackEntry]:
    """The words of the telephone lines: the guide's, and the clinic's own."""
    if job.shown_clinic:
        name = job.shown_clinic.table["name"]
        yield PackEntry(str(name.value), name.line, "the clinic's own")
    for entry, own in (pair for line in job.lines for pair in line.words):
        text = str(entry.value) if own else fill_line(str(entry.value), fields)
        yield PackEntry(text, entry.line, "the clinic's own" if own else "label")


def as_row(
    number: int,
    entry: PackEntry,
    job: Job,
    evidence: EvidenceMap,
    above: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """One entry as plain data; it rests on the same as the one `above` where they share a line."""
    keys = sorted(cited_keys([entry.line]) & job.sources.keys())
    place = f"{entry.line.file}:{entry.line.number}"
    same = above is not None and above["place"] == place
    return {
        "number": number,
        "same_as": (above["same_as"] or above["number"]) if above and same else 0,
        "says": entry.says,
        "kind": entry.kind,
        "place": place,
        "sources": [as_source(job.sources[key]) for key in keys],
        "rows": [{"key": row.key, "about": row.about} for row in evidence.rows_at(entry.line)],
        "weak": [weak.why for weak in evidence.weak_at(entry.line)],
    }


def as_source(source: Source) -> dict[str, str]:
    """A source as plain data: what is printed of it, its address, mark and note."""
    table = source.table
    told = {
        key: str(table[key].value) if key in table else "" for key in ("address", "mark", "note")
    }
    shown = " ".join(text for text, _ in source.shown())
    return {
        "key": source.key,
        "shown": shown,
        "host": split_address(told["address"]).netloc,
        **told,
    }


def counts(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """How much there is to judge: all, without a source, with one not opened, with a weak one."""
    return {
        "sentences": len(rows),
        "uncited": sum(not row["sources"] for row in rows),
        "unopened": sum(any(one["mark"] != "seen" for one in row["sources"]) for row in rows),
        "weak": sum(bool(row["weak"]) for row in rows),
    }
