"""The block of numbers to phone: the lines that a guide asks for, with what a clinic has of them.

What a clinic has is printed, in the guide's order; where it has none there are lines to write on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from press.read.folding import fold
from press.read.lines import AskedLine, ClinicLine
from press.toml_tables import Entry, Table


@dataclass(frozen=True)
class PrintedLine:
    """A line on paper: the clinic's `own`, after words `before` it; or None for one to write on."""

    asked: AskedLine
    own: ClinicLine | None
    before: Entry | None

    @property
    def words(self) -> tuple[tuple[Entry, bool], ...]:
        """Its words in the order of paper, each with whether it is the clinic's own.

        Those hold no fields: a brace is a brace.
        """
        own, called = self.own, self.own.called if self.own else None
        found = [(self.before, False), (called or self.asked.label, called is not None)]
        if own:
            found += [(self.number, True), (own.hours, True), (own.serves, True)]
        return tuple((entry, of_clinic) for entry, of_clinic in found if entry is not None)

    @property
    def number(self) -> Entry | None:
        """The clinic's number as it is set."""
        return Entry(self.own.shown, self.own.number.line) if self.own else None

    @property
    def labels(self) -> tuple[Entry, ...]:
        """The guide's words of it."""
        return tuple(entry for entry, of_clinic in self.words if not of_clinic)


def printed_lines(
    asked: Sequence[AskedLine], has: Mapping[str, ClinicLine], words: Table
) -> tuple[PrintedLine, ...]:
    """What stands in a block: the lines that a clinic `has` of those asked for, else all, blank.

    `words` are the group of the words file. Where a line answers day and night, or everyone, and
    the one before it does not, it is tried for that too, and the words say so.
    """
    there = [one for one in asked if one.name in has] or list(asked)
    always = _always(words)
    found: list[PrintedLine] = []
    for one in there:
        own, above = has.get(one.name), found[-1].own if found else None
        before = one.when if found else None
        if before and own and above:
            before = words.get(_why(above, own, always), before)
        found.append(PrintedLine(one, own, before))
    return tuple(found)


def after_the_lines(lines: Sequence[PrintedLine], words: Table) -> Entry | None:
    """What stands before the way out that a text tells after its lines: when it is taken.

    It is another question where the lines asked one, and tells of the last line's own limits. None
    where the words file has no such words.
    """
    last = lines[-1].own if lines else None
    plain = "still" if len(lines) > 1 else "none"
    why = _why(last, None, _always(words)) if last else ""
    return words.get(why) or words.get(plain)


def _always(words: Table) -> Set[str]:
    return {_bare(hours) for hours in words["always"].value} if "always" in words else set()


def _why(above: ClinicLine, own: ClinicLine | None, always: Set[str]) -> str:
    """The key of the words that say why a line may not do, beside not answering; "" for none.

    Without an `own` line what comes next is for everyone, at any time.
    """
    closed = not _answers(above, always) and (own is None or _answers(own, always))
    others = above.serves is not None and (own is None or own.serves is None)
    return {(True, True): "closed_or_others", (True, False): "closed", (False, True): "others"}.get(
        (closed, others), ""
    )


def _answers(line: ClinicLine, always: Set[str]) -> bool:
    """Whether it answers day and night, by its hours."""
    return line.hours is not None and _bare(line.hours.value) in always


def _bare(hours: object) -> str:
    return fold(str(hours)).strip(" .")
