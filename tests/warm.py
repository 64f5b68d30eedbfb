"""A room for the tests: started once for a module, asked in frames, and looked at from outside."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops

from press.pdf.readback import render
from press.warm.frames import Frame, Frames, asked
from tests.shop import ROOT, TODAY

DPI = 60  # enough to tell one pixel from another, and quick


class RoomAtWork:
    """A room process, and what it was asked."""

    def __init__(self, root: Path, *words: str) -> None:
        self.root, self.number, self.frames = root, 0, Frames()
        self.heard: list[Frame] = []
        self.pages: dict[tuple[str, ...], dict[int, bytes]] = {}  # PNG of each page, by key
        self.process = subprocess.Popen(
            [sys.executable, "-m", "press.warm.room", str(root), TODAY, *words],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.until("ready")

    def ask(self, do: str, **more: Any) -> int:
        """Ask for something; gives the request's id."""
        self.number += 1
        self.send(asked({"do": do, "id": self.number, **more}))
        return self.number

    def send(self, line: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(line)
        self.process.stdin.flush()

    def hear(self) -> Frame:
        """The next frame. Raises EOFError where the room has ended."""
        assert self.process.stdout
        while not self.heard:
            chunk = os.read(self.process.stdout.fileno(), 1 << 20)
            if not chunk:
                raise EOFError
            self.heard += self.frames.feed(chunk)
        frame = self.heard.pop(0)
        if frame.what == "picture":
            kept = self.pages.setdefault(tuple(frame.head["key"]), {})
            kept.update(zip(frame.head["changed"], frame.blobs, strict=True))
            for number in range(len(frame.head["pages"]), len(kept)):
                del kept[number]
        return frame

    def until(self, what: str) -> list[Frame]:
        """All frames up to the first of this kind."""
        frames = [self.hear()]
        while frames[-1].what != what:
            assert frames[-1].what not in ({"fault", "unreadable"} - {what}), frames[-1].head
            frames.append(self.hear())
        return frames

    def show(self, product: str = "leaflet", guide: str = "hiccups", **more: Any) -> list[Frame]:
        """Picture and words of a product; with `prove` all up to the whole proof."""
        wanted = {"guide": guide, "locale": "en-GB", "clinic": "", "product": product, "dpi": DPI}
        self.ask("show", **{**wanted, **more})
        if more.get("prove"):
            return self.until("proved")
        frames = self.until("words")
        while frames[-1].head["waiting"]:
            frames += self.until("words")
        return frames

    def shown(self, *key: str) -> list[bytes]:
        """The pictures of a key, page by page."""
        pages = self.pages[key]
        return [pages[number] for number in sorted(pages)]

    def end(self) -> int:
        """Let it end; its exit code."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        code = self.process.wait(20)
        self.process.stdout.close()
        return code


@contextmanager
def room_at(root: Path) -> Iterator[RoomAtWork]:
    """A room of a project, that has ended when the tests are done."""
    room = RoomAtWork(root)
    try:
        yield room
    finally:
        if room.process.poll() is None:
            room.end()


def pixels_apart(pdf: bytes, pictures: list[bytes], dpi: float = DPI) -> list[int]:
    """How many pixels of each page differ between a PDF and its pictures."""
    pages = list(render(pdf, dpi))
    assert len(pages) == len(pictures)
    apart = []
    for page, picture in zip(pages, pictures, strict=True):
        shown = Image.open(io.BytesIO(picture)).convert("RGB")
        assert shown.size == page.size
        change = ImageChops.difference(page, shown).convert("L").point(lambda level: level and 255)
        apart.append(change.histogram()[255])
    return apart


def _running() -> dict[int, int]:
    """All that runs, by number, with its parent's: the system's own list (Linux)."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            about = path.read_text("utf-8")
        except OSError:
            continue  # it has ended meanwhile
        state, parent = about.rpartition(")")[2].split()[:2]
        if state != "Z":
            found[int(path.parent.name)] = int(parent)
    return found


def begun_by(pid: int) -> set[int]:
    """The processes that one began, and those that these began."""
    running, found = _running(), {pid}
    while more := {one for one, parent in running.items() if parent in found} - found:
        found |= more
    return found - {pid}


def still_there(pids: set[int]) -> set[int]:
    """Which of these still run."""
    return pids & {*_running()}
