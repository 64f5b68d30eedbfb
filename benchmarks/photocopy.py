"""Reads back every page of what is printed, off copies, and tells from which copy on it fails.

    .venv/bin/python benchmarks/photocopy.py
    .venv/bin/python benchmarks/photocopy.py --product night-card --generations 6

The first copy is one bit at 200 dpi; each further one is a copy of a copy, softened and askew.
A line fails where Tesseract misreads more than one letter of it, or one in twenty.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from press.pdf.readback import read_back, render  # noqa: E402
from press.pdf.reading import Reading  # noqa: E402
from press.project import Project  # noqa: E402
from press.review import copier  # noqa: E402
from press.run.publish import read_manifest  # noqa: E402
from press.sheets.layouts import SHEETS  # noqa: E402
from tests.eyes import copied_again, digit_taken_for, letter_count, lines, misread, read_picture  # noqa: E402


def main() -> None:
    """Print a line for each file and copy: how many lines fail, and the first of them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--locale", default="", help="only this locale: en-GB")
    parser.add_argument("--product", default="", help="only files that begin with this name")
    parser.add_argument("--generations", type=int, default=1, help="copies of copies (1)")
    given = parser.parse_args()
    for job, files in (read_manifest(Project(ROOT)) or {}).items():
        for name in files:
            stem = Path(name).stem
            wanted = stem.startswith(given.product) and given.locale in ("", *job.split("/"))
            if wanted and not stem.endswith(tuple(f"-{name}" for name in SHEETS)):
                judge(name, given.generations)


def judge(name: str, generations: int) -> None:
    """Copy a file again and again, and tell of each copy what no longer reads back."""
    pdf = (ROOT / "dist" / name).read_bytes()
    reading = read_back(pdf)
    pages = [copier.one_bit(picture) for picture in render(pdf, copier.COPIER_DPI)]
    for generation in range(1, generations + 1):
        start = time.perf_counter()
        slips, wrong, letters = read_again(reading, pages)
        took = time.perf_counter() - start
        say = f"{name} copy {generation}: {len(slips)} lines of {len(list(lines(reading)))} fail,"
        print(f"{say} {wrong} letters of {letters} misread, {took:.1f} s")
        for slip in slips[:5]:
            print(f"    {slip}")
        if generation == 1:  # a later copy lies askew, and a digit is sought in its place
            print(f"    digits of another shape: {', '.join(digits(reading, pages)) or 'none'}")
        pages = [copied_again(page) for page in pages]


def read_again(reading: Reading, pages: Sequence[Image.Image]) -> tuple[list[str], int, int]:
    """The lines that fail, how many letters are misread, and how many there are."""
    with ThreadPoolExecutor(2) as eyes:
        seen = list(eyes.map(read_picture, pages))
    slips, wrong, letters = [], 0, 0
    for line in lines(reading):
        missed, read = misread(line, seen[line.page], pages[line.page])
        wrong, letters = wrong + missed, letters + letter_count(line)
        if missed > max(1, letter_count(line) // 20):
            size = min(glyph.size for glyph in line.glyphs)
            slips.append(f"page {line.page + 1}, {size:.1f} pt: “{line.text}” reads “{read}”")
    return slips, wrong, letters


def digits(reading: Reading, pages: Sequence[Image.Image]) -> list[str]:
    """The digits whose shape comes nearest to another character's."""
    return [
        f"{glyph.char} like {read} in {glyph.size:.1f} pt on page {glyph.page + 1}"
        for glyph in reading.flow
        if glyph.char.isdigit()
        and (read := digit_taken_for(glyph, pages[glyph.page])) != glyph.char
    ]


if __name__ == "__main__":
    main()
