"""Fields: the facts, words and dates that a manuscript names between double braces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from press.finding import Finding
from press.project import Line
from press.read.dates import shown_date
from press.read.guide import Guide
from press.read.syntax import FIELD, LINK, PICTURE
from press.toml_tables import Table

Words = Mapping[str, Table]  # of a locale: labels and words by group, then by key

BLANK = "blank"  # the field that draws a short line to write on
# what an approval decides of a text, and no editor
UNDECIDED = "\u2026"  # before it is
BANDS = "bands"  # the group of the words file: what each page says of its approval
NOT_SIGNED = ("draft", "changed")  # bands of what nobody has signed
SLOTS = ("version", "last_review", "next_review", "code", "approved_by", "approved_on")


class HasTable(Protocol):
    """A clinic, as far as its fields go."""

    @property
    def table(self) -> Table: ...


@dataclass(frozen=True)
class Field:
    """What a field stands for. A blank field is a line to write on and has no text."""

    text: str
    line: Line | None = None

    @property
    def blank(self) -> bool:
        return self.text == ""


def gather_fields(
    guide: Guide, country: Table, words: Words, clinic: HasTable | None
) -> dict[str, Field]:
    """Every field that a manuscript or a label of this job may name."""
    fields = {BLANK: Field("")}
    for key, entry in country.items():
        fields[key] = Field("" if isinstance(entry.value, dict) else str(entry.value), entry.line)
    for key, entry in words.get("words", {}).items():
        fields[key] = Field(str(entry.value), entry.line)
    for key in SLOTS:  # what is signed decides them, product by product (standing.py)
        fields[key] = Field(UNDECIDED, guide.last_review.line)
    for key, entry in (("last_review", guide.last_review), ("next_review", guide.next_review)):
        fields[key] = Field(shown_date(entry.value, words.get("dates", {})), entry.line)
    for key, entry in (clinic.table if clinic else {}).items():
        fields[f"clinic_{key}"] = Field(str(entry.value), entry.line)
    # `{{ Midwife }}` at the start of a sentence is `{{ midwife }}` with a capital
    for key, field in list(fields.items()):
        text = field.text[:1].upper() + field.text[1:]
        fields.setdefault(key[:1].upper() + key[1:], Field(text, field.line))
    return fields


def fill(text: str, fields: Mapping[str, Field]) -> str:
    """`text` with every field that has a value put in; what is unknown stays as it is."""
    return FIELD.sub(lambda m: fields[m[1]].text if m[1] in fields else m[0], text)


def check_fields(line: Line, fields: Mapping[str, Field]) -> list[Finding]:
    """M110 for each field that nothing defines, M111 for a blank where nobody can write."""
    found = []
    for match in FIELD.finditer(line.text):
        name, column = match[1], match.start() + 1
        if name not in fields:
            fix = "correct the name, or add it to the country's facts or the words file"
            near = [known for known in sorted(fields) if known[:4] == name[:4].lower()]
            fix += f" (there is: {', '.join(near)})" if near else ""
            found.append(line.finding("M110", f"there is no field `{name}`", fix, column))
        elif fields[name].blank and not _can_be_written_on(line, match.start()):
            fix = "move it into running text or a list, or give the field a value"
            problem = f"`{name}` is left blank to write on, and nobody can write here"
            found.append(line.finding("M111", problem, fix, column))
    return found


def _can_be_written_on(line: Line, start: int) -> bool:
    text = line.text.lstrip()
    inside_picture = any(m.start() <= start < m.end() for m in PICTURE.finditer(line.text))
    inside_link = any(m.start() <= start < m.end() for m in LINK.finditer(line.text))
    return not (text.startswith("|") or inside_picture or inside_link)
