"""The pictures that a manuscript names: found, readable, described, sharp, and closed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from press.finding import Finding
from press.read.job import Job
from press.read.manuscript import Manuscript
from press.read.pictures import PHOTOS, Fault, PictureFile, pictures_of

MOST_PIXELS = 40_000_000  # a page of A4 at 600 dpi
LEAST_PIXELS = 600  # across: 300 dpi at 50 mm
# an SVG may draw, and nothing else: no words that nobody proves, no script, no other file
FORBIDDEN = {"text", "tspan", "textPath", "script", "foreignObject", "image", "style", "animate",
             "set", "a", "iframe"}  # fmt: skip


def check_pictures(job: Job, manuscript: Manuscript) -> list[Finding]:
    """A111 to A116 for every picture that can't be used."""
    found = []
    for picture in pictures_of(manuscript, job.fields):
        if fault := _fault(job.pictures.file(picture)):
            found.append(picture.line.finding(*fault, picture.column))
        if not picture.alt:
            fix = "say between the [ ] what the picture shows"
            problem = "this picture has no description"
            found.append(picture.line.finding("A112", problem, fix, picture.column))
    logo = job.pictures.logo
    if job.clinic and logo and (fault := _fault(logo)):
        found.append(job.clinic.table["logo"].finding(*fault))
    return found


def _fault(picture: PictureFile) -> Fault | None:
    """What is wrong with a picture's own file."""
    if picture.fault:
        return picture.fault
    if picture.path.suffix.lower() in PHOTOS:
        return _photo_fault(picture.data)
    try:
        return _svg_fault(picture.data.decode("utf-8"))
    except UnicodeDecodeError:
        return "A113", "the picture is not in UTF-8", "save it again as plain SVG"


def _svg_fault(text: str) -> Fault | None:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return "A116", "the picture defines entities", "save it as plain SVG"
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        return "A113", f"the picture is broken SVG: {error}", "draw or save it again"
    for element in root.iter():
        tag = str(element.tag).rpartition("}")[2]
        if tag in FORBIDDEN:
            fix = "draw shapes only; words belong to the caption"
            return "A116", f"the picture holds <{tag}>", fix
        for name, value in _attributes(element.attrib):
            if name == "href" and not value.startswith("#"):
                return "A116", f"the picture names another file: {value[:60]}", "draw it in"
            if name.startswith("on") or re.search(r"url\(\s*['\"]?(?!#)[^)]", value):
                return "A116", f"the picture's {name} names another file or runs a program", \
                    "draw shapes only"  # fmt: skip
    if "viewBox" not in root.attrib:
        return "A113", "the picture has no viewBox, so its shape is not known", "save it again"
    return None


def _attributes(attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in attributes.items():
        yield name.rpartition("}")[2].lower(), value.strip()


def _photo_fault(photo: bytes) -> Fault | None:
    from PIL import Image, ImageFile

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # the engine lets half a picture pass; we don't
    Image.MAX_IMAGE_PIXELS = None  # the size is judged here, before any pixel is read
    try:
        with Image.open(io.BytesIO(photo)) as picture:
            wide, high = picture.size
            if wide * high > MOST_PIXELS:
                fix = "save it smaller: 2000 pixels across are plenty"
                return "A114", f"the picture is {wide} × {high} pixels", fix
            if wide < LEAST_PIXELS:
                fix = f"use one of at least {LEAST_PIXELS} pixels across, or an SVG"
                return "P303", f"the picture is only {wide} pixels across: too coarse", fix
            picture.load()
    except (OSError, SyntaxError, ValueError) as error:
        return "A113", f"the picture can't be read: {error}", "save it again, or replace it"
    return None
