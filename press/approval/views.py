"""The redline as a person reads it, in a terminal, on a screen or on paper: all say the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from press.project import Project
from press.redline.compared import Compared, groups
from press.redline.entries import APART
from press.redline.redline import ADDED as NEW_LINE
from press.redline.redline import SAME, TAKEN_OUT, Change
from press.redline.shown import sheet_values
from press.redline.word_runs import ADDED, KEPT, OUT
from press.review.pack import on_a4
from press.typeset.engine import Engine
from press.typeset.templates import render

MINUS, PLUS = "\u2212", "+"
BRACKETS = (
    "In a changed sentence the words that differ stand in [ ]; ** is where bold begins and ends."
)


def as_text(compared: Compared) -> str:
    """All of it in plain lines for a terminal: a minus before what was said, a plus now."""
    return "\n".join(_lines(compared)) + "\n"


def _lines(compared: Compared) -> Iterator[str]:
    yield f"{compared.guide}, {compared.locale}: from {compared.was} to {compared.now}"
    for sheet in compared.sheets:
        yield ""
        yield f"{sheet.product}: {sheet.title}"
        yield from filter(None, (sheet.note, sheet.counts))
        if any(change.old and change.new and change.how != SAME for change in sheet.changes):
            yield BRACKETS
        for group in groups(sheet.changes):
            yield ""
            yield " > ".join(group.under)
            for change in group.lines:
                yield from _of_one(change) if change else ["      …"]


def _of_one(change: Change) -> Iterator[str]:
    """One line of the text for a terminal."""
    if change.how == SAME:
        yield f"      {_as_context(change)}"
        return
    yield f"  {change.how}: {change.what}"
    if change.old == change.new:
        yield from [f"      {change.new}"] if change.new else ()
    elif change.how in (NEW_LINE, TAKEN_OUT):
        yield f"    {PLUS} {change.new}" if change.new else f"    {MINUS} {change.old}"
    else:
        for sign, lot in ((MINUS, OUT), (PLUS, ADDED)):
            yield f"    {sign} {''.join(_bracketed(change, lot))}"
    for note in change.notes:
        yield f"      {note}"


def _as_context(change: Change) -> str:
    """A line that did not change; what is no sentence says what it is."""
    if change.kind not in APART:
        return change.new
    return f"{change.what}: {change.new}" if change.new else change.what


def _bracketed(change: Change, lot: str) -> Iterator[str]:
    """The sentence before (OUT) or after (ADDED), with brackets around what is of it alone."""
    for run in change.runs:
        if run.lot == KEPT:
            yield run.text
        elif run.lot == lot:
            words = run.text.strip()
            before, _, after = run.text.partition(words) if words else (run.text, "", "")
            yield f"{before}[{words}]{after}" if words else before


def as_html(project: Project, compared: Compared) -> str:
    """All of it as one HTML file that needs no other. Raises Refused."""
    return render(project, "redline", values_of(compared) | {"on_paper": False})


def as_pdf(engine: Engine, compared: Compared) -> bytes:
    """All of it as a tagged PDF of A4 pages. Raises Refused, and EngineFault for a warning too."""
    html = render(engine.project, "redline", values_of(compared) | {"on_paper": True})
    return on_a4(engine, "redline", html)


def values_of(compared: Compared) -> dict[str, Any]:
    """What the template is given: plain data, and no text that isn't escaped."""
    return {
        "title": compared.title,
        "guide": compared.guide,
        "locale": compared.locale,
        "was": compared.was,
        "now": compared.now,
        "created": compared.created,
        "counts": compared.counts,
        "sheets": [sheet_values(sheet) for sheet in compared.sheets],
    }
