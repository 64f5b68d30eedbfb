"""Content is opened by the reading room alone, and each file once in a run, whatever is asked."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.shop import CLINIC, ROOT, TODAY, Shop
from tests.tools import run_python

# Python tells an audit hook of each file that is opened (PEP 578), in forked processes too
WATCHED = """
import os, sys
sys.path.insert(0, {root!r})
import build
log = os.open({log!r}, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
content = os.path.realpath({shop!r}) + "/content/"

def hear(event, given):
    if event != "open" or not isinstance(given[0], (str, os.PathLike)):
        return
    path = os.path.realpath(os.fspath(given[0]))
    if not path.startswith(content) or os.path.isdir(path):
        return
    frame, who = sys._getframe(), ""
    while frame and not who:
        name = frame.f_globals.get("__name__", "")
        who = name if name.startswith("press.") else ""
        frame = frame.f_back
    os.write(log, f"{{who}} {{path.removeprefix(content)}}\\n".encode())

sys.addaudithook(hear)
sys.exit(build.main({words!r}, build.Path({shop!r})))
"""


def opened(shop: Shop, tmp_path: Path, *words: str) -> list[tuple[str, str]]:
    """The module that opened it, and the file below content/, for each opening of a run."""
    log = tmp_path / "opened.log"
    code = WATCHED.format(root=str(ROOT), log=str(log), shop=str(shop.root), words=list(words))
    told = run_python("-c", code, cwd=shop.root)
    assert told.code == 0, told.out + told.err
    rows = (line.split(" ", 1) for line in log.read_text("utf-8").splitlines())
    return [(who, file) for who, file in rows]


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("--edition", "all", "--sheet", "all", "--press"),
        ("--clinic", CLINIC, "--sheet", "none"),
        ("report",),
        ("review-pack",),
    ],
    ids=" ".join,
)
def test_each_file_of_the_content_is_opened_once(
    shop: Shop, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """Whatever is printed, judged or told of a file was read in one go, by the reading room."""
    words = tuple(str(shop.root / word) if word.endswith(".toml") else word for word in words)
    every = opened(shop, tmp_path, *words, "--today", TODAY)
    times = Counter(file for _, file in every)
    assert {who for who, _ in every} == {"press.read.files"}
    assert [file for file, count in times.items() if count > 1] == []
    assert {"hiccups/en/leaflet.md", "hiccups/figures/sip.svg", "words/en.toml"} <= times.keys()
