"""Tries every small edit of a signed guide, and counts those that went unnoticed.

    .venv/bin/python benchmarks/approved.py --guide leg-cramps

Each word and number, label, fact, order of two items, role, emphasis and picture of all products in
all locales is changed by itself (tests/edits.py); `make test` tries every 24th.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from press.project import Project  # noqa: E402
from tests.approvals import sign  # noqa: E402
from tests.edits import EDITS, Signed  # noqa: E402
from tests.shop import read_one_guide  # noqa: E402


def main() -> None:
    """Sign a copy of the guide, then edit it everywhere."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--guide", default="leg-cramps")
    name: str = parser.parse_args().guide
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        for one in ("content", "templates", "styles"):
            shutil.copytree(ROOT / one, root / one)
        for locale in read_one_guide(Project(root), name).locales:
            sign(root, name, locale)
            _count(Signed(root, name, locale))


def _count(signed: Signed) -> None:
    tried, missed = Counter[str](), list[str]()
    for kind in EDITS:
        for edit in kind(signed):
            tried[edit.kind] += 1
            if not signed.notices(edit):
                missed.append(f"  not noticed: {edit.kind} {edit.where}")
    parts = ", ".join(f"{number} {kind}" for kind, number in tried.items())
    print(f"{signed.guide.name} {signed.locale}: {tried.total()} edits ({parts}),", end=" ")
    print(f"{len(missed)} not noticed", *missed, sep="\n" if missed else "")


if __name__ == "__main__":
    main()
