"""The bench: one manuscript laid out at a size of type and in a setting, each of them once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from itertools import product as product_of
from typing import Any

from press.finding import Finding
from press.read.cover import named_on_cover
from press.read.manuscript import Manuscript
from press.read.syntax import PICTURE
from press.typeset.clinic_fit import TIGHTEST, is_over, too_wordy
from press.typeset.compose import Composer
from press.typeset.engine import Sheets, Typeset, write
from press.typeset.fonts import declared_families, font_files
from press.typeset.furniture import (
    is_sound,
    lines_of_title,
    pages_named,
    pitch_of_rules,
    slot_of,
    words_after,
    writing_lines,
)
from press.typeset.ladder import largest_that_fits
from press.typeset.qr import code_of
from press.typeset.setting import Setting
from press.typeset.spread import partitions

TITLE_LINES = 2  # a longer title is set smaller
SMALLEST_TITLE = 2  # the last of the steps in which the sheets set it
LINES_A_PAGE = 24  # of 9 mm: more than any page holds
AIRS = tuple(step / 2 for step in range(13))  # mm
# how a card is set whose words are too many: each of these gives more room than the one before
CLOSER: tuple[dict[str, Any], ...] = ({}, {"full": True}, {"full": True, "runs_on": True})
LETTER = 9  # mm: a shorter title than so many letters to a line need not be looked at
ONE_LINE = 1.7  # of such lines


@dataclass
class Bench:
    """One manuscript on the bench. `setting` holds what is decided beside the size."""

    sheets: Sheets
    composer: Composer
    manuscript: Manuscript
    trim: tuple[float, float]
    found: list[Finding]
    setting: Setting = field(default_factory=Setting)
    uncoded: Setting | None = None  # what it was before the QR code was set
    html: dict[Setting, str | None] = field(default_factory=dict)
    made: dict[tuple[float, Setting], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        lines = self.manuscript.product.question_lines
        self.setting = replace(self.setting, question_lines=lines)

    def of_another(self, manuscript: Manuscript) -> Bench:
        """A bench for a shorter text, in the same setting; its findings are nobody's."""
        return replace(self, manuscript=manuscript, found=[], html={}, made={})

    def lay_out(self, size: float, setting: Setting | None = None) -> Any:
        """The pages at `size` pt, or None where the template is at fault."""
        setting = setting or self.setting
        if setting not in self.html:
            self.html[setting] = self.composer.compose(self.manuscript, self.found, setting)
        html = self.html[setting]
        if html is None:
            return None
        if (size, setting) not in self.made:
            self.made[size, setting] = self.sheets.lay_out(html, size, self.trim)
        return self.made[size, setting]

    def pages(self, size: float, **changes: Any) -> int:
        """How many pages there are at `size`, with these changes of the setting."""
        return len(self.lay_out(size, replace(self.setting, **changes)).pages)

    def set_clinic(self, size: float) -> Any:
        """The pages at `size` pt, with the clinic's block as small as its words need it, or None.

        Its type goes with no other, so what fits its place at one size fits at each. On a card it
        makes room for the rest, too; where that is not enough, the card is set full, and at last
        its long lists run on.
        """
        product = self.manuscript.product
        closer = CLOSER if 1 in product.pages else CLOSER[:1]
        document = None
        for changes, tight in product_of(closer, range(TIGHTEST + 1)):
            self.setting = replace(self.setting, **changes, tight=tight)
            document = self.lay_out(size)
            if document is None or not (is_over(document, product) or self._is_too_long()):
                return document
        lay_out = partial(self.sheets.lay_out, size=product.ladder[0], trim=self.trim)
        wordy = too_wordy(self.composer, self.manuscript, lay_out)
        self.found += filter(None, [wordy])
        return None if wordy else document

    def _is_too_long(self) -> bool:
        """Whether a card takes too many pages, be its type the smallest."""
        product = self.manuscript.product
        return 1 in product.pages and self.pages(product.ladder[0]) > max(product.pages)

    def set_title(self) -> None:
        """Set a long title smaller: in two lines, and with no word that leaves the page.

        It is judged in the largest type, whatever is tried first: so no title stops the rest.
        """
        words = str(self.manuscript.title.value).split()
        room = self.trim[0] / LETTER
        if max(map(len, words), default=0) <= room and len(" ".join(words)) <= ONE_LINE * room:
            return
        for step in range(SMALLEST_TITLE + 1):
            setting = replace(self.setting, small_title=step)
            document = self.lay_out(self.manuscript.product.ladder[-1], setting)
            if document is None:
                return
            self.setting = setting
            if lines_of_title(document) <= TITLE_LINES:
                return

    def has_cover(self) -> bool:
        """Whether a picture stands above the first heading."""
        intro = self.manuscript.sections[0]
        return not intro.heading and any(PICTURE.search(line.text) for line in intro.lines)

    def set_code(self, most: int) -> None:
        """Set the QR code, if there is one, where the smallest type leaves room on `most` pages.

        On a card a clinic's block may step down for it; no list runs on, and no page is added.
        """
        product, tight = self.manuscript.product, self.setting.tight
        self.uncoded = self.setting
        if code_of(self.composer.job, product) is None:
            return
        for step in range(tight, TIGHTEST + 1) if 1 in product.pages else (tight,):
            coded = replace(self.setting, coded=True, tight=step)
            document = self.lay_out(product.ladder[0], coded)
            if document and len(document.pages) <= most and not is_over(document, product):
                self.setting = coded
                return

    def drop_code(self) -> None:
        """Take the code away again, as long as it is not known how many pages there may be."""
        self.setting = self.uncoded or self.setting

    def choose_sides(self) -> int:
        """How many pages a card takes: one if all of it fits there, so that nobody has to turn it.

        Else two, and the first says that there is a second.
        """
        single = replace(self.setting, single=True)
        document = self.lay_out(self.manuscript.product.ladder[0], single)
        if document is not None and len(document.pages) == 1:
            self.setting = single
            return 1
        return 2

    def finish(self, size: float, most: int) -> tuple[Typeset, list[str]]:
        """The PDF at `size`, and what the engine grumbled over it."""
        engine, product = self.sheets.engine, self.manuscript.product
        before = len(engine.grumbles)
        filled, over = self._filled(size, most)
        setting = self.with_its_pages(size, filled)
        document = self.lay_out(size, setting)
        slot = slot_of(document, product.clinic_slot)
        families = declared_families(engine.project) | self.sheets.brand.families
        ruled = tuple(writing_lines(document))
        fonts = (*font_files(engine.project), *self.sheets.brand.fonts)
        pages = len(document.pages)
        pdf, coded = write(document), setting.coded
        typeset = Typeset(pdf, size, setting, pages, slot, ruled, families, fonts, over, coded)
        return typeset, engine.grumbles[before:]

    def with_its_pages(self, size: float, setting: Setting) -> Setting:
        """The setting with the number of each page that the cover names on it."""
        document = self.lay_out(size, setting)
        pages = pages_named(document, len(named_on_cover(self.manuscript)))
        return replace(setting, pages=pages)

    def _filled(self, size: float, most: int) -> tuple[Setting, int]:
        """The setting in which no page is left over, and how many words are too many for fewer.

        Sections begin pages; then the reader's questions have as many lines as the last holds.
        """
        document, product = self.lay_out(size), self.manuscript.product
        missing, over = most - len(document.pages), 0
        if 1 in product.pages:
            return (self._aired(size) if size == product.ladder[-1] else self.setting), over
        if missing <= 0 and not product.takes_any_number:
            return self._ruled(size, max(most, len(document.pages)), self.setting), over
        setting = self.setting
        for pages, breaks in partitions(document, product, most):
            tried = replace(setting, breaks=breaks)
            if len(self.lay_out(size, tried).pages) == pages:
                setting, most = tried, pages
                break
        fewer = max((pages for pages in product.pages if pages < most), default=0)
        over = words_after(self.lay_out(product.ladder[0]), fewer) if fewer else 0
        return self._ruled(size, most, setting), over

    def _aired(self, size: float) -> Setting:
        """A card in its largest type with as much air between its sections as its pages have."""
        pages = self.pages(size)
        air = largest_that_fits(AIRS, lambda step: self.pages(size, air=step) <= pages)
        return replace(self.setting, air=air or 0.0)

    def _ruled(self, size: float, most: int, setting: Setting) -> Setting:
        """The same with more lines for the reader's questions, half a page of them at most."""
        asked = next((one for one in self.manuscript.sections if one.role == "questions"), None)
        least = self.manuscript.product.question_lines
        if asked is None or not least:
            return setting
        pitch = pitch_of_rules(self.lay_out(size, setting))
        if not pitch:
            return setting  # the sheet gives them no height
        highest = LINES_A_PAGE if asked.new_page else int(self.trim[1] / 2 / pitch)
        ladder = range(least, max(highest, least) + 1)

        def fits(lines: float) -> bool:
            tried = replace(setting, question_lines=int(lines))
            return len(self.lay_out(size, tried).pages) <= most

        lines = largest_that_fits(ladder, fits)
        return replace(setting, question_lines=int(lines or least))

    def is_sound(self, size: float) -> bool:
        """Whether nothing leaves its page or meets a sign at `size`, or would at the smallest too.

        What does so in the smallest type as well is no matter of its size.
        """
        least = self.manuscript.product.ladder[0]
        if size == least or is_sound(self.lay_out(size)):
            return True
        return not is_sound(self.lay_out(least))
