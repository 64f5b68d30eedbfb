"""What the tests share."""

from __future__ import annotations

import fcntl
import gc
import shutil
from pathlib import Path

import pytest

from tests.guides import REAL
from tests.sheets import pages
from tests.shop import TODAY, Shop
from tests.tools import copy_project, run_python

TESTS_A_COLLECTION = 20


def pytest_configure() -> None:
    """As build.py does: collecting rubbish all the while takes a fifth of the time."""
    gc.disable()


def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Collect it now and then, since pages lie about in circles."""
    if item.session.items.index(item) % TESTS_A_COLLECTION == 0:
        gc.collect()
        gc.freeze()  # what stays is not copied into every process that the press forks


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """A print shop with one small guide that has no findings."""
    return Shop(tmp_path / "a shop")


@pytest.fixture
def arabic(shop: Shop) -> Shop:
    """A shop whose fonts hold Arabic."""
    shop.set_arabic()
    return shop


@pytest.fixture(scope="session")
def good_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop after a print without findings: its `dist/` and `.cache/` are there to be copied."""
    shop = Shop(tmp_path_factory.mktemp("good files") / "shop")
    told = shop.order()
    assert told.code == 0, told.out + told.err
    return shop.root


@pytest.fixture
def printed(shop: Shop, good_files: Path) -> Shop:
    """A shop that has just printed everything: its last good files lie in `dist/`."""
    for name in ("dist", ".cache"):
        shutil.copytree(good_files / name, shop.root / name)
    return shop


@pytest.fixture(scope="session")
def works(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The real guide's folder in `dist/`: all editions and sheets on A4 and Letter, en-001 plain.

    Printed once for all the workers of a run; what build.py said lies in `said.txt`.
    """
    base = tmp_path_factory.getbasetemp()
    root = (base if worker_id == "master" else base.parent) / "the works"
    with (root.parent / "the works.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (root / "dist/leg-cramps/said.txt").exists():
            _print_all(root)
    return root / "dist/leg-cramps"


@pytest.fixture(scope="session")
def shop_of_pages(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A shop in which tests set pages of their own."""
    shop = Shop(tmp_path_factory.mktemp("sheets") / "shop")
    shop.plain_sheet()
    return shop


@pytest.fixture(scope="session")
def by_count(shop_of_pages: Shop) -> dict[int, bytes]:
    """Proofs of so many A5 pages, to be laid on sheets."""
    return {count: pages(shop_of_pages, count) for count in (1, 4, 8, 12, 16)}


def _print_all(root: Path) -> None:
    shutil.rmtree(root, ignore_errors=True)
    copy_project(root, "content", "templates", "styles")
    said = ""
    every = ("--locale", "en-GB", "--locale", "en-US", "--edition", "all", "--sheet", "all")
    for order in (every, ("--locale", "en-001")):
        words = ("build.py", "--guide", REAL, "--today", TODAY, *order)
        told = run_python(*words, cwd=root)
        assert told.code == 0, told.out + told.err
        said += told.out
    (root / "dist/leg-cramps/said.txt").write_text(said, "utf-8")
