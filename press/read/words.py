"""The words of a locale: what to call things, and the labels that templates print, by group."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from press.finding import Finding
from press.project import Project
from press.read.catalogue import catalogue
from press.read.dates import check_dates
from press.read.fields import BANDS, NOT_SIGNED, SLOTS, Words
from press.read.files import read_tree
from press.read.guide import Guide, chain
from press.read.lines import WAY_OUT
from press.read.old_clinic import GROUP as OLD_CLINIC
from press.read.syntax import FIELD
from press.toml_tables import Entry, Table, Tree

MARKS_IN_A_WORD = re.compile(r"\{\{|\{%|\[@|\*\*|\]\(|</?[a-z]|\n")
APPROVAL = "approval"  # the group of what a person says who signs
NOTICE = "notice"  # of what is pinned up where a version was withdrawn
SITE = "site"  # of what the site says around the guides
PHONE = "phone-edition"  # of what a screen says where paper has a line to write on
# of words, besides one for each product and edition
GROUPS = ("words", "dates", BANDS, APPROVAL, "every-page", "lines", "over-the-page", "qr-code",
          PHONE, "calibration", NOTICE, SITE, OLD_CLINIC)  # fmt: skip
NOT_TEXT = ("always", "months")  # lists
DRAFT = re.compile(r"[^\W\d_]+")


def read_words(project: Project, guide: Guide, locale: str, found: list[Finding]) -> Words | None:
    """The words of a locale: those that all guides share, with the guide's own laid over them.

    In each of the two, what a locale says goes before what its language says. Findings: M1xx, and
    G112 where a band of the guide's own says less than the common one: that it is a draft, or who
    approved it, and when.
    """
    words = _laid_over(project, (project.content, guide.folder), locale, found)
    return words and {group: table for group, table in words.items() if group != SITE}


def common_words(project: Project, locale: str, found: list[Finding]) -> Words | None:
    """The words of a locale that all guides share. Findings: M1xx."""
    return _laid_over(project, (project.content,), locale, found)


def _laid_over(
    project: Project, homes: Sequence[Path], locale: str, found: list[Finding]
) -> Words | None:
    words: dict[str, dict[str, Entry]] = {}
    before = len(found)
    language = chain(locale)[-1]
    groups = (*GROUPS, *catalogue(project).by_file)
    common: Table = {}
    for home in homes:
        for name in reversed(chain(locale)):
            path: Path = home / "words" / f"{name}.toml"
            if not path.exists() and not (name == language and home == project.content):
                continue
            if tree := read_tree(project, path, found):
                found += _unknown_groups(tree, groups)
                for group, table in tree.tables.items():
                    words.setdefault(group, {}).update(table)
        common = common or dict(words.get(BANDS, {}))
    check_dates(words.get("dates", {}), language, found)
    found += _no_texts(words)
    if len(found) == before:
        found += _says_less(words.get(BANDS, {}), common)
    return words if len(found) == before else None


def _unknown_groups(tree: Tree, groups: Sequence[str]) -> Iterator[Finding]:
    """M106 for what stands in no group, or in one that nothing prints: it would be passed over."""
    for key, entry in tree.own.items():
        fix = f"move it below a line with the group's name in brackets: {', '.join(GROUPS[:4])} …"
        yield entry.finding("M106", f"`{key}` stands in no group", fix)
    for group, row in tree.rows.items():
        if group not in groups:
            fix = f"take one of: {', '.join(groups)}"
            yield row.first.finding("M106", f"`{group}` is no group of words", fix)
        for name, inner in row.rows.items():
            fix = f"put its words below [{group}] itself"
            yield inner.first.finding("M106", f"`{group}.{name}` is no group of words", fix)


def _no_texts(words: Words) -> Iterator[Finding]:
    """M107 for a word or label that is no text, or an empty one."""
    texts = (table for group, table in words.items() if group != "dates")
    for key, entry in (row for table in texts for row in table.items() if row[0] not in NOT_TEXT):
        if not isinstance(entry.value, str) or not entry.value.strip():
            fix = f'write `{key} = "…"`; without the line, what all guides share is printed'
            yield entry.finding("M107", f"`{key}` is empty, or no text in quotes", fix)


def _says_less(bands: Table, common: Table) -> Iterator[Finding]:
    """G112: an unsigned page says that it is a draft, a signed one who signed, and when."""
    for key, band in bands.items():
        own, ours = str(band.value), str(common[key].value) if key in common else ""
        first = DRAFT.search(ours)
        if key in NOT_SIGNED:
            if first and first[0].casefold() not in map(str.casefold, DRAFT.findall(own)):
                fix = f"keep the word “{first[0]}” in it; the rest is the guide's own"
                yield band.finding("G112", "this band does not say that the guide is a draft", fix)
        elif missing := sorted(set(FIELD.findall(ours)) - set(FIELD.findall(own))):
            fix = f"put in {', '.join('{{ ' + name + ' }}' for name in missing)}"
            yield band.finding("G112", "this band does not say who approved it, and when", fix)


def plain_words(words: Table, country: Table) -> Iterator[Finding]:
    """M106 for a word with the name of a fact, or of what the press decides; M107 for marks."""
    for key, entry in words.items():
        if key.lower() in country:
            fix = "take it out and correct the fact in content/countries/, or rename the word"
            yield entry.finding("M106", f"`{key}` is a fact of the country, and no word", fix)
        elif key[:1].lower() + key[1:] in (*SLOTS, WAY_OUT):
            fix = "rename the word: this name stands for what the press works out"
            yield entry.finding("M106", f"`{key}` is no word: the press says what it is", fix)
        elif mark := MARKS_IN_A_WORD.search(str(entry.value)):
            fix = "write it as it is to be printed: a word holds text, and no marks"
            yield entry.finding("M107", f"`{key}` holds `{mark[0].strip()}`, as Markdown does", fix)
