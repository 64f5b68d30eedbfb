"""How long `status` takes over a thousand guides: once from nothing, then with one text changed.

    .venv/bin/python benchmarks/shelf.py --guides 1000

Copies of the tests' small guide in a folder of their own, each signed. Each time is that of the
whole command, with the start of Python, in seconds of the clock and of computing.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.approvals import sign  # noqa: E402
from tests.shop import Shop  # noqa: E402


def main() -> None:
    """Make the guides, sign them, and time three looks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--guides", type=int, default=1000)
    count: int = parser.parse_args().guides
    with tempfile.TemporaryDirectory() as folder:
        shop = Shop(Path(folder) / "shop")
        for name in ("press", "build.py"):
            there = ROOT / name
            (shutil.copytree if there.is_dir() else shutil.copy)(there, shop.root / name)
        content = shop.root / "content"
        for number in range(1, count):
            shutil.copytree(content / "hiccups", content / f"hiccups-{number}")
        for path in sorted(content.glob("hiccups*")):
            sign(shop.root, path.name)
        for what in ("from nothing", "again", "again"):
            _look(shop.root, what)
        shop.append("content/hiccups/en/leaflet.md", "\nOne more sentence.\n")
        _look(shop.root, "with one text changed")


def _look(root: Path, what: str) -> None:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    before, begun = used.ru_utime + used.ru_stime, time.perf_counter()
    run = [sys.executable, "build.py", "status", "--today", "2026-11-26"]
    out = subprocess.run(run, cwd=root, capture_output=True, check=True, text=True).stdout
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    clock, computing = time.perf_counter() - begun, used.ru_utime + used.ru_stime - before
    print(f"{what}: {clock:.2f} s, {computing:.2f} s of computing; {out.splitlines()[-1]}")


if __name__ == "__main__":
    main()
