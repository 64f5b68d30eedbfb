"""The method holds for a script that runs from the right: a line of Arabic, set in Amiri."""

from __future__ import annotations

import pytest

from press.pdf.bidi import as_read
from tests.shop import BLOCK, LEAFLET, SKELETON, WATER, Page, Shop, told

LINES = {
    "plain words": WATER,
    "letters that join": "لا إله آلام الأم إلى لأن",
    "a number": "اتصل بالرقم 999 إذا كان التنفس صعبًا (لا تنتظر).",
    "numbers apart": "اتصل بالرقم 020 7946 0123 في أي وقت: «الآن»؟",
    "Latin words": "اتصل بخط NHS 111 أو اسأل Riverside Hospital عن ذلك.",
    "a decimal": "اسألي: “أنا حامل في الأسبوع 28” أو 12.5%.",
}
WORD_CODES = {"P101", "P102", "P103", "P104", "P105", "P106", "P301", "P302"}


def of_words(page: Page) -> list[str]:
    return [line for line in told(page.findings) if line.split()[1] in WORD_CODES]


@pytest.mark.parametrize("text", LINES.values(), ids=LINES.keys())
def test_arabic_is_read_back_in_order(arabic: Shop, text: str) -> None:
    """In an English leaflet every Arabic word is found in order, in its place, and seen."""
    arabic.edit(LEAFLET, "One man had them", f"{text}\n\nOne man had them")
    page = arabic.pull()
    assert of_words(page) == []
    words = [one.word.text for one in page.proof.printed if one.word.line.text == text]
    assert len(dict.fromkeys(words)) >= len(set(text.split()))
    assert {g.font.split("+")[-1] for one in page.proof.printed for g in one.glyphs} > {"Amiri"}


@pytest.mark.parametrize("text", LINES.values(), ids=LINES.keys())
def test_arabic_on_an_arabic_page_is_read_back_in_order(arabic: Shop, text: str) -> None:
    """On a page that runs from the right, over more lines than one, nothing changes."""
    arabic.edit(SKELETON, 'lang="{{ locale }}"', 'lang="ar"')
    manuscript = arabic.text(LEAFLET)
    start, end = manuscript.index("A hiccup is"), manuscript.index("- They come")
    arabic.write(LEAFLET, f"{manuscript[:start]}{text}\n{WATER}\n\n{manuscript[end:]}")
    page = arabic.pull(css=".key p { direction: rtl; width: 60mm }")
    assert of_words(page) == []


@pytest.mark.parametrize(
    ("lost", "said"), [("الماء ", "الماء"), ("ببطء، ", "ببطء،"), ("احبس ", "احبس")]
)
def test_a_lost_arabic_word_is_named(arabic: Shop, lost: str, said: str) -> None:
    """A word that a template drops out of the middle of a line is named, and it alone."""
    arabic.edit(LEAFLET, "One man had them", f"{WATER}\n\nOne man had them")
    dropped = f"{{% filter replace('{lost}', '') %}}{BLOCK}{{% endfilter %}}"
    arabic.edit(SKELETON, BLOCK, dropped)
    page = arabic.pull()
    place = arabic.place(LEAFLET, WATER[:12])
    assert of_words(page) == [f"{place} P101 the words are not on the page: “{said}”"]


def test_arabic_that_can_not_be_seen_is_named(arabic: Shop) -> None:
    """Hidden Arabic is found out by its ink, as any other words are."""
    arabic.edit(LEAFLET, "- They go without thanks.", f"- {WATER}")
    page = arabic.pull(css=".key li:last-child { background: white; color: #fdfdfd }")
    assert "P105" in page.codes(arabic.place(LEAFLET, WATER[:12]))


def test_a_letter_that_no_font_has_is_named(shop: Shop) -> None:
    """Without an Arabic font the letters are a finding, not a box or a font of the machine."""
    shop.edit(LEAFLET, "One man had them", f"{WATER}\n\nOne man had them")
    assert "P301" in shop.pull().codes(shop.place(LEAFLET, WATER[:12]))


ORDERS = [
    ("abc", False, "abc"),
    ("ابج"[::-1], True, "ابج"),
    ("ab " + "ابج"[::-1] + " cd", False, "ab ابج cd"),
    ("cd " + "ابج"[::-1] + " ab", True, "ab ابج cd"),
    ("12 " + "ابج"[::-1], False, "ابج 12"),
    ("ab 12 " + "ابج"[::-1], False, "ab 12 ابج"),
    ("2.5 " + "ابج"[::-1], True, "ابج 2.5"),
    ("." + "ابج"[::-1], True, "ابج."),
    ("ابج"[::-1] + ".", False, "ابج."),
]


@pytest.mark.parametrize(("seen", "from_the_right", "read"), ORDERS)
def test_letters_are_put_into_the_order_of_reading(
    seen: str, from_the_right: bool, read: str
) -> None:
    """What stands from left to right on paper is given in the order in which it is read."""
    assert "".join(as_read(seen, str, from_the_right)) == read
