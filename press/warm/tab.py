"""A tab: one product that somebody looks at, kept warm from one edit to the next.

It keeps the parsed sheet, the templates, the size and the setting, and of each page its picture and
what was read back of it. It tries no other size: the proof does, and the tab follows it.
"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from press.finding import Finding
from press.proof.preflight import Proof, proof_of
from press.read.cover import named_on_cover
from press.typeset.bench import Bench
from press.typeset.compose import Composer
from press.typeset.engine import Engine, Sheets, Typeset, declared_families, font_files
from press.typeset.fit import first_look, sheets_for
from press.typeset.furniture import pages_named, slot_of, writing_lines
from press.typeset.qr import held_with_code
from press.typeset.setting import Setting
from press.warm.asked import Asked, Key, with_known_sizes
from press.warm.leaves import Leafed, draw, joined, read, sign_of


class Meter:
    """What was computed since it was made, in milliseconds, part by part."""

    def __init__(self) -> None:
        self.took: dict[str, float] = {}
        self.start = self.at = time.process_time()
        self.clock = time.monotonic()

    def tick(self, part: str) -> None:
        """What was computed since the last tick was this part."""
        now = time.process_time()
        self.took[part] = self.took.get(part, 0.0) + (now - self.at) * 1000
        self.at = now

    def told(self) -> dict[str, float]:
        """Each part, all of them, and how long it was by the clock."""
        whole = {"all": (self.at - self.start) * 1000}
        clock = {"clock": (time.monotonic() - self.clock) * 1000}
        return {part: round(ms, 1) for part, ms in {**self.took, **whole, **clock}.items()}


class Tab:
    """One product, warm. What it is shown last is `asked`."""

    def __init__(self, key: Key) -> None:
        self.key = key
        self.asked: Asked | None = None
        self.size = 0.0  # pt
        self.setting: Setting | None = None  # none: nothing is known of it yet
        self.dpi = 0.0
        self.leaves: list[Leafed] = []
        self.changed: list[int] = []  # the pages of `part`, that are not read back yet
        self.part = b""
        self.document: object = None
        self.cool()

    def cool(self) -> None:
        """Forget what was made of sheets, templates and pictures: one of them has changed."""
        self.sheets: Sheets | None = None
        self.composer: Composer | None = None
        self.held: dict[Path, bytes] = {}
        self.leaves = []

    def follow(self, size: float, setting: Setting) -> bool:
        """Take over what a proof chose; whether that was anything else."""
        other = (size, setting) != (self.size, self.setting)
        self.size, self.setting = size, setting
        return other

    def picture(
        self, engine: Engine, asked: Asked, dpi: float, found: list[Finding], meter: Meter
    ) -> list[int] | None:
        """Set it again, and draw what is new: gives the numbers of these pages, from 0.

        None, with findings, where it can't be set. Raises EngineFault.
        """
        bench = self._bench(engine, asked, found)
        if bench is None:
            return None
        meter.tick("sheet")
        if self.setting is None:
            known = with_known_sizes(engine.project, asked)
            assert self.composer
            self.composer.job = known.own
            look = first_look(bench)
            if look is None:
                return None
            self.size, self.setting = look
            meter.tick("first look")
        document = self._lay_out(bench, meter)
        if document is None:
            return None
        self.asked, self.document = asked, document
        return self._draw(document, dpi, meter)

    def _bench(self, engine: Engine, asked: Asked, found: list[Finding]) -> Bench | None:
        product = asked.manuscript.product
        held = dict(held_with_code(engine.project, asked.own, product))
        if self.sheets is None or held != self.held:
            self.cool()
            self.sheets = sheets_for(engine, asked.own, product, found)
            self.held = held
        if self.sheets is None:
            return None
        if self.composer is None or not self.composer.can_go_on_with(asked.own):
            self.composer = Composer(engine.project, asked.own)
        self.composer.job = asked.own
        self.sheets.parsed.clear()
        trim = product.trim(asked.own.paper)
        return Bench(self.sheets, self.composer, asked.manuscript, trim, found)

    def _lay_out(self, bench: Bench, meter: Meter) -> object:
        """The pages; twice where a section has moved whose page stands on the cover."""
        assert self.setting
        document = bench.lay_out(self.size, self.setting)
        if document is not None:
            pages = pages_named(document, len(named_on_cover(bench.manuscript)))
            if pages != self.setting.pages:
                self.setting = replace(self.setting, pages=pages)
                document = bench.lay_out(self.size, self.setting)
        meter.tick("layout")
        return document

    def _draw(self, document: object, dpi: float, meter: Meter) -> list[int]:
        pages = document.pages  # type: ignore[attr-defined]
        if dpi != self.dpi:
            self.leaves, self.dpi = [], dpi
        del self.leaves[len(pages) :]
        held = repr((self.size, dpi))
        changed = []
        for number, page in enumerate(pages):
            sign = sign_of(page, held)
            if number == len(self.leaves):
                self.leaves.append(Leafed(b""))
            if self.leaves[number].sign != sign:
                self.leaves[number] = Leafed(sign)
                changed.append(number)
        meter.tick("signs")
        # what was drawn before and never read back is read with it
        unread = [number for number, leaf in enumerate(self.leaves) if leaf.reading is None]
        self.changed = sorted({*changed, *unread})
        if self.changed:
            self.part = draw(document, self.leaves, self.changed, dpi)
        meter.tick("write and draw")
        return changed

    def proof(self, engine: Engine, meter: Meter) -> Proof:
        """All pages as they are shown, set against the manuscript."""
        assert self.asked and self.setting and self.sheets
        if self.changed:
            read(self.part, self.leaves, self.changed)
            self.changed, self.part = [], b""
        meter.tick("read back")
        reading = joined(self.leaves)
        meter.tick("join")
        project, manuscript = engine.project, self.asked.manuscript
        brand = self.sheets.brand
        typeset = Typeset(
            b"",
            self.size,
            self.setting,
            len(self.leaves),
            slot_of(self.document, manuscript.product.clinic_slot),
            tuple(writing_lines(self.document)),
            declared_families(project) | brand.families,
            (*font_files(project), *brand.fonts),
            coded=self.setting.coded,
        )
        proof = proof_of(self.asked.own, manuscript, typeset, reading)
        meter.tick("compare")
        return proof
