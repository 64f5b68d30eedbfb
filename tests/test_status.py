"""Status: a lead finds what is due, overdue, changed or withdrawn, in the form she asks for."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from press.approval.register import Given, as_line, path_of
from press.approval.review_dates import as_calendar
from press.approval.shelf import Row, shelf
from press.walls import append_lines
from tests.approvals import sign
from tests.shop import GUIDE_FILE, LEAFLET, TODAY, Shop

KEYS = {"guide", "locale", "product", "status", "version", "changed", "approved_by", "next_review"}
DAYS = {
    TODAY: "approved",
    "2027-07-30": "approved",
    "2027-07-31": "due",  # six months before 31 January 2028
    "2028-01-30": "due",
    "2028-01-31": "overdue",
}


def told(shop: Shop, *words: str, today: str = TODAY) -> list[dict[str, Any]]:
    run = shop.order("status", "--format", "json", "--today", today, *words)
    assert run.code == 0
    rows: list[dict[str, Any]] = json.loads(run.out)
    return rows


def test_every_status_is_told_with_who_signed_and_until_when(shop: Shop) -> None:
    """Draft, approved and changed, each with version, lines that differ, name and date."""
    (draft, _) = told(shop)
    assert draft.keys() >= KEYS
    assert (draft["status"], draft["version"], draft["approved_by"]) == ("draft", "0.1", "")
    sign(shop.root, "hiccups")
    shop.edit(LEAFLET, "seem not to mind", "seem to mind")
    changed, card = told(shop)
    assert (changed["status"], changed["version"], changed["changed"]) == ("changed", "1.1", 1)
    assert (card["status"], card["version"], card["changed"]) == ("approved", "1.0", 0)
    assert "Anna Example" in str(card["approved_by"]) and card["next_review"] == "2028-01-31"


@pytest.mark.parametrize("today", DAYS)
def test_what_is_due_is_found_before_it_is_overdue(today: str, shop: Shop) -> None:
    """Six months before its review a text is due, and from that day on overdue."""
    sign(shop.root, "hiccups")
    assert {row["status"] for row in told(shop, today=today)} == {DAYS[today]}


def test_when_a_text_is_due_is_the_guide_s_to_say(shop: Shop) -> None:
    """With `due_months` a guide that needs more time is due earlier."""
    shop.append_to_head("due_months = 12\n")
    sign(shop.root, "hiccups")
    assert {row["status"] for row in told(shop, today="2027-02-01")} == {"due"}


def test_what_is_to_be_seen_to_comes_first_for_a_person(shop: Shop) -> None:
    """In text and in HTML the changed stand above the approved, and a count ends the text."""
    sign(shop.root, "hiccups")
    shop.edit(LEAFLET, "seem not to mind", "seem to mind")
    for form in ("text", "html"):
        out = shop.order("status", "--format", form, "--today", TODAY).out
        assert 0 <= out.lower().find("changed since") < out.lower().rfind("approved")
    text = shop.order("status", "--today", TODAY).out
    assert text.endswith(f"2 texts on {TODAY}: 1 changed, 1 approved\n")


def test_a_guide_that_can_not_be_read_is_told_and_hides_no_other(shop: Shop) -> None:
    """One broken guide file is a row of its own, with the place and what is wrong."""
    shop.write("content/broken/guide.toml", "locales = [")
    rows = told(shop)
    assert [row["status"] for row in rows] == ["unreadable", "draft", "draft"]
    assert "content/broken/guide.toml:1" in str(rows[0]["says"])


def test_a_damaged_approval_is_never_shown_as_a_draft(shop: Shop) -> None:
    """What was signed and can't be trusted any more is told as such."""
    sign(shop.root, "hiccups")
    shop.append("content/hiccups/approved/en-GB/approval.toml", "# a note\n")
    (row,) = told(shop)
    assert row["status"] == "unreadable" and "counts for nothing" in str(row["says"])


def test_what_is_kept_between_two_looks_is_never_old(shop: Shop) -> None:
    """A change of text, word, fact or signature is in the next look; a torn file is no loss."""
    told(shop)
    sign(shop.root, "hiccups")
    assert {row["status"] for row in told(shop)} == {"approved"}
    shop.edit("content/words/en.toml", "Last read against", "Read against")
    assert [row["status"] for row in told(shop)] == ["changed", "approved"]
    shop.write(".cache/shelf.json", "{")
    assert [row["status"] for row in told(shop)] == ["changed", "approved"]


def test_a_guide_that_there_is_not_is_told_in_words(shop: Shop) -> None:
    """A misspelt name is refused with the one that was meant."""
    run = shop.order("status", "--guide", "hicups")
    assert run.code == 2 and "did you mean hiccups?" in run.err


def test_review_dates_are_a_calendar(shop: Shop) -> None:
    """The review dates are iCalendar: lines of 75 octets that end in CR and LF, whole events."""
    sign(shop.root, "hiccups")
    text = shop.order("status", "--format", "ics", "--today", TODAY).out
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    assert all(len(line.encode()) <= 75 and "\n" not in line for line in lines)
    whole = text.replace("\r\n ", "").split("\r\n")
    assert "DTSTART;VALUE=DATE:20280131" in whole and "DTEND;VALUE=DATE:20280201" in whole
    assert whole.count("BEGIN:VEVENT") == whole.count("END:VEVENT") == 1
    assert any(line.startswith("DTSTAMP:20261126T") for line in whole)


def test_a_long_name_is_folded_between_letters() -> None:
    """A summary of many letters of two octets is cut into lines, and no letter is."""
    row = Row("ä" * 60, "en-GB", "leaflet", "approved", "1.0", 0, "", "2028-01-31", "")
    text = as_calendar([row], date(2026, 11, 26))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "ä" * 60 in text.replace("\r\n ", "")


def test_looking_again_reads_no_guide(shop: Shop) -> None:
    """Where no file changed a second look opens none of a guide's texts."""
    first = [*shelf(shop.project)]
    project = shop.project
    assert [*shelf(project)] == first and not project.opened
    shop.append(GUIDE_FILE, "\n")
    assert [*shelf(project)] == first and project.opened


def test_a_clinic_that_holds_an_older_text_is_named(shop: Shop) -> None:
    """Status says which clinics were given a text that stands no more, and which has that."""
    job = sign(shop.root, "hiccups")
    for product, day in (("leaflet", "2026-11-26"), ("night-card", "2026-11-26")):
        text = job.standings[product].text.digest
        given = Given("hiccups", "en-GB", product, "1.0", "", text, "vale", "North Vale", "v.toml",
                      date.fromisoformat(day), {})  # fmt: skip
        line = as_line(given) + "\n"
        append_lines(shop.root, path_of(shop.project), line.encode())
    assert "still has" not in shop.order("status", "--today", TODAY).out
    shop.edit(LEAFLET, "seem not to mind", "seem to mind")
    (row, card) = told(shop)
    assert [one["current"] for one in row["clinics"]] == [False]
    assert [one["current"] for one in card["clinics"]] == [True]
    says = "North Vale still has 1.0 of hiccups en-GB leaflet, given on 2026-11-26"
    assert shop.order("status", "--today", TODAY).out.count("still has") == 1
    assert says in shop.order("status", "--today", TODAY).out
