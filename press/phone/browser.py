"""The one door to Playwright: pages opened in Chromium, and what a reader has of them, as values.

Chromium is the machine's own. Nothing of the network is there: whatever a page asks for is refused,
and told.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from press.limits import Short

NAMES = ("chromium", "chromium-browser", "google-chrome")
HOME = "http://phone.invalid/"  # no host has this name (RFC 2606)
QUIET = ("--disable-background-networking", "--disable-component-update", "--no-first-run")
INSTALL = "sudo apt-get install -y chromium"
WIDE, HIGH = 390, 844  # CSS pixels of a telephone
NARROW = 320  # the narrowest that WCAG 2.2 (1.4.10) asks for
# What a reader has of a page. What is no line of the manuscript, or stands once more, is apart
READ = """() => {
  const all = (names) => [...document.querySelectorAll(names)];
  const apart = all('.band, .dial, .contents, .references, .again, .blank');
  const outside = apart.map(one => one.innerText).join('\\n');
  const main = document.querySelector('main') || document.body;
  const inner = apart.filter(one => main.contains(one)).map(one => [one, one.style.display]);
  inner.forEach(([one]) => { one.style.display = 'none' });
  const text = main.innerText;
  inner.forEach(([one, shown]) => { one.style.display = shown });
  const links = [...document.links].map(one => [one.getAttribute('href'), one.innerText]);
  const heard = one => one.getAttribute('alt') || one.getAttribute('aria-label') || '';
  const pictures = all('img, svg').filter(one => !one.closest('[aria-hidden=true]'));
  return {title: document.title, text, outside, links, pictures: pictures.map(heard)};
}"""
WIDTH = "() => document.documentElement.scrollWidth"


class NoBrowser(Short):
    """The machine has no browser for it; the text names the command that brings one."""


@dataclass(frozen=True)
class Seen:
    """What a browser shows of one page. `outside` stands beside its text, or once more.

    `links` are addresses with their words, `pictures` what is heard of each that is not passed
    over; `wide` is how wide it is on the narrowest screen, in CSS pixels.
    """

    title: str
    text: str
    outside: str
    links: tuple[tuple[str, str], ...]
    pictures: tuple[str, ...]
    asked_for: tuple[str, ...]
    grumbles: tuple[str, ...]
    wide: int


def find_browser() -> str:
    """Where the machine's Chromium lies. Raises NoBrowser, with the command that brings it."""
    if find_spec("playwright") is None:
        raise NoBrowser("--phone needs Playwright, and it is not here: make phone")
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise NoBrowser(f"--phone needs Chromium, and it is not here: {INSTALL}")
    return found


@contextlib.contextmanager
def opened() -> Iterator[Any]:
    """The machine's Chromium, ready. Raises NoBrowser."""
    found = find_browser()
    from playwright.sync_api import Error, sync_playwright

    alone = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(
                executable_path=found, args=[*QUIET, *alone], env=_environment()
            )
        except Error as error:
            raise NoBrowser(f"Chromium does not start ({_first(error)}): {INSTALL}") from None
        try:
            yield browser
        except Error as error:
            raise NoBrowser(f"Chromium gave up on a page ({_first(error)}); run it again") from None
        finally:
            with contextlib.suppress(Error):
                browser.close()


def _environment() -> dict[str, str | float | bool]:
    """This process's own, but for what the typesetter sets: a browser without fonts falls over."""
    return {key: value for key, value in os.environ.items() if key != "FONTCONFIG_FILE"}


def _first(error: Exception) -> str:
    return str(error).strip().split("\n")[0]


def look_at(pages: Sequence[str]) -> list[Seen]:
    """What Chromium shows of each page's HTML, in their order. Raises NoBrowser."""
    with opened() as browser:
        return [_seen(browser, page) for page in pages]


def _seen(browser: Any, html: str) -> Seen:
    context = browser.new_context(viewport={"width": WIDE, "height": HIGH}, service_workers="block")
    asked_for: list[str] = []
    grumbles: list[str] = []

    def answer(route: Any) -> None:
        if route.request.url == HOME:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        else:
            asked_for.append(route.request.url)
            route.abort()

    try:
        context.route("**/*", answer)
        page = context.new_page()
        page.on("console", lambda said: grumbles.append(said.text))
        page.on("pageerror", lambda error: grumbles.append(str(error)))
        page.goto(HOME)
        told = page.evaluate(READ)
        page.set_viewport_size({"width": NARROW, "height": HIGH})
        wide = int(page.evaluate(WIDTH))
    finally:
        context.close()
    return Seen(
        told["title"],
        told["text"],
        told["outside"],
        tuple((str(address), str(words)) for address, words in told["links"]),
        tuple(told["pictures"]),
        tuple(asked_for),
        tuple(dict.fromkeys(grumbles)),
        wide,
    )
