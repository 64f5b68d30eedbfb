"""The command `fits`: typesets everything, and keeps the sizes that fit beside each guide."""

from __future__ import annotations

from dataclasses import replace

from press.finding import Finding
from press.products import Catalogue
from press.project import Project
from press.read.catalogue import catalogue
from press.read.guide import FITS, Fits, Guide, read_fits
from press.run.console import DONE
from press.run.jobs import work_off
from press.run.order import Order
from press.run.orders import tickets, wanted
from press.walls import write_whole

HEAD = "# Sizes that fit, in pt: where the press looks first. `python build.py fits` writes them.\n"


def keep_fits(project: Project, order: Order) -> int:
    """Write `fits.toml` of each ordered guide, every edition in it; returns the exit code.

    What was not ordered stays as it was, and what does not fit is left out.
    """
    known = catalogue(project)
    whole = replace(order, editions=known.editions, sheets=(), press=False, clinics=(), back="")
    found: list[Finding] = []
    fitted: dict[str, dict[str, Fits]] = {}
    guides: dict[str, Guide] = {}
    for done in work_off(project, whole, tickets(project, whole, found), wanted(project, whole)):
        guide, locale = done.ticket.guide, done.ticket.locale
        old = read_fits(project, guide.folder, locale)
        guides[guide.name] = guide
        fitted.setdefault(guide.name, {})[locale] = {**old, **done.fits}
    for name, by_locale in fitted.items():
        guide = guides[name]
        kept = {
            locale: by_locale.get(locale) or read_fits(project, guide.folder, locale)
            for locale in guide.locales
        }
        path = guide.folder / FITS
        write_whole(project.content, path, _text(kept, known).encode())
        print(f"{project.name(path)}: {sum(map(len, kept.values()))} sizes")
    return DONE


def _text(kept: dict[str, Fits], known: Catalogue) -> str:
    text = HEAD
    for locale, fits in kept.items():
        text += f"\n[{locale}]\n"
        text += "".join(
            f"{row.file} = {fits[row.file]:g}\n" for row in known.rows if row.file in fits
        )
    return text
