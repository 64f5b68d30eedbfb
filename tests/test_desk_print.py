"""Printing at the desk: lists that fit each other, what comes out, and the file that is printed."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from press.approval.shelf import Row, shelf
from press.desk.choices import Choices, choices
from press.desk.content import Content, NotHere
from press.desk.outcome import outcome
from press.desk.printed import printed, standing_files, told_simply
from press.desk.words import say
from press.project import Project
from tests.desks import (
    PATIENCE,
    OpenDesk,
    a_page,
    desk_on,
    project_for_a_desk,
    runs_over,
    violations,
)

LONG = PATIENCE * 1000  # ms: a print on a busy machine
ENGLISH = partial(say, "en")
CARD = {"guide": "leg-cramps", "locale": "en-GB", "clinic": "example", "product": "night-card",
        "edition": "standard", "how": "2-up"}  # fmt: skip
SHEET = "leg-cramps/en-GB/example/night-card-2-up.pdf"
# the browser's own window can't be opened by a test: it is noted which page would have
NO_WINDOW = "window.print = () => { (window.top.prints ??= []).push(location.pathname) }"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project_for_a_desk(tmp_path_factory.mktemp("print") / "a project")


@pytest.fixture(scope="module")
def rows(root: Path) -> list[Row]:
    return [*shelf(Project(root))]


@pytest.fixture(scope="module")
def desk(root: Path) -> Iterator[OpenDesk]:
    with desk_on(root) as one:
        yield one


def chosen(root: Path, rows: list[Row], **asked: str) -> Choices:
    """What is offered where this is asked for."""
    return choices(Content(root), rows, asked, ENGLISH, "en")


def offered(choice: Choices, name: str) -> list[str]:
    return [one.value for one in choice.lists[name]]


@pytest.mark.parametrize(
    ("guide", "product", "edition", "hows"),
    [
        ("leg-cramps", "leaflet", "standard", ["booklet", "plain", "press"]),
        ("leg-cramps", "night-card", "standard", ["2-up", "plain", "tent", "press"]),
        ("leg-cramps", "leaflet", "large-print", ["plain", "press"]),
        ("cast-at-home", "card", "mono", ["2-up", "plain", "tent", "press"]),
        ("cast-at-home", "handout", "standard", ["plain", "press"]),
        ("child-fever", "wallet-card", "standard", ["4-up", "plain", "press"]),
        ("child-fever", "poster", "large-print", ["plain", "press"]),
    ],
)
def test_only_what_a_product_can_is_offered(
    root: Path, rows: list[Row], guide: str, product: str, edition: str, hows: list[str]
) -> None:
    """Sheets come from the table of products, the usual one first."""
    choice = chosen(root, rows, guide=guide, product=product, edition=edition)
    assert offered(choice, "how") == hows and choice.chosen["how"] == hows[0]


def test_a_clinic_is_offered_in_its_own_country_alone(root: Path, rows: list[Row]) -> None:
    """Nobody is given the numbers of another country."""
    found = {
        locale: offered(chosen(root, rows, guide="leg-cramps", locale=locale), "clinic")
        for locale in ("en-GB", "en-US", "en-001")
    }
    assert found == {"en-GB": ["", "example"], "en-US": ["", "example-us"], "en-001": [""]}


def test_what_is_not_there_gives_way_to_the_usual(root: Path, rows: list[Row]) -> None:
    """An old address, or a memory of another guide, never ends in nothing."""
    asked = {**CARD, "guide": "child-fever", "locale": "en-001", "clinic": "nobody"}
    asked |= {"product": "wallet-card", "edition": "large-print", "how": "tent"}
    assert chosen(root, rows, **asked).chosen == {
        "guide": "child-fever", "locale": "en-GB", "clinic": "", "product": "wallet-card",
        "edition": "standard", "how": "4-up",
    }  # fmt: skip
    with pytest.raises(NotHere):
        chosen(root, [])


def test_the_only_clinic_is_chosen_and_no_example_ever_is(root: Path, rows: list[Row]) -> None:
    """With two of them somebody must say which."""
    content = Content(root)
    example = content.clinics["example"]
    named = {
        key: replace(example, key=key, table={**example.table, "name": replace(
            example.table["name"], value=name)})
        for key, name in (("north", "North Vale"), ("south", "South Vale"))
    }  # fmt: skip

    def usual(*keys: str) -> str:
        there = {"example": example, **{key: named[key] for key in keys}}
        content.__dict__["clinics"] = there
        return choices(content, rows, {}, ENGLISH, "en").chosen["clinic"]

    assert (usual(), usual("north"), usual("north", "south")) == ("", "north", "")


@pytest.mark.parametrize(
    ("asked", "count", "first", "sheets", "pieces", "steps"),
    [
        ({"product": "leaflet"}, 8, (8, 1), 2, 1, ("flip-short", "fold", "staple")),
        ({"product": "leaflet"}, 4, (4, 1), 1, 1, ("flip-short", "fold")),
        ({"product": "leaflet"}, 2, (1, 1), 1, 2, ("flip-short", "cut")),
        ({"product": "leaflet", "how": "plain"}, 8, (1,), 4, 1, ("flip-long", "corner")),
        ({"product": "leaflet", "edition": "large-print"}, 20, (1,), 10, 1,
         ("flip-long", "corner")),
        ({"product": "night-card"}, 1, (1, 1), 1, 2, ("one-side", "cut")),
        ({"product": "night-card", "how": "tent"}, 1, (1, 1), 1, 1, ("one-side", "stand")),
        ({"product": "night-card", "how": "press"}, 1, (1,), 1, 1, ("send",)),
        ({"guide": "child-fever", "product": "wallet-card"}, 2, (1, 1, 1, 1), 1, 4,
         ("flip-long", "cut")),
        ({"guide": "child-fever", "product": "poster"}, 1, (1,), 1, 1, ("one-side",)),
    ],
)  # fmt: skip
def test_what_comes_out_is_worked_out_of_the_sheets_own_layouts(
    root: Path,
    rows: list[Row],
    asked: dict[str, str],
    count: int,
    first: tuple[int, ...],
    sheets: int,
    pieces: int,
    steps: tuple[str, ...],
) -> None:
    """Pages on the first side, sheets of a copy, pieces of a sheet, and what hands do with it."""
    out = outcome(chosen(root, rows, **{"guide": "leg-cramps", **asked}), count)
    assert tuple(one.page for one in out.sides[0].placed) == first
    assert (out.sheets, out.pieces, out.steps) == (sheets, pieces, steps)


def finding(code: str, file: str, problem: str = "the number is a digit short") -> dict[str, Any]:
    return {"file": file, "line": 7, "code": code, "problem": problem, "fix": "dial it"}


def test_what_stops_a_print_is_told_to_who_can_mend_it() -> None:
    """The clinic's own first, with its form; the text's for the editor; a question is no stop."""
    told = told_simply(
        [
            finding("G118", "content/leg-cramps/approvals/en-GB.toml"),
            finding("D107", "content/leg-cramps/en/leaflet.md", "no room"),
            finding("W101", "content/leg-cramps/en/leaflet.md"),
            finding("C101", "content/clinics/st-mary.toml"),
        ],
        ENGLISH,
    )
    assert [(one.clinic, one.says, one.fix) for one in told] == [
        ("st-mary", "The number is a digit short", "dial it"),
        ("", "This guide was withdrawn: it must not be handed out.", ""),
        ("", "Something in this guide's text must be put right first.", ""),
    ]
    assert told[2].place == "content/leg-cramps/en/leaflet.md:7: D107 no room"


@pytest.mark.parametrize(
    ("head", "key"),
    [
        ({"code": 3, "err": "build.py: another build is still running after 60 s"}, "busy"),
        ({"code": 3, "err": "note: x\nbuild.py: can't write into dist/"}, "machine"),
        ({"code": 4, "out": "no JSON", "err": "build.py: a fault of ours"}, "fault"),
        ({"code": -1}, "fault"),
        ({}, "fault"),
    ],
)
def test_a_print_that_fell_over_says_so_in_a_sentence(
    root: Path, rows: list[Row], head: Mapping[str, Any], key: str
) -> None:
    """Busy, short of something, or a fault of ours: never a traceback, and nothing is claimed."""
    result = printed(Content(root), chosen(root, rows, **{**CARD, "clinic": ""}), head, ENGLISH)
    assert result.why == ENGLISH(f"print.{key}") and not result.done and not result.address


def test_a_zip_holds_what_the_manifest_lists_and_nothing_else(desk: OpenDesk) -> None:
    """Names are looked up; none becomes a path."""
    bad = ["nothing.pdf", "../content/clinics/example.toml", "manifest.json", "%00", "a" * 3000]
    for asked in ("", *(f"file={name}" for name in bad), "&".join(["file=a"] * 90)):
        assert desk.get(f"/zip?{asked}").status == 404


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"guide": "nobody"}, 404),
        ({"clinic": "example-us"}, 404),  # of another country
        ({"clinic": "../clinics/example"}, 404),
        ({"how": "booklet"}, 404),
        ({"edition": "--help"}, 404),
        ({"product": 7}, 400),
        ({"guide": "leg\u2028cramps"}, 400),
    ],
)
def test_only_what_is_offered_can_be_ordered(
    desk: OpenDesk, changed: dict[str, object], status: int
) -> None:
    """A name that is not in the lists never reaches the press."""
    assert desk.post("/print/run", {**CARD, **changed}).status == status


def test_of_an_overdue_text_nothing_is_printed_and_why_is_said(
    root: Path, browser: Browser
) -> None:
    """There is no button, and an order by another way is refused."""
    with desk_on(root, today="2031-01-01") as late:
        assert late.post("/print/run", CARD).status == 409
        with a_page(browser, late.address) as page:
            _look_at(page, late, CARD)
            expect(page.locator(".act")).to_contain_text("Nothing is printed of this.")
            expect(page.locator(".act")).to_contain_text("Overdue since 23 November 2027")
            assert not page.get_by_role("button", name="Print").count()
            assert not violations(page)


def test_a_desk_for_looking_only_prints_nothing(root: Path, browser: Browser) -> None:
    """It says so where the button would be."""
    with desk_on(root, "--read-only") as looking:
        assert looking.post("/print/run", CARD).status == 403
        with a_page(browser, looking.address) as page:
            _look_at(page, looking, CARD)
            expect(page.locator(".act")).to_contain_text("for looking only")
            assert not page.get_by_role("button", name="Print").count()


def _query(asked: Mapping[str, str]) -> str:
    return "&".join(f"{key}={value}" for key, value in asked.items())


def _look_at(page: Page, desk: OpenDesk, asked: Mapping[str, str], pictures: bool = False) -> None:
    """The print page; without `pictures` the room is not asked, and pages stay blank."""
    if not pictures:
        page.route("**/print/outcome?*", lambda route: route.fulfill(status=503, body="{}"))
    page.context.add_init_script(NO_WINDOW)
    page.goto(f"{desk.address}/print?{_query(asked)}")


def _answered(page: Page, **told: object) -> list[dict[str, str]]:
    """What the page orders, each of which is answered with this."""
    orders: list[dict[str, str]] = []

    def answer(route: Route) -> None:
        asked = json.loads(route.request.post_data or "{}")
        orders.append({name: asked[name] for name in CARD})
        route.fulfill(status=200, content_type="application/json", body=json.dumps(told))

    page.route("**/print/run", answer)
    return orders


STOPPED = """<div class="card stopped"><h2>This can't be printed yet</h2>
<div class="finding error"><p><strong>It is long</strong></p><p>To put it right: shorten it.</p>
<p><a href="/clinics/example">Open the clinic's form</a></p></div>
<div class="finding error"><p>Tell the editor</p><p class="place"><code>x.md:7</code></p></div>
<p><button type="button" data-copy>Copy this for the editor</button></p></div>"""


def test_a_nurse_prints_with_two_clicks_from_the_shelf(desk: OpenDesk, browser: Browser) -> None:
    """The shelf's button, then the page's: all else has a sensible default."""
    with a_page(browser, desk.address) as page:
        page.route("**/print/outcome?*", lambda route: route.fulfill(status=503, body="{}"))
        orders = _answered(page, says="It is ready.", panel="<h2>Ready</h2>", pdf="")
        page.get_by_role("link", name="Print: Leg cramps").click()
        page.get_by_role("button", name="Print", exact=True).click()
        expect(page.locator("#panel")).to_be_focused()
        expect(page.locator("#going")).to_have_text("It is ready.")
        assert orders == [{**CARD, "clinic": "", "product": "leaflet", "how": "booklet"}]


def test_a_clinic_that_is_new_takes_three_clicks_and_three_fields(
    desk: OpenDesk, browser: Browser
) -> None:
    """From the shelf: Print, New clinic, its name, number and hours, Enter, Print."""
    with a_page(browser, desk.address) as page:
        page.route("**/print/outcome?*", lambda route: route.fulfill(status=503, body="{}"))
        orders = _answered(page, says="It is ready.", panel="<h2>Ready</h2>", pdf="")
        page.get_by_role("link", name="Print: Leg cramps").click()
        page.get_by_label("How many?").fill("30")
        page.get_by_role("link", name="New clinic").click()
        page.get_by_label("Name", exact=True).fill("River (example)")
        page.get_by_label("Number", exact=True).first.fill("02079460177")
        hours = page.get_by_label("When it is answered").first
        hours.fill("day and night")
        hours.press("Enter")
        expect(page.locator(".just-saved")).to_contain_text("020 7946 0177")
        expect(page.locator(".just-saved")).to_be_focused()
        page.keyboard.press("Enter")  # who presses twice has not asked for a print
        page.wait_for_timeout(300)
        assert not orders
        page.get_by_role("button", name="Print", exact=True).click()
        expect(page.locator("#panel")).to_be_focused()
        assert orders == [{**CARD, "clinic": "river-example", "product": "leaflet",
                           "how": "booklet"}]  # fmt: skip
        expect(page.get_by_label("How many?")).to_have_value("30")
        assert not violations(page)
    (desk.root / "content/clinics/river-example.toml").unlink()


def test_the_page_to_print_and_the_form_lead_to_each_other(desk: OpenDesk) -> None:
    """All that was chosen is still chosen afterwards, the number of copies too."""
    asked = "guide=leg-cramps&locale=en-GB&product=night-card&edition=standard&how=tent"
    kept = asked.replace("&", "&amp;")
    to_print = desk.get(f"/print?clinic=example&{asked}").text
    for way in ("/clinics/new", "/clinics/example"):
        assert f'href="{way}?{kept}"' in to_print
    form = desk.get(f"/clinics/example?{asked}&copies=7").text
    assert f'href="/print?{kept}&amp;copies=7&amp;clinic=example"' in form
    assert f'data-kept="{kept}&amp;copies=7" data-print' in form
    again = desk.get(f"/print?clinic=example&saved=example&{asked}&copies=7").text
    assert 'value="7"' in again and 'class="plain dial"' in again
    assert 'class="plain dial"' not in desk.get(f"/print?clinic=example&{asked}").text
    for odd in ("0", "-1", "\u0667", "99999", "1e3", '"><b>'):
        assert 'max="9999" value="1"' in desk.get(f"/print?copies={quote(odd)}").text


def test_a_new_clinic_is_of_the_country_of_what_is_printed(desk: OpenDesk) -> None:
    """Whoever prints the American text is asked for an American number, for its lines first."""
    form = desk.get("/clinics/new?guide=child-fever&locale=en-US").text
    assert '<option value="US" selected>' in form
    assert form.index("f-lines.advice.number") < form.index('class="fold far"')
    assert form.index("f-lines.maternity.number") > form.index('class="fold far"')
    odd = desk.get("/clinics/new?guide=nobody&locale=xx-XX")
    assert odd.status == 200 and '<option value="GB" selected>' in odd.text


def test_what_was_printed_last_is_offered_again(desk: OpenDesk, browser: Browser) -> None:
    """Who prints the same each week chooses it once."""
    with a_page(browser, desk.address) as page:
        _look_at(page, desk, CARD)
        _answered(page, says="It is ready.", panel="<h2>Ready</h2>", pdf="")
        page.get_by_role("button", name="Print", exact=True).click()
        expect(page.locator("#panel")).to_be_focused()
        page.goto(f"{desk.address}/print")
        expect(page.get_by_label("Clinic")).to_have_value("example")
        expect(page.get_by_role("radio", name="Night card")).to_be_checked()


def test_the_lists_follow_what_is_chosen_and_the_focus_stays(
    desk: OpenDesk, browser: Browser
) -> None:
    """By keyboard: another product has other sheets; another country has other clinics."""
    with a_page(browser, desk.address) as page:
        _look_at(page, desk, CARD)
        page.get_by_role("radio", name="Night card").focus()
        page.keyboard.press("ArrowUp")
        expect(page.get_by_role("radio", name="Booklet")).to_be_checked()
        expect(page.get_by_role("radio", name="Leaflet")).to_be_focused()
        page.get_by_label("Language").select_option("en-US")
        expect(page.get_by_label("Clinic").locator("option")).to_have_count(2)
        expect(page.get_by_label("Clinic")).to_have_value("")
        assert "locale=en-US" in page.url and "product=leaflet" in page.url


def test_a_clinic_that_is_made_meanwhile_can_be_chosen_at_once(
    root: Path, desk: OpenDesk, browser: Browser
) -> None:
    """Nobody loads the page again; what was chosen stays."""
    clinics = root / "content/clinics"
    with a_page(browser, desk.address) as page:
        _look_at(page, desk, CARD)
        expect(page.get_by_label("Clinic").locator("option")).to_have_count(2)
        page.wait_for_timeout(500)
        (clinics / "second.toml").write_bytes((clinics / "example.toml").read_bytes())
        try:
            expect(page.get_by_label("Clinic").locator("option")).to_have_count(3, timeout=LONG)
            expect(page.get_by_label("Clinic")).to_have_value("example")
        finally:
            (clinics / "second.toml").unlink()


def test_copies_are_told_in_sheets_of_paper(desk: OpenDesk, browser: Browser) -> None:
    """Of cards two lie on a sheet: the print window wants half as many."""
    with a_page(browser, desk.address) as page:
        _look_at(page, desk, CARD)
        page.get_by_label("How many?").fill("11")
        hint = page.locator("#copies-hint")
        expect(hint).to_have_text("This takes 6 sheets. In the print window choose 6 copies.")
        page.get_by_label("How many?").fill("1")
        expect(hint).to_have_text("This takes 1 sheet.")


@pytest.mark.parametrize(
    ("width", "dark", "asked", "ran"),
    [(1280, False, CARD, ""), (390, False, CARD, ""), (1024, True, {"guide": "child-fever"},
     STOPPED), (768, False, CARD, STOPPED),
     (640, True, {"guide": "cast-at-home", "product": "card", "how": "tent"}, "")],
)  # fmt: skip
def test_nothing_of_the_print_page_bars_anybody(
    desk: OpenDesk, browser: Browser, width: int, dark: bool, asked: dict[str, str], ran: str
) -> None:
    """No rule of WCAG is broken, as it opens and where a print was stopped; nothing runs over."""
    with a_page(browser, desk.address, width=width, dark=dark) as page:
        _look_at(page, desk, asked)
        if ran:
            _answered(page, says="This can't be printed yet", panel=ran, pdf="")
            page.get_by_role("button", name="Print", exact=True).click()
            expect(page.locator("#panel")).to_be_focused()
            link = page.get_by_role("link", name="Open the clinic's form")
            assert link.get_attribute("href") == "/clinics/example"
        assert not violations(page)
        assert not runs_over(page)
        says = page.locator(".act .says").bounding_box()
        assert says and says["width"] > 250, "what stands beside the button can be read"


def test_a_card_is_printed_kept_and_judged_anew(
    root: Path, desk: OpenDesk, browser: Browser, rows: list[Row]
) -> None:
    """A real print: its pictures, the browser's window with the right file, the zip.

    Once the clinic has another number that file is no longer offered.
    """
    with a_page(browser, desk.address) as page:
        _look_at(page, desk, CARD, pictures=True)
        expect(page.locator(".side image")).to_have_count(2, timeout=LONG)
        page.get_by_role("button", name="Print", exact=True).click()
        expect(page.locator("#panel h2")).to_have_text("Ready", timeout=LONG)
        expect(page.locator("#paper")).to_have_attribute("src", f"/pdf/{SHEET}")
        page.wait_for_timeout(500)
        assert page.evaluate("window.prints") == [f"/pdf/{SHEET}"]
        assert not violations(page)
        kept = page.get_by_role("link", name="Both in one zip").get_attribute("href")
    assert kept
    packed = zipfile.ZipFile(io.BytesIO(desk.get(kept).body))
    name = SHEET.replace("/", "-")
    assert packed.namelist() == [name, name.replace("-2-up", "")]
    assert packed.read(name) == (root / "dist" / SHEET).read_bytes()

    choice = chosen(root, rows, **CARD)
    assert next(one.name for one in standing_files(Content(root), choice)) == SHEET
    path = root / "content/clinics/example.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("020 7946 0123", "020 7946 0124"), "utf-8")
    assert not standing_files(Content(root), choice)
    path.write_text(text, "utf-8")
