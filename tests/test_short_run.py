"""`make test` and the rest of it are all the tests, and what they name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import EVERY
from tests.short_run import EXAMPLES, LONG, short

TEST = re.compile(r"^def (test_\w+)", re.MULTILINE)
ALL = {
    f"{path.name}::{name}"
    for path in Path(__file__).parent.glob("test_*.py")
    for name in TEST.findall(path.read_text("utf-8"))
}


def test_what_is_named_is_there() -> None:
    """A test that is renamed loses neither its place in the long run nor its part of a table."""
    assert sorted(LONG - ALL) == []
    assert sorted({*EVERY} - {name.partition("::")[2] for name in ALL}) == []


def test_an_example_is_tried_once_and_what_is_dear_is_not(request: pytest.FixtureRequest) -> None:
    """Of what is here to be run, `make test` takes each example's first row, and nothing long."""
    items = request.session.items
    names = [item.nodeid.partition("[")[0].removeprefix("tests/") for item in short(items)]
    there = {item.nodeid.partition("[")[0].removeprefix("tests/") for item in items}
    assert {name: names.count(name) for name in EXAMPLES & there} == dict.fromkeys(
        EXAMPLES & there, 1
    )
    assert not (LONG - EXAMPLES) & {*names}
