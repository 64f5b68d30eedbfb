"""A Word document opened within walls: what it is by its content, how large it may unpack.

It is a packed folder of XML files (ECMA-376). None of them has a DOCTYPE; one that has is refused,
for it could reach out, or unfold without end.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.parsers import expat

from press.draft.text import Unfit

LARGEST = 50_000_000  # bytes of the file
UNPACKED = 200_000_000  # bytes of all that is in it
LARGEST_PART = 30_000_000  # bytes of one XML file in it
MOST_PARTS = 5000
DEEPEST = 120  # one element in another; Word's own tables in tables reach 60
SAVE = "open it in your word processor, and save it as .docx"
OTHERS = (
    (b"\xd0\xcf\x11\xe0", "it is a Word file of before 2007, or has a password: "
     f"{SAVE}, without a password"),
    (b"{\\rtf", f"it is an RTF text: {SAVE}"),
    (b"%PDF", "it is a PDF, of which no text can be brought in safely: take the file that it was "
     "made from"),
    (b"<", f"it is a web page or XML: {SAVE}"),
)  # fmt: skip
NOT_WHOLE = "it is torn or not whole: copy it again, or save it again in your word processor"


@dataclass(frozen=True)
class Package:
    """The parts of a document by their names, and the name of the main one."""

    parts: Mapping[str, bytes]
    main: str

    def tree(self, name: str) -> ElementTree.Element | None:
        """One part as XML; None where there is none. Raises Unfit."""
        data = self.parts.get(name)
        return None if data is None else parse_safely(data)

    def targets(self, kind: str) -> list[str]:
        """The names of the parts that the main one refers to, by kind: `footnotes`, `header`."""
        return [name for name, one in self.relations(self.main) if one.endswith(f"/{kind}")]

    def relations(self, of: str) -> list[tuple[str, str]]:
        """What a part refers to: each by name and kind, those outside the file left out."""
        folder, _, name = of.rpartition("/")
        tree = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        rows = [] if tree is None else [one for one in tree if one.get("TargetMode") != "External"]
        return [(_joined(folder, one.get("Target", "")), one.get("Type", "")) for one in rows]


def _joined(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def open_package(data: bytes) -> Package:
    """The parts of a .docx. Raises Unfit, in plain words."""
    for magic, why in OTHERS:
        if data[:200].lstrip().startswith(magic):
            raise Unfit(why)
    if not data.startswith(b"PK"):
        raise Unfit(f"it is no Word document: {SAVE}")
    try:
        parts = _unpacked(data)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
            RuntimeError):  # fmt: skip
        raise Unfit(NOT_WHOLE) from None
    if b"opendocument" in parts.get("mimetype", b""):
        raise Unfit(f"it is an OpenDocument text: {SAVE}")
    package = Package(parts, "")
    mains = [name for name, kind in package.relations("") if kind.endswith("/officeDocument")]
    main = next((name for name in [*mains, "word/document.xml"] if name in parts), "")
    tree = parse_safely(parts[main]) if main else None
    if tree is None or not re.search(r"wordprocessingml.*\}document$", tree.tag):
        raise Unfit(f"it is a packed file, but no Word document: {SAVE}")
    return Package(parts, main)


def _unpacked(data: bytes) -> dict[str, bytes]:
    """Each file in a packed one, by its name. Raises Unfit and what zipfile raises."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        rows = archive.infolist()
        if len(rows) > MOST_PARTS or sum(row.file_size for row in rows) > UNPACKED:
            raise Unfit(f"it unpacks to more than {UNPACKED // 1_000_000} MB: {SAVE} with smaller "
                        "pictures")  # fmt: skip
        if any(row.flag_bits & 1 for row in rows):
            raise Unfit("it has a password: save it without one")
        parts = {}
        for row in rows:
            with archive.open(row) as file:
                parts[row.filename.lstrip("/")] = file.read(row.file_size + 1)
        return parts


def parse_safely(data: bytes) -> ElementTree.Element:
    """XML without a DOCTYPE, of a bearable size and depth. Raises Unfit."""
    depth = 0

    def opened(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Unfit("its tables or boxes stand too deep, one in another: write it flat")

    def closed(_: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*_: object) -> None:
        raise Unfit("it holds instructions (a DOCTYPE) that no word processor writes: don't use it")

    if len(data) > LARGEST_PART:
        raise Unfit(f"its text has more than {LARGEST_PART // 1_000_000} MB: bring in a part of it")
    judge = expat.ParserCreate()
    judge.StartElementHandler, judge.EndElementHandler = opened, closed
    judge.StartDoctypeDeclHandler = doctype
    try:
        judge.Parse(data, True)
        return ElementTree.fromstring(data)
    except (expat.ExpatError, ElementTree.ParseError, LookupError, ValueError):
        raise Unfit(NOT_WHOLE) from None
