"""The properties of SVG that the engine keeps to; the others are named, with what to change.

As for press/read/drawing_rules.py, each was measured. A length or a number that the engine can't
read would end the whole page, so each is read here before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from xml.etree.ElementTree import Element

from press.read.drawing_rules import (
    CUT,
    EXPAND,
    FLAT,
    GRADIENTS,
    MARKS,
    MASK,
    SIMPLE,
    VERSIONS,
    ById,
    Fault,
    local,
    not_drawn,
)
from press.read.paints import NUMBER, is_paint

NOTHING: Set[str] = frozenset()
# properties that the engine passes over, with the values that ask for nothing, and the fix
IDLE: Mapping[str, tuple[Set[str], str]] = {
    "mix-blend-mode": ({"normal"}, "set each layer to “Normal”, in the colours that you see"),
    "filter": ({"none"}, FLAT),
    "mask": ({"none"}, MASK),
    "mask-type": (NOTHING, MASK),
    "clip": ({"auto"}, CUT),
    "paint-order": ({"normal", "fill", "fill stroke", "fill stroke markers", "fill markers stroke"},
                    "put the line into a shape of its own, below the fill"),
    "vector-effect": ({"none"}, EXPAND),
    "pathLength": (NOTHING, EXPAND),
    "visibility": ({"visible", "hidden", "inherit"}, "take the part out"),
    "systemLanguage": (NOTHING, VERSIONS),
    "requiredExtensions": (NOTHING, VERSIONS),
    "requiredFeatures": (NOTHING, VERSIONS),
    "transform-box": ({"view-box"}, SIMPLE),
    **dict.fromkeys(("rotate", "scale", "translate", "offset-path", "zoom"), ({"none"}, SIMPLE)),
    **dict.fromkeys(("background", "background-color"),
                    ({"none", "transparent", "white", "#fff", "#ffffff"},
                     "draw the ground as a shape")),
}  # fmt: skip
LENGTHS = {"x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "x1", "y1", "x2", "y2", "fx",
           "fy", "fr", "refX", "refY", "markerWidth", "markerHeight", "offset", "stroke-width",
           "stroke-dashoffset", "stroke-miterlimit", "opacity", "fill-opacity", "stroke-opacity",
           "stop-opacity"}  # fmt: skip
A_NUMBER = re.compile(NUMBER)
LENGTH = re.compile(rf"{NUMBER}\s*(?:px|pt|pc|mm|cm|in|em|ex|%)?")
PART = re.compile(r"url\((['\"]?)#([^'\")\s]+)\1\)(?:\s+(.+))?")
# what may stand between the numbers of a list
BETWEEN = {
    "d": re.compile(r"[\sMmLlHhVvCcSsQqTtAaZz,]*"),
    "points": re.compile(r"[\s,]*"),
    "viewBox": re.compile(r"[\s,]*"),
    "stroke-dasharray": re.compile(r"none|(?:[\s,]|px|mm|%)*"),
    "transform-origin": re.compile(r"(?:[\s,]|px)*"),
    **dict.fromkeys(("transform", "gradientTransform", "patternTransform"),
                    re.compile(r"none|(?:matrix|rotate|skew|translate|scale|[XY(),\s]|px|deg)*")),
}  # fmt: skip
NEEDS = {"viewBox": 4, "transform-origin": 2}  # so many numbers
LARGEST = 10_000_000.0  # a PDF's numbers end somewhere
NUMBERS = "write it in plain numbers; save it again as plain SVG"


def fault_of_property(element: Element, name: str, value: str, by_id: ById) -> Fault | None:
    """What is wrong with a property of one of SVG's own elements."""
    if value == "inherit" or name.startswith(("--", "-")):
        return None
    if match := re.search(r"\b(var|calc|env|light-dark|min|max|clamp)\(", value):
        return not_drawn(f"`{match[1]}(…)` for its {name}", f"write the value itself; {SIMPLE}")
    if name in IDLE:
        idle, fix = IDLE[name]
        return None if value in idle else not_drawn(f"{name}: {value[:40]}", fix)
    if name in ("fill", "stroke", "color", "stop-color"):
        return _fault_of_paint(name, value, by_id)
    if name == "clip-path" or name in MARKS:
        return _fault_of_part(name, value, by_id)
    if name in LENGTHS or name in BETWEEN:
        return _fault_of_numbers(element, name, value)
    return None


def _fault_of_paint(name: str, value: str, by_id: ById) -> Fault | None:
    if is_paint(value):
        return None
    match = PART.fullmatch(value)
    if match is None:
        fix = "write it in red, green and blue, such as #14213a; set the document to RGB"
        return not_drawn(f"“{value[:40]}” as a colour", fix)
    part = by_id.get(match[2])
    if part is None:
        return not_drawn(f"a gradient or pattern that is not there ({match[2][:40]})", SIMPLE)
    if name != "fill":
        return not_drawn(f"a gradient or pattern as a line ({name})", f"{EXPAND}, or one colour")
    fine = local(part.tag) in (*GRADIENTS, "pattern") and (not match[3] or is_paint(match[3]))
    return None if fine else not_drawn(f"<{local(part.tag)}> as a colour", SIMPLE)


def _fault_of_part(name: str, value: str, by_id: ById) -> Fault | None:
    if value == "none":
        return None
    match = PART.fullmatch(value)
    part = by_id.get(match[2]) if match else None
    if part is not None and local(part.tag) == ("clipPath" if name == "clip-path" else "marker"):
        return None
    return not_drawn(f"{name}: {value[:40]}", CUT if name == "clip-path" else EXPAND)


def _fault_of_numbers(element: Element, name: str, value: str) -> Fault | None:
    numbers = A_NUMBER.findall(value)
    fine = all(abs(float(one)) <= LARGEST for one in numbers)
    if name in LENGTHS:
        fine = fine and LENGTH.fullmatch(value) is not None
    else:
        fine = fine and BETWEEN[name].fullmatch(A_NUMBER.sub(" ", value)) is not None
        fine = fine and len(numbers) == NEEDS.get(name, len(numbers))
    if fine:
        return None
    problem = f"the {name} of <{local(element.tag)}> is “{value[:40]}”"
    return problem, NUMBERS, "A113"
