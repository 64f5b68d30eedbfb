"""One cause is one finding: nothing that only follows from it is told beside it."""

from __future__ import annotations

import pytest

from press.finding import Finding, Place
from press.run.echoes import without_echoes
from tests.bad_input import PICTURE, SENTENCE
from tests.shop import CARD, EVIDENCE, GUIDE, LEAFLET, SHEET, SIPS, TOKENS, Shop

pytestmark = pytest.mark.usefixtures("brief")

FONT = "styles/fonts/BedsideAtkinson_400Regular.ttf"


def codes(shop: Shop, product: str = "leaflet") -> list[str]:
    """The codes of all that is said of one product."""
    return [row["code"] for row in shop.check("--product", product).findings]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("1. walk\n2. sit\n4. lie\n5. rest", "M121"),
        ("1. walk\n1. sit\n1. lie", "M121"),
        ("1. 1. 1. walk", "M116"),
        ("- one\n    - two\n        - three\n            - four", "M116"),
        ("| One | Two |\n| A | B |", "M127"),
        ("One | Two\nA | B", "M127"),
        ("We love ❤️ you.", "P301"),
        (f"### A cup {PICTURE}", "M130"),
        (f"| One | Two |\n|---|---|\n| A | {PICTURE} |", "M130"),
        ("![A cup](../figures/my cup.svg)", "M128"),
    ],
)
def test_one_slip_is_one_finding(shop: Shop, lines: str, code: str) -> None:
    """A list, a table or a picture gone wrong is told by its own line, and by no template's."""
    shop.edit(LEAFLET, SENTENCE, f"{SENTENCE}\n\n{lines}\n\nSo much for that.")
    found = shop.check("--product", "leaflet").findings
    assert [row["code"] for row in found] == [code], found
    assert found[0]["file"] == LEAFLET


@pytest.mark.parametrize("product", ["leaflet", "night-card"])
def test_a_step_taken_out_is_told_once(shop: Shop, product: str) -> None:
    """In a passage, too, the number that does not count up is the only finding."""
    rows = shop.text(SIPS).split("\n")
    third = next(n for n, row in enumerate(rows) if row.startswith("3."))
    rows[third] = (
        "4. **Hold your breath** for ten seconds. [@H1]\n5. **Rest** until they end. [@H1]"
    )
    shop.write(SIPS, "\n".join(rows))
    assert codes(shop, product) == ["M121"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [("+++\ntitle", "---\ntitle", "M104"), ("title =", "title", "M105"),
     ("Babies", "caf\udce9", "M101"), ("## Sources", "![[nope]]\n\n## Sources", "M108")],
)  # fmt: skip
def test_what_an_unread_text_would_cite_is_not_missed(
    shop: Shop, old: str, new: str, code: str
) -> None:
    """Sources and answers of evidence are not told as idle where their text can't be read."""
    sips = shop.text(SIPS)
    shop.write(SIPS, sips.replace("[@H2]", ""))
    text = shop.text(LEAFLET).replace("[@H1]", "[@H1] [@H2]", 1)
    shop.write(LEAFLET, text.replace(old, new, 1).encode("utf-8", "surrogateescape"))
    assert codes(shop, "night-card") == [code]


def test_a_sheet_that_cannot_be_read_is_told_once(shop: Shop) -> None:
    """Its tokens are not missing from the others, and no layout falls over it."""
    shop.write(TOKENS, b"/* caf\xe9 */" + shop.text(TOKENS).encode())
    assert codes(shop) == ["M101"]


def test_a_name_in_broken_letters_is_told_once(shop: Shop) -> None:
    """The picture of that name is not missing: its name was saved wrongly."""
    shop.edit(LEAFLET, "../figures/sip.svg", "../figures/sÃ©p.svg")
    assert codes(shop) == ["M131"]


def test_a_font_that_was_cut_is_named_and_no_line_is(shop: Shop) -> None:
    """A file that ends too early is the one finding, however much of it is there."""
    data = (shop.root / FONT).read_bytes()
    for part in (len(data) // 2, 200, 0):
        shop.write(FONT, data[:part])
        found = shop.check("--product", "leaflet").findings
        assert [(row["code"], row["file"]) for row in found] == [("D108", FONT)]


@pytest.mark.parametrize(
    "deep", ["a{" * 300 + "}" * 300, "p{margin:" + "calc(" * 300 + "1px" + ")" * 300 + "}"]
)
def test_a_sheet_that_goes_too_deep_is_named(shop: Shop, deep: str) -> None:
    """The engine falls over it; the manuscript has no part in that."""
    shop.append(SHEET, f"\n{deep}")
    found = shop.check("--product", "leaflet").findings
    assert [(row["code"], row["file"]) for row in found] == [("D109", SHEET)]


def test_css_is_not_taken_for_words(shop: Shop) -> None:
    """Only what stands between the quotes of `content` is a text."""
    shop.append(SHEET, "\np::before{content:''} a{color:#000} b::after{content:''}")
    shop.append(SHEET, '\np::after { content: "" } /* don\'t say content: "so" */')
    shop.append(SHEET, "\n.x { align-content: start; quotes: 'ab' 'cd' }")
    assert codes(shop) == []
    shop.append(SHEET, """\np::after { content: "it's me" '·' }""")
    found = shop.check("--product", "leaflet").findings
    (told,) = [row for row in found if row["code"] == "D106"]
    assert "“it's me”" in told["problem"]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("Вода помогает от икоты.\n\nВода помогает всегда.", "Cyrillic letters, on 2 lines"),
        ("اشرب عشر رشفات من الماء البارد ببطء", "more Arabic letters"),
        ("Πιες νερό αργά", "more Greek letters"),
        ("Good 👍 and 👍.\n\nGood 👍.", "“👍” (U+1F44D), on 2 lines"),
        ("👍 🤱 🙂 🚑 ☎", "and 2 more signs"),
    ],
)
def test_a_script_that_our_fonts_lack_is_one_finding(shop: Shop, lines: str, says: str) -> None:
    """It is told once, at the first of its lines, with how many letters and lines there are."""
    shop.edit(LEAFLET, SENTENCE, f"{SENTENCE}\n\n{lines}\n\nSo much for that.")
    found = shop.check("--product", "leaflet").findings
    assert [row["code"] for row in found] == ["P301"], found
    assert says in found[0]["problem"]


def test_a_hanging_indent_of_the_sources_is_the_sheet_s(shop: Shop) -> None:
    """What a sheet does to labels and sources is told at the sheet, not in evidence.toml."""
    shop.edit(EVIDENCE, "The Hiccup Society", "The Hiccup Society of this town " * 5)
    shop.append(SHEET, "\n.source-list { padding-left: 6mm; text-indent: -6mm }")
    found = shop.check("--product", "leaflet").findings
    assert {(row["code"], row["file"]) for row in found} == {("P212", SHEET)}, found


@pytest.mark.parametrize("inside", ["M0 0H9V9H0Z", "M0 0H9V4H0Z M0 5H9V9H0Z"])
def test_a_picture_too_black_for_a_copier_is_named_once(shop: Shop, inside: str) -> None:
    """In black only the picture is at fault, and no sheet is."""
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    shop.write(f"{GUIDE}/figures/mono/sip.svg", f'{head}<path d="{inside}"/></svg>')
    rows = shop.check("--product", "leaflet", "--edition", "mono").findings
    places = [shop.place(LEAFLET, "![A tall glass"), shop.place(SIPS, "![A glass")]
    told = sorted((row["code"], f"{row['file']}:{row['line']}") for row in rows)
    assert told == [("P306", place) for place in places], "it stands on two lines"


def test_what_has_its_own_cause_is_told_beside_it(shop: Shop) -> None:
    """A slip hides nothing above it, on another text, or of another kind."""
    slip = Finding(Place(LEAFLET, 20), "M121", "", "")
    above, below = (Finding(Place(LEAFLET, line), "P101", "", "") for line in (9, 30))
    other, hard = (
        Finding(Place(CARD, 30), "P101", "", ""),
        Finding(Place(LEAFLET, 20), "S101", "", ""),
    )
    size = Finding(Place(LEAFLET, 30), "P203", "", "")
    assert without_echoes([slip], [above, below, other, hard, size]) == [above, other, hard, size]
    assert without_echoes([hard], [below]) == [below]


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("## Stop and phone if {.stop}", "## Stop {.stpo}", "M114", "was `stop` meant?"),
        ("## Do this now {.steps}", "#### Do this now {.steps}", "M120", "use ## for a section"),
        ("## Day or", "## Tomorrow\n\n## Day or", "M134", "take the heading away"),
    ],
)
def test_a_slip_in_a_heading_is_told_as_what_it_is(
    shop: Shop, old: str, new: str, code: str, says: str
) -> None:
    """Once, with what was meant: no role is missed, and no page judged that it has spoilt."""
    shop.edit(CARD, old, new)
    rows = shop.check("--product", "night-card").findings
    assert [row["code"] for row in rows] == [code], rows
    assert says in rows[0]["fix"]
