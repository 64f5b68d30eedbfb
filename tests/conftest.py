"""What the tests share."""

from __future__ import annotations

import fcntl
import gc
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shop import ROOT, TODAY, Shop

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


@pytest.fixture(scope="session")
def good_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop after a print without findings: its `dist/` and `.cache/` are there to be copied."""
    shop = Shop(tmp_path_factory.mktemp("good files") / "shop")
    told = shop.order()
    assert told.code == 0, told.out + told.err
    return shop.root


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


def _print_all(root: Path) -> None:
    shutil.rmtree(root, ignore_errors=True)
    for name in ("content", "templates", "styles", "press"):
        leave = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, root / name, ignore=leave)
    shutil.copy(ROOT / "build.py", root)
    said = ""
    every = ("--locale", "en-GB", "--locale", "en-US", "--edition", "all", "--sheet", "all")
    for order in (every, ("--locale", "en-001")):
        command = [sys.executable, "build.py", "--guide", "leg-cramps", "--today", TODAY, *order]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        said += done.stdout
    (root / "dist/leg-cramps/said.txt").write_text(said, "utf-8")
