"""Checks of the report on what a text holds: summary, help, sources, dates, people.

A check is a function of the desk whose docstring is what it looks at. None: it can't tell.
"""

from __future__ import annotations

import re

from press.plain.check import labels
from press.read.expected import listed_sources
from press.read.language import holds
from press.read.syntax import PICTURE
from press.read.units import STEP
from press.report.context import NO, PARTLY, YES, Answer, ReportDesk, clipped, shown

CHANCE = re.compile(r"\b\d+(?: (?:or|to) \d+)? in (?:every )?[\d,]+|\d+ ?%")
URGENT, ORDINARY = ("stop", "emergency", "urgent", "steps"), ("soon", "self-care", "about")
MESSAGE_BY = 3  # the main message stands in one of so many first parts


def _held(desk: ReportDesk, what: str, missing: str) -> Answer:
    found = desk.sentence_with(what)
    if found is None:
        return Answer(NO, missing, desk.top)
    return Answer(YES, f"it says: {clipped(found.text)}", shown(found))


def _owned(desk: ReportDesk, what: str, missing: str) -> Answer:
    """As `_held`, but a sentence that says that it is not so yet counts as no."""
    told = _held(desk, what, missing)
    withheld = any(holds(told.why, phrase) for phrase in desk.looks_for["withheld"])
    return Answer(NO, told.why, told.place) if withheld else told


def purpose(desk: ReportDesk) -> Answer | None:
    """A title, and a first sentence that says what the text is for."""
    first = desk.reading.sentences[0]
    title = desk.reading.manuscript.title
    if desk.reading.parts[0].line is not title.line:
        return Answer(YES, f"the title: {clipped(str(title.value))}", title.line.place)
    return Answer(YES, f"it begins: {clipped(first.text)}", shown(first))


def summary(desk: ReportDesk) -> Answer | None:
    """A box of main points; a card is its own summary, which a person must judge."""
    part = desk.part("key")
    if part:
        return Answer(YES, f"the box `{part.title}`", part.line.place)
    if not desk.reading.manuscript.product.is_long:
        return None
    return Answer(NO, "no section has the role `key`", desk.top)


def message_on_top(desk: ReportDesk) -> Answer | None:
    """The main points, or else the steps, are among the first parts."""
    part = desk.part("key") or desk.part("steps")
    if part is None:
        return Answer(NO, "there are neither main points nor steps", desk.top)
    number = desk.number(part) + 1
    return Answer(YES if number <= MESSAGE_BY else NO, f"part {number}", part.line.place)


def cues(desk: ReportDesk) -> Answer | None:
    """Boxes by role, or bold type."""
    part = desk.part("key", "stop", "emergency")
    if part:
        return Answer(YES, f"the box `{part.title}`", part.line.place)
    bold = next((line for line in desk.lines if "**" in line.text), None)
    if bold:
        return Answer(YES, "bold type", bold.place)
    return Answer(NO, "neither boxes nor bold type", desk.top)


def urgent_first(desk: ReportDesk) -> Answer | None:
    """What is urgent comes before what can wait."""
    urgent, calm = desk.part(*URGENT), desk.part(*ORDINARY)
    if urgent is None:
        return None
    late = calm is not None and desk.number(calm) < desk.number(urgent)
    why = f"`{urgent.title}` comes {'after what can wait' if late else 'first'}"
    return Answer(NO if late else YES, why, urgent.line.place)


def step_pictures(desk: ReportDesk) -> Answer | None:
    """Each step of the first steps has a picture."""
    if not desk.reading.steps:
        return None
    block = desk.reading.steps[0]
    starts = [item[0].line for item in block.items]
    where = [number for number, line in enumerate(desk.lines) if line in starts]
    for start, end in zip(where, [*where[1:], len(desk.lines)], strict=True):
        if not any(PICTURE.search(line.text) for line in desk.lines[start:end]):
            return Answer(NO, "a step without a picture", desk.lines[start].place)
    return Answer(YES, f"{len(where)} steps, each with a picture", starts[0].place)


def tool(desk: ReportDesk) -> Answer | None:
    """Something to use: numbers to write down, room for questions, words to say."""
    part = desk.part("lines", "questions", "steps")
    if part is None:
        return Answer(NO, "nothing to fill in or to follow", desk.top)
    return Answer(YES, f"`{part.title}`", part.line.place)


def help_lines(desk: ReportDesk) -> Answer | None:
    """Whom to phone, with a number or room for it."""
    part = desk.part("lines") or desk.part("emergency")
    if part is None:
        return Answer(NO, "no section says whom to phone", desk.top)
    return Answer(YES, f"`{part.title}`", part.line.place)


def alert_signs(desk: ReportDesk) -> Answer | None:
    """A list of signs under a heading for help."""
    part = desk.part("stop", "emergency", "urgent")
    if part is None:
        return Answer(NO, "no section lists the signs to act on", desk.top)
    return Answer(YES, f"`{part.title}`", part.line.place)


def precautions(desk: ReportDesk) -> Answer | None:
    """A sentence says what not to do."""
    found = desk.sentence_like(re.compile(r"\b(?:Do not|Don.t|Never|Avoid)\b"))
    if found is None:
        return Answer(NO, "no sentence says what not to do", desk.top)
    return Answer(YES, f"it says: {clipped(found.text)}", shown(found))


def uncertainty(desk: ReportDesk) -> Answer | None:
    """A sentence says what is not known."""
    return _held(desk, "uncertainty", "no sentence says what is not known")


def untreated(desk: ReportDesk) -> Answer | None:
    """A sentence says what happens without treatment."""
    return _held(desk, "untreated", "no sentence says what happens without treatment")


def shared(desk: ReportDesk) -> Answer | None:
    """A sentence sends the reader to someone to decide with."""
    return _held(desk, "shared", "no sentence says with whom to decide")


def choices(desk: ReportDesk) -> Answer | None:
    """The part on prevention, or else the steps, holds two things or more to choose from."""
    part = desk.part("self-care")
    lists = [block for block in part.blocks if len(block.items) > 1] if part else []
    if part is None:
        return None
    inside = desk.reading.parts[desk.number(part) : desk.number(part) + 3]
    lists = [one for each in inside for one in each.blocks if len(one.items) > 1]
    if not lists:
        return Answer(NO, "the part on prevention offers no choice", part.line.place)
    count = sum(len(one.items) for one in lists)
    kind = "steps" if lists[0].kind == STEP else "items"
    return Answer(YES, f"`{part.title}` offers {count} {kind} and items", part.line.place)


def sources(desk: ReportDesk) -> Answer | None:
    """The text lists its sources."""
    part, keys = desk.part("sources"), listed_sources(desk.job)
    if part is None or not keys:
        return Answer(NO, "no list of sources", part.line.place if part else desk.top)
    return Answer(YES, f"{len(keys)} sources", part.line.place)


def source_years(desk: ReportDesk) -> Answer | None:
    """Every source that is printed has its year."""
    keys = listed_sources(desk.job)
    bare = [key for key in keys if "year" not in desk.job.sources[key].table]
    if not keys:
        return Answer(NO, "there are no sources", desk.top)
    place = desk.job.sources[(bare or keys)[0]].line.place
    why = f"{len(keys) - len(bare)} of {len(keys)} sources are printed with a year"
    says = YES if not bare else NO if len(bare) == len(keys) else PARTLY
    return Answer(says, why + (f"; not so `{bare[0]}`" if bare else ""), place)


def issue_date(desk: ReportDesk) -> Answer | None:
    """A label prints the date of the text."""
    dated = next((line for line in labels(desk.job) if "{{ last_review }}" in line.text), None)
    if dated is None:
        return Answer(NO, "no label prints the date", desk.job.guide.last_review.line.place)
    return Answer(YES, f"dated {desk.job.created.isoformat()}", dated.place)


def more_sources(desk: ReportDesk) -> Answer | None:
    """A sentence says where to read more, or the sources are listed."""
    told = _held(desk, "more_sources", "")
    return told if told.says == YES else sources(desk)


def maker(desk: ReportDesk) -> Answer | None:
    """A sentence names who made the text."""
    return _owned(desk, "maker", "no sentence says who made it")


def funder(desk: ReportDesk) -> Answer | None:
    """A sentence names who paid for the text."""
    return _owned(desk, "funder", "no sentence says who paid for it")


def patients(desk: ReportDesk) -> Answer | None:
    """A sentence says that patients took part in making the text."""
    return _owned(desk, "patients", "no sentence says whether patients took part")


def room(desk: ReportDesk) -> Answer | None:
    """Room for the reader's own questions."""
    part = desk.part("questions")
    if part is None:
        return Answer(NO, "no section has the role `questions`", desk.top)
    return Answer(YES, f"`{part.title}`", part.line.place)


def no_consent(desk: ReportDesk) -> Answer | None:
    """Nothing is to be signed."""
    found = desk.sentence_with("consent")
    if found:
        return Answer(NO, f"it says: {clipped(found.text)}", shown(found))
    return Answer(YES, "nothing asks for a signature", desk.top)


def risk_numbers(desk: ReportDesk) -> Answer | None:
    """A chance is given as a number of people."""
    found = desk.sentence_like(CHANCE)
    if found is None:
        return Answer(NO, "no chance is given in numbers", desk.top)
    return Answer(YES, f"it says: {clipped(found.text)}", shown(found))


CONTENT = (purpose, summary, message_on_top, cues, urgent_first, step_pictures, tool, help_lines,
           alert_signs, precautions, uncertainty, untreated, shared, choices, sources, source_years,
           issue_date, more_sources, maker, funder, patients, room, no_consent,
           risk_numbers)  # fmt: skip
