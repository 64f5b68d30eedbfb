"""Approved is what is printed: what was signed holds to the letter, and not a letter longer."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from press.approval.ask import ask
from press.approval.sealed import write_files
from press.approval.sign import files_of, with_signature
from press.check.days import may_be_printed
from press.finding import Finding
from press.project import Project
from press.read.approval_file import seal_of
from press.read.fingerprint import fingerprint
from press.read.job import read_standings
from press.run.order import Order, WrongCall
from tests.approvals import ANNA, GIVEN, as_kind, read_anew, sign
from tests.edits import EDITS, Edit, Signed
from tests.printed import texts_of_pages
from tests.shop import GUIDE, LEAFLET, ROOT, SIPS, TODAY, Shop

LOCALES = ("en-GB", "en-US", "en-001")
EVERY = 24  # of the edits of each kind; benchmarks/approved.py tries them all
APPROVAL = f"{GUIDE}/approved/en-GB/approval.toml"


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real guides in a project of their own, the first of them signed in its three locales."""
    root = tmp_path_factory.mktemp("real")
    for name in ("content", "templates", "styles"):
        shutil.copytree(ROOT / name, root / name)
    for locale in LOCALES:
        sign(root, "leg-cramps", locale)
    return root


@pytest.mark.parametrize("kind", EDITS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("number", range(len(LOCALES)), ids=LOCALES)
def test_any_small_edit_makes_it_a_draft_again(
    number: int, kind: Callable[[Signed], Iterator[Edit]], real: Path
) -> None:
    """A word, number, order, role, emphasis, fact, label or picture: none changes unnoticed."""
    signed = Signed(real, "leg-cramps", LOCALES[number])
    tried = [*islice(kind(signed), number * EVERY // 3, None, EVERY)]
    assert tried
    assert [edit.where for edit in tried if not signed.notices(edit)] == []


# FAULTS D1: in each what stands, and the small change that would hurt somebody
HARMFUL = (
    ("en/passages/six-steps.md", "Pull your toes up", "Push your toes down"),
    ("en/passages/six-steps.md", "30 seconds", "30 minutes"),
    ("en/passages/six-steps.md", "heels flat", "heels up"),
    ("en/passages/six-steps.md", "Rest on your side", "Rest on your back"),
    ("en/passages/six-steps.md", "Do not rub", "Do rub"),
    ("en/passages/stop-signs.md", "swollen, hot or", "swollen, hot and"),
    ("en/passages/stop-signs.md", "10 minutes", "10 hours"),
    ("en/passages/stop-signs.md", "a day later", "a week later"),
    ("en/passages/clot-and-birth.md", "can feel", "cannot feel"),
    ("en-GB/passages/painkillers.md", "Do not take ibuprofen", "Take ibuprofen"),
    ("en-GB/passages/painkillers.md", "{{ paracetamol }}", "ibuprofen, the best choice"),
    ("en-GB/passages/painkillers.md", "Keep taking it", "Stop taking it"),
    ("../countries/GB.toml", 'number = "999"', 'number = "112"'),
)


@pytest.mark.parametrize(("place", "old", "new"), HARMFUL, ids=[new for *_, new in HARMFUL])
def test_a_harmful_word_is_a_draft_again(place: str, old: str, new: str, real: Path) -> None:
    """Each of the thirteen edits of FAULTS D1 turns the guide into changed."""
    path = (real / "content/leg-cramps" / place).resolve()
    text = path.read_text("utf-8")
    assert old in text
    signed = Signed(real, "leg-cramps", "en-GB")
    edit = Edit("harm", path, new, text.replace(old, new, 1).encode())
    assert signed.notices(edit)
    assert not signed.notices(Edit("none", path, "as it was", text.encode()))


def standings(shop: Shop) -> dict[str, tuple[str, str]]:
    job = read_anew(shop.root, "hiccups", "en-GB")
    return {name: (one.status, one.number) for name, one in job.standings.items()}


def test_versions_are_counted_by_the_press(shop: Shop) -> None:
    """0.1 before anyone signs, then 1.0; what follows is 1.1 until it is signed as 2.0."""
    assert standings(shop) == dict.fromkeys(("leaflet", "night-card"), ("draft", "0.1"))
    sign(shop.root, "hiccups")
    assert standings(shop) == dict.fromkeys(("leaflet", "night-card"), ("approved", "1.0"))
    shop.edit(LEAFLET, "seem not to mind", "seem to mind")
    assert standings(shop) == {"leaflet": ("changed", "1.1"), "night-card": ("approved", "1.0")}
    sign(shop.root, "hiccups")
    assert set(standings(shop).values()) == {("approved", "2.0")}
    shop.edit(LEAFLET, "seem to mind", "seem not to mind")
    assert standings(shop)["leaflet"] == ("changed", "2.1")


def test_a_shared_passage_changes_all_that_print_it(shop: Shop) -> None:
    """A passage that two products share turns both into changed."""
    sign(shop.root, "hiccups")
    shop.append(SIPS, "\n")
    assert {status for status, _ in standings(shop).values()} == {"approved"}
    shop.edit(SIPS, "cold", "warm")
    assert {status for status, _ in standings(shop).values()} == {"changed"}


def test_layout_style_and_clinic_change_under_an_approval(shop: Shop) -> None:
    """A sheet, a template, a new page, a clinic's file and a size to try first void nothing."""
    sign(shop.root, "hiccups")
    shop.append("styles/leaflet.css", "/* another look */")
    shop.append("templates/leaflet.html", "{# another #}")
    shop.edit(LEAFLET, "## Why they happen", "## Why they happen {.new-page}")
    shop.edit("content/clinics/example.toml", "name =", "name = ")
    shop.write(f"{GUIDE}/fits.toml", "[en-GB]\nleaflet = 12\n")
    assert {status for status, _ in standings(shop).values()} == {"approved"}


def test_everyone_signs_who_is_asked_to(shop: Shop) -> None:
    """A guide that asks for two kinds of signature is a draft until both are given."""
    shop.append_to_head("signatures = ['clinical', 'patient reader']\n")
    assert sign(shop.root, "hiccups").standings["leaflet"].status == "draft"
    job = sign(shop.root, "hiccups", who=as_kind("patient reader", "Cy Sample"))
    assert job.standings["leaflet"].status == "approved"
    assert job.approvals and job.approvals.last
    assert [one.name for one in job.approvals.last.holding] == ["Anna Example", "Cy Sample"]


@pytest.mark.parametrize("begun", [True, False])
def test_who_is_killed_while_signing_has_signed_nothing(shop: Shop, begun: bool) -> None:
    """After any number of files the text is no more than it was, and can be signed."""
    shop.append_to_head("signatures = ['clinical', 'patient reader']\n")
    if begun:  # another text has its first signature, under the same number
        sign(shop.root, "hiccups", who=as_kind("patient reader", "Cy Sample"))
        shop.edit(SIPS, "your", "often")
    job = read_anew(shop.root, "hiccups", "en-GB")
    order = Order("approve", today=date.fromisoformat(TODAY))
    first = with_signature(job, ANNA, order)
    files = [*files_of(job, *first).items()]
    for count in range(len(files)):
        write_files(Project(shop.root), dict(files[:count]))
        told: list[Finding] = []
        read_standings(Project(shop.root), job.guide, "en-GB", told)
        assert [one.problem for one in told] == [], count
        assert {o.status for o in read_anew(shop.root, "hiccups", "en-GB").standings.values()} <= {
            "draft", "changed"}  # fmt: skip
    assert sign(shop.root, "hiccups").standings["leaflet"].status == "draft"
    done = sign(shop.root, "hiccups", who=as_kind("patient reader", "Cy Sample"))
    assert {one.status for one in done.standings.values()} == {"approved"}


@pytest.mark.parametrize("slip", ["31.1.2028", "", "2020-01-31"])
def test_a_slip_at_the_terminal_is_asked_again(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], slip: str
) -> None:
    """What was answered before it is not lost; a third slip in a row ends the command."""
    typed = iter(["?", ANNA.name, ANNA.role, "", ANNA.registration, ANNA.organisation,
                  slip, "2028-01-31"])  # fmt: skip
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: next(typed))
    job = read_anew(shop.root, "hiccups", "en-GB")
    order = Order("approve", today=date.fromisoformat(TODAY))
    asked = ask(order, job)
    assert (asked.name, asked.registration) == (ANNA.name, ANNA.registration)
    assert asked.next_review == date(2028, 1, 31)
    assert len(capsys.readouterr().out.splitlines()) == 3
    monkeypatch.setattr("builtins.input", lambda _: "?")
    with pytest.raises(WrongCall, match="says nothing"):
        ask(order, job)


def test_a_review_signed_again_keeps_the_version(shop: Shop) -> None:
    """Who signs an unchanged text again moves its review, and its version and code stay."""
    code = sign(shop.root, "hiccups").standings["leaflet"].code
    later = ANNA.__class__(**{**vars(ANNA), "next_review": date(2029, 1, 31)})
    job = sign(shop.root, "hiccups", today="2027-12-01", who=later)
    assert job.standings["leaflet"].code == code
    assert job.approvals and job.approvals.last
    assert job.approvals.last.next_review == date(2029, 1, 31)


def _edited(shop: Shop) -> None:
    shop.edit(APPROVAL, "Anna Example", "Ann Example")


def _resealed(shop: Shop) -> None:
    """Somebody who makes the seal too, and not the signature's own digest."""
    shop.edit(APPROVAL, "Anna Example", "Ann Example")
    text = shop.text(APPROVAL)
    head, _, body = text.partition("seal = ")
    body = body.partition("\n")[2]
    shop.write(APPROVAL, f'{head}seal = "{seal_of(body)}"\n{body}')


def _cut_off(shop: Shop) -> None:
    text = shop.text(APPROVAL)
    shop.write(APPROVAL, text[: len(text) // 2])


def _emptied(shop: Shop) -> None:
    shop.write(APPROVAL, "")


def _anothers(shop: Shop) -> None:
    shop.write(APPROVAL, shop.text(APPROVAL).replace('"hiccups"', '"leg-cramps"'))


def _later(shop: Shop) -> None:
    shop.edit(APPROVAL, "form = 1", "form = 2")


def _merged(shop: Shop) -> None:
    text = shop.text(APPROVAL)
    shop.write(APPROVAL, f"<<<<<<< ours\n{text}=======\n{text}>>>>>>> theirs\n")


@pytest.mark.parametrize(
    "spoil", [_edited, _resealed, _cut_off, _emptied, _anothers, _later, _merged]
)
def test_a_damaged_approval_counts_for_nothing(spoil: Callable[[Shop], None], shop: Shop) -> None:
    """Edited, cut off, emptied, another guide's, a later version's, torn by a merge: it is told."""
    sign(shop.root, "hiccups")
    spoil(shop)
    project = shop.project
    found: list[Finding] = []
    _, told = read_standings(project, shop.guide, "en-GB", found)
    assert {one.code for one in found} == {"G116"}
    assert {one.status for one in told.values()} == {"draft"}


def test_line_ends_of_another_system_void_nothing(shop: Shop) -> None:
    """A version history that turns line ends into CR and LF leaves what was signed signed."""
    sign(shop.root, "hiccups")
    shop.write(APPROVAL, shop.text(APPROVAL).replace("\n", "\r\n"))
    assert {status for status, _ in standings(shop).values()} == {"approved"}


@pytest.mark.parametrize(
    ("today", "code"),
    [("2026-11-25", "G117"), ("2028-01-31", "G101"), ("2028-01-30", ""), (TODAY, "")],
)
def test_no_day_prints_what_is_not_signed_for_it(today: str, code: str, shop: Shop) -> None:
    """Before its signature (a clock set back) and from its review on it is not printed."""
    job = sign(shop.root, "hiccups")
    found = {one.code for one in may_be_printed(job, date.fromisoformat(today))}
    assert found == ({code} if code else set())


WRONG = {
    "no guide": (["--locale", "en-GB", *GIVEN], "which guide (hiccups)"),
    "no locale": (["--guide", "hiccups", *GIVEN], "which locale"),
    "no name": (["--yes"], "your name"),
    "a review in the past": ([*GIVEN[:-3], "--next-review", "2020-01-01", "--yes"], "after today"),
    "a review too late": ([*GIVEN[:-3], "--next-review", "2031-01-01", "--yes"], "within 3 years"),
    "another pack": ([*GIVEN, "--pack", "0000-0000-0000"], "is of another text"),
    "a kind that nobody asked for": ([*GIVEN, "--as", "legal"], "asks for no signature"),
    "a name of one letter": (["--name", "A", *GIVEN[2:]], "says nothing"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_call_that_cannot_sign_is_told_in_words(case: str, shop: Shop) -> None:
    """What is missing or can't be is said in one line, and nothing is written."""
    words, says = WRONG[case]
    if case not in ("no guide", "no locale"):
        words = ["--guide", "hiccups", "--locale", "en-GB", *words]
    run = shop.order("approve", "--today", TODAY, *words)
    assert run.code == 2 and says in run.err
    assert not (shop.root / GUIDE / "approved").exists()


def test_who_wrote_it_does_not_sign_alone(shop: Shop) -> None:
    """Where a guide names its authors, the signature of one of them alone is refused."""
    shop.append_to_head("authors = ['anna example']\n")
    run = shop.order("approve", "--today", TODAY, "--guide", "hiccups", "--locale", "en-GB", *GIVEN)
    assert run.code == 2 and "someone else must sign it too" in run.err


def test_a_clock_set_back_signs_nothing(shop: Shop) -> None:
    """A signature is not older than the one before it."""
    sign(shop.root, "hiccups", today="2027-03-01")
    shop.edit(LEAFLET, "seem not to mind", "seem to mind")
    run = shop.order("approve", "--today", TODAY, "--guide", "hiccups", "--locale", "en-GB", *GIVEN)
    assert run.code == 2 and "clock" in run.err


@pytest.mark.usefixtures("brief")
def test_a_lead_signs_and_the_page_says_so(shop: Shop) -> None:
    """After `approve` each page says who signed, when and until when; after one word it is a draft.

    An open question is refused first, and nothing is written.
    """
    shop.edit(LEAFLET, "Author: awaiting.", "Author and clinical check: awaiting.")
    call = ("approve", "--guide", "hiccups", "--locale", "en-GB", "--today", TODAY, *GIVEN)
    refused = shop.order(*call)
    assert refused.code == 1 and "G122" in refused.out and "nothing was signed" in refused.out
    assert not (shop.root / GUIDE / "approved").exists()
    shop.edit(LEAFLET, "Author and clinical check: awaiting.", "Author: awaiting.")
    pack = fingerprint(read_anew(shop.root, "hiccups", "en-GB"))
    signed = shop.order(*call, "--pack", pack)
    assert signed.code == 0 and "approved: hiccups en-GB 1.0" in signed.out
    assert f'pack = "{pack}"' in shop.text(APPROVAL)
    night_card = ("--product", "night-card", "--sheet", "none", "--today", TODAY)
    assert shop.order(*night_card).code == 0
    words = " ".join(texts_of_pages(shop.dist()["hiccups/en-GB/night-card.pdf"])[0].split())
    for said in ("Anna Example", "26 November 2026", "31 January 2028", "hiccups en-GB 1.0"):
        assert said in words
    assert "Draft" not in words
    overdue = shop.order(*night_card[:-1], "2028-01-31")
    assert overdue.code == 1 and "G101" in overdue.out
    shop.edit(SIPS, "cold", "warm")
    assert shop.order(*night_card).code == 0
    words = " ".join(texts_of_pages(shop.dist()["hiccups/en-GB/night-card.pdf"])[0].split())
    assert "Draft: changed since" in words and "hiccups en-GB 1.1" in words
