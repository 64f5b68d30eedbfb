"""The frames in which the room and the desk talk. Imports no engine: the desk reads it too.

The room is started as `python -m press.warm.room ROOT [DAY]`; without a DAY, as 2026-11-23, each
request is of the day that it comes. The desk writes requests to its stdin, one
JSON object a line. The room writes frames to its stdout: one JSON object on a line, whose `blobs`
are the sizes in bytes of what follows that line directly; then the next frame. What the press
prints goes to stderr. When stdin is closed the room ends, with all that it began.

The first frame is `{"what": "ready"}`. A request has an `id`, any JSON value, that all its frames
carry. `guide`, `locale`, `clinic` (the stem of a file in content/clinics/, or "" for none) and
`product` (a row of the products table, as `leaflet-mono`) name one thing to print: its frames carry
them as `key`, a list of the four. A finding is an object with `file`, `line`, `column`, `code`,
`kind` ("error" or "question"), `problem`, `fix`, `excerpt`. `took` is an object:
milliseconds of computing by part, and `all`; `clock` in it is how long it took by the clock.

`{"do": "show", "id", "guide", "locale", "clinic", "product", "prove": true, "dpi": 110}`
    `prove` may be left out, and then is false; so may `dpi`. Answers:
    `picture`: `pages`, a list of objects `sha` (names the picture), `width`, `height` (pixels);
        `changed`, the numbers from 0 of the pages that are new since the last `picture` of the key;
        `blobs`, a PNG of each of these in turn; `waiting`, the numbers of pages whose pictures are
        still those of before: more frames of this kind bring them; `size` in pt, `dpi`;
        `findings` of reading.
    `words`: `lines`, a list of objects `file`, `line`, `kind`, `text` (the raw line), `mend`
        (whether it is a line of a .md file, that can be mended by itself), `boxes` (lists of page
        from 0, left, top, width, height; the last four as shares of the page, 0 to 1);
        `lost`, words that are not on paper: objects `file`, `line`, `word`; `unknown`, letters of
        no source: objects `page`, `text`; `count`, the words that are on paper; `waiting` as above:
        until it is empty only words of the text are told as lost, and another `words` follows.
    A line that is edited moves the code at every page's foot. So the page of the line comes first,
    with its words, and then the others, each in a `picture` of its own.
    `unreadable`: `findings`, and `text`, instead of both: it can't be read or typeset as it stands.
        The picture that was shown before still stands for the text of before.
    `fault`: `text`: it fell over, which is a fault of ours.
    With `prove` then, 0.8 s after the last such request of any key:
    `page rules`: `findings` of the pages as they are shown; `text rules`: `findings` of the text;
    `proved`: `findings`: all of the guide in this locale, as `build.py check` gives them, with this
        edition; `says`: what was chosen. Nothing is proved before it comes.
    A newer `show` with `prove` ends what runs: its frames stay out. Where the proof chose another
    size or setting than the picture has, another `picture` and `words` come before `proved`.
`{"do": "forget", "id", "key": [guide, locale, clinic, product]}`
    Answers `forgotten`. The next picture of the key has every page as changed.
`{"do": "thumb", "id", "name": "leg-cramps/en-GB/leaflet.pdf", "dpi": 60}`
    `thumb`: one blob, a PNG of the first page of a file that the manifest lists; with `width`,
    `height` in pixels. `missing` where it lists none such, or the file is not the one it lists.
`{"do": "first", "id", "guide", "locale", "product": "leaflet", "dpi": 60}`
    `first`: the same of the first page as it would be printed now; its size is that of the last
    print. `unreadable` where it can't be. Without `product` it is the guide's first.
`{"do": "run", "id", "argv": ["--guide", "leg-cramps"]}`
    `ran`: `code`, `out`, `err`: what `build.py` with these arguments gave; `code` is -1 where it
    was stopped before it was done. Runs wait for each other.
`{"do": "stop", "id", "run": ID}`
    Ends the run with that `id`, or takes it out of those that wait; without `run` all. Answers
    `stopped` after the `ran` of what it ended.

A request that can't be understood is answered with `fault`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LARGEST_HEAD = 64_000_000  # bytes: more is no frame of ours


@dataclass(frozen=True)
class Frame:
    """What was said, and the bytes that came with it."""

    head: Mapping[str, Any]
    blobs: tuple[bytes, ...] = ()

    @property
    def what(self) -> str:
        """What kind of frame it is, such as `picture`."""
        return str(self.head.get("what", ""))


def framed(head: Mapping[str, Any], blobs: Sequence[bytes] = ()) -> bytes:
    """A frame as it is written."""
    told = {**head, "blobs": [len(blob) for blob in blobs]}
    line = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return b"".join([line.encode("utf-8", "backslashreplace"), b"\n", *blobs])


def asked(request: Mapping[str, Any]) -> bytes:
    """A request as it is written."""
    return json.dumps(request).encode() + b"\n"


class Frames:
    """Frames out of bytes as they come, in pieces of any size."""

    def __init__(self) -> None:
        self.left = bytearray()
        self.head: dict[str, Any] | None = None

    def feed(self, chunk: bytes) -> Iterator[Frame]:
        """The frames that are whole with this chunk. Raises ValueError for what is none."""
        self.left += chunk
        while True:
            if self.head is None:
                end = self.left.find(b"\n")
                if end < 0:
                    if len(self.left) > LARGEST_HEAD:
                        raise ValueError("no frame of the room")
                    return
                self.head = json.loads(self.left[:end])
                del self.left[: end + 1]
            sizes = self.head["blobs"]
            if len(self.left) < sum(sizes):
                return
            blobs = []
            for size in sizes:
                blobs.append(bytes(self.left[:size]))
                del self.left[:size]
            head, self.head = self.head, None
            yield Frame({key: value for key, value in head.items() if key != "blobs"}, tuple(blobs))
