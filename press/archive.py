"""What a finished PDF says of itself: that it may be kept, read aloud, and printed true to size."""

from __future__ import annotations

from typing import Any

from press.tags import mend_tags

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
CLAIMS = (b'pdfaid:part="2"', b'pdfaid:conformance="A"', b'pdfuaid:part="1"')


def finish(document: Any, pdf: Any, boxes: Any) -> None:
    """Make a PDF/A-2a, about to be written, a PDF/UA-1 too, that asks for its true size.

    `document` and `pdf` are what WeasyPrint hands to a finisher, `boxes` its module of box classes.
    Sources: ISO 19005-2, 6.6; ISO 14289-1, 5 and 7. Raises press.tags.OutOfStep.
    """
    mend_tags(document, pdf, boxes)
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream = [part.replace(b"</rdf:RDF>", PDF_UA) for part in metadata.stream]
    metadata.compress = False  # whoever looks for a file's claims need not unpack it
    asks = pdf.catalog["ViewerPreferences"]
    asks["PrintScaling"] = "/None"  # true size; single pages are turned like those of a book
    asks["Duplex"] = "/DuplexFlipLongEdge" if len(document.pages) > 1 else "/Simplex"
    for stream in pdf.objects:
        if getattr(stream, "compress", False):
            _compress(stream)


def _compress(stream: Any) -> None:
    """Compress a stream for good: the digest that PDF/A asks for would do it a second time."""
    body = stream.data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
    stream.stream, stream.compress = [body], False
    stream.extra = {**stream.extra, "Filter": "/FlateDecode"}


def claims_both(pdf: bytes) -> bool:
    """Whether a file says of itself that it keeps PDF/A-2a and PDF/UA-1."""
    return all(claim in pdf for claim in CLAIMS)
