"""What the benchmarks share: commands run in turn, timed as whole processes, in a table."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from press import machine  # noqa: E402

PARTS = ("build.py", "press", "content", "templates", "styles")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


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


def copy_of_the_project(folder: Path) -> Path:
    """The project's own files in a folder that may be spoiled."""
    folder.mkdir()
    leave = shutil.ignore_patterns("__pycache__")
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part, ignore=leave)
        else:
            shutil.copy(ROOT / part, folder / part)
    return folder


def forget(project: Path) -> None:
    """Away with what is kept between runs; Python's own .pyc files stay, as after any install."""
    shutil.rmtree(project / ".cache", ignore_errors=True)
    shutil.rmtree(project / "dist", ignore_errors=True)


def as_users_run() -> dict[str, str]:
    """The environment, but Python keeps what it compiles: a run off the clock does it once."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def in_turn(runners: Sequence[Runner], runs: int) -> dict[str, list[Time]]:
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
        env=as_users_run() | runner.environment,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wall, after = time.perf_counter() - start, os.times()
    user = after.children_user - before.children_user
    return Time(wall, user + after.children_system - before.children_system)


def print_table(times: dict[str, list[Time]], yard: str) -> None:
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


def this_machine() -> str:
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
