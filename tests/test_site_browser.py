"""The site in a real browser: from a file, from a server's subfolder, by eye, ear and keyboard."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Once
from tests.desks import a_page, runs_over, violations
from tests.shop import TODAY, Shop, copy_of
from tests.sites import PLACE, TITLES, astray, held, shop_of_titles

SHELF = "en-GB/index.html"
GUIDE_PAGE = f"{PLACE}/index.html"


@pytest.fixture(scope="session")
def titles(once: Once) -> Path:
    """A site of three guides in two locales, all past their review."""
    return once("site of titles", shop_of_titles) / "site"


def file(folder: Path, name: str) -> str:
    """The address of a page, as a browser opens a file."""
    return (folder / name).as_uri()


def cards(page: Page) -> list[str]:
    """The guides that are seen."""
    return [one.inner_text() for one in page.locator(".shelf h2").all() if one.is_visible()]


def test_a_search_works_from_a_file(browser: Browser, titles: Path) -> None:
    """Words in any case and without accents, all of them; the count is said to who can't see."""
    with a_page(browser, file(titles, SHELF)) as page:
        assert len(cards(page)) == 3
        field, found = page.get_by_role("searchbox", name="Search"), page.get_by_role("status")
        for typed, count in (
            ("cafe", 1),
            ("CAFÉ  lait", 1),
            ("steps", 0),
            ("EARACHE", 1),
            ("night", 3),
        ):
            field.fill(typed)
            expect(found).to_have_text(
                f"Found: {count}" if count else "Found: none. Try another word, or a shorter one."
            )
            assert len(cards(page)) == count
        field.fill("")
        expect(found).to_have_text("")
        assert len(cards(page)) == 3


def test_a_search_finds_the_words_of_a_text_and_says_where(browser: Browser, site: Shop) -> None:
    """What stands in no title and in no heading is found in the text, from a file all the same."""
    with a_page(browser, file(site.root / "site", SHELF)) as page:
        field, where = page.get_by_role("searchbox", name="Search"), page.locator(".where")
        field.fill("hiccups CHEST")
        expect(where).to_have_text("In the text of: Night card")
        assert len(cards(page)) == 1
        field.fill("hiccups")
        expect(where).to_be_hidden()
        field.fill("chest giraffe")
        expect(page.get_by_role("status")).to_contain_text("none")
        expect(where).to_be_hidden()


def test_a_title_is_text_and_nothing_else(browser: Browser, titles: Path) -> None:
    """What looks like HTML in a title, or ends a script, is shown as it is typed."""
    with a_page(browser, file(titles, SHELF)) as page:
        assert TITLES["cafe"] in " ".join(cards(page))


def test_nothing_comes_from_outside(browser: Browser, titles: Path) -> None:
    """A page asks for files of the site alone, and forbids the browser all else."""
    asked: list[str] = []
    with a_page(browser, "about:blank") as page:
        page.on("request", lambda one: asked.append(one.url))
        page.goto(file(titles, SHELF))
    assert asked and all(one.startswith(titles.as_uri()) for one in asked)
    slipped_in = "document.body.append(Object.assign(new Image(), {src: 'http://else.invalid/x'}))"
    refused = pytest.raises(AssertionError, match="Content Security Policy")
    with refused, a_page(browser, file(titles, SHELF)) as page:
        page.evaluate(slipped_in)
        page.wait_for_timeout(300)


def test_no_script_is_needed_to_read(browser: Browser, titles: Path) -> None:
    """Without one the whole list stands there, and no search that would do nothing."""
    context = browser.new_context(java_script_enabled=False)
    with contextlib.closing(context):
        page = context.new_page()
        page.goto(file(titles, SHELF))
        assert len(cards(page)) == 3
        expect(page.get_by_role("searchbox")).to_have_count(0)
        page.get_by_role("link", name="Earache at night").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Earache at night")


def test_a_language_is_chosen_by_a_plain_link(browser: Browser, titles: Path) -> None:
    """The first page asks for the country; each is named in its own words."""
    with a_page(browser, file(titles, "index.html")) as page:
        page.locator("main").get_by_role("link", name="English (United States)").click()
        assert page.url.endswith("/en-US/index.html")
        assert page.locator("html").get_attribute("lang") == "en-US"
        expect(page.locator("nav [aria-current]")).to_have_text("English (United States)")
        page.get_by_role("link", name="Earache").click()
        page.locator("nav").get_by_role("link", name="English (United Kingdom)").click()
        assert page.url.endswith("/earache/en-GB/index.html"), "the same guide, not the first page"


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing(browser: Browser, titles: Path, signed_site: Path, dark: bool) -> None:
    """No violation of WCAG 2.2 AA on any kind of page, by day and by night."""
    verdict = next(name for name in held(signed_site / "site") if "/1.0/" in name)
    with served(titles) as late, served(signed_site / "site") as good:
        late_ones = (f"{late}/{name}" for name in ("index.html", SHELF, GUIDE_PAGE))
        good_ones = (f"{good}/{name}" for name in (SHELF, GUIDE_PAGE, verdict))
        for address in (*late_ones, *good_ones):
            with a_page(browser, address, dark=dark) as page:
                assert violations(page) == [], address


@pytest.mark.parametrize("width", [320, 1920])
def test_no_page_runs_over(browser: Browser, titles: Path, signed_site: Path, width: int) -> None:
    """On the narrowest screen and on a wide one nothing must be pushed to and fro."""
    for folder in (titles, signed_site / "site"):
        for name in held(folder):
            if name.endswith(".html"):
                with a_page(browser, file(folder, name), width=width) as page:
                    assert not runs_over(page), name


def test_all_is_reached_by_keys(browser: Browser, signed_site: Path) -> None:
    """The first Tab offers the content; after it come the links, in the order of the page."""
    with a_page(browser, file(signed_site / "site", GUIDE_PAGE)) as page:
        said = []
        for _ in range(5):
            page.keyboard.press("Tab")
            said.append(page.evaluate("document.activeElement.innerText.trim()"))
        assert said[0] == "Skip to the content"
        assert said[1:3] == ["Leaflets and cards", "All leaflets and cards"]
        assert said[3] == "Two on a sheet, A4; cut"


def test_an_edition_for_a_phone_is_read_from_the_site(
    browser: Browser, signed_site: Path, tmp_path: Path
) -> None:
    """It is printed and proved by the same command, and is the first thing that is offered."""
    signed = Shop.__new__(Shop)
    signed.root = signed_site
    shop = copy_of(signed, tmp_path / "shop")
    told = shop.order("site", "--to", shop.root / "site", "--today", TODAY)
    assert told.code == 0, told.out + told.err
    name = f"{PLACE}/night-card.html"
    assert held(shop.root / "site")[name] == shop.dist()[name]
    # it has numbers to dial, and its sources
    assert all(one.startswith(name) for one in astray(shop.root / "site"))
    with a_page(browser, file(shop.root / "site", GUIDE_PAGE)) as page:
        page.get_by_role("link", name="Read it here").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Hiccups")
        assert page.url.endswith(name)
    sheet = next(one for one in held(shop.root / "site") if "/1.0/" in one)
    with a_page(browser, file(shop.root / "site", sheet)) as page:  # where the paper's code leads
        page.get_by_role("link", name="Read it here").click()
        assert page.url.endswith(name)


class Quiet(SimpleHTTPRequestHandler):
    """A server that keeps its log to itself, and what it was asked for."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder on a server of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_it_works_in_a_subfolder_of_a_server(
    browser: Browser, signed_site: Path, tmp_path: Path
) -> None:
    """All that a page fetches is there, and of the site; a folder's name is address enough."""
    (tmp_path / "intranet").mkdir()
    (tmp_path / "intranet/hand outs").symlink_to(signed_site / "site")
    code = next(name for name in held(signed_site / "site") if "/1.0/" in name)
    with served(tmp_path) as home:
        root = f"{home}/intranet/hand%20outs/"
        asked: list[tuple[str, int]] = []
        with a_page(browser, "about:blank") as page:
            page.on("response", lambda one: asked.append((one.url, one.status)))
            page.goto(f"{root}{code.removesuffix('/index.html')}")  # as a QR code has it
            page.get_by_role("link", name="To read, or to print it again").click()
            expect(page.get_by_role("heading", level=1)).to_contain_text("Hiccups")
            page.get_by_role("link", name="All leaflets and cards").click()
            page.get_by_role("searchbox").fill("hiccups")
            expect(page.get_by_role("status")).to_have_text("Found: 1")
    assert all(url.startswith(root) and status in (200, 301, 304) for url, status in asked), asked


@pytest.mark.parametrize("name", [SHELF, "index.html", GUIDE_PAGE])
def test_letters_twice_as_large_push_nothing_aside(
    browser: Browser, signed_site: Path, name: str
) -> None:
    """On the narrowest screen too, where a picture then stands above its words."""
    with a_page(browser, file(signed_site / "site", name), width=320, height=568) as page:
        page.evaluate("document.documentElement.style.fontSize = '212.5%'")
        assert not runs_over(page)
