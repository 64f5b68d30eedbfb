"""What can be put into inks and what can't, and that the preflight finds what is wrong."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from press.prepress.inks import read_inks
from press.prepress.preflight import preflight_press
from press.prepress.separations import Separator
from press.project import Project
from press.typeset.engine import start_engine
from tests.guides import BEDSIDE
from tests.plates import as_seen, plates
from tests.press_files import MANUSCRIPT, PROFILE, PX, extremes, most_ink, press, sound_press
from tests.printed import Change, changed, opened
from tests.shop import ROOT

Small = Callable[[str, str], bytes]
INK = (0x14, 0x21, 0x3A)
PLAIN = """<html lang="en"><style>@page { size: 100mm 60mm; margin: 10mm }
body { margin: 0; font: 12pt "Bedside Text"; color: #14213a } STYLE</style><title>x</title>BODY"""


@pytest.fixture(scope="module")
def small() -> Small:
    """A page of 100 by 60 mm with a sheet and a body of one's own."""
    engine = start_engine(BEDSIDE)
    faces = (ROOT / "styles/tokens.css").as_uri()

    def make(style: str, body: str) -> bytes:
        html = PLAIN.replace("STYLE", style).replace("BODY", body)
        html = html.replace("<style>", f'<link rel="stylesheet" href="{faces}"><style>')
        pdf: bytes = engine.weasyprint.HTML(string=html, base_url=str(ROOT)).write_pdf()
        return pdf

    return make


@pytest.fixture(scope="module")
def sound(small: Small) -> bytes:
    """A small press file without findings, for tests to spoil."""
    return sound_press(small("", "<p>Sip.<p style='color: #8f0f33'>Stop."))


def spoilt(pdf: bytes, spoil: Change, version: str = "1.6", **how: object) -> set[str]:
    """The codes that the preflight has for a press file after something was done to it."""
    inks = read_inks(BEDSIDE, [])
    assert inks is not None
    made = changed(pdf, spoil, force_version=version, **how)
    return {finding.code for finding in preflight_press(made, inks, MANUSCRIPT)}


def draw(steps: str) -> Change:
    """Something to spoil a file with: more drawing on its first page."""
    return lambda sheet: sheet.pages[0].contents_add(steps.encode())


def drawing(steps: str, *matrix: float) -> Change:
    """A drawing of its own on the first page, with its own scale."""

    def add(sheet: pikepdf.Pdf) -> None:
        about = {"/Subtype": Name.Form, "/BBox": Array([0, 0, 900, 900]), "/Matrix": Array(matrix)}
        form = sheet.make_stream(steps.encode(), about)
        sheet.pages[0].obj.Resources.XObject = Dictionary(Fm=form)
        sheet.pages[0].contents_add(b"/Fm Do")

    return add


def picture(space: Name | Array, data: bytes, **more: object) -> Change:
    """A picture of one pixel, put among the page's things."""

    def add(sheet: pikepdf.Pdf) -> None:
        stream = sheet.make_stream(data, {"/Subtype": Name.Image, "/ColorSpace": space, **more})
        stream.Width = stream.Height = 1
        stream.BitsPerComponent = 8
        sheet.pages[0].obj.Resources.XObject = Dictionary(Im=stream)

    return add


def test_only_type_that_is_surely_black_is_printed_over_its_ground(
    small: Small,
) -> None:
    """After a state is taken back, type is not printed over what lies below: it may be coloured."""
    black = " ".join(f"{part / 255:.6f}" for part in INK)
    steps = draw(f"0.56078 0.05882 0.2 rg q {black} rg Q BT ET")
    made = sound_press(changed(small("", ""), steps))
    with opened(made) as sheet:
        assert not pikepdf.parse_content_stream(sheet.pages[0], "gs")


# What can't be put into inks


def test_each_colour_of_the_design_has_its_inks_and_no_row_is_idle() -> None:
    """The colours of the tokens, the signs and every figure are the rows of the table."""
    inks = read_inks(BEDSIDE, [])
    assert inks is not None
    files = [ROOT / "styles/tokens.css", *ROOT.glob("styles/signs/*.svg")]
    files += ROOT.glob("content/*/figures/*.svg")
    named = re.findall("#[0-9a-f]{6}", " ".join(path.read_text("utf-8") for path in files).lower())
    assert {colour for colour in named if inks.of(colour, line=True) is None} == set()
    assert {*inks.fills, *inks.lines} <= set(named)


@pytest.fixture
def unset(tmp_path: Path) -> Path:
    """The project's styles, to be spoilt."""
    shutil.copytree(ROOT / "styles", tmp_path / "styles")
    (tmp_path / "content").mkdir()
    return tmp_path


def test_a_colour_without_an_ink_is_told_with_its_place(unset: Path, small: Small) -> None:
    """X102 names the colour, the page, and the line of the sheet that it comes from."""
    (unset / "styles/new.css").write_text("a { }\np { color: #12Ab34 }\n")
    made, found = press(small("p { color: #12ab34 }", "<p>Sip."), Project(unset))
    assert made is None
    (one,) = found
    assert (one.code, one.place.file, one.place.line) == ("X102", "styles/new.css", 2)
    assert "page 1" in one.problem and "#12ab34" in one.problem


@pytest.mark.parametrize(
    "row",
    ["[0, 0, 0]", "[0, 0, 0, 101]", "[70, 70, 70, 0]", "[70, 70, 60, 101]", '["a", 0, 0, 1]', "5"],
)
def test_a_row_that_is_no_ink_is_told_at_its_line(row: str, unset: Path, sound: bytes) -> None:
    """X101: four numbers from 0 to 100, never 300 together, nor 200 in colour."""
    path = unset / "styles/inks.toml"
    text = path.read_text("utf-8").replace("[0, 0, 0, 90]", row)
    path.write_text(text)
    made, found = press(sound, Project(unset))
    line = next(n for n, given in enumerate(text.split("\n"), 1) if '"#3a4560"' in given)
    assert made is None
    assert [(f.code, f.place.line) for f in found] == [("X101", line)]


@pytest.mark.parametrize(
    ("style", "body", "code"),
    [
        ("p { color: lab(40% 20 30) }", "<p>Sip.", "X103"),
        ("p { background: radial-gradient(#8f0f33, #16213f) }", "<p>Sip.", None),
        ("p { background: linear-gradient(#8f0f33, #fff 40%, #16213f) }", "<p>Sip.", None),
        ("p { opacity: 0.5; background: #eef1f8 }", "<p>Sip.", None),
        ("p { color: #777; background: #eee }", "<p>Sip.", None),
        ("p { color: #2f4b8f }", "<p>Sip.", "X110"),
        ("p { border-top: 0.5pt solid #16213f }", "<p>Sip.", "X110"),
        ("p { border-top: 0.5pt solid #8f0f33 }", "<p>Sip.", None),
        ("p { color: device-cmyk(80% 80% 70% 60%) }", "<p>Sip.", "X103"),
        ("p { background: #16213f; margin: -10mm 0 0 -10mm; height: 20mm }", "<p>Sip.", "X105"),
        ("p { background: #16213f; margin: -14mm 0 0 -14mm; height: 20mm }", "<p>Sip.", None),
    ],
)
def test_what_a_sheet_may_ask_of_the_inks(
    style: str, body: str, code: str | None, small: Small
) -> None:
    """Gradients, greys and see-through colours are printed; what a shop would send back is told."""
    made, found = press(small(style, body))
    assert {finding.code for finding in found} == ({code} if code else set())
    assert (made is None) == bool(code)


def test_what_hangs_over_the_edge_ends_with_the_bleed(tmp_path: Path, small: Small) -> None:
    """What runs beyond the trim fills the bleed, and leaves the sheet around it blank."""
    sheet = "div { background: #16213f; margin: -20mm 0 0 -20mm; height: 30mm }"
    made = sound_press(small(sheet, "<div></div>"))
    (seen,) = plates(made, tmp_path)
    down = (round(10.5 * PX), round(25 * PX))
    assert extremes(seen["Cyan"].crop((0, down[0], round(7 * PX) - 1, down[1]))) == (0, 0)
    assert extremes(seen["Cyan"].crop((round(7 * PX) + 2, down[0], 100, down[1])))[0] > 150


def test_a_gradient_goes_from_ink_to_ink(tmp_path: Path, small: Small) -> None:
    """From the alert to white, the magenta plate goes from full to none, and cyan stays blank."""
    sheet = "div { height: 20mm; background: linear-gradient(90deg, #8f0f33, #fff) }"
    made = sound_press(small(sheet, "<div></div>"))
    (seen,) = plates(made, tmp_path)
    row = (round(20 * PX) + 2, round(30 * PX), round(100 * PX) - 2, round(30 * PX) + 1)
    magenta = seen["Magenta"].crop(row).tobytes()
    assert magenta[0] > 245 and magenta[-1] < 10
    assert list(magenta) == sorted(magenta, reverse=True)
    assert extremes(seen["Cyan"].crop(row)) == (0, 0)


@pytest.mark.parametrize(
    ("code", "spoil"),
    [
        ("X103", draw("BI /W 1 /H 1 /BPC 8 /CS /G ID x EI")),
        ("X103", draw("/Other cs 0.1 0.2 0.3 scn")),
        (
            "X103",
            lambda sheet: sheet.pages[0].obj.Resources.ExtGState.__setitem__(
                "/b", Dictionary(BM=Name.Multiply)
            ),
        ),
        ("X104", picture(Name.DeviceCMYK, b"\xff\xff\xff\xff")),
        ("X104", picture(Name.DeviceRGB, b"abc", **{"/Mask": Array([0, 1, 0, 1, 0, 1])})),
        ("X104", picture(Name.DeviceRGB, b"abc", **{"/Filter": Name.JBIG2Decode})),
    ],
)
def test_what_can_not_be_put_into_inks_is_told(code: str, spoil: Change, small: Small) -> None:
    """X103 for a colour or a blend of another kind, X104 for a picture; nothing is made."""
    made, found = press(changed(small("", "<p>Sip."), spoil))
    assert made is None
    assert [(finding.code, finding.place.file) for finding in found] == [(code, MANUSCRIPT)]


def test_a_grey_picture_is_black_ink_alone(small: Small) -> None:
    """A picture without colour, also a measured one, needs no ink but black."""
    grey = Array([Name.CalGray, Dictionary(WhitePoint=[0.9505, 1, 1.089])])
    made = sound_press(changed(small("", "<p>Sip."), picture(grey, b"\x80")))
    with opened(made) as sheet:
        image = sheet.pages[0].obj.Resources.XObject.Im
        assert (image.ColorSpace, image.read_bytes()) == (Name.DeviceGray, b"\x80")


def test_a_picture_that_is_a_stencil_is_left_as_it_is(small: Small) -> None:
    """A stencil has no colour of its own: it is printed in the ink that was set before it."""

    def add(sheet: pikepdf.Pdf) -> None:
        picture(Name.DeviceGray, b"\x80", **{"/ImageMask": True})(sheet)
        stencil = sheet.pages[0].obj.Resources.XObject.Im
        del stencil.ColorSpace
        stencil.BitsPerComponent = 1

    made = sound_press(changed(small("", "<p>Sip."), add))
    with opened(made) as sheet:
        stencil = sheet.pages[0].obj.Resources.XObject.Im
        assert "/ColorSpace" not in stencil and stencil.BitsPerComponent == 1


def test_a_logo_in_colour_is_printed_in_inks(tmp_path: Path, small: Small) -> None:
    """A PNG and a JPEG, with black and see-through parts, keep their look and the limit of ink."""
    logo = Image.new("RGBA", (64, 64), (0, 0, 0, 255))
    logo.paste((200, 30, 40, 255), (0, 0, 32, 32))
    logo.paste((20, 200, 90, 128), (32, 0, 64, 32))
    logo.save(tmp_path / "logo.png")
    logo.convert("RGB").save(tmp_path / "logo.jpg")
    names = [(tmp_path / f"logo.{kind}").as_uri() for kind in ("png", "jpg")]
    made = sound_press(small("", "".join(f'<img src="{name}" alt="" width=64>' for name in names)))
    (seen,) = plates(made, tmp_path)
    assert 200 < most_ink(seen) <= 300  # the logo's black is of all inks
    printed = as_seen(seen, PROFILE)
    red = [count for count, colour in _colours(printed) if colour[0] > 150 > 90 > max(colour[1:])]
    green = [count for count, colour in _colours(printed) if colour[1] > max(colour[0], 130) + 30]
    assert sum(red) > 2 * 40**2 and sum(green) > 2 * 40**2


def _colours(picture: Image.Image) -> list[tuple[int, tuple[int, ...]]]:
    found = picture.getcolors(picture.width * picture.height)
    return [(count, colour) for count, colour in found or [] if isinstance(colour, tuple)]


# What a preflight says of a file that is not sound


@pytest.mark.parametrize(
    ("code", "spoil"),
    [
        ("X105", draw("0 0 0 1 k -2 20 30 30 re f")),
        ("X106", lambda sheet: sheet.Root.__delitem__("/OutputIntents")),
        ("X106", lambda sheet: sheet.Root.OutputIntents[0].DestOutputProfile.write(b"\0" * 200)),
        ("X106", lambda sheet: sheet.Root.OutputIntents.append(sheet.Root.OutputIntents[0])),
        ("X106", lambda sheet: sheet.docinfo.__delitem__("/Trapped")),
        ("X106", lambda sheet: sheet.docinfo.__setitem__("/Title", " ")),
        ("X106", lambda sheet: sheet.Root.Metadata.write(b"<x/>")),
        ("X106", lambda sheet: sheet.Root.__setitem__("/AcroForm", Dictionary())),
        ("X106", lambda sheet: sheet.Root.__setitem__("/StructTreeRoot", Dictionary())),
        ("X106", lambda sheet: sheet.pages[0].obj.__setitem__("/Annots", Array())),
        ("X107", lambda sheet: sheet.pages[0].obj.__delitem__("/TrimBox")),
        ("X107", lambda sheet: sheet.pages[0].obj.__setitem__("/BleedBox", Array([0, 0, 9, 9]))),
        ("X107", lambda sheet: sheet.pages[0].obj.__setitem__("/ArtBox", Array([0, 0, 9, 9]))),
        ("X108", draw("1 0 0 rg")),
        ("X108", draw("0.5 G")),
        ("X108", lambda sheet: sheet.pages[0].obj.Group.__setitem__("/CS", Name.DeviceRGB)),
        ("X109", draw("1 1 0.5 0.6 k 40 40 30 30 re f")),
        ("X109", draw("1 1 0.5 0 k 40 40 30 30 re f")),
        ("X110", draw("1 0 0 0 K 0.3 w 40 40 m 90 90 l S")),
        ("X110", draw("1 0 0 0 k 40 40 90 0.3 re f")),
        ("X110", draw("q 0.1 0 0 0.1 0 0 cm 1 0 0 0 K 5 w 400 400 m 900 900 l S Q")),
        ("X110", drawing("1 0 0 0 K 5 w 400 400 m 900 900 l S", 0.1, 0, 0, 0.1, 0, 0)),
        ("X108", drawing("1 0 0 rg", 1, 0, 0, 1, 0, 0)),
        ("X109", picture(Name.DeviceCMYK, b"\xff\xff\xff\x10")),
    ],
)
def test_the_preflight_finds_what_is_wrong(code: str, spoil: Change, sound: bytes) -> None:
    """Each fault that is put into a sound file is told, and no other."""
    assert spoilt(sound, spoil) == {code}


def test_the_preflight_passes_what_is_sound(sound: bytes) -> None:
    """A file without a fault is told to have none, whoever saves it."""
    assert spoilt(sound, lambda sheet: None) == set()
    for harmless in (
        "0 0 0 0.6 K 0.3 w 40 40 m 90 90 l S",
        "1 0 0 0 k 40 40 0.5 0.5 re f",  # a dot
        "0 0 0 0 k -2 20 30 30 re f",  # no ink
        "1 0 0 0 k -20 20 90 30 re f",  # through the bleed
        "1 0 0 0 K 5 w 40 40 m 90 90 l S",
    ):
        assert spoilt(sound, draw(harmless)) == set(), harmless


def test_the_preflight_misses_neither_version_nor_lock(sound: bytes) -> None:
    """A file of another version, or one that is locked, is told."""
    assert spoilt(sound, lambda sheet: None, version="1.7") == {"X106"}
    lock = pikepdf.Encryption(owner="a", user="", R=4)  # the last that PDF 1.6 knows
    assert "X106" in spoilt(sound, lambda sheet: None, encryption=lock)


def test_the_preflight_finds_a_font_that_is_not_in_the_file(sound: bytes) -> None:
    """X111 for a font whose letters are left to the print shop's machine."""

    def take_out(sheet: pikepdf.Pdf) -> None:
        for item in sheet.objects:
            if isinstance(item, Dictionary) and item.get("/Type") == Name.FontDescriptor:
                for key in ("/FontFile2", "/FontFile3"):
                    if key in item:
                        del item[key]

    def add_bare(sheet: pikepdf.Pdf) -> None:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)
        sheet.pages[0].obj.Resources.Font["/F0"] = sheet.make_indirect(font)

    assert spoilt(sound, take_out) == {"X111"}
    assert spoilt(sound, add_bare) == {"X111"}


def test_a_letter_that_is_lost_on_the_way_is_found(
    sound: bytes, small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X112: where every third piece of text is dropped while colours change, nothing is made."""
    steps = Separator._steps

    def lossy(self: Separator, stream: object) -> Iterator[object]:
        shown = 0
        for step in steps(self, stream):
            if str(step.operator) in ("Tj", "TJ"):
                shown += 1
                if shown % 3 == 0:
                    continue
            yield step

    proved = small("", "<p>Sip.<p>Slowly.<p>Then stop.<p>And wait.")
    assert press(proved)[0] is not None
    monkeypatch.setattr(Separator, "_steps", lossy)
    made, found = press(proved)
    assert made is None
    assert {finding.code for finding in found} == {"X112"}
