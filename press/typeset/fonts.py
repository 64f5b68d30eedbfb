"""The fonts that may be used: those of styles/fonts/, by the names that the tokens give them."""

from __future__ import annotations

import contextlib
import re

from press.project import Project
from press.read.files import read_bytes, read_lines


def declared_families(project: Project) -> frozenset[str]:
    """The font families that tokens.css declares; the engine may use no others."""
    lines = read_lines(project, project.styles / "tokens.css", []) or ()
    text = "\n".join(line.text for line in lines)
    faces = re.findall(r"@font-face\s*\{[^}]*\}", text)
    names = (re.search(r"font-family:\s*[\"']?([^;\"']+)", face) for face in faces)
    return frozenset(name[1].strip() for name in names if name)


def font_files(project: Project) -> tuple[bytes, ...]:
    """The files of styles/fonts/, as the engine is given them; what can't be read is left out."""
    found = []
    for path in sorted((project.styles / "fonts").glob("*.[ot]tf")):
        with contextlib.suppress(OSError):
            found.append(read_bytes(project, path))
    return tuple(found)
