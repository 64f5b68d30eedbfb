"""Typesets composed HTML: pages at one size of type. The one door to WeasyPrint.

Nothing of the machine gets in: no fonts but ours, no file but the project's, no network, no clock.
"""

from __future__ import annotations

import contextlib
import logging
import mimetypes
import os
import warnings
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote_to_bytes, urlsplit
from urllib.request import url2pathname

from press.limits import SHORT
from press.project import BLACK_ONES, Project
from press.read.files import read_bytes, read_lines
from press.read.picture_file import type_of
from press.read.pictures import DRAWING, PHOTOS
from press.typeset.brand_sheet import NO_BRAND, BrandSheet
from press.typeset.furniture import Slot, WritingLine
from press.typeset.monochrome import in_black_only
from press.typeset.pdfa import finish
from press.typeset.quick_engine import import_engine
from press.typeset.relay import Laid, lay_out_again, lay_out_front
from press.typeset.setting import Setting

VARIANT = "pdf/a-2a"  # typeset/pdfa.py makes it a PDF/UA-1 too
SUBSETTER_MISSING = "Using fontTools instead of HarfBuzz-Subset"
NO_ALT = "has no required alt description"  # true of decoration; A208 finds the others
NO_FONTS = "No fonts configured in FontConfig"  # true, and on purpose


class EngineFault(Exception):  # noqa: N818 - named by what happened
    """The engine fell over; the text says how."""


@contextlib.contextmanager
def _at_work() -> Iterator[None]:
    try:
        yield
    except MemoryError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno in SHORT:
            raise  # no fault of a manuscript
        raise EngineFault(f"{type(error).__name__}: {error}") from error


@dataclass
class Engine:
    """The engine, ready for one project, and what it grumbled about since it was last asked."""

    project: Project
    weasyprint: Any
    grumbles: list[str] = field(default_factory=list)

    def hear(self) -> list[str]:
        """The warnings since the last call, each once, without those that are not for us."""
        heard, self.grumbles[:] = list(dict.fromkeys(self.grumbles)), []
        idle = (SUBSETTER_MISSING, NO_ALT)
        return [text for text in heard if not any(one in text for one in idle)]


class _Listener(logging.Handler):
    def __init__(self, grumbles: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.grumbles = grumbles

    def emit(self, record: logging.LogRecord) -> None:
        self.grumbles.append(record.getMessage())


def start_engine(project: Project) -> Engine:
    """Import WeasyPrint with the fonts and clock shut out. Raises ImportError, OSError."""
    os.environ["FONTCONFIG_FILE"] = str(project.styles / "fonts" / "fonts.conf")
    os.environ["SOURCE_DATE_EPOCH"] = "0"  # fontTools stamps subsets with it
    warnings.filterwarnings("ignore", message="HarfBuzz-Subset will be required")
    warnings.filterwarnings("ignore", message=NO_FONTS)
    engine = Engine(project, import_engine())
    logger = logging.getLogger("weasyprint")
    logger.handlers = [_Listener(engine.grumbles)]
    logger.propagate = False
    return engine


class Sheets:
    """A product's style sheet, parsed once for every size that is tried. Raises EngineFault."""

    @_at_work()
    def __init__(
        self,
        engine: Engine,
        path: Path,
        held: Mapping[Path, bytes] | None = None,
        black_only: bool = False,
        brand: BrandSheet = NO_BRAND,
    ) -> None:
        self.engine = engine
        self.brand = brand
        self.fetcher = _fetcher(engine, {**(held or {}), **brand.held}, black_only, brand)
        self.fonts = engine.weasyprint.text.fonts.FontConfiguration()
        lines = read_lines(engine.project, path, []) or ()
        self.sheet = engine.weasyprint.CSS(
            string="\n".join(line.text for line in lines), base_url=path.as_uri(),
            url_fetcher=self.fetcher, font_config=self.fonts,
        )  # fmt: skip
        self.own = engine.weasyprint.CSS(
            string=brand.css, base_url=path.as_uri(), url_fetcher=self.fetcher,
            font_config=self.fonts,
        )  # fmt: skip
        self.parsed: dict[str, Any] = {}  # by its HTML
        self.trims: dict[tuple[float, float], Any] = {}
        self.images: dict[str, Any] = {}  # read once for every size

    @_at_work()
    def lay_out(self, html: str, size: float, trim: tuple[float, float]) -> Any:
        """The pages of `html` with the ladder's step at `size` pt, on a `trim` in mm."""
        document, options = self.given(html, size, trim)
        return document.render(**options)

    @_at_work()
    def lay_out_again(
        self,
        html: str,
        size: float,
        trim: tuple[float, float],
        before: Laid | None,
        first: Collection[int],
    ) -> Laid:
        """The same, where only what differs from `before` is laid out; the pages `first`, first."""
        document, options = self.given(html, size, trim)
        return lay_out_again(document, options, before, first)

    @_at_work()
    def lay_out_front(self, html: str, size: float, trim: tuple[float, float]) -> Any:
        """The same, of which only the first page is sure to be there."""
        document, options = self.given(html, size, trim)
        return lay_out_front(document, options)

    def given(self, html: str, size: float, trim: tuple[float, float]) -> tuple[Any, Any]:
        """The parsed text, and the options with which it is laid out."""
        if trim not in self.trims:
            rule = f"@page {{ size: {trim[0]}mm {trim[1]}mm }}"
            self.trims[trim] = self.engine.weasyprint.CSS(string=rule, font_config=self.fonts)
        if html not in self.parsed:
            base = self.engine.project.root.as_uri() + "/"
            parsed = self.engine.weasyprint.HTML(
                string=html, base_url=base, url_fetcher=self.fetcher
            )
            self.parsed[html] = parsed
        document = self.parsed[html]
        document.etree_element.set("style", f"--step:{size}pt")
        return document, {
            "stylesheets": [self.sheet, self.own, self.trims[trim]],
            "font_config": self.fonts,
            "pdf_variant": VARIANT,
            "cache": self.images,
        }


@_at_work()
def write(document: Any) -> bytes:
    """The pages as a PDF/A-2a and PDF/UA-1, to be printed at true size. Raises EngineFault."""
    from weasyprint.formatting_structure import boxes

    pdf: bytes = document.write_pdf(pdf_variant=VARIANT, finisher=partial(finish, boxes=boxes))
    return pdf


def _path_of(address: str) -> Path:
    """The path that a file's address stands for, whatever bytes its name is of."""
    if os.name == "nt":
        return Path(url2pathname(address))
    return Path(os.fsdecode(unquote_to_bytes(address)))


def _fetcher(
    engine: Engine, held: Mapping[Path, bytes], black_only: bool, brand: BrandSheet
) -> Any:
    """Gives out the files that are `held`, and those of templates/ and styles/; nothing else.

    Signs and marks come in the colours of the `brand`.

    With `black_only` every picture, whether a sign, a figure or a logo, comes in black and white:
    one that is drawn for it, in a folder `mono` beside it, or the same one made black.
    """
    base: Any = engine.weasyprint.URLFetcher
    project = engine.project
    own = [folder.resolve() for folder in (project.styles, project.templates)]

    def content(path: Path) -> bytes | None:
        real = path.resolve()
        if real in held:
            return held[real]
        ours = any(real.is_relative_to(folder) for folder in own)
        if not ours or not real.is_file():
            return None
        body = read_bytes(project, real)
        return brand.painted(body) if real.suffix == DRAWING else body

    class Fetcher(base):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            parts = urlsplit(url)
            path = _path_of(parts.path)
            body = content(path) if parts.scheme == "file" else None
            if body is None:
                raise ValueError("nothing outside the project is read")
            given, kind = url, mimetypes.guess_type(path.name)[0]
            if path.suffix.lower() in (DRAWING, *PHOTOS):
                if black_only:
                    twin = content(path.parent / BLACK_ONES / path.name)
                    body = in_black_only(body if twin is None else twin)
                # not a file's address: the engine would open it again, and set what it finds
                given, kind = f"held:{quote(os.fsencode(path))}", type_of(body)
            about = {"Content-Type": kind} if kind else {}
            return engine.weasyprint.urls.URLFetcherResponse(given, body, about)

    return Fetcher(allowed_protocols=("file",), allow_redirects=False)


@dataclass(frozen=True)
class Typeset:
    """What the typesetter made: the PDF, the step of the ladder, slot and lines to write on."""

    pdf: bytes
    size: float  # pt: the step of the ladder that was chosen
    setting: Setting  # in which the pages are, with all that was filled up
    pages: int
    slot: Slot | None
    lines: tuple[WritingLine, ...]
    families: frozenset[str]
    fonts: tuple[bytes, ...]  # the files of our fonts
    over: int = 0  # words that are too many for fewer pages, where pages would be left over
    coded: bool = False  # whether it has a QR code: there was room for it
