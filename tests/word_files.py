"""Word documents for the tests, zipped by hand as Word itself writes them (ECMA-376)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from PIL import Image, ImageDraw

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}/relationships" xmlns:m="{OFFICE}/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = f"""<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="png" ContentType="image/png"/>
<Default Extension="emf" ContentType="image/x-emf"/>
</Types>"""
STYLES = f"""<w:styles {SPACES}>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>
<w:style w:type="character" w:styleId="Old"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Older"><w:basedOn w:val="Old"/></w:style>
<w:style w:type="paragraph" w:styleId="Note"><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>"""
LISTS = f"""<w:numbering {SPACES}>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""
NOTES = ("footnotes", "endnotes", "comments", "header", "footer")


def word(
    body: str, more: Mapping[str, bytes] | None = None, prolog: str = "", **notes: str
) -> bytes:
    """A document with this body; `notes` are the XML within its footnotes, comments, header."""
    kinds = {"styles": STYLES, "numbering": LISTS} | {
        kind: f"<w:{_root(kind)} {SPACES}>{xml}</w:{_root(kind)}>" for kind, xml in notes.items()
    }
    pictures = {name: data for name, data in (more or {}).items() if name.startswith("media/")}
    rows = [("styles" if kind == "styles" else kind, f"{kind}.xml") for kind in kinds]
    rows += [("image", name) for name in pictures]
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
        "word/document.xml": f"<?xml version='1.0'?>{prolog}<w:document {SPACES}><w:body>{body}"
        "</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(rows),
        **{f"word/{kind}.xml": xml for kind, xml in kinds.items()},
        **{f"word/{name}": data for name, data in pictures.items()},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def _root(kind: str) -> str:
    return {"header": "hdr", "footer": "ftr"}.get(kind, kind)


def _relations(rows: list[tuple[str, str]]) -> str:
    found = "".join(
        f'<Relationship Id="r-{name.rpartition("/")[2]}" Target="{name}" '
        f'Type="{OFFICE}/relationships/{kind}"/>'
        for kind, name in rows
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{found}</Relationships>'


def par(*inner: str, style: str = "", list_: int = 0, deep: int = 0) -> str:
    """A paragraph of runs; text that is no XML is a run."""
    about = f'<w:pStyle w:val="{style}"/>' if style else ""
    if list_:
        about += f'<w:numPr><w:ilvl w:val="{deep}"/><w:numId w:val="{list_}"/></w:numPr>'
    runs = "".join(one if one.startswith("<") else run(one) for one in inner)
    return f"<w:p><w:pPr>{about}</w:pPr>{runs}</w:p>"


def run(text: str, about: str = "") -> str:
    """A run of words, with what it says of its type."""
    return f'<w:r><w:rPr>{about}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def picture(name: str, says: str = "") -> str:
    """A picture of `media/`, with its description."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{says}"/><a:graphic>'
        f'<a:graphicData uri="http://x/picture"><pic:pic><pic:blipFill><a:blip r:embed="r-{name}"/>'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def box(inner: str) -> str:
    """A text box as Word writes it: twice, of which one is read."""
    words = f"<w:txbxContent>{inner}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic>"
        "<a:graphicData uri='http://x/wordprocessingShape'><wps:wsp><wps:txbx>"
        f"{words}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{words}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(text: str, about: str = "") -> str:
    """A cell with one paragraph."""
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{par(text)}</w:tc>"


def png(wide: int = 800, high: int = 600) -> bytes:
    """A picture that shows something."""
    image = Image.new("RGB", (wide, high), "white")
    ImageDraw.Draw(image).ellipse((wide // 8, 5, wide // 2, high - 5), fill="navy")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
