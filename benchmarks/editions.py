"""Times all editions and all sheets beside the plain editions, and how both grow with the locales.

    .venv/bin/python benchmarks/editions.py --runs 3

Whole processes in turn, each cold, in a copy of the project in a scratch folder.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.stopwatch import (
    Runner,
    copy_of_the_project,
    forget,
    in_turn,
    print_table,
    this_machine,
)

LOCALES = ("en-GB", "en-US", "en-001")
ORDERS = {
    "standard, no sheets": ("--sheet", "none"),
    "standard, usual sheets": (),
    "all editions, no sheets": ("--edition", "all", "--sheet", "none"),
    "all editions and sheets": ("--edition", "all", "--sheet", "all"),
}


def main() -> int:
    """Run what the arguments ask for; returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=3, help="how often each is run (3)")
    given = parser.parse_args()
    print(this_machine())
    with tempfile.TemporaryDirectory(prefix="bedside-benchmark-") as scratch:
        project = copy_of_the_project(Path(scratch) / "project")
        for count in range(1, len(LOCALES) + 1):
            words = [word for locale in LOCALES[:count] for word in ("--locale", locale)]
            runners = [
                Runner(name, (sys.executable, "build.py", *words, *more), project,
                       partial(forget, project))
                for name, more in ORDERS.items()
            ]  # fmt: skip
            print(f"{count} of {len(LOCALES)} locales: {', '.join(LOCALES[:count])}")
            print_table(in_turn(runners, given.runs), "all editions, no sheets")
            made = sorted(project.glob("dist/**/*.pdf"))
            size = sum(path.stat().st_size for path in made) / 1e6
            print(f"  {len(made)} files, {size:.1f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
