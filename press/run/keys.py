"""Keys: the digest of all that a job's bytes depend on, of all that it says, and what a file is of.

Content, templates, styles, our code, the packages and the libraries of the machine are in a key.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from press import machine
from press.project import Project
from press.read.approval_file import FOLDER
from press.read.catalogue import catalogue
from press.read.clinic import Clinic
from press.read.files import digest
from press.read.guide import FITS, Guide


def words_key(project: Project) -> str:
    """The digest of the countries' facts and the words that all guides share."""
    found = hashlib.sha256()
    for name in ("countries", "words"):
        _add_files(found, project, _files(project.content / name))
    return found.hexdigest()


def common_key(project: Project) -> str:
    """The digest of everything that all jobs share."""
    found = hashlib.sha256(words_key(project).encode())
    folders = (project.root / "press", project.templates, project.styles)
    shared = [path for folder in folders for path in _files(folder)]
    shared.append(project.root / "build.py")
    _add_files(found, project, (path for path in shared if path.suffix != ".pyc"))
    packages = sorted(
        name
        for folder in sys.path
        if folder.endswith("site-packages") and os.path.isdir(folder)  # noqa: PTH112 - quick
        for name in os.listdir(folder)  # noqa: PTH208 - quick
        if name.endswith(".dist-info")
    )
    found.update(repr((sys.version, packages, sorted(machine.versions().items()))).encode())
    return found.hexdigest()


def job_key(
    project: Project,
    common: str,
    guide: Guide,
    clinic: Clinic | None,
    product: str = "",
    *,
    signed: bool = True,
) -> str:
    """The digest of everything that one job's bytes depend on; with a `product`, those of it.

    Without `signed` only of what is said: who signed it is left out.
    """
    found = hashlib.sha256(common.encode())
    # a guess at the size changes no byte, nor does what only another product says
    left_out = {
        FITS,
        *(f"{name}.md" for name in catalogue(project).products if product not in ("", name)),
    }
    files = [path for path in _files(guide.folder) if path.name not in left_out]
    if not signed:
        files = [path for path in files if guide.folder / FOLDER not in path.parents]
    _add_files(found, project, files)
    if clinic:
        _add_files(found, project, [project.root / clinic.file, *clinic.files])
    return found.hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted(
        Path(top, name)
        for top, _, names in os.walk(folder)
        for name in names
        if not top.endswith("__pycache__")
    )


def _add_files(found: Any, project: Project, paths: Iterable[Path]) -> None:
    for path in paths:
        found.update(b"\0" + os.fsencode(project.name(path)) + b"\0")
        found.update(digest(project, path))
