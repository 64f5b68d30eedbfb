"""What the tests run in processes of their own: tools of others, and build.py."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.shop import ROOT, Told


def want(*tools: str, package: str, undone: str) -> None:
    """Skip the test where one of these is missing, but not in CI."""
    missing = [tool for tool in tools if not shutil.which(tool)]
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"CI has no {' and no '.join(missing)}: {undone}")
    if missing:
        pytest.skip(f"{undone}: that needs {' and '.join(tools)} (Debian: {package})")


def run(*words: str | Path, cwd: Path = ROOT, environment: dict[str, str] | None = None) -> Told:
    """A program in a process of its own, to its end."""
    done = subprocess.run(
        words, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    return Told(done.returncode, done.stdout, done.stderr)


def run_python(*words: str | Path, cwd: Path = ROOT) -> Told:
    """Our Python in a process of its own."""
    return run(sys.executable, *words, cwd=cwd)


def in_fork(work: Callable[[], int]) -> int:
    """The exit code of some work in a fork of this process, or less than 0 where it was killed.

    What it does to Python itself is gone with it; starting Python anew would cost a second.
    """
    pid = os.fork()
    if not pid:
        code = 70
        try:
            code = work()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def copy_project(folder: Path, *names: str) -> Path:
    """The press and build.py in `folder`, with these folders of the project."""
    for name in ("press", *names):
        half_written = shutil.ignore_patterns("*.pyc.*")  # the whole ones spare us a second
        shutil.copytree(ROOT / name, folder / name, ignore=half_written)
    shutil.copy(ROOT / "build.py", folder)
    return folder


def copy_all(folder: Path) -> Path:
    """The project without what make makes, in `folder`."""
    copy_project(folder, "content", "templates", "styles", "docs")
    for path in ROOT.iterdir():
        if path.is_file():
            shutil.copy(path, folder)
    return folder
