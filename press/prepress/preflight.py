"""Reads the print shop's file back and judges it as a preflight does (ISO 15930-7, PDF/X-4)."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from press.finding import FAULT_OF_OURS, Finding, Place
from press.pdf.readback import texts
from press.prepress.inks import MOST, Ink, Inks
from press.prepress.readback import Mark, PressFile, box_of, read_press_file
from press.products import POINTS_PER_MM

CONDITION = "FOGRA39"  # as the ICC's registry names it
PLAIN_FONTS = (Name.Type1, Name.TrueType)  # others name their font within another
ACTIVE = ("/AcroForm", "/OpenAction", "/AA", "/Names")
SAID = (">PDF/X-4</pdfxid:GTS_PDFXVersion>", "<pdf:Trapped>False<", "xmpMM:DocumentID",
        "xmpMM:VersionID", "xmpMM:RenditionClass", "xmp:CreateDate")  # fmt: skip
FIXES = {
    "X105": "keep it clear of the page's edge, or let it run 3 mm beyond",
    "X106": "this is a fault of ours: report it",
    "X107": "this is a fault of ours: report it",
    "X108": "this is a fault of ours: report it",
    "X109": "give it less ink in styles/inks.toml",
    "X110": "give it black ink alone in styles/inks.toml, in [text] or [lines]",
    "X111": "name the fonts in styles/tokens.css, from files in styles/fonts/",
}
BLEED = 3.0  # mm
FINE = 1.0  # pt: what is thinner is a fine line
SHORTEST_LINE = 3.0  # pt: what is shorter and as thin is a dot
NEAR = 0.01  # pt
TOLERANCE = 0.5  # per cent: a picture's ink is told in 255 steps
RGB = (Name.DeviceRGB, Name.CalRGB, Name.Lab, Name.ICCBased)
NOT_INK = "rg RG g G"
Told = Iterator[tuple[str, str]]  # code and problem


def preflight_press(pdf: bytes, inks: Inks, file: str) -> list[Finding]:
    """What a print shop would send back, as findings on `file` (X105 to X111); none if sound.

    Raises pikepdf.PdfError where `pdf` is none.
    """
    with pikepdf.open(io.BytesIO(pdf)) as sheet:
        back = read_press_file(sheet, inks)
        told = [problem for rule in RULES for problem in rule(back)]
    once = dict.fromkeys(told)
    return [Finding(Place(file), code, problem, FIXES[code]) for code, problem in once]


def every_word_is_there(proved: bytes, made: bytes, file: str) -> Iterator[Finding]:
    """X112: the file says on each page what the proved one says, letter by letter."""
    for number, (want, got) in enumerate(zip(texts(proved), texts(made), strict=True), 1):
        if want != got:
            problem = f"page {number} says something else than the page that was proved"
            yield Finding(Place(file), "X112", problem, FAULT_OF_OURS)


def the_file_says_what_it_is(back: PressFile) -> Told:
    """Version, names, ids and what it must not hold (ISO 15930-7)."""
    about = back.sheet.Root.get("/Metadata")
    said = about.read_bytes().decode("utf-8", "replace") if about is not None else ""
    ids = [bytes(part) for part in back.sheet.trailer.get("/ID", ())]
    faults = {
        "is no PDF 1.6": back.sheet.pdf_version != "1.6",
        "does not say that it is PDF/X-4": any(words not in said for words in SAID),
        "does not say whether it is trapped": back.sheet.docinfo.get("/Trapped") != Name("/False"),
        "has no title": not str(back.sheet.docinfo.get("/Title", "")).strip(),
        "has no ids": len(ids) != 2 or not all(ids),
        "claims to be tagged": "/StructTreeRoot" in back.sheet.Root or "pdfuaid" in said,
        "is locked": back.sheet.is_encrypted,
        "holds links, forms or scripts": any(key in back.sheet.Root for key in ACTIVE)
        or any("/Annots" in page.obj for page in back.sheet.pages),
        "does not say for which press it is": not _is_intended(back.sheet),
    }
    for fault, is_so in faults.items():
        if is_so:
            yield "X106", f"the press file {fault}"


def _is_intended(sheet: pikepdf.Pdf) -> bool:
    """Whether there is one intent, with a profile for presses and four inks."""
    intents = sheet.Root.get("/OutputIntents")
    if not isinstance(intents, Array) or len(intents) != 1:
        return False
    intent = intents[0]
    profile = intent.get("/DestOutputProfile")
    if not isinstance(profile, pikepdf.Stream) or profile.get("/N") != 4:
        return False
    named = (intent.get("/S"), str(intent.get("/OutputConditionIdentifier", "")))
    return named == (Name.GTS_PDFX, CONDITION) and profile.read_bytes()[12:20] == b"prtrCMYK"


def the_boxes_lie_in_each_other(back: PressFile) -> Told:
    """Trim, 3 mm of bleed, and the sheet around both (ISO 15930-7)."""
    for number, page in enumerate(back.sheet.pages, 1):
        boxes = [box_of(page.obj, name) for name in ("/TrimBox", "/BleedBox", "/MediaBox")]
        if None in boxes or "/ArtBox" in page.obj or "/Rotate" in page.obj:
            yield "X107", f"page {number} lacks a trim box, a bleed box or a sheet of its own"
            continue
        trim, bleed, media = (box for box in boxes if box)
        outward = (-1, -1, 1, 1)
        over = [(b - t) * sign for t, b, sign in zip(trim, bleed, outward, strict=True)]
        room = [(m - b) * sign for b, m, sign in zip(bleed, media, outward, strict=True)]
        if any(abs(each - BLEED * POINTS_PER_MM) > NEAR for each in over) or min(room) < 0:
            yield "X107", f"page {number} has no bleed of {BLEED:g} mm on each side"


def fonts_are_in_the_file(back: PressFile) -> Told:
    """Each font lies in the file (ISO 15930-7)."""
    for item in back.sheet.objects:
        if not isinstance(item, Dictionary):
            continue
        whole = any(f"/FontFile{kind}" in item for kind in ("", "2", "3"))
        bare = item.get("/Type") == Name.Font and item.get("/Subtype") in PLAIN_FONTS
        if item.get("/Type") == Name.FontDescriptor and not whole:
            yield "X111", f"the font {str(item.get('/FontName', ''))[1:]} is not in the file"
        elif bare and "/FontDescriptor" not in item:
            yield "X111", f"the font {str(item.get('/BaseFont', ''))[1:]} is not in the file"


def no_colour_is_other_than_ink(back: PressFile) -> Told:
    """Neither an operator nor a colour space of RGB, in pages, drawings, patterns and masks."""
    for number, page in enumerate(back.sheet.pages, 1):
        if pikepdf.parse_content_stream(page, NOT_INK):
            yield "X108", f"page {number} is not all in inks"
    for item in back.sheet.objects:
        if isinstance(item, pikepdf.Stream):
            draws = item.get("/Subtype") == Name.Form or item.get("/PatternType") == 1
            if draws and pikepdf.parse_content_stream(item, NOT_INK):
                yield "X108", "a drawing is not all in inks"
        if _names_rgb(item):
            yield "X108", "something names a colour space that is not of inks"


def _names_rgb(item: Any) -> bool:
    """Whether a colour space of RGB stands in this object, or in what lies within it."""
    if isinstance(item, Name):
        return item in RGB
    if isinstance(item, Array):
        return len(item) > 0 and isinstance(item[0], Name) and any(map(_names_rgb, item))
    if isinstance(item, Dictionary | pikepdf.Stream):
        return any(_names_rgb(part) for part in item.values() if not _is_elsewhere(part))
    return False


def _is_elsewhere(part: Any) -> bool:
    return isinstance(part, pikepdf.Object) and part.is_indirect


def no_place_is_drowned_in_ink(back: PressFile) -> Told:
    """300 % at most, also where black type is printed over it, and in pictures."""
    for mark in back.marks:
        most = max(sum(mark.ink), sum(mark.ink[:3]) + 100) if mark.ink else 0
        if most > MOST + TOLERANCE:
            yield "X109", f"page {mark.page} has {most:.0f} % of ink in one place"
    for item in back.sheet.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/ColorSpace") == Name.DeviceCMYK:
            if item.get("/Filter") != Name.FlateDecode or item.get("/BitsPerComponent") != 8:
                yield "X109", "the ink of a picture can't be told"
                continue
            most = max(map(_total, set(memoryview(item.read_bytes()).cast("I"))), default=0)
            if most > MOST + TOLERANCE:
                yield "X109", f"a picture has {most:.0f} % of ink in one place"


def _total(pixel: int) -> float:
    return sum(pixel.to_bytes(4, "little")) / 2.55


def type_and_fine_lines_are_of_one_ink(back: PressFile) -> Told:
    """Black alone; type may be mixed in headings and the alert, a fine line in the alert."""
    for mark in back.marks:
        if mark.ink is None or not any(mark.ink[:3]) or mark.ink in back.inks.alert:
            continue
        if mark.kind == "text" and mark.ink not in back.inks.headings:
            yield "X110", f"page {mark.page} has type in {_named(mark.ink)}"
        elif _is_fine_line(mark):
            yield "X110", f"page {mark.page} has a fine line in {_named(mark.ink)}"


def _is_fine_line(mark: Mark) -> bool:
    if mark.box is None or not 0 < mark.thickness < FINE:
        return False
    left, bottom, right, top = mark.box
    return max(right - left, top - bottom) > SHORTEST_LINE


def _named(ink: Ink) -> str:
    names = ("cyan", "magenta", "yellow", "black")
    return ", ".join(f"{part:g} {name}" for part, name in zip(ink, names, strict=True) if part)


def nothing_ends_at_the_cut(back: PressFile) -> Told:
    """What reaches the trim goes on to the end of the bleed, or a slip of the knife shows white."""
    for mark in back.marks:
        page = back.sheet.pages[mark.page - 1].obj
        trim, bleed = box_of(page, "/TrimBox"), box_of(page, "/BleedBox")
        if not mark.box or not trim or not bleed or mark.ink == (0, 0, 0, 0):
            continue
        signs = (1, 1, -1, -1)
        sides = zip(mark.box, trim, bleed, signs, strict=True)
        if any(m * s < t * s + NEAR and m * s > b * s + NEAR for m, t, b, s in sides):
            yield "X105", f"something on page {mark.page} ends at the cut"


RULES: tuple[Callable[[PressFile], Told], ...] = (
    the_file_says_what_it_is,
    the_boxes_lie_in_each_other,
    fonts_are_in_the_file,
    no_colour_is_other_than_ink,
    no_place_is_drowned_in_ink,
    type_and_fine_lines_are_of_one_ink,
    nothing_ends_at_the_cut,
)
