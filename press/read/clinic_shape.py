"""What stands in a clinic's file and what not: its own words above, its telephone lines below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from press.finding import Finding
from press.read.clinic_file import MODEL, THE_HOURS, THE_NUMBER, check_words
from press.read.clinic_slips import OF_A_LINE, right_header
from press.read.lines import GROUP
from press.read.old_clinic import OLD, check_old
from press.toml_tables import Entry, Tree

# what is to be written, for whoever forgot it
NEEDED: Mapping[str, str] = {"name": "the clinic's name", "country": "GB, US or another code"}
OPTIONAL = ("brand", "logo", "logo_description")
ABOVE_THE_LINES = ("country", *OPTIONAL)
NEEDED_OF_A_LINE: Mapping[str, str] = {"number": THE_NUMBER, "hours": THE_HOURS}
OPTIONAL_OF_A_LINE = ("serves", "name")


def check_shape(tree: Tree, found: list[Finding]) -> Mapping[str, Tree]:
    """The rows of the telephone lines; C107, C108 where something is missing or not known."""
    before, is_old = len(found), bool(OLD & tree.own.keys())
    for name, row in tree.rows.items():
        if name in (*NEEDED, *OPTIONAL):
            problem = f"{name} is not words between quotes"
            found.append(row.line.finding("C108", problem, f'write {name} = "…"'))
        elif name != GROUP:
            found += map(_not_rightly, _leaves(row))
    rows = tree.rows[GROUP].rows if GROUP in tree.rows else {}
    found += map(_not_rightly, (leaf for row in rows.values() for leaf in _leaves(row) if row.rows))
    found += map(_not_rightly, (tree.rows[GROUP].own.values() if GROUP in tree.rows else ()))
    if found[before:]:
        return rows
    ours = {key: entry for key, entry in tree.own.items() if key in OF_A_LINE}
    if ours and (rows or not is_old or "number" in ours):
        first = next(iter(ours.values()))
        problem = "this belongs to a telephone line, whose name in brackets is missing above it"
        found.append(first.finding("C108", problem, "write [lines.maternity] above this line"))
    elif is_old and rows:
        entry = next(entry for key, entry in tree.own.items() if key in OLD)
        problem = "this is of the older form of the file, and [lines. …] is of the newer"
        fix = f"take away the lines with {', '.join(sorted(OLD & tree.own.keys()))}"
        found.append(entry.finding("C108", problem, fix))
    elif is_old:
        check_old(tree, NEEDED, OPTIONAL, found)
    else:
        check_words(tree.own, NEEDED, OPTIONAL, tree.line, found)
        if not rows:
            fix = f"add [lines.maternity] and under it number and hours, as in {MODEL}"
            found.append(tree.line.finding("C108", "no telephone line stands in this file", fix))
    for row in rows.values():
        too_low = {key: entry for key, entry in row.own.items() if key in ABOVE_THE_LINES}
        for entry in [*too_low.values()][:1]:
            problem = f"{' and '.join(too_low)} can't stand below a telephone line"
            where = "below country" if "country" not in too_low else "below the clinic's name"
            found.append(
                entry.finding("C108", problem, f"put it {where}, near the top of the file")
            )
        own = {key: entry for key, entry in row.flat.items() if key not in too_low}
        check_words(own, NEEDED_OF_A_LINE, OPTIONAL_OF_A_LINE, row.line, found)
    return rows


def _leaves(row: Tree) -> Iterator[Tree]:
    """The innermost tables of one, which are those that somebody wrote."""
    if row.own or not row.rows:
        yield row
    for one in row.rows.values():
        yield from _leaves(one)


def _not_rightly(one: Tree | Entry) -> Finding:
    """C108 for a name in brackets that is not `lines.` and a word, with the right one."""
    line = one.line
    right = right_header(line.text) if line.text.strip().startswith("[") else "[lines.maternity]"
    problem = "the name in brackets is not written rightly"
    return line.finding("C108", problem, f"write {right}")
