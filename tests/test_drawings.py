"""What of SVG is printed as it is drawn was measured, and is measured here again; the rest is told.

The rows lie in tests/drawings: a name, what is drawn on a square of 100, and in `right.txt` the
colours of some points on paper, in `refused.txt` what is said of it.
"""

from __future__ import annotations

import base64
import time

import pytest

from press.pdf.readback import render
from press.read.drawings import MOST_ELEMENTS, drawing_fault
from press.read.picture_file import open_picture
from press.typeset.engine import start_engine
from press.typeset.monochrome import in_black_only
from tests.guides import BEDSIDE
from tests.shop import ROOT

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
FRAME = HEAD + 'viewBox="0 0 100 100">{}</svg>'
NAMED = {"RED": "#ff0000", "BLUE": "#0000ff", "WHITE": "#ffffff", "BLACK": "#000000",
         "PINK": "#ff7f7f"}  # fmt: skip
NEAR = 14  # of 255: a gradient is sampled between two pixels
DPI = 216
EDGES = 0.5  # of a page: the soft edges of many thin lines
SHAPE = '<path d="M0 0h50v50z"/>'
LONGEST = 5.0  # CPU seconds for the worst drawing


def rows(name: str) -> list[tuple[str, str, str]]:
    lines = (ROOT / "tests/drawings" / name).read_text("utf-8").splitlines()
    parts = [line.split(" | ") for line in lines if line]
    return [(one[0], one[1], one[2]) for one in parts]


RIGHT, REFUSED = rows("right.txt"), rows("refused.txt")


def on_paper(drawings: list[bytes]) -> bytes:
    """A PDF with a page of 100 by 100 px for each drawing."""
    coded = [base64.b64encode(one).decode() for one in drawings]
    shown = "".join(f'<img src="data:image/svg+xml;base64,{one}">' for one in coded)
    style = "@page { size: 100px; margin: 0 } body { margin: 0 }"
    style += "img { display: block; width: 100px; break-after: page }"
    engine = start_engine(BEDSIDE)
    pdf: bytes = engine.weasyprint.HTML(string=f"<style>{style}</style>{shown}").write_pdf()
    assert engine.hear() == []
    return pdf


def test_what_is_let_through_is_printed_as_it_is_drawn() -> None:
    """Each row that is no finding has on paper the colours that SVG gives it."""
    wrong = []
    pages = render(on_paper([FRAME.format(drawing).encode() for _, drawing, _ in RIGHT]), DPI)
    for (name, drawing, points), page in zip(RIGHT, pages, strict=True):
        assert drawing_fault(FRAME.format(drawing).encode()) is None, name
        for point in points.split():
            place, _, colour = point.partition("=")
            x, y = (min(int(float(part) * page.width / 100), page.width - 1)
                    for part in place.split(","))  # fmt: skip
            seen = page.convert("RGB").getpixel((x, y))
            code = NAMED.get(colour, colour)
            wanted = [int(code[start : start + 2], 16) for start in (1, 3, 5)]
            if any(abs(a - b) > NEAR for a, b in zip(seen, wanted, strict=True)):  # type: ignore[arg-type]
                wrong.append((name, place, seen, colour))
    assert not wrong
    assert len(RIGHT) > 150


@pytest.mark.parametrize(("name", "drawing", "says"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_would_be_printed_otherwise_is_told_by_its_name(
    name: str, drawing: str, says: str
) -> None:
    """Each feature that the engine drops or draws wrong is named, and what to do about it."""
    fault = drawing_fault(FRAME.format(drawing).encode())
    assert fault is not None, name
    assert fault[0] in ("A113", "A122") and says in fault[1] and fault[2]


def laughs() -> str:
    lines = [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12)]
    return f'<!DOCTYPE svg [<!ENTITY l0 "ha">{"".join(lines)}]>' + FRAME.format(
        "<desc>&l11;</desc>"
    )


def copies(depth: int) -> str:
    """Ten copies of ten copies, and so on: few bytes, and no end of drawing."""
    parts = [f'<g id="a0">{SHAPE}</g>']
    parts += [f'<g id="a{n}">{f"""<use href="#a{n - 1}"/>""" * 10}</g>' for n in range(1, depth)]
    return FRAME.format(f'<defs>{"".join(parts)}</defs><use href="#a{depth - 1}"/>')


def framed(head: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {head}>{SHAPE}</svg>'


CHAIN = "".join(f'<g id="c{n}"><use href="#c{n + 1}"/></g>' for n in range(3000))
# what is in the file; the code; what is said
ODD: dict[str, tuple[str | bytes, str, str]] = {
    "5,000 levels": (FRAME.format("<g>" * 5000 + SHAPE + "</g>" * 5000), "A114", "deep"),
    "61 levels": (FRAME.format("<g>" * 61 + SHAPE + "</g>" * 61), "A114", "deep"),
    "100,000 parts": (FRAME.format("<g/>" * 100_000), "A114", "more than 10000 parts"),
    "billion laughs": (laughs(), "A116", "entities"),
    "an outer entity": (
        f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>{FRAME.format("&x;")}',
        "A116", "entities"),
    "ten copies of ten copies": (copies(9), "A114", "more than 10000 parts"),
    "3,000 copies in a chain": (FRAME.format(f"{CHAIN}<g id='c3000'/>"), "A114", "copies of"),
    "a copy of itself": (FRAME.format('<g id="a"><use href="#a"/></g>'), "A113", "holds itself"),
    "two copies of each other": (
        FRAME.format('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
        "A113", "holds itself"),
    "a pattern of itself": (
        FRAME.format('<pattern id="p"><path fill="url(#p)" d="M0 0h9v9z"/></pattern>'),
        "A113", "holds itself"),
    "20,000 arrow heads": (
        FRAME.format(f'<marker id="m">{SHAPE}</marker><path marker-mid="url(#m)" '
                     f'd="M0 0{"l1 1-1 2" * 10_000}"/>'),
        "A114", "more than 10000 parts"),
    "a drawing of 1.2 MB": (FRAME.format(f"<!--{'x' * 1_200_000}-->{SHAPE}"), "A114", "1.2 MB"),
    "three numbers": (framed('viewBox="0 0 300"'), "A113", "viewBox is “0 0 300”"),
    "five numbers": (framed('viewBox="0 0 9 9 9"'), "A113", "viewBox is"),
    "no width": (framed('viewBox="0 0 0 9"'), "A113", "viewBox is"),
    "a width below nothing": (framed('viewBox="0 0 -5 5"'), "A113", "viewBox is"),
    "nan": (framed('viewBox="0 0 nan nan"'), "A113", "viewBox is"),
    "inf": (framed('viewBox="0 0 inf 9"'), "A113", "viewBox is"),
    "huge": (framed('viewBox="0 0 1e30 1e30"'), "A113", "viewBox is"),
    "units": (framed('viewBox="0 0 100px 100px"'), "A113", "viewBox is"),
    "per cent": (framed('viewBox="0 0 100% 100%"'), "A113", "viewBox is"),
    "empty": (framed('viewBox=""'), "A113", "viewBox is"),
    "a height of nothing": (framed('viewBox="0 0 9 9" height="0"'), "A113", "height of the"),
    "a width of nan": (framed('viewBox="0 0 9 9" width="nan"'), "A113", "width of"),
    "no viewBox": (framed(""), "A113", "no viewBox"),
    "no xmlns": (f'<svg viewBox="0 0 9 9">{SHAPE}</svg>', "A113", "xmlns"),
    "another root": ("<book/>", "A113", "not an SVG: it begins with <book>"),
    "a wrong xmlns": (f'<svg xmlns="urn:x" viewBox="0 0 9 9">{SHAPE}</svg>', "A113", "xmlns"),
    "Latin-1": (FRAME.format("<desc>Caf\xe9</desc>").encode("latin-1"), "A113", "UTF-8"),
    "an encoding of its own": (
        b'<?xml version="1.0" encoding="cp037"?>' + FRAME.format(SHAPE).encode("cp037"),
        "A113", "UTF-8"),
    "UTF-7": (f'<?xml version="1.0" encoding="utf-7"?>{FRAME.format(SHAPE)}', "A113", "UTF-8"),
    "UTF-16": (FRAME.format(SHAPE).encode("utf-16"), "A113", "UTF-16"),
    "UTF-16 without a mark": (FRAME.format(SHAPE).encode("utf-16-be"), "A113", "UTF-16"),
    "a number of 400 digits": (FRAME.format(f'<rect x="{"9" * 400}"/>'), "A113", "x of <rect>"),
    "a number with a huge power": (FRAME.format('<path d="M0 0h1e308"/>'), "A113", "d of <path>"),
    "a number that is none": (FRAME.format('<circle r="nan"/>'), "A113", "r of <circle>"),
    "a list with a word": (FRAME.format('<polygon points="0 0 x 9"/>'), "A113", "points of"),
    "a turn that is none": (FRAME.format('<g transform="turn(9)"/>'), "A113", "transform of"),
    "an outer file": (FRAME.format('<use href="b.svg#a"/>'), "A116", "another file"),
    "an outer fill in a style": (
        FRAME.format('<path style="fill:url(b.svg#a)" d="M0 0"/>'), "A116", "another file"),
    "nothing in it": (FRAME.format(""), "A121", "shows nothing"),
    "only white": (FRAME.format('<rect width="9" height="9" fill="white"/>'), "A121", "shows"),
    "only see-through": (FRAME.format(f'<g fill-opacity="0">{SHAPE}</g>'), "A121", "shows"),
    "all too pale": (FRAME.format(f'<g fill="#f4f4ff">{SHAPE}</g>'), "A121", "shows"),
    "a style that colours nothing": (FRAME.format(f'<g style="fill:none">{SHAPE}</g>'), "A121", ""),
}  # fmt: skip


@pytest.mark.parametrize("kind", ODD)
def test_an_odd_drawing_is_a_finding_and_quickly(kind: str) -> None:
    """Whatever is in a drawing, it is refused in seconds, in words, and with something to do."""
    given, code, says = ODD[kind]
    began = time.process_time()
    data, fault = open_picture("a.svg", given.encode() if isinstance(given, str) else given)
    assert time.process_time() - began < LONGEST
    assert data == b"" and fault is not None
    assert (fault[0], says in fault[1]) == (code, True), fault
    assert fault[2]


FINE = {
    "a bare DOCTYPE": '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
    '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">' + FRAME.format(SHAPE),
    "the shortest DOCTYPE": "<!DOCTYPE svg>" + FRAME.format(SHAPE),
    "a byte order mark": "\ufeff" + FRAME.format(SHAPE),
    "a heading of XML": '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    + FRAME.format(SHAPE),
    "commas": framed('viewBox="0,0,9,9" width="100%" height="20mm"'),
    "60 levels": FRAME.format("<g>" * 58 + SHAPE + "</g>" * 58),
    "many parts": FRAME.format(SHAPE * (MOST_ELEMENTS - 10)),
    "notes of Inkscape": FRAME.format(
        '<n:namedview xmlns:n="urn:sodipodi"><n:grid x="a"/></n:namedview>'
        "<path style='fill:#000;mix-blend-mode:normal;filter:none;vector-effect:none;"
        "-inkscape-stroke:none' d='M0 0h9v9z'/>"
    ),
}


@pytest.mark.parametrize("kind", FINE)
def test_what_drawing_programs_write_is_fine_as_it_stands(kind: str) -> None:
    """A drawing that asks for nothing odd is passed on to the byte, and in black it is one too."""
    data = FINE[kind].encode()
    assert open_picture("a.png", data) == (data, None)
    assert drawing_fault(in_black_only(data)) is None
    began = time.process_time()
    (page,) = render(on_paper([data]), 72)
    assert time.process_time() - began < LONGEST
    assert page.convert("L").getextrema()[0] == 0


def test_in_black_every_colour_that_is_let_through_is_black_or_white() -> None:
    """However a colour is written, and in a gradient too, no tone is left in black."""
    black = [in_black_only(FRAME.format(drawing).encode()) for _, drawing, _ in RIGHT]
    toned = []
    for (name, _, _), page in zip(RIGHT, render(on_paper(black), DPI), strict=True):
        red, green, blue = page.convert("RGB").split()
        assert red.tobytes() == green.tobytes() == blue.tobytes(), name
        if sum(red.histogram()[1:255]) > EDGES * page.width * page.height:
            toned.append(name)
    assert not toned


def test_a_hidden_shape_stays_hidden_in_black() -> None:
    """What is see-through all over is not printed as a black slab."""
    for hidden in ('opacity="0"', 'fill-opacity="0%"', 'fill="#0000"', 'fill="rgba(1, 2, 3, 0)"'):
        drawing = f'<rect width="100" height="100" {hidden}/>'
        (page,) = render(on_paper([in_black_only(FRAME.format(drawing).encode())]), 72)
        assert page.convert("L").getextrema() == (255, 255), hidden
