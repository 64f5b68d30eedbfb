"""Photographs and drawings: judged by what is in the file, and right on paper, or refused."""

from __future__ import annotations

import gzip
import io
import re
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from press.pdf.readback import render
from press.project import BLACK_ONES
from press.read.picture_file import open_picture
from press.read.pictures import pictures_of
from tests.bad_input import bomb
from tests.freckles import PHOTOGRAPHS, bring_freckles
from tests.photos import PHOTOS, SIZE, keyed, photo, png, saved, see_through, turned
from tests.printed import opened
from tests.shop import CLINIC, GUIDE, LEAFLET, TODAY, Page, Shop
from tests.validators import page_validation, verapdf

SENTENCE = "Babies have them before they are born, and seem not to mind."
NEAR = 24  # of 255: what a JPEG and a profile may change
DPI = 144
WHITE = (255, 255, 255)
Colour = tuple[int, ...]
BLACK = (0, 0, 0)


def with_pictures(shop: Shop, files: dict[str, bytes], product: str = "leaflet") -> Page:
    """A page of these pictures, each described by its name."""
    for name, data in files.items():
        shop.write(f"{GUIDE}/figures/{name}", data)
    lines = "\n\n".join(f"![{name}](../figures/{name})" for name in files)
    if SENTENCE in shop.text(LEAFLET):
        shop.edit(LEAFLET, SENTENCE, lines)
    shop.plain_sheet(product)
    return shop.pull(product, "img { width: 60mm }")


def fields_on_paper(page: Page) -> dict[str, list[Colour]]:
    """The colours in the middle of the four fields of each picture, by its description."""
    pages = [one.convert("RGB") for one in render(page.proof.typeset.pdf, DPI)]
    seen: dict[str, list[Colour]] = {}
    for picture in page.proof.reading.pictures:
        left, bottom, right, top = picture.box
        high = page.proof.reading.pages[picture.page].height
        for x, y in ((0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)):
            across, down = left + (right - left) * x, high - top + (top - bottom) * y
            colour = pages[picture.page].getpixel(
                (round(across * DPI / 72), round(down * DPI / 72))
            )
            seen.setdefault(picture.alt, []).append(colour)  # type: ignore[arg-type]
    return seen


def are_near(seen: list[Colour], wanted: tuple[Colour, ...]) -> bool:
    pairs = zip(seen, wanted, strict=True)
    return all(abs(a - b) <= NEAR for one, two in pairs for a, b in zip(one, two, strict=True))


@pytest.fixture(scope="module")
def on_paper(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Colour]]:
    """Every photograph as it is printed in colour."""
    shop = Shop(tmp_path_factory.mktemp("photos") / "shop")
    return fields_on_paper(with_pictures(shop, {name: data for name, (data, _) in PHOTOS.items()}))


@pytest.mark.parametrize("name", PHOTOS)
def test_a_photograph_is_printed_upright_and_in_its_colours(
    on_paper: dict[str, list[Colour]], name: str
) -> None:
    """Whatever made it, its four fields lie where they should, in the colours that they have."""
    assert are_near(on_paper[name], PHOTOS[name][1]), on_paper[name]


def test_in_black_a_photograph_is_upright_and_black_and_white(shop: Shop) -> None:
    """In the edition in black each is cut into black and white as it is seen, and not turned."""
    page = with_pictures(shop, {name: data for name, (data, _) in PHOTOS.items()}, "leaflet-mono")
    seen = {name: has for name, has in fields_on_paper(page).items() if name in PHOTOS}
    in_black = [BLACK, BLACK, BLACK, WHITE]
    one_bit = [tuple(colour) for colour in PHOTOS["one-bit.png"][1]]
    wrong = {name: has for name, has in seen.items()
             if has != (one_bit if name == "one-bit.png" else in_black)}  # fmt: skip
    assert not wrong
    assert seen.keys() == PHOTOS.keys()


def test_a_plain_photograph_is_passed_on_to_the_byte() -> None:
    """What needs nothing done to it is given to the engine as it was read."""
    for name in ("colour.png", "colour.jpg", "grey.png", "grey.jpg", "see-through.png",
                 "progressive.jpg", "laced.png", "a-jpeg-called.png"):  # fmt: skip
        data = PHOTOS[name][0]
        assert open_picture(name, data) == (data, None), name


def test_nothing_of_the_camera_is_left_in_what_is_printed() -> None:
    """Place, time and maker stay out of the PDF: notes of a camera are about a person."""
    notes = Image.Exif()
    notes[0x010F] = "Cam of Jo Bloggs"
    data, fault = open_picture("a.jpg", saved(photo(), "JPEG", exif=notes, comment=b""))
    assert fault is None and b"Jo Bloggs" not in data
    assert not Image.open(io.BytesIO(data)).getexif()


def test_a_photograph_that_is_turned_does_not_grow() -> None:
    """What is only turned upright is packed as it was: a PDF that is sent stays small."""
    notes = Image.Exif()
    notes[0x0112] = 8
    camera = saved(Image.effect_noise((1500, 900), 40).convert("RGB"), "JPEG", exif=notes)
    data, fault = open_picture("a.jpg", camera)
    assert fault is None and Image.open(io.BytesIO(data)).size == (900, 1500)
    assert len(data) < 1.1 * len(camera)


def ftyp(brand: bytes) -> bytes:
    return b"\0\0\0\x1cftyp" + brand + b"\0" * 400


DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
MOVING = saved(photo(), save_all=True, append_images=[photo().rotate(180)])
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 99 99\n(x) run\n"
# the bytes; what is said of them
REFUSED = {
    "a WebP picture": saved(photo(), "WEBP"),
    "a GIF picture": saved(photo("P"), "GIF"),
    "a TIFF picture": saved(photo(), "TIFF"),
    "a BMP picture": saved(photo(), "BMP"),
    "a DDS picture": saved(photo("RGBA"), "DDS"),
    "an icon file": saved(photo(), "ICO", sizes=[(64, 48)]),
    "a PNM picture": saved(photo(), "PPM"),
    "a JPEG 2000 picture": b"\0\0\0\x0cjP  \r\n\x87\n" + b"\0" * 99,
    "a JPEG XL picture": b"\0\0\0\x0cJXL \r\n\x87\n" + b"\0" * 99,
    "an AVIF picture": ftyp(b"avif"),
    "a HEIC picture": ftyp(b"heic"),
    "a film": ftyp(b"isom"),
    "a Photoshop file": b"8BPS\0\1" + b"\0" * 99,
    "a PostScript or EPS drawing": EPS,
    "a PDF": b"%PDF-1.7\n",
    "a packed file (ZIP)": b"PK\3\4" + b"\0" * 99,
    "a packed drawing (SVGZ)": gzip.compress(DRAWING),
    "a web page": b"<!DOCTYPE html><html><body>404",
    "an SVG in UTF-16": DRAWING.decode().encode("utf-16"),
    "of a kind that we don't know": b"Photo of an arm",
    "is an empty file": b"",
    "is 60000 × 60000 pixels": bomb(),
    "the picture moves (an animated PNG)": MOVING,
    "a see-through PNG of 16 bits": png(16, 0, [b"\0\1" * SIZE[0]] * SIZE[1], (b"tRNS", b"\0\1")),
    "can't be read": saved(photo())[:-900],
    "can't be read: ": saved(photo(), "JPEG")[:400],
    "is only 300 pixels across": saved(photo().resize((300, 900))),
    "is only 599 pixels across": saved(photo().resize((599, 900))),
    "the picture shows nothing": saved(Image.new("RGB", SIZE, (250, 250, 250))),
    "white, or see-through, all over": saved(Image.new("RGBA", SIZE, (0, 0, 0, 0))),
}


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.svg"])
@pytest.mark.parametrize("says", REFUSED)
def test_what_a_file_is_decides_and_not_what_it_is_called(says: str, name: str) -> None:
    """No other kind is opened; it is named, with what to do, whatever the file is called."""
    data, fault = open_picture(name, REFUSED[says])
    assert data == b"" and fault is not None
    assert says.removesuffix(": ") in fault[1]
    assert fault[0] in ("A113", "A114", "A121", "P303") and "save" in fault[2] + "save" * (
        fault[0] == "P303"
    )


def test_a_photo_that_lies_on_its_side_is_measured_upright() -> None:
    """600 pixels across are counted on paper: where the camera was turned, they are its height."""
    notes = Image.Exif()
    notes[0x0112] = 6
    low = saved(photo().resize((900, 500)), "JPEG", exif=notes)
    tall = saved(photo().resize((500, 900)), "JPEG", exif=notes)
    assert open_picture("a.jpg", low)[1] is not None
    assert open_picture("a.jpg", tall)[1] is None


def test_spoilt_bytes_are_a_finding_and_never_a_fault_of_ours() -> None:
    """Wherever a byte is changed or the file is cut, the photo is printed or refused."""
    small = {"PNG": saved(photo().resize((640, 48))), "JPEG": turned(6)[:4000] + turned(6)[-600:]}
    for data in [*small.values(), keyed()[:3000], see_through("LA"), saved(photo("P"))]:
        for at in range(0, min(len(data), 700), 7):
            spoilt = bytes([*data[:at], data[at] ^ 0x55, *data[at + 1 :]])
            for one in (spoilt, data[:at]):
                body, fault = open_picture("a.png", one)
                assert (fault is None) == bool(body)


# by their names, in a whole run

NAMES = {  # as it stands in the manuscript: its code
    "../figures/x%00.png": "A115",
    "../figures/x%0Ay.png": "A115",
    "../figures/x%1B.png": "A115",
    "../figures/x%ff.png": "A115",
    "../figures/x%ed%a0%80.png": "A115",
    "../figures/x\x01.png": "M131",
    "//[x.png": "A115",
    f"../figures/{'x' * 300}.png": "A115",
    "../figures/photo.webp": "A113",
    "../figures/really-webp.png": "A113",
    "../figures/really-eps.png": "A113",
    "../figures/white.png": "A121",
    "../figures/mask.svg": "A122",
    "../figures/gone.png": "A111",
}


@pytest.fixture(scope="module")
def of_names(tmp_path_factory: pytest.TempPathFactory) -> tuple[Shop, list[dict[str, object]]]:
    """What a run says of a manuscript with every name of the table."""
    shop = Shop(tmp_path_factory.mktemp("names") / "shop").brief()
    figures = {"photo.webp": saved(photo()), "really-webp.png": saved(photo(), "WEBP"),
               "really-eps.png": EPS, "white.png": saved(Image.new("L", SIZE, 255)),
               "mask.svg": DRAWING.replace(b"<path", b'<mask id="m"/><path')}  # fmt: skip
    for name, data in figures.items():
        shop.write(f"{GUIDE}/figures/{name}", data)
    shop.edit(LEAFLET, SENTENCE, "\n\n".join(f"![It]({name})" for name in NAMES))
    told = shop.check("--product", "leaflet")
    assert "Traceback" not in told.out + told.err
    return shop, told.findings


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_no_file_may_have_is_a_finding(
    of_names: tuple[Shop, list[dict[str, object]]], name: str
) -> None:
    """Each name gets its finding at its line, in letters that can be printed."""
    shop, found = of_names
    rows = shop.text(LEAFLET).split("\n")
    line = next(number for number, row in enumerate(rows, 1) if f"({name})" in row)
    mine = [one for one in found if one["line"] == line and str(one["file"]) == LEAFLET]
    assert NAMES[name] in {one["code"] for one in mine}, mine
    assert all(str(one["problem"]).isprintable() for one in mine)


def test_a_file_beside_it_that_is_not_in_utf_8_is_not_told_of(shop: Shop) -> None:
    """The list of pictures that there are names those that can be written."""
    (shop.root / GUIDE / "figures").joinpath("caf\udce9.png").write_bytes(b"x")
    shop.edit(LEAFLET, "../figures/sip.svg", "../figures/gone.svg")
    job = shop.job("leaflet")
    faults = [job.pictures.file(one).fault for one in pictures_of(job.manuscripts[0], job.fields)]
    fixes = [fault[2] for fault in faults if fault and fault[0] == "A111"]
    assert fixes and all(fix.isprintable() and "sip.svg" in fix for fix in fixes)


# logos

LOGO = 'logo = "{}"\nlogo_description = "Riverside"\ncountry'
LOGOS = {  # the file's name, what is in it, the finding at its line
    "white": ("l.png", saved(Image.new("RGB", SIZE, "white")), "A121"),
    "see-through": ("l.png", saved(Image.new("RGBA", SIZE, (255, 0, 0, 0))), "A121"),
    "white drawing": ("l.svg", DRAWING.replace(b"<path", b'<path fill="#fff"'), "A121"),
    "no shapes": ("l.svg", re.sub(b"<path.*?/>", b"<g/>", DRAWING), "A121"),
    "no line": ("l.svg", DRAWING.replace(b"<path", b'<path fill="none"'), "A121"),
    "a WebP": ("l.png", saved(photo(), "WEBP"), "A113"),
    "a control character": ("l\\u0000.png", b"", ""),
    "a name too long": ("l" * 300 + ".png", b"", "C104"),
    "a name in capitals and blanks": ("My Logo.PNG", saved(photo()), ""),
    "a JPEG of inks": ("l.jpg", saved(photo("CMYK"), "JPEG"), ""),
}


@pytest.mark.parametrize("kind", LOGOS)
def test_a_logo_is_printed_or_told_at_its_own_line(shop: Shop, kind: str) -> None:
    """A blank or unreadable logo is a finding where the clinic's file names it."""
    name, data, code = LOGOS[kind]
    if data:
        shop.write(f"content/clinics/{name}", data)
    shop.edit(CLINIC, "country", LOGO.format(name))
    told = shop.check("--clinic", shop.here(CLINIC), "--product", "night-card")
    assert "Traceback" not in told.out + told.err
    at_logo = {one["code"] for one in told.findings
               if f"{one['file']}:{one['line']}" == shop.place(CLINIC, "logo =")}  # fmt: skip
    at_logo -= {"M131"}  # what can't be seen in its name is told of its own line
    assert at_logo == ({code} if code else set()), told.findings


@pytest.mark.usefixtures("brief")
def test_a_spoilt_picture_for_the_edition_in_black_is_told_too(shop: Shop) -> None:
    """What lies in `mono/` is judged as its coloured one is, at the line that names it."""
    shop.write(f"{GUIDE}/figures/{BLACK_ONES}/sip.svg", b"<svg")
    told = shop.check("--product", "leaflet")
    problems = {f["problem"][:12] for f in told.findings if f["code"] == "A113"}
    assert problems == {"in `mono/`: "}


# both judges, on a guide with photographs


@pytest.fixture(scope="module")
def printed_photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide of freckles in every edition, its photographs as phones and press shops save."""
    shop = Shop(tmp_path_factory.mktemp("freckles") / "shop")
    folder = bring_freckles(shop.root / "content") / "figures"
    folder.joinpath(PHOTOGRAPHS[0]).write_bytes(see_through("RGBA"))
    notes = Image.Exif()
    notes[0x0112] = 3
    folder.joinpath(PHOTOGRAPHS[1]).write_bytes(
        saved(photo("CMYK").resize((960, 640)), "JPEG", exif=notes)
    )
    words = ("--edition", "all", "--sheet", "all", "--press", "--today", TODAY)
    told = shop.order("--guide", "freckles", *words)
    assert told.code == 0, told.out + told.err
    return shop.root / "dist/freckles/en-GB"


def test_both_judges_pass_photographs_in_every_edition(printed_photos: Path) -> None:
    """Each edition of a guide with photographs keeps PDF/A-2a and PDF/UA-1."""
    files = [
        printed_photos / f"{name}.pdf"
        for name in ("leaflet", "leaflet-mono", "leaflet-large-print")
    ]
    assert [page_validation(file) for file in files] == [[], [], []]
    assert verapdf(files) == {file: [] for file in files}


def test_no_picture_asks_to_be_smoothed_or_brings_what_paper_does_not_need(
    printed_photos: Path,
) -> None:
    """In no file a picture says `Interpolate`; in the print shop's each is in inks or in grey."""
    files = sorted(printed_photos.glob("*.pdf"))
    assert len([file for file in files if file.stem.endswith("-press")]) == 3
    for file in files:
        spaces = set()
        with opened(file.read_bytes()) as document:
            for one in document.objects:
                if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image":
                    assert not one.get("/Interpolate", False), file.name
                    spaces.add(str(one.get("/ColorSpace")))
        if file.stem.endswith("-press"):
            assert spaces <= {"/DeviceGray", "/DeviceCMYK"}, file.name
        if "mono" in file.stem:
            assert spaces <= {"/DeviceGray"}, file.name
