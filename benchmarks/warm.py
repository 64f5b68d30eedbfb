"""From an edit to the new picture with each word of its page proved: what it computes, in ms.

`.venv/bin/python -m benchmarks.warm` works in a copy of the project. It edits a page of text and a
page of figures of the leaflet, and the card, reports each part, then edits 200 times and looks at
the memory. What is shown in the end is compared with what is printed, pixel by pixel.
"""

from __future__ import annotations

import argparse
import re
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from press.warm.frames import Frame
from tests.tools import copy_project
from tests.warm import RoomAtWork, pixels_apart, room_at

GUIDE, LOCALE = "leg-cramps", "en-GB"
MOST = 250.0  # ms of computing, until a page's words are proved
WORD = re.compile(r"(?<=[a-z]) (?=[a-z]{4,} )")
DPI = 110


class Desk:
    """A guide in a copy of the project, and the room that shows it."""

    def __init__(self, room: RoomAtWork) -> None:
        self.room = room

    def show(self, product: str) -> list[Frame]:
        """Picture and words of a product, as frames."""
        return self.room.show(product, GUIDE, locale=LOCALE, dpi=DPI)

    def places(self, product: str) -> tuple[dict[int, list[int]], dict[int, int]]:
        """By page, the lines of a manuscript into which a word can be put, and its pictures."""
        file = f"content/{GUIDE}/en/{product}.md"
        lines: dict[int, list[int]] = {}
        pictures: dict[int, int] = {}
        for one in self.show(product)[-1].head["lines"]:
            first, *others = {page for page, *_ in one["boxes"]}
            if one["kind"] == "picture":
                pictures[first] = pictures.get(first, 0) + 1
            elif one["file"] == file and not others and WORD.search(one["text"]):
                lines.setdefault(first, []).append(one["line"])
        return lines, pictures

    def edit(self, product: str, line: int, word: str) -> None:
        """Put a word into a line, or another for the one that was put in."""
        path = self.room.root / "content" / GUIDE / "en" / f"{product}.md"
        rows = path.read_text("utf-8").split("\n")
        plain = rows[line - 1].replace(" quite", "").replace(" very", "")
        rows[line - 1] = WORD.sub(f" {word} " if word else " ", plain, count=1)
        path.write_text("\n".join(rows), "utf-8")


def measure(desk: Desk, product: str, lines: Sequence[int], runs: int) -> list[Frame]:
    """The first words after each of so many edits: of the page that was edited."""
    found = []
    for number in range(runs):
        desk.edit(product, lines[number % len(lines)], ("quite", "very")[number // len(lines) % 2])
        frames = desk.show(product)
        found.append(next(one for one in frames if one.what == "words"))
    for line in lines:
        desk.edit(product, line, "")
    desk.show(product)
    return found


def row(name: str, words: Sequence[Frame]) -> str:
    """A line of the table: the middle of the runs, the least, the clock, and the parts."""
    took = [one.head["took"] for one in words]
    parts = {part: statistics.median(one.get(part, 0.0) for one in took) for part in took[0]}
    whole, clock = parts.pop("all"), parts.pop("clock")
    least = min(one["all"] for one in took)
    told = ", ".join(f"{part} {ms:.0f}" for part, ms in parts.items() if ms >= 1)
    return f"{name:<18}{whole:>8.0f}{least:>8.0f}{clock:>8.0f}   {told}"


def memory(pid: int) -> float:
    """What a process holds, in MB."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=8, help="edits for each row")
    parser.add_argument("--edits", type=int, default=200, help="edits to look at the memory for")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = copy_project(Path(folder) / "project", "content", "templates", "styles")
        with room_at(root) as room:
            desk = Desk(room)
            leaflet, pictures = desk.places("leaflet")
            del leaflet[0]
            text = max((page for page in leaflet if page not in pictures),
                       key=lambda page: len(leaflet[page]))  # fmt: skip
            figures = max(pictures.keys() & leaflet, key=lambda page: pictures[page])
            card, _ = desk.places("night-card")
            print(f"{'ms of computing':<18}{'middle':>8}{'least':>8}{'clock':>8}   parts")
            for name, product, lines in (
                ("page of text", "leaflet", leaflet[text]),
                ("page of figures", "leaflet", leaflet[figures]),
                ("card", "night-card", card[0]),
            ):
                print(row(name, measure(desk, product, lines[-4:], given.runs)), flush=True)
            print(f"allowed: {MOST:.0f}")
            hold(desk, leaflet[text], given.edits)


def hold(desk: Desk, lines: Sequence[int], edits: int) -> None:
    """Edit so many times, tell the memory, and compare what is shown with what is printed."""
    pid, key = desk.room.process.pid, (GUIDE, LOCALE, "", "leaflet")
    held = [memory(pid)]
    for number in range(edits):
        word = ("quite", "very")[number // len(lines) % 2]
        desk.edit("leaflet", lines[number % len(lines)], word)
        desk.show("leaflet")
        if (number + 1) % max(edits // 4, 1) == 0:
            held.append(memory(pid))
    print(f"memory over {edits} edits, MB: {', '.join(f'{one:.0f}' for one in held)}")
    desk.room.show("leaflet", GUIDE, locale=LOCALE, dpi=DPI, prove=True)
    argv = ["--guide", GUIDE, "--locale", LOCALE, "--product", "leaflet", "--sheet", "none"]
    desk.room.ask("run", argv=argv)
    desk.room.until("ran")
    pdf = (desk.room.root / "dist" / GUIDE / LOCALE / "leaflet.pdf").read_bytes()
    apart = pixels_apart(pdf, desk.room.shown(*key), DPI)
    print(f"pixels that differ from the print: {sum(apart)}")


if __name__ == "__main__":
    main()
