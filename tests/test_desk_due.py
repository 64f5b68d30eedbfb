"""Due at the desk: what is to be seen to, what changed, what is called back, what a code says."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from press.approval.compare import compared_of, signed_of
from press.approval.shelf import Row
from press.approval.views import values_of
from press.desk.due import COLUMNS, Line, table_of
from press.desk.listing import A_PAGE, listed
from press.run.order import Order
from tests import recall
from tests.approvals import sign
from tests.desks import PATIENCE, OpenDesk, a_page, desk_on, runs_over, violations
from tests.recall import FILE, code_of, enter, withdraw
from tests.shop import LEAFLET, TODAY, Shop, copy_of

expect.set_options(timeout=PATIENCE * 1000)
PLACE = "hiccups/en-GB"
WITHDRAW = f"/withdraw/{PLACE}"
WHO: dict[str, Any] = {
    "signer": "Ben Example",
    "role": "clinical lead",
    "reason": "Step 2 is wrong.",
}


def fill(shop: Shop) -> Shop:
    """Signed twice; a clinic has the older leaflet; then the leaflet is changed again."""
    sign(shop.root, "hiccups")
    enter(shop, "leaflet", "1.0", "North", TODAY)
    shop.edit(LEAFLET, "seem not to mind", "seem to mind")
    sign(shop.root, "hiccups")
    enter(shop, "leaflet", "2.0", "South", TODAY)
    shop.edit(LEAFLET, "seem to mind", "do not mind")
    return shop


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return fill(Shop(tmp_path_factory.mktemp("due") / "shop"))


@pytest.fixture(scope="module")
def desk(full: Shop) -> Iterator[OpenDesk]:
    """A desk that nobody writes to."""
    with desk_on(full.root) as one:
        yield one


def plain(html: str) -> str:
    """A page's words without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2]).split())


def test_the_table_says_what_status_says(desk: OpenDesk) -> None:
    """In groups, what is to be seen to first at the top; who has an older text is told."""
    says = plain(desk.get("/due").text)
    changed, approved = says.find("Changed since it was signed: prints"), says.rfind("Approved (1)")
    assert 0 <= changed < approved
    assert "Clinics that have an older version: 2" in says
    assert "North has version 1.0, given on 26 November 2026" in says
    assert "Anna Example, consultant midwife" in says and "31 January 2028" in says
    assert "Clinics that have it" not in says, "South has 2.0, and 2.1 stands"


def test_what_is_in_the_racks_is_told_too(full: Shop, tmp_path: Path) -> None:
    """Until when the approved version holds while its text is changed; who has what stands.

    A withdrawn text is to be read again on no day; its row leads to the notice and the clinics.
    """
    shop = copy_of(full, tmp_path / "shop")
    enter(shop, "night-card", "2.0", "West", TODAY)
    with desk_on(shop.root) as desk:
        page = desk.get("/due").text
        says = plain(page)
        assert "31 January 2028 version 2.0, approved last" in says
        assert "Clinics that have it: 1 West, given on 26 November 2026" in says
        assert "version 2.0, approved last" not in plain(desk.get("/due?state=approved").text)
    told = withdraw(shop, *recall.WHO, *recall.WHY, today=TODAY)
    assert told.code == 0, told.out
    with desk_on(shop.root) as desk:
        page = desk.get("/due?state=withdrawn").text
        says = plain(page)
        assert "2027" not in says and "2028" not in says and "Clinics that have it: 1 West" in says
        (address,) = set(re.findall(r'href="(/withdraw/[^"]+)"', page))
        again = desk.get(address).text
        assert "Tell these clinics: 2" in again and again.count('href="/pdf/') == 2
        code = code_of(shop, "night-card").replace(" ", "+")
        assert "Step 2 is wrong.." not in desk.get(f"/identify?foot={code}").text
        for paper in (shop.root / "dist/hiccups/en-GB").glob("withdrawn-*"):
            paper.unlink()
        assert "Make the papers" in desk.get(address).text


def test_it_is_searched_filtered_and_put_in_order(desk: OpenDesk) -> None:
    """By address, so without a script too; a column says how it stands."""
    one = plain(desk.get("/due?q=night&sort=guide").text)
    assert "Texts: 1" in one and "Night card" in one
    page = desk.get("/due?sort=-version").text
    assert 'aria-sort="descending"' in page and 'value="version"' in page
    assert "Texts: 1" in plain(desk.get("/due?state=changed").text)
    assert "Nothing is like that" in desk.get("/due?q=measles").text
    for odd in ("/due?page=99999999&sort=guide", "/due?state=%3Cb%3E&page=-1", "/due?sort=%00"):
        assert desk.get(odd).status == 200


def test_the_calendar_is_that_of_status(desk: OpenDesk, full: Shop) -> None:
    """The same events, as a file to be kept."""
    answer = desk.get("/due.ics")
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.body.count(b"BEGIN:VEVENT") == 2
    told = full.order("status", "--format", "ics", "--today", TODAY).out
    assert answer.text.replace("\r\n", "\n") == told.replace("\r\n", "\n")


@pytest.mark.parametrize(("old", "new"), [("1.0", "now"), ("1.0", "2.0"), ("2.0", "now")])
def test_any_two_versions_are_held_against_each_other(
    desk: OpenDesk, full: Shop, old: str, new: str
) -> None:
    """The page has the words and the counts of the redline that the command makes."""
    approvals = signed_of(full.project, full.guide, "en-GB")
    order = Order("redline", old=old, new=new)
    wanted = values_of(compared_of(full.project, order, full.guide, approvals))
    page = desk.get(f"/redline/{PLACE}?old={old}&new={new}").text
    says = plain(page)
    assert wanted["counts"] in says.lower() and f"to {wanted['now']}" in says
    lines = [line for s in wanted["sheets"] for g in s["groups"] for line in g["lines"] if line]
    pieces = [piece for line in lines for said in line["says"] for piece in said["pieces"]]
    assert pieces and [one["text"] for one in pieces if one["text"] not in says] == []
    assert "<ins>" in page and "<del>" in page
    card = desk.get(f"/redline/{PLACE}?old={old}&new={new}&product=night-card").text
    assert "<ins>" not in card.partition("</form>")[2].partition("<section")[2]


def test_what_changed_last_is_shown_where_nothing_changed_since(tmp_path: Path) -> None:
    """Who asks what changed in 2.0, which stands as it was signed, is shown 1.0 beside it."""
    shop = Shop(tmp_path / "shop")
    sign(shop.root, "hiccups")
    shop.edit(LEAFLET, "seem not to mind", "seem to mind")
    sign(shop.root, "hiccups")
    with desk_on(shop.root) as desk:
        says = plain(desk.get(f"/redline/{PLACE}?product=leaflet").text)
        assert "from 1.0 to 2.0" in says and "1 change: 1 changed" in says
        assert "Nothing changed , from 2.0" in plain(desk.get(f"/redline/{PLACE}?old=2.0").text)


@pytest.mark.parametrize("query", ["old=9.0", "old=1.0&new=1.0", "old=<b>", "product=measles"])
def test_a_version_that_is_not_there_is_told(desk: OpenDesk, query: str) -> None:
    """In words, with the versions to choose from."""
    answer = desk.get(f"/redline/{PLACE}?{query}")
    assert answer.status == 200 and '<option value="2.0"' in answer.text
    assert ("There is no version" in answer.text or "beside itself" in answer.text
            or "measles" in query)  # fmt: skip


def test_a_code_is_answered_in_one_word_first(desk: OpenDesk, full: Shop) -> None:
    """Yes for what stands approved; no for what was replaced; a slip is named, never taken."""
    good, old = code_of(full, "night-card"), "hiccups en-GB 1.0"
    said = plain(desk.get(f"/identify?foot={good.replace(' ', '+')}").text)
    assert "It may be handed out" in said and "approved until 31 January 2028" in said
    text = full.text("register/prints.jsonl")
    short = re.search(r"hiccups en-GB 1\.0 ([0-9a-f]{6})", text)
    assert short
    said = plain(desk.get(f"/identify?foot={old} {short[1]}".replace(" ", "%20")).text)
    assert "Don't hand it out" in said.replace("&#39;", "'") and "replaced by 2.0" in said
    wrong = "0" if short[1][0] != "0" else "1"
    said = desk.get(f"/identify?foot={old} {wrong}{short[1][1:]}".replace(" ", "%20")).text
    assert "Is it one of these?" in said and short[1] in said
    spelled = f"{good[:-6]} {' '.join(good[-6:])}".replace(" ", "+")
    assert "It may be handed out" in plain(desk.get(f"/identify?foot={spelled}").text)
    said = desk.get(f"/identify?foot={good[-6:]}").text
    assert "Which of these stands on the paper?" in said and f">{good}</a>" in said
    assert "handed out" not in plain(said).partition("six signs alone")[2]
    said = plain(desk.get("/identify?foot=hiccups+en-GB+1.0+O00000").text)
    assert "Look at the paper again" in said and "it may be 0" in said
    assert desk.get("/identify").status == 200


def key_of(desk: OpenDesk, version: str) -> str:
    found = re.search(r'data-key="(\w+)"', desk.get(f"{WITHDRAW}?version={version}").text)
    assert found
    return found[1]


def test_a_withdrawal_says_first_what_it_does_and_who_has_it(desk: OpenDesk) -> None:
    """The sheets with their codes, the clinics, what is left, and that nothing takes it back."""
    says = plain(desk.get(f"{WITHDRAW}?version=1.0").text)
    assert "Clinics that have it, as far as is known: 1 North" in says
    assert "Nothing takes this back" in says and "hiccups en-GB 1.0" in says
    assert "Night card is left: a newer version has the same text" in says
    both = plain(desk.get(f"{WITHDRAW}?version=2.0").text)
    assert "All of this version is withdrawn, not one of its sheets alone" in both


def test_a_withdrawal_is_told_beside_its_fields(desk: OpenDesk, full: Shop) -> None:
    """What is missing or too long; and a key of other texts is refused."""
    asked = {"version": "1.0", "key": key_of(desk, "1.0"), "signer": "-", "reason": "x" * 241}
    answer = desk.post(f"{WITHDRAW}/again", asked)
    assert answer.status == 422 and set(answer.json["fields"]) == {"signer", "role", "reason"}
    other = desk.post(WITHDRAW, {**WHO, "version": "2.0", "key": asked["key"]})
    assert other.status == 409
    none = desk.post(WITHDRAW, {**WHO, "version": "9.0", "key": ""})
    assert none.status == 422 and "9.0" in none.text
    assert desk.post(WITHDRAW, WHO).status == 400
    assert not (full.root / FILE).exists()


def test_a_withdrawal_is_what_withdraw_writes(tmp_path: Path) -> None:
    """The same file to the byte; the notice and the list lie there to be opened."""
    here, there = fill(Shop(tmp_path / "here")), fill(Shop(tmp_path / "there"))
    with desk_on(here.root) as desk:
        asked = {**WHO, "version": "1.0", "key": key_of(desk, "1.0")}
        again = desk.post(f"{WITHDRAW}/again", asked)
        assert again.status == 200 and "Step 2 is wrong." in again.json["html"]
        assert "hiccups en-GB 1.0" in again.json["html"], "the last step names the sheets too"
        assert not (here.root / FILE).exists(), "the first step writes nothing"
        answer = desk.post(WITHDRAW, asked)
        assert answer.status == 200, answer.text
        papers = re.findall(r'href="(/pdf/[^"]+)"', answer.json["html"])
        assert len(papers) == 2 and "North" in answer.json["html"]
        assert all(desk.get(one).body.startswith(b"%PDF") for one in papers)
        assert "withdrawn on 26 November 2026" in desk.get(f"{WITHDRAW}?version=1.0").text
        assert desk.post(WITHDRAW, asked).status == 422, "it is withdrawn already"
        written = here.text(FILE)
        shutil.rmtree(here.root / "dist")  # as where it was cut off before they were made
        assert "it was cut off" in desk.get(f"{WITHDRAW}?version=1.0").text
        ended = desk.post(WITHDRAW, {"version": "1.0", "key": key_of(desk, "1.0")})
        assert re.findall(r'href="(/pdf/[^"]+)"', ended.json["html"]) == papers
        assert here.text(FILE) == written and all(desk.get(one).status == 200 for one in papers)
    told = there.order("withdraw", "--guide", "hiccups", "--locale", "en-GB", "--version", "1.0",
                       "--name", WHO["signer"], "--role", WHO["role"], "--reason", WHO["reason"],
                       "--yes", "--today", TODAY)  # fmt: skip
    assert told.code == 0, told.out
    assert here.text(FILE) == there.text(FILE)


def test_a_desk_for_reading_withdraws_nothing(full: Shop) -> None:
    """All is shown, and nothing can be filled in."""
    with desk_on(full.root, "--read-only") as desk:
        says = desk.get(WITHDRAW).text
        assert "Nothing takes this back" in says and "<textarea" not in says
        assert desk.post(WITHDRAW, WHO).status == 403


def many(count: int) -> list[Line]:
    """Lines of guides that are made up."""
    first = date(2027, 1, 1)
    rows = (
        Row(f"guide-{n % 1000:04}", "en-GB", "leaflet", "draft", "0.1", 0, "",
            (first + timedelta(n % 900)).isoformat(), f"guide-{n} en-GB 0.1 a", title=f"Guide {n}")
        for n in range(count)
    )  # fmt: skip
    return [Line(row, row.status, "Leaflet", ()) for row in rows]


def test_a_long_list_comes_by_pages_that_hold_all_of_it() -> None:
    """Each row stands on one page, in order; an address beyond the last page is the last."""
    lines = many(250)
    pages = [
        listed({"sort": "review", "page": str(n)}, lines, lambda one: one.words, COLUMNS)
        for n in (1, 2, 3, 4)
    ]
    seen = [one.row.code for page in pages[:3] for one in page.rows]
    assert len(pages[0].rows) == A_PAGE and len(set(seen)) == len(seen) == 250
    assert pages[3].page == pages[3].pages == 3
    days = [one.row.next_review for page in pages[:3] for one in page.rows]
    assert days == sorted(days)


def test_a_thousand_guides_are_put_in_order_quickly() -> None:
    """Four texts of each, filtered, sorted and told as a page, within half a second of computing.

    How long the shelf takes to look at their files is measured by benchmarks/shelf.py.
    """
    lines = many(4000)
    begun = time.process_time()
    values = table_of(lines, {"q": "guide en", "sort": "-review", "state": "draft"})
    assert values["listing"].count == 4000
    assert time.process_time() - begun < 0.5


@pytest.mark.parametrize("width", [390, 1024])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_what_is_due_is_open_to_all(
    browser: Browser, desk: OpenDesk, width: int, dark: bool
) -> None:
    """No word of axe against list, filter, redline, code and withdrawal; nothing runs over."""
    paths = ("/due", "/due?state=changed&q=hiccups&sort=guide", f"/redline/{PLACE}?old=1.0",
             "/identify?foot=hiccups+en-GB+1.0+000000", WITHDRAW)  # fmt: skip
    for path in paths:
        with a_page(browser, desk.address + path, width=width, dark=dark) as page:
            assert violations(page) == [] and not runs_over(page), path


def test_a_version_is_withdrawn_by_keyboard_in_two_steps(browser: Browser, tmp_path: Path) -> None:
    """The dialog takes the focus and gives it back; what is wrong is told; then it is done."""
    shop = fill(Shop(tmp_path / "shop"))
    with desk_on(shop.root) as desk, a_page(browser, f"{desk.address}/due") as page:
        link = page.locator("a[data-withdraw]").first
        link.press("Enter")
        head = page.locator("dialog h1")
        expect(head).to_be_focused()
        assert violations(page) == []
        page.keyboard.press("Escape")
        expect(link).to_be_focused()
        link.press("Enter")
        expect(head).to_be_focused()
        page.click("dialog form.ask button.first")
        expect(page.locator("dialog .wrong")).to_have_count(3)
        expect(page.locator("#w-signer")).to_be_focused()
        for name in ("signer", "role", "reason"):
            page.fill(f"#w-{name}", WHO[name])
        page.locator("dialog form.ask button.first").press("Enter")
        expect(page.locator(".second h2")).to_be_focused()
        expect(page.locator(".notice")).to_contain_text("Step 2 is wrong.")
        assert violations(page) == [] and not (shop.root / FILE).exists()
        page.click(".back")
        expect(page.locator("#w-reason")).to_be_focused()
        page.locator("dialog form.ask button.first").press("Enter")
        page.locator(".do-withdraw").press("Enter")
        expect(page.locator(".second h2")).to_contain_text("is withdrawn", timeout=60_000)
        assert (shop.root / FILE).exists() and violations(page) == []
        expect(page.locator("dialog")).to_contain_text(
            "There it stays until the site is made again"
        )
        page.keyboard.press("Escape")
        group = page.locator("tr.group", has_text="Withdrawn")
        expect(group).to_be_visible(timeout=60_000)
        page.locator("a[data-withdraw]", has_text="Notice, clinics").first.press("Enter")
        expect(page.locator("dialog .papers a")).to_have_count(2)
        expect(page.locator("dialog .clinics")).to_contain_text("South")
        assert violations(page) == []
        page.click("dialog .leave")
        expect(page.locator("dialog")).to_be_hidden()


def test_the_table_follows_what_is_typed(browser: Browser, desk: OpenDesk) -> None:
    """Without leaving the field; a column's button keeps the focus when it is pressed."""
    with a_page(browser, f"{desk.address}/due") as page:
        page.locator("#q").press_sequentially("night")
        expect(page.locator("table.due tbody tr")).to_have_count(2)
        expect(page.locator("#q")).to_be_focused()
        page.fill("#q", "")
        expect(page.locator("table.due tbody tr")).to_have_count(4)
        page.locator("button[data-column=version]").press("Enter")
        expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Version")
        expect(page.locator("button[data-column=version]")).to_be_focused()
        page.select_option("#state", "approved")
        expect(page.locator("table.due tbody tr")).to_have_count(1)
