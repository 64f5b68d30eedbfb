"""The copyholder: reads out, from the raw lines alone, every word that must be on paper.

Nothing here looks at the composed HTML, so what Markdown or a template loses is still expected.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from press.evidence import CITATION, Source, cited_keys
from press.fields import FIELD, LINK, PICTURE, Field
from press.job import Job
from press.manuscript import HEADING, Manuscript
from press.project import Line
from press.tables import Entry

MARKER = re.compile(r"^(\s*)(?:([0-9]{1,9}[.)])|[-*+])\s+")
TABLE_RULE = re.compile(r"^\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$")
STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=\S)(.+?)(?<=\S)\1(?![\w*])")
CODE = re.compile(r"`([^`]+)`")
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|])")
# what the page may set otherwise without losing a word
SAME = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00ad": "", "\u0002": "-"}
    | dict.fromkeys(("\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060"), "")
)
# Arabic's vowel signs are drawn apart from their letters; brackets turn round with the line
SAME_WHEN_READ = str.maketrans(
    dict.fromkeys(map(chr, (*range(0x064B, 0x0653), 0x0670)), "")
    | dict(zip(")]}\u00bb\u203a", "([{\u00ab\u2039", strict=True))
)


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
    where: str  # flow; every-page; later-pages

    @cached_property
    def key(self) -> str:
        return "".join(word.key for word in self.words)


def plain(text: str) -> str:
    """`text` with compatibility forms folded, quotes straight, and no white space."""
    return "".join(unicodedata.normalize("NFKC", text).translate(SAME).split())


@lru_cache(maxsize=4096)  # few letters make many words
def folded(text: str) -> str:
    """`text` as it is compared: a sheet may set capitals, a font may build its accents."""
    return unicodedata.normalize("NFKD", plain(text).casefold()).translate(SAME_WHEN_READ)


def expected_words(manuscript: Manuscript, fields: Mapping[str, Field]) -> tuple[Word, ...]:
    """Every word of the manuscript, in its order, each with file and line."""
    title = manuscript.title
    words = list(_words(str(title.value), title.line, "title", "heading", 0))
    block, role, roles, open_block = 0, "", {2: "", 3: ""}, False
    for line in manuscript.lines:
        text = line.text
        if not text.strip():
            open_block = False
            continue
        heading, marker = HEADING.match(text), MARKER.match(text)
        if heading:
            level = len(heading[1])
            roles[3] = roles[2] if level < 3 else roles[3]
            roles[level] = heading[3] or (roles[2] if level == 3 else "")
            role = roles[3] = roles[level]
        if heading or marker or not open_block:
            block += 1
        open_block = not heading
        for piece, kind in _pieces(text, heading, marker):
            words += _words(fill_line(piece, fields), line, role, kind, block)
    return tuple(words)


def _pieces(
    text: str, heading: re.Match[str] | None, marker: re.Match[str] | None
) -> Iterator[tuple[str, str]]:
    if heading:
        yield heading[2], "heading"
        return
    if marker:
        if marker[2]:
            yield marker[2], "marker"
        text = text[marker.end() :]
    if "|" in text.replace("\\|", ""):
        if not TABLE_RULE.match(text):
            for cell in re.split(r"(?<!\\)\|", text):
                yield cell, "table"
        return
    end = 0
    for picture in PICTURE.finditer(text):
        yield text[end : picture.start()], "text"
        yield picture[3] or "", "caption"
        end = picture.end()
    yield text[end:], "text"


def fill_line(text: str, fields: Mapping[str, Field]) -> str:
    """What a reader sees of a piece of a raw line: no citation, no markup, fields put in."""
    text = CITATION.sub("", text)
    text = LINK.sub(lambda m: m[1], text)
    for pattern, group in ((CODE, 1), (STRONG, 2), (EMPHASIS, 2), (ESCAPE, 1)):
        text = pattern.sub(lambda m, group=group: m[group], text)  # type: ignore[misc]
    return FIELD.sub(lambda m: fields[m[1]].text if m[1] in fields else m[0], text)


def _words(text: str, line: Line, role: str, kind: str, block: int) -> Iterator[Word]:
    for match in re.finditer(r"\S+", text):
        word = plain(match[0])
        if word:
            column = max(line.text.find(match[0]), 0) + 1
            yield Word(word, line, column, role, kind, block)


def phrases(job: Job, manuscript: Manuscript) -> tuple[Phrase, ...]:
    """Every label, source and clinic's word that the product's template must set."""
    roles = manuscript.roles()
    found = [_label(entry, job, "every-page") for entry in job.labels("every-page").values()]
    product = manuscript.product
    for group in dict.fromkeys((product.name, product.file)):
        found += [_label(entry, job, "flow") for entry in job.labels(group).values()]
    if "running_title" in manuscript.front:
        found.append(_label(manuscript.front["running_title"], job, "later-pages"))
    if "clinic" in roles:
        found += _clinic(job)
    if "sources" in roles:
        found += [_source(job.sources[key]) for key in listed_sources(job)]
    return tuple(phrase for phrase in found if phrase.words)


def _clinic(job: Job) -> list[Phrase]:
    if job.clinic is None:
        return [_label(entry, job, "flow") for entry in job.labels("no-clinic").values()]
    found = [_label(entry, job, "flow") for entry in job.labels("clinic").values()]
    shown = ("name", "phone", "hours", "second_name", "second_number")
    table = job.clinic.table
    return found + [_label(table[key], job, "flow", "clinic") for key in shown if key in table]


def _source(source: Source) -> Phrase:
    parts = source.shown()
    words = [w for text, entry in parts for w in _words(text, entry.line, "sources", "label", 0)]
    return Phrase(tuple(words), "flow")


def _label(entry: Entry, job: Job, where: str, role: str = "label") -> Phrase:
    text = fill_line(str(entry.value), job.fields)
    return Phrase(tuple(_words(text, entry.line, role, "label", 0)), where)


def listed_sources(job: Job) -> list[str]:
    """The sources that any product of the job cites, as the leaflet lists them for both."""
    cited = cited_keys(line for m in job.manuscripts for line in m.lines)
    known = cited & job.sources.keys()
    return sorted(known, key=lambda key: (job.sources[key].shown()[0][0].casefold(), key))
