"""A guide's safety.toml and exceptions.toml: a slip in them is told, and little can be excepted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from press.check.job import apply_exceptions
from press.finding import Finding, Place
from press.project import Line, Project
from press.read.guide import Guide
from press.read.rule_book import read_exceptions
from press.read.safety_book import read_book
from tests.guides import real_guide


def a_guide(folder: Path, safety: str = "", exceptions: str = "") -> tuple[Project, Guide]:
    """A guide's folder with these two files."""
    for name, text in (("safety", safety), ("exceptions", exceptions)):
        if text:
            (folder / f"{name}.toml").write_text(text, "utf-8")
    return Project(folder), replace(real_guide(), folder=folder)


@pytest.mark.parametrize(
    "text",
    [
        "[hazard.x]\ncode = 'S104'",
        "[ask.x]\nwords = 'x'",
        "[ask.x]\nall = ['(x']",
        "[ask]\nx = { all = '(x' }",
        "[part]\nleg = 'leg('",
        "[fact.x]\nleast = 'ten'",
        "[ask.x]\ncode = 'P101'",
        "[ask.x]\nin = 'page'",
    ],
)
def test_a_safety_file_that_can_t_be_used_is_a_finding(tmp_path: Path, text: str) -> None:
    """S126: an unknown table or key, a broken pattern, a wrong type, a code of another family."""
    found: list[Finding] = []
    read_book(*a_guide(tmp_path, text), "en-GB", found)
    assert [(f.code, f.place.file) for f in found] == [("S126", "safety.toml")]


EXCEPTION = """
[the-spoon]
code = "S104"
file = "a.md"
words = "liver bird"
reason = "A bird."
"""


def a_finding(code: str = "S104", text: str = "The liver bird.") -> Finding:
    return Line(text, "a.md", 3).finding(code, "p", "f")


def test_an_exception_lets_pass_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    """Code, file and words must all be those of the finding."""
    project, guide = a_guide(tmp_path, exceptions=EXCEPTION)
    others = [a_finding("S105"), a_finding(text="Liver."), replace(a_finding(), place=Place("b"))]
    assert apply_exceptions(read_exceptions(project, guide, []), [a_finding(), *others]) == others


def test_an_exception_that_nothing_needs_is_a_finding(tmp_path: Path) -> None:
    """G104, at its own line; but not where its file is none of this job's."""
    project, guide = a_guide(tmp_path, exceptions=EXCEPTION)
    found = apply_exceptions(read_exceptions(project, guide, []), [])
    assert [(f.code, f.place) for f in found] == [("G104", Place("exceptions.toml", 3))]
    assert apply_exceptions(read_exceptions(project, guide, []), [], files={"b.md"}) == []


@pytest.mark.parametrize("code", ["P101", "M112", "E101", "T101", "A103", "C101", "G101", "D101"])
def test_nobody_excepts_what_the_press_needs(tmp_path: Path, code: str) -> None:
    """G105: a lost word, an unknown source or a false claim can't be waved through."""
    project, guide = a_guide(tmp_path, exceptions=EXCEPTION.replace("S104", code))
    found = apply_exceptions(read_exceptions(project, guide, []), [a_finding(code)])
    assert {finding.code for finding in found} == {code, "G105"}


def test_an_exception_gives_its_reason(tmp_path: Path) -> None:
    """M107: without a reason it lets nothing pass."""
    project, guide = a_guide(tmp_path, exceptions=EXCEPTION.replace('reason = "A bird."', ""))
    found: list[Finding] = []
    leaves = read_exceptions(project, guide, found)
    found += apply_exceptions(leaves, [a_finding()])
    assert {finding.code for finding in found} == {"S104", "M107"}
