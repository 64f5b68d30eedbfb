"""What each page says of its approval: the band of each status, the day, the text's code."""

from __future__ import annotations

import io
import string
from collections.abc import Mapping
from datetime import date

import pikepdf
import pytest
from PIL import ImageFont

from press.project import Line
from press.read.approvals import Signature, Version
from press.read.folding import plain
from press.read.standing import names_of
from press.toml_tables import Entry
from press.typeset.phrasing import ems, rows
from tests.approvals import sign
from tests.printed import texts_of_pages
from tests.shop import CARD, LEAFLET, ROOT, Page, Shop, told

NAME = "hiccups"
STATES = {
    "draft": ("Draft: not yet checked by a clinician.", "15 January 2028", "0.1"),
    "approved": (
        "Approved by Anna Example, consultant midwife, 26 November 2026.",
        "31 January 2028",
        "1.0",
    ),
    "changed": ("Draft: changed since it was approved.", "15 January 2028", "1.1"),
}


@pytest.fixture(scope="module")
def pulled(tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[str, str], Page]:
    """The small guide's leaflet and card in each status, by status and product."""
    shop = Shop(tmp_path_factory.mktemp("bands"))
    found = {}
    for status in STATES:
        if status == "approved":
            sign(shop.root, NAME)
        if status == "changed":
            for name in (LEAFLET, CARD):
                shop.edit(name, 'description = "', 'description = "Now: ')
        for product in ("leaflet", "night-card"):
            found[status, product] = shop.pull(product)
    return found


@pytest.mark.parametrize("product", ["leaflet", "night-card"])
@pytest.mark.parametrize("status", STATES)
def test_each_page_says_where_its_text_stands(
    pulled: Mapping[tuple[str, str], Page], status: str, product: str
) -> None:
    """Band, day and code stand on every page, each once, and no other band does."""
    page, (band, day, number) = pulled[status, product], STATES[status]
    assert told(page.findings) == []
    standing = page.proof.job.standing
    assert standing is not None and standing.text.product == product
    assert standing.code.startswith(f"{NAME} en-GB {number} ")
    wanted = [band, f"Throw away after {day}.", standing.code]
    for said in map(plain, texts_of_pages(page.proof.typeset.pdf)):
        assert [said.count(plain(one)) for one in wanted] == [1, 1, 1]
        others = [other for other, *_ in STATES.values() if other != band]
        assert not any(plain(other) in said for other in others)


@pytest.mark.parametrize("product", ["leaflet", "night-card"])
@pytest.mark.parametrize("status", STATES)
def test_the_file_says_where_its_text_stands(
    pulled: Mapping[tuple[str, str], Page], status: str, product: str
) -> None:
    """The band is in the title, in the metadata beside it and in the tags of the first page."""
    page, (band, *_) = pulled[status, product], STATES[status]
    with pikepdf.open(io.BytesIO(page.proof.typeset.pdf)) as pdf:
        told_twice = [str(pdf.docinfo["/Title"]), str(pdf.open_metadata()["dc:title"])]
    assert all(f"({band})" in one.replace("\u00a0", " ") for one in told_twice)
    assert plain(band) in "".join(glyph.char for glyph in page.proof.reading.flow)


@pytest.mark.parametrize("product", ["leaflet", "night-card"])
def test_a_code_is_never_loud(pulled: Mapping[tuple[str, str], Page], product: str) -> None:
    """It is set in the smallest type of its page, and not bold; nor is the day."""
    page = pulled["draft", product]
    first = (NAME, "Throw", "2028.")
    code = [
        one for one in page.proof.printed if one.word.text in first and one.word.kind == "label"
    ]
    assert code and all(one.glyphs[0].font.endswith("Bedside-Text") for one in code)
    assert max(one.size for one in code) <= 9.01


def test_a_band_that_is_left_out_is_found_out(shop: Shop) -> None:
    """Where a sheet hides what a page says of its text, no page is printed."""
    page = shop.pull("night-card", css=".imprint { display: none }")
    lost = {(f.code, f.place.file) for f in page.findings}
    assert ("P101", "content/words/en.toml") in lost


def signature(name: str, role: str) -> Signature:
    day = date(2026, 11, 26)
    return Signature(name, name, role, "NMC 1", "North Vale", day, date(2028, 1, 31), "Read.")


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ({"Anna Example": "midwife"}, "Anna Example, midwife"),
        ({"Anna Example": "midwife", "Bo Sample": "editor"}, "Anna Example and Bo Sample"),
        ({"Anna": "a", "Bo": "b", "Cy": "c"}, "Anna, Bo and Cy"),
        ({"Anna Example": "midwife of " + "many " * 12}, "Anna Example"),
    ],
)
def test_paper_names_who_signed_as_short_as_it_can(who: Mapping[str, str], says: str) -> None:
    """One person by name and role, several by their names; never a registration."""
    signed = Version("1.0", {}, ("x",), tuple(signature(*one) for one in who.items()))
    words = {"bands": {"and": Entry("and", Line("", "words.toml", 1))}}
    assert names_of(signed, words) == says


def test_the_widths_of_letters_are_those_of_our_face() -> None:
    """No letter is wider than is reckoned, so a foot has room for the lines that are counted."""
    face = ImageFont.truetype(ROOT / "styles/fonts/BedsideAtkinson_400Regular.ttf", 1000)
    letters = string.ascii_letters + string.digits + " .,:;'()-"
    assert [one for one in letters if ems(one) < face.getlength(one) / 1000 - 0.01] == []
    assert rows("Approved by Anna, 1\u00a0May\u00a02026.", 6) == 3
    assert rows("<b>Approved</b> by Anna", 30) == 1
