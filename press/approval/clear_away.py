"""Takes out of `dist/` what was printed of a withdrawn text, so that nobody prints it by slip."""

from __future__ import annotations

from collections.abc import Iterable

from press.pdf.readback import texts
from press.project import Project
from press.read.folding import folded
from press.run.publish import LARGEST, digest, read_manifest, write_manifest
from press.walls import below, read_plain


def clear_away(project: Project, job: str, codes: Iterable[str]) -> list[str]:
    """Remove the files of a job and of its clinics' jobs that bear one of these codes.

    Which they are is read off their pages. Returns their names below `dist/`. What was changed
    there since, or can't be read, stays. Raises CannotPublish.
    """
    manifest = read_manifest(project) or {}
    wanted = [folded(code) for code in codes]
    gone = [
        name
        for one, files in manifest.items()
        if one == job or one.startswith(f"{job}/")
        for name, known in files.items()
        if _bears(project, name, known, wanted)
    ]
    if gone:
        kept = {
            one: {name: known for name, known in files.items() if name not in gone}
            for one, files in manifest.items()
        }
        write_manifest(project, {one: files for one, files in kept.items() if files}, gone)
    return gone


def _bears(project: Project, name: str, known: str, codes: Iterable[str]) -> bool:
    try:
        pdf = read_plain(below(project.dist, *name.split("/")), LARGEST)
        pages = [folded(page) for page in texts(pdf)] if digest(pdf) == known else []
    except OSError:
        return False
    return any(code in page for page in pages for code in codes)
