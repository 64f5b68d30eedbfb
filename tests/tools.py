"""What the tests run in processes of their own: tools of others, and build.py."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
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


def copy_project(folder: Path, *names: str) -> Path:
    """The press and build.py in `folder`, with these folders of the project."""
    for name in ("press", *names):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    shutil.copy(ROOT / "build.py", folder)
    return folder
