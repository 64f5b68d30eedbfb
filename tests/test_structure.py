"""The shape of the code: which module may import what, and how long a module may be."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.shop import ROOT

# Each outside library has one door; a second module needs a reason that stands here.
DOORS = {
    "weasyprint": {"typeset"},
    "pypdfium2": {"reading"},
    "markdown": {"markup"},
    "jinja2": {"compose"},
    "markupsafe": {"compose"},  # Jinja's own type of text
    "textstat": {"readability"},
    # a picture is judged before it is set, and ink after it was printed; a copier makes pictures
    "PIL": {"pictures", "reading", "preflight_words", "copier", "pasteboard", "ink_pictures",
            "black", "preflight_black"},
    # finished pages are put on paper, beside each other, or into inks; what is in inks is read back
    "pikepdf": {"sheetwork", "pasteboard", "press_sheet", "separations", "ink_pictures", "inked",
                "preflight_press", "preflight_inks"},
}  # fmt: skip
# What reaches out of the values that are handed in: clock, environment, processes, network.
REACHES_OUT = {
    "time": {"publish", "workers"},  # to wait for a lock, and to end what runs too long
    "subprocess": {"machine", "spelling"},  # both call tools of the machine
    "socket": set[str](),
    "http": set[str](),
    "random": set[str](),
    "locale": set[str](),
}
ENVIRONMENT = {"machine", "typeset"}  # the engine's fonts and clock are shut out through it
CLOCK = {"date.today", "datetime.now", "datetime.utcnow", "time.time", "time.localtime"}
WRITERS = {
    "publish": "dist/",
    "ledger": ".cache/",
    "figures": "the drawings, where they are ordered",
    "figure_desk": "the drawings, where they are ordered",
    "review_docs": "the pages for reviewers, where they are ordered",
}
LONGEST = 210  # lines
LONG = {
    "reading": "PDFium has one door",
    "plain_rules": "a table of rules",
    "report_checks_content": "a table of checks",
    "report_checks_form": "a table of checks",
}
MODULES = sorted(path.stem for path in (ROOT / "press").glob("*.py"))


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((ROOT / "press" / f"{module}.py").read_text("utf-8"))


def imports(module: str) -> Iterator[str]:
    """The dotted names that a module imports, wherever in it."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            name = node.module or ""
            yield from (f"press.{a.name}" for a in node.names) if name == "press" else (name,)


def ours(module: str) -> set[str]:
    names = (name.partition(".")[2] for name in imports(module) if name.startswith("press."))
    return {name.split(".")[0] for name in names if name.split(".")[0] in MODULES}


def outside(module: str) -> set[str]:
    return {name.split(".")[0] for name in imports(module)} - {"press"}


def test_each_library_has_its_door() -> None:
    """A library of others is imported where the table says, and nowhere else."""
    used: dict[str, set[str]] = {}
    for module in MODULES:
        for name in outside(module) - sys.stdlib_module_names:
            used.setdefault(name, set()).add(module)
    assert used == DOORS


def test_imports_go_one_way() -> None:
    """No module of the press leads back to itself."""
    done: set[str] = set()

    def walk(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " > ".join([*path, module])
        if module not in done:
            for other in sorted(ours(module)):
                walk(other, (*path, module))
            done.add(module)

    for module in MODULES:
        walk(module, ())


@pytest.mark.parametrize("module", MODULES)
def test_a_module_can_be_read_at_one_sitting(module: str) -> None:
    """A module is short, or a reason stands in the list; and none stands there without need."""
    lines = len((ROOT / "press" / f"{module}.py").read_text("utf-8").splitlines())
    assert (lines > LONGEST) == (module in LONG)


def test_nothing_reaches_out_but_what_must() -> None:
    """Clock, environment, processes and network are used where the table says, and nowhere else."""
    for name, allowed in REACHES_OUT.items():
        assert {module for module in MODULES if name in outside(module)} == allowed, name
    for module in MODULES:
        used = {
            ast.unparse(node) for node in ast.walk(tree(module)) if isinstance(node, ast.Attribute)
        }
        assert not used & {"os.environ", "os.getenv"} or module in ENVIRONMENT, module
        assert not used & CLOCK, module


def test_only_the_last_stage_writes() -> None:
    """No module writes a file but those of the table, each its own."""
    writes = {
        module
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Attribute) and node.attr in ("write_text", "write_bytes")
    }
    assert writes <= WRITERS.keys()


def test_a_run_in_which_nothing_changed_loads_no_library() -> None:
    """What build.py imports before it knows that there is work is Python's own, and ours."""
    code = """
import sys
bare = set(sys.modules)
import build
for name in sorted(set(sys.modules) - bare):
    print(name.split(".")[0])
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert loaded - sys.stdlib_module_names == {"build", "press"}
    assert not loaded & {"html", "xml", "email", "asyncio"}, "slow to import, and not needed"


def test_every_stage_says_what_it_is_for() -> None:
    """Each module begins with a sentence, and so does each function that others may call."""
    for module in MODULES:
        assert ast.get_docstring(tree(module)), module
        for node in tree(module).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{module}.{node.name}"


def test_no_path_of_a_machine_is_written_down() -> None:
    """No file of ours names a home, a working folder or the place of a package index."""
    marks = ("/home/", "/root/", "/Users/", "index-url", "/work/")
    for folder in ("press", "templates", "styles", "content", "docs", "tests", ".ci"):
        for path in (ROOT / folder).rglob("*"):
            if (
                path.suffix in (".py", ".md", ".toml", ".css", ".html", ".svg", "")
                and path.is_file()
            ):
                text = path.read_text("utf-8", "ignore")
                if path != Path(__file__):
                    assert not [mark for mark in marks if mark in text], path
