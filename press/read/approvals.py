"""What was signed: the approvals and withdrawals of a guide in one locale, as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from press.finding import Place
from press.project import Line


@dataclass(frozen=True)
class Signature:
    """A named person's word on one version. `kind` is what it was asked for, such as clinical."""

    kind: str
    name: str
    role: str
    registration: str
    organisation: str
    on: date
    next_review: date
    statement: str
    pack: str = ""  # the fingerprint of the review pack that was read

    @property
    def shown(self) -> str:
        """Who signed, by name and role."""
        return ", ".join(filter(None, (self.name, self.role)))


@dataclass(frozen=True)
class Version:
    """A version that was signed. `texts` are the digests of its reading texts, by product.

    Of each kind the last signature holds: who signs again when a review is due adds one.
    """

    number: str
    texts: Mapping[str, str] = field(hash=False)
    asked: tuple[str, ...]  # the kinds of signature that the guide asked for then
    signatures: tuple[Signature, ...]  # old to new

    @property
    def holding(self) -> tuple[Signature, ...]:
        """The last signature of each kind, in the order in which they are asked for."""
        last = {one.kind: one for one in self.signatures}
        kinds = (*self.asked, *last)
        return tuple(last[kind] for kind in dict.fromkeys(kinds) if kind in last)

    @property
    def missing(self) -> tuple[str, ...]:
        """The kinds of signature that it still waits for."""
        return tuple(kind for kind in self.asked if kind not in {s.kind for s in self.signatures})

    @property
    def complete(self) -> bool:
        """Whether everyone signed who was asked to."""
        return not self.missing

    @property
    def on(self) -> date:
        """The day of the last signature."""
        return max(one.on for one in self.holding)

    @property
    def next_review(self) -> date:
        """The earliest day by which one of those who signed wants it read again."""
        return min(one.next_review for one in self.holding)

    @property
    def approved_by(self) -> str:
        """All who signed, each by name and role."""
        return "; ".join(one.shown for one in self.holding)


@dataclass(frozen=True)
class Withdrawal:
    """A version that was called back, with the digests of its texts."""

    number: str
    texts: Mapping[str, str] = field(hash=False)
    by: str
    role: str
    on: date
    reason: str
    line: Line


@dataclass(frozen=True)
class Approvals:
    """All that was signed of a guide in one locale, old to new. `where` is the file's place."""

    guide: str
    locale: str
    where: Place
    versions: tuple[Version, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()

    @property
    def last(self) -> Version | None:
        """The newest version that everyone signed who was asked to."""
        return next((one for one in reversed(self.versions) if one.complete), None)

    @property
    def begun(self) -> Version | None:
        """A version that waits for more signatures."""
        last = self.versions[-1] if self.versions else None
        return last if last and not last.complete else None

    def begun_of(self, texts: Mapping[str, str]) -> Version | None:
        """The same, where it is of these very texts."""
        begun = self.begun
        return begun if begun and begun.texts == texts else None

    def version(self, number: str) -> Version | None:
        return next((one for one in self.versions if one.number == number), None)

    def withdrawn(self, digest: str) -> Withdrawal | None:
        """The withdrawal of the text with this digest, if it was withdrawn."""
        return next((one for one in self.withdrawals if digest in one.texts.values()), None)


def next_number(versions: Sequence[Version]) -> str:
    """The number that the next approval gets: 1.0 first, then 2.0 and so on."""
    whole = [counted(one.number)[0] for one in versions if one.complete]
    return f"{max(whole, default=0) + 1}.0"


def counted(number: str) -> tuple[int, ...]:
    """A version's number as it is compared: 10.0 comes after 2.1."""
    return tuple(map(int, number.split(".")))
