"""Times a cold build, side by side with pandoc and with Chromium on the same leaflet.

    .venv/bin/python benchmarks/cold.py --runs 5
    .venv/bin/python benchmarks/cold.py --runs 3 --guides 1 5 20

Whole processes, one after the other in turn (A B C D, A B C D, ...), so that a machine that slows
down slows all of them. Everything is done in a copy of the project in a scratch folder.
What is missing (pandoc, Chromium) is said, and left out.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.leaflet import export_leaflet  # noqa: E402
from press import machine  # noqa: E402

PARTS = ("build.py", "press", "content", "templates", "styles")
BUILD = (sys.executable, "build.py", "--locale", "en-GB")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update",
         "--no-pdf-header-footer")  # fmt: skip


@dataclass(frozen=True)
class Runner:
    """One command that is timed. `before` is done first, off the clock."""

    name: str
    command: Sequence[str]
    folder: Path
    before: Callable[[], None] = lambda: None
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Time:
    """One run: seconds by the clock, and seconds of all its processes on a core."""

    wall: float
    cpu: float


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
    print(_this_machine())
    with tempfile.TemporaryDirectory(prefix="bedside-benchmark-") as scratch:
        _side_by_side(Path(scratch), given.runs)
        if given.guides:
            _by_number(Path(scratch), given.guides, given.runs)
    return 0


def _side_by_side(scratch: Path, runs: int) -> None:
    project = _copy_of_the_project(scratch / "project")
    out = scratch / "leaflet"
    out.mkdir()
    first = subprocess.run(BUILD, cwd=project, capture_output=True, text=True, check=False)
    print(first.stdout + first.stderr)
    if first.returncode:
        raise SystemExit("the project has findings, so a build of it is no measurement")
    size = re.search(r"body ([\d.]+) pt", first.stdout)
    export_leaflet(project, out, float(size[1]) if size else 12.0)
    runners = [
        Runner("A cold, all checks", BUILD, project, partial(_forget, project)),
        Runner("B nothing changed", BUILD, project),
        *_pandoc(project, out),
        *_chromium(out),
        Runner("  import weasyprint", (sys.executable, "-c", "import weasyprint"), project),
    ]
    times = _in_turn(runners, runs)
    yard = next((runner.name for runner in runners if runner.name[0] == "C"), runners[0].name)
    _print_table(times, yard)
    for made in sorted([*out.glob("*.pdf"), *project.glob("dist/*/*/*.pdf")]):
        print(f"  {made.name}: {_pages(made)} pages, {made.stat().st_size / 1000:.0f} kB")


def _by_number(scratch: Path, numbers: Sequence[int], runs: int) -> None:
    """How time grows with the number of guides, each a copy of the night card."""
    runners = []
    for number in numbers:
        project = _copy_of_the_project(scratch / f"guides-{number}")
        guide = project / "content" / "leg-cramps"
        for copy in range(1, number):
            shutil.copytree(guide, guide.with_name(f"guide-{copy:02}"))
        command = (*BUILD, "--product", "night-card")
        forget = partial(_forget, project)
        runners.append(Runner(f"{number} cards, cold", command, project, forget))
        runners.append(Runner(f"{number} cards, unchanged", command, project))
    print()
    _print_table(_in_turn(runners, runs), runners[0].name)


def _copy_of_the_project(folder: Path) -> Path:
    folder.mkdir()
    leave = shutil.ignore_patterns("__pycache__")
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part, ignore=leave)
        else:
            shutil.copy(ROOT / part, folder / part)
    return folder


def _forget(project: Path) -> None:
    """Away with what is kept between runs; Python's own .pyc files stay, as after any install."""
    shutil.rmtree(project / ".cache", ignore_errors=True)
    shutil.rmtree(project / "dist", ignore_errors=True)


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


def _in_turn(runners: Sequence[Runner], runs: int) -> dict[str, list[Time]]:
    """Each runner `runs` times, in turn, after one turn that does not count."""
    times: dict[str, list[Time]] = {runner.name: [] for runner in runners}
    for turn in range(runs + 1):
        for runner in runners:
            runner.before()
            taken = _time(runner)
            if turn:
                times[runner.name].append(taken)
    return times


def _time(runner: Runner) -> Time:
    """Run once. Raises CalledProcessError where it fails: a broken run is no measurement."""
    before, start = os.times(), time.perf_counter()
    subprocess.run(
        runner.command,
        cwd=runner.folder,
        env=os.environ | runner.environment,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wall, after = time.perf_counter() - start, os.times()
    user = after.children_user - before.children_user
    return Time(wall, user + after.children_system - before.children_system)


def _print_table(times: dict[str, list[Time]], yard: str) -> None:
    """Medians; each ratio is the median of the ratios turn by turn."""
    print(f"{'':27}{'wall s':>8}{'least':>8}{'CPU s':>8}   ratio to {yard.strip()}")
    for name, taken in times.items():
        walls, cpus = [one.wall for one in taken], [one.cpu for one in taken]
        pairs = list(zip(taken, times[yard], strict=True))
        wall = median(one.wall / other.wall for one, other in pairs)
        cpu = median(one.cpu / other.cpu for one, other in pairs)
        print(
            f"{name:27}{median(walls):8.2f}{min(walls):8.2f}{median(cpus):8.2f}"
            f"   wall {wall:.2f}, CPU {cpu:.2f}"
        )
    print()


def _pages(pdf: Path) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def _this_machine() -> str:
    """The machine and the versions, in lines."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    packages = ", ".join(
        f"{name} {version(name)}" for name in ("weasyprint", "pypdfium2", "pillow")
    )
    libraries = ", ".join(f"{name} {number}" for name, number in machine.versions().items())
    tools = [_first_line("pandoc"), *map(_first_line, BROWSERS)]
    load = ", ".join(f"{value:.2f}" for value in os.getloadavg()) if os.name == "posix" else "?"
    return "\n".join(
        [
            f"{platform.platform()}, {cores} cores, load {load}",
            f"Python {platform.python_version()}, {packages}, {libraries}",
            *filter(None, tools),
            "",
        ]
    )


def _first_line(tool: str) -> str:
    if not shutil.which(tool):
        return ""
    said = subprocess.run([tool, "--version"], capture_output=True, text=True, check=False)
    return said.stdout.split("\n")[0]


if __name__ == "__main__":
    sys.exit(main())
