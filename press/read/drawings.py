"""An SVG, read safely: whether it is one, closed, of a size, and drawn rightly by the engine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from press.read.drawing_rules import (
    CONTAINERS,
    FORBIDDEN,
    INHERITED,
    NAMESPACE,
    SHAPES,
    fault_of_element,
    is_ours,
    local,
    named_by,
)
from press.read.drawing_styles import A_NUMBER, fault_of_property
from press.read.paints import leaves_ink, number

Fault = tuple[str, str, str]  # code, problem, fix
LARGEST = 1_000_000  # bytes: a longer one takes the engine longer than a whole leaflet
DEEPEST = 60  # groups within each other; the engine follows them by calling itself
LONGEST_CHAIN = 12  # copies of copies
MOST_ELEMENTS = 10_000
LARGEST_SIDE = 1_000_000.0
AGAIN = "draw or save it again"
MANY = f"the picture is drawn of more than {MOST_ELEMENTS} parts"
FEWER = "draw it with fewer shapes"
UTF_8 = ("the picture is not in UTF-8", "save it again as plain SVG", "A113")
DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*\[|<!ENTITY")  # a bare DOCTYPE defines nothing
ENCODING = re.compile(r"^\s*<\?xml[^>]*\bencoding\s*=\s*['\"]([^'\"]*)")
REFERENCE = re.compile(r"url\(\s*['\"]?#([^'\")]*)")
ADDRESS = re.compile(r"url\(\s*+['\"]?+(?!#)[^)]")


class _Refused(Exception):  # noqa: N818 - named by what happened
    def __init__(self, problem: str, fix: str, code: str) -> None:
        super().__init__(problem)
        self.fault: Fault = (code, problem, fix)


def drawing_fault(data: bytes) -> Fault | None:
    """Why an SVG can't be printed (A113, A114, A116, A121, A122), or None."""
    try:
        root = _parsed(data)
        _check_frame(root)
        by_id = {part.get("id", ""): part for part in root.iter() if part.get("id")}
        _check_parts(root, by_id)
        _Copies(by_id).count(root)
        if not any(_has_ink(shape, given) for shape, given in _shapes(root, {})):
            problem = "the picture shows nothing: no shape has a fill or a line that is not white"
            raise _Refused(problem, "look at its file, and save it again", "A121")
    except _Refused as refused:
        return refused.fault
    return None


def _parsed(data: bytes) -> Element:
    """The drawing's tree; what could make it endless is refused before it grows."""
    if len(data) > LARGEST:
        raise _Refused(f"the drawing has {len(data) / 1_000_000:.1f} MB", FEWER, "A114")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _Refused(*UTF_8) from None
    told = ENCODING.match(text)
    if told and told[1].lower() not in ("utf-8", "utf8", "us-ascii", "ascii"):
        raise _Refused(*UTF_8)
    if DOCTYPE.search(text):
        fix = "save it as plain SVG; in Illustrator without “Preserve Illustrator Editing "
        raise _Refused("the picture defines entities", f"{fix}Capabilities”", "A116")
    try:
        return _grown(text)
    except (ElementTree.ParseError, ValueError) as error:
        raise _Refused(f"the picture is broken SVG: {error}", AGAIN, "A113") from None


def _grown(text: str) -> Element:
    """The tree, counted as it grows. Raises ParseError, ValueError, _Refused."""
    parser: Any = ElementTree.XMLPullParser(("start", "end"))
    root: Element | None = None
    depth = count = 0
    for start in range(0, len(text), 10_000):
        parser.feed(text[start : start + 10_000])
        for event, element in parser.read_events():
            root = element if root is None else root
            depth += 1 if event == "start" else -1
            count += event == "start"
            if depth > DEEPEST:
                problem = f"the picture's groups lie more than {DEEPEST} deep in each other"
                raise _Refused(problem, "ungroup them in your drawing program", "A114")
            if count > MOST_ELEMENTS:
                raise _Refused(MANY, FEWER, "A114")
    parser.close()
    if root is None:
        raise ValueError("it is empty")
    return root


def _check_frame(root: Element) -> None:
    """The root is an SVG with a shape that a page can give room to."""
    if local(root.tag) != "svg":
        problem = f"the picture is not an SVG: it begins with <{local(root.tag)[:40]}>"
        raise _Refused(problem, "save it as SVG, PNG or JPEG", "A113")
    if "viewBox" not in root.attrib:
        problem = "the picture has no viewBox, so its shape is not known"
        raise _Refused(problem, "save it again", "A113")
    sides = [number(part) for part in re.split(r"[\s,]+", root.attrib["viewBox"].strip())]
    fit = [side for side in sides if side is not None and abs(side) <= LARGEST_SIDE]
    if "%" in root.attrib["viewBox"] or not len(fit) == len(sides) == 4 or min(fit[2:]) < 0.01:
        problem = f"the picture's viewBox is “{root.attrib['viewBox'][:40]}”"
        fix = "it needs four numbers without units: left, top, width and height; save it again"
        raise _Refused(problem, fix, "A113")
    for side in ("width", "height"):
        if re.match(r"[+-]?[0.]*(?![\d.])|-", root.attrib.get(side, "1").strip()):
            problem = f"the {side} of the picture is “{root.attrib[side][:40]}”"
            raise _Refused(problem, f"leave the {side} out; the viewBox tells its shape", "A113")
    if root.tag != f"{NAMESPACE}svg":
        fix = 'write xmlns="http://www.w3.org/2000/svg" into its first tag, or save it again'
        raise _Refused("the picture does not say that it is SVG (xmlns)", fix, "A113")


def _check_parts(root: Element, by_id: Mapping[str, Element]) -> None:
    """Every element and every property, in the order of the file, with what is handed down."""
    waiting: list[tuple[Element, Element | None, Mapping[str, str]]] = [(root, None, {})]
    while waiting:
        element, parent, around = waiting.pop()
        own = _properties(element)
        if local(element.tag) not in FORBIDDEN:  # that is told by its own name
            _check_closed(element)
        given = {**around, **own}
        if number(own.get("opacity", "1")) not in (None, 1):
            given["sheer"] = "yes"
        if local(element.tag) == "clipPath":
            given["within"] = "yes"
        if fault := fault_of_element(element, parent, given, by_id):
            raise _Refused(*fault)
        for name, value in own.items() if is_ours(element) else ():
            if fault := fault_of_property(element, name, value, by_id):
                raise _Refused(*fault)
        passed = {name: value for name, value in given.items() if name in INHERITED}
        waiting += [(child, element, passed) for child in reversed(element)]


def _check_closed(element: Element) -> None:
    """An SVG draws, and nothing else: no other file, no program."""
    for key, text in element.attrib.items():
        name, value = local(key).lower(), text.strip()
        if name == "href" and not value.startswith("#"):
            raise _Refused(f"the picture names another file: {value[:60]}", "draw it in", "A116")
        if name.startswith("on") or ADDRESS.search(value):
            problem = f"the picture's {name} names another file or runs a program"
            raise _Refused(problem, "draw shapes only", "A116")


def _properties(element: Element) -> dict[str, str]:
    """What an element is given: its attributes, and over them its style."""
    own = {key: value.strip() for key, value in element.attrib.items() if "}" not in key}
    for part in own.pop("style", "").split(";"):
        name, _, value = (text.strip() for text in part.partition(":"))
        if name:
            own[name.lower()] = re.sub(r"\s*!\s*important$", "", value)
    return own


@dataclass
class _Copies:
    """How many parts are drawn where a drawing names its own parts, some of them often."""

    by_id: Mapping[str, Element]
    counted: dict[str, int] = field(default_factory=dict)  # by id; 0 while it is counted

    def count(self, element: Element, chain: int = 0) -> int:
        """How many elements it takes to draw one, with all that it names. Raises _Refused."""
        total = 0
        for part in element.iter():
            total += 1
            for name, times in _names(part):
                total += self._named(name, chain + 1) * times
            if total > MOST_ELEMENTS:
                raise _Refused(MANY, FEWER, "A114")
        return total

    def _named(self, name: str, chain: int) -> int:
        if name not in self.by_id:
            return 0
        if name not in self.counted:
            self.counted[name] = 0
            if chain > LONGEST_CHAIN:
                raise _Refused("the picture is made of copies of copies", FEWER, "A114")
            self.counted[name] = self.count(self.by_id[name], chain)
        elif not self.counted[name]:
            raise _Refused(f"the picture's part `{name[:40]}` holds itself", AGAIN, "A113")
        return self.counted[name]


def _names(element: Element) -> Iterator[tuple[str, int]]:
    """The ids of what is drawn for an element besides itself, and how many times."""
    if name := named_by(element):
        yield name, 1
    for key, value in element.attrib.items():
        names = REFERENCE.findall(value)
        times = _corners(element) if names and "marker" in key + value else 1
        yield from ((name, times) for name in names)


def _corners(element: Element) -> int:
    """On how many corners of an element and its parts an arrow head may be drawn."""
    lines = (f"{part.get('d', '')} {part.get('points', '')}" for part in element.iter())
    return 2 + sum(len(A_NUMBER.findall(line)) for line in lines) // 2


def _shapes(
    element: Element, around: Mapping[str, str]
) -> Iterator[tuple[Element, dict[str, str]]]:
    """Each shape with its paints, also where it only waits to be copied."""
    own = _properties(element)
    given = {**around, **{name: own[name] for name in own if name in INHERITED}}
    if local(element.tag) in SHAPES - {"use"}:
        yield element, given
    elif is_ours(element) and local(element.tag) in CONTAINERS - {"clipPath"}:
        for child in element:
            yield from _shapes(child, given)


def _has_ink(shape: Element, paints: Mapping[str, str]) -> bool:
    """Whether a shape is seen on white paper, as far as its own paints tell."""
    own = _properties(shape)
    if own.get("display") == "none" or number(own.get("opacity", "1")) == 0:
        return False
    fill = "none" if local(shape.tag) == "line" else paints.get("fill", "black")
    pairs = (
        (fill, paints.get("fill-opacity")),
        (paints.get("stroke", ""), paints.get("stroke-opacity")),
    )
    return any(leaves_ink(paint) and number(cover or "1") != 0 for paint, cover in pairs)
