"""First pages for a shelf: of a file that was printed, or of what would be printed now."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from press.finding import Finding
from press.pdf.readback import as_png
from press.read.catalogue import catalogue
from press.run.order import WrongCall
from press.run.publish import digest, read_manifest
from press.walls import BadName, below, read_plain
from press.warm.asked import as_told, key_of, read_asked
from press.warm.showing import Showing
from press.warm.tab import Tab

SHELF = 60  # dpi
LARGEST = 100_000_000  # bytes


def thumb(showing: Showing, request: Mapping[str, Any]) -> None:
    """Say the first page of a file that the manifest lists, as it lies in dist/.

    Raises KeyError or TypeError where the request names none.
    """
    head, name = {"id": request.get("id")}, str(request["name"])
    project = showing.project
    listed = {file: known for files in (read_manifest(project) or {}).values()
              for file, known in files.items()}  # fmt: skip
    pdf = b""
    if name in listed:
        try:
            pdf = read_plain(below(project.dist, *name.split("/")), LARGEST)
        except (OSError, BadName):
            pdf = b""
    if not pdf or digest(pdf) != listed[name]:
        showing.say({**head, "what": "missing"})
        return
    _say(showing, {**head, "what": "thumb"}, pdf, _dpi(request))


def first(showing: Showing, request: Mapping[str, Any]) -> None:
    """Say the first page of a product as it would be printed now, at the size that fitted last.

    Without a product it is the first of the table that the guide has. Raises as `show` does.
    """
    showing.refresh()
    names = [request["product"]] if request.get("product") else []
    names = names or [row.file for row in catalogue(showing.project).rows]
    found: list[Finding] = []
    for name in names:
        tab, found = Tab(key_of({**request, "product": name})), []

        def work(tab: Tab = tab, found: list[Finding] = found) -> bytes | None:
            asked = read_asked(showing.project, tab.key, showing.today(), found)
            return tab.front(showing.engine_now(), asked, found) if asked else None

        if pdf := showing.read(work, tab.key, found):
            _say(showing, {"id": request.get("id"), "what": "first"}, pdf, _dpi(request))
            return
        if found:
            break
    if not names:
        raise WrongCall("there is no product")
    told = {"findings": as_told(found), "text": "" if found else "nothing is written of it"}
    showing.say({"id": request.get("id"), "what": "unreadable", **told})


def _dpi(request: Mapping[str, Any]) -> float:
    return float(request.get("dpi") or SHELF)


def _say(showing: Showing, head: Mapping[str, Any], pdf: bytes, dpi: float) -> None:
    for (width, height), png in islice(as_png(pdf, dpi), 1):
        showing.say({**head, "width": width, "height": height}, [png])
