"""The elements of SVG that the engine draws rightly; the others are named, with what to change.

Measured with WeasyPrint 70.0, its pages drawn by PDFium; tests/test_drawings.py measures again.
What it drops or draws wrong would be seen by nobody but the reader.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from press.read.paints import number

NAMESPACE = "{http://www.w3.org/2000/svg}"
SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "use"}
CONTAINERS = {"svg", "g", "defs", "symbol", "clipPath", "pattern", "marker"}
GRADIENTS = {"linearGradient", "radialGradient"}
TOLD = {"title", "desc", "metadata"}  # not drawn
DRAWN = CONTAINERS | GRADIENTS | TOLD | SHAPES | {"stop"}
ONLY = "draw shapes only"
WORDS = f"{ONLY}; words belong to the caption"
PLAIN = "in Inkscape choose “Plain SVG”; in Illustrator, Styling: “Presentation Attributes”"
SIMPLE = f"take it away in the drawing program, or save it as plain SVG ({PLAIN})"
EXPAND = "make shapes of it (in Inkscape: Path > Stroke to Path; in Illustrator: Object > Expand)"
CUT = "cut the shapes themselves (in Inkscape: Path > Intersection)"
UNLINK = "unlink the copies (in Inkscape: Edit > Clone > Unlink Clone)"
VERSIONS = "keep the one version that is meant; in Illustrator save without “Preserve Illustrator "
VERSIONS += "Editing Capabilities”"
MASK = f"{CUT}, or use a clipping path"
FLAT = "take the blur, shadow or glow away, or draw it as shapes"
FORBIDDEN = {
    **dict.fromkeys(("text", "tspan", "textPath", "tref", "a"), WORDS),
    **dict.fromkeys(("script", "foreignObject", "iframe", "animate", "set"), ONLY),
    "image": f"{ONLY}; a photograph is named in the manuscript by itself",
    "style": f"{ONLY}, each with its own colours: {PLAIN}",
}
UNDRAWN = {
    "filter": FLAT,
    "mask": MASK,
    "switch": VERSIONS,
    **dict.fromkeys(("meshgradient", "mesh", "hatch"), "give it one colour, or a plain gradient"),
}
# the engine goes by the name alone, whosever element it is
KNOWN_TO_ENGINE = (DRAWN - TOLD - {"stop"}) | FORBIDDEN.keys()
# what is handed down from a group to its shapes; `sheer` and `within` are ours
MARKS = {"marker", "marker-start", "marker-mid", "marker-end"}
INHERITED = {"fill", "stroke", "fill-opacity", "stroke-opacity", "color", "clip-rule", "within",
             "sheer"} | MARKS  # fmt: skip

Fault = tuple[str, str, str]  # problem, fix, code
Given = Mapping[str, str]  # an element's properties, its own and those handed down
ById = Mapping[str, Element]
Rule = Callable[[Element, Given, ById], Fault | None]


def local(tag: object) -> str:
    """A tag or an attribute without its namespace; a comment has none."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def is_ours(element: Element) -> bool:
    """Whether an element is one of SVG's own."""
    return isinstance(element.tag, str) and element.tag.startswith(NAMESPACE)


def named_by(element: Element) -> str:
    """The id that an element's `href` names, if any."""
    names = (value for key, value in element.attrib.items() if local(key) == "href")
    return next(names, "").strip().removeprefix("#")


def not_drawn(what: str, fix: str) -> Fault:
    """A fault: the engine would print something else."""
    return f"the picture uses {what}, which would not be printed as it is drawn", fix, "A122"


def fault_of_element(
    element: Element, parent: Element | None, given: Given, by_id: ById
) -> Fault | None:
    """What is wrong with an element for what it is, and for where it stands."""
    tag = local(element.tag)
    if fix := FORBIDDEN.get(tag):
        return f"the picture holds <{tag}>", fix, "A116"
    if not is_ours(element):
        mixed_up = tag in KNOWN_TO_ENGINE
        return not_drawn(f"another <{tag}> than SVG's own", SIMPLE) if mixed_up else None
    if tag not in DRAWN:
        return not_drawn(f"<{tag[:40]}>", UNDRAWN.get(tag, SIMPLE))
    if parent is None:
        return None
    if tag not in TOLD and not _may_hold(parent, tag):
        return not_drawn(f"<{tag}> within <{local(parent.tag)[:40]}>", SIMPLE)
    rules = (RULES.get(tag), _any_shape if tag in SHAPES else None)
    faults = (rule(element, given, by_id) for rule in rules if rule)
    return next((fault for fault in faults if fault), None)


def _may_hold(parent: Element, tag: str) -> bool:
    home = local(parent.tag) if is_ours(parent) else ""
    return home in (GRADIENTS if tag == "stop" else CONTAINERS)


def _any_shape(shape: Element, given: Given, by_id: ById) -> Fault | None:
    if given.get("within") and given.get("clip-rule") == "evenodd":
        return not_drawn("a clipping path with holes (clip-rule: evenodd)", CUT)
    if given.get("sheer") and any(given.get(mark, "none") != "none" for mark in MARKS):
        return not_drawn("see-through arrow heads (marker)", EXPAND)
    return None


def _ellipse(shape: Element, given: Given, by_id: ById) -> Fault | None:
    if "rx" in shape.attrib and "ry" in shape.attrib:
        return None
    return not_drawn("an ellipse with one radius", "give it both, rx and ry, or make it a circle")


def _inner_svg(frame: Element, given: Given, by_id: ById) -> Fault | None:
    if "viewBox" not in frame.attrib or {"width", "height"} <= frame.attrib.keys():
        return None
    return not_drawn("a drawing within the drawing without its width and height", "ungroup it")


def _use(copy: Element, given: Given, by_id: ById) -> Fault | None:
    part = by_id.get(named_by(copy))
    if part is None:
        return not_drawn("a copy (<use>) of what is not there", UNLINK)
    own_size = {"width", "height"} <= copy.attrib.keys() or "viewBox" not in part.attrib
    if local(part.tag) in ("symbol", "svg") and not own_size:
        return not_drawn("a copy (<use>) without its width and height", UNLINK)
    return None


def _linear(gradient: Element, given: Given, by_id: ById) -> Fault | None:
    if _of_chain(gradient, "gradientUnits", by_id) == "userSpaceOnUse":
        ends = {end: _of_chain(gradient, end, by_id) or "" for end in ("x1", "y1", "x2", "y2")}
        if not ends["x2"] or any("%" in end for end in ends.values()):
            fix = "write its ends as numbers (x1, y1, x2, y2), or give it one colour"
            return not_drawn("a gradient that begins or ends at a per cent of the page", fix)
    return None


def _radial(gradient: Element, given: Given, by_id: ById) -> Fault | None:
    if "%" in (_of_chain(gradient, "r", by_id) or "%"):
        fix = 'write its radius as a number, such as r="0.5", or give it one colour'
        return not_drawn("a round gradient whose radius is no number", fix)
    return None


def _of_chain(gradient: Element, name: str, by_id: ById) -> str | None:
    """What a gradient is given, or the one that it is made after."""
    for _ in range(9):
        if name in gradient.attrib:
            return gradient.attrib[name]
        following = by_id.get(named_by(gradient))
        if following is None:
            return None
        gradient = following
    return None


def _clip(path: Element, given: Given, by_id: ById) -> Fault | None:
    if path.get("clipPathUnits", "userSpaceOnUse") == "userSpaceOnUse":
        return None
    return not_drawn("a clipping path that is as large as its shape (clipPathUnits)", CUT)


def _marker(marker: Element, given: Given, by_id: ById) -> Fault | None:
    turn = marker.get("orient", "0").strip()
    if turn in ("auto", "auto-start-reverse") or number(turn) is not None:
        return None
    return not_drawn(f"arrow heads (marker) that are turned by “{turn[:20]}”", EXPAND)


RULES: Mapping[str, Rule] = {
    "ellipse": _ellipse,
    "svg": _inner_svg,
    "use": _use,
    "linearGradient": _linear,
    "radialGradient": _radial,
    "clipPath": _clip,
    "marker": _marker,
}
