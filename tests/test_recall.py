"""A wrong version is called back: it prints no more, and a notice says what to throw away."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from press.approval.known import known_of
from press.approval.notice import Recall, papers
from press.approval.recall import choose, recall_of
from press.approval.register import path_of, read_register
from press.check.days import may_be_printed
from press.finding import Finding, Refused
from press.pdf.readback import page_sizes, read_back
from press.project import Line
from press.read.approvals import Withdrawal
from press.read.folding import folded
from press.run.order import Order
from press.run.publish import digest, locked, publish, write_manifest
from tests.approvals import GIVEN, read_anew, sign
from tests.recall import (
    FILE,
    LATER,
    PLACE,
    WHO,
    WHY,
    change,
    code_of,
    enter,
    identify,
    withdraw,
)
from tests.shop import CARD, LEAFLET, WORDS, Shop, copy_of

JOB = "hiccups/en-GB"
NOTICE, CLINICS = f"{JOB}/withdrawn-1.0.pdf", f"{JOB}/withdrawn-1.0-clinics.pdf"


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """1.0 is approved and stands; its card was printed for two clinics, once as a draft."""
    shop = Shop(tmp_path_factory.mktemp("recall"))
    enter(shop, "night-card", "0.1", "Hilltop", "2026-11-20")
    sign(shop.root, "hiccups")
    enter(shop, "night-card", "1.0", "Riverside", "2026-11-26")
    enter(shop, "night-card", "1.0", "Riverside", "2026-11-28")
    return shop


@pytest.fixture(scope="module")
def taken(signed: Shop, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """1.0 is withdrawn."""
    shop = copy_of(signed, tmp_path_factory.mktemp("recall") / "taken")
    told = withdraw(shop, *WHO, *WHY)
    assert told.code == 0, told.out + told.err
    return shop


@pytest.fixture
def shop(signed: Shop, tmp_path: Path) -> Shop:
    """1.0 is approved, and the test may do with it what it likes."""
    return copy_of(signed, tmp_path / "shop")


def says(pdf: bytes, text: str) -> bool:
    return folded(text) in folded("".join(glyph.char for glyph in read_back(pdf).flow))


def test_a_withdrawn_version_is_never_good_again(taken: Shop, tmp_path: Path) -> None:
    """It is not printed, not passed and not signed; what it was withdrawn for is told each time."""
    shop = copy_of(taken, tmp_path / "shop")
    code = code_of(shop, "night-card", "1.0")
    for words in ([code], [code.replace("1.0", "0.1")], [code.replace("1.0", "7.0")]):
        told = identify(shop, *words)
        assert told.code == 1 and f"withdrawn on {LATER} by Ben Example" in told.out, words
        assert "Step 2 is wrong." in told.out
    found = [*may_be_printed(read_anew(shop.root, "hiccups", "en-GB"), date.fromisoformat(LATER))]
    assert {one.code for one in found} == {"G118"} and "Step 2 is wrong." in found[0].problem
    again = shop.order("approve", *PLACE, *GIVEN, "--today", LATER)
    assert again.code == 2 and "this very text was withdrawn (Step 2 is wrong.)" in again.err
    change(shop, CARD)
    change(shop, LEAFLET)
    sign(shop.root, "hiccups", today=LATER)
    assert identify(shop, code_of(shop, "night-card")).code == 0
    assert identify(shop, code).code == 1


def test_the_notice_says_all_that_a_desk_must_know(taken: Shop) -> None:
    """One A4 page: which sheets, with every code that they bear, since when, why, by whom."""
    pdf = taken.dist()[NOTICE]
    [(wide, high)] = page_sizes(pdf)
    assert (round(wide), round(high)) == (595, 842)
    assert says(pdf, "Do not hand out") and says(pdf, "Night card: Hiccups at night?")
    for code in (code_of(taken, "leaflet", "1.0"), code_of(taken, "night-card", "1.0"),
                 code_of(taken, "night-card", "0.1")):  # fmt: skip
        assert says(pdf, code)
    for text in ("1 December 2026", "Step 2 is wrong.", "Ben Example, clinical lead",
                 "Nothing, until a new version is approved."):  # fmt: skip
        assert says(pdf, text)


def test_the_list_names_each_clinic_with_its_days(taken: Shop) -> None:
    """Those that have the sheets, drafts too, once each, with what each of them was given when."""
    pdf = taken.dist()[CLINICS]
    card = f"Night card {code_of(taken, 'night-card', '1.0')}"
    assert says(pdf, f"Riverside riverside.toml {card} 26 November 2026; 28 November 2026")
    draft = f"Night card {code_of(taken, 'night-card', '0.1')}"
    assert says(pdf, f"Hilltop hilltop.toml {draft} 20 November 2026")
    assert says(pdf, "printed without a clinic’s file are in no register")


def test_its_papers_are_made_again_without_a_reason(taken: Shop, tmp_path: Path) -> None:
    """Nothing of the withdrawal changes; another reason is not taken."""
    shop = copy_of(taken, tmp_path / "shop")
    before = shop.text(FILE)
    (shop.root / "dist" / NOTICE).unlink()
    enter(shop, "leaflet", "1.0", "Seaside", "2026-11-29")
    told = withdraw(shop)
    assert told.code == 0 and f"withdrawn already: hiccups en-GB 1.0, {LATER}" in told.out
    assert says(shop.dist()[NOTICE], "Step 2 is wrong.") and says(shop.dist()[CLINICS], "Seaside")
    told = withdraw(shop, *WHO, "--reason", "Another one.")
    assert told.code == 2 and "was withdrawn already, on 2026-12-01 by Ben Example" in told.err
    assert shop.text(FILE) == before


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ([*WHO], "give it with --reason"),
        ([*WHO, "--reason", ""], "give it with --reason"),
        ([*WHO, "--reason", " . "], "says nothing"),
        ([*WHO, "--reason", "x" * 241], "at most 240 letters"),
        ([*WHO, "--reason", "It is \u202ewrong"], "can be seen"),
        (["--yes", *WHY, "--role", "lead"], "give it with --name"),
        (["--yes", *WHY, "--name", "Ben Example"], "give it with --role"),
        ([*WHO[:-1], *WHY], "nobody can be asked here"),
        ([*WHO, *WHY, "--version", "9.0"], "there is no version 9.0; there is: 1.0"),
        ([*WHO, *WHY, "--version", "../.."], "there is no version ../.."),
        ([*WHO, *WHY, "--guide", "cramps"], "there is no guide"),
        ([*WHO, *WHY, "--locale", "en-US"], "en-US"),
    ],
)
def test_nothing_is_withdrawn_by_half(
    signed: Shop, words: list[str], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is missing or can't be is said in one line, and nothing is written."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    place = [word for n in (0, 2) if PLACE[n] not in words for word in PLACE[n : n + 2]]
    told = signed.order("withdraw", *place, *words, "--today", LATER)
    assert told.code == 2 and why in told.err, told.err
    assert not (signed.root / FILE).exists() and NOTICE not in signed.dist()


@pytest.mark.parametrize(("last", "code"), [("yes", 0), ("no", 1), ("", 1)])
def test_at_the_terminal_she_is_asked_and_asked_once_more(
    shop: Shop, last: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is missing is asked for; only yes withdraws."""
    answers = iter(["Ben Example", "clinical lead", "Step 2 is wrong.", last])
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    monkeypatch.setattr("press.approval.ask.sys.stdin", SimpleNamespace(isatty=lambda: True))
    told = withdraw(shop)
    assert told.code == code and "Step 2 is wrong." in told.out
    assert ("nothing was withdrawn" in told.out) == bool(code)
    assert (shop.root / FILE).exists() != bool(code) and bool(shop.dist()) != bool(code)


def test_what_can_not_be_trusted_is_not_added_to(taken: Shop, tmp_path: Path) -> None:
    """A file of withdrawals that was edited by hand is told first (G116), and left as it is."""
    shop = copy_of(taken, tmp_path / "shop")
    shop.edit(FILE, "Ben Example", "Bea Example")
    before = shop.text(FILE)
    told = withdraw(shop, *WHO, *WHY)
    assert told.code == 1 and "G116" in told.out and shop.text(FILE) == before


def test_a_clock_that_was_set_back_withdraws_nothing(signed: Shop) -> None:
    """A withdrawal is not older than what it withdraws."""
    told = withdraw(signed, *WHO, *WHY, today="2026-01-01")
    assert told.code == 2 and "set this machine's clock right" in told.err
    assert not (signed.root / FILE).exists()


def test_two_at_once_wait_for_each_other(signed: Shop) -> None:
    """Who does not get the press is told so."""
    with locked(signed.project, 0):
        told = withdraw(signed, *WHO, *WHY, "--wait", "0")
    assert told.code == 3 and "another build is still running" in told.err
    assert not (signed.root / FILE).exists()


def test_without_a_number_the_signed_version_is_meant(shop: Shop) -> None:
    """A correction that is being written stays free; it is named, since it may be meant too."""
    change(shop, LEAFLET)
    told = withdraw(shop, *WHO, *WHY)
    assert told.code == 0 and "withdrawn: hiccups en-GB 1.0" in told.out
    assert "the draft 1.1 is not withdrawn" in told.out
    assert identify(shop, code_of(shop, "leaflet")).out.count("a draft, never approved") == 1


def test_a_draft_can_be_withdrawn_too(shop: Shop) -> None:
    """Where nothing is signed it is what stands; else by its number."""
    change(shop, LEAFLET)
    told = withdraw(shop, *WHO, *WHY, "--version", "1.1")
    assert told.code == 0 and "withdrawn: hiccups en-GB 1.1" in told.out
    assert "leaflet: hiccups en-GB 1.1" in told.out and "night-card" not in told.out
    assert identify(shop, code_of(shop, "night-card")).code == 0
    assert "withdrawn on" in identify(shop, code_of(shop, "leaflet")).out


def test_a_newer_version_is_what_to_give_instead(shop: Shop) -> None:
    """It is named with its code; a text that the newer one shares is left, and told."""
    old = code_of(shop, "leaflet")
    change(shop, LEAFLET)
    sign(shop.root, "hiccups", today=LATER)
    told = withdraw(shop, *WHO, *WHY, "--version", "1.0")
    assert told.code == 0 and "night-card is not withdrawn: 2.0 has the same text" in told.out
    pdf = shop.dist()[NOTICE]
    newer = f"Only sheets with this code: Leaflet: The hiccups {code_of(shop, 'leaflet')}"
    assert says(pdf, old) and says(pdf, newer)
    assert not says(pdf, "Night card") and not says(pdf, "Nothing, until")
    assert identify(shop, code_of(shop, "night-card", "1.0")).code == 0
    assert identify(shop, old).code == 1


def test_a_version_whose_texts_all_stand_is_not_withdrawn_by_slip(shop: Shop) -> None:
    """The newer one would go with it."""
    change(shop, LEAFLET)
    sign(shop.root, "hiccups", today=LATER)
    shop.edit(LEAFLET, "The hiccups", "Hiccups")
    sign(shop.root, "hiccups", today=LATER)
    told = withdraw(shop, *WHO, *WHY, "--version", "1.0")
    assert told.code == 2 and "every text of 1.0 stands unchanged in 3.0" in told.err


def test_a_text_goes_with_every_number_that_it_had(shop: Shop) -> None:
    """Who withdraws 2.0 withdraws the card of 1.0, which says the same."""
    change(shop, LEAFLET)
    sign(shop.root, "hiccups", today=LATER)
    assert withdraw(shop, *WHO, *WHY).code == 0
    told = identify(shop, code_of(shop, "night-card", "1.0"))
    assert told.code == 1 and "withdrawn on" in told.out
    pdf = shop.dist()[f"{JOB}/withdrawn-2.0.pdf"]
    assert all(says(pdf, code_of(shop, "night-card", n)) for n in ("0.1", "1.0", "2.0"))


def test_what_lies_printed_of_it_is_taken_away(shop: Shop) -> None:
    """Read off its pages, of the guide and of each of its clinics; the rest stays."""
    bearing = papers(shop.project, recall(shop), [])["withdrawn-1.0.pdf"]  # a page with the codes
    other = papers(shop.project, replace(recall(shop), sheets=()), [])["withdrawn-1.0.pdf"]
    files = {f"{JOB}/leaflet.pdf": bearing, f"{JOB}/riverside/leaflet.pdf": bearing,
             f"{JOB}/poster.pdf": other, "hiccups/en-GBX/leaflet.pdf": bearing}  # fmt: skip
    publish(shop.project, files)
    write_manifest(shop.project, {
        job: {name: digest(pdf) for name, pdf in files.items() if name.rpartition("/")[0] == job}
        for job in (JOB, f"{JOB}/riverside", "hiccups/en-GBX")
    })  # fmt: skip
    told = withdraw(shop, *WHO, *WHY)
    assert told.code == 0 and told.out.count("is taken away") == 2
    assert {*shop.dist()} == {f"{JOB}/poster.pdf", "hiccups/en-GBX/leaflet.pdf", "manifest.json",
                              NOTICE, CLINICS}  # fmt: skip
    assert "leaflet" not in str(shop.dist()["manifest.json"]).replace("en-GBX/leaflet", "")


def test_a_damaged_register_does_not_stop_a_withdrawal(shop: Shop) -> None:
    """The version is withdrawn; that a clinic may be missing is told (G119), and on the list."""
    rows = path_of(shop.project).read_text("utf-8").splitlines()
    shop.write("register/prints.jsonl", "\n".join([rows[0], rows[1][:-9], *rows[2:], rows[0][:40]]))
    told = withdraw(shop, *WHO, *WHY)
    assert told.code == 1 and "withdrawn: hiccups en-GB 1.0" in told.out
    assert "register/prints.jsonl:2:1: G119" in told.out
    assert "register/prints.jsonl:4:1: G119" in told.out
    assert says(shop.dist()[CLINICS], "a clinic may be missing from this list")
    assert (shop.root / FILE).exists() and len(read_register(shop.project).given) == 2


def test_without_a_register_the_list_says_that_nobody_is_known(shop: Shop) -> None:
    """Nothing is invented."""
    path_of(shop.project).unlink()
    told = withdraw(shop, *WHO, *WHY)
    assert told.code == 0 and "printed for 0 clinics that are known" in told.out
    assert says(shop.dist()[CLINICS], "The register knows no clinic")


def test_a_reason_that_no_font_can_set_is_asked_for_again(shop: Shop) -> None:
    """A notice that nobody can read would be none."""
    told = withdraw(shop, *WHO, "--reason", "Step 2 is wrong: 三")
    assert told.code == 1 and "P301" in told.out and "nothing was withdrawn" in told.out
    assert not (shop.root / FILE).exists() and not shop.dist()


def test_a_notice_at_fault_does_not_stop_a_withdrawal(shop: Shop) -> None:
    """Words that a template loses are told (P101); the version is withdrawn all the same."""
    shop.edit("templates/notice.html", "{{ recall.taken.reason }}", "")
    told = withdraw(shop, *WHO, *WHY)
    assert told.code == 1 and "P101" in told.out and "withdrawn: hiccups en-GB 1.0" in told.out
    assert (shop.root / FILE).exists() and NOTICE not in shop.dist() and CLINICS in shop.dist()


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("templates/notice.html", "</table>", "</table><p>Or ask.</p>", "P101"),
        ("templates/notice.html", "{{ label.look }}", "", "P101"),
        ("templates/notice.html", "{{ recall.by }}", "{{ label.nobody }}", "P101"),
        ("templates/notice.html", "{{ recall.by }}", "{{ recall.nobody }}", "D104"),
        ("templates/notice-list.html", "{{ days }}", "", "P101"),
        ("styles/notice.css", ".code {", ".code { color: #888888;", "P205"),
        ("styles/notice.css", ".code {", ".code { margin-left: -32mm;", "P103"),
        ("styles/notice.css", ".notice body {", ".notice body { background: #333333;", "P205"),
        (
            "templates/notice.html",
            "</table>",
            '</table><div style="background: white; height: 60mm; margin-top: -60mm; '
            'position: relative"></div>',
            "P105",
        ),
        (WORDS, "nobody =", "no_body =", "D104"),
    ],
)
def test_the_papers_are_proved(shop: Shop, file: str, old: str, new: str, code: str) -> None:
    """What a template, a sheet or a words file loses, adds or hides is found."""
    shop.edit(file, old, new)
    found: list[Finding] = []
    with contextlib.suppress(Refused):
        made = papers(shop.project, recall(shop), found)
        assert len(made) < 2 and code in {one.code for one in found}
        return
    assert code == "D104"


def test_a_long_notice_is_set_smaller_and_never_on_two_pages(signed: Shop) -> None:
    """Six sheets and the longest reason fit; what does not is said."""
    long = recall(signed, "The third step says the wrong thing of the other leg. " * 4)
    found: list[Finding] = []
    six = replace(long, sheets=long.sheets * 3)
    assert len(page_sizes(papers(signed.project, six, found)["withdrawn-1.0.pdf"])) == 1
    assert not found
    many = papers(signed.project, replace(long, sheets=long.sheets * 12), found)
    assert [*many] == ["withdrawn-1.0-clinics.pdf"] and [one.code for one in found] == ["P206"]


def test_a_long_list_goes_on_over_its_pages(signed: Shop) -> None:
    """Every clinic is on it; each row stays whole."""
    few = recall(signed)
    given = tuple(replace(few.given[0], name=f"Clinic {n}", file=f"c{n}.toml") for n in range(60))
    found: list[Finding] = []
    pdf = papers(signed.project, replace(few, given=given), found)["withdrawn-1.0-clinics.pdf"]
    assert not found and len(page_sizes(pdf)) > 2 and says(pdf, "Clinic 59 c59.toml")


def recall(shop: Shop, reason: str = "Wrong.") -> Recall:
    """What the papers of a withdrawal say that nobody wrote down."""
    project, day = shop.project, date.fromisoformat(LATER)
    order = Order("withdraw", today=day)
    known = known_of(project, shop.guide, "en-GB", read_register(project).given)
    chosen = choose(known, order)
    line = Line("", FILE, 1)
    taken = Withdrawal(chosen.number, chosen.texts, "Ben Example", "lead", day, reason, line)
    told = recall_of(project, known, taken, day, [], torn=False)
    assert told is not None
    return told
