"""Sign at the desk: what is read is what is signed, and what it writes is what `approve` writes."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from press.check.answers import as_answers, row_of
from press.desk.answering import rows_of_command
from press.desk.names import namers
from press.desk.seen import Seen
from press.desk.to_sign import read_to_sign
from press.desk.words import say
from press.project import Project
from press.read.fingerprint import fingerprint
from press.review.asked import judge_as_signed
from press.review.pack import pack_values
from tests.approvals import ANNA, GIVEN, as_kind, read_anew, sign
from tests.desks import PATIENCE, OpenDesk, a_page, desk_on, runs_over, violations
from tests.shop import EVIDENCE, GUIDE, LEAFLET, ROOT, TODAY, Shop

expect.set_options(timeout=PATIENCE * 1000)
PAGE = "/sign/hiccups/en-GB"
PLACE = ("--guide", "hiccups", "--locale", "en-GB")
ANSWERS = f"{GUIDE}/answers.toml"
HARD = "One man had them for sixty-eight years, and utilised them."
WHO = "A. Tester, for the tests"
SIGNER: dict[str, Any] = {
    "signer": ANNA.name,
    "role": ANNA.role,
    "registration": ANNA.registration,
    "organisation": ANNA.organisation,
    "next_review": "2028-01-31",
    "read": True,
}


def asks(shop: Shop) -> Shop:
    """A shop whose leaflet was signed, then changed so that something is asked of it."""
    sign(shop.root, "hiccups")
    shop.edit(LEAFLET, "One man had them for sixty-eight years.", HARD)
    return shop


@pytest.fixture(scope="module")
def shop_that_asks(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return asks(Shop(tmp_path_factory.mktemp("asks") / "shop"))


@pytest.fixture(scope="module")
def desk(shop_that_asks: Shop) -> Iterator[OpenDesk]:
    """A desk where a changed text waits, with a question; nobody writes to it."""
    with desk_on(shop_that_asks.root) as one:
        yield one


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Shop, OpenDesk]]:
    """A shop to be written to, and its desk."""
    shop = Shop(tmp_path / "shop")
    with desk_on(shop.root) as one:
        yield shop, one


def print_of(shop: Shop) -> str:
    return fingerprint(read_anew(shop.root, "hiccups", "en-GB"))


def test_the_list_says_what_waits_and_why(desk: OpenDesk) -> None:
    """Each text with its language, where it stands, and a way to read it; approved ones are not."""
    says = desk.get("/sign").text
    assert "changed since it was signed" in says and f'href="{PAGE}"' in says
    assert "English (United Kingdom)" in says and "lines that changed: 1" in says
    assert "has the words" in desk.get("/sign?q=measles").text
    assert f'href="{PAGE}"' in desk.get("/sign?q=hicc+en-gb&sort=-review").text


def test_the_page_holds_what_the_pack_holds(desk: OpenDesk, shop_that_asks: Shop) -> None:
    """Every sentence, source and question, the standing, what changed, and the fingerprint."""
    job = read_anew(shop_that_asks.root, "hiccups", "en-GB")
    pack = pack_values(shop_that_asks.project, job, judge_as_signed(job, []))
    says = " ".join(desk.get(PAGE).text.replace("&#39;", "'").replace("&#34;", '"').split())
    rows = [r for p in pack["products"] for sheet in p["sheets"] for r in sheet["entries"]]
    wanted = [row["says"] for row in rows] + [s["key"] for row in rows for s in row["sources"]]
    wanted += [one["address"] for one in pack["sources"]]
    wanted += [one["asks"] for one in pack["questions"]]
    wanted += [pack["fingerprint"], namers(partial(say, "en"))["with_days"](pack["standing"])]
    missing = [words for words in wanted if " ".join(words.split()) not in says]
    assert pack["questions"] and rows and [*filter(None, missing)] == []
    assert "<ins>" in says and "utilised" in says, "what changed stands there as a redline"


def test_what_the_page_says_of_days_is_true_on_the_day(tmp_path: Path) -> None:
    """A review that is past is not to come, and a text is called as the lists call it."""
    shop = Shop(tmp_path / "shop")
    sign(shop.root, "hiccups")
    job = read_anew(shop.root, "hiccups", "en-GB")
    assert job.approvals and job.approvals.last
    review = job.approvals.last.next_review
    told = {
        (job.guide.due_from(review) - timedelta(1), "approved", f"From {review} it is not printed"),
        (job.guide.due_from(review), "due", "Since"),
        (review, "overdue", f"It was to be read again by {review}: it is overdue"),
    }
    for day, state, says in told:
        values = read_to_sign(shop.project, "hiccups", "en-GB", day).stands()
        assert {one["status"] for one in values["texts"]} == {state}
        assert says in values["standing"], values["standing"]
    assert read_to_sign(shop.project, "hiccups", "en-GB", review).values(Seen())["weak"] == 0


def test_a_picture_of_the_text_is_shown(desk: OpenDesk) -> None:
    """It comes by the digest of its bytes, and nothing else comes that way."""
    found = [part.split('"')[0] for part in desk.get(PAGE).text.split('src="/sign-picture/')[1:]]
    assert found
    answer = desk.get(f"/sign-picture/{found[0]}")
    assert (answer.status, answer.headers["content-type"]) == (200, "image/svg+xml")
    assert desk.get("/sign-picture/..%2fguide.toml").status == 404


@pytest.mark.parametrize("path", ["/sign/measles/en-GB", "/sign/hiccups/fr", "/sign/%2e%2e/en-GB"])
def test_what_there_is_not_can_not_be_signed(desk: OpenDesk, path: str) -> None:
    """A guide or language that is not here is 404, in words."""
    answer = desk.get(path, Accept="text/html")
    assert answer.status == 404 and "There is no" in answer.text


def test_an_answer_is_the_row_that_check_writes(own: tuple[Shop, OpenDesk]) -> None:
    """By the same name, with who, when and why filled in; then nothing is asked any more."""
    shop, desk = own
    asks(shop)
    told = shop.order("check", "--answers", "--product", "leaflet", "--sheet", "none", *PLACE,
                      "--today", TODAY).out  # fmt: skip
    (name,) = tomllib.loads(told)
    desk.get(PAGE)
    asked = {"fingerprint": print_of(shop), "name": name, "who": WHO, "why": 'He "said" so.'}
    answer = desk.post(f"{PAGE}/answer", asked)
    assert answer.status == 200, answer.text
    wanted = tomllib.loads(told)[name] | {"who": WHO, "why": 'He "said" so.'}
    wanted["when"] = date.fromisoformat(TODAY)
    assert tomllib.loads(shop.text(ANSWERS)) == {name: wanted}
    says = desk.get(PAGE).text
    assert WHO in says and "Open: 0 of 1" in says


def test_the_rows_that_check_tells_of_pages_are_taken_whole(shop_that_asks: Shop) -> None:
    """What `check --answers` says is read back, row by row, without who, when and why."""
    text = read_to_sign(shop_that_asks.project, "hiccups", "en-GB", date.fromisoformat(TODAY))
    told = as_answers(text.judged.findings)
    assert rows_of_command(told) == {name: row_of(one)[1] for name, one in text.open.items()} != {}


def test_an_answer_says_who_and_why_or_is_none(own: tuple[Shop, OpenDesk]) -> None:
    """Nothing is filled in for a person; a dash is no reason; nobody answers what is not asked."""
    shop, desk = own
    name = tomllib.loads(
        asks(shop).order("check", "--answers", "--product", "leaflet", "--sheet", "none",
                         *PLACE, "--today", TODAY).out
    )  # fmt: skip
    says = desk.get(PAGE).text
    assert 'id="who" autocomplete="off"' in says and 'name="why" rows="2"' in says
    asked = {"fingerprint": print_of(shop), "name": next(iter(name)), "who": " ", "why": "--"}
    answer = desk.post(f"{PAGE}/answer", asked)
    assert answer.status == 422 and set(answer.json["fields"]) == {"who", "why"}
    other = desk.post(f"{PAGE}/answer", {**asked, "name": "S101-000000", "who": WHO, "why": "So."})
    assert other.status == 422
    assert not (shop.root / ANSWERS).exists()


def test_a_torn_file_of_answers_is_left_alone(own: tuple[Shop, OpenDesk]) -> None:
    """What can't be read is told, and nothing is put behind it."""
    shop, desk = own
    asks(shop).write(ANSWERS, "[torn")
    says = desk.get(PAGE).text
    assert "put right first" in says and "answers.toml:1" in says
    assert shop.text(ANSWERS) == "[torn"


def test_what_was_not_read_is_not_signed(own: tuple[Shop, OpenDesk]) -> None:
    """A word that changes meanwhile is told with what it was and is; nothing is written."""
    shop, desk = own
    desk.get(PAGE)
    read = print_of(shop)
    shop.edit(LEAFLET, "seem not to mind", "seem to mind")
    answer = desk.post(PAGE, {**SIGNER, "fingerprint": read})
    assert answer.status == 409
    assert "<del>" in answer.json["html"] and "seem" in answer.json["html"]
    shop.append(EVIDENCE, '\n[Z9]\norganisation = "Z"\ntitle = "Z"\nmark = "seen"\n')
    shop.edit(LEAFLET, "seem to mind", "seem not to mind")
    assert (
        "The source Z9 was added." in desk.post(PAGE, {**SIGNER, "fingerprint": read}).json["html"]
    )
    unknown = desk.post(PAGE, {**SIGNER, "fingerprint": "0000-0000-0000"})
    assert unknown.status == 409 and "Read the page again" in unknown.json["html"]
    assert not (shop.root / GUIDE / "approved").exists()


def test_what_is_missing_is_told_beside_its_field(own: tuple[Shop, OpenDesk]) -> None:
    """The checks are those of `approve`, each with the field that it is of."""
    shop, desk = own
    asked = {"fingerprint": print_of(shop), "next_review": "soon", "signer": "-"}
    fields = desk.post(PAGE, asked).json["fields"]
    assert set(fields) == {
        "signer", "role", "registration", "organisation", "next_review", "read"
    }  # fmt: skip
    late = {**SIGNER, **asked, "signer": ANNA.name, "next_review": "2036-01-01", "read": False}
    fields = desk.post(PAGE, late).json["fields"]
    assert (
        set(fields) == {"next_review", "read"}
        and "1 January 2036 is too late" in (fields["next_review"])
    )


def test_while_something_is_asked_nothing_is_signed(desk: OpenDesk, shop_that_asks: Shop) -> None:
    """There is no form, and who posts one all the same is told."""
    assert 'id="sign-form"' not in desk.get(PAGE).text
    asked = {**SIGNER, "fingerprint": print_of(shop_that_asks)}
    assert desk.post(PAGE, asked).status == 422


def test_what_it_writes_is_what_approve_writes(tmp_path: Path) -> None:
    """Signed at the desk and by the command, the files are the same to the byte."""
    here, there = Shop(tmp_path / "here"), Shop(tmp_path / "there")
    with desk_on(here.root) as desk:
        desk.get(PAGE)
        answer = desk.post(PAGE, {**SIGNER, "fingerprint": print_of(here)})
        assert answer.status == 200, answer.text
        says = desk.get(f"{PAGE}/signed").text
    assert "Anna Example" in says and "31 January 2028" in says and "/print?guide=hiccups" in says
    told = there.order("approve", *PLACE, "--pack", print_of(there), *GIVEN, "--today", TODAY)
    assert told.code == 0, told.out + told.err
    assert _files(here) == _files(there) != {}


def _files(shop: Shop) -> dict[str, bytes]:
    folder = shop.root / GUIDE / "approved"
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_where_several_sign_each_is_named(own: tuple[Shop, OpenDesk]) -> None:
    """Who signed already is told, and only the kinds that are missing can be chosen."""
    shop, desk = own
    shop.append_to_head("signatures = ['clinical', 'patient reader']\n")
    sign(shop.root, "hiccups")
    says = desk.get(PAGE).text
    assert "waits for more signatures" in desk.get("/sign").text
    assert "Clinical signature: given by" in says and 'value="patient reader"' in says
    assert 'value="clinical"' not in says
    asked = {**SIGNER, "fingerprint": print_of(shop)}
    assert set(desk.post(PAGE, asked).json["fields"]) == {"kind"}
    odd = desk.post(PAGE, {**asked, "kind": "royal"}).json["fields"]
    assert "asks for no signature" in odd["kind"]
    sign(shop.root, "hiccups", who=as_kind("patient reader", "Bea Reader"))
    assert "Nothing waits for a signature" in desk.get("/sign").text


def test_what_was_withdrawn_is_no_page_to_sign(own: tuple[Shop, OpenDesk]) -> None:
    """The reason stands there, and no form."""
    shop, desk = own
    sign(shop.root, "hiccups")
    shop.order("withdraw", *PLACE, "--reason", "Step 2 is wrong.", "--name", "Ben Example",
               "--role", "clinical lead", "--yes", "--today", TODAY)  # fmt: skip
    says = desk.get(PAGE).text
    assert "Step 2 is wrong" in says and 'id="sign-form"' not in says


def test_a_desk_for_reading_shows_all_and_takes_nothing(shop_that_asks: Shop) -> None:
    """No field stands there to be filled in, and what is posted is refused."""
    with desk_on(shop_that_asks.root, "--read-only") as desk:
        says = desk.get(PAGE).text
        assert "utilised" in says and "<textarea" not in says and 'id="who"' not in says
        assert desk.post(PAGE, SIGNER).status == 403


def test_the_page_to_sign_is_quick() -> None:
    """The longest of our guides is read, judged and told within 1.5 s of computing."""
    seen, today = Seen(), date.fromisoformat(TODAY)
    for _ in range(2):
        begun = time.process_time()
        text = read_to_sign(Project(ROOT), "leg-cramps", "en-GB", today)
        values = text.values(seen)
        spent = time.process_time() - begun
    assert values["count"]["sentences"] > 150
    assert spent < 1.5


def _fill(page: Page) -> None:
    for name in ("signer", "role", "registration", "organisation", "next_review"):
        page.fill(f"#{name}", str(SIGNER[name]))
    page.check("#read")


@pytest.mark.parametrize("width", [390, 1024])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_to_sign_is_open_to_all(
    browser: Browser, desk: OpenDesk, width: int, dark: bool
) -> None:
    """With changes and questions: axe has nothing to say, and nothing runs over."""
    for path in ("/sign", PAGE, f"{PAGE}/signed"):
        with a_page(browser, desk.address + path, width=width, dark=dark) as page:
            assert violations(page) == [] and not runs_over(page), path


def test_a_question_is_answered_and_the_text_signed_by_keyboard(
    browser: Browser, own: tuple[Shop, OpenDesk]
) -> None:
    """Refused while another edits, what was typed stays; then signed, and what stands is told."""
    shop, desk = own
    asks(shop)
    with a_page(browser, desk.address + PAGE, width=1024) as page:
        page.click("form.answer button")
        expect(page.locator(".wrong")).to_have_count(2)
        expect(page.locator("#who")).to_be_focused()
        expect(page.locator("#questions-left")).to_contain_text(
            "0 of 1 questions answered; still open: Q1."
        )
        assert violations(page) == []
        page.check("input[data-part='2']")
        page.locator("#who").press_sequentially(WHO)
        page.fill("form.answer textarea", "He said so himself.")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator(".given")).to_contain_text(WHO)
        expect(page.locator("input[data-part='2']")).to_be_checked()  # an answer takes no tick away
        _fill(page)
        shop.edit(LEAFLET, "seem not to mind", "seem to mind")
        page.click("#sign-form button")
        expect(page.locator("#meanwhile del").first).to_be_visible()
        assert page.input_value("#signer") == ANNA.name and violations(page) == []
        assert not (shop.root / GUIDE / "approved/en-GB/2.0").exists()
        page.click("#meanwhile button")
        expect(page.locator("#meanwhile")).to_be_hidden()
        assert page.input_value("#signer") == ANNA.name and not page.is_checked("#read")
        page.check("#read")
        page.click("#sign-form button")
        page.wait_for_url("**/signed")
        expect(page.locator("main")).to_contain_text("Version 2.0 is this text")
        assert violations(page) == []


def test_ticks_are_kept_in_the_browser_alone(browser: Browser, desk: OpenDesk) -> None:
    """They are there after the page is loaded again, and the project holds nothing of them."""
    with a_page(browser, desk.address + PAGE) as page:
        page.check("input[data-part='2']")
        expect(page.locator("#progress-says")).to_contain_text("1 of")
        page.reload()
        expect(page.locator("input[data-part='2']")).to_be_checked()
        expect(page.locator("input[data-part='1']")).not_to_be_checked()
        left = page.locator("#ticks-left")
        expect(left).to_contain_text("Parts that you ticked: 1 of")
        assert (
            left.locator("a[href='#part-1']").count()
            and not left.locator("[href='#part-2']").count()
        )
