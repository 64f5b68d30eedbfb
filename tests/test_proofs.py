"""Each rule of the preflight fails on a sheet that breaks it, and names the place and the fix."""

from __future__ import annotations

import pikepdf
import pytest

from press.colour import contrast, over
from tests.catalogue import PRODUCTS
from tests.printed import opened, reproved
from tests.shop import (
    AMIRI,
    BLOCK,
    CARD,
    EVIDENCE,
    LEAFLET,
    SHEET,
    SIPS,
    SKELETON,
    WORDS,
    Shop,
    told,
)

GREY = "linear-gradient(90deg, #777, #888)"

# what is added to the sheet, the code, and where: a file with the text of its line
SPOILT = {
    "another page size": ("@page :first { size: A4 }", "P201", SHEET, ""),
    "small type in a list": (".key li { font-size: 11pt }", "P203", LEAFLET, "They come without"),
    "small type in a table": ("td { font-size: 11pt }", "P203", LEAFLET, "| Time"),
    "a small caption": ("figcaption { font-size: 8pt }", "P203", LEAFLET, "![A tall glass"),
    "small sources": (".source-list * { font-size: 8pt }", "P203", EVIDENCE, "Hiccup Society"),
    "a small draft band": (".running-band { font-size: 8pt }", "P203", WORDS, "draft ="),
    "a long line": (".key p { font-size: 7pt }", "P204", LEAFLET, "A hiccup is"),
    "grey on white": (".key li { color: #767676 }", "P205", LEAFLET, "They come without"),
    "grey on a tint": (".key li { background: #aaa }", "P205", LEAFLET, "They come without"),
    "text on a picture of many greys": (f".key li {{ background: {GREY} }}", "P205", LEAFLET,
                                        "They come without"),
    "a solid at the edge": ("@page :first { background: #eef }", "P211", SHEET, ""),
    "a solid that reaches out": ("h1 { margin-left: -20mm; background: #14213a; color: white }",
                                 "P211", SHEET, ""),
    "a heading parted from its text": (
        ".key { padding-top: 140mm } h2 { break-after: auto } h2 + p { break-before: page }",
        "P207", LEAFLET, "## What they are"),
    "a step parted from its picture": (
        ".steps li { display: block; break-inside: auto }"
        " .steps figure { break-before: page }",
        "P209", SIPS, "![A glass"),
    "nearly empty pages": ("section { break-before: page }", "P221", LEAFLET, "## Sources"),
    "a picture that is not displayed": (".cover figure { display: none }", "A117", LEAFLET,
                                        "![A tall glass"),
}  # fmt: skip


@pytest.mark.parametrize(("css", "code", "file", "text"), SPOILT.values(), ids=SPOILT.keys())
def test_a_spoilt_sheet_is_found_out(shop: Shop, css: str, code: str, file: str, text: str) -> None:
    """A sheet that breaks a rule of the paper gets that rule's finding, with place and fix."""
    page = shop.pull(css=css)
    place = shop.place(file, text) if text else file
    assert code in page.codes(place), told(page.findings)
    assert all(finding.fix for finding in page.findings)


@pytest.mark.parametrize("product", list(PRODUCTS))
def test_a_sound_proof_has_no_finding(shop: Shop, product: str) -> None:
    """Our own sheets print the small guide without any finding."""
    assert told(shop.pull(product).findings) == []


CARD_SPOILT = {
    "small steps": (".steps .say { font-size: 13pt }", "P203", SIPS, "Sit up"),
    "a small stop box": (".stop li { font-size: 11pt }", "P203", CARD, "two days"),
    "small phone lists": (".emergency { font-size: 11pt }", "P203", CARD, "hard to breathe"),
    "a small footer": (".imprint { font-size: 8pt }", "P203", WORDS, ""),
    "a small picture": (".steps figure, .steps img { width: 8mm; height: auto }", "A118", SIPS,
                        "![A glass"),
    "two pages": (".stop { break-before: page }", "P202", CARD, "+++"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("css", "code", "file", "text"), CARD_SPOILT.values(), ids=CARD_SPOILT.keys()
)
def test_a_spoilt_card_is_found_out(shop: Shop, css: str, code: str, file: str, text: str) -> None:
    """The card has floors of its own, and one page."""
    page = shop.pull("night-card", css=css)
    assert code in page.codes(shop.place(file, text) if text else file), told(page.findings)


@pytest.mark.parametrize(("margin", "codes"), [("5mm", {"P103"}), ("6.5mm", set())])
def test_words_keep_six_millimetres_from_the_edge(shop: Shop, margin: str, codes: set[str]) -> None:
    """Office printers leave the outer 6 mm of a page blank: no word may begin there."""
    shop.plain_sheet()
    page = shop.pull(css=f"@page {{ margin: {margin} }} body {{ margin: 0 }}")
    assert page.codes(shop.place(LEAFLET, "A hiccup is")) & {"P103"} == codes


@pytest.mark.parametrize(("margin", "codes"), [("5mm", {"P211"}), ("6.5mm", set())])
def test_solids_keep_six_millimetres_from_the_edge(
    shop: Shop, margin: str, codes: set[str]
) -> None:
    """The same holds for what is drawn: a box, a line, a picture."""
    shop.plain_sheet()
    solid = "h1 { background: #14213a; color: white }"
    page = shop.pull(css=f"@page {{ margin: {margin} }} body {{ margin: 0 }} {solid}")
    assert page.codes(SHEET) & {"P211"} == codes


def test_a_leaflet_has_four_eight_or_twelve_pages(shop: Shop) -> None:
    """A leaflet of any other number of pages is a finding that says how many there may be."""
    shop.edit(LEAFLET, "- They go without thanks.", "- They go without thanks.\n" * 80)
    page = shop.pull()
    assert page.proof.typeset.pages not in PRODUCTS["leaflet"].pages
    (finding,) = (finding for finding in page.findings if finding.code == "P202")
    assert "4, 8, 12" in finding.problem


def test_a_line_alone_on_a_page_is_found_out(shop: Shop) -> None:
    """A paragraph that moves down line by line leaves one alone at some time, and it is told."""
    sentence = "One man had them for sixty-eight years."
    shop.edit(LEAFLET, sentence, f"{sentence}\n" * 6)
    shop.plain_sheet()
    shop.append(SHEET, "p { orphans: 1; widows: 1; width: 70mm }")
    pages = [shop.pull(css=f".key {{ padding-top: {4 + n * 5.5}mm }}") for n in range(4)]
    found = [finding for page in pages for finding in page.findings if finding.code == "P208"]
    assert found
    assert all(finding.place.file == LEAFLET and "alone" in finding.problem for finding in found)


def test_a_font_that_is_not_ours_is_found_out(shop: Shop) -> None:
    """A face that tokens.css does not declare is a finding, however it came in."""
    shop.bring_amiri()
    page = shop.pull(css=f'{AMIRI} .key li {{ font-family: "Amiri" }}')
    assert "P302" in page.codes(shop.place(LEAFLET, "They come without"))


TEMPLATES = {
    "a title without its draft mark": (" ({{ every.band }})</title>", "</title>", "A201"),
    "no title": ("{{ title }} ({{ every.band }})</title>", "</title>", "A201"),
    "a title with words of its own": ("</title>", " for adults</title>", "A201"),
    "another language": ('lang="{{ locale }}"', 'lang="de"', "A202"),
    "no language": (' lang="{{ locale }}"', "", "A202"),
}


@pytest.mark.parametrize(("old", "new", "code"), TEMPLATES.values(), ids=TEMPLATES.keys())
def test_a_file_that_hides_what_it_is_is_found_out(
    shop: Shop, old: str, new: str, code: str
) -> None:
    """The PDF says its title with the draft mark, and its language."""
    shop.edit(SKELETON, old, new)
    assert code in shop.pull().codes(SKELETON)


def test_words_that_are_only_heard_are_found_out(shop: Shop) -> None:
    """A description that a template gives a sign stands in no text, and nobody signed it."""
    assert "P102" not in {one.code for one in shop.pull().findings}
    sign = '<img src="styles/signs/stop.svg" alt="Take two tablets">'
    shop.edit("templates/leaflet.html", "{% block page %}", "{% block page %}" + sign)
    (told,) = (one for one in shop.pull().findings if one.code == "P102")
    assert told.place.file == "templates/leaflet.html" and "Take two tablets" in told.problem


TREE = {
    "a level of heading skipped": ("h2", "h4", "A204", LEAFLET, "+++"),
    "two headings of the first level": ("h2", "h1", "A204", "templates/leaflet.html", ""),
    "no heading of the first level": ("h1", "h2", "A204", "templates/leaflet.html", ""),
    "a table without headers": ("th", "td", "A205", LEAFLET, "| Sign"),
}


@pytest.mark.parametrize(("tag", "other", "code", "file", "text"), TREE.values(), ids=TREE.keys())
def test_a_tree_that_misleads_a_screen_reader_is_found_out(
    shop: Shop, tag: str, other: str, code: str, file: str, text: str
) -> None:
    """Heading levels go down by one from one title, and tables have header cells."""
    swap = f"replace('<{tag}>', '<{other}>'|safe)|replace('</{tag}>', '</{other}>'|safe)"
    shop.edit(SKELETON, BLOCK, f"{{% filter {swap} %}}{BLOCK}{{% endfilter %}}")
    page = shop.pull()
    assert code in page.codes(shop.place(file, text) if text else file), told(page.findings)


def test_every_file_asks_for_printing_at_true_size(shop: Shop) -> None:
    """PrintScaling is None in what we write, and its absence is a finding."""
    with opened(shop.pull().proof.typeset.pdf) as pdf:
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
    spoilt = reproved(
        shop.pull(), lambda pdf: pdf.Root.ViewerPreferences.__delitem__("/PrintScaling")
    )
    assert [finding.code for finding in spoilt.findings] == ["A206"]


def test_a_file_without_tags_is_found_out(shop: Shop) -> None:
    """Without a structure tree nothing is proved: no tags, and no word in order."""

    def strip(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.StructTreeRoot
        del pdf.Root.MarkInfo

    codes = {finding.code for finding in reproved(shop.pull(), strip).findings}
    assert {"A203", "P101"} <= codes


def test_contrast_is_that_of_wcag() -> None:
    """The published examples: 21:1 for black on white, 4.54:1 for #767676, and a veil of half."""
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((0x76, 0x76, 0x76), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)
    assert over((0, 0, 0, 128), (255, 255, 255)) == (127, 127, 127)


def test_a_page_number_over_the_running_title_is_found(shop: Shop) -> None:
    """What the engine writes into a margin may not lie over our words there; nor be too small."""
    number = "content: counter(page); font-size: 5pt; text-indent: 6.2mm"
    page = shop.pull(css=f"@page :left {{ @bottom-left-corner {{ {number} }} }}")
    found = [f for f in page.findings if f.place.file == SHEET]
    assert {"P104", "P203"} <= {f.code for f in found}, told(page.findings)
