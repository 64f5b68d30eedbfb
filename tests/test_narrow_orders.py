"""An order for one product, and what lies beside it; how a text that grew is told."""

from __future__ import annotations

import re

import pytest

from press.read.last_print import LINES
from press.typeset.compose import Composer
from press.typeset.engine import start_engine
from press.typeset.fit import fit
from tests.bad_input import SENTENCE
from tests.catalogue import LEAFLET as ROW
from tests.shop import CARD, LEAFLET, SHEET, SIPS, Shop

JOB = "hiccups/en-GB"
CARD_PDF, LEAFLET_PDF = f"{JOB}/night-card.pdf", f"{JOB}/leaflet.pdf"
QUICK = ("--sheet", "none")
ONE = (*QUICK, "--product", "leaflet")


def test_a_card_that_did_not_change_stays_in_silence(printed: Shop) -> None:
    """Where only the leaflet's own text changed, the card of the last print is still true."""
    card = printed.dist()[CARD_PDF]
    printed.edit(LEAFLET, SENTENCE, "Babies have them too.")
    told = printed.order(*ONE)
    assert (told.code, told.err) == (0, ""), told.out
    assert printed.dist()[CARD_PDF] == card
    assert "night-card" not in told.out
    assert printed.order(*QUICK).code == 0
    assert CARD_PDF in printed.dist()


def test_a_card_of_an_older_text_stays_and_is_told(printed: Shop) -> None:
    """Where a shared passage changed, the card is left, and each run says that it is old."""
    card = printed.dist()[CARD_PDF]
    printed.edit(SIPS, "ten sips", "nine sips")
    for _ in range(2):
        told = printed.order(*ONE)
        assert told.code == 0, told.out
        assert f"dist/{CARD_PDF}: made of an older text; print it again with --product" in told.err
        assert printed.dist()[CARD_PDF] == card
    assert printed.order(*QUICK).err == ""
    assert printed.dist()[CARD_PDF] != card


def test_the_other_way_round_it_is_the_leaflet(printed: Shop) -> None:
    """The card's own text is nothing to the leaflet; its own old sheets go."""
    before = printed.dist()
    printed.edit(CARD, "Your chest hurts", "Your chest is sore")
    told = printed.order(*QUICK, "--product", "night-card")
    assert (told.code, told.err) == (0, ""), told.out
    assert printed.dist()[LEAFLET_PDF] == before[LEAFLET_PDF]
    assert f"{JOB}/night-card-2-up.pdf" not in printed.dist()


# -- a text that is too long ---------------------------------------------------------------------


def p206(shop: Shop, product: str) -> dict[str, object]:
    rows = shop.check("--product", product).findings
    (found,) = [row for row in rows if row["code"] == "P206"]
    return dict(found)


def words_of(finding: dict[str, object]) -> int:
    match = re.search(r"is (\d+) words? too long", str(finding["problem"]))
    assert match, finding
    return int(match[1])


def test_a_leaflet_grows_by_pages_while_it_may(brief: Shop) -> None:
    """Twice as much text is eight pages, and no finding; twelve are the most."""
    more = "\n\n".join(f"### Part {n}\n\n" + "They come and go, and nobody minds. " * 12
                       for n in "abcdefgh")  # fmt: skip
    shop = brief
    assert shop.pull().proof.typeset.pages <= 4
    shop.edit(LEAFLET, SENTENCE, f"{SENTENCE}\n\n{more}")
    pages = shop.pull().proof.typeset.pages
    assert 4 < pages <= max(ROW.pages)
    codes = {row["code"] for row in shop.check("--product", "leaflet").findings}
    assert not codes & {"P206", "P202"}


def grown(shop: Shop, extra: str) -> None:
    """A card that is full: its last step says `extra` more."""
    shop.edit(SIPS, "for ten seconds.", f"for ten seconds{extra}.")


def test_the_count_is_what_must_go_until_it_fits(printed_card: Shop) -> None:
    """With so many words fewer it fits, and with one fewer of these it does not."""
    shop = printed_card
    grown(shop, " and on" * 240)
    count = words_of(p206(shop, "night-card"))
    for fewer, fits in ((count, True), (count - 1, False)):
        words = (" and on" * 240).split()
        shop.edit(SIPS, " ".join(words), " ".join(words[: len(words) - fewer]))
        codes = {row["code"] for row in shop.check("--product", "night-card").findings}
        assert ("P206" not in codes) == fits
        kept = " ".join(words[: len(words) - fewer])
        shop.edit(SIPS, kept, " ".join(words))


def test_what_changed_since_the_last_print_is_named_first(printed_card: Shop) -> None:
    """The line that grew is named, however long others are; a lost scratch costs only that."""
    grown(printed_card, " and on" * 240)
    found = p206(printed_card, "night-card")
    assert f"{found['file']}:{found['line']}" == printed_card.place(SIPS, "for ten seconds")
    assert "shorten what changed since the last print" in str(found["fix"])
    assert "under “" in str(found["fix"])
    (printed_card.root / ".cache" / LINES).write_text("[torn")
    assert "the longest line" in str(p206(printed_card, "night-card")["fix"])


@pytest.mark.parametrize("role", ["stop", "urgent", "emergency"])
def test_a_warning_is_never_the_line_to_shorten(printed_card: Shop, role: str) -> None:
    """Where a warning grew, the finding says so, and names another line."""
    printed_card.edit(CARD, "{.stop}", f"{{.{role}}}")
    printed_card.edit(CARD, "- Your chest hurts", "- Your chest hurts" + " and on" * 240)
    rows = printed_card.check("--product", "night-card").findings
    found = next(row for row in rows if row["code"] == "P206")
    assert "Your chest" not in found["excerpt"]
    assert "stays whole" in found["fix"]


# -- tables --------------------------------------------------------------------------------------


def table(columns: int, word: str) -> str:
    rows = [" | ".join([word] * columns), "|".join(["---"] * columns), " | ".join([word] * columns)]
    return "\n".join(f"| {row} |" for row in rows)


def test_a_table_takes_smaller_type_before_it_is_too_wide(shop: Shop) -> None:
    """What fits in the smallest type is set in it, however few the pages are."""
    shop.plain_sheet()
    shop.append(SHEET, "\nhtml { font-size: var(--step) } .running-foot { display: none }")
    text = shop.text(LEAFLET)
    sizes = []
    for word in ("mmmmm", "mmmmmm", "mmmmmmm"):
        shop.write(LEAFLET, text.replace(SENTENCE, f"{SENTENCE}\n\n{table(5, word)}\n\nSo."))
        job = shop.job("leaflet")
        engine = start_engine(shop.project)
        typeset = fit(engine, Composer(shop.project, job), job.manuscripts[0], [])
        sizes.append(typeset.size if typeset else 0)
    assert sizes[0] > sizes[1] > ROW.ladder[0], sizes
    assert sizes[2] == sizes[0], "where it is too wide in any, the size is the text's own"


@pytest.mark.parametrize("columns", [6, 7, 9])
def test_too_many_columns_have_a_plain_answer(brief: Shop, columns: int) -> None:
    """The columns are counted, the page is named, and no sheet is."""
    brief.edit(LEAFLET, SENTENCE, f"{SENTENCE}\n\n{table(columns, 'something')}\n\nSo.")
    (found,) = brief.check("--product", "leaflet").findings
    assert found["code"] == "P220"
    assert found["problem"] == f"the {columns} columns of this table do not fit on A5"
    assert "two tables" in found["fix"] and "style" not in found["fix"]


def test_large_print_names_its_own_page(brief: Shop) -> None:
    """There a page is as large as the paper."""
    brief.edit(LEAFLET, SENTENCE, f"{SENTENCE}\n\n{table(9, 'something')}\n\nSo.")
    rows = brief.check("--product", "leaflet", "--edition", "large-print").findings
    assert "the 9 columns of this table do not fit on A4" in {row["problem"] for row in rows}
