"""Preflight of the lines: running text starts at one edge, ends raggedly, and has air between.

Only what was measured on the page counts. A script that runs from the right is judged mirrored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from press.finding import Finding
from press.proof.compare import PrintedWord
from press.proof.preflight import Proof
from press.proof.set_lines import Measure, Run, SetLine, measure
from press.read.folding import folded

ONE_EDGE = 0.06  # em: rounding, where a line's first letter says where it starts
ONE_INK_EDGE = 0.35  # em: where only ink says it, on a line that starts at the right
SAME_END = 0.15  # em: letters have unlike white beside their ink
STRETCHED = 1.25  # the widest blank of justified lines over the narrowest, at least
ROUNDING = 0.02  # of the type size
LEAST_GAPS = 2  # of a line, for a mean of its blanks
HYPHENS = "-\u2010\u2011\u2013\u2014\u00ad\u0002/"


def running_text_starts_at_one_edge(proof: Proof) -> Iterator[Finding]:
    """P212: the eye finds the next line where it found the last (RNIB Clear Print; row Y1)."""
    measured = measure(proof)
    for runs in _groups(measured):
        astray = [_astray(measured, runs, mirrored) for mirrored in measured.sides(runs)]
        if not all(astray):
            continue
        for line, away in astray[0]:
            problem = f"a line on page {line.page + 1} starts {away:.0f} pt off its text's edge"
            fix = "set running text with text-align: start, without indents, in styles/"
            first = line.words[0]
            if first.word.kind == "label":  # a source or a label is set as the sheet says
                yield Finding(proof.sheet, "P212", f"{problem}: “{first.word.text} …”", fix)
            else:
                yield _finding(first, "P212", problem, fix)


def _astray(measured: Measure, runs: Sequence[Run], mirrored: bool) -> list[tuple[SetLine, float]]:
    """The first line of each run that leaves the edge of them all, and by how many pt."""
    reach = (ONE_INK_EDGE if mirrored else ONE_EDGE) * _em(runs)
    starts = {line: -line.right if mirrored else line.left
              for run in runs for line in run.lines
              if measured.starts_itself(line, mirrored)}  # fmt: skip
    edge = _edge(list(starts.values()), reach)
    far = [[(line, abs(starts[line] - edge)) for line in run.lines if line in starts]
           for run in runs]  # fmt: skip
    off = [[(line, away) for line, away in row if away > reach] for row in far]
    return [row[0] for row in off if row]


def _em(runs: Sequence[Run]) -> float:
    return runs[0].lines[0].size


def _edge(starts: Sequence[float], reach: float) -> float:
    """Where most of these start; where no two do, the first of them to the outside."""
    near = {place: sum(abs(place - other) <= reach for other in starts) for place in starts}
    return min(near, key=lambda place: (-near[place], place)) if near else 0.0


def _groups(measured: Measure) -> Iterable[Sequence[Run]]:
    groups: dict[object, list[Run]] = defaultdict(list)
    for run in measured.runs:
        groups[run.group].append(run)
    return groups.values()


def running_text_ends_raggedly(proof: Proof) -> Iterator[Finding]:
    """P213: justified lines have blanks of many widths, which poor readers lose their way in.

    Equal ends alone may be chance; with blanks of unlike width they are not.
    Source: RNIB Clear Print (EVIDENCE 5.4); row Y1.
    """
    measured = measure(proof)
    told: set[object] = set()
    for runs in [*([run] for run in measured.runs), *_groups(measured)]:
        whole = [line for run in runs for line in run.lines[:-1]]
        if runs[0].group in told or len(whole) < 2:  # two lines' ends, to be alike
            continue
        ends = [[-line.left if mirrored else line.right for line in whole]
                for mirrored in measured.sides(runs)]  # fmt: skip
        blanks = [blank for run in runs for line in run.lines if (blank := _blank(line))]
        uneven = bool(blanks) and max(blanks) > STRETCHED * min(blanks)
        if uneven and all(max(side) - min(side) <= SAME_END * _em(runs) for side in ends):
            told.add(runs[0].group)
            problem = f"{len(whole)} lines on page {runs[0].page + 1} all end at one edge"
            fix = "take text-align: justify out of styles/: ragged lines keep their blanks even"
            yield _finding(whole[0].words[0], "P213", problem, fix)


def _blank(line: SetLine) -> float:
    """The middling blank between a line's words in pt; 0 where too few tell it.

    Not the mean: a dot that stands between two sources has other blanks.
    """
    boxes = sorted(one.box for one in line.words)
    gaps = [right[0] - left[2] for left, right in pairwise(boxes)]
    gaps = [gap for gap in gaps if 0 < gap < 2 * line.size]  # wider ones are lines to write on
    return median(gaps) if len(gaps) >= LEAST_GAPS else 0.0


def lines_have_air(proof: Proof) -> Iterator[Finding]:
    """P218: from baseline to baseline, by the product's row (RNIB: space enough; EVIDENCE 5.4)."""
    least, most = proof.product.leading
    for run in measure(proof).runs:
        for above, below in pairwise(run.lines):
            # below larger type smaller needs only its own air
            apart = (above.baseline - below.baseline) / below.size
            if not least - ROUNDING <= apart <= most + ROUNDING:
                problem = f"lines on page {run.page + 1} are {apart:.2f} of their type size apart"
                fix = f"set a line-height from {least:g} to {most:g} for this text in styles/"
                yield _finding(below.words[0], "P218", problem, fix)
                break


def no_word_is_split(proof: Proof) -> Iterator[Finding]:
    """P219: a word ends on the line that it begins on, but for a hyphen of its own (RNIB)."""
    fix = "set hyphens: manual and no word-break in styles/; give a long word a wider column"
    for first, rest in pairwise(proof.printed):
        if first.word is rest.word and _is_split(first, rest):
            problem = f"“{first.word.text}” is split at the end of a line"
            yield _finding(first, "P219", problem, fix)
    strange = [glyph for glyph in proof.comparison.unknown if glyph.char not in HYPHENS]
    text = "".join(glyph.char for glyph in strange).casefold()
    for word in proof.comparison.lost:
        at = text.find(word.key)
        glyphs = strange[at : at + len(word.key)] if at >= 0 else []
        if len({round(glyph.baseline) for glyph in glyphs}) > 1:
            problem = f"“{word.text}” is split at the end of a line"
            yield word.line.finding("P219", problem, fix, word.column)


def _is_split(first: PrintedWord, rest: PrintedWord) -> bool:
    ended = first.glyphs[-1]
    lower = ended.page != rest.page or abs(ended.baseline - rest.glyphs[0].baseline) > 1
    whole = folded("".join(g.char for g in first.glyphs)) == first.word.key
    return lower and not whole and ended.char not in HYPHENS  # a whole one is printed twice


def _finding(one: PrintedWord, code: str, problem: str, fix: str) -> Finding:
    return one.word.line.finding(code, problem, fix, one.word.column)
