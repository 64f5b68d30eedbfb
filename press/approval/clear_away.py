"""Takes out of `dist/` what was printed of a withdrawn text, so that nobody prints it by slip."""

from __future__ import annotations

import re
from collections.abc import Iterable

from press.pdf.readback import texts
from press.project import Project
from press.read.folding import folded
from press.run.publish import LARGEST, SCREEN, digest, read_manifest, write_manifest
from press.walls import below, read_plain

NUMBER = r"[0-9]+\.[0-9]+"


def clear_away(project: Project, job: str, codes: Iterable[str]) -> list[str]:
    """Remove the files of a job and of its clinics' jobs that bear one of these codes.

    A `*` in a code stands for any number: a draft of the same text bears another than what was
    signed. Which they are is read off their pages. Returns their names below `dist/`. What was
    changed there since, or can't be read, stays. Raises CannotPublish.
    """
    manifest = read_manifest(project) or {}
    wanted = [re.compile(re.escape(folded(code)).replace(r"\*", NUMBER)) for code in codes]
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


def _pages(name: str, data: bytes) -> list[str]:
    """What the pages of a file say; a phone edition is one, its marks of HTML read with it."""
    if name.endswith(SCREEN):
        return [folded(data.decode("utf-8", "ignore"))]
    return [folded(page) for page in texts(data)]


def _bears(project: Project, name: str, known: str, codes: Iterable[re.Pattern[str]]) -> bool:
    try:
        data = read_plain(below(project.dist, *name.split("/")), LARGEST)
    except OSError:
        return False
    pages = _pages(name, data) if digest(data) == known else []
    return any(code.search(page) for page in pages for code in codes)
