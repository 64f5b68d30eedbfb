"""The redline at the desk: what changed between any two versions of a guide in a language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from press.approval.compare import NOW, compared_of, named, signed_of
from press.approval.known import known_locales
from press.approval.views import values_of
from press.desk.asked import bad
from press.desk.content import NotHere
from press.desk.desk import desk_of
from press.desk.names import namers
from press.desk.views import page, speech
from press.finding import Refused, as_object
from press.project import Project
from press.read.guide import Guide, guide_names, read_guide
from press.run.order import Order, WrongCall

LONGEST = 60  # letters of a version or product


def guide_at(project: Project, name: str, locale: str) -> Guide:
    """The guide that an address names, in a language that it has or was signed in. Raises NotHere.

    Raises HTTPException 409 where its head can't be read.
    """
    if name not in guide_names(project):
        raise NotHere(name)
    guide = read_guide(project, name, [])
    if guide is None:
        raise bad("guide_unreadable", 409)
    if locale not in known_locales(guide):
        raise NotHere(locale)
    return guide


def _compared(
    project: Project, guide: Guide, locale: str, asked: Mapping[str, str]
) -> dict[str, Any]:
    """What the page is given: the redline's own values, or why there is none."""
    old, new, product = (asked.get(key, "")[:LONGEST] for key in ("old", "new", "product"))
    values: dict[str, Any] = {"versions": [], "old": old, "new": new, "product": product,
                              "compared": None, "wrong": [], "says": ""}  # fmt: skip
    try:
        approvals = signed_of(project, guide, locale)
        values["versions"] = [one.number for one in approvals.versions]
        if not approvals.versions:
            return values
        order = Order("redline", old=old, new=new)
        compared = values_of(compared_of(project, order, guide, approvals))
        if not (old or new) and len(approvals.versions) > 1 and not _changed(compared, product):
            # nothing was changed since: what the last version changed is what is looked for
            before, last = values["versions"][-2:]
            order = Order("redline", old=before, new=last)
            compared = values_of(compared_of(project, order, guide, approvals))
        values["old"], values["new"] = named(order, approvals)
    except WrongCall as error:
        return {**values, "says": str(error)}
    except Refused as error:
        return {**values, "wrong": [as_object(one) for one in error.findings]}
    there = [sheet["product"] for sheet in compared["sheets"]]
    values["title"] = next((sheet["title"] for sheet in compared["sheets"]), "")
    if product in there:
        compared["sheets"] = [one for one in compared["sheets"] if one["product"] == product]
    return {**values, "compared": compared, "there": there, "product": product * (product in there)}


def _changed(compared: Mapping[str, Any], product: str) -> bool:
    """Whether anything of a product changed, or of any where none is named."""
    return any(one["groups"] for one in compared["sheets"] if product in ("", one["product"]))


async def redline(request: Request) -> Response:
    """What changed, in the desk's look."""
    desk, names = desk_of(request), request.path_params
    project = desk.content().project
    guide = await run_in_threadpool(guide_at, project, names["guide"], names["locale"])
    asked = request.query_params
    values = await run_in_threadpool(_compared, project, guide, names["locale"], asked)
    values |= {"guide": guide.name, "locale": names["locale"], "NOW": NOW, "on_paper": False}
    return page(request, "redline", here="due", **values, **namers(speech(request)))


ROUTES = [Route("/redline/{guide}/{locale}", redline)]
