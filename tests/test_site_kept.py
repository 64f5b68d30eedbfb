"""What was approved last stays on the site while its text is changed, and nothing else does."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable

import pytest

from tests.approvals import sign
from tests.recall import WHO, WHY, change, code_of, withdraw
from tests.shop import CARD, CLINIC, TODAY, Shop
from tests.sites import (
    AFTER_REVIEW,
    CARD_PDF,
    NEXT_DAY,
    PLACE,
    astray,
    held,
    page_of,
    write_site,
)


def test_what_was_approved_last_is_kept_while_its_text_is_changed(site: Shop) -> None:
    """Its very files stay, with their own date and code, and no word of the draft is anywhere."""
    before, old = held(site.root / "site"), code_of(site, "night-card")
    change(site, CARD)
    assert site.order("--today", NEXT_DAY).code == 0, "a draft lies in dist/ now"
    for today in (TODAY, NEXT_DAY):
        told = write_site(site, today=today)
        assert told.code == 0, told.out
        files = held(site.root / "site")
        assert {
            name: files.get(name) for name in before if not name.endswith((".html", ".json"))
        } == {name: data for name, data in before.items() if not name.endswith((".html", ".json"))}
        assert not [name for name, data in files.items() if b"The hiccups" in data]
    said = page_of(site)
    assert "It is being changed. Until the new text is approved, go by this one" in said
    assert "Approved by Anna Example" in said and "Throw away after 31 January 2028" in said
    assert old in said and "Draft" not in said + page_of(site, "index.html")
    (name,) = [name for name in files if "/1.0/" in name]
    assert "This sheet holds" in page_of(site, name)
    assert "To read, or to print it again" in page_of(site, name)
    assert list(astray(site.root / "site")) == []
    sign(site.root, "hiccups", today=NEXT_DAY)
    assert write_site(site, today=NEXT_DAY).code == 0
    assert held(site.root / "site")[CARD_PDF] == site.dist()[CARD_PDF] != before[CARD_PDF]
    assert "It is being changed" not in page_of(site)


def _torn(site: Shop) -> None:
    site.write(f"site/{CARD_PDF}", b"torn")
    site.write(f"site/{PLACE}/night-card-2-up.pdf", b"torn")


def _a_draft_s(site: Shop) -> None:
    assert write_site(site, "--drafts").code == 0


def _under_another_signature(site: Shop) -> None:
    listed = json.loads(site.text("site/site.json"))
    listed["signed"] = {name: f"{one} x" for name, one in listed["signed"].items()}
    site.write("site/site.json", json.dumps(listed))


def _never_told(site: Shop) -> None:
    listed = json.loads(site.text("site/site.json"))
    del listed["signed"]
    site.write("site/site.json", json.dumps(listed))


def _in_another_place(site: Shop) -> None:
    shutil.rmtree(site.root / "site")


NOT_KEPT = (_torn, _a_draft_s, _under_another_signature, _never_told, _in_another_place)


@pytest.mark.parametrize("doing", NOT_KEPT)
def test_what_is_not_surely_approved_is_not_kept(
    site: Shop, doing: Callable[[Shop], object]
) -> None:
    """Torn, put out as a draft, of another signature, or of nobody knows what: then none is."""
    change(site, CARD)
    doing(site)
    assert write_site(site).code == 0
    assert not [name for name in held(site.root / "site") if name.endswith((".pdf", ".png"))]
    said = page_of(site)
    assert "The new text is not here until it is approved." in said
    assert "Not here just now" in said and "The hiccups" not in said
    (name,) = [name for name in held(site.root / "site") if "/1.0/" in name]
    assert "This sheet holds" in page_of(site, name)


def test_what_is_kept_falls_due_and_is_withdrawn_like_any(site: Shop) -> None:
    """Its own review counts, not the draft's; and what is called back goes at once."""
    change(site, CARD)
    assert write_site(site, today=AFTER_REVIEW).code == 0
    assert "Out of date since 31 January 2028" in page_of(site)
    assert CARD_PDF not in held(site.root / "site")


def test_what_was_withdrawn_is_not_kept(site: Shop) -> None:
    """A correction that is being written brings no withdrawn sheet back."""
    assert withdraw(site, *WHO, *WHY, today=NEXT_DAY).code == 0
    change(site, CARD)
    assert write_site(site, today=NEXT_DAY).code == 0
    assert not [name for name in held(site.root / "site") if name.endswith((".pdf", ".png"))]


def test_a_clinic_s_sheet_is_kept_with_its_own_numbers_alone(site: Shop) -> None:
    """Where the clinic has another number meanwhile, the sheet with the old one goes."""
    clinic, name = str(site.root / CLINIC), f"{PLACE}/example/night-card.pdf"
    assert write_site(site, "--clinic", clinic).code == 0
    change(site, CARD)
    assert write_site(site, "--clinic", clinic).code == 0
    assert name in held(site.root / "site")
    site.edit(CLINIC, "Riverside Hospital", "Hillside Hospital")
    assert write_site(site, "--clinic", clinic).code == 0
    assert name not in held(site.root / "site")
