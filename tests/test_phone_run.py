"""`--phone`: proved with the PDFs, published beside them all or none, known the next time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from press.project import Project
from press.run.publish import file_of, read_manifest, stem_of
from tests.approvals import sign
from tests.conftest import Once
from tests.phones import UNDONE
from tests.recall import WHO, WHY, withdraw
from tests.shop import CARD, LEAFLET, TODAY, Shop, copy_of
from tests.tools import want

ORDER = ("--phone", "--sheet", "none", "--locale", "en-GB")
HERE = "hiccups/en-GB/night-card"
PARTS = "templates/phone/parts.html"


@pytest.fixture(scope="module")
def phoned(once: Once) -> Shop:
    """A shop whose guide has a card, signed, after a print with its phone edition."""
    want("chromium", package="chromium", undone=UNDONE)

    def fill(root: Path) -> None:
        shop = Shop(root)
        (root / LEAFLET).unlink()
        sign(root, "hiccups")
        told = shop.order(*ORDER, "--today", TODAY)
        assert told.code == 0, told.out + told.err
        assert "night-card.html: for a phone, " in told.out

    shop = Shop.__new__(Shop)
    shop.root = once("a phoned card", fill)
    return shop


@pytest.fixture
def again(phoned: Shop, tmp_path: Path) -> Shop:
    """A copy of it."""
    return copy_of(phoned, tmp_path / "again")


def test_it_lies_beside_the_pdf_and_in_the_manifest(phoned: Shop) -> None:
    """The card's phone edition is published with the card, and the manifest lists both."""
    assert {f"{HERE}.html", f"{HERE}.pdf"} <= phoned.dist().keys()
    manifest = read_manifest(Project(phoned.root)) or {}
    assert set(manifest["hiccups/en-GB"]) == {f"{HERE}.html", f"{HERE}.pdf"}


def test_a_second_run_does_nothing(again: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing changed nothing is made, nor is a browser looked for."""
    monkeypatch.setattr("press.phone.browser.shutil.which", lambda _: None)
    before = again.dist()
    told = again.order(*ORDER, "--today", TODAY)
    assert told.code == 0 and "nothing changed" in told.out, told.out + told.err
    assert again.dist() == before


def test_without_being_ordered_it_stays_as_a_sheet_does(again: Shop) -> None:
    """A run without --phone leaves it, until its text has changed: then it is taken away."""
    told = again.order("--sheet", "none", "--locale", "en-GB", "--today", TODAY)
    assert told.code == 0 and f"{HERE}.html" in again.dist(), told.err
    again.edit(CARD, 'title = "Hiccups', 'title = "The hiccups')
    told = again.order("--sheet", "none", "--locale", "en-GB", "--today", TODAY)
    assert told.code == 0 and f"{HERE}.html is taken away" in told.out, told.out + told.err
    assert f"{HERE}.html" not in again.dist() and f"{HERE}.pdf" in again.dist()


def test_one_that_is_not_proved_is_not_published(again: Shop) -> None:
    """A template that says a word of its own stops the job: what was printed stays as it was."""
    before = again.dist()
    again.edit(PARTS, "{{ one.body }}", "{{ one.body }}<p>Sleep well</p>")
    told = again.order(*ORDER, "--today", TODAY, "--format", "json")
    assert told.code == 1, told.out + told.err
    wrong = [row for row in told.findings if row["kind"] == "error"]
    assert [row["code"] for row in wrong] == ["P111"] and "Sleepwell" in wrong[0]["problem"], wrong
    assert again.dist() == before


def test_what_is_withdrawn_is_taken_away_and_not_made_again(again: Shop) -> None:
    """The phone edition of a text that was called back goes with its PDF, and is refused."""
    told = withdraw(again, "--version", "1.0", *WHO, *WHY)
    assert told.code == 0, told.out + told.err
    assert not [name for name in again.dist() if name.startswith(HERE)]
    told = again.order(*ORDER, "--today", TODAY, "--format", "json")
    assert told.code == 1 and "G118" in {row["code"] for row in told.findings}
    assert not [name for name in again.dist() if name.startswith(HERE)]


def test_a_machine_without_a_browser_prints_nothing(
    card_shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said before the work, with the command that brings one."""
    monkeypatch.setattr("press.phone.browser.shutil.which", lambda _: None)
    told = card_shop.order(*ORDER)
    assert told.code == 3 and "apt-get install -y chromium" in told.err, told.err
    assert not card_shop.dist()


def test_a_phone_edition_of_a_poster_is_a_wrong_call(shop: Shop) -> None:
    """What has none is told with what has one."""
    for words in (("--product", "poster"), ("--edition", "mono")):
        told = shop.order("--phone", *words)
        assert told.code == 2 and "leaflet, night-card or card" in told.err, told.err


def test_a_print_for_a_clinic_is_entered_with_its_phone_edition(phoned: Shop) -> None:
    """The names of a job's files are told apart: a page, and what is made for a phone."""
    assert [file_of(stem) for stem in ("card", "card.html")] == ["card.pdf", "card.html"]
    assert [stem_of(name) for name in ("a/b/card.pdf", "a/b/card.html")] == ["card", "card.html"]
    ledger = json.loads((phoned.root / ".cache/jobs.json").read_text("utf-8"))
    made = ledger["hiccups/en-GB"]["items"]["night-card.html"]
    assert made["file"] == f"{HERE}.html" and made["says"].startswith(
        "night-card.html: for a phone"
    )
