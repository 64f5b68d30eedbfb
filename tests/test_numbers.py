"""Numbers keep together: what no line may part, read from the places of the printed letters."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

import pytest

from press.proof.compare import PrintedWord
from press.typeset.numbers import kept_together
from tests.shop import CLINIC, LEAFLET, WATER, Page, Shop, told

PAIRS = ("10 minutes", "30 seconds", "5 mg", "20 weeks", "3 days", "9 am", "12 per", "per cent",
         "10:30 pm", "2 to", "020 7946", "7946 0123")  # fmt: skip
SAID = (
    "Wait for 10 minutes and then for 30 seconds, take 5 mg from 20 weeks on.\n"
    "In 2 to 3 days at 9 am or at 10:30 pm some 12 per cent of them ring 020 7946 0123 twice."
)
WHERE = {
    "text": SAID,
    "a list": f"- {SAID}".replace("\n", "\n  "),
    "a table": f"| One | Two |\n|---|---|\n| {SAID} | B |".replace("weeks on.\n", "weeks on. "),
    "a heading": "### " + SAID.replace("\n", " "),
    "a caption": f'![A cup](../figures/sip.svg "{SAID}")'.replace("\n", " "),
}


def lines_of(page: Page, word: PrintedWord) -> set[tuple[int, int]]:
    return {(glyph.page, round(glyph.baseline)) for glyph in word.glyphs}


def parted(page: Page) -> set[str]:
    """The pairs of which the second word stands on another line than the first."""
    found = set()
    for one, after in pairwise(page.proof.printed):
        pair = f"{one.word.text} {after.word.text}".rstrip(".,")
        if pair in PAIRS and lines_of(page, one) != lines_of(page, after):
            found.add(pair)
    return found


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("margin", range(0, 60, 12))
def test_a_number_and_what_it_counts_stand_on_one_line(shop: Shop, where: str, margin: int) -> None:
    """However wide the page is, no line parts a number and its unit, or a phone number."""
    shop.edit(LEAFLET, "One man had them", f"{WHERE[where]}\n\nOne man had them")
    page = shop.pull(css=f"main, section {{ padding-right: {margin / 2}mm }}")
    assert parted(page) == set()
    assert not [row for row in told(page.findings) if row.split()[1] in ("P101", "P102", "P103")]


def test_it_is_the_fast_blanks_that_do_it(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without them a line does end there: the test above would see it."""
    monkeypatch.setattr("press.typeset.touches.kept_together", str)
    shop.edit(LEAFLET, "One man had them", f"{SAID}\n\nOne man had them")
    css = "main, section {{ padding-right: {}mm }}"
    assert any(parted(shop.pull(css=css.format(n))) for n in (0, 5, 11, 17, 23, 29))


TEXTS = {
    "Ring 020 7946 0123 now": "Ring 020~7946~0123 now",
    "+44 20 7946 0123.": "+44~20~7946~0123.",
    "2 to 3 days": "2~to~3~days",
    "10 to 20 uncomfortable days": "10 to 20~uncomfortable days",
    "In 2015. Then": "In 2015. Then",
    "<b>5</b> mg": "<b>5</b> mg",
    "<strong>5</strong> mg": "<strong>5</strong>~mg",
    '<img alt="5 mg">': '<img alt="5 mg">',
    "1 2 3 4 5 6 7 8 9 10 11 12": "1~2~3~4~5~6 7~8~9~10~11~12",
    "From 38 °C or 100.4 °F (38 °C) on": "From 38~°C or 100.4~°F (38~°C) on",
}


@pytest.mark.parametrize("text", TEXTS)
def test_only_blanks_of_numbers_are_made_fast(text: str) -> None:
    """Tags stay as they are, a sentence's end is one, and a long chain may break."""
    assert kept_together(text).replace("\u00a0", "~") == TEXTS[text]


@pytest.mark.usefixtures("brief")
def test_the_clinic_s_number_is_on_one_line(shop: Shop) -> None:
    """In the clinic's block too no number is parted."""
    shop.edit(CLINIC, '"day and night"', '"from 9 am to 10:30 pm, for 20 weeks and 3 days"')
    rows = shop.check("--clinic", shop.here(CLINIC), "--product", "leaflet").findings
    assert not [row for row in rows if row["code"] in ("P101", "P102", "P103")]


NUMBER = "020 7946 0123"
SET_APART = ("+44 20 7946 0123", "10–20", "12-15", "5:30", "2/3")
CALL = f"اتصل بالرقم {NUMBER} في أي وقت."
ARABIC = {
    "text": f"{CALL} {{lang=ar}}",
    "a list": f"- {CALL} {{lang=ar}}",
    "a heading": f"### {CALL} {{lang=ar}}\n\n{WATER}",
    "a table": f"### {WATER} {{lang=ar}}\n\n| {WATER} | {CALL} |\n|---|---|\n| {WATER} | {CALL} |",
}


def digits_as_printed(page: Page, signs: str = "") -> list[str]:
    """The digits of each line that holds Arabic, from left to right on paper."""
    lines = defaultdict(list)
    for glyph in page.proof.reading.flow:
        lines[glyph.page, round(glyph.baseline)].append(glyph)
    texts = ["".join(g.char for g in sorted(row, key=lambda g: g.box[0])) for row in lines.values()]
    return [
        "".join(c for c in text if c.isdigit() or c in signs)
        for text in texts
        if re.search("[ا-ي]", text)
    ]


@pytest.mark.parametrize("where", ARABIC)
def test_a_phone_number_is_not_turned_round(arabic: Shop, where: str) -> None:
    """In a line that runs from the right the groups of a number stand as they were typed."""
    arabic.edit(LEAFLET, "One man had them", f"{ARABIC[where]}\n\nOne man had them")
    printed = "".join(digits_as_printed(arabic.pull()))
    assert re.fullmatch(f"({NUMBER.replace(' ', '')})+", printed)


@pytest.mark.parametrize("number", SET_APART)
def test_a_number_with_a_sign_in_it_is_not_turned_round(arabic: Shop, number: str) -> None:
    """A + stands before its number, and a span of days runs from the first to the last."""
    line = f"{ARABIC['text'].replace(NUMBER, number)}\n\nOne man had them"
    arabic.edit(LEAFLET, "One man had them", line)
    page = arabic.pull()
    printed = digits_as_printed(page, "+–-:/")
    assert number.replace(" ", "") in printed
    assert not [row for row in told(page.findings) if row.split()[1] in ("P101", "P102", "P106")]


def test_without_its_fast_blanks_a_number_would_be_turned(
    arabic: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What keeps the groups in order is that they are one number: taken away, they stand turned."""
    monkeypatch.setattr("press.typeset.touches.kept_together", str)
    arabic.edit(LEAFLET, "One man had them", f"{ARABIC['text']}\n\nOne man had them")
    assert "01237946020" in digits_as_printed(arabic.pull())
