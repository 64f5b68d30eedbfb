"""The inks: what each colour of the design is printed with, as styles/inks.toml has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from press.colour import HEX, parts_of
from press.finding import Finding, Place
from press.project import Project
from press.read.files import read_lines, read_tree
from press.toml_tables import Entry

Ink = tuple[float, float, float, float]  # per cent of cyan, magenta, yellow and black

FILE = "inks.toml"
MOST = 300  # per cent of ink in one place: the condition of styles/press/, and a shop's usual limit
MOST_COLOURED = 200  # of these without black, so that black type may be printed over any of them
BLACK: Ink = (0, 0, 0, 100)
TABLES = ("text", "headings", "alert", "grounds", "figures", "lines")
FIX = "write four numbers from 0 to 100: 300 together at most, 200 without the last"


@dataclass(frozen=True)
class Inks:
    """The rows of the table, by colour. `lines` goes before `fills` where a line is drawn."""

    fills: Mapping[str, Ink]
    lines: Mapping[str, Ink]
    alert: frozenset[Ink]  # these alone may be mixed in a fine line
    headings: frozenset[Ink]  # these and the alert may be mixed in type

    def of(self, colour: str, line: bool = False) -> Ink | None:
        """The ink of a colour such as `#14213a`; None where the table has no row for it.

        A grey needs no row: it is black ink alone, `1 - grey` (ISO 32000-1, 10.3.4).
        """
        red, green, blue = parts_of(colour)
        if red == green == blue:
            return 0, 0, 0, round(100 - red / 2.55, 1)
        return (line and self.lines.get(colour)) or self.fills.get(colour)


def read_inks(project: Project, found: list[Finding]) -> Inks | None:
    """The table of inks; None with findings (X101, or M1xx) where a row of it can't be used."""
    tree = read_tree(project, project.styles / FILE, found)
    if tree is None:
        return None
    before = len(found)
    for key, entry in tree.own.items():
        found.append(entry.finding("X101", f"`{key}` is no row of inks", FIX))
    rows: dict[str, dict[str, Ink]] = {name: {} for name in TABLES}
    for name, table in tree.tables.items():
        for colour, entry in table.items():
            ink = _ink(entry)
            if name not in rows or not HEX.fullmatch(colour) or ink is None:
                found.append(entry.finding("X101", f"`{name}.{colour}` is no row of inks", FIX))
            else:
                rows[name][colour] = ink
    fills = {colour: ink for name in TABLES[:-1] for colour, ink in rows[name].items()}
    alert, headings = (frozenset(rows[name].values()) for name in ("alert", "headings"))
    inks = Inks(fills, rows["lines"], alert, headings)
    return inks if len(found) == before else None


def _ink(entry: Entry) -> Ink | None:
    parts = entry.value if isinstance(entry.value, list) else []
    if len(parts) != 4 or not all(type(part) in (int, float) for part in parts):
        return None
    cyan, magenta, yellow, black = map(float, parts)
    coloured = cyan + magenta + yellow
    in_range = all(0 <= part <= 100 for part in parts)
    if not in_range or coloured > MOST_COLOURED or coloured + black > MOST:
        return None
    return cyan, magenta, yellow, black


def where_from(project: Project, colour: str) -> Place:
    """The first line of a sheet, sign, figure or brand that names the colour, else the table."""
    for path in _sources(project):
        for line in read_lines(project, path, []) or ():
            at = line.text.lower().find(colour)
            if at >= 0:
                return Place(line.file, line.number, at + 1)
    return Place(project.name(project.styles / FILE))


def _sources(project: Project) -> Iterator[Path]:
    yield from sorted((project.content / "brands").glob("*.toml"))
    yield from sorted(project.styles.rglob("*.css"))
    yield from sorted(project.styles.rglob("*.svg"))
    yield from sorted(project.content.rglob("*.svg"))
