"""The telephone lines of a clinic's form: those that the guides ask for, in the guides' words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from press.desk.content import Content
from press.read.catalogue import catalogue
from press.read.fields import fill, gather_fields
from press.read.folding import straight
from press.read.guide import Guide, country_of
from press.read.manuscript import read_manuscript
from press.read.words import read_words


@dataclass(frozen=True)
class Asked:
    """A line that a guide asks for: its name, what the guide calls it, and when it is tried."""

    name: str
    label: str
    when: str


@dataclass(frozen=True)
class GuideLines:
    """A guide's title, and the lines that it asks for, in its order."""

    guide: str
    title: str
    lines: tuple[Asked, ...]


@dataclass(frozen=True)
class Use:
    """A guide that prints a line: its title, and the label of the line that it gives before."""

    title: str
    after: str
    when: str


@dataclass(frozen=True)
class LineOfForm:
    """A telephone line of the form: what it is called, and which guides print it, and when."""

    name: str
    label: str
    uses: tuple[Use, ...] = ()


def guides_asking(content: Content, country: str, first: str = "") -> list[GuideLines]:
    """The guides that ask for lines, in their words, best in those of a `country`.

    The guide of the name `first` stands before the others.
    """
    return [
        GuideLines(guide.name, _title(content, guide, country), _labels(content, guide, country))
        for guide in sorted(content.guides.values(), key=lambda one: one.name != first)
        if guide.lines
    ]


def lines_of(guides: Sequence[GuideLines]) -> dict[str, LineOfForm]:
    """Each line once, by its name, with all guides that print it."""
    lines: dict[str, LineOfForm] = {}
    for guide in guides:
        for above, one in zip((None, *guide.lines), guide.lines, strict=False):
            use = Use(guide.title, above.label if above else "", one.when)
            known = lines.get(one.name, LineOfForm(one.name, one.label))
            lines[one.name] = LineOfForm(one.name, known.label, (*known.uses, use))
    return lines


def _locale(guide: Guide, country: str) -> str:
    return next((one for one in guide.locales if country_of(one) == country), guide.locales[0])


def _labels(content: Content, guide: Guide, country: str) -> tuple[Asked, ...]:
    """The lines that a guide asks for, the fields of their words filled in."""
    words = read_words(content.project, guide, _locale(guide, country), []) or {}
    fields = gather_fields(guide, {}, words, None)
    told = []
    for one in guide.lines:
        when = fill(str(one.when.value), fields) if one.when else ""
        told.append(Asked(one.name, fill(str(one.label.value), fields), when))
    return tuple(told)


def _title(content: Content, guide: Guide, country: str) -> str:
    """A guide's title; the name of its folder where no text of it can be read."""
    locale = _locale(guide, country)
    words = read_words(content.project, guide, locale, []) or {}
    fields = gather_fields(guide, {}, words, None)
    for product in catalogue(content.project).products.values():
        text = read_manuscript(content.project, guide, locale, product, [])
        if text is not None:
            return straight(fill(str(text.title.value), fields))
    return guide.name.replace("-", " ")
