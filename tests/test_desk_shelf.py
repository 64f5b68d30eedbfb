"""The shelf: every guide by its printed title, where each stands, and a search as one types."""

from __future__ import annotations

import asyncio
import re
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.applications import Starlette
from starlette.requests import Request

from press.approval.shelf import Row, shelf, state_of
from press.desk.desk import Desk
from press.desk.firsts import first
from press.desk.room import Frame, Room
from press.desk.shelf import Book, book
from press.desk.words import say
from press.project import Project
from tests.approvals import sign
from tests.desks import (
    OpenDesk,
    a_page,
    desk_on,
    project_for_a_desk,
    runs_over,
    violations,
)
from tests.shop import TODAY, Shop

ENGLISH = partial(say, "en")
ON = date.fromisoformat(TODAY)
BROKEN = "wrist-sprain"


def row(locale: str = "en-GB", product: str = "leaflet", status: str = "draft", **more: str) -> Row:
    """A text as it stands."""
    told = {"title": "Hiccups", "next_review": "2027-11-23", "due_from": "2027-05-23", **more}
    return Row("hiccups", locale, product, status, "0.1", 3, "", told["next_review"], "",
               told["due_from"], told.get("says", ""), told["title"])  # fmt: skip


def shown(*rows: Row) -> Book:
    """The guide of these rows, as it stands on the shelf."""
    return book("hiccups", [*rows], ENGLISH, "en", ON)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    """Three guides of which one text is approved, and a fourth that can't be read."""
    root = project_for_a_desk(tmp_path_factory.mktemp("shelf") / "a project")
    sign(root, "cast-at-home", "en-US")
    (root / "content" / BROKEN).mkdir()
    (root / "content" / BROKEN / "guide.toml").write_text("locales = en-GB\n", "utf-8")
    with desk_on(root) as one:
        yield one


def titles(page: Page) -> list[str]:
    """The titles that can be seen."""
    return page.locator(".book:visible h2").all_inner_texts()


@pytest.mark.parametrize(
    ("one", "says"),
    [
        (row(), "Draft"),
        (row(status="changed"), "Draft: changed since it was approved"),
        (row(status="approved"), "Approved until 23 November 2027"),
        (row(status="approved", due_from="2026-11-26"),
         "Due: to be read again before 23 November 2027"),
        (row(status="approved", next_review="2026-11-26"),
         "Overdue since 26 November 2026: not printed"),
        (row(next_review="2026-11-26"), "Overdue since 26 November 2026: not printed"),
        (row(status="withdrawn", says="A wrong dose."), "Withdrawn: A wrong dose."),
        (row(says="signed by A; it waits for: clinical"),
         "Draft (signed by A; it waits for: clinical)"),
    ],
)  # fmt: skip
def test_where_a_text_stands_is_said_in_plain_words(one: Row, says: str) -> None:
    """A receptionist reads until when, or why not."""
    assert [state.says for state in shown(one).states] == [says]


def test_what_is_to_be_seen_to_stands_first_and_says_of_which_texts_it_is() -> None:
    """A status of all texts stands alone; of a whole country it names that, else the products."""
    wrong = row(product="card", status="withdrawn", says="Wrong.")
    states = shown(row(), wrong, row("en-US"), row("en-US", "card")).states
    assert [(one.status, one.which) for one in states] == [
        ("withdrawn", "Card (United Kingdom)"),
        ("draft", "Leaflet; Card (United States)"),
    ]
    signed = row("en-US", status="approved"), row("en-US", "card", status="approved")
    states = shown(row(), row(product="card"), *signed).states
    assert [one.which for one in states] == ["United Kingdom", "United States"]


def test_languages_and_products_that_no_words_file_knows_go_by_their_own_names() -> None:
    """A project of another country needs no new words to be shown."""
    one = shown(row("en-GB"), row("en-001"), row("kw-GB", "wall-chart"))
    assert one.languages == "English: United Kingdom, other countries; kw: United Kingdom"
    assert "Wall chart" in one.sought


def test_each_guide_stands_there_by_its_printed_title(desk: OpenDesk, browser: Browser) -> None:
    """No folder's name is shown where there is a title, and a guide's three ways lead on."""
    with a_page(browser, desk.address) as page:
        assert titles(page)[:3] == [
            "A child with a fever at night", "Leg cramps in pregnancy", "Wrist sprain",
        ]  # fmt: skip
        cast = page.locator(".book", has_text="Your cast at home")
        expect(cast.locator(".state").first).to_have_text("Draft")
        expect(cast).to_contain_text("Approved until 31 January 2028")
        cast.get_by_role("link", name="Print: Your cast at home").click()
        assert "/print?guide=cast-at-home&locale=en-GB" in page.url


def test_a_guide_that_cannot_be_read_says_what_is_wrong(desk: OpenDesk, browser: Browser) -> None:
    """It is not left out, and can't be printed."""
    with a_page(browser, desk.address) as page:
        broken = page.locator(".book", has_text="Wrist sprain")
        expect(broken).to_contain_text(f"content/{BROKEN}/guide.toml:1")
        assert broken.get_by_role("link").all_inner_texts() == ["Write"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("FÉVER", ["A child with a fever at night"]),
        ("approved", ["Your cast at home"]),
        ("wallet card", ["A child with a fever at night"]),
        ("united states pregnancy", ["Leg cramps in pregnancy"]),
        ("other countries", ["Leg cramps in pregnancy"]),
        ("wrist", ["Wrist sprain"]),
        ("zebra", []),
    ],
)
def test_the_search_finds_titles_names_languages_and_status(
    desk: OpenDesk, browser: Browser, typed: str, found: list[str]
) -> None:
    """As one types; how many there are is said, and the desk is not asked."""
    with a_page(browser, desk.address) as page:
        asked: list[str] = []
        page.on("request", lambda one: asked.append(one.url))
        page.get_by_label("Search the shelf").fill(typed)
        assert titles(page) == found
        counted = f"{len(found)} of 4 guides"
        expect(page.get_by_role("status").first).to_contain_text(counted)
        assert not [url for url in asked if not url.endswith((".png", ".svg"))]


def test_the_shelf_is_used_by_keyboard_alone(desk: OpenDesk, browser: Browser) -> None:
    """Enter goes to the first that is found, Escape shows all again."""
    with a_page(browser, desk.address) as page:
        search = page.get_by_label("Search the shelf")
        search.fill("fever")
        search.press("Enter")
        expect(page.get_by_role("link", name="Print: A child with a fever")).to_be_focused()
        search.press("Escape")
        assert len(titles(page)) == 4
        search.fill("zebra")
        page.get_by_role("button", name="Show all guides").press("Enter")
        expect(search).to_be_focused()
        assert len(titles(page)) == 4


@pytest.mark.parametrize(
    ("width", "typed", "dark"),
    [(1280, "", False), (1024, "zebra", True), (768, "fever", False), (640, "", True)],
)
def test_nothing_of_the_shelf_bars_anybody(
    desk: OpenDesk, browser: Browser, width: int, typed: str, dark: bool
) -> None:
    """No rule of WCAG is broken, and at 200 % zoom (640 px) nothing runs over the edge."""
    with a_page(browser, desk.address, width=width, dark=dark) as page:
        page.get_by_label("Search the shelf").fill(typed)
        page.wait_for_timeout(400)
        assert not violations(page)
        assert not runs_over(page)


def test_a_first_page_is_sent_once(desk: OpenDesk) -> None:
    """A picture is an image in any case; names that are not there are told so."""
    answer = desk.get("/first/leg-cramps/en-GB.png")
    assert answer.status == 200 and answer.headers["content-type"].startswith("image/")
    if "etag" in answer.headers:
        again = desk.get("/first/leg-cramps/en-GB.png", If_None_Match=answer.headers["etag"])
        assert again.status == 304 and not again.body
    for name in ("leg-cramps/cy-GB", "nobody/en-GB", "..%2fclinics/en-GB"):
        assert desk.get(f"/first/{name}.png").status == 404


class StandIn:
    """A room that draws at once, or not at all."""

    def __init__(self, drawn: bytes) -> None:
        self.drawn, self.asked = drawn, 0

    async def ask(self, **_: object) -> Frame:
        self.asked += 1
        return {"what": "first" if self.drawn else "unreadable"}, [self.drawn] * bool(self.drawn)


def test_the_room_draws_a_first_page_once_until_something_changes(desk: OpenDesk) -> None:
    """What is kept is sent again without the room; a page that can't be drawn is asked for anew."""
    open_desk = Desk(desk.root, lambda: ON)
    app = Starlette()
    app.state.desk = open_desk
    scope = {
        "type": "http", "app": app, "method": "GET", "path": "/", "headers": [],
        "query_string": b"", "path_params": {"guide": "child-fever", "locale": "en-US"},
    }  # fmt: skip

    def asked_of(room: StandIn, times: int) -> list[str]:
        open_desk.room = cast("Room", room)
        with ThreadPoolExecutor(1) as beside:  # the browser's driver has a loop of its own here
            work = [beside.submit(asyncio.run, first(Request(scope))) for _ in range(times)]
            return [str(one.result().media_type) for one in work]

    blind, seeing = StandIn(b""), StandIn(b"a picture")
    assert asked_of(blind, 2) == ["image/svg+xml"] * 2 and blind.asked == 2
    assert asked_of(seeing, 3) == ["image/png"] * 3 and seeing.asked == 1
    (desk.root / "content/child-fever/guide.toml").touch()
    assert asked_of(seeing, 1) == ["image/png"] and seeing.asked == 2


def test_a_change_of_any_file_of_a_guide_makes_another_picture(desk: OpenDesk) -> None:
    """Its own files and the style count; another guide's do not."""
    project = Project(desk.root)
    states = [state_of(project, name) for name in ("leg-cramps", "cast-at-home")]
    with (desk.root / "content/leg-cramps/en/leaflet.md").open("a", encoding="utf-8") as file:
        file.write("\n")
    now = [state_of(project, name) for name in ("leg-cramps", "cast-at-home")]
    assert now[0] != states[0] and now[1] == states[1]
    with (desk.root / "styles/tokens.css").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert state_of(project, "cast-at-home") != states[1]


def test_a_hundred_guides_are_quick(tmp_path: Path) -> None:
    """Once their titles are kept, all of them are told in 300 ms of computing."""
    root = Shop(tmp_path / "hundred").root
    for number in range(99):
        shutil.copytree(root / "content/hiccups", root / f"content/hiccups-{number}")
    assert len({one.guide for one in shelf(Project(root))}) == 100
    with desk_on(root) as desk:
        desk.get("/")
        used = min(_used(desk) for _ in range(3))
        assert used < 0.3
        assert len(re.findall('class="card book"', desk.get("/").text)) == 100


def _used(desk: OpenDesk) -> float:
    """Seconds of computing that the desk takes for its first page (Linux: proc(5))."""

    def now() -> float:
        fields = Path(f"/proc/{desk.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / 100

    before = now()
    assert desk.get("/").status == 200
    time.sleep(0.02)
    return now() - before


def test_a_guide_leads_to_its_own_text(desk: OpenDesk) -> None:
    """Who writes or signs comes to that guide at once, and to no list of all."""
    home = desk.get("/").text
    for page in ("write", "sign"):
        found = re.search(rf'href="(/{page}/leg-cramps/[\w-]+)"', home)
        assert found, page
        assert desk.get(found[1]).status == 200
