"""What a withdrawal is of: the texts that are meant, and what its papers say of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from press.approval.known import Known
from press.approval.notice import Called, Recall
from press.finding import Finding
from press.project import Project
from press.read.approval_file import signed_text
from press.read.approvals import Version, Withdrawal, counted
from press.read.reading_text import title_of
from press.read.standing import code_text
from press.read.words import read_words
from press.run.order import Order, WrongCall


@dataclass(frozen=True)
class Chosen:
    """What is withdrawn: a number and its texts. `kept` are those that a newer version has too."""

    number: str
    texts: Mapping[str, str]
    kept: tuple[str, ...] = ()
    again: Withdrawal | None = None  # where it was withdrawn before


def choose(known: Known, order: Order) -> Chosen:
    """What the order means: the version that it names, the last one signed, or the draft.

    Raises WrongCall where there is none, or where nothing of it is left to be withdrawn.
    """
    signed, stands = known.approvals, known.standings or {}
    version = signed.version(order.version) if order.version else signed.last
    if version:
        number, texts = version.number, dict(version.texts)
    else:
        numbers = {one.number for one in stands.values()}
        number = order.version or next(iter(sorted(numbers)), "")
        texts = {name: s.text.digest for name, s in stands.items() if s.number == number}
    if not texts:
        raise WrongCall(_no_version(known, order.version))
    newer = signed.last
    kept = tuple(
        product
        for product, text in texts.items()
        if newer and newer.number != number and newer.texts.get(product) == text
        and not signed.withdrawn(text)
    )  # fmt: skip
    taken = [one for text in texts.values() if (one := signed.withdrawn(text))]
    left = {
        product: text
        for product, text in texts.items()
        if product not in kept and not signed.withdrawn(text)
    }
    if left:
        return Chosen(number, left, kept)
    if not taken:
        raise WrongCall(
            f"every text of {number} stands unchanged in {newer.number if newer else ''}: "
            "withdraw that one, if it is meant"
        )
    if order.reason:
        one = taken[-1]
        raise WrongCall(
            f"{number} was withdrawn already, on {one.on} by {one.by}: {one.reason.rstrip('.')}; "
            "without --reason its papers are made again"
        )
    return Chosen(number, texts, kept, taken[-1])


def _no_version(known: Known, asked: str) -> str:
    there = [one.number for one in known.approvals.versions]
    there += sorted({one.number for one in (known.standings or {}).values()} - {*there})
    what = f"there is no version {asked}" if asked else "nothing stands that could be withdrawn"
    if not known.standings:
        what += " (what stands now can't be read: python build.py check)"
    return f"{what}; there is: {', '.join(there) or 'none'}; drafts of other days are not kept"


def recall_of(
    project: Project,
    known: Known,
    taken: Withdrawal,
    today: date,
    found: list[Finding],
    *,
    torn: bool,
) -> Recall | None:
    """What the papers say; None where the words of the locale can't be read, which is told."""
    words = read_words(project, known.guide, known.locale, found)
    if words is None:
        return None
    sheets = tuple(_called(project, known, taken))
    instead = tuple(_instead(project, known, taken, today))
    texts = set(taken.texts.values())
    given = tuple(one for one in known.given if one.text in texts)
    return Recall(known.guide.name, known.locale, taken, sheets, instead, given, torn, words)


def codes_of(known: Known, taken: Withdrawal) -> list[str]:
    """The codes of the texts of a withdrawal, each with `*` for its number: any was printed."""
    return [_code(known, "*", text) for text in taken.texts.values()]


def _codes(known: Known, taken: Withdrawal, product: str, text: str) -> list[str]:
    numbers = {number for name, one, number in known.texts() if (name, one) == (product, text)}
    return [_code(known, one, text) for one in sorted({*numbers, taken.number}, key=counted)]


def _called(project: Project, known: Known, taken: Withdrawal) -> Iterator[Called]:
    for product, text in taken.texts.items():
        codes = tuple(_codes(known, taken, product, text))
        yield Called(_title(project, known, product, text), product, codes)


def _instead(project: Project, known: Known, taken: Withdrawal, today: date) -> Iterator[Called]:
    """What may be given in their place: the texts of a newer version that still holds."""
    last = known.approvals.last
    if last is None or not last.on <= today < last.next_review:
        return
    for product, text in taken.texts.items():
        newer = last.texts.get(product, text)
        if newer != text and not known.approvals.withdrawn(newer):
            code = _code(known, last.number, newer)
            yield Called(_title(project, known, product, newer), product, (code,))


def _code(known: Known, number: str, text: str) -> str:
    return code_text(known.guide.name, known.locale, number, text)


def _title(project: Project, known: Known, product: str, text: str) -> str:
    """The title of a text as it was signed, or as it stands; the guide's name where it is lost."""
    holders: list[Version] = [
        one for one in known.approvals.versions if one.texts.get(product) == text
    ]
    for version in holders:
        if kept := signed_text(project, known.guide, known.locale, version, product):
            return title_of(kept.lines)
    now = (known.standings or {}).get(product)
    if now and now.text.digest == text:
        return title_of(now.text.lines)
    return known.guide.name
