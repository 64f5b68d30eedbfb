"""Markdown to HTML: little of Markdown, and none of it that could lose a word. Its one door."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import markdown
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

# Constructs that would lose words or hold raw HTML; a manuscript that uses them prints as typed.
REFUSED_BLOCKS = ("reference", "code", "quote", "hr", "setextheader")
REFUSED_INLINE = ("html", "entity", "autolink", "automail", "reference", "short_reference",
                  "image_reference", "short_image_ref")  # fmt: skip
TONGUE = r"([^\n]+?) *\{lang=([A-Za-z0-9-]+)\}"


class _Tongue(InlineProcessor):
    """Sets a line that is marked as being in another language apart: `words {lang=es}`."""

    # any: what the base class gives back is looser than what this does
    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown's own name
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        span = ElementTree.Element("span", {"lang": m[2]})
        span.text = m[1]
        return span, m.start(), m.end()


class _Dress(Treeprocessor):
    """Gives items their number, pictures a figure, rows a head, and blocks their language."""

    lang = ""

    def run(self, root: ElementTree.Element) -> None:
        for parent in root.iter():
            for child in list(parent):
                picture = child.find("img") if child.tag == "p" else None
                if picture is not None and len(child) == 1 and not (child.text or "").strip():
                    parent[list(parent).index(child)] = _figure(picture)
            for child, below in pairwise(parent):
                if (child.tag, below.tag) == ("p", "table"):
                    child.set("class", "leads-in")
        for listed in root.iter("ol"):
            first = int(listed.get("start", "1"))
            for number, item in enumerate(listed.findall("li"), first):
                _dress_item(item, str(number))
        for row in root.iterfind(".//tbody/tr"):
            _name_row(row)
        for block in root if self.lang else ():
            block.set("lang", self.lang)


def _name_row(row: ElementTree.Element) -> None:
    """The first cell says what its row is about, as the head says it of the columns."""
    if len(row) and "".join(row[0].itertext()).strip():
        row[0].tag = "th"
        row[0].set("scope", "row")


def _figure(picture: ElementTree.Element) -> ElementTree.Element:
    figure = ElementTree.Element("figure")
    caption = picture.attrib.pop("title", "")
    picture.tail = ""
    figure.append(picture)
    if caption:
        ElementTree.SubElement(figure, "figcaption").text = caption
    return figure


def _dress_item(item: ElementTree.Element, number: str) -> None:
    """`<li>` as number, words and figure, in this order whatever order they were typed in."""
    figures = []
    for parent in [item, *item.findall("p")]:
        for picture in parent.findall("img"):
            before = list(parent).index(picture)
            tail = picture.tail or ""
            if before:
                parent[before - 1].tail = (parent[before - 1].tail or "") + tail
            else:
                parent.text = (parent.text or "") + tail
            parent.remove(picture)
            figures.append(_figure(picture))
    figures += item.findall("figure")
    say = ElementTree.Element("div", {"class": "say"})
    say.text = item.text
    say.extend(child for child in item if child.tag != "figure")
    for child in list(item):
        item.remove(child)
    item.text = None
    mark = ElementTree.SubElement(item, "span", {"class": "number"})
    mark.text = number
    item.append(say)
    item.extend(figures)


class Reader:
    """Reads the Markdown of one manuscript after the other."""

    def __init__(self) -> None:
        self._markdown = _few_constructs()
        self._dress = _Dress(self._markdown)
        self._markdown.treeprocessors.register(self._dress, "dress", 5)

    def html(self, text: str, lang: str = "") -> str:
        """`text` as HTML: list items dressed, pictures as figures, raw HTML as it was typed.

        `lang` is the language of all of it, where that is not the page's.
        """
        self._dress.lang = lang
        return self._markdown.reset().convert(text)


def _few_constructs() -> markdown.Markdown:
    reader = markdown.Markdown(
        # by themselves: by name they would be looked for in every package that is installed
        extensions=[TableExtension(), SaneListExtension()],
        output_format="html",
    )
    reader.preprocessors.deregister("html_block")
    for name in REFUSED_BLOCKS:
        reader.parser.blockprocessors.deregister(name)
    for name in REFUSED_INLINE:
        reader.inlinePatterns.deregister(name)
    reader.inlinePatterns.register(_Tongue(TONGUE, reader), "tongue", 200)  # before all others
    return reader
