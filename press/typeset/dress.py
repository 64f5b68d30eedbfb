"""Dresses what Markdown makes: items get their number, pictures a figure, rows a head."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

from press.typeset.phrasing import columns_of

SHARE = 3  # steps at most that share the picture of the first
LONG = 200  # words: a list of so many is as long as a page
PAIR, ROOM = 2, 80  # columns of a page of A5, and the characters that stand side by side there


def parts(root: ElementTree.Element, beside: bool) -> None:
    """Pictures and links apart from words; lists by their length, and what leads to one.

    With `beside` a picture is in a block with the paragraphs above it.
    """
    for parent in list(root.iter()):
        _part_what_is_mixed(parent)
        for child, below in pairwise(parent):
            if child.tag == "p" and below.tag in ("table", "ul", "ol"):
                child.set("class", "leads-in")
        if parent.tag in ("ul", "ol") and len("".join(parent.itertext()).split()) > LONG:
            parent.set("class", "long")
        elif parent.tag == "ul" and _is_brief(parent):
            parent.set("class", "brief")
    if beside:
        _set_beside(root)


def items(root: ElementTree.Element, boxes: bool) -> None:
    """Items with their number, words and figures, or a box to tick; rows with a head."""
    for item in root.iterfind(".//ul/li"):
        if boxes or item.find(".//img") is not None:
            _dress_item(item, "")
    for listed in root.iter("ol"):
        first = int(listed.get("start", "1"))
        for number, item in enumerate(listed.findall("li"), first):
            _dress_item(item, str(number))
        _share_a_picture(listed.findall("li"))
    for item in root.iter("li") if boxes else ():
        # drawn, and not heard: a listener has nothing to tick
        item.insert(0, ElementTree.Element("span", {"class": "box", "aria-hidden": "true"}))
    for row in root.iterfind(".//tbody/tr"):
        _name_row(row)


def _is_brief(listed: ElementTree.Element) -> bool:
    """Whether two columns hold it: a few words an item, and items enough."""
    said = ["".join(item.itertext()) for item in listed]
    return columns_of(said, ROOM, PAIR, even=True) == PAIR


def _set_beside(root: ElementTree.Element) -> None:
    """A figure in a block with the paragraphs right above it, so that it may stand beside them."""
    for figure in root.findall("figure"):
        blocks = list(root)
        at = first = blocks.index(figure)
        while first and blocks[first - 1].tag == "p":
            first -= 1
        if first == at:
            continue
        block = ElementTree.Element("div", {"class": "beside"})
        say = ElementTree.SubElement(block, "div", {"class": "say"})
        say.extend(blocks[first:at])
        block.append(figure)
        root[first : at + 1] = [block]


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
    # white space before a line's end makes the engine break the line before it a word too early
    if len(say):
        say[-1].tail = (say[-1].tail or "").rstrip()
    else:
        say.text = (say.text or "").rstrip()
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
    if shown[:1] != [True] or not 1 < count <= SHARE:
        return
    for number, step in enumerate(steps[:count], 1):
        kind = "shares" if number == 1 else "shared"
        step.set("class", f"{kind} of-{count}{' ends' if number == count else ''}")
