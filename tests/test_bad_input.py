"""Bad input of every kind: a finding that names the place and the fix, and `dist/` untouched.

One row a kind. Each begins with a shop whose last good files lie in `dist/`, spoils one thing, and
prints. Exit codes of other kinds (a full disk, a second build) stand at the end.
"""

from __future__ import annotations

import fcntl
import re
import resource
import shutil
import threading
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from press.limits import Exhausted, Limits
from press.processes import run_all
from press.run.console import FINDINGS, MACHINE, WRONG_CALL
from tests.bad_input import NARROW, ROWS, SENTENCE, Adds, Row, card_words
from tests.shop import CARD, COUNTRY, EVIDENCE, GUIDE_FILE, LEAFLET, SHEET, SIPS, WORDS, Shop, Told
from tests.tools import in_fork


def test_there_are_forty_kinds_at_least() -> None:
    """The table holds at least forty kinds of bad input, each with a name of its own."""
    assert len({row.kind for row in ROWS}) == len(ROWS) >= 40


def refused(shop: Shop, order: Sequence[str]) -> Told:
    """What is said of a spoilt shop; what was good is still in `dist/`, to the byte."""
    before = shop.dist()
    told = shop.order("--format", "json", "--sheet", "none", *map(shop.here, order))
    assert told.code == FINDINGS, told.err
    assert "Traceback" not in told.out + told.err
    assert shop.dist() == before
    return told


@pytest.fixture(scope="session")
def all_at_once(brief_files: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Shop, Told]:
    """A shop with every line that spoils nothing else: its findings come all at once."""
    shop = Shop(tmp_path_factory.mktemp("all at once") / "shop").brief()
    shutil.copytree(brief_files / "dist", shop.root / "dist")
    adds = [row.spoil for row in ROWS if isinstance(row.spoil, Adds)]
    for name, data in (file for add in adds for file in add.files.items()):
        if isinstance(data, bytes):
            shop.write(name, data)
        else:
            (shop.root / name).symlink_to(data)
    for add in adds:
        if add.to != LEAFLET:
            shop.append(add.to, f"\n{add.lines}\n")
    lines = "\n\n".join(add.lines for add in adds if add.to == LEAFLET)
    shop.edit(LEAFLET, SENTENCE, f"{SENTENCE}\n\n{lines}\n\nSo much for that.")
    return shop, refused(shop, NARROW)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.kind)
def test_bad_input_is_named_and_nothing_is_printed(
    printed: Shop, all_at_once: tuple[Shop, Told], row: Row
) -> None:
    """One finding names the place and the fix; the last good files stay to the byte."""
    shop, line = printed, row.line
    if isinstance(row.spoil, Adds):
        shop, told = all_at_once
        line = row.line or row.spoil.lines
    else:
        row.spoil(shop)
        told = refused(shop, row.order)
    place = shop.place(row.file, line) if isinstance(line, str) else f"{row.file}:{line}"
    hits = [
        f for f in told.findings if (f["code"], f"{f['file']}:{f['line']}") == (row.code, place)
    ]
    assert any(row.fix in hit["fix"] and row.says in hit["problem"] for hit in hits), told.findings


def test_line_ends_of_windows_and_a_byte_order_mark_are_fine(printed: Shop) -> None:
    """CRLF and a BOM in any text file print the same bytes as without."""
    for name in (LEAFLET, CARD, SIPS, EVIDENCE, GUIDE_FILE, COUNTRY, WORDS):
        crlf = printed.text(name).replace("\n", "\r\n")
        printed.write(name, b"\xef\xbb\xbf" + crlf.encode())
    before = printed.dist()
    told = printed.order()
    assert "en-GB: printed" in told.out, told.out
    assert printed.dist() == before


def test_a_card_that_is_too_long_says_by_how_much(shop: Shop) -> None:
    """The finding counts the words that must go until it fits, be they few or many."""
    card = shop.text(CARD)

    def write(count: int) -> Shop:
        shop.write(CARD, card)
        card_words(count)(shop)
        return shop

    def over(count: int) -> int:
        told = write(count).order("check", "--product", "night-card")
        (words,) = re.findall(
            r"the night-card is (\d+) words too long for its page at 14 pt", told.out
        )
        return int(words)

    assert 0 < over(320) < 160
    assert over(512) - over(320) == 512 - 320


def test_nothing_is_fetched_and_nothing_outside_is_read(printed: Shop) -> None:
    """A sheet that names the network or another folder gets findings, and no request is made."""
    asked: list[str] = []

    class Trap(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

    server = HTTPServer(("127.0.0.1", 0), Trap)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    there = f"http://127.0.0.1:{server.server_port}"
    printed.write(SHEET, f"@import '{there}/a.css';\n{printed.text(SHEET)}")
    printed.append(SHEET, f"\nh1 {{ background: url({there}/a.png) }}")
    printed.append(SHEET, "\nh2 { background: url(file:///etc/hostname) }")
    printed.append(SHEET, f"\n@font-face {{ font-family: Z; src: url({there}/z.ttf) }}\n")
    told = refused(printed, NARROW)
    server.shutdown()
    server.server_close()
    assert asked == []
    for name in ("a.css", "a.png", "etc/hostname", "z.ttf"):
        place = printed.place(SHEET, name)
        assert told.has("D101", place) or told.has("D105", place), (name, told.findings)


def test_a_page_that_attaches_a_file_attaches_nothing(printed: Shop) -> None:
    """`<link rel=attachment>` to a file of the machine is a finding, and is not embedded."""
    secret = printed.root.parent / "secret.txt"
    secret.write_text("the secret")
    link = f'<link rel="attachment" href="{secret.as_uri()}">'
    printed.edit("templates/skeleton.html", "<meta charset", f"{link}<meta charset")
    told = printed.order("--format", "json", "--product", "leaflet")
    assert told.has("D104", printed.place("templates/skeleton.html", "attachment"))


def test_a_layout_that_runs_for_minutes_is_ended(printed: Shop) -> None:
    """A layout over --limit ends, and the finding names the manuscript."""
    printed.append(SHEET, "\nsection, section * { display: flex }\n")  # ENGINE: 6 s at six levels
    told = refused(printed, ("--limit", "1", *NARROW))
    assert told.has("P401", LEAFLET)
    assert "seconds of computing" in told.out
    assert "--limit" in told.out


def test_work_that_eats_the_memory_is_ended() -> None:
    """A worker over its limit of memory or time ends alone, and says over which."""
    hungry = Limits(seconds=20, megabytes=3000)
    ended = dict(run_all([lambda: len(bytearray(4 << 30)), lambda: 7], hungry, 2))
    assert isinstance(ended[0], Exhausted)
    assert "3000 MB" in str(ended[0])
    assert ended[1] == 7


# -- not a matter of content --------------------------------------------------------------------


def test_dist_may_not_be_a_file(shop: Shop) -> None:
    """A file named `dist` is left as it is, and the message says what to do."""
    shop.write("dist", "mine")
    told = shop.order()
    assert told.code == MACHINE
    assert "move it" in told.err
    assert shop.text("dist") == "mine"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_leaves_the_last_good_files(printed: Shop) -> None:
    """Where no file may grow any more the old ones stand, and the machine is said to be short."""
    before = printed.dist()
    printed.edit(SIPS, "ten sips", "nine sips")
    said = printed.root.parent / "said.txt"

    def work() -> int:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
        told = printed.order("--sheet", "none")
        said.write_text(told.err, "utf-8")
        return told.code

    assert in_fork(work) == MACHINE
    assert "make room" in said.read_text("utf-8")
    assert printed.dist() == before


@pytest.mark.parametrize(("seconds", "code"), [(5, 0), (0.1, MACHINE)])
def test_a_second_build_waits_for_the_first(printed: Shop, seconds: float, code: int) -> None:
    """Two builds never run at once: the second waits, and gives up with a message."""
    with (printed.root / ".cache/press.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        threading.Timer(0.5, fcntl.flock, (lock, fcntl.LOCK_UN)).start()
        told = printed.order("--wait", str(seconds))
        assert told.code == code
        assert ("still running" in told.err) == bool(code)
        threading.Event().wait(0.5)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["--guide", "hiccup"], "there is: hiccups"),
        (["--locale", "en-US"], "there is: en-GB"),
        (["--product", "poster"], "leaflet"),
        (["--clinic", "nowhere.toml"], "nowhere.toml"),
        (["--today", "tomorrow"], "--today"),
        (["explain"], "CODE"),
        (["bake"], "print"),
    ],
)
def test_a_wrong_call_says_what_there_is(printed: Shop, words: list[str], names: str) -> None:
    """A call that can't be understood ends with 2, one message, and nothing done."""
    before = printed.dist()
    told = printed.order(*words)
    assert told.code == WRONG_CALL
    assert names in told.err
    assert printed.dist() == before
