"""Markdown to HTML: little of Markdown, and none of it that could lose a word. Its one door."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

import markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions.sane_lists import SaneListExtension, SaneOListProcessor
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from press.typeset import dress

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
    beside = False
    last: Callable[[ElementTree.Element], None] | None = None

    def run(self, root: ElementTree.Element) -> None:
        dress.parts(root, self.beside)
        dress.items(root, self.boxes)
        for block in root if self.lang else ():
            block.set("lang", self.lang)
        if self.last:
            self.last(root)


MOST_KNOWN = 1000  # texts, each of a section or a heading


class Reader:
    """Reads the Markdown of one manuscript after the other; `last` dresses it for one medium."""

    def __init__(self, last: Callable[[ElementTree.Element], None] | None = None) -> None:
        self._markdown = _few_constructs()
        self._dress = _Dress(self._markdown)
        self._dress.last = last
        self._known: dict[tuple[str, str, bool, bool], str] = {}  # most of a text stays as it was
        self._markdown.treeprocessors.register(self._dress, "dress", 5)

    def html(self, text: str, lang: str = "", boxes: bool = False, beside: bool = False) -> str:
        """`text` as HTML: list items dressed, pictures as figures, raw HTML as it was typed.

        `lang` is the language of all of it, where that is not the page's. With `boxes` each item of
        a list begins with a box to tick; with `beside` a picture is in a block with its words.
        """
        asked = (text, lang, boxes, beside)
        if asked not in self._known:
            self._dress.lang, self._dress.boxes, self._dress.beside = lang, boxes, beside
            if len(self._known) == MOST_KNOWN:
                self._known.clear()
            self._known[asked] = self._markdown.reset().convert(text)
        return self._known[asked]


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
