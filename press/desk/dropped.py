"""A picture that is dropped on a page: judged as the press judges it, kept, and put after a line.

What it shows must be said. It is kept as the press would set it: upright, and without what a camera
notes of place and person. The file and the line are both written, or neither.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from press.desk.asked import bad, number_of, text_of
from press.desk.desk import desk_of
from press.desk.lines import Changed, Step, Steps, alone, change, path_of, read_text
from press.desk.mending import after, choice_of, conflict, known_line, written
from press.desk.views import speech
from press.project import Project
from press.read.guide import Guide
from press.read.picture_file import open_picture, type_of
from press.read.pictures import LARGEST
from press.read.syntax import MARKER, PICTURE
from press.walls import below, write_whole

FIGURES = "figures"
INSIDE = "   "  # what belongs to an item is indented so
LONGEST_NAME = 60  # letters
ENDINGS = {"image/png": ".png", "image/jpeg": ".jpg", "image/svg+xml": ".svg"}


async def picture(request: Request) -> Response:
    """Keep a picture, and name it on a line after another."""
    desk, asked = desk_of(request), request.query_params
    choice, number = choice_of(asked), number_of(asked, "line")
    file, digest, seen = (text_of(asked, name) for name in ("file", "digest", "seen"))
    alt, caption = text_of(asked, "alt", 400).strip(), text_of(asked, "caption", 200).strip()
    content = desk.content()
    content.checked(choice)
    known_line(desk, choice, file, number, seen)
    if not any(map(str.isalpha, alt)):
        raise bad("no_description", 422)
    if re.search(r"[\[\]{}]", alt + caption) or '"' in caption:
        raise bad("no_marks", 422)
    data = await _judged(request, text_of(asked, "name", 200))
    guide = content.guide(choice.guide)
    path = await run_in_threadpool(_keep, content.project, guide, text_of(asked, "name", 200), data)
    line = _line(content.project, file, path, alt, caption)

    def work() -> tuple[Step, bytes]:
        text, _ = read_text(path_of(content.project, file))
        at, new = placed(text.lines, number, line)
        return change(content.project, file, digest, at, 0, new)

    try:
        async with desk.stepping:
            step, raw = await written(desk, file, work)
            desk.steps.setdefault(choice.guide, Steps()).add(step)
    except BaseException as error:
        path.unlink(missing_ok=True)
        if isinstance(error, Changed):
            return conflict(speech(request), content, file, number, seen)
        raise
    return after(desk, choice, step, raw, picture=content.project.name(path))


async def _judged(request: Request, name: str) -> bytes:
    """The picture as it is kept. Raises HTTPException 413, 415, 422 with what is wrong."""
    data = await request.body()
    if len(data) > LARGEST:
        most = LARGEST / 1e6
        raise bad("too_large", 413, size=f"{len(data) / 1e6:.1f}", most=f"{most:.0f}")
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    plain, fault = await run_in_threadpool(open_picture, name or "it", data)
    if fault:
        _, problem, fix = fault
        raise bad("picture", 422, problem=f"{problem[:1].upper()}{problem[1:]}", fix=fix)
    if type_of(data) != given:
        raise bad("other_kind", 415)
    return plain


def _keep(project: Project, guide: Guide, name: str, data: bytes) -> Path:
    """Write a picture into the guide's figures under a name that is free. Raises HTTPException."""
    folder = guide.folder / FIGURES
    stem = re.sub(r"[^a-z0-9]+", "-", name.rpartition(".")[0].lower() or name.lower()).strip("-")
    stem, ending = stem[:LONGEST_NAME].strip("-") or "picture", ENDINGS[type_of(data)]
    try:
        with alone(project):
            path, number = below(folder, stem + ending), 1
            while os.path.lexists(path):
                number += 1
                path = below(folder, f"{stem}-{number}{ending}")
            write_whole(project.root, path, data)
    except OSError as error:
        why = error.strerror or str(error)
        raise bad("picture_not_kept", 507, why=why) from None
    return path


def _line(project: Project, file: str, path: Path, alt: str, caption: str) -> str:
    """The line that names a picture from the file that it stands in."""
    name = Path(os.path.relpath(path, (project.root / file).parent)).as_posix()
    line = f'![{alt}]({name} "{caption}")' if caption else f"![{alt}]({name})"
    match = PICTURE.fullmatch(line)
    if match is None or match[1] != alt:
        raise bad("no_marks", 422)
    return line


def placed(lines: Sequence[str], number: int, picture: str) -> tuple[int, tuple[str, ...]]:
    """Where a picture goes that is put after a line (from 1), as row from 0, and its rows.

    In an item it is indented; elsewhere it stands apart, and after a table as a whole.
    """
    at = min(number, len(lines))
    line = lines[at - 1]
    if MARKER.match(line) or line.startswith(INSIDE):
        return at, (INSIDE + picture,)
    while "|" in line and at < len(lines) and "|" in lines[at]:
        at += 1
    above = ("",) if lines[at - 1].strip() else ()
    under = ("",) if at < len(lines) and lines[at].strip() else ()
    return at, (*above, picture, *under)


ROUTES = [Route("/write/picture", picture, methods=["POST"])]
