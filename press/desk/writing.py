"""The Write page: a text's pages beside its errors and questions, each sentence to be mended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from press.desk.content import Choice, Content, NotHere
from press.desk.desk import Desk, desk_of
from press.desk.hub import UNREADABLE, Shown
from press.desk.leads import with_leads
from press.desk.lines import SUFFIX
from press.desk.mending import can_be_mended, choice_of, steps_of
from press.desk.names import Say, called, namers
from press.desk.views import page, speech
from press.finding import Finding, as_object
from press.products import STANDARD, Product
from press.read.fields import Field
from press.read.folding import LIST_MARK, fill_line
from press.read.guide import guide_names, lookup, read_guide
from press.read.syntax import HEADING, PICTURE

VALUE = re.compile(r'^[a-z_]+ = "?(.*?)"?$')
PRODUCTS = "products.toml"
STYLES = "styles/"
ERRORS_FIRST = {"error": 0, "question": 1}


async def guides(request: Request) -> Response:
    """All guides, each with what can be written of it."""
    listed = await run_in_threadpool(_list, desk_of(request), speech(request))
    return page(request, "write", guides=listed, **namers(speech(request)))


def _list(desk: Desk, say: Say) -> list[Mapping[str, Any]]:
    """Each guide by its title: its name, and its texts as title, product and locale."""
    content, listed = desk.content(), []
    for name in guide_names(content.project):
        texts = [*_texts(content, name)] if name in content.guides else []
        title = texts[0]["title"] if texts else called(say, "guide", name)
        listed.append({"name": name, "title": title, "texts": texts})
    return sorted(listed, key=lambda one: (one["title"].casefold(), one["name"]))


def _texts(content: Content, name: str) -> Iterable[Mapping[str, str]]:
    guide = content.guide(name)
    for locale in guide.locales:
        for one in content.manuscripts(guide, locale):
            title = str(one.title.value)
            yield {"locale": locale, "product": one.product.name, "title": title}


async def write(request: Request) -> Response:
    """One text. What it is made of is fetched by the page's script."""
    desk, names, asked = desk_of(request), request.path_params, request.query_params
    content = desk.content()
    choice = Choice(names["guide"], names["locale"], asked.get("clinic", ""))
    values = await run_in_threadpool(_one, content, choice, asked)
    return page(request, "write_one", here="write", **values, **namers(speech(request)))


def _one(content: Content, choice: Choice, asked: Mapping[str, str]) -> Mapping[str, Any]:
    """What the page of one text needs. Raises NotHere."""
    if choice.guide not in guide_names(content.project):
        raise NotHere(choice.guide)
    guide = read_guide(content.project, choice.guide, [])
    whole = content.checked(choice) if guide else choice
    mine = content.manuscripts(guide, choice.locale) if guide else []
    every = content.catalogue.products.values()
    there = [one for one in every if guide and lookup(guide, choice.locale, f"{one.name}.md")]
    products = there or [*every]
    if not products:
        raise NotHere(PRODUCTS)
    row = _row(content, products, asked)
    of = next((one for one in mine if one.product.name == row.name), None)
    serving = {
        key: str(clinic.table["name"].value) for key, clinic in content.clinics.items()
        if clinic.serves(choice.locale)
    }  # fmt: skip
    return {
        "choice": replace(whole, product=row.file),
        "row": row,
        "called": str(of.title.value) if of else choice.guide,
        "products": [one.name for one in products],
        "editions": [one.edition for one in content.catalogue.rows if one.name == row.name],
        "locales": guide.locales if guide else (choice.locale,),
        "clinics": serving,
    }


def _row(content: Content, products: list[Product], asked: Mapping[str, str]) -> Product:
    """The product and edition that are asked for, or the guide's first. Raises NotHere."""
    name = asked.get("product", "") or products[0].name
    if name in content.catalogue.by_file and "edition" not in asked:
        return content.row(name)
    chosen = content.catalogue.chosen([name], [asked.get("edition") or STANDARD])
    if name not in content.catalogue.products:
        raise NotHere(name)
    return chosen[0] if chosen else content.catalogue.products[name]


async def state(request: Request) -> Response:
    """Pages, boxes and findings of a text; made now if it has changed since, or `again`."""
    desk, asked = desk_of(request), request.query_params
    choice, content = choice_of(asked), desk.content()
    missing: list[Finding] = []
    try:
        content.row(choice.product)
        content.checked(choice)
    except NotHere:
        known = choice.guide in guide_names(content.project)
        if known:
            read_guide(content.project, choice.guide, missing)
        if not missing:
            raise
    key = choice.key
    shown = desk.hub.shown.get(key)
    # a page that was drawn for whoever prints was not proved
    new = (shown is None or key not in desk.hub.since) and not desk.previews.is_setting(key)
    if not missing and (new or key in desk.hub.stale or asked.get("again")):
        desk.previews.ask(key)
    # of one moment: the room goes on to speak while the rest is looked up
    now, setting = shown.as_it_is() if shown else Shown(), desk.previews.is_setting(key)
    told = await run_in_threadpool(_told, content, choice, now, missing)
    return JSONResponse({**told, "setting": setting, **steps_of(desk, choice.guide)})


def _told(
    content: Content, choice: Choice, shown: Shown, missing: list[Finding]
) -> Mapping[str, Any]:
    found = [one for stage in [*shown.findings.values()] for one in stage]
    if missing:
        found = [as_object(one) for one in missing]
    found = [*with_leads(content, choice.guide, _once(found), shown.lines)]
    files = {row["file"] for row in shown.lines}
    fields = {} if missing else content.fields(choice)
    elsewhere = _elsewhere(content, choice, found, files)
    return {
        "number": shown.number,
        "stage": UNREADABLE if missing else shown.stage,
        "pages": shown.pages,
        "lines": [
            {**row, "mend": can_be_mended(row), "name": spoken(row["text"], fields)}
            for row in shown.lines
        ],
        "findings": sorted(
            ({**one, "elsewhere": elsewhere.get(one["file"], "")} for one in found),
            key=rank,
        ),
        "lost": shown.more.get("lost", []),
        "unknown": shown.more.get("unknown", []),
        "says": shown.more.get("text", ""),
    }


def _once(found: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    """Findings, each once: what reading tells is told by the rules too."""
    seen = set()
    for one in found:
        known = (one["file"], one["line"], one["code"], one["problem"])
        if known not in seen:
            seen.add(known)
            yield one


def rank(one: Mapping[str, Any]) -> tuple[int, bool, int, str, int]:
    """Errors before questions, and what is on this paper before what is elsewhere.

    By how many words a text is too long stands first; what only the style sheets mend stands last.
    """
    late = ERRORS_FIRST.get(one["kind"], 1)
    of_styles = STYLES in one["fix"] or one["file"].startswith(STYLES)
    hers = -1 if one["code"] == "P206" else int(of_styles)
    return late, bool(one["elsewhere"]), hers, one["file"], one["line"]


def _elsewhere(
    content: Content, choice: Choice, found: Iterable[Mapping[str, Any]], files: set[str]
) -> Mapping[str, str]:
    """The product that prints each text file that findings name and this paper does not."""
    wanted = {one["file"] for one in found if one["file"].endswith(SUFFIX)} - files
    if not files or not wanted:
        return {}
    printed: dict[str, str] = {}
    for text in content.manuscripts(content.guide(choice.guide), choice.locale):
        for file in wanted & {text.file, *(line.file for line in text.lines)}:
            printed.setdefault(file, text.product.name)
    return printed


def spoken(text: str, fields: Mapping[str, Field]) -> str:
    """A raw line as a screen reader is to say it: its sentence, or what its picture shows."""
    heading = HEADING.match(text)
    front = VALUE.match(text)  # of the front matter: its title
    bare = heading[2] if heading else front[1] if front else LIST_MARK.sub("", text)
    shows = ", ".join(one[1] for one in PICTURE.finditer(bare))
    said = " ".join(fill_line(bare, fields).split()).strip("| ").replace(" | ", ", ")
    return said or fill_line(shows, fields, plain=True) or text.strip()


ROUTES = [
    Route("/write", guides),
    Route("/write/{guide}/{locale}", write),
    Route("/state", state),
]
