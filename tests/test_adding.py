"""What for-developers.md says must be touched to add something is all that must be touched."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.shop import ROOT, TODAY, Told
from tests.tools import copy_project, run_python

DEVELOPERS = (ROOT / "docs/for-developers.md").read_text("utf-8")
SECTION = DEVELOPERS.partition("## To add something")[2].partition("\n## ")[0]
TABLE = dict(re.findall(r"^\| (an? [a-z ]+?) \| (.+) \|$", SECTION, re.MULTILINE))
GUIDE = "content/hiccups"
PART = re.MULTILINE | re.DOTALL


class Copy:
    """A copy of the project with the small guide, that notes each file it touches."""

    def __init__(self, root: Path) -> None:
        self.root = copy_project(root, "templates", "styles", "docs")
        for name in ("words", "countries", "clinics"):
            shutil.copytree(ROOT / "content" / name, root / "content" / name)
        shutil.copytree(ROOT / "tests/hiccups", root / GUIDE)
        self.touched: set[str] = set()

    def text(self, name: str) -> str:
        return (self.root / name).read_text("utf-8")

    def write(self, name: str, text: str) -> None:
        self.touched.add(name)
        (self.root / name).parent.mkdir(exist_ok=True)
        (self.root / name).write_text(text, "utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        assert old in self.text(name)
        self.write(name, self.text(name).replace(old, new, 1))

    def append(self, name: str, text: str) -> None:
        self.write(name, f"{self.text(name).rstrip()}\n\n\n{text}")

    def build(self, *words: str) -> Told:
        return run_python("build.py", *words, cwd=self.root)

    def codes(self) -> set[str]:
        words = ("--today", TODAY, "--format", "json", "--sheet", "none")
        told = self.build("check", "--product", "night-card", *words)
        return {row["code"] for row in json.loads(told.out)}


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path / "project")


def a_product(copy: Copy) -> None:
    """From docs/products.md alone, text by text."""
    page = copy.text("docs/products.md").partition("## One of your own")[2]
    row, template, sheet, labels, manuscript = re.findall(r"^```\w+\n(.*?)^```", page, PART)
    copy.append("templates/products.toml", row)
    copy.write("templates/bookmark.html", template)
    copy.write("styles/bookmark.css", sheet)
    copy.append("content/words/en.toml", labels)
    copy.write(f"{GUIDE}/en/bookmark.md", manuscript)
    told = copy.build("--product", "bookmark", "--today", TODAY)
    assert "bookmark: 1 page, type 16 pt" in told.out, told.out + told.err
    assert "bookmark-3-up: 1 sheet of A4" in told.out
    assert (copy.root / "dist/hiccups/en-GB/bookmark-3-up.pdf").is_file()


def an_edition(copy: Copy) -> None:
    for name in ("leaflet", "night-card"):
        copy.edit("templates/products.toml", f"[{name}]", f"[{name}.editions.pale]\n\n[{name}]")
        copy.write(f"styles/{name}-pale.css", f"@import '{name}.css';\n")
    words = ("--today", TODAY, "--sheet", "none")
    told = copy.build("--edition", "pale", "--product", "night-card", *words)
    assert told.code == 0, told.out + told.err
    assert (copy.root / "dist/hiccups/en-GB/night-card-pale.pdf").is_file()


def a_sheet(copy: Copy) -> None:
    row = '        Sheet("pair", "cut it", up(2, 1)),\n        Sheet("tent"'
    copy.edit("press/sheets/layouts.py", '        Sheet("tent"', row)
    copy.edit("press/products.py", '"tent", ', '"tent", "pair", ')
    copy.edit("templates/products.toml", '"tent", ', '"tent", "pair", ')
    told = copy.build("--product", "night-card", "--sheet", "pair", "--today", TODAY)
    assert "night-card-pair: 1 sheet of A4" in told.out, told.out + told.err


def a_rule(module: str, about: str, line: str) -> Callable[[Copy], None]:
    def add(copy: Copy) -> None:
        copy.append(
            module,
            f"def nothing_is_left_as_it_is(given: {about}) -> Iterator[Finding]:\n"
            f'    """P299: a rule for a test."""\n'
            f'    yield {line}.finding("P299", "a rule that was added", "take it out")\n',
        )
        assert "P299" in copy.codes()

    return add


def a_question(copy: Copy) -> None:
    row = "ask.water = { code = 'S125', asks = 'is it wet?', all = '.' }\n"
    copy.write(f"{GUIDE}/safety.toml", row)
    assert "S125" in copy.codes()


def a_command(copy: Copy) -> None:
    row = '\n    Command("greet", "say good day", OF_A_JOB, "report.explain:greet"),\n)  # fmt'
    copy.edit("press/commands.py", "\n)  # fmt", row)
    function = (
        'def greet(project: Project, order: Order) -> int:\n    print("good day")\n    return 0\n'
    )
    copy.append("press/report/explain.py", function)
    assert copy.build("greet").out == "good day\n"
    assert "greet takes no --sheet" in copy.build("greet", "--sheet", "2-up").err
    assert "  greet " in copy.build("--help").out


def a_locale(copy: Copy) -> None:
    facts = copy.text("content/countries/GB.toml").partition("[lines.relay]")[0]
    blank = facts.replace('number = "111"', "number = { blank = true }")  # Ireland has no 111
    copy.write("content/countries/IE.toml", blank)
    copy.write("content/words/en-IE.toml", '[words]\nmidwife = "midwife"\n')
    copy.edit(f"{GUIDE}/guide.toml", '["en-GB"]', '["en-GB", "en-IE"]')
    words = ("--today", TODAY, "--sheet", "none")
    told = copy.build("--locale", "en-IE", "--product", "night-card", *words)
    assert "dist/hiccups/en-IE: printed" in told.out, told.out + told.err


def a_line(copy: Copy) -> None:
    copy.append(f"{GUIDE}/guide.toml", '\n[lines.ward]\nlabel = "{{ Ward }}"\n')
    copy.write(f"{GUIDE}/words/en.toml", '[words]\nward = "hiccup ward"\n')
    told = copy.build("--product", "leaflet", "--today", TODAY, "--sheet", "none")
    assert "dist/hiccups/en-GB: printed" in told.out, told.out + told.err


ADD: dict[str, Callable[[Copy], None]] = {
    "a product": a_product,
    "an edition": an_edition,
    "a sheet": a_sheet,
    "a rule on a proof": a_rule("press/proof/page.py", "Proof", "given.manuscript.title.line"),
    "a question of safety": a_question,
    "a rule of safety": a_rule(
        "press/safety/wording.py", "SafetyDesk", "given.job.manuscripts[0].title.line"
    ),
    "a rule of plain words": a_rule(
        "press/plain/rules.py", "PlainReading", "given.manuscript.title.line"
    ),
    "a rule for raw lines": a_rule("press/check/house_style.py", "Line", "given"),
    "a command": a_command,
    "a locale": a_locale,
    "a line that a reader phones": a_line,
}
# what stands in the table for any name of its kind
NAMED = {
    "bookmark": "NAME", "hiccups": "GUIDE", "leaflet-pale": "PRODUCT-EDITION",
    "night-card-pale": "PRODUCT-EDITION", "IE": "XX",
}  # fmt: skip


@pytest.mark.parametrize("what", ADD)
def test_what_the_table_names_is_enough(what: str, copy: Copy) -> None:
    """Adding it works, and touches no file that its line in the table does not lead to."""
    ADD[what](copy)
    said = TABLE[what]
    named = re.findall(r"`([^`]+)`", said)
    for file in copy.touched:
        general = file
        for own, name in NAMED.items():
            general = general.replace(own, name)
        inside = [name for name in named if file == name or general == name]
        inside += [name for name in named if name.endswith("/") and general.startswith(name)]
        inside += [name for name in named if "/" not in name and general.endswith(f"/{name}")]
        a_room = what == "a command" and "a function in its room" in said
        assert inside or (a_room and file.startswith("press/")), file


def test_each_line_of_the_table_is_tried() -> None:
    """No line promises what no test does; a finding's page has tests of its own."""
    assert TABLE.keys() == ADD.keys() | {"a finding"}
