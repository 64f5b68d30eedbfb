"""A real desk in a process of its own, asked raw and looked at with a real browser."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.shop import ROOT, TODAY
from tests.tools import copy_project, want

ARGUMENTS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update")
START = "import sys, build; from pathlib import Path; " \
    "sys.exit(build.main(sys.argv[2:], Path(sys.argv[1])))"  # fmt: skip
PATIENCE = 240.0  # seconds by the clock: machines are busy
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@dataclass(frozen=True)
class Answer:
    """What a request was answered: status, headers (small letters) and body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class OpenDesk:
    """A desk that is open on the project at `root`."""

    root: Path
    port: int
    process: subprocess.Popen[str]

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        return f"http://{self.host}"

    @cached_property
    def token(self) -> str:
        found = re.search(r'name="desk-token" content="([^"]+)"', self.get("/").text)
        assert found
        return found[1]

    @property
    def ours(self) -> dict[str, str]:
        """The headers of a post from one of its own pages."""
        return {
            "Origin": self.address,
            "X-Desk-Token": self.token,
            "Content-Type": "application/json",
            "Sec-Fetch-Site": "same-origin",
        }

    def get(self, path: str, **headers: str) -> Answer:
        """What a GET of a path is answered."""
        return self.ask("GET", path, {name.replace("_", "-"): one for name, one in headers.items()})

    def post(self, path: str, asked: object) -> Answer:
        """What one of its own pages is answered that posts this."""
        return self.ask("POST", path, self.ours, json.dumps(asked).encode())

    def ask(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        host: str | None = "",
    ) -> Answer:
        """What a raw request is answered; `host` None sends none, "" the right one."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(line):
            line.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            if host is not None:
                line.putheader("Host", host or self.host)
            given = dict(headers or {})
            if (
                body is not None
                and "Content-Length" not in given
                and "Transfer-Encoding" not in given
            ):
                given["Content-Length"] = str(len(body))
            for name, value in given.items():
                line.putheader(name, value)
            line.endheaders()
            if body is not None:
                with contextlib.suppress(OSError):
                    line.send(body)
            got = line.getresponse()
            return Answer(got.status, {k.lower(): v for k, v in got.getheaders()}, got.read())


@contextlib.contextmanager
def desk_on(root: Path, *options: str, port: int = 0, today: str = TODAY) -> Iterator[OpenDesk]:
    """A desk on the project at `root`, with our own press; it is ended at the end."""
    words = ["serve", *options, "--no-browser", "--port", str(port), "--today", today]
    process = subprocess.Popen(
        [sys.executable, "-c", START, str(root), *words],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout and process.stderr
        said = process.stdout.readline()
        found = re.search(r":(\d+)/", said)
        assert found, said + process.stderr.read()
        yield OpenDesk(root, int(found[1]), process)
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()
        process.communicate()


def project_for_a_desk(folder: Path) -> Path:
    """The project as it stands, without its code: a desk of ours is opened on it."""
    return copy_project(folder, "content", "templates", "styles")


@contextlib.contextmanager
def a_browser() -> Iterator[Browser]:
    """Chromium, for the tests of one module."""
    want("chromium", package="chromium", undone="no page was looked at in a browser")
    with sync_playwright() as driver:
        # the press shuts the machine's fonts out of its own process; a browser needs one
        own = {key: one for key, one in os.environ.items() if key != "FONTCONFIG_FILE"}
        browser = driver.chromium.launch(
            executable_path="/usr/bin/chromium", args=[*ARGUMENTS], env={**own}
        )
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def a_page(
    browser: Browser,
    address: str,
    *,
    width: int = 1280,
    height: int = 900,
    dark: bool = False,
    away: str = "status of 5",
) -> Iterator[Page]:
    """A page at an address. What its console says of errors fails the test at the end.

    Not what it says of refusals; nor with `away`, of a desk that is not there for a time.
    """
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        locale="en-GB",
    )
    wrong: list[str] = []
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda one: wrong.append(one.text) if one.type == "error" else None)
    page.goto(address)
    try:
        yield page
    finally:
        context.close()
    blamed = [one for one in wrong if "status of 4" not in one and "status of 5" not in one]
    blamed = [one for one in blamed if away not in one]
    assert not blamed, blamed


@cache
def _axe() -> str:
    spec = find_spec("axe_playwright_python")
    assert spec and spec.origin
    return (Path(spec.origin).parent / "axe.min.js").read_text("utf-8")


def violations(page: Page) -> list[str]:
    """What axe-core has to say against a page as it stands, a line each; nothing is best."""
    page.evaluate(_axe())
    rules = {"runOnly": {"type": "tag", "values": [*WCAG]}}
    found = page.evaluate("rules => axe.run(document, rules)", rules)["violations"]
    return [
        f"{one['id']}: {one['help']} at {node['target']}" for one in found for node in one["nodes"]
    ]


def runs_over(page: Page) -> bool:
    """Whether a page is wider than its window, so that it must be pushed to and fro."""
    wide: bool = page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    return wide
