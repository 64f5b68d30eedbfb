"""Where a product stands: draft, changed, approved or withdrawn, and which version it is.

It is worked out of the reading text and what was signed, never claimed. Two more depend on the day:
an approved text is due some months before its review, and from that day on overdue.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from press.finding import Place
from press.project import Line
from press.read.approvals import Approvals, Version, Withdrawal, counted
from press.read.dates import shown_date
from press.read.fields import BANDS, Field, Words
from press.read.reading_text import ReadingText
from press.toml_tables import Entry, Table

DRAFT, CHANGED, APPROVED, WITHDRAWN = "draft", "changed", "approved", "withdrawn"
DUE, OVERDUE = "due", "overdue"
SHORT = 6  # letters of a digest, as a code has them
BAND = "band"
LONGEST = 60  # letters of a name and role, which a page's foot has room for
AND = "and"  # the word between the last two names, among the bands


@dataclass(frozen=True)
class Standing:
    """Where one product of a guide stands in a locale, whatever day it is.

    `signed` is the version that holds, or that held before the text was changed.
    """

    text: ReadingText
    status: str  # DRAFT, CHANGED, APPROVED or WITHDRAWN
    number: str
    signed: Version | None = None
    withdrawal: Withdrawal | None = None

    @property
    def code(self) -> str:
        """What a page's foot says of its text: guide, locale, version, a part of the digest."""
        return code_text(self.text.guide, self.text.locale, self.number, self.text.digest)


def code_text(guide: str, locale: str, number: str, digest: str) -> str:
    """The code of the text with this digest as a version; one without a locale is half of one."""
    return " ".join(filter(None, (guide, locale, number, digest[:SHORT])))


def digests_of(standings: Mapping[str, Standing]) -> dict[str, str]:
    """The digests of the texts that stand, by product: what a signature is bound to."""
    return {product: one.text.digest for product, one in standings.items()}


def standing_of(text: ReadingText, approvals: Approvals | None) -> Standing:
    """Where a text stands by what was signed of its guide in its locale."""
    last = approvals.last if approvals else None
    draft = f"{counted(last.number)[0]}.1" if last else "0.1"
    signed = last.texts.get(text.product) if last else None
    status = APPROVED if signed == text.digest else CHANGED if signed else DRAFT
    number = last.number if last and status == APPROVED else draft
    if approvals and (taken := approvals.withdrawn(text.digest)):
        return Standing(text, WITHDRAWN, taken.number, last, taken)
    return Standing(text, status, number, last)


def fields_of(
    standing: Standing, fields: Mapping[str, Field], words: Words, place: Place
) -> dict[str, Field]:
    """The fields that the approval decides put in: version, dates, code and names.

    An approved text was last read against its evidence on the day on which it was signed.
    """
    told = {"version": standing.number, "code": standing.code}
    if standing.status == APPROVED and (signed := standing.signed):
        dates = words.get("dates", {})
        told |= {
            "approved_by": names_of(signed, words),
            "approved_on": shown_date(signed.on, dates),
            "last_review": shown_date(signed.on, dates),
            "next_review": shown_date(signed.next_review, dates),
        }
    line = Line("", place.file, place.line)
    put = {key: Field(text, line) for key, text in told.items()}
    return {**fields, **put, **{key[:1].upper() + key[1:]: one for key, one in put.items()}}


def names_of(signed: Version, words: Words) -> str:
    """Who signed, as paper says it: one person by name and role, several by their names.

    A role that is too long for a page's foot stays in the file.
    """
    names = list(dict.fromkeys(one.name for one in signed.holding))
    if len(names) == 1:
        shown = signed.holding[0].shown
        return shown if len(shown) <= LONGEST else names[0]
    joined = words.get(BANDS, {}).get(AND)
    return f"{', '.join(names[:-1])} {joined.value if joined else '&'} {names[-1]}"


def labels_of(standing: Standing, words: Words) -> dict[str, Table]:
    """The words with what every page says of this standing: its band, beside the other labels."""
    bands = words.get(BANDS, {})
    band = bands.get(standing.status, bands.get(DRAFT))  # what was withdrawn is not printed
    own: dict[str, Entry] = {BAND: band} if band else {}
    return {**words, "every-page": {**own, **words.get("every-page", {})}}
