"""Kills builds at random moments, and looks at what is left.

    python -m benchmarks.kills --kills 300 --seed 1

Each build prints a changed text over good files and is killed (SIGKILL) at a moment between its
start and its usual end. Afterwards every PDF is, byte for byte, the old one or the new one; no
process of it is left; the lock is free; and every tenth time a whole build mends the rest.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.fuzz import still_running  # noqa: E402
from press.project import Project  # noqa: E402
from press.run.publish import locked  # noqa: E402
from tests.shop import SIPS, TODAY, Shop, order  # noqa: E402

WORDS = ("--today", TODAY, "--sheet", "none")
MOMENTS = 1.15  # of a build's usual time: some are let end


def pdfs(root: Path) -> dict[str, bytes]:
    """Every PDF below `dist/`, by its name there."""
    return {path.name: path.read_bytes() for path in (root / "dist").rglob("*.pdf")}


def build(root: Path, until: float | None = None) -> tuple[int, float]:
    """Run a build in a session of its own, killed after `until` seconds: its id and its time."""
    began = time.monotonic()
    pid = os.fork()
    if pid == 0:
        os.setsid()
        os._exit(order(root, *WORDS).code)
    if until is not None:
        time.sleep(until)
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    assert until is not None or os.waitstatus_to_exitcode(status) == 0
    return pid, time.monotonic() - began


def look(root: Path, pid: int, old: dict[str, bytes], new: dict[str, bytes]) -> str:
    """What is wrong after a kill, or what became of the files."""
    now = pdfs(root)
    if now.keys() != old.keys():
        return "WRONG: a file is gone, or there is one more"
    if any(data not in (old[name], new[name]) for name, data in now.items()):
        return "WRONG: torn"
    ends = time.monotonic() + 2
    while still_running(pid):
        if time.monotonic() > ends:
            return "WRONG: a process is left"
        time.sleep(0.01)
    with locked(Project(root), patience=2):
        pass
    return "new" if now == new else "old" if now == old else "one new, one old"


def main() -> int:
    """Kill so many builds and count what was left; 1 where something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="bedside-kills-") as name:
        good = Shop(Path(name) / "good")
        build(good.root)
        old = pdfs(good.root)
        changed = Path(name) / "changed"
        shutil.copytree(good.root, changed)
        path = changed / SIPS
        path.write_text(path.read_text("utf-8").replace("ten sips", "nine sips"), "utf-8")
        whole = Path(name) / "whole"
        shutil.copytree(changed, whole)
        _, usual = build(whole)
        new = pdfs(whole)
        for number in range(given.kills):
            root = Path(name) / "case"
            shutil.copytree(changed, root)
            pid, _ = build(root, chance.uniform(0, usual * MOMENTS))
            said = look(root, pid, old, new)
            if number % 10 == 0:
                build(root)
                said = said if pdfs(root) == new else "WRONG: not mended"
            counts[said] += 1
            shutil.rmtree(root)
    print(f"{given.kills} kills: " + ", ".join(f"{said}: {n}" for said, n in counts.most_common()))
    return 1 if any(said.startswith("WRONG") for said in counts) else 0


if __name__ == "__main__":
    sys.exit(main())
