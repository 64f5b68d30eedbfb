"""Times the site: a hundred guides in three locales, cold, again, and after one was withdrawn.

    .venv/bin/python -m benchmarks.site --guides 100

One small guide is printed truly. The others are copies of it, with its PDFs under their own names:
what is timed is the site, not the press. Seconds are of computing, in one process.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import build
from press.project import Project
from press.read.guide import read_guide
from press.run.keys import common_key, job_key
from press.run.order import Order
from press.site.site import site
from tests.approvals import sign
from tests.shop import CARD, GUIDE, GUIDE_FILE, LEAFLET, TODAY, Shop

LOCALES = ("en-GB", "en-US", "en-001")
FIRST = "hiccups"


def main() -> None:
    """Make the project, write its site, and say how long that took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--guides", type=int, default=100)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        shop = Shop(Path(folder) / "shop")
        _make(shop, given.guides)
        order = Order("site", to=shop.root / "site", today=date.fromisoformat(TODAY))
        print(f"{given.guides} guides in {len(LOCALES)} locales")
        print(f"written:         {_timed(lambda: site(Project(shop.root), order)):6.1f} s")
        print(f"nothing changed: {_timed(lambda: site(Project(shop.root), order)):6.1f} s")
        shutil.rmtree(shop.root / "content/guide-1/approved")
        print(f"one is gone:     {_timed(lambda: site(Project(shop.root), order)):6.1f} s")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"most memory:     {most:6.0f} MB")


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _make(shop: Shop, count: int) -> None:
    """A project of `count` guides: one is printed, the others are given what it was printed as."""
    (shop.root / LEAFLET).unlink()
    shop.edit(GUIDE_FILE, '["en-GB"]', json.dumps(LOCALES))
    shop.edit(CARD, "Phone NHS {{ urgent_number }}, or ask a", "Ask a")  # of one country alone
    for locale in LOCALES:
        sign(shop.root, FIRST, locale)
    words = ("--sheet", "2-up", "--today", TODAY)
    if build.main(words, shop.root):
        raise SystemExit("the small guide does not print")
    names = [f"guide-{number}" for number in range(1, count)]
    for name in names:
        shutil.copytree(shop.root / GUIDE, shop.root / "content" / name)
        shutil.rmtree(shop.root / "content" / name / "approved")
        for locale in LOCALES:
            sign(shop.root, name, locale)
        shutil.copytree(shop.root / "dist" / FIRST, shop.root / "dist" / name)
    _enter(shop, names)


def _enter(shop: Shop, names: list[str]) -> None:
    """Write into ledger and manifest that the copies were printed."""
    project = Project(shop.root)
    common = common_key(project)
    for path in (project.cache / "jobs.json", project.dist / "manifest.json"):
        kept = json.loads(path.read_text("utf-8"))
        rows = kept.get("jobs", kept)
        for name in names:
            guide = read_guide(project, name, [])
            assert guide
            key = job_key(project, common, guide, None)
            for locale in LOCALES:
                row = json.dumps(rows[f"{FIRST}/{locale}"])
                row = row.replace(f"{FIRST}/", f"{name}/")
                copy = json.loads(row)
                if "items" in copy:
                    copy["key"] = key
                    copy["items"] = {i: {**one, "key": key} for i, one in copy["items"].items()}
                rows[f"{name}/{locale}"] = copy
        path.write_text(json.dumps(kept), "utf-8")


if __name__ == "__main__":
    main()
