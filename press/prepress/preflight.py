"""Reads the print shop's file back and judges it as a preflight does (ISO 15930-7, PDF/X-4)."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name

from press.finding import FAULT_OF_OURS, Finding, Place
from press.pdf.render import texts
from press.prepress.ink_rules import BLEED, INK_RULES, NEAR, Told
from press.prepress.inks import Inks
from press.prepress.readback import PressFile, box_of, read_press_file
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


RULES: tuple[Callable[[PressFile], Told], ...] = (
    the_file_says_what_it_is,
    the_boxes_lie_in_each_other,
    fonts_are_in_the_file,
    *INK_RULES,
)
