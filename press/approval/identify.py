"""The command `identify`: what the code at a page's foot says of the sheet in one's hand.

The digest counts: the same text under a newer number is still the approved one. Whatever nobody
can vouch for must not be handed out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from press.approval.foot import SHAPE, Code, near_to, read_code
from press.approval.known import Known, given_of, known_locales, known_of
from press.approval.register import Given
from press.approval.shelf import shelf
from press.finding import Refused
from press.project import Project
from press.read.approvals import Version, Withdrawal
from press.read.guide import Guide, guide_names, read_guide
from press.read.standing import APPROVED, DRAFT, OVERDUE, WITHDRAWN
from press.run.console import DONE, FINDINGS, WRONG_CALL
from press.run.order import Order, WrongCall

MOST_NEAR = 5  # codes that are shown
REPLACED, TO_COME, UNKNOWN = "replaced", "to come", "unknown"  # beside the standings
PART = "part"  # only the end of a code, which says nothing of a sheet


def identify(project: Project, order: Order) -> int:
    """Say whether a sheet may be handed out; the exit code is 0 where it may, and else 1.

    It is 2 of the end of a code alone. Raises WrongCall where no code was given, and Refused where
    what was signed can't be trusted.
    """
    told = answer_to_code(project, order)
    for one in told.verdicts:
        print(f"{told.code}{f', {one.product}' if one.product else ''}: {one.says}")
    for near in told.near:
        print(f"  near to it: {near}")
    if told.unread:
        print("  what stands now can't be read, and so is not compared: python build.py check")
    if told.part:
        print("look at the paper again")
        return WRONG_CALL
    print("it may be handed out" if told.good else "don't hand it out")
    return DONE if told.good else FINDINGS


@dataclass(frozen=True)
class Verdict:
    """What is to be said of a sheet."""

    product: str
    kind: str  # APPROVED, WITHDRAWN, OVERDUE, REPLACED, TO_COME, DRAFT, UNKNOWN or PART
    says: str

    @property
    def good(self) -> bool:
        """Whether it may be handed out."""
        return self.kind == APPROVED


@dataclass(frozen=True)
class Told:
    """What is said of a code: a verdict for each text that it may be of, or one that says why none.

    `near` are known codes that differ in one thing. `unread`: what stands now can't be read.
    """

    code: str
    verdicts: Sequence[Verdict]
    near: Sequence[str] = ()
    unread: bool = False

    @property
    def good(self) -> bool:
        """Whether the sheet may be handed out."""
        return all(one.good for one in self.verdicts)

    @property
    def part(self) -> bool:
        """Whether only the end of a code was given."""
        return any(one.kind == PART for one in self.verdicts)


def answer_to_code(project: Project, order: Order) -> Told:
    """What is to be said of the code that the order has. Raises WrongCall and Refused."""
    guides = [guide for name in guide_names(project) if (guide := read_guide(project, name, []))]
    given = given_of(project)
    places = [(guide.name, locale) for guide in guides for locale in known_locales(guide)]
    code = read_code(order.foot, [*places, *((one.guide, one.locale) for one in given)])
    if not code.version:
        near = _near(project, guides, code, None, given)
        if not near:
            raise WrongCall(f"“{code.short}” is no code: {SHAPE}")
        return Told(code.short, [Verdict("", PART, "these are the last signs of a code")], near)
    here = (code.guide, code.locale) in places
    guide = next((one for one in guides if here and one.name == code.guide), None)
    known = known_of(project, guide, code.locale, given) if guide else None
    said = list(judged(known, code, order.today)) if known else []
    if said:
        return Told(code.text, said)
    unknown = Verdict("", UNKNOWN, f"unknown: {_unknown(code, known, given)}")
    near = _near(project, guides, code, known, given)
    return Told(code.text, [unknown], near, known is not None and known.standings is None)


def judged(known: Known, code: Code, today: date) -> Iterator[Verdict]:
    """A verdict for each text that the code may be of: one, or none where nobody knows it."""
    mine: dict[tuple[str, str], set[str]] = {}
    for product, text, number in known.texts():
        if text.startswith(code.short):
            mine.setdefault((product, text), set()).add(number)
    for (product, text), numbers in mine.items():
        taken = known.approvals.withdrawn(text)
        if taken:
            yield Verdict(product, WITHDRAWN, _withdrawn(taken))
            continue
        holders = [v for v in known.approvals.versions if v.texts.get(product) == text]
        whole = [version for version in holders if version.complete]
        as_signed = code.version in {version.number for version in whole}
        if as_signed:
            yield Verdict(product, *_signed(known, product, text, code, today))
        elif code.version in numbers or (whole and _is_a_draft(code)):
            yield Verdict(product, DRAFT, _draft(known, product, text, holders))


def _withdrawn(taken: Withdrawal) -> str:
    return f"withdrawn on {taken.on} by {taken.by}, {taken.role}: {taken.reason}"


def _signed(known: Known, product: str, text: str, code: Code, today: date) -> tuple[str, str]:
    """How a text stands that was signed, and what is to be said of it."""
    last = known.approvals.last
    assert last
    if last.texts.get(product) != text:
        return REPLACED, _replaced(known, product, last)
    if today < last.on:
        return (
            TO_COME,
            f"approved on {last.on}, and today is {today}: set this machine's clock right",
        )
    on_it = next(v for v in known.approvals.versions if v.number == code.version).next_review
    same = "" if last.number == code.version else f"; version {last.number} has the same text"
    if on_it <= today < last.next_review:
        return REPLACED, f"out of date by what it says itself, since {on_it}{same}: print it again"
    if on_it < last.next_review:
        same += f", and this sheet says itself to throw it away after {on_it}"
    until = f"by {last.approved_by}, {last.on}{same}"
    if today >= last.next_review:
        return OVERDUE, f"overdue since {last.next_review}: it was approved {until}"
    due_from = known.guide.due_from(last.next_review)
    due = "; its review is due" if today >= due_from else ""
    now = (known.standings or {}).get(product)
    changed = ""
    if now and now.text.digest != text:
        changed = f"; the text was changed since, and nobody has signed the change ({now.number})"
    return APPROVED, f"approved until {last.next_review} {until}{due}{changed}"


def _replaced(known: Known, product: str, last: Version) -> str:
    newer = last.texts.get(product)
    if not newer:
        return f"not approved any more: version {last.number} of {last.on} has no {product}"
    after = ", which was withdrawn too" if known.approvals.withdrawn(newer) else ""
    return f"replaced by {last.number} of {last.on}{after}"


def _draft(known: Known, product: str, text: str, holders: list[Version]) -> str:
    """What is to be said of a sheet that bears the number of a draft."""
    signed = next((one for one in holders if one.complete), None)
    if signed:
        return (
            f"a draft, printed before it was signed; its text is that of {signed.number}, and "
            "its pages don't say so: print it again"
        )
    if holders:
        return f"not approved yet: it waits for a signature ({', '.join(holders[-1].missing)})"
    now = (known.standings or {}).get(product)
    if now and now.text.digest == text:
        return "a draft, never approved; it is what stands now"
    given = [one for one in known.given if one.text == text]
    told = f"; printed for {given[-1].name} on {given[-1].on}" if given else ""
    return f"a draft that was never signed, and no longer what stands{told}"


def _is_a_draft(code: Code) -> bool:
    return not code.version.endswith(".0")


def _unknown(code: Code, known: Known | None, given: Sequence[Given]) -> str:
    """Why nobody knows a code."""
    if not known:
        mine = [one for one in given if one.code == code.text]
        told = f"; printed for {mine[-1].name} on {mine[-1].on}" if mine else ""
        return f"there is no such guide and locale here{told}"
    if _is_a_draft(code):
        return (
            "a draft that was never signed, and no longer what stands (their texts are not "
            "kept), or a slip in the code"
        )
    if not known.approvals.version(code.version):
        return f"no version {code.version} was ever signed"
    return f"version {code.version} has no such text"


def _near(
    project: Project, guides: list[Guide], code: Code, known: Known | None, given: Sequence[Given]
) -> list[str]:
    codes = set(known.codes()) if known else set()
    if not code.version:  # what stands as a draft is known by the shelf at once
        codes |= {Code(*row.code.split()) for row in shelf(project) if row.code}
    for guide in guides:
        for locale in known_locales(guide):
            if not known or (guide.name, locale) != (known.guide.name, known.locale):
                with suppress(Refused):
                    codes |= set(known_of(project, guide, locale, given, now=False).codes())
    return [one.text for one in near_to(code, codes)][:MOST_NEAR]
