"""Mends the tags of a PDF about to be written, so that a screen reader gets what the HTML says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from press.typeset.tag_tree import PAGINATION, Artifact, OutOfStep, Tagged, Tree

LAYOUT = "<</Type /Layout>>"  # an artifact's kind: ISO 32000-1, table 330
TO_PT = 0.75  # a CSS pixel is 1/96 inch
REPEATED = {"/THead": "Header", "/TFoot": "Footer"}  # set again on each page of their table
WHOLE = ("/Link", "/Figure")  # a link has one place to press on each page
Key = tuple[int, str, str]


def mend_tags(document: Any, pdf: Any, boxes: Any) -> None:
    """Language, scope, artifacts, list bodies, and one element where a page break made two.

    Takes what WeasyPrint hands to a finisher, and its module of box classes. Raises OutOfStep.
    Sources: ISO 14289-1, 7.1 to 7.6; ISO 32000-1, 14.7 and 14.8.
    """
    tree = Tree(document, pdf, boxes)
    hidden = [*tree.margins]
    for one in tree.tagged:
        element, html = one.element, one.box.element
        _say_language(one, tree)
        if element["S"] == "/TH":
            element["A"]["Scope"] = "/Row" if html.get("scope") == "row" else "/Column"
        elif isinstance(one.box, boxes.ReplacedBox) and _is_decoration(one):
            hidden += [(one.page, mark, LAYOUT) for mark in tree.marks(element)]
            tree.take_out(element)
        elif element["S"] == "/Link" and html.tag == "a":
            link = one.box.link_annotation  # it is heard as its words, and not as its address
            link["Contents"] = type(link["Contents"])(" ".join("".join(html.itertext()).split()))
        elif element["S"] == "/Figure":
            element["A"]["BBox"][:] = _place(one.box, document.pages[one.page].height)
    hidden += join_over_pages(tree)
    for one in tree.tagged:
        if one.element.get("S") == "/LI":
            _gather_body(tree, one.element)
    _hide(tree, hidden)


def _say_language(one: Tagged, tree: Tree) -> None:
    above = one.parent.lang if one.parent else tree.lang
    if one.lang != above:
        one.element["Lang"] = f"({one.lang})"


def _is_decoration(one: Tagged) -> bool:
    """Whether a picture says nothing: its HTML says so, or it comes from a style sheet."""
    html = one.box.element
    silent = html.get("alt") == "" or html.get("aria-hidden") == "true"
    return bool(silent or one.element["S"] != "/Figure")


def _place(box: Any, height: float) -> tuple[float, ...]:
    """Where a picture lies, in pt from the page's foot: WeasyPrint says px from its head."""
    left, top = box.content_box_x(), box.content_box_y()
    edges = (left, height - top - box.height, left + box.width, height - top)
    return tuple(edge * TO_PT for edge in edges)


def _gather_body(tree: Tree, item: Any) -> None:
    """Put whatever stands in an item beside its label and its body into the body."""
    kids = {kid.reference: kid for kid in tree.kids(item)}
    labels = [kid.reference for kid in kids.values() if kid["S"] == "/Lbl"]
    bodies = [kid for kid in kids.values() if kid["S"] == "/LBody"]
    if len(labels) + len(bodies) == len(item["K"]):
        return
    body = bodies[0] if bodies else tree.add("/LBody", item)
    inside: list[Any] = []
    for kid in item["K"]:
        if kid not in labels:
            inside += kids[kid]["K"] if kids.get(kid) in bodies else [kid]
    body["K"].clear()
    tree.move(inside, body)
    item["K"][:] = [*labels, body.reference]


def _hide(tree: Tree, hidden: Iterable[Artifact]) -> None:
    """Mark content as an artifact, where it is drawn and where the pages name their tags."""
    pdf = tree.pdf
    pages = [tree.object(reference) for reference in pdf.page_references]
    root = tree.object(pdf.catalog["StructTreeRoot"])
    of_page = tree.object(root["ParentTree"])["Nums"][1 : 2 * len(pages) : 2]
    streams = [tree.object(page["Contents"]).stream for page in pages]
    drawn = {
        (number, item["MCID"]): at
        for number, stream in enumerate(streams)
        for at, item in enumerate(stream)
        if isinstance(item, dict) and "MCID" in item
    }
    for number, mark, kind in hidden:
        if (number, mark) not in drawn:
            raise OutOfStep("an artifact is not drawn on its page")
        at = drawn[number, mark]
        streams[number][at - 1 : at + 1] = ["/Artifact", kind]
        of_page[number][mark] = "null"


def join_over_pages(tree: Tree) -> list[Artifact]:
    """Join the pieces of each element; what is printed again on a later page is given back."""
    joiner = _Joiner(tree)
    for one in tree.tagged:
        if one.element and one.element["S"] not in WHOLE:
            joiner.take(one)
    for one in tree.tagged:
        headers = one.element.get("A", {}).get("Headers", [])
        headers[:] = [joiner.ids.get(header.string, header) for header in headers]
    return joiner.again


class _Joiner:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.again: list[Artifact] = []
        self.ids: dict[str, Any] = {}  # of header cells that are gone, and of those that stay
        self._known: dict[Key, tuple[Any, int]] = {}  # each HTML's element, and its latest page
        self._seams: dict[bytes, bytes] = {}  # what a later piece begins with, and what it follows
        every = (one for one in tree.tagged if one.element)
        self._by_reference = {one.element.reference: one for one in every}

    def take(self, one: Tagged) -> None:
        """Join `one` to the piece before it, if there is one."""
        first = self._before(one)
        if one.own:
            self._known[_key(one)] = first or one.element, one.page
        if first is None:
            return
        if one.element["S"] in REPEATED:
            kind = PAGINATION.format(REPEATED[one.element["S"]])
            self.again += [(one.page, mark, kind) for mark in self.tree.marks(one.element)]
            self._forget_ids(one.element)
            self.tree.take_out(one.element)
            return
        kids = [*one.element["K"]]
        if kids and first["K"] and isinstance(kids[0], bytes):
            self._seams[kids[0]] = first["K"][-1]
        self._forget_ids(one.element, below=False)
        self.tree.move(kids, first)
        one.element["K"].clear()
        self.tree.take_out(one.element)

    def _before(self, one: Tagged) -> Any:
        """The element of which `one` is a later piece, or None.

        A block is known by its HTML. What is anonymous or runs in a line has the HTML of others
        too, so it must follow its first piece without anything between them.
        """
        if one.own and not isinstance(one.box, self.tree.boxes.InlineBox):
            first, page = self._known.get(_key(one), (None, one.page))
            return first if page < one.page else None
        follows = self._by_reference.get(self._seams.get(one.element.reference, b""))
        return follows.element if follows and _key(follows) == _key(one) else None

    def _forget_ids(self, element: Any, below: bool = True) -> None:
        if element["S"] == "/TH":
            one = self._by_reference[element.reference]
            stays, _ = self._known.get(_key(one), (element, 0))
            self.ids[element["ID"].string] = stays["ID"]
        for kid in self.tree.kids(element) if below else ():
            self._forget_ids(kid)


def _key(one: Tagged) -> Key:
    return id(one.box.element), one.box.element_tag, one.element["S"]
