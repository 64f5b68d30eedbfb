"""Times a cold build, side by side with pandoc and with Chromium on the same leaflet.

    .venv/bin/python benchmarks/cold.py --runs 5
    .venv/bin/python benchmarks/cold.py --runs 3 --guides 1 5 20

Whole processes, one after the other in turn (A B C D, A B C D, ...), so that a machine that slows
down slows all of them. Everything is done in a copy of the project in a scratch folder.
What is missing (pandoc, Chromium) is said, and left out.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.leaflet import export_leaflet
from benchmarks.stopwatch import (
    BROWSERS,
    Runner,
    as_users_run,
    copy_of_the_project,
    forget,
    in_turn,
    print_table,
    this_machine,
)

BUILD = (sys.executable, "build.py", "--locale", "en-GB")
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update",
         "--no-pdf-header-footer")  # fmt: skip


def main() -> int:
    """Run what the arguments ask for; returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5, help="how often each is run (5)")
    parser.add_argument(
        "--guides", type=int, nargs="*", default=[], help="also print so many small guides: 1 5 20"
    )
    given = parser.parse_args()
    print(this_machine())
    with tempfile.TemporaryDirectory(prefix="bedside-benchmark-") as scratch:
        _side_by_side(Path(scratch), given.runs)
        if given.guides:
            _by_number(Path(scratch), given.guides, given.runs)
    return 0


def _side_by_side(scratch: Path, runs: int) -> None:
    project = copy_of_the_project(scratch / "project")
    out = scratch / "leaflet"
    out.mkdir()
    first = subprocess.run(
        BUILD, cwd=project, env=as_users_run(), capture_output=True, text=True, check=False
    )
    print(first.stdout + first.stderr)
    if first.returncode:
        raise SystemExit("the project has findings, so a build of it is no measurement")
    size = re.search(r"body ([\d.]+) pt", first.stdout)
    export_leaflet(project, out, float(size[1]) if size else 12.0)
    runners = [
        Runner("A cold, all checks", BUILD, project, partial(forget, project)),
        Runner("B nothing changed", BUILD, project),
        Runner("  cold, no sheets", (*BUILD, "--sheet", "none"), project, partial(forget, project)),
        *_pandoc(project, out),
        *_chromium(out),
        Runner("  import weasyprint", (sys.executable, "-c", "import weasyprint"), project),
    ]
    times = in_turn(runners, runs)
    yard = next((runner.name for runner in runners if runner.name[0] == "C"), runners[0].name)
    print_table(times, yard)
    for made in sorted([*out.glob("*.pdf"), *project.glob("dist/*/*/*.pdf")]):
        print(f"  {made.name}: {_pages(made)} pages, {made.stat().st_size / 1000:.0f} kB")


def _by_number(scratch: Path, numbers: Sequence[int], runs: int) -> None:
    """How time grows with the number of guides, each a copy of the night card."""
    runners = []
    for number in numbers:
        project = copy_of_the_project(scratch / f"guides-{number}")
        guide = project / "content" / "leg-cramps"
        for copy in range(1, number):
            shutil.copytree(guide, guide.with_name(f"guide-{copy:02}"))
        command = (*BUILD, "--product", "night-card")
        away = partial(forget, project)
        runners.append(Runner(f"{number} cards, cold", command, project, away))
        runners.append(Runner(f"{number} cards, unchanged", command, project))
    print()
    print_table(in_turn(runners, runs), runners[0].name)


def _pandoc(project: Path, out: Path) -> Iterator[Runner]:
    engine = Path(sys.executable).with_name("weasyprint")
    if not shutil.which("pandoc") or not engine.exists():
        print("pandoc is not here: C is left out\n")
        return
    sheets = (f"--css={project / 'styles' / 'leaflet.css'}", f"--css={out / 'page.css'}")
    command = ("pandoc", "leaflet.md", "-o", "pandoc.pdf", f"--pdf-engine={engine}", *sheets)
    fonts = {"FONTCONFIG_FILE": str(project / "styles" / "fonts" / "fonts.conf")}
    yield Runner("C pandoc, leaflet alone", command, out, environment=fonts)
    tags = ("--pdf-engine-opt=--pdf-variant=pdf/ua-1",)
    yield Runner("  the same, with tags", (*command, *tags), out, environment=fonts)


def _chromium(out: Path) -> Iterator[Runner]:
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("Chromium is not here: D is left out\n")
        return
    profile = out / "profile"
    new = (f"--user-data-dir={profile}", f"--print-to-pdf={out / 'chromium.pdf'}")
    page = (out / "leaflet.html").as_uri()

    def fresh() -> None:
        shutil.rmtree(profile, ignore_errors=True)
        profile.mkdir()

    yield Runner("D Chromium, leaflet alone", (browser, *QUIET, *new, page), out, fresh)


def _pages(pdf: Path) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


if __name__ == "__main__":
    sys.exit(main())
