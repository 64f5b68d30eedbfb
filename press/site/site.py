"""The command `site`: what is approved, as a folder that any web server or file share can hold."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from press.pdf.readback import picture_of
from press.project import Project
from press.run.console import DONE
from press.run.order import Order
from press.run.publish import LARGEST, CannotPublish, digest, locked
from press.site.feed import as_atom, news
from press.site.folder import Item, as_item, checked_folder, put
from press.site.gather import Entry, File, gather
from press.site.pages import INDEX, THUMB, Pages
from press.site.wording import Wording
from press.typeset.templates import renderer
from press.walls import below, read_plain

ASSETS = "assets"
FACES = ("BedsideAtkinson_400Regular.ttf", "BedsideAtkinson_800ExtraBold.ttf")
WIDE = 200  # pixels of a picture of a first page
ROBOTS = "User-agent: *\nDisallow: /\n"


def site(project: Project, order: Order) -> int:
    """Write the site into the folder that the order names; returns the exit code.

    Raises WrongCall, Refused, Busy, CannotPublish.
    """
    folder = checked_folder(project, order)
    with locked(project, order.wait):
        entries = list(gather(project, order))
        made = put(folder, _items(project, order, entries))
    where = order.to.as_posix() if order.to else ""
    held = sum(bool(one.files) for entry in entries for one in entry.offers)
    what = f"{made.written} files written, {made.gone} taken away" if made else "nothing changed"
    print(f"{where}: {len(entries)} guides and locales, {held} products to read and print; {what}")
    return DONE


def _items(project: Project, order: Order, entries: list[Entry]) -> dict[str, Item]:
    """Every file of the site, what is shown before what shows it."""
    items: dict[str, Item] = {}
    for name, data in _assets(project):
        items[f"{ASSETS}/{name}"] = as_item(data)
    for entry in entries:
        for _, offers in entry.for_clinics:
            for offer in offers:
                items |= {file.name: Item(file.digest, partial(_proved, project, file))
                          for file in offer.files}  # fmt: skip
                for first in offer.pdfs[:1]:
                    name = f"{first.name.rpartition('/')[0]}/{offer.product}.{THUMB}"
                    items[name] = Item(f"{first.digest} {WIDE}", partial(_thumb, project, first))
    locales: dict[str, Wording] = {one.wording.locale: one.wording for one in entries}
    pages = Pages(renderer(project), order, locales, entries)
    whose, home = _whose(entries)
    for entry in entries:
        items |= {name: as_item(text) for name, text in pages.sheets(entry)}
        items |= {name: as_item(text) for name, text in pages.guide(entry)}
    for locale, wording in locales.items():
        mine = [entry for entry in entries if entry.wording.locale == locale]
        told = news(project, mine)
        if told:
            items[f"{locale}/feed.xml"] = as_item(as_atom(wording, told, home, whose))
        name, text = pages.shelf(f"{locale}/{INDEX}", wording, mine, fed=bool(told))
        items[name] = as_item(text)
        if len(locales) == 1:
            items[INDEX] = as_item(pages.shelf(INDEX, wording, mine, fed=bool(told))[1])
    if len(locales) > 1:
        items[INDEX] = as_item(pages.chooser()[1])
    if order.drafts:
        items["robots.txt"] = as_item(ROBOTS)
    return items


def _assets(project: Project) -> Iterable[tuple[str, bytes]]:
    folder = project.styles / "site"
    for name in ("site.css", "search.js", "icon.svg"):
        yield name, read_plain(folder / name, LARGEST)
    for name in FACES:
        yield name, read_plain(project.styles / "fonts" / name, LARGEST)


def _proved(project: Project, file: File) -> bytes:
    """The bytes of a file, as they were proved. Raises CannotPublish where they are others now."""
    data = read_plain(_path(project, file), LARGEST)
    if digest(data) != file.digest:
        raise CannotPublish(f"dist/{file.name} changed meanwhile; run it again")
    return data


def _thumb(project: Project, file: File) -> bytes:
    return picture_of(_proved(project, file), WIDE)


def _path(project: Project, file: File) -> Path:
    return below(project.dist, *file.name.split("/"))


def _whose(entries: list[Entry]) -> tuple[str, str]:
    """What tells this site from another's: its clinics; and its address, where a brand has one."""
    clinics = {clinic.key: clinic for one in entries for clinic, _ in one.for_clinics if clinic}
    homes = {one.brand.address if one.brand else "" for one in clinics.values()}
    home = homes.pop() if len(homes) == 1 else ""
    return home or " ".join(sorted(clinics)), home
