"""A country: its facts, and the telephone lines that are its own, each with its source."""

from __future__ import annotations

from collections.abc import Mapping

from press.finding import Finding
from press.products import PAPERS
from press.project import Project
from press.read.files import read_tree
from press.read.guide import country_of
from press.read.lines import GROUP
from press.read.phone import fault_of_country
from press.toml_tables import Entry, Table, Tree, check_keys

KINDS = ("emergency", "mobile", "text", "relay", "urgent", "poison")
DIALLED = ("number", "prefix")  # of a line: dialled alone, or before another number
BLANK = {"blank": True}  # it is written by hand
NEEDED: Mapping[str, type] = {"source": str}


def read_country(project: Project, locale: str, found: list[Finding]) -> Table | None:
    """The facts of a locale's country by the names of their fields, or None with findings.

    Of its lines the fields are `emergency_number`, `relay_prefix` and so on. Findings: M107 for a
    fact, M106 and M107 for a line's keys, C110 for a line that is none of this country.
    """
    country = country_of(locale) or locale
    tree = read_tree(project, project.content / "countries" / f"{country}.toml", found)
    if tree is None:
        return None
    for key, entry in tree.own.items():
        if key.rpartition("_")[2] in DIALLED:
            kind = key.rpartition("_")[0]
            fix = f"write it under [lines.{kind}] as number, with the page that says so as source"
            found.append(entry.finding("C110", f"`{key}` stands without its source", fix))
        elif entry.value != BLANK and not (isinstance(entry.value, str) and entry.value):
            fix = (
                f'write `{key} = "…"`, or `{key} = {{ blank = true }}` where it is written by hand'
            )
            found.append(entry.finding("M107", f"`{key}` is not text in quotes", fix))
    for name, row in _lines(tree).items():
        _check_line(name, row, country, found)
    facts = _facts(tree)
    if "paper" in facts and facts["paper"].value not in map(str.capitalize, PAPERS):
        fix = f"write one of: {', '.join(map(str.capitalize, PAPERS))}"
        found.append(facts["paper"].finding("M107", "this paper is not known", fix))
        return None
    return facts


def read_countries(project: Project) -> Mapping[str, Table]:
    """The facts of every country that can be read: what is wrong with one is told in its jobs."""
    paths = sorted((project.content / "countries").glob("*.toml"))
    trees = ((path.stem, read_tree(project, path, [])) for path in paths)
    return {name: _facts(tree) for name, tree in trees if tree is not None}


def _lines(tree: Tree) -> Mapping[str, Tree]:
    return tree.rows[GROUP].rows if GROUP in tree.rows else {}


def _facts(tree: Tree) -> Table:
    numbers = {
        f"{name}_{what}": row.own[what]
        for name, row in _lines(tree).items()
        for what in DIALLED
        if what in row.own
    }
    return {**tree.own, **numbers}


def _check_line(name: str, row: Tree, country: str, found: list[Finding]) -> None:
    """C110 where it is no line of this country's plan, or nobody knows where it is from."""
    if name not in KINDS:
        fix = f"a country has these lines: {', '.join(KINDS)}"
        found.append(row.first.finding("C110", f"there is no line `{name}` of a country", fix))
        return
    dialled = {key: row.own[key] for key in DIALLED if key in row.own}
    if not dialled:
        fix = 'add number = "…", or number = { blank = true } where it is written by hand'
        found.append(row.line.finding("C110", f"the line `{name}` has no number", fix))
    blank = all(entry.value == BLANK for entry in dialled.values())
    rest = {key: entry for key, entry in row.flat.items() if key not in DIALLED}
    check_keys(rest, {} if blank else NEEDED, NEEDED, row.line.place, found)
    for entry in dialled.values():
        if entry.value != BLANK and (why := _fault(name, entry, country)):
            fix = "look at the country's own page, and write what stands there"
            found.append(entry.finding("C110", why, fix))


def _fault(name: str, entry: Entry, country: str) -> str:
    if not isinstance(entry.value, str):
        return f"the number of `{name}` is not in quotes"
    return fault_of_country(name, entry.value, country)
