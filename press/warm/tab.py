"""A tab: one product that somebody looks at, kept warm from one edit to the next.

It keeps the parsed sheet, the templates, the size and the setting, and of each page its picture and
what was read back of it. It tries no other size: the proof does, and the tab follows it.
"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from press.finding import Finding
from press.project import Project
from press.proof.preflight import Proof, proof_of
from press.proof.runs import Seen
from press.read.cover import named_on_cover
from press.read.manuscript import Manuscript
from press.typeset.bench import Bench
from press.typeset.compose import Composer
from press.typeset.engine import Engine, Sheets, Typeset, write
from press.typeset.fit import first_look, sheets_for
from press.typeset.fonts import declared_families, font_files
from press.typeset.furniture import pages_named, slot_of, writing_lines
from press.typeset.qr import held_with_code
from press.typeset.relay import Laid
from press.typeset.setting import Setting
from press.warm.asked import Asked, Key, with_known_sizes
from press.warm.leaves import Leafed, draw, drawn, joined, read, sign_of


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
        self.chosen = False  # whether a proof chose them: else they are those that it begins with
        self.dpi = 0.0
        self.leaves: list[Leafed] = []
        self.seen = Seen()
        self.stands: dict[tuple[str, int], set[int]] = {}  # raw lines: the pages they are on
        self.cool()

    def cool(self) -> None:
        """Forget what was made of sheets, templates and pictures: one of them has changed."""
        self.sheets: Sheets | None = None
        self.composer: Composer | None = None
        self.held: dict[Path, bytes] = {}
        self.laid: Laid | None = None
        self.leaves = []

    def follow(self, size: float, setting: Setting) -> bool:
        """Take over what a proof chose; whether that was anything else."""
        other = (size, setting) != (self.size, self.setting)
        if size != self.size:
            self.laid = None
        self.size, self.setting, self.chosen = size, setting, True
        return other

    @property
    def waiting(self) -> list[int]:
        """The pages whose pictures are still those of before, from 0."""
        return self.laid.waiting if self.laid else []

    def picture(
        self, engine: Engine, asked: Asked, dpi: float, found: list[Finding], meter: Meter
    ) -> list[int] | None:
        """Set it again, and draw what is new: gives the numbers of these pages, from 0.

        Where what changed is known to stand on some pages, these are drawn, and others wait. None,
        with findings, where it can't be set. Raises EngineFault.
        """
        bench = self._bench(engine, asked, found)
        if bench is None:
            return None
        meter.tick("sheet")
        if self.setting is None:
            known = with_known_sizes(engine.project, asked)
            assert self.composer
            self.composer.take(known.own)
            look = first_look(bench)
            if look is None:
                return None
            self.size, self.setting = look
            meter.tick("first look")
        if dpi != self.dpi:
            self.leaves, self.dpi = [], dpi
        first = self._first(asked.manuscript) if len(self.leaves) > 1 else set()
        if not self._lay_out(bench, first, meter):
            return None
        self.asked = asked
        assert self.laid
        count = len(self.laid.document.pages)
        self.leaves = self.leaves[:count] + [Leafed(b"") for _ in range(count - len(self.leaves))]
        return self._draw([one for one in range(count) if one not in self.waiting], meter)

    def front(self, engine: Engine, asked: Asked, found: list[Finding]) -> bytes | None:
        """The first page as a PDF of its own, at the size that fitted last; None with findings.

        Nothing else is tried, and no other page laid out, unless the first names it. Raises
        EngineFault.
        """
        bench = self._bench(engine, with_known_sizes(engine.project, asked), found)
        if bench is None:
            return None
        product = asked.manuscript.product
        size = bench.composer.job.fits.get(product.file, product.ladder[0])
        bench.set_title()
        if named_on_cover(asked.manuscript) and bench.lay_out(size):
            bench.setting = bench.with_its_pages(size, bench.setting)
        html = bench.composer.compose(asked.manuscript, found, bench.setting)
        if html is None:
            return None
        document = bench.sheets.lay_out_front(html, size, bench.trim)
        return write(document.copy(document.pages[:1]))

    def more(self, meter: Meter) -> list[int]:
        """Draw the next of the pages that wait; gives its number, if it is another than it was."""
        assert self.laid
        number = next(self.laid.rest(), None)
        meter.tick("layout")
        return [] if number is None else self._draw([number], meter)

    def _first(self, manuscript: Manuscript) -> set[int]:
        """The pages on which the lines stand that have changed."""
        old = self.asked.manuscript.lines if self.asked else ()
        one, two = ([(line.file, line.text) for line in lines] for lines in (old, manuscript.lines))
        least, head, tail = min(len(one), len(two)), 0, 0
        while head < least and one[head] == two[head]:
            head += 1
        while tail < least - head and one[-1 - tail] == two[-1 - tail]:
            tail += 1
        changed = old[head : len(old) - tail] or old[max(head - 1, 0) : head + 1]
        return {page for line in changed for page in self.stands.get((line.file, line.number), ())}

    def _bench(self, engine: Engine, asked: Asked, found: list[Finding]) -> Bench | None:
        product = asked.manuscript.product
        held = dict(held_with_code(engine.project, asked.own, product))
        if self.sheets is None or held != self.held:
            self.cool()
            self.sheets = sheets_for(engine, asked.own, product, found)
            self.held = held
        if self.sheets is None:
            return None
        if self.composer is None:
            self.composer = Composer(engine.project, asked.own)
        self.composer.take(asked.own)
        self.sheets.parsed.clear()
        trim = product.trim(asked.own.paper)
        return Bench(self.sheets, self.composer, asked.manuscript, trim, found)

    def _lay_out(self, bench: Bench, first: set[int], meter: Meter) -> bool:
        """Lay it out; twice where a section has moved whose page stands on the cover."""
        for _ in range(2):
            assert self.setting and self.sheets
            html = bench.composer.compose(bench.manuscript, bench.found, self.setting)
            meter.tick("compose")
            if html is None:
                return False
            laid = self.sheets.lay_out_again(html, self.size, bench.trim, self.laid, first)
            self.laid = laid
            meter.tick("layout")
            pages = pages_named(laid.document, len(named_on_cover(bench.manuscript)))
            if pages == self.setting.pages:
                break
            self.setting, first = replace(self.setting, pages=pages), set()
        return True

    def _draw(self, numbers: list[int], meter: Meter) -> list[int]:
        """Draw those of these pages that are new; gives their numbers."""
        assert self.laid
        changed, held = [], repr((self.size, self.dpi))
        for number in numbers:
            sign = sign_of(self.laid.document.pages[number], held)
            if self.leaves[number].sign != sign:
                self.leaves[number] = Leafed(sign)
                changed.append(number)
        meter.tick("signs")
        if changed:
            draw(self.laid.document, self.leaves, changed, self.dpi)
            meter.tick("write and draw")
        return changed

    def words(self, meter: Meter) -> Proof:
        """All pages as they are shown, set against the manuscript: for its words alone."""
        assert self.asked and self.setting
        read(self.leaves)
        meter.tick("read back")
        reading = joined(self.leaves)
        meter.tick("join")
        count = len(self.leaves)
        typeset = Typeset(b"", self.size, self.setting, count, None, (), frozenset(), ())
        proof = proof_of(self.asked.own, self.asked.manuscript, typeset, reading, self.seen)
        self.stands = {}
        for one in proof.printed:
            line = one.word.line
            self.stands.setdefault((line.file, line.number), set()).add(one.page)
        meter.tick("compare")
        return proof

    def proof(self, project: Project) -> Proof:
        """The same with all that the rules on a page look at."""
        assert self.asked and self.setting and self.sheets and self.laid
        manuscript, brand = self.asked.manuscript, self.sheets.brand
        typeset = Typeset(
            b"",
            self.size,
            self.setting,
            len(self.leaves),
            slot_of(self.laid.document, manuscript.product.clinic_slot),
            tuple(writing_lines(self.laid.document)),
            declared_families(project) | brand.families,
            (*font_files(project), *brand.fonts),
            coded=self.setting.coded,
        )
        return proof_of(self.asked.own, manuscript, typeset, joined(drawn(self.leaves)))
