"""What a thumb may dial: numbers out of fields, and never out of a text that looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from press.read.block import PrintedLine
from press.read.folding import fill_line
from press.read.job import Job
from press.read.manuscript import Manuscript
from press.read.syntax import FIELD
from press.typeset.phrasing import EMERGENCY

# lines of a country that are spoken on; its emergency number is also texted, and named of an app
SPOKEN = ("urgent_number", "poison_number")
AMBULANCE = "emergency"  # the role in whose headings the emergency number is there to be dialled
EXTENSION = re.compile(r"\D+?(\d+)$")
DIALLED = re.compile(r"\+?[\d\s().\u00a0\u2010-\u2013-]+")


@dataclass(frozen=True)
class Dialled:
    """A number to dial: `address` for the telephone, `shown` for the reader."""

    shown: str

    @property
    def address(self) -> str:
        """The number as RFC 3966 has it: `tel:02079460123`, an extension behind it."""
        head = DIALLED.match(self.shown)
        digits = re.sub(r"[^\d+]", "", head[0]) if head else ""
        rest = self.shown[head.end() :] if head else ""
        more = EXTENSION.fullmatch(rest)
        return f"tel:{digits}" + (f";ext={more[1]}" if more else "")


@dataclass(frozen=True)
class Button:
    """What the bar at the foot of the screen holds: words, and the number that they dial."""

    kind: str
    says: str
    number: Dialled
    more: str = ""


def may_be_dialled(name: str, heading_of: str) -> bool:
    """Whether a field is a link where it stands: in a text, or in the heading of a role."""
    plain = name[:1].lower() + name[1:]
    return plain in SPOKEN or (plain == EMERGENCY and heading_of == AMBULANCE)


def buttons(job: Job, manuscript: Manuscript) -> Iterator[Button]:
    """The emergency number as the text tells of it, and the first line of the clinic."""
    emergency = job.fields.get(EMERGENCY)
    if emergency and emergency.text and (says := _ambulance(job, manuscript)) is not None:
        yield Button(AMBULANCE, says, Dialled(emergency.text))
    for line in job.lines[:1] if "lines" in manuscript.roles() else ():
        if line.own:
            yield Button("line", called(job, line), Dialled(line.own.shown), _hours(line))


def _ambulance(job: Job, manuscript: Manuscript) -> str | None:
    """What its heading says before the emergency number; None where no heading has it."""
    for section in manuscript.every_section():
        for match in FIELD.finditer(section.title) if section.role == AMBULANCE else ():
            if may_be_dialled(match[1], AMBULANCE):
                return fill_line(section.title[: match.start()], job.fields).strip()
    return None


def called(job: Job, line: PrintedLine) -> str:
    """What a line is called."""
    own = line.own.called if line.own else None
    return str(own.value) if own else fill_line(str(line.asked.label.value), job.fields)


def _hours(line: PrintedLine) -> str:
    return str(line.own.hours.value) if line.own and line.own.hours else ""
