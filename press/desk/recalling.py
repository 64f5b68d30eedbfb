"""A version is called back at the desk: first what it does, then what it says, then it is done.

What is written is what `withdraw` writes, and nothing takes it back: so it takes two steps, and the
second bears the digest of the texts that were shown in the first.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from press.approval.ask import NEEDED
from press.approval.known import Known, given_of, known_of
from press.approval.recall import Chosen, choose
from press.approval.withdraw import LONGEST_REASON, faults_of_withdrawal
from press.desk.asked import bad, body_of, text_of
from press.desk.desk import Desk, desk_of
from press.desk.names import day_called, namers, with_days
from press.desk.ordered import ordered
from press.desk.redlines import guide_at
from press.desk.views import fragment, page, speech, told
from press.finding import Refused
from press.read.approvals import counted
from press.read.reading_text import title_of
from press.read.standing import code_text
from press.run.console import DONE
from press.run.order import Order, WrongCall
from press.run.papers import read_papers
from press.walls import below

CHANGED, WRONG = 409, 422  # HTTP: another text stands; what was filled in is not right


@dataclass(frozen=True)
class Recalling:
    """What would be withdrawn, or why nothing can be."""

    guide: str
    locale: str
    known: Known | None
    chosen: Chosen | None
    says: str = ""

    @property
    def key(self) -> str:
        """The digest of the texts that are meant."""
        texts = sorted(self.chosen.texts.items()) if self.chosen else ()
        return hashlib.sha256(json.dumps(texts).encode()).hexdigest()[:16]

    @property
    def versions(self) -> list[str]:
        """All that can be named, the newest first."""
        if self.known is None:
            return []
        numbers = {one.number for one in self.known.approvals.versions}
        numbers |= {one.number for one in (self.known.standings or {}).values()}
        return sorted(numbers, key=counted, reverse=True)

    @property
    def title(self) -> str:
        """What is printed on its first product as it stands; empty where that can't be read."""
        stands = ((self.known.standings if self.known else None) or {}).values()
        return next((title_of(one.text.lines) for one in stands), "")

    def values(self) -> dict[str, Any]:
        """What the page is given."""
        common = {"guide": self.guide, "locale": self.locale, "versions": self.versions,
                  "says": self.says, "key": self.key, "chosen": self.chosen, "made": [],
                  "longest": LONGEST_REASON, "title": self.title,
                  "number": self.chosen.number if self.chosen else ""}  # fmt: skip
        if self.known is None or self.chosen is None:
            return {**common, "sheets": [], "clinics": []}
        texts = self.chosen.texts
        sheets = [
            (product, code_text(self.guide, self.locale, self.chosen.number, text))
            for product, text in texts.items()
        ]
        given = (one.name for one in self.known.given if one.text in texts.values())
        return {**common, "sheets": sheets, "clinics": sorted({*given}, key=str.casefold)}


def _look(desk: Desk, guide: str, locale: str, version: str, reason: str = "") -> Recalling:
    """What a version's withdrawal would be of. Raises NotHere."""
    project = desk.content().project
    of = guide_at(project, guide, locale)
    try:
        known = known_of(project, of, locale, given_of(project))
    except Refused as error:
        return Recalling(guide, locale, None, None, str(error))
    try:
        return Recalling(guide, locale, known, choose(known, Order("withdraw", version=version,
                                                                   reason=reason)))  # fmt: skip
    except WrongCall as error:
        return Recalling(guide, locale, known, None, str(error))


async def withdraw(request: Request) -> Response:
    """What the withdrawal of a version would do, and what is asked of whoever withdraws it."""
    names, version = request.path_params, request.query_params.get("version", "")[:20]
    desk = desk_of(request)
    looked = await run_in_threadpool(_look, desk, names["guide"], names["locale"], version)
    values = {**looked.values(), **namers(speech(request))}
    if looked.chosen and looked.chosen.again:
        values["made"] = await run_in_threadpool(_made, desk, looked, looked.chosen.number)
    return page(request, "withdraw", here="due", **values)


@dataclass(frozen=True)
class Posted:
    """What was posted, read: the order that it makes, and what that is of; or why it can't be."""

    order: Order
    looked: Recalling
    refused: Response | None


async def _posted(request: Request) -> Posted:
    desk, say, asked = desk_of(request), speech(request), await body_of(request)
    version, key = text_of(asked, "version", 20), text_of(asked, "key", 40)
    if not version:
        raise bad("no_version")
    order = _order(asked, desk, version)
    names = request.path_params
    why = "-" if order.reason else ""  # without one, the papers of a withdrawal are made again
    looked = await run_in_threadpool(_look, desk, names["guide"], names["locale"], version, why)
    refused: Response | None = None
    faults = {field: say("withdraw.needed") if why == NEEDED else with_days(say, why)
              for field, why in faults_of_withdrawal(order).items()}  # fmt: skip
    if looked.chosen is None:
        refused = told(with_days(say, looked.says), WRONG)
    elif looked.key != key:
        refused = told(say("withdraw.changed"), CHANGED)
    elif faults and not looked.chosen.again:
        refused = told(say("withdraw.not_whole"), WRONG, fields=faults)
    return Posted(order, looked, refused)


def _order(asked: Mapping[str, Any], desk: Desk, version: str) -> Order:
    signer, role, reason = (text_of(asked, key) for key in ("signer", "role", "reason"))
    return Order("withdraw", version=version, signer=signer, role=role, reason=reason, yes=True,
                 today=desk.today())  # fmt: skip


async def ask_again(request: Request) -> Response:
    """The second step: what the notice will say, and the last word."""
    posted = await _posted(request)
    if posted.refused:
        return posted.refused
    say = speech(request)
    today = day_called(say, desk_of(request).today().isoformat())
    values = {**posted.looked.values(), "order": posted.order, "on": today, **namers(say)}
    return told("", html=fragment(request, "withdraw-again", **values))


async def do_withdraw(request: Request) -> Response:
    """Withdraw it, as the command does, or end what was cut off; and show what was made."""
    posted = await _posted(request)
    if posted.refused:
        return posted.refused
    desk, say, looked, order = desk_of(request), speech(request), posted.looked, posted.order
    given = {"guide": looked.guide, "locale": looked.locale, "version": order.version}
    if looked.chosen and not looked.chosen.again:
        given |= {"name": order.signer, "role": order.role, "reason": order.reason}
    ran = await ordered(desk, "withdraw", "--yes", *(f"--{k}={v}" for k, v in given.items()))
    now = await run_in_threadpool(_look, desk, looked.guide, looked.locale, order.version)
    if now.chosen is None or now.chosen.again is None:
        return told(say("withdraw.not_done"), WRONG, out=with_days(say, ran.says))
    made = await run_in_threadpool(_made, desk, looked, order.version)
    out = "" if ran.code == DONE else with_days(say, ran.says)
    values = {**looked.values(), "made": made, "taken": now.chosen.again, "sheets": [],
              "out": out, **namers(say)}  # fmt: skip
    return told(say("withdraw.done"), html=fragment(request, "withdrawn", **values))


def _made(desk: Desk, looked: Recalling, version: str) -> list[str]:
    """The papers of a withdrawal that lie there: the notice, and the list of clinics."""
    project = desk.content().project
    papers = read_papers(project)
    start = f"{looked.guide}/{looked.locale}/withdrawn-{version}"
    return [name for name in (f"{start}.pdf", f"{start}-clinics.pdf") if name in papers
            and below(project.dist, *name.split("/")).is_file()]  # fmt: skip


ROUTES = [
    Route("/withdraw/{guide}/{locale}", withdraw),
    Route("/withdraw/{guide}/{locale}/again", ask_again, methods=["POST"]),
    Route("/withdraw/{guide}/{locale}", do_withdraw, methods=["POST"]),
]
