"""The rules on ink for the print shop's file: which inks, how much, and where they may end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from press.prepress.inks import MOST, Ink
from press.prepress.readback import Mark, PressFile, box_of

BLEED = 3.0  # mm
FINE = 1.0  # pt: what is thinner is a fine line
SHORTEST_LINE = 3.0  # pt: what is shorter and as thin is a dot
NEAR = 0.01  # pt
TOLERANCE = 0.5  # per cent: a picture's ink is told in 255 steps
RGB = (Name.DeviceRGB, Name.CalRGB, Name.Lab, Name.ICCBased)
NOT_INK = "rg RG g G"
Told = Iterator[tuple[str, str]]  # code and problem


def no_colour_is_other_than_ink(back: PressFile) -> Told:
    """Neither an operator nor a colour space of RGB, in pages, drawings, patterns and masks."""
    for number, page in enumerate(back.sheet.pages, 1):
        if pikepdf.parse_content_stream(page, NOT_INK):
            yield "X108", f"page {number} is not all in inks"
    for item in back.sheet.objects:
        if isinstance(item, pikepdf.Stream):
            draws = item.get("/Subtype") == Name.Form or item.get("/PatternType") == 1
            if draws and pikepdf.parse_content_stream(item, NOT_INK):
                yield "X108", "a drawing is not all in inks"
        if _names_rgb(item):
            yield "X108", "something names a colour space that is not of inks"


def _names_rgb(item: Any) -> bool:
    """Whether a colour space of RGB stands in this object, or in what lies within it."""
    if isinstance(item, Name):
        return item in RGB
    if isinstance(item, Array):
        return len(item) > 0 and isinstance(item[0], Name) and any(map(_names_rgb, item))
    if isinstance(item, Dictionary | pikepdf.Stream):
        return any(_names_rgb(part) for part in item.values() if not _is_elsewhere(part))
    return False


def _is_elsewhere(part: Any) -> bool:
    return isinstance(part, pikepdf.Object) and part.is_indirect


def no_place_is_drowned_in_ink(back: PressFile) -> Told:
    """300 % at most, also where black type is printed over it, and in pictures."""
    for mark in back.marks:
        most = max(sum(mark.ink), sum(mark.ink[:3]) + 100) if mark.ink else 0
        if most > MOST + TOLERANCE:
            yield "X109", f"page {mark.page} has {most:.0f} % of ink in one place"
    for item in back.sheet.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/ColorSpace") == Name.DeviceCMYK:
            if item.get("/Filter") != Name.FlateDecode or item.get("/BitsPerComponent") != 8:
                yield "X109", "the ink of a picture can't be told"
                continue
            most = max(map(_total, set(memoryview(item.read_bytes()).cast("I"))), default=0)
            if most > MOST + TOLERANCE:
                yield "X109", f"a picture has {most:.0f} % of ink in one place"


def _total(pixel: int) -> float:
    return sum(pixel.to_bytes(4, "little")) / 2.55


def type_and_fine_lines_are_of_one_ink(back: PressFile) -> Told:
    """Black alone; type may be mixed in headings and the alert, a fine line in the alert."""
    for mark in back.marks:
        if mark.ink is None or not any(mark.ink[:3]) or mark.ink in back.inks.alert:
            continue
        if mark.kind == "text" and mark.ink not in back.inks.headings:
            yield "X110", f"page {mark.page} has type in {_named(mark.ink)}"
        elif _is_fine_line(mark):
            yield "X110", f"page {mark.page} has a fine line in {_named(mark.ink)}"


def _is_fine_line(mark: Mark) -> bool:
    if mark.box is None or not 0 < mark.thickness < FINE:
        return False
    left, bottom, right, top = mark.box
    return max(right - left, top - bottom) > SHORTEST_LINE


def _named(ink: Ink) -> str:
    names = ("cyan", "magenta", "yellow", "black")
    return ", ".join(f"{part:g} {name}" for part, name in zip(ink, names, strict=True) if part)


def nothing_ends_at_the_cut(back: PressFile) -> Told:
    """What reaches the trim goes on to the end of the bleed, or a slip of the knife shows white."""
    for mark in back.marks:
        page = back.sheet.pages[mark.page - 1].obj
        trim, bleed = box_of(page, "/TrimBox"), box_of(page, "/BleedBox")
        if not mark.box or not trim or not bleed or mark.ink == (0, 0, 0, 0):
            continue
        signs = (1, 1, -1, -1)
        sides = zip(mark.box, trim, bleed, signs, strict=True)
        if any(m * s < t * s + NEAR and m * s > b * s + NEAR for m, t, b, s in sides):
            yield "X105", f"something on page {mark.page} ends at the cut"


INK_RULES: tuple[Callable[[PressFile], Told], ...] = (
    no_colour_is_other_than_ink,
    no_place_is_drowned_in_ink,
    type_and_fine_lines_are_of_one_ink,
    nothing_ends_at_the_cut,
)
