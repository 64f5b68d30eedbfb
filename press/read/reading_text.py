"""The reading text: exactly what a person signs, one plain file for each product and locale.

It is what a screen reader would say, made from raw lines alone: every sentence in order with its
fields' values and its emphasis, roles and signs, descriptions, labels, and each picture by the
digest of its file. It depends on no layout, style, engine, brand or clinic: what belongs to a
clinic, and what an approval itself decides (version, dates, code), stands as its field's name.
"""

from __future__ import annotations

import contextlib
import hashlib
import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from press.products import Product
from press.project import BLACK_ONES, Line, Project
from press.read.choices import NO_SIGN
from press.read.cover import named_on_cover
from press.read.evidence import Source, cited_keys, named_once
from press.read.fields import SLOTS, Field, Words, fill
from press.read.files import digest
from press.read.guide import Guide
from press.read.lines import WAY_OUT
from press.read.manuscript import Manuscript
from press.read.picture_file import is_a_name
from press.read.reading_labels import labels_read, signs_read
from press.read.syntax import CITED, HEADING, PICTURE, role_of
from press.read.text import sentences_with_marks
from press.read.units import HEAD, LISTED, NESTED, ROW, STEP, Piece, Unit, indent

FORM = "1"  # of the file; another one is read by another version of the press
HEADS = 4  # lines that say of which text it is
TITLE = "title | "
BETWEEN = "\u00b7"  # two cells; a cell's own has a backslash before it
NOTHING_IN_IT = "______"  # a line to write on


@dataclass(frozen=True)
class ReadingText:
    """What one product says in one locale. Each line is `KIND | TEXT`."""

    guide: str
    locale: str
    product: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the text in UTF-8, in hex."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def sentences(self) -> int:
        """How many of its lines are read: all but what says of which text it is."""
        return len(self.lines) - HEADS


def title_of(lines: Sequence[str]) -> str:
    """The title in the lines of a reading text; empty where there is none."""
    return next((line.removeprefix(TITLE) for line in lines if line.startswith(TITLE)), "")


@dataclass(frozen=True)
class Spoken:
    """All that a reading text is made from, beside its manuscript. `fields` have no clinic's."""

    project: Project
    guide: Guide
    locale: str
    words: Words
    fields: Mapping[str, Field]
    sources: Mapping[str, Source]
    cited: frozenset[str]  # by any product of the job


def reading_text(spoken: Spoken, manuscript: Manuscript, rows: Iterable[Product]) -> ReadingText:
    """The reading text of one manuscript; `rows` are its product and its editions."""
    guide, product, printed = spoken.guide, manuscript.product, list(rows)
    fields = _without_slots(spoken.fields)
    front = [key for key in (*product.asks, *product.may_ask) if key in manuscript.front]
    told = [
        ("reading text", FORM),
        ("guide", guide.name),
        ("locale", spoken.locale),
        ("product", product.name),
    ]
    told += [(key, fill(str(manuscript.front[key].value), fields)) for key in front]
    told += signs_read(guide, manuscript, printed)
    told += [("cover", _plain_heading(line)) for line in named_on_cover(manuscript)]
    signs = {**product.signs, **guide.signs}
    told += _units(spoken, manuscript.units, fields, signs)
    told += labels_read(spoken.words, guide, manuscript, printed, fields)
    if "sources" in manuscript.roles():
        cited = sorted(spoken.cited & spoken.sources.keys())
        named = named_once(spoken.sources[key] for key in cited)
        told += [("source", text) for text, _ in named]
    lines = (f"{kind} | {' '.join(text.split())}".rstrip() for kind, text in told)
    return ReadingText(guide.name, spoken.locale, product.name, tuple(lines))


def _without_slots(fields: Mapping[str, Field]) -> dict[str, Field]:
    """The fields without those that an approval or a clinic decides: their names are left."""
    return {
        key: Field(NOTHING_IN_IT, field.line) if field.blank else field
        for key, field in fields.items()
        if key[:1].lower() + key[1:] not in (*SLOTS, WAY_OUT)
    }


def _plain_heading(line: Line) -> str:
    return CITED.sub("", line.text).lstrip("# ").partition(" {")[0]


def _units(
    spoken: Spoken,
    units: Sequence[Unit],
    fields: Mapping[str, Field],
    signs: Mapping[str, str],
) -> Iterator[tuple[str, str]]:
    """Every unit in order; a part or section names its own role and its sign."""
    table, steps = -1, Counter[tuple[int, str]]()
    for unit in units:
        kind = _kind(unit, signs, table)
        table = unit.group if unit.kind == ROW else table
        steps[unit.group, kind] += 1
        if number := _out_of_turn(unit, steps[unit.group, kind]):
            kind = f"{kind} {number}"
        for follows, lang, text in _said(unit, fields):
            yield (f"{follows or kind} lang:{lang}" if lang else follows or kind), text
        for piece in unit.only("alt", "caption"):
            if piece.kind == "alt":
                yield from _picture(spoken, piece, fields)
            else:
                yield "caption", fill(piece.text, fields)


def _kind(unit: Unit, signs: Mapping[str, str], table: int) -> str:
    """What a unit is: an item in an item is a sub-item, the first row of a table its head."""
    if unit.kind == ROW:
        return "row" if unit.group == table else "head"
    if unit.kind != HEAD:
        inner = unit.kind in LISTED and indent(unit.lines[0].text) >= NESTED
        return f"sub-{unit.kind}" if inner else unit.kind
    kind = "section" if unit.level == 2 else "part"
    role = role_of(HEADING.match(unit.lines[0].text))  # its own: a part has no sign of its section
    if not role:
        return kind
    sign = signs.get(role, NO_SIGN)
    return f"{kind} .{role}" + (f" sign:{sign}" if sign != NO_SIGN else "")


def _out_of_turn(unit: Unit, turn: int) -> str:
    """The number of a step, where it is not the one whose turn it is."""
    numbers = [piece.text.rstrip(".") for piece in unit.only("marker")]
    return numbers[0] if unit.kind == STEP and numbers and numbers[0] != str(turn) else ""


def _said(unit: Unit, fields: Mapping[str, Field]) -> Iterator[tuple[str, str, str]]:
    """Each sentence of a unit with its marks, after the language it is in; a row is one.

    Before it stands how it follows: empty for the first one, `then` in a paragraph, and `below`
    for a new paragraph of the same item. Where the language changes, a sentence ends. An item that
    holds a picture alone is one without words.
    """
    if unit.kind == ROW:
        cells = groupby(unit.only("cell"), lambda piece: piece.column)
        texts = [" ".join(_typed(piece, fields) for piece in pieces) for _, pieces in cells]
        if texts:
            told = [text.strip().replace(BETWEEN, f"\\{BETWEEN}") for text in texts]
            yield "", unit.lines[0].lang, f" {BETWEEN} ".join(told)
        return
    paragraph = -1  # in which the sentence before stands
    words = unit.only("heading", "text")
    for (place, lang), run in groupby(words, lambda piece: (piece.paragraph, piece.line.lang)):
        text = " ".join(_typed(piece, fields) for piece in run).strip()
        sentences = [text] if unit.kind == HEAD else [*sentences_with_marks(text)]
        for sentence in filter(None, sentences):
            yield "" if paragraph < 0 else "then" if paragraph == place else "below", lang, sentence
            paragraph = place
    if paragraph < 0 and unit.kind in LISTED:
        yield "", "", ""


def _typed(piece: Piece, fields: Mapping[str, Field]) -> str:
    """A piece as it is typed, without citations, with its fields' values."""
    return fill(CITED.sub("", piece.text), fields).strip()


def _picture(
    spoken: Spoken, piece: Piece, fields: Mapping[str, Field]
) -> Iterator[tuple[str, str]]:
    """A picture: its file in the guide, the digest of its bytes, and what is said of it.

    One that is drawn for black only may lie beside it.
    """
    matches = PICTURE.finditer(piece.line.text)
    name = next((m[2] for m in matches if m.span(1) == (piece.start, piece.end)), "")
    if not is_a_name(unquote(name)):  # which is an error, and told where pictures are read
        yield f"picture {name}", fill(piece.text, fields)
        return
    home = f"content/{spoken.guide.name}/"
    where = posixpath.normpath(PurePosixPath(piece.line.file).parent / unquote(name))
    path = spoken.project.root / where
    yield f"picture {_digest(spoken, where, home, path)}", fill(piece.text, fields)
    folder, _, file = where.rpartition("/")
    with contextlib.suppress(OSError, RuntimeError):  # no file can be called so, or links go round
        real = path.resolve() if path.is_symlink() else path  # beside what a link leads to
        twin = real.parent / BLACK_ONES / real.name
        if twin.is_file():
            told = _digest(spoken, f"{folder}/{BLACK_ONES}/{file}", home, twin)
            yield f"black picture {told}", ""


def _digest(spoken: Spoken, where: str, home: str, path: Path) -> str:
    """A file's name in its guide, and its digest; the name alone of what lies elsewhere."""
    found = digest(spoken.project, path).hex() if where.startswith(home) else ""
    return f"{where.removeprefix(home)} {found}".rstrip()


def cited_by(manuscripts: Iterable[Manuscript]) -> frozenset[str]:
    """The keys that any of these cites: what the list of sources names."""
    return frozenset(cited_keys(line for one in manuscripts for line in one.lines))
