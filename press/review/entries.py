"""What a reviewer has to judge: every printed sentence, in order, with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
TABLE_HEAD = "head of a table"
IN_FRONT = {"running_title": "at the foot of pages", "description": "in the file's data"}
WRITTEN_BY_HAND = "______"


@dataclass(frozen=True)
class PackEntry:
    """One printed sentence, the line that it begins on, and what kind of text it is.

    A heading, a label and the words of a picture need no source; a sentence does, or says why not.
    """

    says: str
    line: Line
    kind: str
    is_sentence: bool = False
    picture: str = ""  # the address of what is described


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
    pictures = list(_pictures(job, manuscript, fields))
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
                kind = TABLE_HEAD if block.kind == ROW and number == 1 else kind
                is_sentence = block.kind != HEAD and kind != TABLE_HEAD
                yield PackEntry(sentence.text, sentence.line, kind, is_sentence)


def _pictures(job: Job, manuscript: Manuscript, fields: Mapping[str, Field]) -> Iterator[PackEntry]:
    """The descriptions of the pictures, each with its picture: they are heard, and judged too."""
    for line in manuscript.lines:
        for picture in PICTURE.finditer(line.text):
            file = job.pictures.by_name.get((line.file, picture[2]))
            address = file.path.as_uri() if file and file.data else ""
            says = fill_line(picture[1], fields)
            yield PackEntry(says, line, "picture, read aloud", picture=address)


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
        "is_sentence": entry.is_sentence,
        "picture": entry.picture,
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
    """How many sentences there are to judge, and of what; and how much else."""
    sentences = [row for row in rows if row["is_sentence"]]
    return {
        "sentences": len(sentences),
        "uncited": sum(_cites_nothing(row) for row in sentences),
        "unopened": sum(any(one["mark"] != "seen" for one in row["sources"]) for row in sentences),
        "weak": sum(bool(row["weak"]) for row in sentences),
        "others": len(rows) - len(sentences),
    }


def without_a_source(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """The numbers of the sentences that cite nothing, those that follow each other as one run."""
    runs: list[list[int]] = []
    for row in rows:
        if not _cites_nothing(row):
            continue
        if runs and runs[-1][-1] == row["number"] - 1:
            runs[-1].append(row["number"])
        else:
            runs.append([row["number"]])
    return ["–".join(map(str, dict.fromkeys((run[0], run[-1])))) for run in runs]


def _cites_nothing(row: Mapping[str, Any]) -> bool:
    return bool(row["is_sentence"] and not row["sources"])
