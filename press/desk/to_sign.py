"""A text as whoever signs reads it at the desk: the values of the review pack, on a screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from press.approval.shelf import shelf
from press.check.answers import row_of
from press.check.job import Judged
from press.desk.content import NotHere
from press.desk.seen import Read, Seen, read_of, what_changed
from press.desk.waiting import state_of
from press.finding import Finding, as_object, errors, questions
from press.project import Project
from press.read.approvals import Withdrawal
from press.read.guide import guide_names, read_guide
from press.read.job import Job, read_job
from press.review.asked import judge_as_signed
from press.review.pack import pack_values
from press.review.stands import standing_values
from press.run.order import Order, WrongCall
from press.run.orders import tickets


@dataclass(frozen=True)
class ToSign:
    """A guide in a locale, judged as it would be signed. Without a job it can't be read."""

    project: Project
    guide: str
    locale: str
    job: Job | None
    found: Sequence[Finding]  # in reading it
    today: date

    @cached_property
    def judged(self) -> Judged:
        """All that is told of it, as it would be signed."""
        found = [*self.found]
        return judge_as_signed(self.job, found) if self.job else Judged(found, [])

    @cached_property
    def read(self) -> Read | None:
        """What is read of it, under its fingerprint."""
        return read_of(self.job) if self.job else None

    @cached_property
    def wrong(self) -> list[Finding]:
        """What must be put right first."""
        return sorted(set(errors(self.judged.findings)))

    @cached_property
    def open(self) -> Mapping[str, Finding]:
        """The questions that nobody answered, by the name of the row that would."""
        return {row_of(one)[0]: one for one in questions(self.judged.findings)}

    def values(self, seen: Seen) -> dict[str, Any]:
        """What the page is given: the pack's own values, with pictures that a browser can fetch."""
        common = {"guide": self.guide, "locale": self.locale, "on_paper": False,
                  "wrong": [as_object(one) for one in self.wrong]}  # fmt: skip
        if self.job is None or self.read is None:
            return {**common, "fingerprint": "", "title": self.guide}
        seen.keep(self.read)
        told = pack_values(self.project, self.job, self.judged, self.today)
        rows = [row for product in told["products"] for sheet in product["sheets"]
                for row in sheet["entries"]]  # fmt: skip
        # what is counted is what is shown
        weak = sum(bool(row["weak"] and not row["same_as"]) for row in rows)
        noted = sum(bool(source["note"]) for source in told["sources"])
        shown = {file.path.as_uri(): file.data for file in self.job.pictures.by_name.values()}
        parts = 0
        for sheet in (sheet for product in told["products"] for sheet in product["sheets"]):
            parts += 1
            sheet["part"] = parts
            for row in sheet["entries"]:
                if data := shown.get(row["picture"]):
                    row["picture"] = f"/sign-picture/{seen.keep_picture(data)}"
        shown_weak = {"weak": weak, "noted": noted}
        return {**common, **self._on_day(told), **shown_weak, "parts": parts}

    @property
    def withdrawn(self) -> Withdrawal | None:
        """Why this very text can't be signed, if it was withdrawn."""
        every = self.job.standings.values() if self.job else ()
        return next((one.withdrawal for one in every if one.withdrawal), None)

    def stands(self) -> dict[str, Any]:
        """Where it stands, in the pack's words. There must be a job."""
        assert self.job
        common = {"guide": self.guide, "locale": self.locale}
        last = self.job.approvals.last if self.job.approvals else None
        title = str(self.job.manuscripts[0].title.value)
        told = standing_values(self.project, self.job, self.today)
        return {**common, **self._on_day(told), "last": last, "title": title}

    def _on_day(self, told: dict[str, Any]) -> dict[str, Any]:
        """The values with each text's status as it is today, as the lists of the desk name it."""
        rows = [row for row in shelf(self.project, (self.guide,)) if row.locale == self.locale]
        states = {row.product: state_of(row, self.today) for row in rows}
        texts = [{**one, "status": states.get(one["product"], one["status"])}
                 for one in told["texts"]]  # fmt: skip
        return {**told, "texts": texts}

    def changed_since(self, fingerprint: str, seen: Seen) -> dict[str, Any] | None:
        """What changed since that was read; None where nothing did. Empty where nobody knows."""
        if self.read and self.read.fingerprint == fingerprint:
            return None
        was = seen.texts.get(fingerprint)
        if was is None or self.read is None:
            return {"sheets": [], "told": []}
        return what_changed(was, self.read)


def read_to_sign(project: Project, guide: str, locale: str, today: date) -> ToSign:
    """The text as it stands, to be judged as it would be signed on that day. Raises NotHere."""
    if guide not in guide_names(project):
        raise NotHere(guide)
    known = read_guide(project, guide, [])
    if known and locale not in known.locales:
        raise NotHere(locale)
    found: list[Finding] = []
    try:
        order = Order("approve", guides=(guide,), locales=(locale,), today=today)
        ordered = tickets(project, order, found)
    except WrongCall:
        raise NotHere(locale) from None
    if not ordered:
        return ToSign(project, guide, locale, None, found, today)
    ticket = ordered[0]
    job = read_job(project, ticket.guide, ticket.locale, None, found)
    return ToSign(project, guide, locale, job, [*found, *ticket.faults], today)
