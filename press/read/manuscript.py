"""A manuscript: front matter, and raw lines with every passage pulled into its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from press.finding import Finding
from press.letters import tidy
from press.products import Product
from press.project import Line, Project
from press.read.files import read_lines
from press.read.guide import Guide, lookup
from press.read.language_marks import take_marks
from press.read.syntax import (
    FENCE,
    HEADING,
    PAGE_MARK,
    PASSAGE,
    PASSAGE_NAME,
    marks_of,
    role_of,
)
from press.read.units import Unit, read_units
from press.toml_tables import Entry, Table, check_keys, parse_toml

YAML_FENCE = "---"  # of other tools' front matter


@dataclass(frozen=True)
class Section:
    """A heading with the lines below it, up to the next heading of its level or above.

    The first section of a manuscript has no heading: its intro.
    """

    level: int
    heading: Line | None
    title: str
    role: str
    lines: tuple[Line, ...]
    parts: tuple[Section, ...] = ()
    new_page: bool = False

    def with_parts(self) -> Iterator[Section]:
        """The section itself, and each one within it, in order."""
        yield self
        for part in self.parts:
            yield from part.with_parts()


@dataclass(frozen=True)
class Manuscript:
    """One manuscript, read. `front` holds title, description and what else the product asks."""

    product: Product
    file: str
    front: Table
    lines: tuple[Line, ...]
    needs: Entry | None = None  # the roles that its guide asks of it

    @property
    def title(self) -> Entry:
        return self.front["title"]

    @property
    def sections(self) -> tuple[Section, ...]:
        return split_sections(self.lines)

    def every_section(self) -> Iterator[Section]:
        """Its sections, each with those within it, in order."""
        for one in self.sections:
            yield from one.with_parts()

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """What it says, cut into headings, paragraphs, items and rows."""
        return read_units(self.lines)

    @cached_property
    def in_own_language(self) -> Manuscript:
        """Without its passages in another language, which has other rules and other words."""
        return replace(self, lines=tuple(line for line in self.lines if not line.lang))

    def in_edition(self, row: Product) -> Manuscript:
        """The same manuscript, to be printed as the product's row says."""
        return replace(self, product=row)

    def roles(self) -> set[str]:
        """Every role that a heading carries."""
        return {role for line in self.lines if (role := role_of(HEADING.match(line.text)))}


def read_manuscript(
    project: Project, guide: Guide, locale: str, product: Product, found: list[Finding]
) -> Manuscript | None:
    """The manuscript of one product, or None: not written, or unfit with findings (M1xx)."""
    path = lookup(guide, locale, f"{product.name}.md")
    if path is None:
        return None
    raw = read_lines(project, path, found)
    if raw is None:
        return None
    lines = tuple(tidy(raw, found))
    split = _split_front_matter(lines, found)
    if split is None:
        return None
    front_lines, body = split
    tree = parse_toml(front_lines, found)
    needed = dict.fromkeys(product.asks, str)
    optional = dict.fromkeys(product.may_ask, str)
    if tree is None or not check_keys(tree.flat, needed, optional, lines[0].place, found):
        return None
    pulled = [*_pull(project, guide, locale, body, (), found)]
    lines = tuple(take_marks(pulled, locale, found))
    needs = guide.needs.get(product.name)
    return Manuscript(product, project.name(path), tree.flat, lines, needs)


def _split_front_matter(
    lines: Sequence[Line], found: list[Finding]
) -> tuple[Sequence[Line], Sequence[Line]] | None:
    fences = [n for n, line in enumerate(lines) if line.text.strip() == FENCE]
    if not fences or fences[0] != 0:
        problem = "the front matter is missing"
        if lines[0].text.strip() == YAML_FENCE:
            problem = "the front matter is in YAML, and must be in TOML"
        elif fences:
            problem = "the front matter does not begin on the first line"
    elif len(fences) == 1:
        problem = "the front matter is not closed"
    else:
        return lines[1 : fences[1]] or [lines[0]], lines[fences[1] + 1 :]
    fix = f'put title = "…" and description = "…" between two lines of {FENCE}, at the top'
    found.append(lines[0].finding("M104", problem, fix))
    return None


def _pull(
    project: Project,
    guide: Guide,
    locale: str,
    lines: Sequence[Line],
    above: tuple[Path, ...],
    found: list[Finding],
) -> Iterator[Line]:
    """The lines with each `![[passage]]` replaced by the lines of its file."""
    for line in lines:
        match = PASSAGE.match(line.text.strip())
        if match is None:
            yield line
            continue
        name = match[1]
        path = None
        if PASSAGE_NAME.match(name):
            path = lookup(guide, locale, f"passages/{name}.md")
        if path is None:
            fix = f"write {guide.name}/…/passages/{name or 'NAME'}.md, or correct the name"
            if known := _known_passages(guide, locale):
                fix += f"; there are: {known}"
            found.append(line.finding("M108", f"there is no passage `{name}`", fix))
        elif path in above:
            ring = " > ".join(p.stem for p in (*above[above.index(path) :], path))
            fix = "take one of these passages out of the other"
            found.append(line.finding("M109", f"passages go in a circle: {ring}", fix))
        elif (inner := read_lines(project, path, found)) is not None:
            inner = tuple(tidy(inner, found))
            yield from _pull(project, guide, locale, inner, (*above, path), found)


def _known_passages(guide: Guide, locale: str) -> str:
    folders = {locale, locale.split("-")[0]}
    names = {p.stem for folder in folders for p in guide.folder.glob(f"{folder}/passages/*.md")}
    return ", ".join(sorted(names))


def split_sections(lines: Sequence[Line], level: int = 2) -> tuple[Section, ...]:
    """The lines as sections of `level`, each with its sub-sections in `parts`."""
    starts = [n for n, line in enumerate(lines) if _level(line) == level]
    bounds = [0, *starts, len(lines)]
    sections = []
    for first, last in pairwise(bounds):
        chunk = lines[first:last]
        heading = chunk[0] if chunk and _level(chunk[0]) == level else None
        if not chunk or (heading is None and first == 0 and not any(c.text.strip() for c in chunk)):
            continue
        match = HEADING.match(heading.text) if heading else None
        inside = chunk[1:] if heading else chunk
        own: Sequence[Line] = inside
        parts: tuple[Section, ...] = ()
        if level < 3:
            nested = split_sections(inside, level + 1)
            own = nested[0].lines if nested and nested[0].heading is None else ()
            parts = tuple(section for section in nested if section.heading)
        title = match[2] if match else ""
        new_page = PAGE_MARK in marks_of(match)
        sections.append(Section(level, heading, title, role_of(match), tuple(own), parts, new_page))
    return tuple(sections)


def _level(line: Line) -> int:
    match = HEADING.match(line.text)
    return len(match[1]) if match else 0
