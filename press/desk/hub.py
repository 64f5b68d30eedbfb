"""What the room has said, kept for whoever asks, and passed on to every page that listens."""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from press.desk.room import Frame

MOST_SHOWN = 12  # texts that are kept as they were last seen
MOST_PICTURES = 400  # pages
MOST_LISTENERS = 64
BEHIND = 200  # events that a page may be behind before it is let go, and asks for all anew
MOST_FILES = 200  # that are named at once
PING = 15.0  # seconds
Key = tuple[str, ...]  # guide, locale, clinic ("" without), product's file
PROVED, PICTURE, WORDS, UNREADABLE = "proved", "picture", "words", "unreadable"
FAULT, ENDED = "fault", "ended"  # one text could not be done; the room is no more
OF_ALL = ("words", "countries", "clinics", "brands")  # folders of content/ that are of no guide
BROKEN = ("", UNREADABLE, FAULT)  # stages of which no picture tells
STAGES = {PICTURE, WORDS, "page rules", "text rules", PROVED, UNREADABLE, FAULT}
KEPT = ("size", "lost", "unknown", "took", "text", "says")  # of a frame, beside what Shown names


@dataclass
class Shown:
    """A text as it was last seen: pages, boxes of its lines, findings by the stage that told them.

    `number` goes up with each picture, so that a page knows what it has.
    """

    number: int = 0
    pages: list[Mapping[str, Any]] = field(default_factory=list)
    lines: list[Mapping[str, Any]] = field(default_factory=list)
    findings: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)
    stage: str = ""  # the last that was told: `proved` only when all is
    more: dict[str, Any] = field(default_factory=dict)

    def as_it_is(self) -> Shown:
        """A copy, which stays of one piece while the room goes on to speak."""
        return replace(self, findings={**self.findings}, more={**self.more})


def _is_of(key: Key, file: str) -> bool:
    """Whether a text can depend on a file or folder: on all but the folders of other guides."""
    top, _, rest = file.partition("/")
    return top != "content" or rest.partition("/")[0] in ("", key[0], *OF_ALL)


class Hub:
    """Hears the room, keeps what it says, and tells the pages."""

    def __init__(self) -> None:
        self.shown: OrderedDict[Key, Shown] = OrderedDict()
        self.pictures: OrderedDict[str, bytes] = OrderedDict()
        self.listeners: dict[asyncio.Queue[str | None], None] = {}  # the oldest first
        self.stale: set[Key] = set()  # whose files have changed since they were asked for
        self.since: dict[Key, int] = {}  # frames of an earlier request are of an older text

    def expect(self, key: Key, number: int) -> None:
        """A text has changed: what requests before this number tell of it is not heard any more."""
        self.since[key] = number
        self.stale.discard(key)

    def changed(self, files: Sequence[str], press: bool = False, by: Key = ()) -> None:
        """Files have changed, `by` a page of ours or by others: what shows them is of before."""
        known = {*self.shown, *self.since}  # a text that is being set for the first time too
        self.stale |= {key for key in known if any(_is_of(key, file) for file in files)}
        self.tell("files", {"files": [*files][:MOST_FILES], "press": press, "by": [*by]})

    def standing(self, key: Key) -> Mapping[str, Any] | None:
        """The pages of a text as they are shown, where none of its files has changed since."""
        shown = self.shown.get(key)
        if shown is None or not shown.pages or key in self.stale or shown.stage in BROKEN:
            return None
        return {"what": PICTURE, "pages": shown.pages}

    def failed(self, key: Key, says: str) -> None:
        """The room could not do it: the pages are told why, and what was shown stays."""
        shown = self.shown.setdefault(key, Shown())
        shown.stage, shown.more["text"] = FAULT, says
        self.tell("room", {"what": FAULT, "key": key, "text": says, "number": shown.number})

    async def heard(self, frame: Frame) -> None:
        """Take in one frame of the room."""
        head, blobs = frame
        what = str(head["what"])
        if what == ENDED:
            self.tell("room", {"what": ENDED})
        if "key" not in head or what not in STAGES:
            return
        key = tuple(head["key"])
        if what == PICTURE:  # the room takes it for known, even if it is of an older text
            for number, picture in zip(head["changed"], blobs, strict=True):
                self.pictures[head["pages"][number]["sha"]] = picture
        if isinstance(head.get("id"), int) and head["id"] < self.since.get(key, 0):
            return
        shown = self.shown.setdefault(key, Shown())
        self.shown.move_to_end(key)
        if what == PICTURE:
            shown.number += 1
            shown.pages, shown.more = list(head["pages"]), {}
            shown.findings = {PICTURE: list(head.get("findings", ()))}
        elif what == WORDS:
            shown.lines = list(head["lines"])
        elif "findings" in head:
            shown.findings = {} if what in (PROVED, UNREADABLE) else shown.findings
            shown.findings[what] = list(head["findings"])
        shown.stage = what
        shown.more |= {name: head[name] for name in KEPT if name in head}
        self._forget()
        told = {name: value for name, value in head.items() if name not in ("id", "lines", "pages")}
        self.tell("room", {**told, "number": shown.number})

    def _forget(self) -> None:
        while len(self.shown) > MOST_SHOWN:
            self.shown.popitem(last=False)
        needed = {page["sha"] for shown in self.shown.values() for page in shown.pages}
        for sha in [one for one in self.pictures if one not in needed]:
            if len(self.pictures) <= MOST_PICTURES:
                break
            del self.pictures[sha]

    def tell(self, event: str, data: Mapping[str, Any]) -> None:
        """Tell all pages that listen; one that does not keep up is let go, and comes again."""
        text = f"event: {event}\ndata: {json.dumps(data)}\n\n"
        for queue in [*self.listeners]:
            if queue.qsize() >= BEHIND:
                self._let_go(queue)
            else:
                queue.put_nowait(text)

    def close(self) -> None:
        """Let all listeners go, so that the desk can end."""
        for queue in [*self.listeners]:
            self._let_go(queue)

    def _let_go(self, queue: asyncio.Queue[str | None]) -> None:
        self.listeners.pop(queue, None)
        queue.put_nowait(None)

    async def listen(self, started: str) -> AsyncIterator[str]:
        """The events for one page, as a browser's EventSource takes them (HTML, server-sent).

        Where there are too many, the oldest is let go: a page that is still there comes again.
        """
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        while len(self.listeners) >= MOST_LISTENERS:
            self._let_go(next(iter(self.listeners)))
        self.listeners[queue] = None
        try:
            yield f"event: desk\ndata: {json.dumps({'started': started})}\n\n"
            while True:
                try:
                    text = await asyncio.wait_for(queue.get(), PING)
                except TimeoutError:
                    text = ": still here\n\n"
                if text is None:
                    return
                yield text
        finally:
            self.listeners.pop(queue, None)
