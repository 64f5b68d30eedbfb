"""The QR code of a product: where its organisation says more of just this sheet. Segno's one door.

Black on white in every edition, with its quiet zone of four squares in the picture itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from press.products import Product
from press.project import Project
from press.read.fields import fill
from press.read.job import Job

HOST = re.compile(r"https://[^/]*/")
QUIET = 4  # squares of white around it (ISO/IEC 18004, 9.1)
LEAST_SQUARE = 0.4  # mm: a telephone reads it off a copy
GROUP = "qr-code"  # of the words file
SAYS = "description"


@dataclass(frozen=True)
class Code:
    """A QR code. `squares` are its rows with the quiet zone, 1 for black; `alt` what is heard."""

    address: str
    squares: tuple[tuple[int, ...], ...]
    alt: str

    @property
    def wide(self) -> int:
        """Squares from edge to edge, with the quiet zone."""
        return len(self.squares)

    @property
    def drawing(self) -> bytes:
        """As an SVG, a square as one unit: black on white, each run of a row in one piece."""
        wide = self.wide
        runs = []
        for y, row in enumerate(self.squares):
            x = 0
            while x < wide:
                end = x
                while end < wide and row[end] == row[x]:
                    end += 1
                if row[x]:
                    runs.append(f"M{x} {y}h{end - x}v1h-{end - x}z")
                x = end
        path = f'<path d="{"".join(runs)}" fill="#000000"/>'
        ground = f'<rect width="{wide}" height="{wide}" fill="#ffffff"/>'
        box = f'viewBox="0 0 {wide} {wide}" width="{wide}" height="{wide}"'
        made = f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{ground}{path}</svg>'
        return made.encode()


def code_of(job: Job, product: Product) -> Code | None:
    """The code that a product of a job carries; None for one without, or without an address."""
    brand = job.clinic.brand if job.clinic else None
    if not product.qr_code or brand is None or not brand.address:
        return None
    import segno

    address = f"{brand.address}/{_name(job)}"
    host = HOST.match(address)
    assert host
    # a host is the same in capitals, and takes a third less room in them (RFC 3986, 6.2.2.1)
    parts: Any = [host[0].upper(), address[host.end() :]]
    made = segno.make(parts, error="l", micro=False)  # and better, where it takes no more room
    squares = tuple(tuple(map(int, row)) for row in made.matrix_iter(border=QUIET))
    says = job.labels(GROUP).get(SAYS)
    return Code(address, squares, fill(str(says.value), job.fields) if says else "")


def _name(job: Job) -> str:
    """What the sheet is called in an address: its code, with slashes for its blanks."""
    code = job.fields.get("code")
    words = code.text.split() if code else [job.guide.name, job.locale]
    return "/".join(quote(word, safe="") for word in words)


def held_with_code(project: Project, job: Job, product: Product) -> Mapping[Path, bytes]:
    """The pictures of a job by their paths, and the QR code of one product."""
    code = code_of(job, product)
    return {**job.pictures.held, **({_path_of(project): code.drawing} if code else {})}


def told_of_code(project: Project, job: Job, product: Product) -> Mapping[str, Any] | None:
    """What a template is told: its address for the engine, its words, how many squares wide."""
    code = code_of(job, product)
    if code is None:
        return None
    return {"src": _path_of(project).as_uri(), "alt": code.alt, "wide": code.wide}


def _path_of(project: Project) -> Path:
    """By which path the engine is given the code; no file lies there."""
    return project.root.resolve() / "qr-code.svg"
