"""The Write page: a sentence is mended where it is printed, and what is told of it is true."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.desks import PATIENCE, OpenDesk, a_page, desk_on, runs_over, violations
from tests.shop import CARD, GUIDE, ROOT, SIPS, Shop

WRITE = "/write/hiccups/en-GB?product=night-card"
CHOICE = {"guide": "hiccups", "locale": "en-GB", "clinic": "", "product": "night-card"}
FOOD = "food or drink will not go down"


def project(folder: Path) -> Path:
    """A project with one small guide, and the pages that explain findings."""
    shop = Shop(folder)
    shutil.copytree(ROOT / "docs/findings", folder / "docs/findings")
    return shop.root


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    with desk_on(project(tmp_path_factory.mktemp("write") / "a project")) as one:
        yield one


@pytest.fixture(autouse=True)
def as_it_was(desk: OpenDesk) -> Iterator[None]:
    """Each test finds the texts as they were."""
    kept = {name: (desk.root / name).read_bytes() for name in (CARD, SIPS)}
    yield
    for name, data in kept.items():
        if not (desk.root / name).exists() or (desk.root / name).read_bytes() != data:
            (desk.root / name).write_bytes(data)
    (desk.root / GUIDE / "answers.toml").unlink(missing_ok=True)


def until(page: Page, what: str, seconds: float = 3 * PATIENCE) -> None:
    """Wait until this is so in the page, in JavaScript; a strict policy forbids to wait within."""
    end = time.monotonic() + seconds
    while not page.evaluate(what):
        assert time.monotonic() < end, f"not so in time: {what}"
        time.sleep(0.05)


def stage(page: Page, *names: str) -> None:
    """Wait for a stage, as it is told at the page."""
    until(page, f"{[*names]}.includes(document.getElementById('stage').dataset.stage)")


PROVED = ("proved", "wrong")


def line_of(page: Page, text: str) -> str:
    """The selector of the button of a line."""
    until(
        page,
        f"!!document.querySelector('.line[aria-label*=\"{text}\"]')",
    )
    return f'.line[aria-label*="{text}"]'


def open_line(page: Page, text: str) -> None:
    """Choose a line with the keyboard, and wait for its panel."""
    page.locator(line_of(page, text)).first.focus()
    page.keyboard.press("Enter")
    until(page, "document.activeElement.id === 'panel-text'")


def text_of(desk: OpenDesk, name: str = CARD) -> str:
    return (desk.root / name).read_text("utf-8")


def test_a_sentence_is_mended_with_the_keyboard_alone(desk: OpenDesk, browser: Browser) -> None:
    """Enter opens its line, Ctrl+Enter writes it; the picture follows in place, and is proved."""
    with a_page(browser, desk.address + WRITE, height=500) as page:
        line_of(page, FOOD)
        assert violations(page) == []
        page.evaluate("scrollTo(0, 300)")
        before = page.evaluate("document.querySelector('.leaf img').src")
        open_line(page, FOOD)
        assert page.locator("#panel-text").input_value() == f"- {FOOD}"
        assert violations(page) == []
        at = page.evaluate("scrollY")
        page.locator("#panel-text").fill("- food will not go down")
        page.keyboard.press("Control+Enter")
        until(page, "document.getElementById('said').textContent.startsWith('Saved: night')")
        stage(page, "setting", "picture", "words", "checking", *PROVED)
        until(page, f"document.querySelector('.leaf img').src !== {before!r}")
        assert "- food will not go down\n" in text_of(desk)
        assert abs(page.evaluate("scrollY") - at) < 3
        line_of(page, "food will not go down")
        until(page, "document.activeElement.ariaLabel?.includes('food will not')")
        page.keyboard.press("Control+z")
        until(page, "!document.getElementById('redo').disabled")
        assert f"- {FOOD}\n" in text_of(desk)
        line_of(page, FOOD)
        page.keyboard.press("Control+Shift+z")
        line_of(page, "food will not go down")
        assert "- food will not go down\n" in text_of(desk)
        stage(page, "proved")
        assert page.locator("#found").inner_text() == "Nothing is wrong, and nothing is asked."


def test_the_arrows_go_from_line_to_line_and_tab_reaches_each(
    desk: OpenDesk, browser: Browser
) -> None:
    """Lines are met in the order in which they are read; a link leads past them."""
    with a_page(browser, desk.address + WRITE) as page:
        line_of(page, FOOD)
        page.locator(line_of(page, "two days")).focus()
        page.keyboard.press("ArrowDown")
        assert FOOD in page.evaluate("document.activeElement.ariaLabel")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Tab")
        assert FOOD in page.evaluate("document.activeElement.ariaLabel")
        page.locator(".leaf .skip").first.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "findings"


def test_a_line_is_put_in_and_taken_out(desk: OpenDesk, browser: Browser) -> None:
    """A new line comes after the chosen one; a deleted one is gone, and comes back."""
    with a_page(browser, desk.address + WRITE) as page:
        open_line(page, FOOD)
        page.locator("#insert").click()
        page.keyboard.type("- you feel faint")
        page.keyboard.press("Control+Enter")
        line_of(page, "you feel faint")
        assert f"- {FOOD}\n- you feel faint\n" in text_of(desk)
        open_line(page, "you feel faint")
        page.locator("#delete").click()
        until(page, "document.getElementById('said').textContent.startsWith('Deleted')")
        until(page, "!document.querySelector('.line[aria-label*=\"faint\"]')")
        assert "faint" not in text_of(desk)
        page.locator("#undo").click()
        line_of(page, "you feel faint")


def test_a_conflict_keeps_what_was_typed_and_shows_both(desk: OpenDesk, browser: Browser) -> None:
    """Where somebody else changed the line, a person chooses; another line is no conflict."""
    path = desk.root / CARD
    with a_page(browser, desk.address + WRITE) as page:
        open_line(page, FOOD)
        page.locator("#panel-text").fill("- mine will not go down")
        path.write_text(
            path.read_text("utf-8").replace(FOOD, "their food will not go down"), "utf-8"
        )
        page.keyboard.press("Control+Enter")
        until(page, "!document.getElementById('conflict').hidden")
        assert page.locator("#theirs").inner_text() == "- their food will not go down"
        assert page.locator("#panel-text").input_value() == "- mine will not go down"
        assert "- their food" in text_of(desk)
        assert violations(page) == []
        page.locator("#keep-mine").click()
        line_of(page, "mine will not go down")
        assert "their food" not in text_of(desk)
        open_line(page, "mine will not go down")
        page.locator("#panel-text").fill("- mine again")
        path.write_text("+++\nkey" + path.read_text("utf-8")[3:].replace("key", "", 1), "utf-8")
        path.write_text(path.read_text("utf-8").replace("+++\nkey", "+++"), "utf-8")
        page.keyboard.press("Control+Enter")
        until(page, "document.getElementById('panel').hidden")
        assert "- mine again\n" in text_of(desk)


def test_an_error_says_what_and_the_last_picture_stays_greyed(
    desk: OpenDesk, browser: Browser
) -> None:
    """The finding leads to its line, and the line mended brings the page back."""
    with a_page(browser, desk.address + WRITE) as page:
        open_line(page, "Hiccups at night")
        page.locator("#panel-text").fill('title = "Hiccups')
        page.keyboard.press("Control+Enter")
        stage(page, "unreadable")
        assert "before the last change" in page.locator("#banner").inner_text()
        assert page.locator(".leaf img").count() == 1
        assert violations(page) == []
        page.locator(".finding.error .code").first.click()
        until(page, "document.getElementById('explain').open")
        assert "M105" in page.locator("#explain-title").inner_text()
        assert violations(page) == []
        page.keyboard.press("Escape")
        page.locator(".finding.error .leads").first.click()
        until(page, "document.activeElement.matches('#panel-text, .line')")
        page.locator("#undo").click()
        stage(page, "words", "checking", *PROVED)
        assert page.locator("#banner").is_hidden()


def test_the_page_follows_any_editor(desk: OpenDesk, browser: Browser) -> None:
    """A file that is saved elsewhere is set anew; one that is taken away is told."""
    path = desk.root / CARD
    with a_page(browser, desk.address + WRITE) as page:
        line_of(page, FOOD)
        path.write_text(path.read_text("utf-8").replace(FOOD, "soup will not go down"), "utf-8")
        line_of(page, "soup will not go down")
        kept = path.read_bytes()
        path.unlink()
        stage(page, "unreadable", "fault")
        assert page.locator(".leaf img").count() == 1
        path.write_bytes(kept)
        stage(page, "words", "checking", *PROVED)


def test_what_was_typed_outlives_the_page(desk: OpenDesk, browser: Browser) -> None:
    """After the page is loaded again, or left with Esc, it is offered, and goes on."""
    with a_page(browser, desk.address + WRITE) as page:
        open_line(page, FOOD)
        page.keyboard.type(" at all")
        page.reload()
        until(page, "!document.getElementById('draft').hidden")
        assert page.locator("#draft-text").inner_text() == f"- {FOOD} at all"
        line_of(page, FOOD)
        page.locator("#draft-on").click()
        until(page, "document.activeElement.id === 'panel-text'")
        page.keyboard.press("Escape")
        until(page, "!document.getElementById('draft').hidden")
        page.locator("#draft-drop").click()
        assert not page.evaluate("Object.keys(localStorage).some((one) => one.includes('draft'))")
        assert text_of(desk).count(FOOD) == 1


def test_the_page_is_for_narrow_and_dark_too(desk: OpenDesk, browser: Browser) -> None:
    """Nothing runs over and axe finds nothing on a tablet, at 200 % and in the dark."""
    for width, dark in ((1024, False), (768, True), (640, False), (360, True)):
        with a_page(browser, desk.address + WRITE, width=width, dark=dark) as page:
            open_line(page, FOOD)
            assert violations(page) == [], width
            assert not runs_over(page), width
    with a_page(browser, desk.address + WRITE, width=640, height=400) as page:
        on_top = """() => { const box = document.getElementById('undo').getBoundingClientRect();
            return document.elementFromPoint(box.x + box.width / 2, box.y + box.height - 4).id }"""
        assert page.evaluate(on_top) == "undo", "in a low window nothing lies over the steps"


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 200),
        ({"file": "content/words/en.toml"}, 404),
        ({"file": "../../etc/passwd"}, 404),
        ({"file": f"{GUIDE}/en/leaflet.md"}, 404),
        ({"line": 999}, 404),
        ({"line": "1; rm"}, 400),
        ({"line": True}, 400),
        ({"text": "two\nlines"}, 400),
        ({"text": "two\u2028lines"}, 400),
        ({"text": "x" * 2001}, 400),
        ({"text": "   "}, 422),
        ({"how": "append"}, 400),
        ({"digest": "0" * 32}, 409),
        ({"guide": "nobody"}, 404),
        ({"clinic": "../example"}, 404),
        ({"product": "x"}, 404),
    ],
)
def test_only_a_line_of_this_paper_is_written(
    desk: OpenDesk, asked: dict[str, object], status: int
) -> None:
    """Whatever else a request names is refused, and nothing is written."""
    row = seen(desk)
    told = desk.get(
        "/write/line?" + "&".join(f"{k}={v}" for k, v in {**CHOICE, **row}.items())
    ).json
    before = text_of(desk)
    good = {**CHOICE, **row, "digest": told["digest"], "how": "mend", "text": f"- {FOOD}!"}
    answer = desk.post("/write/mend", {**good, **asked})
    assert answer.status == status, answer.text
    assert (text_of(desk) != before) == (status == 200)


def seen(desk: OpenDesk) -> dict[str, object]:
    """File and number of a line, once the room has found it on paper."""
    query = "&".join(f"{name}={value}" for name, value in CHOICE.items())
    end = time.monotonic() + 3 * PATIENCE
    while time.monotonic() < end:
        for row in desk.get(f"/state?{query}").json["lines"]:
            if row["text"] == f"- {FOOD}":
                return {"file": row["file"], "line": row["line"]}
        time.sleep(0.1)
    raise AssertionError("the line is not on paper")


def test_a_passage_says_where_it_is_printed(desk: OpenDesk, browser: Browser) -> None:
    """Who mends a passage sees which products and languages have it."""
    with a_page(browser, desk.address + WRITE) as page:
        page.locator(line_of(page, "breath")).first.focus()
        page.keyboard.press("Enter")
        until(page, "document.activeElement.id === 'panel-text'")
        places = page.locator("#panel-places").inner_text()
        assert re.search(r"Leaflet \(English: United .*\); Night card \(English: ", places)
        assert "en-GB" not in places


def test_a_lost_word_is_shown_where_it_was(desk: OpenDesk, browser: Browser) -> None:
    """It is named at its line and beside the pages, and nothing is called proved."""
    lost = {**seen(desk), "word": "drink"}

    def losing(route: Route) -> None:
        told = route.fetch().json()
        route.fulfill(json={**told, "stage": "words", "setting": False, "lost": [lost]})

    with a_page(browser, desk.address + WRITE) as page:
        line_of(page, FOOD)
        page.route("**/state?*", losing)
        page.reload()
        stage(page, "lost")
        assert page.locator(".was").inner_text() == "drink"
        assert page.locator(f'{line_of(page, FOOD)}[aria-label*="has an error"]').count() == 1
        page.locator(".words button").click()
        until(page, "document.activeElement.classList.contains('led')")
        assert violations(page) == []


def test_the_list_is_headed_by_what_is_printed(desk: OpenDesk, browser: Browser) -> None:
    """A guide goes by its title, in the order of titles; one that can't be read by its folder."""
    folder = desk.root / "content/a-broken-one"
    folder.mkdir()
    (folder / "guide.toml").write_text("locales = [", "utf-8")
    leaflet = desk.root / GUIDE / "en/leaflet.md"
    text = leaflet.read_text("utf-8")
    leaflet.write_text(re.sub("(?m)^title = .*", 'title = "A hiccup"', text), "utf-8")
    try:
        with a_page(browser, desk.address + "/write") as page:
            heads = page.locator(".guides h2").all_inner_texts()
            assert heads == ["A broken one", "A hiccup"]
            assert violations(page) == []
    finally:
        shutil.rmtree(folder)
        leaflet.write_text(text, "utf-8")


def test_a_finding_of_another_paper_names_its_file(desk: OpenDesk, browser: Browser) -> None:
    """Two passages may both have a line 1: the product alone does not say which is meant."""
    leaflet = f"{GUIDE}/en/leaflet.md"
    path = desk.root / leaflet
    text = path.read_text("utf-8")
    path.write_text(text.rstrip("\n") + "\n\nTake {{ no_such_field }}.\n", "utf-8")
    try:
        with a_page(browser, desk.address + WRITE) as page:
            place = page.locator("#found .leads", has_text="(in the leaflet)").first
            place.wait_for()
            assert re.match(r"leaflet\.md, line [0-9]+ ", place.inner_text())
    finally:
        path.write_text(text, "utf-8")
