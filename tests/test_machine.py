"""What the machine must bring, how it is asked for, and the pins for the rest."""

from __future__ import annotations

import ast
import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from press import machine
from tests.shop import ROOT
from tests.tools import run_python

APT = (
    "apt-get update && apt-get install -y --no-install-recommends"
    " libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)


def a_machine(
    monkeypatch: pytest.MonkeyPatch, lacks: set[str], manager: str = "", user: int = 1000
) -> list[str]:
    """Stand in for a machine; returns the list to which each command that it runs is added."""
    ran: list[str] = []
    programs = {manager}

    def load(names: tuple[str, ...]) -> ctypes.CDLL | None:
        return None if any(library in names[0] for library in lacks) else ctypes.CDLL(None)

    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        ran.append(" ".join(command))
        return subprocess.CompletedProcess(command, 1)

    monkeypatch.setattr(machine, "_load", load)
    monkeypatch.setattr(shutil, "which", lambda name: name if name in programs else None)
    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(os, "geteuid", lambda: user)
    return ran


def test_we_look_for_the_libraries_that_weasyprint_loads() -> None:
    """Each library that WeasyPrint opens is looked for, under WeasyPrint's own names for it."""
    spec = importlib.util.find_spec("weasyprint")
    assert spec is not None
    assert spec.origin is not None
    source = Path(spec.origin).with_name("text") / "ffi.py"
    calls = [node for node in ast.walk(ast.parse(source.read_text())) if isinstance(node, ast.Call)]
    theirs = [
        {word.value for word in call.args if isinstance(word, ast.Constant)}
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "_dlopen"
    ]
    ours = [set(names) for names in (*machine.NEEDED.values(), machine.SUBSET)]
    # harfbuzz-vector draws glyphs that no face of ours has, and WeasyPrint does without it.
    wanted = [names for names in theirs if "harfbuzz-vector" not in names]
    assert len(wanted) == len(ours)
    assert all(any(names >= our for our in ours) for names in wanted)


def test_this_machine_has_what_the_press_needs() -> None:
    """A machine on which the tests run lacks nothing, and knows its versions."""
    assert machine.missing() == []
    assert machine.versions()["pango"].count(".") == 2
    assert machine.versions()["harfbuzz"].count(".") == 2


def test_the_machine_can_be_asked_before_anything_is_installed() -> None:
    """press.machine runs on a bare Python, without any package of ours."""
    assert run_python("-S", "-c", "import press.machine").code == 0


def test_a_whole_machine_gets_no_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where nothing is missing nothing is said, and nothing is run."""
    ran = a_machine(monkeypatch, lacks=set(), manager="apt-get", user=0)
    assert machine.main() == 0
    assert capsys.readouterr().err == ""
    assert ran == []


def test_root_installs_what_is_missing_and_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As root each command is said and run, the package lists first."""
    ran = a_machine(monkeypatch, lacks={"libpango-"}, manager="apt-get", user=0)
    assert machine.main() == machine.LACKING
    assert " && ".join(ran) == APT
    said = capsys.readouterr().err
    assert all(f"+ {command}" in said for command in ran)


@pytest.mark.parametrize(
    ("manager", "start"),
    [
        ("apt-get", "sudo apt-get update && sudo apt-get install -y"),
        ("dnf", "sudo dnf install -y pango"),
        ("apk", "sudo apk add so:libgobject-2.0.so.0"),
        ("brew", "brew install pango"),
    ],
)
def test_each_system_has_its_exact_command(
    monkeypatch: pytest.MonkeyPatch, manager: str, start: str
) -> None:
    """The command fits the package manager, and asks for rights only where they are wanted."""
    a_machine(monkeypatch, lacks={"libpango-"}, manager=manager)
    assert (machine.install_command() or "").startswith(start)


def test_without_rights_we_stop_with_the_exact_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without root and sudo nothing is run: the libraries are named, and the command to type."""
    ran = a_machine(monkeypatch, lacks={"libpango-", "libpangoft2"}, manager="apt-get")
    assert machine.main() == machine.LACKING
    said = capsys.readouterr().err
    assert "lacks pango, pangoft2" in said
    assert "sudo " + APT.replace("&& ", "&& sudo ") in said
    assert ran == []


def test_an_unknown_system_is_sent_to_the_guide(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where we know no package manager the message says where to read on."""
    a_machine(monkeypatch, lacks={"libpango-"})
    assert machine.install_command() is None
    assert machine.main() == machine.LACKING
    assert "docs/machines.md" in capsys.readouterr().err


def test_without_the_subsetter_the_press_still_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without harfbuzz-subset alone there is one notice, no password is asked, and all goes on."""
    ran = a_machine(monkeypatch, lacks={"subset"}, manager="apt-get")
    assert machine.subset_library_missing()
    assert machine.main() == 0
    assert capsys.readouterr().err.count("notice:") == 1
    assert ran == []


def test_a_python_without_ensurepip_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian keeps what makes a .venv in a package of its own: the command then names it."""
    a_machine(monkeypatch, lacks=set(), manager="apt-get", user=0)
    monkeypatch.setattr(machine, "_makes_venvs", lambda: False)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert machine.install_command() == f"{APT} python{version}-venv"


@pytest.mark.parametrize(
    "pins", ["requirements.txt", "requirements-seal.txt", "requirements-dev.txt"]
)
def test_pins_have_hashes_and_name_no_place(pins: str) -> None:
    """Each pin is one exact version with its hashes; no file says where packages come from."""
    text = (ROOT / pins).read_text()
    assert "://" not in text
    assert "index" not in text
    packages = [entry for entry in text.replace("\\\n", "").splitlines() if entry[:1].isalpha()]
    assert packages
    assert all("==" in entry and "--hash=sha256:" in entry for entry in packages)
