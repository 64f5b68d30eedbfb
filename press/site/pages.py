"""The pages of the site: what each template is given, and under which address it lies."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from press.approval.identify import REPLACED, TO_COME, Verdict, judged
from press.products import STANDARD
from press.read.clinic import Clinic
from press.read.standing import APPROVED, CHANGED, DRAFT, OVERDUE, WITHDRAWN
from press.run.order import Order
from press.site.gather import HOLDS, MISSING, Entry, Offer
from press.site.wording import Wording

Fill = Callable[[str, Mapping[str, Any]], str]
Page = tuple[str, str]  # its name on the site, and its HTML
INDEX = "index.html"
THUMB = "png"
KILO = 1000  # bytes
UNSIGNED = (DRAFT, CHANGED)
# what the page of a sheet says first; of any other that it is to be thrown away
HEADS = {APPROVED: "good", DRAFT: "draft_sheet", TO_COME: "draft_sheet"}


class Pages:
    """Fills the templates for a site of these entries, by locale."""

    def __init__(
        self, fill: Fill, order: Order, locales: Mapping[str, Wording], entries: Sequence[Entry]
    ) -> None:
        self.fill, self.order, self.locales = fill, order, locales
        self.folders = {entry.folder for entry in entries if entry.offers}

    def _places(self, guide: str) -> Iterator[tuple[str, str, str]]:
        """Each locale with its name, and where this guide lies in it, or else all that is there."""
        for locale, wording in self.locales.items():
            folder = f"{guide}/{locale}"
            where = folder if folder in self.folders else locale
            yield locale, wording.say("here"), f"{where}/{INDEX}"

    def _page(self, name: str, template: str, wording: Wording, values: Mapping[str, Any]) -> Page:
        depth = name.count("/")
        shared = {
            "say": wording.say,
            "locale": wording.locale,
            "direction": wording.direction,
            "root": "../" * depth,
            "noindex": self.order.drafts,
            "drafts": False,
            "choosing": False,
            "places": [*self._places(name.partition("/")[0])],
        }
        return name, self.fill(f"site/{template}", {**shared, **values})

    def shelf(self, name: str, wording: Wording, entries: Sequence[Entry], *, fed: bool) -> Page:
        """All guides of a locale, with the search."""
        cards = [_card(entry) for entry in entries]
        index = [{key: one[key] for key in ("id", "words", "texts")} for one in cards]
        values = {
            "cards": cards,
            "fed": fed,
            "drafts": any(one["draft"] for one in cards),
            "index": json.dumps(index, ensure_ascii=False, separators=(",", ":")).replace(
                "<", "\\u003c"
            ),
        }
        return self._page(name, "shelf", wording, values)

    def chooser(self) -> Page:
        """The page that asks for a language, where there are several."""
        first = next(iter(self.locales.values()))
        return self._page(INDEX, "choose", first, {"choosing": True})

    def guide(self, entry: Entry) -> Iterator[Page]:
        """A guide's page; where it is for several clinics, one for each, and one to choose."""
        name = f"{entry.folder}/{INDEX}"
        if not entry.offers:
            return  # all that was ever signed is gone from it: its old sheets still have pages
        if len(entry.for_clinics) == 1:
            clinic, offers = entry.for_clinics[0]
            folder = f"{clinic.key}/" if clinic else ""
            yield self._of_clinic(name, entry, clinic, offers, folder)
            return
        clinics = [(clinic.key, _called(clinic)) for clinic, _ in entry.for_clinics if clinic]
        values = {"title": entry.offers[0].title, "about": entry.offers[0].description}
        yield self._page(name, "clinics", entry.wording, {**values, "clinics": clinics})
        for clinic, offers in entry.for_clinics:
            key = clinic.key if clinic else ""
            yield self._of_clinic(f"{entry.folder}/{key}/{INDEX}", entry, clinic, offers)

    def _of_clinic(
        self,
        name: str,
        entry: Entry,
        clinic: Clinic | None,
        offers: Sequence[Offer],
        folder: str = "",
    ) -> Page:
        """Whose files lie in `folder`, from the page."""
        values = {
            "folder": folder,
            "title": offers[0].title,
            "about": offers[0].description,
            "clinic": _called(clinic),
            "offers": [_shown(one, entry.wording) for one in offers],
            "drafts": any(one.state in UNSIGNED and one.files for one in offers),
        }
        return self._page(name, "guide", entry.wording, values)

    def sheets(self, entry: Entry) -> Iterator[Page]:
        """A page for each code that a sheet of this guide may bear: where its QR code leads."""
        for code in sorted(set(entry.known.codes()), key=lambda one: one.text):
            said = list(judged(entry.known, code, self.order.today))
            worst = next((one for one in said if not one.good), said[0] if said else None)
            if worst and (worst.kind != DRAFT or self.order.drafts):
                name = f"{code.text.replace(' ', '/')}/{INDEX}"
                yield self._page(name, "sheet", entry.wording, _of_sheet(entry, code.text, worst))


def _called(clinic: Clinic | None) -> str:
    return str(clinic.table["name"].value) if clinic else ""


def _card(entry: Entry) -> dict[str, Any]:
    wording, offers = entry.wording, entry.offers
    names = [wording.name_of(one.product) for one in offers]
    words = [
        *names,
        *(text for one in offers for text in (one.title, one.description, *one.headings)),
    ]
    first = offers[0]
    clinic = entry.for_clinics[0][0]
    folder = f"{entry.folder}/{clinic.key}" if clinic else entry.folder
    pictured = next((one for one in offers if one.pdfs), None)
    states = {one.state: _says(one, wording) for one in offers if one.state not in HOLDS}
    return {
        "id": entry.known.guide.name,
        "folder": entry.folder,
        "title": first.title,
        "about": first.description,
        "products": names,
        "states": list(states.items()),
        "picture": f"{folder}/{pictured.product}.{THUMB}" if pictured else "",
        "draft": any(one.state in UNSIGNED and one.files for one in offers),
        "words": " ".join(dict.fromkeys(words)),
        "texts": [
            [wording.name_of(one.product), " ".join(one.words)] for one in offers if one.files
        ],
    }


def _says(one: Offer, wording: Wording) -> str:
    """How a product stands, in a word; what has no file is no draft to a reader."""
    return wording.say(MISSING if one.state == CHANGED and not one.files else one.state)


def _shown(one: Offer, wording: Wording) -> dict[str, Any]:
    """What a page tells of a product."""
    signed = one.standing.signed if one.state in HOLDS else None
    facts = [
        (wording.say("version"), one.row.version),
        *([(wording.say("signed"), signed.approved_by)] if signed else ()),
        *([(wording.say("signed_on"), wording.day(signed.on))] if signed else ()),
        (wording.say("until"), wording.day(one.until)),
        (wording.say("code"), one.row.code),
    ]
    # an office prints sheets; single pages come after them
    pdfs = sorted(one.pdfs, key=lambda file: (file.row.edition != STANDARD, not file.sheet))
    files = [
        {
            "address": file.name.rpartition("/")[2],
            "label": wording.file(file.row, file.sheet),
            "about": wording.say("file", size=max(1, round(file.size / KILO))),
        }
        for file in pdfs
    ]
    return {
        "product": one.product,
        "name": wording.name_of(one.product),
        "title": one.title,
        "state": one.state,
        "says": _says(one, wording),
        "facts": facts if one.files else [],
        "files": files,
        "read": one.screen.name.rpartition("/")[2] if one.screen else "",
        "picture": f"{one.product}.{THUMB}" if one.pdfs else "",
        "instead": _instead(one, wording),
        "reason": one.standing.withdrawal.reason if one.standing.withdrawal else "",
    }


def _instead(one: Offer, wording: Wording) -> str:
    """What is said in the place of files, or before those that are kept."""
    if one.standing.withdrawal:
        return wording.say("not_offered_withdrawn", day=wording.day(one.standing.withdrawal.on))
    if one.state == OVERDUE:
        return wording.say("not_offered_overdue", day=wording.day(one.until))
    if one.changing and one.files:
        return wording.say("kept")
    if one.state == CHANGED and not one.files:
        return wording.say("not_offered_changed")
    return wording.say("not_offered_missing") if one.state == MISSING else ""


def _to_read(entry: Entry, offer: Offer) -> str:
    """Where its edition for a phone lies, from the guide's page; "" of several clinics."""
    if len(entry.for_clinics) > 1 or not offer.screen:
        return ""
    return offer.screen.name.removeprefix(f"{entry.folder}/")


def _of_sheet(entry: Entry, code: str, said: Verdict) -> dict[str, Any]:
    """What the page of one code says: keep it, or throw it away, and why."""
    wording, known = entry.wording, entry.known
    last = known.approvals.last
    short = code.rpartition(" ")[2]
    taken = next(
        (one for one in known.approvals.withdrawals
         if any(text.startswith(short) for text in one.texts.values())), None
    )  # fmt: skip
    own = known.approvals.version(code.split()[2])  # what the sheet says itself
    days = [one.next_review for one in (last, own) if one and one.complete]
    until = wording.day(min(days)) if days else ""
    why = {
        WITHDRAWN: wording.say("throw_why", day=wording.day(taken.on) if taken else ""),
        OVERDUE: wording.say("throw_old", day=until),
        REPLACED: wording.say("throw_replaced"),
        TO_COME: wording.say("draft_why"),
        DRAFT: wording.say("draft_why"),
        APPROVED: wording.say("good_why", day=until),
    }[said.kind]
    now = (known.standings or {}).get(said.product)
    offer = next((one for one in entry.offers if one.product == said.product), None)
    return {
        "product": wording.name_of(said.product),
        "title": offer.title if offer else "",
        "code": code,
        "good": said.good,
        "read": _to_read(entry, offer) if said.good and offer else "",
        "head": wording.say(HEADS.get(said.kind, "throw_away")),
        "why": why,
        "reason": taken.reason if taken and said.kind == WITHDRAWN else "",
        "newer": bool(now and now.status == APPROVED)
        or bool(offer and offer.changing and offer.files),
    }
