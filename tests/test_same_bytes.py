"""The same input gives the same bytes, whatever else differs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.printed import opened
from tests.shop import Shop
from tests.tools import copy_project, run


def pdfs(folder: Path) -> dict[str, bytes]:
    """The PDFs under a project's `dist/`."""
    dist = folder / "dist"
    return {path.relative_to(dist).as_posix(): path.read_bytes() for path in dist.rglob("*.pdf")}


def test_twice_in_a_row_in_another_folder_on_one_core(
    shop: Shop, good_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy of the project in another folder prints the same bytes, on one core or on more."""
    assert shop.root != good_files
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert shop.order().code == 0
    assert pdfs(shop.root) == pdfs(good_files)


EAST = {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR"}
WEST = {"TZ": "Pacific/Pago_Pago", "LC_ALL": "C", "PYTHONHASHSEED": "7"}


@pytest.mark.parametrize(("place", "today"), [(EAST, "2026-01-15"), (WEST, "2027-12-31")])
def test_in_another_place_and_on_another_day(
    brief: Shop, brief_files: Path, place: dict[str, str], today: str
) -> None:
    """Another time zone, locale, home, clock and working folder print the same bytes."""
    root = copy_project(brief.root)
    environment = {"PATH": os.environ["PATH"], "HOME": str(root), "SOURCE_DATE_EPOCH": "99"}
    words = (sys.executable, root / "build.py", "--today", today)
    told = run(*words, cwd=root.parent, environment=environment | place)
    assert told.code == 0, told.out + told.err
    assert pdfs(root) == pdfs(brief_files)


def test_the_only_date_in_a_file_is_that_of_its_text(good_files: Path) -> None:
    """The PDF is dated by its last review, and names no machine, user or folder."""
    for name, data in pdfs(good_files).items():
        with opened(data) as pdf:
            assert str(pdf.docinfo["/CreationDate"]).startswith("D:20260115"), name
        assert str(good_files).encode() not in data
