"""A print that somebody waits for can be stopped, and the next is begun at once."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from press.approval.shelf import shelf
from press.desk.choices import choices
from press.desk.content import Content
from press.desk.printed import printed
from press.desk.words import say
from press.project import Project
from tests.desks import PATIENCE, a_page, desk_on, project_for_a_desk, violations

LONG = PATIENCE * 1000  # ms
ENGLISH = partial(say, "en")
CARD = "guide=leg-cramps&locale=en-GB&clinic=example&product=night-card&edition=standard&how=2-up"
GONE = {"leg-cramps/en-GB/example/night-card.pdf": "of a file that is not there"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project_for_a_desk(tmp_path_factory.mktemp("stop") / "a project")


@pytest.mark.parametrize(
    ("code", "before", "key"),
    [(-1, {}, "was_stopped"), (-1, GONE, "stopped_late"), (-1, None, "fault"), (3, {}, "machine")],
)
def test_what_a_stopped_print_left_is_told_as_it_is(
    root: Path, code: int, before: dict[str, str] | None, key: str
) -> None:
    """Only where the files lie there as before is it said that nothing was changed."""
    choice = choices(Content(root), [*shelf(Project(root))], {}, ENGLISH, "en")
    result = printed(Content(root), choice, {"code": code}, ENGLISH, before)
    assert result.why == ENGLISH(f"print.{key}") and not result.done
    assert result.is_stopped == (code == -1 and before is not None)


@contextmanager
def _another_print(root: Path) -> Iterator[None]:
    """Holds the press, so that whatever is ordered waits."""
    fcntl = pytest.importorskip("fcntl")
    (root / ".cache").mkdir(exist_ok=True)
    with (root / ".cache/press.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def test_a_print_is_stopped_by_keyboard_and_the_next_begins_at_once(
    root: Path, browser: Browser
) -> None:
    """Stop is the next but one of the buttons; the page says that nothing was changed."""
    with _another_print(root), desk_on(root) as desk, a_page(browser, desk.address) as page:
        page.route("**/print/outcome?*", lambda route: route.fulfill(status=503, body="{}"))
        page.goto(f"{desk.address}/print?{CARD}")
        page.evaluate(
            "localStorage.setItem('bedside-times', "
            "'{\"print leg-cramps night-card standard\": 31}')"
        )
        for _ in range(2):
            expect(page.locator("#stop")).to_be_hidden()
            page.get_by_role("button", name="Print", exact=True).focus()
            page.keyboard.press("Enter")
            expect(page.locator("#took")).to_have_text(
                "The last time this took about half a minute."
            )
            page.keyboard.press("Tab")
            page.keyboard.press("Tab")
            expect(page.get_by_role("button", name="Stop")).to_be_focused()
            assert not violations(page)
            page.keyboard.press("Enter")
            expect(page.locator("#panel h2")).to_have_text("Stopped", timeout=LONG)
            expect(page.locator("#panel")).to_be_focused()
            expect(page.locator("#going")).to_contain_text("nothing was changed")
        assert not violations(page)
        assert not (root / "dist").exists()
    assert desk.process.returncode is not None


def test_who_asks_of_printed_pages_can_stop_that_too(root: Path) -> None:
    """The questions of before stay, and nothing is claimed of the pages."""
    where = "/sign/leg-cramps/en-GB"
    with _another_print(root), desk_on(root) as desk, ThreadPoolExecutor(1) as beside:
        found = re.search(r'data-fingerprint="([^"]+)"', desk.get(where).text)
        assert found
        asked = {"fingerprint": found[1], "run": "mine"}
        answer = beside.submit(desk.post, f"{where}/pages", asked)
        assert not desk.post("/stop", {"run": "another's"}).json["found"]
        assert not desk.post("/stop", {"run": ""}).json["found"]
        while not desk.post("/stop", {"run": "mine"}).json["found"]:
            time.sleep(0.05)
        assert answer.result(PATIENCE).json["stopped"]
        assert 'id="ask-pages"' in desk.get(where).text
