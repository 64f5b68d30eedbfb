"""mammoth's HTML as blocks: what it means for a manuscript, and what of it has no place there."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

from press.draft.docx_words import LIST_BEGINS, LIST_ENDS
from press.draft.symbols import raised
from press.draft.tables import Grid
from press.draft.text import (
    HEADING,
    INNER,
    ITEM,
    PICTURE,
    STEP,
    TEXT,
    TO_WRITE,
    Block,
    Brought,
    Rich,
    paragraphs,
)

MARK = re.compile(f"{LIST_BEGINS}(.*?){LIST_ENDS}")
LEVELS = {f"h{n}": n for n in range(1, 7)}
CAPTION, TITLE = "caption", "title"
LEFT = {"contents": "the table of contents, left out", "byline": "below the title, left out"}


def read_html(html: str, brought: Brought) -> None:
    """Fill `brought` with the blocks of `html`; its title is that of its first heading `title`."""
    reader = _Reader(brought)
    reader.feed(html)
    reader.close()
    reader.end_paragraph()


class _Reader(HTMLParser):
    def __init__(self, brought: Brought) -> None:
        super().__init__()
        self.brought = brought
        self.rich = Rich()
        self.bold = 0
        self.lists: list[str] = []  # ul or ol, the outermost first
        self.kind, self.level, self.look = TEXT, 0, ""
        self.grids: list[Grid] = []
        self.pictures: list[Block] = []  # of the paragraph that is read
        self.links: list[tuple[str, int]] = []
        self.raised: list[tuple[str, int]] = []
        self.italic: list[int] = []

    def handle_data(self, data: str) -> None:
        self.rich += Rich.of(data, self.bold > 0)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {key: value or "" for key, value in attrs}
        if tag in ("p", "li", "table", "ul", "ol", *LEVELS):
            self._begin(tag, about)
        elif tag in ("td", "th"):
            self.grids[-1].open_cell(about)
            self.rich = Rich()
        elif tag == "tr":
            self.grids[-1].open_row()
        elif tag == "thead":
            self.grids[-1].has_head = True
        elif tag == "strong":
            self.bold += 1
        elif tag == "br":
            self.rich += Rich.of("\n")
        elif tag == "input":
            self.rich += Rich.of("\u2610 ")
        elif tag == "img":
            self._picture(about)
        else:
            self._inline(tag, about)

    def _inline(self, tag: str, about: dict[str, str]) -> None:
        here = len(self.rich.letters)
        if tag == "a":
            self.links.append((about.get("href", ""), here))
        elif tag in ("sup", "sub"):
            self.raised.append((tag, here))
        elif tag == "em":
            self.italic.append(here)

    def handle_endtag(self, tag: str) -> None:
        if tag == "strong":
            self.bold -= 1
        elif tag in ("p", "li", *LEVELS):
            self.end_paragraph()
        elif tag in ("ul", "ol"):
            self.end_paragraph()
            self.lists.pop()
        elif tag in ("td", "th"):
            self.end_paragraph()
            self.grids[-1].close_cell()
        elif tag == "table":
            self._end_table()
        else:
            self._end_inline(tag)

    def _end_inline(self, tag: str) -> None:
        if tag == "a" and self.links:
            address, start = self.links.pop()
            if address and not address.startswith("#"):
                words = self.rich.part(start).text
                self.brought.leave(f"a link to {address}; its words are kept", words,
                                   self.rich.text)  # fmt: skip
        elif tag in ("sup", "sub") and self.raised:
            kind, start = self.raised.pop()
            part = self.rich.part(start)
            self.rich = self.rich.part(0, start) + raised(part, kind == "sup", self.brought)
        elif tag == "em" and self.italic:
            start = self.italic.pop()
            words = self.rich.part(start).text
            self.brought.leave("italic type; it is plain now", words, self.rich.text)

    def _begin(self, tag: str, about: dict[str, str]) -> None:
        self.end_paragraph()
        if tag in ("ul", "ol"):
            self.lists.append(tag)
        elif tag == "table":
            self.grids.append(Grid())
        elif tag == "li":
            outer = ITEM if self.lists[-1] == "ul" else STEP
            self.kind = outer if len(self.lists) == 1 else INNER
        elif tag in LEVELS:
            self.kind, self.level = HEADING, LEVELS[tag]
            self.look = about.get("class", "")
        else:
            self.kind = INNER if self.lists else TEXT
            self.look = about.get("class", "")

    def _picture(self, about: dict[str, str]) -> None:
        if name := about.get("src", ""):
            alt = " ".join(about.get("alt", "").split()) or f"{TO_WRITE}what this picture shows"
            self.pictures.append(Block(PICTURE, Rich.of(alt), file=name))
        elif alt := " ".join(about.get("alt", "").split()):
            self.brought.leave("the description of a picture that was not carried", alt)

    def end_paragraph(self) -> None:
        """Close what is being read, and begin anew."""
        rich, run = _without_mark(self.rich)
        kind, look = self.kind, self.look
        pictures, self.pictures = self.pictures, []
        self.rich, self.look = Rich(), ""
        self.kind = INNER if self.lists else TEXT
        words = " ".join(rich.text.split())
        if self.grids:
            self.grids[-1].add(rich, listed=kind in (ITEM, STEP, INNER), pictures=pictures)
        elif look in LEFT and words:
            self.brought.leave(LEFT[look], words)
        elif look == TITLE and words and not self.brought.title:
            self.brought.title = words
        elif look == CAPTION and words and self._is_below_a_picture():
            last = self.brought.blocks[-1]
            self.brought.blocks[-1] = Block(PICTURE, last.rich, file=last.file, caption=words)
        elif kind == HEADING:
            if words:
                self.brought.blocks.append(Block(HEADING, Rich.of(words), level=self.level))
        else:
            self.brought.blocks += (replace(one, run=run) for one in paragraphs(rich, kind))
        if not self.grids:
            self.brought.blocks += pictures

    def _is_below_a_picture(self) -> bool:
        blocks = self.brought.blocks
        return bool(blocks) and blocks[-1].kind == PICTURE and not blocks[-1].caption

    def _end_table(self) -> None:
        self.end_paragraph()
        grid = self.grids.pop()
        if self.grids:
            self.grids[-1].add_words(grid.words)
            self.brought.leave("a table within a table; its words stand in one cell", grid.words)
        else:
            self.brought.blocks += grid.blocks(self.brought)


def _without_mark(rich: Rich) -> tuple[Rich, str]:
    """A paragraph without the number of its list, and that number."""
    match = MARK.search(rich.text)
    if match is None:
        return rich, ""
    return rich.part(0, match.start()) + rich.part(match.end()), match[1]
