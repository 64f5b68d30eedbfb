"""All that is known of the texts of a guide in one locale: signed, withdrawn, standing, printed."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from press.approval.foot import Code
from press.approval.register import NAME, Given, read_register
from press.finding import Finding, Refused, errors
from press.project import Project
from press.read.approval_file import FOLDER, read_approvals
from press.read.approvals import Approvals
from press.read.guide import Guide
from press.read.job import read_standings
from press.read.standing import SHORT, Standing


@dataclass(frozen=True)
class Known:
    """All that is known of the texts of a guide in one locale.

    `standings` are None where what stands now can't be read.
    """

    guide: Guide
    locale: str
    approvals: Approvals
    standings: Mapping[str, Standing] | None = field(hash=False)
    given: tuple[Given, ...]  # what was printed of it for clinics

    def texts(self) -> Iterator[tuple[str, str, str]]:
        """Each text that was ever heard of: its product, the digest, and a number of its own."""
        for version in self.approvals.versions:
            yield from ((product, one, version.number) for product, one in version.texts.items())
        for taken in self.approvals.withdrawals:
            yield from ((product, one, taken.number) for product, one in taken.texts.items())
        for product, one in (self.standings or {}).items():
            yield product, one.text.digest, one.number
        yield from ((one.product, one.text, one.version) for one in self.given)

    def codes(self) -> Iterator[Code]:
        """The code of each of these."""
        for _, text, number in self.texts():
            yield Code(self.guide.name, self.locale, number, text[:SHORT])


def known_locales(guide: Guide) -> list[str]:
    """The locales that a guide is printed in, and those that it was signed in once."""
    with suppress(OSError):
        signed = [path.name for path in (guide.folder / FOLDER).iterdir() if path.is_dir()]
        return list(dict.fromkeys([*guide.locales, *sorted(signed)]))
    return list(guide.locales)


def given_of(project: Project) -> tuple[Given, ...]:
    """What was printed for clinics; what of it can't be read is told, and not needed here."""
    try:
        register = read_register(project)
    except OSError as error:
        print(f"note: {NAME} can't be read ({error})", file=sys.stderr)
        return ()
    for note in register.notes:
        print(f"note: {note}", file=sys.stderr)
    return register.given


def known_of(
    project: Project, guide: Guide, locale: str, given: Sequence[Given], *, now: bool = True
) -> Known:
    """What is known of a guide in a locale; with `now`, what stands too. Raises Refused."""
    found: list[Finding] = []
    approvals = read_approvals(project, guide, locale, found)
    if approvals is None:
        raise Refused(errors(found))
    stands: Mapping[str, Standing] = {}
    if now and locale in guide.locales:
        _, stands = read_standings(project, guide, locale, [])
    mine = tuple(one for one in given if (one.guide, one.locale) == (guide.name, locale))
    return Known(guide, locale, approvals, stands or None, mine)
