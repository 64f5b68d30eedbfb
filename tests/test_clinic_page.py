"""The page for clinics: its commands can be run, its files are made, its pictures are ours."""

from __future__ import annotations

import re
import shlex
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from press.commands import COMMANDS
from press.finding import Finding
from press.read.job import Job, read_job
from press.run.command_line import parse
from press.run.order import Order
from press.run.orders import Ticket, Wanted, tickets, wanted
from press.run.sheets import refuse_what_cannot_be
from press.sheets.layouts import CALIBRATION
from tests.catalogue import KNOWN
from tests.guides import BEDSIDE
from tests.shop import ROOT

PAGE = (ROOT / "docs/for-clinics.md").read_text("utf-8")
ROWS = re.findall(r"^\| [^|]+ \| `(make[^`]*)` \|([^|]*)\|", PAGE, re.MULTILINE)
PICTURES = sorted((ROOT / "docs/pictures").glob("*.svg"))
OURS = {"#16213f", "#ffd166", "#f4f6fb", "#fff"}  # night, the one yellow, the ground, paper
SVG = "{http://www.w3.org/2000/svg}"


def order_of(command: str) -> Order:
    """What `make` hands to build.py."""
    words = shlex.split(command)[1:]
    given = [word.removeprefix("ARGS=") for word in words if word.startswith("ARGS=")]
    return parse(shlex.split(" ".join(given)), date(2026, 11, 26), COMMANDS, KNOWN)


def made_by(wish: Wanted) -> set[str]:
    """The PDFs that a wish makes, as it is said by the tables of products and sheets."""
    names = {f"{row.file}{end}.pdf" for row in wish.rows
             for end in ("", *(f"-{sheet}" for sheet in wish.sheets_of(row)))}  # fmt: skip
    return names | ({f"{CALIBRATION}.pdf"} if wish.calibrates else set())


def test_the_table_has_each_command() -> None:
    """There is a row for each thing that an office may want."""
    assert len(ROWS) >= 9


@pytest.mark.parametrize(("command", "files"), ROWS, ids=[row[0] for row in ROWS])
def test_each_command_of_the_table_makes_its_files(command: str, files: str) -> None:
    """A command of the table is no wrong call on our own guide, and makes the files beside it."""
    order, found = order_of(command), list[Finding]()
    wish = wanted(BEDSIDE, order)
    mine = tickets(BEDSIDE, order, found)
    everyone = [*mine, *(ticket.back for ticket in mine if ticket.back)]
    jobs: dict[Ticket, Job | None] = {
        one: read_job(BEDSIDE, one.guide, one.locale, one.clinic, found) for one in everyone
    }
    refuse_what_cannot_be(BEDSIDE, jobs, mine, wish)
    assert mine and found == []
    assert set(re.findall(r"`([\w-]+\.pdf)`", files)) <= made_by(wish)


def test_each_file_that_the_page_names_is_one_that_is_made() -> None:
    """No PDF on the page has a name that the press never gives."""
    every = made_by(wanted(BEDSIDE, order_of('make ARGS="--edition all --sheet all"')))
    assert set(re.findall(r"`([\w-]+\.pdf)`", PAGE)) <= every


def test_each_picture_stands_on_the_page_with_its_description() -> None:
    """Each picture is shown once, and said in words to whoever does not see it."""
    shown = re.findall(r"!\[([^\]]*)\]\((pictures/[^)]+)\)", PAGE)
    assert sorted(name for _, name in shown) == [f"pictures/{path.name}" for path in PICTURES]
    assert all(len(alt.split()) >= 8 for alt, _ in shown)


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_a_picture_is_drawn_in_the_house_look(path: Path) -> None:
    """A picture has title and description, our colours, round ends, and no words in it."""
    text = path.read_text("utf-8")
    root = ElementTree.fromstring(text)
    for name in ("title", "desc"):
        node = root.find(f"{SVG}{name}")
        assert node is not None and node.text
    assert not list(root.iter(f"{SVG}text"))
    assert set(re.findall(r"#[0-9a-f]{3,6}\b", text)) <= OURS
    assert "stroke-linecap: round" in text


def test_what_an_office_may_get_wrong_is_all_there() -> None:
    """Each fault of the table says how it is noticed."""
    table = PAGE.partition("## What can still go wrong")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+) \|([^|]*)\| ([^|]+) \|$", table, re.MULTILINE)[1:]
    assert len(rows) >= 12
    assert all(noticed.strip() for _, _, noticed in rows)
