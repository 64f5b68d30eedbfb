"""Markdown's gaps: what looks like a mark and is none is one finding, at its line, and no other."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pytest

from press.check.job import check_job
from press.finding import Finding
from press.read.job import read_job
from press.run.echoes import without_echoes
from tests.bad_input import SENTENCE
from tests.shop import CLINIC, LEAFLET, WORDS, Shop, told

pytestmark = pytest.mark.usefixtures("brief")

PICTURE = '![A glass, and not much in it](../figures/sip.svg "Sip by sip")'
TABLE = "| One | Two |\n|---|---|\n| A | B |"
CUP = "../figures/sip.svg"

# what is typed, in a paragraph of its own; the code; the line within it; a bit of the fix
GAPS = {
    "M127": [
        ("Now:\n- walk\n- sit", 2, "an empty line above"), ("Now:\n1. walk\n2. sit", 2, "`1. `"),
        *((f"{mark}walk\n{mark}sit", 1, "begin an item with") for mark in (
            "1) ", "(1) ", "a) ", "a. ", "ii. ", "I. ", "01. ", "1.", "1 – ", "-\u00a0", "1.\u00a0",
            "• ", "•\u00a0", "– ", "–\t", "o\t", "· ", "*", "-")),
        ("1. walk\n2. sit\n03. lie", 3, "`1. `"), ("- walk\n1. sit", 2, "`- `"),
        ("Walk || on", 1, "above and below"), ("Walk | on\nSit | on", 1, "| --- |"),
    ],
    "M129": [
        ("- walk\n- sit\nThen rest.", 3, "an empty line above"),
        ("1. walk\n2. sit\nThen rest.", 3, "three blanks"),
        (f"- walk\n{PICTURE}", 2, "three blanks"),
        *((f"1. walk\n\n{' ' * n}Then rest.\n\n2. sit", 3, "4 blanks") for n in (1, 2, 3)),
        ("    Then rest.", 1, "at the margin"), ("\tThen rest.", 1, "at the margin"),
    ],
    "M130": [
        (f"One.\n{PICTURE}\nTwo.", 2, "an empty line above and below"),
        (f"One.\n{PICTURE}", 2, "an empty line"), (f"{PICTURE}\nTwo.", 1, "an empty line"),
    ],
    "M121": [
        ("1. walk\n\nThen rest.\n\n2. sit", 5, "by 4 blanks"),
        ("1. walk\n\n- sit\n\n2. lie", 5, "stay in item 1"),
        ("2. walk\n3. sit", 1, "begin the line with a word"),
    ],
    "M122": [
        (f"{TABLE}\nSee it.", 4, "an empty line below"),
        ("| One | Two |\n|---|---|\n| A |  |", 3, "what is so"),
        ("| | Two |\n|---|---|\n| A | B |", 1, "what is so"),
        ("| One | Two |\n|---|---|\n| A || B |", 3, "same number"),
    ],
    "M117": [("They come **without **warning.", 1, "right at the words"),
             ("They come ** without** warning.", 1, "right at the words")],
    "M120": [("# Title", 1, "##"), ("#### Title", 1, "##"), ("##Title", 1, "a space"),
             ("#tag", 1, "a space"), ("##", 1, "a space")],
    "M112": [("Walk &amp; sit.", 1, "in words"), ("Walk&nbsp;on.", 1, "in words"),
             ("Walk<br>on.", 1, "in words"), ("Walk <!-- so --> on.", 1, "in words"),
             ("<u>Walk</u>", 1, "in words")],
    "M113": [("Ask {{ midwife | upper }}.", 1, "{{ name }}"), ("Ask {{ midwife }.", 1, "{{ name")],
    "M124": [
        *((line, 1, "write a sentence") for line in (
            "Take H~2~O.", "Take 10^2^ sips.", "Pay $2$ now.", ": definition", ":::\nNote\n:::",
            "!!! note", "- [ ] walk", "[ ] walk", "Take ==x== now.", "Take ~~x~~ now.",
            "Take ++x++ now.", "Take it.^[note]", "Take it.[^1]", "---", "***", "___", "- - -",
            "Take ***great*** care.", "Take ___great___ care.", "```\nwalk\n```", "> walk",
            "Walk\\\non.", "Walk  \non.", "See <https://nhs.uk>.", "See <a@b.uk>.",
            "See [a][b].", "[b]: https://nhs.uk", "Smile :smile: now.", "*walk* on")),
        ("Walk\n===", 2, "write a sentence"), ("Walk\n---", 2, "write a sentence"),
    ],
    "M128": [
        ("[[x]]", 1, "![[name]]"), ("![[sips", 1, "![[name]]"),
        ("Ask {{{gp}}}.", 1, "{{ name"),
        ("See [a].", 1, "[words](https"), ("[Here] (https://nhs.uk)", 1, "[words](https"),
        ("[Here](https://nhs.uk", 1, "[words](https"), ("[@ H1]", 1, "[@KEY]"),
        ("Use C:\\dir.", 1, "leave the \\ out"),
        *((f"![A cup]({CUP}{slip})", 1, "no size") for slip in (
            " =100x200", " 'Sip'", " “Sip”", " (Sip)")),
        ("![A cup](../figures/my sip.svg)", 1, "no blank"), (f"![A [cup]]({CUP})", 1, "no bracket"),
        (f'![A **blue** cup]({CUP} "Sip")', 1, "without stars"),
        (f'![A blue cup]({CUP} "**Sip**")', 1, "without stars"),
    ],
    "M131": [
        ("Wait 16â€“20 weeks.", 1, "UTF-8"), ("They donâ€™t.", 1, "UTF-8"),
        ("CafÃ© here.", 1, "UTF-8"),
        *((f"Walk{sign}on.", 1, "take it out") for sign in "\u202e\u202a\u2066\u2028\x07\ufffd"),
        ("Cerşetorţi here.", 1, "write `ț`"),
    ],
}  # fmt: skip
LACKING = [("Well done 👍 now.", 1, "in words"), ("The 𠮷 one.", 1, "in words"),
           ("Take 𝟓 sips.", 1, "in words"), ("🤱", 1, "in words")]  # fmt: skip
ROWS = [(code, *row) for code, rows in GAPS.items() for row in rows]


def tried(shop: Shop, lines: str) -> int:
    """Put lines into the leaflet as a paragraph of their own; the number of the first."""
    shop.edit(LEAFLET, SENTENCE, f"{SENTENCE}\n\n{lines}\n\nSo much for that.")
    return shop.text(LEAFLET).split("\n").index(SENTENCE) + 3


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A shop of which only the text is read: nothing of it is typeset."""
    return Shop(tmp_path_factory.mktemp("reading") / "shop")


@pytest.mark.parametrize(("code", "lines", "at", "fix"), ROWS, ids=[repr(row[1]) for row in ROWS])
def test_a_gap_is_one_finding_at_its_line(
    reading: Shop, code: str, lines: str, at: int, fix: str
) -> None:
    """What Markdown would print otherwise than it looks is told once, at its line."""
    text = reading.text(LEAFLET)
    first = tried(reading, lines)
    found: list[Finding] = []
    project, guide = reading.project, reading.guide
    job = read_job(project, guide, "en-GB", None, found)
    reading.write(LEAFLET, text)
    told = without_echoes((), check_job(job, found).findings)
    assert [(f.code, f.place.line) for f in told] == [(code, first + at - 1)], told
    assert fix in told[0].fix


ON_PAPER = [(code, row) for code, rows in GAPS.items() for row in (rows[0], rows[-1])]
ON_PAPER += [("P301", row) for row in LACKING]


@pytest.mark.parametrize(("code", "row"), ON_PAPER, ids=[repr(row[0]) for _, row in ON_PAPER])
def test_nothing_follows_from_a_gap_on_paper(
    shop: Shop, code: str, row: tuple[str, int, str]
) -> None:
    """However the page looks that is set of it, the gap is the only finding."""
    lines, at, fix = row
    first = tried(shop, lines)
    (found,) = shop.check("--product", "leaflet").findings
    assert (found["code"], found["line"]) == (code, first + at - 1)
    assert fix in found["fix"]


SOUND = {
    "an item's own line": "- walk\n- sit\n  Then rest.",
    "a heading right below a list": "- walk\n- sit\n### Then rest",
    "a heading right below a table": f"{TABLE}\n### Then rest",
    "escaped stars": "Take \\*most\\* care, 2 \\> 1.",
    "a bare address": "See https://nhs.uk now.",
    "an item's picture": f"- walk\n  {PICTURE}\n- sit",
    "bold words in a link": "See [**that** page](https://nhs.uk/a) now.",
    "blanks in a link": "See [that page]( https://nhs.uk/a ) now.",
    "money": "It costs $5 or $10, or £3.",
    "letters in two parts": "A cafe\u0301, a\u0328 and L\u0301.",
    "joined letters": "The \ufb01rst o\ufb03ce.",
    "a letter of two names": "Take 5 \u00b5g.",
    "signs that are one letter": "Room of 5 m² and ½.",
    "letters that nobody sees": "Wa\u200blk\ufeff on\u2060.",
    "a hyphen that does not break": "A well\u2011known way.",
}


def test_what_is_no_gap_is_printed(shop: Shop) -> None:
    """Such lines have no error, and all their words are on paper; the dose is asked about."""
    shop.edit("styles/leaflet.css", "@page {", ".words { break-before: auto } @page {")
    tried(shop, "\n\nAnd then.\n\n".join(SOUND.values()))
    assert {row["code"] for row in shop.check("--product", "leaflet").findings} <= {"S133", "P221"}


LINKED = {
    "text": "See [**that** page](https://nhs.uk/a) now.",
    "a list": "- See [**that** page](https://nhs.uk/a) now.",
    "a heading": "### See [**that** page](https://nhs.uk/a)",
    "a table": "| One | Two |\n|---|---|\n| See | [**that** page](https://nhs.uk/a) |",
}


def test_a_link_with_bold_words_lies_in_its_tag_and_is_heard_as_its_words(shop: Shop) -> None:
    """PDF/UA 7.18.5: each place to press hangs from a Link, and says its words."""
    tried(shop, "\n\nAnd then.\n\n".join(LINKED.values()))
    with pikepdf.open(io.BytesIO(shop.pull().proof.typeset.pdf)) as pdf:
        told = [("/Link", "that"), ("/Link", "page")]
        assert list(_places(pdf.Root.StructTreeRoot)) == told * len(LINKED)


def _places(element: pikepdf.Object) -> Iterator[tuple[str, str]]:
    kids = element.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else (kids,):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
            yield str(element.S), str(kid.Obj.Contents)
        elif isinstance(kid, pikepdf.Dictionary):
            yield from _places(kid)


def test_a_clinic_s_stars_are_stars(shop: Shop) -> None:
    """A clinic's name is printed as it is written, whatever Markdown would make of it."""
    shop.edit(CLINIC, "Riverside", "River*side* _x_ **y**")
    order = ("--clinic", shop.here(CLINIC), "--product", "leaflet")
    assert [f for f in shop.check(*order).findings if f["code"][0] != "S"] == []


TOML = [
    ('name = "', 'name = "C:\\Users\\x ', "C107", 3, "stands between the quotes"),
    ('[lines.m', 'country = "GB"\n[lines.m', "C107", 6, "second time"),
    ('"day and night"', "", "C107", 8, "nothing stands after"),
    ("hours =", "hours", "C107", 8, "no = between"),
    ('"GB"', "“GB”", "C107", 4, "curly"),
    ('"GB"', '"GB', "C107", 4, "quote after the words"),
    ('"GB"', '"GB";', "C107", 4, "stands after the quotes"),
    ('name = "', 'name = """', "C107", 3, "more than one pair"),
    ('"GB"', '{ a = "GB" }', "C108", 4, "not words between quotes"),
    ('"day and night"', "1" + "6" * 5000, "C107", 8, "quotes are missing"),
    ('"day and night"', "[" * 3000, "C107", 8, "quotes are missing"),
    ("serves", ".".join("a" * 2000) + " = 1\nserves", "C107", 9, "can't be read"),
    ('name = "', 'name = " " # "', "C108", 3, "nothing stands between"),
    ("Riverside", "River \\u202e side", "M131", 3, "U+202E"),
    ("Riverside", "River 👍 side", "P301", 3, "U+1F44D"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "says"), TOML, ids=[r[1][:20] for r in TOML]
)
def test_a_broken_clinic_s_file_is_told_in_plain_words(
    shop: Shop, old: str, new: str, code: str, line: int, says: str
) -> None:
    """One finding, at the line where it goes wrong, and never a fault of ours."""
    shop.edit(CLINIC, old, new)
    other = shop.text(CLINIC).replace("[lines.advice]", "[lines.children]")
    asked = other.replace("[lines.maternity]", "[lines.advice]")  # by this guide
    shop.write(CLINIC, asked)
    rows = shop.check("--clinic", shop.here(CLINIC), "--product", "leaflet").findings
    found = [row for row in rows if row["code"][0] != "S"]
    assert [(f["code"], f["line"]) for f in found] == [(code, line)], found
    assert says in found[0]["problem"].replace("stand in", "in")


MONTHS = '["January", "February", "March"'
DATES = [
    (MONTHS, '["February", "January", "March"', "months ="),
    (MONTHS, '["January", "March"', "months ="),
    (MONTHS, '"abc" # [', "months ="), (MONTHS, '["Januray", "February", "March"', "months ="),
    *(('"{day} {month} {year}"', f'"{pattern}"', "pattern =") for pattern in (
        "{day", "{month:>999999999}", "{day.__class__}", "{day} {month}", "{day!r} {month} {year}",
        "{day} {day} {month} {year}", "{0} {month} {year}")),
    ('pattern = "{day} {month} {year}"', "", "months ="),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "at"), DATES, ids=[row[1][:40] or "none" for row in DATES])
def test_a_date_that_would_be_another_is_refused(shop: Shop, old: str, new: str, at: str) -> None:
    """Months out of their places and a pattern that is none are told by their line."""
    place = shop.place(WORDS, at)
    shop.edit(WORDS, old, new)
    found = shop.check("--product", "leaflet").findings
    assert [(f["code"], f"{f['file']}:{f['line']}") for f in found] == [("M107", place)]


def test_a_second_paragraph_keeps_its_item(shop: Shop) -> None:
    """What is indented by four blanks stays in its item, and the next number counts on."""
    tried(shop, "1. walk\n\n    Then rest.\n\n2. sit")
    lost = [row for row in told(shop.pull().findings) if row.split()[1] in ("P101", "P102", "P106")]
    assert lost == []
