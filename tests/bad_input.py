"""The table of bad input: what is spoilt, and the finding that it must give."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from tests.shop import (
    CARD,
    CLINIC,
    COUNTRY,
    EVIDENCE,
    GUIDE,
    GUIDE_FILE,
    LEAFLET,
    OLD_CLINIC,
    SHEET,
    TOKENS,
    WORDS,
    Shop,
)

Spoil = Callable[[Shop], None]
TEMPLATE = "templates/leaflet.html"
OWN_WORDS = f"{GUIDE}/words/en.toml"
FIGURE = f"{GUIDE}/figures/sip.svg"
PICTURE = '![A tall glass of water](../figures/sip.svg "Sip by sip")'
SENTENCE = "Babies have them before they are born, and seem not to mind."


@dataclass(frozen=True)
class Adds:
    """What spoils nothing else: lines for a file, and files that they need.

    A file that is a path is a symbolic link to it.
    """

    lines: str
    files: Mapping[str, bytes | Path] = field(default_factory=dict)
    to: str = LEAFLET


@dataclass(frozen=True)
class Row:
    """What is spoilt, and the finding that it must give: code, file and line, a bit of the fix."""

    kind: str
    spoil: Spoil | Adds
    code: str
    file: str
    line: int | str  # a number, or a text that the line holds
    fix: str
    order: Sequence[str] = ("--product", "leaflet")
    says: str = ""  # a bit of the problem


def text(name: str, old: str, new: str) -> Spoil:
    return lambda shop: shop.edit(name, old, new)


def whole(name: str, data: str | bytes) -> Spoil:
    return lambda shop: shop.write(name, data)


def more(name: str, end: str) -> Adds:
    return Adds(end, to=name)


def gone(name: str) -> Spoil:
    return lambda shop: (shop.root / name).unlink()


def instead(new: str) -> Spoil:
    return text(LEAFLET, SENTENCE, new)


def picture(name: str, data: bytes | Path = b"", alt: str = "It") -> Adds:
    """A picture by its name, as it stands in the manuscript, with what is in its file."""
    files = {f"{GUIDE}/en/{name}": data} if data else {}
    return Adds(f"![{alt}]({name})", files)


def svg(inside: str, head: str = "") -> Adds:
    shape = f'{head}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'
    return picture(f"../figures/{zlib.crc32(shape.encode())}.svg", shape.encode())


def png(wide: int, high: int) -> bytes:
    noise = io.BytesIO()
    Image.effect_noise((wide, high), 90).save(noise, "PNG")
    return noise.getvalue()


def bomb() -> bytes:
    """A PNG of a few bytes that says that it is 60,000 pixels square."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    sized = [struct.pack(">I", len(body)) + name + body for name, body in parts]
    sealed = [part + struct.pack(">I", zlib.crc32(part[4:])) for part in sized]
    return b"\x89PNG\r\n\x1a\n" + b"".join(sealed)


def card_words(count: int) -> Spoil:
    """So many words more for the card."""
    return text(CARD, "- Your chest hurts", "- Your chest hurts" + " and" * count)


def big_photo(shop: Shop) -> None:
    shop.write(f"{GUIDE}/figures/big.png", bomb())
    shop.edit(LEAFLET, "../figures/sip.svg", "../figures/big.png")


def clinic(old: str, new: str) -> Spoil:
    return text(CLINIC, old, new)


def old_clinic(old: str, new: str) -> Spoil:
    """The same in a file of the first form."""

    def spoil(shop: Shop) -> None:
        shop.write(CLINIC, OLD_CLINIC)
        shop.edit(CLINIC, old, new)

    return spoil


OUTSIDE = f"{GUIDE}/en/passages/outside.md"
EGG, HEN = f"{GUIDE}/en/passages/egg.md", f"{GUIDE}/en/passages/hen.md"
NARROW = ("--product", "leaflet")
ON_CARD = ("--product", "night-card")
FOR_CLINIC = ("--clinic", CLINIC, *ON_CARD)
WIDE = "| " + " | ".join(["Incomprehensibilities"] * 9) + " |\n|" + "---|" * 9
DEEP = "- one\n    - two\n        - three"

# fmt: off
ROWS = [
    # a manuscript
    Row("no front matter", text(LEAFLET, "+++\n", ""), "M104", LEAFLET, 1, "between two lines"),
    Row("front matter not closed", text(LEAFLET, '."\n+++', '."'), "M104", LEAFLET, 1, "+++"),
    Row("front matter in YAML",
        text(LEAFLET, '+++\ntitle = "Hiccups"', "---\ntitle: Hiccups"),
        "M104", LEAFLET, 1, 'title = "…"', says="YAML"),
    Row("front matter below a blank line", text(LEAFLET, "+++\n", "\n+++\n"),
        "M104", LEAFLET, 1, "at the top", says="first line"),
    Row("front matter in YAML within our fence",
        text(LEAFLET, 'title = "Hiccups"', "title: Hiccups"),
        "M105", LEAFLET, 2, "straight quotes", says="no = between"),
    Row("front matter broken", text(LEAFLET, '= "Hic', "= Hic"),
        "M105", LEAFLET, 2, "straight quotes"),
    Row("front matter, unknown key", text(LEAFLET, "+++\n", "+++\nautor = 'A'\n"),
        "M106", LEAFLET, 2, "title"),
    Row("front matter, ill-typed key", text(LEAFLET, '"Hiccups"', "7"),
        "M107", LEAFLET, 2, "text in quotes"),
    Row("front matter, empty key", text(LEAFLET, '"Hiccups"', '""'),
        "M107", LEAFLET, 2, "text in quotes"),
    Row("front matter, missing key", text(LEAFLET, "description =", "# description ="),
        "M107", LEAFLET, 1, "add a line `description"),
    Row("not UTF-8",
        whole(LEAFLET, b"+++\ntitle = 'Caf\xe9'\n+++\n"),
        "M101", LEAFLET, 2, "UTF-8"),
    Row("empty", whole(LEAFLET, " \n\n"), "M102", LEAFLET, 1, "write its text"),
    Row("50 MB", whole(LEAFLET, b"word " * 10_000_000),
        "M103", LEAFLET, 1, "right file", says="50.0 MB"),
    Row("a word wider than its column", Adds("Ring the " + "gastro" * 20 + "logist."),
        "P103", LEAFLET, "gastro", "shorten"),
    Row("a table too wide", Adds(WIDE),
        "P220", LEAFLET, "Incompre", "two tables", says="9 columns"),
    Row("a list in a list", Adds(DEEP), "M116", LEAFLET, "- two", "first level"),
    Row("a heading of the first level", Adds("# Too high"),
        "M120", LEAFLET, "", "##"),
    Row("an unknown role", Adds("### A role {.keys}"),
        "M114", LEAFLET, "{.keys}", "urgent"),
    Row("two roles in one pair of braces", Adds("### Two roles {.key .steps}"),
        "M114", LEAFLET, "{.key .steps", "one role or mark"),
    Row("a page of its own, twice", Adds("### Twice {.new-page .new-page}"),
        "M114", LEAFLET, "{.new-page .new", "one role or mark"),
    Row("a role and what is none", Adds("### Two {.new-page .keys}"),
        "M114", LEAFLET, "{.new-page .keys", "urgent"),
    Row("no section that the card needs", text(CARD, " {.stop}", ""),
        "M123", CARD, 2, "{.stop}", ON_CARD),
    Row("open bold type", Adds("Do **not wait."), "M117", LEAFLET, "Do **", "both ends"),
    Row("a number that is no list", Adds("999. Call for help."),
        "M121", LEAFLET, "999.", "begin the line with a word"),
    Row("a row with a cell too many", Adds("| One |\n|---|\n| A | B |"),
        "M122", LEAFLET, "| A | B |", "same number"),
    Row("a sentence right below a table", Adds("| One | Two |\n|---|---|\n| A | B |\nSee it."),
        "M122", LEAFLET, "See it.", "empty line below", says="1 cell"),
    *(
        Row(f"what is no list or table: {told[:14]}", Adds(f"Do this:\n\n{told}"),
            "M127", LEAFLET, told.split("\n")[-1], "empty line above")
        for told in ("Now:\n- walk on", "1) walk on", "a) walk on", "• walk on", "-walk on",
                     "1.walk on", "– walk on", "walk | run on")
    ),
    *(
        Row(f"a mark with a slip: {told}", Adds(told), "M128", LEAFLET, told, fix)
        for told, fix in (
            ("![[sips]] [@H1]", "line of its own"), ("Look at ![[sips]] now.", "line of its own"),
            ("[[sips]]", "line of its own"), ("### Now { .stop }", "{.steps}"),
            ("### Now {stop}", "{.steps}"), ("### Now (.stop)", "{.steps}"),
            ("Ask {midwife}.", "{{ name }}"), ("Walk. [@H1; @H2]", "[@KEY]"),
            ("Walk. (@H1)", "[@KEY]"), ("![A cup] (../figures/sip.svg)", "straight quotes"),
        )
    ),
    Row("two roles, each in its braces", Adds("### Now {.do} {.key}"),
        "M114", LEAFLET, "{.do}", "one role"),
    Row("a heading with a blank before it", Adds(" ### Now"), "M120", LEAFLET, " ### Now", "none"),
    Row("bold type with its blank", Adds("**Walk **on."),
        "M117", LEAFLET, "**Walk", "at the words"),
    Row("bold type over two cells", Adds("| **A | B** |\n|---|---|\n| C | D |"),
        "M117", LEAFLET, "| **A", "at both ends"),
    Row("struck text", Adds("Take ~~two~~ one."), "M124", LEAFLET, "~~two", "a sentence"),
    Row("other Markdown", Adds("*[NHS]: the service"),
        "M124", LEAFLET, "*[NHS]", "a sentence, a list"),
    *(
        Row(f"raw HTML: {html}", Adds(f"Wait {html} now."),
            "M112", LEAFLET, html, "Markdown", says=html)
        for html in ("<b>", "</div>", "<!-- so -->", "<script>", "<img src=x onerror=y>", "&#x41;")
    ),
    Row("template syntax: a tag", Adds("{% include 'x' %}"),
        "M113", LEAFLET, "{% inc", "{{ name }}"),
    Row("template syntax: a sum", Adds("Take {{ 7 * 7 }}."),
        "M113", LEAFLET, "{{ 7", "{{ name }}"),
    Row("template syntax: a comment", Adds("{# gone #}"),
        "M113", LEAFLET, "{# gone", "{{ name }}"),
    Row("a javascript: link", Adds("[Here](javascript:alert(1))"),
        "M115", LEAFLET, "", "https:"),
    Row("a data: link", Adds("[Here](data:text/html,x)"),
        "M115", LEAFLET, "", "https:"),
    # passages, fields, citations
    Row("an unknown passage", Adds("![[sip]]"),
        "M108", LEAFLET, "[[sip]]", "there are: egg, hen, "),
    Row("a passage elsewhere", Adds("![[../leaflet]]"),
        "M108", LEAFLET, "[[../", "correct the name"),
    Row("passages in a circle",
        Adds("![[egg]]", {EGG: b"A hen.\n\n![[hen]]", HEN: b"An egg.\n\n![[egg]]"}),
        "M109", HEN, 3, "take one", says="egg > hen > egg"),
    Row("a passage by a link out of the project", Adds("![[outside]]", {OUTSIDE: Path(__file__)}),
        "M119", OUTSIDE, 1, "the file itself"),
    Row("an unknown field", Adds("Call {{ emergency_nummer }}."),
        "M110", LEAFLET, "nummer", "emergency_number"),
    Row("a field to write on, in a table", Adds("| Now |\n|---|\n| {{ blank }} days |"),
        "M111", LEAFLET, "{{ blank }} days", "running text"),
    Row("a field to write on, in a picture", picture("../figures/sip.svg", alt="A {{ blank }}"),
        "M111", LEAFLET, "![A {{", "running text"),
    Row("an unknown citation", Adds("So they say. [@H9]"),
        "E101", LEAFLET, "[@H9]", "evidence.toml"),
    Row("a source without its mark",
        more(EVIDENCE, '\n[H4]\norganisation = "C"\ntitle = "D"'),
        "M107", EVIDENCE, '= "C"', "add a line `mark"),
    Row("a source with an unknown mark",
        more(EVIDENCE, '\n[H5]\norganisation = "E"\ntitle = "F"\nmark = "surely"'),
        "E103", EVIDENCE, "surely", "seen, known"),
    # pictures
    Row("a picture that is not there", picture("../figures/sap.svg"),
        "A111", LEAFLET, "sap.svg", "there are: "),
    Row("a picture without a description", picture("../figures/sip.svg", alt=""),
        "A112", LEAFLET, "![]", "between the [ ]"),
    Row("a broken picture", picture("../figures/torn.svg", b"<svg><path></svg>"),
        "A113", LEAFLET, "torn.svg", "again"),
    Row("a picture without a shape", picture("../figures/flat.svg", b"<svg/>"),
        "A113", LEAFLET, "flat.svg", "again", says="viewBox"),
    Row("a truncated photo", picture("../figures/half.png", png(900, 600)[:-9000]),
        "A113", LEAFLET, "half.png", "again"),
    Row("a photo of another kind",
        picture("../figures/a.gif", b"GIF89a"),
        "A113", LEAFLET, "a.gif", "SVG, PNG or JPEG"),
    Row("a huge photo, in bytes",
        picture("../figures/a.png", b"\x89PNG" * 2_000_000),
        "A114", LEAFLET, "a.png", "smaller", says="8.0 MB"),
    Row("a huge photo, in pixels", big_photo,
        "A114", LEAFLET, "big.png", "smaller", says="60000 × 60000"),
    Row("a coarse photo", picture("../figures/coarse.png", png(200, 150)),
        "P303", LEAFLET, "coarse.png", "600 pixels"),
    Row("a picture from http:", picture("http://example.org/a.svg"),
        "A115", LEAFLET, "http:", "figures folder"),
    Row("a picture from data:", picture("data:image/svg+xml,x"),
        "A115", LEAFLET, "", "figures folder"),
    Row("a picture from file:", picture("file:///etc/passwd"),
        "A115", LEAFLET, "file:", "figures folder"),
    Row("a picture from the root", picture("/etc/passwd"),
        "A115", LEAFLET, "/etc", "figures folder"),
    Row("a picture from above", picture("../../../../../etc/passwd"),
        "A115", LEAFLET, "../../etc", "figures folder"),
    Row("a picture from another guide", picture("../../clinics/any.svg"),
        "A115", LEAFLET, "any.svg", "figures folder"),
    Row("a picture by a link out of the project", picture("../figures/out.svg", Path(__file__)),
        "A115", LEAFLET, "", "figures folder"),
    Row("an SVG that names a file", svg('<path d="M0 0" fill="url(file:///etc/passwd)"/>'),
        "A116", LEAFLET, "", "shapes only"),
    Row("an SVG that holds a picture", svg('<image href="x.png"/>'),
        "A116", LEAFLET, "", "shapes only"),
    Row("an SVG that uses another", svg('<use href="b.svg#a"/>'),
        "A116", LEAFLET, "", "draw it in"),
    Row("an SVG with a script", svg("<script>1</script>"),
        "A116", LEAFLET, "", "shapes only"),
    Row("an SVG that listens", svg('<path d="M0 0" onload="x()"/>'),
        "A116", LEAFLET, "", "shapes only"),
    Row("an SVG with words", svg("<text>Call 999</text>"), "A116", LEAFLET, "", "caption"),
    Row("an SVG with an entity", svg("<path/>", '<!DOCTYPE svg [<!ENTITY a "b">]>'),
        "A116", LEAFLET, "", "plain SVG"),
    # letters and length
    Row("a letter that our fonts lack", Adds("Water 水 helps."),
        "P301", LEAFLET, "水", "in words", says="U+6C34"),
    Row("a card 500 words too long", card_words(900),
        "P206", CARD, "Phone ", "stays whole", ON_CARD, "words too long"),
    # templates and sheets
    Row("a misspelt token", more(SHEET, "h3 { color: var(--alret) }"),
        "D102", SHEET, "--alret", "tokens.css"),
    Row("a misspelt property", more(SHEET, "p { colour: red }"),
        "D101", SHEET, "colour: red", "mend"),
    Row("a misspelt import", more(SHEET, '@import "part.css";'),
        "D105", SHEET, "part.css", "correct the name"),
    Row("a font that is not there",
        more(TOKENS, '@font-face { font-family: "X"; src: url("fonts/Regulär.ttf") }'),
        "D105", TOKENS, "Regulär", "correct the name"),
    Row("words in a sheet",
        more(SHEET, 'p::after { content: "Call 999" }'),
        "D106", SHEET, "Call 999", "words file"),
    Row("no sheet", gone(SHEET), "D105", SHEET, 1, "write"),
    Row("a template with a syntax error", text(TEMPLATE, "{% endfor %}", "{% endfor }"),
        "D103", TEMPLATE, "endfor }", "mend the tag"),
    Row("a template with an unknown name", text(TEMPLATE, "{{ title }}", "{{ titel }}"),
        "D104", TEMPLATE, "titel", "correct the name"),
    Row("a template that is not there", text(TEMPLATE, '"skeleton.html"', '"skelett.html"'),
        "D104", TEMPLATE, "skelett", "correct the name"),
    Row("a page on which the engine falls over",
        text(SHEET, "@page {", ".key li:first-child { transform: scale(0) } @page {"),
        "D107", LEAFLET, 1, "take back"),
    # the guide, its country and its words
    Row("a broken guide.toml", text(GUIDE_FILE, '"en-GB"]', "1.0.0]"),
        "M105", GUIDE_FILE, 1, "straight quotes"),
    Row("a status that nobody gave",
        text(GUIDE_FILE, "last_review", 'status = "approved"\nlast_review'),
        "G102", GUIDE_FILE, "approved", "take the line out"),
    Row("a version that an editor gave",
        text(GUIDE_FILE, "last_review", 'version = "2.0"\nlast_review'),
        "G102", GUIDE_FILE, "version", "take the line out"),
    Row("a next review before the last", text(GUIDE_FILE, "2028", "2025"),
        "G103", GUIDE_FILE, "2025", "date by which", ("--today", "2024-01-01", *ON_CARD)),
    Row("an overdue review", lambda shop: None,
        "G101", GUIDE_FILE, "next_review", "check the text", ("--today", "2028-01-15", *ON_CARD)),
    Row("a date in quotes", text(GUIDE_FILE, "2028-01-15", '"2028-01-15"'),
        "M107", GUIDE_FILE, "next_review", "a date such as"),
    Row("a locale without a country", text(GUIDE_FILE, '"en-GB"', '"en-NZ"'),
        "M118", "content/countries/NZ.toml", 1, "the file is there"),
    Row("a fact that is no text", text(COUNTRY, "paper", "height = 7\npaper"),
        "M107", COUNTRY, "height", "{ blank = true }"),
    Row("an unknown paper", text(COUNTRY, '"A4"', '"B7"'),
        "M107", COUNTRY, "B7", "A4, Letter"),
    Row("a label left empty", whole(OWN_WORDS, '[bands]\ndraft = ""\n'),
        "M107", OWN_WORDS, 2, "what all guides share"),
    Row("a word that is a number", whole(OWN_WORDS, "[words]\ngp = 5\n"),
        "M107", OWN_WORDS, 2, 'gp = "…"'),
    Row("a word with marks", whole(OWN_WORDS, '[words]\ngp = "GP [@H1]"\n'),
        "M107", OWN_WORDS, 2, "no marks"),
    Row("a word in a fact's place", whole(OWN_WORDS, '[words]\nemergency_number = "111"\n'),
        "M106", OWN_WORDS, 2, "content/countries/"),
    Row("a label with half a field", whole(OWN_WORDS, '[leaflet]\nversion = "V {{ version }."\n'),
        "M113", OWN_WORDS, 2, "write a field as"),
    Row("a broken words file", text(WORDS, 'months = [', 'months = "['),
        "M105", WORDS, "months =", "straight quotes"),
    # a clinic
    Row("a clinic of another country", clinic('"GB"', '"US"'),
        "C102", CLINIC, "country", "GB", FOR_CLINIC),
    Row("a clinic's unknown word", clinic("hours =", "ours ="),
        "C108", CLINIC, "ours", "hours", FOR_CLINIC),
    Row("a clinic's bad number", clinic("020 7946 0123", "call us"),
        "C101", CLINIC, "call us", "look at it again", FOR_CLINIC),
    Row("a clinic's odd weeks", old_clinic("from_week = 16", "from_week = 160"),
        "C101", CLINIC, "160", "0 to 45", FOR_CLINIC),
    Row("a number that has no name", old_clinic("second_name", "# second_name"),
        "C101", CLINIC, "second_number", "or neither", FOR_CLINIC),
    Row("a guide that does not say which lines", text(GUIDE_FILE, "label", "lable"),
        "M106", GUIDE_FILE, "lable", "label"),
    Row("a country's number that its plan has not", text(COUNTRY, '"999"', '"111"'),
        "C110", COUNTRY, 'number = "111"', "country's own page"),
    Row("a clinic's name that is too long",
        clinic('Riverside Hospital (example)"\ncountry = "GB"\n\n[lines.maternity]',
               "Riverside and All the Villages " * 12
               + '(example)"\ncountry = "GB"\n\n[lines.advice]'),
        "C103", CLINIC, "name =", "shorten", FOR_CLINIC),
    Row("a logo elsewhere", clinic("country", 'logo = "../../styles/tokens.css"\ncountry'),
        "C104", CLINIC, "logo =", "put it there", FOR_CLINIC),
    Row("a logo that is not there",
        clinic("country", 'logo = "l.svg"\nlogo_description = "L"\ncountry'),
        "A111", CLINIC, "logo =", "beside", FOR_CLINIC),
    Row("a logo without a description", clinic("country", 'logo = "l.svg"\ncountry'),
        "A112", CLINIC, "logo =", "logo_description", FOR_CLINIC),
]
# fmt: on
