"""The pictures of a text that is brought in: kept by a plain name, or named as not carried."""

from __future__ import annotations

from html import unescape
from pathlib import Path

from press.draft.text import Brought
from press.read.picture_file import kind_of, open_picture
from press.walls import read_plain

LARGEST = 20_000_000  # bytes
ENDINGS = {"PNG": "png", "JPEG": "jpg", "SVG": "svg"}


class Gallery:
    """Keeps each picture once; says of those that can't be printed why."""

    def __init__(self, brought: Brought) -> None:
        self.brought = brought
        self.known: dict[bytes, str] = {}

    def keep(self, data: bytes, said: str = "") -> str:
        """The name of a picture below figures/; "" where it can't be printed, which is noted.

        One that is a PNG, JPEG or SVG lies there all the same, so that it can be mended.
        """
        if data in self.known:
            return self.known[data]
        kind, fix = kind_of(data)
        number = len(self.known) + 1
        if kind not in ENDINGS:
            self.known[data] = ""
            what = f" ({said})" if said else ""
            self.brought.leave(f"picture {number} is {kind}{what}, and was not carried: {fix}")
            return ""
        name = f"picture-{number}.{ENDINGS[kind]}"
        self.brought.pictures[name] = data
        fault = open_picture(name, data)[1]
        if fault:
            self.brought.leave(f"figures/{name} is kept and not printed: {fault[1]}; {fault[2]}")
        self.known[data] = "" if fault else name
        return self.known[data]

    def beside(self, folder: Path, address: str, near: str) -> str:
        """The name of a picture in `folder` or below; "" where it can't be had, which is noted."""
        path = folder / unescape(address).replace("%20", " ")
        try:
            if ":" in address or not path.resolve().is_relative_to(folder.resolve()):
                raise OSError
            return self.keep(read_plain(path, LARGEST))
        except (OSError, ValueError):
            self.brought.leave(f"the picture {address} was not found beside the text", near=near)
            return ""
