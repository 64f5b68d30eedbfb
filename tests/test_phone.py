"""The phone edition in a browser: every word is there, and whoever reads it finds the number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest

from press.finding import Finding
from press.phone.browser import HOME, NoBrowser, Seen, look_at, opened
from press.phone.edition import phone_edition
from press.phone.proof import PhonePage, judge, proofs, prove
from tests.phones import UNDONE, every_page, page_of
from tests.shop import SIPS, WATER, Shop, told
from tests.tools import want

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RUN_AXE = """async () => (await axe.run()).violations.map(
  one => one.id + ': ' + one.nodes.slice(0, 2).map(node => node.html.slice(0, 90)).join(' | '))"""
LARGE_TYPE = "() => { document.documentElement.style.fontSize = '36px' }"  # twice as large
# the least target that is no link amid a sentence (WCAG 2.2, 2.5.8), and the bar's
TARGETS = """() => [...document.querySelectorAll(
  '.dial a, .contents a, a.number, h2 > a, h3 > a')].map(
  one => [one.className, one.getBoundingClientRect().width, one.getBoundingClientRect().height])"""
PLACE = """(what) => { const box = document.querySelector(what).getBoundingClientRect();
  return [box.top, box.bottom, box.left, box.right] }"""
HEADINGS = "() => [...document.querySelectorAll('h1, h2, h3')].map(one => Number(one.tagName[1]))"
WIDTH = "() => document.documentElement.scrollWidth"
# by light, width and type
STATES = [("light", 390, False), ("dark", 390, False), ("light", 320, True), ("dark", 1280, False)]
FIRST_ACTS = {
    ("leg-cramps", "leaflet"): (".act p", "Pull your toes up."),
    ("leg-cramps", "night-card"): (".steps li:first-child .say", "Pull your toes up."),
    ("child-fever", "leaflet"): (".contents a", "When to get help, and how fast"),
    ("child-fever", "night-card"): (".emergency li:first-child", "Hard to breathe"),
    ("cast-at-home", "leaflet"): (".numbers .number", "020 7946 0456"),
    ("cast-at-home", "card"): (".section li:first-child", "Fingers or toes look like"),
}


def all_pages() -> list[PhonePage]:
    """Each real guide with a clinic, and one of them without."""
    return [*every_page("GB"), page_of("leg-cramps"), page_of("leg-cramps", "night-card")]


def unlike_pages() -> list[PhonePage]:
    """What differs for whoever listens: a table of doses, steps with pictures, photographs."""
    return [
        page_of("child-fever", clinic="GB"),
        page_of("leg-cramps", "night-card", "GB"),
        page_of("cast-at-home"),
    ]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """One browser for all tests of this file."""
    want("chromium", package="chromium", undone=UNDONE)
    with opened() as one:
        yield one


@pytest.fixture(scope="module")
def seen() -> Sequence[Seen]:
    """What the browser shows of each page."""
    want("chromium", package="chromium", undone=UNDONE)
    return look_at([page.html for page in all_pages()])


def opened_at(chromium: Any, page: PhonePage, light: str, wide: int, high: int = 844) -> Any:
    """A page, open in a window of this size by day or by night; to be closed by its context."""
    context = chromium.new_context(viewport={"width": wide, "height": high}, color_scheme=light)
    shown = context.new_page()
    shown.route("**/*", lambda route: route.fulfill(body=page.html, content_type="text/html"))
    shown.goto(HOME)
    return shown


def test_no_word_is_lost_and_none_is_added(seen: Sequence[Seen]) -> None:
    """Three guides, leaflet and card, with a clinic and without: nothing is found."""
    for page, shown in zip(all_pages(), seen, strict=True):
        found = list(judge(page, shown))
        assert not found, told(found)
        assert len(shown.text.split()) > 100 and not shown.asked_for


def spoilt(page: PhonePage, old: str, new: str) -> PhonePage:
    """A page as a template at fault would make it."""
    assert old in page.html, old
    return replace(page, html=page.html.replace(old, new, 1))


SPOILT = [
    ("a word lost", "Chest", "", "P110", "the words are not on the phone: “Chest"),
    ("a heading hidden", "<h2>After", "<h2 hidden>After", "P110", "“After the birth”"),
    ("a word twice", "Chest", "Chest Chest", "P111", "what no manuscript says: “Chest"),
    ("a word of the template", "<main>", "<main><p>Good luck</p>", "P111", "“Goodluck”"),
    ("the band lost", '"stands">Draft: not', '"stands">Not', "P110", "“Draft: not yet checked"),
    ("the band in the title", "(Draft: not", "(not", "P112", "the page's title is"),
    ("a picture fetched", "<main>", '<main><img alt="A" src="http://x.invalid/a">', "P112", "//x."),
    ("a script", "<main>", "<main><script>1</script>", "P112", "the browser says"),
    ("too wide", "<main>", f"<main><pre>{'x' * 99}</pre>", "P112", "pushed to the side"),
    ("a picture that nobody hears", 'aria-label="A friend', 'data-x="A friend', "P112", "hears"),
    ("a link of nobody's", "<main>", '<main><a href="http://x.invalid/">', "P112", "no line names"),
    ("another digit", "tel:02079460123", "tel:02079460124", "P225", "dials 02079460124"),
    ("a text that is called", "textphone", '<a href="tel:999">textphone</a>', "P225", "“textphone"),
]  # fmt: skip


@pytest.fixture(scope="module")
def judged() -> dict[str, list[Finding]]:
    """What is found of each spoilt page, by what was done to it."""
    want("chromium", package="chromium", undone=UNDONE)
    page = page_of("leg-cramps", clinic="GB")
    pages = [spoilt(page, row[1], row[2]) for row in SPOILT]
    return dict(zip([row[0] for row in SPOILT], proofs(pages), strict=True))


@pytest.mark.parametrize(
    ("name", "code", "says"), [(row[0], *row[3:]) for row in SPOILT], ids=[row[0] for row in SPOILT]
)
def test_a_template_at_fault_is_found_out(
    judged: dict[str, list[Finding]], name: str, code: str, says: str
) -> None:
    """What is lost, doubled, added, fetched, too wide, unheard or dialled wrongly is told."""
    found = judged[name]
    assert any(one.code == code and says in one.problem for one in found), told(found)
    assert all(one.code in ("P110", "P111", "P112", "P225") for one in found), told(found)


def test_what_stands_out_of_its_order_is_told() -> None:
    """Two items of a list that changed places are named."""
    page = page_of("leg-cramps", clinic="GB")
    want("chromium", package="chromium", undone=UNDONE)
    shown = look_at([page.html])[0]
    said = " ".join(shown.text.split())
    assert "Chest pain Coughing blood" in said
    turned = said.replace("Chest pain Coughing blood", "Coughing blood Chest pain", 1)
    found = list(judge(page, replace(shown, text=turned)))
    assert {one.code for one in found} == {"P110"} and "order" in found[0].problem, told(found)


def test_another_script_is_proved_too(arabic: Shop) -> None:
    """Words that are read from the right are all there, in their order and in their font."""
    want("chromium", package="chromium", undone=UNDONE)
    arabic.edit(SIPS, "1. ", f"{WATER} {{lang=ar}}\n\n1. ")
    job, found = arabic.job("night-card"), list[Finding]()
    html = phone_edition(arabic.project, job, job.manuscripts[0], found)
    assert html and not found and 'dir="rtl" lang="ar"' in html
    found = prove([PhonePage(html, job, job.manuscripts[0])])
    assert not found, told(found)


@pytest.mark.parametrize(("light", "wide", "large"), STATES)
def test_axe_finds_no_barrier(chromium: Any, light: str, wide: int, large: bool) -> None:
    """By day and by night, on a phone, a small one in large type and a desk: no violation."""
    for page in unlike_pages():
        shown = opened_at(chromium, page, light, wide)
        if large:
            shown.evaluate(LARGE_TYPE)
        shown.evaluate(AXE)
        found = shown.evaluate(RUN_AXE)
        shown.context.close()
        assert not found, (page.manuscript.file, found)


@pytest.mark.parametrize("large", [False, True], ids=["as it is", "twice as large"])
def test_nothing_is_pushed_to_the_side(chromium: Any, large: bool) -> None:
    """On a screen of 320 pixels nothing is wider, even in type that is twice as large."""
    for page in all_pages():
        shown = opened_at(chromium, page, "light", 320, 640)
        if large:
            shown.evaluate(LARGE_TYPE)
        wide = shown.evaluate(WIDTH)
        shown.context.close()
        assert wide <= 320, (page.manuscript.file, wide)


def test_the_first_screen_holds_the_bar_and_the_first_act(chromium: Any) -> None:
    """Before a thumb moves: whom to phone, at the foot, and what is done first, above it."""
    for page in every_page("GB"):
        what, says = FIRST_ACTS[page.job.guide.name, page.manuscript.product.name]
        shown = opened_at(chromium, page, "light", 390)
        top, bottom, left, right = shown.evaluate(PLACE, ".dial")
        assert top > 844 * 0.8 and bottom == 844 and left >= 0 and right <= 390
        act = shown.evaluate(PLACE, what)
        assert act[0] > 0 and act[1] <= top, (page.manuscript.file, act, top)
        said = shown.locator(what).first.inner_text().replace("\u00a0", " ")
        numbers = shown.locator(".dial a").evaluate_all("all => all.map(one => one.href)")
        shown.context.close()
        assert said.startswith(says), said
        own = "tel:" + str(page.job.lines[0].own and page.job.lines[0].own.shown).replace(" ", "")
        assert numbers == ["tel:999", own]


def test_a_thumb_meets_what_it_aims_at(chromium: Any) -> None:
    """What is pressed is at least 24 pixels high and wide; what dials in the bar at least 44."""
    for page in every_page("GB"):
        shown = opened_at(chromium, page, "light", 320)
        targets = shown.evaluate(TARGETS)
        levels = shown.evaluate(HEADINGS)
        shown.context.close()
        for name, wide, high in targets:
            least = 44 if "call" in name or name == "number" else 24
            assert wide >= least and high >= least, (page.manuscript.file, name, wide, high)
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(below <= above + 1 for above, below in pairwise(levels))


def test_without_a_browser_the_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Chromium or Playwright is missing, what brings it is said."""
    monkeypatch.setattr("press.phone.browser.shutil.which", lambda _: None)
    with pytest.raises(NoBrowser, match="apt-get install -y chromium"):
        look_at([])
    monkeypatch.setattr("press.phone.browser.find_spec", lambda _: None)
    with pytest.raises(NoBrowser, match="make phone"):
        look_at([])
