"""Papers beside what is printed: each says of which text it is, and a print says when it is old."""

from __future__ import annotations

import json

from press.run.papers import PAPERS, text_of
from tests.shop import SIPS, WORDS, Shop

JOB = "hiccups/en-GB"
QUICK = ("--sheet", "none")
REPORT, PACK = f"dist/{JOB}/report.html", f"dist/{JOB}/review-pack.pdf"


def test_a_report_says_of_which_text_it_is(shop: Shop) -> None:
    """Version, day and a short digest that changes with any word, a common one too."""
    shop.order("report")
    first = text_of(shop.project, shop.guide, None)
    assert f"Version 0.1, text {first} of 2026-01-15." in shop.text(REPORT)
    assert json.loads(shop.text(f"dist/{JOB}/report.json"))["text"] == first
    shop.edit(WORDS, "Throw away after", "Do not keep after")
    assert text_of(shop.project, shop.guide, None) != first


def test_papers_stay_and_are_told_once_they_are_old(printed_card: Shop) -> None:
    """A print takes none away; it names those that are not true any more."""
    shop = printed_card
    for command in ("report", "review-pack", "proofsheet"):
        assert shop.order(command).code == 0
    assert shop.order(*QUICK).err == ""
    shop.edit(SIPS, "ten sips", "nine sips")
    told = shop.order(*QUICK)
    assert told.code == 0, told.out
    for name, maker in ((REPORT, "report"), (PACK, "review-pack")):
        assert (shop.root / name).is_file()
        assert f"{name}: of an older text" in told.err
        assert f"make it again with {maker}" in told.err
    assert "dist/proofsheet.pdf: of other printed files; make it again with proofsheet" in told.err
    for command in ("report", "review-pack", "proofsheet"):
        assert shop.order(command).code == 0
    assert shop.order(*QUICK).err == ""


def test_what_is_known_of_papers_may_be_torn(printed_card: Shop) -> None:
    """Then a PDF is told as one that nobody knows, and nothing ends badly."""
    assert printed_card.order("review-pack").code == 0
    for torn in ("[", '{"a": 1}', "[]", '{"hiccups/en-GB/x.pdf": "y"}'):
        (printed_card.root / ".cache" / PAPERS).write_text(torn)
        told = printed_card.order(*QUICK)
        assert (told.code, f"{PACK}: not of this press" in told.err) == (0, True)
