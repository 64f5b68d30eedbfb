"""Each way in which the engine, CSS or Markdown loses words is caught, and named by its line."""

from __future__ import annotations

import pytest

from press.check.house_style import check_manuscript
from tests.printed import texts_of_pages
from tests.shop import BLOCK, EVIDENCE, LEAFLET, SIPS, SKELETON, WORDS, Shop, told

LOST, NO_SOURCE, OFF, OVER, UNSEEN, ASTRAY = "P101", "P102", "P103", "P104", "P105", "P106"
OF_WORDS = {LOST, NO_SOURCE, OFF, OVER, UNSEEN, ASTRAY}

# -- sixty lines in one box: whole pages of them go, and the engine says nothing ----------------

MARKS = 60
TALL = {
    "height on html and body": "html, body { height: 100% }",
    "a box of fixed height": ".key { height: 60mm }",
    "a box of fixed height that hides": ".key { height: 60mm; overflow: hidden }",
    "a column of fixed height": ".key ul { display: flex; flex-direction: column; height: 60mm }",
    "a float": "body { float: left }",
    "a float of fixed height": ".key { float: left; height: 60mm }",
    "an absolute box": "body { position: absolute }",
    "an inline block": ".key { display: inline-block }",
    "columns with a height": ".key { columns: 2; height: 60mm }",
    "no wrapping": ".key ul { white-space: nowrap } .key li { display: inline }",
    "a row of flex": ".key ul { display: flex }",
    "a running element in a margin box": ".key { position: running(key) } "
    "@page { @bottom-center { content: element(key) } }",
    "a transform": ".key ul { transform: translateY(-100mm) }",
}


def on_paper(pdf: bytes) -> set[int]:
    """The marks that another reader finds within the pages; it does not see what lies outside."""
    text = "".join("".join(texts_of_pages(pdf)).split())
    return {mark for mark in range(MARKS) if f"Mark{mark:02}stands" in text}


@pytest.mark.parametrize("css", TALL.values(), ids=TALL.keys())
def test_every_line_that_leaves_the_pages_is_named(shop: Shop, css: str) -> None:
    """Of sixty lines in a box, each one that is not on paper has a finding of its own."""
    marks = "\n".join(f"- Mark {mark:02} stands here." for mark in range(MARKS))
    shop.edit(LEAFLET, "- They go without thanks.", marks)
    shop.plain_sheet()
    page = shop.pull(css=css)
    lost = set(range(MARKS)) - on_paper(page.proof.typeset.pdf)
    named = {
        mark
        for mark in range(MARKS)
        if page.codes(shop.place(LEAFLET, f"Mark {mark:02}")) & {LOST, OFF}
    }
    assert lost
    assert lost <= named


# -- one line of a sound page -------------------------------------------------------------------

LINE = "They come without **warning**."
HERE = ".key li:first-child"
ONE_LINE = {
    "drawn off the page by a margin": (f"{HERE} {{ margin-left: -80mm }}", OFF),
    "drawn off the page by a position": (f"{HERE} {{ position: relative; left: 200mm }}", OFF),
    "absolute, off the page": (f"{HERE} {{ position: absolute; top: -90mm }}", OFF),
    "indented off the page": (f"{HERE} {{ text-indent: -150mm }}", OFF),
    "in the printer's margin": (f"{HERE} {{ position: absolute; left: -17mm }}", OFF),
    "not displayed": (f"{HERE} {{ display: none }}", LOST),
    "not visible": (f"{HERE} {{ visibility: hidden }}", LOST),
    "without size": (f"{HERE} {{ font-size: 0 }}", LOST),
    "white on white": (f"{HERE} {{ background: white; color: white }}", UNSEEN),
    "nearly white": (f"{HERE} {{ background: white; color: #fdfdfd }}", UNSEEN),
    "a tint on its tint": (f"{HERE} {{ background: #eef1f8; color: #d5dbea }}", UNSEEN),
    "dark on dark": (f"{HERE} {{ background: #14213a }}", UNSEEN),
    "transparent": (f"{HERE} {{ color: transparent }}", UNSEEN),
    "of no opacity": (f"{HERE} {{ opacity: 0 }}", UNSEEN),
    "of little opacity": (f"{HERE} {{ opacity: 0.1 }}", UNSEEN),
    "clipped": (f"{HERE} {{ width: 0; overflow: hidden; white-space: nowrap }}", UNSEEN),
    "half of it clipped": (
        f"{HERE} {{ height: 2.4mm; overflow: hidden; margin-bottom: 4mm }}",
        UNSEEN,
    ),
    "a third of it clipped": (
        f"{HERE} {{ height: 2mm; line-height: 2mm; overflow: hidden }}",
        UNSEEN,
    ),
    "covered by a box": (
        f"{HERE} {{ position: relative }} {HERE}::after {{ content: ''; position: absolute;"
        " inset: 0; background: white }",
        UNSEEN,
    ),
    "covered by the next line": (
        f"{HERE} + li {{ margin-top: -6mm; position: relative; background: white }}",
        OVER,
    ),
    "under the next line": (f"{HERE} {{ margin-bottom: -6mm }}", OVER),
    "moved on to the next line": (f"{HERE} {{ position: relative; top: 5mm }}", OVER),
    "without height": (f"{HERE} {{ height: 0; overflow: hidden }}", OVER),
}


@pytest.mark.parametrize(("css", "code"), ONE_LINE.values(), ids=ONE_LINE.keys())
def test_a_line_that_can_not_be_read_is_named(shop: Shop, css: str, code: str) -> None:
    """A sheet that hides, cuts, covers or moves one line gets a finding for it and no other."""
    page = shop.pull(css=css)
    assert code in page.codes(shop.place(LEAFLET, LINE)), told(page.findings)
    here = line_number(shop, LINE)
    over = {here + 1} if css.startswith(f"{HERE} + li") else set()  # what lies over it, too
    assert {f.place.line for f in page.findings if f.code in OF_WORDS} - over == {here}


def line_number(shop: Shop, text: str) -> int:
    return int(shop.place(LEAFLET, text).rpartition(":")[2])


# -- what a template does -----------------------------------------------------------------------

SECTION, PAGE = "templates/parts/section.html", "templates/leaflet.html"
EACH = "{% for one in sections %}"
TEMPLATES = {
    "forgets a role": (
        PAGE,
        EACH,
        "{% for one in sections if one.role != 'key' %}",
        [(LOST, "What they are"), (LOST, "A hiccup is"), (LOST, LINE), (LOST, "They go")],
    ),
    "forgets the intro": (PAGE, "{{ intro[:said] }}", "", [(LOST, "What hiccups are, and")]),
    "forgets the title": (PAGE, "{{ title }}", "", [(LOST, 'title = "Hiccups"')]),
    "drops a word": (
        SKELETON,
        BLOCK,
        f"{{% filter replace('small ', '') %}}{BLOCK}{{% endfilter %}}",
        [(LOST, "a small")],
    ),
    "swaps two words": (
        SKELETON,
        BLOCK,
        "{% filter replace('thanks', '%')|replace('without', 'thanks')|replace('%', 'without') %}"
        f"{BLOCK}{{% endfilter %}}",
        [(LOST, LINE), (LOST, "They go without thanks")],
    ),
    "turns the sections round": (
        PAGE,
        EACH,
        "{% for one in sections|reverse %}",
        [(ASTRAY, "## What they are"), (ASTRAY, "## What to do now")],
    ),
    "adds words of its own": (
        PAGE,
        "{{ intro[:said] }}",
        "{{ intro[:said] }}<p>Ask a doctor.</p>",
        [(NO_SOURCE, "+++")],
    ),
}


@pytest.mark.parametrize(
    ("template", "old", "new", "findings"), TEMPLATES.values(), ids=TEMPLATES.keys()
)
def test_what_a_template_loses_is_named(
    shop: Shop, template: str, old: str, new: str, findings: list[tuple[str, str]]
) -> None:
    """A template that drops, adds or turns round words gets findings for the manuscript's lines."""
    shop.edit(template, old, new)
    page = shop.pull()
    for code, text in findings:
        assert code in page.codes(shop.place(LEAFLET, text)), told(page.findings)


def test_what_a_template_forgets_of_the_words_file_is_named(shop: Shop) -> None:
    """A label that no template sets is named by its line in the words file."""
    shop.edit(WORDS, "[leaflet]\n", '[leaflet]\nforgotten = "One label more"\n')
    page = shop.pull()
    assert page.codes(shop.place(WORDS, "forgotten")) == {LOST}


def test_what_a_template_forgets_of_the_evidence_is_named(shop: Shop) -> None:
    """A source that is cited and not listed is named by its line in evidence.toml."""
    shop.edit(SECTION, "{{ sources }}", "{{ sources.partition(',')[2] }}")
    page = shop.pull()
    assert LOST in page.codes(shop.place(EVIDENCE, "Institute of Small"))


# -- what Markdown does -------------------------------------------------------------------------

AFTER = "- They go without thanks."
MARKDOWN = {
    "a line that starts with a number": ("\n\n999. Ask for an ambulance.", "999.", {"M121"}),
    "an abbreviation": ("\n\n*[NHS]: National Health Service", "*[NHS]", {"M124"}),
    "a definition of a link": ("\n\n[x]: https://example.org", "[x]:", {"M124"}),
    "a link by reference": ("\n\nSee [the page][x].", "See [", {"M124"}),
    "a footnote": ("\n\nSee there.[^1]", "See there", {"M124"}),
    "a comment": ("\n\n<!-- call 999 -->", "<!--", {"M112"}),
    "a quotation": ("\n\n> Call 999.", "> Call", {"M124"}),
    "an underlined heading": ("\n\nCall 999.\n=====", "=====", {"M124"}),
    "code": ("\n\nCall `999`.", "Call `", {"M124"}),
    "italic type": ("\n\nCall *now*.", "Call *", {"M124"}),
    "a forced line break": ("\n\nCall now.  \nCall.", "Call now.", {"M124"}),
    "a link's title": ('\n\n[Here](tel:999 "call").', "[Here]", {"M115"}),
    "a list in a list": ("\n    - Call 999.", "- Call 999.", {"M116"}),
    "open bold type": ("\n\n**Call 999.", "**Call", {"M117"}),
    "an entity": ("\n\nCall 999 &amp; wait.", "&amp;", {"M112"}),
    "a role that is not one": ("\n\n### Call 999 {.cal}\n\nNow.", "### Call", {"M114"}),
    "a heading without a space": ("\n\n##Call 999", "##Call", {"M120"}),
}


@pytest.mark.parametrize(("text", "start", "codes"), MARKDOWN.values(), ids=MARKDOWN.keys())
def test_what_markdown_would_lose_is_refused(
    shop: Shop, text: str, start: str, codes: set[str]
) -> None:
    """Markdown that loses words, or that we don't print, has a finding on its own line."""
    shop.edit(LEAFLET, AFTER, AFTER + text)
    found = check_manuscript(shop.job("leaflet").manuscripts[0])
    assert {(f.code, f.place.line) for f in found} == {
        (code, line_number(shop, start)) for code in codes
    }


def test_a_cell_too_many_is_refused_and_missed_on_paper(shop: Shop) -> None:
    """A surplus cell is refused in the raw line, and the page without it is found out too."""
    shop.edit(LEAFLET, "| Two days [@H1] |", "| Two days [@H1] | Call 999 |")
    place = shop.place(LEAFLET, "Call 999 |")
    page = shop.pull()
    refused = check_manuscript(page.proof.manuscript)
    assert [(f.code, f.place.line) for f in refused] == [("M122", int(place.rpartition(":")[2]))]
    assert page.codes(place) == {LOST}


def test_a_number_out_of_order_is_refused_and_missed_on_paper(shop: Shop) -> None:
    """A list counts 1, 2, 3 on paper whatever is typed; what is typed is held to that."""
    shop.edit(SIPS, "3. **Hold", "5. **Hold")
    page = shop.pull()
    place = shop.place(SIPS, "5. **Hold")
    assert {
        f"{f.place.file}:{f.place.line} {f.code}" for f in check_manuscript(page.proof.manuscript)
    } == {f"{place} M121"}
    assert LOST in page.codes(place)


# -- what must pass -----------------------------------------------------------------------------

SOUND = {
    "letters far apart": (".key li { letter-spacing: 0.3em }", ""),
    "capitals": (".key p { text-transform: uppercase }", "Die Straße ist groß, the naïve café."),
    "moved a little": (f"{HERE} {{ position: relative; left: 2mm; top: 0.5mm }}", ""),
    "absolute where there is room": (
        ".key { position: relative; padding-bottom: 12mm }"
        " .key ul { position: absolute; bottom: 1mm; left: 3mm }",
        "",
    ),
    "a float": ("", ""),
    "a word over two lines": (
        ".key p { width: 40mm }",
        "A step-by-step, day-and-night, well-thought-out, twenty-four-hour way.",
    ),
    "a soft hyphen": (
        ".key p { width: 46mm }",
        "A cardio\u00advascular and thrombo\u00adembolic word.",
    ),
    "curly quotes": ("", "“Don’t,” she said, ‘not now’ – and … then."),
    "a link": ("", "Ask [the society](https://example.org/hiccups) or [phone](tel:999)."),
    "bold over two lines": (
        ".key p { width: 40mm }",
        "Now **this is a long run of bold words that goes on** and ends.",
    ),
    "an escaped star": ("", "Take 2 \\* 3 sips, then 3 * 4, and a_b_c."),
    "a ligature": (
        ".key p { font-variant-ligatures: common-ligatures }",
        "First, a difficult office fit.",
    ),
    "a no-break space": ("", "Wait 10\u00a0minutes or 1\u202f000 seconds."),
    "accents in two parts": ("", "A cafe\u0301 in Que\u0301bec."),
    "opacity that is enough": (f"{HERE} {{ opacity: 0.9 }}", ""),
    "words justified": (
        ".key p { text-align: justify }",
        "And one more sentence that is set to the full width of its box.",
    ),
    "a table turned round": ("table { direction: ltr }", ""),
    "a background with a gradient": (".key { background: linear-gradient(#fff, #eee) }", ""),
}


@pytest.mark.parametrize(("css", "text"), SOUND.values(), ids=SOUND.keys())
def test_what_can_be_read_has_no_finding(shop: Shop, css: str, text: str) -> None:
    """What is on paper, in order and to be seen is let through, however it is set."""
    shop.edit(LEAFLET, "A hiccup is", f"{text}\nA hiccup is" if text else "A hiccup is")
    page = shop.pull(css=css)
    assert [line for line in told(page.findings) if line.split()[1] in OF_WORDS] == []


def test_a_number_stands_beside_all_the_paragraphs_of_its_step(shop: Shop) -> None:
    """A step of three paragraphs prints; its number moved out of them is told at its line."""
    step = "1. Sit down.\n\n    Breathe in.\n\n    Breathe out.\n\n2. Stand up."
    shop.append(LEAFLET, f"\n## More\n\n{step}\n")
    place = shop.place(LEAFLET, "1. Sit down.")
    assert ASTRAY not in shop.pull().codes(place)
    away = "ol > li > .number { position: relative; top: 30mm }"
    assert ASTRAY in shop.pull(css=away).codes(place)
