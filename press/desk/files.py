"""The files that the pages fetch: our sheets and scripts, our faces, and PDFs that are printed.

Names are looked up in lists that are made here; none is joined to a path.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from press.desk.asked import bad
from press.desk.desk import desk_of
from press.project import Project
from press.run.papers import read_papers
from press.run.publish import LARGEST, digest
from press.walls import BadName, below, read_plain

OURS = Path(__file__).parent / "static"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".ttf": "font/ttf"}
FOR_GOOD = "private, max-age=31536000, immutable"


@cache
def _ours(root: Path) -> Mapping[str, Path]:
    own = {path.name: path for path in OURS.iterdir() if path.suffix in KINDS}
    faces = (Project(root).styles / "fonts").glob("*.ttf")
    return {**own, **{path.name: path for path in faces}}


async def static(request: Request) -> Response:
    """One of our own files."""
    root = desk_of(request).root
    path = _ours(root).get(request.path_params["name"])
    if path is None:
        raise bad("no_file", 404)
    data = await run_in_threadpool(_own, Project(root), path)
    headers = {"cache-control": "no-cache"}
    return Response(data, media_type=KINDS[path.suffix], headers=headers)


def _own(project: Project, path: Path) -> bytes:
    """One of our own files, where no link leads elsewhere. Raises HTTPException 404."""
    if path.parent != OURS and not project.holds(path):
        raise bad("no_file", 404)
    try:
        return read_plain(path, LARGEST)
    except OSError:
        raise bad("no_file", 404) from None


async def picture(request: Request) -> Response:
    """The picture of a page, by the digest of its bytes: it never changes."""
    data = desk_of(request).hub.pictures.get(request.path_params["sha"])
    if data is None:
        raise bad("no_file", 404)
    return Response(data, media_type="image/png", headers={"cache-control": FOR_GOOD})


async def pdf(request: Request) -> Response:
    """A PDF that was printed, or a paper beside it, to be shown in a frame or (`?save`) kept."""
    desk, name = desk_of(request), request.path_params["name"]
    content = desk.content()
    printed = content.printed
    papers = await run_in_threadpool(read_papers, content.project)  # a notice, a list of clinics
    if name not in {*printed, *papers} or not name.endswith(".pdf"):
        raise bad("no_file", 404)
    data = await run_in_threadpool(_printed, content.project, name)
    if digest(data) != printed.get(name, digest(data)):  # what was proved, and nothing else
        raise bad("file_changed", 404)
    how = "attachment" if "save" in request.query_params else "inline"
    headers = {"content-disposition": disposition(how, name.replace("/", "-"))}
    return Response(data, media_type="application/pdf", headers=headers)


def _printed(project: Project, name: str) -> bytes:
    """The bytes of a file in dist/, where no link leads elsewhere. Raises HTTPException 404."""
    try:
        path = below(project.dist, *name.split("/"))
        if path.resolve() != project.dist.resolve().joinpath(*name.split("/")):
            raise bad("file_link", 404)
        return read_plain(path, LARGEST)
    except (OSError, BadName):
        raise bad("file_gone", 404) from None


def disposition(how: str, name: str) -> str:
    """The header that says under which name a file is kept, in any script (RFC 6266, RFC 8187)."""
    plain = re.sub(r'[^ -~]|["\\%]', "-", name)
    return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


ROUTES = [
    Route("/static/{name}", static),
    Route("/page/{sha}.png", picture),
    Route("/pdf/{name:path}", pdf),
]
