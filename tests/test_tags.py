"""The structure tree of the finished PDF: what a screen reader walks through, and both judges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from press.plain.check import check_plain_words
from press.typeset.engine import Sheets, start_engine, write
from press.typeset.pdfa import finish
from press.typeset.tag_tree import OutOfStep
from tests.printed import Change, opened, reproved
from tests.shop import CARD, LEAFLET, Page, Shop, told
from tests.validators import page_validation, verapdf

LONG = " ".join(f"Word {number} of a long text." for number in range(150))
ROWS = "".join(f"| Day {number} | Rest | Walk |\n" for number in range(60))
ITEMS = "".join(f"- Thing {number} to keep\n" for number in range(40))
TEXT = f"""+++
title = "Hiccups"
running_title = "Hiccups"
description = "For the tests."
+++

In short.

![A tall glass of water](../figures/sip.svg "Sip by sip")

## ¿Necesita ayuda? {{.key lang=es}}

Pida un **intérprete**. [@H1]

- Hable con su matrona.
- Ask us in English. {{lang=en}}

### In our own words {{lang=en}}

{LONG}
Zapytaj o tłumacza. {{lang=pl}}

{ITEMS}- {LONG}

And count.

1. Sit up.
2. Stand up.

| Day | In the morning | Later |
|---|---|---|
{ROWS}
## Your questions {{.questions}}

Write them here.

## Sources {{.sources}}

From these. [@H2]

## About this leaflet {{.about}}

Author and clinical check: awaiting.
Need large print? Ask your {{{{ gp }}}}.
"""
CSS = """
@page { @top-center { content: element(foot) } @bottom-right { content: counter(page) } }
.running-foot.at-left { display: none }
.running-foot.at-right { position: running(foot) }
h1::after { content: url("signs/moon.svg") }
ul, ol { list-style: disc }
img { width: 20mm }
"""
DECORATION = '<img src="styles/signs/stop.svg" alt="">'


@dataclass(frozen=True)
class Node:
    """An element of the tree with its kind and all that it holds, in the tree's order."""

    kind: str
    raw: pikepdf.Object
    kids: tuple[Node, ...]
    marks: tuple[tuple[int, int], ...]  # page from 0, marked content

    def every(self, *kinds: str) -> list[Node]:
        """This element and those below it of these kinds, in order."""
        here = [self] if self.kind in kinds or not kinds else []
        return here + [node for kid in self.kids for node in kid.every(*kinds)]

    @cached_property
    def pages(self) -> list[int]:
        """The page of each piece of its content, in the order in which it is read."""
        return [page for page, _ in self.marks]


def tree_of(pdf: pikepdf.Pdf) -> Node:
    number = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}

    def node(raw: pikepdf.Object) -> Node:
        kids: list[Node] = []
        marks: list[tuple[int, int]] = []
        for kid in raw.get("/K", []):
            if isinstance(kid, int):
                marks.append((number[raw.Pg.objgen], kid))
            elif kid.get("/Type") == "/StructElem":
                assert kid.P.objgen == raw.objgen, "each element names the one above it"
                kids.append(node(kid))
                marks += kids[-1].marks
        return Node(str(raw.S).strip("/"), raw, tuple(kids), tuple(marks))

    return node(pdf.Root.StructTreeRoot.K[0])


def drawn(pdf: pikepdf.Pdf) -> Iterator[tuple[int, str, pikepdf.Object]]:
    """Each marked content of each page: page, tag and properties."""
    for number, page in enumerate(pdf.pages):
        for step in pikepdf.parse_content_stream(page):
            if str(step.operator) in ("BDC", "BMC"):
                properties = step.operands[1] if len(step.operands) > 1 else pikepdf.Dictionary()
                yield number, str(step.operands[0]), properties


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """A leaflet with passages in other languages, decoration, and much that goes over a page."""
    shop = Shop(tmp_path_factory.mktemp("tags") / "shop")
    shop.plain_sheet()
    shop.write(LEAFLET, TEXT)
    title = "<h1>{{ title }}</h1>"
    shop.edit("templates/leaflet.html", title, DECORATION + title)
    return shop.pull(css=CSS)


@pytest.fixture(scope="module")
def pdf(page: Page) -> Iterator[pikepdf.Pdf]:
    with opened(page.proof.typeset.pdf) as document:
        yield document


@pytest.fixture(scope="module")
def tree(pdf: pikepdf.Pdf) -> Node:
    return tree_of(pdf)


def test_no_word_is_lost_or_out_of_order(page: Page, tree: Node) -> None:
    """Page by page the tree says every word of the manuscript in its order, no mark with it."""
    assert not page.proof.comparison.lost and not page.proof.comparison.strayed, told(page.findings)
    assert "lang=" not in "".join(glyph.char for glyph in page.proof.reading.flow)
    assert tree.pages == sorted(tree.pages), "and the pages follow each other"


def test_a_passage_says_its_language(tree: Node) -> None:
    """A section, and a line, in another language have it in the tree; what is within has not."""
    said = [(node.kind, str(node.raw.Lang)) for node in tree.every() if "/Lang" in node.raw]
    spanish = [("Span", "es"), ("P", "es"), ("L", "es")]
    assert said == [*spanish, ("Span", "en-GB"), ("Span", "pl")]


def test_header_cells_say_what_they_head(tree: Node) -> None:
    """Cells of the head are for their column, the first of a row for its row, by scope and id."""
    (head,) = tree.every("THead")
    (body,) = tree.every("TBody")
    assert [str(cell.raw.A.Scope) for cell in head.every("TH")] == ["/Column"] * 3
    assert {str(cell.raw.A.Scope) for cell in body.every("TH")} == {"/Row"}
    rows = body.every("TR")
    assert len(rows) == 60
    columns = [str(cell.raw.ID) for cell in head.every("TH")]
    for row in rows:
        name, *cells = row.kids
        for column, cell in zip(columns[1:], cells, strict=True):
            assert {str(one) for one in cell.raw.A.Headers} == {str(name.raw.ID), column}


def test_an_element_over_a_page_break_is_one(tree: Node) -> None:
    """A paragraph, an item, a list and a table that go on over a page are one element each."""
    for kind, count in (("Table", 1), ("L", 3), ("TBody", 1)):
        assert len(tree.every(kind)) == count, kind
    lists = tree.every("L")
    assert [len(one.every("LI")) for one in lists] == [2, 41, 2]
    across = {node.kind for node in tree.every() if len(set(node.pages)) > 1}
    assert {"P", "L", "LI", "LBody", "Table", "TBody"} <= across
    last = lists[1].kids[-1]
    assert len(set(last.pages)) > 1 and [kid.kind for kid in last.kids] == ["Lbl", "LBody"]


def test_items_hold_a_label_and_a_body_alone(tree: Node) -> None:
    """Nothing stands in an item beside its label and its body, where a sheet draws bullets too."""
    kinds = {tuple(kid.kind for kid in item.kids) for item in tree.every("LI")}
    assert kinds == {("Lbl", "LBody")}


def test_what_is_not_in_the_tree_is_an_artifact(pdf: pikepdf.Pdf, tree: Node) -> None:
    """Each piece of a page is in the tree, or marked as decoration or as the page's own."""
    pieces = list(drawn(pdf))
    marked = {(number, int(it.MCID)) for number, _, it in pieces if "/MCID" in it}
    assert marked == set(tree.marks) and len(tree.marks) == len(marked)
    kinds = [(n, str(it.Type), str(it.get("/Subtype", ""))) for n, _, it in pieces if "/Type" in it]
    assert {tag for _, tag, it in pieces if "/Type" in it} == {"/Artifact"}
    assert kinds.count((0, "/Layout", "")) == 2, "the sign of the template, and of the sheet"
    for number in range(len(pdf.pages)):
        assert (number, "/Pagination", "/Header") in kinds, "the band"
        assert (number, "/Pagination", "/Footer") in kinds, "the page's number"
    nulls = sum(
        one is None for page in pdf.Root.StructTreeRoot.ParentTree.Nums[1::2] for one in page
    )
    assert nulls == len([kind for kind in kinds if kind[1] in ("/Layout", "/Pagination")])


def test_pictures_have_words_and_a_place(page: Page, tree: Node) -> None:
    """Each figure of the tree has its text and lies where it says; its caption is beside it."""
    (figure,) = tree.every("Figure")
    assert str(figure.raw.Alt) == "A tall glass of water"
    (picture,) = page.proof.reading.pictures
    box = [float(edge) for edge in figure.raw.A.BBox]
    assert box[0] - 1 <= picture.box[0] < picture.box[2] <= box[2] + 1
    assert box[1] - 1 <= picture.box[1] < picture.box[3] <= box[3] + 1
    assert [caption.pages for caption in tree.every("Caption")] == [figure.pages]


def test_both_judges_pass_the_page(page: Page, tmp_path: Path) -> None:
    """VeraPDF finds nothing under PDF/UA-1 or PDF/A-2a, page-validation nothing under UA-1."""
    path = tmp_path / "shop.pdf"
    path.write_bytes(page.proof.typeset.pdf)
    assert page_validation(path) == []
    assert verapdf([path]) == {path: []}


BAD_MARKS = {
    "no tag": ("Warm milk. {lang}", "M125"),
    "a colon": ("Warm milk. {lang: es}", "M125"),
    "not at the end": ("Warm {lang=es} milk.", "M125"),
    "twice": ("Warm milk. {lang=es} {lang=fr}", "M125"),
    "before the role": ("## Warm milk {lang=es .key}", "M125"),
    "a role on a line": ("Warm milk. {.key lang=es}", "M125"),
    "on a table": ("| Warm | milk | {lang=es}", "M125"),
    "on a picture": ('![Milk](../figures/sip.svg "Milk") {lang=es}', "M125"),
    "on a passage": ("![[sips]] {lang=es}", "M125"),
    "a country's": ("Warm milk. {lang=cz}", "M126"),
    "an old tag": ("Warm milk. {lang=spa}", "M126"),
    "a name": ("## Warm milk {lang=spanish}", "M126"),
    "an underline": ("## Warm milk {.key lang=pt_BR}", "M126"),
}


def test_a_language_that_is_none_is_found_out(shop: Shop) -> None:
    """A mark that is misspelt or out of place, or names no language, is told with its line."""
    rows = "\n\n".join(row for row, _ in BAD_MARKS.values())
    shop.edit(CARD, "## Stop and phone", f"{rows}\n\n## Stop and phone")
    found = shop.check("--product", "night-card").findings
    codes = {(one["code"], f"{one['file']}:{one['line']}") for one in found}
    wanted = {(code, shop.place(CARD, row)) for row, code in BAD_MARKS.values()}
    assert {one for one in codes if one[0] in ("M125", "M126")} == wanted


def test_english_rules_do_not_judge_another_language(shop: Shop) -> None:
    """What plain words say of a line they do not say of it in another language."""
    row = "The medication was administered by the physician whilst utilising water."
    shop.edit(CARD, "- food or drink", f"- {row}\n- food or drink")
    assert check_plain_words(shop.job("night-card"))
    shop.edit(CARD, row, f"{row} {{lang=nl}}")
    assert not check_plain_words(shop.job("night-card"))


def test_a_picture_without_words_is_found_out(shop: Shop) -> None:
    """An image without alt is a finding on the template; with an empty one it is decoration."""
    picture = '<img src="styles/signs/stop.svg">'
    title = "{{ night.head(beside) }}"
    shop.edit("templates/night-card.html", title, picture + title)
    assert shop.pull("night-card").codes("templates/night-card.html") >= {"A208"}
    shop.edit("templates/night-card.html", picture, DECORATION)
    codes = {finding.code for finding in shop.pull("night-card").findings}
    assert not codes & {"A208", "D101"}


def codes_after(page: Page, change: Change) -> set[str]:
    """The codes of the findings on a proof after a change to its finished file."""
    return {finding.code for finding in reproved(page, change).findings}


def test_a_file_that_claims_no_standard_is_found_out(page: Page) -> None:
    """Without its claims, a file is a finding; saved again with them it is none."""
    assert "A207" not in codes_after(page, lambda pdf: None)
    assert "A207" in codes_after(page, lambda pdf: pdf.Root.__delitem__("/Metadata"))


def test_a_table_keeps_its_head_on_its_first_page(page: Page) -> None:
    """A table over many pages has its head once, and is no table without one."""
    assert "A205" not in {finding.code for finding in page.findings}


def test_tags_that_do_not_follow_the_boxes_are_a_fault(shop: Shop) -> None:
    """Where the engine's tags are not those of the pages, nothing is written."""
    from weasyprint.formatting_structure import boxes

    shop.plain_sheet()
    sheets = Sheets(start_engine(shop.project), shop.root / "styles/leaflet.css")
    two = '<html lang="en"><title>T</title><p>one<p style="break-before: page">two'
    document = sheets.lay_out(two, 12, (148, 210))
    assert write(document)

    def of_the_first_page(whole: Any, pdf: Any) -> None:
        finish(whole.copy(whole.pages[:1]), pdf, boxes)

    with pytest.raises(OutOfStep, match="more tags than boxes"):
        document.write_pdf(pdf_variant="pdf/a-2a", finisher=of_the_first_page)
