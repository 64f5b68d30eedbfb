"""The copyholder: reads out, from the raw lines alone, every word that must be on paper.

Nothing here looks at the composed HTML, so what Markdown or a template loses is still expected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from press.project import Line
from press.read.cover import named_on_cover
from press.read.evidence import cited_keys, named_once
from press.read.fields import Field
from press.read.folding import fill_line, folded, plain
from press.read.job import Job
from press.read.manuscript import Manuscript
from press.read.syntax import FIELD
from press.read.units import HEAD, LISTED, ROW
from press.toml_tables import Entry

# what of a unit is printed, and what its words are called; a description is only heard
PRINTED = {kind: kind for kind in ("heading", "marker", "text", "caption")} | {"cell": "table"}


AGAIN = "again"
OVER_THE_PAGE = "over-the-page"  # also the group of labels that only two sides have


@dataclass(frozen=True)
class Word:
    """One expected word and the line that asks for it. `block` numbers paragraphs and items."""

    text: str
    line: Line
    column: int
    role: str
    kind: str  # text, heading, marker, table, caption
    block: int

    @cached_property
    def key(self) -> str:
        return folded(self.text)

    @cached_property
    def core(self) -> str:
        """What of the key must be printed: a template may set a list's number without its stop."""
        return self.key.rstrip(".()") if self.kind == "marker" else self.key


@dataclass(frozen=True)
class Phrase:
    """Words that a template sets outside the manuscript's own order: labels, sources, clinic."""

    words: tuple[Word, ...]
    where: str  # flow; every-page; later-pages; OVER_THE_PAGE, where there is more than one
    # page; AGAIN, which need not be there
    leads_to: Line | None = None  # a heading whose page stands behind it

    @cached_property
    def key(self) -> str:
        return "".join(word.key for word in self.words)


def expected_words(manuscript: Manuscript, fields: Mapping[str, Field]) -> tuple[Word, ...]:
    """Every word of the manuscript, in its order, each with file and line."""
    title = manuscript.title
    words = list(_words(str(title.value), title.line, "title", "heading", 0))
    for unit in manuscript.units:
        for piece in unit.only(*PRINTED):
            text, kind = (
                fill_line(piece.text, fields, plain=piece.kind == "caption"),
                PRINTED[piece.kind],
            )
            words += _words(text, piece.line, unit.role, kind, piece.paragraph)
    return tuple(words)


def blanks(manuscript: Manuscript, job: Job) -> Iterator[Line]:
    """The raw line of every blank field, once for each line to write on that must be on paper."""
    product = manuscript.product
    groups = ["every-page", product.name, product.file]
    entries = [entry for group in dict.fromkeys(groups) for entry in job.labels(group).values()]
    if "lines" in manuscript.roles():
        entries += [entry for line in job.lines for entry in line.labels]
    told = [(str(entry.value), entry.line) for entry in entries]
    for unit in manuscript.units:
        told += [(piece.text, piece.line) for piece in unit.only(*PRINTED)]
    for text, line in told:
        for match in FIELD.finditer(text):
            if match[1] in job.fields and job.fields[match[1]].blank:
                yield line


def boxes(manuscript: Manuscript) -> Iterator[Line]:
    """The raw line of each item that has a box to tick."""
    for unit in manuscript.units:
        if unit.role == "checklist" and unit.kind in LISTED:
            yield unit.lines[0]


@lru_cache(maxsize=4096)  # a preview asks for those of the same lines again at each edit
def _words(text: str, line: Line, role: str, kind: str, block: int) -> tuple[Word, ...]:
    pieces = ((plain(piece), piece) for piece in re.findall(r"\S+", text))
    return tuple(
        Word(word, line, max(line.text.find(piece), 0) + 1, role, kind, block)
        for word, piece in pieces if word
    )  # fmt: skip


def words_in(text: str, line: Line, role: str = "label", kind: str = "label") -> tuple[Word, ...]:
    """The words of a text that a template sets, at the line that asks for them."""
    return _words(text, line, role, kind, 0)


def phrases(job: Job, manuscript: Manuscript) -> tuple[Phrase, ...]:
    """Every label, source and clinic's word that the product's template must set."""
    roles = manuscript.roles()
    found = [_label(entry, job, "every-page") for entry in job.labels("every-page").values()]
    product = manuscript.product
    for group in dict.fromkeys((product.name, product.file)):
        found += [_label(entry, job, "flow") for entry in job.labels(group).values()]
    if product.may_turn:
        labels = job.labels(OVER_THE_PAGE).values()
        found += [_label(entry, job, OVER_THE_PAGE) for entry in labels]
        found += _named_over_the_page(manuscript, job)
    if "running_title" in manuscript.front:
        found.append(_label(manuscript.front["running_title"], job, "later-pages"))
    if "lines" in roles:
        found += _clinic(job)
    if "sources" in roles:
        found.append(_named_sources(job))
    found += _on_cover(manuscript, job)
    found += _heads(manuscript, job)
    return tuple(phrase for phrase in found if phrase.words)


def _heads(manuscript: Manuscript, job: Job) -> Iterator[Phrase]:
    """The first row of each table: it may stand again where the table goes on over a page."""
    tables = set()
    for unit in manuscript.units:
        if unit.kind == ROW and unit.group not in tables:
            tables.add(unit.group)
            cells = [(fill_line(piece.text, job.fields), piece) for piece in unit.only("cell")]
            words = [word for text, piece in cells
                     for word in _words(text, piece.line, unit.role, "label", 0)]  # fmt: skip
            yield Phrase(tuple(words), AGAIN)


def _named_over_the_page(manuscript: Manuscript, job: Job) -> Iterator[Phrase]:
    """The headings of sections: the first side may name the one that stands over the page."""
    for unit in manuscript.units:
        if unit.kind == HEAD and unit.level == 2:
            for piece in unit.only("heading"):
                text = fill_line(piece.text, job.fields)
                yield Phrase(tuple(_words(text, piece.line, unit.role, "label", 0)), AGAIN)


def _clinic(job: Job) -> Iterator[Phrase]:
    if job.shown_clinic:
        yield Phrase(_as_written(job.shown_clinic.table["name"], job), "flow")
    for line in job.lines:  # what belongs to a number stands with it, in its order
        parts = [(_as_written if own else _filled)(entry, job) for entry, own in line.words]
        yield Phrase(tuple(word for words in parts for word in words), "flow")


def _as_written(entry: Entry, _job: Job) -> tuple[Word, ...]:
    """A clinic's words: a star in its name is a star, and braces are braces."""
    return tuple(_words(str(entry.value), entry.line, "clinic", "label", 0))


def _named_sources(job: Job) -> Phrase:
    parts = named_once(job.sources[key] for key in listed_sources(job))
    words = [w for text, entry in parts for w in _words(text, entry.line, "sources", "label", 0)]
    return Phrase(tuple(words), "flow")


def _on_cover(manuscript: Manuscript, job: Job) -> Iterator[Phrase]:
    """The headings that the cover names, each before the number of its page."""
    named = named_on_cover(manuscript)
    for unit in manuscript.units:
        for piece in unit.only("heading"):
            if piece.line in named:
                text = fill_line(piece.text, job.fields)
                words = tuple(_words(text, piece.line, "cover", "label", 0))
                yield Phrase(words, "flow", piece.line)


def _label(entry: Entry, job: Job, where: str) -> Phrase:
    return Phrase(_filled(entry, job), where)


def _filled(entry: Entry, job: Job) -> tuple[Word, ...]:
    text = fill_line(str(entry.value), job.fields)
    return tuple(_words(text, entry.line, "label", "label", 0))


def listed_sources(job: Job) -> list[str]:
    """The sources that any product of the job cites, by organisation."""
    cited = cited_keys(line for m in job.manuscripts for line in m.lines)
    known = cited & job.sources.keys()
    return sorted(known, key=lambda key: (job.sources[key].shown()[0][0].casefold(), key))
