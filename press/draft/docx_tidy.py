"""A Word document made plain before mammoth reads it: what would be lost, or read wrongly, is
taken out and noted with its place.

What was inserted is taken, what was deleted is not; each place is named, for half a change to a
dose is worse than none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from press.draft.docx_elements import (
    boxes_taken_out,
    font_of,
    run_of,
    say_its_list,
    say_small_type,
    text_like,
)
from press.draft.docx_file import Package
from press.draft.docx_words import (
    LIST_BEGINS,
    LIST_ENDS,
    child,
    every,
    local,
    notes,
    styles_of,
    switched_on,
    value,
    words_of,
)
from press.draft.symbols import sign_of
from press.draft.text import TO_WRITE, Brought

PRINTED = ("t",)  # what is deleted is no more in the text
INSERTED, DELETED = ("ins", "moveTo"), ("del", "moveFrom")
GRAPHICS = {"diagram": "a SmartArt drawing", "chart": "a chart"}
FIELDS_TAKEN = ("HYPERLINK",)  # whose words are all that a reader needs
NO_FIELD = "the text has what this field showed"


class Tidy:
    """Makes one document's tree plain; what it takes out is noted in `brought`."""

    def __init__(self, package: Package, tree: Element, brought: Brought) -> None:
        self.tree, self.brought = tree, brought
        self.notes: Mapping[str, Mapping[str, str]] = {
            kind: notes(package, kind) for kind in ("footnotes", "endnotes", "comments")
        }
        self.styles = styles_of(package)
        self.near = self.style = ""  # of the paragraph that is read: its words, its style's id
        self.ways: Mapping[str, Callable[[Element], list[Element]]] = {
            "AlternateContent": self._alternative,
            **dict.fromkeys(DELETED, self._deleted),
            **dict.fromkeys(INSERTED, self._inserted),
            "r": self._run,
            "sym": self._symbol,
            **dict.fromkeys(("oMath", "oMathPara"), self._formula),
            "footnoteReference": self._note("footnotes", "a footnote"),
            "endnoteReference": self._note("endnotes", "an endnote"),
            "commentReference": self._note("comments", "a comment"),
            "fldSimple": self._field,
            "instrText": self._instruction,
            "object": self._thing("an embedded object"),
            "altChunk": self._thing("another file within this one"),
            "drawing": self._drawing,
            "br": self._break,
            "tr": self._table_row,
            "txbxContent": self._box,
            "sectPr": self._section,
        }

    def all(self) -> None:
        """Make the whole tree plain."""
        self._children(self.tree)

    def _children(self, element: Element) -> None:
        before = self.near, self.style
        if local(element) == "p":
            self.near = words_of(element, PRINTED) or self.near
            self.style = _style_of(element, "p")
            say_its_list(element)
        kept: list[Element] = []
        for one in list(element):
            way = self.ways.get(local(one))
            for new in way(one) if way else [one]:
                self._children(new)
                kept.append(new)
                if local(new) == "p":
                    kept += boxes_taken_out(new)
        element[:] = kept
        self.near, self.style = before

    def _leave(self, what: str, words: str = "") -> None:
        self.brought.leave(what, words, self.near)

    def _alternative(self, one: Element) -> list[Element]:
        """Of two forms the one that mammoth can read: a picture, or a box of words."""
        first, other = child(one, "Choice"), child(one, "Fallback")
        good = first is not None and next(every(first, "pic", "txbxContent"), None) is not None
        taken = first if good or other is None else other
        return [new for part in (taken if taken is not None else ()) for new in self._again(part)]

    def _again(self, one: Element) -> list[Element]:
        way = self.ways.get(local(one))
        return way(one) if way else [one]

    def _deleted(self, one: Element) -> list[Element]:
        if words := words_of(one):
            self._leave("a tracked change: these words were deleted, and are left out", words)
        return []

    def _inserted(self, one: Element) -> list[Element]:
        if words := words_of(one, PRINTED):
            self._leave("a tracked change: these words were inserted, and are taken", words)
        return [new for part in one for new in self._again(part)]

    def _run(self, run: Element) -> list[Element]:
        words = words_of(run, PRINTED)
        names = (_style_of(run, "r"), self.style)
        styles = [one for name in names for one in self.styles.get(name, ())]
        if switched_on(run, "vanish", styles):
            if words:
                self._leave("hidden text, left out", words)
            return []
        if words and any(switched_on(run, name, styles) for name in ("strike", "dstrike")):
            self._leave("struck through, left out", words)
            return []
        if words and switched_on(run, "rtl"):
            self._leave("set from right to left: is it in its order?", words)
        say_small_type(run)
        fonts = child(run, "rPr", "rFonts")
        for text in every(run, "t"):
            text.text = "".join(self._sign(letter, fonts) for letter in text.text or "")
        return [run]

    def _sign(self, letter: str, fonts: Element | None) -> str:
        if letter in (LIST_BEGINS, LIST_ENDS) or not 0xE000 <= ord(letter) <= 0xF8FF:
            return letter
        return self._named(ord(letter), font_of(fonts))

    def _symbol(self, one: Element) -> list[Element]:
        code = value(one, "char")
        number = int(code, 16) if code and not set(code) - set("0123456789abcdefABCDEF") else 0
        return [text_like(one, self._named(number, value(one, "font")))]

    def _named(self, number: int, font: str) -> str:
        sign = sign_of(number, font)
        if sign:
            return sign
        what = f"sign {number:X} of the font {font or 'that is not named'}"
        self._leave(f"a sign that only its own font draws ({what})")
        return f" {TO_WRITE}{what} "

    def _formula(self, one: Element) -> list[Element]:
        self._leave("a formula", words_of(one))
        return [run_of(one, f" {TO_WRITE}a formula stood here ")]

    def _note(self, kind: str, what: str) -> Callable[[Element], list[Element]]:
        def taken_out(one: Element) -> list[Element]:
            self._leave(what, self.notes[kind].get(value(one, "id"), ""))
            return []

        return taken_out

    def _field(self, one: Element) -> list[Element]:
        self._instructed(value(one, "instr"))
        return [new for part in one for new in self._again(part)]

    def _instruction(self, one: Element) -> list[Element]:
        self._instructed(one.text or "")
        return [one]

    def _instructed(self, words: str) -> None:
        if words.strip() and words.split()[0].upper() not in FIELDS_TAKEN:
            self._leave(f"a field of the word processor; {NO_FIELD}", words)

    def _thing(self, what: str) -> Callable[[Element], list[Element]]:
        def taken_out(_: Element) -> list[Element]:
            self._leave(f"{what}, left out")
            return []

        return taken_out

    def _drawing(self, one: Element) -> list[Element]:
        data = next(every(one, "graphicData"), None)
        kind = value(data, "uri").rpartition("/")[2] if data is not None else ""
        if kind in GRAPHICS:
            self._leave(f"{GRAPHICS[kind]}, left out")
            return []
        about = next(every(one, "docPr"), None)
        words = value(about, "descr") if about is not None else ""
        if next(every(one, "pic", "txbxContent"), None) is None:
            self._leave("a drawn shape, left out", words)
            return []
        blips = list(every(one, "blip"))
        if any(value(blip, "link") and not value(blip, "embed") for blip in blips):
            self._leave("a picture that lies outside the document, not carried", words)
            return []
        if blips and not any(value(blip, "embed") for blip in blips):
            self._leave("a picture or formula that the word processor left out of the file", words)
            return [text_like(one, f" {TO_WRITE}what was drawn here ")]
        return [one]

    def _break(self, one: Element) -> list[Element]:
        if value(one, "type") in ("page", "column"):
            self._leave(f"a {value(one, 'type')} break, left out")
            return []
        return [one]

    def _table_row(self, row: Element) -> list[Element]:
        if child(row, "trPr", "del") is not None:
            self._leave("a tracked change: this row was deleted, and is left out", words_of(row))
            return []
        if child(row, "trPr", "ins") is not None:
            self._leave("a tracked change: this row was inserted, and is taken", words_of(row))
        return [row]

    def _box(self, one: Element) -> list[Element]:
        self._leave("a text box; its words stand below this paragraph", words_of(one, PRINTED))
        return [one]

    def _section(self, one: Element) -> list[Element]:
        columns = child(one, "cols")
        if columns is not None and value(columns, "num") not in ("", "0", "1"):
            self._leave(f"set in {value(columns, 'num')} columns; the text is in one")
        return [one]


def _style_of(element: Element, kind: str) -> str:
    """The id of the style that a paragraph (`p`) or a run (`r`) names; "" where it names none."""
    mark = child(element, f"{kind}Pr", f"{kind}Style")
    return value(mark, "val") if mark is not None else ""
