"""A manuscript's raw lines set into blocks of sentences, for the safety rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from press.products import PRODUCTS
from press.project import Line
from press.read.fields import Field
from press.read.folding import Strip, gap, joined, without_markup
from press.read.job import Job
from press.read.manuscript import Manuscript
from press.read.syntax import HEADING, MARKER, PICTURE, TABLE_RULE
from press.read.text import Block, Sentence, split_sentences

CELL = re.compile(r"(?<!\\)\|")


def read_blocks(job: Job, manuscript: Manuscript) -> tuple[Block, ...]:
    """Every block of a manuscript in its order, its front matter first."""
    fields, product = job.fields, manuscript.product.name
    blocks = [
        replace(block, kind="title")
        for key, entry in manuscript.front.items()
        for block in _one(_value(entry.line, str(entry.value), key), "title", product, fields)
    ]
    setter = _Setter(product, fields)
    for line in manuscript.lines:
        blocks += setter.take(line)
    return (*blocks, *setter.close())


def label_blocks(job: Job) -> tuple[Block, ...]:
    """The labels that templates print, as blocks of their own."""
    groups = ("every-page", "clinic", "no-clinic", *PRODUCTS)
    return tuple(
        block
        for group, table in job.words.items()
        if group in groups
        for key, entry in table.items()
        if isinstance(entry.value, str)
        for block in _one(_value(entry.line, entry.value, key), "label", "", job.fields)
    )


def _value(line: Line, value: str, key: str) -> Strip:
    start = line.text.find(value, line.text.find("="))
    return without_markup(line, value, max(start, 0))


def _one(strip: Strip, kind: str, product: str, fields: Mapping[str, Field]) -> Iterator[Block]:
    sentences = tuple(Sentence(part, fields) for part in split_sentences(strip))
    if sentences:
        yield Block(sentences, kind, product)


class _Setter:
    """Takes lines one after another and gives back the blocks that are whole."""

    def __init__(self, product: str, fields: Mapping[str, Field]) -> None:
        self.product, self.fields = product, fields
        self.roles, self.headings = {2: "", 3: ""}, {2: "", 3: ""}
        self.kind, self.open, self.header = "text", list[Strip](), list[str]()
        self.pictures: list[Block] = []
        self.lead: Block | None = None

    def take(self, line: Line) -> Iterator[Block]:
        text = line.text
        heading, marker = HEADING.match(text), MARKER.match(text)
        if not text.strip():
            yield from self.close()
            self.header = []
        elif heading:
            yield from self.close()
            yield from self._heading(line, heading)
        elif text.lstrip().startswith("|"):
            yield from self.close()
            yield from self._row(line)
        else:
            if marker:
                yield from self.close()
                self.kind = "item"
            elif self.kind == "item" and text[:1] not in " \t" and not self.open:
                self.kind = "text"
            start = marker.end() if marker else 0
            self.open.append(without_markup(line, text[start:], start))
            self.pictures += self._pictures(line)

    def close(self) -> Iterator[Block]:
        """The block that is open, with the alt texts and captions of its pictures."""
        spaced = [part for strip in self.open for part in (strip, gap(strip))]
        self.open = []
        block = self._block(split_sentences(joined(spaced)), self.kind)
        pictures, self.pictures = self.pictures, []
        if block.sentences:
            if self.kind == "text":
                self.lead = block
            yield block
        yield from pictures
        self.kind = "text"

    def _block(self, parts: Iterator[Strip], kind: str) -> Block:
        sentences = tuple(Sentence(part, self.fields) for part in parts)
        headings = tuple(self.headings[n] for n in (2, 3) if self.headings[n])
        role = self.roles[3] or self.roles[2]
        lead = self.lead if kind in ("item", "row") else None
        return Block(sentences, kind, self.product, role, headings, lead)

    def _heading(self, line: Line, match: re.Match[str]) -> Iterator[Block]:
        level = min(max(len(match[1]), 2), 3)
        strip = without_markup(line, match[2], match.start(2))
        self.roles[level], self.headings[level] = _role(match), strip.folded.text
        if level == 2:
            self.roles[3] = self.headings[3] = ""
        self.lead = None
        block = self._block(split_sentences(strip), "heading")
        if block.sentences:
            yield block

    def _row(self, line: Line) -> Iterator[Block]:
        if TABLE_RULE.match(line.text):
            return
        bounds = [-1, *(m.start() for m in CELL.finditer(line.text)), len(line.text)]
        cells = [
            without_markup(line, line.text[first + 1 : last], first + 1).trimmed
            for first, last in pairwise(bounds)
        ][1:]
        heads = self.header or [""] * len(cells)
        sentences = [
            Sentence(part, self.fields, head)
            for cell, head in zip(cells, [*heads, *[""] * len(cells)], strict=False)
            for part in split_sentences(cell)
        ]
        self.header = self.header or [cell.folded.text for cell in cells]
        if sentences:
            yield replace(self._block(iter(()), "row"), sentences=tuple(sentences))

    def _pictures(self, line: Line) -> Iterator[Block]:
        for match in PICTURE.finditer(line.text):
            for group, kind in ((1, "alt"), (3, "caption")):
                if match[group]:
                    strip = Strip.of(match[group], line, match.start(group))
                    yield self._block(split_sentences(strip), kind)


def _role(heading: re.Match[str]) -> str:
    """`new-page` is about paper: such a section is read in the role of the one it belongs to."""
    return heading[3] if heading[3] and heading[3] != "new-page" else ""
