"""Turns pictures black: what an edition in black only prints of an SVG or of a photo.

No tone is screened: a copier would cut it at one level anyway, so it is cut here, where it can be
looked at. A picture is cut half-way between its darkest tone and paper, so that a pale one stays.
"""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree

from PIL import Image

from press.colour import BLACK, WHITE, code_of, lightness
from press.read.paints import number, rgba
from press.read.picture_file import SVG as DRAWING
from press.read.picture_file import kind_of

SVG = "http://www.w3.org/2000/svg"
PAINTS = ("fill", "stroke", "stop-color", "color")
SHEER = ("opacity", "fill-opacity", "stroke-opacity", "stop-opacity")
LIGHT_LINE = 0.75  # a line darker than this is a line, whatever its shape is filled with
PAPER = 255
GRADIENTS = ("linearGradient", "radialGradient")


def in_black(svg: bytes) -> bytes:
    """The same SVG in black and white only, its shapes as they are. Raises ElementTree.ParseError.

    Fills darker than the cut become black, others white; lines become black unless they are nearly
    white, as where one part is cut out of another. What lets the ground through does so no more,
    and a gradient is one tone: between black and white it would be grey.
    """
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(svg)
    for element in root.iter():
        _unfold_style(element)
    for element in root.iter():
        if element.tag.rpartition("}")[2] in GRADIENTS:
            _even_out(element)
    tones = [tone for element in root.iter() for name in PAINTS
             if (tone := _tone(element.get(name, ""))) is not None]  # fmt: skip
    cut = (min(tones, default=0.0) + 1) / 2
    for element in root.iter():
        for name in PAINTS:
            tone = _tone(element.get(name, ""))
            if tone is not None:
                least = LIGHT_LINE if name == "stroke" else cut
                element.set(name, BLACK if tone < least else WHITE)
        for name in SHEER:
            hidden = name != "stop-opacity" and number(element.get(name, "")) == 0
            if not hidden:  # what is not to be seen stays away
                element.attrib.pop(name, None)
    return ElementTree.tostring(root)


def _even_out(gradient: ElementTree.Element) -> None:
    """One tone for all stops of a gradient, the mean of theirs."""
    stops = [stop for stop in gradient if stop.tag.rpartition("}")[2] == "stop"]
    tones = [tone for stop in stops if (tone := _tone(stop.get("stop-color", "black"))) is not None]
    part = round(255 * sum(tones) / len(tones)) if tones else 0
    for stop in stops:
        stop.set("stop-color", code_of((part, part, part)))


def photo_in_black(photo: bytes) -> bytes:
    """A PNG or JPEG as a PNG in black and white. Raises OSError where Pillow can't read it."""
    with Image.open(io.BytesIO(photo), formats=("PNG", "JPEG")) as picture:
        sheet = Image.new("RGBA", picture.size, "white")
        grey = Image.alpha_composite(sheet, picture.convert("RGBA")).convert("L")
    cut = (int(grey.getextrema()[0]) + PAPER) // 2  # type: ignore[arg-type]
    made = io.BytesIO()
    # kept as grey: the engine would make red, green and blue of one bit
    grey.point([0] * cut + [PAPER] * (PAPER + 1 - cut)).save(made, "PNG")
    return made.getvalue()


def in_black_only(picture: bytes) -> bytes:
    """A picture in black only. Raises as the two above."""
    return in_black(picture) if kind_of(picture)[0] == DRAWING else photo_in_black(picture)


def _unfold_style(element: ElementTree.Element) -> None:
    """Colours of a style attribute as attributes of their own: they go before all others."""
    rest = []
    for part in element.attrib.pop("style", "").split(";"):
        name, _, value = (text.strip() for text in part.partition(":"))
        if name in (*PAINTS, *SHEER):
            element.set(name, re.sub(r"\s*!\s*important$", "", value))
        elif name:
            rest.append(f"{name}:{value}")
    if rest:
        element.set("style", ";".join(rest))


def _tone(colour: str) -> float | None:
    """How light a colour is, 0 to 1; None where it is no paint, or is one that we can't tell."""
    parts = rgba(colour)
    if parts is None or parts[3] == 0:
        return None  # url(#…) or currentColor; what comes of it is seen on the page
    return lightness(code_of(parts[:3]))
