"""The folder of the site: written whole, and nothing in it touched that is not ours.

`site.json` says which files are ours, each with what it was made of and its digest, and of those
that were put out as approved, of which approval they are. It is written
twice: first with all names, old and new, so that a kill leaves nothing that the next run does not
know; then, when all stands, with what there is. Files are written beside their places, and moved
when all are written: what is shown before what shows it.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from press.project import Project
from press.run.order import Order, WrongCall
from press.run.publish import LARGEST, CannotPublish, digest
from press.walls import BadName, NotPlain, below, folder_within, read_kept, read_plain, write_part

OURS = "site.json"
FORM = 1
SHOWN = 5  # names of strangers
NOT_HERE = (
    "content",
    "dist",
    "press",
    "templates",
    "styles",
    "register",
    "docs",
    "tests",
    ".cache",
)


@dataclass(frozen=True)
class Item:
    """A file of the site. `of` tells all that its bytes depend on; `make` gives them.

    `signed` tells of which approval it is.
    """

    of: str
    make: Callable[[], bytes]
    signed: str = ""


@dataclass(frozen=True)
class Put:
    """What became of a run: how many files were written and taken away, of which folders all."""

    written: int = 0
    gone: int = 0
    emptied: tuple[str, ...] = ()  # folders of a guide in a locale

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.written or self.gone)


Kept = dict[str, tuple[str, str]]  # a file's name to what it is of, and its digest


def as_item(text: str | bytes) -> Item:
    """A file whose bytes are at hand."""
    data = text.encode() if isinstance(text, str) else text
    return Item(digest(data), lambda: data)


def checked_folder(project: Project, order: Order) -> Path:
    """The folder that an order names, where it can be the site's. Raises WrongCall."""
    if order.to is None:
        raise WrongCall("say where the site is to be written: --to FOLDER, such as --to site")
    folder, shown = order.to.resolve(), order.to.as_posix()
    root = project.root.resolve()
    for name in NOT_HERE:
        if folder.is_relative_to(root / name):
            raise WrongCall(f"`{shown}` is within {name}/, which is not for a site: name another")
    if root.is_relative_to(folder):
        raise WrongCall(f"`{shown}` holds this project itself: name a folder of its own")
    if order.to.exists() and not folder.is_dir():
        raise WrongCall(f"`{shown}` is a file, and the site is a folder: name another")
    if folder.is_dir() and not _is_ours(folder):
        others = sorted(path.name for path in folder.iterdir())
        if others:
            told = ", ".join(others[:SHOWN]) + (", …" if len(others) > SHOWN else "")
            raise WrongCall(
                f"`{shown}` holds what is not of a site of ours ({told}): name an empty folder, or "
                "one that is not there yet"
            )
    return folder


def _is_ours(folder: Path) -> bool:
    return read_kept(folder / OURS, LARGEST).get("form") == FORM


def put(folder: Path, wanted: Mapping[str, Item], left: Sequence[str] = ()) -> Put:
    """Bring the folder to hold these files, in this order, and none of ours besides.

    What lies in one of the folders of `left` (each with a slash at its end) stays as it is.
    Raises CannotPublish where a name can't be written; then the old site stands, or a next run
    mends it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _put(folder, wanted, tuple(left))
    except BadName as error:
        raise CannotPublish(str(error)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        if isinstance(error, NotPlain):
            why = f"{reason}: move it away"
        else:
            why = f"{reason.lower()}: make room or rights"
        raise CannotPublish(f"can't write the site: {why}, then run it again") from error


def _put(folder: Path, wanted: Mapping[str, Item], left: tuple[str, ...]) -> Put:
    old, was = held(folder), signed_in(folder)
    paths = {name: below(folder, *name.split("/")) for name in {*old, *wanted}}
    stale = [
        name for name, item in wanted.items()
        if old.get(name, ("", ""))[0] != item.of or not _stands(paths[name], old[name][1])
    ]  # fmt: skip
    _refuse_strangers(folder, [paths[name] for name in stale if name not in old])
    kept = {name: row for name, row in old.items() if name.startswith(left) and name not in wanted}
    gone = sorted(old.keys() - wanted.keys() - kept.keys())
    signed = {name: one.signed for name, one in wanted.items() if one.signed}
    signed |= {name: was[name] for name in kept if name in was}
    if not stale and not gone:
        if signed != was:
            _note(folder, old, signed)
        return Put()
    _note(folder, {**dict.fromkeys(wanted, ("", "")), **old}, was)
    new: Kept = {name: old[name] for name in wanted if name in old}
    parts: list[tuple[Path, Path]] = []
    try:
        for name in stale:
            folder_within(folder, paths[name].parent)
            data = wanted[name].make()
            parts.append((write_part(paths[name], data), paths[name]))
            new[name] = wanted[name].of, digest(data)
    except BaseException:
        for part, _ in parts:
            part.unlink(missing_ok=True)
        raise
    for name in gone:  # before the pages move: what was withdrawn is not there a moment longer
        _take_away(folder, paths[name])
    for part, path in parts:
        part.replace(path)
    _note(folder, {**kept, **{name: new[name] for name in wanted}}, signed)
    still = {_place(name) for name in (*wanted, *kept)}
    return Put(len(stale), len(gone), tuple(sorted({_place(name) for name in gone} - still - {""})))


def _place(name: str) -> str:
    """The guide and locale that a file is of, as the folders say it; "" of what is of none."""
    parts = name.split("/")
    return "/".join(parts[:2]) if len(parts) > 2 else ""


def held(folder: Path) -> Kept:
    """What is ours; nothing of it where the file is torn, for then it is none."""
    files = read_kept(folder / OURS, LARGEST).get("files")
    kept: Kept = {}
    for name, row in files.items() if isinstance(files, dict) else ():
        with contextlib.suppress(BadName, ValueError, TypeError):
            below(folder, *name.split("/"))
            of, known = row
            kept[name] = str(of), str(known)
    return kept


def signed_in(folder: Path) -> dict[str, str]:
    """Of which approval each file is that was put out as approved, by its name."""
    signed = read_kept(folder / OURS, LARGEST).get("signed")
    known = signed.items() if isinstance(signed, dict) else ()
    return {name: one for name, one in known if isinstance(one, str)}


def is_whole(folder: Path, name: str, known: str) -> bool:
    """Whether a file of ours lies there with this digest. `name` is one that `held` gave."""
    return _stands(below(folder, *name.split("/")), known)


def _note(folder: Path, files: Kept, signed: Mapping[str, str]) -> None:
    rows = {name: list(files[name]) for name in sorted(files)}
    told = {"form": FORM, "files": rows, "signed": dict(sorted(signed.items()))}
    text = json.dumps(told, indent=1, ensure_ascii=False) + "\n"
    write_part(folder / OURS, text.encode()).replace(folder / OURS)


def _stands(path: Path, known: str) -> bool:
    try:
        return not path.is_symlink() and digest(read_plain(path, LARGEST)) == known
    except OSError:
        return False


def _refuse_strangers(folder: Path, paths: Sequence[Path]) -> None:
    """Raise NotPlain where something lies that is not ours and that the site would write over."""
    for path in paths:
        if path.exists() or path.is_symlink():
            name = path.relative_to(folder).as_posix()
            raise NotPlain(f"`{name}` lies there, and is not of the site")


def _take_away(folder: Path, path: Path) -> None:
    """Remove a file of ours, what a kill left of it, and folders that are empty after that.

    Below a link nothing is ours: it leads elsewhere.
    """
    if any(above.is_symlink() for above in _between(folder, path)):
        return
    path.with_name(f".{path.name}.part").unlink(missing_ok=True)
    path.unlink(missing_ok=True)
    for above in _between(folder, path):
        with contextlib.suppress(OSError):  # something else lies there, or it is gone
            above.rmdir()


def _between(folder: Path, path: Path) -> Iterator[Path]:
    for above in path.parents:
        if above == folder:
            return
        yield above
