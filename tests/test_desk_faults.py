"""Whatever happens to a desk that is open, it says what and goes on; no file is torn."""

from __future__ import annotations

import http.client
import json
import os
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from press.desk.serve import clock_from
from tests.approvals import read_anew
from tests.desk_kills import ACTS, DESK, PRINT, WORKERS, Case, files_of
from tests.desks import PATIENCE, Answer, OpenDesk, desk_on
from tests.shop import SIPS, Shop
from tests.test_desk_sign import PAGE, SIGNER, print_of

NAMES = {"guide": "hiccups", "locale": "en-GB", "clinic": "", "product": "night-card"}
STATE = "/state?" + "&".join(f"{name}={value}" for name, value in NAMES.items())
PROC = Path("/proc")


@pytest.fixture
def desk(shop: Shop) -> Iterator[OpenDesk]:
    with desk_on(shop.root) as one:
        yield one


def until(look: Callable[[], Any]) -> Any:
    """What `look` gives once it gives something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.1)
    raise AssertionError("it did not come to pass")


def state(desk: OpenDesk, again: bool = False) -> dict[str, Any]:
    """What the page's script is told of the text, once it is set."""

    def settled() -> dict[str, Any] | None:
        found: dict[str, Any] = desk.get(STATE).json
        return found if not found["setting"] and found["stage"] not in ("", "picture") else None

    desk.get(STATE + "&again=1" * again)
    told: dict[str, Any] = until(settled)
    return told


def line_of(desk: OpenDesk, file: str) -> dict[str, Any]:
    """A line of a file as the page's script reads it before it is mended."""
    rows = [row for row in state(desk)["lines"] if row["file"] == file and row["mend"]]
    asked = "&".join(f"{name}={value}" for name, value in NAMES.items())
    number = rows[0]["line"]
    found: dict[str, Any] = desk.get(f"/write/line?{asked}&file={file}&line={number}").json
    return found


def mended(line: dict[str, Any], text: str) -> dict[str, Any]:
    """What the page posts to mend a line."""
    kept = {name: line[name] for name in ("file", "line", "digest")}
    return {**NAMES, **kept, "how": "mend", "text": text, "seen": line["text"]}


def children(parent: int) -> list[int]:
    """The processes below a process, and below those."""
    found: list[int] = []
    told = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True)
    pairs = [tuple(map(int, row.split())) for row in told.stdout.splitlines()]
    waiting = [parent]
    while waiting:
        one = waiting.pop()
        mine = [pid for pid, above in pairs if above == one]
        found += mine
        waiting += mine
    return found


def is_there(pid: int) -> bool:
    try:
        return "Z" not in (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[:1]
    except OSError:
        return False


def test_a_room_that_is_killed_is_started_again(desk: OpenDesk) -> None:
    """Who asks next gets the page; nothing of the first room stays behind."""
    assert state(desk)["pages"]
    first = children(desk.process.pid)
    for pid in first:
        os.kill(pid, signal.SIGKILL)
    assert until(lambda: state(desk, again=True)["stage"] != "fault")
    assert state(desk)["pages"]
    assert not any(map(is_there, first))


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_desk_that_ends_leaves_no_process(shop: Shop, how: signal.Signals) -> None:
    """However it ends: no room, no worker and no proof goes on."""
    with desk_on(shop.root) as desk:
        assert state(desk)["pages"]
        mine = children(desk.process.pid)
        assert mine
        desk.process.send_signal(how)
        desk.process.wait(PATIENCE)
        until(lambda: not any(map(is_there, mine)))


def test_a_full_disk_is_told_and_tears_nothing(desk: OpenDesk, shop: Shop) -> None:
    """A line that can't be written leaves its file as it was, and what was typed stays."""
    line = line_of(desk, SIPS)
    before = (shop.root / SIPS).read_bytes()
    resource.prlimit(desk.process.pid, resource.RLIMIT_FSIZE, (10, -1))
    answer = desk.post("/write/mend", mended(line, line["text"] + " Again."))
    assert answer.status == 507
    assert SIPS in answer.json["says"]
    assert (shop.root / SIPS).read_bytes() == before
    assert [path.name for path in (shop.root / SIPS).parent.glob(".*")] == []
    resource.prlimit(desk.process.pid, resource.RLIMIT_FSIZE, (-1, -1))
    assert desk.post("/write/mend", mended(line, line["text"] + " Again.")).status == 200


def test_a_file_that_is_taken_away_while_it_is_shown_is_named(desk: OpenDesk, shop: Shop) -> None:
    """The page says which, and shows the text again once it is back."""
    line = line_of(desk, SIPS)
    path = shop.root / SIPS
    data = path.read_bytes()
    path.unlink()
    answer = desk.post("/write/mend", mended(line, "Drink."))
    assert answer.status == 409
    assert "sips.md" in answer.json["says"]
    shown = state(desk, again=True)
    assert any("sips" in one["problem"] + one["file"] for one in shown["findings"])
    path.write_bytes(data)
    assert not state(desk, again=True)["says"]


def test_two_desks_write_over_nothing_of_each_other(desk: OpenDesk, shop: Shop) -> None:
    """Who read the line before the other one wrote it is shown what stands now."""
    with desk_on(shop.root) as other:
        first, second = line_of(desk, SIPS), line_of(other, SIPS)
        assert desk.post("/write/mend", mended(first, "Sip cold water ten times.")).status == 200
        answer = other.post("/write/mend", mended(second, "Sip warm water."))
        assert answer.status == 409
    assert "warm" not in (shop.root / SIPS).read_text("utf-8")
    assert "Sip cold water ten times." in (shop.root / SIPS).read_text("utf-8")


def test_a_page_of_an_earlier_desk_is_told_to_load_again(desk: OpenDesk, shop: Shop) -> None:
    """Its token is of yesterday: nothing is written, and it is said why."""
    line = line_of(desk, SIPS)
    headers = {**desk.ours, "X-Desk-Token": "of-an-earlier-desk"}
    before = (shop.root / SIPS).read_bytes()
    answer = desk.ask("POST", "/write/mend", headers, json.dumps(mended(line, "Drink.")).encode())
    assert answer.status == 403
    assert "load" in answer.text
    assert (shop.root / SIPS).read_bytes() == before


def test_a_clock_that_jumps_moves_the_day_and_nothing_else() -> None:
    """The day is asked for anew each time, from whatever day the desk was given."""
    days = iter([date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 20)])
    now = clock_from(date(2030, 1, 1), lambda: next(days))
    assert [now(), now()] == [date(2030, 1, 2), date(2029, 12, 26)]


def test_what_changes_in_the_press_ends_the_room(shop: Shop) -> None:
    """Its code is of yesterday: the pages are told, and who asks next has a new one."""
    (shop.root / "press").mkdir()  # that is watched, as that of a project is
    with desk_on(shop.root) as desk:
        assert state(desk)["pages"]
        rooms = children(desk.process.pid)
        line = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=PATIENCE)
        line.request("GET", "/events")
        told = line.getresponse()
        (shop.root / "press/new.py").write_text("new = True\n")
        data = b""
        while b'"press": true' not in data:
            data += told.readline()
        line.close()
        until(lambda: not any(map(is_there, rooms)))
        assert state(desk, again=True)["pages"]


def test_a_guide_with_errors_says_what_and_shows_the_others(desk: OpenDesk, shop: Shop) -> None:
    """A guide.toml that can't be read is named, with its line; the desk goes on."""
    path = shop.root / "content/hiccups/guide.toml"
    good = path.read_bytes()
    path.write_bytes(b"locales = [\n" + good)
    shown = state(desk, again=True)
    assert any(one["file"].endswith("guide.toml") for one in shown["findings"])
    for page in ("/", "/print", "/write", "/sign", "/due", "/clinics"):
        assert desk.get(page, Accept="text/html").status == 200, page
    path.write_bytes(good)
    shown = state(desk, again=True)
    assert shown["pages"] and not any(one["file"] == "guide.toml" for one in shown["findings"])


def test_a_page_that_is_drawn_for_whoever_prints_proves_nothing_and_takes_no_proof_away(
    desk: OpenDesk,
) -> None:
    """The Write page asks for its own proof, and keeps it while somebody looks at the print."""
    names = "guide=hiccups&locale=en-GB&clinic=&product=night-card&edition=standard&how=pages"
    outcome = f"/print/outcome?{names}"
    assert desk.get(outcome).status == 200

    def proved() -> bool:
        return bool(desk.get(STATE).json["stage"] == "proved")

    until(proved)
    number = desk.get(STATE).json["number"]
    assert desk.get(outcome).status == 200
    assert proved()
    assert desk.get(STATE).json["number"] == number


def test_a_project_that_is_taken_away_is_named_and_shown_again_once_it_is_back(
    desk: OpenDesk, shop: Shop
) -> None:
    """Pages and scripts are told which folder is gone; a copy in its place is watched as it was."""
    assert state(desk)["pages"] and desk.token
    away = shop.root.rename(shop.root.with_name("away"))
    for page in ("/", "/print", "/write/hiccups/en-GB", "/sign", "/due", "/clinics", STATE):
        answer = desk.get(page, Accept="text/html")
        assert answer.status == 503 and "not there any more" in answer.text, page
    assert desk.post("/print/run", NAMES).status == 503
    shutil.copytree(away, shop.root)
    until(lambda: desk.get("/").status == 200)
    assert state(desk)["pages"]
    time.sleep(3)  # and is not asked for: whoever has the page open sees it
    shop.edit(SIPS, "ten sips", "nine sips")
    until(lambda: any("nine sips" in row["text"] for row in state(desk)["lines"]))


def test_two_desks_that_sign_and_print_at_once_write_each_record_once(shop: Shop) -> None:
    """Whoever signs twice, on two pages, has signed once; another's signature is not lost."""
    shop.brief()
    answers: dict[str, Answer] = {}
    with desk_on(shop.root) as first, desk_on(shop.root) as second:
        for desk in (first, second):
            assert desk.get(PAGE).status == 200
        said = {**SIGNER, "fingerprint": print_of(shop)}
        other = {**said, "signer": "Bea Example"}
        together(
            {
                "one": (first, PAGE, said),
                "two": (second, PAGE, said),
                "other": (second, PAGE, other),
            },
            answers,
        )
        statuses = [answers[name].status for name in ("one", "two")]
        assert sorted(statuses) == [200, 422] and answers["other"].status == 200
        approvals = read_anew(shop.root, "hiccups", "en-GB").approvals
        assert approvals
        signed = [sorted(each.name for each in one.signatures) for one in approvals.versions]
        assert signed == [["Anna Example", "Bea Example"]]
        together(
            {"one": (first, "/print/run", PRINT), "two": (second, "/print/run", PRINT)}, answers
        )
        addresses = {answers[name].json["pdf"] for name in ("one", "two")}
        assert len(addresses) == 1 and first.get(addresses.pop()).body.startswith(b"%PDF")
    assert len(shop.text("register/prints.jsonl").splitlines()) == 1


def together(asked: Mapping[str, tuple[OpenDesk, str, object]], answers: dict[str, Answer]) -> None:
    """Post all of these at once; what each is answered."""

    def post(name: str) -> None:
        desk, path, said = asked[name]
        answers[name] = desk.post(path, said)

    threads = [Thread(target=post, args=(name,)) for name in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.parametrize("name", ["clinic", "picture", "answer", "sign"])
def test_a_full_disk_leaves_no_half_record(tmp_path: Path, name: str) -> None:
    """Whatever is written, it is told that it was not, and every file is as it was."""
    case = Case(tmp_path, ACTS[name])
    with case.desk(case.shop.root) as desk:
        ask = ACTS[name].prepare(desk, case.shop)
        resource.prlimit(desk.process.pid, resource.RLIMIT_FSIZE, (40, -1))
        answer = ask()
        assert answer.status in (422, 507) and answer.json["says"], answer.text
        left = {file: data for file, data in files_of(case.shop.root).items() if data}
        assert left == case.old
        if name != "sign":  # its room has no room for a file either, and goes on so
            resource.prlimit(desk.process.pid, resource.RLIMIT_FSIZE, (-1, -1))
            assert ACTS[name].prepare(desk, case.shop)().status == 200


@pytest.mark.parametrize(
    ("name", "whom", "moment"),
    [("sign", DESK, None), ("sign", WORKERS, 0.5), ("print", DESK, None), ("mend", DESK, None)],
)
def test_a_desk_that_is_killed_in_the_midst_leaves_whole_files(
    tmp_path: Path, name: str, whom: str, moment: float | None
) -> None:
    """No file is torn, no process or scratch is left, and the same can be done again.

    benchmarks/desk_kills.py kills hundreds, at any moment.
    """
    assert "WRONG" not in Case(tmp_path, ACTS[name]).killed(moment, whom)
