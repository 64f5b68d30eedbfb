"""What is in one's hand: the code at a page's foot says whether a sheet may be handed out."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from press.approval.foot import Code, near_to, read_code
from tests.approvals import ANNA, as_kind, sign
from tests.recall import LATER, WHO, WHY, change, code_of, enter, identify, withdraw
from tests.shop import CARD, GUIDE, LEAFLET, Shop, copy_of


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """Nothing is signed."""
    return Shop(tmp_path_factory.mktemp("identify"))


@pytest.fixture(scope="module")
def signed(draft: Shop, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """1.0 is approved and stands."""
    shop = copy_of(draft, tmp_path_factory.mktemp("identify") / "signed")
    sign(shop.root, "hiccups")
    return shop


@pytest.fixture(scope="module")
def replaced(signed: Shop, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """2.0 is approved too: its leaflet says something else, its card is that of 1.0."""
    shop = copy_of(signed, tmp_path_factory.mktemp("identify") / "replaced")
    change(shop, LEAFLET)
    sign(shop.root, "hiccups", today=LATER)
    return shop


@pytest.fixture
def shop(signed: Shop, tmp_path: Path) -> Shop:
    """1.0 is approved, and the test may do with it what it likes."""
    return copy_of(signed, tmp_path / "shop")


def test_an_approved_sheet_may_be_handed_out(signed: Shop) -> None:
    """It says by whom it was approved, and until when."""
    told = identify(signed, code_of(signed, "night-card"))
    assert told.code == 0 and told.out.endswith("it may be handed out\n")
    assert "night-card: approved until 2028-01-31 by Anna Example" in told.out


@pytest.mark.parametrize(
    "how",
    [
        "words",
        "capitals",
        "dashes",
        "slashes",
        "address",
        "query",
        "odd dashes",
        "spelled",
        "pairs",
    ],
)
def test_a_code_is_read_as_people_and_machines_give_it(signed: Shop, how: str) -> None:
    """With dashes or slashes, behind an address, in any case, in one word or four."""
    code = code_of(signed, "night-card")
    typed = {
        "words": code.split(),
        "capitals": [f"  {code.upper()} "],
        "dashes": [code.replace(" ", "-")],
        "slashes": [code.replace(" ", "/")],
        "address": [f"https://care.example/sheet/{code.replace(' ', '/')}/"],
        "query": [f"https://care.example/?sheet={code.replace(' ', '+')}"],
        "odd dashes": [code.replace("-", "\u2011")],
        "spelled": [f"hiccups en GB 1 0 {'-'.join(code[-6:])}"],
        "pairs": [f"{code[:-6]} {code[-6:-4]} {code[-4:-2]} {code[-2:]}"],
    }[how]
    assert identify(signed, *typed).code == 0


def test_the_day_decides_whether_it_is_due_or_overdue(signed: Shop) -> None:
    """Six months before its review it is still good; on the day of it no more."""
    code = code_of(signed, "leaflet")
    due = identify(signed, code, today="2027-09-01")
    assert due.code == 0 and "its review is due" in due.out
    over = identify(signed, code, today="2028-01-31")
    assert over.code == 1 and "overdue since 2028-01-31" in over.out
    assert over.out.endswith("don't hand it out\n")


def test_a_clock_that_was_set_back_vouches_for_nothing(signed: Shop) -> None:
    told = identify(signed, code_of(signed, "leaflet"), today="2026-01-01")
    assert told.code == 1 and "set this machine's clock right" in told.out


def test_the_same_text_under_a_newer_number_is_still_current(replaced: Shop) -> None:
    """The digest counts, and both numbers are told."""
    old = identify(replaced, code_of(replaced, "night-card", "1.0"))
    assert old.code == 0 and "version 2.0 has the same text" in old.out
    assert identify(replaced, code_of(replaced, "night-card", "2.0")).code == 0


def test_a_sheet_that_says_itself_that_it_is_out_of_date_is_printed_again(draft: Shop) -> None:
    """The same text was signed again for longer: the older paper still bears its own day."""
    shop = copy_of(draft, draft.root.parent / "longer")
    sign(shop.root, "hiccups", who=replace(ANNA, next_review=date(2026, 12, 20)))
    change(shop, LEAFLET)
    sign(shop.root, "hiccups", today=LATER)
    old, new = code_of(shop, "night-card", "1.0"), code_of(shop, "night-card", "2.0")
    before = identify(shop, old)
    assert before.code == 0 and "says itself to throw it away after 2026-12-20" in before.out
    after = identify(shop, old, today="2026-12-20")
    assert after.code == 1 and "since 2026-12-20; version 2.0 has the same text" in after.out
    assert "print it again" in after.out
    assert identify(shop, new, today="2026-12-20").code == 0


def test_the_six_signs_alone_find_the_code(signed: Shop, draft: Shop) -> None:
    """They vouch for nothing: the whole code is named, to be held against the paper."""
    for shop in (signed, draft):
        code = code_of(shop, "night-card")
        for typed in (code[-6:], " ".join(code[-6:])):
            told = identify(shop, typed)
            assert told.code == 2 and f"near to it: {code}" in told.out
            assert told.out.endswith("look at the paper again\n")


def test_what_was_replaced_is_told_with_what_replaced_it(signed: Shop, replaced: Shop) -> None:
    told = identify(replaced, code_of(signed, "leaflet"))
    assert told.code == 1 and f"replaced by 2.0 of {LATER}" in told.out


def test_a_draft_is_never_good(draft: Shop, signed: Shop) -> None:
    """As it stands; and once its very text was signed, since its pages say draft."""
    code = code_of(draft, "night-card")
    now = identify(draft, code)
    assert now.code == 1 and "a draft, never approved; it is what stands now" in now.out
    later = identify(signed, code)
    assert later.code == 1 and "a draft, printed before it was signed" in later.out


def test_a_text_that_was_changed_since_is_told(shop: Shop) -> None:
    """The signed paper holds until a newer one is signed; the change is a draft."""
    old = code_of(shop, "leaflet")
    change(shop, LEAFLET)
    told = identify(shop, old)
    assert told.code == 0 and "the text was changed since" in told.out and "(1.1)" in told.out
    assert identify(shop, code_of(shop, "leaflet")).code == 1


def test_a_draft_of_another_day_is_known_by_the_register(shop: Shop) -> None:
    """Its text is not kept; whom it was printed for is."""
    change(shop, CARD)
    one = enter(shop, "night-card", "1.1", "Hilltop", "2026-11-28")
    shop.edit(CARD, "The hiccups", "Those hiccups")
    told = identify(shop, one.code)
    assert told.code == 1 and "never signed, and no longer what stands" in told.out
    assert "printed for Hilltop on 2026-11-28" in told.out
    unknown = identify(shop, "hiccups en-GB 1.1 012345")
    assert unknown.code == 1 and "a draft that was never signed, and no longer" in unknown.out


def test_a_version_waits_for_all_who_must_sign(draft: Shop, tmp_path: Path) -> None:
    """One of two signatures approves nothing."""
    shop = copy_of(draft, tmp_path / "two")
    shop.write(f"{GUIDE}/guide.toml", 'signatures = ["clinical", "plain language"]\n'
               + shop.text(f"{GUIDE}/guide.toml"))  # fmt: skip
    code = code_of(shop, "night-card")
    sign(shop.root, "hiccups")
    told = identify(shop, code)
    assert told.code == 1 and "it waits for a signature (plain language)" in told.out
    sign(shop.root, "hiccups", who=as_kind("plain language", "Cara Example"))
    assert identify(shop, code_of(shop, "night-card")).code == 0


def test_a_slip_of_one_sign_is_told_and_not_guessed(signed: Shop) -> None:
    """What is near to it is named; whether it was meant, the paper knows."""
    code = code_of(signed, "night-card")
    other = code[:-1] + ("0" if code[-1] != "0" else "1")
    for wrong in (other, code.replace("1.0", "3.0"), code.replace("hiccups", "hicups")):
        told = identify(signed, wrong)
        assert told.code == 1 and f"near to it: {code}" in told.out, wrong
        assert "may be handed out" not in told.out


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("hiccups en-GB 1.0 3f9a2o", "it may be 0"), ("hiccups en-GB 1.0 3f9a2l", "it may be 1"),
     ("hiccups en-GB 1.0 3f9a2x", "look at the paper"), ("hiccups en-GB 1.0 3f9a", "4 signs"),
     ("hiccups en-GB one 3f9a2c", "is no version"), ("3f9a2c", "is no code"),
     ("hiccups en-GB 1.0 3 f 9 a 2", "1 signs"), ("hiccups en-GB 1.0 3 f 9 a 2 c 0", "version"),
     ("", "is no code"), ("/ /", "is no code"), ("hiccups en-GB 1.0 3f9a2c0", "7 signs")],
)  # fmt: skip
def test_what_is_no_code_is_said_to_be_none(signed: Shop, typed: str, hint: str) -> None:
    """A 0 is not made of an O: she is asked to look again."""
    told = identify(signed, typed)
    assert told.code == 2 and hint in told.err


def test_a_guides_name_may_be_the_end_of_another() -> None:
    """The longest fits; a place that nobody knows is kept as it was typed."""
    places = [("cramps", "en-GB"), ("leg-cramps", "en-GB"), ("leg-cramps", "en-US")]
    assert read_code(["leg-cramps-en-gb-1.0-3f9a2c"], places).guide == "leg-cramps"
    assert read_code(["cramps en-GB 1.0 3f9a2c"], places).guide == "cramps"
    assert read_code(["arm-cramps en-001 1.0 3f9a2c"], places) == Code(
        "arm-cramps-en-001", "", "1.0", "3f9a2c")  # fmt: skip


def test_near_is_one_sign_or_two_that_changed_places() -> None:
    code = Code("a", "en-GB", "1.0", "3f9a2c")
    near = [replace(code, short=short) for short in ("3f9a2d", "f39a2c", "3fa92c")]
    far = [replace(code, short=short) for short in ("3f9a55", "c2a9f3", "9f3a2c")]
    assert {*near_to(code, [*near, *far])} == {*near}


@pytest.mark.parametrize("file", ["approval.toml", "withdrawn.toml"])
def test_what_can_not_be_trusted_vouches_for_nothing(shop: Shop, file: str) -> None:
    """A file that was edited by hand is told (G116), and no sheet of it is good."""
    assert withdraw(shop, *WHO, *WHY).code == 0
    path = f"{GUIDE}/approved/en-GB/{file}"
    shop.edit(path, "Example", "Example ")
    told = identify(shop, "hiccups en-GB 1.0 3f9a2c")
    assert told.code == 1 and "G116" in told.out and "may be handed" not in told.out


def test_a_guide_that_is_gone_is_known_by_the_register(shop: Shop) -> None:
    """Its sheets may still lie about: whom they were printed for is told."""
    one = enter(shop, "night-card", "1.0", "Hilltop", "2026-11-28")
    shutil.move(shop.root / GUIDE, shop.root / "content/coughs")
    told = identify(shop, one.code)
    assert told.code == 1 and "there is no such guide and locale here" in told.out
    assert "printed for Hilltop on 2026-11-28" in told.out
