"""The report: what it decides stands on a line that is there, and it guesses nothing."""

from __future__ import annotations

import json
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from press.plain.check import read_plainly
from press.read.job import Job
from press.report.context import NO, YES, ReportDesk
from press.report.report import as_json, look_at, report
from press.report.score import CHECKS, instruments, looks_for, score
from press.run.order import Order
from tests.guides import real_job
from tests.shop import LEAFLET, ROOT, Shop

ORDER = Order("report", today=date(2026, 11, 23))
ASKED = "question for a person"


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """The report on the real guide as data."""
    return as_json(look_at(real_job()))


def items(told: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for one in told["instruments"] for item in one["items"]]


def answer(job: Job, shop: Shop, check: str) -> str | None:
    (reading, *_) = read_plainly(job)
    said = CHECKS[check](ReportDesk(job, reading, looks_for()))
    return said.says if said else None


def test_what_is_decided_stands_on_a_line_that_is_there(told: dict[str, Any]) -> None:
    """Every answer names a file and a line of the real guide that holds words."""
    decided = [item for item in items(told) if item["answer"] != ASKED]
    assert len(decided) > 40
    for item in decided:
        file, _, line = item["at"].rpartition(":")
        text = (ROOT / file).read_text("utf-8").split("\n")[int(line) - 1]
        assert text.strip(), item
        assert item["why"], item


def test_every_item_of_every_instrument_is_there(told: dict[str, Any]) -> None:
    """PEMAT-P has 24 items for print, CDC's index 20, DISCERN 16; none is left out."""
    counts: dict[tuple[str, str], int] = {}
    for one in told["instruments"]:
        key = (one["instrument"], one["product"])
        counts[key] = counts.get(key, 0) + len(one["items"])
    assert counts == {
        ("PEMAT-P", "leaflet"): 24,
        ("PEMAT-P", "night-card"): 24,
        ("Clear Communication Index", "leaflet"): 20,
        ("Clear Communication Index", "night-card"): 20,
        ("DISCERN", "leaflet"): 16,
        ("EQIP", "leaflet"): 19,
    }


def test_what_only_a_person_can_judge_is_never_answered(told: dict[str, Any]) -> None:
    """An item without a check, or with one that can only refute, is never a yes."""
    by = {
        (table["title"], number, item["says"]): item.get("by", "")
        for table in instruments().values()
        for part in table.values()
        if isinstance(part, dict)
        for number, item in part.items()
    }
    for one in told["instruments"]:
        for item in one["items"]:
            kind = by[one["instrument"], item["number"], item["says"]]
            assert item["answer"] != YES or kind == "decides", item
            assert item["answer"] == ASKED or kind, item


def test_a_score_is_the_least_and_the_most_that_it_can_become(told: dict[str, Any]) -> None:
    """Open items count for neither side, and DISCERN's marks are a person's."""
    for one in told["instruments"]:
        if one["instrument"] == "DISCERN":
            assert one["score"] is None
            continue
        least, most = one["score"]
        assert 0 <= least <= most <= 100
        assert (least == most) == (one["questions"] == 0)


def test_every_check_is_used_and_says_what_it_looks_at() -> None:
    """No check is idle, and each has its sentence."""
    used = {
        item["check"]
        for table in instruments().values()
        for part in table.values()
        if isinstance(part, dict)
        for item in part.values()
        if "check" in item
    }
    assert used == set(CHECKS)
    assert all(check.__doc__ for check in CHECKS.values())


SPOILT = [
    # check, what is changed, into what: the answer must turn to no
    ("summary", "{.key}", "{.self-care}"),
    ("sources", "{.sources}", "{.self-care}"),
    ("room", "{.questions}", "{.self-care}"),
    ("uncertainty", "Nobody can tell you for sure", "We know well"),
    ("captions", '(../figures/sip.svg "Sip by sip")', "(../figures/sip.svg)"),
    ("no_consent", "Write them down today.", "Sign here."),
    ("no_sums", "Write them down today.", "Multiply them by two."),
    ("numbers", "They come without", "They take 2.5 hours without"),
    ("tables", "| Sign | Plain hiccups |", "| Sign that you have all the time | Plain hiccups |"),
    ("terms", "They come without", "DVT comes without"),
    ("chunks", "Nobody can tell", "One. Two. Three. Four. Nobody can tell"),
    ("everyday_words", "They come without", "They commence without"),
    ("alert_signs", "{.stop}", "{.self-care}"),
]


@pytest.mark.parametrize(("check", "old", "new"), SPOILT)
def test_an_answer_turns_when_its_line_is_spoilt(
    check: str, old: str, new: str, shop: Shop
) -> None:
    """A yes rests on the text: take that away and it is a no."""
    terms = '[dvt]\nforms = ["DVT", "hiccup"]\nexplained = ["small cramp", "clot"]\n'
    shop.write("content/hiccups/terms.toml", terms)
    assert answer(shop.job("leaflet"), shop, check) == YES
    shop.edit(LEAFLET, old, new)
    if check == "terms":
        shop.write("content/hiccups/terms.toml", terms.replace(', "hiccup"', ""))
    assert answer(shop.job("leaflet"), shop, check) == NO


class Page(HTMLParser):
    """What of a page a screen reader leans on."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_report_is_printed_and_written_as_html_and_json(
    shop: Shop, capsys: pytest.CaptureFixture[str]
) -> None:
    """One run gives all three, and each says that it certifies nothing."""
    shop.edit(LEAFLET, "What they are", "What <b>they</b> & I are")
    assert report(shop.project, ORDER) == 0
    out, dist = capsys.readouterr().out, shop.dist()
    data = json.loads(dist["hiccups/en-GB/report.json"])
    html = dist["hiccups/en-GB/report.html"].decode()
    for text in (out, data["claim"], html):
        assert "Informed by" in text or "informed by" in text
        assert "certified by none" in text
    assert "What &lt;b&gt;they&lt;/b&gt; &amp; I are" in html
    tags = Page(html).tags
    names = [tag for tag, _ in tags]
    assert ("html", {"lang": "en"}) in tags
    assert names.count("table") == names.count("caption") > 0
    assert all(attrs.get("scope") in ("col", "row") for tag, attrs in tags if tag == "th")
    assert "script" not in names


def test_a_guide_that_cannot_be_read_is_a_finding(
    shop: Shop, capsys: pytest.CaptureFixture[str]
) -> None:
    """A broken list of words ends in a finding and exit code 1."""
    shop.write("content/hiccups/terms.toml", "forms = [\n")
    assert report(shop.project, ORDER) == 1
    assert "M105" in capsys.readouterr().out


def test_a_card_is_scored_by_itself() -> None:
    """The scores of one product never rest on a line of the other's manuscript."""
    for reading in read_plainly(real_job()):
        other = {"leaflet": "night-card.md", "night-card": "leaflet.md"}
        name = other[reading.manuscript.product.name]
        rows = [
            row for one in score(ReportDesk(real_job(), reading, looks_for())) for row in one.rows
        ]
        places = [said.place.file for row in rows if (said := row.answer or row.hint)]
        assert not [place for place in places if place.endswith(name)]
