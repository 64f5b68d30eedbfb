"""The leaflet's cover: what it is about, what is done first, and on which page to look."""

from __future__ import annotations

import pytest

from press.pdf.reading import Glyph
from tests.catalogue import BY_FILE
from tests.shop import LEAFLET, Page, Shop
from tests.test_breaks import ABOUT, PICTURE, PLAIN, fitted, of_breaks

FRONT = '+++\ntitle = "Rest in bed"\ndescription = "For a test."\n+++\n\n'
SAID = "When to rest, and when to get up\n\n**Lie down.**\n**Shut your eyes.**\n\n" + PICTURE
PARTS = ("When to rest", "When to get up", "How to sleep")
TEXT = FRONT + SAID + "".join(f"## {part} {{.new-page}}\n\n{PLAIN * 12}\n\n" for part in PARTS)
EDITIONS = [name for name, row in BY_FILE.items() if row.name == "leaflet"]


def said_on(page: Page, number: int) -> str:
    """What stands on a page, without white space, from 1."""
    flow = page.proof.reading.flow
    return "".join(one.char for one in flow if one.page == number - 1).replace("\u00a0", "")


def listed(page: Page) -> dict[str, str]:
    """What the cover names, with the number behind it."""
    leads = page.proof.comparison.leads
    return {" ".join(word.text for word in lead.phrase.words): lead.number for lead in leads}


@pytest.mark.parametrize("product", EDITIONS)
def test_the_cover_names_what_begins_a_page_with_its_page(shop: Shop, product: str) -> None:
    """Each number on the cover is that of the page on which the section stands."""
    shop.write(LEAFLET, TEXT + ABOUT)
    page = fitted(shop, product)
    assert [one for one in page.findings if one.kind == "error"] == []
    told = listed(page)
    assert tuple(told) == PARTS
    for part, number in told.items():
        assert part.replace(" ", "") in said_on(page, 1), "it is named on the cover"
        assert part.replace(" ", "") in said_on(page, int(number)), (part, number)


def test_who_marks_a_heading_has_it_named_and_no_other(shop: Shop) -> None:
    """A part of a section too; its mark is not printed, and stands beside a role."""
    text = TEXT.replace(
        "## When to get up {.new-page}", "## When to get up {.do .on-cover .new-page}"
    )
    shop.write(LEAFLET, text + "### Not a word {.on-cover}\n\nSay nothing.\n\n" + ABOUT)
    page = fitted(shop)
    assert of_breaks(page) == [] and tuple(listed(page)) == ("When to get up", "Not a word")
    assert "on-cover" not in said_on(page, 1)


def test_a_number_that_is_not_true_stops_the_press(shop: Shop) -> None:
    """P223 at the heading, with both pages."""
    shop.write(LEAFLET, TEXT + ABOUT)
    shop.edit("templates/leaflet.html", "{{ one.page }}", "{{ one.page + 1 }}")
    found = [one for one in fitted(shop).findings if one.code == "P223"]
    assert len(found) == len(PARTS) and found[0].kind == "error"
    assert f"{found[0].place.file}:{found[0].place.line}" == shop.place(LEAFLET, f"## {PARTS[0]}")
    assert "page 3, and it stands on page 2" in found[0].problem


@pytest.mark.parametrize("gone", ["<b>{{ one.page }}</b>", "<span>{{ one.heading }}</span>"])
def test_a_list_without_words_or_numbers_stops_the_press(shop: Shop, gone: str) -> None:
    """What a template leaves out of the list is a word that is lost."""
    shop.write(LEAFLET, TEXT + ABOUT)
    shop.edit("templates/leaflet.html", gone, "")
    codes = [one.code for one in fitted(shop).findings if one.kind == "error"]
    assert codes and "P101" in codes


def test_a_text_that_begins_on_the_cover_has_no_list(shop: Shop) -> None:
    """Who gives the first section no page of its own has it below the picture."""
    shop.write(LEAFLET, TEXT.replace(" {.new-page}", "", 1) + ABOUT)
    page = fitted(shop)
    assert listed(page) == {}
    assert "Whentorest" in said_on(page, 1)


def test_the_sentence_stands_with_the_title_and_the_act_on_lamp_light(shop: Shop) -> None:
    """White on night is the title with the first sentence; dark on light is what is done first."""
    shop.write(LEAFLET, TEXT + ABOUT)
    cover = [one for one in fitted(shop).proof.reading.flow if one.page == 0]
    for words, light in (("Restinbed", True), ("Whentorest,and", True), ("Liedown.", False)):
        assert all((sum(one.colour[:3]) > 382) is light for one in run_of(cover, words)), words
    sizes = {words: run_of(cover, words)[0].size for words in ("Restinbed", "Liedown.", "Whento")}
    assert sizes["Restinbed"] > sizes["Liedown."] > sizes["Whento"]


def run_of(glyphs: list[Glyph], words: str) -> list[Glyph]:
    """The glyphs of these words."""
    glyphs = [one for one in glyphs if one.char.strip("\u00a0 ")]
    at = "".join(one.char for one in glyphs).index(words)
    return glyphs[at : at + len(words)]
