"""The pictures that a manuscript names: found, readable, described, sharp, and closed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from press.finding import Finding
from press.project import Project
from press.read.job import Job
from press.read.manuscript import Manuscript
from press.read.pictures import Named, pictures_of

LARGEST = 5_000_000  # bytes
MOST_PIXELS = 40_000_000  # a page of A4 at 600 dpi
LEAST_PIXELS = 600  # across: 300 dpi at 50 mm
PHOTOS = (".png", ".jpg", ".jpeg")
# an SVG may draw, and nothing else: no words that nobody proves, no script, no other file
FORBIDDEN = {"text", "tspan", "textPath", "script", "foreignObject", "image", "style", "animate",
             "set", "a", "iframe"}  # fmt: skip
NO_LOGO = ("A111", "there is no such logo", "put its file beside the clinic's file")
FIX_PATH = "put the picture into the guide's figures folder and name it from there"


def check_pictures(project: Project, job: Job, manuscript: Manuscript) -> list[Finding]:
    """A111 to A116 for every picture that can't be used."""
    found = []
    for picture in pictures_of(job, manuscript):
        fault = _fault(project, job, picture)
        if fault:
            found.append(picture.line.finding(*fault, picture.column))
        if not picture.alt:
            fix = "say between the [ ] what the picture shows"
            problem = "this picture has no description"
            found.append(picture.line.finding("A112", problem, fix, picture.column))
    if job.clinic and job.clinic.logo:
        fault = _file_fault(job.clinic.logo) if job.clinic.logo.is_file() else NO_LOGO
        if fault:
            found.append(job.clinic.table["logo"].finding(*fault))
    return found


Fault = tuple[str, str, str]


def _fault(project: Project, job: Job, picture: Named) -> Fault | None:
    if urlsplit(picture.name).scheme or picture.name.startswith(("/", "\\")):
        return "A115", f"`{picture.name}` is an address, not a file of this guide", FIX_PATH
    path = (project.root / picture.line.file).parent / unquote(picture.name)
    inside = job.guide.folder.resolve()
    try:
        resolved = path.resolve()
    except (OSError, RuntimeError):
        return "A115", f"`{picture.name}` can't be followed", FIX_PATH
    if not resolved.is_relative_to(inside):
        return "A115", f"`{picture.name}` leads out of the guide's folder", FIX_PATH
    if not resolved.is_file():
        return "A111", f"there is no picture `{picture.name}`", _near(path)
    return _file_fault(resolved)


def _near(path: Path) -> str:
    names = sorted(p.name for p in path.parent.glob("*") if p.suffix in (".svg", *PHOTOS))
    return f"correct the name; there are: {', '.join(names[:12])}" if names else FIX_PATH


def _file_fault(path: Path) -> Fault | None:
    """What is wrong with a picture's own file."""
    suffix = path.suffix.lower()
    try:
        size = path.stat().st_size
        if size > LARGEST:
            fix = f"save it smaller; the most is {LARGEST / 1_000_000:.0f} MB"
            return "A114", f"the picture has {size / 1_000_000:.1f} MB", fix
        if suffix == ".svg":
            return _svg_fault(path.read_text("utf-8"))
        if suffix in PHOTOS:
            return _photo_fault(path)
    except UnicodeDecodeError:
        return "A113", "the picture is not in UTF-8", "save it again as plain SVG"
    except OSError as error:
        return "A113", f"the picture can't be read: {error.strerror}", "see that you may read it"
    return "A113", f"`{suffix or path.name}` is not a kind of picture that we print", \
        "save it as SVG, PNG or JPEG"  # fmt: skip


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


def _photo_fault(path: Path) -> Fault | None:
    from PIL import Image, ImageFile

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # the engine lets half a picture pass; we don't
    Image.MAX_IMAGE_PIXELS = None  # the size is judged here, before any pixel is read
    try:
        with Image.open(path) as picture:
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
