"""Holes that were found in the desk by trying to break it, and that are none any more."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Browser
from starlette.exceptions import HTTPException

from press.desk.answering import rows_of_command
from press.desk.files import _printed
from press.desk.hub import MOST_LISTENERS, Hub
from press.desk.lines import alone
from press.desk.room import Room
from press.desk.watch import Watch
from press.project import Project
from press.site.folder import as_item, put
from tests.desks import PATIENCE, Answer, OpenDesk, a_page, desk_on
from tests.shop import CARD, LEAFLET
from tests.test_desk_clinic import NEW, asked, file_of
from tests.test_desk_write import CHOICE, FOOD, WRITE, open_line, project, text_of, until
from tests.test_desk_write_kept import question, read_line

KEY = ("hiccups", "en-GB", "", "night-card")
STATE = f"/state?{urlencode(CHOICE)}"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    with desk_on(project(tmp_path_factory.mktemp("holes") / "a project")) as one:
        yield one


def together(*works: Callable[[], None]) -> None:
    """Do these at once, and wait for all."""
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_who_asks_again_and_again_is_shown_the_text(tmp_path: Path) -> None:
    """A page that is loaded anew every moment does not put off what it waits for."""
    root = project(tmp_path / "a project")
    path = root / CARD
    with desk_on(root) as desk:
        end = time.monotonic() + PATIENCE
        while not desk.get(STATE).json["pages"]:
            assert time.monotonic() < end
        # and each time that the file changes
        path.write_text(path.read_text("utf-8").replace(FOOD, "soup will not go down"), "utf-8")
        while not any("soup" in row["text"] for row in desk.get(STATE).json["lines"]):
            assert time.monotonic() < end


def test_a_file_that_changes_while_its_text_is_first_set_makes_it_old() -> None:
    """Else what was read before the change would be shown as proved."""
    hub = Hub()
    hub.expect(KEY, 1)
    hub.changed(["content/cramps/en/leaflet.md"])
    assert hub.stale == set()
    hub.changed(["content/hiccups/en/night-card.md"])
    assert hub.stale == {KEY}


def test_what_is_told_is_of_one_moment() -> None:
    """What the room says while an answer is made does not get into it."""

    async def run() -> None:
        hub = Hub()
        one = {"file": "a.md", "line": 1, "code": "E101"}
        await hub.heard(({"key": [*KEY], "id": 1, "what": "text rules", "findings": [one]}, ()))
        before = hub.shown[KEY].as_it_is()
        await hub.heard(({"key": [*KEY], "id": 1, "what": "proved", "findings": []}, ()))
        assert (before.stage, [*before.findings]) == ("text rules", ["text rules"])

    asyncio.run(run())


def test_words_that_somebody_else_puts_back_are_news(tmp_path: Path) -> None:
    """The desk wrote them first, and another text was shown in between."""
    path, room = tmp_path / "a.md", Room(tmp_path, Hub().heard)
    watch = Watch(tmp_path, Hub(), room)
    path.write_bytes(b"ours")
    watch.wrote(path, b"ours")
    assert watch._is_own(path)
    for words in (b"theirs", b"ours"):
        other = tmp_path / "b.md"
        other.write_bytes(words)
        other.replace(path)
        assert not watch._is_own(path)


def test_two_that_take_back_at_once_take_back_two_steps(desk: OpenDesk) -> None:
    """Neither takes the other's step for its own, and none is lost."""
    before = text_of(desk)
    one = read_line(desk)
    for text in ("- first words", "- second words"):
        line = {**CHOICE, **one, "how": "after", "text": text}
        answer = desk.post("/write/mend", line)
        assert answer.status == 200, answer.text
        one["digest"] = answer.json["digest"]
    answers: list[Answer] = []

    def undo() -> None:
        answers.append(desk.post("/write/undo", CHOICE))

    together(undo, undo)
    assert [one.status for one in answers] == [200, 200]
    assert text_of(desk) == before
    assert [one.json["undo"] for one in answers].count(False) == 1


def test_too_many_listeners_let_the_oldest_go() -> None:
    """However many streams are opened, the desk keeps a number of them, and answers."""

    async def run() -> None:
        hub = Hub()
        streams = [hub.listen("x") for _ in range(MOST_LISTENERS + 3)]
        for stream in streams:
            await anext(stream)
        assert len(hub.listeners) == MOST_LISTENERS
        with pytest.raises(StopAsyncIteration):
            await anext(streams[0])
        hub.tell("files", {})
        assert "files" in await anext(streams[-1])

    asyncio.run(run())


def test_an_answer_is_to_the_line_that_was_read(desk: OpenDesk) -> None:
    """Where the same is asked of another text by now, the answer does not go to that."""
    file = desk.root / "content/hiccups/answers.toml"
    try:
        one = question(desk)
        said = {**CHOICE, **one, "who": "Nurse Joy, midwife", "why": "Her word for it."}
        path = desk.root / str(one["file"])
        other = path.read_text("utf-8").replace("- gestation will", "- all gestation will")
        path.write_text(other, "utf-8")
        end = time.monotonic() + PATIENCE
        while not any("all gest" in each["excerpt"] for each in desk.get(STATE).json["findings"]):
            assert time.monotonic() < end
            time.sleep(0.1)
        answer = desk.post("/write/answer", said)
        assert answer.status in (404, 409), answer.text
        assert not file.exists()
    finally:
        path.write_text(other.replace("- all gestation", "- gestation"), "utf-8")
        desk.post("/write/undo", CHOICE)


def test_a_guide_of_any_script_has_a_first_page(desk: OpenDesk) -> None:
    """Its name in a header breaks nothing."""
    name = "日本-ü"
    shutil.copytree(desk.root / "content/hiccups", desk.root / "content" / name)
    try:
        assert desk.get(f"/first/{quote(name)}/en-GB.png").status == 200
    finally:
        shutil.rmtree(desk.root / "content" / name)


def test_who_asked_a_room_that_ends_is_told_though_another_was_begun(tmp_path: Path) -> None:
    """Nobody waits for ten minutes, and the new room is not ended for the old one's sake."""

    async def run() -> None:
        room = Room(project(tmp_path / "a project"), Hub().heard)
        waiting = asyncio.create_task(room.ask(do="nothing that is answered with a frame of ours"))
        while not room.waiting:
            await asyncio.sleep(0.01)
        old = room.process
        await room._start()  # as whoever asks next, before the end of the first is heard
        assert old
        old.kill()
        await old.wait()
        with pytest.raises(HTTPException) as told:
            await asyncio.wait_for(waiting, 30)
        assert told.value.status_code == 503
        assert room.process and room.process.returncode is None
        await room.stop()

    asyncio.run(run())


def test_a_clinic_that_is_changed_while_it_is_saved_is_not_written_over(desk: OpenDesk) -> None:
    """Between the last look and the writing nobody can come: another desk waits for its turn."""
    key = "a-river"
    made = desk.post("/clinics/save", asked(key, NEW))
    assert made.status == 200, made.text
    path = file_of(desk, key)
    theirs = path.read_bytes() + b"# a note of somebody else\n"
    answers: list[Answer] = []

    def save() -> None:
        values = {**NEW, "lines.advice.hours": "by night"}
        answers.append(desk.post("/clinics/save", asked(key, values, made.json["digest"])))

    thread = Thread(target=save)
    with alone(Project(desk.root)):
        thread.start()
        time.sleep(3)  # it was judged, and would be written now
        assert not answers
        path.write_bytes(theirs)
    thread.join()
    assert answers[0].status == 409 and path.read_bytes() == theirs
    path.unlink()


def test_a_link_in_dist_leads_nowhere(tmp_path: Path) -> None:
    """What is shown as printed lies where it was printed."""
    place, secret = tmp_path / "p/dist/a", tmp_path / "secret.pdf"
    secret.write_bytes(b"secret")
    place.mkdir(parents=True)
    (place / "leaflet.pdf").symlink_to(secret)
    (tmp_path / "p/dist/b").symlink_to(tmp_path)
    for name in ("a/leaflet.pdf", "b/secret.pdf", "../secret.pdf", "a/none.pdf"):
        with pytest.raises(HTTPException) as told:
            _printed(Project(tmp_path / "p"), name)
        assert told.value.status_code == 404


def test_a_file_that_was_changed_since_it_was_printed_is_not_shown(tmp_path: Path) -> None:
    """A PDF is shown as it was proved, or not at all."""
    root = project(tmp_path / "a project")
    path = root / "dist/hiccups/en-GB/leaflet.pdf"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"%PDF-1.7 another")
    jobs = {"hiccups/en-GB": {"hiccups/en-GB/leaflet.pdf": "0" * 64}}
    (root / "dist/manifest.json").write_text(json.dumps({"jobs": jobs}), "utf-8")
    with desk_on(root) as desk:
        assert desk.get("/pdf/hiccups/en-GB/leaflet.pdf").status == 404


def test_nothing_below_a_link_is_taken_out_of_a_site(tmp_path: Path) -> None:
    """A folder of the site that became a link to another place is not emptied through it."""
    site, other = tmp_path / "site", tmp_path / "other"
    put(site, {"guide/index.html": as_item("old"), "index.html": as_item("old")})
    (site / "guide").rename(other)
    (site / "guide").symlink_to(other)
    put(site, {"index.html": as_item("new")})
    assert (other / "index.html").read_text("utf-8") == "old"
    assert (site / "index.html").read_text("utf-8") == "new"


def test_each_line_that_was_typed_is_kept(desk: OpenDesk, browser: Browser) -> None:
    """Who begins at another line, or in another tab, writes over nothing that was typed before."""
    with a_page(browser, desk.address + WRITE) as page:
        open_line(page, FOOD)
        page.keyboard.type(" at all")
        page.keyboard.press("Escape")
        open_line(page, FOOD)
        page.locator("#insert").click()
        page.keyboard.type("another line")
        page.reload()
        until(page, "!document.getElementById('draft').hidden")
        assert page.locator("#draft-text").inner_text() == "another line"
        page.locator("#draft-drop").click()
        until(page, "!document.getElementById('draft').hidden")
        assert page.locator("#draft-text").inner_text() == f"- {FOOD} at all"
        page.locator("#draft-drop").click()
        assert page.locator("#draft").is_hidden()


def test_a_line_that_is_chosen_while_another_is_written_stays_open(
    desk: OpenDesk, browser: Browser
) -> None:
    """What comes back of the one does not get into the other's panel."""
    with a_page(browser, desk.address + WRITE) as page:
        open_line(page, FOOD)
        page.keyboard.type(" today")
        with alone(Project(desk.root)):
            page.keyboard.press("Control+Enter")
            page.evaluate("document.querySelector('.line[data-key]').click()")
            until(page, "!document.getElementById('panel-text').value.includes('today')")
            page.wait_for_timeout(500)
            where = page.locator("#panel-where").inner_text()
        end = time.monotonic() + PATIENCE
        while f"{FOOD} today" not in text_of(desk):
            assert time.monotonic() < end
        page.wait_for_timeout(500)
        assert page.locator("#panel").is_visible()
        assert page.locator("#panel-where").inner_text() == where
        assert desk.post("/write/undo", CHOICE).status == 200


def test_pages_that_ask_nothing_are_quiet() -> None:
    """Where the command writes no row, there is none: that is no fault of the desk."""
    assert rows_of_command("") == rows_of_command("# nothing\n") == {}
    assert rows_of_command('# a\n[S105-0a1b2c]\ncode = "S105"\nwho = ""\n') == {
        "S105-0a1b2c": 'code = "S105"\n'
    }


def test_questions_of_pages_are_of_the_text_that_was_read(tmp_path: Path) -> None:
    """Where a file is changed while the pages are set, they are kept for neither text."""
    root = project(tmp_path / "a project")
    with desk_on(root) as desk:
        found = re.search(r'data-fingerprint="([^"]+)"', desk.get("/sign/hiccups/en-GB").text)
        assert found
        answers: list[Answer] = []

        def ask() -> None:
            answers.append(desk.post("/sign/hiccups/en-GB/pages", {"fingerprint": found[1]}))

        thread = Thread(target=ask)
        thread.start()
        time.sleep(0.7)
        path = root / LEAFLET
        path.write_text(path.read_text("utf-8").replace("hiccups", "the hiccups", 1), "utf-8")
        thread.join()
        assert answers[0].status == 409, answers[0].text
