"""What a person who signs is asked for: the command line gives it, or she does at the terminal."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TypeVar

from press.check.admin import LONGEST_YEARS
from press.project import Project
from press.read.guide import guide_names
from press.read.job import Job
from press.read.reading_text import ReadingText
from press.read.standing import digests_of
from press.read.words import APPROVAL
from press.run.order import Order, WrongCall

LONGEST = 120  # letters of an answer
LEAST = 2  # letters of a name
TRIES = 3  # so often is a question asked at the terminal
CLINICAL = "clinical"  # who signs as such has a registration
NEEDED = "this is still needed"
T = TypeVar("T")
QUESTIONS = {
    "signer": "Your name, as it is to be printed",
    "role": "Your role, such as consultant midwife",
    "registration": "Your registration, such as NMC 12A3456B",
    "organisation": "Your organisation",
}


@dataclass(frozen=True)
class Asked:
    """What is known of who signs. `agreed` asks for the last word."""

    kind: str
    name: str
    role: str
    registration: str
    organisation: str
    next_review: date
    statement: str
    agreed: Callable[[], bool]


def ask(order: Order, job: Job) -> Asked:
    """What the order says of who signs; what is missing is asked for at the terminal.

    Raises WrongCall where nobody can be asked, or an answer says nothing.
    """
    kind = _kind(order, job)
    said = {key: _answer(order, key, question, kind) for key, question in QUESTIONS.items()}
    label = job.labels(APPROVAL).get("statement")
    statement = str(label.value) if label else ""
    if not statement:
        raise WrongCall("the words file has no [approval] statement: nobody knows what is signed")
    return Asked(
        kind,
        said["signer"],
        said["role"],
        said["registration"],
        said["organisation"],
        _next_review(order),
        statement,
        lambda: order.yes or _agrees(job, statement),
    )


def faults_of(order: Order, job: Job) -> dict[str, str]:
    """What `ask` would refuse of what the order gives, by the field of the order that it is of."""
    faults = {"kind": fault_of(order.kind, lambda: _kind(order, job), needed=False)}
    kind = order.kind if faults["kind"] else _kind(order, job)
    for key, question in QUESTIONS.items():
        give = partial(_answer, order, key, question, kind)
        needed = key in ("signer", "role") or kind == CLINICAL
        faults[key] = fault_of(getattr(order, key), give, needed=needed)
    day = order.next_review
    faults["next_review"] = fault_of(str(day or ""), lambda: _next_review(order), needed=True)
    return {key: why for key, why in faults.items() if why}


def fault_of(given: str, give: Callable[[], object], *, needed: bool) -> str:
    """Why what was given can't be used, in words; empty where it can be."""
    if not cleaned(given):
        return NEEDED if needed else ""
    try:
        give()
    except WrongCall as error:
        return str(error)
    return ""


def ask_for_a_text(project: Project, order: Order) -> Order:
    """The order for one guide in one locale; what is not named is asked for. Raises WrongCall."""
    guides, places = order.guides, order.locales
    if len(guides) != 1:
        names = ", ".join(guide_names(project))
        guides = (_from_terminal(order, f"Which guide ({names})", "--guide").strip(),)
    if len(places) != 1:
        places = (_from_terminal(order, "Which locale, such as en-GB", "--locale").strip(),)
    return replace(order, guides=guides, locales=places)


def _kind(order: Order, job: Job) -> str:
    """The kind of signature: the one that is named, or the first that is missing."""
    kinds = job.guide.signatures
    if order.kind and order.kind not in kinds:
        raise WrongCall(f"this guide asks for no signature `{order.kind}`: {', '.join(kinds)}")
    begun = job.approvals.begun_of(digests_of(job.standings)) if job.approvals else None
    missing = begun.missing if begun else kinds
    return order.kind or next(iter(missing), kinds[0])


def _answer(order: Order, key: str, question: str, kind: str) -> str:
    needed = key in ("signer", "role") or kind == CLINICAL
    option = "--name" if key == "signer" else f"--{key}"
    return answer_to(order, getattr(order, key) or "", question, option, needed=needed)


def answer_to(
    order: Order, given: str, question: str, option: str, *, needed: bool, longest: int = LONGEST
) -> str:
    """What was `given` with an option, cleaned, or else is asked for at the terminal.

    Raises WrongCall where it is needed and says nothing, is too long, or can't be seen; at the
    terminal that is told, and it is asked for again.
    """

    def checked(typed: str) -> str:
        said = cleaned(typed)
        if (needed or said) and sum(map(str.isalnum, said)) < LEAST:
            raise WrongCall(f"“{said}” says nothing; asked for: {_within(question)}")
        if len(said) > longest or not said.isprintable():
            raise WrongCall(
                f"{question}: write at most {longest} letters, all of which can be seen"
            )
        return said

    if cleaned(given) or (order.yes and not needed):
        return checked(given)
    return _until_right(order, question, option, checked)


def _until_right(order: Order, question: str, option: str, checked: Callable[[str], T]) -> T:
    """What is typed, once it can be used: a slip of the keys costs no answer given before it.

    Raises WrongCall after `TRIES`, or where nobody can be asked.
    """
    for _ in range(TRIES - 1):
        typed = _from_terminal(order, question, option)
        try:
            return checked(typed)
        except WrongCall as error:
            print(f"  {error}")
    return checked(_from_terminal(order, question, option))


def _next_review(order: Order) -> date:
    """The day by which the text is read again: after today, and within three years."""
    if order.next_review:
        return _checked_day(order, order.next_review)

    def checked(typed: str) -> date:
        try:
            day = date.fromisoformat(typed.strip())
        except ValueError:
            raise WrongCall(f"`{typed.strip()}` is no day: write 2028-01-31") from None
        return _checked_day(order, day)

    return _until_right(order, "To be read again by, such as 2028-01-31", "--next-review", checked)


def _checked_day(order: Order, day: date) -> date:
    if day <= order.today:
        raise WrongCall(f"the next review must come after today, {order.today}, and is on {day}")
    latest = (order.today.year + LONGEST_YEARS, order.today.month, order.today.day)
    if (day.year, day.month, day.day) > latest:
        raise WrongCall(f"{day} is too late: a text is read again within {LONGEST_YEARS} years")
    return day


def _from_terminal(order: Order, question: str, option: str) -> str:
    if order.yes or not sys.stdin.isatty():
        raise WrongCall(f"{NEEDED}: {_within(question)}; give it with {option}")
    try:
        return input(f"{question}: ")
    except EOFError:
        return ""


def _agrees(job: Job, statement: str) -> bool:
    texts: list[ReadingText] = [one.text for one in job.standings.values()]
    count = sum(text.sentences for text in texts)
    names = ", ".join(text.product for text in texts)
    print(f"\n{job.guide.name} {job.locale}: {names}, {count} lines\n\n{statement}\n")
    return says_yes("Write yes to sign: ")


def says_yes(question: str) -> bool:
    """Whether whoever sits at the terminal writes yes. Raises WrongCall where nobody does."""
    if not sys.stdin.isatty():
        raise WrongCall("nobody can be asked here: give --yes with all that is needed")
    try:
        return input(question).strip().casefold() == "yes"
    except EOFError:
        return False


def cleaned(text: str) -> str:
    """An answer as it is kept: composed letters, single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _within(question: str) -> str:
    """A question within a sentence: an example in it keeps its capitals."""
    return question[:1].lower() + question[1:]
