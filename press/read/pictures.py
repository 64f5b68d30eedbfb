"""The pictures that a manuscript or a clinic names: found, and read once, for all who need them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from press.project import BLACK_ONES, Line, Project
from press.read.clinic import Clinic
from press.read.fields import Field, fill
from press.read.files import read_bytes
from press.read.guide import Guide
from press.read.manuscript import Manuscript
from press.read.syntax import PICTURE

LARGEST = 5_000_000  # bytes
PHOTOS = (".png", ".jpg", ".jpeg")
DRAWING = ".svg"
FIX_PATH = "put the picture into the guide's figures folder and name it from there"

Fault = tuple[str, str, str]  # code, problem, fix


@dataclass(frozen=True)
class PictureFile:
    """A picture's file as it was read, or why it can't be used (A111, A113 to A115)."""

    path: Path
    data: bytes = b""
    fault: Fault | None = None


@dataclass(frozen=True)
class Named:
    """A picture as a line names it."""

    line: Line
    column: int
    alt: str
    name: str


def pictures_of(manuscript: Manuscript, fields: Mapping[str, Field]) -> Iterator[Named]:
    """Every picture that the manuscript names, in order, with its alternative text."""
    for line in manuscript.lines:
        for match in PICTURE.finditer(line.text):
            alt = " ".join(fill(match[1], fields).split())
            yield Named(line, match.start() + 1, alt, match[2])


def picture_path(project: Project, line: Line, name: str) -> Path:
    """Where a picture lies that `line` names: beside the file that holds the line."""
    return (project.root / line.file).parent.joinpath(unquote(name)).absolute()


@dataclass(frozen=True)
class Pictures:
    """What was read of a job's pictures. `held` has the bytes of each, by its real path."""

    by_name: Mapping[tuple[str, str], PictureFile]  # file of the line, name in it
    logo: PictureFile | None
    held: Mapping[Path, bytes]

    def file(self, picture: Named) -> PictureFile:
        """The file that a line names."""
        return self.by_name[picture.line.file, picture.name]


def read_pictures(
    project: Project, guide: Guide, manuscripts: Sequence[Manuscript], clinic: Clinic | None
) -> Pictures:
    """Every picture of a job, each file opened once, and its twin for the editions in black."""
    named = (picture for manuscript in manuscripts for picture in pictures_of(manuscript, {}))
    by_name = {
        (picture.line.file, picture.name): _named_file(project, guide, picture) for picture in named
    }
    logo = None
    if clinic and clinic.logo:
        missing = ("A111", "there is no such logo", "put its file beside the clinic's file")
        there = clinic.logo.is_file()
        logo = _read(project, clinic.logo) if there else PictureFile(clinic.logo, fault=missing)
    held = {file.path.resolve(): file.data for file in by_name.values() if file.data}
    twins = [path.parent / BLACK_ONES / path.name for path in held]
    files = [_read(project, twin) for twin in twins if twin.is_file() and project.holds(twin)]
    for path in clinic.pictures if clinic else ():
        files += [_read(project, path)] if path.is_file() else []
    held |= {file.path.resolve(): file.data for file in files if file.data}
    return Pictures(by_name, logo, held)


def _named_file(project: Project, guide: Guide, picture: Named) -> PictureFile:
    path = picture_path(project, picture.line, picture.name)

    def refuse(code: str, problem: str, fix: str = FIX_PATH) -> PictureFile:
        return PictureFile(path, fault=(code, problem, fix))

    if urlsplit(picture.name).scheme or picture.name.startswith(("/", "\\")):
        return refuse("A115", f"`{picture.name}` is an address, not a file of this guide")
    try:
        resolved = path.resolve()
    except (OSError, RuntimeError):
        return refuse("A115", f"`{picture.name}` can't be followed")
    if not resolved.is_relative_to(guide.folder.resolve()):
        return refuse("A115", f"`{picture.name}` leads out of the guide's folder")
    if not resolved.is_file():
        problem = f"there is no picture `{picture.name}`"
        return PictureFile(path, fault=("A111", problem, _near(path)))
    return _read(project, resolved)


def _near(path: Path) -> str:
    names = sorted(p.name for p in path.parent.glob("*") if p.suffix in (DRAWING, *PHOTOS))
    return f"correct the name; there are: {', '.join(names[:12])}" if names else FIX_PATH


def _read(project: Project, path: Path) -> PictureFile:
    """A picture's bytes; its size is asked before it is opened, its kind too."""
    suffix = path.suffix.lower()
    try:
        size = path.stat().st_size
        if size > LARGEST:
            problem = f"the picture has {size / 1_000_000:.1f} MB"
            fix = f"save it smaller; the most is {LARGEST / 1_000_000:.0f} MB"
            return PictureFile(path, fault=("A114", problem, fix))
        if suffix not in (DRAWING, *PHOTOS):
            problem = f"`{suffix or path.name}` is not a kind of picture that we print"
            return PictureFile(path, fault=("A113", problem, "save it as SVG, PNG or JPEG"))
        return PictureFile(path, read_bytes(project, path))
    except OSError as error:
        problem = f"the picture can't be read: {error.strerror}"
        return PictureFile(path, fault=("A113", problem, "see that you may read it"))
