"""The phone edition as a file: what stands in it, what it links to, how large it is."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from press.colour import contrast, parts_of
from press.finding import Finding
from press.phone.dial import Dialled, may_be_dialled
from press.phone.edition import phone_edition
from press.phone.expected import references
from press.phone.proof import PhonePage
from press.products import LEAST_CONTRAST
from press.read.clinic import read_clinic
from press.read.job import in_its_standing, read_job
from tests.approvals import sign
from tests.brands import HARBOUR, NORTH_VALE, bring_brand, bring_face
from tests.catalogue import KNOWN
from tests.desks import a_page
from tests.guides import BEDSIDE
from tests.phones import GUIDES, every_page, job_of, page_of, tags_of, words_of
from tests.shop import EVIDENCE, SIPS, WATER, Shop, read_one_guide

LARGEST = {"leaflet": 300_000, "night-card": 200_000, "card": 200_000}  # bytes


def all_pages() -> list[PhonePage]:
    """Each real guide with a clinic and without."""
    return [*every_page("GB"), *every_page("")]


def edition(shop: Shop, product: str = "leaflet", clinic: str = "") -> str:
    """The phone edition of a shop's guide as it stands now."""
    found: list[Finding] = []
    project = shop.project
    own = read_clinic(project, shop.root / clinic, found) if clinic else None
    job = read_job(project, read_one_guide(project, "hiccups"), "en-GB", own, found)
    assert job is not None and not found, found
    text = next(one for one in job.manuscripts if one.product.name == product)
    made = phone_edition(project, job, text, found)
    assert made is not None and not found, found
    return made


def test_a_leaflet_and_a_card_are_light() -> None:
    """No leaflet has more than 300 kB, no card more than 200, their fonts and pictures counted."""
    for page in all_pages():
        size = len(page.html.encode())
        assert size <= LARGEST[page.manuscript.product.name], (page.manuscript.file, size)


def test_nothing_is_fetched_and_nothing_runs() -> None:
    """Whatever a page shows is in it; it names no file, and the browser is told to ask for none."""
    for page in all_pages():
        tags = tags_of(page.html)
        assert not {one.name for one in tags} & {
            "script",
            "link",
            "iframe",
            "object",
            "base",
            "form",
        }
        policy = next(one.given["content"] for one in tags if "http-equiv" in one.given)
        assert policy.startswith("default-src 'none'; style-src 'sha256-") and "http" not in policy
        named = [one.given[key] for one in tags for key in ("src", "srcset") if key in one.given]
        assert all(one.startswith("data:image/") for one in named)
        assert not re.search(r"url\((?!data:|#)", page.html) and "@import" not in page.html
        assert not [one for one in tags if "style" in one.given or "onclick" in one.given]


def test_each_drawing_has_ids_of_its_own() -> None:
    """Two drawings on one page never share an id, and each finds the parts that it names."""
    for page in all_pages():
        ids = [one.given["id"] for one in tags_of(page.html) if "id" in one.given]
        assert len(ids) == len(set(ids))
        assert set(re.findall(r"url\(#([^)]+)\)", page.html)) <= set(ids)


def test_only_what_a_field_says_is_dialled() -> None:
    """Each link to dial has the digits that it shows; “text 999” and an app's button are none."""
    for page in all_pages():
        for one in tags_of(page.html):
            address = one.given.get("href", "")
            if address.startswith("tel:") and one.words.strip():
                assert address[4:] == re.sub(r"\D", "", one.words), one
    fever = page_of("child-fever", clinic="GB")
    links = [one for one in tags_of(fever.html) if one.name == "a"]
    assert "or text 999 if you have signed up" in words_of(fever.html)
    dialled = [one.given["href"] for one in links if one.given["href"].startswith("tel:")]
    # the bar; the ambulance's heading; the clinic's line; two that say NHS 111
    assert dialled == ["tel:999", "tel:02079460177", "tel:999", "tel:02079460177", *["tel:111"] * 2]


@pytest.mark.parametrize(
    ("shown", "address"),
    [
        ("020 7946 0123", "tel:02079460123"),
        ("(202) 555-0123", "tel:2025550123"),
        ("+353 1 555 0123", "tel:+35315550123"),
        ("01632 960123 ext. 45", "tel:01632960123;ext=45"),
        ("999", "tel:999"),
    ],
)
def test_a_number_is_dialled_as_it_is_shown(shown: str, address: str) -> None:
    """A link holds the digits that are read, a plus before them, an extension behind them."""
    assert Dialled(shown).address == address


def test_the_emergency_number_is_a_link_in_the_ambulance_s_heading_alone() -> None:
    """Amid words it may be texted, or be an app's button; urgent and poison lines are spoken on."""
    assert may_be_dialled("emergency_number", "emergency")
    assert not may_be_dialled("emergency_number", "") and not may_be_dialled(
        "emergency_number", "stop"
    )
    assert may_be_dialled("Urgent_number", "") and may_be_dialled("poison_number", "")
    assert not may_be_dialled("relay_number", "emergency") and not may_be_dialled("gp", "")


def test_the_sources_stand_in_full_with_their_addresses() -> None:
    """Each source that the guide cites is named whole, and its address is a link."""
    for guide in GUIDES:
        page = page_of(guide, clinic="GB")
        links = [one.given.get("href") for one in tags_of(page.html) if one.name == "a"]
        said = words_of(page.html).replace("’", "'")
        told = references(page.job)
        assert len(told) > 10
        for one in told:
            assert one.address.startswith("http") and one.address in links
            assert all(" ".join(part.split()).replace("’", "'") in said for part in one.parts), one


def test_an_address_that_is_no_web_page_is_no_link(shop: Shop) -> None:
    """What a source gives for an address is only ever followed to the web."""
    mark = 'mark = "to be checked"'
    shop.edit(EVIDENCE, mark, f'{mark}\naddress = "javascript:alert(1)"')
    made = edition(shop)
    assert 'href="javascript' not in made and "javascript:alert(1)" in made


def test_the_band_is_that_of_the_paper(shop: Shop) -> None:
    """A draft says so and is kept out of searches; what was signed says who signed it, and when."""
    draft = edition(shop)
    assert "Draft: not yet checked by a clinician." in words_of(draft)
    assert '<meta name="robots" content="noindex">' in draft
    job = sign(shop.root, "hiccups")
    signed = edition(shop)
    own = in_its_standing(job, "leaflet")
    said = words_of(signed).replace("\u00a0", " ")
    assert "Approved by Anna Example, consultant midwife," in said and "Draft" not in said
    assert f"Throw away after {own.fields['next_review'].text}." in said
    assert own.fields["code"].text in said and "Version 1.0." in said
    assert "noindex" not in signed


def test_without_a_clinic_there_is_no_line_to_write_on() -> None:
    """The page says that it has no number, where paper is written on; it dials but an ambulance."""
    page = page_of("leg-cramps", "night-card")
    said = words_of(page.html).replace("\u00a0", " ")
    assert "Your clinic’s number is not on this page." in said
    assert next(one.given["href"] for one in tags_of(page.html) if one.name == "a") == "tel:999"
    assert "tel:02079460123" not in page.html
    blank = page_of("leg-cramps", "night-card", locale="en-001")
    assert "Ambulance (ask your clinic) even with a plan for clots:" in words_of(
        blank.html
    ).replace("\u00a0", " ")
    assert "tel:" not in blank.html.partition("<body")[2]


def test_handouts_wallet_cards_and_posters_have_none() -> None:
    """A leaflet and the cards have a phone edition, in one edition for all of paper's."""
    assert [row.file for row in KNOWN.rows if row.on_a_phone] == ["leaflet", "night-card", "card"]


def test_a_brand_colours_the_page_by_day_and_by_night(shop: Shop) -> None:
    """Its colours stand in the sheet; in the dark each is lighter till it can be read there."""
    bring_brand(shop, "north-vale", NORTH_VALE)
    made = edition(shop, clinic="content/clinics/example.toml")
    style = re.search(r"<style>(.*?)</style>", made, re.DOTALL)
    assert style
    day, _, night = style[1].rpartition("@media (prefers-color-scheme:dark)")
    assert "--night:#0b4a3a" in day and "--calm-ground:#e9f4f0" in day
    ours = re.search(
        r"--paper: (#[0-9a-f]{6})", style[1].partition("prefers-color-scheme: dark")[2]
    )
    told = dict(re.findall(r"(--[\w-]+):(#[0-9a-f]{6})", night))
    assert ours and {"--night", "--ink", "--quiet"} <= told.keys() and "--calm-ground" not in told
    for token, colour in told.items():
        assert contrast(parts_of(colour), parts_of(ours[1])) >= LEAST_CONTRAST, token
    assert told["--night"] != "#0b4a3a"


def test_a_brand_s_face_sets_the_headings_alone(
    browser: Browser, shop: Shop, tmp_path: Path
) -> None:
    """It travels in the file with the page's letters; alarm and numbers stay in our face."""
    bring_face(shop)
    bring_brand(shop, "harbour", HARBOUR)
    made = edition(shop, clinic="content/clinics/example.toml")
    assert len(re.findall(r"data:font/woff2;base64,", made)) == 3
    (tmp_path / "page.html").write_text(made, "utf-8")
    faces = """names => [...document.querySelectorAll(names)].map(
        one => getComputedStyle(one).fontFamily.split(',')[0].replaceAll('"', ''))"""
    with a_page(browser, (tmp_path / "page.html").as_uri(), width=390) as page:
        page.evaluate("document.fonts.ready.then(() => true)")
        used = page.evaluate("[...document.fonts].filter(one => one.status == 'loaded')"
                             ".map(one => one.family.replaceAll('\"', ''))")  # fmt: skip
        assert "Bedside Headings" in used
        assert page.evaluate(faces, "h1") == ["Bedside Headings"]
        alarm = page.evaluate(faces, "body, .dial a, .stop > :is(h2, h3), :is(h1, h2, h3) a")
        assert len(alarm) > 2 and {*alarm} == {"Bedside Text"}


def test_our_own_night_can_be_read() -> None:
    """Type has 7 to 1 on each ground that it stands on, by day and by night."""
    page = page_of("child-fever")
    style = page.html.partition("<style>")[2].partition("</style>")[0]
    day, _, rest = style.partition("@media (prefers-color-scheme: dark)")
    for part in (day, rest.partition("}")[0]):
        colours = dict(re.findall(r"(--[\w-]+): ?(#[0-9a-f]{6})", part))
        pairs = [("--ink", one) for one in ("--paper", "--lamp", "--alert-ground", "--calm-ground")]
        pairs += [("--night", one) for one in ("--paper", "--calm-ground", "--lamp")]
        pairs += [("--quiet", one) for one in ("--paper", "--calm-ground")]
        pairs.append(("--alert", "--alert-ground"))
        for ink, ground in pairs:
            ratio = contrast(parts_of(colours[ink]), parts_of(colours[ground]))
            assert ratio >= LEAST_CONTRAST, (ink, ground, ratio)


def test_the_fonts_hold_few_letters_more_than_the_page() -> None:
    """What goes with a page is a part of two of our fonts, of a few kilobytes each."""
    page = page_of("leg-cramps", "night-card")
    fonts = re.findall(r"data:font/woff2;base64,([A-Za-z0-9+/=]+)", page.html)
    assert len(fonts) == 2
    for font in fonts:
        data = base64.b64decode(font)
        assert data[:4] == b"wOF2" and len(data) < 25_000


def test_it_is_the_same_file_each_time() -> None:
    """Two editions of one text have the same bytes."""
    job = job_of("child-fever", "GB")
    text = next(one for one in job.manuscripts if one.product.name == "night-card")
    again = phone_edition(BEDSIDE, job, text, [])
    assert again == page_of("child-fever", "night-card", "GB").html


def test_a_passage_in_another_language_says_so(arabic: Shop) -> None:
    """Words of another script are marked with their language, and have a font of their own."""
    arabic.edit(SIPS, "1. ", f"{WATER} {{lang=ar}}\n\n1. ")
    made = edition(arabic, "night-card")
    assert any(one.given.get("lang") == "ar" for one in tags_of(made))
    assert '"Bedside Text", "Amiri", system-ui' in made
    assert made.count("data:font/woff2") == 3


def test_a_template_at_fault_is_told_at_its_line(shop: Shop) -> None:
    """A name that is not given is D104, in the template of the phone."""
    shop.edit("templates/phone/parts.html", "{{ one.body }}", "{{ one.bodi }}")
    found: list[Finding] = []
    job = shop.job("leaflet")
    assert phone_edition(shop.project, job, job.manuscripts[0], found) is None
    assert [(one.code, one.place.file) for one in found] == [("D104", "templates/phone/parts.html")]
