"""What a finished PDF says of itself: that it may be kept, read aloud, and printed true to size."""

from __future__ import annotations

import re
import zlib
from typing import Any

from press.typeset.tags import mend_tags

# PDF/A allows no property that it does not know, unless the file describes it (ISO 19005-2, 6.6.2)
PDF_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>"""
# black, white or grey, told as red, green and blue: a colour printer may mix it of all its inks
NEUTRAL = re.compile(rb"^([\d.]+) \1 \1 (rg|RG)$", re.MULTILINE)
COLOURED = re.compile(rb"\b(?:rg|RG|sc|SC|scn|SCN|sh)$", re.MULTILINE)
GREY = {b"rg": b"g", b"RG": b"G"}
CLAIMS = (b'pdfaid:part="2"', b'pdfaid:conformance="A"', b'pdfuaid:part="1"')


def finish(document: Any, pdf: Any, boxes: Any) -> None:
    """Make a PDF/A-2a, about to be written, a PDF/UA-1 too, that asks for its true size.

    `document` and `pdf` are what WeasyPrint hands to a finisher, `boxes` its module of box classes.
    Sources: ISO 19005-2, 6.6; ISO 14289-1, 5 and 7. Raises press.typeset.tags.OutOfStep.
    """
    mend_tags(document, pdf, boxes)
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream = [part.replace(b"</rdf:RDF>", PDF_UA) for part in metadata.stream]
    metadata.compress = False  # whoever looks for a file's claims need not unpack it
    asks = pdf.catalog["ViewerPreferences"]
    asks["PrintScaling"] = "/None"  # true size; single pages are turned like those of a book
    asks["Duplex"] = "/DuplexFlipLongEdge" if len(document.pages) > 1 else "/Simplex"
    drawn = {id(one): _in_black(one) for one in pdf.objects if hasattr(one, "ctm")}
    if not any(COLOURED.search(steps) for steps in drawn.values()) and _all_grey(pdf):
        _blend_in_black(pdf)
    _keep_pixels_sharp(pdf)
    for stream in pdf.objects:
        if getattr(stream, "compress", False):
            _compress(stream, drawn.get(id(stream)))


def _blend_in_black(pdf: Any) -> None:
    """A file without a colour asks for no other ink where it is blended (ISO 32000-1, 11.6.6)."""
    for one in pdf.objects:
        about = getattr(one, "extra", None) or (one if isinstance(one, dict) else {})
        if "Group" in about:
            about["Group"]["CS"] = "/DeviceGray"
        elif about.get("Type") == "/Page":
            about["Group"] = "<< /S /Transparency /CS /DeviceGray >>"


def _keep_pixels_sharp(pdf: Any) -> None:
    """No picture asks to be smoothed: PDF/A forbids it (ISO 19005-2, 6.2.8)."""
    for one in pdf.objects:
        about = getattr(one, "extra", None) or {}
        if about.get("Subtype") == "/Image":
            about.pop("Interpolate", None)


def _compress(stream: Any, steps: bytes | None) -> None:
    """Compress a stream for good: the digest that PDF/A asks for would do it a second time."""
    stream.stream = [zlib.compress(_body(stream) if steps is None else steps, 9)]
    stream.compress, stream.extra = False, {**stream.extra, "Filter": "/FlateDecode"}


def _in_black(stream: Any) -> bytes:
    """What a page or a picture draws, with what is black in the black ink alone."""
    return NEUTRAL.sub(_in_grey, _body(stream))


def _body(stream: Any) -> bytes:
    squeezed, stream.compress = stream.compress, False
    data: bytes = stream.data
    stream.compress = squeezed
    return data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")


def _all_grey(pdf: Any) -> bool:
    """Whether no picture made of pixels has colours."""
    about = (getattr(one, "extra", None) or {} for one in pdf.objects)
    spaces = [one.get("ColorSpace") for one in about if one.get("Subtype") == "/Image"]
    return all(space == "/DeviceGray" for space in spaces)


def _in_grey(step: re.Match[bytes]) -> bytes:
    return step[1] + b" " + GREY[step[2]]


def claims_both(pdf: bytes) -> bool:
    """Whether a file says of itself that it keeps PDF/A-2a and PDF/UA-1."""
    return all(claim in pdf for claim in CLAIMS)
