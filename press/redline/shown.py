"""The redline as plain data for a template: each line with its words, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from press.redline.compared import Group, Sheet, groups
from press.redline.entries import APART, BOLD
from press.redline.redline import SAME, Change
from press.redline.word_runs import ADDED, KEPT, OUT


def sheet_values(sheet: Sheet) -> dict[str, Any]:
    """What a template is given of one product: no text that isn't escaped there."""
    return {
        "product": sheet.product,
        "title": sheet.title,
        "counts": sheet.counts,
        "note": sheet.note,
        "groups": [_group(group) for group in groups(sheet.changes)],
    }


def _group(group: Group) -> dict[str, Any]:
    return {"under": group.under, "lines": [_line(one) if one else None for one in group.lines]}


def _line(change: Change) -> dict[str, Any]:
    """One line: whole where its words did not change, else as it was and as it is now."""
    if change.old and change.new and change.old != change.new:
        sides = [("was", OUT), ("now", ADDED)]
    else:
        sides = [("", ADDED if change.new else OUT)] if change.new or change.old else []
    says = [{"label": label, "pieces": list(_pieces(change, lot))} for label, lot in sides]
    how = "" if change.how == SAME else change.how
    what = change.what if how or change.kind in APART else ""
    return {"how": how, "what": what, "says": says, "notes": change.notes, "lang": change.lang}


def _pieces(change: Change, side: str) -> Iterator[Mapping[str, Any]]:
    """The runs of one side without stars: each with its lot, the blanks around it, and its bold."""
    bold = change.in_bold[side != OUT]
    for run in change.runs:
        if run.lot not in (KEPT, side):
            continue
        for n, text in enumerate(run.text.split(BOLD)):
            bold ^= n > 0
            if text:
                words = text.strip()
                yield {
                    "lot": run.lot if words else KEPT,
                    "before": " " if text[0].isspace() else "",
                    "text": words,
                    "after": " " if text[-1].isspace() else "",
                    "bold": bold,
                }
