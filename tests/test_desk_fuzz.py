"""Whatever is asked of the desk, it answers, and changes nothing that it was not rightly asked."""

from __future__ import annotations

import hashlib
from pathlib import Path
from random import Random

from tests.approvals import sign
from tests.desk_kills import PRINT
from tests.desks import desk_on, project_for_a_desk
from tests.shop import Shop
from tests.strange_requests import spoilt, strange_requests
from tests.test_desk_clinic import NEW, asked
from tests.test_desk_due import WHO, WITHDRAW, key_of
from tests.test_desk_sign import PAGE, SIGNER, print_of
from tests.test_desk_write import CHOICE
from tests.test_desk_write_kept import read_line

COUNT = 300  # benchmarks/desk_fuzz.py asks thousands
NEARLY = 30  # of each kind


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


def test_what_is_nearly_right_is_answered_too(tmp_path: Path) -> None:
    """What pages post, with a value of it lost or of another kind, is no fault of ours either."""
    shop = Shop(tmp_path / "p").brief()
    sign(shop.root, "hiccups")
    random = Random(15)
    with desk_on(shop.root) as desk:
        desk.get(PAGE)
        line, read = {**CHOICE, **read_line(desk)}, {"fingerprint": print_of(shop)}
        back = {**WHO, "version": "1.0", "key": key_of(desk, "1.0")}
        who = {"name": "S105-000000", "who": "A. Tester", "why": "It is so."}
        for path, right in (
            ("/clinics/judge", asked("a-river", NEW)),
            ("/clinics/save", asked("a-river", NEW)),
            ("/write/mend", {**line, "how": "after", "text": "- more words"}),
            ("/write/undo", CHOICE),
            ("/write/answer", {**line, "code": "S105", "problem": "x", "excerpt": "y", **who}),
            (f"{PAGE}/answer", {**read, **who}),
            (f"{WITHDRAW}/again", back),
            ("/print/run", {**PRINT, "guide": "measles"}),
            (PAGE, {**SIGNER, **read, "read": False}),
        ):
            for _ in range(NEARLY):
                said = spoilt(right, random)
                answer = desk.post(path, said)
                assert answer.status != 500 and b"Traceback" not in answer.body, (path, said)
        assert desk.get("/").status == 200
