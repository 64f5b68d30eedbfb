"""The Write page: pictures and answers that are kept, and what happens when something ends."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser

from press.desk.content import Content
from press.desk.dropped import placed
from press.desk.hub import Hub, Shown
from press.desk.leads import with_leads
from press.desk.writing import rank, spoken
from press.finding import Finding, Place
from press.read.answers import read_answers
from press.read.evidence_map import read_map
from press.read.fields import Field
from press.run.product import only_too_long
from tests.desks import Answer, OpenDesk, a_page, desk_on, violations
from tests.photos import turned
from tests.shop import CARD, GUIDE, ROOT, Shop, read_one_guide
from tests.test_desk_write import (
    CHOICE,
    FOOD,
    WRITE,
    line_of,
    open_line,
    project,
    seen,
    stage,
    text_of,
    until,
)

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7H1z"/></svg>'
ASKED = ("file", "line", "code", "problem", "excerpt")  # what a page says of a question
SHOWS = "A glass of water beside a bed"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    with desk_on(project(tmp_path_factory.mktemp("kept") / "a project")) as one:
        yield one


def read_line(desk: OpenDesk) -> dict[str, object]:
    """A line as its page has read it: file, line, text and digest."""
    told = desk.get(f"/write/line?{urlencode({**CHOICE, **seen(desk)})}").json
    return {
        "file": told["file"],
        "line": told["line"],
        "seen": told["text"],
        "digest": told["digest"],
    }


def dropped(desk: OpenDesk, data: bytes, kind: str = "image/svg+xml", **more: str) -> Answer:
    """What is answered to a picture that is dropped on a line."""
    asked = {**CHOICE, **read_line(desk), "alt": SHOWS, "name": "My Glass (1).svg", **more}
    headers = {**desk.ours, "Content-Type": kind}
    return desk.ask("POST", f"/write/picture?{urlencode(asked)}", headers, data)


def figures(desk: OpenDesk) -> set[str]:
    return {path.name for path in (desk.root / GUIDE / "figures").iterdir()}


@pytest.mark.parametrize(
    ("data", "more", "status"),
    [
        (DRAWING, {"alt": "  "}, 422),
        (DRAWING, {"alt": "a ] bracket"}, 422),
        (DRAWING, {"caption": 'a "quote"'}, 422),
        (DRAWING, {"kind": "image/png"}, 415),
        (b"GIF89a...", {}, 422),
        (b"", {}, 422),
        (DRAWING.replace(b"<path", b"<script>1</script><path"), {}, 422),
        (DRAWING, {"digest": "0" * 32}, 409),
        (DRAWING, {"file": "content/words/en.toml"}, 404),
    ],
)
def test_a_picture_that_is_not_right_is_not_kept(
    desk: OpenDesk, data: bytes, more: Mapping[str, str], status: int
) -> None:
    """Without a description, of another kind or with what can't be printed: nothing is written."""
    files, text = figures(desk), text_of(desk)
    answer = dropped(desk, data, **more)
    assert answer.status == status, answer.text
    assert answer.json["says"]
    assert (figures(desk), text_of(desk)) == (files, text)


def test_a_picture_is_kept_under_a_free_name_and_named_after_its_line(desk: OpenDesk) -> None:
    """Twice the same file makes two; what a camera noted is gone; a step takes its line back."""
    before = text_of(desk)
    first = dropped(desk, DRAWING, caption="A glass")
    assert first.status == 200, first.text
    assert first.json["picture"] == f"{GUIDE}/figures/my-glass-1.svg"
    assert f'   ![{SHOWS}](../figures/my-glass-1.svg "A glass")\n' in text_of(desk)
    second = dropped(desk, turned(6), "image/jpeg", name="../../My Glass 1.svg")
    assert second.status == 200, second.text
    assert second.json["picture"] == f"{GUIDE}/figures/my-glass-1.jpg"
    assert b"Exif" not in (desk.root / second.json["picture"]).read_bytes()
    for _ in range(2):
        assert desk.post("/write/undo", CHOICE).status == 200
    assert text_of(desk) == before


@pytest.mark.parametrize(
    ("lines", "number", "made"),
    [
        (["one", "two"], 1, ["one", "", "P", "", "two"]),
        (["one", "", "two"], 1, ["one", "", "P", "", "two"]),
        (["one"], 1, ["one", "", "P"]),
        (["- an item", "- another"], 1, ["- an item", "   P", "- another"]),
        (["1. an item", "   goes on", "2. b"], 2, ["1. an item", "   goes on", "   P", "2. b"]),
        (["| a | b |", "|---|---|", "| c | d |", "", "x"], 1,
         ["| a | b |", "|---|---|", "| c | d |", "", "P", "", "x"]),
    ],
)  # fmt: skip
def test_a_picture_stands_where_the_press_takes_it(
    lines: list[str], number: int, made: list[str]
) -> None:
    """Apart in running text, indented in an item, and after a table."""
    at, new = placed(lines, number, "P")
    assert [*lines[:at], *new, *lines[at:]] == made


@pytest.mark.parametrize(
    ("raw", "heard"),
    [
        ("## Call {{ number }} if {.emergency}", "Call 999 if"),
        ("- **Rest.** Sit down. [@H1]", "Rest. Sit down."),
        ("![A glass](../figures/a.svg)", "A glass"),
        ('title = "Hiccups at night?"', "Hiccups at night?"),
        ("| Time | An hour |", "Time, An hour"),
    ],
)
def test_a_line_is_heard_as_its_sentence(raw: str, heard: str) -> None:
    """A screen reader says what is printed, without marks and citations."""
    assert spoken(raw, {"number": Field("999")}) == heard


def test_what_is_told_of_an_older_text_counts_no_more() -> None:
    """After an edit nothing is proved before it is; a page drawn meanwhile is kept all the same."""
    hub, key = Hub(), ("hiccups", "en-GB", "", "night-card")

    def told(number: int, what: str, *blobs: bytes, **more: object) -> None:
        asyncio.run(hub.heard(({"id": number, "what": what, "key": [*key], **more}, blobs)))

    told(1, "picture", b"old", pages=[{"sha": "a"}], changed=[0])
    hub.expect(key, 5)
    told(1, "proved", findings=[])
    told(4, "picture", b"between", pages=[{"sha": "b"}], changed=[0])
    assert (hub.shown[key].stage, hub.shown[key].pages) == ("picture", [{"sha": "a"}])
    assert hub.pictures["b"] == b"between"
    told(5, "picture", b"new", pages=[{"sha": "c"}], changed=[0])
    told(5, "proved", findings=[])
    assert (hub.shown[key].stage, hub.shown[key].pages) == ("proved", [{"sha": "c"}])


@pytest.mark.parametrize(
    ("file", "stale"),
    [
        ("content/hiccups/en/night-card.md", True),
        ("content/words/en.toml", True),
        ("styles/night-card.css", True),
        ("content/leg-cramps/en/leaflet.md", False),
    ],
)
def test_a_text_whose_files_changed_is_not_taken_for_proved(file: str, stale: bool) -> None:
    """Whoever looks at it next has it set and proved anew; other guides' texts stand."""
    hub, key = Hub(), ("hiccups", "en-GB", "", "night-card")
    hub.shown[key] = Shown(stage="proved")
    hub.changed([file])
    assert (key in hub.stale) == stale
    hub.expect(key, 1)
    assert key not in hub.stale


def question(desk: OpenDesk) -> dict[str, object]:
    """A question that the press asks about a line of the card, as the page knows it."""
    asked = {**CHOICE, **read_line(desk), "how": "mend", "text": "- gestation will not go down"}
    assert desk.post("/write/mend", asked).status == 200
    end = time.monotonic() + 240
    while time.monotonic() < end:
        for one in desk.get(f"/state?{urlencode(CHOICE)}").json["findings"]:
            if "gestation" in one["problem"]:
                return {key: one[key] for key in ASKED}
        time.sleep(0.2)
    raise AssertionError("nobody asks about it")


def test_a_question_is_answered_by_a_person(desk: OpenDesk) -> None:
    """Name and reason are needed; the row answers the question, and stands once."""
    try:
        one = question(desk)
        file = desk.root / GUIDE / "answers.toml"
        for who, why in (("", "it may stand"), ("Nurse Joy", "-")):
            assert (
                desk.post("/write/answer", {**CHOICE, **one, "who": who, "why": why}).status == 422
            )
        said = {**CHOICE, **one, "who": "Nurse Joy, midwife", "why": "Her word for it."}
        assert desk.post("/write/answer", {**said, "problem": "another"}).status == 404
        assert not file.exists()
        answer = desk.post("/write/answer", said)
        assert answer.status == 200, answer.text
        project = Shop.__new__(Shop)
        project.root = desk.root
        (row,) = read_answers(project.project, read_one_guide(project.project, "hiccups"), [])
        assert row.row["who"].value == "Nurse Joy, midwife"
        assert row.row["when"].value == date(2026, 11, 26)
        place = Place(str(one["file"]), int(str(one["line"])))
        excerpt = "- gestation will not go down"
        under = tuple(row.row["under"].value)
        found = Finding(place, str(one["code"]), str(one["problem"]), "", excerpt, under=under)
        assert row.fits(found)
        assert desk.post("/write/answer", said).status in (404, 409)
        assert file.read_text("utf-8").count("Nurse Joy") == 1
    finally:
        desk.post("/write/undo", CHOICE)


def room_of(desk: OpenDesk) -> list[int]:
    """The processes that the desk has begun."""
    told = subprocess.run(["pgrep", "-P", str(desk.process.pid)], capture_output=True, text=True)
    return [int(pid) for pid in told.stdout.split()]


def test_a_room_that_is_killed_is_started_again(desk: OpenDesk, browser: Browser) -> None:
    """The page says so, keeps what is typed, and goes on by itself."""
    with a_page(browser, desk.address + WRITE) as page:
        open_line(page, FOOD)
        page.keyboard.type(" today")
        for pid in room_of(desk):
            os.kill(pid, signal.SIGKILL)
        page.keyboard.press("Control+Enter")
        line_of(page, f"{FOOD} today")
        assert f"- {FOOD} today\n" in text_of(desk)
        assert desk.post("/write/undo", CHOICE).status == 200


def test_a_desk_that_is_started_anew_finds_what_was_typed(tmp_path: Path, browser: Browser) -> None:
    """The open page keeps it, says that it must be loaded again, and then offers it."""
    root, again = project(tmp_path / "a project"), "Load the page again"
    with desk_on(root) as first, a_page(browser, first.address + WRITE, away="REFUSED") as page:
        open_line(page, FOOD)
        page.keyboard.type(" at all")
        first.process.terminate()
        first.process.wait(30)
        with desk_on(root, port=first.port):
            page.keyboard.press("Control+Enter")
            until(page, f"document.getElementById('panel-wrong').textContent.includes({again!r})")
            assert page.locator("#panel-text").input_value() == f"- {FOOD} at all"
            page.reload()
            until(page, "!document.getElementById('draft').hidden")
            assert f"{FOOD} at all" in page.locator("#draft-text").inner_text()
            assert FOOD + " at all" not in (root / CARD).read_text("utf-8")


def test_a_desk_for_reading_only_shows_and_mends_nothing(tmp_path: Path, browser: Browser) -> None:
    """A line can be read, and there is nothing to press that would be refused."""
    root = project(tmp_path / "a project")
    with desk_on(root, "--read-only") as one, a_page(browser, one.address + WRITE) as page:
        open_line(page, FOOD)
        assert page.locator("#save").is_hidden() and page.locator("#delete").is_hidden()
        assert page.locator("#panel-text").get_attribute("readonly") is not None
        assert violations(page) == []


def test_a_picture_is_dropped_on_the_page_and_described(desk: OpenDesk, browser: Browser) -> None:
    """The line below the pointer is marked; without a description nothing is kept."""
    move = """([kind, data]) => {
      const line = document.querySelector(%r).firstElementChild;
      const { x, y } = line.getBoundingClientRect();
      const held = new DataTransfer();
      held.items.add(new File([data], "My Cup.svg", { type: "image/svg+xml" }));
      line.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true,
        dataTransfer: held, clientX: x + 2, clientY: y + 2 }));
    }"""
    before, text = figures(desk), text_of(desk)
    with a_page(browser, desk.address + WRITE) as page:
        stage(page, "proved")
        moved, drawing = move % line_of(page, FOOD), DRAWING.decode()
        page.evaluate(moved, ["dragover", drawing])
        assert FOOD in (page.locator(".aimed").get_attribute("aria-label") or "")
        page.evaluate(moved, ["drop", drawing])
        until(page, "document.activeElement.id === 'picture-alt'")
        assert not page.locator(".aimed").count()
        assert FOOD in page.locator("#picture-after").inner_text()
        assert page.locator("#picture-shown").is_visible()
        assert page.locator("#picture-file").input_value().endswith("My Cup.svg")
        assert violations(page) == []
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        until(page, "!document.getElementById('picture-wrong').hidden")
        assert (figures(desk), text_of(desk)) == (before, text)
        page.locator("#picture-alt").fill(SHOWS)
        page.locator("#picture-form button.first").click()
        until(page, "!document.getElementById('picture').open")
        assert figures(desk) - before == {"my-cup.svg"}
        shown = f"- {FOOD}\n   ![{SHOWS}](../figures/my-cup.svg)\n"
        assert shown in text_of(desk)
        page.locator("#undo:enabled").click()
        until(page, "!document.getElementById('redo').disabled")
        assert text_of(desk) == text


def test_what_an_editor_can_do_is_told_before_what_is_for_the_styles() -> None:
    """How many words must go stands first, a question last, and a sheet behind the text."""

    def one(code: str, file: str, fix: str = "", kind: str = "error") -> dict[str, object]:
        return {"code": code, "file": file, "line": 3, "fix": fix, "kind": kind, "elsewhere": ""}

    told = [
        one("P205", "a.md", "mend the size in styles/"),
        one("D101", "styles/card.css"),
        one("W101", "a.md", kind="question"),
        one("P206", "c.md"),
        one("M110", "b.md"),
    ]
    assert [each["code"] for each in sorted(told, key=rank)] == [
        "P206", "M110", "P205", "D101", "W101",
    ]  # fmt: skip
    at_once = Finding(Place("a.md"), "P204", "a line of 80 characters", "narrow it")
    assert only_too_long(at_once), "of a text that is too long the length of lines only follows"


def test_a_question_of_the_evidence_leads_to_the_sentence_that_was_changed() -> None:
    """An editor never sees the map: she is led to the line that is most like the old words."""
    content = Content(ROOT)
    row = read_map(content.project, content.guide("leg-cramps"), []).rows[0]
    asked = [
        {"file": row.line.file, "line": row.line.number, "problem": f"no line says “{said.says}”"}
        for said in row.answers[:1]
    ]
    file, says = f"content/leg-cramps/{row.answers[0].file}", row.answers[0].says
    texts = ["A cast must stay dry.", says.replace("sudden", "hard and sudden") + " [@C1]"]
    lines = [{"file": file, "line": at, "text": text} for at, text in enumerate(texts, 7)]
    (told,) = with_leads(content, "leg-cramps", asked, lines)
    assert told["leads"] == {**lines[1], "was": says} and says not in texts[1]
    assert [*with_leads(content, "leg-cramps", asked, lines[:1])] == asked  # nothing is guessed
    (other,) = with_leads(content, "leg-cramps", asked, [{**lines[1], "file": "content/x.md"}])
    assert "leads" not in other
