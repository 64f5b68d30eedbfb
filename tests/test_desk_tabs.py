"""Many tabs of one browser: a browser opens six connections to a desk, and tabs may be more."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from tests.desks import desk_on
from tests.shop import CARD, LEAFLET
from tests.test_desk_write import FOOD, WRITE, line_of, open_line, project, until

TABS = 8
SHOWN = {CARD: WRITE, LEAFLET: WRITE.replace("night-card", "leaflet")}


def test_eight_tabs_follow_an_edit_and_none_hangs(tmp_path: Path, browser: Browser) -> None:
    """Whichever text a tab shows, it hears of a change, and opens a line after it."""
    with desk_on(project(tmp_path / "a project")) as desk, browser.new_context() as context:
        tabs = [(context.new_page(), file) for file in [*SHOWN] * (TABS // len(SHOWN))]
        for page, file in tabs:
            page.goto(desk.address + SHOWN[file])
        before = {}
        for page, _ in tabs:
            until(page, "document.querySelectorAll('.leaf img, .line').length > 1")
            before[page] = page.evaluate("document.querySelector('.leaf img').src")
        for file in SHOWN:
            path = desk.root / file
            text = path.read_text("utf-8")
            path.write_text(text.replace('title = "', 'title = "Eight '), "utf-8")
        for page, _ in tabs:
            until(page, f"document.querySelector('.leaf img').src !== {before[page]!r}")
            line_of(page, "Eight ")
        for page, file in tabs:
            if file == CARD:
                page.bring_to_front()
                open_line(page, FOOD)
