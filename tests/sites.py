"""A site of the small guide's card, signed and printed, and how tests look into it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.approvals import sign
from tests.shop import GUIDE, LEAFLET, TODAY, Shop, Told, copy_of

PLACE = "hiccups/en-GB"
NEXT_DAY = "2026-11-27"
AFTER_REVIEW = "2028-02-01"
TITLES = {"cafe": "CAF\u00c9 & <b>lait</b>", "earache": "Earache at night"}
CARD_PDF = f"{PLACE}/night-card.pdf"


def signed_shop(root: Path) -> Shop:
    """A shop with a card alone, which is signed, and the site of it in `site/`."""
    shop = Shop(root)
    (root / LEAFLET).unlink()
    sign(root, "hiccups")
    told = write_site(shop)
    assert told.code == 0, told.out + told.err
    return shop


def copy_of_site(root: Path, folder: Path) -> Shop:
    """A copy of a shop and its site, to do with what one likes."""
    shop = Shop.__new__(Shop)
    shop.root = root
    return copy_of(shop, folder / "shop")


def write_site(shop: Shop, *words: str, to: str = "site", today: str = TODAY) -> Told:
    """Order the site, without editions for a phone: proving them takes a browser, and seconds."""
    return shop.order("site", "--to", shop.root / to, "--no-phone", "--today", today, *words)


def shop_of_titles(root: Path) -> Shop:
    """A shop of three signed guides whose reviews are past, and its site: nothing is printed."""
    shop = Shop(root)
    (root / LEAFLET).unlink()
    for name, title in TITLES.items():
        shutil.copytree(root / GUIDE, root / f"content/{name}")
        shop.edit(f"content/{name}/en/night-card.md", "Hiccups", title)
    both = ("hiccups", *TITLES)
    for name in both:
        shop.edit(f"content/{name}/guide.toml", '["en-GB"]', '["en-GB", "en-US"]')
        for locale in ("en-GB", "en-US"):
            sign(root, name, locale)
    told = write_site(shop, today=AFTER_REVIEW)
    assert told.code == 0 and not shop.dist().keys() - {"manifest.json"}, told.out + told.err
    return shop


def held(folder: Path) -> dict[str, bytes]:
    """All files of a folder, by name."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(files)}


def page_of(shop: Shop, name: str = f"{PLACE}/index.html") -> str:
    """A page of the site, without its tags."""
    html = (shop.root / "site" / name).read_text("utf-8")
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", html))


class Links(HTMLParser):
    """Every address that a page names, and every id that it has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for key, value in attrs:
            if key in ("href", "src", "action", "data", "poster", "srcset") and value is not None:
                self.addresses.append(value)
            if key == "id" and value:
                self.ids.add(value)


def astray(folder: Path) -> Iterator[str]:
    """Each link of the site that leads nowhere, or out of it."""
    for path in folder.rglob("*.html"):
        for address in Links(path.read_text("utf-8")).addresses:
            if not _is_there(folder, path, address):
                yield f"{path.relative_to(folder)}: {address}"


def _is_there(folder: Path, page: Path, address: str) -> bool:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return False
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page.resolve()
    if not target.is_relative_to(folder.resolve()) or not target.is_file():
        return False
    return not parts.fragment or parts.fragment in Links(target.read_text("utf-8")).ids


def reached(folder: Path) -> set[str]:
    """Every file that is found by following links from the first page."""
    known, waiting = set[str](), ["index.html"]
    while waiting:
        name = waiting.pop()
        if name in known:
            continue
        known.add(name)
        if name.endswith(".html"):
            path = folder / name
            for address in Links(path.read_text("utf-8")).addresses:
                target = (path.parent / unquote(urlsplit(address).path)).resolve()
                waiting.append(target.relative_to(folder.resolve()).as_posix())
    return known
