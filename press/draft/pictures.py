"""The pictures of a text that is brought in: kept by a plain name, or named as not carried."""

from __future__ import annotations

from press.draft.text import Brought
from press.read.picture_file import kind_of, open_picture

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
