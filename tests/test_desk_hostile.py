"""Words that somebody sent, and that would be a page's own marks or script: they stay words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from press.phone.edition import phone_edition
from press.project import Project
from tests.approvals import as_kind, read_anew, sign
from tests.desks import OpenDesk, a_page, desk_on
from tests.recall import enter, withdraw
from tests.shop import CARD, CLINIC, LEAFLET, TODAY, Shop
from tests.sites import write_site

MARK = "<img src=x onerror=alert(1)>"
CLOSE = "</script></style></textarea><script>alert(2)</script>"
FIELD = "' onfocus=alert(3) autofocus '"
LONG = "W" * 3000
CODE = "{{ 7 * 7 }} {% raw %}"
TITLE = f"Hiccups {MARK} {CLOSE} {CODE} {FIELD}"
# what none of our pages has of itself
TRACES = "[onerror], [onfocus], [autofocus], img[src='x'], script:not([src]):not([type])"
PAGES = ("/", "/print?guide=hiccups&clinic=example", "/write", "/write/hiccups/en-GB", "/sign",
         "/sign/hiccups/en-GB", "/sign/hiccups/en-GB/signed", "/due", "/redline/hiccups/en-GB",
         "/withdraw/hiccups/en-GB?version=1.0", "/clinics", "/clinics/example", "/clinics/new",
         f"/identify?foot={MARK}", f"/?q={CLOSE}", f"/due?q={MARK}", f"/sign?q={FIELD}",
         f"/print?guide={CLOSE}&how={MARK}",
         "/write/hiccups/en-GB?product=%3Cscript%3E")  # fmt: skip


def hostile(shop: Shop) -> Shop:
    """A guide, a clinic and a signature that bear such words, wherever the reader lets them."""
    for name in (LEAFLET, CARD):
        text = shop.text(name)
        title = next(row for row in text.splitlines() if row.startswith("title"))
        shop.write(name, text.replace(title, f"title = '''{TITLE}'''", 1))
    shop.edit(CLINIC, "(example)", "(example) ' onfocus=alert(3) autofocus '")
    shop.append_to_head(f"authors = ['{MARK} Wright', '{LONG}']\n")
    sign(shop.root, "hiccups", who=as_kind("clinical", f"Anna {MARK}"))
    enter(shop, "leaflet", "1.0", f"North {CLOSE}", TODAY)
    return shop


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return hostile(Shop(tmp_path_factory.mktemp("hostile") / "a project"))


@pytest.fixture(scope="module")
def desk(shop: Shop) -> Iterator[OpenDesk]:
    with desk_on(shop.root) as one:
        yield one


def traces(browser: Browser, address: str) -> int:
    """How many elements of a page are made of somebody's words."""
    with a_page(browser, address) as page:
        page.wait_for_load_state()
        assert page.locator("body").inner_text().strip()
        return page.locator(TRACES).count()


def test_no_page_of_the_desk_takes_words_for_marks(desk: OpenDesk, browser: Browser) -> None:
    """In titles, names, signatures, searches and addresses, as the browser reads them."""
    assert {page: traces(browser, desk.address + page) for page in PAGES} == dict.fromkeys(PAGES, 0)
    assert MARK in desk.get("/").text.replace("&lt;", "<").replace("&gt;", ">")


def test_no_calendar_has_lines_of_somebody_else(desk: OpenDesk) -> None:
    """A title is one value of one event."""
    rows = desk.get("/due.ics").text.splitlines()
    assert rows.count("BEGIN:VEVENT") == rows.count("END:VEVENT") > 0
    assert all(len(row.encode()) <= 75 for row in rows)


def test_the_edition_for_a_phone_takes_no_words_for_marks(
    shop: Shop, browser: Browser, tmp_path: Path
) -> None:
    """One file, with the guide's title and the signer's name in it."""
    job = read_anew(shop.root, "hiccups", "en-GB")
    for text in job.manuscripts:
        made = phone_edition(Project(shop.root), job, text, [])
        assert made and "alert(2)" in made
        path = tmp_path / f"{text.product.name}.html"
        path.write_text(made, "utf-8")
        assert traces(browser, path.as_uri()) == 0


def test_the_site_takes_no_words_for_marks(shop: Shop, browser: Browser) -> None:
    """Its shelf, its search, the pages of guides and of withdrawn sheets, and its feed."""
    withdraw(
        shop, "--reason", f"Wrong {CLOSE}.", "--name", f"Ben {MARK}", "--role", "lead", "--yes"
    )
    told = write_site(shop)
    assert told.code == 0, told.out + told.err
    pages = sorted((shop.root / "site").rglob("*.html"))
    assert len(pages) > 2
    for one in pages:
        assert traces(browser, one.as_uri()) == 0, one
