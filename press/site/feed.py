"""What changed, for whoever follows it: a feed (Atom, RFC 4287), the same bytes each time.

An entry for each version that was signed, and for each that was withdrawn, with the day on which
that was done. Its name is made of what it is of, and so stays.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from press.approval.known import Known
from press.project import Project
from press.read.approval_file import signed_text
from press.read.approvals import Version, Withdrawal
from press.read.reading_text import title_of
from press.site.gather import Entry
from press.site.wording import Wording

MOST = 50  # entries of a feed
NAMES = uuid.UUID("8e8b1a2e-6b0f-5d8e-9a4e-3f4a9b6f0d11")  # ours alone: names are made within it
ATOM = "http://www.w3.org/2005/Atom"
APPROVED, CHANGED, WITHDRAWN = "news_approved", "news_changed", "news_withdrawn"


@dataclass(frozen=True)
class News:
    """Something that happened to a guide in a locale, on a day."""

    on: date
    title: str
    says: str
    by: str
    folder: str  # of its page, from the site's root
    seed: str  # what its name is made of


def news(project: Project, entries: Iterable[Entry]) -> list[News]:
    """What happened to these guides, new to old."""
    found = [one for entry in entries for one in _of(project, entry)]
    return sorted(found, key=lambda one: (one.on, one.seed), reverse=True)[:MOST]


def _of(project: Project, entry: Entry) -> Iterator[News]:
    known, wording = entry.known, entry.wording
    whole = [version for version in known.approvals.versions if version.complete]
    for version in whole:
        kind = APPROVED if version is whole[0] else CHANGED
        said = wording.say(kind, title=_title(project, known, version), version=version.number)
        seed = f"{entry.folder} signed {version.number} {version.on}"
        yield News(version.on, said, said, version.approved_by, entry.folder, seed)
    for taken in known.approvals.withdrawals:
        title = _title(project, known, _version_of(known, taken))
        said = wording.say(WITHDRAWN, title=title, version=taken.number)
        says = f"{said}. {wording.say('reason')}: {taken.reason}"
        seed = f"{entry.folder} withdrawn {taken.number} {taken.on}"
        yield News(taken.on, said, says, taken.by, entry.folder, seed)


def _version_of(known: Known, taken: Withdrawal) -> Version | None:
    texts = set(taken.texts.values())
    return next((v for v in known.approvals.versions if texts & set(v.texts.values())), None)


def _title(project: Project, known: Known, version: Version | None) -> str:
    """The title of the first product, as it was signed or as it stands."""
    for product in known.standings or {}:
        if version and product in version.texts:
            text = signed_text(project, known.guide, known.locale, version, product)
            if text:
                return title_of(text.lines)
    return next((title_of(one.text.lines) for one in (known.standings or {}).values()), "")


def as_atom(wording: Wording, told: Sequence[News], home: str, whose: str) -> str:
    """The feed of one locale, which lies in the locale's folder.

    `home` is the address of the site without a slash at the end, or ""; then its links are relative
    to where it lies. `whose` tells one organisation's feed from another's.
    """
    here = f"{home}/{wording.locale}" if home else "."
    up = f"{home}/" if home else "../"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="{ATOM}" xml:lang="{escape(wording.locale)}">',
        f"<id>{_name(f'{whose} {wording.locale}')}</id>",
        f"<title>{escape(wording.say('title'))}</title>",
        f"<updated>{_moment(told[0].on)}</updated>",
        f'<link rel="self" type="application/atom+xml" href="{escape(here)}/feed.xml"/>',
        f'<link rel="alternate" type="text/html" href="{escape(here)}/index.html"/>',
        "<generator>Bedside</generator>",
    ]
    for one in told:
        lines += [
            "<entry>",
            f"<id>{_name(f'{whose} {one.seed}')}</id>",
            f"<title>{escape(one.title)}</title>",
            f"<updated>{_moment(one.on)}</updated>",
            f"<author><name>{escape(one.by)}</name></author>",
            f'<link rel="alternate" type="text/html" href="{escape(up + one.folder)}/index.html"/>',
            f"<summary>{escape(one.says)}</summary>",
            "</entry>",
        ]
    return "\n".join([*lines, "</feed>", ""])


def _name(seed: str) -> str:
    return f"urn:uuid:{uuid.uuid5(NAMES, seed)}"


def _moment(day: date) -> str:
    """A day as RFC 3339 has it."""
    return f"{day.isoformat()}T00:00:00Z"
