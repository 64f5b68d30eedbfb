"""By how many words a text is too long for its pages, and which line to shorten.

The words are counted by trying: so many fewer, and it fits. What changed since the last print is
named before what was there; neither a warning nor what says whom to phone is the line to shorten.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from press.finding import Finding, Place
from press.project import Line
from press.read.last_print import digest_of
from press.read.manuscript import Manuscript
from press.read.syntax import CITATION, HEADING, PICTURE
from press.read.units import HEAD

HELP = ("emergency", "urgent", "stop", "lines")  # roles of sections that stay whole
WHOLE = "its warnings, and what says whom to phone, stay whole"
MOVE = f"{WHOLE}: move one of its parts to another page"
TRIALS = 14  # layouts, at most: what is not known then is said as a lower bound
NAMED = 4  # lines of those that changed
WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Candidate:
    """A line whose words may go, with where each begins in it, and what heading it is under."""

    line: Line
    under: str
    words: tuple[int, ...]
    help: bool
    changed: bool
    table: bool


@dataclass(frozen=True)
class Stretch:
    """What must be shorter: a whole text, or one page's part of it, named by its heading.

    `lines` are its raw lines, `spilt` words of it stand where none may. `fits` says whether a
    manuscript does.
    """

    lines: Sequence[Line]
    spilt: int
    fits: Callable[[Manuscript], bool]
    heading: Line | None = None


def too_long(
    manuscript: Manuscript,
    what: str,
    pages: Sequence[Stretch],
    whole: Stretch,
    printed: Collection[str] | None,
) -> Finding:
    """P206, at the line to shorten.

    `what` are the pages, as they are named; `printed` are the digests of the lines when it was last
    printed. The words are those of the `pages` that are too full, where shorter words mend these;
    else of the `whole`.
    """
    lines = candidates(manuscript, printed)
    told = [_measure(manuscript, lines, page) for page in pages]
    if not told or not all(sure for _, sure in told):
        pages, told = (), [_measure(manuscript, lines, whole)]
    count, sure = sum(number for number, _ in told), all(sure for _, sure in told)
    least = "" if sure else "at least "
    words = f"{count} word{'s' * (count != 1)}"
    problem = f"the {manuscript.product.file} is {least}{words} too long for its {what}"
    if pages:
        named = " and ".join(f"“{_title(page.heading)}”" for page in pages)
        over = "runs over its page" if len(pages) == 1 else "run over their pages"
        problem += f": {named} {over}"
    here = [one for page in pages or [whole] for one in _of(page, lines)]
    if pages and pages[0].heading and sum(len(one.words) for one in here if not one.help) < count:
        return pages[0].heading.finding("P206", problem, MOVE)
    line, fix = _advice(manuscript, here)
    return line.finding("P206", problem, fix)


def _title(heading: Line | None) -> str:
    match = HEADING.match(heading.text) if heading else None
    return match[2] if match else ""


def _of(stretch: Stretch, lines: Sequence[Candidate]) -> list[Candidate]:
    places = {line.place for line in stretch.lines}
    return [one for one in lines if one.line.place in places]


def candidates(manuscript: Manuscript, printed: Collection[str] | None) -> list[Candidate]:
    """Each line of running text, of an item or of a row, in order."""
    found: dict[Place, Candidate] = {}
    under = ""
    for unit in manuscript.units:
        if unit.kind == HEAD:
            under = _title(unit.lines[0])
        for piece in unit.only("text", "cell"):
            line = piece.line
            if line.place in found:
                continue
            hidden = [m.span() for p in (CITATION, PICTURE) for m in p.finditer(line.text)]
            words = tuple(
                match.start()
                for match in WORD.finditer(line.text, piece.start)
                if any(c.isalnum() for c in match[0])
                and not any(first <= match.start() < last for first, last in hidden)
            )
            changed = printed is not None and digest_of(line.text) not in printed
            is_help = unit.role in HELP
            one = Candidate(line, under, words, is_help, changed, piece.kind == "cell")
            found |= {line.place: one} if words else {}
    return list(found.values())


def _measure(
    manuscript: Manuscript, lines: Sequence[Candidate], stretch: Stretch
) -> tuple[int, bool]:
    """How many words must go until it fits, and whether that is the number or only a least one."""
    fits = stretch.fits
    order = _of(stretch, lines)
    order.sort(key=lambda one: (not one.changed, one.help, -len(one.words)))
    whole = sum(len(one.words) for one in order)
    low, high, trials = 0, 0, 0
    step = min(max(stretch.spilt, 1), whole)
    while not high and trials < TRIALS and low < whole:
        trials += 1
        if fits(without_words(manuscript, order, step)):
            high = step
        else:
            low, step = step, min(2 * step, whole)
    while high - low > 1 and trials < TRIALS:
        trials += 1
        middle = (low + high) // 2
        if fits(without_words(manuscript, order, middle)):
            high = middle
        else:
            low = middle
    return low + 1, high == low + 1


def without_words(manuscript: Manuscript, order: list[Candidate], count: int) -> Manuscript:
    """The same with `count` words fewer, taken from the ends of these lines in their order."""
    shorter: dict[Place, str] = {}
    for one in order:
        gone = min(count, len(one.words))
        if gone == len(one.words):
            shorter[one.line.place] = ""
        elif gone:
            shorter[one.line.place] = one.line.text[: one.words[-gone]].rstrip()
        count -= gone
    lines = (
        replace(line, text=shorter[line.place]) if line.place in shorter else line
        for line in manuscript.lines
    )
    return replace(manuscript, lines=tuple(lines))


def _advice(manuscript: Manuscript, lines: list[Candidate]) -> tuple[Line, str]:
    """The line to shorten, and what to do with it."""
    free = [one for one in lines if not one.help]
    if changed := [one for one in free if one.changed]:
        first, *others = sorted(changed, key=lambda one: -len(one.words))
        fix = f"shorten what changed since the last print: this line, {_about(first)}"
        more = [f"{one.line.file}, line {one.line.number}" for one in others[:NAMED]]
        return first.line, "; or ".join([fix, *more])
    longest = max(
        (one for one in free if not one.table), key=lambda one: len(one.words), default=None
    )
    if longest is None:
        return manuscript.title.line, f"{WHOLE}: take a picture out"
    fix = f"shorten it; this is the longest line, {_about(longest)}"
    if any(one.changed for one in lines):
        fix = "what changed since the last print is a warning or whom to phone, and stays whole; "
        fix += f"this is the longest line that is none, {_about(longest)}"
    return longest.line, fix


def _about(one: Candidate) -> str:
    """How long a line is, and where it stands."""
    return f"{len(one.words)} words" + (f", under “{one.under}”" if one.under else "")
