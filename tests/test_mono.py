"""Mono: black on white alone, boxes told apart by their frames, little ink, and no large solid."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from PIL import Image, ImageChops

from press.figures.draw import draw_all_black
from press.pdf.readback import read_back, render
from press.pdf.reading import INK_DPI, Leaf, Reading
from press.project import BLACK_ONES
from press.review.contact_sheet import read_poses
from press.review.copier import COPIER_DPI, one_bit
from press.typeset.monochrome import in_black_only
from tests.guides import BEDSIDE
from tests.plates import ink_taken
from tests.printed import darkness, every_glyph, is_coloured, opened
from tests.shop import GUIDE, ROOT, Shop

FIGURES = ROOT / "content/leg-cramps/figures"
LOCALES = ("en-GB", "en-US")
PRINTED = [("leaflet-mono", "en-GB"), *(("night-card-mono", locale) for locale in LOCALES)]
PAINT = {"rg": 3, "RG": 3, "g": 1, "G": 1, "k": 4, "K": 4, "sc": 0, "SC": 0, "scn": 0, "SCN": 0}
TOGETHER = 0.6  # mm: strokes that lie no further apart are one frame
CODES = {"P304", "P305", "P306", "P307"}


class Press:
    """The real guide's products as they were printed."""

    def __init__(self, works: Path) -> None:
        self.works = works
        self.read: dict[tuple[str, str], Reading] = {}

    def pdf(self, product: str, locale: str) -> bytes:
        return (self.works / locale / f"{product}.pdf").read_bytes()

    def reading(self, product: str, locale: str) -> Reading:
        key = (product, locale)
        if key not in self.read:
            self.read[key] = read_back(self.pdf(product, locale))
        return self.read[key]


@pytest.fixture(scope="module")
def press(works: Path) -> Press:
    return Press(works)


def paints(pdf: bytes) -> Iterator[tuple[float, ...]]:
    """Every colour that a PDF's pages, and all that they draw with, ask for."""
    with opened(pdf) as document:
        drawn = (thing for thing in document.objects if isinstance(thing, pikepdf.Stream))
        forms = [thing for thing in drawn if thing.get("/Subtype") == "/Form"]
        for stream in (*document.pages, *forms):
            for step in pikepdf.parse_content_stream(stream):
                if str(step.operator) in PAINT:
                    yield tuple(float(part) for part in step.operands)


@pytest.mark.parametrize(("product", "locale"), PRINTED)
def test_the_pdf_asks_for_black_and_white_and_nothing_else(
    press: Press, product: str, locale: str
) -> None:
    """No operator of the file sets a colour or a grey, for text, rules or pictures."""
    asked = set(paints(press.pdf(product, locale)))
    assert asked == {(0.0,), (1.0,)}, "black and white, and not as red, green and blue"


@pytest.mark.parametrize(("product", "locale"), PRINTED)
def test_no_pixel_has_a_colour_and_no_letter_is_grey(
    press: Press, product: str, locale: str
) -> None:
    """What comes out is neutral everywhere, and every letter is all black."""
    reading = press.reading(product, locale)
    for leaf in reading.pages:
        assert not is_coloured(leaf.bare)
    letters = every_glyph(reading)
    assert letters
    assert {glyph.colour for glyph in letters} == {(0, 0, 0, 255)}


@pytest.mark.parametrize("locale", LOCALES)
def test_the_card_takes_less_than_half_of_the_ink(press: Press, locale: str) -> None:
    """On a printer of four inks the card takes black alone, less than half of the standard's ink.

    In one ink it can't be half: the same large letters alone are more. What is not letters
    (rules, frames, signs, figures) is, and the whole is less.
    """
    cyan, magenta, yellow, black = ink_taken(press.works / locale / "night-card-mono.pdf")
    assert (cyan, magenta, yellow) == (0, 0, 0)
    assert black < sum(ink_taken(press.works / locale / "night-card.pdf")) / 2
    mono = press.reading("night-card-mono", locale).pages[0]
    standard = press.reading("night-card", locale).pages[0]
    assert darkness(mono.bare) < darkness(standard.bare) / 2
    assert darkness(mono.full) < darkness(standard.full)


@pytest.mark.parametrize(("product", "locale"), PRINTED)
def test_there_is_no_large_solid(press: Press, product: str, locale: str) -> None:
    """Nowhere is a square of 8 mm all black."""
    for leaf in press.reading(product, locale).pages:
        ink = leaf.full.point([1] * 128 + [0] * 128)
        assert largest_square(ink) / INK_DPI * 25.4 < 8


def largest_square(ink: Image.Image) -> int:
    """The side in pixels of the largest square that is 1 everywhere."""
    side, left = 0, ink
    while left.getextrema()[1]:
        side, left = (
            side + 1,
            ImageChops.darker(
                ImageChops.darker(left, shifted(left, 1, 0)),
                ImageChops.darker(shifted(left, 0, 1), shifted(left, 1, 1)),
            ),
        )
    return side


def shifted(ink: Image.Image, across: int, down: int) -> Image.Image:
    return ink.transform(ink.size, Image.Transform.AFFINE, (1, 0, across, 0, 1, down), fillcolor=0)


def strokes(line: list[int]) -> tuple[float, ...]:
    """Thickness in mm of the strokes that a line of pixels meets first, from a word outwards."""
    runs: list[list[int]] = []
    for at, level in enumerate(line):
        if level == 0 and runs and runs[-1][1] == at:
            runs[-1][1] = at + 1
        elif level == 0:
            runs.append([at, at + 1])
    scale = 25.4 / COPIER_DPI
    first = runs[:1]
    for before, run in pairwise(runs):
        if (run[0] - before[1]) * scale > TOGETHER:
            break
        first.append(run)
    return tuple(round((end - start) * scale, 1) for start, end in first)


Look = tuple[tuple[float, ...], tuple[float, ...]]


def look(copy: Image.Image, leaf: Leaf, reading: Reading, word: str, reach: float) -> Look:
    """The strokes left of a box's heading and above it, in a copier's one bit."""
    said = "".join(glyph.char for glyph in reading.flow)
    glyph = reading.flow[said.index(word)]
    scale = COPIER_DPI / 72
    left, top = int(glyph.box[0] * scale) - 1, int((leaf.height - glyph.box[3]) * scale) - 1
    far = round(reach / 25.4 * COPIER_DPI)
    pixels = copy.convert("L")
    middle = top + round(glyph.size * scale / 3)
    across = [pixels.getpixel((left - n, middle)) for n in range(min(far, left))]
    up = [pixels.getpixel((left + 4, top - n)) for n in range(far)]
    return strokes([int(str(level)) for level in across]), strokes([int(str(n)) for n in up])


@pytest.mark.parametrize(
    ("product", "reach", "headings"),
    [
        ("leaflet-mono", 7, ["STOP.Donotrub", "Ambulancenow:", "Phonenow,day"]),
        ("night-card-mono", 2.4, ["STOP.Donotrub", "Ambulance999"]),
    ],
)
def test_every_box_has_a_frame_of_its_own_in_one_bit(
    press: Press, product: str, reach: float, headings: list[str]
) -> None:
    """STOP, ambulance and what else phones at once differ in their strokes alone."""
    reading = press.reading(product, "en-GB")
    copies = [one_bit(page) for page in render(press.pdf(product, "en-GB"), COPIER_DPI)]
    said = "".join(glyph.char for glyph in reading.flow)
    looks = {}
    for word in headings:
        page = reading.flow[said.index(word)].page
        looks[word] = look(copies[page], reading.pages[page], reading, word, reach)
    for one, other in combinations(headings, 2):
        assert looks[one] != looks[other], looks
    left, above = looks["STOP.Donotrub"]
    assert min(sum(left), sum(above)) >= 0.6, "a heavy frame, all round"
    assert len(looks[headings[1]][1]) == 2, "a double rule"
    assert all(sum(sum(side) for side in looks[word]) < sum(left) * 2 for word in headings[1:3])


GREY_AND_RED = ".words p { color: #444444 } h2 { border-top-color: #8f0f33 }"
BLOCK = "display: block; width: 9mm; height: 9mm; background: #000000"
TINTED = ".key h2 { background: #e6e6e6 } h1::after { content: ''; " + BLOCK + " }"
INKY = "p { border: 2.5mm solid #000000 }"
SPOILT = {
    "grey words and a red rule": (GREY_AND_RED, {"P304": "#444444", "P305": "in colour"}),
    "a tint and a solid": (TINTED, {"P305": "grey", "P306": "large black solid"}),
    "much ink": (INKY, {"P307": "% of page"}),
}


def test_a_page_in_black_has_nothing_to_mend(shop: Shop) -> None:
    """The edition's sheets put another guide in black too."""
    for product in ("leaflet-mono", "night-card-mono"):
        assert not {finding.code for finding in shop.pull(product).findings} & CODES


@pytest.mark.parametrize(("css", "told"), SPOILT.values(), ids=SPOILT.keys())
def test_what_a_copier_would_spoil_is_found_out(shop: Shop, css: str, told: dict[str, str]) -> None:
    """Grey, colour, tints, solids and too much ink are found on the page, each by its code."""
    found = [f for f in shop.pull("leaflet-mono", css).findings if f.code in CODES]
    assert {finding.code for finding in found} == told.keys()
    for finding in found:
        assert told[finding.code] in finding.problem
        assert finding.fix


def test_the_standard_edition_may_have_colour_and_solids(shop: Shop) -> None:
    """What is forbidden in black only is nobody else's fault."""
    assert not {f.code for f in shop.pull("leaflet", GREY_AND_RED + TINTED).findings} & CODES


def test_a_picture_of_ones_own_is_printed_in_black(shop: Shop) -> None:
    """A coloured SVG that nobody drew in black still leaves its lines, and no colour."""
    figure = f"{GUIDE}/figures/sip.svg"
    shop.write(figure, shop.text(figure).replace("#14213a", "#2f80ed"))
    page = shop.pull("leaflet-mono")
    assert not {finding.code for finding in page.findings} & CODES
    picture = page.proof.reading.pictures[0]
    leaf, scale = page.proof.reading.pages[picture.page], INK_DPI / 72
    left, bottom, right, top = picture.box
    box = (left * scale, (leaf.height - top) * scale, right * scale, (leaf.height - bottom) * scale)
    assert darkness(leaf.bare.crop(tuple(round(edge) for edge in box))) > 1  # type: ignore[arg-type]


def test_a_picture_drawn_in_black_goes_before_its_coloured_one(shop: Shop) -> None:
    """What lies in `mono/` beside a picture is printed in its place, in this edition alone."""
    drawn = shop.text(f"{GUIDE}/figures/sip.svg").replace("M30 6h36l-5 60H35z", "M2 2H94V70H2z")
    before = shop.pull("night-card-mono").proof.reading.pages[0].bare.tobytes()
    shop.write(f"{GUIDE}/figures/{BLACK_ONES}/sip.svg", drawn)
    assert shop.pull("night-card-mono").proof.reading.pages[0].bare.tobytes() != before
    standard = shop.pull("night-card").proof.reading.pages[0].bare.tobytes()
    (shop.root / GUIDE / "figures" / BLACK_ONES / "sip.svg").unlink()
    assert shop.pull("night-card").proof.reading.pages[0].bare.tobytes() == standard


def test_a_clinics_logo_may_have_a_black_one_beside_it(shop: Shop, tmp_path: Path) -> None:
    """It may lie outside the project, as the logo does; when it changes, it is printed again."""
    lines = 'logo = "logo.svg"\nlogo_description = "The glass of the clinic"\n'
    clinic = shop.text("content/clinics/example.toml")
    (tmp_path / "mill.toml").write_text(lines + clinic, "utf-8")
    (tmp_path / BLACK_ONES).mkdir()
    drawing = shop.text(f"{GUIDE}/figures/sip.svg")
    for name in ("logo.svg", f"{BLACK_ONES}/logo.svg"):
        (tmp_path / name).write_text(drawing, "utf-8")
    words = ("--clinic", tmp_path / "mill.toml", "--edition", "mono", "--product", "night-card")
    assert shop.order(*words).code == 0
    before = shop.dist()
    bold = drawing.replace("M30 6h36l-5 60H35z", "M2 2H94V70H2z")
    (tmp_path / BLACK_ONES / "logo.svg").write_text(bold, "utf-8")
    told = shop.order(*words)
    assert told.code == 0, told.out
    assert shop.dist() != before


def test_a_pale_logo_stays_and_a_dark_one_keeps_its_holes() -> None:
    """A photo is cut half-way between its darkest tone and paper, into black and white."""
    photo = Image.new("RGBA", (40, 10), (255, 255, 255, 0))
    photo.paste((150, 190, 240, 255), (0, 0, 20, 10))
    made = io.BytesIO()
    photo.save(made, "PNG")
    with Image.open(io.BytesIO(in_black_only(made.getvalue()))) as cut:
        assert (cut.mode, sorted(cut.getcolors() or [])) == ("L", [(200, 0), (200, 255)])
        assert cut.getpixel((5, 5)) == 0
        assert cut.getpixel((30, 5)) == 255
    shapes = '<path fill="#a4133c"/><path style="fill:white; stroke: #99c"/><path fill="#ee9"/>'
    frame = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" opacity="0.5">'
    svg = ElementTree.fromstring(in_black_only(f"{frame}{shapes}</svg>".encode()))
    assert [shape.get("fill") for shape in svg] == ["#000000", "#ffffff", "#ffffff"]
    assert svg[1].get("stroke") == "#000000"
    assert "opacity" not in svg.attrib


def test_the_kept_black_figures_are_what_the_poses_give() -> None:
    """Every figure lies in `mono/` as its pose gives it, in black and white and nothing else."""
    drawn = draw_all_black(read_poses(BEDSIDE, FIGURES / "poses.toml"))
    folder = FIGURES / BLACK_ONES
    kept = {f"{BLACK_ONES}/{path.name}": path.read_text("utf-8") for path in folder.glob("*.svg")}
    assert kept == drawn, "python build.py figures draws them again"
    assert {Path(name).name for name in kept} == {path.name for path in FIGURES.glob("*.svg")}
    for name, svg in drawn.items():
        paint = [value for shape in ElementTree.fromstring(svg).iter()
                 for key in ("fill", "stroke") if (value := shape.get(key))]  # fmt: skip
        assert set(paint) <= {"#000000", "#ffffff", "none"}, name


def test_the_build_says_how_much_ink_a_page_takes(shop: Shop) -> None:
    """For the edition in black the build tells the ink of its pages, in per cent."""
    told = shop.order("--edition", "mono", "--product", "night-card", "--sheet", "none")
    assert told.code == 0, told.out
    said = re.search(r"night-card-mono: .*, ink on ([0-9.]+) % of the page", told.out)
    assert said, told.out
    (pdf,) = (pdf for name, pdf in shop.dist().items() if name.endswith("night-card-mono.pdf"))
    (leaf,) = read_back(pdf).pages
    assert float(said[1]) == pytest.approx(darkness(leaf.full) / 2.55, abs=0.06)
