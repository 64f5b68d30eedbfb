"""Makes the print shop's file: a proved PDF in inks, with bleed, crop marks and output intent.

PDF/X-4 (ISO 15930-7). Pages stay single, in reading order and at true size: the shop imposes.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Any
from uuid import UUID

import pikepdf
from pikepdf import Array, Dictionary, Name

from press.finding import Finding, Place
from press.prepress.inks import FILE, read_inks, where_from
from press.prepress.pictures import read_profile
from press.prepress.preflight import BLEED, CONDITION, every_word_is_there, preflight_press
from press.prepress.separations import Separator
from press.products import POINTS_PER_MM
from press.project import Project

PROFILE = "press/coated-fogra39.icc"
MARK_FROM, MARK_TO = 4.0, 9.0  # mm from the trim: clear of the bleed, and of what is on the page
SLUG = 10.0  # mm around the trim
MARK_WIDTH = 0.25  # pt
KEPT_OF_PAGE = {"/Type", "/Parent", "/Resources", "/Contents", "/MediaBox", "/TrimBox", "/BleedBox"}
KEPT_OF_ROOT = {"/Type", "/Pages"}
FIXES = {
    "X103": "give it a colour of styles/tokens.css, plain and opaque",
    "X104": "save the picture anew as a plain PNG or JPEG in RGB",
}


def press_sheet(
    pdf: bytes, project: Project, title: str, lang: str, created: date, file: str
) -> tuple[bytes | None, list[Finding]]:
    """The finished PDF `pdf` for a print shop, or None with findings (X1xx).

    `created` is the day of its last review; `file` is the manuscript, which findings on the whole
    file name. The same input gives the same bytes. Raises pikepdf.PdfError where `pdf` is none.
    """
    found: list[Finding] = []
    inks = read_inks(project, found)
    if inks is None:
        return None, found
    profile = (project.styles / PROFILE).read_bytes()
    with pikepdf.open(io.BytesIO(pdf)) as sheet:
        separator = Separator(inks, read_profile(profile))
        separator.separate(sheet)
        found += _faults(separator, project, file)
        if found:
            return None, found
        _strip(sheet, lang)
        for page in sheet.pages:
            _dress(sheet, page)
        _intend(sheet, profile)
        _describe(sheet, title, created, hashlib.sha256(pdf).hexdigest())
        made = _saved(sheet)
    found += preflight_press(made, inks, file)
    found += every_word_is_there(pdf, made, file)
    return (None if found else made), found


def _faults(separator: Separator, project: Project, file: str) -> Iterator[Finding]:
    for colour, page in separator.colours.items():
        problem = f"page {page} prints {colour}, and no ink is set for it"
        fix = f'add a row `"{colour}" = [cyan, magenta, yellow, black]` to styles/{FILE}'
        yield Finding(where_from(project, colour), "X102", problem, fix)
    for (code, what), page in separator.faults.items():
        yield Finding(Place(file), code, f"page {page}: {what} can't be put into inks", FIXES[code])


def _strip(sheet: pikepdf.Pdf, lang: str) -> None:
    """Take away what a print shop has no use for: tags, links, outlines, what a reader may do."""
    for key in set(sheet.Root.keys()) - KEPT_OF_ROOT:
        del sheet.Root[key]
    sheet.Root.Lang = lang
    for page in sheet.pages:
        for key in set(page.obj.keys()) - KEPT_OF_PAGE:
            del page.obj[key]
    for item in sheet.objects:
        if isinstance(item, pikepdf.Stream) and "/StructParents" in item:
            del item["/StructParents"]


def _dress(sheet: pikepdf.Pdf, page: Any) -> None:
    """The page's boxes, its crop marks and where its transparency is blended.

    The trim keeps its place, so that nothing on the page moves: the origin lies within the sheet.
    What hung over the page's edge is now seen as far as the bleed goes, and no further.
    """
    trim = [float(edge) for edge in page.obj.get("/TrimBox", page.MediaBox)]
    page.obj.TrimBox = Array([round(edge, 4) for edge in trim])
    page.obj.BleedBox = _grown(trim, BLEED)
    page.obj.MediaBox = _grown(trim, SLUG)
    page.obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
    page.obj.Resources.ColorSpace = Dictionary(PressAll=_registration(sheet))
    left, bottom, right, top = (float(edge) for edge in page.obj.BleedBox)
    within = f"q {left} {bottom} {right - left:.4f} {top - bottom:.4f} re W n"
    page.contents_add(sheet.make_stream(within.encode()), prepend=True)
    page.contents_add(sheet.make_stream(b"Q " + _marks(trim)), prepend=False)


def _grown(box: list[float], by: float) -> Array:
    left, bottom, right, top = box
    sides = (
        left - by * POINTS_PER_MM,
        bottom - by * POINTS_PER_MM,
        right + by * POINTS_PER_MM,
        top + by * POINTS_PER_MM,
    )
    return Array([round(edge, 4) for edge in sides])


def _registration(sheet: pikepdf.Pdf) -> Array:
    """The ink that is on every plate (ISO 32000-1, 8.6.6.4)."""
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0] * 4, C1=[1] * 4, N=1)
    return Array([Name.Separation, Name.All, Name.DeviceCMYK, tint])


def _marks(trim: list[float]) -> bytes:
    """Two marks at each corner, in line with the trim."""
    left, bottom, right, top = trim
    near, far = MARK_FROM * POINTS_PER_MM, MARK_TO * POINTS_PER_MM
    lines = []
    for x, outward in ((left, -1), (right, 1)):
        for y, up in ((bottom, -1), (top, 1)):
            lines.append((x + outward * near, y, x + outward * far, y))
            lines.append((x, y + up * near, x, y + up * far))
    steps = [f"{a:.4f} {b:.4f} m {c:.4f} {d:.4f} l S" for a, b, c, d in lines]
    return "\n".join([f"q /PressAll CS 1 SCN {MARK_WIDTH} w", *steps, "Q"]).encode()


def _intend(sheet: pikepdf.Pdf, profile: bytes) -> None:
    """For which paper and press the inks are meant (ISO 15930-7)."""
    stream = sheet.make_stream(profile, N=4, Alternate=Name.DeviceCMYK)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=CONDITION,
        OutputCondition="Offset on coated paper, ISO 12647-2:2004/Amd 1, 300 % of ink at most",
        RegistryName="http://www.color.org",
        Info="Coated offset (FOGRA39L characterisation data)",
        DestOutputProfile=sheet.make_indirect(stream),
    )
    sheet.Root.OutputIntents = Array([sheet.make_indirect(intent)])


def _describe(sheet: pikepdf.Pdf, title: str, created: date, digest: str) -> None:
    """Title, dates and ids in both places (ISO 15930-7)."""
    if "/ID" in sheet.trailer:
        del sheet.trailer["/ID"]  # the proof's: a new one is made of what is in this file
    stamp = f"D:{created:%Y%m%d}000000Z"
    sheet.trailer.Info = sheet.make_indirect(
        Dictionary(
            Title=title, Creator="Bedside", Producer="Bedside", CreationDate=stamp, ModDate=stamp,
            Trapped=Name("/False"),
        )
    )  # fmt: skip
    day = f"{created:%Y-%m-%d}T00:00:00Z"
    text = XMP.format(title=escape(title), day=day, id=UUID(digest[:32]), version=UUID(digest[32:]))
    about = sheet.make_stream(text.encode(), Type=Name.Metadata, Subtype=Name.XML)
    sheet.Root.Metadata = about


def _saved(sheet: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    sheet.save(
        out,
        deterministic_id=True,
        force_version="1.6",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return out.getvalue()


XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<pdf:Producer>Bedside</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
<xmp:CreatorTool>Bedside</xmp:CreatorTool>
<xmp:CreateDate>{day}</xmp:CreateDate>
<xmp:ModifyDate>{day}</xmp:ModifyDate>
<xmp:MetadataDate>{day}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:{id}</xmpMM:DocumentID>
<xmpMM:InstanceID>uuid:{version}</xmpMM:InstanceID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
