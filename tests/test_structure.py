"""The shape of the code: which module may import what, and how long a module may be."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from press.rules import rules_of
from tests.shop import ROOT
from tests.tools import run_python

# Each outside library has one door; a second module needs a reason that stands here.
DOORS = {
    "weasyprint": {"typeset.engine", "typeset.quick_engine", "typeset.relay", "typeset.restyled"},
    "pydyf": {"typeset.quick_engine"},
    "cffi": {"typeset.quick_import"},
    "_cffi_backend": {"typeset.quick_import"},
    "pypdfium2": {"pdf.characters", "pdf.leaves", "pdf.objects", "pdf.readback"},
    "markdown": {"typeset.markdown"},
    "mammoth": {"draft.docx"},
    "fontTools": {"read.font_file"},  # which letters fonts have, before anything is typeset
    "segno": {"typeset.qr"},
    "phonenumbers": {"read.phone"},
    "jinja2": {"typeset.templates"},
    "uvicorn": {"desk.serve", "desk.slow"},
    "watchfiles": {"desk.watch"},
    "playwright": {"phone.browser"},
    "markupsafe": {"typeset.phrasing"},  # Jinja's own type of text
    # a picture is judged before it is set, and ink after it was printed; a copier makes pictures
    "PIL": {"read.photos", "read.paints", "proof.clear_print", "pdf.leaves", "pdf.readback",
            "pdf.reading", "proof.glyphs", "proof.letterforms", "proof.seen", "review.copier",
            "review.overlay", "review.role_pictures", "prepress.pictures",
            "typeset.monochrome", "proof.monochrome"},
    "build": {"warm.room"},  # the order of events, which the room keeps for the desk
    # a key is opened and its certificate read by the library that pyHanko signs with
    "cryptography": {"prepress.seal"},
    "pyhanko": {"prepress.seal"},
    # finished pages are put on paper, beside each other, or into inks; what is in inks is read back
    "pikepdf": {"sheets.impose", "review.overlay", "prepress.pdfx", "prepress.separations",
                "prepress.pictures", "prepress.readback", "prepress.preflight"},
}  # fmt: skip
# A library that a whole room is built on: its pages and their addresses.
ROOM_DOORS = {"starlette": "desk"}
# What reaches out of the values that are handed in: clock, environment, processes, network.
REACHES_OUT = {
    # to wait for a lock; to end what runs too long; to measure; until hands are still
    "time": {"run.publish", "processes", "warm.tab", "warm.room", "warm.runs"},
    "subprocess": {"machine", "check.spelling"},  # both call tools of the machine
    "socket": {"desk.serve"},  # whose port may be taken
    "http": set[str](),
    "random": set[str](),
    "locale": set[str](),
}
# the engine's fonts and clock are shut out through it, but not a browser's; a passphrase comes in
ENVIRONMENT = {"machine", "typeset.engine", "run.sealing", "phone.browser"}
# a key holds for a time, and a signature says when it was made; desk and room are open for days
DATED = {"prepress.seal", "desk.serve", "warm.room"}
CLOCK = {"date.today", "datetime.now", "datetime.utcnow", "time.time", "time.localtime"}
WRITERS = {
    "run.publish": "dist/",
    "approval.register": "register/, a line for each print for a clinic",
    "run.ledger": ".cache/",
    "run.papers": ".cache/",
    "run.fits": "a guide's fits.toml, where it is ordered",
    "walls": "a new guide's folder, whole or not at all",
    "figures.draw": "the drawings, where they are ordered",
    "review.contact_sheet": "the drawings, where they are ordered",
    "review.docs": "pages of docs/, where they are ordered",
    "review.role_pictures": "pictures of docs/, where they are ordered",
}
LONGEST = 250  # lines of a module
SHORTEST = 25
LONGEST_TEST = 500  # lines of a file of tests, or of their helpers
MODULES = sorted(
    path.relative_to(ROOT / "press").with_suffix("").as_posix().replace("/", ".")
    for path in (ROOT / "press").rglob("*.py")
    if path.name != "__init__.py"
)
# Whose modules a room may use: HOUSE's table. The root (finding, project, products ...) is
# everyone's, and knows no room; the rooms are told from the first to the last of a build.
ROOMS: dict[str, set[str]] = {
    "": set(),
    "pdf": set(),
    "figures": set(),
    "read": set(),
    "redline": set(),
    "plain": {"read"},
    "safety": {"read"},
    "check": {"read", "plain", "safety"},
    "typeset": {"pdf", "read"},
    "proof": {"pdf", "read", "typeset"},
    "sheets": {"pdf", "read", "typeset"},
    "prepress": {"pdf", "read"},
    "phone": {"pdf", "read", "typeset", "proof"},
    "run": {"pdf", "read", "check", "typeset", "proof", "sheets", "prepress", "phone"},
    "warm": {"pdf", "read", "check", "typeset", "proof", "run"},
    "draft": {"read", "run"},
    "report": {"plain", "read", "check", "typeset", "run"},
    "review": {"pdf", "figures", "read", "redline", "check", "typeset", "run"},
    "approval": {"pdf", "read", "redline", "check", "typeset", "proof", "sheets", "run", "review"},
    "site": {"pdf", "read", "typeset", "sheets", "run", "approval"},
    "desk": {
        "warm",
        "pdf",
        "read",
        "redline",
        "check",
        "typeset",
        "sheets",
        "run",
        "report",
        "review",
        "approval",
    },
}
ALL_ROOMS = {"commands"}  # its rows name a function in any room


def room(module: str) -> str:
    """The folder of a module, empty for the press's own."""
    return module.rpartition(".")[0]


def source(module: str) -> str:
    return (ROOT / "press" / f"{module.replace('.', '/')}.py").read_text("utf-8")


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(source(module))


def imports(module: str) -> Iterator[str]:
    """The dotted names that a module imports, wherever in it."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours(module: str) -> set[str]:
    return {name.removeprefix("press.") for name in imports(module)} & set(MODULES)


def outside(module: str) -> set[str]:
    return {name.split(".")[0] for name in imports(module)} - {"press"}


def test_each_library_has_its_door() -> None:
    """A library of others is imported where the table says, and nowhere else."""
    used: dict[str, set[str]] = {}
    for module in MODULES:
        for name in outside(module) - sys.stdlib_module_names:
            if ROOM_DOORS.get(name) == room(module):
                continue
            used.setdefault(name, set()).add(module)
    assert used == DOORS


def test_a_room_uses_only_the_rooms_that_it_may() -> None:
    """A module imports from its own room, from the root, and from the rooms of the table."""
    assert {room(module) for module in MODULES} == ROOMS.keys()
    wrong = {
        f"{module} imports {other}"
        for module in MODULES
        for other in ours(module)
        if module not in ALL_ROOMS and room(other) not in {"", room(module), *ROOMS[room(module)]}
    }
    assert not wrong


def test_no_room_is_allowed_without_need() -> None:
    """The table holds no arrow that nothing goes along, and none that leads back."""
    used = {(room(module), room(other)) for module in MODULES for other in ours(module)}
    told = {(one, other) for one, others in ROOMS.items() for other in others}
    assert told <= used
    order = list(ROOMS)
    assert all(order.index(other) < order.index(one) for one, other in told)


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
    """A module is short."""
    assert len(source(module).splitlines()) <= LONGEST


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_worth_a_file(module: str) -> None:
    """A module is no crumb: what is so short stands with what it belongs to."""
    assert len(source(module).splitlines()) >= SHORTEST


def test_a_file_of_tests_can_be_read_too() -> None:
    """No file of tests, and none of their helpers, is longer than can be kept in mind."""
    for path in (ROOT / "tests").rglob("*.py"):
        assert len(path.read_text("utf-8").splitlines()) <= LONGEST_TEST, path.name


def test_no_function_has_more_turns_than_one_can_follow() -> None:
    """Ruff holds each function to a cyclomatic complexity of 12, and nothing is excused."""
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["lint"]
    assert "C90" in lint["select"] and lint["mccabe"]["max-complexity"] == 12
    excused = [
        *lint["ignore"],
        *(code for row in lint["per-file-ignores"].values() for code in row),
    ]
    assert not [code for code in excused if code.startswith("C9")]
    for folder in ("press", "benchmarks"):
        for path in (ROOT / folder).rglob("*.py"):
            assert not re.search(r"noqa(?!:)|noqa:.*C9", path.read_text("utf-8")), path.name


def test_nothing_reaches_out_but_what_must() -> None:
    """Clock, environment, processes and network are used where the table says, and nowhere else."""
    for name, allowed in REACHES_OUT.items():
        assert {module for module in MODULES if name in outside(module)} == allowed, name
    for module in MODULES:
        used = {
            ast.unparse(node) for node in ast.walk(tree(module)) if isinstance(node, ast.Attribute)
        }
        assert not used & {"os.environ", "os.getenv"} or module in ENVIRONMENT, module
        assert not used & CLOCK or module in DATED, module


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
import re
import sys
import tomllib
bare = set(sys.modules)
import build
for name in sorted(set(sys.modules) - bare):
    print(name.split(".")[0])
"""
    loaded = set(run_python("-c", code).out.split())
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


def test_no_rule_is_passed_over_for_its_shape() -> None:
    """A function that tells a code of its own is asked: by what it takes, or by its name."""
    families = [("safety", "SafetyDesk"), ("proof", "Proof"), ("plain", "PlainReading")]
    asked = {rule.__name__ for room_and_thing in families for rule in rules_of(*room_and_thing)}
    for about in ("Line", "Sequence[Line]", "Manuscript"):
        asked |= {rule.__name__ for rule in rules_of("check", about)}
    every = "\n".join(source(module) for module in MODULES)
    tells = re.compile(r"[A-Z]\d{3}(?: |:)")
    for module in MODULES:
        for node in tree(module).body:
            if isinstance(node, ast.FunctionDef) and tells.match(ast.get_docstring(node) or ""):
                by_name = len(re.findall(rf"\b{node.name}\b", every)) > 1
                assert node.name in asked or by_name, f"{module}.{node.name}"
