"""The command `site`: what is approved, as a folder that any web server or file share can hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from press.pdf.readback import picture_of
from press.project import Project
from press.run.console import DONE, FINDINGS
from press.run.order import Order
from press.run.publish import LARGEST, CannotPublish, digest, locked
from press.site.feed import as_atom, news
from press.site.folder import Item, as_item, checked_folder, put
from press.site.gather import Entry, Gathered, Offer, gather
from press.site.kept import File
from press.site.pages import INDEX, THUMB, Page, Pages
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
        gathered = gather(project, order)
        entries = gathered.entries
        if gathered.whole:
            made = put(folder, _items(project, order, folder, gathered), gathered.lost)
    where = order.to.as_posix() if order.to else ""
    if not gathered.whole:
        print(f"{where}: it is left as it was")
        return FINDINGS
    for name in gathered.lost:
        print(f"{where}/{name} is left as it was: what it is of can't be read")
    held = sum(bool(one.files) for entry in entries for one in entry.offers)
    what = f"{made.written} files written, {made.gone} taken away" if made else "nothing changed"
    print(f"{where}: guides, each in a locale: {len(entries)}; products in them: {held}; {what}")
    if made and made.emptied:
        why = ": this order is not for it" if order.narrowed else ""
        print(f"{where}: nothing is left there of {', '.join(made.emptied)}{why}")
    if not entries and not order.drafts:
        print("nothing is approved yet: python build.py status tells where each guide stands")
    return DONE


def _items(project: Project, order: Order, folder: Path, gathered: Gathered) -> dict[str, Item]:
    """Every file of the site, what is shown before what shows it."""
    items = {f"{ASSETS}/{name}": as_item(data) for name, data in _assets(project)}
    for entry in gathered.entries:
        for _, offers in entry.for_clinics:
            for offer in offers:
                items |= _files(project, folder, offer)
    items |= {name: as_item(text) for name, text in _pages(project, order, gathered)}
    if order.drafts:
        items["robots.txt"] = as_item(ROBOTS)
    return items


def _files(project: Project, folder: Path, offer: Offer) -> dict[str, Item]:
    """What was printed of a product, and the picture of its first page."""
    items = {
        one.name: Item(one.digest, partial(_proved, project, folder, one), one.signed)
        for one in offer.files
    }
    for first in offer.pdfs[:1]:
        name = f"{first.name.rpartition('/')[0]}/{offer.product}.{THUMB}"
        items[name] = Item(f"{first.digest} {WIDE}", partial(_thumb, project, folder, first))
    return items


def _pages(project: Project, order: Order, gathered: Gathered) -> Iterator[Page]:
    """Every page and feed: those of sheets and guides first, and the first page last."""
    entries = gathered.entries
    locales: dict[str, Wording] = {one.wording.locale: one.wording for one in entries}
    if not locales and gathered.locale:
        locales = {gathered.locale: Wording(project, gathered.locale)}
    pages = Pages(renderer(project), order, locales, entries)
    whose, home = _whose(entries)
    for entry in entries:
        yield from pages.sheets(entry)
        yield from pages.guide(entry)
    for locale, wording in locales.items():
        mine = [entry for entry in entries if entry.wording.locale == locale and entry.offers]
        told = news(project, mine)
        if told:
            yield f"{locale}/feed.xml", as_atom(wording, told, home, whose)
        yield pages.shelf(f"{locale}/{INDEX}", wording, mine, fed=bool(told))
        if len(locales) == 1:
            yield pages.shelf(INDEX, wording, mine, fed=bool(told))
    if len(locales) > 1:
        yield pages.chooser()


def _assets(project: Project) -> Iterable[tuple[str, bytes]]:
    folder = project.styles / "site"
    for name in ("site.css", "search.js", "icon.svg"):
        yield name, read_plain(folder / name, LARGEST)
    for name in FACES:
        yield name, read_plain(project.styles / "fonts" / name, LARGEST)


def _proved(project: Project, folder: Path, file: File) -> bytes:
    """The bytes of a file, as they were proved. Raises CannotPublish where they are others now."""
    lies = folder if file.kept else project.dist
    data = read_plain(below(lies, *file.name.split("/")), LARGEST)
    if digest(data) != file.digest:
        raise CannotPublish(f"{lies.name}/{file.name} changed meanwhile; run it again")
    return data


def _thumb(project: Project, folder: Path, file: File) -> bytes:
    return picture_of(_proved(project, folder, file), WIDE)


def _whose(entries: Sequence[Entry]) -> tuple[str, str]:
    """What tells this site from another's: its clinics; and its address, where a brand has one."""
    clinics = {clinic.key: clinic for one in entries for clinic, _ in one.for_clinics if clinic}
    homes = {one.brand.address if one.brand else "" for one in clinics.values()}
    home = homes.pop() if len(homes) == 1 else ""
    return home or " ".join(sorted(clinics)), home
