"""Markdown to HTML: little of Markdown, and none of it that could lose a word. Its one door."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions.sane_lists import SaneListExtension, SaneOListProcessor
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

# Constructs that would lose words or hold raw HTML; a manuscript that uses them prints as typed.
REFUSED_BLOCKS = ("reference", "code", "quote", "hr", "setextheader")
REFUSED_INLINE = ("backtick", "html", "entity", "autolink", "automail", "reference",
                  "short_reference", "image_reference", "short_image_ref")  # fmt: skip
HEADINGS = re.compile(
    r"(?:^|\n)(?P<level>#{2,3})[ \t]+(?P<header>[^\n]*?[^\n#\s])[ \t]*#*[ \t]*(?:\n|$)"
)
STEPS = r"^[ ]{0,3}(?!0\d)\d+\.[ ]+(.*)"  # 01. would be printed as 1
NEXT_STEP = r"^[ ]{0,3}(((?!0\d)\d+\.))[ ]+(.*)"
DRAWN = r"!\[([^\]]*)\]\(<([^>\n]*)>(?: \"([^\"\n]*)\")?\)"
SHARE = 3  # steps at most that share the picture of the first
LONG = 200  # words: a list of so many is as long as a page
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


class _Headings(HashHeaderProcessor):
    """Our two levels of heading, with a blank after the marks; `#tag` is printed as typed."""

    RE = HEADINGS


class _Ampersand(InlineProcessor):
    """Prints `&amp;` as it was typed; Markdown lets it through as HTML."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown's own name
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        return f"{AMP_SUBSTITUTE}amp;", m.start(), m.end()


class _Picture(InlineProcessor):
    """A picture as the composer names it, `![…](<file:…> "…")`, and no other."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown's own name
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        words = {"alt": self.unescape(m[1]), "src": m[2]}
        if m[3]:
            words["title"] = self.unescape(m[3])
        return ElementTree.Element("img", words), m.start(), m.end()


class _Dress(Treeprocessor):
    """Gives items their number, pictures a figure, rows a head, and blocks their language."""

    lang = ""
    boxes = False

    def run(self, root: ElementTree.Element) -> None:
        for parent in list(root.iter()):
            _part_what_is_mixed(parent)
            for child, below in pairwise(parent):
                if child.tag == "p" and below.tag in ("table", "ul", "ol"):
                    child.set("class", "leads-in")
            if parent.tag in ("ul", "ol") and len("".join(parent.itertext()).split()) > LONG:
                parent.set("class", "long")
        for item in root.iterfind(".//ul/li"):
            if self.boxes or item.find(".//img") is not None:
                _dress_item(item, "")
        for listed in root.iter("ol"):
            first = int(listed.get("start", "1"))
            for number, item in enumerate(listed.findall("li"), first):
                _dress_item(item, str(number))
            _share_a_picture(listed.findall("li"))
        for item in root.iter("li") if self.boxes else ():
            # drawn, and not heard: a listener has nothing to tick
            item.insert(0, ElementTree.Element("span", {"class": "box", "aria-hidden": "true"}))
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


def _part_what_is_mixed(parent: ElementTree.Element) -> None:
    """Pictures out of their paragraph, and links out of one with bold words."""
    for child in list(parent):
        if child.tag == "p" and child.find("img") is not None and parent.tag != "li":
            _set_apart(parent, child)
        elif child.tag == "a" and len(child):
            _part_link(parent, child)


def _part_link(parent: ElementTree.Element, link: ElementTree.Element) -> None:
    """A link with bold words as links within and beside them: bold is no part of a link's tag."""
    parts = []
    for words, bold in [(link.text, None), *((child.tail, child) for child in link)]:
        if bold is not None:
            parts.append(ElementTree.Element(bold.tag))
            inside = ElementTree.SubElement(parts[-1], "a", link.attrib)
            inside.text = "".join(bold.itertext())
        if words:
            parts.append(ElementTree.Element("a", link.attrib))
            parts[-1].text = words
    parts[-1].tail = link.tail
    at = list(parent).index(link)
    parent[at : at + 1] = parts


def _set_apart(parent: ElementTree.Element, paragraph: ElementTree.Element) -> None:
    """A paragraph's pictures as figures between what stands above and below them."""
    at = list(parent).index(paragraph)
    parent.remove(paragraph)
    parts = [ElementTree.Element("p")]
    parts[0].text = paragraph.text
    for child in paragraph:
        if child.tag == "img":
            below = ElementTree.Element("p")
            below.text = (child.tail or "").lstrip()
            parts += [_figure(child), below]
        else:
            parts[-1].append(child)
    kept = [one for one in parts if one.tag == "figure" or len(one) or (one.text or "").strip()]
    for place, one in enumerate(kept, at):
        parent.insert(place, one)


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
    if number:
        mark = ElementTree.SubElement(item, "span", {"class": "number"})
        mark.text = number
    item.append(say)
    item.extend(figures)


def _share_a_picture(steps: list[ElementTree.Element]) -> None:
    """Marks a first step whose picture the steps straight after it share, having none."""
    shown = [step.find("figure") is not None for step in steps]
    count = shown.index(True, 1) if True in shown[1:] else len(steps)
    if not shown[:1] == [True] or not 1 < count <= SHARE:
        return
    for number, step in enumerate(steps[:count], 1):
        kind = "shares" if number == 1 else "shared"
        step.set("class", f"{kind} of-{count}{' ends' if number == count else ''}")


class Reader:
    """Reads the Markdown of one manuscript after the other."""

    def __init__(self) -> None:
        self._markdown = _few_constructs()
        self._dress = _Dress(self._markdown)
        self._markdown.treeprocessors.register(self._dress, "dress", 5)

    def html(self, text: str, lang: str = "", boxes: bool = False) -> str:
        """`text` as HTML: list items dressed, pictures as figures, raw HTML as it was typed.

        `lang` is the language of all of it, where that is not the page's. With `boxes` each item of
        a list begins with a box to tick.
        """
        self._dress.lang, self._dress.boxes = lang, boxes
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
    steps = SaneOListProcessor(reader.parser)
    steps.RE, steps.CHILD_RE = re.compile(STEPS), re.compile(NEXT_STEP)
    reader.parser.blockprocessors.register(_Headings(reader.parser), "hashheader", 70)
    reader.parser.blockprocessors.register(steps, "olist", 40)
    reader.inlinePatterns.register(_Ampersand("&", reader), "ampersand", 1)  # after all others
    reader.inlinePatterns.register(_Picture(DRAWN, reader), "image_link", 150)
    reader.inlinePatterns.register(_Tongue(TONGUE, reader), "tongue", 200)  # before all others
    return reader
