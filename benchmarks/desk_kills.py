"""Kills desks, their rooms and their workers at random moments, and looks at what is left.

.venv/bin/python -m benchmarks.desk_kills --kills 200 --seed 1

Half of the moments are when the first file is written. Afterwards each file is the old one or the
new one, what was signed can be read, no process and no scratch is left, and the same asked again
ends as if nothing had been.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.desk_kills import ACTS, DESK, ROOM, WORKERS, Case

LATEST = 1.1  # of the usual time


def main() -> int:
    """Kill so many and count what was left; 1 where something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--acts", default=",".join(ACTS), help="which, such as sign,print")
    given = parser.parse_args()
    chance, counts = random.Random(given.seed), Counter[str]()
    names = given.acts.split(",")
    with tempfile.TemporaryDirectory(prefix="bedside-desk-kills-") as folder:
        cases = {name: Case(Path(folder) / name, ACTS[name]) for name in names}
        for number in range(given.kills):
            name, whom = names[number % len(names)], chance.choice((DESK, DESK, ROOM, WORKERS))
            moment = chance.choice((None, chance.uniform(0, LATEST)))
            said = cases[name].killed(moment, whom, number)
            if said.startswith("WRONG"):
                print(f"{name}, {whom}, {moment}: {said}", flush=True)
            counts[f"{name} {said.partition(':')[0]}"] += 1
            shutil.rmtree(cases[name].folder / f"case-{number}")
    print(", ".join(f"{said}: {count}" for said, count in sorted(counts.items())))
    return 1 if any("WRONG" in said for said in counts) else 0


if __name__ == "__main__":
    sys.exit(main())
