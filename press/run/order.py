"""An order: what was asked of `build.py`, in values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from press.products import STANDARD


class WrongCall(Exception):  # noqa: N818 - named by what happened
    """The order names what isn't there, or can't be; the text says so and lists what is."""


class Lacking(Exception):  # noqa: N818
    """The machine lacks what the order needs; the text says what, and how to get it."""


@dataclass(frozen=True)
class Order:
    """What was asked for. Empty tuples mean everything."""

    command: str
    code: str = ""
    name: str = ""  # of a guide that is to be made
    title: str | None = None
    source: Path | None = None  # a text to make it from
    guides: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    editions: tuple[str, ...] = (STANDARD,)
    sheets: tuple[str, ...] | None = None  # None: those that a clinic wants
    all_sheets: bool = False
    press: bool = False
    phone: bool = False
    paper: str = ""
    back: str = ""
    seal: Path | None = None  # the organisation's key
    clinics: tuple[Path, ...] = ()
    format: str = "text"
    today: date = date.min
    wait: float = 60.0
    seconds: float = 60.0
    strict: bool = False  # whether a question, too, ends with exit code 1
    yes: bool = False  # whether nobody is to be asked
    signer: str = ""  # who signs, or withdraws
    role: str = ""
    registration: str = ""
    organisation: str = ""
    next_review: date | None = None
    kind: str = ""  # of the signature
    pack: str = ""  # the fingerprint of what was read
    version: str = ""  # that is withdrawn
    reason: str = ""  # why
    foot: tuple[str, ...] = ()  # the code at a page's foot, word by word
    port: int = 8017  # of the print desk
    browser: bool = True  # whether it opens one
    read_only: bool = False  # whether it is only for looking
    to: Path | None = None  # the folder of the site
    drafts: bool = False  # whether the site holds what nobody approved, too
    no_phone: bool = False  # whether the site has no editions for a phone
    pairs: frozenset[tuple[str, str]] | None = None  # only these guides and locales, if not None
    poll: bool = False  # whether it looks for changed files itself
    old: str = ""  # a version to compare, and the one to compare it with
    new: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether it is not for all that there is."""
        named = self.guides or self.locales or self.products or self.clinics
        return bool(named) or self.pairs is not None

    def is_for(self, guide: str, locale: str) -> bool:
        """Whether it is for a guide in a locale, where only some of those are meant."""
        return self.pairs is None or (guide, locale) in self.pairs
