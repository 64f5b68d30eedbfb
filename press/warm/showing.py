"""Showing: from a request to the frames with pictures and words; the tabs that are kept for it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from press.finding import Finding, Place
from press.limits import Limits
from press.project import Project
from press.read.files import still
from press.run.held import held
from press.typeset.engine import Engine, EngineFault, start_engine
from press.warm.asked import Asked, Key, as_told, key_of, read_asked
from press.warm.places import lost_words, places, unknown_letters
from press.warm.tab import Meter, Tab

MOST_TABS = 8
DPI = 110
SECONDS = 20.0  # of computing that a picture may take; a first one takes three
TEXT = ".md"
FIX = "take back what was last changed in it, or in a picture, sheet or template"
Say = Callable[..., None]


@dataclass(frozen=True)
class Shown:
    """What was shown: all that the whole proof needs of it."""

    head: Mapping[str, Any]  # of its frames
    dpi: float
    tab: Tab
    project: Project
    asked: Asked
    meter: Meter

    @property
    def is_whole(self) -> bool:
        """Whether no page of it waits."""
        return not self.tab.waiting


class Showing:
    """Shows what is asked for, and says it in frames. Imports the engine. Raises as that does."""

    def __init__(self, root: Path, say: Say, today: Callable[[], date]) -> None:
        self.project, self.say, self.today = Project(root), say, today
        self.engine = start_engine(self.project)
        self.tabs: OrderedDict[Key, Tab] = OrderedDict()

    def show(self, request: Mapping[str, Any]) -> Shown | None:
        """Say picture and words of what a request names; None where there can be none.

        Where it is not whole, `go_on` says the rest. Raises KeyError or TypeError where it names
        nothing, and WrongCall where that is not there.
        """
        key, dpi = key_of(request), float(request.get("dpi") or DPI)
        tab = self.tabs.setdefault(key, Tab(key))
        self.tabs.move_to_end(key)
        while len(self.tabs) > MOST_TABS:
            self.tabs.popitem(last=False)
        self.refresh()
        return self._shown({"id": request.get("id"), "key": key}, dpi, tab)

    def go_on(self, shown: Shown) -> Shown:
        """Say the picture of one page more; after the last the words, which then are all of them.

        Raises EngineFault.
        """
        tab, meter = shown.tab, shown.meter
        changed = tab.more(meter)
        if changed:
            self._say_picture(shown.head, tab, changed, (), meter)
        return shown if tab.waiting else self._say_words(shown)

    def follow(self, shown: Shown, size: float, setting: Any) -> Shown | None:
        """Say picture and words again, as the proof chose them, if it chose otherwise."""
        if not shown.tab.follow(size, setting):
            return shown
        again = self._shown(shown.head, shown.dpi, shown.tab)
        while again and not again.is_whole:
            again = self.go_on(again)
        return again

    def forget(self, key: Sequence[str]) -> None:
        """Drop what is kept of a key. Raises TypeError where it is none."""
        self.tabs.pop(key_of(dict(zip(NAMES, key, strict=True))), None)

    def refresh(self) -> None:
        """Look at the files again; what was made of one that has changed is made anew."""
        self.project, changed = still(self.project)
        if any(path.suffix != TEXT for path in changed):
            for tab in self.tabs.values():
                tab.cool()

    def read(self, work: Callable[[], Any], key: Key, found: list[Finding]) -> Any:
        """What `work` gives, which reads and sets; None, with findings, where it can't be done."""
        try:
            return held(self.project, Limits(seconds=SECONDS), found, work)
        except EngineFault as error:
            problem = f"this can't be set as it stands ({str(error)[:120]})"
            found.append(Finding(Place(f"content/{key[0]}"), "D107", problem, FIX))
            return None
        finally:
            self.engine.hear()

    def engine_now(self) -> Engine:
        """The engine for the files as they are now."""
        return replace(self.engine, project=self.project)

    def _shown(self, head: Mapping[str, Any], dpi: float, tab: Tab) -> Shown | None:
        found: list[Finding] = []
        meter, engine = Meter(), self.engine_now()

        def work() -> tuple[Asked, list[int]] | None:
            asked = read_asked(self.project, tab.key, self.today(), found)
            meter.tick("read")
            changed = tab.picture(engine, asked, dpi, found, meter) if asked else None
            return None if asked is None or changed is None else (asked, changed)

        made = self.read(work, tab.key, found)
        if made is None:
            if meter.took:  # it was read, and fell over while it was set
                tab.cool()
            self.say({**head, "what": "unreadable", "findings": as_told(found), "text": ""})
            return None
        asked, changed = made
        self._say_picture(head, tab, changed, found, meter)
        return self._say_words(Shown(head, dpi, tab, self.project, asked, meter))

    def _say_words(self, shown: Shown) -> Shown:
        tab, meter = shown.tab, shown.meter
        proof, waiting = tab.words(meter), tab.waiting
        lines = places(proof)
        meter.tick("places")
        # where it takes too many pages, that its labels don't stand on them all only follows
        pages, most = len(tab.leaves), max(proof.product.pages)
        only_text = waiting or range(most, pages)
        lost, unknown = lost_words(proof, only_text), unknown_letters(proof, waiting)
        words = {"lines": lines, "lost": lost, "unknown": unknown, "waiting": waiting}
        count = {"count": len(proof.printed), "took": meter.told()}
        self.say({**shown.head, "what": "words", **words, **count})
        return shown

    def _say_picture(
        self,
        head: Mapping[str, Any],
        tab: Tab,
        changed: Sequence[int],
        found: Sequence[Finding],
        meter: Meter,
    ) -> None:
        pages = [
            {"sha": leaf.sha, "width": leaf.pixels[0], "height": leaf.pixels[1]}
            for leaf in tab.leaves
        ]
        told = {"pages": pages, "changed": changed, "waiting": tab.waiting, "size": tab.size}
        more = {"dpi": tab.dpi, "findings": as_told(found), "took": meter.told()}
        blobs = [tab.leaves[number].png for number in changed]
        self.say({**head, "what": "picture", **told, **more}, blobs)


NAMES = ("guide", "locale", "clinic", "product")
