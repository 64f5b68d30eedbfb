"""The review pack is the page to sign: true in each standing, and its fingerprint is taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest

from press.approval.sealed import withdrawn_files, write_files
from press.read.approvals import Withdrawal
from press.read.fingerprint import fingerprint
from press.review.asked import judge_as_signed
from press.review.pack import PACK, as_html, pack_values, typeset
from press.review.stands import standing_values
from press.typeset.engine import start_engine
from tests.approvals import GIVEN, as_kind, read_anew, sign
from tests.printed import texts_of_pages
from tests.shop import CARD, GUIDE, GUIDE_FILE, LEAFLET, SIPS, TODAY, Shop
from tests.test_answers import ANSWER, HARD

NAME = "hiccups"
TWO = 'signatures = ["clinical", "plain language"]\n'
APPROVE = ("approve", "--guide", NAME, "--locale", "en-GB", "--today", TODAY)


def stands(shop: Shop) -> Mapping[str, Any]:
    """What the pack says of the text as it is now: its standing, what changed, who signs."""
    return standing_values(shop.project, read_anew(shop.root, NAME, "en-GB"))


def words_of(shop: Shop, values: Mapping[str, Any]) -> str:
    """The words of the pack in their order, before they are typeset."""
    html = as_html(shop.project, read_anew(shop.root, NAME, "en-GB"), PACK, values)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html.partition("<body>")[2])).split())


def pack_of(shop: Shop) -> dict[str, Any]:
    """What the pack says of the text as it is now."""
    job = read_anew(shop.root, NAME, "en-GB")
    return pack_values(shop.project, job, judge_as_signed(job, []))


def withdraw(shop: Shop) -> None:
    """Call back what stands."""
    job = sign(shop.root, NAME)
    texts = {name: one.text.digest for name, one in job.standings.items()}
    line = job.guide.last_review.line
    taken = Withdrawal("1.0", texts, "Bo Example", "pharmacist", date(2026, 11, 26),
                       "Ten sips are too many.", line)  # fmt: skip
    assert job.approvals
    approvals = replace(job.approvals, withdrawals=(taken,))
    write_files(shop.project, withdrawn_files(job.guide, approvals))


def change(shop: Shop) -> None:
    sign(shop.root, NAME)
    shop.edit(SIPS, "ten sips", "nine sips")


def begin(shop: Shop) -> None:
    shop.write(GUIDE_FILE, TWO + shop.text(GUIDE_FILE))
    sign(shop.root, NAME)


def begin_another(shop: Shop) -> None:
    begin(shop)
    shop.edit(SIPS, "ten sips", "nine sips")


def tear(shop: Shop) -> None:
    sign(shop.root, NAME)
    shop.edit(f"{GUIDE}/approved/en-GB/approval.toml", "Anna", "Anne")


@pytest.mark.parametrize(
    ("become", "says"),
    [
        (lambda _: None, ["Nobody has approved this text."]),
        (begin, ["Nobody has approved this text. Version 1.0 is this text. It is signed by Anna",
                 "on 2026-11-26, and waits for: plain language."]),
        (begin_another, ["Nobody has approved this text. What Anna Example", "is another text",
                         "counts for nothing here."]),
        (lambda shop: sign(shop.root, NAME), [
            "Version 1.0 is this text, approved on 2026-11-26 by Anna Example",
            "From 2027-07-31 it is due", "From 2028-01-31 it is not printed"]),
        (change, ["Version 1.0 was approved on 2026-11-26 by Anna",
                  "Changed since, or new: leaflet, night-card. Nobody has approved that"]),
        (withdraw, ["withdrawn on 2026-11-26 by Bo Example, pharmacist: Ten sips are too many."]),
        (tear, ["can't be trusted", "nothing counts as approved"]),
    ],
)  # fmt: skip
def test_what_a_pack_says_of_its_text_is_so(
    shop: Shop, become: Callable[[Shop], object], says: list[str]
) -> None:
    """Draft, begun, approved and due, changed, withdrawn, torn: each in words true on any day."""
    become(shop)
    told = str(stands(shop)["standing"])
    assert [text for text in says if text not in told] == [], told
    approved = "is this text, approved on" in told
    assert approved == (says[0].startswith("Version 1.0 is this text"))


def test_what_changed_since_the_approval_stands_first(shop: Shop) -> None:
    """Both sentences, sheet by sheet, before any question; a new sheet is told to be new."""
    change(shop)
    (shop.root / f"{GUIDE}/approved/en-GB/1.0/night-card.txt").unlink()
    job, values = read_anew(shop.root, NAME, "en-GB"), pack_of(shop)
    told = " ".join(texts_of_pages(typeset(start_engine(shop.project), job, PACK, values)))
    first = told.partition("1. What changed")[2].partition("2. What is asked")[0]
    assert "From version 1.0, the last that was approved" in first
    assert "was Take ten sips" in first and "now Take nine sips" in first
    assert "is not there as it was signed: read all as new." in first
    assert "working paper, not an approval" in told and "Nobody has approved this" not in told


def test_where_nothing_changed_it_says_so(shop: Shop) -> None:
    """Who signs again before a review is due sees that the words are the same."""
    sign(shop.root, NAME)
    assert [sheet["counts"] for sheet in stands(shop)["changed"]] == ["nothing changed"] * 2
    shop.write(f"{GUIDE}/en/card.md", shop.text(CARD))
    notes = {sheet["product"]: sheet["note"] for sheet in stands(shop)["changed"]}
    assert notes["card"] == "It is not part of version 1.0: all of it is new."


def test_each_question_has_its_line_and_its_answer_or_a_box(shop: Shop) -> None:
    """Code, line, entry and place; who answered, when and why, or room for it on paper."""
    shop.edit(LEAFLET, "One man had them for sixty-eight years.", HARD)
    values = pack_of(shop)
    (one,) = values["questions"]
    assert (one["name"], one["code"], one["line"], one["answer"]) == ("Q1", "W116", HARD, None)
    assert one["asks"].startswith("“utilised” is a hard word") and values["open"] == 1
    assert shop.place(LEAFLET, HARD) == one["place"]
    rows = [row for p in values["products"] for s in p["sheets"] for row in s["entries"]]
    assert [row["says"] for row in rows if row["number"] in one["at"]] == [HARD]
    assert values["named_at"][one["at"][0]] == ["Q1"]
    told = words_of(shop, values)
    assert "it may stand change it Why Who, and when" in told and "Asked: Q1" in told
    assert "1 of 1 waits for an answer." in told

    shop.write(f"{GUIDE}/answers.toml", ANSWER)
    settled = pack_of(shop)
    told = words_of(shop, settled)
    assert "A. Tester, for the tests , 2026-11-01: He said so himself." in told
    assert "it may stand" not in told and "None of 1 waits for an answer." in told
    assert settled["fingerprint"] != values["fingerprint"]


def test_what_a_signed_page_may_not_say_is_asked_before_it_is_signed(shop: Shop) -> None:
    """A draft says that it waits; who signs is asked about it in the pack already."""
    shop.edit(LEAFLET, "Author: awaiting.", "Author and clinical check: awaiting.")
    assert [one["code"] for one in pack_of(shop)["questions"]] == ["G122"]


def test_an_error_is_told_before_anyone_reads_to_the_end(shop: Shop) -> None:
    """A pack of a text that can't be signed says so where it says what is asked."""
    shop.append(LEAFLET, "\nSee it. [@H9]\n")
    values = pack_of(shop)
    assert [text for text in values["errors"] if "E101" in text and LEAFLET in text]
    assert "Nothing can be signed yet." in words_of(shop, values)


def test_each_kind_of_signature_has_its_place_and_its_command(shop: Shop) -> None:
    """Those that the guide asks for, with the statement; who has signed is named, not asked."""
    begin(shop)
    job = read_anew(shop.root, NAME, "en-GB")
    told = words_of(shop, pack_of(shop)).partition("6. Who signs")[2]
    assert "Given by Anna Example, consultant midwife, on 2026-11-26." in told
    assert f"--pack {fingerprint(job)} --as 'plain language'" in told
    assert told.count("To be read again by") == 1
    assert "I have read every sentence of this text" in told
    sign(shop.root, NAME, who=as_kind("plain language", "Bo Example"))
    assert [one["given"] for one in stands(shop)["signatures"]] == ["", ""], "to be signed again"


def test_approve_takes_the_fingerprint_of_what_stands_and_no_other(shop: Shop) -> None:
    """One word changed since the pack was made: nothing is signed, and it says what to do."""
    shop.write(GUIDE_FILE, f'authors = ["Anna Example"]\n{shop.text(GUIDE_FILE)}')
    print_of = fingerprint(read_anew(shop.root, NAME, "en-GB"))
    mine = shop.order(*APPROVE, *GIVEN, "--pack", print_of.upper().replace("-", ""))
    assert mine.code == 2 and "wrote this text" in mine.err, "the pack itself is taken"
    shop.edit(SIPS, "ten sips", "nine sips")
    told = shop.order(*APPROVE, *GIVEN, "--pack", print_of)
    assert told.code == 2 and f"the pack {print_of} is of another text" in told.err
    assert fingerprint(read_anew(shop.root, NAME, "en-GB")) in told.err
    assert "make the pack again" in told.err
    assert not (shop.root / GUIDE / "approved").exists()
