"""The room shows what is written, at once and rightly, whatever is written; and proves it after."""

from __future__ import annotations

import json
import re
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from press.warm.frames import Frame, Frames, framed
from tests.shop import LEAFLET, TODAY, Shop
from tests.warm import DPI, RoomAtWork, begun_by, pixels_apart, room_at, still_there

KEY = ("hiccups", "en-GB", "", "leaflet")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A shop that all these tests share: each leaves it as it was."""
    return Shop(tmp_path_factory.mktemp("room") / "a shop")


@pytest.fixture(scope="module")
def room(kept: Shop) -> Iterator[RoomAtWork]:
    with room_at(kept.root) as at_work:
        yield at_work


@pytest.fixture
def shop(kept: Shop) -> Iterator[Shop]:
    """The shared shop, put back after a test."""
    before = {path: path.read_bytes() for path in kept.root.rglob("*") if path.is_file()}
    yield kept
    for path, body in before.items():
        if not path.exists() or path.read_bytes() != body:
            path.write_bytes(body)


def shas(frames: list[Frame]) -> list[str]:
    """What names the pages' pictures, as they stand in the end."""
    picture = [one for one in frames if one.what == "picture"][-1]
    return [page["sha"] for page in picture.head["pages"]]


def findings(frame: Frame) -> list[dict[str, Any]]:
    return [dict(one) for one in frame.head["findings"]]


def test_a_frame_is_read_as_it_was_written() -> None:
    """However its bytes are cut, a frame comes out whole, with its blobs, and not before."""
    written = framed({"what": "picture", "text": "ä\n\ud800"}, [b"\n\x00{", b""]) + framed(
        {"id": 1}
    )
    frames = Frames()
    heard = [frame for at in range(len(written)) for frame in frames.feed(written[at : at + 1])]
    assert [frame.blobs for frame in heard] == [(b"\n\x00{", b""), ()]
    assert heard[0].head == {"what": "picture", "text": "ä\n\ud800"}


def test_picture_words_and_proof_come_in_turn(room: RoomAtWork, shop: Shop) -> None:
    """Picture, words, then the rules, then what `build.py check` finds: none of it is missing."""
    frames = room.show(prove=True)
    what = [frame.what for frame in frames]
    assert what[:2] == ["picture", "words"] and what[-1] == "proved"
    assert {"page rules", "text rules"} < {*what}
    told = json.loads(
        shop.check("--guide", "hiccups", "--locale", "en-GB", "--today", TODAY).out or "[]"
    )
    assert findings(frames[-1]) == told


def test_the_page_that_is_edited_comes_first(room: RoomAtWork, shop: Shop) -> None:
    """Where a word is put in, the picture of its page is new; undone, every page is the old one."""
    before = shas(room.show())
    shop.edit(LEAFLET, "seem not to mind", "do not seem to mind")
    frames = room.show()
    after = shas(frames)
    line = int(shop.place(LEAFLET, "do not seem to mind").rpartition(":")[2])
    words = next(one for one in frames if one.what == "words").head
    mine = [one for one in words["lines"] if (one["file"], one["line"]) == (LEAFLET, line)]
    first, *others = (one for one in frames if one.what == "picture")
    assert {page for page, *_ in mine[0]["boxes"]} <= {*first.head["changed"]} and words["waiting"]
    assert len(after) - 1 not in first.head["changed"], "what only has another code comes later"
    every = [number for one in (first, *others) for number in one.head["changed"]]
    assert every == [number for number, sha in enumerate(after) if sha != before[number]]
    shop.edit(LEAFLET, "do not seem to mind", "seem not to mind")
    assert shas(room.show()) == before


def test_after_edits_and_back_no_pixel_differs(room: RoomAtWork, shop: Shop) -> None:
    """Words, a line more, another heading, too long a text, each shown: then it is as printed."""
    before = (room.show(prove=True), room.shown(*KEY))[1]
    shop.edit(LEAFLET, "laugh hard", "laugh")
    room.show()
    shop.edit(LEAFLET, "One man had", "It went.\n\nOne man had")
    room.show()
    shop.edit(LEAFLET, "It went.", "It went on and on, and nobody could tell why it did. " * 90)
    assert len(room.show()[0].head["pages"]) > len(before)
    shop.edit(LEAFLET, "It went on and on, and nobody could tell why it did. " * 90, "It goes.")
    shop.edit(LEAFLET, "## Why they happen", "## Why is that?")
    room.show(prove=True)
    told = shop.order("--product", "leaflet", "--sheet", "none", "--today", TODAY)
    assert told.code == 0, told.out
    assert not any(pixels_apart(shop.dist()["hiccups/en-GB/leaflet.pdf"], room.shown(*KEY)))
    shop.edit(LEAFLET, "It goes.\n\n", "")
    shop.edit(LEAFLET, "laugh", "laugh hard")
    shop.edit(LEAFLET, "## Why is that?", "## Why they happen")
    room.show(prove=True)
    assert room.shown(*KEY) == before


def test_a_word_that_is_taken_out_is_lost_nowhere(room: RoomAtWork, shop: Shop) -> None:
    """What is no longer written is not asked for; what a sheet hides is told with its line."""
    shop.edit(LEAFLET, " without **warning**", "")
    assert room.show()[-1].head["lost"] == []
    shop.append("styles/leaflet.css", "section.key { display: none }")
    lost = room.show()[-1].head["lost"]
    line = int(shop.place(LEAFLET, "A hiccup is a small cramp").rpartition(":")[2])
    assert {"file": LEAFLET, "line": line, "word": "cramp"} in lost


def test_a_finding_comes_with_its_line(room: RoomAtWork, shop: Shop) -> None:
    """A slip in the text is told by the rules on the text, and in the whole proof."""
    shop.edit(LEAFLET, "One man had them", "One man had them [@H9]")
    frames = room.show(prove=True)
    for what in ("text rules", "proved"):
        told = findings(next(frame for frame in frames if frame.what == what))
        here = [
            one for one in told if f"{one['file']}:{one['line']}" == shop.place(LEAFLET, "[@H9]")
        ]
        assert here and here[0]["kind"] == "error"


def test_a_guide_that_can_not_be_read_is_told_and_the_next_is_shown(
    room: RoomAtWork, shop: Shop
) -> None:
    """A torn head is a finding; mended, the page is there again, and is the old one."""
    before = shas(room.show())
    shop.edit(LEAFLET, 'title = "Hiccups"', "title = Hiccups")
    room.ask("show", guide="hiccups", locale="en-GB", product="leaflet", prove=True)
    told = room.until("unreadable")[-1]
    assert f"{findings(told)[0]['file']}" == LEAFLET
    shop.edit(LEAFLET, "title = Hiccups", 'title = "Hiccups"')
    assert shas(room.show()) == before


@pytest.mark.parametrize(
    "line",
    [b"{", b"[]", b'{"do": "dance"}', b'{"do": "show"}', b'{"do": "show", "guide": 1}', b"\xff"],
)
def test_what_is_no_request_is_answered_all_the_same(room: RoomAtWork, line: bytes) -> None:
    """Nothing that is asked ends the room."""
    room.send(line + b"\n")
    assert room.hear().what == "fault"


def test_what_is_not_there_is_said(room: RoomAtWork) -> None:
    """A guide, a product, a clinic that is not there is told in words."""
    for more in ({"guide": "sneezes"}, {"product": "kite"}, {"clinic": "../../etc/passwd"}):
        names = {"guide": "hiccups", "locale": "en-GB", "clinic": "", "product": "leaflet"}
        room.ask("show", **{**names, **more})
        told = room.hear()
        assert told.what == "unreadable" and "there is no" in told.head["text"]


def test_a_newer_edit_ends_the_proof_of_the_older(room: RoomAtWork, shop: Shop) -> None:
    """What was proved of an older text is not told once a newer one is shown."""
    wanted = {"guide": "hiccups", "locale": "en-GB", "product": "leaflet", "prove": True}
    first = room.ask("show", **wanted)
    room.until("page rules")  # it is at work
    shop.edit(LEAFLET, "horse", "goat")
    room.ask("show", **wanted)
    frames = room.until("proved")
    after = next(n for n, frame in enumerate(frames) if frame.head["id"] != first)
    assert {frame.head["id"] for frame in frames[after:]} == {first + 1}
    assert "proved" not in [frame.what for frame in frames[:after]]


def test_a_run_of_the_press_is_told_whole(room: RoomAtWork, shop: Shop) -> None:
    """Runs come one after the other, each with its code and all that it said; none in a frame."""
    ids = [room.ask("run", argv=["--help"]), room.ask("run", argv=["dance"])]
    told = [room.until("ran")[-1].head for _ in ids]
    assert [one["id"] for one in told] == ids
    assert told[0]["code"] == 0 and told[0]["out"].startswith("usage: ")
    assert told[1]["code"] == 2 and "dance" in told[1]["err"]


def test_a_run_can_be_stopped(room: RoomAtWork, shop: Shop) -> None:
    """A run that is stopped ends at once, and so does one that waits for it."""
    before = sorted((shop.root / "dist").rglob("*.pdf"))  # of the tests before
    for _ in range(2):
        room.ask("run", argv=["--guide", "hiccups", "--edition", "mono"])
    room.ask("stop")
    assert [room.until("ran")[-1].head["code"] for _ in range(2)] == [-1, -1]
    assert sorted((shop.root / "dist").rglob("*.pdf")) == before


def test_a_shelf_has_its_first_pages(room: RoomAtWork, shop: Shop) -> None:
    """A draft's first page is there without a print; a printed one as it lies in dist/, or not."""
    room.ask("first", guide="hiccups", locale="en-GB", dpi=DPI)
    drafted = room.until("first")[-1]
    room.ask("thumb", name="hiccups/en-GB/night-card.pdf", dpi=DPI)
    assert room.until("missing")[-1].blobs == ()
    assert shop.order("--product", "night-card", "--sheet", "none", "--today", TODAY).code == 0
    room.ask("thumb", name="hiccups/en-GB/night-card.pdf", dpi=DPI)
    printed = room.until("thumb")[-1]
    assert not any(pixels_apart(shop.dist()["hiccups/en-GB/night-card.pdf"], [*printed.blobs]))
    assert drafted.head["width"] < drafted.head["height"]
    shop.write("dist/hiccups/en-GB/night-card.pdf", b"torn")
    for name in ("hiccups/en-GB/night-card.pdf", "manifest.json", "../content/LICENSE"):
        room.ask("thumb", name=name)
        assert room.hear().what == "missing"


def test_what_is_forgotten_is_shown_anew(room: RoomAtWork) -> None:
    """A tab that is dropped costs nothing, and can come back with all its pages."""
    room.show()
    room.ask("forget", key=KEY)
    room.until("forgotten")
    picture = room.show()[0]
    assert picture.head["changed"] == [*range(len(picture.head["pages"]))]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what runs")
def test_memory_is_flat(room: RoomAtWork, shop: Shop) -> None:
    """Edit after edit the room holds no more; benchmarks/warm.py looks at 200 of them."""
    status = Path(f"/proc/{room.process.pid}/status")

    def held() -> float:
        return int(re.findall(r"VmRSS:\s+(\d+)", status.read_text("utf-8"))[0]) / 1024

    for number in range(6):
        shop.edit("content/hiccups/en/night-card.md", "title = ", "title = ")
        shop.append("content/hiccups/en/night-card.md", " ")
        room.show("night-card")
        if number == 2:
            warm = held()
    assert held() - warm < 12  # MB


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what runs")
@pytest.mark.parametrize("how", [signal.SIGKILL, None])
def test_a_room_that_is_gone_leaves_nothing(
    kept: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: int | None
) -> None:
    """Killed amid a proof, or told to end: no process of it runs on, and no scratch is left."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    room = RoomAtWork(kept.root)
    room.ask("show", guide="hiccups", locale="en-GB", product="night-card", prove=True)
    room.until("page rules")
    room.ask("run", argv=["--guide", "hiccups"])
    room.ask("forget", key=KEY)  # once it is answered the run has begun
    room.until("forgotten")
    begun = begun_by(room.process.pid)
    assert len(begun) >= 3 and any(tmp_path.iterdir()), "the keeper, the proof and the run"
    if how is None:
        assert room.end() == 0
    else:
        room.process.send_signal(how)
        room.process.wait()
    end = time.monotonic() + 20
    while (still_there(begun) or any(tmp_path.iterdir())) and time.monotonic() < end:
        time.sleep(0.05)
    assert not still_there(begun) and not any(tmp_path.iterdir())
