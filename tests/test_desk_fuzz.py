"""Whatever is asked of the desk, it answers, and changes nothing that it was not rightly asked."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tests.desks import desk_on, project_for_a_desk
from tests.strange_requests import strange_requests

COUNT = 300  # benchmarks/desk_fuzz.py asks thousands


def as_it_is(root: Path) -> dict[str, str]:
    """The digest of each file of a project but what the desk keeps for itself."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".cache" not in path.parts
    }


def test_strange_requests_are_answered_and_change_nothing(tmp_path: Path) -> None:
    """No request ends in a fault of ours, and no file is another after them."""
    root = project_for_a_desk(tmp_path / "p")
    before = as_it_is(tmp_path)
    with desk_on(root) as desk:
        for one in strange_requests(COUNT, seed=14):
            answer = desk.ask(one.method, one.path, desk.ours if one.body else {}, one.body)
            assert answer.status != 500, one
            assert b"Traceback" not in answer.body, one
        assert desk.get("/").status == 200
    assert as_it_is(tmp_path) == before
