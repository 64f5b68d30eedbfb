"""The register: no sheet is given out for a clinic that nobody could call back."""

from __future__ import annotations

import json
import resource
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from press.approval.register import (
    SEAM,
    SUM,
    Desk,
    Given,
    as_line,
    entries_of,
    path_of,
    read_register,
)
from press.project import Project
from press.read.clinic import read_clinic
from press.run.books import Books
from press.run.done import Done
from press.run.order import Order
from press.run.orders import Ticket, wanted
from press.run.publish import CannotPublish
from press.walls import append_lines
from tests.approvals import read_anew
from tests.shop import CLINIC, TODAY, Shop, copy_of
from tests.shop import LEAFLET as TEXT
from tests.tools import in_fork

DAY = date.fromisoformat(TODAY)
LEAFLET = ("--product", "leaflet", "--sheet", "none", "--today", TODAY)
FOLDER = "hiccups/en-GB/example"
ONE = Given(
    "hiccups", "en-GB", "night-card", "1.0", "hiccups en-GB 1.0 3f9a2c", "3f9a2c" + "0" * 58,
    "riverside", "Riverside Hospital", "riverside.toml", DAY, {"a.pdf": "12"},
)  # fmt: skip


def sealed(old: str, new: str) -> bytes:
    """A line that says something else, with the sum that fits it."""
    head = as_line(ONE).replace(old, new).encode().rpartition(SEAM)[0]
    return head + SEAM + sha256(head).hexdigest()[:SUM].encode() + b'"}'


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A shop with the leaflet printed for its clinic, once."""
    shop = Shop(tmp_path_factory.mktemp("register")).brief()
    told = shop.order("--clinic", shop.here(CLINIC), *LEAFLET)
    assert told.code == 0, told.out + told.err
    return shop


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """The register of an empty project."""
    return path_of(Project(tmp_path))


def enter(root: Path, *entries: Given) -> None:
    text = "".join(f"{as_line(one)}\n" for one in entries)
    append_lines(root, path_of(Project(root)), text.encode())


def names(root: Path) -> list[str]:
    return [one.name for one in read_register(Project(root)).given]


def damaged(root: Path) -> list[int]:
    return [number for number, _ in read_register(Project(root)).damaged]


def done_for(root: Path, **more: Any) -> Done:
    """The card as it comes off the press for the example's clinic."""
    job = read_anew(root, "hiccups", "en-GB")
    clinic = read_clinic(Project(root), root / CLINIC, [])
    ticket = Ticket(job.guide, "en-GB", clinic, back=more.pop("back", None))
    pdfs = {"night-card": b"one", "night-card-2-up": b"two", "calibration": b"three"}
    return Done(ticket, pdfs, [], [], standings=job.standings, stopped=False, **more)


def test_a_print_for_a_clinic_is_one_line_with_all_that_calls_it_back(printed: Shop) -> None:
    """Guide, locale, version, code, clinic with its words, day, and each file's digest in dist."""
    [line] = path_of(printed.project).read_text("utf-8").splitlines()
    said = json.loads(line)
    text = read_anew(printed.root, "hiccups", "en-GB").standings["leaflet"].text.digest
    assert said["code"] == f"hiccups en-GB 0.1 {text[:6]}" and said["text"] == text
    assert [said[key] for key in ("guide", "locale", "product", "version", "on")] == [
        "hiccups", "en-GB", "leaflet", "0.1", TODAY]  # fmt: skip
    who = [said[key] for key in ("clinic", "name", "file")]
    assert who == ["example", "Riverside Hospital (example)", CLINIC]
    assert said["says"][0] == "Riverside Hospital (example)"
    assert any("020 7946" in words or "01632" in words for words in said["says"][1:])
    pdfs = {name: data for name, data in printed.dist().items() if name.endswith(".pdf")}
    assert said["files"] == {name: sha256(data).hexdigest() for name, data in pdfs.items()}


def test_what_is_passed_over_is_not_entered_again(printed: Shop) -> None:
    """A run in which nothing changed gives nothing out."""
    before = path_of(printed.project).read_bytes()
    assert "nothing changed" in printed.order("--clinic", printed.here(CLINIC), *LEAFLET).out
    assert path_of(printed.project).read_bytes() == before


def test_what_can_not_be_entered_is_not_given_out(printed: Shop, tmp_path: Path) -> None:
    """Where the register can't be written, no file in dist moves; the reason is told in a line."""
    shop = copy_of(printed, tmp_path / "copy")
    path = path_of(shop.project)
    path.unlink()
    path.mkdir()
    (shop.root / f"dist/{FOLDER}/leaflet.pdf").unlink()
    before = shop.dist()
    shop.edit(TEXT, "seem not to mind", "{{ sipps }}")  # of the text nothing is told any more
    told = shop.order("--clinic", shop.here(CLINIC), *LEAFLET)
    assert told.code == 3 and "register/prints.jsonl" in told.err and "Traceback" not in told.err
    assert "sipps" not in told.out
    assert shop.dist() == before


def test_each_text_on_a_sheet_has_a_line_of_its_own(printed: Shop) -> None:
    """A card with another locale on its back is two texts; a sheet for printers is none."""
    done = done_for(printed.root)
    [card] = entries_of(done, DAY)
    assert {*card.files} == {f"{FOLDER}/night-card.pdf", f"{FOLDER}/night-card-2-up.pdf"}
    other = read_anew(printed.root, "hiccups", "en-GB")
    back = Ticket(other.guide, "cy-GB", None)
    both = entries_of(done_for(printed.root, back=back, behind=other.standings), DAY)
    assert [(one.locale, len(one.files)) for one in both] == [("en-GB", 2), ("cy-GB", 1)]
    assert {*both[1].files} == {f"{FOLDER}/night-card-2-up.pdf"}
    assert {one.clinic for one in both} == {"example"}


def test_what_is_entered_is_what_is_given_out(printed: Shop) -> None:
    """Where the organisation seals its files, the register has them as they are sealed."""
    seal = cast(Any, SimpleNamespace(sign=lambda pdf: pdf + b" sealed", fingerprint="ab"))
    order = Order("print", products=("night-card",), sheets=("2-up",))
    books = Books(printed.project, order, [], seal)
    done = books.sealed(done_for(printed.root), wanted(printed.project, order, seal))
    [card] = entries_of(done, DAY)
    assert card.files[f"{FOLDER}/night-card.pdf"] == sha256(b"one sealed").hexdigest()


def test_a_print_without_a_clinic_is_nobodys_to_call_back(printed: Shop) -> None:
    """Nobody knows to whom it goes."""
    done = done_for(printed.root)
    assert entries_of(replace(done, ticket=replace(done.ticket, clinic=None)), DAY) == []


def test_what_the_register_lost_is_printed_again(printed: Shop, tmp_path: Path) -> None:
    """A clinic's file of which it knows nothing does not stand, nor is it passed over."""
    ticket = done_for(printed.root).ticket
    files = json.loads(printed.text("dist/manifest.json"))["jobs"][FOLDER]
    order = Order("print", products=("leaflet",), sheets=())
    wish = wanted(printed.project, order)
    assert Desk(printed.project, wish).knows(ticket, files)
    assert not Desk(printed.project, wish).knows(ticket, dict.fromkeys(files, "another"))
    lost = Desk(Project(tmp_path), wish)
    assert not lost.knows(ticket, files)
    assert lost.knows(replace(ticket, clinic=None), files)
    assert lost.knows(ticket, {f"{FOLDER}/calibration.pdf": "1", f"{FOLDER}/poster.pdf": "2"})


@pytest.mark.parametrize("torn", [b'{"form": 1, "guide": "hic', b"{", b"\xff\xfe", b"x" * 9])
def test_a_torn_last_line_is_stepped_over(register: Path, tmp_path: Path, torn: bytes) -> None:
    """What a kill left is told with its number, and the next entry begins on a line of its own."""
    enter(tmp_path, ONE)
    with register.open("ab") as file:
        file.write(torn)
    assert names(tmp_path) == ["Riverside Hospital"] and damaged(tmp_path) == [2]
    enter(tmp_path, replace(ONE, name="Hilltop"))
    assert names(tmp_path) == ["Riverside Hospital", "Hilltop"] and damaged(tmp_path) == [2]
    assert register.read_bytes().split(b"\n")[1] == torn, "an earlier line is never touched"


def test_a_whole_line_that_lacks_only_its_end_counts(register: Path, tmp_path: Path) -> None:
    """A sheet too many is looked for; none is missed."""
    enter(tmp_path, ONE)
    register.write_bytes(register.read_bytes().rstrip(b"\n"))
    enter(tmp_path, replace(ONE, name="Hilltop"))
    assert names(tmp_path) == ["Riverside Hospital", "Hilltop"] and not damaged(tmp_path)


@pytest.mark.parametrize(
    "line",
    [b"<<<<<<< HEAD", b"[1, 2]", b"null", b"{}", b'{"form": 1}', b"[" * 9000, b"\x00",
     as_line(ONE).replace("3f9a2c", "3f9a2d").encode(),
     as_line(ONE).replace(TODAY, "2026-13-26").encode(),
     as_line(ONE).replace('"form": 1', '"form": 2').encode()],
)  # fmt: skip
def test_a_damaged_line_is_told_and_the_rest_counts(tmp_path: Path, line: bytes) -> None:
    """Whatever stands in the middle, the entries around it are read."""
    enter(tmp_path, ONE)
    append_lines(tmp_path, path_of(Project(tmp_path)), line + b"\n\n")
    enter(tmp_path, replace(ONE, name="Hilltop"))
    assert names(tmp_path) == ["Riverside Hospital", "Hilltop"] and damaged(tmp_path) == [2]
    [note] = read_register(Project(tmp_path)).notes
    assert note.startswith("register/prints.jsonl:2: this line can't be read")


def test_line_ends_of_another_machine_do_no_harm(register: Path, tmp_path: Path) -> None:
    """A version history may turn them."""
    enter(tmp_path, ONE, ONE)
    register.write_bytes(register.read_bytes().replace(b"\n", b"\r\n"))
    enter(tmp_path, ONE)
    assert len(names(tmp_path)) == 3 and not damaged(tmp_path)


def test_two_builds_at_once_lose_nothing(tmp_path: Path) -> None:
    """Each line is whole, whoever writes between."""

    def write(name: str) -> int:
        for number in range(40):
            enter(tmp_path, replace(ONE, name=name), replace(ONE, name=name, code=f"{number}"))
        return 0

    def both() -> int:
        import os

        pid = os.fork()
        write("first" if pid else "second")
        if not pid:
            os._exit(0)
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

    assert in_fork(both) == 0
    assert sorted(names(tmp_path)) == ["first"] * 80 + ["second"] * 80
    assert not damaged(tmp_path)


def test_a_full_disk_leaves_what_was_there(register: Path, tmp_path: Path) -> None:
    """Half a line is taken back, and the failure is told: so its sheets are not given out."""
    enter(tmp_path, ONE)
    before = register.read_bytes()

    def write() -> int:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 50, len(before) + 50))
        try:
            enter(tmp_path, ONE)
        except OSError:
            return 7
        return 0

    assert in_fork(write) == 7
    assert register.read_bytes() == before


@pytest.mark.parametrize("what", ["a link", "a folder", "a link to its folder"])
def test_a_register_that_leads_elsewhere_is_not_written(
    printed: Shop, tmp_path: Path, what: str
) -> None:
    """Nothing is written where nobody would look for it."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    root = tmp_path / "project"
    path = path_of(Project(root))
    (root if what.endswith("its folder") else path.parent).mkdir(parents=True)
    if what == "a folder":
        path.mkdir()
    elif what == "a link":
        path.symlink_to(elsewhere / "prints.jsonl")
    else:
        path.parent.symlink_to(elsewhere)
    wish = cast(Any, SimpleNamespace(items={}))
    with pytest.raises(CannotPublish, match=r"register/prints\.jsonl"):
        Desk(Project(root), wish).enter(done_for(printed.root), DAY)
    assert not [*elsewhere.iterdir()]


def test_a_clock_that_was_set_back_is_told(
    printed: Shop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The print is entered all the same, with the day that it was given."""
    enter(tmp_path, ONE)
    desk = Desk(Project(tmp_path), cast(Any, SimpleNamespace(items={})))
    desk.enter(done_for(printed.root), date(2026, 1, 2))
    assert "has a print of 2026-11-26, and today is 2026-01-02" in capsys.readouterr().err
    assert [str(one.on) for one in read_register(Project(tmp_path)).given] == [TODAY, "2026-01-02"]
