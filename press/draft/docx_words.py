"""What stands in a Word document, read from its XML: the other way beside mammoth.

Names are compared without their namespaces, for the strict form of OOXML has others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from press.draft.docx_file import Package

TEXTS = ("t", "delText")  # of words, of formulas and of drawings
GAPS = ("tab", "br", "cr", "sym")
PARTS = ("footnotes", "endnotes", "comments", "header", "footer", "diagramData", "chart")
LIST_BEGINS, LIST_ENDS = "\ue010", "\ue011"  # around the number of a paragraph's list
# of a note's and a chart's own making: what separates notes
OF_WORD = ("separator", "continuationSeparator", "continuationNotice")


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: Element, name: str) -> str:
    """An attribute by its name without a namespace; "" where there is none."""
    for key, found in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return found
    return ""


def child(element: Element, *path: str) -> Element | None:
    """The first child by a path of names; None where there is none."""
    here: Element | None = element
    for name in path:
        here = next((one for one in here if local(one) == name), None) if here is not None else None
    return here


def switched_on(run: Element, name: str, styles: Iterable[Element] = ()) -> bool:
    """Whether a run is `name` (vanish, strike, rtl): by itself, else by the first style that says.

    `styles` are those that hold for it, the nearest first.
    """
    for one in (run, *styles):
        mark = child(one, "rPr", name)
        if mark is not None:
            return value(mark, "val") not in ("0", "false", "off", "none")
    return False


def styles_of(package: Package) -> dict[str, list[Element]]:
    """Each style of a document by its id, with those that it is based on after it."""
    trees = [package.tree(name) for name in package.targets("styles")]
    found = {value(one, "styleId"): one for tree in trees for one in tree or ()}
    chains = {}
    for name in found:
        chain: list[Element] = []
        here: str | None = name
        while here in found and found[here] not in chain:
            chain.append(found[here])
            based = child(found[here], "basedOn")
            here = value(based, "val") if based is not None else None
        chains[name] = chain
    return chains


def every(element: Element, *names: str) -> Iterator[Element]:
    """All descendants by these names, but those of a Fallback, which says the same again."""
    for one in element:
        if local(one) == "Fallback":
            continue
        if local(one) in names:
            yield one
        yield from every(one, *names)


def words_of(element: Element, texts: tuple[str, ...] = TEXTS) -> str:
    """The words in an element, paragraphs parted by blanks; what was deleted counts too."""
    out: list[str] = []
    _gather(element, texts, out)
    return " ".join("".join(out).split())


def _gather(element: Element, texts: tuple[str, ...], out: list[str]) -> None:
    name = local(element)
    if name == "txbxContent":
        out.append(" ")
    if name in texts:
        out.append(element.text or "")
    elif name in GAPS:
        out.append(" ")
    elif name == "noBreakHyphen":
        out.append("-")
    for one in element:
        if local(one) != "Fallback":
            _gather(one, texts, out)
    if name in ("p", "tc", "pt", "oMath"):
        out.append(" ")


def own_text(package: Package) -> list[str]:
    """Every word of the document: its text, boxes, notes, comments, heads and feet, drawings."""
    trees = [package.tree(package.main)]
    trees += [package.tree(name) for kind in PARTS for name in package.targets(kind)]
    whole = [tree for tree in trees if tree is not None]
    deleted = [one for tree in whole for one in every(tree, "delText")]
    return [*(words_of(tree, TEXTS[:1]) for tree in whole), *map(words_of, deleted)]


def notes(package: Package, kind: str) -> dict[str, str]:
    """The footnotes, endnotes or comments of a document, by their ids."""
    found = {}
    for name in package.targets(kind):
        for one in package.tree(name) or ():
            if value(one, "type") not in OF_WORD:
                found[value(one, "id")] = words_of(one)
    return found
