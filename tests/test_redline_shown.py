"""The redline as it is shown: in a terminal, on a screen, on paper; and what may be asked of it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from press.approval.views import as_html, as_pdf, as_text
from press.pdf.readback import page_sizes
from press.redline.compared import Compared, Sheet, groups
from press.redline.redline import ADDED, CHANGED, SAME, redline
from press.run.console import DONE, FINDINGS, WRONG_CALL
from press.run.order import Order
from press.run.orders import tickets
from press.run.papers import stale_papers
from press.typeset.engine import start_engine
from tests.approvals import sign
from tests.guides import BEDSIDE
from tests.printed import texts_of_pages
from tests.shop import CARD, GUIDE, LEAFLET, SIPS, TODAY, Shop
from tests.test_redline import TEXT, edited
from tests.validators import page_validation

HICCUPS = ("--guide", "hiccups", "--locale", "en-GB", "--today", TODAY)
NOW = edited(
    ("for 10 seconds", "for 20 seconds"),
    ("item | You cannot eat\n", ""),
    ("Do **not** wait", "Do not wait"),
    ("caption | Sip by sip", "caption | Sip by sip\ntext | Rest <b>now</b> & breathe."),
)
COMPARED = Compared(
    "hiccups", "en-GB", "1.0", "now (1.1)",
    (Sheet("night-card", "Hiccups at night?", redline(TEXT, NOW)),), "2026-11-26",
)  # fmt: skip


def test_what_is_shown_is_what_differs_with_its_headings_and_neighbours() -> None:
    """Sections without a change are left out, and lines far from one are three dots."""
    shown = list(groups(COMPARED.sheets[0].changes))
    assert [group.under[-1] for group in shown] == [
        "Do this now",
        "STOP. Phone now if:",
        "No answer yet?",
    ]
    first = [one.how if one else "…" for one in shown[0].lines]
    assert first == [SAME, SAME, CHANGED, SAME, SAME, ADDED]  # one line is no gap
    items = [f"item | This is number {n}" for n in range(9)]
    (group,) = groups(redline(items, [*items[:-1], "item | This is number 10"]))
    assert [one.how if one else "…" for one in group.lines] == ["…", SAME, CHANGED]


def test_a_terminal_shows_both_sentences_and_what_differs_in_them() -> None:
    """A minus and a plus, the words in brackets, the notes below, the counts above."""
    told = as_text(COMPARED)
    for line in (
        "hiccups, en-GB: from 1.0 to now (1.1)",
        "4 changes: 2 changed, 1 added, 1 taken out",
        "    \u2212 Hold your breath for [10] seconds.",
        "    + Hold your breath for [20] seconds.",
        "      the number 10 became 20",
        "    \u2212 You cannot eat",
        "    + Rest <b>now</b> & breathe.",
        "    + Do not wait until the morning.",
        "STOP. Phone now if: > No answer yet?",
    ):
        assert line in told.split("\n"), line


class Heard(HTMLParser):
    """What a page says, and the elements that it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.said = ""
        self.hidden = ""  # of the styles, that are read out by nobody
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.hidden = tag if tag == "style" else ""

    def handle_endtag(self, tag: str) -> None:
        self.hidden = ""

    def handle_data(self, data: str) -> None:
        self.said += "" if self.hidden else data


def test_a_screen_reader_hears_what_was_taken_out_and_added() -> None:
    """The page needs no other file; del and ins are said in words, and nothing is run."""
    html = as_html(BEDSIDE, COMPARED)
    page = Heard(html)
    said = " ".join(page.said.split())
    for words in (
        "What changed: hiccups, en-GB, night-card, from 1.0 to now (1.1)",
        "was Hold your breath for [taken out: 10] seconds.",
        "now Hold your breath for [added: 20] seconds.",
        "[added: Rest <b>now</b> & breathe.]",
        "bold was taken from “not”",
    ):
        assert words in said, words
    assert not {"script", "link", "img"} & set(page.tags)
    assert "url(" not in html and "http" not in html
    assert re.search(r"<b>not</b> wait", html), "bold is bold, and no stars"
    assert "**" not in said


def test_the_paper_is_a4_tagged_and_says_the_same(tmp_path: Path) -> None:
    """PDF/UA-1, with guide, locale, product, versions and counts; nothing in it is hidden."""
    made = as_pdf(start_engine(BEDSIDE), COMPARED)
    path = tmp_path / "redline.pdf"
    path.write_bytes(made)
    assert {(round(width), round(height)) for width, height in page_sizes(made)} == {(595, 842)}
    assert page_validation(path) == []
    text = " ".join(" ".join(texts_of_pages(path)).split())
    for words in (
        "hiccups, en-GB: from 1.0 to now (1.1)",
        "4 changes: 2 changed, 1 added, 1 taken out.",
        "night-card: Hiccups at night?",
        "was Hold your breath for 10 seconds. now Hold your breath for 20 seconds.",
        "Taken out item of a list You cannot eat",
        "Rest <b>now</b> & breathe.",
        "This page approves nothing.",
    ):
        assert words in text, words


def test_a_redline_without_a_change_says_so() -> None:
    """Nothing is shown, and that nothing differs is said on each sheet."""
    sheet = Sheet("night-card", "Hiccups at night?", redline(TEXT, TEXT))
    same = Compared("hiccups", "en-GB", "1.0", "now", (sheet,))
    assert "nothing changed" in as_text(same)
    assert "Nothing changed on this sheet." in as_html(BEDSIDE, same)


def changed(shop: Shop) -> Shop:
    """The small guide as it was signed, and then edited."""
    sign(shop.root, "hiccups")
    shop.edit(SIPS, "Take ten", "Take twelve")
    return shop


def test_without_versions_it_is_what_changed_since_the_last_approval(shop: Shop) -> None:
    """Both sheets, from the version that was signed to the number of what stands."""
    told = changed(shop).order("redline", *HICCUPS)
    assert told.code == DONE, told.err
    assert told.out.startswith("hiccups, en-GB: from 1.0 to now (1.1)\n")
    for product in ("leaflet", "night-card"):
        assert f"\n{product}: " in told.out
    assert told.out.count("[twelve]") == 2 and shop.dist() == {}


def test_two_versions_are_compared_and_one_sheet_is_enough(shop: Shop) -> None:
    """What stands plays no part, even where it can't be read; either may come first."""
    sign(changed(shop).root, "hiccups")
    shop.write(LEAFLET, "no front matter\n")
    for names, was, now in ((("1.0", "2.0"), "ten", "twelve"), (("2.0", "1.0"), "twelve", "ten")):
        told = shop.order("redline", *names, *HICCUPS, "--product", "night-card")
        assert told.code == DONE, told.out + told.err
        assert "\nleaflet: " not in told.out
        assert f"[{was}]" in told.out and told.out.index(f"[{was}]") < told.out.index(f"[{now}]")
    assert shop.order("redline", *HICCUPS).code == FINDINGS


def test_html_and_pdf_lie_where_the_papers_lie(shop: Shop) -> None:
    """In the job's folder; what was since changed once more is told by the next print."""
    changed(shop)
    for form in ("html", "pdf"):
        told = shop.order("redline", *HICCUPS, "--format", form)
        assert told.code == DONE, told.err
        assert f"dist/hiccups/en-GB/redline.{form}\n  2 changes: 2 changed" in told.out
    assert [*stale_papers(shop.project, tickets(shop.project, Order("print"), []), {})] == []
    shop.edit(SIPS, "twelve", "eleven")
    stale = [*stale_papers(shop.project, tickets(shop.project, Order("print"), []), {})]
    assert [line.partition(": of an older text")[0] for line in stale] == [
        "dist/hiccups/en-GB/redline.html", "dist/hiccups/en-GB/redline.pdf"]  # fmt: skip
    sign(shop.root, "hiccups")
    assert shop.order("redline", "1.0", "2.0", *HICCUPS, "--format", "html").code == DONE
    assert [*shop.dist()] and {name.rpartition("/")[2] for name in shop.dist()} == {
        "redline.html", "redline.pdf", "redline-1.0-2.0.html"}  # fmt: skip


def test_a_letter_that_no_font_has_stops_the_paper_in_words(shop: Shop) -> None:
    """The paper can't be set, and says what can: the page for a screen."""
    changed(shop)
    shop.edit(SIPS, "Take twelve", "Take \u2764\ufe0f twelve")
    told = shop.order("redline", *HICCUPS, "--format", "pdf")
    assert told.code == FINDINGS and "D107" in told.out and "--format html" in told.out, told.err
    assert shop.order("redline", *HICCUPS, "--format", "html").code == DONE


def test_a_sheet_that_is_new_or_gone_is_said_first(shop: Shop) -> None:
    """All of its lines are added or taken out, and the reason stands over them."""
    sign(shop.root, "hiccups")
    (shop.root / CARD).rename(shop.root / "card.md")
    told = shop.order("redline", *HICCUPS)
    assert "All of this sheet was taken out: now (1.0) has none." in told.out
    told = shop.order("redline", "now", "1.0", *HICCUPS, "--product", "night-card")
    assert "All of this sheet is new: now (1.0) has none." in told.out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("redline", "3.0"), "there is no version `3.0`; there is: 1.0, now"),
        (("redline", "1.0", "first"), "there is no version `first`; there is: 1.0, now"),
        (("redline", "1.0", "1.0"), "1.0 beside itself has no change"),
        (("redline", "now"), "now beside itself has no change"),
        (
            ("redline", "--product", "poster"),
            "neither 1.0 nor now (1.0) has a poster of hiccups en-GB; there is: leaflet",
        ),
    ],
)
def test_what_cannot_be_compared_is_a_wrong_call(
    shop: Shop, words: tuple[str, ...], says: str
) -> None:
    """A version or a sheet that is not there is named, with those that are."""
    sign(shop.root, "hiccups")
    told = shop.order(*words, *HICCUPS)
    assert told.code == WRONG_CALL
    assert says in told.err


def test_what_nobody_signed_has_nothing_to_be_compared_with(shop: Shop) -> None:
    """It is said, with the way to sign it; so is what is missing on the command line."""
    assert "nothing of hiccups en-GB was ever signed" in shop.order("redline", *HICCUPS).err
    assert "which guide" in shop.order("redline", "--locale", "en-GB").err
    assert "which locale" in shop.order("redline", "--guide", "hiccups").err
    assert "invalid choice: 'json'" in shop.order("redline", *HICCUPS, "--format", "json").err


@pytest.mark.parametrize("spoil", ["", "reading text | 1\n", "gone"])
def test_a_signed_text_that_was_touched_is_not_compared(shop: Shop, spoil: str) -> None:
    """Emptied, cut off or taken away: it is a finding at its file, in every form."""
    sign(shop.root, "hiccups")
    file = f"{GUIDE}/approved/en-GB/1.0/leaflet.txt"
    if spoil == "gone":
        (shop.root / file).unlink()
    else:
        shop.write(file, spoil)
    for form in ("text", "html", "pdf"):
        told = shop.order("redline", *HICCUPS, "--format", form)
        assert told.code == FINDINGS, told.err
        assert f"{file}:1:1: G116 this text is not there as it was signed" in told.out
    assert shop.dist() == {}


def test_an_approval_that_was_touched_is_told_and_not_used(shop: Shop) -> None:
    """Its seal is broken, so nobody knows what was signed."""
    sign(shop.root, "hiccups")
    shop.edit(f"{GUIDE}/approved/en-GB/approval.toml", "Anna", "Anne")
    told = shop.order("redline", *HICCUPS)
    assert told.code == FINDINGS and "G116" in told.out
