"""A clinic's file as a form writes it: line by line, so that notes and unknown lines stay.

A line whose words are the same stays to the byte. Where a file is written in a way that can't be
changed by lines it is written anew, and whoever asks is told so before it is saved.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from press.desk.words import flattened
from press.read.clinic_shape import NEEDED, NEEDED_OF_A_LINE, OPTIONAL, OPTIONAL_OF_A_LINE
from press.read.lines import GROUP
from press.toml_tables import HEADER, KEY

HEAD = (*NEEDED, *OPTIONAL)
OF_A_LINE = (*NEEDED_OF_A_LINE, *OPTIONAL_OF_A_LINE)
MARK = "\ufeff"  # some editors begin a file with it
# after the =: words in quotes, or what else stands before a note
NOTE = re.compile(r"""=\s*(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^#"']*)\s*(#.*)$""")
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


@dataclass(frozen=True)
class Written:
    """A file's text. `anew` says that it was not changed by lines; `lost` are the keys not kept."""

    text: str
    anew: bool = False
    lost: tuple[str, ...] = ()


@dataclass
class Row:
    """One line of a file; `key` is its dotted name, of a name in brackets too. `new` are ours."""

    text: str
    key: str = ""
    table: str = ""  # below which it stands, or which it is
    is_head: bool = False
    gone: bool = False
    new: list[str] = field(default_factory=list)  # lines that come after it


def quoted(text: str) -> str:
    """`text` as TOML has it (1.0, strings): in straight quotes, what can't be seen as its code."""
    if ('"' in text or "\\" in text) and "'" not in text and not UNSEEN.search(text):
        return f"'{text}'"  # as somebody would type it who opens the file in an editor
    safe = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", safe) + '"'


def values_in(text: str) -> dict[str, Any]:
    """All values of a file by their dotted keys. Raises ValueError (of TOML)."""
    tree = tomllib.loads(text.removeprefix(MARK).replace("\r\n", "\n").replace("\r", "\n"))
    return dict(flattened(tree))


def keys_of(text: str) -> list[str]:
    """What each line of a file is, from its first: a dotted key, a table's name, or nothing."""
    return [row.key for row in _rows(text.removeprefix(MARK).splitlines())]


def written(old: str, values: Mapping[str, str], gone: Collection[str] = ()) -> Written:
    """The file with these `values` by their dotted keys ("" takes one away), `gone` taken out too.

    What of `old` is in neither stays. Raises ValueError where `old` can't be read as TOML.
    """
    kept = {key: value for key, value in values.items() if value}
    before = values_in(old)
    others = {k: v for k, v in before.items() if k not in values and k not in gone}
    if not before:
        notes = "".join(f"{line}\n" for line in old.splitlines() if line.strip())
        return Written(notes + _anew(kept))
    if kept == {k: v for k, v in before.items() if k in values} and not set(gone) & set(before):
        return Written(old)
    text = _by_lines(old, before, kept, {*gone, *(set(values) - set(kept))})
    wanted = {**others, **kept}
    try:
        if values_in(text) == wanted:
            return Written(text)
    except ValueError:
        pass  # it is written anew
    texts = {key: value for key, value in others.items() if isinstance(value, str)}
    known = {key: value for key, value in texts.items() if _is_ours(key)}
    notes = "".join(f"{line}\n" for line in old.splitlines() if line.lstrip().startswith("#"))
    lost = tuple(sorted(set(others) - set(known)))
    return Written(notes + _anew({**known, **kept}), True, lost)


def _is_ours(key: str) -> bool:
    group, _, rest = key.partition(".")
    name, _, last = rest.rpartition(".")
    return key in HEAD or (group == GROUP and "." not in name and last in OF_A_LINE)


def _by_lines(
    old: str, before: Mapping[str, Any], kept: Mapping[str, str], gone: Collection[str]
) -> str:
    end = "\r\n" if "\r\n" in old else "\n"
    rows = [Row(""), *_rows(old.removeprefix(MARK).replace("\r\n", "\n").split("\n"))]
    while len(rows) > 1 and not rows[-1].text.strip():
        rows.pop()
    for row in rows:
        if row.is_head or row.key not in before:
            continue
        if row.key in gone:
            _take_out(row)
        elif row.key in kept and kept[row.key] != before[row.key]:
            note = NOTE.search(row.text)
            name = row.text[: row.text.index("=")].rstrip()
            row.text = f"{name} = {quoted(kept[row.key])}" + (f"  {note[1]}" if note else "")
    _drop_empty_tables(rows)
    there = {row.key for row in rows if not row.gone}
    for key, value in kept.items():
        if key not in there:
            _put_in(rows, key, value)
            there.add(key)
    lines = [one for row in rows for one in ([] if row.gone else [row.text], row.new)]
    text = end.join(line for part in lines[1:] for line in part) if lines else ""
    return (MARK if old.startswith(MARK) else "") + text + end


def _rows(lines: Sequence[str]) -> Iterator[Row]:
    table = ""
    for line in lines:
        if header := HEADER.match(line):
            table = header[1].strip().strip('"')
            yield Row(line, table, table, is_head=True)
        elif key := KEY.match(line):
            name = key[1].strip('"')
            yield Row(line, f"{table}.{name}" if table else name, table)
        else:
            yield Row(line, "", table)


def _take_out(row: Row) -> None:
    """The line goes; a note that stands at its end stays, on a line of its own."""
    note = NOTE.search(row.text)
    row.gone, row.new = True, [note[1]] if note else []


def _drop_empty_tables(rows: list[Row]) -> None:
    """A name in brackets goes with the last of what stood below it."""
    for at, row in enumerate(rows):
        own = [one for one in rows if one.key and not one.is_head and one.table == row.key]
        if row.is_head and own and all(one.gone for one in own):
            note = re.search(r"\]\s*(#.*)$", row.text)
            row.gone, row.new = True, [note[1]] if note else []
            if at and not rows[at - 1].text.strip() and not rows[at - 1].key:
                rows[at - 1].gone = True


def _put_in(rows: list[Row], key: str, value: str) -> None:
    """A line that the file did not have: below the one that comes before it in the order."""
    table, _, name = key.rpartition(".")
    order = OF_A_LINE if table else HEAD
    line = f"{name} = {quoted(value)}"
    earlier = set(order[: order.index(name)])
    above = [row for row in rows if row.table == table and not row.gone
             and row.key and (row.is_head or row.key.rpartition(".")[2] in earlier)]  # fmt: skip
    fresh = [row for row in rows if f"[{table}]" in row.new]
    if table and fresh:
        fresh[0].new.append(line)
    elif above:
        above[-1].new.append(line)
    elif table:
        rows[-1].new += ["", f"[{table}]", line]
    else:
        first = next((at for at, row in enumerate(rows) if row.key and not row.gone), len(rows))
        rows[first - 1].new.append(line)


def _anew(values: Mapping[str, str]) -> str:
    """A whole file of these values, in the order of the example."""
    lines = [f"{key} = {quoted(values[key])}" for key in HEAD if key in values]
    for table in dict.fromkeys(key.rpartition(".")[0] for key in values if "." in key):
        own = [f"{name} = {quoted(values[f'{table}.{name}'])}" for name in OF_A_LINE
               if f"{table}.{name}" in values]  # fmt: skip
        lines += ["", f"[{table}]", *own]
    return "\n".join(lines) + "\n"
