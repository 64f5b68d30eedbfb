"""The form of a clinic, as somebody at a reception sees it, in a real browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from press.desk.clinic_form import Form, Stands
from press.desk.clinic_judged import judge
from press.desk.content import Content
from press.project import Project
from press.read.clinic import Clinic, read_clinic
from tests.desks import (
    PATIENCE,
    OpenDesk,
    a_browser,
    a_page,
    desk_on,
    project_for_a_desk,
    runs_over,
    violations,
)
from tests.shop import ROOT
from tests.test_desk_clinic import NEW, SAY, SVG

WIDTHS = (640, 768, 1024, 1440)  # 640: 1,280 at 200 %
NUMBER, HOURS = "lines.maternity.number", "lines.maternity.hours"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    root = project_for_a_desk(tmp_path_factory.mktemp("form") / "a project")
    shutil.copy(ROOT / "tests/old-clinic.toml", root / "content/clinics/old.toml")
    with desk_on(root) as one:
        yield one


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE * 1000)
    with a_browser() as one:
        yield one


def at(name: str) -> str:
    return f"[id='f-{name}']"


def wrong(page: Page, name: str) -> Locator:
    """What stands beside a field, of what is wrong with it."""
    return page.locator(f"[id='w-{name}']")


def fill(page: Page, **values: str) -> None:
    """Type into fields."""
    for name, value in values.items():
        page.fill(at(name.replace("__", ".")), value)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save this clinic").click()


def has_focus(page: Page, way: str) -> None:
    """Whether the focus is at an element, now or soon."""
    expect(page.locator(way)).to_be_focused()


def clinic_of(desk: OpenDesk, key: str) -> Clinic:
    path = desk.root / f"content/clinics/{key}.toml"
    clinic = read_clinic(Project(desk.root), path, [])
    assert clinic, path.read_text("utf-8")
    return clinic


def test_a_new_clinic_is_made_by_keyboard_alone(desk: OpenDesk, browser: Browser) -> None:
    """From the empty form to the page that prints; a second Enter there would press no button."""
    address = f"{desk.address}/clinics/new?guide=leg-cramps&locale=en-GB"
    with a_page(browser, address) as page:
        has_focus(page, at("name"))
        page.keyboard.type("St Mary's „Süd“ (example)")
        for _ in range(20):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.name") == NUMBER:
                break
        page.keyboard.type("02079460123")
        page.keyboard.press("Tab")
        page.keyboard.type('day "and" night')
        with page.expect_navigation(url=re.compile("/print")):
            page.keyboard.press("Enter")
        has_focus(page, ".just-saved")
        expect(page.get_by_label("Clinic")).to_have_value("st-marys-sud-example")
        assert "020 7946 0123" in page.locator(".dial").inner_text()
        page.get_by_label("I dialled it").check()
        expect(page.locator("#said")).to_contain_text("All dialled")
        page.get_by_role("radio", name="Night card").check()
        expect(page.get_by_role("radio", name="To stand by the bed")).to_be_visible()
        assert page.get_by_label("I dialled it").is_checked()
        page.reload()
        assert not page.get_by_label("I dialled it").is_checked(), "a tick is no claim"
    clinic = clinic_of(desk, "st-marys-sud-example")
    assert clinic.table["name"].value == "St Mary's „Süd“ (example)"
    assert clinic.named["maternity"].hours
    assert clinic.named["maternity"].hours.value == 'day "and" night'


def test_nothing_shouts_before_a_field_was_left(desk: OpenDesk, browser: Browser) -> None:
    """While somebody types her number it is too short; that is said once she goes on."""
    with a_page(browser, f"{desk.address}/clinics/new") as page:
        fill(page, name="Riverside (example)")
        page.focus(at(NUMBER))
        fill(page, lines__maternity__number="020 7946 012")
        expect(page.locator(at("key"))).to_have_value("riverside-example")
        page.wait_for_timeout(500)
        assert page.locator("[aria-invalid]").count() == 0
        page.focus(at(HOURS))
        expect(wrong(page, NUMBER)).to_contain_text("digit")
        described = page.locator(at(NUMBER)).get_attribute("aria-describedby") or ""
        assert page.locator(at(NUMBER)).get_attribute("aria-invalid") == "true"
        assert f"w-{NUMBER}" in described.split()
        expect(wrong(page, HOURS)).to_be_empty()  # it was not left yet
        expect(page.locator("#judged")).to_contain_text("1 thing")
        fill(page, lines__maternity__number="020 7946 0123")
        expect(wrong(page, NUMBER)).to_be_empty()
        expect(page.locator("[aria-invalid]")).to_have_count(0)


def test_the_summary_gets_the_focus_and_leads_to_each_field(
    desk: OpenDesk, browser: Browser
) -> None:
    """Whoever saves too early is told what is missing, and is one step from each place."""
    with a_page(browser, f"{desk.address}/clinics/new") as page:
        save(page)
        has_focus(page, "#faults")
        rows = page.locator("#faults li").all_inner_texts()
        assert any(row.startswith("Name: Give the clinic's name") for row in rows)
        assert any(row.startswith("Telephone lines: Give one") for row in rows)
        page.locator("#faults a").first.press("Enter")
        has_focus(page, at("name"))
        assert not violations(page)


def test_what_was_typed_is_kept_where_the_file_was_changed(
    desk: OpenDesk, browser: Browser
) -> None:
    """Both changes are kept where they are of other fields; where of one, both are shown."""
    path = desk.root / "content/clinics/both.toml"
    shutil.copy(desk.root / "content/clinics/example.toml", path)
    with a_page(browser, f"{desk.address}/clinics/both") as page:
        fill(page, name="Mine (example)", lines__ward__hours="always")
        text = path.read_text("utf-8").replace('"Children under 16."', '"Theirs."')
        number = text.index("[lines.ward]")
        path.write_text(text[:number] + text[number:].replace("day and night", "never"), "utf-8")
        save(page)
        has_focus(page, "#conflict")
        rows = page.locator("#conflict tbody tr").all_inner_texts()
        assert [row.split("\t")[-2:] for row in rows] == [["always", "never"]]
        assert not violations(page)
        page.get_by_role("button", name="Keep what I typed").click()
        with page.expect_navigation(url=re.compile("saved=1")):
            page.get_by_role("button", name="Save this clinic").click()
    named = clinic_of(desk, "both").named
    assert named["ward"].hours and named["ward"].hours.value == "always"
    assert named["advice"].serves and named["advice"].serves.value == "Theirs."
    path.unlink()


def test_a_logo_is_shown_in_both_slots_and_both_inks(
    desk: OpenDesk, browser: Browser, tmp_path: Path
) -> None:
    """It is drawn as large as on the leaflet and on the card, in colour and in black."""
    file = tmp_path / "a logo.svg"
    file.write_bytes(SVG)
    with a_page(browser, f"{desk.address}/clinics/example") as page:
        page.set_input_files("#f-logo", file)
        has_focus(page, at("logo_description"))
        pictures = page.locator(".slot .logo")
        expect(pictures).to_have_count(2, timeout=PATIENCE * 1000)
        page.wait_for_load_state("networkidle")
        wide = [round(one.bounding_box()["width"] / 96 * 25.4) for one in pictures.all()]  # type: ignore[index]
        assert wide == [22, 10]
        page.select_option("#shown-ink", "/black")
        assert all((one.get_attribute("src") or "").endswith("/black") for one in pictures.all())
        assert not violations(page)
        save(page)
        expect(wrong(page, "logo_description")).to_contain_text("Say what the logo shows")
        file.write_bytes(b"GIF89a" + b"x" * 40)
        page.set_input_files("#f-logo", file)
        expect(wrong(page, "logo")).to_contain_text("a GIF picture")
        with page.expect_response("**/clinics/judge"):  # what else is typed takes it not away
            fill(page, name="Another name (example)")
        page.wait_for_timeout(200)
        expect(wrong(page, "logo")).to_contain_text("a GIF picture")


def test_the_slots_are_as_large_as_the_sheets_say() -> None:
    """The sizes of the form's picture of a page are those that styles/ print."""
    shown = (ROOT / "press/desk/static/clinic.css").read_text("utf-8")
    for name, sheet in ((".leaflet", "parts"), (".on-card", "night-card")):
        rule = re.search(rf"^{re.escape(name)} \.logo {{(.*)}}", shown, re.MULTILINE)
        text = (ROOT / f"styles/{sheet}.css").read_text("utf-8")
        print_rule = re.search(r"^\s*\.logo {(.*)}", text, re.MULTILINE)
        assert rule and print_rule
        for size in ("width", "max-height"):
            pattern = rf"(?<![\w-]){size}: (\S+?)[; ]"
            ours, theirs = re.search(pattern, rule[1]), re.search(pattern, print_rule[1])
            assert ours and theirs and ours[1] == theirs[1], (name, size)


def test_a_file_of_the_first_form_comes_into_that_of_today(
    desk: OpenDesk, browser: Browser
) -> None:
    """All that stood in it stands in a field; what it lacks is asked for, and notes are kept."""
    with a_page(browser, f"{desk.address}/clinics/old") as page:
        assert "16" in page.locator(".old").inner_text()
        assert not violations(page)
        page.get_by_role("link", name="Bring it into the form of today").click()
        assert page.locator(at(NUMBER)).input_value() == "020 7946 0123"
        assert "16 weeks" in page.locator(at("lines.maternity.serves")).input_value()
        save(page)
        expect(wrong(page, "lines.switchboard.hours")).to_contain_text("Say when")
        fill(page, lines__switchboard__hours="always")
        with page.expect_navigation(url=re.compile("saved=1")):
            page.get_by_role("button", name="Save this clinic").click()
    clinic = clinic_of(desk, "old")
    called = clinic.named["switchboard"].called
    assert not clinic.unnamed and called and called.value == "Hospital switchboard"
    text = (desk.root / "content/clinics/old.toml").read_text("utf-8")
    assert text.startswith("# Nobody's clinic.") and "phone" not in text


def test_in_another_country_the_guides_call_the_lines_otherwise(
    desk: OpenDesk, browser: Browser
) -> None:
    """The labels are those that this clinic's patients will read."""
    with a_page(browser, f"{desk.address}/clinics/new") as page:
        legend = page.locator(f"{at('lines.advice')} > legend")
        before = legend.inner_text()
        page.get_by_text("Short name and country").click()
        page.select_option(at("country"), "US")
        expect(legend).not_to_have_text(before)


@pytest.mark.parametrize("dark", [False, True])
def test_every_state_can_be_read_and_runs_over_nowhere(
    desk: OpenDesk, browser: Browser, dark: bool
) -> None:
    """No violation of axe, by day and night; nothing to be pushed to and fro, at 200 % neither."""
    broken = desk.root / "content/clinics/broken.toml"
    broken.write_text("name = “Süd”\n", "utf-8")
    odd = desk.root / "content/clinics/odd.toml"
    odd.write_text('name = "O"\ncountry = "GB"\nfax = "1"\n[lines.ward]\nnumber = "1"\n', "utf-8")
    for way in ("", "/new", "/example?saved=1", "/broken", "/odd"):
        with a_page(browser, f"{desk.address}/clinics{way}", dark=dark) as page:
            for width in reversed(WIDTHS) if dark else WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                assert not runs_over(page), (way, width)
            assert not violations(page), way
    broken.unlink()
    odd.unlink()


def test_an_unknown_line_is_taken_out_by_a_button(desk: OpenDesk, browser: Browser) -> None:
    """It is kept until somebody says so."""
    path = desk.root / "content/clinics/fax.toml"
    text = (desk.root / "content/clinics/example.toml").read_text("utf-8")
    path.write_text(text.replace("country", 'fax = "1"\ncountry'), "utf-8")
    with a_page(browser, f"{desk.address}/clinics/fax") as page:
        assert "“fax” is not known" in page.locator("#general").inner_text()
        page.get_by_role("button", name="Take out fax").click()
        with page.expect_navigation(url=re.compile("saved=1")):
            page.get_by_role("button", name="Save this clinic").click()
    assert path.read_text("utf-8") == text
    path.unlink()


def test_a_desk_for_reading_shows_clinics_and_changes_none(
    tmp_path: Path, browser: Browser
) -> None:
    """No field can be typed into, and nothing asks to be saved."""
    root = project_for_a_desk(tmp_path / "project")
    with desk_on(root, "--read-only") as desk:
        with a_page(browser, f"{desk.address}/clinics/example") as page:
            assert page.locator(at("name")).is_disabled()
            assert page.get_by_role("button", name="Save").count() == 0
            assert not violations(page)
        assert desk.post("/clinics/save", {"values": {}}).status == 403


@pytest.mark.parametrize(
    ("number", "says"),
    [("01111 111111", "No telephone has this number (United Kingdom)."),
     ("0600 123 4567", "of another country (FJ), and the clinic is of this one: United Kingdom."),
     ("0207946017", "Look at it again, and dial it."),
     ("999", "Give the clinic's own number, the one that its desk answers.")],
)  # fmt: skip
def test_a_wrong_number_is_told_as_one_would_say_it_at_a_desk(number: str, says: str) -> None:
    """Countries by their names, and what to do next; no code of a country that has a name here."""
    form = Form("x", "", {**NEW, "lines.advice.number": number})
    stands = Stands(ROOT / "content/clinics/x.toml", True)
    made = judge(Content(ROOT), form, stands, SAY)
    (told,) = [one.says for one in made.told if one.field == "lines.advice.number"]
    assert says in told and "GB" not in told
