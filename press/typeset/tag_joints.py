"""Makes one element of the pieces into which a page break parts it (WeasyPrint's issue 2902)."""

from __future__ import annotations

from typing import Any

from press.typeset.tag_tree import PAGINATION, Artifact, Tagged, Tree

REPEATED = {"/THead": "Header", "/TFoot": "Footer"}  # set again on each page of their table
WHOLE = ("/Link", "/Figure")  # a link has one place to press on each page
Key = tuple[int, str, str]


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
