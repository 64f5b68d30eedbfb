"""A clinic's file of the first form, brought into the form of today: nothing of it is lost.

What each key becomes is the reader's own knowledge (`press/read/old_clinic.py`); here it is put
into fields, to be looked at before it is saved.
"""

from __future__ import annotations

from collections.abc import Mapping

from press.desk.clinic_form import Stands, in_order
from press.desk.clinic_text import HEAD
from press.desk.content import Content
from press.read.files import read_tree
from press.read.lines import GROUP
from press.read.old_clinic import ANY, NEEDED, OLD, lines_of_old, serving
from press.read.old_clinic import GROUP as OLD_WORDS
from press.read.words import read_words
from press.toml_tables import Table


def is_old_form(stands: Stands) -> bool:
    """Whether a file is of the first form."""
    return bool(OLD & (stands.values or {}).keys())


def old_rows(stands: Stands) -> list[tuple[str, str]]:
    """What stands in it that the form of today has no key for, as it stands."""
    return [(key, str(value)) for key, value in (stands.values or {}).items() if key in OLD]


def of_today(
    content: Content, stands: Stands, values: Mapping[str, str]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """A file of the first form in that of today, and which of its keys go for it.

    Its numbers become the lines of the guide whose words its weeks are of. Where one of what it
    needs is missing, so is the field.
    """
    tree = read_tree(content.project, stands.path, [], anywhere=True)
    table: Table = tree.own if tree else {}
    names, words = _lines_of_old_words(content)
    made = {key: value for key, value in values.items() if key in HEAD}
    gone = tuple(sorted(OLD & table.keys()))
    if not NEEDED.keys() <= table.keys():
        half = {"number": table.get("phone"), "hours": table.get("hours")}
        rows = {f"{GROUP}.{names[0]}.{key}": str(one.value) for key, one in half.items() if one}
        return in_order(made | rows), gone
    for name, line in zip(names, lines_of_old(table, lambda one: str(one.value)), strict=False):
        told = serving(line, table, words)
        row = {"number": told.number, "hours": told.hours, "serves": told.serves,
               "name": told.called}  # fmt: skip
        made |= {f"{GROUP}.{name}.{key}": str(one.value) for key, one in row.items() if one}
    return in_order(made), gone


def _lines_of_old_words(content: Content) -> tuple[list[str], Table]:
    """The names of the lines that an old file's numbers become, and the words of its weeks."""
    for guide in content.guides.values():
        words = read_words(content.project, guide, guide.locales[0], []) or {}
        if OLD_WORDS in words and guide.lines:
            return [*(one.name for one in guide.lines), ANY], words[OLD_WORDS]
    first = next((guide for guide in content.guides.values() if guide.lines), None)
    return [*(one.name for one in first.lines), ANY] if first else ["advice", ANY], {}
