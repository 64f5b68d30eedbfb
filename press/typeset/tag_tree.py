"""The structure tree of a PDF about to be written, beside the boxes that it was made for.

WeasyPrint makes the tree box by box and page by page, and its elements do not say for which HTML.
Walked in the order in which they were made, each is known again. Nothing of the engine is replaced;
where its order should change one day, the walk ends with OutOfStep.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

PAGINATION = "<</Type /Pagination /Subtype /{}>>"  # an artifact's kind: ISO 32000-1, table 330
Artifact = tuple[int, int, str]  # page from 0, marked content, kind


class OutOfStep(ValueError):  # noqa: N818 - named by what happened
    """The tree is not the one that was made for these boxes."""


@dataclass(frozen=True, eq=False)
class Tagged:
    """An element of the tree, the box that it was made for, and the page, from 0."""

    element: Any
    box: Any
    page: int
    parent: Tagged | None
    lang: str  # the language in force

    @property
    def own(self) -> bool:
        """Whether the element is that of its HTML, and not an anonymous one within it."""
        return self.parent is None or self.parent.box.element is not self.box.element


class Tree:
    """The structure tree of a PDF. `boxes` is WeasyPrint's module of box classes."""

    def __init__(self, document: Any, pdf: Any, boxes: Any) -> None:
        self.pdf, self.boxes = pdf, boxes
        self.lang = document.metadata.lang or ""
        self.margins: list[Artifact] = []
        made = (it for it in pdf.objects if isinstance(it, dict) and it.get("S"))
        self._made = (it for it in made if it.get("Type") == "/StructElem")
        self.root = next(self._made)
        pages = [page._page_box for page in document.pages]
        self.tagged = [one for n, page in enumerate(pages) for one in self._walk(page, None, n)]
        if next(self._made, None) is not None:
            raise OutOfStep("there are more tags than boxes")

    def object(self, reference: bytes) -> Any:
        """What a reference such as `12 0 R` stands for."""
        return self.pdf.objects[int(reference.split()[0])]

    def kids(self, element: Any) -> list[Any]:
        """The elements right below one; marked content and annotations are not among them."""
        found = [self.object(kid) for kid in element["K"] if isinstance(kid, bytes)]
        return [kid for kid in found if kid.get("Type") == "/StructElem"]

    def marks(self, element: Any) -> list[int]:
        """The numbers of the marked content in an element and all below it."""
        here = [kid for kid in element["K"] if isinstance(kid, int)]
        return here + [mark for kid in self.kids(element) for mark in self.marks(kid)]

    def take_out(self, element: Any) -> None:
        """Take an element, with all below it, out of the tree."""
        self.object(element["P"])["K"].remove(element.reference)
        for kid in self.kids(element):
            self.take_out(kid)
        element.clear()

    def move(self, kids: Sequence[Any], element: Any) -> None:
        """Put what stands below other elements at the end of `element`."""
        for kid in kids:
            if isinstance(kid, bytes) and "P" in self.object(kid):
                self.object(kid)["P"] = element.reference
            element["K"].append(kid)

    def add(self, kind: str, parent: Any) -> Any:
        """A new element below `parent`, which does not name it yet."""
        made = {"Type": "/StructElem", "S": kind, "Pg": parent["Pg"], "P": parent.reference}
        element = type(parent)(made | {"K": type(parent["K"])()})
        self.pdf.add_object(element)
        return element

    def _next(self, parents: Sequence[Any]) -> Any:
        element = next(self._made, None)
        if element is None or element["P"] not in [parent.reference for parent in parents]:
            raise OutOfStep("the tags do not follow the boxes")
        return element

    def _walk(self, box: Any, parent: Tagged | None, page: int) -> Iterator[Tagged]:
        box = getattr(box, "_box", box)  # what is set apart leaves a stand-in
        bare = isinstance(box, self.boxes.PageBox) or box.element_tag in ("html", "body")
        if bare and not isinstance(box, self.boxes.LineBox):
            for child in box.children:
                yield from self._walk(child, parent, page)
        elif isinstance(box, self.boxes.MarginBox):
            kind = PAGINATION.format("Header" if "top" in box.at_keyword else "Footer")
            for child in box.children:
                for one in self._walk(child, parent, page):
                    # the marks of its lines and pictures; no tree leads to them
                    self.margins += [(page, mark, kind) for mark in self._loose_marks(one)]
        else:
            yield from self._element(box, parent, page)

    def _loose_marks(self, one: Tagged) -> list[int]:
        here = [kid for kid in one.element["K"] if isinstance(kid, int)]
        leaves = [kid for kid in self.kids(one.element) if kid["S"] == "/Span"]
        return here + [mark for leaf in leaves for mark in leaf["K"] if isinstance(mark, int)]

    def _element(self, box: Any, parent: Tagged | None, page: int) -> Iterator[Tagged]:
        above = [parent.element if parent else self.root]
        if parent and parent.parent and parent.element["S"] == "/LI":
            above.append(parent.parent.element)  # a list within an item hangs from the outer list
        element = self._next(above)
        lang = parent.lang if parent else self.lang
        lang = box.element.get("lang", lang) if box.element is not None else lang
        here = Tagged(element, box, page, parent, lang)
        yield here
        if element["S"] == "/LI" and self._is_wrapped(box):
            here = Tagged(self._next([element]), box, page, here, lang)
            yield here
        for child in self._children(box, here.element):
            if not isinstance(child, self.boxes.TextBox):
                yield from self._walk(child, here, page)
            elif here.element["S"] != "/Link":
                self._next([here.element])

    def _is_wrapped(self, box: Any) -> bool:
        """Whether an item without a bullet was given a body within its LI."""
        plain = "list-item" not in box.style["display"] or box.style["list_style_type"] == "none"
        return bool(plain or box.element_tag in ("dt", "dd"))

    def _children(self, box: Any, element: Any) -> Iterator[Any]:
        in_wrapper = element["S"] == "/Table" and box.is_table_wrapper
        table = box.get_wrapped_table() if in_wrapper else None
        for child in box.children:
            for one in [child] if table is None or child is not table else table.children:
                lines = isinstance(one, self.boxes.LineBox)
                yield from one.children if lines else [one]
