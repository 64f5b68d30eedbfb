"""`build.py new --from`: a Word document or Markdown brought in, and nothing lost in silence."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from tests.shop import TODAY, Shop, Told
from tests.word_files import box, cell, par, picture, png, run, table, word

NEW = "content/brought"
LEAFLET = f"{NEW}/en/leaflet.md"
LIST = f"{NEW}/import.txt"


def bring(shop: Shop, data: bytes | str, name: str = "draft.docx", *more: str) -> Told:
    """Make a guide of a text; the leaflet alone."""
    shop.write(f"texts/{name}", data)
    return shop.order("new", "brought", "--from", shop.root / "texts" / name, "--product",
                      "leaflet", "--today", TODAY, *more)  # fmt: skip


def brought(shop: Shop, data: bytes | str, name: str = "draft.docx") -> tuple[str, str]:
    """The leaflet that came of a text, and the list of what was not carried over."""
    told = bring(shop, data, name, "--title", "A title")
    assert told.code == 0, told.err
    listed = shop.text(LIST) if (shop.root / LIST).exists() else ""
    return shop.text(LEAFLET), listed


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


CAST = (
    par("Your wrist cast", style="Title"),
    par("This leaflet says how to look after it. Read it ", run("today", "<w:b/>"), ". Keep it."),
    par("WHEN TO GET HELP", style="Heading1"),
    par("your fingers are blue", list_=1),
    par("pain gets worse. Do not wait.", list_=1),
    par("Do not", style="Heading1"),
    par("• get it wet"),
    par("• cut it"),
    par("How to move your hand", style="Heading1"),
    par("Make a fist.", list_=2),
    par("Hold it for 5 seconds."),
    par("Open your hand.", list_=2),
    par(picture("hand.png", "A hand opens")),
    par("The hand is open", style="Caption"),
    table(cell("Day") + cell("How often"), cell("1") + cell("3 times")),
    par("Sources", style="Heading1"),
    par("1) Smith. Casts. 2019."),
    par("2) Jones. Wrists. 2020."),
)


def test_a_document_becomes_a_guide_that_prints(shop: Shop) -> None:
    """Title, headings, roles, lists, steps, a table and a picture; no error, so it prints."""
    data = word("".join(CAST), {"media/hand.png": png()})
    told = bring(shop, data)
    assert told.code == 0, told.err
    text = shop.text(LEAFLET)
    for part in (
        'title = "Your wrist cast"',
        "This leaflet says how to look after it.\nRead it **today**.\nKeep it.\n",
        "## When to get help {.urgent}\n\n- your fingers are blue\n- pain gets worse.\n",
        "## Do not {.dont}\n\n- get it wet\n- cut it\n",
        "## How to move your hand {.steps}\n\n1. Make a fist.\n\n    Hold it for 5 seconds.\n\n"
        "2. Open your hand.\n",
        '![A hand opens](../figures/picture-1.png "The hand is open")',
        "| Day | How often |\n|---|---|\n| 1 | 3 times |",
        "## Sources {.sources}\n\n1. Smith.\n",
        "## Your numbers {.lines}",
    ):
        assert part in text, part
    checked = shop.check("--guide", "brought", "--today", TODAY)
    assert not [row for row in checked.findings if row["kind"] == "error"]
    assert {"M135", "M137"} <= {row["code"] for row in checked.findings}


DECIDED = (
    (par("Give ", "<w:del><w:r><w:delText>10 ml</w:delText></w:r></w:del>",
         f"<w:ins>{run('5 ml')}</w:ins>", " now."),
     "Give 5 ml now.", ("and are left out: “10 ml”", "and are taken: “5 ml”")),
    (par("Take it.", run("secret", "<w:vanish/>")), "Take it.", ("hidden text", "secret")),
    (par(run("20 mg", "<w:strike/>"), " 10 mg"), "10 mg", ("struck through, left out: “20 mg”",)),
    (par(run("20 mg", '<w:rStyle w:val="Older"/>'), " 10 mg"), "\n10 mg\n",
     ("struck through, left out: “20 mg”",)),
    (par("For staff.", style="Note") + par("Text."), "a heading\n\nText.",
     ("hidden text, left out: “For staff.”",)),
    (par(run("Read this.", "<w:vanish w:val='0'/>"), style="Note"), "Read this.", ()),
    (par("A sum ", picture("").replace(' r:embed="r-"', ""), " here."),
     "A sum To write: what was drawn here here.", ("left out of the file",)),
    (par("10", run("2", '<w:vertAlign w:val="superscript"/>')), "10²", ()),
    (par("Most ", "<w:r><w:sym w:font='Symbol' w:char='F0A3'/></w:r>", "5 ml"), "Most ≤5 ml", ()),
    (par("A ", "<w:r><w:sym w:font='Webdings' w:char='F063'/></w:r>", " sign"),
     "To write: sign F063 of the font Webdings", ("only its own font draws",)),
    (par("Half: ", "<m:oMath><m:r><m:t>1/2</m:t></m:r></m:oMath>"),
     "Half: To write: a formula stood here", ("a formula: “1/2”",)),
    (par("Beside.", box(par("In the box."))), "Beside.\n\nIn the box.", ("a text box",)),
    (par("Soft", "<w:r><w:softHyphen/><w:t>ly non</w:t><w:noBreakHyphen/><w:t>stick</w:t></w:r>"),
     "Softly non-stick", ()),
    (par("See ", '<w:fldSimple w:instr=" PAGEREF x ">' + run("7") + "</w:fldSimple>"),
     "See 7", ("a field", "PAGEREF x")),
    (par("Contents 1", style="TOC1") + par("Text."), "Text.", ("left out: “Contents 1”",)),
    (par("Take 5 &lt; 6 &amp; **two**."), r"Take 5 < 6 & \*\*two\*\*.", ()),
    (par("Ring &lt;b&gt; now."), "To write: Ring b now.", ("signs that are marks",)),
    (par("Ring \u260e now."), "Ring To write: black telephone now.", ("U+260E",)),
    (par("Rest -- and wait."), "Rest – and wait.", ()),
    (par("o\trest") + par("\uf0b7 sleep") + par("– eat"), "- rest\n- sleep\n- eat", ()),
    (par("one", list_=1) + par("inner", list_=1, deep=1), "- one\n\n    inner", ()),
    (table(cell("A") + cell("B") + cell("C"),
           cell("x", '<w:gridSpan w:val="2"/>') + cell("")),
     "| x | x | To write: this cell is empty |", ("merged cells",)),
    (par(picture("drawing.emf", "A bone")), "", ("of a kind that we don't know", "“A bone”")),
    (par(picture("small.png", "A dot")), "", ("only 20 pixels across",)),
)  # fmt: skip


@pytest.mark.parametrize(("body", "carried", "listed"), DECIDED)
def test_what_word_writes_is_carried_or_listed(
    shop: Shop, body: str, carried: str, listed: tuple[str, ...]
) -> None:
    """Each thing that a document may hold is in the leaflet, or in the list, in words."""
    pictures = {"media/drawing.emf": b"\x01\0\0\0 EMF", "media/small.png": png(20, 20)}
    text, told = brought(shop, word(par("First this.") + body, pictures))
    assert carried in text
    for words in listed:
        assert words in told
    assert "stand in no manuscript" not in told


def test_notes_and_furniture_are_listed_with_their_place(shop: Shop) -> None:
    """Footnotes, comments, headers and footers never vanish, and never stand amid the text."""
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r>'
    text, told = brought(
        shop,
        word(
            par("Take two tablets.", mark),
            footnotes=f'<w:footnote w:id="2">{par("Formulary, page 3")}</w:footnote>',
            comments=f'<w:comment w:id="0">{par("Is this right?")}</w:comment>',
            header=par("Ward 7 leaflet"),
            footer=par("Printed in May"),
        ),
    )
    assert "at “Take two tablets.”: a footnote: “Formulary, page 3”" in told
    assert "at “Take two tablets.”: a comment: “Is this right?”" in told
    assert "Ward 7 leaflet" in told and "Printed in May" in told
    assert "Formulary" not in text and "Ward 7" not in text


def test_every_word_is_in_a_manuscript_or_in_the_list(shop: Shop) -> None:
    """What neither mammoth nor our own reading knew is told at the end of the list."""
    body = par("Known words.") + f"<w:unheard><w:p>{run('quite unheard')}</w:p></w:unheard>"
    text, told = brought(shop, word(body))
    assert "unheard" not in text
    assert "stand in no manuscript and not above: quite unheard" in told


def places(shop: Shop) -> list[str]:
    """The lines of the list that are asked about."""
    asked = [one.place for one in shop.judged("--guide", "brought") if one.code == "M137"]
    return [f"{one.file}:{one.line}" for one in asked]


def test_each_line_of_the_list_is_asked_about_until_it_is_deleted(shop: Shop) -> None:
    """The list is a list of things to do: a line that is deleted asks no more."""
    brought(shop, word(par("Give ", run("20 mg", "<w:strike/>"), " 10 mg.")))
    place = shop.place(LIST, "20 mg")
    assert place in places(shop)
    shop.write(LIST, "\n".join(line for line in shop.text(LIST).split("\n") if "20 mg" not in line))
    assert not places(shop)


MARKDOWN = """---
title: Your knee
author: A. Nurse
---

Take ~~5~~ 10 ml, ==twice== a day. H~2~O, 10^2^. See [our page][p]. Read *this*.[^1]

When to get help
----------------

* hot calf
* can't breathe
  + at rest

## What to do {#x}

1) Lie down.
2) Rest.

- [ ] one thing

::: warning
In the box.
:::

| Day | Do |
|:--|--:|
| 1 | Bend<br>slowly |

![Hand](hand.png)

[^1]: Some footnote.
[p]: https://example.org
"""


def test_the_habits_of_other_markdowns_are_understood(shop: Shop) -> None:
    """Nothing of them is printed as typed; what has no place is in the list."""
    shop.write("texts/hand.png", png())
    told = bring(shop, MARKDOWN, "draft.md")
    assert told.code == 0, told.err
    text, listed = shop.text(LEAFLET), shop.text(LIST)
    for part in (
        'title = "Your knee"', "Take 10 ml, twice a day.\nH2O, 10².\nSee our page.\nRead this.",
        "## When to get help {.urgent}\n\n- hot calf\n- can't breathe\n\n    at rest",
        "## What to do {.steps}\n\n1. Lie down.\n2. Rest.", "- one thing", "In the box.",
        "| 1 | Bend slowly |", '![Hand](../figures/picture-1.png "To write: a caption")',
    ):  # fmt: skip
        assert part in text, part
    for part in ("author: A. Nurse", "struck through, left out: “5”", "https://example.org",
                 "Some footnote.", "{.checklist}", "{#x}"):  # fmt: skip
        assert part in listed, part
    assert not re.search(r"~~|==|\[\^|:::|\[ \]", text)
    checked = shop.check("--guide", "brought", "--today", TODAY)
    assert not [row for row in checked.findings if row["code"][0] == "M" and row["kind"] == "error"]


def packed(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
HOSTILE = (
    ("a.docx", b"\xd0\xcf\x11\xe0" + bytes(600), "has a password"),
    ("a.docx", b"{\\rtf1 hello}", "RTF"),
    ("a.pdf", b"%PDF-1.7", "it is a PDF"),
    ("a.docx", b"", "no Word document"),
    ("a.docx", packed(hello="x"), "no Word document"),
    ("a.odt", packed(mimetype="application/vnd.oasis.opendocument.text"), "OpenDocument"),
    ("a.docx", word(par("x"))[:900], "torn or not whole"),
    ("a.docx", word("<w:p>"), "torn or not whole"),
    ("a.docx", word(par("&x;"), prolog=OUTSIDE), "DOCTYPE"),
    ("a.docx", word(par("x") + " " * 31_000_000), "30 MB"),
    ("a.docx", word("<w:tbl><w:tr><w:tc>" * 60 + par("x") + "</w:tc></w:tr></w:tbl>" * 60), "deep"),
    ("a.docx", word(par("word " * 70_000)), "bring in a part"),
    ("a.md", "caf\u00e9".encode("latin-1"), "UTF-8"),
    ("a.md", b"a\0b", "no text"),
)


@pytest.mark.parametrize(("name", "data", "why"), HOSTILE)
def test_what_is_no_text_of_ours_is_refused_in_plain_words(
    shop: Shop, name: str, data: bytes, why: str
) -> None:
    """Exit code 2, one line that says what it is and what to do; no folder is made."""
    told = bring(shop, data, name, "--title", "A title")
    assert told.code == 2 and why in told.err and len(told.err.strip().split("\n")) == 1
    assert not (shop.root / NEW).exists()


def test_a_file_too_large_is_not_read(shop: Shop) -> None:
    """500 MB are refused by their size alone."""
    shop.write("texts/a.docx", b"")
    with (shop.root / "texts/a.docx").open("wb") as file:
        file.truncate(500_000_000)
    told = shop.order("new", "brought", "--from", shop.root / "texts/a.docx", "--title", "A")
    assert told.code == 2 and "500.0 MB" in told.err


def test_a_short_form_keeps_its_capitals(shop: Shop) -> None:
    """A&E is no word with a small a, be it in a heading, a list or a line in block capitals."""
    text = (
        "# Nosebleed\n\n## Call 999 or go to A&E if\n\n- a lot of blood\n- COVID-19\n\n"
        "GO TO A&E WITH YOUR NOSE PACKED\n"
    )
    leaflet, listed = brought(shop, text, "draft.md")
    assert "999 or go to A&E if" in leaflet and "COVID-19" in leaflet
    assert "Go to A&E with your nose packed" in leaflet
    assert "“Go to A&E with your nose packed”" in listed
