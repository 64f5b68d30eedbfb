"""Whoever opens connections to the desk and lets it wait keeps nobody else out."""

from __future__ import annotations

import asyncio
import contextlib
import resource
import signal
import socket
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import uvicorn

from press.desk.app import program
from press.desk.desk import Desk
from press.desk.slow import Impatient, Server
from tests.desks import PATIENCE, OpenDesk, desk_on
from tests.shop import ROOT, Shop

HASTE = 10.0  # seconds by the clock within which others are answered
FILE = "/static/BedsideAtkinson_400Regular.ttf"


class Hasty(Impatient):
    """The same with little patience, so that a test need not wait."""

    most = 6
    to_ask, to_read, look = 2.0, 1.0, 0.1


@pytest.fixture
def hasty(tmp_path: Path) -> Iterator[int]:
    """The port of a desk of this process that waits half a second for others."""
    desk = Desk(Shop(tmp_path / "shop").root, date.today)
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    config = uvicorn.Config(program(desk, port), log_level="critical", http=Hasty)
    server = Server(config, desk.hub.close)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])))
    thread.start()
    yield port
    server.should_exit = True
    thread.join(PATIENCE)
    assert not thread.is_alive()


def opened(port: int, said: str = "", takes: int = 0) -> socket.socket:
    """A connection on which this was said; with `takes` it has room for so few bytes."""
    one = socket.socket()
    if takes:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, takes)
    one.settimeout(HASTE)
    one.connect(("127.0.0.1", port))
    one.sendall(said.replace("\n", "\r\n").format(port=port).encode())
    return one


def is_let_go(one: socket.socket) -> bool:
    """Whether the other side ends a connection, in good time."""
    with contextlib.suppress(ConnectionError):
        while one.recv(1 << 20):
            pass
    return True


def hear(one: socket.socket, word: bytes) -> None:
    """Read on until this was said: what is sent in one piece may come in several."""
    said = b""
    while word not in said:
        piece = one.recv(1 << 16)
        assert piece, said
        said += piece


GET = "GET / HTTP/1.1\nHost: 127.0.0.1:{port}\n"


@pytest.mark.parametrize(
    "said",
    ["", "G", GET, "POST /clinics/judge HTTP/1.1\nHost: 127.0.0.1:{port}\nContent-Length: 9\n\n{{",
     GET + "\n"],
)  # fmt: skip
def test_who_never_ends_a_request_is_let_go(hasty: int, said: str) -> None:
    """No first byte, half a head, a body that never comes, no second request: none is kept."""
    began = time.monotonic()
    with opened(hasty, said) as one:
        assert is_let_go(one)
    assert time.monotonic() - began < HASTE


def test_who_sends_a_letter_now_and_then_is_let_go(hasty: int) -> None:
    """It is the whole request that must be there in time, and not its next byte."""
    with opened(hasty) as one, pytest.raises(OSError):
        for letter in GET * 100:
            one.sendall(letter.encode())
            time.sleep(0.05)


def test_who_reads_nothing_is_let_go(hasty: int) -> None:
    """What was asked for and is not taken does not lie there for ever."""
    asked = GET.replace("/ ", f"{FILE} ", 1) + "\n"
    with opened(hasty, asked * 60, takes=1024) as one:
        time.sleep(3)
        got = 0
        with contextlib.suppress(ConnectionError):
            while chunk := one.recv(1 << 20):
                got += len(chunk)
        assert got < 40 * (ROOT / "styles/fonts" / Path(FILE).name).stat().st_size


def test_who_asks_again_and_again_is_kept(hasty: int) -> None:
    """A connection that is used lasts, however long."""
    with opened(hasty) as one:
        for _ in range(16):
            one.sendall((GET + "\n").replace("\n", "\r\n").format(port=hasty).encode())
            assert one.recv(1 << 20)
            time.sleep(0.2)


def test_of_too_many_the_one_that_waits_longest_goes(hasty: int) -> None:
    """A new one is taken in, and who listens to events is kept."""
    with contextlib.ExitStack() as many:
        events = many.enter_context(opened(hasty, GET.replace("/ ", "/events ", 1) + "\n"))
        hear(events, b"started")
        first = many.enter_context(opened(hasty))
        for _ in range(Hasty.most + 3):
            many.enter_context(opened(hasty))
        assert is_let_go(first)
        last = many.enter_context(opened(hasty, GET + "\n"))
        assert last.recv(1 << 16).startswith(b"HTTP/1.1 200")
        events.settimeout(3)
        with pytest.raises(TimeoutError):
            events.recv(1 << 16)


def answers(desk: OpenDesk) -> bool:
    began = time.monotonic()
    return desk.get("/").status == 200 and time.monotonic() - began < HASTE


def test_seven_hundred_that_wait_keep_nobody_out(tmp_path: Path) -> None:
    """Idle, half asked, listening and not reading; nothing is told of it, and the desk ends."""
    with desk_on(Shop(tmp_path / "shop").root) as desk, contextlib.ExitStack() as many:
        token = desk.token
        resource.prlimit(desk.process.pid, resource.RLIMIT_NOFILE, (512, 512))
        half = (
            f"POST /clinics/judge HTTP/1.1\nHost: 127.0.0.1:{{port}}\nX-Desk-Token: {token}\n"
            f"Origin: {desk.address}\nContent-Type: application/json\nContent-Length: 9\n\n{{{{"
        )
        for said in ("", half, GET.replace("/ ", "/events ", 1) + "\n"):
            for _ in range(250):
                many.enter_context(opened(desk.port, said, takes=1024))
            assert answers(desk)
        desk.process.send_signal(signal.SIGINT)
        desk.process.wait(HASTE)
        assert desk.process.stderr
        assert desk.process.stderr.read() == "build.py: stopped; nothing was half written\n"
