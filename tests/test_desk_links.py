"""Links that lead out of the project: nothing of what lies there is shown or waited for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from press.desk.content import Content
from tests.desks import OpenDesk, desk_on
from tests.shop import CLINIC, GUIDE, ROOT, Shop

SECRET = "sesame"
DRAWING = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><title>{SECRET}</title>' \
    '<rect width="20" height="10"/></svg>'  # fmt: skip
PAGES = ("/", "/print", "/write", "/sign", "/due", "/due.ics", "/clinics", "/write/hiccups/en-GB",
         "/sign/hiccups/en-GB", "/write/elsewhere/en-GB", "/sign/elsewhere/en-GB",
         "/explain/M101", "/first/hiccups/en-GB.png", "/first/elsewhere/en-GB.png",
         "/static/words.ttf", "/static/pipe.ttf", "/print/choices?guide=hiccups&clinic=other",
         *(f"/clinics/{key}" for key in ("words", "other", "pipe", "endless", "folder", "gone",
                                         "ring", "mine")))  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    """A desk on a project that somebody sent, with links of every kind in it."""
    folder = tmp_path_factory.mktemp("links")
    shop, out = Shop(folder / "project"), folder / "out"
    out.mkdir()
    (out / "words").write_text(f"{SECRET}:x:0:0\n{SECRET}\n")
    (out / "other.toml").write_text(
        shop.text(CLINIC).replace("(example)", f"(example) {SECRET}").replace("Wood", SECRET)
    )
    (out / "drawing.svg").write_text(DRAWING)
    os.mkfifo(out / "pipe")
    shutil.copytree(ROOT / "tests/hiccups", out / "guide")
    leaflet = out / "guide/en/leaflet.md"
    leaflet.write_text(leaflet.read_text("utf-8").replace("seem not", f"{SECRET} seem"), "utf-8")
    mine = shop.text(CLINIC).replace(
        "[lines", 'logo = "mine.svg"\nlogo_description = "A"\n[lines', 1
    )
    shop.write("content/clinics/mine.toml", mine)
    shop.write("docs/findings/of.md", "## M101 it is so\n\nWhat: so.\n")
    for name, to in {
        "styles/fonts/words.ttf": out / "words",
        "styles/fonts/pipe.ttf": out / "pipe",
        "content/clinics/words.toml": out / "words",
        "content/clinics/other.toml": out / "other.toml",
        "content/clinics/pipe.toml": out / "pipe",
        "content/clinics/endless.toml": Path("/dev/zero"),
        "content/clinics/folder.toml": out,
        "content/clinics/gone.toml": out / "nothing",
        "content/clinics/ring.toml": Path("ring.toml"),
        "content/clinics/mine.svg": out / "drawing.svg",
        "content/brands/words.toml": out / "words",
        f"{GUIDE}/answers.toml": out / "words",
        f"{GUIDE}/figures/more.svg": out / "drawing.svg",
        "content/elsewhere": out / "guide",
        "content/ring": Path("../content"),
        "docs/findings/pipe.md": out / "pipe",
        "docs/findings/words.md": out / "words",
        "register/prints.jsonl": out / "words",
    }.items():
        path = shop.root / name
        path.parent.mkdir(exist_ok=True)
        path.symlink_to(to)
    with desk_on(shop.root) as one:
        yield one


@pytest.mark.parametrize("page", PAGES)
def test_no_page_shows_what_lies_outside(desk: OpenDesk, page: str) -> None:
    """Whatever a link leads to, the page is there in good time, and says nothing of it."""
    answer = desk.get(page, Accept="text/html")
    assert answer.status in (200, 404), answer.text
    assert SECRET not in answer.text


def test_a_clinic_by_a_link_is_none(desk: OpenDesk) -> None:
    """It is told that its file leads out, and it is not offered where something is printed."""
    says = desk.get("/clinics").text
    assert says.count("leads out of the project") >= 2
    assert "other" not in Content(desk.root).clinics and "mine" in Content(desk.root).clinics
    assert SECRET not in desk.get("/state?guide=hiccups&locale=en-GB&clinic=mine"
                                  "&product=leaflet&again=1").text  # fmt: skip


def test_a_picture_that_is_named_by_a_link_is_none(desk: OpenDesk) -> None:
    """A logo that leads out is told at the form, and no picture of it is shown."""
    page = desk.get("/clinics/mine").text
    assert "the logo leads out of the project" in page.replace("The logo", "the logo")
    assert "/clinics/logo/" not in page
