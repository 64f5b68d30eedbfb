"""The handout is searched and turned over, the poster read from two metres: both as they print.

The guide is tests/cast: its leaflet's text makes the handout.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from press.pdf.readback import read_back
from press.pdf.reading import Glyph, Reading
from press.products import POINTS_PER_MM
from press.read.folding import plain
from press.read.syntax import ROLES
from tests.cast import bring_cast
from tests.conftest import Once
from tests.shop import GUIDE, Shop

HEAD = '+++\ntitle = "{}"\ndescription = "For a test."\n+++\n\n'
LIST = "- Look at your hand\n- Count to ten\n\n"
LINES = "## Whom to phone {.lines}\n\nLarge print? Ask.\n\n"
POSTER = f"""{HEAD.format("Is your cast all right?")}Look at your hand each evening.

![A forearm in a white cast lies on a pillow](../figures/cast.jpg)

## Phone at once if {{.urgent}}

- your fingers are blue, white or numb [@K1]
- pain gets worse though you rest [@K2]

{LINES}## Call {{{{ emergency_number }}}} {{.emergency}}

- It is hard to breathe [@K1]
"""
CLINIC = """name = "Plaster team (example)"
country = "GB"

[lines.fracture]
number = "020 7946 0123"
hours = "Monday to Friday, 9 am to 5 pm"

[lines.ward]
number = "01632 960123"
hours = "day and night"
"""
CAST = "content/cast"
SQUARE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 6">
<path d="M0 0H9V6H0Z" fill="#16213f"/></svg>
"""


@pytest.fixture(scope="session")
def printed_cast(once: Once) -> Path:
    """Both products in every edition, with a clinic's numbers; the poster in the US too."""

    def fill(root: Path) -> None:
        shop = Shop(root)
        bring_cast(root / "content")
        text = shop.text(f"{CAST}/en/leaflet.md")
        shop.write(
            f"{CAST}/en/handout.md", text.replace(" .new-page", "").replace(".new-page ", "")
        )
        shop.write(f"{CAST}/en/poster.md", POSTER)
        shop.write("content/clinics/plaster.toml", CLINIC)
        shop.edit(f"{CAST}/guide.toml", '["en-GB"]', '["en-GB", "en-US"]')
        words = ("--guide", "cast", "--sheet", "none", "--product", "poster")
        plaster = str(root / "content/clinics/plaster.toml")
        british = ("--locale", "en-GB", "--edition", "all", "--product", "handout")
        for run in (
            ("--locale", "en-US", "--edition", "large-print"),
            (*british, "--clinic", plaster),
        ):
            told = shop.order(*words, *run)
            assert told.code == 0, told.out + told.err

    return once("handout and poster", fill) / "dist/cast"


def opened(folder: Path, name: str) -> Reading:
    """A printed file, read back."""
    (path,) = (folder / "en-GB").rglob(f"{name}.pdf")
    return read_back(path.read_bytes())


def said(glyphs: Sequence[Glyph]) -> str:
    return plain("".join(glyph.char for glyph in glyphs))


def margins(reading: Reading, page: int) -> str:
    return said([glyph for glyph in reading.outside if glyph.page == page])


def first_glyph(reading: Reading, text: str) -> Glyph:
    """The glyph with which `text` begins on paper."""
    shown = [glyph for glyph in reading.flow if glyph.char.strip()]
    return shown["".join(glyph.char for glyph in shown).index(text.replace(" ", ""))]


def test_headings_hang_at_the_left_and_all_text_has_one_edge(printed_cast: Path) -> None:
    """In a box and outside of one, words start at the same place, and headings before it."""
    reading = opened(printed_cast, "handout")
    texts = (
        "Nobody sells these drops",
        "Look at your hand by",
        "Write here what",
        "This is written",
    )
    edges = {round(first_glyph(reading, text).start) for text in texts}
    heads = ("Your made-up drops", "Every evening", "Your questions", "About this leaflet")
    assert len(edges) == 1
    for text, head in zip(texts, heads, strict=True):
        words, hung = first_glyph(reading, text), first_glyph(reading, head)
        assert hung.box[2] < words.start and abs(hung.baseline - words.baseline) < 6
    items = ("Make a fist ten times", "your fingers are blue", "It is hard to breathe")
    free, *boxed = (first_glyph(reading, text).start for text in items)
    assert all(abs(one - free) < 1 for one in boxed)


@pytest.mark.parametrize("name", ["handout", "handout-mono"])
def test_nobody_loses_the_second_side(name: str, printed_cast: Path) -> None:
    """The first says to turn it over and which it is; the second says whose it is, and that too."""
    reading = opened(printed_cast, name)
    assert len(reading.pages) == 2
    assert margins(reading, 0) == "Turnover1of2"
    assert "Yourcastathome" in margins(reading, 1) and margins(reading, 1).endswith("2of2")


def test_a_handout_that_fits_one_side_says_nothing_of_another(shop: Shop) -> None:
    """No page is announced that there is not."""
    shop.write(f"{GUIDE}/en/handout.md", f"{HEAD.format('Hiccups')}What they are.\n\n{LINES}")
    told = shop.order("--product", "handout", "--sheet", "none")
    assert told.code == 0, told.out + told.err
    reading = read_back(shop.dist()["hiccups/en-GB/handout.pdf"])
    assert len(reading.pages) == 1 and margins(reading, 0) == ""
    assert "Throwawayafter" in said(reading.flow)  # though it has no section that says so


def test_a_long_text_goes_on_over_the_page(shop: Shop) -> None:
    """It begins where there is room for it, and what follows keeps to its edge."""
    text = "This is a sentence for a long text.\nIt goes on and on, as they do.\n\n" * 40
    shop.write(f"{GUIDE}/en/handout.md", f"{HEAD.format('Hiccups')}{LINES}## All of it\n\n{text}")
    page = shop.pull("handout")
    assert not page.findings
    starts = {(one.page, round(one.glyphs[0].start)) for one in page.proof.printed
              if one.word.text == "This"}  # fmt: skip
    assert {at for at, _ in starts} == {0, 1} and len({left for _, left in starts}) == 1


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("product", ["handout", "poster"])
def test_any_role_may_come_first(product: str, role: str, shop: Shop) -> None:
    """Each prints right below the title, with all its words, and nothing touches anything."""
    body = f"## A heading for it {{.{role}}}\n\nA sentence for you.\n\n{LIST}"
    if product == "handout":
        body += f"## More of it {{.new-page}}\n\n{LIST}"  # there is something to turn over for
    shop.write(f"{GUIDE}/en/{product}.md", HEAD.format("Hiccups") + body)
    assert not shop.pull(product).findings


TITLES = ("No", "Mammogram", "Gastroenteritis", "Wow, my mum wins", "What to do when you have them")


@pytest.mark.parametrize("title", TITLES)
def test_a_posters_title_is_as_large_as_its_words_allow(title: str, shop: Shop) -> None:
    """It is the largest type, at any step, and stays between the margins."""
    shop.write(f"{GUIDE}/en/poster.md", HEAD.format(title) + f"## Do this\n\n{LIST}")
    for size in (24, 44):
        page = shop.pull("poster", size=size)
        assert not page.findings
        sizes = {one.word.role == "title": one.size for one in page.proof.printed
                 if one.word.kind in ("heading", "text")}  # fmt: skip
        assert sizes[True] >= max(45, 1.15 * sizes[False])


@pytest.mark.parametrize("name", ["poster", "poster-mono", "poster-large-print"])
def test_a_posters_number_is_its_largest_after_the_title(name: str, printed_cast: Path) -> None:
    """What stands in the largest type, after the title, can be dialled."""
    reading = opened(printed_cast, name)
    sizes = sorted({round(glyph.size, 2) for glyph in reading.flow}, reverse=True)
    assert said([g for g in reading.flow if round(g.size, 2) == sizes[0]]) == "Isyourcastallright?"
    assert said([g for g in reading.flow if round(g.size, 2) == sizes[1]]) == "02079460123"
    assert min(glyph.size for glyph in reading.flow) >= (16 if "large" in name else 12) - 0.05


def test_the_large_poster_is_for_the_larger_paper(printed_cast: Path) -> None:
    """A3, or tabloid where paper is Letter."""
    british = printed_cast.glob("en-GB/**/poster-large-print.pdf")
    american = printed_cast.glob("en-US/**/poster-large-print.pdf")
    leaves = [read_back(path.read_bytes()).pages[0] for path in (*british, *american)]
    sizes = [(leaf.width / POINTS_PER_MM, leaf.height / POINTS_PER_MM) for leaf in leaves]
    assert [(round(wide), round(high)) for wide, high in sizes] == [(297, 420), (279, 432)]


def test_what_room_a_poster_leaves_is_between_its_parts(shop: Shop) -> None:
    """With few words too its last line stands at the foot, and its title at the head."""
    shop.write(f"{GUIDE}/en/poster.md", HEAD.format("Hiccups") + f"## Do this\n\n{LIST}{LINES}")
    shown = shop.pull("poster").proof.reading
    foot = min(glyph.baseline for glyph in shown.flow) / POINTS_PER_MM
    assert foot < 12 and first_glyph(shown, "Hiccups").baseline > shown.pages[0].height * 0.85


@pytest.mark.parametrize("role", ["emergency", "stop", "urgent", "soon", "key", "lines"])
@pytest.mark.parametrize("edition", ["", "-mono", "-large-print"])
def test_a_number_that_begins_a_line_has_room_beside_its_boxs_bar(
    edition: str, role: str, shop: Shop
) -> None:
    """A bar nearer to it would be read as a figure of the number, so P109 would stop the press."""
    body = f"## Ambulance at once, day or night: {{{{ emergency_number }}}} {{.{role}}}\n\n{LIST}"
    shop.write(f"{GUIDE}/en/handout.md", HEAD.format("Hiccups") + body + "## More of it\n\n" + LIST)
    file = f"handout{edition}"
    for size in (18, 20) if edition == "-large-print" else (12, 15):
        page = shop.pull(file, size=size)
        assert "P109" not in {finding.code for finding in page.findings}
        (number,) = {one.box[0] for one in page.proof.printed if one.word.text == "999"}
        heading = min(one.box[0] for one in page.proof.printed if one.word.text == "Ambulance")
        assert number >= heading - 1


def test_a_picture_that_ends_a_few_words_stands_beside_them(shop: Shop) -> None:
    """Both begin at one height, the picture at the right; a long text keeps the whole column."""
    shop.write("content/hiccups/figures/one.svg", SQUARE)
    few = "## Few\n\nLook at this for a while.\n\n![A square](../figures/one.svg)\n\n"
    words = "Long words go on and on.\n" * 30
    long = f"## Long\n\n{words}\n![A square](../figures/one.svg)\n"
    shop.write(f"{GUIDE}/en/handout.md", HEAD.format("Hiccups") + few + long)
    page = shop.pull("handout")
    reading = page.proof.reading
    first, second = (picture.box for picture in reading.pictures)
    words_at = first_glyph(reading, "Look at this").box
    last = max(glyph.box[2] for glyph in reading.flow)
    assert first[0] > words_at[2] and first[1] < words_at[1] < first[3]
    assert second[0] < first[0] < last


@pytest.mark.parametrize("product", ["handout", "poster", "leaflet"])
def test_one_number_has_a_line_as_wide_as_its_box(product: str, shop: Shop) -> None:
    """A hand that writes large has room, and its label does not break."""
    second = '[lines.surgery]\nlabel = "Surgery"\nwhen = "Not there?"\n'
    shop.edit(f"{GUIDE}/guide.toml", second, "")
    shop.write(f"{GUIDE}/en/{product}.md", HEAD.format("Hiccups") + LINES)
    (line,) = [one for one in shop.pull(product).proof.typeset.lines if one.kind == "line"]
    assert line.mm > 110
