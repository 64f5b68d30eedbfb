"""Asks the desk thousands of strange things, and says what was answered with a fault of ours.

.venv/bin/python benchmarks/desk_fuzz.py --requests 5000 --seed 1
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.desks import desk_on, project_for_a_desk  # noqa: E402
from tests.strange_requests import strange_requests  # noqa: E402
from tests.test_desk_fuzz import as_it_is  # noqa: E402


def main() -> None:
    """Ask, count the answers by status, and look at the project before and after."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    counts: Counter[int] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        root = project_for_a_desk(Path(folder) / "project")
        before = as_it_is(Path(folder))
        with desk_on(root) as desk:
            for one in strange_requests(given.requests, given.seed):
                answer = desk.ask(one.method, one.path, desk.ours if one.body else {}, one.body)
                counts[answer.status] += 1
                if answer.status == 500:
                    print(f"fault: {one}")
        after = as_it_is(Path(folder))
    for status, count in sorted(counts.items()):
        print(f"{status}: {count}")
    changed = sorted(name for name in before | after if before.get(name) != after.get(name))
    print("changed:", ", ".join(changed) or "nothing")


if __name__ == "__main__":
    main()
