"""Content is opened by the reading room alone, and each file once in a run, whatever is asked."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from types import FrameType

import pytest

from tests.shop import CLINIC, TODAY, Shop
from tests.tools import in_fork


def opened(shop: Shop, log: Path, *words: str) -> list[tuple[str, str]]:
    """The module that opened it, and the file below content/, for each opening of a run.

    Python tells an audit hook of each file that is opened (PEP 578), in forked processes too.
    """
    content = f"{(shop.root / 'content').resolve()}/"

    def work() -> int:
        file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

        def hear(event: str, given: tuple[object, ...]) -> None:
            if event != "open" or not isinstance(given[0], (str, os.PathLike)):
                return
            path = os.path.realpath(os.fspath(given[0]))
            if path.startswith(content) and not Path(path).is_dir():
                os.write(file, f"{who_asks()} {path.removeprefix(content)}\n".encode())

        sys.addaudithook(hear)
        return shop.order(*words).code

    assert in_fork(work) == 0
    rows = (line.split(" ", 1) for line in log.read_text("utf-8").splitlines())
    return [(who, file) for who, file in rows]


def who_asks() -> str:
    """The innermost module of the press that is at work."""
    frame: FrameType | None = sys._getframe()
    while frame:
        name = str(frame.f_globals.get("__name__", ""))
        if name.startswith("press.") and name != "press.walls":  # it opens for whoever asks
            return name
        frame = frame.f_back
    return ""


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--sheet", "none"),
        ("--product", "night-card", "--edition", "all", "--sheet", "all", "--press"),
        ("--product", "night-card", "--clinic", CLINIC, "--sheet", "none"),
        ("report",),
        ("review-pack",),
    ],
    ids=" ".join,
)
def test_each_file_of_the_content_is_opened_once(
    brief: Shop, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """Whatever is printed, judged or told of a file was read in one go, by the reading room."""
    shop = brief
    words = tuple(str(shop.root / word) if word.endswith(".toml") else word for word in words)
    every = opened(shop, tmp_path / "opened.log", *words, "--today", TODAY)
    times = Counter(file for _, file in every)
    assert {who for who, _ in every} == {"press.read.files"}
    assert [file for file, count in times.items() if count > 1] == []
    assert {"hiccups/en/leaflet.md", "hiccups/figures/sip.svg", "words/en.toml"} <= times.keys()
