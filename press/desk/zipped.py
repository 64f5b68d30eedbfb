"""Several printed files in one, to be kept: only what the manifest lists, as it was made."""

from __future__ import annotations

import io
import zipfile

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from press.desk.asked import bad
from press.desk.content import Content
from press.desk.desk import desk_of
from press.desk.files import disposition
from press.run.publish import LARGEST, is_whole
from press.walls import below, read_plain

MOST = 60  # files in one
THEN = (1980, 1, 1, 0, 0, 0)  # the first day that a zip knows: of two alike no byte differs


async def zipped(request: Request) -> Response:
    """`/zip?file=…&file=…`: names as the manifest has them."""
    names = list(dict.fromkeys(request.query_params.getlist("file")))
    content = desk_of(request).content()
    listed = content.printed
    if not 0 < len(names) <= MOST or not set(names) <= listed.keys():
        raise bad("no_file", 404)
    wanted = {name: listed[name] for name in names}
    data = await run_in_threadpool(_packed, content, wanted)
    headers = {"content-disposition": disposition("attachment", f"{_called(names)}.zip")}
    return Response(data, media_type="application/zip", headers=headers)


def _packed(content: Content, wanted: dict[str, str]) -> bytes:
    """The files in one. Raises HTTPException 404 where one is no longer as it was made."""
    if not is_whole(content.project, wanted):
        raise bad("file_gone_or_changed", 404)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name in wanted:
            data = read_plain(below(content.project.dist, *name.split("/")), LARGEST)
            pack.writestr(zipfile.ZipInfo(name.replace("/", "-"), THEN), data)
    return out.getvalue()


def _called(names: list[str]) -> str:
    """What the files have in common: their guide, locale and clinic."""
    folders = {name.rpartition("/")[0] for name in names}
    return folders.pop().replace("/", "-") if len(folders) == 1 else "bedside"


ROUTES = [Route("/zip", zipped)]
