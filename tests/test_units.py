"""The one reader cuts raw lines as Markdown does, though it shares no code with it.

Each row is a place where readers of ours once differed: from each other, or from Markdown.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from xml.etree import ElementTree

import pytest

from press.project import Line
from press.read.aloud import read_parts
from press.read.expected import expected_words
from press.read.folding import Strip
from press.read.manuscript import Manuscript
from press.read.statements import seen
from press.read.text import split_sentences
from press.read.units import HEAD, ROW, Unit, read_units
from press.toml_tables import Entry
from press.typeset.markdown import Reader
from tests.catalogue import PRODUCTS

Told = list[tuple[str, str]]  # what a unit is, and what it says

SNIPPETS = {
    "a line below an item goes on with it": "- walk a little\nrest a lot",
    "an indented line goes on with its item": "- walk a little\n  rest a lot",
    "a paragraph indented by four is its item's": "1. Walk.\n\n    Rest.\n\n2. Sit.",
    "a paragraph indented by three is none of the item": "1. Walk.\n\n   Rest.",
    "a list right below a sentence is no list": "Do this:\n- walk\n- rest",
    "steps right below a sentence are no list": "Do this:\n1. walk\n2. rest",
    "a number with a bracket begins no item": "1) walk\n2) rest",
    "a dot of a word processor begins no item": "\u2022 walk\n\u2022 rest",
    "a no-break space after a marker begins no item": "-\u00a0walk",
    "items apart are one list": "- walk\n\n- rest",
    "a number below a dot begins no item": "- walk\n1. rest",
    "a dot below a number begins no item": "1. walk\n- rest",
    "another list after an empty line": "1. walk\n\n- rest",
    "dots of two kinds are one list": "- walk\n* rest\n+ sit",
    "a list right below a heading is a list": "## Do this\n- walk\n- rest",
    "a paragraph after a list": "- walk\n- rest\n\nThen sleep.",
    "a table": "| Day | Sips |\n|---|---|\n| One | Ten |\n| Two | Nine |",
    "a table without its frame": "Day | Sips\n---|---\nOne | Ten",
    "a row without its frame": "| Day | Sips |\n|---|---|\nOne | Ten",
    "a line with a bar is no row": "Walk | or rest.",
    "rows without a rule are no table": "| Day | Sips |\n| One | Ten |",
    "a rule of another width makes no table": "| Day | Sips |\n|---|\n| One | Ten |",
    "a rule alone is no table": "|---|---|",
    "a table right below a sentence is none": "See:\n| Day | Sips |\n|---|---|\n| One | Ten |",
    "a table of one column": "| Day |\n|---|\n| One |",
    "a bar with a stroke parts no cells": "| Day | Sips |\n|---|---|\n| One \\| Two | Ten |",
    "an empty cell is a cell": "| Day | Sips |\n|---|---|\n| | Ten |",
    "a citation alone parts nothing": "Walk.\n[@A1]\nRest.",
    "a citation alone parts no list": "1. Walk.\n[@A1]\n2. Rest.",
    "lines of one paragraph run on": "Walk.\nRest.",
    "bold and links are their words": "**Walk** to the [door](https://example.org).",
}


def lines_of(text: str) -> tuple[Line, ...]:
    rows = text.split("\n")
    return tuple(Line(row, "a.md", number) for number, row in enumerate(rows, 1))


def as_read(text: str) -> Told:
    """The units of a text: a paragraph within an item is told apart, as Markdown has it."""
    return [one for unit in read_units(lines_of(text)) for one in _told(unit)]


def _told(unit: Unit) -> Iterator[tuple[str, str]]:
    if unit.kind == HEAD:
        return
    if unit.kind == ROW:
        cells = groupby(unit.only("cell"), lambda piece: piece.column)
        said = [" ".join(seen(pieces).text.split()) for _, pieces in cells]
        if said:
            yield ROW, " / ".join(said)
        return
    for _, pieces in groupby(unit.only("text"), lambda piece: piece.paragraph):
        yield unit.kind, " ".join(seen(pieces).text.split())


def as_markdown_has_it(text: str) -> Told:
    """The same of the HTML that Markdown makes: citations are taken out first, as for a page."""
    rows = [row for row in text.split("\n") if row != "[@A1]" and not row.startswith("#")]
    made = Reader().html("\n".join(row.replace("[@A1]", "") for row in rows))
    return list(_blocks(ElementTree.fromstring(f"<div>{made}</div>")))


def _blocks(root: ElementTree.Element) -> Iterator[tuple[str, str]]:
    for block in root:
        if block.tag in ("ul", "ol"):
            for item in block:
                say = item.find("div[@class='say']") if block.tag == "ol" else item
                assert say is not None
                parts = say.findall("p") or [say]
                yield from (("step" if block.tag == "ol" else "item", _text(p)) for p in parts)
        elif block.tag == "table":
            yield from ((ROW, " / ".join(map(_text, row))) for row in block.iter("tr"))
        else:
            yield "text", _text(block)


def _text(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize("name", SNIPPETS)
def test_a_text_is_cut_as_markdown_cuts_it(name: str) -> None:
    """Paragraphs, items, steps and rows are those that are printed, word for word."""
    assert as_read(SNIPPETS[name]) == as_markdown_has_it(SNIPPETS[name])


def manuscript(text: str) -> Manuscript:
    line = Line('title = "A title"', "a.md", 1)
    front = {"title": Entry("A title", line)}
    return Manuscript(PRODUCTS["leaflet"], "a.md", front, lines_of(text))


def test_a_cell_too_many_is_expected_all_the_same() -> None:
    """What Markdown loses is looked for on paper: that is how it is found to be lost."""
    text = "| Day | Sips |\n|---|---|\n| One | Ten | Lost |"
    assert "Lost" in [word.text for word in expected_words(manuscript(text), {})]
    assert ("row", "One / Ten") in as_markdown_has_it(text)


def test_a_section_on_a_page_of_its_own_has_the_role_of_what_it_is_part_of() -> None:
    """`{.new-page}` is about paper: whoever reads it is still at the steps."""
    text = "## Steps {.steps}\n\n1. Walk.\n\n### With help {.new-page}\n\nRest."
    words = expected_words(manuscript(text), {})
    assert {word.text: word.role for word in words}["Rest."] == "steps"
    assert [part.role for part in read_parts(manuscript(text), {})] == ["steps", "steps"]


def test_a_part_without_a_role_has_that_of_its_section_and_the_next_section_none() -> None:
    """Roles fall to sub-sections, and end with their section."""
    text = "## A {.stop}\n\n### B\n\nWalk.\n\n## C\n\nRest."
    words = expected_words(manuscript(text), {})
    assert {word.text: word.role for word in words if word.kind == "text"} == {
        "Walk.": "stop",
        "Rest.": "",
    }


def test_rows_of_one_table_belong_together_and_those_of_two_do_not() -> None:
    """An empty line ends a table."""
    table = "| Day | Sips |\n|---|---|\n| One | Ten |"
    groups = [unit.group for unit in read_units(lines_of(f"{table}\n\n{table}"))]
    assert groups == [1, 1, 1, 2, 2, 2]


def test_what_a_picture_says_is_kept_apart_from_the_words_around_it() -> None:
    """A description is heard, a caption printed, and neither is running text; in a cell too."""
    text = '| Day | Sips |\n|---|---|\n| ![A cup](cup.svg "One cup") One | Ten |'
    *_, row = read_units(lines_of(text))
    assert [(piece.kind, piece.text.strip()) for piece in row.pieces if piece.text.strip()] == [
        ("alt", "A cup"),
        ("caption", "One cup"),
        ("cell", "One"),
        ("cell", "Ten"),
    ]


SENTENCES = [
    ("Walk. Rest.", ["Walk.", "Rest."]),
    ("Does it hurt? Phone!", ["Does it hurt?", "Phone!"]),
    ("Hold it for 5 min. or so.", ["Hold it for 5 min. or so."]),
    ("Say: \u201cI am ill. One leg hurts.\u201d Then wait.",
     ["Say: \u201cI am ill. One leg hurts.\u201d", "Then wait."]),
    ("Wait\u2026 Then phone.", ["Wait\u2026", "Then phone."]),
    ("Phone. {{ midwife_line }} answers.", ["Phone.", "{{ midwife_line }} answers."]),
    ("Take 1.5 tablets. 111 is free.", ["Take 1.5 tablets.", "111 is free."]),
    ("(It stops.) It comes back.", ["(It stops.)", "It comes back."]),
    ("\u0627\u0631\u062a\u0627\u062d. \u0646\u0645.",
     ["\u0627\u0631\u062a\u0627\u062d.", "\u0646\u0645."]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sentences"), SENTENCES)
def test_a_text_is_cut_into_sentences_by_one_rule(text: str, sentences: list[str]) -> None:
    """A stop ends a sentence unless it goes on small or is quoted; in any script."""
    assert [part.text for part in split_sentences(Strip.of(text))] == sentences


def test_a_sentence_knows_where_its_first_word_stands() -> None:
    """The second sentence of a line is told at its own place, not at the line's first letter."""
    (part,) = read_parts(manuscript("- Do not jump. Do not run."), {})
    first, second = part.blocks[0].sentences
    assert (first.line.number, first.column, second.column) == (1, 3, 16)
