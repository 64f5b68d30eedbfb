"""The desk's own words stand in a file, so that it can be translated, and in no program."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from press.desk.words import FIRST, language_for, say, words_in
from tests.shop import ROOT

DESK = ROOT / "press/desk"
MODULES = sorted(DESK.glob("*.py"))
# what is told to a program, in a terminal, or is matched in what the press says
APART = {"doorman.py", "serve.py", "clinic_judged.py", "lines.py"}
SENTENCE = re.compile(r"[A-Z][a-z']*( [\w'`{}-]+){2,}.*[.:!?]")
NAMED = re.compile(r"""\b(?:say|says|told|bad)\(\s*["']([\w.-]+)["']""")


def literals(path: Path) -> Iterator[str]:
    """The texts of a module that are no docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    docs = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_sentence_stands_in_a_program(path: Path) -> None:
    """What a person reads comes from the words file."""
    if path.name not in APART:
        assert [text for text in literals(path) if SENTENCE.fullmatch(text)] == []


def test_every_word_that_is_said_is_in_the_file() -> None:
    """Whatever a page, a script or a refusal says by its name has words."""
    known = words_in(FIRST)
    for path in [*MODULES, *(ROOT / "templates/desk").glob("*.html")]:
        for name in NAMED.findall(path.read_text("utf-8")):
            refusal = path.suffix == ".py" and f"bad.{name}" in known
            part = name.endswith((".", "_")) and any(key.startswith(name) for key in known)
            assert name in known or refusal or part or "." not in name, (path.name, name)
    for path in (DESK / "static").glob("*.js"):
        groups = ("script", f"script.{path.stem.partition('_')[0]}")  # a page has its own
        for name in re.findall(r'\bsay\("([\w.]+)"', path.read_text("utf-8")):
            assert any(f"{group}.{name}" in known for group in groups), (path.name, name)


def test_every_refusal_has_its_words() -> None:
    """A name of `bad` that has no words would be a fault in the midst of a refusal."""
    for path in MODULES:
        for name in re.findall(r'\bbad\(\s*"([\w.]+)"', path.read_text("utf-8")):
            assert f"bad.{name}" in words_in(FIRST), (path.name, name)


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("", "en"), ("en-GB,en;q=0.9", "en"), ("xx,en;q=0.1", "en"), ("*", "en"), (";q=", "en"),
     ("fr" * 9000, "en")],
)  # fmt: skip
def test_a_browser_s_language_chooses_the_words(accepted: str, language: str) -> None:
    """A language that the desk does not speak is told in English."""
    assert language_for(accepted) == language


def test_what_stands_in_braces_is_put_in_and_nothing_else() -> None:
    """A value that holds braces itself is said as it is."""
    said = say(FIRST, "bad.not_here", name="{status} <b>")
    assert "`{status} <b>`" in said
