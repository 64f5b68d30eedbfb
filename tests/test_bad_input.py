"""Bad input of every kind: a finding that names the place and the fix, and `dist/` untouched.

One row a kind. Each begins with a shop whose last good files lie in `dist/`, spoils one thing, and
prints. Exit codes of other kinds (a full disk, a second build) stand at the end.
"""

from __future__ import annotations

import fcntl
import io
import re
import shutil
import struct
import threading
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from PIL import Image

from press.exit_codes import FINDINGS, MACHINE, WRONG_CALL
from press.limits import Exhausted, Limits
from press.processes import run_all
from tests.shop import CARD, GUIDE, LEAFLET, SIPS, Shop, Told

Spoil = Callable[[Shop], None]
EVIDENCE, GUIDE_FILE = f"{GUIDE}/evidence.toml", f"{GUIDE}/guide.toml"
SHEET, TOKENS = "styles/leaflet.css", "styles/tokens.css"
TEMPLATE = "templates/leaflet.html"
COUNTRY, WORDS = "content/countries/GB.toml", "content/words/en.toml"
CLINIC = "content/clinics/example.toml"
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


OUTSIDE = f"{GUIDE}/en/passages/outside.md"
EGG, HEN = f"{GUIDE}/en/passages/egg.md", f"{GUIDE}/en/passages/hen.md"
NARROW = ("--product", "leaflet")
ON_CARD = ("--product", "night-card")
FOR_CLINIC = ("--clinic", CLINIC, "--product", "leaflet")
WIDE = "| " + " | ".join(["Incomprehensibilities"] * 9) + " |\n|" + "---|" * 9
DEEP = "- one\n    - two\n        - three"

# fmt: off
ROWS = [
    # a manuscript
    Row("no front matter", text(LEAFLET, "+++\n", ""), "M104", LEAFLET, 1, "between two lines"),
    Row("front matter not closed", text(LEAFLET, '."\n+++', '."'), "M104", LEAFLET, 1, "+++"),
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
    Row("a table too wide", Adds(WIDE), "P103", LEAFLET, "Incompre", "shorten"),
    Row("a list in a list", Adds(DEEP), "M116", LEAFLET, "- two", "first level"),
    Row("a heading of the first level", Adds("# Too high"),
        "M120", LEAFLET, "", "##"),
    Row("an unknown role", Adds("### A role {.keys}"),
        "M114", LEAFLET, "{.keys}", "maternity"),
    Row("a role of two words", Adds("### Two roles {.key .new-page}"),
        "M114", LEAFLET, "{.key .new", "one role"),
    Row("no section that the card needs", text(CARD, " {.stop}", ""),
        "M123", CARD, 2, "{.stop}", ON_CARD),
    Row("open bold type", Adds("Do **not wait."), "M117", LEAFLET, "Do **", "both ends"),
    Row("a number that is no list", Adds("999. Call for help."),
        "M121", LEAFLET, "999.", "begin the line with a word"),
    Row("a row with a cell too many", Adds("| One |\n|---|\n| A | B |"),
        "M122", LEAFLET, "| A | B |", "same number"),
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
    Row("a source that nothing cites",
        more(EVIDENCE, '\n[H3]\norganisation = "A"\ntitle = "B"\nmark = "known"\n'),
        "E102", EVIDENCE, '= "A"', "cite it"),
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
        "P206", CARD, "Your chest", "longest line, ", ON_CARD, "words too long"),
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
    Row("a broken guide.toml", text(GUIDE_FILE, '"1.0"', "1.0.0"),
        "M105", GUIDE_FILE, 1, "straight quotes"),
    Row("a status that nobody gave", text(GUIDE_FILE, '"draft"', '"approved"'),
        "G102", GUIDE_FILE, "approved", "draft"),
    Row("a next review before the last", text(GUIDE_FILE, "2028", "2025"),
        "G103", GUIDE_FILE, "2025", "date by which", ("--today", "2024-01-01", *NARROW)),
    Row("an overdue review", lambda shop: None,
        "G101", GUIDE_FILE, "next_review", "check the text", ("--today", "2028-01-15", *NARROW)),
    Row("a date in quotes", text(GUIDE_FILE, "2028-01-15", '"2028-01-15"'),
        "M107", GUIDE_FILE, "next_review", "a date such as"),
    Row("a locale without a country", text(GUIDE_FILE, '"en-GB"', '"en-NZ"'),
        "M118", "content/countries/NZ.toml", 1, "the file is there"),
    Row("a fact that is no text", more(COUNTRY, "height = 7"),
        "M107", COUNTRY, "height", "{ blank = true }"),
    Row("an unknown paper", text(COUNTRY, '"A5"', '"B7"'),
        "M107", COUNTRY, "B7", "A5, half-letter"),
    Row("a broken words file", text(WORDS, 'months = [', 'months = "['),
        "M105", WORDS, "months =", "straight quotes"),
    # a clinic
    Row("a clinic of another country", clinic('"GB"', '"US"'),
        "C102", CLINIC, "country", "GB", FOR_CLINIC),
    Row("a clinic's unknown key", clinic("hours =", "ours ="),
        "M106", CLINIC, "ours", "hours", FOR_CLINIC),
    Row("a clinic's bad number", clinic("020 7946 0123", "call us"),
        "C101", CLINIC, "call us", "3 to 15 digits", FOR_CLINIC),
    Row("a clinic's odd weeks", clinic("from_week = 16", "from_week = 160"),
        "C101", CLINIC, "160", "0 to 45", FOR_CLINIC),
    Row("a number that has no name", clinic("second_name", "# second_name"),
        "C101", CLINIC, "second_number", "or neither", FOR_CLINIC),
    Row("a clinic's name that is too long",
        clinic("Riverside Mat", "Riverside and All the Villages " * 12 + "Mat"),
        "C103", CLINIC, "name =", "shorten", FOR_CLINIC),
    Row("a logo elsewhere", clinic("from_week", 'logo = "../../styles/tokens.css"\nfrom_week'),
        "C104", CLINIC, "logo =", "beside", FOR_CLINIC),
    Row("a logo that is not there",
        clinic("from_week", 'logo = "l.svg"\nlogo_description = "L"\nfrom_week'),
        "A111", CLINIC, "logo =", "beside", FOR_CLINIC),
    Row("a logo without a description", clinic("from_week", 'logo = "l.svg"\nfrom_week'),
        "A112", CLINIC, "logo =", "logo_description", FOR_CLINIC),
]
# fmt: on


@pytest.fixture
def printed(shop: Shop, good_files: Path) -> Shop:
    """A shop whose last good files lie in `dist/`."""
    for name in ("dist", ".cache"):
        shutil.copytree(good_files / name, shop.root / name)
    return shop


def test_there_are_forty_kinds_at_least() -> None:
    """The table holds at least forty kinds of bad input, each with a name of its own."""
    assert len({row.kind for row in ROWS}) == len(ROWS) >= 40


def refused(shop: Shop, order: Sequence[str]) -> Told:
    """What is said of a spoilt shop; what was good is still in `dist/`, to the byte."""
    before = shop.dist()
    told = shop.order("--format", "json", *map(shop.here, order))
    assert told.code == FINDINGS, told.err
    assert "Traceback" not in told.out + told.err
    assert shop.dist() == before
    return told


@pytest.fixture(scope="session")
def all_at_once(good_files: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Shop, Told]:
    """A shop with every line that spoils nothing else: its findings come all at once."""
    shop = Shop(tmp_path_factory.mktemp("all at once") / "shop")
    shutil.copytree(good_files / "dist", shop.root / "dist")
    adds = [row.spoil for row in ROWS if isinstance(row.spoil, Adds)]
    for name, data in (file for add in adds for file in add.files.items()):
        if isinstance(data, bytes):
            shop.write(name, data)
        else:
            (shop.root / name).symlink_to(data)
    for add in adds:
        if add.to != LEAFLET:
            shop.append(add.to, f"\n{add.lines}\n")
    lines = "\n\n".join(add.lines for add in adds if add.to == LEAFLET)
    shop.edit(LEAFLET, SENTENCE, f"{SENTENCE}\n\n{lines}\n\nSo much for that.")
    return shop, refused(shop, NARROW)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.kind)
def test_bad_input_is_named_and_nothing_is_printed(
    printed: Shop, all_at_once: tuple[Shop, Told], row: Row
) -> None:
    """One finding names the place and the fix; the last good files stay to the byte."""
    shop, line = printed, row.line
    if isinstance(row.spoil, Adds):
        shop, told = all_at_once
        line = row.line or row.spoil.lines
    else:
        row.spoil(shop)
        told = refused(shop, row.order)
    place = shop.place(row.file, line) if isinstance(line, str) else f"{row.file}:{line}"
    hits = [
        f for f in told.findings if (f["code"], f"{f['file']}:{f['line']}") == (row.code, place)
    ]
    assert any(row.fix in hit["fix"] and row.says in hit["problem"] for hit in hits), told.findings


def test_line_ends_of_windows_and_a_byte_order_mark_are_fine(printed: Shop) -> None:
    """CRLF and a BOM in any text file print the same bytes as without."""
    for name in (LEAFLET, CARD, SIPS, EVIDENCE, GUIDE_FILE, COUNTRY, WORDS):
        crlf = printed.text(name).replace("\n", "\r\n")
        printed.write(name, b"\xef\xbb\xbf" + crlf.encode())
    before = printed.dist()
    told = printed.order()
    assert "en-GB: printed" in told.out, told.out
    assert printed.dist() == before


def test_a_card_that_is_too_long_says_by_how_much(shop: Shop) -> None:
    """The finding counts the words over the page, and names the longest line with its length."""
    card = shop.text(CARD)

    def write(count: int) -> Shop:
        shop.write(CARD, card)
        card_words(count)(shop)
        return shop

    def over(count: int) -> int:
        told = write(count).order("check", "--product", "night-card")
        (words,) = re.findall(
            r"the night-card is (\d+) words too long for its page at 14 pt", told.out
        )
        assert f"the longest line, {count + 3} words" in told.out
        return int(words)

    few, many = 0, 512
    while many - few > 5:  # where does it begin not to fit?
        middle = (few + many) // 2
        fits = write(middle).pull("night-card").proof.typeset.pages == 1
        few, many = (middle, many) if fits else (few, middle)
    assert 0 < over(many) < 60
    assert 300 < over(many + 500) < 600


def test_nothing_is_fetched_and_nothing_outside_is_read(printed: Shop) -> None:
    """A sheet that names the network or another folder gets findings, and no request is made."""
    asked: list[str] = []

    class Trap(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

    server = HTTPServer(("127.0.0.1", 0), Trap)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    there = f"http://127.0.0.1:{server.server_port}"
    printed.write(SHEET, f"@import '{there}/a.css';\n{printed.text(SHEET)}")
    printed.append(SHEET, f"\nh1 {{ background: url({there}/a.png) }}")
    printed.append(SHEET, "\nh2 { background: url(file:///etc/hostname) }")
    printed.append(SHEET, f"\n@font-face {{ font-family: Z; src: url({there}/z.ttf) }}\n")
    told = refused(printed, NARROW)
    server.shutdown()
    server.server_close()
    assert asked == []
    for name in ("a.css", "a.png", "etc/hostname", "z.ttf"):
        place = printed.place(SHEET, name)
        assert told.has("D101", place) or told.has("D105", place), (name, told.findings)


def test_a_page_that_attaches_a_file_attaches_nothing(printed: Shop) -> None:
    """`<link rel=attachment>` to a file of the machine is a finding, and is not embedded."""
    secret = printed.root.parent / "secret.txt"
    secret.write_text("the secret")
    link = f'<link rel="attachment" href="{secret.as_uri()}">'
    printed.edit("templates/skeleton.html", "<meta charset", f"{link}<meta charset")
    told = printed.order("--format", "json", "--product", "leaflet")
    assert told.has("D101", "templates/skeleton.html")


def test_a_layout_that_runs_for_minutes_is_ended(printed: Shop) -> None:
    """A layout over --limit ends, and the finding names the manuscript."""
    printed.append(SHEET, "\nsection, section * { display: flex }\n")  # ENGINE: 6 s at six levels
    told = refused(printed, ("--limit", "1", *NARROW))
    assert told.has("P401", LEAFLET)
    assert "seconds of computing" in told.out
    assert "--limit" in told.out


def test_work_that_eats_the_memory_is_ended() -> None:
    """A worker over its limit of memory or time ends alone, and says over which."""
    hungry = Limits(seconds=20, megabytes=3000)
    ended = dict(run_all([lambda: len(bytearray(4 << 30)), lambda: 7], hungry, 2))
    assert isinstance(ended[0], Exhausted)
    assert "3000 MB" in str(ended[0])
    assert ended[1] == 7


# -- not a matter of content --------------------------------------------------------------------


def test_dist_may_not_be_a_file(shop: Shop) -> None:
    """A file named `dist` is left as it is, and the message says what to do."""
    shop.write("dist", "mine")
    told = shop.order()
    assert told.code == MACHINE
    assert "move it" in told.err
    assert shop.text("dist") == "mine"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_leaves_the_last_good_files(printed: Shop) -> None:
    """Where the disk is full at the second file, both old ones stand, and nothing is left over."""
    before = printed.dist()
    printed.edit(SIPS, "ten sips", "nine sips")
    (printed.root / "dist/hiccups/en-GB/.night-card.pdf.part").symlink_to("/dev/full")
    told = printed.order()
    assert told.code == MACHINE
    assert "no space left" in told.err
    assert "make room" in told.err
    assert printed.dist() == before


@pytest.mark.parametrize(("seconds", "code"), [(5, 0), (0.1, MACHINE)])
def test_a_second_build_waits_for_the_first(printed: Shop, seconds: float, code: int) -> None:
    """Two builds never run at once: the second waits, and gives up with a message."""
    with (printed.root / ".cache/press.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        threading.Timer(0.5, fcntl.flock, (lock, fcntl.LOCK_UN)).start()
        told = printed.order("--wait", str(seconds))
        assert told.code == code
        assert ("still running" in told.err) == bool(code)
        threading.Event().wait(0.5)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["--guide", "hiccup"], "there is: hiccups"),
        (["--locale", "en-US"], "there is: en-GB"),
        (["--product", "poster"], "leaflet"),
        (["--clinic", "nowhere.toml"], "nowhere.toml"),
        (["--today", "tomorrow"], "--today"),
        (["explain"], "CODE"),
        (["bake"], "print"),
    ],
)
def test_a_wrong_call_says_what_there_is(printed: Shop, words: list[str], names: str) -> None:
    """A call that can't be understood ends with 2, one message, and nothing done."""
    before = printed.dist()
    told = printed.order(*words)
    assert told.code == WRONG_CALL
    assert names in told.err
    assert printed.dist() == before
