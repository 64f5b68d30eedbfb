"""What a style sheet does to a letter, a picture or a line to write on is seen, or does no harm."""

from __future__ import annotations

import pytest

from press.proof import glyphs
from press.proof.preflight import Proof
from tests.hostile_styles import HOSTILE
from tests.shop import CARD, CLINIC, LEAFLET, SIPS, Shop, told

TITLE_IS_DRAWN = "Hiccups at night?"


@pytest.mark.parametrize(("css", "code"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_style_is_refused_or_does_no_harm(shop: Shop, css: str, code: str) -> None:
    """Each is refused, with a place and a fix; the few that are let through leave a whole card."""
    page = shop.pull("night-card", css=css)
    codes = {finding.code for finding in page.findings}
    assert code in codes if code else not codes, told(page.findings)
    assert all(finding.fix and finding.place.file for finding in page.findings)


def test_there_are_at_least_120_of_them() -> None:
    """The table grows, and shrinks no more."""
    assert len(HOSTILE) >= 120


NUMBER = "01632 960123"
BOX = "display: inline-block; overflow: hidden; white-space: nowrap; vertical-align: bottom; width:"


def loses(shop: Shop, css: str, item: str = "Your chest hurts") -> str:
    """What is said of a phone number behind an item of the card on a sheet with `css`."""
    shop.edit(CARD, item, f"{item} **{NUMBER}**")
    page = shop.pull("night-card", css=css)
    return " ".join(f.problem for f in page.findings if f.code in ("P105", "P205", "P104", "P107"))


@pytest.mark.parametrize("millimetres", [25, 26, 27, 28])
def test_a_number_never_loses_a_digit(shop: Shop, millimetres: int) -> None:
    """A box that cuts off the last digit, or a part of it, is refused and names the digits."""
    said = loses(shop, f".emergency strong {{ {BOX} {millimetres}mm }}")
    assert "3" in said, said


def test_a_number_in_a_box_that_is_wide_enough_is_whole(shop: Shop) -> None:
    """The same box, wide enough, is no fault: what is seen is told by ink, not by the style."""
    assert loses(shop, f".emergency strong {{ {BOX} 60mm }}") == ""


PATCHES = {
    "a white patch over one digit":
        "left: 0; top: 2mm; width: 1.6mm; height: 1mm; background: #fff",
    "a patch of the ink's colour over one digit":
        "left: 0; top: 2mm; width: 1.6mm; height: 1mm; background: var(--ink)",
    "a hair line through the digits":
        "left: 0; top: 2.4mm; width: 30mm; height: .12mm; background: #fff",
    "a veil of one part in twenty": "inset: 0; background: rgba(255, 255, 255, .05)",
}  # fmt: skip


@pytest.mark.parametrize("patch", PATCHES.values(), ids=PATCHES.keys())
def test_nothing_lies_over_a_digit(shop: Shop, patch: str) -> None:
    """However small it is: a digit is whole, or it is another number."""
    css = ".stop strong { display: inline-block; position: relative } .stop strong::after "
    css = f"{css}{{ content: ''; position: absolute; {patch} }}"
    assert loses(shop, css, "they have lasted for two days")


@pytest.mark.parametrize("product", ["leaflet", "night-card", "leaflet-mono", "night-card-mono"])
def test_a_sound_page_raises_no_false_alarm(shop: Shop, product: str) -> None:
    """The page is, to a grey level or two, what it is with all its text drawn last."""
    page = shop.pull(product)
    assert not page.findings, told(page.findings)
    for leaf in page.proof.reading.pages:
        pairs = zip(leaf.full.tobytes(), leaf.again.tobytes(), strict=True)
        assert max(abs(one - two) for one, two in pairs) < glyphs.UNLIKE / 2


def test_groups_that_let_the_ground_through_keep_their_contrast_or_are_refused(shop: Shop) -> None:
    """Opacity is judged as it is on paper: nine tenths of dark ink is dark enough, half is not."""
    assert not shop.pull("night-card", css=".stop ul { opacity: .92 }").findings
    assert shop.pull("night-card", css=".stop ul { opacity: .6 }").codes(CARD) >= {"P105"}


def test_a_line_to_write_on_that_a_template_forgets_is_missed(shop: Shop) -> None:
    """The template, too, may lose what no words tell."""
    shop.edit("templates/parts/night.html", '<span class="line"></span>', "")
    page = shop.pull("night-card")
    assert [finding.code for finding in page.findings] == ["P108"]


def test_a_step_that_changes_places_is_named_by_its_line(shop: Shop) -> None:
    """Whoever mends it is sent to the step that the eye meets too early."""
    page = shop.pull("night-card", css=".steps li:nth-child(2) { position: relative; top: 40mm }")
    assert "P106" in page.codes(shop.place(SIPS, "3. **Hold"))


def proof_of(shop: Shop, product: str) -> Proof:
    return shop.pull(product).proof


def test_the_letters_of_every_word_are_asked_for(shop: Shop) -> None:
    """Each printed letter has a place where the next is to start, and no fault on a sound page."""
    shop.edit(LEAFLET, "Write them down today.", f"Write {NUMBER} down today.")
    letters = [g for one in proof_of(shop, "leaflet").printed for g in one.glyphs]
    assert len(letters) > 1000
    assert all(glyph.end > glyph.start and not glyph.fault for glyph in letters)


def test_a_table_may_repeat_its_head_where_it_goes_on_over_a_page(shop: Shop) -> None:
    """Nobody wrote it twice, and it helps; it is proved like all other words on the page."""
    row = "| Time | An hour or less |"
    rows = "".join(f"| Day {n} | About {n} hours or less | Two days |\n" for n in range(2, 70))
    shop.edit(LEAFLET, row, rows + row)
    page = shop.pull("leaflet")
    text = "".join(glyph.char for glyph in page.proof.reading.outside)
    assert text.count("PlainhiccupsSeesomeone") >= 1
    assert not page.codes(LEAFLET) & {"P101", "P102", "P106"}, told(page.findings)
    pale = shop.pull("leaflet", css="thead th { color: #999 }")
    assert "P205" in pale.codes(shop.place(LEAFLET, "| Sign |"))


def test_cells_stand_in_their_row(shop: Shop) -> None:
    """A column that slid up by a row says something else in each of its cells."""
    page = shop.pull(css="th:last-child, td:last-child { transform: translateY(-8.2mm) }")
    assert "P106" in page.codes(shop.place(LEAFLET, "| Time |"))


def test_two_numbers_of_a_clinic_keep_their_places(shop: Shop) -> None:
    """Numbers that changed places are refused, though each is whole and by itself."""
    shop.edit(CLINIC, "lines.switchboard", "lines.surgery")
    shop.append(
        "styles/night-card.css",
        ".number-to-call { font-size: 12pt; position: relative; left: 36mm; top: 9mm } "
        ".next .number-to-call { position: relative; left: -36mm; top: -9mm }",
    )
    told = shop.check("--product", "night-card", "--clinic", shop.here(CLINIC))
    assert "P106" in {finding["code"] for finding in told.findings}


def test_a_font_that_draws_nothing_for_a_letter_is_found_out(shop: Shop) -> None:
    """A file whose 7 is blank prints a number with a hole; the letter is missed by its form."""
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    path = shop.root / "styles/fonts/BedsideAtkinson_800ExtraBold.ttf"
    font = TTFont(path)
    font["glyf"][font.getBestCmap()[ord("7")]] = Glyph()
    font.save(path)
    shop.edit(CARD, "Your chest hurts", "Your chest hurts **01632 970173**")
    assert shop.pull("night-card").codes(shop.place(CARD, "970173"))
