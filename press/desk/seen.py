"""What was shown to whoever signs, kept while the desk is open: it is what she signs, or nothing.

A page that is read bears the fingerprint of its text. What stood under that fingerprint is kept
here, so that it can be said what changed where another one stands when she signs.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from press.read.fingerprint import fingerprint
from press.read.job import Job
from press.read.reading_text import title_of
from press.redline.compared import Sheet
from press.redline.redline import redline
from press.redline.shown import sheet_values
from press.run.publish import digest

MOST_TEXTS = 60
MOST_BYTES = 40_000_000  # of pictures
Rows = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True)
class Read:
    """What a fingerprint stands for: texts by product, answers and sources by name, citations."""

    fingerprint: str
    texts: Mapping[str, tuple[str, ...]]
    answers: Rows
    sources: Rows
    cited: Mapping[str, tuple[str, ...]]


def read_of(job: Job) -> Read:
    """What is read of a job before it is signed."""
    return Read(
        fingerprint(job),
        {product: one.text.lines for product, one in job.standings.items()},
        {one.name: {k: e.value for k, e in one.row.items()} for one in job.rules.answers},
        {key: {k: e.value for k, e in one.table.items()} for key, one in job.sources.items()},
        {one.product.name: tuple(line.text for line in one.lines) for one in job.manuscripts},
    )


def what_changed(was: Read, now: Read) -> dict[str, Any]:
    """What differs between two that were read: sheets as a redline has them, and what else."""
    sheets = [
        Sheet(product, title_of(new or old), redline(old, new))
        for product in dict.fromkeys([*now.texts, *was.texts])
        if (old := was.texts.get(product, ())) != (new := now.texts.get(product, ()))
    ]
    return {"sheets": [sheet_values(one) for one in sheets], "told": [*_told(was, now)]}


def _told(was: Read, now: Read) -> Iterator[tuple[str, str, str]]:
    """What else differs: `answers` or `sources`, how, and its name; or that citations do."""
    for what, old, new in (
        ("answers", was.answers, now.answers),
        ("sources", was.sources, now.sources),
    ):
        for name in sorted({*old, *new}):
            if name not in old:
                yield what, "added", name
            elif name not in new:
                yield what, "gone", name
            elif old[name] != new[name]:
                yield what, "changed", name
    if was.cited != now.cited and was.texts == now.texts:
        yield "cited", "changed", ""


@dataclass
class Seen:
    """What one desk has shown, the newest last."""

    texts: OrderedDict[str, Read] = field(default_factory=OrderedDict)
    pictures: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    asked: dict[str, Mapping[str, str]] = field(default_factory=dict)  # of pages, by fingerprint
    lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, one: Read) -> None:
        """Remember what is shown."""
        with self.lock:
            self.texts[one.fingerprint] = one
            self.texts.move_to_end(one.fingerprint)
            while len(self.texts) > MOST_TEXTS:
                gone, _ = self.texts.popitem(last=False)
                self.asked.pop(gone, None)

    def keep_picture(self, data: bytes) -> str:
        """Remember a picture; returns the name by which it is fetched."""
        name = digest(data)
        with self.lock:
            self.pictures[name] = data
            self.pictures.move_to_end(name)
            while sum(map(len, self.pictures.values())) > MOST_BYTES:
                self.pictures.popitem(last=False)
        return name
