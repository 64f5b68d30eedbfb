"""Pictures in a page for a screen: a drawing in its own place, a photograph as its own bytes."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from press.read.drawing_rules import TOLD, is_ours, local
from press.read.photos import for_a_screen
from press.read.picture_file import SVG, kind_of, type_of

NAMED = re.compile(r"url\(\s*['\"]?#([^'\")]*)['\"]?\s*\)")
MOST_PIXELS = 900  # across, of a photograph: a phone shows some 360 points of 2 to 3 pixels
TALL, WIDE = "tall", "wide"  # classes of drawings
TALL_FROM = 0.72  # of its width
SIZED = ("width", "height")  # of the drawing itself: the sheet says how large it is


class Pictures:
    """The pictures of one page. `held` has the bytes of each by its real path."""

    def __init__(self, held: Mapping[Path, bytes]) -> None:
        self.held = held
        self.numbers: Iterator[int] = count(1)

    def place(self, root: Element) -> None:
        """Put each picture of composed HTML in the place of the `img` that names its file."""
        for parent in list(root.iter()):
            for at, child in enumerate(list(parent)):
                if child.tag == "img":
                    parent[at] = self._picture(child)

    def _picture(self, named: Element) -> Element:
        path = Path(url2pathname(urlsplit(named.get("src", "")).path)).resolve()
        data, alt = self.held.get(path, b""), named.get("alt", "")
        if data and kind_of(data)[0] == SVG:
            made = self.drawing(data, alt)
        else:
            data = for_a_screen(data, MOST_PIXELS) if data else data
            code = base64.b64encode(data).decode()
            made = Element("img", {"src": f"data:{type_of(data)};base64,{code}", "alt": alt})
        made.tail = named.tail
        return made

    def drawing(self, data: bytes, alt: str) -> Element:
        """A drawing as an element with ids of its own; without `alt` nobody hears of it."""
        root = _plain(ElementTree.fromstring(data.decode("utf-8-sig")))
        prefix = f"d{next(self.numbers)}-"
        for part in root.iter():
            for key, value in part.attrib.items():
                if key == "id":
                    part.set(key, prefix + value)
                elif key == "href":
                    part.set(key, f"#{prefix}{value.removeprefix('#')}")
                else:
                    part.set(key, NAMED.sub(rf"url(#{prefix}\1)", value))
        for key in SIZED:
            root.attrib.pop(key, None)
        root.set("class", TALL if _is_tall(root) else WIDE)
        told = {"role": "img", "aria-label": alt} if alt else {"aria-hidden": "true"}
        root.attrib.update(told)
        return root


def _is_tall(root: Element) -> bool:
    """Whether a drawing would fill a screen, were it as wide as one."""
    sides = [float(side) for side in re.split(r"[\s,]+", root.get("viewBox", "0 0 1 1").strip())]
    return sides[3] > sides[2] * TALL_FROM


def _plain(element: Element) -> Element:
    """An element of SVG as HTML has it: no names of others, what its style says as attributes."""
    made = Element(local(element.tag))
    for key, value in element.attrib.items():
        if "}" not in key or local(key) == "href":
            made.set(local(key), value)
    for part in made.attrib.pop("style", "").split(";"):
        name, _, value = (text.strip() for text in part.partition(":"))
        if name:
            made.set(name, re.sub(r"\s*!\s*important$", "", value))
    made.extend(
        _plain(child) for child in element if is_ours(child) and local(child.tag) not in TOLD
    )
    return made
