"""Clear print and admin: what tires the eye or misleads is found on the page, and told by its line.

Rows Y1 to Y3, A1 and A2 of the evidence (5.11); RNIB Clear Print, NHS print rules (5.3, 5.4).
"""

from __future__ import annotations

from datetime import date

import pytest

from press.check.admin import check_admin, reviews_come_in_time
from press.safety.check import check_safety
from tests.catalogue import PRODUCTS
from tests.guides import real_guide, real_job
from tests.safety import codes_in, general_book
from tests.shop import (
    CARD,
    EVIDENCE,
    GUIDE_FILE,
    LEAFLET,
    SIPS,
    SKELETON,
    WATER,
    WORDS,
    Page,
    Shop,
    told,
)

ADMIN = "content/words/admin.en.toml"
CODES = {*(f"P{n}" for n in range(212, 220)), "A119", "A120"}
SLANTED = (
    '@font-face { font-family: "Bedside Text"; font-style: italic;'
    ' src: url("fonts/BedsideAtkinson_400Regular.ttf") } '
)

# what is added to the sheet, the code, and where: a file with the text of its line
SPOILT = {
    "justified": (".key p { text-align: justify; width: 44mm }", "P213", LEAFLET, "A hiccup is"),
    "justified sources": (".source-list { text-align: justify; width: 34mm }", "P213", EVIDENCE,
                          "Institute of"),
    "centred": (".key p { text-align: center }", "P212", LEAFLET, "A hiccup is"),
    "centred items": (".key li { text-align: center }", "P212", LEAFLET, "They go without"),
    "from the right": ("p { text-align: right }", "P212", LEAFLET, "A hiccup is"),
    "indented": ("p { text-indent: 5mm }", "P212", LEAFLET, "One man had them"),
    "a centred table": ("td { text-align: center }", "P212", LEAFLET, "| Time"),
    "italic": (SLANTED + ".key p { font-style: italic }", "P214", LEAFLET, "A hiccup is"),
    "underlined": (".key li { text-decoration: underline }", "P215", LEAFLET, "They come without"),
    "block capitals": (".key li { text-transform: uppercase }", "P216", LEAFLET, "They come"),
    "headings in title case": ("h2 { text-transform: capitalize }", "P217", LEAFLET, "## Why they"),
    "lines too close": (".key p { line-height: 1.05 }", "P218", LEAFLET, "It comes when"),
    "lines too far apart": (".key p { line-height: 1.8 }", "P218", LEAFLET, "It comes when"),
    "words split with a hyphen": (".key p { width: 40mm; hyphens: auto }", "P219", LEAFLET,
                                  "It comes when"),
    "words split without one": (".key p { width: 9mm; overflow-wrap: anywhere }", "P219", LEAFLET,
                                "A hiccup is"),
    "a picture before its lines": (".steps figure { order: -1; margin: 0 2mm 0 0 }", "A120", SIPS,
                                   "![A glass"),
}  # fmt: skip


@pytest.mark.parametrize(("css", "code", "file", "text"), SPOILT.values(), ids=SPOILT.keys())
def test_unclear_print_is_found_out(shop: Shop, css: str, code: str, file: str, text: str) -> None:
    """A sheet that breaks a rule of clear print gets that rule's finding, with place and fix."""
    page = shop.pull(css=css, size=12)
    assert code in page.codes(shop.place(file, text)), told(page.findings)
    assert all(finding.fix for finding in page.findings)


CARD_SPOILT = {
    "a picture before its step": (".steps figure { order: -1; margin: 0 2mm 0 0 }", "A120"),
    "a picture far from its step": (".steps figure { margin-top: 30mm }", "A119"),
}


@pytest.mark.parametrize(("css", "code"), CARD_SPOILT.values(), ids=CARD_SPOILT.keys())
def test_a_step_has_its_picture_after_it(shop: Shop, css: str, code: str) -> None:
    """The picture of a step stands beside its words, on the side where lines end."""
    page = shop.pull("night-card", css=css)
    assert code in page.codes(shop.place(SIPS, "![A glass")), told(page.findings)


def of_clear_print(page: Page) -> list[str]:
    return [line for line in told(page.findings) if line.split()[1] in CODES]


@pytest.mark.parametrize("product", list(PRODUCTS))
def test_sound_print_has_no_finding(shop: Shop, product: str) -> None:
    """Ragged lines, run-in lists, lines to write on and pictures between texts are left alone."""
    assert of_clear_print(shop.pull(product)) == []


# what is put in the place of what, the code, and the text of its line
WRITTEN = {
    "a word in capitals": ("laugh hard", "NEVER laugh hard", "P216", "It comes when"),
    "a heading in title case": ("## What they are", "## What They Are", "P217", "## What They Are"),
    "a heading of capitals": ("## What they are", "## Many Small Troubles", "P217", "## Many"),
    "a picture without a caption": (
        "- They come without", "![A glass](../figures/sip.svg)\n\n- They come without", "A119",
        "![A glass]"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "text"), WRITTEN.values(), ids=WRITTEN.keys())
def test_what_an_author_does_to_the_print_is_found_out(
    shop: Shop, old: str, new: str, code: str, text: str
) -> None:
    """Capitals and bare pictures come from the manuscript too, and its line is named."""
    shop.edit(LEAFLET, old, new)
    page = shop.pull()
    assert code in page.codes(shop.place(LEAFLET, text)), told(page.findings)


def test_what_an_author_may_do_is_left_alone(shop: Shop) -> None:
    """STOP, a name in a heading, a hyphen of its own, a caption, and the intro's picture."""
    shop.edit(LEAFLET, "## What they are", "## STOP. What Riverside Street says about us")
    shop.edit(LEAFLET, "It comes when", "Riverside Street is well-known. Say mother-in-law-ish")
    shop.edit(LEAFLET, "- They come", '![A glass](../figures/sip.svg "A glass")\n\n- They come')
    page = shop.pull(css=".key p { width: 33mm }")
    assert of_clear_print(page) == []


# -- a page that runs from the right ------------------------------------------------------------


@pytest.fixture
def from_the_right(arabic: Shop) -> Shop:
    """A shop whose leaflet is Arabic from end to end, but for a few words."""
    shop = arabic
    shop.edit(SKELETON, 'lang="{{ locale }}"', 'lang="ar"')
    text = shop.text(LEAFLET)
    start, end = text.index("A hiccup is"), text.index("- They come")
    figure = '![A glass](../figures/sip.svg "كوب ماء")'
    lines = [*[WATER] * 4, "", WATER, "", figure, "", ""]
    shop.write(LEAFLET, text[:start] + "\n".join(lines) + text[end:])
    return shop


RTL = ".key { direction: rtl } .key p { width: 60mm } "


def test_a_page_from_the_right_is_judged_mirrored(from_the_right: Shop) -> None:
    """Lines that start at the right and end raggedly at the left are as they should be."""
    assert of_clear_print(from_the_right.pull(css=RTL)) == []


MIRRORED = {
    "from the left": ("text-align: left", "P212"),
    "centred": ("text-align: center", "P212"),
    "justified": ("text-align: justify", "P213"),
}


@pytest.mark.parametrize(("css", "code"), MIRRORED.values(), ids=MIRRORED.keys())
def test_a_page_from_the_right_has_its_own_faults(
    from_the_right: Shop, css: str, code: str
) -> None:
    """Arabic that starts at the left, in the middle or at both ends is told by its line."""
    page = from_the_right.pull(css=RTL + f".key p {{ {css} }}", size=12)
    assert any((f.code, f.excerpt) == (code, WATER) for f in page.findings), told(page.findings)


# -- admin --------------------------------------------------------------------------------------


def admin(shop: Shop) -> list[str]:
    job = shop.job(*PRODUCTS)
    claims = [finding for finding in check_safety(job) if finding.code == "G108"]
    return told([*check_admin(job), *claims])  # type: ignore[return-value]


def test_sound_admin_has_no_finding(shop: Shop) -> None:
    """The small guide says of itself what it must, and no more."""
    assert admin(shop) == []


ABOUT, TOP = f"{LEAFLET}:63", f"{CARD}:2"
LEFT = ("the day of its last review", "who wrote it", "where feedback goes")  # to the leaflet
# the file, what is taken out of it, where it is missed, and what is missed
MISSED = {
    "last review": (WORDS, "{{ last_review }}.", ABOUT, "the day of its last review"),
    "author": (LEAFLET, "Author: awaiting.", ABOUT, "who wrote it"),
    "feedback": (LEAFLET, "Tell them if anything here is wrong.", ABOUT, "where feedback goes"),
    "formats": (LEAFLET, "Need large print? ", ABOUT, "how to get it in large print"),
    "sources": (LEAFLET, " {.sources}", ABOUT, "its sources"),
    "the card's formats": (CARD, "Large print? Ask.", TOP, "how to get it in large print"),
}


@pytest.mark.parametrize(("file", "lost", "place", "says"), MISSED.values(), ids=MISSED.keys())
def test_what_a_product_must_say_is_missed(
    shop: Shop, file: str, lost: str, place: str, says: str
) -> None:
    """Each thing that a product must say is missed by itself, in that product alone."""
    shop.edit(file, lost, "Good day. " if file == WORDS else "")  # no label may be empty
    product = "leaflet" if place == ABOUT else "night-card"
    missed = [f"{place} G106 the {product} does not say {says}"]
    missed += [f"{TOP} G106 the night-card does not say {says}"] if says in LEFT else []
    assert admin(shop) == missed


def test_the_day_is_missed_in_each_product(shop: Shop) -> None:
    """It stands on every page of all of them: without its label each lacks it."""
    shop.edit(WORDS, "Throw away after {{ next_review }}.", "Good day.")
    assert sorted(admin(shop)) == [
        f"{ABOUT} G106 the leaflet does not say when to throw it away",
        f"{TOP} G106 the night-card does not say when to throw it away",
    ]


def test_a_version_is_said_by_the_code_or_in_words(shop: Shop) -> None:
    """A card has the code only; where that is taken away nothing on it tells its version."""
    shop.edit(WORDS, 'code = "{{ code }}"', 'code = "Good day."')
    assert admin(shop) == [f"{TOP} G106 the night-card does not say its version"]


def test_a_card_without_its_leaflet_says_it_all(shop: Shop) -> None:
    """What a card leaves to the leaflet beside it must stand on it where there is none."""
    (shop.root / LEAFLET).unlink()
    says = [f"{TOP} G106 the night-card does not say {one}" for one in LEFT]
    assert admin(shop) == says
    whole = '"Version {{ version }}, {{ last_review }}."'
    author = 'author = "Author: awaiting. Feedback: at the desk."'
    shop.write("content/hiccups/words/en.toml", f"[night-card]\nversion = {whole}\n{author}\n")
    assert admin(shop) == []


def test_the_clinician_s_check_is_missed(shop: Shop) -> None:
    """Without the draft mark the pages no longer say that nobody has checked them."""
    shop.edit(WORDS, "Draft: not yet checked by a clinician", "Draft")
    assert admin(shop) == [
        f"{ABOUT} G106 the leaflet does not say that a clinician's check is awaited",
        f"{TOP} G106 the night-card does not say that a clinician's check is awaited",
    ]


@pytest.mark.parametrize(
    ("last", "following", "late"),
    [
        ("2026-01-15", "2029-01-15", False),
        ("2026-01-15", "2029-01-16", True),
        ("2024-02-29", "2027-02-28", False),
        ("2026-01-15", "2036-01-15", True),
    ],
)
def test_a_review_comes_within_three_years(
    shop: Shop, last: str, following: str, late: bool
) -> None:
    """Three years to the day is in time; a day more is a finding at the date itself."""
    shop.edit(GUIDE_FILE, "2026-01-15", last)
    shop.edit(GUIDE_FILE, "2028-01-15", following)
    found = list(reviews_come_in_time(shop.job(*PRODUCTS)))
    place = shop.place(GUIDE_FILE, "next_review")
    assert [f"{f.place.file}:{f.place.line} {f.code}" for f in found] == [f"{place} G107"] * late


def test_a_list_that_can_not_be_used_is_told(shop: Shop) -> None:
    """A pattern with an open bracket is a finding at its line."""
    shop.edit(ADMIN, "'(?:version {{ version }}", "'((?:version {{ version }}")
    places = [f"{f.place.file}:{f.place.line}" for f in shop.judged() if f.code == "M107"]
    assert places == [shop.place(ADMIN, "version =")]


# -- false claims -------------------------------------------------------------------------------


FALSE = (
    "This leaflet was approved by the NHS.",
    "Approved by Dr. Jane Smith.",
    "Checked and endorsed by leading midwives.",
    "This guide is certified.",
    "Written by an accredited team.",
    "It has the PIF TICK.",
    "We hold the Crystal Mark for plain English.",
    "It meets the Information Standard.",
    "Tested with readers and patients.",
    "Women who had cramps helped: the card was tried out on 40 mothers.",
    "Patients helped us to write this.",
    "Reviewed by Dr Smith, consultant.",
    "Clinically reviewed in 2026.",
    "An award-winning leaflet.",
    "Not only tested with patients, but also fun.",
    "It is not long, and it was approved by doctors.",
    "Do not worry: this card is approved by your hospital.",
    "Approved by the Royal College; a print is awaiting.",
)
TRUE = (
    "This leaflet has not been approved by the NHS.",
    "Nobody has endorsed or certified this card.",
    "No reader has tested it: it was not tried out on patients.",
    "Approved by: awaiting.",
    "Author, clinical check and reader test: awaiting.",
    "Draft: not yet checked by a clinician.",
    "It carries no Crystal Mark and no PIF TICK.",
    "Reviewed by Dr: still to come.",
    "Take no herbs unless approved by your doctor.",
    "Ask a certified nurse-midwife.",
    "Your blood is tested for iron.",
    "Show it to a doctor.",
)


@pytest.mark.parametrize("text", FALSE)
def test_a_false_claim_is_found(text: str) -> None:
    """What nobody has done is a finding, in any wording that we could think of."""
    assert "G108" in codes_in(text, book=general_book())


@pytest.mark.parametrize("text", TRUE)
def test_what_claims_nothing_is_left_alone(text: str) -> None:
    """A claim that is taken back, awaited or about something else is no claim."""
    assert "G108" not in codes_in(text, book=general_book())


def test_a_claim_is_told_by_its_line_wherever_it_stands(shop: Shop) -> None:
    """Over two lines, in a heading, a label, a description or the name of a picture."""
    shop.edit(LEAFLET, "He married twice", "He was tested\nwith patients")
    shop.edit(LEAFLET, "## Why they happen", "## Approved by doctors")
    shop.edit(LEAFLET, 'title = "Hiccups"', 'title = "Hiccups, a certified guide"')
    shop.edit(LEAFLET, "[A tall glass of water](../figures/sip.svg", "[A](../figures/nhs-logo.svg")
    shop.edit(WORDS, 'version = "Version', 'version = "Clinically reviewed. Version')
    texts = ("title =", "nhs-logo", "## Approved", "He was tested")
    places = {*(shop.place(LEAFLET, text) for text in texts), shop.place(WORDS, "Clinically")}
    assert {line.split(" ")[0] for line in admin(shop) if " G108 " in line} == places


def test_the_real_guide_claims_nothing_and_says_what_it_is() -> None:
    """Our own guide passes in every country that it is printed for."""
    guide = real_guide()
    for locale in guide.locales:
        assert told(check_admin(real_job(locale))) == []
    assert guide.next_review.value < date(guide.last_review.value.year + 3, 12, 31)
