"""The pictures that a manuscript or a clinic names: found, and read once, for all who need them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from press.project import BLACK_ONES, Line, Project
from press.read.clinic import Clinic
from press.read.fields import Field, fill
from press.read.files import read_bytes
from press.read.folding import straight
from press.read.guide import Guide
from press.read.manuscript import Manuscript
from press.read.picture_file import Fault, is_a_name, open_picture
from press.read.syntax import PICTURE
from press.walls import TooLarge

LARGEST = 5_000_000  # bytes
PHOTOS = (".png", ".jpg", ".jpeg")
DRAWING = ".svg"
FIX_PATH = "put the picture into the guide's figures folder and name it from there"


@dataclass(frozen=True)
class PictureFile:
    """A picture as the engine is given it, or why it can't be used."""

    path: Path
    data: bytes = b""  # upright, in sRGB or grey, with nothing in it but the picture
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
            alt = straight(" ".join(fill(match[1], fields).split()))
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
    shelf = _Shelf(project)
    by_name = {
        (picture.line.file, picture.name): _named_file(shelf, guide, picture) for picture in named
    }
    logo = _logo(shelf, clinic)
    held = {path: file.data for path, file in shelf.files.items() if file.data}
    return Pictures(by_name, logo, held)


def read_logo_file(project: Project, path: Path) -> PictureFile:
    """The picture of a logo by its file, or why it can't be used."""
    return _Shelf(project).take(path, logo=True)


def read_logo_picture(project: Project, clinic: Clinic) -> PictureFile | None:
    """The picture of a clinic's logo, or why it can't be used; None where it has no logo."""
    return _logo(_Shelf(project), clinic)


def _logo(shelf: _Shelf, clinic: Clinic | None) -> PictureFile | None:
    if clinic is None or clinic.logo is None:
        return None
    own = clinic.logo
    if shelf.project.leads_out(own.path):
        fix = "put the file itself here, not a link to a place elsewhere"
        return PictureFile(own.path, fault=("A115", "the logo leads out of the project", fix))
    missing = ("A111", "there is no such logo", f"put its file beside the {own.of} file")
    return shelf.take(own.path, logo=True) if own.is_there else PictureFile(own.path, fault=missing)


@dataclass
class _Shelf:
    """The pictures of a job, each opened once."""

    project: Project
    files: dict[Path, PictureFile] = field(default_factory=dict)  # by their real path
    followed: dict[Path, Path] = field(default_factory=dict)

    def real(self, path: Path) -> Path:
        """Where a path leads, followed once. Raises OSError, RuntimeError, ValueError."""
        if path not in self.followed:
            self.followed[path] = path.resolve()
        return self.followed[path]

    def take(self, path: Path, logo: bool = False) -> PictureFile:
        """A picture, with its twin for the editions in black where one lies beside it."""
        picture = self._read(path, logo)
        twin = path.parent / BLACK_ONES / path.name
        if picture.fault or not twin.is_file():
            return picture
        if self.project.holds(path) and not self.project.holds(twin):
            return picture
        if fault := self._read(twin, logo).fault:
            code, problem, fix = fault
            return replace(picture, fault=(code, f"in `{BLACK_ONES}/`: {problem}", fix))
        return picture

    def _read(self, path: Path, logo: bool) -> PictureFile:
        real = self.real(path)
        if real not in self.files:
            known = self.project.pictures
            if path not in known:
                known[path] = _read(self.project, path, logo)
            self.files[real] = known[path]
        return self.files[real]


def _named_file(shelf: _Shelf, guide: Guide, picture: Named) -> PictureFile:
    path = picture_path(shelf.project, picture.line, picture.name)

    def refuse(code: str, problem: str, fix: str = FIX_PATH) -> PictureFile:
        return PictureFile(path, fault=(code, problem, fix))

    if not is_a_name(path.name + picture.name):
        fix = "give the file a name of letters, digits and hyphens, and write it so"
        return refuse("A115", "the name of this picture holds what is no letter", fix)
    try:
        if urlsplit(picture.name).scheme or picture.name.startswith(("/", "\\")):
            return refuse("A115", f"`{picture.name}` is an address, not a file of this guide")
        resolved = shelf.real(path)
        there = resolved.is_file()
    except (OSError, RuntimeError, ValueError):
        return refuse("A115", f"`{picture.name[:60]}` can't be followed")
    if not resolved.is_relative_to(shelf.real(guide.folder)):
        return refuse("A115", f"`{picture.name}` leads out of the guide's folder")
    if not there:
        problem = f"there is no picture `{picture.name}`"
        return PictureFile(path, fault=("A111", problem, _near(path)))
    return shelf.take(resolved)


def _near(path: Path) -> str:
    files = (one.name for one in path.parent.glob("*") if one.suffix in (DRAWING, *PHOTOS))
    names = sorted(name for name in files if is_a_name(name))
    return f"correct the name; there are: {', '.join(names[:12])}" if names else FIX_PATH


def _read(project: Project, path: Path, logo: bool) -> PictureFile:
    """A picture; its size is asked before it is opened, its kind before it is judged."""
    try:
        data, fault = open_picture(path.name, read_bytes(project, path, LARGEST), logo)
        if path.suffix.lower() not in (DRAWING, *PHOTOS):
            problem = f"the picture's name ends with `{path.suffix}`, and not with its kind"
            fix = "save it as SVG, PNG or JPEG, with a name that ends with .svg, .png or .jpg"
            fault = fault or ("A113", problem, fix)
        return PictureFile(path, b"" if fault else data, fault)
    except TooLarge as error:
        problem = f"the picture has {error.size / 1e6:.1f} MB"
        fix = f"save it smaller; the most is {LARGEST / 1e6:.0f} MB"
        return PictureFile(path, fault=("A114", problem, fix))
    except OSError as error:
        problem = f"the picture can't be read: {error.strerror}"
        return PictureFile(path, fault=("A113", problem, "see that you may read it"))
