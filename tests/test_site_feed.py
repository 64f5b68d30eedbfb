"""The feed of what changed, held to what RFC 4287 says that it must have."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from press.finding import Finding
from press.read.clinic import read_clinic
from press.read.job import in_its_standing, read_job
from press.typeset.qr import code_of
from tests.approvals import sign
from tests.brands import NORTH_VALE, bring_brand
from tests.catalogue import KNOWN
from tests.recall import WHO, WHY, change, withdraw
from tests.shop import CARD, Shop
from tests.sites import NEXT_DAY, PLACE, held, write_site

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")  # RFC 3339, as RFC 4287, 3.3 asks
THIRD_DAY = "2026-11-28"
FEED = "en-GB/feed.xml"


def feed_of(shop: Shop) -> Element:
    """The feed, held to the musts of RFC 4287, sections 4.1 and 4.2."""
    feed = ElementTree.fromstring((shop.root / "site" / FEED).read_bytes())
    assert feed.tag == f"{ATOM}feed"
    for one in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(one.findall(f"{ATOM}{name}")) == 1
            assert text(one, name) == text(one, name).strip() != ""
        assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text(one, "id"))
        assert MOMENT.fullmatch(text(one, "updated"))
        kinds = [(link.get("rel"), link.get("type")) for link in one.findall(f"{ATOM}link")]
        assert len(kinds) == len(set(kinds)) and ("alternate", "text/html") in kinds
        assert len(one.findall(f"{ATOM}summary")) <= 1
    for entry in feed.iter(f"{ATOM}entry"):  # none of the feed's own, so each names who
        (author,) = entry.findall(f"{ATOM}author")
        assert text(author, "name")
    names = [text(one, "id") for one in (feed, *feed.iter(f"{ATOM}entry"))]
    assert len(names) == len(set(names))
    updated = [text(one, "updated") for one in feed.iter(f"{ATOM}entry")]
    assert text(feed, "updated") == max(updated) and updated == sorted(updated, reverse=True)
    return feed


def text(element: Element, name: str) -> str:
    return element.findtext(f"{ATOM}{name}") or ""


def titles(feed: Element) -> list[str]:
    return [text(one, "title") for one in feed.iter(f"{ATOM}entry")]


def test_a_feed_is_valid_and_its_links_lead_into_the_site(site: Shop) -> None:
    """Relative to where it lies, and each with a file."""
    feed = feed_of(site)
    assert len(titles(feed)) == 1 and titles(feed)[0].startswith("Approved: Hiccups")
    for link in feed.iter(f"{ATOM}link"):
        where = urljoin(f"http://site/{FEED}", link.get("href") or "")
        assert urlsplit(where).path.lstrip("/") in held(site.root / "site"), where


def test_what_happened_is_told_new_to_old_and_keeps_its_name(site: Shop) -> None:
    """Approved, changed, withdrawn: each an entry of its day; a later run renames none."""
    (first,) = [text(one, "id") for one in feed_of(site).iter(f"{ATOM}entry")]
    change(site, CARD)
    sign(site.root, "hiccups", today=NEXT_DAY)
    assert withdraw(site, *WHO, *WHY, today=THIRD_DAY).code == 0
    assert write_site(site, today=THIRD_DAY).code == 0
    feed = feed_of(site)
    assert [title.split(":")[0] for title in titles(feed)] == ["Withdrawn", "Changed", "Approved"]
    entries = list(feed.iter(f"{ATOM}entry"))
    assert text(entries[-1], "id") == first
    assert "Step 2 is wrong." in text(entries[0], "summary")
    assert text(feed, "updated") == f"{THIRD_DAY}T00:00:00Z"


def test_a_brand_s_address_makes_whole_links(site: Shop) -> None:
    """Where it is known where the site lies, the feed says so; its pages stay relative."""
    clinic = bring_brand(site, "north-vale", NORTH_VALE)
    assert write_site(site, "--clinic", clinic).code == 0
    links = [link.get("href") or "" for link in feed_of(site).iter(f"{ATOM}link")]
    assert f"https://north-vale.example/{FEED}" in links
    assert f"https://north-vale.example/{PLACE}/index.html" in links
    assert all(one.startswith("https://north-vale.example/") for one in links)


def test_a_paper_s_code_has_its_page(site: Shop) -> None:
    """The address in the QR code is the name of a page of the site, in its folder."""
    clinic_file = bring_brand(site, "north-vale", NORTH_VALE)
    assert write_site(site, "--clinic", clinic_file).code == 0
    found: list[Finding] = []
    clinic = read_clinic(site.project, Path(clinic_file), found)
    job = read_job(site.project, site.guide, "en-GB", clinic, found)
    assert job
    code = code_of(in_its_standing(job, "night-card"), KNOWN.by_file["night-card"])
    assert code
    path = code.address.removeprefix("https://north-vale.example/")
    assert f"{path}/index.html" in held(site.root / "site")


def test_without_news_there_is_no_feed(site: Shop) -> None:
    """A draft is no news, and an empty feed would need a day that nothing happened on."""
    (site.root / "content/hiccups/approved/en-GB/approval.toml").unlink()
    assert write_site(site, "--drafts").code == 0
    assert FEED not in held(site.root / "site")
    assert "feed.xml" not in (site.root / "site/en-GB/index.html").read_text("utf-8")
