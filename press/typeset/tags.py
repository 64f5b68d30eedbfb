"""Mends the tags of a PDF about to be written, so that a screen reader gets what the HTML says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from press.typeset.tag_joints import join_over_pages
from press.typeset.tag_tree import Artifact, OutOfStep, Tagged, Tree

LAYOUT = "<</Type /Layout>>"  # an artifact's kind: ISO 32000-1, table 330
TO_PT = 0.75  # a CSS pixel is 1/96 inch


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
