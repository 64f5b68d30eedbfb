"""Clinics: a list of them, and the form in which one is made or changed."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from press.desk.asked import bad, body_of
from press.desk.clinic_form import (
    NEW,
    Form,
    Stands,
    form_of,
    key_for,
    may_be_key,
    path_of,
)
from press.desk.clinic_judged import NAMED, Judgement, Say, judge, plain
from press.desk.clinic_shown import labelled, listed, shown
from press.desk.content import Content, NotHere
from press.desk.desk import Desk, desk_of
from press.desk.lines import alone
from press.desk.logos import free_name
from press.desk.views import page, speech, told
from press.finding import Finding, Place
from press.read.clinic import Clinic
from press.read.guide import country_of
from press.run.publish import digest
from press.walls import write_whole

OURS = ("saved", "today", "file", "clinic")  # of a form's address; what else stands there is kept
SAFE = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
SAVING = threading.Lock()  # one form after the other


def kept_of(request: Request) -> str:
    """What of the address goes on to other pages: the guide and the language that were chosen."""
    pairs = [(k, v) for k, v in request.query_params.multi_items() if k not in OURS]
    return urlencode(pairs)


async def clinics(request: Request) -> Response:
    """All clinics, with what is wrong with each."""
    content = desk_of(request).content()
    rows = await run_in_threadpool(listed, content, speech(request))
    return page(request, "clinics", rows=rows, kept=kept_of(request))


async def clinic(request: Request) -> Response:
    """The form of one clinic, or an empty one."""
    desk, key = desk_of(request), request.path_params["key"]
    content, query = desk.content(), request.query_params
    is_new = key == NEW and "file" not in query
    if not is_new and key not in content.clinic_files:
        raise NotHere(key)
    made = await run_in_threadpool(
        shown,
        desk,
        content,
        "" if is_new else key,
        "today" in query,
        speech(request),
        query.get("guide", ""),
        country_of(query.get("locale", "")),
    )
    back = "guide" in query and "today" not in query  # to the print page, where it was asked for
    kept = kept_of(request)
    return page(request, "clinic", kept=kept, to_print=back, saved="saved" in query, **made)


async def judged(request: Request) -> Response:
    """What is wrong with what was typed, and how it would be printed."""
    asked = await body_of(request)
    answer = await run_in_threadpool(_judged, desk_of(request), asked, speech(request))
    return JSONResponse(answer)


def _judged(desk: Desk, asked: Mapping[str, Any], says: Say) -> Mapping[str, Any]:
    content, form = desk.content(), _typed(asked)
    form = _with_picture(desk, content, form)
    made = judge(content, form, _stands(content, form), says)
    country = form.values.get("country", "")
    again = {} if country == asked.get("labelled") else labelled(content, country, says)
    key = key_for(form.values.get("name", ""))
    return {**_answer(desk, content, made), "key": key, **again}


def _typed(asked: Mapping[str, Any]) -> Form:
    """The form as it was posted; a new clinic without a key gets one of its name."""
    form = form_of(asked)
    key = form.key or (key_for(form.values.get("name", "")) if form.is_new else "")
    return replace(form, key=key)


def _answer(desk: Desk, content: Content, made: Judgement) -> dict[str, Any]:
    one: Clinic | None = made.clinic
    brand = one.brand if one else None
    return {
        "told": [asdict(each) for each in made.told],
        "shown": {name: line.shown for name, line in one.named.items()} if one else {},
        "logo": desk.logos.of_file(content.project, made.logo) if made.logo else "",
        "ink": brand.palette.get("--ink", "") if brand else "",
        "anew": made.written.anew,
        "lost": list(made.written.lost),
    }


def _stands(content: Content, form: Form) -> Stands:
    return Stands(path_of(content, _key(content, form)), form.is_new)


def _key(content: Content, form: Form) -> str:
    """The key of a form's file; a stand-in where none is typed that can be one."""
    known = form.key in content.clinic_files or may_be_key(form.key)
    return form.key if known else NAMED


def _with_picture(desk: Desk, content: Content, form: Form) -> Form:
    """The form with the name under which a logo that was dropped would be saved."""
    if not form.picture:
        return form
    logo = desk.logos.kept.get(form.picture)
    if logo is None:
        raise bad("no_logo", 410)
    name = free_name(content, _key(content, form), logo)
    return replace(form, values={**form.values, "logo": name})


async def save(request: Request) -> Response:
    """Saves a form whole or not at all; 422 where something is wrong, 409 where it was changed."""
    asked = await body_of(request)
    return await run_in_threadpool(keep, desk_of(request), asked, speech(request))


def keep(desk: Desk, asked: Mapping[str, Any], says: Say) -> Response:
    """Writes what was posted, if nothing is wrong. Raises HTTPException."""
    with SAVING:
        content = desk.content()
        form = _with_picture(desk, content, _typed(asked))
        if not form.is_new and form.key not in content.clinic_files:
            return told(says("clinic.taken_away"), 409, digest="", values={})
        path = path_of(content, _key(content, form))
        if path.is_symlink():
            return told(says("clinic.is_link"), 403)
        stands = _stands(content, form)
        if not form.is_new and stands.digest != form.digest:
            return told(says("clinic.changed"), 409, digest=stands.digest, values=stands.fields)
        made = judge(content, form, stands, says)
        if any(one.is_hers for one in made.told):
            return JSONResponse(
                {"says": says("clinic.not_saved"), **_answer(desk, content, made)}, 422
            )
        try:
            with alone(content.project):  # of another desk too: what was judged must stand still
                now = Stands(path)
                if (now.digest, now.fault) != (form.digest, ""):
                    return told(says("clinic.changed"), 409, digest=now.digest, values=now.fields)
                _write(desk, content, path, form, made)
        except OSError as error:
            why = error.strerror or str(error)
            return told(says("clinic.disk", why=why.lower()), 507)
    return told(says("clinic.saved"), key=form.key, digest=_digest(made))


def _write(desk: Desk, content: Content, path: Path, form: Form, made: Judgement) -> None:
    """The logo, if one was dropped, and then the file that names it. Raises OSError."""
    if logo := form.picture and desk.logos.kept.get(form.picture):
        if free_name(content, form.key, logo) != form.values["logo"]:
            raise bad("logo_taken", 409)
        write_whole(desk.root, path.with_name(form.values["logo"]), logo.raw)
    elif form.picture:
        raise bad("no_logo", 410)
    write_whole(desk.root, path, made.written.text.encode())


def _digest(made: Judgement) -> str:
    """That of the file as it was written, whatever somebody else has made of it since."""
    return digest(made.written.text.encode())


async def logo(request: Request) -> Response:
    """Takes in a logo that was dropped: its digest, or why it can't be printed."""
    desk, data = desk_of(request), await request.body()
    sha, file = await run_in_threadpool(desk.logos.drop, desk.root, data)
    if file.fault:
        fault = Finding(Place(""), *file.fault)
        says = plain(fault).replace(f" `{file.path.name}`", "")
        return told(says, 422, code=fault.code)
    return told("", logo=sha)


async def logo_shown(request: Request) -> Response:
    """The picture of a logo, in colour or (`/black`) as editions in black print it."""
    one = desk_of(request).logos.kept.get(request.path_params["sha"])
    if one is None:
        raise bad("no_logo", 404)
    data, kind = one.picture(request.url.path.endswith("/black"))
    return Response(data, media_type=kind, headers=SAFE)


ROUTES = [
    Route("/clinics", clinics),
    Route("/clinics/judge", judged, methods=["POST"]),
    Route("/clinics/save", save, methods=["POST"]),
    Route("/clinics/logo", logo, methods=["POST"]),
    Route("/clinics/logo/{sha}", logo_shown),
    Route("/clinics/logo/{sha}/black", logo_shown),
    Route("/clinics/{key}", clinic),
]
