"""What is posted from the page to sign: an answer, the pages' own questions, and the signature.

What is signed is what was read: the page bears the fingerprint of its text, and where another one
stands meanwhile nothing is signed, and what changed is shown. The signature itself is `approve`'s.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from press.approval.ask import NEEDED, faults_of
from press.approval.sign import NOTHING, OPEN_ONES
from press.desk.answering import (
    CanNotAnswer,
    faults_of_answer,
    put_answer,
    row_for,
    rows_of_command,
)
from press.desk.asked import body_of, text_of
from press.desk.desk import desk_of
from press.desk.lines import alone
from press.desk.names import namers, with_days
from press.desk.ordered import ordered
from press.desk.seen import what_changed
from press.desk.stopping import ENDED, waited_for
from press.desk.to_sign import ToSign, read_to_sign
from press.desk.views import fragment, speech, told
from press.run.console import DONE, FINDINGS
from press.run.order import Order

# HTTP: another text stands; what was filled in is not right; the disk is full
CHANGED, WRONG, NO_ROOM = 409, 422, 507
FIELDS = {"signer": "name", "role": "role", "registration": "registration",
          "organisation": "organisation", "kind": "as", "pack": "pack"}  # fmt: skip


def read_for(request: Request) -> ToSign:
    """The text that an address names, as it stands. Raises NotHere."""
    desk, names = desk_of(request), request.path_params
    return read_to_sign(desk.content().project, names["guide"], names["locale"], desk.today())


@dataclass(frozen=True)
class Posted:
    """What was posted of a text, and the text as it stands."""

    asked: Mapping[str, Any]
    text: ToSign
    changed: JSONResponse | None  # where it is another than was read


async def _posted(request: Request) -> Posted:
    asked = await body_of(request)
    fingerprint = text_of(asked, "fingerprint", 40)
    text = await run_in_threadpool(read_for, request)
    return Posted(asked, text, _refusal(request, text, fingerprint))


def _refusal(request: Request, text: ToSign, fingerprint: str) -> JSONResponse | None:
    """What is said where another text stands than was read, with what changed; else None."""
    changed = text.changed_since(fingerprint, desk_of(request).seen)
    if changed is None:
        return None
    says = speech(request)("sign.changed_says")
    return told(says, CHANGED, html=_shown(request, text, changed))


async def answer(request: Request) -> Response:
    """Answer one question."""
    desk, say = desk_of(request), speech(request)
    async with desk.answering:
        posted = await _posted(request)
        if posted.changed:
            return posted.changed
        text, asked = posted.text, posted.asked
        name, who, why = (text_of(asked, key) for key in ("name", "who", "why"))
        of_pages = desk.seen.asked.get(text_of(asked, "fingerprint"), {})
        row = row_for(text, name, of_pages)
        if row is None:
            return told(say("sign.nobody_asks"), WRONG)
        if faults := faults_of_answer(who, why):
            fields = {key: say(f"sign.needed_{key}") for key in faults}
            return told(say("sign.not_answered"), WRONG, fields=fields)
        try:
            await run_in_threadpool(_write, text, name, row, who, why, desk.today())
        except CanNotAnswer as error:
            return told(say("sign.answers_unreadable", why=error), WRONG)
        except OSError as error:
            return told(say("sign.answer_not_kept", why=error.strerror or error), NO_ROOM)
        now = await run_in_threadpool(read_for, request)
    return _answered(request, text, now, name)


def _write(text: ToSign, name: str, row: str, who: str, why: str, today: date) -> None:
    with alone(text.project):
        put_answer(text.project, text.guide, name, row, who, why, today)


def _answered(request: Request, was: ToSign, now: ToSign, name: str) -> JSONResponse:
    """What stands once a question is answered; what else changed meanwhile is shown."""
    desk, say = desk_of(request), speech(request)
    if was.read is None or now.read is None:
        return told(say("sign.answered"), fingerprint="")
    desk.seen.keep(now.read)
    if (asked := desk.seen.asked.get(was.read.fingerprint)) is not None:
        left = {key: row for key, row in asked.items() if key != name}
        desk.seen.asked[now.read.fingerprint] = left
    changed = what_changed(was.read, now.read)
    changed["told"] = [one for one in changed["told"] if one != ("answers", "added", name)]
    html = _shown(request, now, changed) if changed["sheets"] or changed["told"] else ""
    return told(say("sign.answered"), fingerprint=now.read.fingerprint, html=html)


def _shown(request: Request, text: ToSign, changed: Mapping[str, Any]) -> str:
    """What changed, as a part of a page."""
    common = {"guide": text.guide, "locale": text.locale, "on_paper": False}
    return fragment(request, "changed", **common, **namers(speech(request)), **changed)


async def pages(request: Request) -> Response:
    """Set and prove every page, to learn what is asked of them."""
    posted = await _posted(request)
    if posted.changed:
        return posted.changed
    text, say = posted.text, speech(request)
    with waited_for(desk_of(request), posted.asked) as going:
        ran = await ordered(desk_of(request), "check", "--answers", "--sheet=none",
                            f"--guide={text.guide}", f"--locale={text.locale}",
                            going=going)  # fmt: skip
    if going.is_stopped and ran.code == ENDED:
        return told(say("sign.pages_stopped"), stopped=True)
    rows = rows_of_command(ran.out)
    if text.read:
        known = text.read.fingerprint
        now = await run_in_threadpool(read_for, request)
        if refusal := _refusal(request, now, known):  # these questions may be of another text
            return refusal
        desk_of(request).seen.asked[known] = rows
    if ran.code != DONE:
        return told(
            say("sign.pages_wrong"), WRONG,
            out=with_days(say, ran.err if ran.code == FINDINGS else ran.says),
        )  # fmt: skip
    new = sum(name not in text.open for name in rows)
    return told(say("sign.pages_asked" if new else "sign.pages_quiet", count=new))


async def sign(request: Request) -> Response:
    """Sign, as `approve` does, exactly what was read."""
    posted = await _posted(request)
    if posted.changed:
        return posted.changed
    text, asked, say = posted.text, posted.asked, speech(request)
    if text.wrong or text.open or text.job is None:
        return told(say("sign.not_yet"), WRONG)
    desk = desk_of(request)
    order = _order(asked, desk.today())
    given = str(asked.get("next_review", ""))
    faults = {key: say("sign.needed") if why == NEEDED else with_days(say, why)
              for key, why in faults_of(order, text.job).items()}  # fmt: skip
    if given and order.next_review is None:
        faults["next_review"] = say("sign.no_day", day=given)
    if len(text.job.guide.signatures) > 1 and not order.kind:
        faults["kind"] = say("sign.needed_kind")
    if asked.get("read") is not True:
        faults["read"] = say("sign.needed_read")
    if faults:
        return told(say("sign.not_whole"), WRONG, fields=faults)
    ran = await ordered(desk, *_words(text, order))
    if ran.code != DONE:
        asks = OPEN_ONES.strip() in ran.out
        lines = (line for line in ran.says.splitlines() if not line.startswith(NOTHING))
        why = say("sign.not_signed_asks" if asks else "sign.not_signed")
        return told(why, WRONG, out=with_days(say, "\n".join(lines).strip()))
    return told(say("sign.signed"), address=f"/sign/{text.guide}/{text.locale}/signed")


def _order(asked: Mapping[str, Any], today: date) -> Order:
    """What `approve` is given. A day that is none is left out. Raises HTTPException 400."""
    day: date | None = None
    with suppress(ValueError):
        day = date.fromisoformat(text_of(asked, "next_review").strip())
    return Order(
        "approve",
        today=today,
        yes=True,
        signer=text_of(asked, "signer"),
        role=text_of(asked, "role"),
        registration=text_of(asked, "registration"),
        organisation=text_of(asked, "organisation"),
        kind=text_of(asked, "kind"),
        pack=text_of(asked, "fingerprint"),
        next_review=day,
    )


def _words(text: ToSign, order: Order) -> list[str]:
    """The same as words of a command line."""
    said = {option: str(getattr(order, key)) for key, option in FIELDS.items()}
    given = {"guide": text.guide, "locale": text.locale, "next-review": str(order.next_review)}
    options = {**given, **{option: value for option, value in said.items() if value.strip()}}
    return ["approve", "--yes", *(f"--{option}={value}" for option, value in options.items())]


ROUTES = [
    Route("/sign/{guide}/{locale}/answer", answer, methods=["POST"]),
    Route("/sign/{guide}/{locale}/pages", pages, methods=["POST"]),
    Route("/sign/{guide}/{locale}", sign, methods=["POST"]),
]
