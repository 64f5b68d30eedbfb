"""Turns pictures black: what an edition in black only prints of an SVG or of a photo.

No tone is screened: a copier would cut it at one level anyway, so it is cut here, where it can be
looked at. A picture is cut half-way between its darkest tone and paper, so that a pale one stays.
"""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree

from PIL import Image, ImageColor

from press.colour import BLACK, WHITE, code_of, lightness

SVG = "http://www.w3.org/2000/svg"
PAINTS = ("fill", "stroke", "stop-color")
SHEER = ("opacity", "fill-opacity", "stroke-opacity", "stop-opacity")
NO_PAINT = ("none", "transparent", "inherit", "")
LIGHT_LINE = 0.75  # a line darker than this is a line, whatever its shape is filled with
PAPER = 255
PICTURES = (".svg", ".png", ".jpg", ".jpeg")


def in_black(svg: str) -> str:
    """The same SVG in black and white only, its shapes as they are. Raises ElementTree.ParseError.

    Fills darker than the cut become black, others white; lines become black unless they are nearly
    white, as where one part is cut out of another. What lets the ground through does so no more.
    """
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(svg)
    for element in root.iter():
        _unfold_style(element)
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
            element.attrib.pop(name, None)
    return ElementTree.tostring(root, encoding="unicode")


def photo_in_black(photo: bytes) -> bytes:
    """A PNG or JPEG as a PNG in black and white. Raises OSError where Pillow can't read it."""
    with Image.open(io.BytesIO(photo)) as picture:
        sheet = Image.new("RGBA", picture.size, "white")
        grey = Image.alpha_composite(sheet, picture.convert("RGBA")).convert("L")
    cut = (int(grey.getextrema()[0]) + PAPER) // 2  # type: ignore[arg-type]
    made = io.BytesIO()
    # kept as grey: the engine would make red, green and blue of one bit
    grey.point([0] * cut + [PAPER] * (PAPER + 1 - cut)).save(made, "PNG")
    return made.getvalue()


def in_black_only(name: str, picture: bytes) -> bytes:
    """The picture of that file name in black only. Raises as the two above, and UnicodeError."""
    if name.lower().endswith(".svg"):
        return in_black(picture.decode()).encode()
    return photo_in_black(picture)


def _unfold_style(element: ElementTree.Element) -> None:
    """Colours of a style attribute as attributes of their own: they go before all others."""
    rest = []
    for part in element.attrib.pop("style", "").split(";"):
        name, _, value = (text.strip() for text in part.partition(":"))
        if name in (*PAINTS, *SHEER):
            element.set(name, value)
        elif name:
            rest.append(f"{name}:{value}")
    if rest:
        element.set("style", ";".join(rest))


def _tone(colour: str) -> float | None:
    """How light a colour is, 0 to 1; None where it is no paint, or is one that we can't tell."""
    colour = re.sub(r"\s*/[^)]*", "", colour.strip().lower())
    if colour in NO_PAINT:
        return None
    try:
        red, green, blue = ImageColor.getrgb(colour)[:3]
    except ValueError:
        return None  # url(#…) or currentcolor; what comes of it is seen on the page
    return lightness(code_of((red, green, blue)))
