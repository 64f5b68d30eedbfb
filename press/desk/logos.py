"""Logos that were dropped on a form, and how they are printed: in colour, and in black only.

They are kept in memory, by their digests, until the form is saved; a desk that was started anew
has them no more, and asks for them again.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from press.desk.clinic_form import FOLDER
from press.desk.content import Content
from press.desk.kept import Kept
from press.project import BLACK_ONES, Project
from press.read.files import hold, read_bytes
from press.read.picture_file import kind_of, type_of
from press.read.pictures import PictureFile, read_logo_file
from press.run.publish import digest
from press.typeset.monochrome import in_black_only
from press.walls import below, read_plain

MOST = 32  # pictures that are kept
ENDINGS = {"PNG": ".png", "JPEG": ".jpg", "SVG": ".svg"}


@dataclass(frozen=True)
class Logo:
    """A picture as it was dropped, as the engine is given it, and as editions in black print it."""

    raw: bytes
    shown: bytes
    black: bytes

    @property
    def ending(self) -> str:
        return ENDINGS[kind_of(self.raw)[0]]

    def picture(self, black: bool) -> tuple[bytes, str]:
        """The bytes of it in colour or black, and their media type."""
        data = self.black if black else self.shown
        return data, type_of(data)


class Logos:
    """Those of one desk, the oldest let go first."""

    def __init__(self) -> None:
        self.kept: Kept[Logo] = Kept(MOST)

    def keep(self, logo: Logo) -> str:
        """Keep a logo; its digest."""
        sha = digest(logo.raw)
        self.kept.keep(sha, logo)
        return sha

    def drop(self, root: Path, data: bytes) -> tuple[str, PictureFile]:
        """Take in a picture that was dropped: its digest, or "" and the fault that it has."""
        kind = kind_of(data)[0]
        project = Project(root)
        path = project.content / FOLDER / f"dropped{ENDINGS.get(kind, '.png')}"
        hold(project, path, data)
        file = read_logo_file(project, path)
        if file.fault:
            return "", file
        return self.keep(Logo(data, file.data, in_black_only(file.data))), file

    def of_file(self, project: Project, file: PictureFile) -> str:
        """Take in the logo of a clinic's file, with its twin in black; "" where it has a fault."""
        if file.fault or not file.data:
            return ""
        twin = file.path.parent / BLACK_ONES / file.path.name
        here = twin.is_file() and not project.leads_out(twin)
        black = read_logo_file(project, twin).data if here else b""
        raw = read_bytes(project, file.path)
        return self.keep(Logo(raw, file.data, in_black_only(black or file.data)))


def free_name(content: Content, key: str, logo: Logo) -> str:
    """What a new logo's file is called: never like another picture's, nor like a twin in black."""
    folder = content.project.content / FOLDER
    number = 1
    while True:
        name = f"{key}{f'-{number}' if number > 1 else ''}{logo.ending}"
        path, twin = below(folder, name), below(folder, BLACK_ONES, name)
        if _holds(path, logo.raw) or not (path.exists() or path.is_symlink() or twin.exists()):
            return name
        number += 1


def _holds(path: Path, data: bytes) -> bool:
    try:
        return read_plain(path, len(data)) == data
    except OSError:
        return False
